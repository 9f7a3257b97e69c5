"""When a call is sent again, and how long to wait before: a policy and what came of an attempt in, seconds or None out."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import random
from typing import Any

import httpx2

from .answers import Answer, Failure
from .narrowing import is_object

#: Methods that may be sent twice, because the second time changes nothing (RFC 9110, 9.2.2).
IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"})
#: Statuses by which a server says that it did not do what was asked: too slow, too early, too often.
REFUSED = frozenset({408, 425, 429})

#: Failures before anything of the request was sent.
_UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
#: Failures after which nobody knows what the server did.
_BROKEN = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError)

#: How much longer than asked a wait may be, so that many clients do not come back in one moment.
_SPREAD = 0.1
#: How much of a body is searched for a time to wait.
_SEARCHED = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Retries:
    """How often and how patiently a failed call is sent again.

    - `max_retries`: how often at most, after the first attempt; 0 for never.
    - `initial_delay`, `max_delay`: seconds before the first retry, doubled for each further one, up to the longest;
      each is shortened by chance by up to a half.
    - `max_wait`: the longest wait, in seconds, that a server may ask for. If it asks for more, the call fails at once.

    Sent again are: what could not be sent at all; what the server refused to do now (408, 425, 429, and 409 with
    `Retry-After`); and, of methods that may be sent twice (all but POST and PATCH), what broke off, timed out or was
    answered with 5xx. Raises ValueError for numbers that make no sense.
    """

    max_retries: int = 2
    initial_delay: float = 0.5
    max_delay: float = 8.0
    max_wait: float = 60.0

    def __post_init__(self) -> None:
        numbers = (self.max_retries, self.initial_delay, self.max_delay, self.max_wait)
        if any(not math.isfinite(number) or number < 0 for number in numbers):
            raise ValueError("retries must be finite numbers that are not negative")

    def delay(
        self, outcome: Answer | Failure, *, method: str, retry: int, chance: Callable[[], float] = random
    ) -> float | None:
        """Seconds to wait before the given retry (from 1) of a call that came out so, or None to give up."""
        if retry > self.max_retries or not may_repeat(outcome, method):
            return None
        asked = retry_after(outcome) if isinstance(outcome, Answer) else None
        if asked is not None:
            return None if asked > self.max_wait else asked * (1 + _SPREAD * chance())
        backoff = min(self.max_delay, self.initial_delay * 2.0 ** min(retry - 1, 60))
        return backoff * (1 - chance() / 2)


def may_repeat(outcome: Answer | Failure, method: str) -> bool:
    """Whether a call that came out so can be sent again without doing anything twice."""
    idempotent = method.upper() in IDEMPOTENT
    if isinstance(outcome, Failure):
        return isinstance(outcome.error, _UNSENT) or (idempotent and isinstance(outcome.error, _BROKEN))
    if outcome.status_code in REFUSED:
        return True
    if outcome.status_code == 409:
        # A conflict stays one; but some servers say "not so fast" in this way, and then they say until when.
        return header_wait(outcome) is not None
    return idempotent and outcome.status_code >= 500


def retry_after(answer: Answer) -> float | None:
    """The seconds that a server asks to wait: its `Retry-After` (seconds or a date), else what the body says."""
    asked = header_wait(answer)
    return asked if asked is not None else body_wait(answer)


def header_wait(answer: Answer) -> float | None:
    """What `Retry-After` says, in seconds. A date counts from the server's own clock where it tells that, too."""
    text = answer.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    until = _date(text)
    if until is None:
        return None
    now = _date(answer.headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_WORDS = re.compile(
    r"\b(?:wait|again|retry|retrying)\b[^.\d]{0,60}?(?P<number>\d{1,9}(?:\.\d{1,9})?)\s*"
    r"(?P<unit>ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?)\b",
    re.IGNORECASE,
)
_UNITS = {"ms": 0.001, "mi": 60.0, "s": 1.0, "m": 60.0, "h": 3600.0}
#: Members of an error that are a time to wait, as letters alone, and the seconds that one of their units is.
_MEMBERS = {
    "retryafter": 1.0,
    "retryafterseconds": 1.0,
    "retryafterms": 0.001,
    "retryin": 1.0,
    "waitseconds": 1.0,
}


def body_wait(answer: Answer) -> float | None:
    """The seconds that the body of an error asks to wait: a member of that name, or words such as "wait 5 seconds"."""
    data = answer.anything() if len(answer.content) <= _SEARCHED else None
    member = _member(data) if is_object(data) else None
    if member is not None:
        return member
    found = _WORDS.search(answer.content[:_SEARCHED].decode("utf-8", errors="replace"))
    return float(found["number"]) * _unit(found["unit"].lower()) if found else None


def _member(data: Mapping[str, Any]) -> float | None:
    for name, value in data.items():
        seconds = _MEMBERS.get(re.sub(r"[^a-z]", "", name.lower()))
        if seconds and isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < math.inf:
            return value * seconds
    return None


def _unit(word: str) -> float:
    if word.startswith("milli"):
        return _UNITS["ms"]
    return _UNITS.get(word[:2]) or _UNITS[word[0]]
