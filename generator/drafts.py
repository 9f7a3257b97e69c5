"""What is gathered from the blocks of one page: rows, tables, samples and words, each at its place, before they are put together."""

from dataclasses import dataclass, field

from generator import diagnostics
from generator.blocks import Block, FieldRow, Heading, MethodPath
from generator.diagnostics import Diagnostic
from generator.pages import Page
from generator.samples import Curl, Node
from generator.spec import Auth, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumTable:
    """A table of enum values as it stands on a page; `title` is null where the form lost it, `about` is the field that the title names."""

    title: str | None
    values: tuple[tuple[str, str], ...]
    line: int
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A field row and where it stands: `part` is a subdivision of a section, `group` the line of the heading above, known or not.

    `place` is a parameter's location, `body`, `response`, or `request` where no heading says how the field travels.
    """

    row: FieldRow
    place: str
    part: str | None = None
    group: int = 0


@dataclass(slots=True)
class ResponseDraft:
    """One answer while its blocks are gathered; `error` where its section says that it is none of success, whatever its status.

    `media` is the media type that the page states of it.
    """

    status: int | None
    line: int
    error: bool = False
    words: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    examples: list[tuple[Node, int]] = field(default_factory=list)
    media: str | None = None

    @property
    def named_only(self) -> bool:
        """Whether nothing but a word in a table or a row says that there is this answer."""
        return self.error and self.status is not None and not self.rows and not self.examples

    @property
    def succeeds(self) -> bool:
        """Whether this is, or may be, an answer of success."""
        return not self.error and (self.status or 200) < 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A media type that a page states of a section of it, `body` or `response`, and the line."""

    section: str
    media: str
    line: int


@dataclass(slots=True)
class Draft:
    """What was gathered from a page, before samples and rows are put together.

    `known` are the lines of rows by place and name, `ends` their last lines by their first, and `fields` is how many there are, nested
    ones included. `aside` is set below a heading that opens no section of ours, where paragraphs no longer belong to the row above, and
    `divider` is such a heading while nothing has followed it. `stated` are the media types of whole sections. `broken` is set where a
    banner stands in the middle of a sentence, `lossy` where the capture lost the names and types of fields. `group` is the line of the
    last heading, `answered` is set by a section of answers, and `current` is the answer that a heading or a row has opened. `untaken` are
    the blocks that nobody wanted.
    """

    page: Page
    pill: MethodPath | None = None
    title: str | None = None
    summary: str | None = None
    deprecated: bool = False
    words: list[str] = field(default_factory=list)
    auth: Auth = field(default_factory=Auth)
    tables: list[EnumTable] = field(default_factory=list)
    enum_title: str | None = None
    rows: list[Row] = field(default_factory=list)
    known: dict[tuple[str, int, str], int] = field(default_factory=dict)
    curls: list[tuple[Curl, int, bool]] = field(default_factory=list)
    bodies: list[Node] = field(default_factory=list)
    skeletons: list[tuple[Node, int]] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    responses: list[ResponseDraft] = field(default_factory=list)
    section: str = ""
    part: str | None = None
    section_label: str = ""
    section_line: int = 0
    section_rows: int = 0
    section_blocks: int = 0
    aside: bool = False
    divider: Heading | None = None
    broken: bool = False
    lossy: bool = False
    untaken: list[Block] = field(default_factory=list)
    fields: int = 0
    ends: dict[int, int] = field(default_factory=dict)
    group: int = 0
    answered: bool = False
    current: ResponseDraft | None = None
    found: list[Diagnostic] = field(default_factory=list)

    def report(self, code: str, line: int | None, **facts: object) -> None:
        """Note a finding at a line of the page."""
        self.found.append(diagnostics.make(code, self.page.path, line, **facts))

    def report_once(self, code: str, line: int | None, **facts: object) -> None:
        """Note a finding of a kind that is worth one word a page."""
        if all(one.code != code for one in reversed(self.found)):
            self.report(code, line, **facts)

    def origin(self, line: int, rule: str) -> Origin:
        """The origin of a fact of this page."""
        return Origin(page=self.page.path, line=line, rule=rule)

    def line_of(self, words: str | None, line: int) -> int:
        """The line on which words stand within the row that begins at a line; that line itself where they stand on none."""
        last = self.page.first_line + len(self.page.lines) - 1
        inner = range(line, min(self.ends.get(line, line), last) + 1)
        return next((number for number in inner if words and words in self.page.text_of(number)), line)

    def response(self, line: int) -> ResponseDraft:
        """The answer that is being described: the one that a heading or a row has opened, else the first of success."""
        return self.current or self.answer(None, line)

    def answer(self, status: int | None, line: int) -> ResponseDraft:
        """The answer of a status, made where there is none; without a status the first that is no error."""
        fitting = (one for one in self.responses if (one.status == status if status is not None else one.succeeds))
        found = next(fitting, None)
        if found is None:
            found = ResponseDraft(status=status, line=line)
            self.responses.append(found)
        return found

    def rows_here(self, line: int) -> list[Row]:
        """The rows among which a row of the open section stands."""
        return self.response(line).rows if self.section == "response" else self.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How many non-blank lines a page has, and the numbers of those that nothing took."""

    lines: int
    left: tuple[int, ...]
