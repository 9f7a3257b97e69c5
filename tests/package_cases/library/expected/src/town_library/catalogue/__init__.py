"""The resources of the group catalogue: `books`."""

from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    cached_property = property
    from .books import (
        AsyncBooks,
        AuthorInput,
        Book,
        BookCopy,
        BookCreateError422,
        BookCreateResult,
        BookGetError404,
        BookItem,
        BookItemCopy,
        BookItemShelf,
        BookProlongResult,
        BookUpdateResult,
        Books,
        Genre,
        WorkInput,
    )
else:
    from functools import cached_property

__all__ = [
    "AsyncBooks",
    "AsyncCatalogue",
    "AuthorInput",
    "Book",
    "BookCopy",
    "BookCreateError422",
    "BookCreateResult",
    "BookGetError404",
    "BookItem",
    "BookItemCopy",
    "BookItemShelf",
    "BookProlongResult",
    "BookUpdateResult",
    "Books",
    "Catalogue",
    "Genre",
    "WorkInput",
]

_PLACES = {
    "AsyncBooks": ".books",
    "AuthorInput": ".books",
    "Book": ".books",
    "BookCopy": ".books",
    "BookCreateError422": ".books",
    "BookCreateResult": ".books",
    "BookGetError404": ".books",
    "BookItem": ".books",
    "BookItemCopy": ".books",
    "BookItemShelf": ".books",
    "BookProlongResult": ".books",
    "BookUpdateResult": ".books",
    "Books": ".books",
    "Genre": ".books",
    "WorkInput": ".books",
}
"""Where each class is: its module is imported when the class is first asked for."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A class of this group, out of the module of its resource."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return import_module(_PLACES[name], __name__).__dict__[name]

    def __dir__() -> list[str]:
        """What can be imported from here."""
        return __all__


class Catalogue:
    """The resources of the group catalogue: `books`."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def books(self) -> "Books":
        """Book: list, get, create, update, delete, prolong."""
        from .books import Books

        return Books(self._engine)


class AsyncCatalogue:
    """The resources of the group catalogue: `books`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def books(self) -> "AsyncBooks":
        """Book: list, get, create, update, delete, prolong."""
        from .books import AsyncBooks

        return AsyncBooks(self._engine)
