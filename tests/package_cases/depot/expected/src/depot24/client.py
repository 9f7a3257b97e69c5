"""The clients; the modules of the resources are imported when they are first used."""

from typing import TYPE_CHECKING

from ._runtime.clients import AsyncClient, SyncClient
from ._runtime.settings import Package
from .errors import ERROR_CLASSES
from .shared import ENVELOPE

if TYPE_CHECKING:
    cached_property = property
    from .aux_ import AsyncAux, Aux
    from .depot import AsyncDepotGroup, DepotGroup
else:
    from functools import cached_property

__all__ = [
    "AsyncDepot",
    "Depot",
]

_PACKAGE = Package(
    name="depot24",
    base_url="https://depot.example",
    errors=ERROR_CLASSES,
    envelope=ENVELOPE,
    user_agent="depot24-python/0.3.0",
)


class Depot(SyncClient):
    """A client of the API; also a context manager that closes its connections. Safe for use by several threads."""

    _package = _PACKAGE

    @cached_property
    def aux_(self) -> "Aux":
        """The resources of the group aux: `aux_`, `errors_`, `staff`."""
        from .aux_ import Aux

        return Aux(self._engine)

    @cached_property
    def depot(self) -> "DepotGroup":
        """The resources of the group depot: `depots`, `pytest`, `reply`."""
        from .depot import DepotGroup

        return DepotGroup(self._engine)


class AsyncDepot(AsyncClient):
    """A client of the API for asyncio; also an async context manager that closes its connections."""

    _package = _PACKAGE

    @cached_property
    def aux_(self) -> "AsyncAux":
        """The resources of the group aux: `aux_`, `errors_`, `staff`."""
        from .aux_ import AsyncAux

        return AsyncAux(self._engine)

    @cached_property
    def depot(self) -> "AsyncDepotGroup":
        """The resources of the group depot: `depots`, `pytest`, `reply`."""
        from .depot import AsyncDepotGroup

        return AsyncDepotGroup(self._engine)
