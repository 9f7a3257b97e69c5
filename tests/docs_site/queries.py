"""What a list is asked for: the query of a request in, the records of one page and the envelope around them out."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tests.docs_site.entities import Entity
from tests.docs_site.records import Record
from tests.docs_site.wire import Field, filter_fields, joined, range_fields

Test = Callable[[Record], bool]
BATCH = re.compile(r"\[?([\d,\s]*)\]?")


def number(text: str | None, default: int) -> int:
    """A whole number, or the default where it is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


def ids_in(text: str) -> list[int]:
    """The ids of `[1,2,3]`."""
    match = BATCH.fullmatch(text.strip())
    return [int(piece) for piece in match[1].split(",") if piece.strip()] if match else []


def filters(entity: Entity, query: Mapping[str, str]) -> Iterable[Test]:
    """The conditions that a query puts; parameters that are not known are passed over."""
    names = {f"{entity.name}_{'_'.join(way)}": one.name for way, one in joined(entity)}
    for one in filter_fields(entity):
        if one.name in query:
            at = names.get(one.name) or member_of(entity, one)
            yield equals(at, query[one.name])
    for one in range_fields(entity):
        if one.name in query:
            side, _, rest = one.name.partition("_")
            yield bounded(rest.removeprefix(f"{entity.name}_"), side, query[one.name])


def member_of(entity: Entity, one: Field) -> str:
    """The member of a record that a filter looks at: that of a foreign key ends with `Id`."""
    name = one.name.removeprefix(f"{entity.name}_")
    return f"{name}Id" if one.of is not None and one.of.kind == "ref" else name


def equals(name: str, text: str) -> Test:
    """Whether a member is what a text says."""

    def test(record: Record) -> bool:
        value = record[name]
        if isinstance(value, bool):
            return text.lower() == str(value).lower()
        return value is not None and str(value).casefold() == text.casefold()

    return test


def bounded(name: str, side: str, text: str) -> Test:
    """Whether a member lies on one side of a bound, or on it."""

    def test(record: Record) -> bool:
        value = record[name]
        if value is None:
            return False
        if isinstance(value, str):
            here: Any = value[: len(text)]
            there: Any = text
        else:
            here, there = float(value), as_float(text)
        return bool(here >= there if side == "from" else here <= there)

    return test


def as_float(text: str) -> float:
    """A number; zero where it is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def sorted_by(records: Sequence[Record], name: str, direction: int) -> list[Record]:
    """Records by a member; those in which it is null come first, and members that none has leave them as they are."""
    if not any(name in record for record in records):
        return list(records)
    key = [(record.get(name) is not None, record.get(name)) for record in records]
    order = sorted(range(len(records)), key=lambda at: key[at], reverse=direction == -1)
    return [records[at] for at in order]


def page_of(records: Sequence[Record], query: Mapping[str, str]) -> dict[str, Any]:
    """One page of records, and the envelope around it."""
    page, size = max(1, number(query.get("page"), 1)), max(1, number(query.get("size"), 25))
    order, direction = query.get("orderBy", "Id"), number(query.get("dir"), 1)
    found = sorted_by(records, order, direction)[(page - 1) * size : page * size]
    pages = -(-len(records) // size)
    return {
        "Records": found,
        "CurrentPage": page,
        "CurrentPageSize": size,
        "CurrentOrderField": order,
        "CurrentSortDirection": direction,
        "FirstItem": (page - 1) * size + 1 if found else 0,
        "LastItem": (page - 1) * size + len(found),
        "TotalItems": len(records),
        "TotalPages": pages,
        "HasNextPage": page < pages,
        "HasPreviousPage": page > 1,
    }
