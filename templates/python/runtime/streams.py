"""Files that a server answers with, read piece by piece."""

import os
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    aclosing,
    asynccontextmanager,
    closing,
    contextmanager,
)
from functools import wraps
from pathlib import Path
from typing import IO, ParamSpec, cast

import httpx2

from .answers import Answer, Answered

P = ParamSpec("P")

#: Makes the package's own error of one of httpx2.
Explain = Callable[[Exception], Exception]


class _Stream(Answered):
    """What both streams know before anything is read."""

    def __init__(self, answer: Answer, response: httpx2.Response, explain: Explain) -> None:
        super().__init__(answer)
        self._response = response
        self._explain = explain

    @property
    def size(self) -> int | None:
        """How many bytes the server says that it sends (compressed, if it compresses them)."""
        text = self.headers.get("content-length", "")
        return int(text) if text.isascii() and text.isdigit() else None

    @contextmanager
    def _explaining(self) -> Generator[None, None, None]:
        try:
            yield
        except (httpx2.RequestError, httpx2.StreamError) as error:
            raise self._explain(error) from None


class SyncStream(_Stream):
    """An answer whose body is read piece by piece; it can be read once. Raises the package's errors where reading fails."""

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body in pieces, as they come or of the given size."""
        with self._explaining():
            yield from self._response.iter_bytes(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """The body as lines of text."""
        with self._explaining():
            yield from self._response.iter_lines()

    def read(self) -> bytes:
        """The whole body."""
        return b"".join(self.iter_bytes())

    def write_to(self, target: "str | os.PathLike[str] | IO[bytes]") -> int:
        """Write the body to a path or an open binary file; gives the number of bytes. A file of that path is replaced
        only when all has arrived.
        """
        with _target(target) as file:
            return sum(file.write(piece) for piece in self.iter_bytes())

    def close(self) -> None:
        """Give the connection back, whether or not all was read."""
        self._response.close()


class AsyncStream(_Stream):
    """An answer whose body is read piece by piece; it can be read once. Raises the package's errors where reading fails."""

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces, as they come or of the given size."""
        with self._explaining():
            async for piece in self._response.aiter_bytes(chunk_size):
                yield piece

    async def iter_lines(self) -> AsyncIterator[str]:
        """The body as lines of text."""
        with self._explaining():
            async for line in self._response.aiter_lines():
                yield line

    async def read(self) -> bytes:
        """The whole body."""
        return b"".join([piece async for piece in self.iter_bytes()])

    async def write_to(self, target: "str | os.PathLike[str] | IO[bytes]") -> int:
        """Write the body to a path or an open binary file; gives the number of bytes. A file of that path is replaced
        only when all has arrived.
        """
        with _target(target) as file:
            return sum([file.write(piece) async for piece in self.iter_bytes()])

    async def aclose(self) -> None:
        """Give the connection back, whether or not all was read."""
        await self._response.aclose()


@contextmanager
def _target(target: "str | os.PathLike[str] | IO[bytes]") -> Generator[IO[bytes], None, None]:
    if not isinstance(target, (str, os.PathLike)):
        yield target
        return
    path = Path(target)
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def streamed(method: Callable[P, bytes]) -> Callable[P, AbstractContextManager[SyncStream]]:
    """A method of a resource whose engine gives open answers, as one whose answer is closed in the end."""
    opened = cast("Callable[P, SyncStream]", method)

    @wraps(method)
    @contextmanager
    def stream(*args: P.args, **kwargs: P.kwargs) -> Generator[SyncStream, None, None]:
        with closing(opened(*args, **kwargs)) as answer:
            yield answer

    return stream


def streamed_async(method: Callable[P, Awaitable[bytes]]) -> Callable[P, AbstractAsyncContextManager[AsyncStream]]:
    """The same for an async method."""
    opened = cast("Callable[P, Awaitable[AsyncStream]]", method)

    @wraps(method)
    @asynccontextmanager
    async def stream(*args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[AsyncStream, None]:
        async with aclosing(await opened(*args, **kwargs)) as answer:
            yield answer

    return stream
