"""A run of fetching: what `api.toml` says and what the lock knows in, captures of all pages out. It writes nothing but its journal.

Whoever believes the captures and has put them in place clears the journal; until then a run that was killed is taken up from it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.captures import Capture, Fetched
from generator.config import ApiConfig
from generator.fetch import conflicts, network, plan, urls
from generator.fetch.findings import Finding, told
from generator.fetch.journal import Journal, clear
from generator.fetch.local import read_folder
from generator.fetch.pace import Pace
from generator.fetch.sending import Means, Session
from generator.fetch.sources import Listing, read_list, read_site_source
from generator.fetch.taking import Taken, Twins, take, without_moved
from generator.lock import Lock

Progress = Callable[[str, int, int], None]

#: So many addresses with one body are a sign that it is no page of any of them.
ALIKE = 3


def fetch(
    config: ApiConfig,
    folder: Path,
    lock: Lock,
    on_disk: Mapping[str, str],
    journal: Path,
    progress: Progress,
    *,
    means: Means | None = None,
) -> Fetched:
    """Ask for all pages of an API; `folder` is that of its `api.toml`, `on_disk` has the hash of each capture below `pages/`."""
    return asyncio.run(fetch_all(config, folder, lock, on_disk, journal, progress, means or Means()))


def clear_journal(journal: Path) -> None:
    """Forget a run whose captures are in place; raises OSError."""
    clear(journal)


async def fetch_all(
    config: ApiConfig,
    folder: Path,
    lock: Lock,
    on_disk: Mapping[str, str],
    journal: Path,
    progress: Progress,
    means: Means,
) -> Fetched:
    """The same, inside of a loop of events."""
    terms, now = config.fetch, means.now()
    local, found = local_captures(config, folder)
    client = network.client(means.resolve, private=terms.private, agent=terms.agent, timeout=terms.timeout)
    async with client:
        session = Session(
            terms=terms,
            means=means,
            client=client,
            pace=Pace(terms.rate, terms.concurrency),
            journal=Journal(folder=journal, oldest=now - means.journal_age, newest=now),
            hosts=hosts_of(config),
        )
        listings = await read_sources(session, config, folder)
        todo = plan.make(listings, lock, on_disk, [one.path for one in local])
        taken = await take_all(session, list(todo.wanted.values()), progress)
    found += [*(one for listing in listings for one in listing.found), *todo.found]
    if session.journal.problem:
        found.append(Finding(code="W138", what=str(journal.name), reason=session.journal.problem))
    return summary(local, taken, todo.failed, found, session.requests)


def hosts_of(config: ApiConfig) -> frozenset[str]:
    """The hosts that any source allows."""
    named = [host for source in config.sources for host in source.hosts]
    sites = [url for source in config.sources if source.url and (url := urls.normal(source.url))]
    return frozenset([*named, *map(urls.host_of, sites)])


def local_captures(config: ApiConfig, folder: Path) -> tuple[list[Capture], list[Finding]]:
    """The captures of all local folders, in the order of the sources."""
    captures: list[Capture] = []
    found: list[Finding] = []
    for source in config.sources:
        if source.folder is not None:
            new, findings = read_folder(source, folder)
            captures += new
            found += findings
    return captures, found


async def read_sources(session: Session, config: ApiConfig, folder: Path) -> list[Listing]:
    """What all sources with addresses list, in their order."""
    listings = []
    for source in config.sources:
        if source.list is not None:
            listings.append(read_list(source, folder))
        elif source.url is not None:
            listings.append(await read_site_source(session, source))
    session.hosts |= {host for listing in listings for host in listing.scope.hosts}
    return listings


async def take_all(session: Session, wanted: Sequence[plan.Wanted], progress: Progress) -> list[Taken]:
    """Ask for all pages, many at once; what became of each, in their order."""
    twins, done = Twins(), 0
    progress("fetching", 0, len(wanted))

    async def one(page: plan.Wanted) -> Taken:
        nonlocal done
        taken = await take(session, twins, page)
        done += 1
        progress("fetching", done, len(wanted))
        return taken

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(page)) for page in wanted]
    return without_moved([task.result() for task in tasks])


def alike(captures: Sequence[Capture]) -> list[Finding]:
    """A finding for each body that is the answer at many addresses."""
    places: dict[bytes, list[str]] = {}
    for one in captures:
        if one.data is not None and one.url is not None:
            places.setdefault(one.data, []).append(one.url)
    return [
        Finding(code="W139", what=f"{len(urls)} addresses, one is {urls[0]}")
        for urls in places.values()
        if len(urls) >= ALIKE
    ]


def paths_of(wanted: plan.Wanted) -> list[str]:
    """The paths by which a page is known; the one that it would have, without its ending, where it was never captured."""
    return [one.path for one in wanted.known] or [wanted.stem]


def summary(
    local: Sequence[Capture], taken: Sequence[Taken], left: Sequence[str], found: Sequence[Finding], requests: int
) -> Fetched:
    """What the run gave."""
    captures, meeting = conflicts.settled([*local, *(one.capture for one in taken if one.capture)])
    return Fetched(
        captures=tuple(sorted(captures, key=lambda one: one.path)),
        unlisted=frozenset(one.capture.path for one in taken if one.capture and not one.wanted.listed),
        gone=tuple(sorted(known.path for one in taken if one.gone for known in one.wanted.known)),
        failed=tuple(sorted({*left, *(path for one in taken if one.failed for path in paths_of(one.wanted))})),
        found=told([*found, *meeting, *alike(captures), *(finding for one in taken for finding in one.found)]),
        requests=requests,
        resumed=sum(one.resumed for one in taken),
    )
