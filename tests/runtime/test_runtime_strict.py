"""Tolerance, and what a strict client makes of the same answers."""

from typing import Any

import httpx2
import pytest

from templates.python.runtime.strictness import find_deviations
from tests.runtime.sample import InvalidResponseError
from tests.runtime.sample.access_rules import AccessRule
from tests.runtime.scripted import Kind, Script, both, get, reply

GOOD: dict[str, Any] = {
    "Id": 7,
    "Name": "x",
    "UniqueId": "6f1c9a52-3c1e-4e0b-9c55-0d1f6a7b8c9d",
    "ValidFrom": "2026-01-02T03:04:05Z",
    "ValidDay": "2026-01-02",
    "Price": 3,
    "Days": [0, 2],
    "TimeSlots": [{"DayOfWeek": 1, "FromTime": "1976-01-01T09:00:00Z"}],
    "Parent": {"Id": 8, "Name": None},
}

DEVIATIONS: list[tuple[dict[str, Any], tuple[str, str, str]]] = [
    ({"Id": "7"}, ("id", "Id", "was a text, which is not documented")),
    ({"Id": None}, ("id", "Id", "was null, which is not documented")),
    ({"Id": True}, ("id", "Id", "was a boolean, which is not documented")),
    ({"Name": 5}, ("name", "Name", "was a number, which is not documented")),
    ({"Price": "3"}, ("price", "Price", "was a text, which is not documented")),
    ({"UniqueId": "none"}, ("unique_id", "UniqueId", "was a text, which is not documented")),
    ({"ValidFrom": "yesterday"}, ("valid_from", "ValidFrom", "was a text, which is not documented")),
    ({"ValidDay": {}}, ("valid_day", "ValidDay", "was an object, which is not documented")),
    ({"Days": [0, 9]}, ("days[1]", "Days[1]", "was a value that is not documented")),
    ({"Days": "0"}, ("days", "Days", "was a text, which is not documented")),
    (
        {"TimeSlots": [{"DayOfWeek": "Monday"}]},
        ("time_slots[0].day_of_week", "TimeSlots[0].DayOfWeek", "was a value that is not documented"),
    ),
    ({"TimeSlots": [3]}, ("time_slots[0]", "TimeSlots[0]", "was a number, which is not documented")),
    ({"Parent": {"Name": "y"}}, ("parent.id", "Parent.Id", "is documented, and was not sent")),
    ({"Parent": {"Id": 8, "Extra": 1}}, ("parent.Extra", "Parent.Extra", "is not documented")),
    ({"Extra": None}, ("Extra", "Extra", "is not documented")),
]


@both
@pytest.mark.parametrize(("change", "expected"), DEVIATIONS)
def test_each_deviation(kind: Kind, change: dict[str, Any], expected: tuple[str, str, str]) -> None:
    """A tolerant client keeps what came and gives it back; a strict one raises, and names the member in Python and on the wire."""
    sent = GOOD | change
    kept = kind.run(get, Script(reply(sent)))
    assert kept.to_wire() == sent
    with pytest.raises(InvalidResponseError) as caught:
        kind.run(get, Script(reply(sent, x_request_id="r1")), strict=True)
    (problem,) = caught.value.problems
    assert (problem.argument, problem.wire_name, problem.message) == expected
    assert expected[1] in str(caught.value) and caught.value.request_id == "r1"
    assert caught.value.body == sent


@both
def test_what_is_documented_passes(kind: Kind) -> None:
    """An answer as documented passes a strict client; a member that is not required may be absent or null."""
    assert kind.run(get, Script(reply(GOOD)), strict=True).id == 7
    for one in ({"Id": 7}, GOOD | {"Parent": None, "Days": [], "Price": 2.5}):
        assert kind.run(get, Script(reply(one)), strict=True).id == 7


@both
def test_a_required_member_that_is_absent(kind: Kind) -> None:
    """It reads as None to a tolerant client, and is an error to a strict one."""
    assert kind.run(get, Script(reply({}))).id is None
    with pytest.raises(InvalidResponseError, match="id \\(Id\\): is documented, and was not sent"):
        kind.run(lambda client: get(client.with_options(strict=True)), Script(reply({})))


@both
@pytest.mark.parametrize("content", [b"", b"null", b"{}"])
def test_nothing_is_no_record(kind: Kind, content: bytes) -> None:
    """A strict client takes nothing for a record; a tolerant one gives a record of which nothing is set."""
    answer = httpx2.Response(200, content=content, headers={"content-type": "application/json"})
    with pytest.raises(InvalidResponseError):
        kind.run(get, Script(answer), strict=True)
    assert kind.run(get, Script(answer)).to_wire() == {}


@both
def test_nothing_is_no_list(kind: Kind) -> None:
    """Nor for a list."""
    with pytest.raises(InvalidResponseError, match="empty"):
        kind.run(lambda client: client.spaces.access_rules.get_many([1]), Script(httpx2.Response(200)), strict=True)


@both
def test_all_deviations_are_told_at_once(kind: Kind) -> None:
    """An answer that is wrong in several places is told whole, in lists as well."""
    server = Script(reply([{"Id": "1"}, {"Id": 2, "More": 1}]))
    with pytest.raises(InvalidResponseError) as caught:
        kind.run(lambda client: client.spaces.access_rules.get_many([1, 2]), server, strict=True)
    assert [one.wire_name for one in caught.value.problems] == ["[0].Id", "[1].More"]


@pytest.mark.parametrize("value", [None, 5, "x", b"file", {}, [], [1, "x"]])
def test_results_without_a_model(value: object) -> None:
    """What no model describes deviates from nothing."""
    assert list(find_deviations(value)) == []


def test_what_is_changed_afterwards_is_looked_at_too() -> None:
    """The check is of the model as it is, so that it can be made of any model by hand."""
    rule = AccessRule.from_wire(GOOD)
    rule.name = 5  # type: ignore[assignment]
    assert [one.wire_name for one in find_deviations(rule)] == ["Name"]
