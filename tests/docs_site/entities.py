"""The entities of the API: the fact files in, frozen records of entities and enums out.

A file of `facts/` is a group of the API. What several entities share stands in `aspects.toml`, and is written out here.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.docs_site.notation import Property, plural_of, read_lines, words_of

FACTS = Path(__file__).parent / "facts"
GROUPS = ("network", "stations", "fleet", "timetable", "tickets", "freight", "crew", "works", "safety", "admin")
KINDS = ("search", "get", "batch", "create", "update", "delete", "commands", "run_command")
#: Groups whose pages are of the older make: no title and command above the text, placeholders for descriptions.
OLDER = frozenset({"freight", "safety"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum:
    """A closed list of numbers and their names."""

    name: str
    values: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One kind of record: its names, what it consists of, and the kinds of pages that it has."""

    name: str
    group: str
    plural: str
    noun: str
    properties: tuple[Property, ...]
    kinds: tuple[str, ...]

    @property
    def collection(self) -> str:
        """The last part of its path."""
        return self.plural.lower()

    @property
    def path(self) -> str:
        """The path of its collection."""
        return f"/api/{self.group}/{self.collection}"

    @property
    def older(self) -> bool:
        """Whether its pages are of the older make."""
        return self.group in OLDER

    @property
    def one(self) -> str:
        """One of it, in ordinary words with an article."""
        return f"{'an' if self.noun[0] in 'aeio' else 'a'} {self.noun}"

    @property
    def nouns(self) -> str:
        """Several of it, in ordinary words."""
        return words_of(self.plural)

    def find(self, name: str) -> Property:
        """A property by its name; raises KeyError."""
        for one in self.properties:
            if one.name == name:
                return one
        raise KeyError(name)


def load(name: str) -> dict[str, Any]:
    """One fact file."""
    return tomllib.loads((FACTS / f"{name}.toml").read_text("utf-8"))


@cache
def enums() -> dict[str, Enum]:
    """All enums by name."""
    return {name: Enum(name=name, values=values_of(text)) for name, text in load("enums").items()}


def values_of(text: str) -> tuple[tuple[int, str], ...]:
    """`1 Red, 2 Dark green` as numbers and names."""
    pairs = (piece.strip().split(" ", 1) for piece in text.split(","))
    return tuple((int(value), name) for value, name in pairs)


@cache
def aspects() -> dict[str, tuple[Property, ...]]:
    """What entities share, by the name of the bundle."""
    return {name: read_lines(text) for name, text in load("aspects").items()}


def shared(aspect: str, noun: str) -> Iterator[Property]:
    """The properties of a bundle as one entity has them; `address:Billing` puts a word before its names."""
    bundle, _, prefix = aspect.partition(":")
    for one in aspects()[bundle]:
        yield replace(
            one,
            name=one.name.replace("{prefix}", prefix),
            description=one.description.replace("{noun}", noun),
        )


def entity_of(group: str, name: str, facts: dict[str, Any]) -> Entity:
    """An entity from its table in a fact file."""
    noun = facts.get("noun", words_of(name))
    own = read_lines(facts["fields"])
    more = [one for aspect in facts.get("aspects", ()) for one in shared(aspect, noun)]
    names = [one.name for one in (*own, *more)]
    twice = {each for each in names if names.count(each) > 1}
    if twice:
        raise ValueError(f"{name} has twice: {sorted(twice)}")
    return Entity(
        name=name,
        group=group,
        plural=facts.get("plural", plural_of(name)),
        noun=noun,
        properties=(*own, *more),
        kinds=tuple(kind for kind in KINDS if kind not in facts.get("lacks", ())),
    )


@cache
def entities() -> dict[str, Entity]:
    """All entities by name, in the order of groups and files."""
    found = [entity_of(group, name, facts) for group in GROUPS for name, facts in load(group).get("entity", {}).items()]
    return {one.name: one for one in found}


def child_properties(parent: Entity, child: str) -> tuple[Property, ...]:
    """What a child looks like inside its parent: all that a caller may send of it, but for the parent's id."""
    return tuple(
        one
        for one in entities()[child].properties
        if not one.read_only and one.kind not in ("file", "ids", "children") and one.target != parent.name
    )
