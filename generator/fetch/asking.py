"""One question to a site, with everything that good manners ask for: an address in, an answer out, or why there is none.

Robots.txt is read first, the pace is kept, what fails in passing is asked again, and redirects are followed by hand.
"""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import httpcore2
import httpx2

from generator.config import Fetch
from generator.fetch import urls
from generator.fetch.answers import Answer, Outcome, Refusal, Validators
from generator.fetch.bodies import BodyError, CutError, TooLargeError, unfolding
from generator.fetch.journal import Journal
from generator.fetch.network import PrivateAddressError, Resolve, resolve
from generator.fetch.pace import HostClosedError, Pace
from generator.fetch.retries import Patience, asked_for, passing, pause
from generator.fetch.robots import FREE, Rules, read

MAX_REDIRECTS = 5
#: Seconds between two requests that a robots.txt may ask for; with more a site is never read to its end.
MAX_DELAY = 60.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,500}")


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


async def ask(
    session: Session,
    asked: str,
    allows: Callable[[str], bool],
    *,
    kinds: frozenset[str],
    limit: int,
    known: Validators | None = None,
    keep: bool = False,
) -> Outcome:
    """The answer to a question; `allows` says where it may lead, `kinds` are media types that are taken.

    With `keep` it comes out of the journal where it is there, and goes into it otherwise.
    """
    if keep and (earlier := session.journal.recall(asked, known)):
        return earlier
    raw = await follow(session, asked, allows, limit=limit, known=known)
    if isinstance(raw, Refusal):
        return raw
    outcome = settled(raw, kinds, stamp(session.means.now()), conditional=known is not None)
    if keep and isinstance(outcome, Answer):
        session.journal.keep(asked, known, outcome)
    return outcome


def settled(raw: Raw, kinds: frozenset[str], captured: str, *, conditional: bool) -> Outcome:
    """What an answer is worth."""
    media = raw.headers.get("content-type", "").partition(";")[0].strip().lower()[:100]
    media = media if media.isascii() else "unknown"
    answer = Answer(
        url=raw.url,
        status=raw.status,
        media=media,
        data=raw.data,
        captured=captured,
        etag=validator(raw.headers.get("etag")),
        last_modified=validator(raw.headers.get("last-modified")),
    )
    if raw.status == 304 and conditional:
        return replace(answer, data=b"")
    if answer.missing:
        return replace(answer, data=b"")
    if raw.status != 200:
        return Refusal(code="E131", reason=f"it is answered with {raw.status}", passing=passing(raw.status))
    if media not in kinds:
        return Refusal(code="E135", reason=f"it is of the type {media}")
    if not raw.data.strip():
        return Refusal(code="E136", reason="it is empty", passing=True)
    return answer


def validator(text: str | None) -> str | None:
    """A validator that can be sent back."""
    return text if text is not None and _VALIDATOR.fullmatch(text) else None


def stamp(when: datetime) -> str:
    """A time as the lock writes it."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# Redirects


async def follow(
    session: Session,
    asked: str,
    allows: Callable[[str], bool],
    *,
    limit: int,
    known: Validators | None = None,
    polite: bool = True,
) -> Raw | Refusal:
    """The answer at the end of all redirects; `polite` is false where robots.txt itself is asked for."""
    url, seen = asked, {asked}
    for _ in range(MAX_REDIRECTS + 1):
        if polite and (refusal := await forbidden(session, url)):
            return refusal
        raw = await send(session, url, limit, conditions(known))
        if isinstance(raw, Refusal) or raw.status not in REDIRECTS or "location" not in raw.headers:
            return raw
        target = urls.normal(raw.headers["location"], url)
        if target is None:
            return Refusal(code="E133", reason="its redirect leads to no address that is asked for")
        if reason := wrong_way(url, target, seen, allows):
            return Refusal(code="E133", reason=reason, target=target)
        seen.add(target)
        url = target
    return Refusal(code="E133", reason=f"it is redirected more than {MAX_REDIRECTS} times")


def wrong_way(url: str, target: str, seen: set[str], allows: Callable[[str], bool]) -> str | None:
    """Why a redirect is not followed, or null."""
    if target in seen:
        return "its redirects go round in circles"
    if url.startswith("https:") and not target.startswith("https:"):
        return "it is redirected from https to http"
    if not allows(target):
        return "it is redirected to what the source does not allow"
    return None


def conditions(known: Validators | None) -> dict[str, str]:
    """The headers that ask whether something has changed."""
    if known is None:
        return {}
    pairs = (("if-none-match", known.etag), ("if-modified-since", known.last_modified))
    return {name: value for name, value in pairs if validator(value) and value}


# Robots.txt


async def forbidden(session: Session, url: str) -> Refusal | None:
    """Why an address is not asked for, by the site's own rules; null where it may be."""
    rules = await rules_of(session, url)
    if isinstance(rules, Refusal):
        return rules
    if not rules.allows(url):
        return Refusal(code="W131", reason=f"{urls.origin_of(url)}/robots.txt")
    return None


async def rules_of(session: Session, url: str) -> Rules | Refusal:
    """The rules of the origin of an address, read once."""
    origin = urls.origin_of(url)
    if origin not in session.rules:
        session.rules[origin] = asyncio.ensure_future(read_rules(session, origin))
    return await session.rules[origin]


async def read_rules(session: Session, origin: str) -> Rules | Refusal:
    """The rules of an origin; where they cannot be had, nothing is allowed (RFC 9309)."""
    raw = await follow(
        session,
        f"{origin}/robots.txt",
        lambda url: urls.host_of(url) in session.hosts,
        limit=session.terms.max_bytes,
        polite=False,
    )
    if isinstance(raw, Refusal):
        return replace(raw, code="E137") if raw.code in ("E131", "E133", "E134", "E136") else raw
    if 400 <= raw.status < 500:
        return FREE
    if raw.status != 200:
        return Refusal(code="E137", reason=f"it is answered with {raw.status}")
    rules = read(raw.data, session.terms.agent)
    if rules.delay is not None:
        host = session.pace.host(urls.host_of(origin))
        if rules.delay > MAX_DELAY:
            host.close()
            return Refusal(code="E138", reason=f"its robots.txt asks for {rules.delay:.0f} seconds between requests")
        host.slow_down(rules.delay)
    return rules


# Sending


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
