"""The settings of a client: in code, for one call, and from the environment; and endpoints that no method knows."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx2
import pytest

from templates.python.runtime.models import MISSING
from templates.python.runtime.settings import DEFAULT_LIMITS, VARIABLES, from_environment
from tests.runtime.sample import (
    AsyncSample,
    AuthenticationError,
    NotFoundError,
    Sample,
)
from tests.runtime.scripted import Async, Kind, Script, Sync, both, get, reply


@both
def test_options_for_one_call(kind: Kind) -> None:
    """A copy with other options has the same connections and credentials, and leaves its origin as it was."""
    server = Script(reply({"Id": 7}))

    def calls(client: Any) -> Any:
        other = client.with_options(
            timeout=3, headers={"X-Two": "2", "x-one": None}, query={"page": [1, 2], "mine": True}
        )
        assert other._engine.connections is client._engine.connections
        return other.spaces.access_rules.list(page=9, active=True)

    kind.run(calls, server, headers={"x-one": "1", "x-kept": "k"}, query={"always": "a"})
    kind.run(get, server, headers={"x-one": "1"})
    one, two = server.requests
    assert (one.headers["x-two"], one.headers["x-kept"], "x-one" in one.headers) == ("2", "k", False)
    assert one.url.params.multi_items() == [("active", "true"), ("page", "9"), ("always", "a"), ("mine", "true")]
    assert one.extensions["timeout"]["read"] == 3
    assert one.headers["authorization"] == two.headers["authorization"] == "Bearer t"
    assert (two.headers["x-one"], "x-two" in two.headers, two.url.query) == ("1", False, b"")


@both
def test_copies_of_copies(kind: Kind) -> None:
    """Options add up from copy to copy."""
    server = Script(reply({"Id": 7}))
    kind.run(
        lambda client: get(client.with_options(headers={"x-a": "1"}).with_options(headers={"x-b": "2"})),
        server,
    )
    assert (server.requests[0].headers["x-a"], server.requests[0].headers["x-b"]) == ("1", "2")


@both
def test_credentials_for_one_call(kind: Kind) -> None:
    """A header with credentials takes the place of those of the client, and is not renewed when it is refused."""
    server = Script(reply(None, 401))
    with pytest.raises(AuthenticationError):
        kind.run(lambda client: get(client.with_options(headers={"Authorization": "Key 1"})), server, token=lambda: "x")
    assert [one.headers["authorization"] for one in server.requests] == ["Key 1"]


@pytest.mark.parametrize(
    "settings",
    [
        {"token": 5},
        {"auth": "x"},
        {"on_request": 5},
        {"on_response": "x"},
        {"http_client": 5},
    ],
)
def test_settings_of_other_types(settings: dict[str, Any]) -> None:
    """What a checker of types would refuse is refused when the client is made, by name."""
    for kind in (Sample, AsyncSample):
        with pytest.raises(TypeError, match=next(iter(settings))):
            kind(**{"environment": {}} | settings)


def test_clients_of_the_other_kind() -> None:
    """A client of httpx2 that is of the other kind is refused at once."""
    with pytest.raises(TypeError, match="http_client"):
        Sample(token="t", environment={}, http_client=httpx2.AsyncClient())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="http_client"):
        AsyncSample(token="t", environment={}, http_client=httpx2.Client())  # type: ignore[arg-type]


def test_closing_a_copy_closes_both() -> None:
    """There is one set of connections, so the client is closed with any of its copies."""
    client = Sync().client(Script())
    client.with_options(timeout=1).close()
    with pytest.raises(RuntimeError, match="closed"):
        get(client)


@pytest.mark.parametrize(
    "settings",
    [
        {"timeout": 0},
        {"timeout": -1.0},
        {"timeout": float("nan")},
        {"deadline": 0},
        {"deadline": float("inf")},
        {"retries": -1},
        {"headers": {"x": "s3cret\r\n"}},
        {"limits": httpx2.Limits(), "http_client": httpx2.Client()},
        {"base_url": ""},
    ],
)
def test_settings_that_cannot_be(settings: dict[str, Any]) -> None:
    """Numbers and texts that no call can have are refused when the client is made."""
    with pytest.raises(ValueError) as caught:
        Sample(**{"token": "t", "environment": {}} | settings)
    assert "s3cret" not in str(caught.value)
    options = {name: value for name, value in settings.items() if name not in ("limits", "http_client", "base_url")}
    if options:
        with pytest.raises(ValueError):
            Sample(token="t", environment={}).with_options(**options)


def test_limits_of_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits that are given, or else ours, are those of the connections."""
    made: list[Any] = []

    class Recorded(httpx2.Client):
        def __init__(self, **settings: Any) -> None:
            made.append(settings["limits"])
            super().__init__(transport=httpx2.MockTransport(Script(reply({"Id": 7}))))

    monkeypatch.setattr("httpx2.Client", Recorded)
    limits = httpx2.Limits(max_connections=3)
    given: list[dict[str, Any]] = [{}, {"limits": limits}]
    for settings in given:
        with Sample(token="t", environment={}, **settings) as client:
            get(client)
    assert made == [DEFAULT_LIMITS, limits]


ENVIRONMENT: Mapping[str, str | None] = {
    "SAMPLE_TOKEN": "from-env",
    "SAMPLE_BASE_URL": "https://env.example/x/",
    "SAMPLE_TIMEOUT": "2.5",
    "SAMPLE_DEADLINE": "9",
    "SAMPLE_RETRIES": "0",
    "SAMPLE_STRICT": "Yes",
    "OTHER": "s3cret",
}


@both
def test_the_environment(kind: Kind) -> None:
    """Variables give what code leaves out; a mapping, such as the content of a file, can stand for the environment."""
    server = Script(reply({"Id": 7}))
    kind.run(get, server, token=None, environment=ENVIRONMENT)
    kind.run(get, server, token="mine", environment=ENVIRONMENT, base_url="https://mine.example", timeout=4)
    one, two = server.requests
    assert (str(one.url), one.headers["authorization"]) == (
        "https://env.example/x/api/spaces/accessrules/7",
        "Bearer from-env",
    )
    assert (two.url.host, two.headers["authorization"]) == ("mine.example", "Bearer mine")
    assert (one.extensions["timeout"]["read"], two.extensions["timeout"]["read"]) == (2.5, 4)


def test_the_environment_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a mapping, the variables of the process count."""
    monkeypatch.setenv("SAMPLE_USERNAME", "me")
    monkeypatch.setenv("SAMPLE_PASSWORD", "pw")
    monkeypatch.setenv("SAMPLE_BASE_URL", "https://env.example")
    server = Script(reply({"Id": 7}))
    get(Sample(http_client=httpx2.Client(transport=httpx2.MockTransport(server))))
    assert server.requests[0].headers["authorization"] == "Basic bWU6cHc="
    assert AsyncSample().base_url == "https://env.example"


@both
@pytest.mark.parametrize(
    ("settings", "authorization"),
    [
        ({"headers": {"Authorization": "Mine 1"}}, "Mine 1"),
        ({"username": "me", "password": "pw"}, "Basic bWU6cHc="),
        ({"token": lambda: "called"}, "Bearer called"),
    ],
)
def test_credentials_of_code_come_first(kind: Kind, settings: dict[str, Any], authorization: str) -> None:
    """Credentials of the environment count only where code gives none at all."""
    server = Script(reply({"Id": 7}))
    kind.run(get, server, **{"token": None, "environment": ENVIRONMENT} | settings)
    assert server.requests[0].headers["authorization"] == authorization


def test_credentials_of_a_client_of_ones_own_come_first() -> None:
    """So do those of an `http_client`."""
    server = Script(reply({"Id": 7}))
    http = httpx2.Client(transport=httpx2.MockTransport(server), auth=("me", "pw"))
    get(Sample(http_client=http, environment=ENVIRONMENT))
    assert server.requests[0].headers["authorization"] == "Basic bWU6cHc="


@pytest.mark.parametrize(
    ("name", "value"),
    [("TIMEOUT", "s3cret"), ("RETRIES", "1.5"), ("STRICT", "maybe"), ("DEADLINE", "-1"), ("BASE_URL", "s3cret")],
)
def test_variables_that_cannot_be_read(name: str, value: str) -> None:
    """A variable with a value that makes no sense is refused, and its value not shown."""
    with pytest.raises(ValueError) as caught:
        Sample(environment={f"SAMPLE_{name}": value})
    assert value not in str(caught.value) or value == "-1"


def test_empty_variables_give_nothing() -> None:
    """An empty variable, or one without a value, is none; every setting has a variable."""
    assert from_environment("sample", {"SAMPLE_TOKEN": " ", "SAMPLE_TIMEOUT": None}) == {}
    variables = {f"SAMPLE_{name}".upper(): "1" for name in VARIABLES}
    assert from_environment("sample", variables) == {
        **dict.fromkeys(("token", "username", "password", "api_key", "base_url"), "1"),
        "timeout": 1.0,
        "deadline": 1.0,
        "retries": 1,
        "strict": True,
    }


@both
def test_endpoints_that_no_method_knows(kind: Kind) -> None:
    """`request` sends anything with the client's settings, and gives the answer itself."""
    server = Script(reply({"any": [1]}, x_request_id="r1"))
    came = kind.run(
        lambda client: client.request(
            "post",
            "/api/new/7",
            query={"a": 1, "b": [1, 2]},
            headers={"X": "y"},
            json={"k": None},
        ),
        server,
    )
    request = server.requests[0]
    assert (request.method, str(request.url)) == ("POST", "https://sample.example/api/new/7?a=1&b=1&b=2")
    assert (request.content, request.headers["x"], request.headers["authorization"]) == (
        b'{"k": null}',
        "y",
        "Bearer t",
    )
    assert (came.status_code, came.parse(), came.request_id) == (200, {"any": [1]}, "r1")
    with pytest.raises(NotFoundError, match="DELETE /api/gone: Not Found"):
        kind.run(lambda client: client.request("DELETE", "/api/gone"), Script(reply(None, 404)))


@pytest.mark.parametrize(
    ("method", "path", "more"),
    [
        ("GET", "api/x", {}),
        ("GET", "//evil.example/x", {}),
        ("GET", "/a/../b", {}),
        ("GET", "/a?b=1", {}),
        ("GET", "/a b", {}),
        ("GET", "/ä", {}),
        ("GE T", "/a", {}),
        ("GET", "/a", {"headers": {"x": "a\nb"}}),
        ("POST", "/a", {"json": object()}),
        ("POST", "/a", {"json": float("nan")}),
        ("GET", "/a", {"query": {"x": object()}}),
    ],
)
def test_requests_that_cannot_be_sent(method: str, path: str, more: dict[str, Any]) -> None:
    """What would lead elsewhere, or has no form on the wire, is refused before anything is sent."""
    server = Script()
    with pytest.raises(ValueError):
        Sync().client(server).request(method, path, **more)
    assert server.requests == []


def test_what_a_client_shows() -> None:
    """Completion of a client offers its groups and the few things that it can do itself."""
    for client in (Sync().client(Script()), Async().client(Script())):
        shown = {name for name in dir(client) if not name.startswith("_")}
        close = "close" if isinstance(client, Sample) else "aclose"
        assert shown == {"base_url", "request", "spaces", "with_options", close}
        resources = {name for name in dir(client.spaces) if not name.startswith("_")}
        assert resources == {"access_rules"}


@pytest.mark.parametrize("option", ["timeout", "deadline", "on_request", "on_response"])
def test_none_is_not_the_same_as_left_out(option: str) -> None:
    """None takes a limit or a function away; what is left out stays."""
    watch: Callable[[Any], None] = lambda event: None  # noqa: E731
    given: dict[str, Any] = {"timeout": 5, "deadline": 5, "on_request": watch, "on_response": watch}
    client = Sync().client(Script(), **given)
    none: dict[str, Any] = {option: None}
    out: dict[str, Any] = {option: MISSING}
    assert getattr(client.with_options(**none)._engine.exchange.options, option) is None
    assert getattr(client.with_options(**out)._engine.exchange.options, option) == given[option]
