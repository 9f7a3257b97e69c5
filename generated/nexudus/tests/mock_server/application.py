"""The web application: what a server on a socket hears in, what it says out. All else is decided in the modules that it asks."""

import asyncio
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from .access import Access, challenge
from .actions import Actions
from .checking import Checker, Incoming
from .documents import Document
from .faults import INSTEAD, Fault, FaultError, Faults, expire, spoiled
from .journal import Journal
from .limits import Limit
from .replies import Reply, failure, json_reply, refusal_status
from .routing import Router
from .tokens import Tokens

#: The largest body that is taken, in bytes.
LARGEST = 32 << 20
#: How many pieces an answer is sent in that trickles.
PIECES = 10

#: A connection, as far as it is needed here: asyncio's transports are some.
Transport = asyncio.BaseTransport


class Application:
    """An ASGI application that answers as a document says. `transports` are the connections that it may cut, by the caller's address."""

    def __init__(
        self,
        document: Document,
        actions: Actions,
        access: Access,
        *,
        tokens: Tokens | None = None,
        limit: Limit | None = None,
        strict: bool = False,
    ) -> None:
        self.document = document
        self.actions = actions
        self.access = access
        self.tokens = tokens
        self.limit = limit
        self.faults = Faults()
        self.journal = Journal()
        self.transports: dict[Any, Transport] = {}
        self._checker = Checker(document, strict=strict)
        self._router = Router(document.operations, document.prefix)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; other kinds of connections are none of ours."""
        if scope["type"] != "http":
            return
        content = await body_of(receive)
        if content is None:
            await respond(json_reply(413, {"error": "the body is too large"}), scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        request = incoming(scope, query, content)
        self.journal.note(request, query)
        try:
            fault = self.faults.take(request)
        except FaultError as error:
            await respond(json_reply(400, {"error": str(error)}), scope, receive, send)
            return
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.wait)
        if fault is not None and fault.kind == "drop":
            await self.cut(scope, receive)
        if fault is None or fault.kind != "drop":
            reply = self.reply(request, fault)
            await self.deliver(reply, fault, scope, receive, send)

    def reply(self, request: Incoming, fault: Fault | None = None) -> Reply:
        """The answer to a request, with the fault that happens to it."""
        wait = self.limit.wait() if self.limit else 0
        if wait:
            words = "You must wait before you call this again."
            return failure(self.document, None, 429, words, headers={"retry-after": str(wait)})
        if fault is not None:
            expire(fault, self.access, self.document, request)
            if fault.kind in INSTEAD:
                found = self._router.find(request.method, request.path)
                return INSTEAD[fault.kind](fault, self.document, found.operation if found else None)
        reply = self.answer(request)
        return reply if fault is None else spoiled(fault, reply)

    def answer(self, request: Incoming) -> Reply:
        """The answer to a request, as the document says."""
        if self.tokens is not None and request.path in self.tokens.flow.paths:
            return self.tokens.answer(request)
        found = self._router.find(request.method, request.path)
        if found is None:
            return failure(self.document, None, 404, "there is no such path")
        operation = found.operation
        if operation is None:
            headers = {"allow": ", ".join(found.allowed)}
            return failure(self.document, None, 405, "the path does not have this method", headers=headers)
        if not self.access.allows(self.document, operation, request):
            headers = {"www-authenticate": challenge(operation, self.document)}
            return failure(self.document, operation, 401, "the credentials are missing or wrong", headers=headers)
        values = self._checker.read(operation, replace(request, slots=found.slots))
        if values.problems:
            status = refusal_status(operation)
            return failure(self.document, operation, status, "the request is not valid", values.problems)
        return self.actions.act(operation, found.slots, values)

    async def cut(self, scope: Scope, receive: Receive) -> None:
        """End the connection of a request, after what was sent already."""
        transport = self.transports.get(scope.get("client"))
        if transport is not None:
            transport.close()
        await gone(receive)

    async def deliver(self, reply: Reply, fault: Fault | None, scope: Scope, receive: Receive, send: Send) -> None:
        """Send an answer, in pieces where a fault wants that."""
        if fault is None or fault.kind not in ("cut", "trickle"):
            await respond(reply, scope, receive, send)
            return
        content = reply.content
        if not content:
            # There is no middle in which to cut nothing; that it was done without an answer is what is left of the fault.
            await (self.cut(scope, receive) if fault.kind == "cut" else respond(reply, scope, receive, send))
            return
        head = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers_of(reply).items()]
        head.append((b"content-length", str(len(content)).encode()))
        await send({"type": "http.response.start", "status": reply.status, "headers": head})
        if fault.kind == "cut":
            await send({"type": "http.response.body", "body": content[: len(content) // 2], "more_body": True})
            await self.cut(scope, receive)
            return
        step = math.ceil(len(content) / PIECES)
        pieces = range(0, len(content), step)
        for at in pieces:
            await send({"type": "http.response.body", "body": content[at : at + step], "more_body": True})
            await asyncio.sleep(fault.wait / len(pieces))
        await send({"type": "http.response.body", "body": b""})


async def respond(reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
    """Send an answer."""
    content = b"" if reply.status in (204, 304) else reply.content
    await Response(content, reply.status, headers_of(reply))(scope, receive, send)


def headers_of(reply: Reply) -> dict[str, str]:
    """The headers of an answer."""
    return {**reply.headers, **({"content-type": reply.media} if reply.media else {})}


async def body_of(receive: Receive) -> bytes | None:
    """The whole body of a request, null where it is too large."""
    pieces: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        piece = message.get("body", b"")
        size, more = size + len(piece), message.get("more_body", False)
        if size <= LARGEST:
            pieces.append(piece)
    return b"".join(pieces) if size <= LARGEST else None


async def gone(receive: Receive) -> None:
    """Wait until a connection has ended."""
    while (await receive())["type"] != "http.disconnect":
        continue


def incoming(scope: Scope, query: str, content: bytes) -> Incoming:
    """A request as it came; its path still encoded."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    values: dict[str, list[str]] = {}
    # At most as many as a caller can mean; a text of nothing but `&` is no parameter.
    for name, value in parse_qsl(query[: 1 << 20], keep_blank_values=True, errors="surrogateescape"):
        values.setdefault(name, []).append(value)
    return Incoming(
        method=scope["method"],
        path=raw.decode("latin-1"),
        query=values,
        headers=headers_in(scope),
        content=content,
    )


def headers_in(scope: Scope) -> Mapping[str, str]:
    """The headers of a request, their names in lower case."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
