"""What a list answers: its pages, fetched when they are reached, and the items of all of them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from typing import Any, Generic, Self, TypeVar

from .models import Model
from .narrowing import is_array
from .operations import Paging

P = TypeVar("P", bound=Model)
T = TypeVar("T")


class SyncListing(Generic[P, T]):
    """The answer of a list. Iterating gives the items of this page and of all that follow; each is fetched when it is reached.

    `page` is the page that was asked for, `items` what it holds, `total` the number of items on all pages (None where the
    server does not tell). `pages()` goes page by page.
    """

    def __init__(self, fetch: Callable[[int], P], paging: Paging, number: int, page: P) -> None:
        self._fetch, self._paging, self._number = fetch, paging, number
        self.page: P = page

    @property
    def items(self) -> list[T]:
        """The items of `page`."""
        return items_of(self.page, self._paging)

    @property
    def total(self) -> int | None:
        """How many items there are on all pages."""
        return number_in(self.page, self._paging.total)

    def pages(self) -> Iterator[P]:
        """This page and all that follow."""
        page, number = self.page, self._number
        yield page
        while goes_on(page, self._paging, number):
            number += 1
            page = self._fetch(number)
            yield page

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            items: list[T] = items_of(page, self._paging)
            yield from items

    def __repr__(self) -> str:
        return f"{type(self).__name__}(page={self._number}, items={len(self.items)}, total={self.total})"


class AsyncListing(Generic[P, T]):
    """The answer of a list, to be awaited or iterated with `async for`; nothing is sent before.

    Iterating gives the items of all pages, each fetched when it is reached. Once awaited, `page` is the page that was asked
    for, `items` what it holds, `total` the number of items on all pages (None where the server does not tell). `pages()` goes
    page by page.
    """

    def __init__(
        self, fetch: Callable[[int], Awaitable[P]], paging: Paging, number: int, page: P | None = None
    ) -> None:
        self._fetch, self._paging, self._number = fetch, paging, number
        self._page = page

    @property
    def page(self) -> P:
        """The page that was asked for. Raises RuntimeError before the listing was awaited."""
        if self._page is None:
            raise RuntimeError("await the listing first, or iterate it with `async for`")
        return self._page

    @property
    def items(self) -> list[T]:
        """The items of `page`."""
        return items_of(self.page, self._paging)

    @property
    def total(self) -> int | None:
        """How many items there are on all pages."""
        return number_in(self.page, self._paging.total)

    async def pages(self) -> AsyncIterator[P]:
        """This page and all that follow."""
        page, number = (await self).page, self._number
        yield page
        while goes_on(page, self._paging, number):
            number += 1
            page = await self._fetch(number)
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            items: list[T] = items_of(page, self._paging)
            for item in items:
                yield item

    def __await__(self) -> Generator[Any, None, Self]:
        return self._load().__await__()

    async def _load(self) -> Self:
        if self._page is None:
            self._page = await self._fetch(self._number)
        return self

    def __repr__(self) -> str:
        return f"{type(self).__name__}(page={self._number}, {'not awaited' if self._page is None else f'total={self.total}'})"


def items_of(page: Model, paging: Paging) -> list[Any]:
    """The items that a page holds; none where the server sent no list."""
    items = getattr(page, paging.items)
    return items if is_array(items) else []


def number_in(page: Model, attribute: str | None) -> int | None:
    """A count that a page tells."""
    value = getattr(page, attribute) if attribute else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def goes_on(page: Model, paging: Paging, number: int) -> bool:
    """Whether pages follow. An empty page is the last whatever a server counts, so that no list is endless."""
    last = number_in(page, paging.pages)
    return bool(items_of(page, paging)) and (last is None or number < last)
