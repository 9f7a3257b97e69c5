"""The common block stream: what every reader makes of a page, one block per unit in reading order.

A block knows its first and last line (1-based, inclusive), so that each line of a page can be accounted for. Readers know markup;
what a block means for an API is decided later, in `endpoints`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Base of all blocks: the range of lines it was read from."""

    line: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture(Block):
    """Lines that belong to the site and say nothing of the API; `rule` names what they were recognised as."""

    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(Block):
    """Markup that shows what is written elsewhere; nobody takes it, `text` is what it says."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPath(Block):
    """The method pill and the path as documented, query string included."""

    method: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A line that opens a section; `level` is 1 for a page title, and null where the form does not tell levels."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose(Block):
    """A paragraph or a list; its lines are kept."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow(Block):
    """One documented field. `type_text` is null in a row that breaks off behind its name, `default` is the text between the quotes.

    `complete` is false where the page ends inside the row, `known_type` where the type is none of the known words. `location` is what
    the markup itself says: `path`, `query`, `header`, `cookie`, `body` or `response`; `children` are the blocks nested in the row. `rule`
    tells how much of the row is there, and goes into the spec.
    """

    name: str
    type_text: str | None
    required: bool = False
    deprecated: bool = False
    default: str | None = None
    description: str | None = None
    complete: bool = True
    known_type: bool = True
    location: str | None = None
    children: "tuple[Block, ...]" = ()
    rule: str = "field-row"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """The cells of one row and its line."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table; `title` is what stands for its name where the form keeps one."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Block):
    """A sample: `language` is `curl`, `json` or `http` (raw); `text` starts at `code_line`; `closed` is false where it breaks off.

    `role` is `request` or `response` where the markup says which of the two it shows. `title_line` is set where the title is a line of
    the page and no label of the markup.
    """

    language: str
    text: str
    code_line: int
    title: str | None = None
    title_line: bool = False
    role: str | None = None
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What a reader returns: blocks in reading order, what it found doubtful, and what the markup says of the page as a whole.

    `title`, `summary`, `deprecated` and `content_type` (of the body) are the page's own. `lossy` is set where the capture lost the
    names and types of fields, so that samples have to tell them.
    """

    blocks: Sequence[Block]
    diagnostics: tuple[Diagnostic, ...] = ()
    title: str | None = None
    summary: str | None = None
    deprecated: bool = False
    lossy: bool = False
    content_type: str | None = None
