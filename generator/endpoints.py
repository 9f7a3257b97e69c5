"""Blocks to documented endpoints: the block stream of one page in, its endpoint, its enum tables and an account of its lines out.

`HANDLERS` says which block is taken in which section; what no handler takes is left over and reported with its line. `gather` sorts
the blocks into a `Draft`, `finish` completes the draft's fields from the samples and compares the statements of the page.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from generator import diagnostics
from generator.blocks import Block, Code, FieldRow, Furniture, Heading, MethodPath, Prose, Stream, Table
from generator.diagnostics import Diagnostic
from generator.pages import Page
from generator.phrases import roles_in, schemes_in
from generator.samples import Curl, Node, NotJson, parse_curl, parse_json
from generator.sections import section_of
from generator.spec import Auth, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumTable:
    """A table of enum values as it stands on a page; `title` is null where the form lost it."""

    title: str | None
    values: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A field row and where it stands: `place` is a parameter's location, `body` or `response`; `part` a subdivision."""

    row: FieldRow
    place: str
    part: str | None = None


@dataclass(slots=True)
class ResponseDraft:
    """One answer while its blocks are gathered."""

    status: int | None
    line: int
    words: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    examples: list[tuple[Node, int]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """What was gathered from a page, before samples and rows are put together."""

    page: Page
    pill: MethodPath | None = None
    title: str | None = None
    words: list[str] = field(default_factory=list)
    auth: Auth = field(default_factory=Auth)
    tables: list[EnumTable] = field(default_factory=list)
    enum_title: str | None = None
    rows: list[Row] = field(default_factory=list)
    curls: list[tuple[Curl, int, bool]] = field(default_factory=list)
    skeletons: list[tuple[Node, int]] = field(default_factory=list)
    responses: list[ResponseDraft] = field(default_factory=list)
    section: str = ""
    part: str | None = None
    section_line: int = 0
    section_rows: int = 0
    found: list[Diagnostic] = field(default_factory=list)
    left: set[int] = field(default_factory=set)

    def report(self, code: str, line: int | None, **facts: object) -> None:
        """Note a finding at a line of the page."""
        self.found.append(diagnostics.make(code, self.page.path, line, **facts))

    def origin(self, line: int, rule: str) -> Origin:
        """The origin of a fact of this page."""
        return Origin(page=self.page.path, line=line, rule=rule)

    def response(self, line: int) -> ResponseDraft:
        """The answer that is being described; one without a status where none was named yet."""
        if not self.responses:
            self.responses.append(ResponseDraft(status=None, line=line))
        return self.responses[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How many non-blank lines a page has, and the numbers of those that nothing took."""

    lines: int
    left: tuple[int, ...]


def gather(page: Page, stream: Stream) -> tuple[Draft, Account]:
    """Sort the blocks of a page into a draft, and account for every line."""
    draft = Draft(page=page, found=list(stream.diagnostics))
    taken: set[int] = set()
    for block in stream.blocks:
        if take(draft, block):
            taken.update(range(block.line, block.end + 1))
    close_section(draft)
    filled = [number for number, line in enumerate(page.lines, 1) if line.strip()]
    left = tuple(number for number in filled if number not in taken)
    for first, last in runs(left):
        draft.report(
            "W010", first, text=page.lines[first - 1], more=f" and {last - first} more lines" if last > first else ""
        )
    return draft, Account(lines=len(filled), left=left)


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as pairs of first and last."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def take(draft: Draft, block: Block) -> bool:
    """Hand a block to the handlers of its kind: of any section, of the open one, of the rest; false where nobody takes it."""
    for section in ("*", draft.section, "else"):
        handler = HANDLERS.get((section, type(block)))
        if handler and handler(draft, block):
            return True
    return False


def open_section(draft: Draft, block: Block) -> bool:
    """A heading opens the section of its label; one without a known label is left to the section that is open."""
    assert isinstance(block, Heading)
    section = section_of(block.text, draft.section)
    if section is None:
        return False
    close_section(draft)
    draft.section, draft.part = section.kind, section.part
    draft.section_line, draft.section_rows = block.line, 0
    if section.part == "status":
        draft.responses.append(ResponseDraft(status=int(block.text.strip()), line=block.line))
    return True


def close_section(draft: Draft) -> None:
    """Report a section that promised rows and had none."""
    if draft.part in ("required", "optional", "children", "filters", "ranges", "pagination") and not draft.section_rows:
        draft.report("W015", draft.section_line, section=draft.page.lines[draft.section_line - 1].strip())


def take_furniture(draft: Draft, block: Block) -> bool:
    """Parts of the site say nothing of the API."""
    return True


def take_method_path(draft: Draft, block: Block) -> bool:
    """The first method pill counts; a second one is left over."""
    assert isinstance(block, MethodPath)
    if draft.pill is not None:
        draft.report("W016", block.line, method=block.method, path=block.path)
        return False
    draft.pill = block
    return True


def take_description(draft: Draft, block: Block) -> bool:
    """Paragraphs, and headings that open no section, describe the endpoint."""
    assert isinstance(block, Prose | Heading)
    draft.words.append(block.text)
    return True


def take_auth(draft: Draft, block: Block) -> bool:
    """Schemes and roles out of the words of the section; the words are kept."""
    assert isinstance(block, Prose)
    words = block.text if draft.auth.description is None else f"{draft.auth.description}\n\n{block.text}"
    draft.auth = Auth(
        schemes=tuple(dict.fromkeys((*draft.auth.schemes, *schemes_in(block.text)))),
        roles=tuple(dict.fromkeys((*draft.auth.roles, *roles_in(block.text)))),
        description=words,
        origin=draft.auth.origin or draft.origin(block.line, "prose:auth"),
    )
    if not draft.auth.schemes:
        draft.report("W017", block.line)
    return True


def take_enum_title(draft: Draft, block: Block) -> bool:
    """A line above a table names its enum, where the form keeps titles: `eName`, perhaps with more behind a dash."""
    assert isinstance(block, Prose | Heading)
    match = re.fullmatch(r"(\w+)(?:\s+[—–-]\s+.*)?", block.text)
    if not match:
        return False
    draft.enum_title = match[1]
    return True


def take_table(draft: Draft, block: Block) -> bool:
    """A table of values; a value that stands twice is reported."""
    assert isinstance(block, Table)
    values: dict[str, str] = {}
    for row in block.rows:
        if len(row.cells) != 2:
            return False
        if row.cells[0] in values:
            draft.report("W018", row.line, value=row.cells[0])
        values.setdefault(row.cells[0], row.cells[1])
    title, draft.enum_title = block.title or draft.enum_title, None
    if values:
        draft.tables.append(EnumTable(title=title, values=tuple(values.items()), line=block.line))
    return True


def take_row(draft: Draft, block: Block) -> bool:
    """A row of the open section; where two rows have one name the first counts and the second is reported."""
    assert isinstance(block, FieldRow)
    if not block.complete:
        report_cut_row(draft, block)
    if block.type_text is None:
        return False
    row = Row(row=block, place=draft.section, part=draft.part)
    rows = draft.response(block.line).rows if draft.section == "response" else draft.rows
    draft.section_rows += 1
    twin = next((other for other in rows if other.row.name == block.name and other.place == row.place), None)
    if twin is not None:
        draft.report("W014", block.line, name=block.name, first=twin.row.line)
        return True
    if draft.part in ("required", "optional") and block.required != (draft.part == "required"):
        draft.report("W019", block.line, name=block.name, section=draft.page.lines[draft.section_line - 1].strip())
    rows.append(row)
    return True


def report_cut_row(draft: Draft, row: FieldRow) -> None:
    """A last row without a description is cut off where its page describes its rows, else only doubtful."""
    others = [r.row for r in (*draft.rows, *(r for answer in draft.responses for r in answer.rows))]
    cut = row.type_text is None or (bool(others) and all(other.description for other in others))
    draft.report("E013" if cut else "W020", row.end, name=row.name)


def take_stray_row(draft: Draft, block: Block) -> bool:
    """A row outside all sections: its place is not known."""
    assert isinstance(block, FieldRow)
    if not block.complete:
        report_cut_row(draft, block)
    return False


def take_row_note(draft: Draft, block: Block) -> bool:
    """A paragraph among rows goes on with the row above; one before the first row belongs to the section, and is kept with the words."""
    assert isinstance(block, Prose | Heading)
    if draft.section_rows and draft.rows and draft.section != "response":
        last = draft.rows[-1]
        draft.rows[-1] = Row(row=lengthened(last.row, block.text), place=last.place, part=last.part)
    else:
        draft.words.append(block.text)
    return True


def lengthened(row: FieldRow, text: str) -> FieldRow:
    """A row whose description goes on with a further paragraph."""
    description = text if row.description is None else f"{row.description}\n\n{text}"
    return FieldRow(
        line=row.line,
        end=row.end,
        name=row.name,
        type_text=row.type_text,
        required=row.required,
        deprecated=row.deprecated,
        default=row.default,
        description=description,
        complete=row.complete,
        known_type=row.known_type,
    )


def take_response_words(draft: Draft, block: Block) -> bool:
    """A paragraph of an answer describes it."""
    assert isinstance(block, Prose | Heading)
    draft.response(block.line).words.append(block.text)
    return True


def take_sample(draft: Draft, block: Block) -> bool:
    """A curl command, or a JSON text: the answer's example inside a response, the skeleton above all sections."""
    assert isinstance(block, Code)
    if block.language == "curl":
        return take_curl(draft, block)
    if not block.closed:
        return True
    try:
        node = parse_json(block.text, block.code_line)
    except NotJson as problem:
        draft.report("W012", problem.line, reason=problem.reason)
        return True
    if draft.section == "response":
        draft.response(block.line).examples.append((node, block.code_line))
    elif draft.section == "":
        draft.skeletons.append((node, block.code_line))
    else:
        return False
    return True


def take_curl(draft: Draft, block: Code) -> bool:
    """A curl command; the one above all sections carries the page's title."""
    curl = parse_curl(block.text, block.code_line) if block.closed else None
    if block.closed and curl is None:
        draft.report("W012", block.code_line, reason="the command cannot be split into words")
    if curl is not None:
        draft.curls.append((curl, block.code_line, draft.section == ""))
    if block.title and draft.section == "":
        draft.title = draft.title or block.title
    elif block.title:
        return False
    return True


Handler = Callable[[Draft, Block], bool]

#: Who takes a block of a kind in a section; `*` is asked first in any section, `else` last.
HANDLERS: dict[tuple[str, type[Block]], Handler] = {
    ("*", Furniture): take_furniture,
    ("*", MethodPath): take_method_path,
    ("*", Heading): open_section,
    ("*", Code): take_sample,
    ("", Prose): take_description,
    ("", Heading): take_description,
    ("auth", Prose): take_auth,
    ("enums", Prose): take_enum_title,
    ("enums", Heading): take_enum_title,
    ("enums", Table): take_table,
    ("response", Prose): take_response_words,
    ("response", Heading): take_response_words,
    ("else", FieldRow): take_stray_row,
    **{(place, FieldRow): take_row for place in ("path", "query", "header", "cookie", "body", "response")},
    **{
        (place, kind): take_row_note
        for place in ("path", "query", "header", "cookie", "body")
        for kind in (Prose, Heading)
    },
}
