"""Bases of the generated resource classes: they hold the client and pass the arguments of their methods to it.

A method hands over all its local names at its first line, which are its arguments; what no operation takes, `self`, is left out.
"""

from collections.abc import Mapping
from typing import TypeVar

from .clients import AsyncClient, SyncClient
from .listings import AsyncListing, SyncListing
from .models import MISSING, Model
from .operations import Edit, ListOperation, Operation
from .requests import split

P = TypeVar("P", bound=Model)
T = TypeVar("T")

Values = Mapping[str, object]


class SyncResource:
    """The operations of one resource, through a `SyncClient`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def _call(self, operation: Operation[T], arguments: Values) -> T:
        return self._client.call(operation, **split(operation, arguments))

    def _list(self, operation: ListOperation[P, T], arguments: Values) -> SyncListing[P, T]:
        def fetch(number: int) -> P:
            return self._call(operation, numbered(operation, arguments, number))

        return SyncListing(fetch, operation.paging, first(operation, arguments))

    def _edit(self, edit: Edit[T], arguments: Values) -> T:
        return self._client.edit(edit, arguments)


class AsyncResource:
    """The operations of one resource, through an `AsyncClient`."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def _call(self, operation: Operation[T], arguments: Values) -> T:
        return await self._client.call(operation, **split(operation, arguments))

    def _list(self, operation: ListOperation[P, T], arguments: Values) -> AsyncListing[P, T]:
        async def fetch(number: int) -> P:
            return await self._call(operation, numbered(operation, arguments, number))

        return AsyncListing(fetch, operation.paging, first(operation, arguments))

    async def _edit(self, edit: Edit[T], arguments: Values) -> T:
        return await self._client.edit(edit, arguments)


def first(operation: ListOperation[P, T], arguments: Values) -> int:
    """The number of the page that is asked for."""
    number = arguments[operation.paging.argument]
    return number if isinstance(number, int) else 1


def numbered(operation: ListOperation[P, T], arguments: Values, number: int) -> Values:
    """The arguments of a list for one of its pages; the first page is asked for as the caller does."""
    argument = operation.paging.argument
    asked = arguments[argument]
    same = number == 1 and asked is MISSING
    return (
        arguments if same or (not isinstance(asked, int) and asked is not MISSING) else {**arguments, argument: number}
    )
