"""The resources of the group aux: `aux_`, `errors_`, `staff`."""

from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    cached_property = property
    from ..shared import Reply, SlotInput, State
    from .aux_ import AsyncAuxResource, AuxResource
    from .errors_ import AsyncErrors, Errors
    from .staff import AsyncStaff, Staff
else:
    from functools import cached_property

__all__ = [
    "AsyncAux",
    "AsyncAuxResource",
    "AsyncErrors",
    "AsyncStaff",
    "Aux",
    "AuxResource",
    "Errors",
    "Reply",
    "SlotInput",
    "Staff",
    "State",
]

_PLACES = {
    "AsyncAuxResource": ".aux_",
    "AsyncErrors": ".errors_",
    "AsyncStaff": ".staff",
    "AuxResource": ".aux_",
    "Errors": ".errors_",
    "Reply": "..shared",
    "SlotInput": "..shared",
    "Staff": ".staff",
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


class Aux:
    """The resources of the group aux: `aux_`, `errors_`, `staff`."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def aux_(self) -> "AuxResource":
        """Aux: update."""
        from .aux_ import AuxResource

        return AuxResource(self._engine)

    @cached_property
    def errors_(self) -> "Errors":
        """Error: update."""
        from .errors_ import Errors

        return Errors(self._engine)

    @cached_property
    def staff(self) -> "Staff":
        """Staff: update."""
        from .staff import Staff

        return Staff(self._engine)


class AsyncAux:
    """The resources of the group aux: `aux_`, `errors_`, `staff`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def aux_(self) -> "AsyncAuxResource":
        """Aux: update."""
        from .aux_ import AsyncAuxResource

        return AsyncAuxResource(self._engine)

    @cached_property
    def errors_(self) -> "AsyncErrors":
        """Error: update."""
        from .errors_ import AsyncErrors

        return AsyncErrors(self._engine)

    @cached_property
    def staff(self) -> "AsyncStaff":
        """Staff: update."""
        from .staff import AsyncStaff

        return AsyncStaff(self._engine)
