"""The two clients that a generated package extends: settings in, an engine for the groups of resources out."""

import asyncio
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypeVar, cast

import httpx2
from pydantic import MISSING

from .auth import AUTHORIZATION, Auth, NoAuth, TokenSource, choose
from .engine import AsyncEngine, Connections, SyncEngine
from .exchange import Exchange
from .hooks import RequestHook, ResponseHook, hide_parameter
from .narrowing import check_kind
from .operations import Operation
from .raw import RawResponse
from .requests import Outgoing, plain_request
from .retries import Retries
from .settings import (
    DEFAULT_LIMITS,
    DEFAULT_TIMEOUT,
    Environment,
    Options,
    Package,
    QueryValue,
    changed,
    check_base_url,
    check_headers,
    from_environment,
)
from .steps import Timeout

E = TypeVar("E", SyncEngine, AsyncEngine)
H = TypeVar("H", httpx2.Client, httpx2.AsyncClient)


class _Client(Generic[E, H]):
    """What both clients do without I/O: check the settings, make the engine, and make copies with other options."""

    _package: ClassVar[Package]

    def __init__(
        self,
        *,
        token: str | TokenSource | None = None,
        username: str | None = None,
        password: str | None = None,
        api_key: str | None = None,
        auth: Auth | None = None,
        base_url: str | None = None,
        timeout: Timeout | MISSING = MISSING,
        deadline: float | MISSING | None = MISSING,
        retries: int | Retries | MISSING = MISSING,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, QueryValue] | None = None,
        strict: bool | MISSING = MISSING,
        on_request: RequestHook | None = None,
        on_response: ResponseHook | None = None,
        limits: httpx2.Limits | None = None,
        http_client: H | None = None,
        environment: Environment | None = None,
    ) -> None:
        """A client with these settings; all may be left out.

        How it authenticates, one of these; with none, the authentication of `headers` or `http_client` applies:

        - `token`: a bearer token, or a function that gives one and is asked before each request;
        - `username` and `password`: basic authentication;
        - `auth`: a scheme that signs in and renews its tokens, where the API has one.

        And `api_key`, where the API takes a key in a place of its own: alone, or beside one of these, and then both are sent.

        What else there is:

        - `base_url`: the origin, perhaps with a prefix, to which the documented paths are appended.
        - `timeout`: seconds for each wait on the network, None for no limit; 60 (10 to connect) if left out.
        - `deadline`: seconds for a whole call with all its attempts and pauses; None, as if left out, for no limit.
        - `retries`: how often a failed call is sent again, where that is safe: a number or a `Retries`.
        - `headers`, `query`: sent with every request.
        - `strict`: raise where an answer is not what is documented, instead of keeping what came.
        - `on_request`, `on_response`: functions that are told of each attempt.
        - `limits`: how many connections there may be, an `httpx2.Limits`; 100, of which 20 are kept open, if left out.
        - `http_client`: an `httpx2` client of your own, which is used as it is and not closed.
        - `environment`: where the settings that are left out are looked for, by default `os.environ`. The variables are
          called after the package: `<PACKAGE>_TOKEN`, `_USERNAME`, `_PASSWORD`, `_API_KEY`, `_BASE_URL`, `_TIMEOUT`,
          `_DEADLINE`, `_RETRIES` and `_STRICT`. Credentials there count only where none are given in code.

        Raises ValueError for settings that contradict each other or cannot be sent. No secret is in the repr, in a log or in
        an error.
        """
        exchange = configure(
            self._package,
            environment,
            http_client,
            limits,
            credentials={
                "token": token,
                "username": username,
                "password": password,
                "api_key": api_key,
                "auth": auth,
            },
            base_url=base_url,
            options={
                "timeout": timeout,
                "deadline": deadline,
                "retries": retries,
                "headers": headers,
                "query": query,
                "strict": strict,
                "on_request": on_request,
                "on_response": on_response,
            },
        )
        self._engine: E = self._connect(exchange, limits or DEFAULT_LIMITS, http_client)

    @staticmethod
    def _connect(exchange: Exchange, limits: httpx2.Limits, http_client: H | None) -> E:
        raise NotImplementedError

    @property
    def base_url(self) -> str:
        """The address to which paths are appended, without a slash at its end."""
        return self._engine.exchange.base_url

    def with_options(
        self,
        *,
        timeout: Timeout | MISSING = MISSING,
        deadline: float | MISSING | None = MISSING,
        retries: int | Retries | MISSING = MISSING,
        headers: Mapping[str, str | None] | None = None,
        query: Mapping[str, QueryValue | None] | None = None,
        strict: bool | MISSING = MISSING,
        on_request: RequestHook | MISSING | None = MISSING,
        on_response: ResponseHook | MISSING | None = MISSING,
    ) -> Self:
        """A client with other settings, for one call or for several; those that are left out stay as they are.

        `headers` and `query` are added to those of this client; None takes one away. Connections and credentials are
        the same, so closing one closes both. Raises ValueError for what makes no sense.
        """
        options = changed(
            self._engine.exchange.options,
            timeout=timeout,
            deadline=deadline,
            retries=retries,
            headers=headers,
            query=query,
            strict=strict,
            on_request=on_request,
            on_response=on_response,
        )
        copy = object.__new__(type(self))
        copy._engine = self._engine.with_options(options)
        return copy

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.base_url!r})"


class SyncClient(_Client[SyncEngine, httpx2.Client]):
    """A client of the API; also a context manager that closes its connections. Safe for use by several threads."""

    @staticmethod
    def _connect(exchange: Exchange, limits: httpx2.Limits, http_client: httpx2.Client | None) -> SyncEngine:
        check_kind("http_client", http_client, httpx2.Client)

        def make() -> httpx2.Client:
            return httpx2.Client(timeout=DEFAULT_TIMEOUT, limits=limits)

        return SyncEngine(exchange=exchange, connections=Connections(make, http_client, threading.Lock))

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, QueryValue] | None = None,
        headers: Mapping[str, str] | None = None,
        json: object = MISSING,
    ) -> RawResponse[Any]:
        """Call an endpoint that this package does not know; `parse()` of the answer gives the decoded body.

        `path` is appended to `base_url` and goes out as it is, its arguments already encoded. Raises ValueError for what
        cannot be sent, else as every method.
        """
        outgoing = plain_request(method, path, query or {}, check_headers(headers or {}), json)
        return cast("RawResponse[Any]", self._engine.with_mode("raw").send(_operation(outgoing), outgoing))

    def close(self) -> None:
        """Close the connections, except those of an `http_client` that was given. Further calls raise RuntimeError."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Client[AsyncEngine, httpx2.AsyncClient]):
    """A client of the API for asyncio; also an async context manager that closes its connections.

    Takes the same settings as the sync client. A token function, a one-time password, a token store and the functions
    that are told of attempts may be async here, and an `http_client` of your own is an `httpx2.AsyncClient`.
    """

    @staticmethod
    def _connect(exchange: Exchange, limits: httpx2.Limits, http_client: httpx2.AsyncClient | None) -> AsyncEngine:
        check_kind("http_client", http_client, httpx2.AsyncClient)

        def make() -> httpx2.AsyncClient:
            return httpx2.AsyncClient(timeout=DEFAULT_TIMEOUT, limits=limits)

        return AsyncEngine(exchange=exchange, connections=Connections(make, http_client, asyncio.Lock))

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, QueryValue] | None = None,
        headers: Mapping[str, str] | None = None,
        json: object = MISSING,
    ) -> RawResponse[Any]:
        """Call an endpoint that this package does not know; `parse()` of the answer gives the decoded body.

        `path` is appended to `base_url` and goes out as it is, its arguments already encoded. Raises ValueError for what
        cannot be sent, else as every method.
        """
        outgoing = plain_request(method, path, query or {}, check_headers(headers or {}), json)
        return cast("RawResponse[Any]", await self._engine.with_mode("raw").send(_operation(outgoing), outgoing))

    async def aclose(self) -> None:
        """Close the connections, except those of an `http_client` that was given. Further calls raise RuntimeError."""
        await self._engine.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()


def configure(
    package: Package,
    environment: Environment | None,
    http_client: httpx2.Client | httpx2.AsyncClient | None,
    limits: httpx2.Limits | None,
    *,
    credentials: Mapping[str, Any],
    base_url: str | None,
    options: Mapping[str, Any],
) -> Exchange:
    """The exchange of a new client: what is given in code, then the environment, then what the package says. Raises ValueError."""
    if limits is not None and http_client is not None:
        raise ValueError("an http_client of your own has its own limits")
    for name in ("on_request", "on_response"):
        if options[name] is not None and not callable(options[name]):
            raise TypeError(f"{name} must be a function, not {type(options[name]).__name__}")
    found = from_environment(package.name, environment)
    variables = {name: found.pop(name) for name in ("token", "username", "password", "api_key") if name in found}
    if package.key is None:
        variables.pop("api_key", None)
    elif package.key.query:
        hide_parameter(package.key.query)
    usual = found.pop("base_url", package.base_url)
    asked: dict[str, Any] = {name: value for name, value in options.items() if value is not MISSING}
    made = changed(Options(), **(found | asked))
    keyed = package.key is not None and package.key.stands_in(made.headers, made.query)
    own = keyed or AUTHORIZATION in made.headers or getattr(http_client, "auth", None) is not None
    scheme = choose(package.key, **credentials)
    if scheme is not None and scheme.beside(made.headers, made.query) is not scheme:
        raise ValueError("give credentials either as arguments or by headers and query, not both")
    if scheme is None and not own:
        scheme = choose(package.key, **dict[str, Any](credentials) | variables)
    return Exchange(
        package=package,
        base_url=check_base_url(usual if base_url is None else base_url),
        auth=scheme or NoAuth(),
        options=made,
    )


def _operation(outgoing: Outgoing) -> Operation[Any]:
    # The path may hold an argument, but nothing better names what was called.
    return Operation(
        name=f"{outgoing.method} {outgoing.path}", method=outgoing.method, path=outgoing.path, result=object
    )
