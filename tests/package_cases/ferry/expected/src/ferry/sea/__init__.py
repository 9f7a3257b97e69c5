"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.clients import AsyncClient, SyncClient

if TYPE_CHECKING:
    from .crossings import AsyncCrossings, Crossings

__all__ = ["AsyncSea", "Sea"]


class Sea:
    """The resources of this group."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @cached_property
    def crossings(self) -> "Crossings":
        """Crossing: list, update."""
        from .crossings import Crossings

        return Crossings(self._client)


class AsyncSea:
    """The resources of this group."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @cached_property
    def crossings(self) -> "AsyncCrossings":
        """Crossing: list, update."""
        from .crossings import AsyncCrossings

        return AsyncCrossings(self._client)
