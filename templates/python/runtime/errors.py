"""The errors that a client raises: generic bases, which a generated package combines with its own root.

A generated package declares one root, `class AcmeError(APIError[ErrorRow])`, and for each kind a class of both, such as
`class StatusError(AcmeError, errors.StatusError[ErrorRow])`; it hands them to its clients as an `ErrorClasses`. All
take the same optional arguments, so they can be pickled, and none holds what was sent: no headers, no arguments, no
credentials.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from .narrowing import is_object

Row = TypeVar("Row")


class APIError(Exception, Generic[Row]):
    """Anything that went wrong with one call.

    `message` says what, `method` and `path` (the template, without arguments) say where, `errors` are the typed rows
    that the server gave, empty if it gave none, and `attempts` is how often the request was sent.
    """

    def __init__(self, message: str = "", *, method: str = "", path: str = "", errors: Sequence[Row] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.method = method
        self.path = path
        self.errors: tuple[Row, ...] = tuple(errors)
        self.attempts = 0

    def __str__(self) -> str:
        where = f"{self.method} {self.path}".strip()
        return f"{where}: {self.message}" if where else self.message

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


class ConnectionFailed(APIError[Row]):
    """The server could not be reached, or the connection broke. `__cause__` is the error of httpx2."""


class TimedOut(APIError[Row]):
    """Connecting, sending or reading took too long. The server may have done what was asked all the same."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One argument that cannot be sent: its Python name, its name on the wire, and why.

    Members of children are written as paths: `time_slots[0].day_of_week`, `TimeSlots[0].DayOfWeek`.
    """

    argument: str
    wire_name: str
    message: str

    def __str__(self) -> str:
        name = self.argument if self.argument == self.wire_name else f"{self.argument} ({self.wire_name})"
        return f"{name}: {self.message}" if name else self.message


class InvalidRequest(APIError[Row], ValueError):
    """The arguments cannot be sent; raised before anything is. `problems` names each of them."""

    def __init__(
        self,
        message: str = "",
        *,
        method: str = "",
        path: str = "",
        errors: Sequence[Row] = (),
        problems: Sequence[Problem] = (),
    ) -> None:
        super().__init__(message or "; ".join(map(str, problems)), method=method, path=path, errors=errors)
        self.problems: tuple[Problem, ...] = tuple(problems)


class AnsweredError(APIError[Row]):
    """Base of the errors that have an answer of the server.

    `body` is the answer: the documented model where there is one, else decoded JSON, else text, else None. `request_id`
    is the server's own name for the exchange, if it sent one, and `retry_after` how many seconds it asks to wait.
    `headers` are those of the answer, by lower-case name.
    """

    def __init__(
        self,
        message: str = "",
        *,
        method: str = "",
        path: str = "",
        errors: Sequence[Row] = (),
        status_code: int = 0,
        body: Any = None,
        request_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, method=method, path=path, errors=errors)
        self.status_code = status_code
        self.body = body
        self.request_id = request_id
        self.retry_after = retry_after
        self.headers: Mapping[str, str] = {}

    def __str__(self) -> str:
        known = f"{super().__str__()} (status {self.status_code}"
        return f"{known}, request {self.request_id})" if self.request_id else f"{known})"


class InvalidResponse(AnsweredError[Row]):
    """The answer cannot be read: no JSON where JSON is documented, or an array where an object is, or the reverse.

    Of a strict client also: the answer is not what is documented. `problems` names each member that differs.
    """

    problems: tuple[Problem, ...] = ()


class OperationFailed(AnsweredError[Row]):
    """The status says success (2xx), but the answer itself says that the operation failed. `errors` says why."""


class StatusError(AnsweredError[Row]):
    """The status says failure: anything but 2xx. Redirects are not followed, so they end here too."""


class SignInFailed(AnsweredError[Row]):
    """The token endpoint refused, or gave no token. `code` is its word for why (`invalid_grant`), empty if it gave none."""

    @property
    def code(self) -> str:
        """The error code of OAuth 2.0 (RFC 6749, 5.2), or one of the API's own."""
        code = self.body.get("error") if is_object(self.body) else None
        return code if isinstance(code, str) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorClasses:
    """The classes that a package raises, one for each kind; for a status its own, else its family's, else `status`."""

    connection: type[ConnectionFailed[Any]]
    timeout: type[TimedOut[Any]]
    request: type[InvalidRequest[Any]]
    response: type[InvalidResponse[Any]]
    failed: type[OperationFailed[Any]]
    sign_in: type[SignInFailed[Any]]
    status: type[StatusError[Any]]
    by_status: Mapping[int, type[StatusError[Any]]] = field(default_factory=dict[int, type[StatusError[Any]]])
    by_family: Mapping[int, type[StatusError[Any]]] = field(default_factory=dict[int, type[StatusError[Any]]])

    def for_status(self, status_code: int) -> type[StatusError[Any]]:
        """The class for `status_code`; a family is the first digit (5 for 5xx)."""
        return self.by_status.get(status_code) or self.by_family.get(status_code // 100) or self.status
