"""Tests of one resource: what goes out is what the page documents, and what comes back is typed."""

import asyncio
import datetime as dt
import json
from typing import Any

import pytest
from support import ORIGIN, TOKEN, Server, answered, basic, bearer, sent

from ferry import AsyncFerry, Ferry, errors
from ferry.sea import crossings as module

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
        {"page": 1},
        {"parameters": {}, "query": {"page": 1}, "headers": {}, "body": None},
    ),
]
LIST_ARGUMENTS: Arguments = LIST_CASES[0][1]
LIST_METHOD = "GET"
LIST_PATH = "/v1/sea/crossings"


@pytest.mark.parametrize(("name", "arguments", "expected"), LIST_CASES)
def test_list_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(body=[{"Id": 1, "vessel_name": "aurora", "VesselName": "Aurora"}])
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.sea.crossings.list(**arguments)
    sent(server.request, method=LIST_METHOD, path=LIST_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), LIST_CASES)
def test_list_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(body=[{"Id": 1, "vessel_name": "aurora", "VesselName": "Aurora"}])

    async def run() -> None:
        http_client = server.asynchronous()
        client = AsyncFerry(username="name", password="word", base_url=ORIGIN, http_client=http_client)
        await client.sea.crossings.list(**arguments)

    asyncio.run(run())
    sent(server.request, method=LIST_METHOD, path=LIST_PATH, **expected)
    basic(server.request, "name", "word")


LIST_ANSWER_200: Any = [{"Id": 1, "vessel_name": "aurora", "VesselName": "Aurora"}]


def test_list_types_the_documented_answer_200() -> None:
    """The documented answer comes back as its model, and goes back unchanged; so says openapi.json, too."""
    answered(LIST_PATH, LIST_METHOD, 200, LIST_ANSWER_200)
    server = Server(200, LIST_ANSWER_200)
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.sea.crossings.list(**LIST_ARGUMENTS)
    items = result if isinstance(result, list) else [result]
    assert all(isinstance(item, module.CrossingItem) for item in items)
    wire = [item.to_wire() for item in items]
    assert (wire if isinstance(result, list) else wire[0]) == LIST_ANSWER_200
    assert isinstance(items[0].id, int)
    assert isinstance(items[0].vessel_name_2, str)
    assert isinstance(items[0].vessel_name, str)


def test_list_keeps_what_it_does_not_know() -> None:
    """Members that are not documented, and values of another type, survive and go back unchanged."""
    strange: Any = [
        {
            "Id": {"another": "type"},
            "vessel_name": {"another": "type"},
            "VesselName": "Aurora",
            "AddedLater": {"deep": [1]},
        }
    ]
    server = Server(200, strange)
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.sea.crossings.list(**LIST_ARGUMENTS)
    wire = [item.to_wire() for item in result] if isinstance(result, list) else result.to_wire()
    assert wire == strange


def test_list_takes_page_number_for_page() -> None:
    """The deprecated name goes out as the argument itself and warns, from both clients; not both can be given."""
    server = Server(body=[{"Id": 1, "vessel_name": "aurora", "VesselName": "Aurora"}])
    arguments: Arguments = {"page_number": 1}
    expected: Arguments = {"parameters": {}, "query": {"page": 1}, "headers": {}, "body": None}
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.warns(DeprecationWarning, match="page_number is deprecated: use page") as told:
        client.sea.crossings.list(**arguments)
    assert told[0].filename == __file__
    sent(server.request, method=LIST_METHOD, path=LIST_PATH, **expected)
    with pytest.raises(TypeError, match="page_number"):
        client.sea.crossings.list(**{**arguments, "page": arguments["page_number"]})

    server = Server(body=[{"Id": 1, "vessel_name": "aurora", "VesselName": "Aurora"}])

    async def run() -> None:
        client = AsyncFerry(token=TOKEN, base_url=ORIGIN, http_client=server.asynchronous())
        await client.sea.crossings.list(**arguments)

    with pytest.warns(DeprecationWarning, match="page_number is deprecated: use page") as told:
        asyncio.run(run())
    assert told[0].filename == __file__
    sent(server.request, method=LIST_METHOD, path=LIST_PATH, **expected)


def test_list_is_still_called_find() -> None:
    """The deprecated name of the method warns and does the same, in both clients."""
    server = Server(body=[{"Id": 1, "vessel_name": "aurora", "VesselName": "Aurora"}])
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    _, arguments, expected = LIST_CASES[0]
    with pytest.warns(DeprecationWarning, match="find is deprecated: use list") as told:
        client.sea.crossings.find(**arguments)
    assert told[0].filename == __file__
    sent(server.request, method=LIST_METHOD, path=LIST_PATH, **expected)

    server = Server(body=[{"Id": 1, "vessel_name": "aurora", "VesselName": "Aurora"}])

    async def run() -> None:
        client = AsyncFerry(token=TOKEN, base_url=ORIGIN, http_client=server.asynchronous())
        await client.sea.crossings.find(**arguments)

    with pytest.warns(DeprecationWarning, match="find is deprecated: use list") as told:
        asyncio.run(run())
    assert told[0].filename == __file__
    sent(server.request, method=LIST_METHOD, path=LIST_PATH, **expected)


UPDATE_CASES: list[tuple[str, Arguments, Arguments]] = [
    (
        "required",
        {"line": "text", "number": 1, "vessel_name": "text"},
        {"parameters": {"line": "text", "number": 1}, "query": {}, "headers": {}, "body": {"VesselName": "text"}},
    ),
    (
        "everything",
        {
            "line": "text",
            "number": 1,
            "vessel_name": "text",
            "valid_from_2": "text",
            "valid_from": "2025-01-15T10:30:00Z",
            "weather": 1,
            "remarks": "text",
            "stops": [{"port_2": "text", "port": "text"}],
        },
        {
            "parameters": {"line": "text", "number": 1},
            "query": {},
            "headers": {},
            "body": {
                "VesselName": "text",
                "valid_from": "text",
                "ValidFrom": "2025-01-15T10:30:00Z",
                "Weather": 1,
                "Remarks": "text",
                "Stops": [{"port": "text", "Port": "text"}],
            },
        },
    ),
    (
        "null",
        {
            "line": "text",
            "number": 1,
            "vessel_name": "text",
            "valid_from_2": None,
            "valid_from": None,
            "weather": None,
            "remarks": None,
            "stops": None,
        },
        {
            "parameters": {"line": "text", "number": 1},
            "query": {},
            "headers": {},
            "body": {
                "VesselName": "text",
                "valid_from": None,
                "ValidFrom": None,
                "Weather": None,
                "Remarks": None,
                "Stops": None,
            },
        },
    ),
]
UPDATE_ARGUMENTS: Arguments = UPDATE_CASES[0][1]
UPDATE_METHOD = "PUT"
UPDATE_PATH = "/v1/sea/crossings/{line}/{number}"


@pytest.mark.parametrize(("name", "arguments", "expected"), UPDATE_CASES)
def test_update_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(body={"Id": 7})
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.sea.crossings.update(**arguments)
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), UPDATE_CASES)
def test_update_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(body={"Id": 7})

    async def run() -> None:
        http_client = server.asynchronous()
        client = AsyncFerry(username="name", password="word", base_url=ORIGIN, http_client=http_client)
        await client.sea.crossings.update(**arguments)

    asyncio.run(run())
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    basic(server.request, "name", "word")


UPDATE_ANSWER_200: Any = {"Id": 7}


def test_update_types_the_documented_answer_200() -> None:
    """The documented answer comes back as its model, and goes back unchanged; so says openapi.json, too."""
    answered(UPDATE_PATH, UPDATE_METHOD, 200, UPDATE_ANSWER_200)
    server = Server(200, UPDATE_ANSWER_200)
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.sea.crossings.update(**UPDATE_ARGUMENTS)
    items = result if isinstance(result, list) else [result]
    assert all(isinstance(item, module.CrossingUpdateResult) for item in items)
    wire = [item.to_wire() for item in items]
    assert (wire if isinstance(result, list) else wire[0]) == UPDATE_ANSWER_200
    assert isinstance(items[0].id, int)


def test_update_keeps_what_it_does_not_know() -> None:
    """Members that are not documented, and values of another type, survive and go back unchanged."""
    strange: Any = {"Id": {"another": "type"}, "AddedLater": {"deep": [1]}}
    server = Server(200, strange)
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.sea.crossings.update(**UPDATE_ARGUMENTS)
    wire = [item.to_wire() for item in result] if isinstance(result, list) else result.to_wire()
    assert wire == strange


def test_update_sends_an_unknown_value_of_weather() -> None:
    """A value that the enum does not list goes out as it is."""
    server = Server(body={"Id": 7})
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.sea.crossings.update(**{**UPDATE_ARGUMENTS, "weather": 987654321})
    assert 987654321 in json.loads(server.request.content).values()


def test_update_takes_route_for_line() -> None:
    """The deprecated name goes out as the argument itself and warns, from both clients; not both can be given."""
    server = Server(body={"Id": 7})
    arguments: Arguments = {"route": "text", "number": 1, "vessel_name": "text"}
    expected: Arguments = {
        "parameters": {"line": "text", "number": 1},
        "query": {},
        "headers": {},
        "body": {"VesselName": "text"},
    }
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.warns(DeprecationWarning, match="route is deprecated: use line") as told:
        client.sea.crossings.update(**arguments)
    assert told[0].filename == __file__
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    with pytest.raises(TypeError, match="route"):
        client.sea.crossings.update(**{**arguments, "line": arguments["route"]})

    server = Server(body={"Id": 7})

    async def run() -> None:
        client = AsyncFerry(token=TOKEN, base_url=ORIGIN, http_client=server.asynchronous())
        await client.sea.crossings.update(**arguments)

    with pytest.warns(DeprecationWarning, match="route is deprecated: use line") as told:
        asyncio.run(run())
    assert told[0].filename == __file__
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)


def test_update_needs_line() -> None:
    """Left out under each of its names, a required argument is missed before anything goes out."""
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=Server().sync())
    arguments = {name: value for name, value in UPDATE_ARGUMENTS.items() if name != "line"}
    with pytest.raises(TypeError, match="line"):
        client.sea.crossings.update(**arguments)


def test_update_needs_number() -> None:
    """Left out under each of its names, a required argument is missed before anything goes out."""
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=Server().sync())
    arguments = {name: value for name, value in UPDATE_ARGUMENTS.items() if name != "number"}
    with pytest.raises(TypeError, match="number"):
        client.sea.crossings.update(**arguments)


def test_update_takes_ship_for_vessel_name() -> None:
    """The deprecated name goes out as the argument itself and warns, from both clients; not both can be given."""
    server = Server(body={"Id": 7})
    arguments: Arguments = {"line": "text", "number": 1, "ship": "text"}
    expected: Arguments = {
        "parameters": {"line": "text", "number": 1},
        "query": {},
        "headers": {},
        "body": {"VesselName": "text"},
    }
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.warns(DeprecationWarning, match="ship is deprecated: use vessel_name") as told:
        client.sea.crossings.update(**arguments)
    assert told[0].filename == __file__
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    with pytest.raises(TypeError, match="ship"):
        client.sea.crossings.update(**{**arguments, "vessel_name": arguments["ship"]})

    server = Server(body={"Id": 7})

    async def run() -> None:
        client = AsyncFerry(token=TOKEN, base_url=ORIGIN, http_client=server.asynchronous())
        await client.sea.crossings.update(**arguments)

    with pytest.warns(DeprecationWarning, match="ship is deprecated: use vessel_name") as told:
        asyncio.run(run())
    assert told[0].filename == __file__
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)


def test_update_needs_vessel_name() -> None:
    """Left out under each of its names, a required argument is missed before anything goes out."""
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=Server().sync())
    arguments = {name: value for name, value in UPDATE_ARGUMENTS.items() if name != "vessel_name"}
    with pytest.raises(TypeError, match="vessel_name"):
        client.sea.crossings.update(**arguments)


def test_update_takes_starts_for_valid_from() -> None:
    """The deprecated name goes out as the argument itself and warns, from both clients; not both can be given."""
    server = Server(body={"Id": 7})
    arguments: Arguments = {"line": "text", "number": 1, "vessel_name": "text", "starts": "2025-01-15T10:30:00Z"}
    expected: Arguments = {
        "parameters": {"line": "text", "number": 1},
        "query": {},
        "headers": {},
        "body": {"VesselName": "text", "ValidFrom": "2025-01-15T10:30:00Z"},
    }
    client = Ferry(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.warns(DeprecationWarning, match="starts is deprecated: use valid_from") as told:
        client.sea.crossings.update(**arguments)
    assert told[0].filename == __file__
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    with pytest.raises(TypeError, match="starts"):
        client.sea.crossings.update(**{**arguments, "valid_from": arguments["starts"]})

    server = Server(body={"Id": 7})

    async def run() -> None:
        client = AsyncFerry(token=TOKEN, base_url=ORIGIN, http_client=server.asynchronous())
        await client.sea.crossings.update(**arguments)

    with pytest.warns(DeprecationWarning, match="starts is deprecated: use valid_from") as told:
        asyncio.run(run())
    assert told[0].filename == __file__
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
