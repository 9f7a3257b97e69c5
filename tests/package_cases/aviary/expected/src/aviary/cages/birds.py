"""Bird: list, get."""

from functools import cached_property
from typing import Annotated

from pydantic import MISSING, Field

from .._runtime.models import Model, RequestModel
from .._runtime.operations import Operation
from .._runtime.raw import raw, raw_async
from .._runtime.resources import AsyncResource, SyncResource

__all__ = [
    "AsyncBirds",
    "Bird",
    "BirdPage",
    "Birds",
]


class BirdPage(Model):
    """One page of a list of Bird."""

    total: Annotated[int | None, Field(alias="total")] = None
    """How many there are."""


class Bird(Model):
    """Bird, with all of its attributes."""

    id: Annotated[int, Field(alias="id")]
    """The id of the bird."""


class _ListQuery(RequestModel):
    """What travels in the query of Bird.search."""

    name: Annotated[str | MISSING, Field(alias="name")] = MISSING


class _GetPath(RequestModel):
    """What travels in the path of Bird.get."""

    id: Annotated[int, Field(alias="id")]


_LIST = Operation(
    name="Bird.search",
    method="GET",
    path="/v1/cages/birds",
    result=BirdPage,
    query=_ListQuery,
)

_GET = Operation(
    name="Bird.get",
    method="GET",
    path="/v1/cages/birds/{id}",
    result=Bird,
    path_params=_GetPath,
)


class Birds(SyncResource):
    """Bird: list, get."""

    def list(
        self,
        *,
        name: str | MISSING = MISSING,
    ) -> BirdPage:
        """The birds of all cages.

        Args:
            name: Only birds of this name.

        Returns:
            `BirdPage`: One page of a list of Bird.

        Raises:
            AviaryError: Any other failure; the root of all errors.

        Documented: list-birds.md
        """
        return self._call(_LIST, locals())

    def get(
        self,
        id: int,
    ) -> Bird:
        """One bird by its id.

        Args:
            id: The id of the bird.

        Returns:
            `Bird`, with all of its attributes.

        Raises:
            AviaryError: Any other failure; the root of all errors.

        Documented: get-bird.md
        """
        return self._call(_GET, locals())

    @cached_property
    def with_raw_response(self) -> "_Birds_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _Birds_Raw(Birds(self._engine.with_mode("raw")))


class _Birds_Raw:
    """The methods of `Birds`, each giving the answer itself."""

    def __init__(self, resource: Birds) -> None:
        self.list = raw(resource.list)
        self.get = raw(resource.get)


class AsyncBirds(AsyncResource):
    """Bird: list, get."""

    async def list(
        self,
        *,
        name: str | MISSING = MISSING,
    ) -> BirdPage:
        """The birds of all cages.

        Args:
            name: Only birds of this name.

        Returns:
            `BirdPage`: One page of a list of Bird.

        Raises:
            AviaryError: Any other failure; the root of all errors.

        Documented: list-birds.md
        """
        return await self._call(_LIST, locals())

    async def get(
        self,
        id: int,
    ) -> Bird:
        """One bird by its id.

        Args:
            id: The id of the bird.

        Returns:
            `Bird`, with all of its attributes.

        Raises:
            AviaryError: Any other failure; the root of all errors.

        Documented: get-bird.md
        """
        return await self._call(_GET, locals())

    @cached_property
    def with_raw_response(self) -> "_AsyncBirds_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AsyncBirds_Raw(AsyncBirds(self._engine.with_mode("raw")))


class _AsyncBirds_Raw:
    """The methods of `AsyncBirds`, each giving the answer itself."""

    def __init__(self, resource: AsyncBirds) -> None:
        self.list = raw_async(resource.list)
        self.get = raw_async(resource.get)
