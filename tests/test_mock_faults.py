"""Tests of what the mock server does wrong when it is told to: each fault as a caller meets it, over a socket."""

import socket
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import httpx2
import pytest

from generator.mock import FaultError, Server, serve
from tests import petshop

PLACE = "/owners"


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """The pet shop, started once."""
    with serve(petshop.DOCUMENT) as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    """The pet shop without pets and faults."""
    running.reset()
    return running


@pytest.fixture
def client(server: Server) -> Iterator[httpx2.Client]:
    """A caller with the key."""
    with httpx2.Client(base_url=server.url, headers={"x-key": server.token}) as one:
        yield one


def test_throttling_tells_seconds(server: Server, client: httpx2.Client) -> None:
    """429 with Retry-After in seconds, once; then all is well again."""
    server.faults.add("throttle", wait=3)
    refused = client.get(PLACE)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "3")
    assert client.get(PLACE).status_code == 200


def test_throttling_tells_a_date(server: Server, client: httpx2.Client) -> None:
    """Retry-After may be the date after which to come again."""
    server.faults.add("throttle", wait=60, form="date")
    moment = parsedate_to_datetime(client.get(PLACE).headers["retry-after"])
    assert 50 < moment.timestamp() - time.time() <= 60


def test_throttling_tells_in_words_only(server: Server, client: httpx2.Client) -> None:
    """The time to wait may stand in the body alone."""
    server.faults.add("throttle", wait=5, form="body")
    refused = client.get(PLACE)
    assert refused.status_code == 429
    assert "retry-after" not in refused.headers
    assert "Wait 5 seconds" in refused.text


def test_throttling_with_a_conflict(server: Server, client: httpx2.Client) -> None:
    """Some APIs throttle with 409; a header of the request asks for it."""
    refused = client.get(PLACE, headers={"x-mock-fault": "throttle; status=409; wait=2"})
    assert (refused.status_code, refused.headers["retry-after"]) == (409, "2")


@pytest.mark.parametrize("status", [500, 503])
def test_a_failure_passes(server: Server, client: httpx2.Client, status: int) -> None:
    """A server that fails twice does what it is asked for at the third time, and only then; the attempts are counted."""
    server.faults.add("fail", status=status, times=2)
    statuses = [client.post(PLACE, json={"email": "a@b.example"}).status_code for _ in range(3)]
    assert statuses == [status, status, 201]
    assert [one.attempt for one in server.requests] == [1, 2, 3]
    assert len(server.records(PLACE)) == 1


def test_a_failure_by_header_passes(server: Server, client: httpx2.Client) -> None:
    """The same asked for by each request, which a client sends again as it is; the next request begins anew."""
    headers = {"x-mock-fault": "fail; times=2"}
    assert [client.get(PLACE, headers=headers).status_code for _ in range(4)] == [500, 500, 200, 500]


def test_a_connection_is_dropped(server: Server, client: httpx2.Client) -> None:
    """The connection ends without an answer, and nothing was done."""
    server.faults.add("drop")
    with pytest.raises(httpx2.TransportError):
        client.post(PLACE, json={"email": "a@b.example"})
    assert server.records(PLACE) == []
    assert client.get(PLACE).status_code == 200


def test_an_answer_is_cut(server: Server, client: httpx2.Client) -> None:
    """The connection ends in the middle of the body, although what was asked for was done."""
    server.faults.add("cut")
    with pytest.raises(httpx2.RemoteProtocolError):
        client.post(PLACE, json={"email": "a@b.example"})
    assert len(server.records(PLACE)) == 1


def test_an_answer_without_content_can_be_cut(server: Server, client: httpx2.Client) -> None:
    """There, nothing comes at all."""
    server.faults.add("cut")
    with pytest.raises(httpx2.RemoteProtocolError):
        client.get("/health")


@pytest.mark.parametrize("kind", ["slow", "trickle"])
def test_an_answer_is_late(server: Server, client: httpx2.Client, kind: str) -> None:
    """An answer is late as a whole or comes in drops, and is right all the same."""
    server.faults.add(kind, wait=0.3)
    began = time.monotonic()
    assert client.get("/owners/me").json() == "it is you"
    assert time.monotonic() - began >= 0.25


def test_a_late_answer_can_be_given_up(server: Server, client: httpx2.Client) -> None:
    """A caller who goes before the answer comes does no harm."""
    server.faults.add("slow", wait=0.4)
    with pytest.raises(httpx2.ReadTimeout):
        client.get(PLACE, timeout=0.05)
    assert client.get(PLACE).status_code == 200


def test_success_without_success(server: Server, client: httpx2.Client) -> None:
    """The status of success, with a body that denies it."""
    server.faults.add("unsuccessful")
    answer = client.post(PLACE, json={"email": "a@b.example"})
    assert (answer.status_code, answer.json()["success"]) == (201, False)
    assert server.records(PLACE) == []


def test_malformed_json(server: Server, client: httpx2.Client) -> None:
    """The status of success, with half of a JSON."""
    server.faults.add("malformed")
    answer = client.get("/owners/me")
    assert answer.status_code == 200
    with pytest.raises(ValueError, match="Unterminated"):
        answer.json()


def test_a_token_expires() -> None:
    """The token of a request is good no more from then on; others are."""
    with serve(petshop.DOCUMENT, tokens=("one", "two")) as server, httpx2.Client(base_url=server.url) as client:

        def status(token: str) -> int:
            return client.get(PLACE, headers={"authorization": f"Bearer {token}"}).status_code

        server.faults.add("expire")
        assert [status("one"), status("one"), status("two")] == [401, 401, 200]


def test_a_fault_concerns_what_it_names(server: Server, client: httpx2.Client) -> None:
    """A fault may wait for one method and path, and may last until it is taken away."""
    server.faults.add("fail", times=0, method="get", path=PLACE)
    assert client.get("/owners/me").status_code == 200
    assert [client.get(PLACE).status_code for _ in range(3)] == [500] * 3
    assert client.post(PLACE, json={"email": "a@b.example"}).status_code == 201
    server.faults.clear()
    assert client.get(PLACE).status_code == 200


@pytest.mark.parametrize(
    "text",
    ["none", "fail; status=many", "fail; colour=red", "throttle; form=song", "", "slow; wait=1e9", "fail; status=7"],
)
def test_a_fault_that_is_none(server: Server, client: httpx2.Client, text: str) -> None:
    """A header that describes no fault is refused in words."""
    answer = client.get(PLACE, headers={"x-mock-fault": text})
    assert (answer.status_code, set(answer.json())) == (400, {"error"})


def test_a_fault_that_is_none_is_refused_when_it_is_added(server: Server) -> None:
    """A test with a typing mistake fails where the mistake is."""
    with pytest.raises(FaultError, match="there is no fault"):
        server.faults.add("thorttle")


def test_requests_are_remembered(server: Server, client: httpx2.Client) -> None:
    """Each request is known by its method, path, query, body, and how often the same one came."""
    for _ in range(2):
        client.post(f"{PLACE}?a=1", json={"email": "a@b.example"})
    client.get(PLACE)
    assert [(one.method, one.path, one.query, one.attempt) for one in server.requests] == [
        ("POST", PLACE, "a=1", 1),
        ("POST", PLACE, "a=1", 2),
        ("GET", PLACE, "", 1),
    ]
    assert b"a@b.example" in server.requests[0].content
    assert server.requests.count == 3


def test_a_rate_limit() -> None:
    """Of more requests in a second than are allowed the rest is refused, and told when to come again."""
    now = 100.0
    with serve(petshop.DOCUMENT, rate=3, clock=lambda: now) as server, httpx2.Client(base_url=server.url) as client:
        statuses = [client.get("/health").status_code for _ in range(4)]
        assert statuses == [204, 204, 204, 429]
        assert client.get("/health").headers["retry-after"] == "1"
        now += 1.0
        assert client.get("/health").status_code == 204


def test_nothing_is_left_listening() -> None:
    """When the block ends the port is free, whatever connections were open."""
    with serve(petshop.DOCUMENT) as server:
        host, port = server.url.removeprefix("http://").split(":")
        idle = socket.create_connection((host, int(port)))
    with pytest.raises(OSError):
        socket.create_connection((host, int(port)), timeout=1)
    idle.close()


def test_an_error_in_the_block_comes_through() -> None:
    """The server stops, and the error is not hidden."""
    with pytest.raises(ZeroDivisionError), serve(petshop.DOCUMENT):
        raise ZeroDivisionError


def test_a_port_that_is_taken_is_an_error() -> None:
    """Two servers cannot have one port."""
    with (
        serve(petshop.DOCUMENT) as server,
        pytest.raises(OSError),
        serve(petshop.DOCUMENT, port=int(server.url.rpartition(":")[2])),
    ):
        pass
