"""What a site allows: the text of its robots.txt in, rules out."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

#: Bytes of a robots.txt that count (RFC 9309 asks for at least these).
COUNTED = 500 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Whether an address may be asked for, how many seconds are to lie between two requests, and where sitemaps are."""

    allows: Callable[[str], bool]
    delay: float | None = None
    sitemaps: tuple[str, ...] = ()


#: Where there is no robots.txt.
FREE = Rules(allows=lambda url: True)


def read(data: bytes, agent: str) -> Rules:
    """The rules of a robots.txt for a program of a name; what is no robots.txt has none."""
    found = Protego.parse(data[:COUNTED].decode("utf-8-sig", "replace"))
    name = agent.partition("/")[0].strip()
    delay = found.crawl_delay(name)
    return Rules(
        allows=lambda url: found.can_fetch(url, name),
        delay=delay if delay and math.isfinite(delay) and delay > 0 else None,
        sitemaps=tuple(found.sitemaps),
    )
