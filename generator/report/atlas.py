"""Where everything of an API stands: the sheets of its pages, and the findings, corrections and changes by what they are about.

It is made once of a state, and asked by all resources.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import addresses, overrides
from generator.diagnostics import Diagnostic
from generator.inputs import SPECS, path_of
from generator.overrides import Override
from generator.quarantine import Held as HeldEntry
from generator.report.records import Correction, Drifted, Held, Note, Sheet
from generator.report.sheets import Lines, difference, lines_of, sheets_of
from generator.report.state import State
from generator.spec import Endpoint, Source
from generator.telling import shown, told

#: A sheet by its page and its first line.
SheetKey = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The sheets of each page with the numbers of their first lines, and what is known of pages and addresses.

    `many` are the names that different enums have.
    """

    api: str
    sheets: Mapping[str, Sequence[Lines]]
    starts: Mapping[str, Sequence[int]]
    sheet_of: Mapping[SheetKey, Sheet]
    corrections: Mapping[str, Sequence[Correction]]
    drift: Mapping[str, Sequence[Drifted]]
    below: Mapping[tuple[str, ...], Sequence[Drifted]]
    many: frozenset[str] = frozenset()

    def find(self, page: str, line: int | None) -> SheetKey | None:
        """The sheet that a line of a page stands on; the first one where no line is known."""
        known = self.starts.get(page)
        if not known:
            return None
        return page, known[max(bisect_right(known, line) - 1, 0) if line else 0]

    def of_endpoint(self, endpoint: Endpoint) -> list[SheetKey]:
        """The sheets that an endpoint was read from, one of each of its pages."""
        sources = {one.page: one for one in reversed((endpoint.source, *endpoint.sources)) if one.page in self.sheets}
        return list(dict.fromkeys(self.of_source(endpoint, one) for one in reversed(sources.values())))

    def of_source(self, endpoint: Endpoint, source: Source) -> SheetKey:
        """The sheet that a source names: of a file that holds many pages the one with its address, or that names the path."""
        known = self.sheets[source.page]
        named = [one.first for one in known if one.url is not None and one.url == source.url]
        origins = [endpoint.origin, endpoint.auth.origin, *(one.origin for _, one in addresses.bodies_of(endpoint))]
        line = next((one.line for one in origins if one and one.line and one.page == source.page), None)
        at = bisect_right(self.starts[source.page], line) - 1 if line else 0
        return source.page, named[0] if named else known[max(at, 0)].first


def atlas_of(state: State) -> Atlas:
    """Everything that a state says of places."""
    sheets = {path: sheets_of(path, data) for path, data in state.pages.items()}
    starts = {path: [one.first for one in known] for path, known in sheets.items()}
    drift, below = drift_of(state)
    bare = Atlas(
        api=state.api,
        sheets=sheets,
        starts=starts,
        sheet_of={},
        corrections=by_address(corrections(state)),
        drift=drift,
        below=below,
        many=addresses.many_enums(state.resources),
    )
    return replace(bare, sheet_of=dict(all_sheets(state, bare)))


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
    problems: dict[int | None, list[Diagnostic]] = defaultdict(list)
    for found in (found for found in state.found if found.page == file):
        problems[found.line].append(found)
    return [correction(one, problems[one.line]) for one in state.corrections]


def correction(one: Override, problems: Sequence[Diagnostic]) -> Correction:
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
        problem=" ".join(found.message for found in problems) or None,
        partly=0 < len(problems) < len(one.set) and all(found.code in overrides.OUTLIVED for found in problems),
    )


def by_address(known: Iterable[Correction]) -> dict[str, list[Correction]]:
    """Corrections by the addresses at which they are found, which is another one where they rename something."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for one in known:
        parts = addresses.split(one.address) or (one.address,)
        now = [one.address]
        if "operation" in one.set and len(parts) == 2:
            now.append(addresses.join((parts[0], one.set["operation"])))
        if "name" in one.set and addresses.ENUM in parts[:2]:
            now.append(addresses.join((*parts[:-1], one.set["name"])))
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
