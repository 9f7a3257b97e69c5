"""Whether and when a request is sent again: what came of it in, a pause in seconds out, or null. Pure, with no clock of its own."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: Statuses that may be another one the next time.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524, 529})


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds: the first pause, the longest that is chosen, and the longest that a host may ask for."""

    first: float = 0.5
    longest: float = 30.0
    asked: float = 300.0


def passing(status: int) -> bool:
    """Whether a status may pass by itself."""
    return status in PASSING


def pause(attempt: int, retries: int, patience: Patience, dice: float, asked: float | None = None) -> float | None:
    """The pause after an attempt (from 0) that failed; null where there is no further one. `dice` is from 0 to 1.

    What the host has `asked` for is never undercut.
    """
    if attempt >= retries or (asked is not None and asked > patience.asked):
        return None
    chosen: float = min(patience.longest, patience.first * 2 ** min(attempt, 30)) * (0.5 + dice / 2)
    return max(chosen, asked or 0.0)


def asked_for(text: str | None, now: datetime) -> float | None:
    """The seconds that a `Retry-After` asks for, whether in seconds or as a date; null where it asks for none."""
    if text is None:
        return None
    if seconds := re.fullmatch(r"\s*([0-9]{1,9})\s*", text):
        return float(seconds[1])
    try:
        when = parsedate_to_datetime(text[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())
