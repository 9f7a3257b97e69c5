"""The resources of the group paper: `scans`."""

from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    cached_property = property
    from .scans import AsyncScans, PlaceInput, Scan, ScanCreateResult, ScanSheetError404, ScanUpdateResult, Scans, Sheet
else:
    from functools import cached_property

__all__ = [
    "AsyncPaper",
    "AsyncScans",
    "Paper",
    "PlaceInput",
    "Scan",
    "ScanCreateResult",
    "ScanSheetError404",
    "ScanUpdateResult",
    "Scans",
    "Sheet",
]

_PLACES = {
    "AsyncScans": ".scans",
    "PlaceInput": ".scans",
    "Scan": ".scans",
    "ScanCreateResult": ".scans",
    "ScanSheetError404": ".scans",
    "ScanUpdateResult": ".scans",
    "Scans": ".scans",
    "Sheet": ".scans",
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


class Paper:
    """The resources of the group paper: `scans`."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def scans(self) -> "Scans":
        """Scan: get, create, update, sheet."""
        from .scans import Scans

        return Scans(self._engine)


class AsyncPaper:
    """The resources of the group paper: `scans`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def scans(self) -> "AsyncScans":
        """Scan: get, create, update, sheet."""
        from .scans import AsyncScans

        return AsyncScans(self._engine)
