"""What a client needs to know of an endpoint, and of how an API says that an operation failed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from .models import Model, RequestModel

T = TypeVar("T")
P = TypeVar("P", bound=Model)

#: How a list travels in a query: `a=1&a=2`, `a=1,2` or `a=[1,2]`.
QueryStyle = Literal["repeat", "comma", "json"]

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Generic[T]):
    """One endpoint: how to ask, and as what to read the answer.

    `name` is its address (`AccessToken.update`) and `path` a template (`/api/x/{id}`). `result` is a Model, a list of
    one, `type(None)` (the body does not matter), `object` (any JSON, or text) or `bytes` (a file). The four request
    models name the arguments that there are; a `body` of None means that no body is ever sent. `query_style` (by wire
    name) says how a list travels if not repeated, and `error_models` holds the documented bodies of failing statuses.
    """

    name: str
    method: str
    path: str
    result: type[T]
    path_params: type[RequestModel] | None = None
    query: type[RequestModel] | None = None
    headers: type[RequestModel] | None = None
    body: type[RequestModel] | None = None
    content_type: str = JSON
    query_style: Mapping[str, QueryStyle] = field(default_factory=dict[str, QueryStyle])
    error_models: Mapping[int, type[Model]] = field(default_factory=dict[int, type[Model]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How a list comes in pages: the argument that is the number of a page (from 1), and the attributes of a page that hold its
    items, the number of all items and the number of all pages; None where there is no such attribute.
    """

    argument: str
    items: str
    total: str | None = None
    pages: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOperation(Operation[P], Generic[P, T]):
    """A list that comes in pages: `result` is the model of a page, `item` that of its items."""

    item: type[T]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Generic[T]):
    """How a part of a record is changed: what reads it, what writes it whole, and the lists (by wire name) with the members of
    the same body that change them.
    """

    read: Operation[Any]
    write: Operation[T]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """How the answers of an API say whether the operation succeeded: wire names, None where there is no such member.

    A JSON object that has the key `success` is an envelope, and its operation failed if the value is false. `message`
    and `errors` say why, the latter as a list of objects that are read as `row`.
    """

    success: str | None
    message: str | None
    errors: str | None
    row: type[Model]
