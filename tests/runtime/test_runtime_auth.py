"""How clients authenticate: tokens, functions that give them, names and passwords, and tokens that are renewed."""

import asyncio
import json
import logging
import pickle
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest

from templates.python.runtime.auth import Auth
from templates.python.runtime.exchange import deadline_in
from templates.python.runtime.operations import Operation
from templates.python.runtime.requests import Outgoing
from templates.python.runtime.steps import Send
from templates.python.runtime.tokens import MemoryStore, Token
from tests.runtime.sample import (
    AsyncSample,
    AuthenticationError,
    ConnectionFailedError,
    PasswordGrant,
    Sample,
    SampleError,
    SignInFailedError,
    TimedOutError,
)
from tests.runtime.scripted import Async, Kind, Script, both, get, reply

NAME, WORD, CODE = "me@example.com", "pass-s3cret", "123456"


class Tokens:
    """A server with a token endpoint: it numbers its tokens, and accepts the last of each kind alone."""

    def __init__(self, lifetime: float | None = 3600, *, otp: bool = False) -> None:
        self.lifetime = lifetime
        self.otp = otp
        self.given = 0
        self.forms: list[dict[str, str]] = []
        self.headers: list[httpx2.Headers] = []
        self.calls: list[str] = []
        self.refuses = 0
        self.lock = threading.Lock()

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """Give a token, or answer a call whose token is good."""
        with self.lock:
            if request.url.path == "/api/token":
                return self.token(request)
            self.calls.append(request.headers.get("authorization", ""))
            if self.refuses or request.headers.get("authorization") != f"Bearer access-s3cret-{self.given}":
                self.refuses = max(0, self.refuses - 1)
                return reply({"Message": "who?"}, 401)
            return reply({"Id": 7})

    def token(self, request: httpx2.Request) -> httpx2.Response:
        """What the endpoint answers."""
        assert request.headers["content-type"] == "application/x-www-form-urlencoded"
        form = {name: values[0] for name, values in parse_qs(request.read().decode()).items()}
        self.forms.append(form)
        self.headers.append(request.headers)
        good = (
            form.get("refresh_token") == f"refresh-s3cret-{self.given}"
            if form["grant_type"] == "refresh_token"
            else (form["username"], form["password"]) == (NAME, WORD)
        )
        if not good:
            return reply(
                {"error": "invalid_grant", "error_description": "The user name or password is incorrect."}, 400
            )
        if self.otp and form["grant_type"] == "password" and form.get("totp") != CODE:
            return reply({"error": "two_factor_auth_check"}, 400)
        self.given += 1
        lifetime = {} if self.lifetime is None else {"expires_in": self.lifetime}
        names = {"access_token": f"access-s3cret-{self.given}", "refresh_token": f"refresh-s3cret-{self.given}"}
        return reply({"token_type": "bearer", **names, **lifetime})


def grant(**settings: Any) -> PasswordGrant:
    """The scheme for the user that the server knows."""
    return PasswordGrant(NAME, WORD, **settings)


def twice(client: Any) -> Any:
    """Two calls one after the other."""
    if isinstance(client, Sample):
        return [get(client), get(client)]

    async def work() -> Any:
        return [await get(client), await get(client)]

    return work()


@both
def test_a_function_gives_the_token(kind: Kind) -> None:
    """A function is asked before each request, and once more when the server refuses what it gave."""
    tokens = iter(["one", "two", "three", "three", "four", "four"])
    server = Script(reply(None, 200), reply(None, 401), reply({"Id": 7}), reply(None, 401))

    def calls(client: Any) -> Any:
        return twice(client)

    kind.run(calls, server, token=lambda: next(tokens))
    assert [one.headers["authorization"] for one in server.requests] == ["Bearer one", "Bearer two", "Bearer three"]
    with pytest.raises(AuthenticationError):
        kind.run(get, server, token=lambda: "four")
    assert len(server.requests) == 4


def test_an_async_function_gives_the_token() -> None:
    """In the async client the function may be async; the sync client says that it cannot await it."""

    async def token() -> str:
        await asyncio.sleep(0)
        return "x"

    server = Script(reply({"Id": 7}))
    assert Async().run(get, server, token=token).id == 7
    assert server.requests[0].headers["authorization"] == "Bearer x"
    with pytest.raises(TypeError, match="not async"):
        get(Sample(token=token, environment={}, http_client=httpx2.Client(transport=httpx2.MockTransport(server))))


@both
@pytest.mark.parametrize(("token", "error"), [(None, TypeError), ("", ValueError), ("s3cret\n", ValueError)])
def test_a_function_that_gives_no_token(kind: Kind, token: Any, error: type[Exception]) -> None:
    """What is no token is refused before anything is sent, and not shown."""
    server = Script()
    with pytest.raises(error) as caught:
        kind.run(get, server, token=lambda: token)
    assert server.requests == []
    assert "s3cret" not in str(caught.value)


@both
def test_signing_in(kind: Kind) -> None:
    """The first call signs in by a form, with the name of the client in a header; the token serves the next calls."""
    server = Tokens()
    assert [one.id for one in kind.run(twice, server, token=None, auth=grant(client_id="app"))] == [7, 7]
    assert server.forms == [{"grant_type": "password", "username": NAME, "password": WORD}]
    assert server.headers[0]["client_id"] == "app"
    assert "authorization" not in server.headers[0]


@both
@pytest.mark.parametrize("otp", [CODE, lambda: CODE])
def test_one_time_passwords(kind: Kind, otp: str | Callable[[], str]) -> None:
    """A one-time password goes out with the sign-in; where it is missing, the code of the server says so."""
    assert kind.run(get, Tokens(otp=True), token=None, auth=grant(otp=otp)).id == 7
    with pytest.raises(SignInFailedError) as caught:
        kind.run(get, Tokens(otp=True), token=None, auth=grant())
    assert caught.value.code == "two_factor_auth_check"


def test_async_one_time_passwords_and_stores() -> None:
    """In the async client both may be async."""

    class Store:
        kept: Token | None = None

        async def load(self) -> Token | None:
            await asyncio.sleep(0)
            return self.kept

        async def save(self, token: Token) -> None:
            await asyncio.sleep(0)
            self.kept = token

    async def otp() -> str:
        return CODE

    store = Store()
    assert Async().run(get, Tokens(otp=True), token=None, auth=grant(otp=otp, store=store)).id == 7
    assert store.kept is not None and store.kept.access_token == "access-s3cret-1"


@both
def test_a_token_is_renewed_before_it_ends(kind: Kind) -> None:
    """A token that is about to end is renewed with the refresh token and the name of the client, the user's by default."""
    server, auth = Tokens(lifetime=0.0), grant()
    kind.run(twice, server, token=None, auth=auth)
    assert [form["grant_type"] for form in server.forms] == ["password", "refresh_token"]
    assert server.forms[1] == {"grant_type": "refresh_token", "refresh_token": "refresh-s3cret-1"}
    assert server.headers[1]["client_id"] == NAME
    assert server.calls == ["Bearer access-s3cret-1", "Bearer access-s3cret-2"]


def test_when_a_token_is_renewed() -> None:
    """A token is renewed some time before its end, a tenth of its life at most; one without an end never."""
    now = 1_000_000.0

    def lasts(issued: float | None, expires: float | None) -> bool:
        token = Token(access_token="x", issued_at=issued, expires_at=expires)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("time.time", lambda: now)
            return token.lasts(60)

    assert lasts(now, None)
    assert lasts(now - 3000, now + 61) and not lasts(now - 3000, now + 59)
    assert lasts(now, now + 30) and not lasts(now - 28, now + 2)
    assert not lasts(None, now + 30) and not lasts(now - 100, now - 1)


@both
def test_a_refused_token_is_renewed_once(kind: Kind) -> None:
    """After a 401 the token is renewed and the call repeated, without counting as a retry; a second 401 is the error."""
    server = Tokens()
    auth = grant()
    kind.run(get, server, token=None, auth=auth, retries=0)
    server.refuses = 1
    assert kind.run(get, server, token=None, auth=auth, retries=0).id == 7
    assert [form["grant_type"] for form in server.forms] == ["password", "refresh_token"]
    server.refuses = 2
    with pytest.raises(AuthenticationError) as caught:
        kind.run(get, server, token=None, auth=auth, retries=0)
    assert (len(server.forms), caught.value.attempts) == (3, 2)


@both
def test_a_refresh_token_that_is_worn_out(kind: Kind) -> None:
    """Where the refresh token is refused, the scheme signs in again; where the endpoint is in trouble, it does not."""
    store = MemoryStore(Token(access_token="old", refresh_token="worn-out", expires_at=1.0))
    server = Tokens()
    assert kind.run(get, server, token=None, auth=grant(store=store)).id == 7
    assert [form["grant_type"] for form in server.forms] == ["refresh_token", "password"]
    assert (store.load() or Token(access_token="")).access_token == "access-s3cret-1"
    store = MemoryStore(Token(access_token="old", refresh_token="good", expires_at=1.0))
    broken = Script(reply(None, 503))
    with pytest.raises(SignInFailedError) as caught:
        kind.run(get, broken, token=None, auth=grant(store=store), retries=0)
    assert (caught.value.status_code, len(broken.requests)) == (503, 1)


@both
def test_a_stored_token_is_used(kind: Kind) -> None:
    """A token from the store serves without signing in, and one that somebody else renewed meanwhile, too."""
    server = Tokens()
    server.given = 3
    store = MemoryStore(Token(access_token="access-s3cret-3"))
    auth = grant(store=store)
    assert kind.run(get, server, token=None, auth=auth).id == 7
    server.given = 4
    store.save(Token(access_token="access-s3cret-4"))
    assert kind.run(get, server, token=None, auth=auth).id == 7
    assert server.forms == []


def test_one_sign_in_for_many_tasks() -> None:
    """Fifty calls at once wait for one sign-in, and after a 401 for one renewal."""
    server = Tokens()
    http = httpx2.AsyncClient(transport=httpx2.MockTransport(server))

    async def work() -> None:
        async with AsyncSample(auth=grant(), http_client=http, environment={}, retries=0) as client:
            await asyncio.gather(*(get(client) for _ in range(50)))
            assert len(server.forms) == 1
            server.given = 77  # the token is worth nothing any more, and the refresh token neither
            await asyncio.gather(*(get(client) for _ in range(50)))

    asyncio.run(work())
    assert [form["grant_type"] for form in server.forms] == ["password", "refresh_token", "password"]


def test_one_sign_in_for_many_threads() -> None:
    """So do the threads of a sync client."""
    server = Tokens()
    http = httpx2.Client(transport=httpx2.MockTransport(server))
    with (
        Sample(auth=grant(), http_client=http, environment={}, retries=0) as client,
        ThreadPoolExecutor(20) as pool,
    ):
        assert {one.id for one in pool.map(lambda _: get(client), range(100))} == {7}
    assert len(server.forms) == 1


def test_a_cancelled_sign_in_gives_the_lock_back() -> None:
    """A task that is cancelled while it signs in leaves nothing behind that the others would wait for."""
    server = Tokens()
    entered = asyncio.Event()

    async def slow(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/api/token" and not entered.is_set():
            entered.set()
            await asyncio.sleep(60)
        return server(request)

    async def work() -> int:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(slow))
        async with AsyncSample(auth=grant(), http_client=http, environment={}) as client:
            task = asyncio.ensure_future(get(client))
            await entered.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return int((await asyncio.wait_for(get(client), 5)).id)

    assert asyncio.run(work()) == 7


@both
@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (reply({"error": "invalid_grant", "error_description": "wrong"}, 400), "invalid_grant", "invalid_grant: wrong"),
        (reply({"error": ["x"]}, 400), "", "gave no token"),
        (reply({"token": "s3cret"}), "", "gave no token"),
        (reply({"access_token": 7}), "", "gave no token"),
        (reply({"access_token": "s3cret\n"}), "", "gave no token"),
        (httpx2.Response(200, text="s3cret"), "", "gave no token"),
        (httpx2.Response(302, headers={"location": "https://evil.example/"}), "", "gave no token"),
    ],
)
def test_an_endpoint_that_gives_no_token(kind: Kind, given: httpx2.Response, code: str, says: str) -> None:
    """Whatever the endpoint answers in place of a token is one error, which keeps nothing that could be one."""
    with pytest.raises(SignInFailedError, match=says) as caught:
        kind.run(get, Script(given), token=None, auth=grant(), retries=0)
    error = caught.value
    assert (error.code, error.method, error.path) == (code, "POST", "/api/token")
    assert isinstance(error, SampleError)
    assert "s3cret" not in f"{error} {error!r} {error.body}"


@both
def test_no_secret_is_shown(kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    """Neither reprs, logs, errors with their causes, nor what is pickled hold a password or a token."""
    caplog.set_level(logging.DEBUG)
    server, auth = Tokens(), grant(otp=CODE, client_id="app-s3cret")
    kind.run(get, server, token=None, auth=auth)
    fail = Script(httpx2.ReadError("broken"))
    shown = [repr(auth), caplog.text, repr(Token(access_token="s3cret", refresh_token="s3cret"))]
    for settings in (
        {"auth": auth},
        {"auth": grant()},
        {"token": "to-s3cret"},
        {"username": "u", "password": WORD},
        {"headers": {"x-api-key": "s3cret"}},
    ):
        with pytest.raises(ConnectionFailedError) as caught:
            kind.run(get, fail, **{"token": None, "retries": 0} | settings)
        error: BaseException | None = caught.value
        shown += [*traceback.format_exception(caught.value), str(pickle.dumps(caught.value)), caplog.text]
        while error is not None:
            request = getattr(error, "_request", None)
            shown += [repr(error), str(dict(request.headers) if request else ""), str(request and request.url)]
            assert not (request and request.content)
            error = error.__cause__ or error.__context__
    assert [text for text in shown if "s3cret" in text or CODE in text] == []


@both
def test_settings_of_http_clients_and_ours(kind: Kind) -> None:
    """A token endpoint gets neither the caller's headers and query nor the credentials of an `http_client`."""
    server = Tokens()
    client_class = httpx2.Client if kind.name == "sync" else httpx2.AsyncClient
    http: Any = client_class(transport=httpx2.MockTransport(server), auth=("a", "b"))
    settings = {"token": None, "auth": grant(), "headers": {"x-mine": "1"}, "query": {"mine": "1"}}
    assert kind.run(get, server, **settings, http_client=http).id == 7
    assert "authorization" not in server.headers[0] and "x-mine" not in server.headers[0]


def test_an_auth_of_ones_own() -> None:
    """A scheme is a class with one generator method."""

    class Signed(Auth):
        def headers(self, session: Any) -> Any:
            yield from ()
            return {"x-signature": "abc"}

    server = Script(reply({"Id": 7}))
    http = httpx2.Client(transport=httpx2.MockTransport(server))
    assert get(Sample(auth=Signed(), http_client=http, environment={})).id == 7
    assert server.requests[0].headers["x-signature"] == "abc"
    assert json.loads(json.dumps(repr(Signed()))) == "Signed(...)"


@pytest.mark.parametrize(
    "make",
    [
        lambda: PasswordGrant("", "x"),
        lambda: PasswordGrant("x", "y", client_id="s3cret\n"),
        lambda: Sample(token="x", auth=grant(), environment={}),
        lambda: Sample(username="x", auth=grant(), environment={}),
        lambda: Sample(password="s3cret", auth=grant(), environment={}),
    ],
)
def test_schemes_that_make_no_sense(make: Callable[[], object]) -> None:
    """Contradictory or unusable credentials are a ValueError that shows none."""
    with pytest.raises(ValueError) as caught:
        make()
    assert "s3cret" not in str(caught.value)


def test_signing_in_counts_for_the_deadline() -> None:
    """A call that waits for the sign-in of another, or signs in itself, ends at its deadline."""
    server = Tokens()

    async def slow(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/api/token":
            await asyncio.sleep(0.4)
        return server(request)

    async def work() -> list[object]:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(slow))
        async with AsyncSample(auth=grant(), http_client=http, environment={}) as client:
            hasty = client.with_options(deadline=0.1)
            return list(await asyncio.gather(get(client), get(hasty), get(hasty), return_exceptions=True))

    first, *late = asyncio.run(work())
    assert first.id == 7  # type: ignore[attr-defined]
    assert [type(one) for one in late] == [TimedOutError, TimedOutError]

    def slower(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/api/token":
            time.sleep(0.4)
        return server(request)

    client = Sample(
        auth=grant(), http_client=httpx2.Client(transport=httpx2.MockTransport(slower)), environment={}, retries=0
    )
    with ThreadPoolExecutor(2) as pool:
        patient = pool.submit(get, client)
        time.sleep(0.1)
        with pytest.raises(TimedOutError, match="deadline of"):
            get(client.with_options(deadline=0.1))
        assert patient.result().id == 7


def test_what_frames_hold_shows_no_secret() -> None:
    """The steps of a call, which tools print when they show the locals of a traceback, hide headers, query and body."""
    sample = Sample(token="t0ken-s3cret", environment={}, headers={"x-key": "s3cret"}, query={"k": "s3cret"})
    exchange = sample._engine.exchange
    outgoing = Outgoing(method="GET", path="/x", query=(("q", "s3cret"),), headers={"h": "s3cret"}, content=b"s3cret")
    operation: Operation[object] = Operation(name="x", method="GET", path="/x", result=object)
    steps = exchange.perform(operation, outgoing, deadline_in(None))
    send = next(steps)
    assert isinstance(send, Send) and "Bearer t0ken-s3cret" in send.headers.values()
    assert "s3cret" not in f"{send!r} {outgoing!r} {exchange!r} {sample._engine!r}"
    steps.close()


@both
def test_signing_in_again_and_again(kind: Kind, pauses: list[float]) -> None:
    """Asking for a token with a password does no harm twice, so it is retried; with a one-time password or a refresh token it is not."""
    good = reply({"access_token": "x"})
    server = Script(reply(None, 503), httpx2.ReadError("broken"), good, reply({"Id": 7}))
    assert kind.run(get, server, token=None, auth=grant()).id == 7
    for auth in (
        grant(otp=CODE),
        grant(store=MemoryStore(Token(access_token="o", refresh_token="r", expires_at=1.0))),
    ):
        broken = Script(httpx2.ReadError("broken"), good)
        with pytest.raises(ConnectionFailedError):
            kind.run(get, broken, token=None, auth=auth)
        assert len(broken.requests) == 1


@both
def test_a_scheme_keeps_to_its_server(kind: Kind) -> None:
    """A token of one server never reaches another: a scheme that signed in at one is refused by a client of the other."""
    auth, server = grant(), Tokens()
    kind.run(get, server, token=None, auth=auth)
    other = Script()
    with pytest.raises(ValueError, match="needs its own"):
        kind.run(get, other, token=None, auth=auth, base_url="https://other.example")
    assert other.requests == []


@both
def test_a_store_that_fails(kind: Kind) -> None:
    """What a store raises reaches the caller, but the token that was given is not lost; what is no token is refused."""

    class Full:
        def load(self) -> Any:
            return None

        def save(self, token: Token) -> None:
            raise OSError("no space left")

    server, auth = Tokens(), grant(store=Full())
    with pytest.raises(OSError, match="no space"):
        kind.run(get, server, token=None, auth=auth)
    assert kind.run(get, server, token=None, auth=auth).id == 7
    assert len(server.forms) == 1

    class Odd(Full):
        def load(self) -> Any:
            return {"access_token": "x"}

    with pytest.raises(TypeError, match="token store gave dict"):
        kind.run(get, server, token=None, auth=grant(store=Odd()))


@both
@pytest.mark.parametrize("fault", [httpx2.ReadError("broken"), reply({"error": "invalid_grant"}, 400)])
def test_tracebacks_with_locals_show_no_secret(kind: Kind, fault: Any) -> None:
    """Tools that print the locals of all frames of a traceback print no credentials."""
    for settings in ({"auth": grant(otp=CODE)}, {"token": "to-s3cret"}):
        with pytest.raises(SampleError) as caught:
            kind.run(get, Script(fault), **{"token": None, "retries": 0} | settings)
        shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        ours = [
            f"{name} = {value}"
            for one in chain(shown)
            for frame in one.stack
            if "tests/runtime" not in frame.filename and "_pytest" not in frame.filename
            for name, value in (frame.locals or {}).items()
        ]
        assert ours and [line for line in ours if "s3cret" in line or CODE in line] == []


def chain(error: traceback.TracebackException | None) -> list[traceback.TracebackException]:
    """An error with all that caused it."""
    return [] if error is None else [error, *chain(error.__cause__), *chain(error.__context__)]
