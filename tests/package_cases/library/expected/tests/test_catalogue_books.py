"""Tests of one resource: what goes out is what the page documents, and what comes back is typed."""

import asyncio
import datetime as dt
import json
from typing import Any

import pytest
from support import ORIGIN, TOKEN, Server, answered, basic, bearer, sent

from town_library import AsyncLibrary, Library, errors
from town_library.catalogue import books as module

Arguments = dict[str, Any]

#: Used where an example holds them.
__all__ = ["dt", "json"]

LIST_CASES: list[tuple[str, Arguments, Arguments]] = [
    (
        "required",
        {},
        {"parameters": {}, "query": {}, "headers": {}, "body": None},
    ),
    (
        "everything",
        {
            "page": 1,
            "genre": 1,
            "tags": ["text"],
            "available": True,
            "from_added": "2025-01-15T10:30:00Z",
            "class_": "text",
        },
        {
            "parameters": {},
            "query": {
                "page": 1,
                "genre": 1,
                "tags": ["text"],
                "available": True,
                "from_Added": "2025-01-15T10:30:00Z",
                "class": "text",
            },
            "headers": {},
            "body": None,
        },
    ),
]
LIST_ARGUMENTS: Arguments = LIST_CASES[0][1]
LIST_METHOD = "GET"
LIST_PATH = "/v2/catalogue/books"


@pytest.mark.parametrize(("name", "arguments", "expected"), LIST_CASES)
def test_list_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(
        body=[
            {
                "Id": 7,
                "Title": 'The "Sea"',
                "Genre": 1,
                "Added": "2024-05-01T08:00:00Z",
                "Shelf": {"Room": "B", "Number": 12},
            },
            {"Id": 8, "Title": "Tides", "Genre": 99, "Added": "2024-05-02T08:00:00Z", "Shelf": None},
        ]
    )
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.catalogue.books.list(**arguments)
    sent(server.request, method=LIST_METHOD, path=LIST_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), LIST_CASES)
def test_list_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(
        body=[
            {
                "Id": 7,
                "Title": 'The "Sea"',
                "Genre": 1,
                "Added": "2024-05-01T08:00:00Z",
                "Shelf": {"Room": "B", "Number": 12},
            },
            {"Id": 8, "Title": "Tides", "Genre": 99, "Added": "2024-05-02T08:00:00Z", "Shelf": None},
        ]
    )

    async def run() -> None:
        http_client = server.asynchronous()
        client = AsyncLibrary(username="name", password="word", base_url=ORIGIN, http_client=http_client)
        await client.catalogue.books.list(**arguments)

    asyncio.run(run())
    sent(server.request, method=LIST_METHOD, path=LIST_PATH, **expected)
    basic(server.request, "name", "word")


LIST_ANSWER_200: Any = [
    {"Id": 7, "Title": 'The "Sea"', "Genre": 1, "Added": "2024-05-01T08:00:00Z", "Shelf": {"Room": "B", "Number": 12}},
    {"Id": 8, "Title": "Tides", "Genre": 99, "Added": "2024-05-02T08:00:00Z", "Shelf": None},
]


def test_list_types_the_documented_answer_200() -> None:
    """The documented answer comes back as its model, and goes back unchanged; so says openapi.json, too."""
    answered(LIST_PATH, LIST_METHOD, 200, LIST_ANSWER_200)
    server = Server(200, LIST_ANSWER_200)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.catalogue.books.list(**LIST_ARGUMENTS)
    items = result if isinstance(result, list) else [result]
    assert all(isinstance(item, module.BookItem) for item in items)
    wire = [item.to_wire() for item in items]
    assert (wire if isinstance(result, list) else wire[0]) == LIST_ANSWER_200
    assert isinstance(items[0].id, int)
    assert isinstance(items[0].title, str)
    assert isinstance(items[0].genre, int)
    assert isinstance(items[0].added, dt.datetime)


def test_list_keeps_what_it_does_not_know() -> None:
    """Members that are not documented, and values of another type, survive and go back unchanged."""
    strange: Any = [
        {
            "Id": {"another": "type"},
            "Title": {"another": "type"},
            "Genre": 1,
            "Added": "2024-05-01T08:00:00Z",
            "Shelf": {"Room": "B", "Number": 12},
            "AddedLater": {"deep": [1]},
        },
        {
            "Id": {"another": "type"},
            "Title": {"another": "type"},
            "Genre": 99,
            "Added": "2024-05-02T08:00:00Z",
            "Shelf": None,
            "AddedLater": {"deep": [1]},
        },
    ]
    server = Server(200, strange)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.catalogue.books.list(**LIST_ARGUMENTS)
    wire = [item.to_wire() for item in result] if isinstance(result, list) else result.to_wire()
    assert wire == strange


GET_CASES: list[tuple[str, Arguments, Arguments]] = [
    (
        "required",
        {"id": 1},
        {"parameters": {"id": 1}, "query": {}, "headers": {}, "body": None},
    ),
]
GET_ARGUMENTS: Arguments = GET_CASES[0][1]
GET_METHOD = "GET"
GET_PATH = "/v2/catalogue/books/{id}"


@pytest.mark.parametrize(("name", "arguments", "expected"), GET_CASES)
def test_get_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(
        body={
            "Id": 7,
            "Title": "The Sea",
            "Copy": {"Mark": "B-12", "BoughtOn": "2020-03-04T00:00:00Z"},
            "schema": "town",
            "Isbn": None,
        }
    )
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.catalogue.books.get(**arguments)
    sent(server.request, method=GET_METHOD, path=GET_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), GET_CASES)
def test_get_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(
        body={
            "Id": 7,
            "Title": "The Sea",
            "Copy": {"Mark": "B-12", "BoughtOn": "2020-03-04T00:00:00Z"},
            "schema": "town",
            "Isbn": None,
        }
    )

    async def run() -> None:
        http_client = server.asynchronous()
        client = AsyncLibrary(username="name", password="word", base_url=ORIGIN, http_client=http_client)
        await client.catalogue.books.get(**arguments)

    asyncio.run(run())
    sent(server.request, method=GET_METHOD, path=GET_PATH, **expected)
    basic(server.request, "name", "word")


GET_ANSWER_200: Any = {
    "Id": 7,
    "Title": "The Sea",
    "Copy": {"Mark": "B-12", "BoughtOn": "2020-03-04T00:00:00Z"},
    "schema": "town",
    "Isbn": None,
}


def test_get_types_the_documented_answer_200() -> None:
    """The documented answer comes back as its model, and goes back unchanged; so says openapi.json, too."""
    answered(GET_PATH, GET_METHOD, 200, GET_ANSWER_200)
    server = Server(200, GET_ANSWER_200)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.catalogue.books.get(**GET_ARGUMENTS)
    items = result if isinstance(result, list) else [result]
    assert all(isinstance(item, module.Book) for item in items)
    wire = [item.to_wire() for item in items]
    assert (wire if isinstance(result, list) else wire[0]) == GET_ANSWER_200
    assert isinstance(items[0].id, int)
    assert isinstance(items[0].title, str)
    assert isinstance(items[0].schema_, str)


def test_get_keeps_what_it_does_not_know() -> None:
    """Members that are not documented, and values of another type, survive and go back unchanged."""
    strange: Any = {
        "Id": {"another": "type"},
        "Title": {"another": "type"},
        "Copy": {"Mark": "B-12", "BoughtOn": "2020-03-04T00:00:00Z"},
        "schema": "town",
        "Isbn": None,
        "AddedLater": {"deep": [1]},
    }
    server = Server(200, strange)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.catalogue.books.get(**GET_ARGUMENTS)
    wire = [item.to_wire() for item in result] if isinstance(result, list) else result.to_wire()
    assert wire == strange


def test_get_raises_the_documented_answer_404() -> None:
    """The documented failure raises its class, with the rows of the server, from both clients."""
    body: Any = {"Reason": "no such book"}
    answered(GET_PATH, GET_METHOD, 404, body)
    server = Server(404, body)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.raises(errors.NotFoundError) as caught:
        client.catalogue.books.get(**GET_ARGUMENTS)
    assert isinstance(caught.value, errors.LibraryError)
    assert caught.value.status_code == 404
    assert len(caught.value.errors) == 0
    assert TOKEN not in f"{caught.value!r} {caught.value}"

    async def run() -> None:
        client = AsyncLibrary(token=TOKEN, base_url=ORIGIN, http_client=server.asynchronous())
        await client.catalogue.books.get(**GET_ARGUMENTS)

    with pytest.raises(errors.NotFoundError):
        asyncio.run(run())


CREATE_CASES: list[tuple[str, Arguments, Arguments]] = [
    (
        "required",
        {"title": "text", "genre": 1, "authors": [{"name": "text", "born": 1, "works": [{"title": "text"}]}]},
        {
            "parameters": {},
            "query": {},
            "headers": {},
            "body": {
                "Title": "text",
                "Genre": 1,
                "Authors": [{"Name": "text", "Born": 1, "Works": [{"Title": "text"}]}],
            },
        },
    ),
    (
        "everything",
        {
            "title": "text",
            "genre": 1,
            "authors": [{"name": "text", "born": 1, "works": [{"title": "text"}]}],
            "type": "text",
            "pages": 1,
            "price": 1.5,
            "opens_at": "2000-01-01T10:30:00Z",
            "keywords": ["text"],
            "mac_address_2": "text",
            "mac_address": "text",
        },
        {
            "parameters": {},
            "query": {},
            "headers": {},
            "body": {
                "Title": "text",
                "Genre": 1,
                "Authors": [{"Name": "text", "Born": 1, "Works": [{"Title": "text"}]}],
                "type": "text",
                "Pages": 1,
                "Price": 1.5,
                "OpensAt": "2000-01-01T10:30:00Z",
                "Keywords": ["text"],
                "MacAddress": "text",
                "mac_address": "text",
            },
        },
    ),
    (
        "null",
        {
            "title": "text",
            "genre": 1,
            "authors": [{"name": "text", "born": 1, "works": [{"title": "text"}]}],
            "type": None,
            "pages": None,
            "price": None,
            "opens_at": None,
            "keywords": None,
            "mac_address_2": None,
            "mac_address": None,
        },
        {
            "parameters": {},
            "query": {},
            "headers": {},
            "body": {
                "Title": "text",
                "Genre": 1,
                "Authors": [{"Name": "text", "Born": 1, "Works": [{"Title": "text"}]}],
                "type": None,
                "Pages": None,
                "Price": None,
                "OpensAt": None,
                "Keywords": None,
                "MacAddress": None,
                "mac_address": None,
            },
        },
    ),
]
CREATE_ARGUMENTS: Arguments = CREATE_CASES[0][1]
CREATE_METHOD = "POST"
CREATE_PATH = "/v2/catalogue/books"


@pytest.mark.parametrize(("name", "arguments", "expected"), CREATE_CASES)
def test_create_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(body={"Id": 7})
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.catalogue.books.create(**arguments)
    sent(server.request, method=CREATE_METHOD, path=CREATE_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), CREATE_CASES)
def test_create_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(body={"Id": 7})

    async def run() -> None:
        http_client = server.asynchronous()
        client = AsyncLibrary(username="name", password="word", base_url=ORIGIN, http_client=http_client)
        await client.catalogue.books.create(**arguments)

    asyncio.run(run())
    sent(server.request, method=CREATE_METHOD, path=CREATE_PATH, **expected)
    basic(server.request, "name", "word")


CREATE_ANSWER_201: Any = {"Id": 7}


def test_create_types_the_documented_answer_201() -> None:
    """The documented answer comes back as its model, and goes back unchanged; so says openapi.json, too."""
    answered(CREATE_PATH, CREATE_METHOD, 201, CREATE_ANSWER_201)
    server = Server(201, CREATE_ANSWER_201)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.catalogue.books.create(**CREATE_ARGUMENTS)
    items = result if isinstance(result, list) else [result]
    assert all(isinstance(item, module.BookCreateResult) for item in items)
    wire = [item.to_wire() for item in items]
    assert (wire if isinstance(result, list) else wire[0]) == CREATE_ANSWER_201
    assert isinstance(items[0].id, int)


def test_create_keeps_what_it_does_not_know() -> None:
    """Members that are not documented, and values of another type, survive and go back unchanged."""
    strange: Any = {"Id": {"another": "type"}, "AddedLater": {"deep": [1]}}
    server = Server(201, strange)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.catalogue.books.create(**CREATE_ARGUMENTS)
    wire = [item.to_wire() for item in result] if isinstance(result, list) else result.to_wire()
    assert wire == strange


def test_create_raises_the_documented_answer_422() -> None:
    """The documented failure raises its class, with the rows of the server, from both clients."""
    body: Any = {"Reason": "no title"}
    answered(CREATE_PATH, CREATE_METHOD, 422, body)
    server = Server(422, body)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.raises(errors.UnprocessableEntityError) as caught:
        client.catalogue.books.create(**CREATE_ARGUMENTS)
    assert isinstance(caught.value, errors.LibraryError)
    assert caught.value.status_code == 422
    assert len(caught.value.errors) == 0
    assert TOKEN not in f"{caught.value!r} {caught.value}"

    async def run() -> None:
        client = AsyncLibrary(token=TOKEN, base_url=ORIGIN, http_client=server.asynchronous())
        await client.catalogue.books.create(**CREATE_ARGUMENTS)

    with pytest.raises(errors.UnprocessableEntityError):
        asyncio.run(run())


def test_create_sends_an_unknown_value_of_genre() -> None:
    """A value that the enum does not list goes out as it is."""
    server = Server(body={"Id": 7})
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.catalogue.books.create(**{**CREATE_ARGUMENTS, "genre": 987654321})
    assert 987654321 in json.loads(server.request.content).values()


UPDATE_CASES: list[tuple[str, Arguments, Arguments]] = [
    (
        "required",
        {"id": 1, "body_id": 1},
        {"parameters": {"id": 1}, "query": {}, "headers": {}, "body": {"Id": 1}},
    ),
    (
        "everything",
        {"id": 1, "body_id": 1, "title": "text"},
        {"parameters": {"id": 1}, "query": {}, "headers": {}, "body": {"Id": 1, "Title": "text"}},
    ),
    (
        "null",
        {"id": 1, "body_id": 1, "title": None},
        {"parameters": {"id": 1}, "query": {}, "headers": {}, "body": {"Id": 1, "Title": None}},
    ),
]
UPDATE_ARGUMENTS: Arguments = UPDATE_CASES[0][1]
UPDATE_METHOD = "PUT"
UPDATE_PATH = "/v2/catalogue/books/{id}"


@pytest.mark.parametrize(("name", "arguments", "expected"), UPDATE_CASES)
def test_update_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(body={"Id": 7})
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.catalogue.books.update(**arguments)
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), UPDATE_CASES)
def test_update_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(body={"Id": 7})

    async def run() -> None:
        http_client = server.asynchronous()
        client = AsyncLibrary(username="name", password="word", base_url=ORIGIN, http_client=http_client)
        await client.catalogue.books.update(**arguments)

    asyncio.run(run())
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    basic(server.request, "name", "word")


UPDATE_ANSWER_200: Any = {"Id": 7}


def test_update_types_the_documented_answer_200() -> None:
    """The documented answer comes back as its model, and goes back unchanged; so says openapi.json, too."""
    answered(UPDATE_PATH, UPDATE_METHOD, 200, UPDATE_ANSWER_200)
    server = Server(200, UPDATE_ANSWER_200)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.catalogue.books.update(**UPDATE_ARGUMENTS)
    items = result if isinstance(result, list) else [result]
    assert all(isinstance(item, module.BookUpdateResult) for item in items)
    wire = [item.to_wire() for item in items]
    assert (wire if isinstance(result, list) else wire[0]) == UPDATE_ANSWER_200
    assert isinstance(items[0].id, int)


def test_update_keeps_what_it_does_not_know() -> None:
    """Members that are not documented, and values of another type, survive and go back unchanged."""
    strange: Any = {"Id": {"another": "type"}, "AddedLater": {"deep": [1]}}
    server = Server(200, strange)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.catalogue.books.update(**UPDATE_ARGUMENTS)
    wire = [item.to_wire() for item in result] if isinstance(result, list) else result.to_wire()
    assert wire == strange


DELETE_CASES: list[tuple[str, Arguments, Arguments]] = [
    (
        "required",
        {"number": 1},
        {"parameters": {"number": 1}, "query": {}, "headers": {}, "body": None},
    ),
]
DELETE_ARGUMENTS: Arguments = DELETE_CASES[0][1]
DELETE_METHOD = "DELETE"
DELETE_PATH = "/v2/catalogue/books/{number}"


@pytest.mark.parametrize(("name", "arguments", "expected"), DELETE_CASES)
def test_delete_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(body=None)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.catalogue.books.delete(**arguments)
    sent(server.request, method=DELETE_METHOD, path=DELETE_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), DELETE_CASES)
def test_delete_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(body=None)

    async def run() -> None:
        http_client = server.asynchronous()
        client = AsyncLibrary(username="name", password="word", base_url=ORIGIN, http_client=http_client)
        await client.catalogue.books.delete(**arguments)

    asyncio.run(run())
    sent(server.request, method=DELETE_METHOD, path=DELETE_PATH, **expected)
    basic(server.request, "name", "word")


PROLONG_CASES: list[tuple[str, Arguments, Arguments]] = [
    (
        "required",
        {"id": 1},
        {"parameters": {"id": 1}, "query": {}, "headers": {}, "body": {}},
    ),
    (
        "everything",
        {"id": 1, "days": 1},
        {"parameters": {"id": 1}, "query": {}, "headers": {}, "body": {"Days": 1}},
    ),
    (
        "null",
        {"id": 1, "days": None},
        {"parameters": {"id": 1}, "query": {}, "headers": {}, "body": {"Days": None}},
    ),
]
PROLONG_ARGUMENTS: Arguments = PROLONG_CASES[0][1]
PROLONG_METHOD = "POST"
PROLONG_PATH = "/v2/catalogue/books/{id}/renew"


@pytest.mark.parametrize(("name", "arguments", "expected"), PROLONG_CASES)
def test_prolong_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(body={"Until": "2025-02-01T00:00:00Z"})
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.catalogue.books.prolong(**arguments)
    sent(server.request, method=PROLONG_METHOD, path=PROLONG_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), PROLONG_CASES)
def test_prolong_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(body={"Until": "2025-02-01T00:00:00Z"})

    async def run() -> None:
        http_client = server.asynchronous()
        client = AsyncLibrary(username="name", password="word", base_url=ORIGIN, http_client=http_client)
        await client.catalogue.books.prolong(**arguments)

    asyncio.run(run())
    sent(server.request, method=PROLONG_METHOD, path=PROLONG_PATH, **expected)
    basic(server.request, "name", "word")


PROLONG_ANSWER_200: Any = {"Until": "2025-02-01T00:00:00Z"}


def test_prolong_types_the_documented_answer_200() -> None:
    """The documented answer comes back as its model, and goes back unchanged; so says openapi.json, too."""
    answered(PROLONG_PATH, PROLONG_METHOD, 200, PROLONG_ANSWER_200)
    server = Server(200, PROLONG_ANSWER_200)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.catalogue.books.prolong(**PROLONG_ARGUMENTS)
    items = result if isinstance(result, list) else [result]
    assert all(isinstance(item, module.BookProlongResult) for item in items)
    wire = [item.to_wire() for item in items]
    assert (wire if isinstance(result, list) else wire[0]) == PROLONG_ANSWER_200
    assert isinstance(items[0].until, dt.datetime)


def test_prolong_keeps_what_it_does_not_know() -> None:
    """Members that are not documented, and values of another type, survive and go back unchanged."""
    strange: Any = {"Until": {"another": "type"}, "AddedLater": {"deep": [1]}}
    server = Server(200, strange)
    client = Library(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.catalogue.books.prolong(**PROLONG_ARGUMENTS)
    wire = [item.to_wire() for item in result] if isinstance(result, list) else result.to_wire()
    assert wire == strange
