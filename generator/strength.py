"""How strongly a capture states a fact, and how much it states in all: fields and endpoints in, an order of strength out.

What the row of a page states is stronger than what was inferred from samples, words or names, and anything is stronger than nothing.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from generator.addresses import fields_of
from generator.examples import COMPATIBLE
from generator.spec import Endpoint, Field, Items, Origin

UNKNOWN, INFERRED, STATED = 0, 1, 2

#: The rule of a field that a row states in full. A row of which a lossy capture kept only the name has a detail after it.
ROW = "field-row"

#: The evidence that names an enum, the weakest first; a rule that is not listed counts like the first.
ENUM_EVIDENCE = (
    "enum:unnamed",
    "enum:by-name",
    "enum:elsewhere",
    "enum:by-order",
    "enum:by-values",
    "enum:by-words",
    "enum:prose",
    "enum:by-reference",
    "enum:by-equal-values",
    "enum:inline",
    "enum:literal",
    "enum:by-title",
)

#: The facts of a field that are compared. What a type is written like goes with the type; children are merged by structure.
FIELD_FACTS = (
    "type", "format", "date_part", "items", "required", "nullable", "default", "description", "deprecated", "read_only", "enum",
)  # fmt: skip


def _is_false(fact: str) -> Callable[[Field], bool]:
    """That a flag is not set says something only in a row; a sample cannot show that a field may be left out."""
    return lambda one: not getattr(one, fact) and one.origin.rule != ROW and fact not in one.facts


def _no_items(one: Field) -> bool:
    return one.items is None or (one.items.type == "any" and not by_row(one, "items"))


#: When a fact is unknown although it has a value, or known although it looks empty; others are unknown where they are null or empty.
UNKNOWN_WHEN: dict[str, Callable[[Field], bool]] = {
    "type": lambda one: one.type == "any" and one.type_text is None,
    "items": _no_items,
    "required": _is_false("required"),
    "deprecated": _is_false("deprecated"),
    "read_only": _is_false("read_only"),
    "nullable": lambda one: one.nullable is None,
    "default": lambda one: one.default is None,
}


def value_of(one: Field, fact: str) -> Any:
    """A fact of a field; the enum of an array is that of its items, which are compared without it."""
    if fact == "enum":
        return one.enum_name
    if fact == "items":
        return Items(type=one.items.type, format=one.items.format) if one.items else None
    return getattr(one, fact)


def strength(one: Field, fact: str) -> int:
    """How strongly a field's capture states one of its facts; of two numbers the greater counts."""
    unknown = UNKNOWN_WHEN.get(fact)
    if unknown(one) if unknown else not value_of(one, fact):
        return UNKNOWN
    if fact == "enum" and fact in one.facts:
        return INFERRED + evidence(one.facts[fact])
    if fact == "enum":
        return STATED + len(ENUM_EVIDENCE)
    if fact == "description" and letters(one.description or "") == letters(one.name):
        return INFERRED  # older pages fill the place of a description with the name
    return STATED if by_row(one, fact) else INFERRED


def by_row(one: Field, fact: str) -> bool:
    """Whether a whole row of a page states a fact of a field."""
    return one.facts.get(fact, one.origin).rule == ROW


def evidence(origin: Origin) -> int:
    """How good the evidence is that names an enum."""
    return ENUM_EVIDENCE.index(origin.rule) if origin.rule in ENUM_EVIDENCE else 0


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(c for c in text.lower() if c.isalnum())


def wording(text: str) -> str:
    """A text without what forms keep or drop: blanks, marks of inline code and of weight, capitals."""
    return " ".join(re.sub(r"[`*]", "", text).split()).casefold()


def same(one: object, other: object) -> bool:
    """Whether two values say the same; true is not 1, and a text does not change by its blanks, marks or capitals."""
    if isinstance(one, str) and isinstance(other, str):
        return wording(one) == wording(other)
    return plain(one) == plain(other)


def plain(value: object) -> str:
    """A value as canonical text."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, default=lambda record: record.model_dump(exclude_none=True)
    )


def agree(stated: Field, other: Field, fact: str) -> bool:
    """Whether a weaker statement of a known fact does not contradict the stronger one."""
    one, two = value_of(stated, fact), value_of(other, fact)
    if fact in ("type", "items") and INFERRED in (strength(stated, fact), strength(other, fact)):
        first, second = (value if fact == "type" else value.type for value in (one, two))
        guessed = strength(stated, fact) == INFERRED
        if second in COMPATIBLE.get(first, ()) or (guessed and first in COMPATIBLE.get(second, ())):
            return True
    # A default is a value, and a name is a name: only descriptions are read by people.
    return same(one, two) if fact == "description" else plain(one) == plain(two)


_NUMBERS = frozenset({"integer", "number"})


def fits(stated: Field, other: Field) -> bool:
    """Whether what goes with the type of one field (format, items, members ...) can go with that of the other."""
    unknown = UNKNOWN in (strength(stated, "type"), strength(other, "type"))
    return (
        unknown or stated.type == other.type or ({stated.type, other.type} <= _NUMBERS and agree(stated, other, "type"))
    )


def row_rank(one: Field) -> int:
    """The order of the rules by which a field is known: a whole row, a row's name, anything else."""
    return 0 if one.origin.rule == ROW else 1 if one.origin.rule.startswith(f"{ROW}:") else 2


def richness(endpoint: Endpoint) -> int:
    """The number of facts that a capture states of its endpoint."""
    return sum(1 for known in _statements(endpoint) if known)


def _statements(endpoint: Endpoint) -> Iterator[object]:
    # Whether the method has a line of its own is a matter of the form, and tells nothing of the page.
    yield from (endpoint.title, endpoint.summary, endpoint.description, endpoint.deprecated)
    yield from (endpoint.auth.description, *endpoint.auth.schemes, *endpoint.auth.roles)
    if endpoint.request:
        yield endpoint.request.example is not None
    for response in endpoint.responses:
        yield from (response.status is not None, response.description, response.example is not None)
    for _, one in fields_of(endpoint):
        yield row_rank(one) < 2
        if one.origin.rule == ROW:
            yield from (one.type_text, strength(one, "description") == STATED, one.default is not None)
            # An enum that another page lent says nothing of this page.
            yield value_of(one, "enum") and one.facts.get("enum", one.origin).page == one.origin.page


#: The forms of a capture, the most telling first.
FORMS = ("markdown", "html", "text")
Rank = tuple[int, float, int, str, str, str]


def rank(endpoint: Endpoint) -> Rank:
    """What captures of one endpoint are ordered by: the richer first, then the later, the better form, the name of the page."""
    source = endpoint.source
    form = FORMS.index(source.form) if source.form in FORMS else len(FORMS)
    return (
        -richness(endpoint),
        -moment(source.captured),
        form,
        source.page,
        source.url or "",
        endpoint.model_dump_json(),
    )


def moment(captured: str | None) -> float:
    """The time of a capture as a number; an unknown one is the oldest, and one without a zone is in UTC."""
    try:
        known = datetime.fromisoformat(captured or "")
    except ValueError:
        return float("-inf")
    return (known if known.tzinfo else known.replace(tzinfo=UTC)).timestamp()
