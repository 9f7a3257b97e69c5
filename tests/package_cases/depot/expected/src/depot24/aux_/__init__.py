"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.clients import AsyncClient, SyncClient

if TYPE_CHECKING:
    from .aux_ import AsyncAuxResource, AuxResource
    from .errors_ import AsyncErrors, Errors
    from .staff import AsyncStaff, Staff

__all__ = ["AsyncAux", "Aux"]


class Aux:
    """The resources of this group."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @cached_property
    def aux_(self) -> "AuxResource":
        """Aux: update."""
        from .aux_ import AuxResource

        return AuxResource(self._client)

    @cached_property
    def errors_(self) -> "Errors":
        """Error: update."""
        from .errors_ import Errors

        return Errors(self._client)

    @cached_property
    def staff(self) -> "Staff":
        """Staff: update."""
        from .staff import Staff

        return Staff(self._client)


class AsyncAux:
    """The resources of this group."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @cached_property
    def aux_(self) -> "AsyncAuxResource":
        """Aux: update."""
        from .aux_ import AsyncAuxResource

        return AsyncAuxResource(self._client)

    @cached_property
    def errors_(self) -> "AsyncErrors":
        """Error: update."""
        from .errors_ import AsyncErrors

        return AsyncErrors(self._client)

    @cached_property
    def staff(self) -> "AsyncStaff":
        """Staff: update."""
        from .staff import AsyncStaff

        return AsyncStaff(self._client)
