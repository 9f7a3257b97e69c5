"""The `text` form to blocks: a rendered Mintlify page as plain text, one piece of it a line.

Each rule looks at one position and either takes lines from there as a block or declines; `RULES` is tried in order, first match wins,
and the last rule takes anything, so no line is without a block. What a capture of this form looks like: pills (method, path pieces,
types, `required`) stand on lines of their own, headings between blank lines, samples as they are, table cells run together.
"""

import re
from collections.abc import Callable

from generator import diagnostics
from generator.blocks import Block, Code, FieldRow, Furniture, Heading, MethodPath, Prose, Stream, Table, TableRow
from generator.diagnostics import Diagnostic
from generator.pages import Page
from generator.phrases import read_type
from generator.samples import end_of_command, end_of_json
from generator.sections import FIELD_SECTIONS, SAMPLE_TITLE, section_of

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "DEL"})
#: A piece of a path or, behind its `?`, of a query that is written into the path.
PATH_PIECE = re.compile(r"[^\s{}]*\{[^{}\s]+\}[^\s{}]*|:?[^\s{}/?\"\[][^\s{}]*")
QUERY_PIECE = re.compile(r"\?\S*|\{[^{}\s]+\}|[,&\]=]\S*")
SKIP_LINK = re.compile(r"(?i)skip to (?:main )?content")
BANNER = re.compile(r"(?i)(?:## )?documentation index")
BANNER_BODY = re.compile(r"(?i)fetch the complete documentation index|use this file to discover")
CURL = re.compile(r"curl(?:\s|$)")
JSON_START = re.compile(r"[\[{]")
VALUE_TABLE = re.compile(r"(?i)value\s*name")
VALUE_ROW = re.compile(r"\s*(-?\d+)\s*(\D.*)")
#: Pills below a type; the group is the text of a default.
PILLS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("default", re.compile(r'default:\s*"(.*)"|default:\s*(.+)')),
    ("required", re.compile(r"(required)")),
    ("optional", re.compile(r"(optional)")),
    ("deprecated", re.compile(r"(deprecated)")),
)
NAME_TOKEN = re.compile(r"[\w$@][\w$@.\[\]<>{}*-]*")
TYPE_TOKEN = re.compile(r"[A-Za-z][\w.-]*(?:\[\]|<[\w ,]+>|\?)*")
LONGEST_NAME = 120


class Cursor:
    """A place in the lines of a page, and the section that is open there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines = page.lines
        self.at = 0
        self.section = ""
        self.found: list[Diagnostic] = []
        self.last = max(number for number, line in enumerate(page.lines) if line.strip())

    def line(self, ahead: int = 0) -> str:
        """The stripped line at a distance, empty beyond the end."""
        place = self.at + ahead
        return self.lines[place].strip() if 0 <= place < len(self.lines) else ""

    def blank_before(self) -> bool:
        """Whether the line before is blank or there is none."""
        return self.at == 0 or not self.lines[self.at - 1].strip()

    def rest_is_blank(self, ahead: int) -> bool:
        """Whether nothing but blank lines follows from a distance on."""
        return self.at + ahead > self.last

    def report(self, code: str, ahead: int = 0, **facts: object) -> None:
        """Note a finding at the line at a distance."""
        self.found.append(diagnostics.make(code, self.page.path, self.at + ahead + 1, **facts))

    def take(self, count: int) -> tuple[int, int]:
        """Go on by `count` lines; their first and last number."""
        first = self.at + 1
        self.at += count
        return first, first + count - 1


def read(page: Page) -> Stream:
    """The blocks of a page and what was doubtful in its markup."""
    cursor = Cursor(page)
    blocks: list[Block] = []
    while cursor.at < len(cursor.lines):
        if not cursor.line():
            cursor.at += 1
            continue
        block = next(block for rule in RULES if (block := rule(cursor)))
        if isinstance(block, Heading) and (section := section_of(block.text, cursor.section)):
            cursor.section = section.kind
        blocks.append(block)
    return Stream(blocks=tuple(blocks), diagnostics=tuple(cursor.found))


def read_furniture(cursor: Cursor) -> Block | None:
    """The skip link at the top, or the index banner wherever it stands."""
    if SKIP_LINK.fullmatch(cursor.line()):
        first, last = cursor.take(1)
        return Furniture(line=first, end=last, rule="skip-link")
    if not BANNER.fullmatch(cursor.line()):
        return None
    count, ahead = 1, 1
    while ahead - count < 2 and cursor.at + ahead < len(cursor.lines):
        if BANNER_BODY.match(cursor.line(ahead)):
            count = ahead + 1
        ahead += 1
    first, last = cursor.take(count)
    return Furniture(line=first, end=last, rule="index-banner")


def read_method_path(cursor: Cursor) -> Block | None:
    """A method on a line of its own, then the path in pieces."""
    method = cursor.line()
    if method not in METHODS or not (
        cursor.line(1).startswith(("/", "http", "{")) and not JSON_START.fullmatch(cursor.line(1))
    ):
        return None
    path, ahead = "", 1
    while piece_follows(path, cursor.line(ahead)):
        path += cursor.line(ahead)
        ahead += 1
    if not path:
        return None
    first, last = cursor.take(ahead)
    return MethodPath(line=first, end=last, method="DELETE" if method == "DEL" else method, path=path)


def piece_follows(path: str, piece: str) -> bool:
    """Whether a line goes on with the path that was put together so far."""
    if not piece:
        return False
    if "?" in path:
        return bool(QUERY_PIECE.fullmatch(piece))
    if piece.startswith(("/", "?")) and " " not in piece:
        return True
    if not path:
        return piece.startswith("http")
    return path.endswith(("/", "}")) and not CURL.match(piece) and bool(PATH_PIECE.fullmatch(piece))


def read_curl(cursor: Cursor) -> Block | None:
    """A curl command, with the title line above it where there is one."""
    return read_sample(cursor, CURL, "curl", end_of_command)


def read_json(cursor: Cursor) -> Block | None:
    """A JSON sample, with the label above it where there is one."""
    return read_sample(cursor, JSON_START, "json", end_of_json)


def read_sample(
    cursor: Cursor, start: re.Pattern[str], language: str, end: Callable[[tuple[str, ...], int], tuple[int, bool]]
) -> Block | None:
    """A sample that starts here, or on the next line below a title."""
    titled = 0 if start.match(cursor.line()) else 1
    if titled and not (start.match(cursor.line(1)) and titles_sample(cursor, language)):
        return None
    begin = cursor.at + titled
    stop, closed = end(cursor.lines, begin)
    title = cursor.line() if titled else None
    text = "\n".join(cursor.lines[begin:stop])
    if not closed:
        cursor.report("E014", titled, language=language)
    first, last = cursor.take(stop - cursor.at)
    return Code(line=first, end=last, language=language, text=text, code_line=begin + 1, title=title, closed=closed)


def titles_sample(cursor: Cursor, language: str) -> bool:
    """Whether the line at the cursor belongs to the sample below it: a known label, or a page title above a command."""
    line = cursor.line()
    if SAMPLE_TITLE.fullmatch(line):
        return True
    return language == "curl" and not section_of(line, cursor.section) and not line.endswith((".", ":", "}", "]"))


def read_value_table(cursor: Cursor) -> Block | None:
    """A table of enum values, whose cells run together: `ValueName`, then `0Sunday`."""
    if not VALUE_TABLE.fullmatch(cursor.line()):
        return None
    rows: list[TableRow] = []
    while match := VALUE_ROW.fullmatch(cursor.line(1 + len(rows))):
        rows.append(TableRow(line=cursor.at + 2 + len(rows), cells=(match[1], match[2].strip())))
    if not rows:
        cursor.report("W013")
    first, last = cursor.take(1 + len(rows))
    return Table(line=first, end=last, header=("Value", "Name"), rows=tuple(rows))


def read_field(cursor: Cursor) -> Block | None:
    """A field row: name, type, pills, description."""
    known = starts_row(cursor, 0)
    if not known and not starts_unknown_row(cursor, 0):
        return read_cut_row(cursor)
    pills, ahead = read_pills(cursor, 2)
    description, ahead = read_description(cursor, ahead)
    complete = not (description is None and cursor.rest_is_blank(ahead))
    name, type_text = cursor.line(), cursor.line(1)
    if not known:
        cursor.report("W011", 1, type=type_text, name=name)
    first, last = cursor.take(ahead)
    return FieldRow(
        line=first,
        end=last,
        name=name,
        type_text=type_text,
        required="required" in pills,
        deprecated="deprecated" in pills,
        default=pills.get("default"),
        description=description,
        complete=complete,
        known_type=known,
    )


def starts_row(cursor: Cursor, ahead: int) -> bool:
    """Whether a name and a known type stand here."""
    name = cursor.line(ahead)
    return bool(name) and len(name) <= LONGEST_NAME and is_type(cursor.line(ahead + 1)) and not JSON_START.match(name)


def is_type(line: str) -> bool:
    """Whether a line is a known type and no sentence."""
    return read_type(line) is not None


def starts_unknown_row(cursor: Cursor, ahead: int) -> bool:
    """Whether a name and a word in the place of a type stand here, so that only the type is unknown."""
    if cursor.section not in FIELD_SECTIONS or not NAME_TOKEN.fullmatch(cursor.line(ahead)):
        return False
    word, below = cursor.line(ahead + 1), cursor.line(ahead + 2)
    if not TYPE_TOKEN.fullmatch(word) or section_of(cursor.line(ahead), cursor.section):
        return False
    return pill_in(below) is not None or bool(below and not is_type(below) and not JSON_START.match(below))


def read_cut_row(cursor: Cursor) -> Block | None:
    """A name alone where the page ends: a row that was cut off behind it."""
    rows_stand_here = cursor.section in FIELD_SECTIONS and NAME_TOKEN.fullmatch(cursor.line())
    if not rows_stand_here or section_of(cursor.line(), cursor.section) or not cursor.rest_is_blank(1):
        return None
    name = cursor.line()
    first, last = cursor.take(1)
    return FieldRow(line=first, end=last, name=name, type_text=None, complete=False, known_type=False)


def pill_in(line: str) -> tuple[str, str] | None:
    """The pill on a line, with its text."""
    for name, shape in PILLS:
        match = shape.fullmatch(line)
        if match:
            return name, next(group for group in match.groups() if group is not None)
    return None


def read_pills(cursor: Cursor, ahead: int) -> tuple[dict[str, str], int]:
    """The pills from a distance on, and the distance behind them."""
    pills: dict[str, str] = {}
    while pill := pill_in(cursor.line(ahead)):
        pills[pill[0]] = pill[1]
        ahead += 1
    return pills, ahead


def read_description(cursor: Cursor, ahead: int) -> tuple[str | None, int]:
    """The description from a distance on, and the distance behind it.

    It follows at once, or (an older template) between blank lines. It ends at a blank line and where the next thing begins.
    """
    start = ahead
    if not cursor.line(start) and ends_description(cursor, start + 1, 0) is False:
        start += 1
    lines: list[str] = []
    while not ends_description(cursor, start + len(lines), len(lines)):
        lines.append(cursor.line(start + len(lines)))
    return ("\n".join(lines), start + len(lines)) if lines else (None, ahead)


def ends_description(cursor: Cursor, ahead: int, taken: int) -> bool:
    """Whether the line at a distance no longer belongs to a description of which `taken` lines were read."""
    line = cursor.line(ahead)
    if not line or CURL.match(line) or JSON_START.fullmatch(line) or SAMPLE_TITLE.fullmatch(line):
        return True
    if starts_row(cursor, ahead) and not is_type_named_row(cursor, ahead):
        return True
    if taken and (
        starts_unknown_row(cursor, ahead) or (NAME_TOKEN.fullmatch(line) and cursor.rest_is_blank(ahead + 1))
    ):
        return True
    alone = not cursor.line(ahead - 1) and not cursor.line(ahead + 1)
    return alone and section_of(line, cursor.section) is not None


def is_type_named_row(cursor: Cursor, ahead: int) -> bool:
    """Whether the row that seems to start here is the end of a description above a row whose name is a type's word."""
    return " " in cursor.line(ahead) and starts_row(cursor, ahead + 1)


def read_heading(cursor: Cursor) -> Block | None:
    """A known section label behind a blank line."""
    if not cursor.blank_before() or section_of(cursor.line(), cursor.section) is None:
        return None
    text = cursor.line()
    first, last = cursor.take(1)
    return Heading(line=first, end=last, text=text)


def read_prose(cursor: Cursor) -> Block:
    """A paragraph: all lines up to a blank one or to the start of something else."""
    count = 1
    while cursor.line(count) and not starts_something(cursor, count):
        count += 1
    text = "\n".join(line.rstrip() for line in cursor.lines[cursor.at : cursor.at + count])
    first, last = cursor.take(count)
    return Prose(line=first, end=last, text=text.strip())


def starts_something(cursor: Cursor, ahead: int) -> bool:
    """Whether another kind of block begins at a distance inside a paragraph."""
    line = cursor.line(ahead)
    marks = (
        CURL.match(line),
        JSON_START.fullmatch(line),
        SAMPLE_TITLE.fullmatch(line),
        VALUE_TABLE.fullmatch(line),
        BANNER.fullmatch(line),
    )
    return any(marks) or starts_row(cursor, ahead)


#: Tried in this order at each non-blank line; the last takes what no other wanted.
RULES: tuple[Callable[[Cursor], Block | None], ...] = (
    read_furniture,
    read_method_path,
    read_heading,
    read_curl,
    read_json,
    read_value_table,
    read_field,
    read_prose,
)
