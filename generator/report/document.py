"""The state of an API to the data document of its review page: an index, lists, names to search, and a chunk for each resource."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator import addresses, manual
from generator.addresses import join
from generator.codes import CODES
from generator.diagnostics import SEVERITIES
from generator.floors import count_fields
from generator.operations import STANDARD
from generator.quarantine import in_words
from generator.report.atlas import Atlas, SheetKey, atlas_of, corrections, drifted, page_of
from generator.report.facts import chunk_of
from generator.report.records import (
    Aside,
    Cell,
    Chunk,
    Document,
    Drifted,
    Entry,
    Facts,
    Finding,
    Index,
    Kind,
    Line,
    Lists,
    Sheet,
)
from generator.report.sheets import Lines
from generator.report.state import State
from generator.spec import Endpoint, Resource


def document_of(state: State) -> Document:
    """The data document of a state."""
    atlas = atlas_of(state)
    chunks = [chunk_of(atlas, resource) for resource in state.resources]
    lines = [line_of(atlas, number, *pair) for number, pair in enumerate(zip(state.resources, chunks, strict=True))]
    places, owners = placed(chunks)
    for key, sheet in atlas.sheet_of.items():
        if key not in places:
            places[key] = (len(chunks), 0)
            chunks.append(Chunk(sheets=(sheet,)))
    entries = [entry(atlas, lines_, places, owners) for known in atlas.sheets.values() for lines_ in known]
    return Document(
        index=index_of(state, atlas, lines, entries),
        lists=lists_of(state, atlas, entries),
        names=tuple(names_of(one) for resource in state.resources for one in resource.endpoints),
        chunks=tuple(chunks),
    )


def placed(chunks: Sequence[Chunk]) -> tuple[dict[SheetKey, tuple[int, int]], dict[SheetKey, tuple[int, int]]]:
    """Where each sheet stands first: chunk and number; and the first endpoint that was read from it: resource and number."""
    places: dict[SheetKey, tuple[int, int]] = {}
    owners: dict[SheetKey, tuple[int, int]] = {}
    for number, chunk in enumerate(chunks):
        for at, sheet in enumerate(chunk.sheets):
            places.setdefault((sheet.path, sheet.first), (number, at))
        for at, facts in enumerate(chunk.endpoints):
            for one in facts.sheets:
                sheet = chunk.sheets[one]
                owners.setdefault((sheet.path, sheet.first), (number, at))
    return places, owners


def entry(
    atlas: Atlas, lines: Lines, places: Mapping[SheetKey, tuple[int, int]], owners: Mapping[SheetKey, tuple[int, int]]
) -> Entry:
    """One page in the index."""
    key = lines.path, lines.first
    chunk, number = places[key]
    return Entry(
        path=lines.path,
        first=lines.first,
        last=lines.last,
        chunk=chunk,
        sheet=number,
        lines=lines.filled,
        left=len(atlas.sheet_of[key].left),
        endpoint=owners.get(key),
    )


def line_of(atlas: Atlas, number: int, resource: Resource, chunk: Chunk) -> Line:
    """One resource in the index."""
    cells = (cell(resource, one, facts, chunk) for one, facts in zip(resource.endpoints, chunk.endpoints, strict=True))
    return Line(
        name=resource.resource,
        group=resource.group,
        collection=resource.collection,
        chunk=number,
        cells=tuple(cells),
        enums=tuple(one.address for one in chunk.enums),
    )


def cell(resource: Resource, endpoint: Endpoint, facts: Facts, chunk: Chunk) -> Cell:
    """One endpoint in the index, with its marks."""
    sheets = [chunk.sheets[one] for one in facts.sheets]
    severities = Counter(note.severity for sheet in sheets for note in sheet.notes)
    rows = [row for section in facts.sections for row in section.rows]
    changes = [*facts.drift, *(one for row in rows for one in row.drift)]
    corrected = [*facts.corrections, *(one for section in facts.sections for one in section.corrections)]
    corrected += [one for row in rows for one in row.corrections]
    return Cell(
        operation=endpoint.operation,
        address=join((resource.resource, endpoint.operation)),
        method=endpoint.method or "",
        path=endpoint.path or "",
        title=endpoint.title,
        fields=len(rows),
        lines=sum(filled(sheet) for sheet in sheets),
        left=sum(len(sheet.left) for sheet in sheets),
        errors=severities["error"],
        warnings=severities["warning"],
        notes=severities["info"],
        overrides=len(corrected),
        drift=worst(changes),
        held=sum(len(sheet.held) for sheet in sheets),
        gone=sum(sheet.gone for sheet in sheets),
    )


def filled(sheet: Sheet) -> int:
    """How many lines of a sheet are not blank."""
    return sum(bool(line.strip()) for line in sheet.text.split("\n"))


def worst(changes: Sequence[Drifted]) -> str | None:
    """The highest severity of some changes."""
    known = {one.severity for one in changes}
    return next((one for one in ("breaking", "minor", "patch") if one in known), None)


def names_of(endpoint: Endpoint) -> tuple[str, ...]:
    """The addresses of the fields of an endpoint behind its operation."""
    return tuple(join(path) for path, _ in addresses.fields_of(endpoint))


def index_of(state: State, atlas: Atlas, lines: Sequence[Line], entries: Sequence[Entry]) -> Index:
    """What the page needs at its start."""
    used = {one.operation for line in lines for one in line.cells}
    return Index(
        api=state.api,
        title=state.config.api.title if state.config else None,
        version=state.config.package.version if state.config else None,
        counts=counts(state, entries),
        committed=not state.is_new,
        several=state.several,
        operations=tuple(one for one in STANDARD if one in used),
        lines=tuple(lines),
        entries=tuple(entries),
        kinds=tuple(kinds(state)),
    )


def counts(state: State, entries: Sequence[Entry]) -> dict[str, int]:
    """The totals, in the order in which they are shown."""
    severities = Counter(one.severity for one in state.found)
    return {
        "pages": len(state.pages),
        "resources": len(state.resources),
        "endpoints": sum(len(one.endpoints) for one in state.resources),
        "fields": sum(map(count_fields, state.resources)),
        "enums": len({enum.name for one in state.resources for enum in one.enums}),
        "lines": sum(one.lines for one in entries),
        "left": sum(one.left for one in entries),
        "errors": severities["error"],
        "warnings": severities["warning"],
        "notes": severities["info"],
        "overrides": len(state.corrections),
        "drift": len(state.changes),
        "held": len(state.kept.held),
        "gone": len(state.kept.gone),
    }


def kinds(state: State) -> Iterator[Kind]:
    """The codes of the findings, errors first."""
    found = Counter(one.code for one in state.found)
    order = list(SEVERITIES)
    for code in sorted(found, key=lambda one: (order.index(one[0]), -found[one], one)):
        known = CODES[code]
        yield Kind(
            code=code,
            severity=SEVERITIES[code[0]],
            count=found[code],
            message=known.message,
            meaning=manual.meaning(code),
        )


def lists_of(state: State, atlas: Atlas, entries: Sequence[Entry]) -> Lists:
    """What the overview lists when it is asked to."""
    numbers = {(one.path, one.first): number for number, one in enumerate(entries)}

    def number(page: str | None, line: int | None) -> int | None:
        key = atlas.find(page, line) if page is not None else None
        return numbers[key] if key else None

    findings = [
        Finding(
            code=one.code,
            message=one.message,
            page=one.page,
            line=one.line,
            entry=number(page_of(state.api, one), one.line),
        )
        for one in state.found
    ]
    return Lists(
        findings=tuple(findings),
        corrections=tuple(corrections(state)),
        drift=tuple(drifted(state)),
        aside=tuple(
            Aside(path=path, message=message, entry=number(page, None)) for path, page, message in kept_aside(state)
        ),
    )


def kept_aside(state: State) -> Iterator[tuple[str, str, str]]:
    """Captures that are kept aside and pages that are gone: their paths, the page that is there, and what is to say."""
    for path, one in state.kept.held.items():
        page = next((page for page in (*one.replaces, path) if page in state.pages), path)
        yield path, page, f"a newer capture {in_words(one.losses)}" if one.losses else "a newer capture is not believed"
    for path, _ in state.kept.gone.items():
        yield path, path, "gone from the docs"
