"""Documented words to facts: ordered tables, first match wins, and each entry is named because its name goes into the spec as a rule."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from generator.spec import Items, TypeName


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentedType:
    """What a type's words say; `location` where a pill of the parameter's place was written beside them."""

    type: TypeName
    format: str | None = None
    items: Items | None = None
    nullable: bool | None = None
    location: str | None = None


#: Words that pages use for a type, in lower case, with the format they imply.
TYPE_WORDS: dict[str, tuple[TypeName, str | None]] = {
    "string": ("string", None),
    "str": ("string", None),
    "text": ("string", None),
    "integer": ("integer", None),
    "int": ("integer", None),
    "int32": ("integer", "int32"),
    "int64": ("integer", "int64"),
    "long": ("integer", "int64"),
    "number": ("number", None),
    "numeric": ("number", None),
    "float": ("number", "float"),
    "double": ("number", "double"),
    "decimal": ("number", None),
    "boolean": ("boolean", None),
    "bool": ("boolean", None),
    "object": ("object", None),
    "dict": ("object", None),
    "map": ("object", None),
    "json": ("object", None),
    "array": ("array", None),
    "list": ("array", None),
    "any": ("any", None),
    "null": ("any", None),
    "mixed": ("any", None),
    "file": ("file", "binary"),
    "binary": ("file", "binary"),
    "date": ("string", "date"),
    "datetime": ("string", "date-time"),
    "date-time": ("string", "date-time"),
    "timestamp": ("string", "date-time"),
    "time": ("string", "time"),
    "uuid": ("string", "uuid"),
    "guid": ("string", "uuid"),
    "email": ("string", "email"),
    "uri": ("string", "uri"),
    "url": ("string", "uri"),
    "enum": ("string", None),
}

#: Formats that may stand in brackets behind a type, and places that may stand behind a bar.
KNOWN_FORMATS = frozenset(
    {
        "date",
        "date-time",
        "time",
        "uuid",
        "uri",
        "email",
        "binary",
        "byte",
        "int32",
        "int64",
        "float",
        "double",
        "password",
    }
)
LOCATIONS = frozenset({"path", "query", "header", "cookie", "body"})


def _word(match: re.Match[str]) -> DocumentedType | None:
    found = TYPE_WORDS.get(match[1].lower())
    return DocumentedType(type=found[0], format=found[1]) if found else None


#: What a class is called. Below it stand its members, or nobody knows more of it than that there are many.
CLASS_NAME = re.compile(r"[A-Z][A-Za-z0-9_]*")


def _array(match: re.Match[str]) -> DocumentedType | None:
    inner = read_type(match[1])
    if inner is None:
        named = CLASS_NAME.fullmatch(match[1]) and match[0].endswith(("]", ">"))
        return DocumentedType(type="array") if named else None
    return DocumentedType(type="array", items=Items(type=inner.type, format=inner.format))


def _formatted(match: re.Match[str]) -> DocumentedType | None:
    inner = read_type(match[1])
    known = match[2].lower() in KNOWN_FORMATS
    if inner and (inner.type, match[2].lower()) == ("string", "binary"):
        return read_type("file")  # as OpenAPI writes it
    return DocumentedType(type=inner.type, format=match[2].lower() if known else None) if inner else None


def _nullable(match: re.Match[str]) -> DocumentedType | None:
    inner = read_type(match[1])
    return DocumentedType(type=inner.type, format=inner.format, items=inner.items, nullable=True) if inner else None


def _placed(match: re.Match[str]) -> DocumentedType | None:
    inner = read_type(match[1]) if match[2].lower() in LOCATIONS else None
    if inner is None:
        return None
    return DocumentedType(type=inner.type, format=inner.format, items=inner.items, location=match[2].lower())


def _enumerated(match: re.Match[str]) -> DocumentedType | None:
    return read_type(match[1])


#: A value that a type itself names, and a list of them: `'red' | 'green'`, `1 | 2`, `enum: red, green`.
_QUOTED = r"""'[^'\n]{0,100}'|"[^"\n]{0,100}"|‘[^‘’\n]{0,100}’|“[^“”\n]{0,100}”"""
_LITERAL = rf"(?:{_QUOTED}|-?\d{{1,18}})"
_BETWEEN = r"\s*(?:\||,|\bor\b)\s*"
LITERAL_UNION = re.compile(rf"{_LITERAL}(?:{_BETWEEN}{_LITERAL})+")
_VALUE = rf"(?:{_QUOTED}|[\w.+-]{{1,100}})"
ENUM_OF = re.compile(rf"(?i)enums?\s*[:(<\[]\s*({_VALUE}(?:\s*[|,]\s*{_VALUE})+)\s*[)>\]]?")


def literals_in(text: str) -> tuple[str, ...]:
    """The values that the words of a type name themselves; none where some are texts and some are numbers without quotes."""
    named = ENUM_OF.search(text)
    union = LITERAL_UNION.search(text)
    values = re.findall(_VALUE, named[1]) if named else re.findall(_LITERAL, union[0]) if union else []
    quoted = {value[0] in "'\"‘“" for value in values}
    if len(quoted) != 1 or all(value.lower() in TYPE_WORDS for value in values):
        return ()
    return tuple(value[1:-1] if value[0] in "'\"‘“" else value for value in values)


def _literals(match: re.Match[str]) -> DocumentedType | None:
    values = literals_in(match[0])
    numbers = not re.search("['\"‘“]", match[0]) and all(re.fullmatch(r"-?\d+", value, re.ASCII) for value in values)
    return DocumentedType(type="integer" if numbers else "string") if values else None


def _union(match: re.Match[str]) -> DocumentedType | None:
    found = [read_type(part) for part in re.split(r"\s*[|,/]\s*|\s+or\s+", match[0])]
    types = [part.type for part in found if part]
    if len(types) != len(found):
        return None
    return DocumentedType(type=types[0] if len(set(types)) == 1 else "any")


#: How a type is written, most particular first; the whole text must match.
TYPE_SHAPES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], DocumentedType | None]], ...] = (
    ("word", re.compile(r"([A-Za-z][\w-]*)"), _word),
    ("item[]", re.compile(r"(.+?)\s*\[\s*\]"), _array),
    ("array<item>", re.compile(r"(?i)(?:array|list)\s*[<\[(]\s*(.+?)\s*[>\])]"), _array),
    ("array of item", re.compile(r"(?i)(?:array|list) of (\w[\w-]*?)s?"), _array),
    ("'value' | 'value'", re.compile(rf"\(?\s*{LITERAL_UNION.pattern}\s*\)?"), _literals),
    ("enum: value, value", ENUM_OF, _literals),
    ("enum<word>", re.compile(r"(?i)enum\s*<\s*(\w+)\s*>"), _enumerated),
    ("word (format)", re.compile(r"(\w+(?:\[\])?)\s*[(<]\s*([\w-]+)\s*[)>]"), _formatted),
    ("word?", re.compile(r"(.+)\?"), _nullable),
    ("word | null", re.compile(r"(?i)(.+?)\s*(?:\||\bor\b|,)\s*null"), _nullable),
    ("word | place", re.compile(r"(.+?)\s*\|\s*(\w+)"), _placed),
    ("word | word", re.compile(r"[\w\[\]-]+(?:(?:\s*[|,/]\s*|\s+or\s+)[\w\[\]-]+)+"), _union),
)

_LONGEST_TYPE = 80

#: A type that is a list of values is as long as there are values.
_LONGEST_UNION = 1000
_LISTING = re.compile(r"(?i)[(\"'‘“]|enum")


@lru_cache(maxsize=8192)
def read_type(text: str) -> DocumentedType | None:
    """The type that a page's words state, or null where they are none of the known ones."""
    text = text.strip()
    if not text or len(text) > (_LONGEST_UNION if _LISTING.match(text) else _LONGEST_TYPE):
        return None
    for _, shape, read in TYPE_SHAPES:
        match = shape.fullmatch(text)
        found = read(match) if match else None
        if found:
            return found
    return None


#: Wording that names the enum of a field: "See eGender enum above.", "See `eGender` enum values".
ENUM_REFERENCE = re.compile(r"\bSee `?(?P<name>[A-Za-z_]\w*)\??`? enum\b")

#: Values that a description itself lists: "See `eGender` enum values: 0 = None, 1 = Female."
INLINE_VALUES = re.compile(r"\benum values?:\s*(?P<values>-?\d+ *= *\w.{0,20000})", re.DOTALL)
INLINE_VALUE = re.compile(r"(-?\d+) *= *([^\s,;=.][^,;=.\n]*)")

#: Generated wording of enum fields without a reference: "The day of week value for this time pass time slot."
ENUM_VALUE_PHRASE = re.compile(r"^The (?P<words>[\w -]{1,80}?) value for this [\w -]{1,80}\.*$")

#: Wording by which a field may be null.
NULL_PHRASE = re.compile(r"(?i)\bnull (?:on|when|if|for|means|unless)\b|\bcan be null\b|\bor null\b")

#: "The year, month and day component of FromTime/ToTime is always 1976-01-01."
DATE_PART_PHRASE = re.compile(
    r"(?i)\b(?:date|year, month and day)(?: component| part)? of (?P<names>[\w/, ]{1,200}?) is always (?P<date>\d{4}-\d\d-\d\d)\b"
)

#: Roles: the token before the word.
ROLE = re.compile(r"(?<![\w-])([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+)`?\*{0,2} role\b")

#: A role that stands alone; ordinary compounds are not written so.
LONE_ROLE = re.compile(r"[A-Z][A-Za-z0-9]*-[A-Z][a-z]+")

#: What a page calls its authentication, and the scheme's name in the spec; every match counts.
AUTH_SCHEMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("oauth2", re.compile(r"(?i)\boauth ?2(?:\.0)?\b")),
    ("bearer", re.compile(r"(?i)(?<!\bno )\bbearer\b")),
    ("basic", re.compile(r"(?i)\bbasic auth")),
    ("apiKey", re.compile(r"(?i)\bapi[ -]?key\b")),
    ("none", re.compile(r"(?i)\bno authentication (?:is )?required\b")),
)

#: Statuses of answers that have no body (RFC 9110), so that nothing is missing where no body is told.
BODILESS = frozenset({*range(100, 200), 204, 205, 304})
#: A status code as the name of a row or a tab, with its reason behind it.
STATUS_NAME = re.compile(r"([1-5]\d\d)(?:\b\W*(.*))?", re.DOTALL)

#: Media types of bodies that a page's words name.
MEDIA_TYPE = re.compile(
    r"(?i)\b(?:application/(?:x-www-form-urlencoded|json)|multipart/form-data|multipart[ -]form(?:[ -]data)?)\b"
)


def media_types_in(text: str) -> tuple[str, ...]:
    """The media types of bodies that a text names, in reading order."""
    found = (name.lower() for name in MEDIA_TYPE.findall(text))
    return tuple(dict.fromkeys(name if "/" in name else "multipart/form-data" for name in found))


def inline_values(description: str) -> tuple[tuple[str, str], ...]:
    """The values and names of an enum that a description lists, without repetition."""
    listed = INLINE_VALUES.search(description)
    pairs = INLINE_VALUE.findall(listed["values"]) if listed else []
    return tuple({value: name.strip() for value, name in reversed(pairs)}.items())[::-1]


def null_by_words(description: str | None) -> str | None:
    """The words by which a description says that the field may be null; null where it does not."""
    found = NULL_PHRASE.search(description or "")
    return found[0] if found else None


def roles_in(text: str) -> tuple[str, ...]:
    """The roles that a text names, in reading order; a text may be a role and nothing else."""
    return (text,) if LONE_ROLE.fullmatch(text) else tuple(dict.fromkeys(ROLE.findall(text)))


def schemes_in(text: str) -> tuple[str, ...]:
    """The authentication schemes that a text names, in the table's order."""
    return tuple(name for name, words in AUTH_SCHEMES if words.search(text))


def date_part_of(name: str, description: str | None) -> str | None:
    """The constant date (ISO) that a parent's description gives to the time of day called `name`."""
    for match in DATE_PART_PHRASE.finditer(description or ""):
        if name in re.split(r"[/, ]+(?:and )?", match["names"]):
            return match["date"]
    return None


#: When a member of a body counts, where a description limits that: the first that fits. Without one it counts in every body.
LIFETIMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("create", re.compile(r"(?i)\bcreat(?:e|ion)[- ]only\b")),
    (
        "create",
        re.compile(
            r"(?i)\bonly\b[^.;]{0,40}\b(?:when|while|on|at|upon|during)\b[^.;]{0,30}\b(?:creat\w+|made|added)\b"
        ),
    ),
    ("create", re.compile(r"(?i)\b(?:can(?:not|'t| not)|may not|must not) be (?:changed|modified|updated|edited)\b")),
    ("create", re.compile(r"(?i)\b(?:ignored|not taken|has no effect) (?:on|by|in|when|during) (?:an? )?updat\w+")),
    ("update", re.compile(r"(?i)\bupdate[- ]only\b")),
    (
        "update",
        re.compile(
            r"(?i)\bonly\b[^.;]{0,40}\b(?:when|while|on|upon|during)\b[^.;]{0,20}\b(?:updat\w+|chang(?:ed|ing))\b"
        ),
    ),
)


def lifetime_of(description: str | None) -> str | None:
    """When a member counts by its description: only on `create`, only on `update`, or null where nothing is said."""
    return next((when for when, words in LIFETIMES if description and words.search(description)), None)
