"""An answer to the typed result of an operation, or to the error that it means; without any I/O."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar, cast, get_args, get_origin

from .errors import AnsweredError, ErrorClasses
from .models import Model
from .narrowing import is_array, is_object
from .operations import Envelope, Operation

T = TypeVar("T")

_NAMES = ((dict, "an object"), (list, "an array"), (str, "a text"), (bool, "a boolean"))
_REQUEST_IDS = ("x-request-id", "request-id", "x-correlation-id", "x-ms-request-id", "x-amzn-requestid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: status, headers (by lower-case name) and the body."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_json(self) -> bool:
        """Whether the answer calls itself JSON."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return kind.endswith(("/json", "+json"))


class _Unreadable(Exception):
    """The body is not what was expected; its text says how."""


def read_answer(operation: Operation[T], answer: Answer, errors: ErrorClasses, envelope: Envelope | None) -> T:
    """The result of `operation`.

    An empty body and JSON null count as nothing: a model with nothing set, an empty list, None or no bytes. Raises a
    class of `errors`: a status class for anything but 2xx, `failed` where the envelope says so, `response` for what
    cannot be read.
    """
    if not 200 <= answer.status_code < 300:
        raise _status_error(operation, answer, errors, envelope)
    try:
        data = _read_data(operation, answer)
        if envelope and envelope.success is not None and _member(data, envelope.success) is False:
            raise _failure(operation, answer, errors, envelope, data)
        return cast("T", answer.content if operation.result is bytes else _convert(operation.result, data))
    except _Unreadable as error:
        raise _describe(errors.response, operation, answer, str(error), _read_anything(answer), ()) from error.__cause__


def _read_data(operation: Operation[Any], answer: Answer) -> Any:
    kind: Any = operation.result
    if kind is bytes:
        # A file; but a failure may be told in JSON in its place, so that is looked at all the same.
        return _read_anything(answer) if answer.is_json else None
    if kind is type(None) or (kind is object and not answer.is_json):
        return _read_anything(answer)
    return _read_json(answer)


def _read_json(answer: Answer) -> Any:
    try:
        text = answer.content.decode("utf-8-sig")
        return json.loads(text) if text.strip() else None
    except (ValueError, RecursionError) as error:
        kind = answer.headers.get("content-type", "no content type")
        raise _Unreadable(f"the answer ({kind}) is not JSON") from error


def _read_anything(answer: Answer) -> Any:
    try:
        return _read_json(answer)
    except _Unreadable:
        return answer.content.decode("utf-8-sig", errors="replace")


def _convert(kind: Any, data: Any) -> Any:
    if kind is type(None):
        return None
    if kind is object:
        return data
    if get_origin(kind) is list:
        return _convert_list(get_args(kind)[0], [] if data is None else data)
    return _convert_model(kind, {} if data is None else data)


def _convert_model(kind: type[Model], data: Any) -> Model:
    if not is_object(data):
        raise _Unreadable(f"the answer is {_name(data)} where an object is documented")
    try:
        return kind.from_wire(data)
    except ValueError as error:
        raise _Unreadable("the answer has keys that are not valid Unicode") from error


def _convert_list(kind: Any, data: Any) -> list[Any]:
    if not is_array(data):
        raise _Unreadable(f"the answer is {_name(data)} where an array is documented")
    if not (isinstance(kind, type) and issubclass(kind, Model)):
        return data
    return [_convert_model(kind, item) if is_object(item) else item for item in data]


def _name(data: object) -> str:
    return next((name for kind, name in _NAMES if isinstance(data, kind)), "a number")


def _member(data: Any, key: str | None) -> Any:
    return data.get(key) if is_object(data) and key is not None else None


def _explain(envelope: Envelope | None, data: Any) -> tuple[str, tuple[Model, ...]]:
    if envelope is None:
        return "", ()
    message, errors = _member(data, envelope.message), _member(data, envelope.errors)
    objects = tuple(_convert_model(envelope.row, row) for row in errors if is_object(row)) if is_array(errors) else ()
    return message if isinstance(message, str) else "", objects


def _failure(
    operation: Operation[Any], answer: Answer, errors: ErrorClasses, envelope: Envelope, data: Any
) -> AnsweredError[Any]:
    message, rows = _explain(envelope, data)
    kind: Any = operation.result
    body: object = _convert_model(kind, data) if isinstance(kind, type) and issubclass(kind, Model) else data
    return _describe(errors.failed, operation, answer, message or "the operation failed", body, rows)


def _status_error(
    operation: Operation[Any], answer: Answer, errors: ErrorClasses, envelope: Envelope | None
) -> AnsweredError[Any]:
    data = _read_anything(answer)
    model = operation.error_models.get(answer.status_code)
    try:
        message, rows = _explain(envelope, data)
        body: object = _convert_model(model, data) if model and is_object(data) else data
    except _Unreadable:
        message, rows, body = "", (), data
    return _describe(errors.for_status(answer.status_code), operation, answer, message or _phrase(answer), body, rows)


def _phrase(answer: Answer) -> str:
    try:
        return HTTPStatus(answer.status_code).phrase
    except ValueError:
        return "the server answered with an unknown status"


def _describe(
    kind: type[AnsweredError[Any]],
    operation: Operation[Any],
    answer: Answer,
    message: str,
    body: object,
    rows: tuple[Model, ...],
) -> AnsweredError[Any]:
    return kind(
        message,
        method=operation.method,
        path=operation.path,
        errors=rows,
        status_code=answer.status_code,
        body=body,
        request_id=next((answer.headers[name] for name in _REQUEST_IDS if name in answer.headers), None),
        retry_after=answer.headers.get("retry-after"),
    )
