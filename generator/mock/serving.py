"""A document in, a server on this machine out, for as long as a `with` block lasts.

with serve(json.loads(path.read_text())) as server:
    client = Client(token=server.token, base_url=server.url)
"""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .access import LIFETIME, PASSWORD, TOKEN, USERNAME, Access, Clock
from .actions import Actions
from .application import Application
from .documents import DocumentError, load
from .faults import Faults
from .journal import Journal
from .limits import Limit
from .roles import Collection
from .store import Record, Store
from .tokens import Tokens, flow_of

#: How long a server may take to start, in seconds.
PATIENCE = 20.0


class Server:
    """A server that runs: where it listens, what it accepts, what it was asked, and what it is told to do wrong."""

    def __init__(self, url: str, application: Application, tokens: tuple[str, ...], users: Mapping[str, str]) -> None:
        self.url = url
        self.tokens = tokens
        self.users = users
        self._application = application
        self._actions = application.actions

    @property
    def token(self) -> str:
        """A bearer token that is accepted; empty where none is."""
        return self.tokens[0] if self.tokens else ""

    @property
    def requests(self) -> Journal:
        """The requests that came, oldest first."""
        return self._application.journal

    @property
    def faults(self) -> Faults:
        """The faults that happen next."""
        return self._application.faults

    @property
    def access(self) -> Access:
        """Who may call; `access.expire(token)` lets a token expire now."""
        return self._application.access

    def plant(self, path: str, key: Any = None, **members: Any) -> Record:
        """Keep a record of the collection that a path of the document leads to, in the place of the one with its id; raises LookupError.

        The path is that of the collection, or of a record in it: `/books` or `/books/{id}`, with other slots filled in. What `members` do
        not say is as it is documented.
        """
        found = self._actions.locate(path)
        if found is None:
            raise LookupError(f"no collection of the document has the path {path}")
        collection, scope = found
        self._actions.fill(collection, scope)
        if key is None:
            return self._actions.make(collection, scope, members)
        record = {**members, collection.member: key}
        self._actions.store.put(scope, key, record)
        return record

    def collection(self, path: str) -> Collection | None:
        """The collection that a path of the document is about; null where it is about none."""
        found = self._actions.locate(path)
        return found[0] if found else None

    def records(self, path: str) -> list[Record]:
        """The records of the collection at a path, as they were sent, oldest first; raises LookupError as `plant` does."""
        found = self._actions.locate(path)
        if found is None:
            raise LookupError(f"no collection of the document has the path {path}")
        return self._actions.store.all(found[1])

    def reset(self) -> None:
        """Forget all records, requests and faults."""
        self._actions.forget()
        self.requests.clear()
        self.faults.clear()


@contextmanager
def serve(
    document: Mapping[str, Any],
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    tokens: tuple[str, ...] = (TOKEN,),
    users: Mapping[str, str] | None = None,
    otp: str | None = None,
    lifetime: float = LIFETIME,
    seed: int = 0,
    database: str = ":memory:",
    rate: int | None = None,
    strict: bool = False,
    clock: Clock = time.monotonic,
) -> Iterator[Server]:
    """Serve an OpenAPI document; port 0 is any free one.

    `tokens` and `users` (names with passwords) are accepted; `otp` is a one-time password that signing in needs, `lifetime` how many
    seconds an issued token lasts. Collections begin with `seed` records, kept in the file `database` or in memory. `rate` is how many
    requests a second are answered, and `strict` refuses query parameters and members of bodies that are not
    documented. Raises DocumentError and OSError.
    """
    known = {USERNAME: PASSWORD} if users is None else dict(users)
    loaded = load(dict(document))
    limit = Limit(rate, clock) if rate is not None else None
    access = Access(tokens, known, lifetime=lifetime, clock=clock)
    flow = flow_of(loaded)
    with closing(Store(database)) as store, closing(listener(host, port)) as listening:
        application = Application(
            loaded,
            Actions(loaded, store, seed),
            access,
            tokens=Tokens(flow, access, otp) if flow else None,
            limit=limit,
            strict=strict,
        )
        with running(application, listening):
            shown = f"[{host}]" if ":" in host else host
            yield Server(f"http://{shown}:{listening.getsockname()[1]}", application, tokens, known)


def listener(host: str, port: int) -> socket.socket:
    """A socket at an address; raises OSError where it is not free, or is no address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol told, so that asyncio sends small answers at once instead of waiting to be acknowledged.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except BaseException:
        made.close()
        raise
    return made


@contextmanager
def running(application: Application, listening: socket.socket) -> Iterator[None]:
    """Run an application in a thread of its own; raises RuntimeError where it does not start."""
    config = uvicorn.Config(
        application,
        http=protocol_of(application),
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
        server_header=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        wait_for(server, thread)
        yield
    finally:
        server.should_exit = True
        thread.join()


def wait_for(server: uvicorn.Server, thread: threading.Thread) -> None:
    """Return when a server has started; raises RuntimeError where it does not."""
    end = time.monotonic() + PATIENCE
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise RuntimeError("the server does not start")
        time.sleep(0.002)


def protocol_of(application: Application) -> type[H11Protocol]:
    """The protocol of connections, which tells an application of each while it lasts, so that it can cut it."""

    class Protocol(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.peer = self.client
            application.transports[self.peer] = transport

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            application.transports.pop(self.peer, None)

    return Protocol


__all__ = ["DocumentError", "Server", "serve"]
