"""The query of a list and all its records in, the records of one page and the counts around them out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .documents import Document, Operation
from .store import Record
from .vocabulary import DESCENDING, LOWER, PARAMETERS, UPPER, named, normal

#: How many records a page has where neither the caller nor the document says it.
USUAL_SIZE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A condition: the member that it looks at, whether it is a bound (`lower`, `upper`) or asks for equality, and its value."""

    member: str
    kind: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list, and what is told beside it."""

    records: list[Record]
    facts: dict[str, Any]


def page_of(document: Document, operation: Operation, query: Mapping[str, Any], records: list[Record]) -> Page:
    """The page of a list that a query asks for."""
    names = parameter_names(document, operation)
    given = {kind: query.get(name) for kind, name in names.items() if name in query}
    conditions = list(filters(document, operation, query, set(names.values()), records))
    found = [one for one in records if all(fits(one, condition) for condition in conditions)]
    order, down = order_of(given)
    found = ordered(found, order, down)
    paged = {"page", "size", "offset"} & names.keys()
    size = max(1, number(given.get("size"), default_size(operation, names))) if paged else max(1, len(found))
    offset = max(0, number(given.get("offset"), 0))
    page = max(1, number(given.get("page"), offset // size + 1))
    first = offset if "offset" in given and "page" not in given else (page - 1) * size
    shown = found[first : first + size]
    facts = {
        "page": page,
        "size": size,
        "offset": first,
        "total": len(found),
        "pages": -(-len(found) // size),
        "next": first + size < len(found),
        "previous": first > 0,
        "first": first + 1 if shown else 0,
        "last": first + len(shown) if shown else 0,
        "order": order,
        "direction": given.get("direction"),
    }
    return Page(records=shown, facts=facts)


def parameter_names(document: Document, operation: Operation) -> dict[str, str]:
    """The query parameters of a list by what they say: as the document's conventions name them, else by usual words."""
    told = document.extension.get("pagination", {})
    there = [one.name for one in operation.parameters if one.place == "query"]
    found: dict[str, str] = {}
    for kind, words in PARAMETERS.items():
        name = told.get(kind) or named([one for one in there if one not in found.values()], words)
        if name in there:
            found[kind] = str(name)
    return found


def default_size(operation: Operation, names: Mapping[str, str]) -> int:
    """How many records a page has where the caller does not say it."""
    schemas = (one.schema for one in operation.parameters if one.name == names.get("size") and one.place == "query")
    return number(next(schemas, {}).get("default"), USUAL_SIZE)


def number(value: Any, default: int) -> int:
    """A whole number of a sensible size, else the default."""
    fits_in = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1 << 53
    return int(value) if fits_in else default


# Filters


def filters(
    document: Document, operation: Operation, query: Mapping[str, Any], taken: set[str], records: list[Record]
) -> Iterator[Filter]:
    """The conditions that a query puts on the members of records; a parameter that fits no member puts none."""
    members = {name for one in records for name in one}
    told = document.extension.get("filters", {})
    patterns = {
        "lower": [told["lower"]] if "lower" in told else LOWER,
        "upper": [told["upper"]] if "upper" in told else UPPER,
        "exact": [told.get("exact") or "{member}"],
    }
    for name, value in query.items():
        if name in taken:
            continue
        for kind, several in patterns.items():
            member = next((m for one in several if (m := member_in(name, one, members, told))), None)
            if member is not None:
                yield Filter(member=member, kind=kind, value=value)
                break
    yield from membership(operation, query, taken, members)


def membership(operation: Operation, query: Mapping[str, Any], taken: set[str], members: set[str]) -> Iterator[Filter]:
    """The conditions of lists that are called as the member whose values they list, or as several of them: `id`, `ids`."""
    for name, value in query.items():
        if isinstance(value, list) and name not in taken:
            member = named(members, (normal(name), normal(name).removesuffix("s")))
            if member is not None:
                yield Filter(member=member, kind="exact", value=value)


def member_in(name: str, pattern: str, members: set[str], told: Mapping[str, Any]) -> str | None:
    """The member that a name made by a pattern is about; null where it is made otherwise, or about no member."""
    joint, reference = str(told.get("joint") or "_"), str(told.get("reference") or "")
    for text in texts_in(name, pattern):
        for wanted in (text, text + reference, text.replace(joint, ""), text.replace(joint, "") + reference):
            found = wanted if wanted in members else named(members, (normal(wanted),))
            if found is not None:
                return found
    return None


def texts_in(name: str, pattern: str) -> Iterator[str]:
    """What may stand for the member in a name, longest first: where the name of the resource ends is not known here."""
    before, _, behind = pattern.partition("{member}")
    head, resource, joint = before.partition("{resource}")
    if not name.startswith(head) or not name.endswith(behind):
        return
    rest = name[len(head) : len(name) - len(behind)]
    if not resource:
        yield rest
    elif joint:
        yield from (rest[match.end() :] for match in re.finditer(re.escape(joint), rest))


def fits(record: Record, condition: Filter) -> bool:
    """Whether a record meets a condition."""
    value, wanted = record.get(condition.member), condition.value
    if condition.kind == "exact":
        choices = wanted if isinstance(wanted, list) else [wanted]
        values = value if isinstance(value, list) else [value]
        return any(alike(one, choice) for one in values for choice in choices)
    if value is None:
        return False
    here, there = comparable(value, wanted)
    if type(here) is not type(there):
        return False
    return bool(here >= there if condition.kind == "lower" else here <= there)


def alike(value: Any, wanted: Any) -> bool:
    """Whether a value is what is wanted; capitals do not count, nor does how a moment is written."""
    if isinstance(value, str) and isinstance(wanted, str):
        here, there = comparable(value, wanted)
        return bool(here == there) or value.casefold() == wanted.casefold()
    if isinstance(value, bool) or isinstance(wanted, bool):
        return str(value).lower() == str(wanted).lower()
    return bool(value == wanted) or (value is not None and str(value) == str(wanted))


def comparable(value: Any, wanted: Any) -> tuple[Any, Any]:
    """Two values so that they can be compared: as numbers, moments or texts."""
    if all(isinstance(one, int | float) for one in (value, wanted)):
        return float_of(value), float_of(wanted)
    here, there = moment(value), moment(wanted)
    return (here, there) if here is not None and there is not None else (str(value), str(wanted))


def float_of(value: int | float) -> float:
    """A number that may be too large for a float."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def moment(value: Any) -> datetime | None:
    """A text as a moment, in UTC where it tells no zone; null where it is none."""
    try:
        made = datetime.fromisoformat(value)
        return made if made.tzinfo else made.replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return None


# Order


def order_of(given: Mapping[str, Any]) -> tuple[str | None, bool]:
    """The member by which a list is ordered, null for the order in which records were made, and whether it goes down."""
    text = given.get("order")
    down = str(given.get("direction")).lower() in DESCENDING
    if not isinstance(text, str) or not text:
        return None, down
    return text.lstrip("+-"), down != text.startswith("-")


def ordered(records: list[Record], order: str | None, down: bool) -> list[Record]:
    """Records by a member; those that lack it come first, and a member that none has changes nothing but the direction."""
    member = named({name for one in records for name in one}, (normal(order),)) if order else None
    if member is None:
        return records[::-1] if down else records
    return sorted(records, key=lambda one: rank(one.get(member)), reverse=down)


def rank(value: Any) -> tuple[int, float, str]:
    """What a value is ordered by: nothing, then numbers, then texts and all else."""
    if value is None:
        return 0, 0.0, ""
    if isinstance(value, int | float):
        return 1, float_of(value), ""
    return 2, 0.0, str(value).casefold()
