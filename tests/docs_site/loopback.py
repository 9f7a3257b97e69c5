"""A web application in, its address on this machine out, for as long as a `with` block lasts."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

#: How long a server may take to start, in seconds.
PATIENCE = 20.0


@contextmanager
def serve(app: ASGIApp) -> Iterator[str]:
    """Serve an application on a free port of the loopback; its origin, without a slash at the end."""
    # With its protocol told, so that asyncio sends small answers at once instead of waiting to be acknowledged.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        wait_for(server, thread)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def wait_for(server: uvicorn.Server, thread: threading.Thread) -> None:
    """Return when a server has started; raises RuntimeError where it does not."""
    end = time.monotonic() + PATIENCE
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise RuntimeError("the server does not start")
        time.sleep(0.005)
