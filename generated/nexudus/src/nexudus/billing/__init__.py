"""The resources of the group billing: `time_pass_time_slots`."""

from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    cached_property = property
    from ..shared import DayOfWeek, Result
    from .time_pass_time_slots import AsyncTimePassTimeSlots, TimePassTimeSlots
else:
    from functools import cached_property

__all__ = [
    "AsyncBilling",
    "AsyncTimePassTimeSlots",
    "Billing",
    "DayOfWeek",
    "Result",
    "TimePassTimeSlots",
]

_PLACES = {
    "AsyncTimePassTimeSlots": ".time_pass_time_slots",
    "DayOfWeek": "..shared",
    "Result": "..shared",
    "TimePassTimeSlots": ".time_pass_time_slots",
}
"""Where each class is: its module is imported when the class is first asked for."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A class of this group, out of the module of its resource."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return import_module(_PLACES[name], __name__).__dict__[name]

    def __dir__() -> list[str]:
        """What can be imported from here."""
        return __all__


class Billing:
    """The resources of the group billing: `time_pass_time_slots`."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def time_pass_time_slots(self) -> "TimePassTimeSlots":
        """TimePassTimeSlot: update."""
        from .time_pass_time_slots import TimePassTimeSlots

        return TimePassTimeSlots(self._engine)


class AsyncBilling:
    """The resources of the group billing: `time_pass_time_slots`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def time_pass_time_slots(self) -> "AsyncTimePassTimeSlots":
        """TimePassTimeSlot: update."""
        from .time_pass_time_slots import AsyncTimePassTimeSlots

        return AsyncTimePassTimeSlots(self._engine)
