"""What a list answers: its pages, fetched when they are reached, and the items of all of them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from typing import Any, Generic, Self, TypeVar

from .models import Model
from .narrowing import is_array
from .operations import Paging

P = TypeVar("P", bound=Model)
T = TypeVar("T")


#: Makes the package's own error for a page that cannot be used.
Refuse = Callable[[str, object], Exception]


class SyncListing(Generic[P, T]):
    """The answer of a list. Iterating gives the items of this page and of all that follow; each is fetched when it is reached.

    `page` is the page that was asked for, `items` what it holds, `total` the number of items on all pages (None where the
    server does not tell). `pages()` goes page by page. Raises the package's `InvalidResponse` where a page has no list of
    items, which must not pass for an empty one, and where a server gives one page for ever.
    """

    def __init__(self, fetch: Callable[[int], P], paging: Paging, number: int, page: P, refuse: Refuse) -> None:
        self._fetch, self._paging, self._number, self._refuse = fetch, paging, number, refuse
        self.page: P = page

    @property
    def items(self) -> list[T]:
        """The items of `page`."""
        return checked_items(self.page, self._paging, self._refuse)

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
            page = moved(page, self._fetch(number), self._paging, self._refuse)
            yield page

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            items: list[T] = checked_items(page, self._paging, self._refuse)
            yield from items

    def __repr__(self) -> str:
        count = len(items_of(self.page, self._paging) or ())
        return f"{type(self).__name__}(page={self._number}, items={count}, total={self.total})"


class AsyncListing(Generic[P, T]):
    """The answer of a list, to be awaited or iterated with `async for`; nothing is sent before.

    Iterating gives the items of all pages, each fetched when it is reached. Once awaited, `page` is the page that was asked
    for, `items` what it holds, `total` the number of items on all pages (None where the server does not tell). `pages()` goes
    page by page.
    """

    def __init__(
        self, fetch: Callable[[int], Awaitable[P]], paging: Paging, number: int, page: P | None, refuse: Refuse
    ) -> None:
        self._fetch, self._paging, self._number, self._refuse = fetch, paging, number, refuse
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
        return checked_items(self.page, self._paging, self._refuse)

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
            page = moved(page, await self._fetch(number), self._paging, self._refuse)
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            items: list[T] = checked_items(page, self._paging, self._refuse)
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


def items_of(page: Model, paging: Paging) -> list[Any] | None:
    """The items that a page holds; none where the server sent null, and no list at all where it sent something else."""
    items = getattr(page, paging.items)
    return items if is_array(items) else [] if items is None and paging.items in page.model_fields_set else None


def checked_items(page: Model, paging: Paging, refuse: Refuse) -> list[Any]:
    """The items that a page holds. Raises what `refuse` makes where it has no list of them."""
    items = items_of(page, paging)
    if items is None:
        raise refuse("the answer has no list of items", page)
    return items


def moved(before: P, page: P, paging: Paging, refuse: Refuse) -> P:
    """The next page. Raises what `refuse` makes where it is the one before once more, and the server does not tell how many there are."""
    items = items_of(page, paging)
    if items and number_in(page, paging.pages) is None and items == items_of(before, paging):
        raise refuse("the server gave the same page again, so that the list would not end", page)
    return page


def number_in(page: Model, attribute: str | None) -> int | None:
    """A count that a page tells."""
    value = getattr(page, attribute) if attribute else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def goes_on(page: Model, paging: Paging, number: int) -> bool:
    """Whether pages follow. An empty page is the last whatever a server counts, so that no list is endless."""
    last = number_in(page, paging.pages)
    return bool(items_of(page, paging)) and (last is None or number < last)
