"""The command `fetch`: live docs in, what is to be written out, in one publication of all APIs; nothing is built.

The order of its steps: files of the API, captures, promotion, changes; then the publication, and the journals of the captures go.
"""

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePosixPath

from generator import diagnostics, lock, quarantine, recall
from generator.addresses import join
from generator.captures import Fetched
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.inputs import SPECS, STORED, Inputs, content, files_below, read_inputs
from generator.loss_rules import Known, Stored
from generator.manifest import digest
from generator.moves import State
from generator.pipeline import Progress, load_config, load_stored, located, silent
from generator.promotion import promote
from generator.publish import Change, Published, part_of, publish
from generator.tree import parents

Fetch = Callable[[ApiConfig, Path, lock.Lock, Mapping[str, str], Path, Progress], Fetched]

PAGES = "pages"
#: The outcomes in the order of the table at the end, and what each is called there.
OUTCOMES = {
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "held": "held",
    "accepted": "accepted",
    "removed": "accepted",
    "repeated": "repeated",
    "gone": "gone",
    "failed": "failed",
    "refused": "failed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """What a run is for one API: its findings, what is to be written, what became of each page, and which names were accepted.

    `state` is what is to be there, null where that could not be told; `resumed` counts answers of an earlier run that was stopped.
    """

    api: str
    found: tuple[Diagnostic, ...]
    changes: tuple[Change, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    requests: int = 0
    resumed: int = 0
    used: frozenset[str] = frozenset()
    journal: Path | None = None
    state: State | None = None

    @property
    def failed(self) -> bool:
        """Whether a page or the whole run failed."""
        return diagnostics.has_errors(self.found) or not {"failed", "refused"}.isdisjoint(self.outcomes.values())


def the_fetch(
    config: ApiConfig, folder: Path, known: lock.Lock, hashes: Mapping[str, str], journal: Path, progress: Progress
) -> Fetched:
    """Fetch the pages of an API; what does it is loaded when it is asked for."""
    from generator.fetch.run import fetch

    return fetch(config, folder, known, hashes, journal, progress)


def clear_journal(folder: Path) -> None:
    """Remove what was kept for the case that the run is killed; raises OSError."""
    from generator.fetch.run import clear_journal as clear

    clear(folder)


def fetch_api(
    root: Path,
    api: str,
    accepted: Collection[str] = (),
    progress: Progress = silent,
    *,
    named: bool = True,
    journal: Path | None = None,
    fetch: Fetch | None = None,
) -> Fetching:
    """Fetch the pages of one API and decide on them; nothing is written but the journal, which has a place of its own in the project.

    `named` is whether the API was asked for by its name.
    """
    folder = root / SPECS / api
    inputs = read_inputs(root, api)
    config, found = load_config(inputs)
    state, problems = state_of(folder, inputs)
    found += problems
    if config is None or state is None:
        return Fetching(api=api, found=located(api, found))
    if not config.sources:
        found.append(diagnostics.make("E154" if named else "I151", "api.toml", None))
        return Fetching(api=api, found=located(api, found))
    journal = journal or recall.folder_of(root) / "fetch" / api
    hashes = {path: digest(data) for path, data in state.pages.items()}
    fetched = (fetch or the_fetch)(config, folder, state.lock, hashes, journal, progress)
    # It may have taken hours, in which somebody may have worked on the pages.
    state, problems = state_of(folder, read_inputs(root, api))
    if state is None:
        return Fetching(api=api, found=located(api, [*found, *fetched.found, *problems]))
    names = names_of(root, api, state) if accepted else {}
    paths = {path for name in accepted for path in names.get(name, ())}
    promotion = promote(config, state, fetched, paths, progress, cache(lambda: stored_of(root, api)))
    return Fetching(
        api=api,
        found=located(api, [*found, *promotion.found]),
        changes=changes_of(folder, state, promotion.state),
        outcomes=promotion.outcomes,
        requests=fetched.requests,
        resumed=fetched.resumed,
        used=frozenset(name for name in accepted if not promotion.used.isdisjoint(names.get(name, ()))),
        journal=journal,
        state=promotion.state,
    )


def stored_of(root: Path, api: str) -> Stored:
    """The endpoints of the stored spec by the pages that they were read from."""
    resources, _ = load_stored(api, files_below(root / SPECS / api / STORED))
    found: dict[str, list[Known]] = {}
    for resource in resources.values():
        for endpoint in resource.endpoints:
            for page in dict.fromkeys(one.page for one in (endpoint.source, *endpoint.sources)):
                found.setdefault(page, []).append((resource.resource, endpoint))
    return found


def state_of(folder: Path, inputs: Inputs) -> tuple[State | None, list[Diagnostic]]:
    """What there is of an API, or null and errors."""
    locked, found = lock.load(inputs.lock)
    kept, problems = quarantine.load(inputs.quarantine)
    if locked is None or kept is None:
        return None, [*found, *problems]
    return State(pages=inputs.pages, lock=locked, quarantine=kept, held=captures_below(folder, kept.held)), []


def captures_below(folder: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The captures that are kept aside, by their paths, which are safe ones; one behind a link is none."""
    found: dict[str, bytes] = {}
    for path in paths:
        linked = any((folder / quarantine.FOLDER / part).is_symlink() for part in (path, *parents(path)))
        data = None if linked else content(folder / quarantine.FOLDER / path)
        if data is not None:
            found[path] = data
    return found


def changes_of(folder: Path, old: State, new: State) -> tuple[Change, ...]:
    """What is to be written below the folder of an API; what is as it was is not looked at."""
    written: dict[str, bytes] = {}
    removed: set[str] = set()
    # What the lock says is ours, be the file there or not.
    held: dict[str, bytes | None] = {path: old.held.get(path) for path in old.quarantine.held}
    folders: tuple[tuple[str, Mapping[str, bytes | None], Mapping[str, bytes]], ...] = (
        (PAGES, old.pages, new.pages),
        (quarantine.FOLDER, held, new.held),
    )
    for name, before, after in folders:
        written |= {f"{name}/{path}": data for path, data in after.items() if before.get(path) != data}
        removed |= {f"{name}/{path}" for path in before.keys() - after.keys()}
    if new.lock != old.lock:
        written[lock.PAGE] = lock.dump(new.lock)
    kept = quarantine.dump(new.quarantine)
    if new.quarantine != old.quarantine and kept is not None:
        written[quarantine.PAGE] = kept
    elif kept is None:
        removed.add(quarantine.PAGE)
    return (part_of(folder, written, removed),)


def names_of(root: Path, api: str, state: State) -> dict[str, set[str]]:
    """The paths of pages by what they go by: path, file as findings name it, address, and the addresses of endpoints."""
    names: dict[str, set[str]] = {}
    endpoints = [
        (join((resource, endpoint.operation)), page)
        for page, known in stored_of(root, api).items()
        for resource, endpoint in known
    ]
    kept = state.quarantine
    paths = {*state.pages, *kept.gone, *kept.held}
    files = [(at, path) for path in paths for at in (path, f"{SPECS}/{api}/{PAGES}/{path}")]
    places = [
        *((path, entry.url) for path, entry in state.lock.pages.items()),
        *((path, held.url) for path, held in kept.held.items()),
    ]
    # The address of a page is that which people read; a capture may have been asked for with the ending of its form.
    urls = [
        (at, path)
        for path, url in places
        if path in paths and url is not None
        for at in (url, url + PurePosixPath(path).suffix)
    ]
    for name, path in (*files, *urls, *endpoints):
        names.setdefault(name, set()).add(path)
    for path, one in kept.held.items():
        for meant in names.values():
            if not meant.isdisjoint(one.replaces):
                meant.add(path)
    return names


def meant(root: Path, apis: Sequence[str], accepted: Collection[str]) -> list[str]:
    """The names, with each pattern replaced by the files of what waits for somebody and fits it; one that fits nothing stays."""
    patterns = {name: set[str]() for name in accepted if "*" in name}
    for api in apis if patterns else ():
        state, _ = state_of(root / SPECS / api, read_inputs(root, api))
        waiting = waiting_in(state)
        for name, paths in (names_of(root, api, state) if state else {}).items():
            for pattern, files in patterns.items():
                if fnmatchcase(name, pattern):
                    files |= {f"{SPECS}/{api}/{PAGES}/{path}" for path in paths & waiting}
    return sorted({file for name in accepted for file in patterns.get(name) or (name,)})


def waiting_in(state: State | None) -> set[str]:
    """The paths of what is kept aside or gone, and can be accepted."""
    return {*state.quarantine.held, *state.quarantine.gone} if state else set()


def strange(root: Path, apis: Sequence[str], accepted: Collection[str]) -> dict[str, list[str]]:
    """The names that no page goes by, each with names like it of what can be accepted."""
    known: set[str] = set()
    waiting: set[str] = set()
    for api in apis if accepted else ():
        state, _ = state_of(root / SPECS / api, read_inputs(root, api))
        # What is wrong with the files is told when they are needed.
        names = names_of(root, api, state) if state else {name: set[str]() for name in accepted}
        entries = waiting_in(state)
        known |= names.keys()
        waiting |= {name for name, paths in names.items() if not paths.isdisjoint(entries)}
    return {name: near(name, waiting) for name in accepted if name not in known}


def useless(fetchings: Sequence[Fetching], accepted: Collection[str]) -> dict[str, list[str]]:
    """The names at which there was nothing to accept, each with names like it of what can be accepted; none where a file is broken."""
    used = {name for one in fetchings for name in one.used}
    if any(one.failed and not one.changes for one in fetchings):
        return {}
    left = [name for name in accepted if name not in used]
    waiting = {path for one in fetchings for path, outcome in one.outcomes.items() if outcome in ("held", "gone")}
    return {name: near(name, waiting) for name in left}


def near(name: str, waiting: Collection[str]) -> list[str]:
    """What can be accepted and looks like a name."""
    return difflib.get_close_matches(name, sorted(waiting), n=3, cutoff=0.6)


def write(root: Path, fetchings: Sequence[Fetching]) -> Published:
    """Publish what all APIs got at once; what was kept for a run that is killed goes then."""
    published = publish(root, [change for one in fetchings for change in one.changes])
    forget(fetchings)
    return published


def forget(fetchings: Sequence[Fetching]) -> None:
    """Clear the journals of runs that are over, so that the next run asks the docs again; raises OSError."""
    for one in fetchings:
        if one.journal is not None and one.journal.is_dir():
            clear_journal(one.journal)


def counts(fetchings: Sequence[Fetching]) -> dict[str, int]:
    """What became of the pages, for the table at the end."""
    became = Counter(OUTCOMES[outcome] for one in fetchings for outcome in one.outcomes.values())
    return {
        "pages asked": sum(len(one.outcomes) for one in fetchings),
        **{name: became[name] for name in dict.fromkeys(OUTCOMES.values())},
        "requests": sum(one.requests for one in fetchings),
        "resumed": sum(one.resumed for one in fetchings),
    }


def rows(fetchings: Sequence[Fetching]) -> list[dict[str, str]]:
    """What became of each page, for programs."""
    return [
        {"path": f"{SPECS}/{one.api}/{PAGES}/{path}", "became": outcome}
        for one in fetchings
        for path, outcome in sorted(one.outcomes.items())
    ]
