"""An operation and the caller's arguments to an `Outgoing` request, as plain data and without any I/O."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from pydantic import MISSING, ValidationError

from .edits import Unmergeable, checked, merge
from .errors import InvalidRequest, Problem
from .models import RequestModel, wire_names
from .narrowing import is_array, is_sequence
from .operations import FORM, JSON, MULTIPART, Edit, Operation, QueryStyle
from .problems import find_problems
from .uploads import Upload
from .wire import to_wire

Values = Mapping[str, object]

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_METHOD = re.compile(r"[A-Za-z]{1,20}")
_PATH = re.compile(r"/(?!/)[\w.~!$&'()*+,;=:@%/-]*", re.ASCII)
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One request: `path` is encoded, `query` is in pairs that are not, `content` is None where there is no body.

    A form with files has `parts` in place of content: names and texts or files. What `is_safe` may be sent twice, whatever its
    method is. The repr names what is called and nothing else.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)
    parts: tuple[tuple[str, str | Upload], ...] = field(default=(), repr=False)
    is_safe: bool = False

    @property
    def is_repeatable(self) -> bool:
        """Whether it can be sent a second time."""
        return all(part.is_repeatable for _, part in self.parts if isinstance(part, Upload))


class _Refused(Exception):
    """Carries the problems of one part of a request to `build_request`, which knows the class to raise."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def build_request(
    operation: Operation[Any],
    error: type[InvalidRequest[Any]],
    *,
    path: Values | None = None,
    query: Values | None = None,
    headers: Values | None = None,
    body: Values | None = None,
) -> Outgoing:
    """The request for these arguments, given by Python name; those that are MISSING are not sent.

    Raises `error` for what cannot be sent, and TypeError if arguments are given for a part that the operation does not
    have.
    """

    def members() -> Mapping[str, Any] | None:
        return None if body is None else _wire("body", operation.body, body)

    return _build(operation, error, members, path=path, query=query, headers=headers)


def check_changes(edit: Edit[Any], error: type[InvalidRequest[Any]], arguments: Values) -> Mapping[str, Any]:
    """The changes among the arguments of an edit, by wire names, checked before anything is read. Raises `error`."""
    write, body = edit.write, edit.write.body
    try:
        return {} if body is None else checked(body, split(write, arguments)["body"] or {})
    except Unmergeable as refused:
        raise error(method=write.method, path=write.path, problems=refused.problems) from None


def build_edit(
    edit: Edit[Any],
    error: type[InvalidRequest[Any]],
    record: Mapping[str, Any],
    changes: Mapping[str, Any],
    arguments: Values,
) -> Outgoing:
    """The request that writes a record, as it was read by wire names, with the changes. Raises `error` for what cannot be sent."""
    write, parts = edit.write, split(edit.write, arguments)
    body = write.body

    def members() -> Mapping[str, Any] | None:
        return None if body is None else merge(edit, body, record, changes)

    return _build(write, error, members, path=parts["path"], query=parts["query"], headers=parts["headers"])


#: The parts of a request, and the model that names the arguments of each.
_PARTS: dict[str, Callable[[Operation[Any]], type[RequestModel] | None]] = {
    "path": lambda operation: operation.path_params,
    "query": lambda operation: operation.query,
    "headers": lambda operation: operation.headers,
    "body": lambda operation: operation.body,
}


def split(operation: Operation[Any], arguments: Values) -> dict[str, Values | None]:
    """The arguments of an operation by the part of the request that they travel in; what it does not take is in none."""
    models = {part: model_of(operation) for part, model_of in _PARTS.items()}
    return {
        part: None if model is None else {name: arguments[name] for name in wire_names(model) if name in arguments}
        for part, model in models.items()
    }


def _build(
    operation: Operation[Any],
    error: type[InvalidRequest[Any]],
    members: Callable[[], Mapping[str, Any] | None],
    *,
    path: Values | None,
    query: Values | None,
    headers: Values | None,
) -> Outgoing:
    try:
        body = members()
        in_parts = operation.content_type == MULTIPART
        parts = tuple(_parts(body)) if body is not None and in_parts else ()
        content = None if body is None or in_parts else _encode(operation, body)
        return Outgoing(
            method=operation.method,
            path=_fill(operation.path, _wire("path", operation.path_params, path)),
            query=tuple(_pairs(_wire("query", operation.query, query), operation.query_style)),
            headers=_header_texts(_wire("headers", operation.headers, headers))
            | ({} if content is None else {"content-type": operation.content_type}),
            content=content,
            parts=parts,
        )
    except (_Refused, Unmergeable) as refused:
        problems = refused.problems
    except UnicodeEncodeError:
        problems = (Problem("", "", "a text holds a lone surrogate, which cannot be sent"),)
    raise error(method=operation.method, path=operation.path, problems=problems)


def _wire(part: str, model: type[RequestModel] | None, values: Values | None) -> dict[str, Any]:
    if model is None:
        if values:
            raise TypeError(f"the operation takes no {part} arguments")
        return {}
    try:
        return model.model_validate({name: _listed(value) for name, value in (values or {}).items()}).to_wire()
    except ValidationError as error:
        # Without its context: the ValidationError holds all values that were given, and some are secrets.
        problems = find_problems(error, model)
    except TypeError as error:
        problems = (Problem("", "", str(error)),)
    raise _Refused(*problems)


def _listed(value: object) -> object:
    """A list in place of any other sequence that type checkers let pass, such as a range."""
    return list(value) if is_sequence(value) and not isinstance(value, (list, tuple)) else value


def _fill(template: str, values: Mapping[str, Any]) -> str:
    def place(match: re.Match[str]) -> str:
        name = match[1]
        text = "" if values.get(name) is None else _text(values[name])
        if not text:
            raise _Refused(Problem(name, name, "a path argument cannot be empty"))
        return quote(text, safe="")

    path = _PLACEHOLDER.sub(place, template)
    if {".", ".."} & set(path.split("/")):
        # No encoding protects these: clients and servers alike resolve them, to another endpoint.
        names = ", ".join(_PLACEHOLDER.findall(template))
        raise _Refused(Problem(names, names, "a segment of the path cannot be `.` or `..`"))
    return path


def _pairs(values: Mapping[str, Any], styles: Mapping[str, QueryStyle]) -> list[tuple[str, str]]:
    return [
        (name, text)
        for name, value in values.items()
        if value is not None
        for text in (_LISTS[styles.get(name, "repeat")](value) if is_array(value) else [_text(value)])
    ]


def query_pairs(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and texts of additional query parameters; lists are repeated. Raises ValueError for what cannot be sent."""
    try:
        return _pairs({name: list(value) if is_sequence(value) else value for name, value in values.items()}, {})
    except (_Refused, UnicodeEncodeError, TypeError):
        raise ValueError("a value of the query cannot be sent") from None


def _repeat(items: list[Any]) -> list[str]:
    return [_text(item) for item in items if item is not None]


def _comma(items: list[Any]) -> list[str]:
    return [",".join(_repeat(items))]


def _json_list(items: list[Any]) -> list[str]:
    return [_json(items)]


_LISTS: dict[QueryStyle, Callable[[list[Any]], list[str]]] = {"repeat": _repeat, "comma": _comma, "json": _json_list}


def _header_texts(values: Mapping[str, Any]) -> dict[str, str]:
    texts = {name.lower(): _text(value) for name, value in values.items() if value is not None}
    problems = [Problem(name, name, "is no text for a header") for name in texts if not is_header(texts[name])]
    if problems:
        raise _Refused(*problems)
    return texts


def is_header(text: str) -> bool:
    """Whether `text` may be the value of a header: printable ASCII, so that it can hold no further header."""
    return _HEADER_VALUE.fullmatch(text) is not None


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else _json(value)
    text.encode()  # finds what cannot be sent here, where `build_request` can say so
    return text


def _json(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        raise _Refused(Problem("", "", str(error))) from None


def plain_request(
    method: str, path: str, query: Mapping[str, Any], headers: Mapping[str, str], body: object
) -> Outgoing:
    """The request for an endpoint that no operation describes; `body` is sent as JSON unless it is MISSING.

    Raises ValueError for what cannot be sent.
    """
    if not _METHOD.fullmatch(method):
        raise ValueError("method must be the name of an HTTP method")
    if not _PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        raise ValueError("path must begin with a slash and be encoded, without query, fragment or dots for segments")
    try:
        content = None if body is MISSING else json.dumps(body, allow_nan=False, default=to_wire).encode()
    except TypeError as error:
        raise ValueError(str(error)) from None
    own = {} if content is None else {"content-type": JSON}
    return Outgoing(
        method=method.upper(),
        path=path,
        query=tuple(query_pairs(query)),
        headers=own | {name.lower(): value for name, value in headers.items()},
        content=content,
    )


def _parts(values: Mapping[str, Any]) -> Iterator[tuple[str, str | Upload]]:
    """The parts of a form; a list is several of one name, an object is JSON, and null the empty text."""
    for name, value in values.items():
        for item in value if is_array(value) else [value]:
            yield name, item if isinstance(item, Upload) else "" if item is None else _text(item)


def _encode(operation: Operation[Any], values: Mapping[str, Any]) -> bytes:
    if operation.content_type == FORM:
        # A form has no null; its nearest is the empty text.
        return urlencode(_pairs({name: "" if v is None else v for name, v in values.items()}, {})).encode()
    return _json(values).encode()
