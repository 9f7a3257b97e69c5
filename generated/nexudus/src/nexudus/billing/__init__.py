"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    from .time_pass_time_slots import AsyncTimePassTimeSlots, TimePassTimeSlots

__all__ = ["AsyncBilling", "Billing"]


class Billing:
    """The resources of this group."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def time_pass_time_slots(self) -> "TimePassTimeSlots":
        """TimePassTimeSlot: update."""
        from .time_pass_time_slots import TimePassTimeSlots

        return TimePassTimeSlots(self._engine)


class AsyncBilling:
    """The resources of this group."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def time_pass_time_slots(self) -> "AsyncTimePassTimeSlots":
        """TimePassTimeSlot: update."""
        from .time_pass_time_slots import AsyncTimePassTimeSlots

        return AsyncTimePassTimeSlots(self._engine)
