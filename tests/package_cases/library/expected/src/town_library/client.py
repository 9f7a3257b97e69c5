"""The clients; the modules of the resources are imported when they are first used."""

from typing import TYPE_CHECKING

from ._runtime.clients import AsyncClient, SyncClient
from ._runtime.settings import Package
from .errors import ERROR_CLASSES
from .shared import ENVELOPE

if TYPE_CHECKING:
    cached_property = property
    from .catalogue import AsyncCatalogue, Catalogue
else:
    from functools import cached_property

__all__ = [
    "AsyncLibrary",
    "Library",
]

_PACKAGE = Package(
    name="town_library",
    base_url="https://api.library.example",
    errors=ERROR_CLASSES,
    envelope=ENVELOPE,
    user_agent="town-library-python/1.4.0",
)


class Library(SyncClient):
    """A client of the API; also a context manager that closes its connections. Safe for use by several threads."""

    _package = _PACKAGE

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The resources of the group catalogue: `books`."""
        from .catalogue import Catalogue

        return Catalogue(self._engine)


class AsyncLibrary(AsyncClient):
    """A client of the API for asyncio; also an async context manager that closes its connections."""

    _package = _PACKAGE

    @cached_property
    def catalogue(self) -> "AsyncCatalogue":
        """The resources of the group catalogue: `books`."""
        from .catalogue import AsyncCatalogue

        return AsyncCatalogue(self._engine)
