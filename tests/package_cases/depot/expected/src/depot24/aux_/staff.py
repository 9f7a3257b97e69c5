"""Staff: update."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any

from pydantic import MISSING, Field

from .._runtime.models import RequestModel
from .._runtime.operations import Operation
from .._runtime.raw import raw, raw_async
from .._runtime.resources import AsyncResource, SyncResource
from ..shared import Reply, SlotInput, State

__all__ = [
    "AsyncStaff",
    "Reply",
    "SlotInput",
    "Staff",
    "State",
]


class _UpdateBody(RequestModel):
    """What travels in the body of Staff.update."""

    id: Annotated[int, Field(alias="Id")]
    state: Annotated[State | int, Field(alias="State")]
    self_: Annotated[str | None | MISSING, Field(alias="self")] = MISSING
    list_: Annotated[Sequence[int] | None | MISSING, Field(alias="list")] = MISSING
    from_: Annotated[str | None | MISSING, Field(alias="from")] = MISSING
    model_config_: Annotated[str | None | MISSING, Field(alias="model_config")] = MISSING
    slots: Annotated[Sequence[SlotInput] | None | MISSING, Field(alias="Slots")] = MISSING


_UPDATE = Operation(
    name="Staff.update",
    method="PUT",
    path="/api/aux/staff",
    result=Reply,
    body=_UpdateBody,
    error_models={400: Reply},
)


class Staff(SyncResource):
    """Staff: update."""

    def update(
        self,
        *,
        id: int,
        state: State | int,
        self_: str | None | MISSING = MISSING,
        list_: Sequence[int] | None | MISSING = MISSING,
        from_: str | None | MISSING = MISSING,
        model_config_: str | None | MISSING = MISSING,
        slots: Sequence[SlotInput | Mapping[str, Any]] | None | MISSING = MISSING,
    ) -> Reply:
        """Changes one Staff.

        Send it whole.

        Needs the role `Staff-Edit`.

        Args:
            id: The number of the Staff.
            state: What it does now. One of `State`: IDLE (0), UNDER_WAY (1), IDLE_2 (2: Idle).
            self_: Its own address.
            list_: Numbers of others.
            from_: Where it comes from.
            model_config_: How it is set up.
            slots: When it is open.

        An object is given as a model, or as a dict with the names of its attributes.

        Returns:
            `Reply`: What the server answers to a write.

        Raises:
            BadRequestError: Status 400.
            OperationFailedError: The answer says that the operation failed.
            DepotError: Any other failure; the root of all errors.

        Documented: put-staff.txt
        """
        return self._call(_UPDATE, locals())

    @cached_property
    def with_raw_response(self) -> "_Staff_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _Staff_Raw(Staff(self._engine.with_mode("raw")))


class _Staff_Raw:
    """The methods of `Staff`, each giving the answer itself."""

    def __init__(self, resource: Staff) -> None:
        self.update = raw(resource.update)


class AsyncStaff(AsyncResource):
    """Staff: update."""

    async def update(
        self,
        *,
        id: int,
        state: State | int,
        self_: str | None | MISSING = MISSING,
        list_: Sequence[int] | None | MISSING = MISSING,
        from_: str | None | MISSING = MISSING,
        model_config_: str | None | MISSING = MISSING,
        slots: Sequence[SlotInput | Mapping[str, Any]] | None | MISSING = MISSING,
    ) -> Reply:
        """Changes one Staff.

        Send it whole.

        Needs the role `Staff-Edit`.

        Args:
            id: The number of the Staff.
            state: What it does now. One of `State`: IDLE (0), UNDER_WAY (1), IDLE_2 (2: Idle).
            self_: Its own address.
            list_: Numbers of others.
            from_: Where it comes from.
            model_config_: How it is set up.
            slots: When it is open.

        An object is given as a model, or as a dict with the names of its attributes.

        Returns:
            `Reply`: What the server answers to a write.

        Raises:
            BadRequestError: Status 400.
            OperationFailedError: The answer says that the operation failed.
            DepotError: Any other failure; the root of all errors.

        Documented: put-staff.txt
        """
        return await self._call(_UPDATE, locals())

    @cached_property
    def with_raw_response(self) -> "_AsyncStaff_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AsyncStaff_Raw(AsyncStaff(self._engine.with_mode("raw")))


class _AsyncStaff_Raw:
    """The methods of `AsyncStaff`, each giving the answer itself."""

    def __init__(self, resource: AsyncStaff) -> None:
        self.update = raw_async(resource.update)
