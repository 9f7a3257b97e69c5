"""The clients `Sample` and `AsyncSample`. A module of a resource is imported when it is first used."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import httpx2

from templates.python.runtime.clients import AsyncClient, SyncClient
from templates.python.runtime.models import MISSING

from .errors import ERROR_CLASSES
from .shared import ENVELOPE

if TYPE_CHECKING:
    from .access_rules import AccessRules, AsyncAccessRules

__all__ = ["AsyncSample", "AsyncSpaces", "Sample", "Spaces"]

BASE_URL = "https://sample.example"

_USER_AGENT = "sample-client/1.0.0"


class Spaces:
    """The resources of the group spaces."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @cached_property
    def access_rules(self) -> "AccessRules":
        """When a door opens, and for whom."""
        from .access_rules import AccessRules

        return AccessRules(self._client)


class AsyncSpaces:
    """The resources of the group spaces."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @cached_property
    def access_rules(self) -> "AsyncAccessRules":
        """When a door opens, and for whom."""
        from .access_rules import AsyncAccessRules

        return AsyncAccessRules(self._client)


class Sample(SyncClient):
    """A client of the Sample API; also a context manager that closes its connections.

    Give `token`, or `username` and `password`. `timeout` is in seconds (None: no limit), `headers` go with every
    request, and an `http_client` of your own is used as it is and not closed. Raises ValueError for contradictory
    settings.
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
    def spaces(self) -> Spaces:
        """The resources of the group spaces."""
        return Spaces(self)


class AsyncSample(AsyncClient):
    """A client of the Sample API for asyncio; also an async context manager that closes its connections.

    Give `token`, or `username` and `password`. `timeout` is in seconds (None: no limit), `headers` go with every
    request, and an `http_client` of your own is used as it is and not closed. Raises ValueError for contradictory
    settings.
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
    def spaces(self) -> AsyncSpaces:
        """The resources of the group spaces."""
        return AsyncSpaces(self)
