"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    from .scans import AsyncScans, Scans

__all__ = ["AsyncPaper", "Paper"]


class Paper:
    """The resources of this group."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def scans(self) -> "Scans":
        """Scan: get, create, update, sheet."""
        from .scans import Scans

        return Scans(self._engine)


class AsyncPaper:
    """The resources of this group."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def scans(self) -> "AsyncScans":
        """Scan: get, create, update, sheet."""
        from .scans import AsyncScans

        return AsyncScans(self._engine)
