"""The clients; the modules of the resources are imported when they are first used."""

from typing import TYPE_CHECKING

from ._runtime.auth import ApiKey as _ApiKey
from ._runtime.clients import AsyncClient, SyncClient
from ._runtime.settings import Package
from .errors import ERROR_CLASSES
from .shared import ENVELOPE

if TYPE_CHECKING:
    cached_property = property
    from .halls import AsyncHalls, Halls
else:
    from functools import cached_property

__all__ = [
    "AsyncMuseum",
    "Museum",
]

_PACKAGE = Package(
    name="museum",
    base_url="https://museum.example",
    errors=ERROR_CLASSES,
    envelope=ENVELOPE,
    user_agent="museum-python/0.1.0",
    key=_ApiKey(header="X-Museum-Api-Key"),
)


class Museum(SyncClient):
    """A client of the API; also a context manager that closes its connections. Safe for use by several threads."""

    _package = _PACKAGE

    @cached_property
    def halls(self) -> "Halls":
        """The resources of the group halls: `exhibits`."""
        from .halls import Halls

        return Halls(self._engine)


class AsyncMuseum(AsyncClient):
    """A client of the API for asyncio; also an async context manager that closes its connections."""

    _package = _PACKAGE

    @cached_property
    def halls(self) -> "AsyncHalls":
        """The resources of the group halls: `exhibits`."""
        from .halls import AsyncHalls

        return AsyncHalls(self._engine)
