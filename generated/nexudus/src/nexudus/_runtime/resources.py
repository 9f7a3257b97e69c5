"""Bases of the generated resource classes: they hold the client and pass operations to it."""

from collections.abc import Mapping
from typing import TypeVar

from .clients import AsyncClient, SyncClient
from .operations import Operation

T = TypeVar("T")

Values = Mapping[str, object]


class SyncResource:
    """The operations of one resource, through a `SyncClient`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def _call(
        self,
        operation: Operation[T],
        *,
        path: Values | None = None,
        query: Values | None = None,
        headers: Values | None = None,
        body: Values | None = None,
    ) -> T:
        return self._client.call(operation, path=path, query=query, headers=headers, body=body)


class AsyncResource:
    """The operations of one resource, through an `AsyncClient`."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def _call(
        self,
        operation: Operation[T],
        *,
        path: Values | None = None,
        query: Values | None = None,
        headers: Values | None = None,
        body: Values | None = None,
    ) -> T:
        return await self._client.call(operation, path=path, query=query, headers=headers, body=body)
