"""The clients; the modules of the resources are imported when they are first used."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import httpx2
from pydantic import MISSING

from ._runtime.clients import AsyncClient, SyncClient
from .errors import ERROR_CLASSES
from .shared import ENVELOPE

if TYPE_CHECKING:
    from .aux_ import AsyncAux, Aux
    from .depot import AsyncDepotGroup, DepotGroup

__all__ = ["AsyncDepot", "Depot"]

BASE_URL = "https://depot.example"

_USER_AGENT = "depot24-python/0.3.0"


class Depot(SyncClient):
    """A client of the API; also a context manager that closes its connections. Safe for use by several threads.

    Give `token` for bearer authentication, or `username` and `password` for basic authentication. `base_url` is the origin to which
    the documented paths are appended. `timeout` is in seconds (None: no limit), `headers` go with every request, and an
    `http_client` of your own is used as it is and not closed. Raises ValueError for settings that contradict each other.
    """

    def __init__(
        self,
        *,
        token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        base_url: str = BASE_URL,
        timeout: float | httpx2.Timeout | MISSING | None = MISSING,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.Client | None = None,
    ) -> None:
        super().__init__(
            token=token,
            username=username,
            password=password,
            base_url=base_url,
            timeout=timeout,
            headers=headers,
            http_client=http_client,
            errors=ERROR_CLASSES,
            envelope=ENVELOPE,
            user_agent=_USER_AGENT,
        )

    @cached_property
    def aux_(self) -> "Aux":
        """The resources of the group aux: `aux_`, `errors_`, `staff`."""
        from .aux_ import Aux

        return Aux(self)

    @cached_property
    def depot(self) -> "DepotGroup":
        """The resources of the group depot: `depots`, `pytest`, `reply`."""
        from .depot import DepotGroup

        return DepotGroup(self)


class AsyncDepot(AsyncClient):
    """A client of the API for asyncio; also an async context manager that closes its connections.

    Takes the same settings as `Depot`; an `http_client` of your own is an `httpx2.AsyncClient` here.
    """

    def __init__(
        self,
        *,
        token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        base_url: str = BASE_URL,
        timeout: float | httpx2.Timeout | MISSING | None = MISSING,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        super().__init__(
            token=token,
            username=username,
            password=password,
            base_url=base_url,
            timeout=timeout,
            headers=headers,
            http_client=http_client,
            errors=ERROR_CLASSES,
            envelope=ENVELOPE,
            user_agent=_USER_AGENT,
        )

    @cached_property
    def aux_(self) -> "AsyncAux":
        """The resources of the group aux: `aux_`, `errors_`, `staff`."""
        from .aux_ import AsyncAux

        return AsyncAux(self)

    @cached_property
    def depot(self) -> "AsyncDepotGroup":
        """The resources of the group depot: `depots`, `pytest`, `reply`."""
        from .depot import AsyncDepotGroup

        return AsyncDepotGroup(self)
