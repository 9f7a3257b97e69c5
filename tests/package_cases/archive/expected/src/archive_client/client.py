"""The clients; the modules of the resources are imported when they are first used."""

from typing import TYPE_CHECKING

from ._runtime.clients import AsyncClient, SyncClient
from ._runtime.settings import Package
from .errors import ERROR_CLASSES
from .shared import ENVELOPE

if TYPE_CHECKING:
    cached_property = property
    from .paper import AsyncPaper, Paper
else:
    from functools import cached_property

__all__ = [
    "AsyncArchive",
    "Archive",
]

_PACKAGE = Package(
    name="archive_client",
    base_url="https://archive.example",
    errors=ERROR_CLASSES,
    envelope=ENVELOPE,
    user_agent="archive-client-python/0.1.0",
)


class Archive(SyncClient):
    """A client of the API; also a context manager that closes its connections. Safe for use by several threads."""

    _package = _PACKAGE

    @cached_property
    def paper(self) -> "Paper":
        """The resources of the group paper: `scans`."""
        from .paper import Paper

        return Paper(self._engine)


class AsyncArchive(AsyncClient):
    """A client of the API for asyncio; also an async context manager that closes its connections."""

    _package = _PACKAGE

    @cached_property
    def paper(self) -> "AsyncPaper":
        """The resources of the group paper: `scans`."""
        from .paper import AsyncPaper

        return AsyncPaper(self._engine)
