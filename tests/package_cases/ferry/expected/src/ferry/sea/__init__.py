"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    from .crossings import AsyncCrossings, Crossings

__all__ = ["AsyncSea", "Sea"]


class Sea:
    """The resources of this group."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def crossings(self) -> "Crossings":
        """Crossing: list, update."""
        from .crossings import Crossings

        return Crossings(self._engine)


class AsyncSea:
    """The resources of this group."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def crossings(self) -> "AsyncCrossings":
        """Crossing: list, update."""
        from .crossings import AsyncCrossings

        return AsyncCrossings(self._engine)
