"""Tests of one resource: what goes out is what the page documents, and what comes back is typed."""

import asyncio
import datetime as dt
import json
from typing import Any

import pytest
from support import ORIGIN, TOKEN, Server, answered, basic, bearer, sent

from depot24 import AsyncDepot, Depot, errors
from depot24.depot import reply as module

Arguments = dict[str, Any]

#: Used where an example holds them.
__all__ = ["dt", "json"]

UPDATE_CASES: list[tuple[str, Arguments, Arguments]] = [
    (
        "required",
        {"id": 1, "state": 0},
        {"parameters": {}, "query": {}, "headers": {}, "body": {"Id": 1, "State": 0}},
    ),
    (
        "everything",
        {
            "id": 1,
            "state": 0,
            "self_": "text",
            "list_": [1],
            "from_": "text",
            "model_config_": "text",
            "slots": [{"day": 1, "copy_": "text"}],
        },
        {
            "parameters": {},
            "query": {},
            "headers": {},
            "body": {
                "Id": 1,
                "State": 0,
                "self": "text",
                "list": [1],
                "from": "text",
                "model_config": "text",
                "Slots": [{"Day": 1, "copy": "text"}],
            },
        },
    ),
    (
        "null",
        {"id": 1, "state": 0, "self_": None, "list_": None, "from_": None, "model_config_": None, "slots": None},
        {
            "parameters": {},
            "query": {},
            "headers": {},
            "body": {
                "Id": 1,
                "State": 0,
                "self": None,
                "list": None,
                "from": None,
                "model_config": None,
                "Slots": None,
            },
        },
    ),
]
UPDATE_ARGUMENTS: Arguments = UPDATE_CASES[0][1]
UPDATE_METHOD = "PUT"
UPDATE_PATH = "/api/depot/reply"


@pytest.mark.parametrize(("name", "arguments", "expected"), UPDATE_CASES)
def test_update_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(body={"Ok": True, "Says": "Changed.", "Faults": None})
    client = Depot(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.depot.reply.update(**arguments)
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), UPDATE_CASES)
def test_update_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(body={"Ok": True, "Says": "Changed.", "Faults": None})

    async def run() -> None:
        http_client = server.asynchronous()
        client = AsyncDepot(username="name", password="word", base_url=ORIGIN, http_client=http_client)
        await client.depot.reply.update(**arguments)

    asyncio.run(run())
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    basic(server.request, "name", "word")


UPDATE_ANSWER_200: Any = {"Ok": True, "Says": "Changed.", "Faults": None}


def test_update_types_the_documented_answer_200() -> None:
    """The documented answer comes back as its model, and goes back unchanged; so says openapi.json, too."""
    answered(UPDATE_PATH, UPDATE_METHOD, 200, UPDATE_ANSWER_200)
    server = Server(200, UPDATE_ANSWER_200)
    client = Depot(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.depot.reply.update(**UPDATE_ARGUMENTS)
    items = result if isinstance(result, list) else [result]
    assert all(isinstance(item, module.Reply) for item in items)
    wire = [item.to_wire() for item in items]
    assert (wire if isinstance(result, list) else wire[0]) == UPDATE_ANSWER_200
    assert isinstance(items[0].ok, bool)
    assert isinstance(items[0].says, str)


def test_update_keeps_what_it_does_not_know() -> None:
    """Members that are not documented, and values of another type, survive and go back unchanged."""
    strange: Any = {"Ok": True, "Says": {"another": "type"}, "Faults": None, "AddedLater": {"deep": [1]}}
    server = Server(200, strange)
    client = Depot(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.depot.reply.update(**UPDATE_ARGUMENTS)
    wire = [item.to_wire() for item in result] if isinstance(result, list) else result.to_wire()
    assert wire == strange


def test_update_raises_where_success_is_denied() -> None:
    """A status of success whose answer says that the operation failed raises."""
    server = Server(200, {"Ok": False, "Says": "Changed.", "Faults": None})
    client = Depot(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.raises(errors.OperationFailedError):
        client.depot.reply.update(**UPDATE_ARGUMENTS)


def test_update_raises_the_documented_answer_400() -> None:
    """The documented failure raises its class, with the rows of the server, from both clients."""
    body: Any = {
        "Ok": False,
        "Says": "Id: is missing",
        "Faults": [{"Field": "Id", "Says": "is missing", "Given": None}],
    }
    answered(UPDATE_PATH, UPDATE_METHOD, 400, body)
    server = Server(400, body)
    client = Depot(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.raises(errors.BadRequestError) as caught:
        client.depot.reply.update(**UPDATE_ARGUMENTS)
    assert isinstance(caught.value, errors.DepotError)
    assert caught.value.status_code == 400
    assert len(caught.value.errors) == 1
    assert TOKEN not in f"{caught.value!r} {caught.value}"
    assert caught.value.errors[0].field == "Id"
    assert caught.value.errors[0].says == "is missing"

    async def run() -> None:
        client = AsyncDepot(token=TOKEN, base_url=ORIGIN, http_client=server.asynchronous())
        await client.depot.reply.update(**UPDATE_ARGUMENTS)

    with pytest.raises(errors.BadRequestError):
        asyncio.run(run())


def test_update_sends_an_unknown_value_of_state() -> None:
    """A value that the enum does not list goes out as it is."""
    server = Server(body={"Ok": True, "Says": "Changed.", "Faults": None})
    client = Depot(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.depot.reply.update(**{**UPDATE_ARGUMENTS, "state": 987654321})
    assert 987654321 in json.loads(server.request.content).values()
