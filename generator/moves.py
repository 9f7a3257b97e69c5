"""The state of pages and captures while a run is decided on, and the moves that change it: one function for each."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator import diagnostics
from generator.captures import Capture
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.lock import Entry, Lock
from generator.loss_rules import Stored
from generator.manifest import digest
from generator.quarantine import Gone, Held, Quarantine
from generator.tree import parents, safe_path

Outcome = Literal["new", "changed", "unchanged", "held", "accepted", "repeated", "gone", "removed", "failed", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is there: pages and captures that are kept aside by their paths, and both locks."""

    pages: Mapping[str, bytes]
    lock: Lock
    quarantine: Quarantine = field(default_factory=Quarantine)
    held: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Run:
    """The state while it changes; `stored` gives what the stored spec has of each page."""

    config: ApiConfig
    accepted: Collection[str]
    captured: frozenset[str]
    pages: dict[str, bytes]
    lock: dict[str, Entry]
    held: dict[str, Held]
    gone: dict[str, Gone]
    captures: dict[str, bytes]
    stored: Callable[[], Stored]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    found: list[Diagnostic] = field(default_factory=list)

    def tell(self, code: str, page: str, /, **facts: object) -> None:
        """Report something of a page."""
        self.found.append(diagnostics.make(code, page, None, **facts))

    def accepts(self, paths: Collection[str]) -> bool:
        """Whether what came for any of some paths is accepted."""
        wanted = set(paths) & set(self.accepted)
        self.used |= wanted
        return bool(wanted)


def adopt(run: Run, capture: Capture, data: bytes) -> None:
    """Note where a page comes from that somebody put there, or edited until it was what the docs say now, or that has another address."""
    known = run.lock.get(capture.path)
    if known is None or known.sha256 != digest(data) or capture.url not in (None, known.url):
        run.lock[capture.path] = entry_of(capture, data)


def standing_for(run: Run, capture: Capture) -> dict[str, bytes]:
    """The pages that a capture stands for, by their paths: the one at its path, else those of its address that did not come again."""
    if capture.path in run.pages:
        return {capture.path: run.pages[capture.path]}
    if capture.url is None:
        return {}
    known = sorted(path for path, entry in run.lock.items() if entry.url == capture.url and safe_path(path))
    return {path: run.pages[path] for path in known if path in run.pages and path not in run.captured}


def misplaced(path: str, others: Collection[str]) -> str | None:
    """Why nothing can be written to a path, null where it can."""
    if not safe_path(path):
        return "is no path below a folder"
    if any(part.startswith(".") for part in path.split("/")):
        return "is hidden"
    folded = {other.casefold(): other for other in others}
    if folded.get(path.casefold(), path) != path:
        return f"some systems take for {folded[path.casefold()]}"
    above = {parent for other in others for parent in parents(other)}
    if path in above or any(parent in others for parent in parents(path)):
        return "is both a file and a folder"
    return None


def hold(run: Run, path: str, entry: Held, data: bytes) -> None:
    """Keep a capture aside."""
    run.held[path], run.captures[path] = entry, data
    for at in (path, *entry.replaces):
        run.gone.pop(at, None)
    # Where the capture before this one was taken over, that is told of the page.
    run.outcomes.setdefault(path, "held")


def take(run: Run, capture: Capture, data: bytes, old: Mapping[str, bytes], outcome: Outcome) -> None:
    """Let a capture be the page of its address from now on."""
    for path in old:
        if path != capture.path:
            run.tell("I153", capture.path, old=path)
            drop(run, path)
    forget(run, capture.path)
    run.pages[capture.path], run.lock[capture.path] = data, entry_of(capture, data)
    run.outcomes[capture.path] = outcome


def verified(run: Run, path: str) -> dict[str, bytes]:
    """The capture that is kept aside for a path, where its bytes are those that were reported."""
    data = run.captures.get(path)
    return {path: data} if data is not None and digest(data) == run.held[path].sha256 else {}


def clear(run: Run, *paths: str) -> None:
    """Forget what was kept aside or missed, because the pages are as they should be again."""
    for path in paths:
        waiting = [at for at, one in run.held.items() if path == at or path in one.replaces]
        if (waiting or path in run.gone) and run.accepts((path, *waiting)):
            run.tell("I152", path)
        forget(run, path)


def forget(run: Run, path: str) -> None:
    """Forget what was kept aside or missed of a page."""
    run.held = {at: one for at, one in run.held.items() if path != at and path not in one.replaces}
    run.gone.pop(path, None)


def drop(run: Run, path: str) -> None:
    """Remove a page and all that is known of it."""
    forget(run, path)
    run.pages.pop(path, None)
    run.lock.pop(path, None)


def edited(run: Run, path: str) -> bool:
    """Whether a page is not what was fetched."""
    entry = run.lock.get(path)
    return entry is not None and entry.sha256 not in (None, digest(run.pages[path]))


def entry_of(capture: Capture, data: bytes) -> Entry:
    """What the lock says of a capture."""
    return Entry(
        url=capture.url,
        captured=capture.captured,
        sha256=digest(data),
        etag=capture.etag,
        last_modified=capture.last_modified,
    )
