"""One question to a site, with everything that good manners ask for: an address in, an answer out, or why there is none.

Robots.txt is read first, the pace is kept, what fails in passing is asked again, and redirects are followed by hand.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from generator.fetch import urls
from generator.fetch.answers import Answer, Outcome, Refusal, Validators
from generator.fetch.retries import passing
from generator.fetch.robots import FREE, Rules, read
from generator.fetch.sending import Raw, Session, send

MAX_REDIRECTS = 5
#: Seconds between two requests that a robots.txt may ask for; with more a site is never read to its end.
MAX_DELAY = 60.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,500}")


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
