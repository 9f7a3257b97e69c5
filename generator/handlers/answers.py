"""Answers that a page tells in rows and tables: a status and the words beside it."""

import re

from generator.blocks import Block, Prose, Table
from generator.diagnostics import printable
from generator.drafts import Draft, ResponseDraft
from generator.handlers.words import take_row_note
from generator.phrases import STATUS_NAME


def take_status_table(draft: Draft, block: Block) -> bool:
    """A table whose rows begin with a status describes answers; another table is left to others."""
    assert isinstance(block, Table)
    rows = [(STATUS_NAME.fullmatch(row.cells[0].strip()), row) for row in block.rows if row.cells]
    clear = any if draft.part == "errors" else all
    if not rows or not clear(status for status, _ in rows):
        return False
    for status, row in rows:
        if status is None:
            report_row(draft, row.line, " | ".join(row.cells))
            continue
        told = ": ".join(text for text in (status[2], *row.cells[1:]) if text)
        tell_status(draft, int(status[1]), row.line, told)
    return True


GLUED_STATUS = re.compile(r"`?([1-5]\d\d)`?\s*(\D.*)")


def take_status_lines(draft: Draft, block: Block) -> bool:
    """Lines below the heading of errors that begin with a status describe answers: a table whose cells run together."""
    assert isinstance(block, Prose)
    lines = block.text.split("\n")
    found = [GLUED_STATUS.fullmatch(line.strip()) for line in lines]
    if draft.part != "errors" or not any(found):
        return take_row_note(draft, block)
    for number, match in enumerate(found):
        if match:
            tell_status(draft, int(match[1]), block.line + number, match[2])
        elif number:  # the first line may be the header
            report_row(draft, block.line + number, lines[number])
    return True


def report_row(draft: Draft, line: int, text: str) -> None:
    """Report a row of a table of errors that begins with no status."""
    draft.report("W010", line, what=f"`{printable(text, 80)}`")


def tell_status(draft: Draft, status: int, line: int, words: str) -> None:
    """Note what a table says of the answer of a status."""
    answer = draft.answer(status, line)
    answer.words.append(words)
    answer.error = status >= 400
    draft.section_rows += 1


def tell_answer(draft: Draft, told: ResponseDraft, more: bool) -> None:
    """Open an answer; rows of one status that only name its reasons (`more` is false) are one answer."""
    last = draft.responses[-1] if draft.responses else None
    if last is not None and last.status == told.status and not (more or last.rows or last.examples):
        last.words += told.words
    else:
        draft.responses.append(told)
