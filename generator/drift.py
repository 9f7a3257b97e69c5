"""Drift by meaning: two states of an API in, the changes between them out, each with what it does to code that uses the typed client.

How severe a change is follows from the symbols of the package that it touches: what typed code relied on and is no more is breaking, what
is new or wider is minor, what no code can tell is a patch. Facts that types do not show have a least severity in `LEAST`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator.comparing import compare
from generator.differences import Difference, Direction, Kind, Subject
from generator.spec import Origin, Resource
from generator.surface import Surface, Symbol, alternatives

Severity = Literal["breaking", "minor", "patch"]
#: From the least to the most severe.
SEVERITIES: tuple[Severity, ...] = ("patch", "minor", "breaking")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An API at one time: what is documented, and the surface of its package."""

    resources: tuple[Resource, ...]
    surface: Surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference of two states with its severity and the symbols that it touches; async twins are not listed."""

    kind: Kind
    subject: Subject
    direction: Direction
    severity: Severity
    address: str
    was: str | None = None
    before: Any = None
    after: Any = None
    symbols: tuple[str, ...] = ()
    old: Origin | None = None
    new: Origin | None = None


#: The least severity of what types do not show: a caller may notice it all the same.
LEAST: dict[tuple[Kind, Subject | None], Severity] = {
    ("added", "endpoint"): "minor",
    ("added", "field"): "minor",
    ("added", "resource"): "minor",
    ("added", "value"): "minor",
    ("default", None): "minor",
    ("deprecation", None): "minor",
    ("path", None): "minor",
    ("role", None): "minor",
    ("auth", None): "minor",
}


#: Differences of a thing with all its parts, and those that no type shows.
WHOLE = frozenset({"added", "removed", "renamed"})
QUIET = frozenset({"words", "deprecation", "default", "role", "auth", "path"})


def drift(old: State, new: State) -> list[Change]:
    """All changes from one state to another, the most severe first; what no difference of the specs explains is a change of symbols."""
    found: list[Change] = []
    explained: set[str] = set()
    for difference in compare(old.resources, new.resources):
        told = touched(old.surface, new.surface, difference)
        explained |= told
        found.append(weigh(old.surface, new.surface, difference, told))
    found += renamed_symbols(old.surface, new.surface, explained)
    return sorted(found, key=lambda one: (-SEVERITIES.index(one.severity), one.address, one.kind, one.was or ""))


def worst(changes: Iterable[Change]) -> Severity | None:
    """The highest severity of some changes, null where there is none."""
    return max((one.severity for one in changes), key=SEVERITIES.index, default=None)


def touched(old: Surface, new: Surface, difference: Difference) -> set[str]:
    """All symbols that stand for what a difference is about, or for a part of it."""
    was = difference.was or difference.address
    return {*old.at(was), *new.at(difference.address), *old.below(was), *new.below(difference.address)}


def weigh(old: Surface, new: Surface, difference: Difference, told: set[str]) -> Change:
    """A difference with its severity: that of the symbols which it is about, at least that of the table."""
    least = LEAST.get((difference.kind, difference.subject), LEAST.get((difference.kind, None), "patch"))
    shown = {*old.at(difference.was or difference.address), *new.at(difference.address)}
    concerned = told if difference.kind in WHOLE else () if difference.kind in QUIET else shown
    found = [least, *(impact(old, new, name) or "patch" for name in concerned)]
    return Change(
        kind=difference.kind,
        subject=difference.subject,
        direction=difference.direction,
        severity=max(found, key=SEVERITIES.index),
        address=difference.address,
        was=difference.was,
        before=difference.before,
        after=difference.after,
        symbols=tuple(sorted(shown)),
        old=difference.old,
        new=difference.new,
    )


def renamed_symbols(old: Surface, new: Surface, explained: set[str]) -> Iterator[Change]:
    """What happened to symbols that no difference of the specs is about: another name, another module."""
    for name in sorted((old.symbols.keys() | new.symbols.keys()) - explained):
        before, after = old.find(name), new.find(name)
        severity = impact(old, new, name)
        owner = (after or before or Symbol(kind="class")).owner
        if severity is None or (old.find(owner) is None) is not (new.find(owner) is None):
            continue
        yield Change(
            kind="added" if before is None else "removed" if after is None else "symbol",
            subject="symbol",
            direction="both",
            severity=severity,
            address=name,
            before=before and list(before.types),
            after=after and list(after.types),
            symbols=(name,),
        )


def impact(old: Surface, new: Surface, name: str) -> Severity | None:
    """What the change of a symbol does to typed code that uses it; null where it is as it was."""
    before, after = old.find(name), new.find(name)
    if before is None or after is None:
        if before is not None:
            return "breaking"
        must = after is not None and after.required and old.find(after.owner) is not None
        return "breaking" if must else "minor" if after is not None else None
    if before == after:
        return None
    if "export" in (before.kind, after.kind):
        return None
    if before.kind != after.kind or before.position != after.position or (after.required and not before.required):
        return "breaking"
    return CHANGES[before.kind](old, new, before, after)


Weigh = Callable[[Surface, Surface, Symbol, Symbol], Severity | None]


def accepted(old: Surface, new: Surface, before: Symbol, after: Symbol) -> Severity | None:
    """The change of what callers give: whatever they could give must still be taken."""
    if before.types == after.types:
        return "minor" if before.required != after.required else None
    return "minor" if all_fit(before.types, after.types, old, new) else "breaking"


def answered(old: Surface, new: Surface, before: Symbol, after: Symbol) -> Severity | None:
    """The change of what callers get: whatever comes must be what they were prepared for."""
    if before.types == after.types:
        return None
    return "minor" if all_fit(after.types, before.types, new, old) else "breaking"


def inherited(_old: Surface, _new: Surface, before: Symbol, after: Symbol) -> Severity | None:
    """The change of a class: a base that is no more breaks what relied on it."""
    if before.types == after.types:
        return None
    return "minor" if set(before.types) <= set(after.types) else "breaking"


#: What decides how severe the change of a symbol is, by what it is.
CHANGES: dict[str, Weigh] = {
    "argument": accepted,
    "input": accepted,
    "attribute": answered,
    "method": answered,
    "class": inherited,
    "enum": inherited,
    "member": inherited,
}


def all_fit(some: Sequence[str], others: Sequence[str], of_some: Surface, of_others: Surface) -> bool:
    """Whether each of some alternatives is one of others, or a kind of one. What may be anything fits only what may be anything."""
    return all(any(fits(one, other, of_some, of_others) for other in others) for one in some)


def fits(one: str, other: str, of_one: Surface, of_other: Surface) -> bool:
    """Whether a type is another, or a kind of it: a number without a part, a member of an enum, a list of what fits."""
    if one == other or (one, other) == ("int", "float"):
        return True
    outer, bracket, inner = one.partition("[")
    if bracket and other.startswith(f"{outer}["):
        return all_fit(alternatives(inner[:-1]), alternatives(other.partition("[")[2][:-1]), of_one, of_other)
    return of_one.enum_base(one) == other


def counts(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes there are of each severity."""
    all_of_them = [one.severity for one in changes]
    return {severity: all_of_them.count(severity) for severity in reversed(SEVERITIES)}
