"""Bases of the generated resource classes: they hold the engine and pass the arguments of their methods to it.

A method hands over all its local names at its first line, which are its arguments; what no operation takes, `self`, is left out.
"""

from collections.abc import Mapping
from typing import TypeVar, cast

from .engine import AsyncEngine, SyncEngine
from .listings import AsyncListing, SyncListing
from .models import MISSING, Model
from .operations import Edit, ListOperation, Operation
from .raw import RawResponse, then

P = TypeVar("P", bound=Model)
T = TypeVar("T")

Values = Mapping[str, object]


class SyncResource:
    """The operations of one resource, through a `SyncEngine`."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    def _call(self, operation: Operation[T], arguments: Values) -> T:
        return self._engine.call(operation, arguments)

    def _list(self, operation: ListOperation[P, T], arguments: Values) -> SyncListing[P, T]:
        number, engine = first(operation, arguments), self._engine.with_mode("result")

        def fetch(number: int) -> P:
            return engine.call(operation, numbered(operation, arguments, number))

        def refuse(why: str, body: object) -> Exception:
            return engine.refusal(operation, why, body)

        def listing(page: P) -> SyncListing[P, T]:
            return SyncListing(fetch, operation.paging, number, page, refuse)

        came = self._call(operation, numbered(operation, arguments, number))
        if isinstance(came, RawResponse):
            return cast("SyncListing[P, T]", then(cast("RawResponse[P]", came), listing))
        return listing(came)

    def _edit(self, edit: Edit[T], arguments: Values) -> T:
        return self._engine.edit(edit, arguments)


class AsyncResource:
    """The operations of one resource, through an `AsyncEngine`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def _call(self, operation: Operation[T], arguments: Values) -> T:
        return await self._engine.call(operation, arguments)

    def _list(self, operation: ListOperation[P, T], arguments: Values) -> AsyncListing[P, T]:
        number, engine = first(operation, arguments), self._engine.with_mode("result")

        async def fetch(number: int) -> P:
            return await engine.call(operation, numbered(operation, arguments, number))

        def refuse(why: str, body: object) -> Exception:
            return engine.refusal(operation, why, body)

        def listing(page: P | None = None) -> AsyncListing[P, T]:
            return AsyncListing(fetch, operation.paging, number, page, refuse)

        async def raw() -> RawResponse[AsyncListing[P, T]]:
            came = await self._call(operation, numbered(operation, arguments, number))
            return then(cast("RawResponse[P]", came), listing)

        return cast("AsyncListing[P, T]", raw()) if self._engine.mode == "raw" else listing()

    async def _edit(self, edit: Edit[T], arguments: Values) -> T:
        return await self._engine.edit(edit, arguments)


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
