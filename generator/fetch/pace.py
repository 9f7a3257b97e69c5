"""The pace of asking: a host in, and the moment at which it may be asked again. One record per host, made when it is first asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiolimiter import AsyncLimiter


class HostClosedError(Exception):
    """A host that asked for a longer pause than anybody waits for."""


class Host:
    """How fast one host is asked, and until when not at all."""

    def __init__(self, rate: float, concurrency: int) -> None:
        self._gap = 1 / rate
        self._limiter = AsyncLimiter(1, self._gap)
        self._seats = asyncio.Semaphore(concurrency)
        self._until = 0.0
        self.closed = False

    def slow_down(self, gap: float) -> None:
        """Leave at least so many seconds between two requests."""
        if gap > self._gap:
            self._gap = gap
            self._limiter = AsyncLimiter(1, gap)

    def hold(self, seconds: float) -> None:
        """Ask nothing for so many seconds."""
        self._until = max(self._until, asyncio.get_running_loop().time() + seconds)

    def close(self) -> None:
        """Ask nothing any more."""
        self.closed = True

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the moment to ask, and count as asking until the block ends; raises HostClosedError."""
        async with self._seats:
            await self._wait()
            yield

    async def _wait(self) -> None:
        while True:
            if self.closed:
                raise HostClosedError
            await self._limiter.acquire()
            left = self._until - asyncio.get_running_loop().time()
            if left <= 0 and not self.closed:
                return
            await asyncio.sleep(max(left, 0))


class Pace:
    """The hosts that are asked."""

    def __init__(self, rate: float, concurrency: int) -> None:
        self._rate, self._concurrency = rate, concurrency
        self._hosts: dict[str, Host] = {}

    def host(self, name: str) -> Host:
        """The record of a host."""
        return self._hosts.setdefault(name, Host(self._rate, self._concurrency))
