"""An answer to the typed result of an operation, or to the error that it means; without any I/O."""

from http import HTTPStatus
from typing import Any, TypeVar, cast, get_args, get_origin

from .answers import Answer
from .errors import AnsweredError, ErrorClasses, Problem
from .models import Model
from .narrowing import is_array, is_object
from .operations import Envelope, Operation
from .retries import retry_after
from .strictness import find_deviations

A = TypeVar("A", bound=AnsweredError[Any])
T = TypeVar("T")

_NAMES = ((dict, "an object"), (list, "an array"), (str, "a text"), (bool, "a boolean"))


class _Unreadable(Exception):
    """The body is not what was expected; its text says how."""


def read_answer(
    operation: Operation[T],
    answer: Answer,
    errors: ErrorClasses,
    envelope: Envelope | None,
    *,
    strict: bool = False,
) -> T:
    """The result of `operation`.

    An empty body and JSON null count as nothing: a model with nothing set, an empty list, None or no bytes. Raises a
    class of `errors`: a status class for anything but 2xx, `failed` where the envelope says so, `response` for what
    cannot be read, and where it is `strict` for what is not as documented.
    """
    if not answer.is_success:
        raise _status_error(operation, answer, errors, envelope)
    try:
        data = _read_data(operation, answer)
        if envelope and envelope.success is not None and _denies(_member(data, envelope.success)):
            raise _failure(operation, answer, errors, envelope, data)
        result = answer.content if operation.result is bytes else _convert(operation.result, data)
        if strict and data is None and _is_documented(operation.result):
            raise _Unreadable("the answer is empty, which is not documented")
        if strict and (problems := tuple(find_deviations(result))):
            raise _deviation(operation, answer, errors, data, problems)
        return cast("T", result)
    except _Unreadable as error:
        raise _describe(errors.response, operation, answer, str(error), answer.anything(), ()) from error.__cause__


def _read_data(operation: Operation[Any], answer: Answer) -> Any:
    kind: Any = operation.result
    if kind is bytes:
        # A file; but a failure may be told in JSON in its place, so that is looked at all the same.
        return answer.anything() if answer.is_json else None
    if kind is type(None) or (kind is object and not answer.is_json):
        return answer.anything()
    return _read_json(answer)


def _read_json(answer: Answer) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        kind = answer.headers.get("content-type", "no content type")
        raise _Unreadable(f"the answer ({kind}) is not JSON") from error


def _convert(kind: Any, data: Any) -> Any:
    if kind is type(None):
        return None
    if kind is object:
        return data
    if get_origin(kind) is list:
        return _convert_list(get_args(kind)[0], [] if data is None else data)
    return _convert_model(kind, {} if data is None else data)


def _is_documented(kind: Any) -> bool:
    """Whether a result is an object or an array of the docs."""
    return get_origin(kind) is list or (isinstance(kind, type) and issubclass(kind, Model))


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


def _denies(flag: object) -> bool:
    """Whether a flag of success says no, also in a type that is not documented: nobody must take `"false"` for success."""
    return (
        flag is False
        or (flag == 0 and isinstance(flag, (int, float)))
        or str(flag).strip().lower() in ("false", "no", "0")
    )


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


def _deviation(
    operation: Operation[Any], answer: Answer, errors: ErrorClasses, data: object, problems: tuple[Problem, ...]
) -> AnsweredError[Any]:
    error = _describe(errors.response, operation, answer, "; ".join(map(str, problems)), data, ())
    error.problems = problems
    return error


def _status_error(
    operation: Operation[Any], answer: Answer, errors: ErrorClasses, envelope: Envelope | None
) -> AnsweredError[Any]:
    data = answer.anything()
    model = operation.error_models.get(answer.status_code)
    try:
        message, rows = _explain(envelope, data)
        body: object = _convert_model(model, data) if model and is_object(data) else data
    except _Unreadable:
        message, rows, body = "", (), data
    words = message or _told(data) or _phrase(answer)
    return _describe(errors.for_status(answer.status_code), operation, answer, words, body, rows)


#: Members by which servers commonly say what is wrong, the more telling ones first; `detail` is that of RFC 9457.
_TELLING = ("message", "detail", "error_description", "title", "error", "errormessage")


def _told(data: object) -> str:
    """What an error says in words, where no envelope is documented."""
    members = {str(key).lower(): value for key, value in data.items()} if is_object(data) else {}
    for name in _TELLING:
        value = members.get(name)
        text = _told(value) if is_object(value) else value
        if isinstance(text, str) and text.strip():
            return text.strip()
    return ""


def _phrase(answer: Answer) -> str:
    try:
        return HTTPStatus(answer.status_code).phrase
    except ValueError:
        return "the server answered with an unknown status"


def _describe(
    kind: type[A],
    operation: Operation[Any],
    answer: Answer,
    message: str,
    body: object,
    rows: tuple[Model, ...],
) -> A:
    error = kind(
        message,
        method=operation.method,
        path=operation.path,
        errors=rows,
        status_code=answer.status_code,
        body=body,
        request_id=answer.request_id,
        retry_after=retry_after(answer),
    )
    error.attempts = answer.attempts
    error.headers = answer.headers
    return error
