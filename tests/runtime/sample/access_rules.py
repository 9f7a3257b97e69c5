"""Access rules: when a door opens, and for whom."""

import builtins
import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from templates.python.runtime.listings import AsyncListing, SyncListing
from templates.python.runtime.models import MISSING, Model, RequestModel, TimeOfDay
from templates.python.runtime.operations import Edit, ListOperation, Operation, Paging
from templates.python.runtime.raw import raw, raw_async
from templates.python.runtime.resources import AsyncResource, SyncResource
from templates.python.runtime.streams import streamed, streamed_async
from templates.python.runtime.uploads import FileInput, Upload

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
    total_pages: Annotated[int | None, Field(alias="TotalPages")] = None


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


class _AddImageBody(RequestModel):
    image: Annotated[Upload, Field(alias="Image")]
    title: Annotated[str | MISSING | None, Field(alias="Title")] = MISSING
    tags: Annotated[Sequence[str] | MISSING, Field(alias="Tags")] = MISSING
    others: Annotated[Sequence[Upload] | MISSING, Field(alias="Others")] = MISSING
    slot: Annotated[TimeSlotInput | MISSING, Field(alias="Slot")] = MISSING


class _UpdateBody(RequestModel):
    id: Annotated[int, Field(alias="Id")]
    name: Annotated[str | MISSING | None, Field(alias="Name")] = MISSING
    unique_id: Annotated[UUID | str | MISSING, Field(alias="UniqueId")] = MISSING
    valid_from: Annotated[AwareDatetime | str | MISSING | None, Field(alias="ValidFrom")] = MISSING
    valid_day: Annotated[dt.date | str | MISSING, Field(alias="ValidDay")] = MISSING
    price: Annotated[float | MISSING, Field(alias="Price")] = MISSING
    time_slots: Annotated[Sequence[TimeSlotInput] | MISSING | None, Field(alias="TimeSlots")] = MISSING
    desks: Annotated[Sequence[int] | MISSING | None, Field(alias="Desks")] = MISSING
    added_desks: Annotated[Sequence[int] | MISSING | None, Field(alias="AddedDesks")] = MISSING


_LIST = Operation(
    name="AccessRule.search",
    method="GET",
    path="/api/spaces/accessrules",
    result=AccessRulePage,
    query=_ListQuery,
    query_style={"Days": "json"},
)
_WALK = ListOperation(
    name="AccessRule.walk",
    method="GET",
    path="/api/spaces/accessrules",
    result=AccessRulePage,
    query=_ListQuery,
    item=AccessRule,
    paging=Paging(argument="page", items="records", total="total_items", pages="total_pages"),
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
_EDIT = Edit(read=_GET, write=_UPDATE, lists={"Desks": ("AddedDesks", "RemovedDesks")})
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
_ADD_IMAGE = Operation(
    name="AccessRule.add_image",
    method="POST",
    path="/api/spaces/accessrules/images",
    result=AccessRule,
    body=_AddImageBody,
    content_type="multipart/form-data",
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

    def walk(
        self, *, access_rule_name: str | MISSING = MISSING, page: int | MISSING = MISSING
    ) -> SyncListing[AccessRulePage, AccessRule]:
        """Go over access rules."""
        return self._list(_WALK, locals())

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

    def edit(
        self,
        id: int,
        *,
        name: str | MISSING | None = MISSING,
        price: float | MISSING = MISSING,
        valid_from: dt.datetime | str | MISSING | None = MISSING,
        desks: Sequence[int] | MISSING | None = MISSING,
        added_desks: Sequence[int] | MISSING | None = MISSING,
    ) -> SaveResult:
        """Change a part of an access rule."""
        return self._edit(_EDIT, locals())

    def delete(self, id: int) -> None:
        """Delete an access rule."""
        return self._call(_DELETE, locals())

    def list_commands(self) -> object:
        """List the commands that can be run."""
        return self._call(_LIST_COMMANDS, locals())

    def get_image(self, name: str) -> bytes:
        """Get an image."""
        return self._call(_GET_IMAGE, locals())

    def add_image(
        self,
        *,
        image: FileInput,
        title: str | MISSING | None = MISSING,
        tags: Sequence[str] | MISSING = MISSING,
        others: Sequence[FileInput] | MISSING = MISSING,
        slot: TimeSlotInput | Mapping[str, Any] | MISSING = MISSING,
    ) -> AccessRule:
        """Add an image."""
        return self._call(_ADD_IMAGE, locals())

    @cached_property
    def with_raw_response(self) -> "_AccessRules_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AccessRules_Raw(AccessRules(self._engine.with_mode("raw")))

    @cached_property
    def with_streaming_response(self) -> "_AccessRules_Stream":
        """The methods that give files, each as a context manager whose answer is read piece by piece."""
        return _AccessRules_Stream(AccessRules(self._engine.with_mode("stream")))


class _AccessRules_Raw:
    """The methods of `AccessRules`, each giving the answer itself."""

    def __init__(self, resource: AccessRules) -> None:
        self.list = raw(resource.list)
        self.walk = raw(resource.walk)
        self.get = raw(resource.get)
        self.get_many = raw(resource.get_many)
        self.update = raw(resource.update)
        self.edit = raw(resource.edit)
        self.delete = raw(resource.delete)
        self.list_commands = raw(resource.list_commands)
        self.get_image = raw(resource.get_image)
        self.add_image = raw(resource.add_image)


class _AccessRules_Stream:
    """The methods of `AccessRules` that give files, each as a context manager."""

    def __init__(self, resource: AccessRules) -> None:
        self.get_image = streamed(resource.get_image)


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

    def walk(
        self, *, access_rule_name: str | MISSING = MISSING, page: int | MISSING = MISSING
    ) -> AsyncListing[AccessRulePage, AccessRule]:
        """Go over access rules."""
        return self._list(_WALK, locals())

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

    async def edit(
        self,
        id: int,
        *,
        name: str | MISSING | None = MISSING,
        price: float | MISSING = MISSING,
        valid_from: dt.datetime | str | MISSING | None = MISSING,
        desks: Sequence[int] | MISSING | None = MISSING,
        added_desks: Sequence[int] | MISSING | None = MISSING,
    ) -> SaveResult:
        """Change a part of an access rule."""
        return await self._edit(_EDIT, locals())

    async def delete(self, id: int) -> None:
        """Delete an access rule."""
        return await self._call(_DELETE, locals())

    async def list_commands(self) -> object:
        """List the commands that can be run."""
        return await self._call(_LIST_COMMANDS, locals())

    async def get_image(self, name: str) -> bytes:
        """Get an image."""
        return await self._call(_GET_IMAGE, locals())

    async def add_image(
        self,
        *,
        image: FileInput,
        title: str | MISSING | None = MISSING,
        tags: Sequence[str] | MISSING = MISSING,
        others: Sequence[FileInput] | MISSING = MISSING,
        slot: TimeSlotInput | Mapping[str, Any] | MISSING = MISSING,
    ) -> AccessRule:
        """Add an image."""
        return await self._call(_ADD_IMAGE, locals())

    @cached_property
    def with_raw_response(self) -> "_AsyncAccessRules_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AsyncAccessRules_Raw(AsyncAccessRules(self._engine.with_mode("raw")))

    @cached_property
    def with_streaming_response(self) -> "_AsyncAccessRules_Stream":
        """The methods that give files, each as a context manager whose answer is read piece by piece."""
        return _AsyncAccessRules_Stream(AsyncAccessRules(self._engine.with_mode("stream")))


class _AsyncAccessRules_Raw:
    """The methods of `AsyncAccessRules`, each giving the answer itself."""

    def __init__(self, resource: AsyncAccessRules) -> None:
        self.list = raw_async(resource.list)
        self.walk = raw_async(resource.walk)
        self.get = raw_async(resource.get)
        self.get_many = raw_async(resource.get_many)
        self.update = raw_async(resource.update)
        self.edit = raw_async(resource.edit)
        self.delete = raw_async(resource.delete)
        self.list_commands = raw_async(resource.list_commands)
        self.get_image = raw_async(resource.get_image)
        self.add_image = raw_async(resource.add_image)


class _AsyncAccessRules_Stream:
    """The methods of `AsyncAccessRules` that give files, each as a context manager."""

    def __init__(self, resource: AsyncAccessRules) -> None:
        self.get_image = streamed_async(resource.get_image)
