"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.clients import AsyncClient, SyncClient

if TYPE_CHECKING:
    from .time_pass_time_slots import AsyncTimePassTimeSlots, TimePassTimeSlots

__all__ = ["AsyncBilling", "Billing"]


class Billing:
    """The resources of this group."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @cached_property
    def time_pass_time_slots(self) -> "TimePassTimeSlots":
        """TimePassTimeSlot: update."""
        from .time_pass_time_slots import TimePassTimeSlots

        return TimePassTimeSlots(self._client)


class AsyncBilling:
    """The resources of this group."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @cached_property
    def time_pass_time_slots(self) -> "AsyncTimePassTimeSlots":
        """TimePassTimeSlot: update."""
        from .time_pass_time_slots import AsyncTimePassTimeSlots

        return AsyncTimePassTimeSlots(self._client)
