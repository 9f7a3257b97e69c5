"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    from .depots import AsyncDepots, Depots
    from .pytest import AsyncPytest, Pytest
    from .reply import AsyncReplyResource, ReplyResource

__all__ = ["AsyncDepotGroup", "DepotGroup"]


class DepotGroup:
    """The resources of this group."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def depots(self) -> "Depots":
        """Depot: update."""
        from .depots import Depots

        return Depots(self._engine)

    @cached_property
    def pytest(self) -> "Pytest":
        """Pytest: update."""
        from .pytest import Pytest

        return Pytest(self._engine)

    @cached_property
    def reply(self) -> "ReplyResource":
        """Reply: update."""
        from .reply import ReplyResource

        return ReplyResource(self._engine)


class AsyncDepotGroup:
    """The resources of this group."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def depots(self) -> "AsyncDepots":
        """Depot: update."""
        from .depots import AsyncDepots

        return AsyncDepots(self._engine)

    @cached_property
    def pytest(self) -> "AsyncPytest":
        """Pytest: update."""
        from .pytest import AsyncPytest

        return AsyncPytest(self._engine)

    @cached_property
    def reply(self) -> "AsyncReplyResource":
        """Reply: update."""
        from .reply import AsyncReplyResource

        return AsyncReplyResource(self._engine)
