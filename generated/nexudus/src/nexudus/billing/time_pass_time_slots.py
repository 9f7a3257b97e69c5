"""TimePassTimeSlot: update."""

import datetime as dt
from functools import cached_property
from typing import Annotated

from pydantic import AwareDatetime, Field

from .._runtime.models import RequestModel, TimeOfDay
from .._runtime.operations import Operation
from .._runtime.raw import raw, raw_async
from .._runtime.resources import AsyncResource, SyncResource
from ..shared import DayOfWeek, Result

__all__ = [
    "AsyncTimePassTimeSlots",
    "DayOfWeek",
    "Result",
    "TimePassTimeSlots",
]


class _UpdateBody(RequestModel):
    """What travels in the body of TimePassTimeSlot.update."""

    id: Annotated[int, Field(alias="Id")]
    time_pass_id: Annotated[int, Field(alias="TimePassId")]
    from_time: Annotated[dt.time | AwareDatetime | str, Field(alias="FromTime"), TimeOfDay("1976-01-01")]
    to_time: Annotated[dt.time | AwareDatetime | str, Field(alias="ToTime"), TimeOfDay("1976-01-01")]
    day_of_week: Annotated[DayOfWeek | int, Field(alias="DayOfWeek")]


_UPDATE = Operation(
    name="TimePassTimeSlot.update",
    method="PUT",
    path="/api/billing/timepasstimeslots",
    result=Result,
    body=_UpdateBody,
    error_models={400: Result},
)


class TimePassTimeSlots(SyncResource):
    """TimePassTimeSlot: update."""

    def update(
        self,
        *,
        id: int,
        time_pass_id: int,
        from_time: dt.time | dt.datetime | str,
        to_time: dt.time | dt.datetime | str,
        day_of_week: DayOfWeek | int,
    ) -> Result:
        """Updates an existing TimePassTimeSlot record.

        You must include the Id of the record to update along with all required fields.

        Needs the role `TimePassTimeSlot-Edit`.

        Args:
            id: The Id of the TimePassTimeSlot record to update.
            time_pass_id: ID of the time pass linked to this record.
            from_time: Start time.
            to_time: End time.
            day_of_week: The day of week value for this time pass time slot. One of `DayOfWeek`: SUNDAY (0),
                MONDAY (1), TUESDAY (2), WEDNESDAY (3), THURSDAY (4), FRIDAY (5), SATURDAY (6).

        A time of day is a `datetime.time`; a `datetime` with a time zone and a text are sent as they are.

        Returns:
            `Result`: What the server answers to a write.

        Raises:
            BadRequestError: Status 400.
            OperationFailedError: The answer says that the operation failed.
            NexudusError: Any other failure; the root of all errors.

        Documented: put-timepasstimeslots.txt
        """
        return self._call(_UPDATE, locals())

    @cached_property
    def with_raw_response(self) -> "_TimePassTimeSlots_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _TimePassTimeSlots_Raw(TimePassTimeSlots(self._engine.with_mode("raw")))


class _TimePassTimeSlots_Raw:
    """The methods of `TimePassTimeSlots`, each giving the answer itself."""

    def __init__(self, resource: TimePassTimeSlots) -> None:
        self.update = raw(resource.update)


class AsyncTimePassTimeSlots(AsyncResource):
    """TimePassTimeSlot: update."""

    async def update(
        self,
        *,
        id: int,
        time_pass_id: int,
        from_time: dt.time | dt.datetime | str,
        to_time: dt.time | dt.datetime | str,
        day_of_week: DayOfWeek | int,
    ) -> Result:
        """Updates an existing TimePassTimeSlot record.

        You must include the Id of the record to update along with all required fields.

        Needs the role `TimePassTimeSlot-Edit`.

        Args:
            id: The Id of the TimePassTimeSlot record to update.
            time_pass_id: ID of the time pass linked to this record.
            from_time: Start time.
            to_time: End time.
            day_of_week: The day of week value for this time pass time slot. One of `DayOfWeek`: SUNDAY (0),
                MONDAY (1), TUESDAY (2), WEDNESDAY (3), THURSDAY (4), FRIDAY (5), SATURDAY (6).

        A time of day is a `datetime.time`; a `datetime` with a time zone and a text are sent as they are.

        Returns:
            `Result`: What the server answers to a write.

        Raises:
            BadRequestError: Status 400.
            OperationFailedError: The answer says that the operation failed.
            NexudusError: Any other failure; the root of all errors.

        Documented: put-timepasstimeslots.txt
        """
        return await self._call(_UPDATE, locals())

    @cached_property
    def with_raw_response(self) -> "_AsyncTimePassTimeSlots_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AsyncTimePassTimeSlots_Raw(AsyncTimePassTimeSlots(self._engine.with_mode("raw")))


class _AsyncTimePassTimeSlots_Raw:
    """The methods of `AsyncTimePassTimeSlots`, each giving the answer itself."""

    def __init__(self, resource: AsyncTimePassTimeSlots) -> None:
        self.update = raw_async(resource.update)
