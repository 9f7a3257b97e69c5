"""Rows of a page: each field to its place, within the limits, cut ones reported."""

from collections.abc import Callable
from dataclasses import replace

from generator.blocks import Block, Code, FieldRow, Prose, Table
from generator.drafts import Draft, ResponseDraft, Row
from generator.examples import is_skeleton
from generator.handlers.answers import tell_answer
from generator.handlers.samples import take_sample
from generator.handlers.words import lengthened, take_row_note, take_table, words_of
from generator.limits import MAX_FIELDS, MAX_NESTING
from generator.nesting import pieces
from generator.phrases import STATUS_NAME, read_type, schemes_in


def take_row(draft: Draft, block: Block) -> bool:
    """A row of the open section; one that is named by a status code opens an answer."""
    assert isinstance(block, FieldRow)
    if not block.complete:
        report_cut_row(draft, block)
        if block.type_text is None and not block.known_type:
            return False  # a name alone
    place = block.location or draft.section
    status = STATUS_NAME.fullmatch(block.name) if place == "response" else None
    if status:
        words = [text for text in (status[2], block.description) if text]
        error = int(status[1]) >= 400 and bool(words) and not block.children
        told = ResponseDraft(status=int(status[1]), line=block.line, error=error, words=words)
        tell_answer(draft, told, bool(block.children))
        draft.section_rows = 0
        before, draft.current = draft.current, draft.responses[-1]
        for child in block.children:
            handler = NESTED.get(type(child))
            if handler is None or not handler(draft, child):
                take_row_note(draft, Prose(line=child.line, end=child.end, text=words_of(child)))
        draft.current = answer_beside(draft, before, bool(block.children))
        return True
    if not block.name:
        # A row without a name is none; what is nested in it stands where it stands.
        taken = [take_row(draft, child) for child in block.children if isinstance(child, FieldRow)]
        return all(taken)
    if draft.part in ("required", "optional") and block.required != (draft.part == "required"):
        draft.report("W019", block.line, name=block.name, section=draft.section_label)
    add_row(draft, block, place)
    return True


def answer_beside(draft: Draft, before: ResponseDraft | None, nested: bool) -> ResponseDraft | None:
    """The answer to which the rows behind a row that is named by a status belong; `before` is the one that was open.

    Pages nest the fields of a status in its row, let them follow it, or name all statuses first and then describe success.
    """
    told = draft.responses[-1]
    if draft.part == "errors" or (not nested and (before is None or before.rows)):
        return told
    return before if before and before.rows else next((one for one in draft.responses if one.succeeds), told)


#: What stands below a row that is named by a status, and belongs to that answer.
NESTED: dict[type[Block], Callable[[Draft, Block], bool]] = {
    FieldRow: take_row,
    Code: take_sample,
    Table: take_table,
}


def take_auth_row(draft: Draft, block: Block) -> bool:
    """A credential that is documented as a field, whose type says where it travels; another row does not belong to this section."""
    assert isinstance(block, FieldRow)
    stated = read_type(block.type_text or "")
    location = block.location or (stated.location if stated else None)
    if location is None or not block.complete:
        return False
    if add_row(draft, block, location):
        draft.auth = draft.auth.model_copy(
            update={
                "schemes": tuple(dict.fromkeys((*draft.auth.schemes, *schemes_in(block.description or "")))),
                "origin": draft.auth.origin or draft.origin(block.line, "field-row"),
            }
        )
    return True


def add_row(draft: Draft, block: FieldRow, place: str) -> bool:
    """Note a row at its place; where two rows have one name the first counts and the second is reported."""
    kept = within_limits(draft, block, 0)
    if kept is None:
        return False
    block = kept
    answer = draft.response(block.line) if place == "response" else None
    rows = answer.rows if answer else draft.rows
    # Rows whose place is not known yet may be sent below one heading and answered below the next.
    within = (
        draft.group if place == "request" else next((n for n, one in enumerate(draft.responses) if one is answer), -1)
    )
    key = (place, within, block.name)
    draft.section_rows += 1
    draft.aside = False
    if draft.divider is not None:
        draft.report("I097", draft.divider.line, title=draft.divider.text, section=draft.section_label)
        draft.divider = None
    first = draft.known.get(key)
    twin = next((n for n, one in enumerate(rows) if one.row.line == first), None) if first is not None else None
    if twin is not None and rows[twin].row.rule == "table" != block.rule:
        # A row of its own says more than a line of a table above it.
        del rows[twin], draft.known[key]
    if key in draft.known:
        draft.report("W014", block.line, name=block.name, first=first)
        return False
    draft.known[key] = block.line
    rows.append(Row(row=worded(block), place=place, part=draft.part, group=draft.group))
    return True


def worded(row: FieldRow) -> FieldRow:
    """A row whose samples and tables are words of its description: nothing else of the spec says what they show of one field."""
    inner = tuple(worded(child) if isinstance(child, FieldRow) else child for child in row.children)
    notes = [text for child in inner if (text := words_of(child))]
    children = tuple(child for child in inner if isinstance(child, FieldRow))
    return lengthened(replace(row, children=children), "\n\n".join(notes)) if notes else replace(row, children=children)


def within_limits(draft: Draft, row: FieldRow, depth: int) -> FieldRow | None:
    """A row without what is nested in it too deeply; null beyond the most fields of a page, or where it is too deep itself."""
    depth += len(pieces(row.name))
    draft.fields += 1
    if draft.fields > MAX_FIELDS:
        draft.report_once("E006", row.line, limit=MAX_FIELDS)
        return None
    if depth > MAX_NESTING:
        draft.report_once("E007", row.line, name=row.name[:80], limit=MAX_NESTING)
        return None
    inner = (within_limits(draft, child, depth) if isinstance(child, FieldRow) else child for child in row.children)
    return replace(row, children=tuple(child for child in inner if child is not None))


def report_cut_row(draft: Draft, row: FieldRow) -> None:
    """A last row without a description is cut off where its page describes its rows, else only doubtful.

    Pages that show a real answer at their top end with rows, and the last of them may be an object whose members a capture loses.
    """
    others = [r.row for r in (*draft.rows, *(r for answer in draft.responses for r in answer.rows))]
    stated = read_type(row.type_text or "")
    shown = any(not is_skeleton(node) for node, _ in draft.skeletons)
    parent = shown and stated is not None and stated.type in ("object", "array", "any")
    cut = (
        row.type_text is None
        or row.description is not None
        or (not parent and bool(others) and all(other.description for other in others))
    )
    draft.report("E013" if cut else "W020", row.end, name=row.name)


def take_stray_row(draft: Draft, block: Block) -> bool:
    """A row outside all sections of rows is sent or answered somehow, unless a section of answers was closed above it."""
    assert isinstance(block, FieldRow)
    if block.location is None and (draft.answered or not block.complete):
        if not block.complete:
            report_cut_row(draft, block)
        return False
    if block.location is not None or not block.name:
        return take_row(draft, block)
    add_row(draft, block, "request")
    return True
