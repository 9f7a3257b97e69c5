"""Access rules: when a door opens, and for whom."""

import builtins
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from templates.python.runtime.models import MISSING, Model, RequestModel, TimeOfDay
from templates.python.runtime.operations import Operation
from templates.python.runtime.resources import AsyncResource, SyncResource

from .shared import DayOfWeek, SaveResult

__all__ = [
    "AccessRule",
    "AccessRulePage",
    "AccessRules",
    "AsyncAccessRules",
    "DayOfWeek",
    "SaveResult",
    "TimeSlot",
    "TimeSlotInput",
]


class TimeSlot(Model):
    """A part of a week in which the rule applies."""

    day_of_week: Annotated[DayOfWeek | int | None, Field(alias="DayOfWeek")] = None
    from_time: Annotated[dt.datetime | str | None, Field(alias="FromTime")] = None


class AccessRule(Model):
    """When a door opens, and for whom."""

    id: Annotated[int, Field(alias="Id")]
    name: Annotated[str | None, Field(alias="Name")] = None
    unique_id: Annotated[UUID | str | None, Field(alias="UniqueId")] = None
    valid_from: Annotated[dt.datetime | str | None, Field(alias="ValidFrom")] = None
    valid_day: Annotated[dt.date | str | None, Field(alias="ValidDay")] = None
    price: Annotated[float | None, Field(alias="Price")] = None
    days: Annotated[list[DayOfWeek | int] | None, Field(alias="Days")] = None
    time_slots: Annotated[list[TimeSlot] | None, Field(alias="TimeSlots")] = None
    parent: Annotated["AccessRule | None", Field(alias="Parent")] = None


class AccessRulePage(Model):
    """One page of a search."""

    records: Annotated[list[AccessRule] | None, Field(alias="Records")] = None
    total_items: Annotated[int | None, Field(alias="TotalItems")] = None


class TimeSlotInput(RequestModel):
    """A part of a week in which the rule applies."""

    day_of_week: Annotated[DayOfWeek | int | MISSING, Field(alias="DayOfWeek")] = MISSING
    from_time: Annotated[
        dt.time | AwareDatetime | str | MISSING | None, Field(alias="FromTime"), TimeOfDay("1976-01-01")
    ] = MISSING


class _ListQuery(RequestModel):
    access_rule_name: Annotated[str | MISSING, Field(alias="AccessRule_Name")] = MISSING
    active: Annotated[bool | MISSING, Field(alias="active")] = MISSING
    days: Annotated[Sequence[DayOfWeek | int] | MISSING, Field(alias="Days")] = MISSING
    from_valid_from: Annotated[AwareDatetime | str | MISSING, Field(alias="from_ValidFrom")] = MISSING
    page: Annotated[int | MISSING, Field(alias="page")] = MISSING


class _IdPath(RequestModel):
    id: Annotated[int, Field(alias="id")]


class _GetManyQuery(RequestModel):
    ids: Annotated[Sequence[int], Field(alias="ids")]


class _ImagePath(RequestModel):
    name: Annotated[str, Field(alias="name")]


class _UpdateBody(RequestModel):
    id: Annotated[int, Field(alias="Id")]
    name: Annotated[str | MISSING | None, Field(alias="Name")] = MISSING
    unique_id: Annotated[UUID | str | MISSING, Field(alias="UniqueId")] = MISSING
    valid_from: Annotated[AwareDatetime | str | MISSING | None, Field(alias="ValidFrom")] = MISSING
    valid_day: Annotated[dt.date | str | MISSING, Field(alias="ValidDay")] = MISSING
    price: Annotated[float | MISSING, Field(alias="Price")] = MISSING
    time_slots: Annotated[Sequence[TimeSlotInput] | MISSING | None, Field(alias="TimeSlots")] = MISSING


_LIST = Operation(
    name="AccessRule.search",
    method="GET",
    path="/api/spaces/accessrules",
    result=AccessRulePage,
    query=_ListQuery,
    query_style={"Days": "json"},
)
_GET = Operation(
    name="AccessRule.get",
    method="GET",
    path="/api/spaces/accessrules/{id}",
    result=AccessRule,
    path_params=_IdPath,
)
_GET_MANY = Operation(
    name="AccessRule.batch",
    method="GET",
    path="/api/spaces/accessrules",
    result=list[AccessRule],
    query=_GetManyQuery,
    query_style={"ids": "comma"},
)
_UPDATE = Operation(
    name="AccessRule.update",
    method="PUT",
    path="/api/spaces/accessrules",
    result=SaveResult,
    body=_UpdateBody,
    error_models={400: SaveResult},
)
_DELETE = Operation(
    name="AccessRule.delete",
    method="DELETE",
    path="/api/spaces/accessrules/{id}",
    result=type(None),
    path_params=_IdPath,
)
_LIST_COMMANDS = Operation(
    name="AccessRule.commands",
    method="GET",
    path="/api/spaces/accessrules/commands",
    result=object,
)
_GET_IMAGE = Operation(
    name="AccessRule.get_image",
    method="GET",
    path="/api/spaces/accessrules/images/{name}",
    result=bytes,
    path_params=_ImagePath,
)


class AccessRules(SyncResource):
    """Operations on access rules."""

    def list(
        self,
        *,
        access_rule_name: str | MISSING = MISSING,
        active: bool | MISSING = MISSING,
        days: Sequence[DayOfWeek | int] | MISSING = MISSING,
        from_valid_from: dt.datetime | str | MISSING = MISSING,
        page: int | MISSING = MISSING,
    ) -> AccessRulePage:
        """Search access rules.

        Args:
            access_rule_name: Only rules of this name.
            active: Only rules that are (not) active.
            days: Only rules for these days.
            from_valid_from: Only rules that are valid from this time on or later.
            page: The number of the page.
        """
        return self._call(_LIST, locals())

    def get(self, id: int) -> AccessRule:
        """Get one access rule."""
        return self._call(_GET, locals())

    def get_many(self, ids: Sequence[int]) -> builtins.list[AccessRule]:
        """Get several access rules."""
        return self._call(_GET_MANY, locals())

    def update(
        self,
        *,
        id: int,
        name: str | MISSING | None = MISSING,
        unique_id: UUID | str | MISSING = MISSING,
        valid_from: dt.datetime | str | MISSING | None = MISSING,
        valid_day: dt.date | str | MISSING = MISSING,
        price: float | MISSING = MISSING,
        time_slots: Sequence[TimeSlotInput | Mapping[str, Any]] | MISSING | None = MISSING,
    ) -> SaveResult:
        """Update an access rule.

        Args:
            id: The rule to update.
            name: The name that people see.
            unique_id: The rule's identity in other systems.
            valid_from: When the rule begins to apply.
            valid_day: The day on which the rule applies.
            price: What passing costs.
            time_slots: The parts of a week in which the rule applies.
        """
        return self._call(_UPDATE, locals())

    def delete(self, id: int) -> None:
        """Delete an access rule."""
        return self._call(_DELETE, locals())

    def list_commands(self) -> object:
        """List the commands that can be run."""
        return self._call(_LIST_COMMANDS, locals())

    def get_image(self, name: str) -> bytes:
        """Get an image."""
        return self._call(_GET_IMAGE, locals())


class AsyncAccessRules(AsyncResource):
    """Operations on access rules."""

    async def list(
        self,
        *,
        access_rule_name: str | MISSING = MISSING,
        active: bool | MISSING = MISSING,
        days: Sequence[DayOfWeek | int] | MISSING = MISSING,
        from_valid_from: dt.datetime | str | MISSING = MISSING,
        page: int | MISSING = MISSING,
    ) -> AccessRulePage:
        """Search access rules.

        Args:
            access_rule_name: Only rules of this name.
            active: Only rules that are (not) active.
            days: Only rules for these days.
            from_valid_from: Only rules that are valid from this time on or later.
            page: The number of the page.
        """
        return await self._call(_LIST, locals())

    async def get(self, id: int) -> AccessRule:
        """Get one access rule."""
        return await self._call(_GET, locals())

    async def get_many(self, ids: Sequence[int]) -> builtins.list[AccessRule]:
        """Get several access rules."""
        return await self._call(_GET_MANY, locals())

    async def update(
        self,
        *,
        id: int,
        name: str | MISSING | None = MISSING,
        unique_id: UUID | str | MISSING = MISSING,
        valid_from: dt.datetime | str | MISSING | None = MISSING,
        valid_day: dt.date | str | MISSING = MISSING,
        price: float | MISSING = MISSING,
        time_slots: Sequence[TimeSlotInput | Mapping[str, Any]] | MISSING | None = MISSING,
    ) -> SaveResult:
        """Update an access rule.

        Args:
            id: The rule to update.
            name: The name that people see.
            unique_id: The rule's identity in other systems.
            valid_from: When the rule begins to apply.
            valid_day: The day on which the rule applies.
            price: What passing costs.
            time_slots: The parts of a week in which the rule applies.
        """
        return await self._call(_UPDATE, locals())

    async def delete(self, id: int) -> None:
        """Delete an access rule."""
        return await self._call(_DELETE, locals())

    async def list_commands(self) -> object:
        """List the commands that can be run."""
        return await self._call(_LIST_COMMANDS, locals())

    async def get_image(self, name: str) -> bytes:
        """Get an image."""
        return await self._call(_GET_IMAGE, locals())
