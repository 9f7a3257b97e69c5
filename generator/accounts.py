"""The account of a page: which of its lines nothing took, each reported by the words it begins with.

A line that a reader or a handler reported already, because nothing can be done with it, is left over, too, whatever it stands in. A line
of which something was taken is not, though something else on it may be reported.
"""

from collections.abc import Sequence

from generator.blocks import Block, FieldRow
from generator.diagnostics import printable
from generator.drafts import Account, Draft
from generator.limits import MAX_FIELDS

#: The finding of what is left over.
LEFT = "W010"


def account_of(draft: Draft, taken: set[int]) -> Account:
    """The lines of a page that nothing took; a block that nobody wanted is told by its words, for markup may put others on its line."""
    page = draft.page
    filled = [number for number, line in page.numbered() if line.strip()]
    known = {one.line for one in draft.found if one.code == LEFT}
    told: set[int] = set()
    for block in draft.untaken:
        told.update(range(block.line, block.end + 1))
        if isinstance(block, FieldRow) and draft.fields > MAX_FIELDS:
            continue  # E006 speaks for all of them
        report_left(draft, block.line, block.end, gist(block) or page.text_of(block.line))
    left = tuple(number for number in filled if number not in taken or number in known)
    for first, last in runs([number for number in left if number not in told and number not in known]):
        report_left(draft, first, last, page.text_of(first))
    return Account(lines=len(filled), left=left)


def report_left(draft: Draft, first: int, last: int, text: str) -> None:
    """Report lines that nothing took, by the words they begin with."""
    more = f" and {last - first} more lines" if last > first else ""
    draft.report(LEFT, first, what=f"`{printable(text.partition(chr(10))[0], 80)}`{more}")


def gist(block: Block) -> str:
    """The words by which a reader of the page finds a block; empty where it has none."""
    return next((str(value) for key in ("text", "name", "title") if (value := getattr(block, key, None))), "")


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as pairs of first and last."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
