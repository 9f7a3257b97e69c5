"""The resources of the group depot: `depots`, `pytest`, `reply`."""

from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    cached_property = property
    from ..shared import Reply, SlotInput, State
    from .depots import AsyncDepots, Depots
    from .pytest import AsyncPytest, Pytest
    from .reply import AsyncReplyResource, ReplyResource
else:
    from functools import cached_property

__all__ = [
    "AsyncDepotGroup",
    "AsyncDepots",
    "AsyncPytest",
    "AsyncReplyResource",
    "DepotGroup",
    "Depots",
    "Pytest",
    "Reply",
    "ReplyResource",
    "SlotInput",
    "State",
]

_PLACES = {
    "AsyncDepots": ".depots",
    "AsyncPytest": ".pytest",
    "AsyncReplyResource": ".reply",
    "Depots": ".depots",
    "Pytest": ".pytest",
    "Reply": "..shared",
    "ReplyResource": ".reply",
    "SlotInput": "..shared",
    "State": "..shared",
}
"""Where each class is: its module is imported when the class is first asked for."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A class of this group, out of the module of its resource."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return import_module(_PLACES[name], __name__).__dict__[name]

    def __dir__() -> list[str]:
        """What can be imported from here."""
        return __all__


class DepotGroup:
    """The resources of the group depot: `depots`, `pytest`, `reply`."""

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
    """The resources of the group depot: `depots`, `pytest`, `reply`."""

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
