"""Drift by meaning: two states of an API in, the changes between them out, each with what it does to code that uses the typed client.

How severe a change is follows from the symbols of the package that it touches: what typed code relied on and is no more is breaking, what
is new or wider is minor, what no code can tell is a patch. Facts that types do not show have a least severity in `LEAST`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator import addresses
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
    """A difference of two states with its severity and the symbols that it touches; async twins are not listed.

    Of the symbols `gone` are those that the new package does not have, `come` those that the old one did not have.
    """

    kind: Kind
    subject: Subject
    direction: Direction
    severity: Severity
    address: str
    was: str | None = None
    before: Any = None
    after: Any = None
    symbols: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
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


#: Differences of a thing with all its parts: what is new or gone, and what is found elsewhere now.
ENDS = frozenset({"added", "removed"})
MOVES = frozenset(
    {("renamed", one) for one in ("resource", "endpoint", "field", "enum", "value")} | {("path", "resource")}
)
#: Differences that no type shows. What else became of the same symbols is not their doing.
QUIET = frozenset({"words", "deprecation", "default", "role", "auth", "path", "read-only", "relation"})
#: Facts of a symbol that is there before and after: that it is gone, or new, is the doing of another difference.
FACTS = frozenset({"required", "nullable", "enum"})


def drift(old: State, new: State) -> list[Change]:
    """All changes from one state to another, the most severe first; what no difference of the specs explains is a change of symbols."""
    before, after = old.surface, new.surface
    differences = compare(old.resources, new.resources)
    told = [touched(before, after, one) for one in differences]
    for number, difference in enumerate(differences):
        if is_move(difference):
            within = f"{difference.address}."
            inside = [names for one, names in zip(differences, told, strict=True) if one.address.startswith(within)]
            told[number] = told[number].difference(*inside)
    # An answer that is something else says more of a method's result than the fields that come or go with it.
    for turn in (True, False):
        own = set().union(*told)
        for number, difference in enumerate(differences):
            if (difference.subject == "response") is turn and difference.kind not in QUIET:
                told[number] |= held(before, after, difference) - own
    found = [weigh(before, after, *pair) for pair in zip(differences, told, strict=True)]
    found += other_symbols(before, after, set().union(*told))
    return sorted(found, key=lambda one: (-SEVERITIES.index(one.severity), one.address, one.kind, one.was or ""))


def is_move(difference: Difference) -> bool:
    """Whether a thing is found elsewhere now, so that differences of its parts are told beside it."""
    return (difference.kind, difference.subject) in MOVES


def worst(changes: Iterable[Change]) -> Severity | None:
    """The highest severity of some changes, null where there is none."""
    return max((one.severity for one in changes), key=SEVERITIES.index, default=None)


def touched(old: Surface, new: Surface, difference: Difference) -> set[str]:
    """The symbols whose change is a difference's doing: those that stand for what it is about, or for a part of that."""
    was, now = difference.was or difference.address, difference.address
    if difference.kind in QUIET and not is_move(difference):
        return set()
    about = symbols_of(old, new, difference)
    if difference.kind in ENDS or is_move(difference):
        return about | {*old.below(was), *new.below(now)}
    return {name for name in about if old.find(name) and new.find(name)} if difference.kind in FACTS else about


def symbols_of(old: Surface, new: Surface, difference: Difference) -> set[str]:
    """The symbols that stand for what a difference is about; of something without any, those of what it is a part of."""
    was, now = difference.was or difference.address, difference.address
    return {*old.at(was), *new.at(now)} or {*old.around(was), *new.around(now)}


def held(old: Surface, new: Surface, difference: Difference) -> set[str]:
    """The symbols of what holds the thing that differs, where they changed with it: its object may have another class now, or what an
    answer gives may be something else.
    """
    least = {"request": 4, "response": 2}.get(difference.direction, 0)
    found: set[str] = set()
    for address, surface in ((difference.was or difference.address, old), (difference.address, new)):
        parts = addresses.split(address) or ()
        for length in range(least, len(parts) if least else 0):
            found |= {name for name in surface.at(addresses.join(parts[:length])) if old.find(name) and new.find(name)}
    return {name for name in found if impact(old, new, name)}


def weigh(old: Surface, new: Surface, difference: Difference, told: set[str]) -> Change:
    """A difference with its severity: that of the symbols which it is about, at least that of the table."""
    least = LEAST.get((difference.kind, difference.subject), LEAST.get((difference.kind, None), "patch"))
    found = {name: severity for name in told if (severity := impact(old, new, name))}
    # What has them is named in their place, where it is new or gone with them.
    named = {name for name in found if owner_of(old, new, name) not in found}
    shown = sorted(symbols_of(old, new, difference) | named)
    return Change(
        kind=difference.kind,
        subject=difference.subject,
        direction=difference.direction,
        severity=max((least, *found.values()), key=SEVERITIES.index),
        address=difference.address,
        was=difference.was,
        before=difference.before,
        after=difference.after,
        symbols=tuple(shown),
        gone=tuple(name for name in shown if new.find(name) is None),
        come=tuple(name for name in shown if old.find(name) is None),
        old=difference.old,
        new=difference.new,
    )


def other_symbols(old: Surface, new: Surface, explained: set[str]) -> Iterator[Change]:
    """What happened to symbols that no difference of the specs is about: another name, another module."""
    for name in sorted((old.symbols.keys() | new.symbols.keys()) - explained):
        before, after = old.find(name), new.find(name)
        severity, owner = impact(old, new, name), owner_of(old, new, name)
        if severity is None or (old.find(owner) is None) is not (new.find(owner) is None):
            continue
        sends = before is not None and after is not None and before.sends != after.sends
        yield Change(
            kind="added" if before is None else "removed" if after is None else "auth" if sends else "symbol",
            subject="symbol",
            direction="both",
            severity=severity,
            address=name,
            before=before and (before.sends if sends else list(before.types)),
            after=after and (after.sends if sends else list(after.types)),
            symbols=(name,),
            gone=(name,) if after is None else (),
            come=(name,) if before is None else (),
        )


def owner_of(old: Surface, new: Surface, name: str) -> str:
    """What has a symbol: of an argument its method, of an attribute its class."""
    known = new.find(name) or old.find(name)
    return known.owner if known else ""


def impact(old: Surface, new: Surface, name: str) -> Severity | None:
    """What the change of a symbol does to typed code that uses it; null where it is as it was."""
    before, after = old.find(name), new.find(name)
    if before is None or after is None:
        if before is not None:
            return "breaking"
        must = after is not None and after.required and old.find(after.owner) is not None
        return "breaking" if must else "minor" if after is not None else None
    if before.kind == "export":
        return None
    if after.kind == "export":
        # The class stands in another module now, and can still be imported from here.
        after = new.symbols.get(after.types[0], after)
    if before.kind != after.kind or moved(before, after) or (after.required and not before.required):
        return "breaking"
    otherwise: Severity | None = "minor" if before.sends != after.sends else None
    return CHANGES[before.kind](old, new, before, after) or otherwise


def moved(before: Symbol, after: Symbol) -> bool:
    """Whether an argument has another place among those that are given without a name, or none there any more."""
    return before.position is not None and before.position != after.position


Weigh = Callable[[Surface, Surface, Symbol, Symbol], Severity | None]


def accepted(old: Surface, new: Surface, before: Symbol, after: Symbol) -> Severity | None:
    """The change of what callers give: whatever they could give must still be taken."""
    if before.types == after.types:
        return "minor" if before.required != after.required else None
    return "minor" if "Any" in after.types or all_fit(before.types, after.types, old, new) else "breaking"


def answered(old: Surface, new: Surface, before: Symbol, after: Symbol) -> Severity | None:
    """The change of what callers get: whatever comes must be what they were prepared for."""
    if before.types == after.types:
        return None
    return "minor" if all_fit(after.types, before.types, new, old) else "breaking"


def returned(old: Surface, new: Surface, before: Symbol, after: Symbol) -> Severity | None:
    """The change of a result, of which nobody relies on there being none."""
    return "minor" if before.types == ("None",) != after.types else answered(old, new, before, after)


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
    "method": returned,
    "class": inherited,
    "enum": inherited,
    "member": inherited,
}


def all_fit(some: Sequence[str], others: Sequence[str], of_some: Surface, of_others: Surface) -> bool:
    """Whether each of some alternatives is one of others, or a kind of one. What may be anything fits only what may be anything."""
    return all(any(fits(one, other, of_some, of_others) for other in others) for one in some)


def fits(one: str, other: str, of_one: Surface, of_other: Surface) -> bool:
    """Whether a type is another, or a kind of it: a number without a part, a member of an enum, a sequence of what fits.

    A list can be written to, so that checkers of types take one only for a list of the very same.
    """
    if one == other or (one, other) == ("int", "float"):
        return True
    outer, bracket, inner = one.partition("[")
    if bracket and other.startswith(f"{outer}["):
        mine, theirs = alternatives(inner[:-1]), alternatives(other.partition("[")[2][:-1])
        back = outer == "Sequence" or all_fit(theirs, mine, of_other, of_one)
        return ("Any" in theirs and outer == "Sequence") or (back and all_fit(mine, theirs, of_one, of_other))
    return of_one.enum_base(one) == other


def counts(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes there are of each severity."""
    all_of_them = [one.severity for one in changes]
    return {severity: all_of_them.count(severity) for severity in reversed(SEVERITIES)}
