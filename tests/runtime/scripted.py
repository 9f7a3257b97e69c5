"""A server that answers by a script, and both clients that talk to it, so that a test is written once for both."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx2
import pytest

from tests.runtime.sample import AsyncSample, Sample

#: What a script holds: an answer, or what is raised instead.
Reply = httpx2.Response | Exception

#: A call: a client in, its result or what is to be awaited out.
Call = Callable[[Any], Any]


class Script:
    """Gives its replies in turn, the last again and again, and remembers what it was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies: Sequence[Reply] = replies or (reply({}),)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """The next reply."""
        request.read()
        self.requests.append(request)
        given = self.replies[min(len(self.requests), len(self.replies)) - 1]
        if isinstance(given, httpx2.RequestError):
            given.request = request
        if isinstance(given, Exception):
            raise given
        return httpx2.Response(given.status_code, headers=given.headers, content=given.content)

    async def answer(self, request: httpx2.Request) -> httpx2.Response:
        """The same for the async client."""
        await request.aread()
        return self(request)


def reply(body: object = None, status: int = 200, **headers: str) -> httpx2.Response:
    """An answer in JSON; names of headers have underscores here."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(status, json={} if body is None else body, headers=named)


Server = Callable[[httpx2.Request], httpx2.Response]


class Sync:
    """The sync client, as `both` gives it to tests."""

    name = "sync"

    def client(self, server: Server, **settings: Any) -> Sample:
        """A client whose connections end at the server."""
        http = httpx2.Client(transport=httpx2.MockTransport(server))
        given: dict[str, Any] = {"token": "t", "environment": {}, "http_client": http} | settings
        return Sample(**given)

    def run(self, call: Call, server: Server, **settings: Any) -> Any:
        """What a call gives."""
        return call(self.client(server, **settings))


class Async:
    """The async client, as `both` gives it to tests."""

    name = "async"

    def client(self, server: Server, **settings: Any) -> AsyncSample:
        """A client whose connections end at the server."""
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(server))
        given: dict[str, Any] = {"token": "t", "environment": {}, "http_client": http} | settings
        return AsyncSample(**given)

    def run(self, call: Call, server: Server, **settings: Any) -> Any:
        """What a call gives once it is awaited."""

        async def work() -> Any:
            came = call(self.client(server, **settings))
            return await came if isinstance(came, Awaitable) else came

        return asyncio.run(work())


#: Runs a test with each of the clients, as its argument `kind`.
both = pytest.mark.parametrize("kind", [Sync(), Async()], ids=lambda kind: kind.name)

Kind = Sync | Async


def get(client: Any) -> Any:
    """A call that reads."""
    return client.spaces.access_rules.get(7)


def update(client: Any) -> Any:
    """A call that writes and may be sent twice."""
    return client.spaces.access_rules.update(id=7)
