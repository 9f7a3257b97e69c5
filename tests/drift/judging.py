"""What others say of two packages: griffe compares them, and mypy reads programs of users of the first with the second in its place."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import griffe

from generator.drift import Change, drift
from generator.surface import Surface, Symbol
from tests.drift import harbour
from tests.drift.harbour import Side
from tests.workbench import REPOSITORY

RUNTIME = REPOSITORY / "templates/python/runtime"


def breakages(old: Side, new: Side, folder: Path) -> set[str]:
    """The symbols that griffe finds broken, written as ours are; async twins by the names of their sync ones."""
    loaded = []
    for number, side in enumerate((old, new)):
        harbour.save(folder / str(number), side.package)
        loaded.append(griffe.load("quay", search_paths=[folder / str(number)], allow_inspection=False))
    found = griffe.find_breaking_changes(loaded[0], loaded[1])
    return {name_of(one) for one in found}


def name_of(one: griffe.Breakage) -> str:
    """The symbol of a breakage."""
    path = one.obj.path.replace(".client.", ".")
    value = one.new_value if one.old_value is None else one.old_value
    if isinstance(value, griffe.Parameter):
        return sync(f"{path}({value.name}=)")
    return sync(f"{path}()" if one.obj.is_function else path)


def sync(path: str) -> str:
    """The sync twin of a symbol."""
    return re.sub(r"\bAsync(?=[A-Z])", "", path)


def covered(name: str, changes: Iterable[Change], old: Surface) -> bool:
    """Whether a breaking change names a symbol, or something that has it, or the class that an export is."""
    named = {symbol for change in changes if change.severity == "breaking" for symbol in change.symbols}
    target = old.symbols.get(name)
    names = {name, *(target.types if target and target.kind == "export" else ())}
    return any(one in named for start in names for one in above(start))


def above(name: str) -> Iterator[str]:
    """A symbol and what has it."""
    yield name
    if name.endswith("=)"):
        yield re.sub(r"\(\w+=\)$", "()", name)
    name = re.sub(r"\(.*\)$", "", name)
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def changes(old: Side, new: Side) -> list[Change]:
    """What we say of two sides."""
    return drift(old.state, new.state)
