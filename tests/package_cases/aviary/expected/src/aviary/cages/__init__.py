"""The resources of the group cages: `birds`."""

from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    cached_property = property
    from .birds import AsyncBirds, Bird, BirdPage, Birds
else:
    from functools import cached_property

__all__ = [
    "AsyncBirds",
    "AsyncCages",
    "Bird",
    "BirdPage",
    "Birds",
    "Cages",
]

_PLACES = {
    "AsyncBirds": ".birds",
    "Bird": ".birds",
    "BirdPage": ".birds",
    "Birds": ".birds",
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


class Cages:
    """The resources of the group cages: `birds`."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def birds(self) -> "Birds":
        """Bird: list, get."""
        from .birds import Birds

        return Birds(self._engine)


class AsyncCages:
    """The resources of the group cages: `birds`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def birds(self) -> "AsyncBirds":
        """Bird: list, get."""
        from .birds import AsyncBirds

        return AsyncBirds(self._engine)
