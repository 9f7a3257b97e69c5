"""Python values to what JSON can hold: the one place that knows how each type looks on the wire."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID

from pydantic import MISSING

from .narrowing import is_array, is_mapping, is_object, is_sequence
from .times import format_datetime, format_time, says


class Sendable:
    """Base of what knows its own form on the wire."""

    def to_wire(self) -> dict[str, Any]:
        """A JSON-able dict by wire names."""
        raise NotImplementedError


def _format_date(value: date) -> str:
    return value.isoformat()


# The first type that fits decides, so datetime stands before date, its base.
_TEXTS: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
    (datetime, format_datetime),
    (date, _format_date),
    (time, format_time),
    (UUID, str),
)


def to_wire(value: Any, raw: object = MISSING) -> Any:
    """`value` as JSON-able data; members that are MISSING are left out.

    `raw` is what stood at this place when it came in, if it came in: where it still says the same as `value` it goes
    back untouched, so that text in an unusual form survives. Raises TypeError for a type that has no form on the wire.
    """
    if isinstance(value, Sendable):
        return value.to_wire()
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, (int, float)):
        return raw if isinstance(raw, (int, float)) and not isinstance(raw, bool) and raw == value else value
    if is_mapping(value):
        return _members(value, raw)
    if is_sequence(value):
        return _items(value, raw)
    return _text(value, raw)


def _members(value: Mapping[Any, Any], raw: Any) -> dict[str, Any]:
    before = raw if is_object(raw) else {}
    members: dict[str, Any] = {}
    for key, member in value.items():
        if not isinstance(key, str):
            raise TypeError(f"keys of an object must be text, not {type(key).__name__}")
        if member is not MISSING:
            members[str(key)] = to_wire(member, before.get(key, MISSING))
    return members


def _items(value: Sequence[Any], raw: Any) -> list[Any]:
    # A list of another length has been changed: which item stood where is not known any more.
    before = raw if is_array(raw) and len(raw) == len(value) else [MISSING] * len(value)
    return [to_wire(item, old) for item, old in zip(value, before, strict=True)]


def _text(value: Any, raw: object) -> str:
    for kind, write in _TEXTS:
        if isinstance(value, kind):
            return raw if isinstance(raw, str) and says(raw, value) else write(value)
    raise TypeError(f"a value of type {type(value).__name__} cannot be sent")
