"""The errors, and how an answer becomes a result or one of them."""

import json
import pickle
from collections.abc import Mapping
from typing import Any, TypeVar

import pytest

from templates.python.runtime.answers import Answer
from templates.python.runtime.errors import Problem
from templates.python.runtime.models import Model
from templates.python.runtime.operations import Operation
from templates.python.runtime.responses import read_answer
from tests.runtime.sample import errors
from tests.runtime.sample.access_rules import AccessRule, AccessRulePage
from tests.runtime.sample.shared import ENVELOPE, ErrorRow, SaveResult

T = TypeVar("T")

_ROW = {"PropertyName": "Name", "Message": "too long", "AttemptedValue": ["x"]}


def read(
    result: type[T],
    body: object = b"",
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    error_models: Mapping[int, type[Model]] | None = None,
) -> T:
    """What an operation with this result makes of this answer; a body that is not bytes is sent as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    operation = Operation(
        name="Thing.get", method="GET", path="/things/{id}", result=result, error_models=error_models or {}
    )
    answer = Answer(
        status_code=status,
        headers={"content-type": "application/json; charset=utf-8"} | dict(headers or {}),
        content=content,
    )
    return read_answer(operation, answer, errors.ERROR_CLASSES, ENVELOPE)


def test_results() -> None:
    """Each kind of result is made of the body that is documented for it."""
    assert read(AccessRule, {"Id": 1}).id == 1
    assert [rule.id for rule in read(list[AccessRule], [{"Id": 1}, {"Id": 2}])] == [1, 2]
    assert read(list[int], [1, 2]) == [1, 2]
    assert read(object, {"a": 1}) == {"a": 1}
    assert read(bytes, b"\x00\xff", headers={"content-type": "image/png"}) == b"\x00\xff"
    assert read(bytes, {"a": 1}) == b'{"a": 1}'
    read(type(None), b"<html>whatever")


def test_items_of_a_list_that_are_no_objects() -> None:
    """An item of an array that is no object is kept as it is."""
    rules: list[Any] = read(list[AccessRule], [{"Id": 1}, None, "x"])
    assert [type(rule) for rule in rules] == [AccessRule, type(None), str]


@pytest.mark.parametrize("body", [b"", b"  \r\n", b"null", b"\xef\xbb\xbf"])
def test_empty_bodies(body: bytes) -> None:
    """An empty body or null is a result with nothing in it."""
    assert read(AccessRulePage, body, status=204).to_wire() == {}
    assert read(list[AccessRule], body) == []
    assert read(object, body) is None
    read(type(None), body)


def test_byte_order_mark() -> None:
    """A byte order mark before the JSON does no harm."""
    assert read(AccessRule, b'\xef\xbb\xbf{"Id": 1}').id == 1


def test_any_answer_that_is_not_json_is_text() -> None:
    """Where anything is documented, an answer that is not JSON is its text; unless it says that it is JSON."""
    assert read(object, b"done", headers={"content-type": "text/plain"}) == "done"
    with pytest.raises(errors.InvalidResponseError):
        read(object, b"done")


@pytest.mark.parametrize(
    ("result", "body"),
    [
        (AccessRule, b"<html>"),
        (AccessRule, b'{"Id": "\xff"}'),
        (AccessRule, b"[]"),
        (AccessRule, b'"text"'),
        (AccessRule, b"true"),
        (AccessRule, b"[" * 100_000),
        (AccessRule, b'{"\\ud800": 1}'),
        (list[AccessRule], b"{}"),
        (list[AccessRule], b"5"),
    ],
)
def test_answers_that_cannot_be_read(result: type[object], body: bytes) -> None:
    """No JSON, broken text and the wrong container are an InvalidResponse that holds the body."""
    with pytest.raises(errors.InvalidResponseError) as caught:
        read(result, body)
    assert caught.value.status_code == 200
    assert caught.value.body is not None
    assert "GET /things/{id}" in str(caught.value)


def test_failure_in_a_successful_answer() -> None:
    """A 2xx whose envelope says that it failed raises, with message, typed rows and the typed body."""
    with pytest.raises(errors.OperationFailedError) as caught:
        read(SaveResult, {"Succeeded": False, "Message": "No.", "Errors": [_ROW, "junk"], "Extra": 1})
    error = caught.value
    assert error.message == "No."
    assert [(row.property_name, row.message, row.attempted_value) for row in error.errors] == [
        ("Name", "too long", ["x"])
    ]
    assert isinstance(error.body, SaveResult)
    assert error.body.to_wire()["Extra"] == 1


@pytest.mark.parametrize("result", [SaveResult, AccessRule, list[AccessRule], type(None), object, bytes])
def test_failure_whatever_the_result(result: type[object]) -> None:
    """The envelope counts for every kind of result, even for a file."""
    with pytest.raises(errors.OperationFailedError, match="the operation failed"):
        read(result, {"Succeeded": False, "Errors": None})


@pytest.mark.parametrize("body", [{"Succeeded": True}, {"Succeeded": None}, {"succeeded": False}, {}])
def test_only_false_is_failure(body: dict[str, Any]) -> None:
    """Only the envelope's own key with the value false is a failure."""
    assert read(SaveResult, body).to_wire() == body


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (404, errors.NotFoundError),
        (418, errors.StatusError),
        (500, errors.ServerError),
        (503, errors.ServerError),
        (302, errors.StatusError),
        (304, errors.StatusError),
        (799, errors.StatusError),
    ],
)
def test_statuses(status: int, kind: type[errors.StatusError]) -> None:
    """A status has its own class, or its family's, or the general one."""
    with pytest.raises(errors.SampleError) as caught:
        read(AccessRule, {"Message": "No.", "Errors": [_ROW]}, status=status, headers={"x-request-id": "r1"})
    error = caught.value
    assert type(error) is kind
    assert error.status_code == status and error.request_id == "r1"
    assert error.errors[0].property_name == "Name"
    assert str(error) == f"GET /things/{{id}}: No. (status {status}, request r1)"


@pytest.mark.parametrize(("body", "expected"), [(b"<html>", "<html>"), (b"", None), (b"[1]", [1]), (b"\xff", "\ufffd")])
def test_failing_answers_of_any_form(body: bytes, expected: object) -> None:
    """Whatever the body of a failing answer is, the error is the status's and holds the body."""
    with pytest.raises(errors.ServerError) as caught:
        read(AccessRule, body, status=503, headers={"retry-after": "5"})
    assert caught.value.body == expected
    assert caught.value.retry_after == 5
    assert caught.value.message == "Service Unavailable"
    assert caught.value.errors == ()


def test_documented_body_of_a_failing_status() -> None:
    """Where the body of a failing status is documented, the error holds that model."""
    with pytest.raises(errors.BadRequestError) as caught:
        read(AccessRule, {"Succeeded": False, "Errors": [_ROW]}, status=400, error_models={400: SaveResult})
    assert isinstance(caught.value.body, SaveResult)
    assert caught.value.body.errors == list(caught.value.errors)


def test_errors_can_be_pickled() -> None:
    """Errors survive the way to another process, with all that they hold."""
    failed = errors.BadRequestError(
        "m", method="GET", path="/x", status_code=400, errors=[ErrorRow(message="r")], body={}
    )
    copied = pickle.loads(pickle.dumps(failed))
    assert isinstance(copied, errors.BadRequestError)
    assert (str(copied), copied.errors, copied.status_code) == (str(failed), failed.errors, 400)
    invalid = errors.InvalidRequestError(problems=[Problem("a", "A", "is required")])
    assert pickle.loads(pickle.dumps(invalid)).problems == invalid.problems
    assert str(invalid) == "a (A): is required"
