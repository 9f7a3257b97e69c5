"""Enums whose values a field itself lists, in its type or in its words: the endpoint of a page in, fields linked and enums out.

Such an enum is called after its field and belongs to the fields of its page alone. Only wording that leaves no doubt is read: a list
that is open, that says more behind its values, or that does not fit the field gives no enum.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import addresses
from generator.phrases import literals_in
from generator.spec import Endpoint, Enum, EnumValue, Field, Origin

LITERAL, PROSE = "enum:literal", "enum:prose"

#: The rules of enums that a field lists: they are lent to no other page.
LISTED = frozenset({LITERAL, PROSE})

Values = tuple[str, ...]

#: Words before the values of a field, at the begin of a sentence or in brackets.
LEAD = re.compile(
    r"(?i)(?:\A|[.!?;(\n–—])\s{0,9}"
    r"(?:(?:(?:the )?value |it )?(?:must|can|should) be )?"
    r"(?P<words>one of(?: the following)?(?: values)?"
    r"|(?:possible|available|allowed|valid|accepted|supported|permitted) (?:values|options)(?: are)?)"
    r"\b[ \t]{0,9}(?P<colon>:)?\s{0,9}"
)

#: Values in quotes or in marks of code; words that stand alone, in which a sentence cannot begin behind a full stop.
QUOTED = re.compile(r"""[`][^`\n]{1,100}[`]|"[^"\n]{0,100}"|'[^'\n]{0,100}'|“[^“”\n]{0,100}”|‘[^‘’\n]{0,100}’""")
BARE = re.compile(r"[\w@$#+/-]{1,100}(?:[.:](?![A-Z])[\w@$#+/-]{1,100}){0,9}")
NEXT = re.compile(
    r"[ \t]{0,9}(?:\((?:the )?default\))?[ \t]{0,9}(?P<mark>,\s{0,9}(?:or|and)?|\||\bor|\band)\s{1,9}|(?P<tight>,|\|)",
    re.IGNORECASE,
)
END = re.compile(r"[ \t]{0,9}(?:\((?:the )?default\))?[ \t]{0,9}(?:[.;)](?=\s|\Z)|\n|\Z)", re.IGNORECASE)
ITEM = re.compile(
    r"(?i)[ \t]{0,9}[-*•][ \t]{1,9}(?P<value>[^\n]{1,110}?)(?:[ \t]{0,9}\((?:the )?default\))?"
    r"(?:(?:[ \t]{1,9}[—–-]|:)[ \t](?P<words>[^\n]*))?(?:\n|\Z)"
)
#: The mark of a further item in the words of one: lines that were run together.
RUN_ON = re.compile(r"(?:^|\s)[-*•]\s")

#: Words that are no value of a list, and wording by which a list is open or holds for the parts of a value.
NO_VALUES = frozenset({"etc", "null", "NULL", "or", "and", "more", "others"})
OPEN = re.compile(
    r"(?i)\betc\b|\.\.\.|…|\band so on\b|\bamong others\b|\bother values\b|\bany other\b|\bor any\b|\b(?:a|any) custom\b|"
    r"\bcustom (?:value|string|name)s?\b|\bseparated\b|\bmultiple\b|\bcombin|\bone or more\b|\bmay be added\b"
)

_LONGEST = 4000
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The values that a field lists, and the rule that found them."""

    values: Values
    rule: str


def listed_by(one: Field) -> Listed | None:
    """The values that a field lists in its type, else in its words; null where there are none or any doubt."""
    kind = kind_of(one)
    if kind is None or one.enum is not None or (one.items and one.items.enum is not None):
        return None
    for rule, found in ((LITERAL, literals_in(one.type_text or "")), (PROSE, values_in(one.description or ""))):
        values = tuple(dict.fromkeys(found))
        if fit(values, kind, one.default):
            return Listed(values=values, rule=rule)
    return None


def kind_of(one: Field) -> str | None:
    """The type of the values that a field, or each item of an array, may have in an enum: text or whole numbers."""
    holder = one.items if one.type == "array" else one
    return holder.type if holder and holder.type in ("string", "integer") and holder.format is None else None


def fit(values: Values, kind: str, default: object) -> bool:
    """Whether values are several, of a type, and have the default among them."""
    if not 2 <= len(values) <= _MOST or (kind == "integer" and not all(map(is_integer, values))):
        return False
    return default is None or str(default) in values


def is_integer(value: str) -> bool:
    """Whether a text is a whole number."""
    return re.fullmatch(r"-?(?:0|[1-9]\d{0,17})", value, re.ASCII) is not None


def values_in(text: str) -> Values:
    """The values that words list; none where they list several times, or leave doubt."""
    text = text[:_LONGEST]
    found = [(lead, read_list(text, lead)) for lead in LEAD.finditer(text)]
    told = {values for _, (values, _) in found if values}
    if len(told) != 1:
        return ()
    lead, (values, end) = next(one for one in found if one[1][0])
    return () if OPEN.search(text[: lead.start()] + " . " + text[end:]) else values


def read_list(text: str, lead: re.Match[str]) -> tuple[Values, int]:
    """The values that stand behind a lead, and where they end."""
    for values, end in filter(None, (read(text, lead.end()) for read in (quoted_list, bare_list, item_list))):
        bare = text[lead.end()] not in "`\"'“‘"
        sure = (
            lead["colon"] or not bare or not lead["words"].lower().startswith("one of") or "," in text[lead.end() : end]
        )
        if sure:
            return values, end
    return (), lead.end()


def quoted_list(text: str, start: int) -> tuple[Values, int] | None:
    """Values in quotes, in a row that ends with its sentence."""
    found = in_a_row(text, start, QUOTED)
    return (tuple(value[1:-1] for value in found[0]), found[1]) if found else None


def bare_list(text: str, start: int) -> tuple[Values, int] | None:
    """Single words, in a row that ends with its sentence."""
    found = in_a_row(text, start, BARE)
    return found if found and not any(value in NO_VALUES for value in found[0]) else None


def in_a_row(text: str, start: int, value: re.Pattern[str]) -> tuple[Values, int] | None:
    """Values and what stands between them, to the end of the sentence; null where anything else stands there."""
    found: list[str] = []
    at = start
    while len(found) <= _MOST and (match := value.match(text, at)):
        found.append(match[0])
        end = END.match(text, match.end())
        if end:
            return tuple(found), match.end()
        between = NEXT.match(text, match.end())
        if between is None:
            return None
        at = between.end()
    return None


def item_list(text: str, start: int) -> tuple[Values, int] | None:
    """The items of a list, each a value and perhaps what it means behind a dash or a colon."""
    found: list[str] = []
    at = start
    while len(found) <= _MOST and (item := ITEM.match(text, at)):
        value = item["value"].strip()
        whole = QUOTED.fullmatch(value) or BARE.fullmatch(value)
        if whole is None or RUN_ON.search(item["words"] or ""):
            return None
        found.append(value[1:-1] if value[0] in "`\"'“‘" else value)
        at = item.end()
    return (tuple(found), at) if found else None


# Names


def link_listed(endpoint: Endpoint, tables: Sequence[Enum]) -> tuple[Endpoint, tuple[Enum, ...]]:
    """The fields of a page that list their values linked to enums of their own, beside those of its tables."""
    taken: dict[str, Enum | None] = dict.fromkeys((enum.name for enum in tables), None)
    made: dict[str, Enum] = {}

    def change(at: addresses.Part, one: Field) -> Field:
        listed = listed_by(one)
        if listed is None:
            return one
        origin = Origin(page=endpoint.source.page, line=one.origin.line, rule=listed.rule)
        enum = enum_of(one, listed.values, origin)
        named = settle(enum, names_of(at, one), {**taken, **made})
        made.setdefault(named.name, named)
        return with_enum(one, named.name, origin)

    return addresses.rewrite(endpoint, change), tuple(made.values())


def enum_of(one: Field, values: Values, origin: Origin) -> Enum:
    """The enum of a field, called after it."""
    numbers = kind_of(one) == "integer"
    return Enum(
        name=one.name,
        type="integer" if numbers else "string",
        values=tuple(EnumValue(value=int(value) if numbers else value, name=value) for value in values),
        origin=origin,
    )


def names_of(at: addresses.Part, one: Field) -> Iterator[str]:
    """The names that an enum may have, the shortest first: the field's, with its parent or place in front, with all of its way."""
    above = [name for name in at[:-1] if not (at[0] == "response" and name == at[1])]
    yield one.name
    yield f"{above[-1]}_{one.name}"
    yield "_".join(at)


def settle(enum: Enum, names: Iterator[str], taken: Mapping[str, Enum | None]) -> Enum:
    """An enum under the first name that is free, or that means these very values already."""
    name = enum.name
    for name in names:
        if name not in taken or same(taken[name], enum):
            return enum.model_copy(update={"name": name})
    return enum.model_copy(update={"name": addresses.unique(name, taken)})


def same(one: Enum | None, other: Enum) -> bool:
    """Whether two enums have one type and the same values."""
    return one is not None and one.type == other.type and one.values == other.values


def with_enum(one: Field, enum: str, origin: Origin | None = None) -> Field:
    """A field that has an enum from now on; in an array it is the items that have it."""
    facts = {**one.facts, "enum": origin} if origin else one.facts
    if one.type == "array" and one.items is not None:
        return one.model_copy(update={"items": one.items.model_copy(update={"enum": enum}), "facts": facts})
    return one.model_copy(update={"enum": enum, "facts": facts})


Told = tuple[Endpoint, tuple[Enum, ...]]


def tell_apart(told: Sequence[Told]) -> list[Told]:
    """The endpoints of one resource, so that a name is one enum: a listed enum of other values is called after its operation, too."""
    taken: dict[str, Enum | None] = {
        enum.name: None for _, enums in told for enum in enums if enum.origin.rule not in LISTED
    }
    done: list[Told] = []
    for endpoint, enums in told:
        renamed: dict[str, str] = {}
        kept: list[Enum] = []
        for enum in enums:
            if enum.origin.rule in LISTED:
                named = settle(enum, iter((enum.name, f"{endpoint.operation}_{enum.name}")), taken)
                taken.setdefault(named.name, named)
                renamed[enum.name], enum = named.name, named
            kept.append(enum)
        moved = {old: new for old, new in renamed.items() if old != new}
        done.append((addresses.rewrite(endpoint, renaming(moved)) if moved else endpoint, tuple(kept)))
    return done


def renaming(names: Mapping[str, str]) -> Callable[[addresses.Part, Field], Field]:
    """The change of fields that gives their enums other names."""

    def change(_: addresses.Part, one: Field) -> Field:
        name = one.enum_name
        return with_enum(one, names[name]) if name is not None and name in names else one

    return change
