"""Both clients over real connections: what breaks, what is slow, what is cancelled, and that nothing is left open."""

import asyncio
import gc
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from tests.runtime.sample import AsyncSample, ConnectionFailedError, InvalidResponseError, Sample, TimedOutError
from tests.runtime.scripted import get, update

OK = b'{"Id": 7}'
HEAD = "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{more}\r\n"

#: What a server does with a request: it writes to the connection, and says whether it keeps that.
Act = Callable[["Handler"], bool]


class Handler(socketserver.StreamRequestHandler):
    """Reads requests of one connection and does what the script says, in turn."""

    server: "Server"

    def handle(self) -> None:
        """Until the client goes, or the script ends the connection."""
        with self.server.counted():
            while self.read_request():
                try:
                    if not self.server.next_act()(self):
                        return
                except OSError:
                    return

    def read_request(self) -> bool:
        """Read one request with its body; whether there was one."""
        lines = list(iter(self.rfile.readline, b"\r\n"))[:200] if self.peek() else []
        length = next((int(one.partition(b":")[2]) for one in lines if one.lower().startswith(b"content-length:")), 0)
        self.rfile.read(length)
        return bool(lines)

    def peek(self) -> bool:
        """Whether something comes before the client goes."""
        try:
            return bool(self.rfile.peek(1))  # type: ignore[attr-defined]
        except OSError:
            return False

    def send(self, body: bytes = OK, status: str = "200 OK", length: int | None = None, more: str = "") -> None:
        """Write an answer, perhaps shorter than it says."""
        head = HEAD.format(status=status, length=len(body) if length is None else length, more=more)
        self.wfile.write(head.encode() + body)


class Server(socketserver.ThreadingTCPServer):
    """A server on this machine whose acts are scripted; it counts requests and open connections."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts: list[Act] = []
        self.requests = 0
        self.open = self.most = self.connections = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def next_act(self) -> Act:
        """What is to be done with the next request; the last act is done again and again."""
        with self.lock:
            self.requests += 1
            return self.acts[min(self.requests, len(self.acts)) - 1]

    def counted(self) -> "Counted":
        """Counts a connection as long as it is open."""
        return Counted(self)

    def wait_until_closed(self) -> bool:
        """Whether all connections are closed, or become so in a moment."""
        ends = time.monotonic() + 5
        while self.open and time.monotonic() < ends:
            time.sleep(0.01)
        return self.open == 0


class Counted:
    """Counts one connection of a server while it is open."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def __enter__(self) -> None:
        with self.server.lock:
            self.server.open += 1
            self.server.connections += 1
            self.server.most = max(self.server.most, self.server.open)

    def __exit__(self, *error: object) -> None:
        with self.server.lock:
            self.server.open -= 1


@pytest.fixture
def server() -> Iterator[Server]:
    """A server without a script."""
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def ok(handler: Handler) -> bool:
    """Answer."""
    handler.send()
    return True


def drop(handler: Handler) -> bool:
    """Close the connection without a word."""
    return False


def cut(handler: Handler) -> bool:
    """Close the connection in the middle of the body."""
    handler.send(length=100)
    return False


def silence(handler: Handler) -> bool:
    """Say nothing for a long time."""
    handler.peek()
    return False


def trickle(handler: Handler) -> bool:
    """Send a byte from time to time, and never all."""
    handler.send(b"{", length=10_000)
    while True:
        time.sleep(0.02)
        handler.wfile.write(b" ")


def crowded(handler: Handler) -> bool:
    """Take a moment, so that requests pile up."""
    time.sleep(0.05)
    handler.send()
    return True


def busy(handler: Handler) -> bool:
    """Ask to wait for a moment."""
    handler.send(b"{}", "429 Too Many Requests", more="retry-after: 0.2\r\n")
    return True


#: Runs a call with one of the clients.
Runner = Callable[..., Any]


def run_sync(call: Callable[[Any], Any], server: Server, **settings: Any) -> Any:
    """With the sync client."""
    with Sample(token="t", base_url=server.url, environment={}, **settings) as client:
        return call(client)


def run_async(call: Callable[[Any], Any], server: Server, **settings: Any) -> Any:
    """With the async client."""

    async def work() -> Any:
        async with AsyncSample(token="t", base_url=server.url, environment={}, **settings) as client:
            return await call(client)

    return asyncio.run(work())


both = pytest.mark.parametrize("run", [run_sync, run_async])


@both
@pytest.mark.parametrize("fault", [drop, cut])
def test_broken_connections(server: Server, run: Runner, fault: Act) -> None:
    """A connection that breaks before or within the answer is made anew for what may be sent twice."""
    server.acts = [fault, ok]
    assert run(get, server).id == 7
    assert server.requests == 2
    assert server.wait_until_closed()


@both
@pytest.mark.parametrize("fault", [drop, cut])
def test_broken_connections_and_writes(server: Server, run: Runner, fault: Act) -> None:
    """What may not be sent twice is not: nobody knows whether the server did it."""
    server.acts = [fault, ok]
    with pytest.raises(ConnectionFailedError) as caught:
        run(lambda client: client.request("POST", "/api/x", json={}), server)
    assert (server.requests, caught.value.attempts) == (1, 1)


@both
def test_a_server_that_throttles(server: Server, run: Runner) -> None:
    """The wait that a server asks for is kept, also by writes."""
    server.acts = [busy, busy, ok]
    began = time.monotonic()
    run(lambda client: client.request("POST", "/api/x", json={}), server)
    assert 0.4 <= time.monotonic() - began < 5
    assert server.connections == 1


@both
@pytest.mark.parametrize("act", [silence, trickle])
def test_deadlines(server: Server, run: Runner, act: Act) -> None:
    """A call ends at its deadline, whether the server says nothing or never comes to an end, and its connection is closed."""
    server.acts = [act]
    began = time.monotonic()
    with pytest.raises(TimedOutError, match=r"GET /api/spaces/accessrules/\{id\}: .*"):
        run(get, server, deadline=0.3)
    assert 0.25 <= time.monotonic() - began < 2
    assert server.wait_until_closed()


@both
def test_a_deadline_is_for_all_attempts(server: Server, run: Runner) -> None:
    """Attempts and pauses together take no longer than the deadline, whatever each of them may take."""
    server.acts = [silence]
    began = time.monotonic()
    with pytest.raises(TimedOutError) as caught:
        run(get, server, deadline=1.0, timeout=0.2, retries=50)
    assert time.monotonic() - began < 2
    assert caught.value.attempts == server.requests > 1


@both
def test_timeouts(server: Server, run: Runner) -> None:
    """A wait on the network ends at the timeout."""
    server.acts = [silence]
    with pytest.raises(TimedOutError, match="ReadTimeout"):
        run(get, server, timeout=0.1, retries=0)
    assert server.requests == 1


@both
def test_nobody_listens(run: Runner) -> None:
    """Where nobody listens, nothing was sent, so that even a write is tried again before the error."""
    server = Server()
    server.server_close()
    with pytest.raises(ConnectionFailedError, match="ConnectError") as caught:
        run(lambda client: client.request("POST", "/api/x"), server, retries=1)
    assert caught.value.attempts == 2


@both
def test_connections_are_used_again(server: Server, run: Runner) -> None:
    """Calls one after the other use one connection, which is closed with the client."""
    server.acts = [ok]

    def calls(client: Any) -> Any:
        if isinstance(client, Sample):
            return [get(client), update(client), get(client.with_options(timeout=9))]

        async def work() -> Any:
            return [await get(client), await update(client), await get(client.with_options(timeout=9))]

        return work()

    run(calls, server)
    assert (server.requests, server.connections) == (3, 1)
    assert server.wait_until_closed()


def test_limits_of_tasks(server: Server) -> None:
    """No more connections are opened than the limits allow, however many tasks call."""
    server.acts = [crowded]

    def many(client: Any) -> Any:
        return asyncio.gather(*(get(client) for _ in range(12)))

    run_async(many, server, limits=httpx2.Limits(max_connections=3))
    assert (server.requests, server.most) == (12, 3)


def test_limits_of_threads(server: Server) -> None:
    """So it is for threads."""
    server.acts = [crowded]

    def many(client: Any) -> Any:
        with ThreadPoolExecutor(12) as pool:
            return list(pool.map(lambda _: get(client), range(12)))

    run_sync(many, server, limits=httpx2.Limits(max_connections=3))
    assert (server.requests, server.most) == (12, 3)


@pytest.mark.parametrize("act", [silence, trickle])
def test_cancellation(server: Server, act: Act) -> None:
    """A cancelled call ends at once, leaves no connection behind, and the client goes on."""
    server.acts = [act, ok]

    async def work() -> None:
        async with AsyncSample(token="t", base_url=server.url, environment={}) as client:
            task = asyncio.ensure_future(get(client))
            while not server.requests:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await asyncio.to_thread(server.wait_until_closed)
            assert (await get(client)).id == 7

    asyncio.run(work())


def test_cancellation_of_a_pause(server: Server) -> None:
    """A call that is cancelled while it waits for its next attempt is not sent again."""
    server.acts = [busy, ok]

    async def work() -> None:
        async with AsyncSample(token="t", base_url=server.url, environment={}) as client:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(get(client), 0.1)
            await asyncio.sleep(0.3)

    asyncio.run(work())
    assert server.requests == 1


@both
def test_an_answer_that_cannot_be_decoded(server: Server, run: Runner) -> None:
    """Bytes that are not what their encoding says are an error of the answer, and not tried again."""

    def garbled(handler: Handler) -> bool:
        handler.send(b"no gzip", more="content-encoding: gzip\r\n")
        return False

    server.acts = [garbled]
    with pytest.raises(InvalidResponseError, match="DecodingError"):
        run(get, server)
    assert server.requests == 1


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_one_client_in_several_event_loops(server: Server) -> None:
    """An async client serves `asyncio.run` again and again; what a loop left open when it ended is not used any more."""
    server.acts = [ok]
    client = AsyncSample(token="t", base_url=server.url, environment={})
    assert [asyncio.run(get_now(client)) for _ in range(3)] == [7, 7, 7]

    async def close() -> None:
        await client.aclose()
        with pytest.raises(RuntimeError, match="closed"):
            await get(client)

    asyncio.run(close())
    gc.collect()  # what loops left behind that ended, here where the warnings of it are expected
    assert server.wait_until_closed()


async def get_now(client: AsyncSample) -> int:
    """The id of what a call gives."""
    return int((await get(client)).id)
