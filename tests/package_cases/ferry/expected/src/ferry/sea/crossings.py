"""Crossing: list, update."""

import builtins
import datetime as dt
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import MISSING, AwareDatetime, Field

from .._runtime.deprecations import renamed as _renamed, warn as _warn
from .._runtime.models import Model, RequestModel
from .._runtime.operations import Operation
from .._runtime.raw import raw, raw_async
from .._runtime.resources import AsyncResource, SyncResource

__all__ = [
    "AsyncCrossings",
    "CrossingItem",
    "CrossingUpdateResult",
    "Crossings",
    "StopInput",
    "Weather",
]


class Weather(IntEnum):
    """The documented values, which the API calls eWeather; one that is not listed stays a plain number."""

    FAIR = 1
    """Fair and calm"""
    STORM = 2
    GALE = 2
    """Deprecated: use `STORM`."""


class StopInput(RequestModel):
    """Where it stops."""

    port_2: Annotated[str | None | MISSING, Field(alias="port"), Field(validation_alias="port_2")] = MISSING
    """A field that came later."""
    port: Annotated[str | None | MISSING, Field(alias="Port")] = MISSING
    """The port."""


class CrossingItem(Model):
    """One item of a list of Crossing."""

    id: Annotated[int | None, Field(alias="Id")] = None
    """The number of the crossing."""
    vessel_name_2: Annotated[str | None, Field(alias="vessel_name")] = None
    """A name in small letters."""
    vessel_name: Annotated[str | None, Field(alias="VesselName")] = None
    """The name of the vessel."""


class CrossingUpdateResult(Model):
    """What `update` of Crossing answers."""

    id: Annotated[int | None, Field(alias="Id")] = None
    """The number of the crossing."""


class _ListQuery(RequestModel):
    """What travels in the query of Crossing.search."""

    page: Annotated[int | MISSING, Field(alias="page")] = MISSING


class _UpdatePath(RequestModel):
    """What travels in the path of Crossing.update."""

    line: Annotated[str, Field(alias="line")]
    number: Annotated[int, Field(alias="number")]


class _UpdateBody(RequestModel):
    """What travels in the body of Crossing.update."""

    vessel_name: Annotated[str, Field(alias="VesselName")]
    valid_from_2: Annotated[str | None | MISSING, Field(alias="valid_from"), Field(validation_alias="valid_from_2")] = (
        MISSING
    )
    valid_from: Annotated[AwareDatetime | str | None | MISSING, Field(alias="ValidFrom")] = MISSING
    weather: Annotated[Weather | int | None | MISSING, Field(alias="Weather")] = MISSING
    remarks: Annotated[str | None | MISSING, Field(alias="Remarks")] = MISSING
    stops: Annotated[Sequence[StopInput] | None | MISSING, Field(alias="Stops")] = MISSING


_LIST = Operation(
    name="Crossing.search",
    method="GET",
    path="/v1/sea/crossings",
    result=list[CrossingItem],
    query=_ListQuery,
)

_UPDATE = Operation(
    name="Crossing.update",
    method="PUT",
    path="/v1/sea/crossings/{line}/{number}",
    result=CrossingUpdateResult,
    path_params=_UpdatePath,
    body=_UpdateBody,
)


class Crossings(SyncResource):
    """Crossing: list, update."""

    def list(
        self,
        *,
        page: int | MISSING = MISSING,
        page_number: int | MISSING = MISSING,
    ) -> builtins.list[CrossingItem]:
        """Search Crossings

        Lists the crossings.

        Needs the role `Crossing-List`.

        Args:
            page: Number of the page, from 1.
            page_number: Deprecated: use `page`.

        Returns:
            A list of `CrossingItem`: One item of a list of Crossing.

        Raises:
            FerryError: Any other failure; the root of all errors.

        Documented: list-crossings.txt
        """
        page = _renamed({"page_number": page_number, "page": page}, required=False)
        return self._call(_LIST, locals())

    def find(
        self,
        *,
        page: int | MISSING = MISSING,
        page_number: int | MISSING = MISSING,
    ) -> builtins.list[CrossingItem]:
        """Deprecated: use `list`."""
        _warn("find", "list")
        return self.list(
            page=page,
            page_number=page_number,
        )

    def update(
        self,
        line: str | MISSING = MISSING,
        number: int | MISSING = MISSING,
        *,
        route: str | MISSING = MISSING,
        vessel_name: str | MISSING = MISSING,
        ship: str | MISSING = MISSING,
        valid_from_2: str | None | MISSING = MISSING,
        valid_from: dt.datetime | str | None | MISSING = MISSING,
        starts: dt.datetime | str | None | MISSING = MISSING,
        weather: Weather | int | None | MISSING = MISSING,
        remarks: str | None | MISSING = MISSING,
        stops: Sequence[StopInput | Mapping[str, Any]] | None | MISSING = MISSING,
    ) -> CrossingUpdateResult:
        """Update a Crossing

        Changes a crossing.

        Needs the role `Crossing-Edit`.

        Args:
            line: The line.
            number: The number of the crossing on its line.
            route: Deprecated: use `line`.
            vessel_name: The name of the vessel.
            ship: Deprecated: use `vessel_name`.
            valid_from_2: A field that came later, and would have taken the name of the next.
            valid_from: From when it goes. Format: YYYY-MM-DDTHH:mm.
            starts: Deprecated: use `valid_from`.
            weather: The weather. One of `Weather`: FAIR (1: Fair and calm), STORM (2).
            remarks: What else there is to say.
            stops: Where it stops.

        A `datetime` must have a time zone; a text is sent as it is. An object is given as a model, or as a dict
        with the names of its attributes.

        Returns:
            `CrossingUpdateResult`: What `update` of Crossing answers.

        Raises:
            FerryError: Any other failure; the root of all errors.

        Documented: put-crossing.txt
        """
        line = _renamed({"route": route, "line": line}, required=True)
        number = _renamed({"number": number}, required=True)
        vessel_name = _renamed({"ship": ship, "vessel_name": vessel_name}, required=True)
        valid_from = _renamed({"starts": starts, "valid_from": valid_from}, required=False)
        return self._call(_UPDATE, locals())

    @cached_property
    def with_raw_response(self) -> "_Crossings_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _Crossings_Raw(Crossings(self._engine.with_mode("raw")))


class _Crossings_Raw:
    """The methods of `Crossings`, each giving the answer itself."""

    def __init__(self, resource: Crossings) -> None:
        self.list = raw(resource.list)
        self.update = raw(resource.update)


class AsyncCrossings(AsyncResource):
    """Crossing: list, update."""

    async def list(
        self,
        *,
        page: int | MISSING = MISSING,
        page_number: int | MISSING = MISSING,
    ) -> builtins.list[CrossingItem]:
        """Search Crossings

        Lists the crossings.

        Needs the role `Crossing-List`.

        Args:
            page: Number of the page, from 1.
            page_number: Deprecated: use `page`.

        Returns:
            A list of `CrossingItem`: One item of a list of Crossing.

        Raises:
            FerryError: Any other failure; the root of all errors.

        Documented: list-crossings.txt
        """
        page = _renamed({"page_number": page_number, "page": page}, required=False)
        return await self._call(_LIST, locals())

    async def find(
        self,
        *,
        page: int | MISSING = MISSING,
        page_number: int | MISSING = MISSING,
    ) -> builtins.list[CrossingItem]:
        """Deprecated: use `list`."""
        _warn("find", "list")
        return await self.list(
            page=page,
            page_number=page_number,
        )

    async def update(
        self,
        line: str | MISSING = MISSING,
        number: int | MISSING = MISSING,
        *,
        route: str | MISSING = MISSING,
        vessel_name: str | MISSING = MISSING,
        ship: str | MISSING = MISSING,
        valid_from_2: str | None | MISSING = MISSING,
        valid_from: dt.datetime | str | None | MISSING = MISSING,
        starts: dt.datetime | str | None | MISSING = MISSING,
        weather: Weather | int | None | MISSING = MISSING,
        remarks: str | None | MISSING = MISSING,
        stops: Sequence[StopInput | Mapping[str, Any]] | None | MISSING = MISSING,
    ) -> CrossingUpdateResult:
        """Update a Crossing

        Changes a crossing.

        Needs the role `Crossing-Edit`.

        Args:
            line: The line.
            number: The number of the crossing on its line.
            route: Deprecated: use `line`.
            vessel_name: The name of the vessel.
            ship: Deprecated: use `vessel_name`.
            valid_from_2: A field that came later, and would have taken the name of the next.
            valid_from: From when it goes. Format: YYYY-MM-DDTHH:mm.
            starts: Deprecated: use `valid_from`.
            weather: The weather. One of `Weather`: FAIR (1: Fair and calm), STORM (2).
            remarks: What else there is to say.
            stops: Where it stops.

        A `datetime` must have a time zone; a text is sent as it is. An object is given as a model, or as a dict
        with the names of its attributes.

        Returns:
            `CrossingUpdateResult`: What `update` of Crossing answers.

        Raises:
            FerryError: Any other failure; the root of all errors.

        Documented: put-crossing.txt
        """
        line = _renamed({"route": route, "line": line}, required=True)
        number = _renamed({"number": number}, required=True)
        vessel_name = _renamed({"ship": ship, "vessel_name": vessel_name}, required=True)
        valid_from = _renamed({"starts": starts, "valid_from": valid_from}, required=False)
        return await self._call(_UPDATE, locals())

    @cached_property
    def with_raw_response(self) -> "_AsyncCrossings_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AsyncCrossings_Raw(AsyncCrossings(self._engine.with_mode("raw")))


class _AsyncCrossings_Raw:
    """The methods of `AsyncCrossings`, each giving the answer itself."""

    def __init__(self, resource: AsyncCrossings) -> None:
        self.list = raw_async(resource.list)
        self.update = raw_async(resource.update)
