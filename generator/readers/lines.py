"""The lines of a text capture with a place in them: what the rules of the `text` reader look at and move on.

Where a sample that begins at a line ends is worked out once for all lines, so that a page of any size and malice costs one pass.
"""

from bisect import bisect_left
from dataclasses import replace
from functools import cached_property

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.pages import Page
from generator.samples import CommandEnds, blank_or_end, json_ends
from generator.sections import is_label


class Cursor:
    """A place in the lines of a page, and the section that is open there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines = tuple(line.strip() for line in page.lines)
        self.at = 0
        self.section = ""
        self.part: str | None = None
        self.label = ""
        self.fresh = False
        self.found: list[Diagnostic] = []
        self.last = max(number for number, line in enumerate(self.lines) if line)

    def line(self, ahead: int = 0) -> str:
        """The stripped line at a distance, empty beyond the end."""
        place = self.at + ahead
        return self.lines[place] if 0 <= place < len(self.lines) else ""

    def blank_before(self) -> bool:
        """Whether the line before is blank or there is none."""
        return self.at == 0 or not self.lines[self.at - 1]

    def rest_is_blank(self, ahead: int) -> bool:
        """Whether nothing but blank lines follows from a distance on."""
        return self.at + ahead > self.last

    def blanks(self, ahead: int) -> int:
        """The number of blank lines from a distance on; none at the end of the page."""
        count = 0
        while not self.rest_is_blank(ahead + count) and not self.line(ahead + count):
            count += 1
        return count

    def report(self, code: str, ahead: int = 0, **facts: object) -> None:
        """Note a finding at the line at a distance."""
        self.found.append(diagnostics.make(code, self.page.path, self.at + ahead + 1, **facts))

    def drop(self, ahead: int, length: int) -> None:
        """Leave out the beginning of the line at a distance. The lines are copied each time, so this is not for every line of a page."""
        place = self.at + ahead
        rest = self.lines[place][length:].strip()
        self.lines = (*self.lines[:place], rest, *self.lines[place + 1 :])
        self.page = replace(self.page, lines=(*self.page.lines[:place], rest, *self.page.lines[place + 1 :]))

    def take(self, count: int) -> tuple[int, int]:
        """Go on by `count` lines; their first and last number."""
        first = self.at + 1
        self.at += count
        return first, first + count - 1

    @cached_property
    def headings(self) -> list[int]:
        """The indexes of all lines that stand alone between blank lines and are a section's label."""
        padded = ("", *self.lines, "")
        return [
            index
            for index, line in enumerate(self.lines)
            if line and not padded[index] and not padded[index + 2] and is_label(line)
        ]

    @cached_property
    def json_ends(self) -> list[int]:
        """For each line the index behind a JSON sample that would start there, or 0."""
        return json_ends(self.page.lines)

    @cached_property
    def _command_ends(self) -> CommandEnds:
        return CommandEnds(self.page.lines)

    def end_of_json(self, ahead: int) -> tuple[int, bool]:
        """The index behind a JSON sample that starts at a distance, and whether it is closed."""
        return self._end(ahead, self.json_ends[self.at + ahead])

    def end_of_command(self, ahead: int) -> tuple[int, bool]:
        """The index behind a shell command that starts at a distance, and whether its quotes are closed."""
        return self._end(ahead, self._command_ends.end(self.at + ahead))

    def _end(self, ahead: int, end: int) -> tuple[int, bool]:
        """No sample reaches over a section's heading: one that seems to lacks its own end, and ends at the first blank line."""
        start = self.at + ahead
        place = bisect_left(self.headings, start)
        border = self.headings[place] if place < len(self.headings) else len(self.lines)
        if 0 < end <= border:
            return end, True
        return blank_or_end(self.lines, start), False
