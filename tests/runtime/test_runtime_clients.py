"""Both clients: over a mock transport, and over a real connection."""

import asyncio
import json
import pickle
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2
import pytest

from tests.runtime.sample import (
    AsyncSample,
    BadRequestError,
    ConnectionFailedError,
    InvalidRequestError,
    InvalidResponseError,
    OperationFailedError,
    Sample,
    SampleError,
    StatusError,
    TimedOutError,
)
from tests.runtime.sample.access_rules import TimeSlotInput
from tests.runtime.sample.shared import DayOfWeek

Handler = Callable[[httpx2.Request], httpx2.Response]
Settings = dict[str, Any]

_TOKEN = "t0ken-s3cret"
_DEFAULTS: Settings = {"token": _TOKEN}


class Recorder:
    """A server that answers the same to everything and remembers what it was asked."""

    def __init__(self, body: object = None, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.requests: list[httpx2.Request] = []
        self._response: httpx2.Response = httpx2.Response(status, json={} if body is None else body, headers=headers)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """Remember and answer."""
        self.requests.append(request)
        return self._response

    @property
    def request(self) -> httpx2.Request:
        """The only request."""
        assert len(self.requests) == 1
        return self.requests[0]


def mocked(handler: Handler, **settings: Any) -> Sample:
    """A client whose connections end at `handler`."""
    http_client = httpx2.Client(transport=httpx2.MockTransport(handler))
    return Sample(**_DEFAULTS | settings, http_client=http_client)


def call_async(handler: Handler, **settings: Any) -> Any:
    """The same update as `call_sync`, by the async client."""

    async def run() -> object:
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(handler)) as http_client:
            client = AsyncSample(**_DEFAULTS | settings, http_client=http_client)
            return await client.spaces.access_rules.update(id=1, time_slots=[{"day_of_week": 1}])

    return asyncio.run(run())


def call_sync(handler: Handler, **settings: Any) -> Any:
    """An update by the sync client."""
    return mocked(handler, **settings).spaces.access_rules.update(id=1, time_slots=[{"day_of_week": 1}])


both = pytest.mark.parametrize("call", [call_sync, call_async])


@both
def test_an_update(call: Callable[..., Any]) -> None:
    """An update goes out with method, address, headers and body, and its answer comes back typed."""
    server = Recorder({"Succeeded": True, "Message": "ok"})
    result = call(server)
    assert result.succeeded is True and result.message == "ok"
    request = server.request
    assert (request.method, str(request.url)) == ("PUT", "https://sample.example/api/spaces/accessrules")
    assert json.loads(request.content) == {"Id": 1, "TimeSlots": [{"DayOfWeek": 1}]}
    assert request.headers["authorization"] == f"Bearer {_TOKEN}"
    assert request.headers["content-type"] == request.headers["accept"] == "application/json"
    assert request.headers["user-agent"] == "sample-client/1.0.0"


@both
def test_failures(call: Callable[..., Any]) -> None:
    """Failing statuses and envelopes raise the package's own errors with typed rows."""
    row = {"PropertyName": "Name", "Message": "too long"}
    with pytest.raises(OperationFailedError) as failed:
        call(Recorder({"Succeeded": False, "Errors": [row]}))
    with pytest.raises(BadRequestError) as refused:
        call(Recorder({"Succeeded": False, "Errors": [row]}, 400))
    assert failed.value.errors == refused.value.errors
    assert refused.value.errors[0].property_name == "Name"


@both
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (httpx2.ConnectError, ConnectionFailedError),
        (httpx2.RemoteProtocolError, ConnectionFailedError),
        (httpx2.ReadTimeout, TimedOutError),
        (httpx2.PoolTimeout, TimedOutError),
        (httpx2.DecodingError, InvalidResponseError),
    ],
)
def test_errors_of_the_transport(
    call: Callable[..., Any], theirs: type[httpx2.RequestError], ours: type[SampleError]
) -> None:
    """Errors of httpx2 become the package's, which name the operation and hold no secret."""

    def fail(request: httpx2.Request) -> httpx2.Response:
        raise theirs("broken", request=request)

    with pytest.raises(ours) as caught:
        call(fail)
    assert isinstance(caught.value.__cause__, theirs)
    assert str(caught.value).startswith("PUT /api/spaces/accessrules: ")
    assert _TOKEN not in str(caught.value) + repr(caught.value) + str(pickle.dumps(caught.value))


@both
def test_redirects_are_not_followed(call: Callable[..., Any]) -> None:
    """A redirect is an error, so that credentials never reach another host."""
    server = Recorder({}, 307, {"location": "https://evil.example/"})
    with pytest.raises(StatusError) as caught:
        call(server)
    assert caught.value.status_code == 307
    assert server.request.url.host == "sample.example"


@both
@pytest.mark.parametrize(
    ("settings", "authorization"),
    [
        ({"token": None, "username": "me", "password": "pä:ss"}, "Basic bWU6cMOkOnNz"),
        ({"token": None, "username": "key", "password": ""}, "Basic a2V5Og=="),
        ({"token": None, "headers": {"Authorization": "Key 1"}}, "Key 1"),
        ({"token": None}, None),
    ],
)
def test_authentication(call: Callable[..., Any], settings: Settings, authorization: str | None) -> None:
    """Token, name and password, or a header of one's own."""
    server = Recorder()
    call(server, **settings)
    assert server.request.headers.get("authorization") == authorization


def test_own_http_client_keeps_its_settings() -> None:
    """The authentication, headers and timeout of one's own client apply where ours say nothing, and it stays open."""
    server = Recorder()
    with httpx2.Client(
        transport=httpx2.MockTransport(server), auth=("a", "b"), headers={"x-own": "1"}, timeout=3, params={"p": "1"}
    ) as http_client:
        with Sample(http_client=http_client) as client:
            client.spaces.access_rules.list(page=2)
        assert not http_client.is_closed
    assert server.request.headers["authorization"].startswith("Basic ")
    assert server.request.headers["x-own"] == "1"
    assert str(server.request.url.query, "ascii") == "p=1&page=2"
    assert server.request.extensions["timeout"]["read"] == 3


@pytest.mark.parametrize(("timeout", "read"), [(7, 7), (None, None), (httpx2.Timeout(5, read=6), 6)])
def test_timeouts(timeout: float | httpx2.Timeout | None, read: float | None) -> None:
    """A timeout that is given applies, to one's own client too."""
    server = Recorder()
    mocked(server, timeout=timeout).spaces.access_rules.list()
    assert server.request.extensions["timeout"]["read"] == read


@pytest.mark.parametrize(
    "base_url", ["https://host.example/v1", "https://host.example/v1/", "https://host.example:443/v1//"]
)
def test_base_url_with_prefix(base_url: str) -> None:
    """The path of an operation is appended to the base address, whether or not that ends in a slash."""
    server = Recorder()
    mocked(server, base_url=base_url).spaces.access_rules.get(5)
    assert str(server.request.url) == "https://host.example/v1/api/spaces/accessrules/5"


def test_paths_and_queries_reach_the_server_encoded() -> None:
    """What is encoded stays so on its way through httpx2."""
    server = Recorder()
    mocked(server).spaces.access_rules.get_image("a/b?c%20é")
    assert server.request.url.raw_path == b"/api/spaces/accessrules/images/a%2Fb%3Fc%2520%C3%A9"
    server = Recorder({"Records": []})
    mocked(server).spaces.access_rules.list(access_rule_name="a&b=c d+é", days=[DayOfWeek.MONDAY, 9], active=False)
    assert dict(server.request.url.params.multi_items()) == {
        "AccessRule_Name": "a&b=c d+é",
        "active": "false",
        "Days": "[1,9]",
    }
    server = Recorder([])
    assert mocked(server).spaces.access_rules.get_many([1, 2]) == []
    assert server.request.url.params["ids"] == "1,2"


def test_children_as_models_or_dicts() -> None:
    """Children are given as models, as dicts with Python names, or mixed."""
    server = Recorder()
    slots = (TimeSlotInput(day_of_week=DayOfWeek.MONDAY), {"day_of_week": 2, "from_time": "x"})
    mocked(server).spaces.access_rules.update(id=1, time_slots=slots)
    assert json.loads(server.request.content)["TimeSlots"] == [{"DayOfWeek": 1}, {"DayOfWeek": 2, "FromTime": "x"}]


@both
def test_nothing_is_sent_if_the_arguments_are_wrong(call: Callable[..., Any]) -> None:
    """Arguments are checked before anything is sent."""
    server = Recorder()
    with pytest.raises(InvalidRequestError, match="DayOfWeek"):
        mocked(server).spaces.access_rules.update(id=1, time_slots=[{"day_of_week": "Monday"}])
    assert server.requests == []


@pytest.mark.parametrize(
    "settings",
    [
        {"token": "t", "username": "u", "password": "p"},
        {"token": "t", "password": "p"},
        {"password": "p"},
        {"username": "u"},
        {"token": "t", "headers": {"Authorization": "Key s3cret"}},
        {"token": "t", "headers": {"Content-Length": "3"}},
        {"token": "t", "headers": {"Host": "evil.example"}},
        {"username": "a:b", "password": "p"},
        {"token": ""},
        {"token": "s3cret\n"},
        {"token": "t", "headers": {"x": "s3cret\r\ny: z"}},
        {"token": "t", "base_url": "host.example"},
        {"token": "t", "base_url": "ftp://host.example"},
        {"token": "t", "base_url": "https://me:s3cret@host.example"},
        {"token": "t", "base_url": "https://host.example?key=s3cret"},
        {"token": "t", "base_url": "https://host.example:port"},
    ],
)
@pytest.mark.parametrize("kind", [Sample, AsyncSample])
def test_settings_that_make_no_sense(kind: type[Sample] | type[AsyncSample], settings: Settings) -> None:
    """Contradictory or unusable settings are a ValueError that shows no secret."""
    with pytest.raises(ValueError) as caught:
        kind(**settings)
    assert "s3cret" not in str(caught.value)


def test_repr_shows_no_secret() -> None:
    """The repr names the address and nothing else."""
    client = Sample(token=_TOKEN, headers={"x-key": _TOKEN})
    assert repr(client) == "Sample(base_url='https://sample.example')"


def test_a_closed_client_refuses_calls() -> None:
    """After closing, a call is a RuntimeError, even if nothing was ever sent; closing twice is harmless."""
    client = Sample(token=_TOKEN)
    client.close()
    client.close()
    with pytest.raises(RuntimeError, match="closed"):
        client.spaces.access_rules.get(1)

    async def run() -> None:
        async with AsyncSample(token=_TOKEN) as closing:
            pass
        with pytest.raises(RuntimeError, match="closed"):
            await closing.spaces.access_rules.get(1)

    asyncio.run(run())


class _Echo(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        name = f"{self.command} {self.path} {self.headers['authorization']} {body.decode()}"
        content = json.dumps({"Id": 1, "Name": name, "Message": name}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = _answer

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server that answers with what it was asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Echo) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_real_connection(address: str) -> None:
    """The client's own connections work, are made at the first call and closed at the end."""
    with Sample(token="x", base_url=address) as client:
        rule = client.spaces.access_rules.get(7)
        result = client.spaces.access_rules.update(id=7)
    assert rule.name == "GET /api/spaces/accessrules/7 Bearer x "
    assert result.message == 'PUT /api/spaces/accessrules Bearer x {"Id":7}'


def test_real_connection_async(address: str) -> None:
    """The same for the async client, with calls at the same time."""

    async def run() -> list[str | None]:
        async with AsyncSample(token="x", base_url=address) as client:
            rules = await asyncio.gather(*(client.spaces.access_rules.get(id) for id in range(5)))
        return [rule.name for rule in rules]

    assert asyncio.run(run()) == [f"GET /api/spaces/accessrules/{id} Bearer x " for id in range(5)]


def test_real_connection_that_fails() -> None:
    """A port where nobody listens is a ConnectionFailedError."""
    with Sample(token="x", base_url="http://127.0.0.1:1") as client, pytest.raises(ConnectionFailedError):
        client.spaces.access_rules.get(1)
