"""Captures to sheets: bytes in, the lines of each page that they hold out, and how a capture that is kept aside differs from its page."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.limits import MAX_BYTES
from generator.pages import load, split

#: A row of a difference: a sign, the numbers of the line before and after, the line.
DiffRow = tuple[str, int | None, int | None, str]

#: How many lines stand around a difference.
CONTEXT = 4
#: Above this product of line counts a comparison would take seconds.
MATCHING_LIMIT = 25_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of one page of a capture; `first` is the number of the first of them in the file, `url` its address where the file
    tells it.
    """

    path: str
    first: int
    lines: tuple[str, ...]
    url: str | None = None

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.first + len(self.lines) - 1

    @property
    def filled(self) -> int:
        """How many lines are not blank."""
        return sum(bool(line.strip()) for line in self.lines)


def sheets_of(path: str, data: bytes) -> list[Lines]:
    """The pages of a capture; of one that is no page at all, what can be shown of it."""
    page, _ = load(path, data)
    if page is None:
        return [Lines(path=path, first=1, lines=lines_of(data[:MAX_BYTES]))]
    return [Lines(path=path, first=part.first_line, lines=part.lines, url=part.url) for part in split(page)]


def lines_of(data: bytes) -> tuple[str, ...]:
    """The lines of a capture, whatever it is."""
    text = data.decode("utf-8-sig", "replace")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def difference(old: Sequence[str], new: Sequence[str]) -> list[DiffRow] | None:
    """How two captures differ, line by line with some lines around; null where there are too many lines to compare."""
    if len(old) * len(new) > MATCHING_LIMIT:
        return None
    groups = difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(CONTEXT)
    return [row for group in groups for row in (gap_before(group[0]), *rows_of(group, old, new))]


Group = Sequence[tuple[str, int, int, int, int]]


def gap_before(first: tuple[str, int, int, int, int]) -> DiffRow:
    """The row that stands for the lines that are left out before a group."""
    _, old, _, new, _ = first
    return "@", old + 1, new + 1, ""


def rows_of(group: Group, old: Sequence[str], new: Sequence[str]) -> Iterator[DiffRow]:
    """The rows of one group of differences."""
    for tag, i1, i2, j1, j2 in group:
        if tag == "equal":
            yield from ((" ", i + 1, j + 1, old[i]) for i, j in zip(range(i1, i2), range(j1, j2), strict=True))
            continue
        yield from (("-", i + 1, None, old[i]) for i in range(i1, i2))
        yield from (("+", None, j + 1, new[j]) for j in range(j1, j2))
