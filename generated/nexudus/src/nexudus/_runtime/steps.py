"""What the logic of a call asks its client to do: steps come out of a generator, and what came of each goes back in.

All decisions (credentials, retries, pauses, hooks) are written once, as generators that do no I/O; the two clients only
take the steps, one by waiting and the other by awaiting. Tests drive the same generators by hand.
"""

import logging
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx2
from pydantic import MISSING

from .requests import Outgoing

T = TypeVar("T")

Timeout = float | httpx2.Timeout | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Send a request once. Comes back as an `Answer` or a `Failure`.

    `headers` are all that are sent, and not in the repr. `timeout` is for each wait on the network, `limit` for all of them in seconds.
    A successful answer is not read where `stream` is set. `authenticates` says that credentials are among the headers.
    """

    outgoing: Outgoing
    url: str
    headers: Mapping[str, str] = field(repr=False)
    timeout: Timeout | MISSING
    limit: float | None
    stream: bool
    authenticates: bool


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """Call a function of the caller's; what comes back is its result, awaited if it is awaitable and the client can."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Acquire:
    """Wait for the one lock of the client, at most so many seconds. Comes back as the lock, whose `release()` must be called,
    or as None if it is too late.
    """

    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Notify:
    """Call a function of the caller's that watches. What it raises is logged and has no other effect: what it was told of is
    done, and must not look as if it was not.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...] = field(repr=False)
    logger: logging.Logger


Step = Send | Pause | Run | Notify | Acquire

#: A piece of logic: it yields steps, is sent what came of them, and returns its result.
Steps = Generator[Step, Any, T]
