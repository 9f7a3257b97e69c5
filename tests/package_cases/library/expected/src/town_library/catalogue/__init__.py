"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.clients import AsyncClient, SyncClient

if TYPE_CHECKING:
    from .books import AsyncBooks, Books

__all__ = ["AsyncCatalogue", "Catalogue"]


class Catalogue:
    """The resources of this group."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @cached_property
    def books(self) -> "Books":
        """Book: list, get, create, update, delete, prolong."""
        from .books import Books

        return Books(self._client)


class AsyncCatalogue:
    """The resources of this group."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @cached_property
    def books(self) -> "AsyncBooks":
        """Book: list, get, create, update, delete, prolong."""
        from .books import AsyncBooks

        return AsyncBooks(self._client)
