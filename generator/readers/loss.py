"""Lossy captures: a text page in, whether a boilerplate remover made it, and a cursor that knows how such a page stands.

Such a program keeps long lines and drops short ones, so that names, types and marks of fields are gone, and with them the method's
pill and the blank lines around headings. A capture of a rendered page has blank lines around its headings, whatever else it lacks.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

from generator import diagnostics
from generator.blocks import Block, Furniture
from generator.diagnostics import Diagnostic
from generator.pages import Page
from generator.phrases import roles_in, schemes_in
from generator.readers.fields import CURL, JSON_START, is_type, pill_in, starts_row
from generator.readers.lines import Cursor
from generator.readers.text import METHODS, SKIP_LINK
from generator.samples import blank_or_end
from generator.sections import FIELD_SECTIONS, SECTIONS, is_label

#: Sections that hold the fields of a request; a page that has prose there and no row has lost its rows.
SENT = frozenset({"path", "query", "header", "cookie", "body", "request"})
#: A role that stands alone on a line, or before its word; ordinary compounds are not written so.
ROLE_SHAPE = re.compile(r"[A-Z][A-Za-z0-9]*-[A-Z][a-z]+(?:`?\*{0,2} role\b.*)?")
ROLE_SENTENCE = re.compile(r"(?<![\w-])[A-Z][A-Za-z0-9]*-[A-Z][a-z]+`?\*{0,2} role\b")
AUTH_WORDS = re.compile(r"(?i)\bauth(?:enticat|oriz|oris)")
VALUES = re.compile(r"(?i)(?:\|\s*)?value\s*\|?\s*name\b.*")
ONE_LINE_JSON = re.compile(r"[\[{].*\"\s*:.*,\s*\".*\"\s*:.*[\]}]")
#: How far down a page its method may stand alone.
TOP_LINES = 10


class LossyCursor(Cursor):
    """A cursor for pages without blank lines: a label needs none around it, and a sample that stays open ends where one stands."""

    @cached_property
    def headings(self) -> list[int]:
        """The indexes of all labels of sections; numbers are none here, for they also stand in samples."""
        return [at for at, line in enumerate(self.lines) if not line.isdigit() and self.labelled(at)]

    def labelled(self, at: int) -> bool:
        """Whether the line at an index is a label, and no field that is called like one."""
        below = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        return bool(self.lines[at]) and is_label(self.lines[at]) and not is_type(below) and pill_in(below) is None

    def end_open(self, start: int) -> int:
        """The index behind a sample that stays open from an index on."""
        place = bisect_right(self.headings, start)
        border = self.headings[place] if place < len(self.headings) else len(self.lines)
        return min(border, blank_or_end(self.lines, start))

    @cached_property
    def filled(self) -> list[int]:
        """The indexes of all lines that are not blank."""
        return [at for at, line in enumerate(self.lines) if line]

    @cached_property
    def has_rows(self) -> bool:
        """Whether any field row with a type stands on the page."""
        at = self.at
        found = False
        while not found and self.at <= self.last:
            found = starts_row(self, 0)
            self.at += 1
        self.at = at
        return found


def is_lossy(cursor: LossyCursor) -> bool:
    """Whether a page is a lossy capture of an endpoint's page: by what is missing, and by what is there of an endpoint."""
    if SKIP_LINK.fullmatch(cursor.lines[cursor.filled[0]]) or has_pill(cursor):
        return False
    if sum(sign(cursor) for sign in SIGNS) < 2:
        return False
    if not any(stands_alone(cursor, at) for at in cursor.headings):
        return True
    return not cursor.has_rows and speaks_of_fields(cursor)


def has_pill(cursor: LossyCursor) -> bool:
    """Whether a method stands above a path, as only a rendered page has it."""
    lines = cursor.lines
    return any(
        line in METHODS and at + 1 < len(lines) and lines[at + 1].startswith(("/", "http", "{"))
        for at, line in enumerate(lines)
    )


def stands_alone(cursor: LossyCursor, at: int) -> bool:
    """Whether a blank line stands above the label at an index, as in a rendered page."""
    return at > cursor.filled[0] and not cursor.lines[at - 1]


def speaks_of_fields(cursor: LossyCursor) -> bool:
    """Whether a sentence stands in a section where fields should."""
    kind = ""
    for at in cursor.filled:
        line = cursor.lines[at]
        if cursor.labelled(at):
            kind = kinds_of(line)[0]
        elif kind in SENT and is_sentence(line):
            return True
    return False


def told_at_once(cursor: LossyCursor) -> int:
    """One for a sentence directly below the label of a section of fields."""
    return int(
        any(
            kinds_of(cursor.lines[at])[0] in SENT and is_sentence(cursor.lines[at + 1])
            for at in cursor.headings
            if at + 1 < len(cursor.lines)
        )
    )


def is_sentence(line: str) -> bool:
    """Whether a line is long enough for a sentence, and no sample."""
    return " " in line and len(line) >= 25 and not JSON_START.match(line) and not CURL.match(line)


def kinds_of(label: str) -> list[str]:
    """The kinds of sections that a label may open."""
    return [row.kind for row in SECTIONS if row.label.fullmatch(label)]


def any_line(shape: re.Pattern[str]) -> Callable[[LossyCursor], int]:
    """A sign: some line of the page begins like this."""
    return lambda cursor: int(any(shape.match(line) for line in cursor.lines))


def labels(cursor: LossyCursor) -> int:
    """One for a section's label, two for several of which one holds fields."""
    kinds = {kinds_of(cursor.lines[at])[0] for at in cursor.headings}
    return min(len(kinds), 1) + bool(len(kinds) > 1 and kinds & SENT)


def role(cursor: LossyCursor) -> int:
    """One for a role, and one more for words about authentication beside it."""
    if not any(ROLE_SENTENCE.search(line) or ROLE_SHAPE.fullmatch(line) for line in cursor.lines):
        return 0
    return 1 + any(AUTH_WORDS.search(line) or schemes_in(line) for line in cursor.lines)


def lone_verb(cursor: LossyCursor) -> int:
    """One for a method alone on a line near the top, with words above and below."""
    return int(verb_at(cursor) is not None)


def verb_at(cursor: LossyCursor) -> int | None:
    """The index of the line that is a method, near the top of the page."""
    top = cursor.filled[1:TOP_LINES]
    return next((at for at in top if cursor.lines[at] in METHODS and at < cursor.filled[-1]), None)


#: What a page has of an endpoint's page; two signs make one.
SIGNS: tuple[Callable[[LossyCursor], int], ...] = (
    any_line(re.compile(r"curl\s.*(?:https?://|-|\\)")),
    any_line(VALUES),
    any_line(ONE_LINE_JSON),
    labels,
    told_at_once,
    role,
    lone_verb,
)


def names_role(line: str) -> bool:
    """Whether a line says which role a caller needs, or how to authenticate."""
    return bool(ROLE_SHAPE.fullmatch(line) or ROLE_SENTENCE.search(line)) or bool(
        (roles_in(line) or schemes_in(line)) and AUTH_WORDS.search(line)
    )


#: Sections of which only the reader knows: what stands below may belong to a field whose heading is lost, too.
LOST = "lost"
SILENT = frozenset({*FIELD_SECTIONS, LOST})


class Reading(LossyCursor):
    """The cursor with what one reading gathers: the sections of lost rows, what was seen of the page so far."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.label, self.opened = "", 0
        self.lost: dict[tuple[str, int], list[int]] = {}
        self.commands = 0
        self.top: dict[int, str] = {}
        self.title: str | None = None
        self.summary: str | None = None

    def furniture(self, count: int, rule: str) -> list[Block]:
        """Lines that are seen and say nothing certain."""
        first, last = self.take(count)
        return [Furniture(line=first, end=last, rule=rule)]

    def loses(self, count: int = 1) -> list[Block]:
        """Lines that belong to a field whose name is gone."""
        self.lost.setdefault((self.label, self.opened), []).extend(range(self.at + 1, self.at + count + 1))
        return self.furniture(count, "lost-row")

    def unused(self, count: int, what: str) -> list[Block]:
        """Lines whose meaning is not known, reported where they stand."""
        self.report("W092", what=what)
        return self.furniture(count, "not-used")

    def enter(self, section: str, label: str, part: str | None = None) -> None:
        """Open a section at the line of the cursor."""
        self.section, self.part, self.label, self.opened = section, part, label, self.at + 1


def lost_rows(cursor: Reading) -> list[Diagnostic]:
    """One finding for each section that has descriptions without names."""
    return [
        diagnostics.make("W091", cursor.page.path, lines[0], count=len(lines), section=label, lines=ranges(lines))
        for (label, _), lines in cursor.lost.items()
    ]


def ranges(numbers: Sequence[int]) -> str:
    """Numbers of lines, consecutive ones joined: `3, 5-7`."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(one) if one == last else f"{one}-{last}" for one, last in found)
