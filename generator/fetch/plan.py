"""What is to be asked for: listings and the lock in, one record per page out, with its place and what is known of it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.fetch import places, urls
from generator.fetch.answers import Validators
from generator.fetch.conflicts import key_of
from generator.fetch.findings import Finding
from generator.fetch.sources import Listing
from generator.fetch.urls import Scope
from generator.fetch.walking import Part
from generator.limits import MAX_PAGES
from generator.lock import Entry, Lock
from generator.tree import safe_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A capture that the lock has: its path, its time, and validators where the capture is on the disk as the lock has it."""

    path: str
    url: str
    captured: str | None
    validators: Validators | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A page: its address, that of its Markdown where an index names that, and its path without ending.

    `known` are captures of it that the lock has, `part` its text out of an `llms-full.txt`, `listed` whether an index names it; with
    `whole` that text is all that is wanted.
    """

    address: str
    stem: str
    scope: Scope
    exact: str | None = None
    known: tuple[Known, ...] = ()
    part: Part | None = None
    listed: bool = True
    whole: bool = False


@dataclass(slots=True, kw_only=True)
class Plan:
    """The pages to ask for by their paths without ending, paths of the lock that cannot be asked for, and what was found on the way."""

    wanted: dict[str, Wanted] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)

    def claim(self, stem: str, owner: str) -> str | None:
        """Take a place for a page; the one that has it already, or null."""
        other = self.owners.setdefault(key_of(stem), owner)
        return None if other == owner else other


def make(listings: Sequence[Listing], lock: Lock, on_disk: Mapping[str, str], taken: Iterable[str]) -> Plan:
    """The plan of a run; `taken` are paths of captures that local folders give."""
    plan = Plan()
    for path in taken:
        plan.claim(without_ending(path), path)
    known = known_pages(lock, on_disk)
    for listing in listings:
        add_listed(plan, listing, known)
    listed = {identity for listing in listings for identity in listing.pages}
    for identity, captures in known.items():
        if identity not in listed:
            add_unlisted(plan, listings, captures, on_disk)
    limit(plan)
    return plan


def add_listed(plan: Plan, listing: Listing, known: Mapping[str, Sequence[Known]]) -> None:
    """Plan the pages of a listing; of two pages of one place the first is asked for."""
    for identity, page in listing.pages.items():
        stem = places.stem(page.address, listing.into)
        if other := plan.claim(stem, identity):
            plan.found.append(Finding(code="W132", what=page.address, reason=other))
            continue
        one = Wanted(
            address=page.address,
            stem=stem,
            scope=listing.scope,
            exact=page.exact,
            known=tuple(known.get(identity, ())),
            part=listing.parts.get(identity),
            whole=listing.whole,
        )
        plan.wanted.setdefault(stem, one)


def add_unlisted(plan: Plan, listings: Sequence[Listing], captures: Sequence[Known], on_disk: Container[str]) -> None:
    """Plan a page that only the lock knows, where it belongs to a source; where one of its sources is unreadable, it stays as it is."""
    homes = [one for one in listings if one.scope.has_page(captures[0].url) and is_below(captures[0].path, one.into)]
    # It stays where it is, even where that is not where it would be put today.
    stem = without_ending(captures[0].path)
    if not homes:
        left = [one.path for one in captures if one.path in on_disk and key_of(stem) not in plan.owners]
        plan.found += [Finding(code="I135", what=path) for path in left]
        return
    readable = all(one.readable for one in homes)
    if other := plan.claim(stem, urls.identity(captures[0].url)) if readable else None:
        plan.found += [Finding(code="W132", what=captures[0].url, reason=other, page=one.path) for one in captures]
    if other or not readable:
        plan.failed += [one.path for one in captures]
        return
    plan.wanted[stem] = Wanted(
        address=captures[0].url, stem=stem, scope=homes[0].scope, known=tuple(captures), listed=False
    )


def limit(plan: Plan) -> None:
    """Ask for no more pages than there may be; what the lock has of the others stays as it is."""
    extra = list(plan.wanted)[MAX_PAGES:]
    if extra:
        plan.found.append(Finding(code="E141", what=f"{len(plan.wanted)}", reason=f"{MAX_PAGES}"))
    for stem in extra:
        plan.failed += [one.path for one in plan.wanted.pop(stem).known]


def known_pages(lock: Lock, on_disk: Mapping[str, str]) -> dict[str, list[Known]]:
    """The captures of the lock that have an address, by the identity of that."""
    found: dict[str, list[Known]] = {}
    for path, entry in sorted(lock.pages.items()):
        url = urls.normal(entry.url) if entry.url and safe_path(path) else None
        if url is not None:
            one = Known(path=path, url=url, captured=entry.captured, validators=validators_of(path, entry, on_disk))
            found.setdefault(urls.identity(url), []).append(one)
    return found


def validators_of(path: str, entry: Entry, on_disk: Mapping[str, str]) -> Validators | None:
    """What to ask with whether a page has changed: nothing where the capture on the disk is not the one that the server spoke of."""
    if not (entry.etag or entry.last_modified) or entry.sha256 is None or on_disk.get(path) != entry.sha256:
        return None
    return Validators(etag=entry.etag, last_modified=entry.last_modified)


def is_below(path: str, into: str) -> bool:
    """Whether a path is in the folder of a source."""
    return not into or path.startswith(f"{into}/")


def without_ending(path: str) -> str:
    """A path without the ending of its last segment."""
    folder, _, name = path.rpartition("/")
    bare = name.rpartition(".")[0] or name
    return f"{folder}/{bare}" if folder else bare
