"""The data document of a review page as frozen records, and their plain form for JSON, which leaves out what is not known.

The index is what the page needs at its start. A chunk is everything of one resource, its captured pages included, and is unpacked when
somebody looks at it; lists and names to search are parts of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a fact comes from: a sheet of the same chunk, or another file by its path; line and rule.

    `last` is the last of the lines below that hold further words of the same row.
    """

    sheet: int | None = None
    page: str | None = None
    line: int | None = None
    rule: str | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding at a line of a sheet, or at the sheet as a whole."""

    code: str
    severity: str
    message: str
    hint: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A capture that is not believed yet: what it lost, how often it was seen, and how it differs, line by line.

    A row of `diff` is a sign (blank, `-`, `+`, or `@` where lines are left out), both line numbers and the line.
    """

    path: str
    losses: tuple[str, ...] = ()
    runs: int = 1
    first_seen: str | None = None
    last_seen: str | None = None
    diff: tuple[tuple[str, int | None, int | None, str], ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One captured page, or one of many in a file: its lines from `first` on, which of them nothing read, and the findings."""

    path: str
    first: int
    text: str
    left: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    held: tuple[Held, ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An override: what the page says, what is set instead and why; `problem` where it was not applied, or is needless.

    One that is needless only `partly` is in force all the same.
    """

    address: str
    expect: Mapping[str, str]
    set: Mapping[str, str]
    reason: str
    line: int
    problem: str | None = None
    partly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """A change from what is on the disk to what the pages give now."""

    address: str
    severity: str
    message: str
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field with its facts; `path` is its address behind the operation, `depth` how deep it is nested.

    `sources` are the places of facts that did not come with its own row, `texts` values as the command `override` takes them, by what it
    can set.
    """

    name: str
    path: str
    depth: int
    type: str
    facts: Mapping[str, str]
    required: bool = False
    enum: str | None = None
    description: str | None = None
    at: Place
    sources: Mapping[str, Place]
    texts: Mapping[str, str]
    corrections: tuple[Correction, ...] = ()
    drift: tuple[Drifted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Parameters, a body or an answer: its fields, and its documented example; of a body or an answer what can be set of it, as `Row`."""

    title: str
    path: str
    words: str | None = None
    media: str | None = None
    rows: tuple[Row, ...] = ()
    example: str | None = None
    at: Place | None = None
    texts: Mapping[str, str] | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An enum: its values as rows of value, name and description."""

    name: str
    address: str
    type: str
    values: tuple[tuple[str, str, str], ...]
    at: Place
    texts: Mapping[str, str]
    corrections: tuple[Correction, ...] = ()
    drift: tuple[Drifted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One fact of an endpoint as a whole: its label, value, and where it comes from."""

    label: str
    value: str
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that is known of one endpoint; `sheets` and `enums` are numbers of those of the chunk, `texts` as of a `Row`."""

    heads: tuple[Head, ...]
    sections: tuple[Section, ...]
    sheets: tuple[int, ...]
    enums: tuple[int, ...]
    texts: Mapping[str, str]
    corrections: tuple[Correction, ...] = ()
    drift: tuple[Drifted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """What one resource needs to be looked at, or one page that documents no endpoint."""

    sheets: tuple[Sheet, ...]
    endpoints: tuple[Facts, ...] = ()
    enums: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """An endpoint in the index: how it is called, and the marks of its cell in the matrix."""

    operation: str
    address: str
    method: str
    path: str
    title: str | None = None
    fields: int = 0
    lines: int = 0
    left: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    overrides: int = 0
    drift: str | None = None
    held: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A resource in the index: a line of the matrix; `chunk` is where the rest of it stands."""

    name: str
    group: str
    collection: str
    chunk: int
    cells: tuple[Cell, ...]
    enums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A captured page in the index: where it stands in the chunks, and the first endpoint that was read from it, by its two numbers."""

    path: str
    first: int
    last: int
    chunk: int
    sheet: int
    lines: int
    left: int = 0
    endpoint: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A code of findings in the index: how many there are, its wording, and what it means."""

    code: str
    severity: str
    count: int
    message: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding in the lists; `page` and `line` as from the project's root, `entry` the number of its captured page."""

    code: str
    message: str
    page: str | None = None
    line: int | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A capture that is kept aside, or a page that is gone from the docs, in the lists."""

    path: str
    message: str
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What the overview lists when it is asked to."""

    findings: tuple[Finding, ...]
    corrections: tuple[Correction, ...]
    drift: tuple[Drifted, ...]
    aside: tuple[Aside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What the page needs at its start; `several` says whether the project has other APIs, too."""

    api: str
    title: str | None
    version: str | None
    counts: Mapping[str, int]
    committed: bool
    several: bool
    operations: tuple[str, ...]
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole data document; `names` are the addresses of fields behind their operation, by endpoint in the order of the index."""

    index: Index
    lists: Lists
    names: tuple[tuple[str, ...], ...]
    chunks: tuple[Chunk, ...]


#: The keys of each kind of record that was made plain, each with what it is where nothing is said.
_PARTS: dict[str, tuple[tuple[str, object], ...]] = {}


def plain(value: Any) -> Any:
    """A record as plain values for JSON, without the keys of which nothing is said."""
    if is_dataclass(value):
        name = type(value).__name__
        if name not in _PARTS:
            _PARTS[name] = tuple((one.name, one.default) for one in fields(value))
        known = ((name, getattr(value, name), default) for name, default in _PARTS[name])
        return {name: plain(part) for name, part, default in known if part != default}
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, tuple | list) else value
