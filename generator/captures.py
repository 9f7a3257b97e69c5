"""Captures: what fetching pages gave, before anything of it is believed. Plain records that `fetch` makes and `promotion` judges."""

from dataclasses import dataclass

from generator.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One page as it came: its path below `pages/`, its address, its bytes, the time (ISO 8601, UTC), and the server's validators.

    `data` is null where the server said that it is still what the lock says.
    """

    path: str
    url: str | None
    data: bytes | None
    captured: str | None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What one run of fetching gave; all paths are below `pages/`.

    `unlisted` are captures of pages that no index names any more, but that are still there; `gone` are paths of pages that the lock knows
    and the site does not have any more; `failed` those that could not be asked for, and so stay as they are: a page that was never
    captured has no ending there, which its form decides.
    """

    captures: tuple[Capture, ...] = ()
    unlisted: frozenset[str] = frozenset()
    gone: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    requests: int = 0
    resumed: int = 0
