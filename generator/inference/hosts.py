"""`base_url`: the addresses that samples call and pages state in, the part before the documented path out."""

import re
from collections.abc import Iterator

from generator.inference.evidence import Evidence, Guess, Tally, place_of
from generator.reading import Reading

KEY = "api.base_url"
#: What stands where nobody knows the host; nothing has such a name (RFC 2606).
UNKNOWN = "https://api.invalid"

#: An address that can be one as it stands.
PLAIN = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::\d{1,5})?(?:/[\w.~%-]{1,100}){0,10}", re.ASCII
)
_ADDRESS = re.compile(r"(?P<origin>https?://[^/?#\s]+)(?P<path>[^?#\s]*)")
#: How a host says that the reader has to fill something in.
PLACEHOLDERS = (
    re.compile(r"[^A-Za-z0-9.:-]"),
    re.compile(r"(?i)\byour|\bmy-?(?:domain|site|company|host)\b|\bsub-?domain\b|\btenant\b|\bplaceholder\b"),
    re.compile(r"[A-Z]{3}"),
    re.compile(r"localhost|127\.0\.0\.1|0\.0\.0\.0"),
)


def find_base(evidence: Evidence) -> list[Guess]:
    """The address that all documented paths are below."""
    tally = Tally()
    for reading, endpoint in evidence.endpoints:
        bases = dict(bases_of(reading))
        tally.total += bool(bases)
        for base, line in bases.items():
            tally.vote(base, place_of(endpoint, line))
    best = tally.best()
    stated = evidence.settings.server or ""
    if best is None and PLAIN.fullmatch(stated) and not is_placeholder(stated):
        return [Guess(key=KEY, value=stated, note=f"as {evidence.settings.page} says")]
    if best is None:
        return [Guess(key=KEY, value=UNKNOWN, note="no sample shows the host", code="W192")]
    votes = tally.places[best]
    seen = {"key": KEY, "votes": len(votes), "total": tally.total, "example": votes[0]}
    if is_placeholder(best) or PLAIN.fullmatch(best) is None:
        shown = f"the pages have a placeholder for the host, {best}"
        return [Guess(**seen, value=UNKNOWN + path_in(best), note=shown, code="W192")]  # type: ignore[arg-type]
    others = sorted(set(tally.places) - {best}, key=lambda one: -len(tally.places[one]))
    note = f"others are {', '.join(others[:3])}" if others else ""
    return [Guess(**seen, value=best, note=note)]  # type: ignore[arg-type]


def path_in(base: str) -> str:
    """The path of an address, where it is a plain one."""
    path = base.partition("://")[2].partition("/")[2]
    return f"/{path}" if PLAIN.fullmatch(f"{UNKNOWN}/{path}") else ""


def is_placeholder(base: str) -> bool:
    """Whether a reader has to fill in a part of a host."""
    return any(words.search(base.partition("://")[2].partition("/")[0]) for words in PLACEHOLDERS)


def bases_of(reading: Reading) -> Iterator[tuple[str, int | None]]:
    """The addresses before the documented path, each with its line, of what the page states and of its samples."""
    path = reading.endpoint.path if reading.endpoint else None
    stated = [(reading.stated, None)] if reading.stated else []
    for url, line in [*stated, *((call.url, line) for call, line, _ in reading.calls)]:
        base = base_of(url or "", path or "")
        if base is not None:
            yield base, line


def base_of(url: str, path: str) -> str | None:
    """What an address has before a documented path; its origin where the path is another one, null where it has no host."""
    found = _ADDRESS.match(url.strip())
    if found is None:
        return None
    pieces = re.split(r"\{[^{}]*\}", path.partition("?")[0].rstrip("/"))
    shape = "[^/]+".join(map(re.escape, pieces)) + "/?"
    below = re.fullmatch(f"(.*?){shape}", found["path"]) if len(found["path"]) <= 2000 else None
    return found["origin"] + (below[1] if below else "").rstrip("/")
