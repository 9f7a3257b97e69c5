"""One request: an address in, what came of it out, sent again where that may help, at the pace of its host, never larger than wanted."""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import httpcore2
import httpx2

from generator.config import Fetch
from generator.fetch import urls
from generator.fetch.answers import Refusal
from generator.fetch.bodies import BodyError, CutError, TooLargeError, unfolding
from generator.fetch.journal import Journal
from generator.fetch.network import PrivateAddressError, Resolve, resolve
from generator.fetch.pace import HostClosedError, Pace
from generator.fetch.retries import Patience, asked_for, passing, pause
from generator.fetch.robots import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a run takes from the world around it: the time, the addresses of hosts, chance, and how long it waits."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    resolve: Resolve = resolve
    dice: Callable[[], float] = random.random
    patience: Patience = field(default_factory=Patience)
    journal_age: timedelta = timedelta(days=1)


@dataclass(slots=True, kw_only=True)
class Session:
    """One run: how it asks, what it knows of each site, and how many requests it sent. `hosts` are those of all sources."""

    terms: Fetch
    means: Means
    client: httpx2.AsyncClient
    pace: Pace
    journal: Journal
    hosts: frozenset[str]
    requests: int = 0
    rules: dict[str, Awaitable[Rules | Refusal]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """An answer before anything is thought of it."""

    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes


async def send(session: Session, url: str, limit: int, headers: Mapping[str, str]) -> Raw | Refusal:
    """The answer to a request, which is sent again where that may help."""
    host = session.pace.host(urls.host_of(url))
    for attempt in count():
        raw = await once(session, url, limit, headers)
        if not (raw.passing if isinstance(raw, Refusal) else passing(raw.status)):
            return raw
        asked = None if isinstance(raw, Refusal) else asked_for(raw.headers.get("retry-after"), session.means.now())
        if asked is not None and asked > session.means.patience.asked:
            host.close()
            return Refusal(code="E138", reason=f"it asks for a pause of {asked:.0f} seconds")
        host.hold(asked or 0.0)
        wait = pause(attempt, session.terms.retries, session.means.patience, session.means.dice(), asked)
        if wait is None:
            return raw if isinstance(raw, Refusal) else settled_failure(raw)
        await asyncio.sleep(wait)
    raise AssertionError("counting never ends")


def settled_failure(raw: Raw) -> Refusal:
    """What is left to say where the last attempt failed, too."""
    return Refusal(code="E131", reason=f"it is answered with {raw.status}", passing=True)


async def once(session: Session, url: str, limit: int, headers: Mapping[str, str]) -> Raw | Refusal:
    """The answer to one request."""
    terms = session.terms
    try:
        async with session.pace.host(urls.host_of(url)).turn():
            session.requests += 1
            # The client's own timeouts are of single steps: a server that trickles would never meet them.
            async with asyncio.timeout(terms.timeout), session.client.stream("GET", url, headers=headers) as response:
                return await whole(response, url, limit)
    except HostClosedError:
        return Refusal(code="E138", reason="it asked for a longer pause than is waited for")
    except PrivateAddressError as error:
        return Refusal(code="E132", reason=f"it leads to {error}, which is no public address")
    except TooLargeError as error:
        return Refusal(code="E134", reason=str(error))
    except CutError as error:
        return Refusal(code="E131", reason=str(error), passing=True)
    except BodyError as error:
        return Refusal(code="E136", reason=str(error))
    except (TimeoutError, httpcore2.TimeoutException):
        return Refusal(code="E131", reason=f"it does not come within {terms.timeout:g} seconds", passing=True)
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.StreamError) as error:
        return Refusal(code="E131", reason=f"the connection fails: {error or type(error).__name__}", passing=True)
    except httpx2.InvalidURL:
        return Refusal(code="E131", reason="it cannot be asked for")


async def whole(response: httpx2.Response, url: str, limit: int) -> Raw:
    """A response with its body, as far as anybody wants it; raises BodyError."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    data = b""
    if response.status_code == 200:
        stated = headers.get("content-length", "")
        if re.fullmatch(r"[0-9]+", stated) and (len(stated) > 15 or int(stated) > limit):
            raise TooLargeError(f"it has more than {limit} bytes")
        body = unfolding(headers.get("content-encoding", ""), limit)
        async for piece in response.aiter_raw():
            body.feed(piece)
        data = body.close()
    return Raw(url=url, status=response.status_code, headers=headers, data=data)
