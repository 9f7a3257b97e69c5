"""Fixtures of the tests: both clients, connected to a server in memory, or to one on a socket."""

from collections.abc import Iterator

import pytest
from mock_server import serve
from service import Service
from support import DOCUMENT, Bench


@pytest.fixture(scope="session")
def session_bench() -> Iterator[Bench]:
    """The clients, made once: what takes time about a client is not what is tested here."""
    with Bench() as bench:
        yield bench


@pytest.fixture
def bench(session_bench: Bench) -> Bench:
    """The clients with a server that has answered nothing yet."""
    session_bench.reset()
    return session_bench


@pytest.fixture(scope="session")
def session_service() -> Iterator[Service]:
    """A server that does what openapi.json says and refuses what it does not document, and clients that call it."""
    with serve(DOCUMENT, strict=True) as server, Service(server) as made:
        yield made


@pytest.fixture
def service(session_service: Service) -> Service:
    """The same server without records, requests and faults."""
    session_service.server.reset()
    return session_service
