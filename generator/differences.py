"""Differences between two specs as plain records: what kind, of what, in which direction, at which address, from where to where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from generator.addresses import Part, join
from generator.spec import Field, Origin

Kind = Literal[
    "added", "removed", "renamed", "type", "required", "nullable", "default", "enum", "path", "role", "auth",
    "read-only", "deprecation", "relation", "symbol", "words",
]  # fmt: skip
Subject = Literal["resource", "endpoint", "field", "response", "enum", "value", "symbol"]
Direction = Literal["request", "response", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference. `address` is the new one, or the old one of what is no more; `was` is the old address where the two differ.

    `before` and `after` are plain values for JSON; `old` and `new` where each is documented.
    """

    kind: Kind
    subject: Subject
    direction: Direction
    address: str
    was: str | None = None
    before: Any = None
    after: Any = None
    old: Origin | None = None
    new: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where one thing stands in two specs: its addresses as paths of names, and its origins."""

    was: Part
    now: Part
    direction: Direction = "both"
    old: Origin | None = None
    new: Origin | None = None

    def inside(self, was: str, now: str | None = None) -> "Places":
        """The places of a part of it."""
        return replace(self, was=(*self.was, was), now=(*self.now, now or was))

    def differ(self, kind: Kind, subject: Subject, before: Any, after: Any) -> Difference:
        """A difference here."""
        was, now = join(self.was), join(self.now)
        return Difference(
            kind=kind,
            subject=subject,
            direction=self.direction,
            address=now,
            was=was if was != now else None,
            before=before,
            after=after,
            old=self.old,
            new=self.new,
        )

    def facts(
        self, subject: Subject, table: Iterable[tuple[Kind, tuple[str, ...]]], old: object, new: object
    ) -> Iterable[Difference]:
        """The facts of a table that differ, all of one kind together."""
        for kind, names in table:
            before = {name: plain(getattr(old, name)) for name in names if getattr(old, name) != getattr(new, name)}
            if before:
                after = {name: plain(getattr(new, name)) for name in before}
                at = replace(self, old=origin_of(old, before, self.old), new=origin_of(new, before, self.new))
                yield at.differ(kind, subject, before, after)


def origin_of(one: object, facts: Mapping[str, object], otherwise: Origin | None) -> Origin | None:
    """Where some facts of a thing are documented: a fact of a field may have an origin of its own."""
    known = one.facts if isinstance(one, Field) else {}
    # What all pages of a resource say together stands on no line: then the line of the field is the best there is.
    return next((known[fact] for fact in facts if fact in known and known[fact].line), otherwise)


def plain(value: Any) -> Any:
    """A fact as a plain value."""
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    dump = getattr(value, "model_dump", None)
    return dump(by_alias=True, exclude_none=True) if dump else value
