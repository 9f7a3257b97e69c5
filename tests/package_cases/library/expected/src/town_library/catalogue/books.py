"""Book: list, get, create, update, delete, prolong."""

import builtins
import datetime as dt
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import MISSING, AwareDatetime, Field

from .._runtime.models import Model, RequestModel, TimeOfDay
from .._runtime.operations import Operation
from .._runtime.raw import raw, raw_async
from .._runtime.resources import AsyncResource, SyncResource

__all__ = [
    "AsyncBooks",
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
    "Genre",
    "WorkInput",
]


class Genre(IntEnum):
    """The documented values, which the API calls eGenre; one that is not listed stays a plain number."""

    NOVEL = 1
    POETRY_VERSE = 2
    NON_FICTION = 3


class WorkInput(RequestModel):
    """What `works` holds."""

    title: Annotated[str | None | MISSING, Field(alias="Title")] = MISSING


class AuthorInput(RequestModel):
    """Who wrote it, in the order of the title page."""

    name: Annotated[str | None | MISSING, Field(alias="Name")] = MISSING
    born: Annotated[int | float | None | MISSING, Field(alias="Born")] = MISSING
    works: Annotated[Sequence[WorkInput] | None | MISSING, Field(alias="Works")] = MISSING


class BookItemCopy(Model):
    """The copy on the shelf."""

    mark: Annotated[str | None, Field(alias="Mark")] = None
    bought_on: Annotated[dt.datetime | str | None, Field(alias="BoughtOn")] = None


class BookItemShelf(Model):
    """What `shelf` holds."""

    room: Annotated[str | None, Field(alias="Room")] = None
    number: Annotated[int | None, Field(alias="Number")] = None


class BookItem(Model):
    """One item of a list of Book."""

    id: Annotated[int, Field(alias="Id")]
    """The number of the book."""
    title: Annotated[str | None, Field(alias="Title")] = None
    """Its title."""
    copy_: Annotated[BookItemCopy | None, Field(alias="Copy")] = None
    """The copy on the shelf."""
    schema_: Annotated[str | None, Field(alias="schema")] = None
    """The scheme of the shelf mark."""
    isbn: Annotated[Any | None, Field(alias="Isbn")] = None
    genre: Annotated[Genre | int | None, Field(alias="Genre")] = None
    """Its genre. One of `Genre`: NOVEL (1), POETRY_VERSE (2), NON_FICTION (3)."""
    added: Annotated[dt.datetime | str | None, Field(alias="Added")] = None
    shelf: Annotated[BookItemShelf | None, Field(alias="Shelf")] = None


class BookCopy(Model):
    """The copy on the shelf."""

    mark: Annotated[str | None, Field(alias="Mark")] = None
    bought_on: Annotated[dt.datetime | str | None, Field(alias="BoughtOn")] = None


class Book(Model):
    """Book, with all of its attributes."""

    id: Annotated[int, Field(alias="Id")]
    """The number of the book."""
    title: Annotated[str | None, Field(alias="Title")] = None
    """Its title."""
    copy_: Annotated[BookCopy | None, Field(alias="Copy")] = None
    """The copy on the shelf."""
    schema_: Annotated[str | None, Field(alias="schema")] = None
    """The scheme of the shelf mark."""
    isbn: Annotated[Any | None, Field(alias="Isbn")] = None


class BookGetError404(Model):
    """What `get` of Book answers with status 404."""

    reason: Annotated[str | None, Field(alias="Reason")] = None
    """Why there is nothing."""


class BookCreateResult(Model):
    """What `create` of Book answers."""

    id: Annotated[int, Field(alias="Id")]
    """The number of the new book."""


class BookCreateError422(Model):
    """What `create` of Book answers with status 422."""

    reason: Annotated[str | None, Field(alias="Reason")] = None
    """What is wrong."""


class BookUpdateResult(Model):
    """What `update` of Book answers."""

    id: Annotated[int, Field(alias="Id")]
    """The number of the book."""


class BookProlongResult(Model):
    """What `prolong` of Book answers."""

    until: Annotated[dt.datetime | str | None, Field(alias="Until")] = None
    """The new last day."""


class _ListQuery(RequestModel):
    """What travels in the query of Book.search."""

    page: Annotated[int | MISSING, Field(alias="page")] = MISSING
    genre: Annotated[Genre | int | MISSING, Field(alias="genre")] = MISSING
    tags: Annotated[Sequence[str] | MISSING, Field(alias="tags")] = MISSING
    available: Annotated[bool | MISSING, Field(alias="available")] = MISSING
    from_added: Annotated[AwareDatetime | str | MISSING, Field(alias="from_Added")] = MISSING
    class_: Annotated[str | MISSING, Field(alias="class")] = MISSING


class _GetPath(RequestModel):
    """What travels in the path of Book.get."""

    id: Annotated[int, Field(alias="id")]


class _CreateBody(RequestModel):
    """What travels in the body of Book.create."""

    title: Annotated[str, Field(alias="Title")]
    genre: Annotated[Genre | int, Field(alias="Genre")]
    authors: Annotated[Sequence[AuthorInput], Field(alias="Authors")]
    type: Annotated[str | None | MISSING, Field(alias="type")] = MISSING
    pages: Annotated[int | None | MISSING, Field(alias="Pages")] = MISSING
    price: Annotated[float | None | MISSING, Field(alias="Price")] = MISSING
    opens_at: Annotated[
        dt.time | AwareDatetime | str | None | MISSING, Field(alias="OpensAt"), TimeOfDay("2000-01-01")
    ] = MISSING
    keywords: Annotated[Sequence[str] | None | MISSING, Field(alias="Keywords")] = MISSING
    mac_address_2: Annotated[str | None | MISSING, Field(alias="MacAddress")] = MISSING
    mac_address: Annotated[str | None | MISSING, Field(alias="mac_address")] = MISSING


class _UpdatePath(RequestModel):
    """What travels in the path of Book.update."""

    id: Annotated[int, Field(alias="id")]


class _UpdateBody(RequestModel):
    """What travels in the body of Book.update."""

    body_id: Annotated[int, Field(alias="Id")]
    title: Annotated[str | None | MISSING, Field(alias="Title")] = MISSING


class _DeletePath(RequestModel):
    """What travels in the path of Book.delete."""

    number: Annotated[int, Field(alias="number")]


class _ProlongPath(RequestModel):
    """What travels in the path of Book.prolong."""

    id: Annotated[int, Field(alias="id")]


class _ProlongBody(RequestModel):
    """What travels in the body of Book.prolong."""

    days: Annotated[int | None | MISSING, Field(alias="Days")] = MISSING


_LIST = Operation(
    name="Book.search",
    method="GET",
    path="/v2/catalogue/books",
    result=list[BookItem],
    query=_ListQuery,
)

_GET = Operation(
    name="Book.get",
    method="GET",
    path="/v2/catalogue/books/{id}",
    result=Book,
    path_params=_GetPath,
    error_models={404: BookGetError404},
)

_CREATE = Operation(
    name="Book.create",
    method="POST",
    path="/v2/catalogue/books",
    result=BookCreateResult,
    body=_CreateBody,
    error_models={422: BookCreateError422},
)

_UPDATE = Operation(
    name="Book.update",
    method="PUT",
    path="/v2/catalogue/books/{id}",
    result=BookUpdateResult,
    path_params=_UpdatePath,
    body=_UpdateBody,
)

_DELETE = Operation(
    name="Book.delete",
    method="DELETE",
    path="/v2/catalogue/books/{number}",
    result=type(None),
    path_params=_DeletePath,
)

_PROLONG = Operation(
    name="Book.prolong",
    method="POST",
    path="/v2/catalogue/books/{id}/renew",
    result=BookProlongResult,
    path_params=_ProlongPath,
    body=_ProlongBody,
)


class Books(SyncResource):
    """Book: list, get, create, update, delete, prolong."""

    def list(
        self,
        *,
        page: int | MISSING = MISSING,
        genre: Genre | int | MISSING = MISSING,
        tags: Sequence[str] | MISSING = MISSING,
        available: bool | MISSING = MISSING,
        from_added: dt.datetime | str | MISSING = MISSING,
        class_: str | MISSING = MISSING,
    ) -> builtins.list[BookItem]:
        """Search Books

        Lists the books of the catalogue, newest first.

        Needs the role `Book-List`.

        Args:
            page: Number of the page, from 1. Default: `1`.
            genre: Only books of this genre. One of `Genre`: NOVEL (1), POETRY_VERSE (2), NON_FICTION (3).
            tags: Only books with one of these tags.
            available: Only books that stand on the shelf.
            from_added: Only books added since then. Format: YYYY-MM-DDTHH:mm.
            class_: The class of the shelf mark.

        A `datetime` must have a time zone; a text is sent as it is.

        Returns:
            A list of `BookItem`: One item of a list of Book.

        Raises:
            LibraryError: Any other failure; the root of all errors.

        Documented: list-books.txt
        """
        return self._call(_LIST, locals())

    def get(
        self,
        id: int,
    ) -> Book:
        """Get one Book

        Fetches one book.

        Needs the role `Book-Read`.

        Args:
            id: The number of the book.

        Returns:
            `Book`, with all of its attributes.

        Raises:
            NotFoundError: Status 404.
            LibraryError: Any other failure; the root of all errors.

        Documented: get-book.txt
        """
        return self._call(_GET, locals())

    def create(
        self,
        *,
        title: str,
        genre: Genre | int,
        authors: Sequence[AuthorInput | Mapping[str, Any]],
        type: str | None | MISSING = MISSING,
        pages: int | None | MISSING = MISSING,
        price: float | None | MISSING = MISSING,
        opens_at: dt.time | dt.datetime | str | None | MISSING = MISSING,
        keywords: Sequence[str] | None | MISSING = MISSING,
        mac_address_2: str | None | MISSING = MISSING,
        mac_address: str | None | MISSING = MISSING,
    ) -> BookCreateResult:
        """Create Book

        Adds a book to the catalogue. The shelf mark is made by the server.

        Needs the role `Book-Create`.

        Args:
            title: Its title.
            genre: Its genre. One of `Genre`: NOVEL (1), POETRY_VERSE (2), NON_FICTION (3). Only when the record
                is made; an update does not take it.
            authors: Who wrote it, in the order of the title page. Only when the record is made; an update does
                not take it.
            type: The kind of the medium. Only when the record is made; an update does not take it.
            pages: How many pages it has. Only when the record is made; an update does not take it.
            price: What it cost. Only when the record is made; an update does not take it.
            opens_at: When the reading room opens for it. Only when the record is made; an update does not take
                it.
            keywords: Words to find it by. Only when the record is made; an update does not take it.
            mac_address_2: The tag's address. Only when the record is made; an update does not take it.
            mac_address: The reader's address. Only when the record is made; an update does not take it.

        A time of day is a `datetime.time`; a `datetime` with a time zone and a text are sent as they are. An
        object is given as a model, or as a dict with the names of its attributes.

        Returns:
            `BookCreateResult`: What `create` of Book answers.

        Raises:
            UnprocessableEntityError: Status 422.
            LibraryError: Any other failure; the root of all errors.

        Documented: post-book.txt
        """
        return self._call(_CREATE, locals())

    def update(
        self,
        id: int,
        *,
        body_id: int,
        title: str | None | MISSING = MISSING,
    ) -> BookUpdateResult:
        """Update Book

        Changes a book.

        Needs the role `Book-Update`.

        Args:
            id: The number of the book.
            body_id: The number of the book, again.
            title: Its title.

        Returns:
            `BookUpdateResult`: What `update` of Book answers.

        Raises:
            LibraryError: Any other failure; the root of all errors.

        Documented: put-book.txt
        """
        return self._call(_UPDATE, locals())

    def delete(
        self,
        number: int,
    ) -> None:
        """Delete Book

        Removes a book from the catalogue.

        Needs the role `Book-Delete`.

        Args:
            number: The number of the book.

        Raises:
            LibraryError: Any other failure; the root of all errors.

        Documented: delete-book.txt
        """
        return self._call(_DELETE, locals())

    def prolong(
        self,
        id: int,
        *,
        days: int | None | MISSING = MISSING,
    ) -> BookProlongResult:
        """Renew a Book

        Renews the loan of a book.

        Needs the role `Book-Renew`.

        Args:
            id: The number of the book.
            days: For how long; the server's choice without it.

        Returns:
            `BookProlongResult`: What `prolong` of Book answers.

        Raises:
            LibraryError: Any other failure; the root of all errors.

        Documented: renew-book.txt
        """
        return self._call(_PROLONG, locals())

    @cached_property
    def with_raw_response(self) -> "_Books_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _Books_Raw(Books(self._engine.with_mode("raw")))


class _Books_Raw:
    """The methods of `Books`, each giving the answer itself."""

    def __init__(self, resource: Books) -> None:
        self.list = raw(resource.list)
        self.get = raw(resource.get)
        self.create = raw(resource.create)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)
        self.prolong = raw(resource.prolong)


class AsyncBooks(AsyncResource):
    """Book: list, get, create, update, delete, prolong."""

    async def list(
        self,
        *,
        page: int | MISSING = MISSING,
        genre: Genre | int | MISSING = MISSING,
        tags: Sequence[str] | MISSING = MISSING,
        available: bool | MISSING = MISSING,
        from_added: dt.datetime | str | MISSING = MISSING,
        class_: str | MISSING = MISSING,
    ) -> builtins.list[BookItem]:
        """Search Books

        Lists the books of the catalogue, newest first.

        Needs the role `Book-List`.

        Args:
            page: Number of the page, from 1. Default: `1`.
            genre: Only books of this genre. One of `Genre`: NOVEL (1), POETRY_VERSE (2), NON_FICTION (3).
            tags: Only books with one of these tags.
            available: Only books that stand on the shelf.
            from_added: Only books added since then. Format: YYYY-MM-DDTHH:mm.
            class_: The class of the shelf mark.

        A `datetime` must have a time zone; a text is sent as it is.

        Returns:
            A list of `BookItem`: One item of a list of Book.

        Raises:
            LibraryError: Any other failure; the root of all errors.

        Documented: list-books.txt
        """
        return await self._call(_LIST, locals())

    async def get(
        self,
        id: int,
    ) -> Book:
        """Get one Book

        Fetches one book.

        Needs the role `Book-Read`.

        Args:
            id: The number of the book.

        Returns:
            `Book`, with all of its attributes.

        Raises:
            NotFoundError: Status 404.
            LibraryError: Any other failure; the root of all errors.

        Documented: get-book.txt
        """
        return await self._call(_GET, locals())

    async def create(
        self,
        *,
        title: str,
        genre: Genre | int,
        authors: Sequence[AuthorInput | Mapping[str, Any]],
        type: str | None | MISSING = MISSING,
        pages: int | None | MISSING = MISSING,
        price: float | None | MISSING = MISSING,
        opens_at: dt.time | dt.datetime | str | None | MISSING = MISSING,
        keywords: Sequence[str] | None | MISSING = MISSING,
        mac_address_2: str | None | MISSING = MISSING,
        mac_address: str | None | MISSING = MISSING,
    ) -> BookCreateResult:
        """Create Book

        Adds a book to the catalogue. The shelf mark is made by the server.

        Needs the role `Book-Create`.

        Args:
            title: Its title.
            genre: Its genre. One of `Genre`: NOVEL (1), POETRY_VERSE (2), NON_FICTION (3). Only when the record
                is made; an update does not take it.
            authors: Who wrote it, in the order of the title page. Only when the record is made; an update does
                not take it.
            type: The kind of the medium. Only when the record is made; an update does not take it.
            pages: How many pages it has. Only when the record is made; an update does not take it.
            price: What it cost. Only when the record is made; an update does not take it.
            opens_at: When the reading room opens for it. Only when the record is made; an update does not take
                it.
            keywords: Words to find it by. Only when the record is made; an update does not take it.
            mac_address_2: The tag's address. Only when the record is made; an update does not take it.
            mac_address: The reader's address. Only when the record is made; an update does not take it.

        A time of day is a `datetime.time`; a `datetime` with a time zone and a text are sent as they are. An
        object is given as a model, or as a dict with the names of its attributes.

        Returns:
            `BookCreateResult`: What `create` of Book answers.

        Raises:
            UnprocessableEntityError: Status 422.
            LibraryError: Any other failure; the root of all errors.

        Documented: post-book.txt
        """
        return await self._call(_CREATE, locals())

    async def update(
        self,
        id: int,
        *,
        body_id: int,
        title: str | None | MISSING = MISSING,
    ) -> BookUpdateResult:
        """Update Book

        Changes a book.

        Needs the role `Book-Update`.

        Args:
            id: The number of the book.
            body_id: The number of the book, again.
            title: Its title.

        Returns:
            `BookUpdateResult`: What `update` of Book answers.

        Raises:
            LibraryError: Any other failure; the root of all errors.

        Documented: put-book.txt
        """
        return await self._call(_UPDATE, locals())

    async def delete(
        self,
        number: int,
    ) -> None:
        """Delete Book

        Removes a book from the catalogue.

        Needs the role `Book-Delete`.

        Args:
            number: The number of the book.

        Raises:
            LibraryError: Any other failure; the root of all errors.

        Documented: delete-book.txt
        """
        return await self._call(_DELETE, locals())

    async def prolong(
        self,
        id: int,
        *,
        days: int | None | MISSING = MISSING,
    ) -> BookProlongResult:
        """Renew a Book

        Renews the loan of a book.

        Needs the role `Book-Renew`.

        Args:
            id: The number of the book.
            days: For how long; the server's choice without it.

        Returns:
            `BookProlongResult`: What `prolong` of Book answers.

        Raises:
            LibraryError: Any other failure; the root of all errors.

        Documented: renew-book.txt
        """
        return await self._call(_PROLONG, locals())

    @cached_property
    def with_raw_response(self) -> "_AsyncBooks_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AsyncBooks_Raw(AsyncBooks(self._engine.with_mode("raw")))


class _AsyncBooks_Raw:
    """The methods of `AsyncBooks`, each giving the answer itself."""

    def __init__(self, resource: AsyncBooks) -> None:
        self.list = raw_async(resource.list)
        self.get = raw_async(resource.get)
        self.create = raw_async(resource.create)
        self.update = raw_async(resource.update)
        self.delete = raw_async(resource.delete)
        self.prolong = raw_async(resource.prolong)
