"""The clients; the modules of the resources are imported when they are first used."""

from typing import TYPE_CHECKING

from ._runtime.auth import ApiKey as _ApiKey
from ._runtime.clients import AsyncClient, SyncClient
from ._runtime.settings import Package
from .errors import ERROR_CLASSES
from .shared import ENVELOPE

if TYPE_CHECKING:
    cached_property = property
    from .cages import AsyncCages, Cages
else:
    from functools import cached_property

__all__ = [
    "AsyncAviary",
    "Aviary",
]

_PACKAGE = Package(
    name="aviary",
    base_url="https://aviary.example",
    errors=ERROR_CLASSES,
    envelope=ENVELOPE,
    user_agent="aviary-python/0.1.0",
    key=_ApiKey(query="api_key"),
)


class Aviary(SyncClient):
    """A client of the API; also a context manager that closes its connections. Safe for use by several threads."""

    _package = _PACKAGE

    @cached_property
    def cages(self) -> "Cages":
        """The resources of the group cages: `birds`."""
        from .cages import Cages

        return Cages(self._engine)


class AsyncAviary(AsyncClient):
    """A client of the API for asyncio; also an async context manager that closes its connections."""

    _package = _PACKAGE

    @cached_property
    def cages(self) -> "AsyncCages":
        """The resources of the group cages: `birds`."""
        from .cages import AsyncCages

        return AsyncCages(self._engine)
