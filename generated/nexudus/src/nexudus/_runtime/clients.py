"""The two clients: they send operations with httpx2 and share everything that does no I/O."""

import threading
from base64 import b64encode
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import httpx2
from pydantic import MISSING

from .errors import APIError, ErrorClasses
from .models import Model
from .operations import JSON, Edit, Envelope, Operation
from .requests import Outgoing, Values, build_edit, build_request, check_changes, is_header, split
from .responses import Answer, read_answer

T = TypeVar("T")
H = TypeVar("H", httpx2.Client, httpx2.AsyncClient)

DEFAULT_TIMEOUT = httpx2.Timeout(60.0, connect=10.0)

Timeout = float | httpx2.Timeout | None


class _Client(Generic[H]):
    """What both clients do without I/O: check and keep the settings, build requests, read answers.

    - `token` is sent as bearer token; `username` and `password` as basic authentication. Only one of the two may be
      given; with neither, the authentication of `http_client` or of `headers` applies.
    - `base_url` is the origin, perhaps with a prefix, to which the path of each operation is appended.
    - `timeout` is in seconds, None for no limit; left out, it is that of `http_client`, or else 60 (10 to connect).
    - `headers` are sent with every request. An `http_client` of the caller's is used as it is and never closed.
    - `errors`, `envelope` and `user_agent` are those of the generated package.

    Raises ValueError for settings that contradict each other or cannot be sent. Nothing that is secret is in the repr.
    """

    def __init__(
        self,
        *,
        base_url: str,
        errors: ErrorClasses,
        envelope: Envelope | None = None,
        user_agent: str | None = None,
        token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        timeout: Timeout | MISSING = MISSING,
        headers: Mapping[str, str] | None = None,
        http_client: H | None = None,
    ) -> None:
        self._base_url = _check_base_url(base_url)
        self._errors = errors
        self._envelope = envelope
        self._timeout: dict[str, Timeout] = {} if timeout is MISSING else {"timeout": timeout}
        authorization = _authorization(token, username, password)
        self._authenticates = bool(authorization)
        agent = {"user-agent": user_agent} if user_agent else {}
        self._headers = agent | _check_headers(headers or {}) | authorization
        self._http: H | None = http_client
        self._owns_http = http_client is None
        self._closed = False
        self._lock = threading.Lock()

    @property
    def base_url(self) -> str:
        """The address to which paths are appended, without a slash at its end."""
        return self._base_url

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._base_url!r})"

    def _check_open(self) -> None:
        if self._closed:
            raise RuntimeError("the client is closed")

    def _options(self, operation: Operation[Any], outgoing: Outgoing) -> dict[str, Any]:
        accept = "*/*" if operation.result is bytes else JSON
        return {
            "method": outgoing.method,
            "url": self._base_url + outgoing.path,
            "params": outgoing.query,
            "headers": {"accept": accept, **self._headers, **outgoing.headers},
            "content": outgoing.content,
            **self._timeout,
        }

    def _send_options(self) -> dict[str, Any]:
        # A redirect is not followed: credentials must not reach another host, nor a body be sent twice. Our own
        # credentials are in the headers, so the client's are switched off.
        return {"follow_redirects": False} | ({"auth": None} if self._authenticates else {})

    def _build(
        self,
        operation: Operation[Any],
        path: Values | None,
        query: Values | None,
        headers: Values | None,
        body: Values | None,
    ) -> Outgoing:
        return build_request(operation, self._errors.request, path=path, query=query, headers=headers, body=body)

    def _read(self, operation: Operation[T], response: httpx2.Response) -> T:
        headers = {name.lower(): value for name, value in response.headers.items()}
        answer = Answer(status_code=response.status_code, headers=headers, content=response.content)
        return read_answer(operation, answer, self._errors, self._envelope)

    def _explain(self, operation: Operation[Any], error: Exception) -> APIError[Any]:
        kinds: tuple[tuple[type[Exception], type[APIError[Any]]], ...] = (
            (httpx2.TimeoutException, self._errors.timeout),
            (httpx2.DecodingError, self._errors.response),
            (httpx2.InvalidURL, self._errors.request),
            (httpx2.RequestError, self._errors.connection),
        )
        kind = next(ours for theirs, ours in kinds if isinstance(error, theirs))
        message = f"{type(error).__name__}: {error}".rstrip(": ")
        return kind(message, method=operation.method, path=operation.path)


class SyncClient(_Client[httpx2.Client]):
    """Sends operations and waits for the answers. Safe for threads; a context manager that closes what it opened."""

    def call(
        self,
        operation: Operation[T],
        *,
        path: Values | None = None,
        query: Values | None = None,
        headers: Values | None = None,
        body: Values | None = None,
    ) -> T:
        """The result of `operation`, with arguments by Python name; MISSING is not sent, a `body` of None is no body.

        Raises the classes of the package's `ErrorClasses`, and RuntimeError once the client is closed.
        """
        return self._read(operation, self._exchange(operation, self._build(operation, path, query, headers, body)))

    def edit(self, edit: Edit[T], arguments: Values) -> T:
        """Read a record and write it back with the changes among `arguments`; the result is that of the write. Raises as `call`."""
        changes = check_changes(edit, self._errors.request, arguments)
        read = split(edit.read, arguments)
        record: Model = self.call(edit.read, path=read["path"], query=read["query"], headers=read["headers"])
        outgoing = build_edit(edit, self._errors.request, record.to_wire(), changes, arguments)
        return self._read(edit.write, self._exchange(edit.write, outgoing))

    def _exchange(self, operation: Operation[Any], outgoing: Outgoing) -> httpx2.Response:
        http = self._open()
        try:
            return http.send(http.build_request(**self._options(operation, outgoing)), **self._send_options())
        except (httpx2.RequestError, httpx2.InvalidURL) as error:
            raise self._explain(operation, error) from error

    def _open(self) -> httpx2.Client:
        # At the first call, because the TLS context takes long to make.
        with self._lock:
            self._check_open()
            if self._http is None:
                self._http = httpx2.Client(timeout=DEFAULT_TIMEOUT)
            return self._http

    def close(self) -> None:
        """Close the connections, except those of an `http_client` that was given. Further calls raise RuntimeError."""
        with self._lock:
            self._closed = True
            if self._http is not None and self._owns_http:
                self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Client[httpx2.AsyncClient]):
    """Sends operations and awaits the answers. An async context manager that closes what it opened."""

    async def call(
        self,
        operation: Operation[T],
        *,
        path: Values | None = None,
        query: Values | None = None,
        headers: Values | None = None,
        body: Values | None = None,
    ) -> T:
        """The result of `operation`, with arguments by Python name; MISSING is not sent, a `body` of None is no body.

        Raises the classes of the package's `ErrorClasses`, and RuntimeError once the client is closed.
        """
        return self._read(
            operation, await self._exchange(operation, self._build(operation, path, query, headers, body))
        )

    async def edit(self, edit: Edit[T], arguments: Values) -> T:
        """Read a record and write it back with the changes among `arguments`; the result is that of the write. Raises as `call`."""
        changes = check_changes(edit, self._errors.request, arguments)
        read = split(edit.read, arguments)
        record: Model = await self.call(edit.read, path=read["path"], query=read["query"], headers=read["headers"])
        outgoing = build_edit(edit, self._errors.request, record.to_wire(), changes, arguments)
        return self._read(edit.write, await self._exchange(edit.write, outgoing))

    async def _exchange(self, operation: Operation[Any], outgoing: Outgoing) -> httpx2.Response:
        http = self._open()
        try:
            return await http.send(http.build_request(**self._options(operation, outgoing)), **self._send_options())
        except (httpx2.RequestError, httpx2.InvalidURL) as error:
            raise self._explain(operation, error) from error

    def _open(self) -> httpx2.AsyncClient:
        self._check_open()
        if self._http is None:
            self._http = httpx2.AsyncClient(timeout=DEFAULT_TIMEOUT)
        return self._http

    async def aclose(self) -> None:
        """Close the connections, except those of an `http_client` that was given. Further calls raise RuntimeError."""
        self._closed = True
        if self._http is not None and self._owns_http:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()


def _check_base_url(text: str) -> str:
    try:
        url = httpx2.URL(text)
    except httpx2.InvalidURL:
        raise ValueError("base_url is not a URL") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("base_url must begin with http:// or https:// and name a host")
    if url.userinfo or url.query or url.fragment:
        raise ValueError(
            "base_url must have no credentials, query or fragment; give token or username and password instead"
        )
    return text.rstrip("/")


def _authorization(token: str | None, username: str | None, password: str | None) -> dict[str, str]:
    if token is not None and (username is not None or password is not None):
        raise ValueError("give either token or username and password, not both")
    if token is not None:
        if not token or not is_header(token):
            raise ValueError("token must be a text of printable ASCII")
        return {"authorization": f"Bearer {token}"}
    if username is None:
        if password is not None:
            raise ValueError("password without username")
        return {}
    if ":" in username:
        raise ValueError("username must not contain a colon")
    pair = b64encode(f"{username}:{password or ''}".encode()).decode()
    return {"authorization": f"Basic {pair}"}


def _check_headers(headers: Mapping[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if not is_header(value):
            raise ValueError(f"the value of header {name} must be printable ASCII")
    return {name.lower(): value for name, value in headers.items()}
