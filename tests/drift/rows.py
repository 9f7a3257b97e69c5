"""The table of changes: `rows.toml` in, each row as two sides of the small API out."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator import addresses
from generator.addresses import Part
from generator.spec import Endpoint, Enum, Field, Resource
from tests.drift import harbour
from tests.drift.harbour import Side

FOLDER = Path(__file__).parent
#: Facts of the spec by the address of what they are of.
Facts = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One change: edits of pages, pages that are gone, or facts of the spec."""

    name: str
    edits: tuple[tuple[str, str, str], ...] = ()
    without: frozenset[str] = frozenset()
    facts: Facts
    describe: tuple[str, str] = ("", "")
    retype: str = ""


@cache
def table() -> dict[str, Row]:
    """All rows by their names."""
    read = tomllib.loads((FOLDER / "rows.toml").read_text(encoding="utf-8"))["row"]
    rows = [row_of(one) for one in read]
    assert len({one.name for one in rows}) == len(rows)
    return {one.name: one for one in rows}


def row_of(read: Mapping[str, Any]) -> Row:
    """A row as it stands in the file."""
    facts: dict[str, dict[str, Any]] = {}
    for address, key, value in read.get("set", ()):
        facts.setdefault(address, {})[key] = value
    edits = [(page, old, new) for pages, old, new in read.get("edits", ()) for page in pages.split()]
    described = read.get("describe", ("", ""))
    return Row(
        name=read["name"],
        edits=tuple(edits),
        without=frozenset(read.get("without", ())),
        facts=facts,
        describe=(described[0], described[1]),
        retype=read.get("retype", ""),
    )


def changed(row: Row) -> tuple[tuple[Resource, ...], dict[str, str]]:
    """What is documented once a row is done, and its pages."""
    base = harbour.pages()
    assert row.without <= base.keys()
    pages = {name: text for name, text in harbour.edited(base, row.edits).items() if name not in row.without}
    return tuple(turned(row, one) for one in harbour.resources(pages)), pages


@cache
def base() -> Side:
    """The API as it is."""
    return harbour.side(harbour.pages())


@cache
def sides(name: str, *, back: bool = False, locked: bool = True) -> tuple[Side, Side]:
    """The two sides of a row, or of its way back; `locked` is false where no names are kept from the first to the second."""
    other, pages = changed(table()[name])
    if back:
        old = harbour.of(other, None, pages)
        return old, harbour.side(harbour.pages(), old.names) if locked else base()
    return base(), harbour.of(other, base().names if locked else None, pages)


def together(names: Sequence[str]) -> tuple[Resource, ...]:
    """What is documented once several rows are done: of edits of one place the first, of what sets facts all."""
    chosen = [table()[name] for name in names]
    pages = harbour.pages()
    for page, old, new in (edit for row in chosen for edit in row.edits):
        pages[page] = pages[page].replace(old, new, 1)
    gone = {page for row in chosen for page in row.without}
    documented = harbour.resources({name: text for name, text in pages.items() if name not in gone})
    for row in chosen:
        documented = tuple(turned(row, one) for one in documented)
    return documented


def turned(row: Row, resource: Resource) -> Resource:
    """A resource with the facts that a row sets."""
    facts = dict(row.facts.get(resource.resource, {}))
    endpoints = tuple(with_facts(row.facts, resource, one) for one in resource.endpoints)
    enums = tuple(one for enum in resource.enums for one in turned_enum(row, enum))
    return resource.model_copy(update={"endpoints": endpoints, "enums": enums, **facts})


def with_facts(facts: Facts, resource: Resource, endpoint: Endpoint) -> Endpoint:
    """An endpoint with other facts of its own, of its bodies and of its fields."""
    head = (resource.resource, endpoint.operation)

    def change(at: Part, one: Field) -> Field:
        return one.model_copy(update=clean(facts.get(addresses.join((*head, *at)), {})))

    done = addresses.rewrite(endpoint, change)
    update: dict[str, Any] = clean(facts.get(addresses.join(head), {}))
    if done.request:
        update["request"] = done.request.model_copy(update=clean(facts.get(addresses.join((*head, "request")), {})))
    update["responses"] = tuple(
        one.model_copy(update=clean(facts.get(addresses.join((*head, "response", addresses.place_of(one))), {})))
        for one in done.responses
    )
    return done.model_copy(update=update)


def clean(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as records have them: no text is null, and lists are tuples."""
    return {
        key: None if value == "" else tuple(value) if isinstance(value, list) else value for key, value in facts.items()
    }


def turned_enum(row: Row, enum: Enum) -> Iterator[Enum]:
    """An enum with described values, or with texts for numbers."""
    name, words = row.describe
    if enum.name == name:
        yield enum.model_copy(
            update={"values": tuple(one.model_copy(update={"description": words}) for one in enum.values)}
        )
    elif enum.name == row.retype:
        values = tuple(one.model_copy(update={"value": str(one.value)}) for one in enum.values)
        yield enum.model_copy(update={"type": "string", "values": values})
    else:
        yield enum
