"""Files that are answered: as bytes or piece by piece, to a path or an open file; what happens where one breaks off or is none."""

import asyncio
import gzip
import io
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest

from templates.python.runtime.streams import AsyncStream, SyncStream
from tests.runtime.sample import (
    AsyncSample,
    ConnectionFailedError,
    InvalidResponseError,
    NotFoundError,
    OperationFailedError,
    Sample,
    SampleError,
)
from tests.runtime.scripted import Async, Sync, reply

PIECES = [b"one\n", b"two\n", "dr\u00e9i".encode()]
CONTENT = b"".join(PIECES)


class Body(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that comes in pieces, and breaks off where `broken` says so; it knows whether it was closed."""

    def __init__(self, *pieces: bytes, broken: Exception | None = None) -> None:
        self.pieces, self.broken = pieces or PIECES, broken
        self.closed, self.read = False, 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.read += 1
            yield piece
        if self.broken:
            raise self.broken

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        """Give the connection back."""
        self.closed = True

    async def aclose(self) -> None:
        """Give the connection back."""
        self.closed = True


def file(body: Body, **headers: str) -> Callable[[httpx2.Request], httpx2.Response]:
    """A server that answers with a file."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: httpx2.Response(200, headers={"content-type": "image/png", **named}, stream=body)


def answering(response: httpx2.Response) -> Callable[[httpx2.Request], httpx2.Response]:
    """A server that gives one answer."""
    return lambda request: httpx2.Response(response.status_code, headers=response.headers, content=response.content)


def sync_stream(server: Any, use: Callable[[SyncStream], Any]) -> Any:
    """What a use of a stream gives."""
    client: Sample = Sync().client(server)
    with client.spaces.access_rules.with_streaming_response.get_image("x") as stream:
        return use(stream)


def async_stream(server: Any, use: Callable[[AsyncStream], Any]) -> Any:
    """What an awaited use of a stream gives."""

    async def work() -> Any:
        client: AsyncSample = Async().client(server)
        async with client.spaces.access_rules.with_streaming_response.get_image("x") as stream:
            return await use(stream)

    return asyncio.run(work())


async def pieces_of(stream: AsyncStream, size: int | None = None) -> list[bytes]:
    """The pieces of an async stream."""
    return [piece async for piece in stream.iter_bytes(size)]


async def lines_of(stream: AsyncStream) -> list[str]:
    """The lines of an async stream."""
    return [line async for line in stream.iter_lines()]


def test_the_bytes_of_a_file() -> None:
    """Without a stream the whole file comes back as bytes."""
    assert Sync().run(lambda client: client.spaces.access_rules.get_image("x"), file(Body())) == CONTENT
    assert Async().run(lambda client: client.spaces.access_rules.get_image("x"), file(Body())) == CONTENT


def test_pieces_lines_and_the_whole() -> None:
    """A stream is read as it comes, in pieces of a size, as lines or whole, by both clients."""
    assert sync_stream(file(Body()), lambda one: list(one.iter_bytes())) == PIECES
    assert async_stream(file(Body()), pieces_of) == PIECES
    assert {len(piece) for piece in sync_stream(file(Body()), lambda one: list(one.iter_bytes(6)))} == {6, 1}
    assert {len(piece) for piece in async_stream(file(Body()), lambda one: pieces_of(one, 6))} == {6, 1}
    assert sync_stream(file(Body()), lambda one: list(one.iter_lines())) == ["one", "two", "dréi"]
    assert async_stream(file(Body()), lines_of) == ["one", "two", "dréi"]
    assert sync_stream(file(Body()), SyncStream.read) == async_stream(file(Body()), AsyncStream.read) == CONTENT


def test_what_is_known_before_anything_is_read() -> None:
    """Status, headers, size and the server's name for the exchange are there at once, and nothing of the body was read."""
    body = Body()
    server = file(body, content_length=str(len(CONTENT)), x_request_id="r1")

    def use(stream: SyncStream) -> None:
        assert (stream.status_code, stream.size, stream.request_id) == (200, len(CONTENT), "r1")
        assert stream.headers["content-type"] == "image/png"
        assert body.read == 0

    sync_stream(server, use)
    assert body.closed
    assert sync_stream(file(Body(), content_length="some"), lambda one: one.size) is None
    assert sync_stream(file(Body()), lambda one: one.size) is None


def leave(_: object) -> None:
    """Read nothing."""


def fail(_: object) -> None:
    """Read nothing, and raise."""
    raise ZeroDivisionError


@pytest.mark.parametrize("use", [leave, fail])
def test_a_stream_is_closed_whatever_happens(use: Callable[[object], None]) -> None:
    """The connection is given back where the block is left early, be it by an error."""
    body, other = Body(), Body()

    async def awaited(stream: AsyncStream) -> None:
        use(stream)

    with suppress(ZeroDivisionError):
        sync_stream(file(body), use)
    with suppress(ZeroDivisionError):
        async_stream(file(other), awaited)
    assert body.closed
    assert other.closed


def test_a_compressed_body_is_unpacked() -> None:
    """Pieces are what was packed."""
    body = gzip.compress(CONTENT)
    assert sync_stream(file(Body(body), content_encoding="gzip"), SyncStream.read) == CONTENT
    assert async_stream(file(Body(body), content_encoding="gzip"), AsyncStream.read) == CONTENT


def test_writing_to_a_path_or_an_open_file(tmp_path: Path) -> None:
    """A file of the path is replaced when all has arrived; the number of bytes comes back, and nothing else is left there."""
    (tmp_path / "a.png").write_bytes(b"old")
    assert sync_stream(file(Body()), lambda one: one.write_to(tmp_path / "a.png")) == len(CONTENT)
    assert async_stream(file(Body()), lambda one: one.write_to(str(tmp_path / "b.png"))) == len(CONTENT)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.png": CONTENT, "b.png": CONTENT}
    target, other = io.BytesIO(), io.BytesIO()
    sync_stream(file(Body()), lambda one: one.write_to(target))
    async_stream(file(Body()), lambda one: one.write_to(other))
    assert target.getvalue() == other.getvalue() == CONTENT


def test_what_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    """Where reading fails the package's own error is raised, and the file of the path is as it was."""
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    broken = httpx2.ReadError("gone")
    with pytest.raises(ConnectionFailedError):
        sync_stream(file(Body(broken=broken)), lambda one: one.write_to(path))
    with pytest.raises(ConnectionFailedError):
        async_stream(file(Body(broken=broken)), lambda one: one.write_to(path))
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.png", b"old")]


def test_a_stream_is_read_once() -> None:
    """Reading a second time, or behind the block, raises the package's own error."""

    def twice(stream: SyncStream) -> SyncStream:
        stream.read()
        with pytest.raises(InvalidResponseError):
            stream.read()
        return stream

    sync_stream(file(Body()), twice)
    left = sync_stream(file(Body()), lambda one: one)
    with pytest.raises(SampleError):
        left.read()

    async def again(stream: AsyncStream) -> None:
        await stream.read()
        with pytest.raises(InvalidResponseError):
            await stream.read()

    async_stream(file(Body()), again)


def test_a_failure_is_raised_before_the_block() -> None:
    """A status of failure and an envelope that says so raise as the method itself does."""
    missing = answering(reply({"Message": "no such image"}, 404))
    denied = answering(reply({"Succeeded": False, "Message": "no"}))
    for server, error in ((missing, NotFoundError), (denied, OperationFailedError)):
        with pytest.raises(error):
            sync_stream(server, SyncStream.read)
        with pytest.raises(error):
            async_stream(server, AsyncStream.read)


def test_a_file_may_be_json() -> None:
    """JSON that tells no failure is the file."""
    server = answering(httpx2.Response(200, headers={"content-type": "application/json"}, content=b'{"a": 1}'))
    assert sync_stream(server, SyncStream.read) == async_stream(server, AsyncStream.read) == b'{"a": 1}'


def test_a_streaming_method_says_what_it_does() -> None:
    """Its help is that of the method that it wraps."""
    streaming = Sync().client(file(Body())).spaces.access_rules.with_streaming_response
    assert streaming.get_image.__doc__ == "Get an image."
