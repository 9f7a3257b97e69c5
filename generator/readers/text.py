"""The `text` form to blocks: a rendered Mintlify page as plain text, one piece of it a line.

Each rule looks at one position and either takes lines from there as a block or declines; `RULES` is tried in order, first match wins,
and the last rule takes anything, so no line is without a block. What a capture of this form looks like: pills (method, path pieces,
types, `required`) stand on lines of their own, headings between blank lines, samples as they are, table cells run together.
"""

import re
from collections.abc import Callable
from textwrap import dedent

from generator.blocks import Block, Code, Furniture, Heading, MethodPath, Prose, Stream, Table, TableRow
from generator.messages import message_end, starts_message
from generator.pages import Page
from generator.readers.fields import (
    BANNER,
    CURL,
    JSON_START,
    is_type,
    pill_in,
    read_field,
    report_torn_row,
    starts_row,
    starts_untyped_row,
)
from generator.readers.lines import Cursor
from generator.readers.values import ROW, read_rows
from generator.sections import FIELD_SECTIONS, SAMPLE_TITLE, section_of

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "DEL"})
#: A piece of a path or, behind its `?`, of a query that is written into the path.
PATH_PIECE = re.compile(r"[^\s{}]*\{[^{}\s]+\}[^\s{}]*|:?[^\s{}/?\"\[][^\s{}]*")
QUERY_PIECE = re.compile(r"\?\S*|\{[^{}\s]+\}|[,&\]=]\S*")
SKIP_LINK = re.compile(r"(?i)skip to (?:main )?content")
BANNER_BODY = re.compile(
    r"(?i)(?:(?:>\s*)?(?:fetch the complete documentation index(?: at)?:?(?: \S+)?|use this file to discover[^.]*\.?)\s*)+"
)
VALUE_TABLE = re.compile(r"(?i)value\s*name")
#: A type that is never the name of a field.
BARE_TYPE = re.compile(r"(?:string|integer|number|boolean|object|array)(?:\[\])?|enum<\w+>")
#: The most lines, and the most characters, of a path in pieces.
MOST_PIECES, LONGEST_PATH = 200, 2000
#: A line between blank lines that looks like a heading although its label is unknown.
TITLE_LINE = re.compile(r"(?=.{2,60}$)[^\W\d_a-z][^.:;!?\"`'’”|{}\[\]]*[^\s.:;,!?\"`'’”|{}\[\]]")


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
            cursor.section, cursor.part, cursor.label = section.kind, section.part, block.text
        cursor.fresh = isinstance(block, Heading)
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
        if body := BANNER_BODY.match(cursor.line(ahead)):
            if body.end() < len(cursor.line(ahead)) and cursor.section == "":
                cursor.drop(ahead, body.end())  # the sentence that the banner breaks goes on behind it
                count = ahead
                break
            count = ahead + 1
        ahead += 1
    first, last = cursor.take(count)
    return Furniture(line=first, end=last, rule="index-banner")


def read_method_path(cursor: Cursor) -> Block | None:
    """A method on a line of its own, then the path in pieces."""
    method, first_piece = cursor.line(), cursor.line(1)
    if method not in METHODS or not first_piece.startswith(("/", "http", "{")) or JSON_START.fullmatch(first_piece):
        return None
    path, ahead = "", 1
    while ahead <= MOST_PIECES and piece_follows(path, cursor.line(ahead)):
        path += cursor.line(ahead)
        ahead += 1
    if not path or len(path) > LONGEST_PATH:
        return None
    first, last = cursor.take(ahead)
    return MethodPath(line=first, end=last, method="DELETE" if method == "DEL" else method, path=path)


def piece_follows(path: str, piece: str) -> bool:
    """Whether a line goes on with the path that was put together so far."""
    if not piece or CURL.match(piece):
        return False
    if "?" in path:
        return bool(QUERY_PIECE.fullmatch(piece))
    if piece.startswith(("/", "?")) and " " not in piece:
        return True
    if not path:
        return piece.startswith("http")
    if path.endswith("}"):
        return not piece[0].isalnum() and bool(PATH_PIECE.fullmatch(piece))
    return path.endswith("/") and bool(PATH_PIECE.fullmatch(piece))


def read_curl(cursor: Cursor) -> Block | None:
    """A curl command, with the title line above it where there is one."""
    return read_sample(cursor, CURL, "curl")


def read_json(cursor: Cursor) -> Block | None:
    """A JSON sample, with the label above it where there is one."""
    return read_sample(cursor, JSON_START, "json")


def read_sample(cursor: Cursor, start: re.Pattern[str], language: str) -> Block | None:
    """A sample that starts here, or on the next line below a title."""
    titled = 0 if start.match(cursor.line()) else 1
    if titled and not (start.match(cursor.line(1)) and titles_sample(cursor, language)):
        return None
    begin = cursor.at + titled
    stop, closed = cursor.end_of_command(titled) if language == "curl" else cursor.end_of_json(titled)
    title = cursor.line() if titled else None
    text = "\n".join(cursor.page.lines[begin:stop])
    if not closed:
        cursor.report("E014", titled, language=language)
    first, last = cursor.take(stop - cursor.at)
    return Code(
        line=first,
        end=last,
        language=language,
        text=text,
        code_line=begin + 1,
        title=title,
        title_line=title is not None,
        closed=closed,
    )


def titles_sample(cursor: Cursor, language: str) -> bool:
    """Whether the line at the cursor belongs to the sample below it: a known label, or a page title above a command."""
    line = cursor.line()
    if SAMPLE_TITLE.fullmatch(line):
        return True
    return language == "curl" and not section_of(line, cursor.section) and not line.endswith((".", ":", "}", "]"))


def read_message(cursor: Cursor) -> Block | None:
    """A raw HTTP message."""
    if not starts_message(cursor.line()):
        return None
    begin = cursor.at
    first, last = cursor.take(message_end(cursor.lines, begin, cursor.json_ends) - begin)
    text = "\n".join(cursor.page.lines[begin:last])
    return Code(line=first, end=last, language="http", text=text, code_line=first)


def read_value_table(cursor: Cursor) -> Block | None:
    """A table of enum values, whose cells run together: `ValueName`, then `0Sunday`."""
    if not VALUE_TABLE.fullmatch(cursor.line()):
        return None
    count = 1
    while ROW.fullmatch(cursor.line(count)):
        count += 1
    rows = read_rows([cursor.line(ahead) for ahead in range(1, count)])
    if rows.code:
        cursor.report(rows.code, 1 + rows.number, **rows.doubt())
    first, last = cursor.take(count)
    cells = tuple(TableRow(line=first + number, cells=pair) for number, pair in enumerate(rows.cells, 1))
    return Table(line=first, end=last, header=("Value", "Name"), rows=cells)


def read_nameless(cursor: Cursor) -> Block | None:
    """A section whose rows begin with their types: the capture lost the names, and types and words alone make no field."""
    line, below = cursor.line(), cursor.line(1)
    if not cursor.fresh or cursor.section not in FIELD_SECTIONS or not BARE_TYPE.fullmatch(line) or is_type(below):
        return None
    cursor.report("W108", section=cursor.label)
    count = 1
    while not cursor.rest_is_blank(count) and not opens_section(cursor, count):
        count += 1
    first, last = cursor.take(count)
    return Furniture(line=first, end=last, rule="nameless-rows")


def opens_section(cursor: Cursor, ahead: int) -> bool:
    """Whether the line at a distance is a known label behind a blank line, or a sample."""
    line = cursor.line(ahead)
    if CURL.match(line) or JSON_START.fullmatch(line):
        return True
    return bool(line) and not cursor.line(ahead - 1) and section_of(line, cursor.section) is not None


def read_heading(cursor: Cursor) -> Block | None:
    """A known section label behind a blank line, or a line between blank lines that looks like the heading of something else."""
    label = cursor.line()
    if not cursor.blank_before():
        return None
    if section_of(label, cursor.section) is None:
        if cursor.line(1) or not TITLE_LINE.fullmatch(label) or row_follows(cursor):
            return None
    elif is_type(cursor.line(1)) or pill_in(cursor.line(1)):
        return None  # a field that is called like a section
    first, last = cursor.take(1)
    return Heading(line=first, end=last, text=label)


def row_follows(cursor: Cursor) -> bool:
    """Whether the next line that is not blank begins a row, or none follows: then this line is rather the end of a description."""
    ahead = 1 + cursor.blanks(1)
    return cursor.rest_is_blank(ahead) or starts_row(cursor, ahead) or starts_untyped_row(cursor, ahead)


def read_prose(cursor: Cursor) -> Block:
    """A paragraph: all lines up to a blank one or to the start of something else."""
    count = 1
    while cursor.line(count) and not starts_something(cursor, count):
        count += 1
    if cursor.section in FIELD_SECTIONS and cursor.part != "errors":
        report_torn_row(cursor, -1, count)
    text = dedent("\n".join(line.rstrip() for line in cursor.page.lines[cursor.at : cursor.at + count]))
    first, last = cursor.take(count)
    return Prose(line=first, end=last, text=text.strip())


def starts_something(cursor: Cursor, ahead: int) -> bool:
    """Whether another kind of block begins at a distance inside a paragraph."""
    line = cursor.line(ahead)
    marks = (CURL.match(line), JSON_START.fullmatch(line), SAMPLE_TITLE.fullmatch(line), VALUE_TABLE.fullmatch(line))
    return any(marks) or starts_message(line) or BANNER.fullmatch(line) is not None or starts_row(cursor, ahead)


#: Tried in this order at each non-blank line; the last takes what no other wanted.
RULES: tuple[Callable[[Cursor], Block | None], ...] = (
    read_furniture,
    read_method_path,
    read_heading,
    read_curl,
    read_message,
    read_json,
    read_value_table,
    read_nameless,
    read_field,
    read_prose,
)
