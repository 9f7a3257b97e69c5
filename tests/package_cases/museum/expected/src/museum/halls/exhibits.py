"""Exhibit: list, get, create."""

from functools import cached_property
from typing import Annotated

from pydantic import MISSING, Field

from .._runtime.models import Model, RequestModel
from .._runtime.operations import Operation
from .._runtime.raw import raw, raw_async
from .._runtime.resources import AsyncResource, SyncResource

__all__ = [
    "AsyncExhibits",
    "Exhibit",
    "ExhibitCreateResult",
    "ExhibitPage",
    "Exhibits",
]


class ExhibitPage(Model):
    """One page of a list of Exhibit."""

    total: Annotated[int | None, Field(alias="total")] = None
    """How many there are."""


class Exhibit(Model):
    """Exhibit, with all of its attributes."""

    id: Annotated[int, Field(alias="id")]
    """The id of the exhibit."""
    name: Annotated[str | None, Field(alias="name")] = None
    """What it is called."""


class ExhibitCreateResult(Model):
    """What `create` of Exhibit answers."""

    id: Annotated[int, Field(alias="id")]
    """The id of the exhibit."""
    name: Annotated[str | None, Field(alias="name")] = None
    """What it is called."""


class _ListQuery(RequestModel):
    """What travels in the query of Exhibit.search."""

    name: Annotated[str | MISSING, Field(alias="name")] = MISSING


class _GetPath(RequestModel):
    """What travels in the path of Exhibit.get."""

    id: Annotated[int, Field(alias="id")]


class _GetHeader(RequestModel):
    """What travels in the header of Exhibit.get."""

    x_language: Annotated[str | MISSING, Field(alias="X-Language")] = MISSING


class _CreateBody(RequestModel):
    """What travels in the body of Exhibit.create."""

    name: Annotated[str, Field(alias="name")]


_LIST = Operation(
    name="Exhibit.search",
    method="GET",
    path="/v1/halls/exhibits",
    result=ExhibitPage,
    query=_ListQuery,
)

_GET = Operation(
    name="Exhibit.get",
    method="GET",
    path="/v1/halls/exhibits/{id}",
    result=Exhibit,
    path_params=_GetPath,
    headers=_GetHeader,
)

_CREATE = Operation(
    name="Exhibit.create",
    method="POST",
    path="/v1/halls/exhibits",
    result=ExhibitCreateResult,
    body=_CreateBody,
)


class Exhibits(SyncResource):
    """Exhibit: list, get, create."""

    def list(
        self,
        *,
        name: str | MISSING = MISSING,
    ) -> ExhibitPage:
        """The exhibits of all halls.

        Args:
            name: Only exhibits of this name.

        Returns:
            `ExhibitPage`: One page of a list of Exhibit.

        Raises:
            MuseumError: Any other failure; the root of all errors.

        Documented: list-exhibits.md
        """
        return self._call(_LIST, locals())

    def get(
        self,
        id: int,
        *,
        x_language: str | MISSING = MISSING,
    ) -> Exhibit:
        """One exhibit by its id.

        Args:
            id: The id of the exhibit.
            x_language: The language of the words, as en.

        Returns:
            `Exhibit`, with all of its attributes.

        Raises:
            MuseumError: Any other failure; the root of all errors.

        Documented: get-exhibit.md
        """
        return self._call(_GET, locals())

    def create(
        self,
        *,
        name: str,
    ) -> ExhibitCreateResult:
        """Adds an exhibit.

        Only a curator may do it, so that the call needs the curator's token beside the key of the museum.

        Args:
            name: What it is called.

        Returns:
            `ExhibitCreateResult`: What `create` of Exhibit answers.

        Raises:
            MuseumError: Any other failure; the root of all errors.

        Documented: create-exhibit.md
        """
        return self._call(_CREATE, locals())

    @cached_property
    def with_raw_response(self) -> "_Exhibits_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _Exhibits_Raw(Exhibits(self._engine.with_mode("raw")))


class _Exhibits_Raw:
    """The methods of `Exhibits`, each giving the answer itself."""

    def __init__(self, resource: Exhibits) -> None:
        self.list = raw(resource.list)
        self.get = raw(resource.get)
        self.create = raw(resource.create)


class AsyncExhibits(AsyncResource):
    """Exhibit: list, get, create."""

    async def list(
        self,
        *,
        name: str | MISSING = MISSING,
    ) -> ExhibitPage:
        """The exhibits of all halls.

        Args:
            name: Only exhibits of this name.

        Returns:
            `ExhibitPage`: One page of a list of Exhibit.

        Raises:
            MuseumError: Any other failure; the root of all errors.

        Documented: list-exhibits.md
        """
        return await self._call(_LIST, locals())

    async def get(
        self,
        id: int,
        *,
        x_language: str | MISSING = MISSING,
    ) -> Exhibit:
        """One exhibit by its id.

        Args:
            id: The id of the exhibit.
            x_language: The language of the words, as en.

        Returns:
            `Exhibit`, with all of its attributes.

        Raises:
            MuseumError: Any other failure; the root of all errors.

        Documented: get-exhibit.md
        """
        return await self._call(_GET, locals())

    async def create(
        self,
        *,
        name: str,
    ) -> ExhibitCreateResult:
        """Adds an exhibit.

        Only a curator may do it, so that the call needs the curator's token beside the key of the museum.

        Args:
            name: What it is called.

        Returns:
            `ExhibitCreateResult`: What `create` of Exhibit answers.

        Raises:
            MuseumError: Any other failure; the root of all errors.

        Documented: create-exhibit.md
        """
        return await self._call(_CREATE, locals())

    @cached_property
    def with_raw_response(self) -> "_AsyncExhibits_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AsyncExhibits_Raw(AsyncExhibits(self._engine.with_mode("raw")))


class _AsyncExhibits_Raw:
    """The methods of `AsyncExhibits`, each giving the answer itself."""

    def __init__(self, resource: AsyncExhibits) -> None:
        self.list = raw_async(resource.list)
        self.get = raw_async(resource.get)
        self.create = raw_async(resource.create)
