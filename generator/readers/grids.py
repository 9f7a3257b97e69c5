"""Tables of values in lossy captures: the lines at a cursor in, a table out, in any of the renderings that such captures have.

All on one line (`Value Name 1 Daily 2 Weekly`), rows with bars, or rows whose cells run together; the line above may name the enum.
"""

import re
from collections.abc import Callable, Sequence

from generator.blocks import Block, Table, TableRow
from generator.readers import text
from generator.readers.loss import Reading
from generator.readers.runon import split_values
from generator.readers.values import ROW, ordinary, read_rows

#: A title of an enum: its name, perhaps with more behind a dash.
ENUM_TITLE = re.compile(r"(?=\w*[a-z][A-Z])\w+(?:\s+[—–-]\s+\S.{0,80})?")
ONE_LINE_TABLE = re.compile(
    r"(?i)(?:(?P<title>(?=\w*[a-z])\w+(?:\s+[—–-]\s+\S.{0,80}?)?)\s+)?value name(?P<words>\s+-?\d.*)"
)
PIPE_ROW = re.compile(r"\|.*\|")
PIPE_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


def read_values(cursor: Reading) -> Sequence[Block]:
    """A table of values in any of its renderings, with the line above it that names it, which may stand twice."""
    titles = 0
    while titles < 2 and ENUM_TITLE.fullmatch(cursor.line(titles)):
        titles += 1
    line = cursor.line(titles)
    title = cursor.line() if titles else None
    squeezed = ONE_LINE_TABLE.fullmatch(line)
    if squeezed:
        pairs = split_values(squeezed["words"])
        if pairs is None:
            return cursor.unused(titles + 1, "a table of values that can be read in more than one way")
        rows = [TableRow(line=cursor.at + titles + 1, cells=pair) for pair in pairs]
        return table(cursor, titles + 1, rows, title or squeezed["title"])
    header = cells_of(line) if PIPE_ROW.fullmatch(line) else line.split(maxsplit=1)
    if [cell.lower() for cell in header] != ["value", "name"] and not text.VALUE_TABLE.fullmatch(line):
        return ()
    piped = line.startswith("|")
    rows, count = rows_below(cursor, titles + 1, cells_of) if piped else glued_rows(cursor, titles + 1)
    return table(cursor, count, rows, title)


def table(cursor: Reading, count: int, rows: Sequence[TableRow], title: str | None) -> list[Block]:
    """The next lines as a table of values."""
    first, last = cursor.take(count)
    return [Table(line=first, end=last, header=("Value", "Name"), rows=tuple(rows), title=title)]


def rows_below(cursor: Reading, ahead: int, cells: Callable[[str], Sequence[str]]) -> tuple[list[TableRow], int]:
    """The rows of a table from a distance on, and the distance behind them."""
    rows: list[TableRow] = []
    while found := cells(cursor.line(ahead)):
        if not PIPE_RULE.fullmatch(cursor.line(ahead)):
            rows.append(TableRow(line=cursor.at + ahead + 1, cells=tuple(found)))
        ahead += 1
    return rows, ahead


def cells_of(line: str) -> list[str]:
    """The cells of a row between bars; none where the line is no such row."""
    return [cell.strip() for cell in line[1:-1].split("|")] if PIPE_ROW.fullmatch(line) else []


def glued_cells(line: str) -> list[str]:
    """The value and the name of a row whose cells run together; none where the line is no such row."""
    cells = ordinary(line) if ROW.fullmatch(line) else ("", "")
    return [*cells] if cells[1] else []


def glued_rows(cursor: Reading, ahead: int) -> tuple[list[TableRow], int]:
    """The rows below that run together, each cut where the values of all speak for it."""
    plain, count = rows_below(cursor, ahead, glued_cells)
    rows = read_rows([cursor.line(ahead + number) for number in range(len(plain))])
    if rows.code:
        cursor.report(rows.code, ahead + rows.number, **rows.doubt())
    return [TableRow(line=row.line, cells=pair) for row, pair in zip(plain, rows.cells, strict=True)], count
