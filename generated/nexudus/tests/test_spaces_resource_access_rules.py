"""Tests of one resource: what goes out is what the page documents, and what comes back is typed."""

import asyncio
import datetime as dt
import json
from typing import Any

import pytest
from support import ORIGIN, TOKEN, Server, answered, basic, bearer, sent

from nexudus import AsyncNexudus, Nexudus, errors
from nexudus.spaces import resource_access_rules as module

Arguments = dict[str, Any]

#: Used where an example holds them.
__all__ = ["dt", "json"]

UPDATE_CASES: list[tuple[str, Arguments, Arguments]] = [
    (
        "required",
        {"id": 1, "resource_id": 1, "name": "text", "evaluation_order": 1},
        {
            "parameters": {},
            "query": {},
            "headers": {},
            "body": {"Id": 1, "ResourceId": 1, "Name": "text", "EvaluationOrder": 1},
        },
    ),
    (
        "everything",
        {
            "id": 1,
            "resource_id": 1,
            "name": "text",
            "evaluation_order": 1,
            "active": True,
            "only_for_contacts": True,
            "apply_rule_from": "2025-01-15T10:30:00Z",
            "apply_rule_to": "2025-01-15T10:30:00Z",
            "book_in_advance_limit": 1.5,
            "late_booking_limit": 1.5,
            "late_cancellation_limit": 1,
            "interval_limit": 1,
            "max_booking_length": 1,
            "min_booking_length": 1,
            "no_return_policy": 1,
            "no_return_policy_all_resources": 1,
            "no_return_policy_all_users": 1,
            "reject_with_message": "text",
            "only_for_members": True,
            "tariffs": [1],
            "added_tariffs": [1],
            "removed_tariffs": [1],
            "allowed_tariffs": [1],
            "added_allowed_tariffs": [1],
            "removed_allowed_tariffs": [1],
            "members": [1],
            "added_members": [1],
            "removed_members": [1],
            "teams": [1],
            "added_teams": [1],
            "removed_teams": [1],
            "allowed_teams": [1],
            "added_allowed_teams": [1],
            "removed_allowed_teams": [1],
            "event_categories": [1],
            "added_event_categories": [1],
            "removed_event_categories": [1],
            "courses": [1],
            "added_courses": [1],
            "removed_courses": [1],
            "stop_evaluation_if_rule_is_met": True,
            "cancellation_fee_product_id": 1,
            "charge_cancellation_fee": True,
            "cancellation_fee_type": 1,
            "cancellation_fee_amount": 1.5,
            "cancellation_fee_percentage": 1.5,
            "repeat_booking_quantity_limit": 1,
            "repeat_booking_period_limit_in_months": 1,
            "eligible_time_slots": [
                {"day_of_week": 0, "from_time": "1976-01-01T10:30:00Z", "to_time": "1976-01-01T10:30:00Z"}
            ],
            "time_slots": [{"day_of_week": 0, "from_time": "1976-01-01T10:30:00Z", "to_time": "1976-01-01T10:30:00Z"}],
        },
        {
            "parameters": {},
            "query": {},
            "headers": {},
            "body": {
                "Id": 1,
                "ResourceId": 1,
                "Name": "text",
                "EvaluationOrder": 1,
                "Active": True,
                "OnlyForContacts": True,
                "ApplyRuleFrom": "2025-01-15T10:30:00Z",
                "ApplyRuleTo": "2025-01-15T10:30:00Z",
                "BookInAdvanceLimit": 1.5,
                "LateBookingLimit": 1.5,
                "LateCancellationLimit": 1,
                "IntervalLimit": 1,
                "MaxBookingLength": 1,
                "MinBookingLength": 1,
                "NoReturnPolicy": 1,
                "NoReturnPolicyAllResources": 1,
                "NoReturnPolicyAllUsers": 1,
                "RejectWithMessage": "text",
                "OnlyForMembers": True,
                "Tariffs": [1],
                "AddedTariffs": [1],
                "RemovedTariffs": [1],
                "AllowedTariffs": [1],
                "AddedAllowedTariffs": [1],
                "RemovedAllowedTariffs": [1],
                "Members": [1],
                "AddedMembers": [1],
                "RemovedMembers": [1],
                "Teams": [1],
                "AddedTeams": [1],
                "RemovedTeams": [1],
                "AllowedTeams": [1],
                "AddedAllowedTeams": [1],
                "RemovedAllowedTeams": [1],
                "EventCategories": [1],
                "AddedEventCategories": [1],
                "RemovedEventCategories": [1],
                "Courses": [1],
                "AddedCourses": [1],
                "RemovedCourses": [1],
                "StopEvaluationIfRuleIsMet": True,
                "CancellationFeeProductId": 1,
                "ChargeCancellationFee": True,
                "CancellationFeeType": 1,
                "CancellationFeeAmount": 1.5,
                "CancellationFeePercentage": 1.5,
                "RepeatBookingQuantityLimit": 1,
                "RepeatBookingPeriodLimitInMonths": 1,
                "EligibleTimeSlots": [
                    {"DayOfWeek": 0, "FromTime": "1976-01-01T10:30:00Z", "ToTime": "1976-01-01T10:30:00Z"}
                ],
                "TimeSlots": [{"DayOfWeek": 0, "FromTime": "1976-01-01T10:30:00Z", "ToTime": "1976-01-01T10:30:00Z"}],
            },
        },
    ),
    (
        "null",
        {
            "id": 1,
            "resource_id": 1,
            "name": "text",
            "evaluation_order": 1,
            "active": None,
            "only_for_contacts": None,
            "apply_rule_from": None,
            "apply_rule_to": None,
            "book_in_advance_limit": None,
            "late_booking_limit": None,
            "late_cancellation_limit": None,
            "interval_limit": None,
            "max_booking_length": None,
            "min_booking_length": None,
            "no_return_policy": None,
            "no_return_policy_all_resources": None,
            "no_return_policy_all_users": None,
            "reject_with_message": None,
            "only_for_members": None,
            "tariffs": None,
            "added_tariffs": None,
            "removed_tariffs": None,
            "allowed_tariffs": None,
            "added_allowed_tariffs": None,
            "removed_allowed_tariffs": None,
            "members": None,
            "added_members": None,
            "removed_members": None,
            "teams": None,
            "added_teams": None,
            "removed_teams": None,
            "allowed_teams": None,
            "added_allowed_teams": None,
            "removed_allowed_teams": None,
            "event_categories": None,
            "added_event_categories": None,
            "removed_event_categories": None,
            "courses": None,
            "added_courses": None,
            "removed_courses": None,
            "stop_evaluation_if_rule_is_met": None,
            "cancellation_fee_product_id": None,
            "charge_cancellation_fee": None,
            "cancellation_fee_type": None,
            "cancellation_fee_amount": None,
            "cancellation_fee_percentage": None,
            "repeat_booking_quantity_limit": None,
            "repeat_booking_period_limit_in_months": None,
            "eligible_time_slots": None,
            "time_slots": None,
        },
        {
            "parameters": {},
            "query": {},
            "headers": {},
            "body": {
                "Id": 1,
                "ResourceId": 1,
                "Name": "text",
                "EvaluationOrder": 1,
                "Active": None,
                "OnlyForContacts": None,
                "ApplyRuleFrom": None,
                "ApplyRuleTo": None,
                "BookInAdvanceLimit": None,
                "LateBookingLimit": None,
                "LateCancellationLimit": None,
                "IntervalLimit": None,
                "MaxBookingLength": None,
                "MinBookingLength": None,
                "NoReturnPolicy": None,
                "NoReturnPolicyAllResources": None,
                "NoReturnPolicyAllUsers": None,
                "RejectWithMessage": None,
                "OnlyForMembers": None,
                "Tariffs": None,
                "AddedTariffs": None,
                "RemovedTariffs": None,
                "AllowedTariffs": None,
                "AddedAllowedTariffs": None,
                "RemovedAllowedTariffs": None,
                "Members": None,
                "AddedMembers": None,
                "RemovedMembers": None,
                "Teams": None,
                "AddedTeams": None,
                "RemovedTeams": None,
                "AllowedTeams": None,
                "AddedAllowedTeams": None,
                "RemovedAllowedTeams": None,
                "EventCategories": None,
                "AddedEventCategories": None,
                "RemovedEventCategories": None,
                "Courses": None,
                "AddedCourses": None,
                "RemovedCourses": None,
                "StopEvaluationIfRuleIsMet": None,
                "CancellationFeeProductId": None,
                "ChargeCancellationFee": None,
                "CancellationFeeType": None,
                "CancellationFeeAmount": None,
                "CancellationFeePercentage": None,
                "RepeatBookingQuantityLimit": None,
                "RepeatBookingPeriodLimitInMonths": None,
                "EligibleTimeSlots": None,
                "TimeSlots": None,
            },
        },
    ),
]
UPDATE_ARGUMENTS: Arguments = UPDATE_CASES[0][1]
UPDATE_METHOD = "PUT"
UPDATE_PATH = "/api/spaces/resourceaccessrules"


@pytest.mark.parametrize(("name", "arguments", "expected"), UPDATE_CASES)
def test_update_sends_what_is_documented(name: str, arguments: Arguments, expected: Arguments) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null."""
    server = Server(
        body={
            "Status": 200,
            "Message": "ResourceAccessRule was successfully updated.",
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
    client.spaces.resource_access_rules.update(**arguments)
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    bearer(server.request)


@pytest.mark.parametrize(("name", "arguments", "expected"), UPDATE_CASES)
def test_update_sends_the_same_from_the_async_client(name: str, arguments: Arguments, expected: Arguments) -> None:
    """The async client sends what the sync client sends, here with basic authentication."""
    server = Server(
        body={
            "Status": 200,
            "Message": "ResourceAccessRule was successfully updated.",
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
        await client.spaces.resource_access_rules.update(**arguments)

    asyncio.run(run())
    sent(server.request, method=UPDATE_METHOD, path=UPDATE_PATH, **expected)
    basic(server.request, "name", "word")


UPDATE_ANSWER_200: Any = {
    "Status": 200,
    "Message": "ResourceAccessRule was successfully updated.",
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
    result: Any = client.spaces.resource_access_rules.update(**UPDATE_ARGUMENTS)
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
    result: Any = client.spaces.resource_access_rules.update(**UPDATE_ARGUMENTS)
    wire = [item.to_wire() for item in result] if isinstance(result, list) else result.to_wire()
    assert wire == strange


def test_update_raises_where_success_is_denied() -> None:
    """A status of success whose answer says that the operation failed raises."""
    server = Server(
        200,
        {
            "Status": 200,
            "Message": "ResourceAccessRule was successfully updated.",
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
        client.spaces.resource_access_rules.update(**UPDATE_ARGUMENTS)


def test_update_raises_the_documented_answer_400() -> None:
    """The documented failure raises its class, with the rows of the server, from both clients."""
    body: Any = {
        "Message": "Name: is a required field",
        "Value": None,
        "Errors": [{"AttemptedValue": None, "Message": "is a required field", "PropertyName": "Name"}],
        "WasSuccessful": False,
    }
    answered(UPDATE_PATH, UPDATE_METHOD, 400, body)
    server = Server(400, body)
    client = Nexudus(token=TOKEN, base_url=ORIGIN, http_client=server.sync())
    with pytest.raises(errors.BadRequestError) as caught:
        client.spaces.resource_access_rules.update(**UPDATE_ARGUMENTS)
    assert isinstance(caught.value, errors.NexudusError)
    assert caught.value.status_code == 400
    assert len(caught.value.errors) == 1
    assert TOKEN not in f"{caught.value!r} {caught.value}"
    assert caught.value.errors[0].message == "is a required field"
    assert caught.value.errors[0].property_name == "Name"

    async def run() -> None:
        client = AsyncNexudus(token=TOKEN, base_url=ORIGIN, http_client=server.asynchronous())
        await client.spaces.resource_access_rules.update(**UPDATE_ARGUMENTS)

    with pytest.raises(errors.BadRequestError):
        asyncio.run(run())
