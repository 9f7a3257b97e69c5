"""Tests of one resource: what goes out is what the page documents, and what comes back is typed."""

import asyncio
import datetime as dt
import json
from typing import Any

import pytest
from support import ORIGIN, TOKEN, Server, answered, basic, bearer, sent

from nexudus import AsyncNexudus, Nexudus, errors
from nexudus.billing import time_pass_time_slots as module

Arguments = dict[str, Any]

#: Used where an example holds them.
__all__ = ["dt", "json"]

UPDATE_CASES: list[tuple[str, Arguments, Arguments]] = [
    (
        "required",
        {
            "id": 1,
            "time_pass_id": 1,
            "from_time": "1976-01-01T10:30:00Z",
            "to_time": "1976-01-01T10:30:00Z",
            "day_of_week": 0,
        },
        {
            "parameters": {},
            "query": {},
            "headers": {},
            "body": {
                "Id": 1,
                "TimePassId": 1,
                "FromTime": "1976-01-01T10:30:00Z",
                "ToTime": "1976-01-01T10:30:00Z",
                "DayOfWeek": 0,
            },
        },
    ),
]
UPDATE_ARGUMENTS: Arguments = UPDATE_CASES[0][1]
UPDATE_METHOD = "PUT"
UPDATE_PATH = "/api/billing/timepasstimeslots"


@pytest.mark.parametrize(("name", "arguments", "expected"), UPDATE_CASES)
def test_update_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(
        body={
            "Status": 200,
            "Message": "TimePassTimeSlot was successfully updated.",
            "Value": {"Id": 87654321},
            "OpenInDialog": False,
            "OpenInWindow": False,
            "RedirectURL": None,
            "JavaScript": None,
            "UpdatedOn": "2025-01-15T10:30:00Z",
            "UpdatedBy": "admin@example.com",
            "Errors": None,
            "WasSuccessful": True,
        }
    )
    client = Nexudus(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.billing.time_pass_time_slots.update(**arguments)
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), UPDATE_CASES)
def test_update_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(
        body={
            "Status": 200,
            "Message": "TimePassTimeSlot was successfully updated.",
            "Value": {"Id": 87654321},
            "OpenInDialog": False,
            "OpenInWindow": False,
            "RedirectURL": None,
            "JavaScript": None,
            "UpdatedOn": "2025-01-15T10:30:00Z",
            "UpdatedBy": "admin@example.com",
            "Errors": None,
            "WasSuccessful": True,
        }
    )

    async def run() -> None:
        http_client = server.asynchronous()
        client = AsyncNexudus(username="name", password="word", base_url=ORIGIN, http_client=http_client)
        await client.billing.time_pass_time_slots.update(**arguments)

    asyncio.run(run())
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    basic(server.request, "name", "word")


UPDATE_ANSWER_200: Any = {
    "Status": 200,
    "Message": "TimePassTimeSlot was successfully updated.",
    "Value": {"Id": 87654321},
    "OpenInDialog": False,
    "OpenInWindow": False,
    "RedirectURL": None,
    "JavaScript": None,
    "UpdatedOn": "2025-01-15T10:30:00Z",
    "UpdatedBy": "admin@example.com",
    "Errors": None,
    "WasSuccessful": True,
}


def test_update_types_the_documented_answer_200() -> None:
    """The documented answer comes back as its model, and goes back unchanged; so says openapi.json, too."""
    answered(UPDATE_PATH, UPDATE_METHOD, 200, UPDATE_ANSWER_200)
    server = Server(200, UPDATE_ANSWER_200)
    client = Nexudus(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.billing.time_pass_time_slots.update(**UPDATE_ARGUMENTS)
    items = result if isinstance(result, list) else [result]
    assert all(isinstance(item, module.Result) for item in items)
    wire = [item.to_wire() for item in items]
    assert (wire if isinstance(result, list) else wire[0]) == UPDATE_ANSWER_200
    assert isinstance(items[0].status, int)
    assert isinstance(items[0].message, str)
    assert isinstance(items[0].was_successful, bool)
    assert isinstance(items[0].open_in_dialog, bool)
    assert isinstance(items[0].open_in_window, bool)
    assert isinstance(items[0].updated_on, dt.datetime)
    assert isinstance(items[0].updated_by, str)


def test_update_keeps_what_it_does_not_know() -> None:
    """Members that are not documented, and values of another type, survive and go back unchanged."""
    strange: Any = {
        "Status": {"another": "type"},
        "Message": {"another": "type"},
        "Value": {"Id": 87654321},
        "OpenInDialog": False,
        "OpenInWindow": False,
        "RedirectURL": None,
        "JavaScript": None,
        "UpdatedOn": "2025-01-15T10:30:00Z",
        "UpdatedBy": "admin@example.com",
        "Errors": None,
        "WasSuccessful": True,
        "AddedLater": {"deep": [1]},
    }
    server = Server(200, strange)
    client = Nexudus(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    result: Any = client.billing.time_pass_time_slots.update(**UPDATE_ARGUMENTS)
    wire = [item.to_wire() for item in result] if isinstance(result, list) else result.to_wire()
    assert wire == strange


def test_update_raises_where_success_is_denied() -> None:
    """A status of success whose answer says that the operation failed raises."""
    server = Server(
        200,
        {
            "Status": 200,
            "Message": "TimePassTimeSlot was successfully updated.",
            "Value": {"Id": 87654321},
            "OpenInDialog": False,
            "OpenInWindow": False,
            "RedirectURL": None,
            "JavaScript": None,
            "UpdatedOn": "2025-01-15T10:30:00Z",
            "UpdatedBy": "admin@example.com",
            "Errors": None,
            "WasSuccessful": False,
        },
    )
    client = Nexudus(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.raises(errors.OperationFailedError):
        client.billing.time_pass_time_slots.update(**UPDATE_ARGUMENTS)


def test_update_raises_the_documented_answer_400() -> None:
    """The documented failure raises its class, with the rows of the server, from both clients."""
    body: Any = {
        "Message": "FromTime: is a required field",
        "Value": None,
        "Errors": [{"AttemptedValue": None, "Message": "is a required field", "PropertyName": "FromTime"}],
        "WasSuccessful": False,
    }
    answered(UPDATE_PATH, UPDATE_METHOD, 400, body)
    server = Server(400, body)
    client = Nexudus(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.raises(errors.BadRequestError) as caught:
        client.billing.time_pass_time_slots.update(**UPDATE_ARGUMENTS)
    assert isinstance(caught.value, errors.NexudusError)
    assert caught.value.status_code == 400
    assert len(caught.value.errors) == 1
    assert TOKEN not in f"{caught.value!r} {caught.value}"
    assert caught.value.errors[0].message == "is a required field"
    assert caught.value.errors[0].property_name == "FromTime"

    async def run() -> None:
        client = AsyncNexudus(token=TOKEN, base_url=ORIGIN, http_client=server.asynchronous())
        await client.billing.time_pass_time_slots.update(**UPDATE_ARGUMENTS)

    with pytest.raises(errors.BadRequestError):
        asyncio.run(run())


def test_update_sends_an_unknown_value_of_day_of_week() -> None:
    """A value that the enum does not list goes out as it is."""
    server = Server(
        body={
            "Status": 200,
            "Message": "TimePassTimeSlot was successfully updated.",
            "Value": {"Id": 87654321},
            "OpenInDialog": False,
            "OpenInWindow": False,
            "RedirectURL": None,
            "JavaScript": None,
            "UpdatedOn": "2025-01-15T10:30:00Z",
            "UpdatedBy": "admin@example.com",
            "Errors": None,
            "WasSuccessful": True,
        }
    )
    client = Nexudus(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    client.billing.time_pass_time_slots.update(**{**UPDATE_ARGUMENTS, "day_of_week": 987654321})
    assert 987654321 in json.loads(server.request.content).values()
