"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    from .aux_ import AsyncAuxResource, AuxResource
    from .errors_ import AsyncErrors, Errors
    from .staff import AsyncStaff, Staff

__all__ = ["AsyncAux", "Aux"]


class Aux:
    """The resources of this group."""

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
    """The resources of this group."""

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
