"""How clients authenticate by a key in a place of its own: a header, a prefix of `Authorization`, the query; alone and beside a token."""

import logging
import pickle
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from templates.python.runtime.auth import ApiKey, KeyAuth
from tests.runtime.sample import (
    AsyncSample,
    AuthenticationError,
    ConnectionFailedError,
    PasswordGrant,
    Sample,
    SampleError,
    StatusError,
)
from tests.runtime.sample.client import PACKAGE
from tests.runtime.scripted import Kind, Script, both, get, reply
from tests.runtime.test_runtime_auth import Tokens, chain, grant

OWN = ApiKey(header="X-Own")
AUTHORIZED = ApiKey(header="Authorization", prefix="Token ")
ASKED = ApiKey(query="api_key")
PLACES = pytest.mark.parametrize("place", [OWN, AUTHORIZED, ASKED], ids=["header", "prefix", "query"])


@pytest.fixture
def place() -> ApiKey:
    """Where the key travels, unless a test says it."""
    return OWN


@pytest.fixture(autouse=True)
def keyed(monkeypatch: pytest.MonkeyPatch, place: ApiKey) -> None:
    """The sample, with an API that takes a key."""
    for one in (Sample, AsyncSample):
        monkeypatch.setattr(one, "_package", replace(PACKAGE, key=place))


@pytest.fixture(autouse=True)
def unfiltered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The logger of httpx2, which is as it was in the end."""
    monkeypatch.setattr(logging.getLogger("httpx2"), "filters", [])


def shown(request: httpx2.Request, place: ApiKey) -> str | None:
    """What a request has in the place of the key."""
    return request.headers.get(place.header) if place.header else request.url.params.get(place.query)


@both
@PLACES
def test_a_key_goes_with_every_call(kind: Kind, place: ApiKey) -> None:
    """The key is in its place and nowhere else, in copies, too, and no header of the library's own is beside it."""
    server = Script(reply({"Id": 7}))
    kind.run(lambda client: get(client.with_options(timeout=3)), server, token=None, api_key="k3y")
    (request,) = server.requests
    assert shown(request, place) == f"{place.prefix}k3y"
    assert f"{request.url} {dict(request.headers)}".count("k3y") == 1
    assert ("authorization" in request.headers) is (place is AUTHORIZED)


@both
@PLACES
def test_the_environment(kind: Kind, place: ApiKey) -> None:
    """A variable gives the key where code gives no credentials."""
    server, environment = Script(reply({"Id": 7})), {"SAMPLE_API_KEY": "from-env"}
    kind.run(get, server, token=None, environment=environment)
    kind.run(get, server, token=None, environment=environment, api_key="mine")
    kind.run(get, server, token="t", environment=environment)
    one, two, three = (shown(request, place) for request in server.requests)
    assert (one, two) == (f"{place.prefix}from-env", f"{place.prefix}mine")
    assert three == ("Bearer t" if place is AUTHORIZED else None)


@both
@PLACES
def test_without_any_key(kind: Kind, place: ApiKey) -> None:
    """Where nothing is given, nothing is sent, and the refusal is the error of the server."""
    server = Script(reply(None, 401))
    with pytest.raises(AuthenticationError):
        kind.run(get, server, token=None)
    assert shown(server.requests[0], place) is None


@both
@pytest.mark.parametrize("place", [OWN, ASKED], ids=["header", "query"])
@pytest.mark.parametrize("beside", [{"token": "t"}, {"token": lambda: "t"}], ids=["token", "function"])
def test_a_key_beside_a_token(kind: Kind, place: ApiKey, beside: Mapping[str, Any]) -> None:
    """Both are sent, each in its place; from the environment, too."""
    server = Script(reply({"Id": 7}))
    kind.run(get, server, api_key="k3y", **beside)
    kind.run(get, server, token=None, environment={"SAMPLE_API_KEY": "k3y", "SAMPLE_TOKEN": "t"})
    for request in server.requests:
        assert (request.headers["authorization"], shown(request, place)) == ("Bearer t", "k3y")


@both
def test_a_token_beside_a_key_is_renewed(kind: Kind) -> None:
    """What renews itself does so beside a key: by a function that gives another token, and by signing in."""
    tokens = iter(["one", "two", "two", "two"])
    server = Script(reply(None, 401), reply({"Id": 7}), reply(None, 401))
    kind.run(get, server, token=lambda: next(tokens), api_key="k3y")
    assert [one.headers["authorization"] for one in server.requests] == ["Bearer one", "Bearer two"]
    with pytest.raises(AuthenticationError):
        kind.run(get, server, token=lambda: "two", api_key="k3y")
    assert len(server.requests) == 3
    signing, auth = Tokens(), grant()
    kind.run(get, signing, token=None, auth=auth, api_key="k3y", retries=0)
    signing.refuses = 1
    kind.run(get, signing, token=None, auth=auth, api_key="k3y", retries=0)
    assert [form["grant_type"] for form in signing.forms] == ["password", "refresh_token"]


@both
def test_a_refused_key_is_not_sent_again(kind: Kind) -> None:
    """A key has no other in its place."""
    server = Script(reply(None, 401))
    with pytest.raises(AuthenticationError):
        kind.run(get, server, token=None, api_key="k3y")
    assert len(server.requests) == 1


@both
@PLACES
def test_another_key_for_one_call(kind: Kind, place: ApiKey) -> None:
    """What a caller puts in the place of the key takes it, and leaves a token as it is; and the other way round."""
    server = Script(reply({"Id": 7}))
    mine: Any = {"headers": {place.header.upper(): "mine"}} if place.header else {"query": {place.query: "mine"}}
    kind.run(lambda client: get(client.with_options(**mine)), server, token=None, api_key="k3y")
    assert shown(server.requests[0], place) == "mine"
    assert "k3y" not in f"{server.requests[0].url} {server.requests[0].headers}"
    if place is not AUTHORIZED:
        kind.run(lambda client: get(client.with_options(**mine)), server, api_key="k3y")
        kind.run(lambda client: get(client.with_options(headers={"Authorization": "Mine 1"})), server, api_key="k3y")
        rows = [(one.headers["authorization"], shown(one, place)) for one in server.requests[1:]]
        assert rows == [("Bearer t", "mine"), ("Mine 1", "k3y")]


@both
@PLACES
def test_a_key_of_the_callers_own(kind: Kind, place: ApiKey) -> None:
    """A key in the settings of a client stands instead of the environment, and beside an argument it is refused."""
    server = Script(reply({"Id": 7}))
    mine: Any = {"headers": {place.header: "mine"}} if place.header else {"query": {place.query: "mine"}}
    kind.run(get, server, token=None, environment={"SAMPLE_API_KEY": "s3cret"}, **mine)
    assert shown(server.requests[0], place) == "mine"
    with pytest.raises(ValueError, match="not both") as caught:
        kind.run(get, server, token=None, api_key="s3cret", **mine)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("place", [AUTHORIZED], ids=["prefix"])
@pytest.mark.parametrize("beside", [{"token": "t"}, {"username": "u", "password": "w"}, {"auth": grant()}])
def test_one_header_has_no_room_for_two(beside: Mapping[str, Any]) -> None:
    """Where key and token would stand in one header, giving both is refused."""
    with pytest.raises(ValueError, match="both go in the header") as caught:
        Sample(api_key="s3cret", environment={}, **beside)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(("key", "error"), [(5, TypeError), ("", ValueError), ("s3cret\n", ValueError)])
def test_what_is_no_key(key: Any, error: type[Exception]) -> None:
    """What cannot be sent is refused when the client is made, and not shown."""
    for kind in (Sample, AsyncSample):
        with pytest.raises(error, match="api_key") as caught:
            kind(api_key=key, environment={})
        assert "s3cret" not in str(caught.value)


def test_an_api_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the API has no key that the client knows, an argument is refused and a variable is none."""
    monkeypatch.setattr(Sample, "_package", PACKAGE)
    with pytest.raises(ValueError, match="knows no API key") as caught:
        Sample(api_key="s3cret", environment={})
    assert "s3cret" not in str(caught.value)
    server = Script(reply({"Id": 7}))
    http = httpx2.Client(transport=httpx2.MockTransport(server))
    get(Sample(http_client=http, environment={"SAMPLE_API_KEY": "s3cret"}))
    assert "s3cret" not in f"{server.requests[0].url} {server.requests[0].headers}"


@both
@PLACES
def test_a_redirect_gets_no_key(kind: Kind, place: ApiKey) -> None:
    """A redirect is an error, so that the key never reaches another host; not even by a client that follows them."""
    client_class: Callable[..., Any] = httpx2.Client if kind.name == "sync" else httpx2.AsyncClient
    server = Script(reply(None, 307, location="https://evil.example/"))
    http = client_class(transport=httpx2.MockTransport(server), follow_redirects=True)
    with pytest.raises(StatusError) as caught:
        kind.run(get, server, token=None, api_key="k3y", http_client=http)
    assert (caught.value.status_code, [one.url.host for one in server.requests]) == (307, ["sample.example"])


@both
@PLACES
def test_no_key_is_shown(kind: Kind, place: ApiKey, caplog: pytest.LogCaptureFixture) -> None:
    """Neither reprs, logs (that of httpx2 included), hooks, errors with their causes and frames, nor what is pickled hold a key."""
    caplog.set_level(logging.DEBUG)
    seen: list[object] = [KeyAuth(place, "k-s3cret")]
    settings: Any = {"token": None, "api_key": "k-s3cret", "on_request": seen.append, "on_response": seen.append}
    kind.run(get, Script(reply({"Id": 7})), **settings)
    seen += [kind.client(Script(), **settings), kind.client(Script(), **settings)._engine]
    for answer in (httpx2.ReadError("broken"), reply({"Message": "no"}, 401), httpx2.Response(200, text="{")):
        with pytest.raises(SampleError) as caught:
            kind.run(get, Script(answer), retries=0, **settings)
        seen += [caught.value, str(caught.value), pickle.dumps(caught.value), *traceback.format_exception(caught.value)]
        if isinstance(caught.value, ConnectionFailedError):
            request = getattr(caught.value.__cause__, "_request", None)
            seen += [str(request and request.url), dict(request.headers) if request else ""]
        whole = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        frames = [frame for one in chain(whole) for frame in one.stack]
        seen += [frame.locals for frame in frames if "tests/runtime" not in frame.filename]
    assert [text for text in [caplog.text, *map(repr, seen)] if "s3cret" in text] == []
    assert "HTTP Request: GET" in caplog.text
    assert place.header or "api_key=" in caplog.text
    assert not place.header or f"'{place.name}': '***'" in caplog.text


@both
def test_signing_in_needs_no_key(kind: Kind) -> None:
    """The endpoint of tokens gets the name and the password, and the calls get both credentials."""
    server = Tokens()
    auth = PasswordGrant("me@example.com", "pass-s3cret")
    assert kind.run(get, server, token=None, auth=auth, api_key="k3y").id == 7
    assert "x-own" not in server.headers[0]
