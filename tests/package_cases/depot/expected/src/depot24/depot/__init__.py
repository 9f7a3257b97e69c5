"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.clients import AsyncClient, SyncClient

if TYPE_CHECKING:
    from .depots import AsyncDepots, Depots
    from .pytest import AsyncPytest, Pytest
    from .reply import AsyncReplyResource, ReplyResource

__all__ = ["AsyncDepotGroup", "DepotGroup"]


class DepotGroup:
    """The resources of this group."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @cached_property
    def depots(self) -> "Depots":
        """Depot: update."""
        from .depots import Depots

        return Depots(self._client)

    @cached_property
    def pytest(self) -> "Pytest":
        """Pytest: update."""
        from .pytest import Pytest

        return Pytest(self._client)

    @cached_property
    def reply(self) -> "ReplyResource":
        """Reply: update."""
        from .reply import ReplyResource

        return ReplyResource(self._client)


class AsyncDepotGroup:
    """The resources of this group."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @cached_property
    def depots(self) -> "AsyncDepots":
        """Depot: update."""
        from .depots import AsyncDepots

        return AsyncDepots(self._client)

    @cached_property
    def pytest(self) -> "AsyncPytest":
        """Pytest: update."""
        from .pytest import AsyncPytest

        return AsyncPytest(self._client)

    @cached_property
    def reply(self) -> "AsyncReplyResource":
        """Reply: update."""
        from .reply import AsyncReplyResource

        return AsyncReplyResource(self._client)
