"""Fixtures of the tests: both clients, connected to a server in memory."""

from collections.abc import Iterator

import pytest
from support import Bench


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
