"""Where everything of an API stands: the sheets of its pages, and the findings, corrections and changes by what they are about.

It is made once of a state, and asked by all resources.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import addresses, overrides
from generator.diagnostics import Diagnostic
from generator.inputs import SPECS, path_of
from generator.overrides import Override
from generator.quarantine import Held as HeldEntry
from generator.report.records import Correction, Drifted, Held, Note, Sheet
from generator.report.sheets import Lines, difference, lines_of, sheets_of
from generator.report.state import State
from generator.spec import Endpoint, Origin
from generator.telling import shown, told

#: A sheet by its page and its first line.
SheetKey = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The sheets of each page, and what is known of pages and addresses."""

    api: str
    sheets: Mapping[str, Sequence[Lines]]
    sheet_of: Mapping[SheetKey, Sheet]
    corrections: Mapping[str, Sequence[Correction]]
    drift: Mapping[str, Sequence[Drifted]]
    below: Mapping[tuple[str, ...], Sequence[Drifted]]

    def find(self, page: str, line: int | None) -> SheetKey | None:
        """The sheet that a line of a page stands on; the first one where no line is known."""
        known = self.sheets.get(page)
        if not known:
            return None
        at = bisect_right([one.first for one in known], line) - 1 if line else 0
        return page, known[max(at, 0)].first

    def of_endpoint(self, endpoint: Endpoint) -> list[SheetKey]:
        """The sheets that an endpoint was read from: of each of its pages the one on which most of it stands."""
        sources = dict.fromkeys(one.page for one in (endpoint.source, *endpoint.sources))
        if all(len(self.sheets.get(page, ())) == 1 for page in sources):
            return [(page, self.sheets[page][0].first) for page in sources]
        counts = Counter(key for one in origins_of(endpoint) if (key := self.find(one.page, one.line)))
        found = []
        for page in sources:
            ranked = [key for key, _ in counts.most_common() if key[0] == page]
            found += ranked[:1] or [key for key in [self.find(page, None)] if key]
        return found


def origins_of(endpoint: Endpoint) -> Iterator[Origin]:
    """Where the facts of an endpoint come from, where a line is known."""
    every = [endpoint.origin, endpoint.auth.origin]
    every += [one.origin for _, one in addresses.bodies_of(endpoint)]
    every += [one.origin for _, one in addresses.fields_of(endpoint)]
    return (one for one in every if one is not None and one.line)


def atlas_of(state: State) -> Atlas:
    """Everything that a state says of places."""
    sheets = {path: sheets_of(path, data) for path, data in state.pages.items()}
    bare = Atlas(api=state.api, sheets=sheets, sheet_of={}, corrections={}, drift={}, below={})
    drift, below = drift_of(state)
    return Atlas(
        api=state.api,
        sheets=sheets,
        sheet_of=dict(all_sheets(state, bare)),
        corrections=by_address(corrections(state)),
        drift=drift,
        below=below,
    )


def all_sheets(state: State, atlas: Atlas) -> Iterator[tuple[SheetKey, Sheet]]:
    """Every sheet with its findings, and with what is kept aside of its page."""
    notes: dict[SheetKey, list[Note]] = defaultdict(list)
    for one in state.found:
        path = page_of(state.api, one)
        key = atlas.find(path, one.line) if path is not None else None
        if key is not None:
            notes[key].append(note(one))
    aside: dict[str, list[Held]] = defaultdict(list)
    for path, entry in state.kept.held.items():
        for page in [one for one in (*entry.replaces, path) if one in atlas.sheets][:1]:
            aside[page].append(held(state, page, path, entry))
    for path, known in atlas.sheets.items():
        left = sorted(state.left.get(path, ()))
        for lines in known:
            key = path, lines.first
            first = lines is known[0]
            yield key, Sheet(
                path=path,
                first=lines.first,
                text="\n".join(lines.lines),
                left=tuple(one for one in left if lines.first <= one <= lines.last),
                notes=tuple(notes[key]),
                held=tuple(aside[path]) if first else (),
                gone=first and path in state.kept.gone,
            )


def page_of(api: str, found: Diagnostic) -> str | None:
    """The captured page that a finding is about, as it is called below the folder of pages; null where it is about another file."""
    folder = f"{SPECS}/{api}/pages/"
    return found.page.removeprefix(folder) if found.page and found.page.startswith(folder) else None


def note(found: Diagnostic) -> Note:
    """A finding as a note at its line."""
    return Note(code=found.code, severity=found.severity, message=found.message, hint=found.hint, line=found.line)


def held(state: State, page: str, path: str, entry: HeldEntry) -> Held:
    """A capture that is kept aside, compared with the page that stands in its place."""
    data = state.held.get(path)
    rows = difference(lines_of(state.pages[page]), lines_of(data)) if data is not None else []
    problem = (
        "The capture is not there." if data is None else "It is too long to be compared." if rows is None else None
    )
    return Held(
        path=path,
        losses=entry.losses,
        runs=entry.runs,
        first_seen=entry.first_seen,
        last_seen=entry.last_seen,
        diff=tuple(rows or ()),
        problem=problem,
    )


def corrections(state: State) -> list[Correction]:
    """The overrides, each with what is wrong with it."""
    file = path_of(state.api, overrides.PAGE)
    problems = {one.line: one.message for one in state.found if one.page == file}
    return [correction(one, problems.get(one.line)) for one in state.corrections]


def correction(one: Override, problem: str | None) -> Correction:
    """An override in words; an empty string stands for nothing said."""

    def words(facts: Mapping[str, object]) -> dict[str, str]:
        return {key: shown(None if value == "" else value) for key, value in facts.items()}

    # Facts that are only expected guard the others and are not changed.
    expected = {key: value for key, value in one.expect.items() if key in one.set}
    return Correction(
        address=one.address,
        expect=words(expected),
        set=words(one.set),
        reason=one.reason,
        line=one.line,
        problem=problem,
    )


def by_address(known: Iterable[Correction]) -> dict[str, list[Correction]]:
    """Corrections by the addresses at which they are found, which is another one where they rename something."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for one in known:
        parts = addresses.split(one.address) or (one.address,)
        now = [one.address]
        if "operation" in one.set and len(parts) == 2:
            now.append(addresses.join((parts[0], one.set["operation"])))
        if "name" in one.set and parts[0] == "enum":
            now.append(f"enum:{one.set['name']}")
        for address in dict.fromkeys(now):
            found[address].append(one)
    return found


def drift_of(state: State) -> tuple[dict[str, list[Drifted]], dict[tuple[str, ...], list[Drifted]]]:
    """The changes by their addresses, and by the endpoint that they are a part of."""
    drift: dict[str, list[Drifted]] = defaultdict(list)
    below: dict[tuple[str, ...], list[Drifted]] = defaultdict(list)
    for one in drifted(state):
        drift[one.address].append(one)
        below[(addresses.split(one.address) or ())[:2]].append(one)
    return drift, below


def drifted(state: State) -> list[Drifted]:
    """The changes in words."""
    return [
        Drifted(address=one.address, severity=one.severity, message=told(one), was=one.was) for one in state.changes
    ]
