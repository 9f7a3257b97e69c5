"""What a caller sends: strict, by Python names in, by wire names out."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from pydantic import AwareDatetime, Field, ValidationError

from templates.python.runtime.models import MISSING, RequestModel, TimeOfDay
from templates.python.runtime.operations import FORM, Operation, QueryStyle
from templates.python.runtime.requests import Outgoing, build_request
from tests.runtime.sample.access_rules import TimeSlotInput
from tests.runtime.sample.errors import InvalidRequestError
from tests.runtime.sample.shared import DayOfWeek


class Child(RequestModel):
    """A nested object."""

    day: Annotated[DayOfWeek | int | MISSING, Field(alias="Day")] = MISSING
    start: Annotated[time | AwareDatetime | str | MISSING | None, Field(alias="Start"), TimeOfDay("1976-01-01")] = (
        MISSING
    )


class Body(RequestModel):
    """A field of each type that a generated request may have."""

    id: Annotated[int, Field(alias="Id")]
    name: Annotated[str | MISSING | None, Field(alias="Name")] = MISSING
    price: Annotated[float | MISSING, Field(alias="Price")] = MISSING
    flag: Annotated[bool | MISSING, Field(alias="Flag")] = MISSING
    moment: Annotated[AwareDatetime | str | MISSING | None, Field(alias="Moment")] = MISSING
    date: Annotated[dt.date | str | MISSING, Field(alias="Date")] = MISSING
    uuid: Annotated[UUID | str | MISSING, Field(alias="Uuid")] = MISSING
    day: Annotated[DayOfWeek | int | MISSING, Field(alias="Day")] = MISSING
    tags: Annotated[Sequence[str] | MISSING, Field(alias="Tags")] = MISSING
    starts: Annotated[Sequence[time | str] | MISSING, Field(alias="Starts"), TimeOfDay("1976-01-01")] = MISSING
    child: Annotated[Child | MISSING | None, Field(alias="Child")] = MISSING
    children: Annotated[Sequence[Child] | MISSING, Field(alias="Children")] = MISSING
    data: Annotated[Any, Field(alias="Data")] = MISSING


class Path(RequestModel):
    """Arguments in the path."""

    id: int | str


class Headers(RequestModel):
    """Arguments in headers."""

    tenant: Annotated[str | int | MISSING, Field(alias="X-Tenant")] = MISSING


def build(
    body: Mapping[str, Any] | None = None,
    *,
    path: object = 1,
    query: Mapping[str, Any] | None = None,
    headers: Mapping[str, Any] | None = None,
    styles: Mapping[str, QueryStyle] | None = None,
    content_type: str = "application/json",
) -> Outgoing:
    """The request of an operation that has every part."""
    operation = Operation(
        name="Thing.update",
        method="PUT",
        path="/api/things/{id}",
        result=object,
        path_params=Path,
        query=Body if query else None,
        headers=Headers,
        body=Body,
        query_style=styles or {},
        content_type=content_type,
    )
    return build_request(operation, InvalidRequestError, path={"id": path}, query=query, headers=headers, body=body)


def sent(**arguments: object) -> dict[str, Any]:
    """The decoded JSON body for these arguments, without the id."""
    content = build({"id": 1, **arguments}).content
    assert content is not None
    body: dict[str, Any] = json.loads(content)
    assert body.pop("Id") == 1
    return body


def refused(**arguments: object) -> InvalidRequestError:
    """The error for these arguments of a body."""
    with pytest.raises(InvalidRequestError) as caught:
        build({"id": 1, **arguments})
    return caught.value


_PLUS_TWO = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, {}),
        ({"name": MISSING}, {}),
        ({"name": None, "moment": None, "child": None}, {"Name": None, "Moment": None, "Child": None}),
        ({"price": 2, "flag": False}, {"Price": 2.0, "Flag": False}),
        ({"moment": datetime(2025, 1, 15, 10, 30, tzinfo=UTC)}, {"Moment": "2025-01-15T10:30:00Z"}),
        ({"moment": datetime(2025, 1, 15, 10, 30, 0, 5, tzinfo=UTC)}, {"Moment": "2025-01-15T10:30:00.000005Z"}),
        ({"moment": datetime(2025, 1, 15, 12, 30, tzinfo=_PLUS_TWO)}, {"Moment": "2025-01-15T10:30:00Z"}),
        ({"moment": datetime(1, 1, 1, tzinfo=_PLUS_TWO)}, {"Moment": "0001-01-01T00:00:00+02:00"}),
        ({"moment": "15 Jan, noon"}, {"Moment": "15 Jan, noon"}),
        ({"moment": "2025-01-15T12:30:00+02:00"}, {"Moment": "2025-01-15T12:30:00+02:00"}),
        ({"date": date(2025, 1, 15)}, {"Date": "2025-01-15"}),
        ({"date": "2025-1-15"}, {"Date": "2025-1-15"}),
        ({"uuid": UUID(int=1)}, {"Uuid": "00000000-0000-0000-0000-000000000001"}),
        ({"uuid": "{X}"}, {"Uuid": "{X}"}),
        ({"day": DayOfWeek.MONDAY}, {"Day": 1}),
        ({"day": 1}, {"Day": 1}),
        ({"day": 77}, {"Day": 77}),
        ({"tags": ("a", "b")}, {"Tags": ["a", "b"]}),
        ({"tags": []}, {"Tags": []}),
        ({"starts": (time(9), "x")}, {"Starts": ["1976-01-01T09:00:00Z", "x"]}),
        ({"child": {"day": DayOfWeek.MONDAY}}, {"Child": {"Day": 1}}),
        ({"child": {"Day": 1}}, {"Child": {"Day": 1}}),
        ({"children": [Child(day=1), {"day": 2, "start": MISSING}]}, {"Children": [{"Day": 1}, {"Day": 2}]}),
        ({"data": {"when": date(2025, 1, 15), "day": DayOfWeek.MONDAY}}, {"Data": {"when": "2025-01-15", "day": 1}}),
    ],
)
def test_values_on_the_wire(arguments: dict[str, Any], expected: dict[str, Any]) -> None:
    """Each type goes out in its wire form, by wire name; MISSING is left out and None is null."""
    assert sent(**arguments) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (time(9, 30), "1976-01-01T09:30:00Z"),
        (time(9, 30, 1, 500000), "1976-01-01T09:30:01.500000Z"),
        (time(9, 30, tzinfo=UTC), "1976-01-01T09:30:00Z"),
        (datetime(2025, 1, 15, 9, 30, tzinfo=UTC), "2025-01-15T09:30:00Z"),
        ("1976-01-01T09:30:00", "1976-01-01T09:30:00"),
        (None, None),
    ],
)
def test_time_of_day(given: time | datetime | str | None, expected: str | None) -> None:
    """A time of day goes out with the documented date part; a date-time or string as given; the attribute keeps it."""
    assert sent(child={"start": given}) == {"Child": {"Start": expected}}
    assert TimeSlotInput(from_time=given).from_time == given


@pytest.mark.parametrize("zone", [_PLUS_TWO, ZoneInfo("Europe/Madrid")])
def test_time_of_day_in_another_zone_is_refused(zone: tzinfo) -> None:
    """An aware time that is not UTC has no certain meaning and is refused."""
    assert "UTC" in str(refused(child={"start": time(9, 30, tzinfo=zone)}))


@pytest.mark.parametrize(
    ("arguments", "argument", "wire_name", "part"),
    [
        ({"moment": datetime(2025, 1, 15)}, "moment", "Moment", "timezone"),
        ({"child": {"start": datetime(2025, 1, 15)}}, "child.start", "Child.Start", "timezone"),
        ({"price": float("nan")}, "price", "Price", "finite"),
        ({"price": float("inf")}, "price", "Price", "finite"),
        ({"price": "2"}, "price", "Price", "number"),
        ({"id": "1"}, "id", "Id", "integer"),
        ({"id": MISSING}, "id", "Id", "integer"),
        ({"id": True}, "id", "Id", "integer"),
        ({"day": "1"}, "day", "Day", "integer"),
        ({"date": datetime(2025, 1, 15, tzinfo=UTC)}, "date", "Date", "date"),
        ({"tags": "abc"}, "tags", "Tags", "Sequence"),
        ({"nmae": "x"}, "nmae", "nmae", "no such argument"),
        ({"child": {"dya": 1}}, "child.dya", "Child.dya", "no such argument"),
        ({"children": [{}, {"day": "x"}]}, "children[1].day", "Children[1].Day", "integer"),
        ({"children": [{"str": 1}]}, "children[0].str", "Children[0].str", "no such argument"),
    ],
)
def test_refusals_name_the_argument(arguments: dict[str, Any], argument: str, wire_name: str, part: str) -> None:
    """What cannot be sent is refused before it is, naming the argument in Python and on the wire."""
    error = refused(**arguments)
    assert [(problem.argument, problem.wire_name) for problem in error.problems] == [(argument, wire_name)]
    assert part in error.problems[0].message
    assert wire_name in str(error) and "PUT /api/things/{id}" in str(error)
    assert isinstance(error, ValueError)


def test_every_problem_is_reported() -> None:
    """All refused arguments are named, not only the first."""
    with pytest.raises(InvalidRequestError) as caught:
        build({"price": "x", "child": {"day": "x"}})
    assert [problem.argument for problem in caught.value.problems] == ["id", "price", "child.day"]


@pytest.mark.parametrize("data", [object(), {1: 2}, b"bytes", float("nan"), {"a": float("inf")}, "\ud800", {1, 2}])
def test_values_without_a_form_are_refused(data: object) -> None:
    """In a field of any type too, what JSON cannot hold is refused."""
    refused(data=data)


def test_refusals_do_not_show_values() -> None:
    """A refused value may be a secret, so it is neither in the error nor in its context."""
    error = refused(name=["s3cret"])
    assert "s3cret" not in str(error) + repr(error)
    assert error.__cause__ is None and error.__context__ is None
    with pytest.raises(ValidationError) as caught:
        Child.model_validate({"day": "s3cret"})
    assert "s3cret" not in str(caught.value)


def test_assignment_is_checked() -> None:
    """A child that is changed after it was made is as strict as before."""
    child = Child(day=1)
    with pytest.raises(ValidationError):
        child.start = datetime(2025, 1, 15)
    child.start = time(8)
    assert child.to_wire() == {"Day": 1, "Start": "1976-01-01T08:00:00Z"}


@pytest.mark.parametrize(
    ("argument", "segment"),
    [
        (5, "5"),
        ("a/b", "a%2Fb"),
        ("a b?c#d%e", "a%20b%3Fc%23d%25e"),
        ("é", "%C3%A9"),
        ("..a", "..a"),
        ("{id}", "%7Bid%7D"),
    ],
)
def test_path_arguments_are_one_segment(argument: object, segment: str) -> None:
    """Whatever a path argument holds, it stays one segment of the path."""
    assert build(path=argument).path == f"/api/things/{segment}"


@pytest.mark.parametrize("argument", [".", "..", "", MISSING, None])
def test_path_arguments_that_lead_elsewhere_are_refused(argument: object) -> None:
    """Dots and emptiness would address another endpoint."""
    with pytest.raises(InvalidRequestError, match="id"):
        build(path=argument)


@pytest.mark.parametrize(
    ("query", "styles", "pairs"),
    [
        ({"flag": True}, {}, [("Flag", "true")]),
        ({"name": None, "flag": MISSING}, {}, []),
        ({"moment": datetime(2025, 1, 15, tzinfo=UTC)}, {}, [("Moment", "2025-01-15T00:00:00Z")]),
        ({"day": DayOfWeek.MONDAY, "price": 1.5}, {}, [("Price", "1.5"), ("Day", "1")]),
        ({"tags": ["a", "b"]}, {}, [("Tags", "a"), ("Tags", "b")]),
        ({"tags": ["a", "b"]}, {"Tags": "comma"}, [("Tags", "a,b")]),
        ({"tags": ["a", "b"]}, {"Tags": "json"}, [("Tags", '["a","b"]')]),
        ({"data": [1, 2]}, {"Data": "json"}, [("Data", "[1,2]")]),
        ({"child": {"day": 1}}, {}, [("Child", '{"Day":1}')]),
    ],
)
def test_query(query: dict[str, Any], styles: dict[str, QueryStyle], pairs: list[tuple[str, str]]) -> None:
    """Query arguments are text by wire name, lists in the style of the operation, None and MISSING left out."""
    assert list(build(query={"id": 1, **query}, styles=styles).query) == [("Id", "1"), *pairs]


def test_forms() -> None:
    """A form body is encoded as one, null as empty text."""
    request = build({"id": 1, "name": None, "tags": ["a b", "&"], "flag": True}, content_type=FORM)
    assert request.content == b"Id=1&Name=&Flag=true&Tags=a+b&Tags=%26"
    assert request.headers["content-type"] == FORM


def test_no_body_and_empty_body() -> None:
    """No body sends nothing, not even a content type; a body without arguments is an empty object."""
    assert build().content is None
    assert "content-type" not in build().headers
    assert build({"id": 1}).content == b'{"Id":1}'


def test_headers() -> None:
    """Header arguments are text; what would start another header is refused."""
    assert build(headers={"tenant": 5}).headers == {"x-tenant": "5"}
    assert build(headers={"tenant": MISSING}).headers == {}
    for value in ("a\r\nX-Other: b", "é", "\x00"):
        with pytest.raises(InvalidRequestError, match="header"):
            build(headers={"tenant": value})


def test_arguments_of_a_part_that_is_not_there() -> None:
    """Arguments for a part that an operation does not have are a mistake of the caller, not of the data."""
    operation = Operation(name="Thing.list", method="GET", path="/things", result=object)
    with pytest.raises(TypeError, match="body"):
        build_request(operation, InvalidRequestError, body={"id": 1})
