"""The clients; the modules of the resources are imported when they are first used."""

from typing import TYPE_CHECKING

from ._runtime.clients import AsyncClient, SyncClient
from ._runtime.settings import Package
from .errors import ERROR_CLASSES
from .shared import ENVELOPE

if TYPE_CHECKING:
    cached_property = property
    from .sea import AsyncSea, Sea
else:
    from functools import cached_property

__all__ = [
    "AsyncFerry",
    "Ferry",
]

_PACKAGE = Package(
    name="ferry",
    base_url="https://ferry.example",
    errors=ERROR_CLASSES,
    envelope=ENVELOPE,
    user_agent="ferry-python/0.2.0",
)


class Ferry(SyncClient):
    """A client of the API; also a context manager that closes its connections. Safe for use by several threads."""

    _package = _PACKAGE

    @cached_property
    def sea(self) -> "Sea":
        """The resources of the group sea: `crossings`."""
        from .sea import Sea

        return Sea(self._engine)


class AsyncFerry(AsyncClient):
    """A client of the API for asyncio; also an async context manager that closes its connections."""

    _package = _PACKAGE

    @cached_property
    def sea(self) -> "AsyncSea":
        """The resources of the group sea: `crossings`."""
        from .sea import AsyncSea

        return AsyncSea(self._engine)
