"""A documentation server that does what a script says: replies by path in, the origin of a server on this machine out.

    with faulty.serve({"/llms.txt": text("..."), "/a.md": [status(500), text("# A")]}) as site: ... site.origin ... site.count("/a.md")

Of several replies to one path each is given once, the last from then on. `{origin}` in a body is the server itself. What an ordinary
server cannot do is done on the socket: bodies that are cut, that trickle, that lie about their length.
"""

import gzip
import ssl
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: What waits for the test waits no longer than this, in seconds.
PATIENCE = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One reply: `cut` is how many bytes of the body are sent before the connection is closed, `pause` the seconds between two of its
    bytes, `chunked` sends it without its length, `gate` is waited for before anything is sent. With an `etag` or a time of the last
    change it answers questions for changes.
    """

    status: int = 200
    media: str | None = "text/markdown"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    changed: str | None = None
    cut: int | None = None
    pause: float = 0.0
    chunked: bool = False
    gate: threading.Event | None = None

    def conditional(self, headers: Message) -> bool:
        """Whether a request asks for changes of what is there, and there are none."""
        asked = (headers.get("If-None-Match"), headers.get("If-Modified-Since"))
        return self.status == 200 and (
            (self.etag is not None and asked[0] == self.etag) or (self.changed is not None and asked[1] == self.changed)
        )


Script = Reply | Sequence[Reply]


def text(body: str, media: str | None = "text/markdown", **more: Any) -> Reply:
    """A page."""
    return Reply(body=body.encode(), media=media, **more)


def html(body: str, **more: Any) -> Reply:
    """A rendered page."""
    return text(f"<!doctype html><html><body>{body}</body></html>", "text/html; charset=utf-8", **more)


def xml(body: str, **more: Any) -> Reply:
    """A sitemap or the like."""
    return text(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', "application/xml", **more)


def status(code: int, **more: str) -> Reply:
    """A reply without a page; more headers by their names, with low lines for hyphens."""
    headers = tuple((name.replace("_", "-"), value) for name, value in more.items())
    return Reply(status=code, media="text/plain", body=b"Nothing here.", headers=headers)


def moved(to: str, code: int = 302) -> Reply:
    """A redirect."""
    return status(code, location=to)


def packed(reply: Reply, encoding: str = "gzip") -> Reply:
    """A reply whose body is compressed."""
    return replace(reply, body=gzip.compress(reply.body), headers=(*reply.headers, ("content-encoding", encoding)))


@dataclass(slots=True)
class Site:
    """A server: its script, which may change as it runs, and the requests that it had."""

    script: dict[str, Script]
    origin: str = ""
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)
    given: Counter[str] = field(default_factory=Counter)

    def take(self, path: str, headers: dict[str, str]) -> Reply:
        """Note a request, and the reply to it."""
        with self.arrived:
            self.requests.append((path, headers))
            script = self.script.get(path, self.script.get("*", status(404)))
            replies = [script] if isinstance(script, Reply) else list(script)
            reply = replies[min(self.given[path], len(replies) - 1)]
            self.given[path] += 1
            self.arrived.notify_all()
        return reply

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for asked, _ in self.requests)

    def headers(self, path: str) -> dict[str, str]:
        """The headers of the last request for a path."""
        return [headers for asked, headers in self.requests if asked == path][-1]

    def await_requests(self, number: int) -> None:
        """Return when so many requests have come."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.requests) >= number, PATIENCE)

    def forget(self) -> None:
        """Forget the requests, but not how far the script is."""
        self.requests.clear()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    disable_nagle_algorithm = True
    server: "_Server"

    def do_GET(self) -> None:
        """Give the reply of the script."""
        reply = self.server.site.take(self.path, dict(self.headers.items()))
        if reply.gate is not None:
            reply.gate.wait(PATIENCE)
        if reply.conditional(self.headers):
            reply = replace(reply, status=304, body=b"", media=None)
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        plain = not any(name == "content-encoding" for name, _ in reply.headers)
        body = reply.body.replace(b"{origin}", self.server.site.origin.encode()) if plain else reply.body
        self.send_response(reply.status)
        named = {name.lower() for name, _ in reply.headers}
        pairs = [("content-type", reply.media), ("etag", reply.etag), ("last-modified", reply.changed), *reply.headers]
        for name, value in pairs:
            if value is not None:
                self.send_header(name, value.replace("{origin}", self.server.site.origin))
        if reply.chunked:
            self.send_header("transfer-encoding", "chunked")
        elif "content-length" not in named and reply.status != 304:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        pieces = [body[n : n + 1] for n in range(len(body))] if reply.pause else [body[: reply.cut]]
        for piece in pieces:
            self._write(piece, chunked=reply.chunked)
            if reply.pause and self.server.stopped.wait(reply.pause):
                break
        if reply.cut is not None:
            self.close_connection = True
        elif reply.chunked:
            self.wfile.write(b"0\r\n\r\n")

    def _write(self, piece: bytes, *, chunked: bool) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, site: Site, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.site, self.stopped = site, threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what these tests are about."""


@contextmanager
def serve(script: Mapping[str, Script], tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve a script on a free port, with `tls` over https."""
    site = Site(dict(script))
    server = _Server(site, tls)
    site.origin = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
