"""Field rows of a text capture: the lines at a cursor in, one row out, or nothing where no row begins there.

A row is a name, a type, pills, a description, each on lines of its own. Nothing marks where the next one begins, so a name is
recognised by what stands below it; the rules here decide between the readings that a few lines allow.
"""

import re

from generator.blocks import Block, FieldRow
from generator.phrases import read_type
from generator.readers.lines import Cursor
from generator.sections import FIELD_SECTIONS, SAMPLE_TITLE, section_of

CURL = re.compile(r"curl(?:\s|$)")
JSON_START = re.compile(r"[\[{]")
BANNER = re.compile(r"(?i)(?:## )?documentation index")
#: Pills below a type; the group is the text of a default.
PILLS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("default", re.compile(r'default:\s*"(.*)"|default:\s*(.+)')),
    ("required", re.compile(r"(required)")),
    ("optional", re.compile(r"(optional)")),
    ("deprecated", re.compile(r"(deprecated)")),
)
NAME_TOKEN = re.compile(r"[\w$@][\w$@.\[\]<>{}*-]*")
TYPE_TOKEN = re.compile(r"[A-Za-z][\w.-]*(?:\[\]|<[\w ,]+>|\([\w ,-]+\)|\?)*")
#: What no name ends with, and types that are never names.
SENTENCE_END = re.compile(r".*[.!?:;,]", re.DOTALL)
NEVER_NAMES = frozenset({"string", "integer", "boolean", "array", "int", "bool", "str", "float", "double"})
BARE_TYPES = NEVER_NAMES | {"object", "number"} | {f"{word}[]" for word in (*NEVER_NAMES, "object", "number")}
CODE_OPENS = re.compile(r".*[\w\"'=:(] ?[\[{]")
LONGEST_NAME = 120
#: A word that is no word of a language: with a capital inside, an underscore, or all capitals.
IDENTIFIER = re.compile(r"\w*[a-z0-9][A-Z]\w*|\w+_\w+|[A-Z]{2,}\d*")


def read_field(cursor: Cursor) -> Block | None:
    """A field row: name, type, pills, description."""
    known = starts_row(cursor, 0)
    if known or starts_unknown_row(cursor, 0):
        return read_row(cursor, 2, known=known)
    if starts_untyped_row(cursor, 0):
        return read_row(cursor, 1, known=True)
    return read_cut_row(cursor)


def read_row(cursor: Cursor, head: int, *, known: bool) -> FieldRow:
    """The row at the cursor, whose name and type take `head` lines."""
    pills, ahead = read_pills(cursor, head)
    description, ahead = read_description(cursor, ahead)
    complete = not (description is None and cursor.rest_is_blank(ahead))
    name, type_text = cursor.line(), cursor.line(1) if head == 2 else None
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
    """Whether a name and a known type stand here, and not the end of a description above a row whose name is a type's word."""
    return is_name(cursor.line(ahead)) and is_type(cursor.line(ahead + 1)) and not stands_above_row(cursor, ahead)


def is_name(line: str) -> bool:
    """Whether a line can be a field's name: short, with a letter or digit, and no sentence."""
    short = 0 < len(line) <= LONGEST_NAME
    return short and any(map(str.isalnum, line)) and not SENTENCE_END.fullmatch(line) and not JSON_START.match(line)


def is_type(line: str) -> bool:
    """Whether a line is a known type."""
    return read_type(line) is not None


def stands_above_row(cursor: Cursor, ahead: int) -> bool:
    """Whether the type below this line is rather the name of a row: a type or pills of its own stand under it, and then no other type."""
    word, below = cursor.line(ahead + 1), cursor.line(ahead + 2)
    if word.lower() in NEVER_NAMES or not NAME_TOKEN.fullmatch(word):
        return False
    if not is_type(below) or is_type(cursor.line(ahead + 3)):
        return False
    return " " in cursor.line(ahead) or below.lower().rstrip("[]") in NEVER_NAMES


def starts_unknown_row(cursor: Cursor, ahead: int) -> bool:
    """Whether a name and a word in the place of a type stand here, so that only the type is unknown."""
    name = cursor.line(ahead)
    if cursor.section not in FIELD_SECTIONS or not NAME_TOKEN.fullmatch(name) or not is_name(name):
        return False
    word, below = cursor.line(ahead + 1), cursor.line(ahead + 2)
    if not TYPE_TOKEN.fullmatch(word) or pill_in(word) or section_of(name, cursor.section):
        return False
    return pill_in(below) is not None or bool(below and not is_type(below) and not JSON_START.match(below))


def starts_untyped_row(cursor: Cursor, ahead: int) -> bool:
    """Whether a name with pills but without a type stands here."""
    name = cursor.line(ahead)
    if cursor.section not in FIELD_SECTIONS or not NAME_TOKEN.fullmatch(name) or name in NEVER_NAMES:
        return False
    if "<" in name and is_type(name):
        return False
    return pill_in(name) is None and pill_in(cursor.line(ahead + 1)) is not None


def read_cut_row(cursor: Cursor) -> Block | None:
    """A name alone where the page ends: a row that was cut off behind it."""
    rows_stand_here = cursor.section in FIELD_SECTIONS and NAME_TOKEN.fullmatch(cursor.line())
    labelled = cursor.blank_before() and section_of(cursor.line(), cursor.section) is not None
    if not rows_stand_here or labelled or not cursor.rest_is_blank(1):
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

    It follows at once, or (an older template) between blank lines. It ends at a blank line and where the next thing begins; a code
    sample that begins in it belongs to it.
    """
    start = ahead if cursor.line(ahead) else ahead + 1
    end = start
    while not ends_description(cursor, end, end - start):
        end = cursor.end_of_json(end)[0] - cursor.at if CODE_OPENS.fullmatch(cursor.line(end)) else end + 1
    lines = [cursor.line(at) for at in range(start, end)]
    if lines and not cursor.rest_is_blank(end):
        report_torn_row(cursor, start, end)
    return ("\n".join(lines), end) if lines else (None, ahead)


def report_torn_row(cursor: Cursor, start: int, end: int) -> None:
    """Lines of a description, or of a paragraph where rows stand, that look like what is left of a row are reported.

    A plain word is one only above a line that could be its description, and not at the very start, where it may be all that is said.
    """
    for at in range(start, end):
        line = cursor.line(at)
        if is_type(line) and line in BARE_TYPES:
            cursor.report("W047", at, text=line, part="type")
        elif NAME_TOKEN.fullmatch(line) and is_name(line) and (start < at < end - 1 or IDENTIFIER.fullmatch(line)):
            cursor.report("W047", at, text=line, part="name")


def may_be_all(cursor: Cursor, ahead: int) -> bool:
    """Whether the line at a distance may be a description of one word: what follows it is a row, or what is left of one."""
    return pill_in(cursor.line(ahead + 2)) is not None or starts_unknown_row(cursor, ahead + 1)


def ends_description(cursor: Cursor, ahead: int, taken: int) -> bool:
    """Whether the line at a distance no longer belongs to a description of which `taken` lines were read."""
    line = cursor.line(ahead)
    if (
        not line
        or CURL.match(line)
        or JSON_START.fullmatch(line)
        or SAMPLE_TITLE.fullmatch(line)
        or BANNER.fullmatch(line)
    ):
        return True
    if starts_row(cursor, ahead) or starts_untyped_row(cursor, ahead):
        return True
    if starts_unknown_row(cursor, ahead) and (taken or not may_be_all(cursor, ahead)):
        return True
    if taken and NAME_TOKEN.fullmatch(line) and is_name(line) and cursor.rest_is_blank(ahead + 1):
        return True  # a row that was cut off behind its name
    alone = not cursor.line(ahead - 1) and not cursor.line(ahead + 1)
    return alone and section_of(line, cursor.section) is not None
