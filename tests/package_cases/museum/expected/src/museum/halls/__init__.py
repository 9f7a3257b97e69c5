"""The resources of the group halls: `exhibits`."""

from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    cached_property = property
    from .exhibits import AsyncExhibits, Exhibit, ExhibitCreateResult, ExhibitPage, Exhibits
else:
    from functools import cached_property

__all__ = [
    "AsyncExhibits",
    "AsyncHalls",
    "Exhibit",
    "ExhibitCreateResult",
    "ExhibitPage",
    "Exhibits",
    "Halls",
]

_PLACES = {
    "AsyncExhibits": ".exhibits",
    "Exhibit": ".exhibits",
    "ExhibitCreateResult": ".exhibits",
    "ExhibitPage": ".exhibits",
    "Exhibits": ".exhibits",
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


class Halls:
    """The resources of the group halls: `exhibits`."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def exhibits(self) -> "Exhibits":
        """Exhibit: list, get, create."""
        from .exhibits import Exhibits

        return Exhibits(self._engine)


class AsyncHalls:
    """The resources of the group halls: `exhibits`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def exhibits(self) -> "AsyncExhibits":
        """Exhibit: list, get, create."""
        from .exhibits import AsyncExhibits

        return AsyncExhibits(self._engine)
