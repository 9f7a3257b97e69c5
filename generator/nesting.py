"""Dotted names to nesting: a flat list of fields in, the tree that their names mean out.

`data[].id` is the member `id` of each item of `data`. A parent that no row documents is implied, with the rule `implied` and the origin of
the first row that needs it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from generator.spec import Field, Items, Origin

_DOT = re.compile(r"\.(?=\S)")
_ITEMS = re.compile(r"\[(?:\d*|\*|[a-z])\]\Z")


@dataclass(slots=True)
class Branch:
    """A name in the tree: its row, whether items of it were named, its members."""

    row: Field | None = None
    first: Field | None = None
    listed: bool = False
    members: "dict[str, Branch]" = field(default_factory=dict)


def pieces(name: str) -> tuple[tuple[str, bool], ...]:
    """The names on the way to a field, each with whether its items are meant: `a.b[].c` gives a, b of items, c."""
    found: list[tuple[str, bool]] = []
    for piece in _DOT.split(name):
        bare = _ITEMS.sub("", piece)
        if not bare:
            return ((name, False),)
        found.append((bare, bare != piece))
    return tuple(found)


def nest(rows: Sequence[Field], twice: Callable[[Field, Field], None]) -> tuple[Field, ...]:
    """The fields as a tree, in the order in which their names first occur; `twice` is told of a row whose place is taken."""
    if not any("." in row.name or row.name.endswith("]") for row in rows):
        return tuple(rows)
    root = Branch()
    for row in rows:
        at = root
        for name, listed in pieces(row.name):
            at = at.members.setdefault(name, Branch(first=row))
            at.listed = at.listed or listed
        if at.row is not None:
            twice(at.row, row)
        else:
            at.row = row
    return tuple(_field(name, branch) for name, branch in root.members.items())


def _field(name: str, branch: Branch) -> Field:
    members = tuple(_field(inner, below) for inner, below in branch.members.items())
    row = branch.row
    if row is None:
        assert branch.first is not None
        origin = branch.first.origin
        kind = "array" if branch.listed else "object"
        return Field(
            name=name,
            type="array" if branch.listed else "object",
            items=Items(type="object") if kind == "array" and members else None,
            fields=members,
            origin=Origin(page=origin.page, line=origin.line, rule="implied"),
        )
    known = {one.name for one in row.fields}
    return row.model_copy(
        update={"name": name, "fields": (*row.fields, *(one for one in members if one.name not in known))}
    )
