"""The resources of the group sea: `crossings`."""

from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    cached_property = property
    from .crossings import AsyncCrossings, CrossingItem, CrossingUpdateResult, Crossings, StopInput, Weather
else:
    from functools import cached_property

__all__ = [
    "AsyncCrossings",
    "AsyncSea",
    "CrossingItem",
    "CrossingUpdateResult",
    "Crossings",
    "Sea",
    "StopInput",
    "Weather",
]

_PLACES = {
    "AsyncCrossings": ".crossings",
    "CrossingItem": ".crossings",
    "CrossingUpdateResult": ".crossings",
    "Crossings": ".crossings",
    "StopInput": ".crossings",
    "Weather": ".crossings",
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


class Sea:
    """The resources of the group sea: `crossings`."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def crossings(self) -> "Crossings":
        """Crossing: list, update."""
        from .crossings import Crossings

        return Crossings(self._engine)


class AsyncSea:
    """The resources of the group sea: `crossings`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def crossings(self) -> "AsyncCrossings":
        """Crossing: list, update."""
        from .crossings import AsyncCrossings

        return AsyncCrossings(self._engine)
