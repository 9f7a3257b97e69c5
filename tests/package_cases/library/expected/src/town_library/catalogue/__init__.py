"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    from .books import AsyncBooks, Books

__all__ = ["AsyncCatalogue", "Catalogue"]


class Catalogue:
    """The resources of this group."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def books(self) -> "Books":
        """Book: list, get, create, update, delete, prolong."""
        from .books import Books

        return Books(self._engine)


class AsyncCatalogue:
    """The resources of this group."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def books(self) -> "AsyncBooks":
        """Book: list, get, create, update, delete, prolong."""
        from .books import AsyncBooks

        return AsyncBooks(self._engine)
