"""Rows of a table of values whose cells run together (`0Sunday`): the lines in, value and name of each out, and how sure that is.

A value ends before the first character that is no digit, unless the name begins with a digit itself. The values of a table rise, most
often one by one, and that tells where a value ends; where it tells two things the ordinary reading counts, and the doubt is reported.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

ROW = re.compile(r"(-?\d+)\s*(\D.*)?")

#: Values that may end earlier: no sign, no zero before other digits, no more digits than a value has.
SPLITTABLE = re.compile(r"(?=\d{2,6}[^\d\s])(\d+)(.*)", re.ASCII)

Cells = tuple[str, str]
Split = tuple[Cells, ...]
#: The cells of a row behind those of the rows above it.
Chain = tuple["Chain", Cells] | None

#: A table with a value of more digits is none of an enum, and is read as it stands.
LONGEST_VALUE = 18

SURE, TAKEN, AMBIGUOUS = None, "I075", "W074"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The cells of the rows, and the code of the finding that goes with them: none where there is only one way to read them.

    `number` is the row that the finding is about, `other` what else its cells could be.
    """

    cells: Split
    code: str | None = SURE
    number: int = 0
    other: Cells = ("", "")

    def doubt(self) -> dict[str, str]:
        """What the finding says: the value and name that were read, and the other ones."""
        value, name = self.cells[self.number]
        return {"value": value, "name": name, "other": self.other[0], "instead": self.other[1]}


def read_rows(lines: Sequence[str]) -> Reading:
    """The rows in the reading that their values speak for."""
    plain = tuple(ordinary(line) for line in lines)
    ways = tuple((cells, *earlier(line)) for cells, line in zip(plain, lines, strict=True))
    if all(len(row) == 1 for row in ways) or any(len(value) > LONGEST_VALUE for value, _ in plain):
        return Reading(cells=plain)
    steady = [split for split in one_by_one(ways) if split != plain]
    if steps_by_one(plain):
        return Reading(cells=plain)
    rising = [] if rises(plain) else rising_splits(ways)
    other = steady[0] if steady else rising[0] if rising else None
    if other is None:
        return doubted(plain, ways) if rises(plain) and odd(plain, ways) else Reading(cells=plain)
    only = len(steady) == 1 if steady else len(rising) == 1
    if only and (odd(plain, ways) or (steady and not rises(plain))):
        return compared(other, plain, TAKEN)
    return compared(plain, other, AMBIGUOUS)


def ordinary(line: str) -> Cells:
    """The cells of a row whose name does not begin with a digit."""
    match = ROW.fullmatch(line)
    return (match[1], (match[2] or "").strip()) if match else ("", line)


def earlier(line: str) -> Iterator[Cells]:
    """The cells of a row whose name begins with a digit."""
    match = SPLITTABLE.fullmatch(line)
    digits = match[1] if match else ""
    for end in range(1, len(digits)):
        if digits[end] != "0" and (end == 1 or digits[0] != "0"):
            yield digits[:end], line[end:]


def rises(split: Split) -> bool:
    """Whether each value is greater than the one before."""
    return all(int(one[0]) < int(two[0]) for one, two in pairwise(split))


def steps_by_one(split: Split) -> bool:
    """Whether each value follows the one before."""
    return all(int(one[0]) + 1 == int(two[0]) for one, two in pairwise(split))


def one_by_one(ways: Sequence[Sequence[Cells]]) -> list[Split]:
    """The readings in which each value follows the one before; the first one decides all others."""
    found = []
    for first in ways[0]:
        wanted = range(int(first[0]), int(first[0]) + len(ways))
        rows = [
            next((cells for cells in row if cells[0] == str(value)), None)
            for row, value in zip(ways, wanted, strict=True)
        ]
        split = tuple(cells for cells in rows if cells is not None)
        found += [split] if len(split) == len(rows) else []
    return found


def rising_splits(ways: Sequence[Sequence[Cells]]) -> list[Split]:
    """Two of the readings in which values rise, or the only one."""
    # For the rows so far: up to two readings by the value that they end with; more of one end tell nothing new.
    ends: dict[int, list[Chain]] = {-(10**LONGEST_VALUE): [None]}
    for row in ways:
        longer: dict[int, list[Chain]] = {}
        for cells in row:
            before = [chain for end, chains in ends.items() if end < int(cells[0]) for chain in chains]
            if before:
                longer[int(cells[0])] = [(chain, cells) for chain in before[:2]]
        ends = longer
    return [unrolled(chain) for chains in ends.values() for chain in chains][:2]


def unrolled(chain: Chain) -> Split:
    """The cells of a chain, the first one first."""
    found = []
    while chain is not None:
        chain, cells = chain
        found.append(cells)
    return tuple(reversed(found))


def odd(plain: Split, ways: Sequence[Sequence[Cells]]) -> bool:
    """Whether names begin with a small letter just where a digit may belong to them (`ndHand`), and with none elsewhere."""
    small = [cells[1][:1].islower() for cells in plain]
    open_rows = [len(row) > 1 for row in ways]
    return (
        any(small)
        and not all(open_rows)
        and all(is_open for is_small, is_open in zip(small, open_rows, strict=True) if is_small)
    )


def compared(cells: Split, other: Split, code: str) -> Reading:
    """A reading, and the first row in which another one differs."""
    number = next(n for n, (one, two) in enumerate(zip(cells, other, strict=True)) if one != two)
    return Reading(cells=cells, code=code, number=number, other=other[number])


def doubted(plain: Split, ways: Sequence[Sequence[Cells]]) -> Reading:
    """The ordinary reading, with a doubt about the first row whose name begins oddly."""
    number = next(n for n, row in enumerate(ways) if len(row) > 1 and plain[n][1][:1].islower())
    return Reading(cells=plain, code=AMBIGUOUS, number=number, other=ways[number][1])
