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
    from .sea import AsyncSea, Sea

__all__ = ["AsyncFerry", "Ferry"]

BASE_URL = "https://ferry.example"

_USER_AGENT = "ferry-python/0.2.0"


class Ferry(SyncClient):
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
    def sea(self) -> "Sea":
        """The resources of the group sea: `crossings`."""
        from .sea import Sea

        return Sea(self)


class AsyncFerry(AsyncClient):
    """A client of the API for asyncio; also an async context manager that closes its connections.

    Takes the same settings as `Ferry`; an `http_client` of your own is an `httpx2.AsyncClient` here.
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
    def sea(self) -> "AsyncSea":
        """The resources of the group sea: `crossings`."""
        from .sea import AsyncSea

        return AsyncSea(self)
