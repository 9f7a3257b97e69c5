"""Blocks to documented endpoints: the block stream of one page in, a draft of its endpoint and an account of its lines out.

`HANDLERS` says which block is taken in which section; what no handler takes is left over and reported with its line. The draft is
put together in `compose`.
"""

import re
from collections.abc import Callable

from generator.accounts import account_of
from generator.blocks import Block, Code, FieldRow, Furniture, Heading, MethodPath, Prose, Stream, Table
from generator.drafts import Account, Draft, ResponseDraft, Stated
from generator.handlers.answers import take_status_lines
from generator.handlers.media import state_media, take_media_line
from generator.handlers.rows import take_auth_row, take_row, take_stray_row
from generator.handlers.samples import take_sample
from generator.handlers.tables import take_answer_table, take_any_table, telling_lists
from generator.handlers.words import (
    settle_divider,
    take_auth,
    take_caption,
    take_dangling_title,
    take_description,
    take_enum_title,
    take_row_note,
    take_table,
    words_of,
)
from generator.pages import Page
from generator.sections import FIELD_SECTIONS, NOTES, Section, media_of, section_of


def gather(page: Page, stream: Stream) -> tuple[Draft, Account]:
    """Sort the blocks of a page into a draft, and account for every line."""
    found = list(stream.diagnostics)
    draft = Draft(
        page=page,
        title=stream.title,
        summary=stream.summary,
        deprecated=stream.deprecated,
        lossy=stream.lossy,
        found=found,
    )
    if stream.content_type:
        draft.stated.append(Stated(section="body", media=stream.content_type.lower(), line=page.first_line))
    taken: set[int] = set()
    for block in stream.blocks:
        if take(draft, block):
            taken.update(range(block.line, block.end + 1))
            draft.section_blocks += not isinstance(block, Heading | Furniture)
        else:
            draft.untaken.append(block)
    close_section(draft, None)
    if draft.auth.origin is not None and not draft.auth.schemes:
        draft.report("W017", draft.auth.origin.line)
    return draft, account_of(draft, taken)


def take(draft: Draft, block: Block) -> bool:
    """Hand a block to the handlers of its kind: of any section, of the open one, of the rest; false where nobody takes it."""
    if draft.section == NOTES and isinstance(block, Prose | Table | Code):
        return True
    for section in ("*", draft.section, "else"):
        handler = HANDLERS.get((section, type(block)))
        if handler and handler(draft, block):
            return True
    if isinstance(block, Table):
        # A table of neither values nor answers is words.
        return take(draft, Prose(line=block.line, end=block.end, text=words_of(block)))
    return False


def open_section(draft: Draft, block: Block) -> bool:
    """A heading opens the section of its label; one without a known label is left to the section that is open."""
    assert isinstance(block, Heading)
    section = section_of(block.text, draft.section)
    draft.group = block.line
    if section is None:
        return False
    draft.current, draft.answered = None, draft.answered or section.kind == "response"
    close_section(draft, section)
    draft.section, draft.part = section.kind, section.part
    draft.section_label = block.text
    draft.section_line, draft.section_rows, draft.section_blocks, draft.aside = block.line, 0, 0, False
    if section.part == "status":
        open_answer(draft, ResponseDraft(status=int(block.text.strip()[:3]), line=block.line))
    elif section.part == "errors":
        open_answer(draft, ResponseDraft(status=None, line=block.line, error=True))
    state_media(draft, media_of(block.text), block.line)
    return True


def take_plain_line(draft: Draft, block: Block) -> bool:
    """A line that is the label of a sample or a media type, and no words."""
    return take_dangling_title(draft, block) or take_media_line(draft, block)


def open_answer(draft: Draft, answer: ResponseDraft) -> None:
    """Describe an answer from here on."""
    draft.responses.append(answer)
    draft.current = answer


#: Subdivisions that promise rows.
PARTS_WITH_ROWS = frozenset({"required", "optional", "children", "filters", "ranges", "pagination"})


def close_section(draft: Draft, following: Section | None) -> None:
    """Report a section that had nothing, or promised rows and had none; one that is followed by its own subdivisions may be bare."""
    settle_divider(draft)
    if not draft.section_line or draft.part == "status":
        return
    if draft.part == "errors":
        named = any(one.status and one.line >= draft.section_line for one in draft.responses)
        if not (named or draft.section_rows or (draft.current and draft.current.examples)):
            draft.report("W015", draft.section_line, section=draft.section_label)
        return
    if draft.section == NOTES:
        draft.report("I049", draft.section_line, section=draft.section_label)
        return
    divided = following is not None and following.kind == draft.section and following.part is not None
    bare = not draft.section_blocks and not (divided and draft.part is None)
    if bare or (draft.part in PARTS_WITH_ROWS and not draft.section_rows):
        draft.report("W015", draft.section_line, section=draft.section_label)


def take_furniture(draft: Draft, block: Block) -> bool:
    """Site furniture is consumed; a banner inside a sentence is remembered, so that the sentence can be joined again."""
    assert isinstance(block, Furniture)
    said = draft.words[-1] if draft.words and draft.section == "" else ""
    draft.broken = block.rule == "index-banner" and re.search(r"\w\Z", said) is not None
    return True


def take_method_path(draft: Draft, block: Block) -> bool:
    """The first pill is the endpoint; a second one on the page is left over and reported."""
    assert isinstance(block, MethodPath)
    if draft.pill is not None:
        draft.report("W016", block.line, method=block.method, path=block.path)
        return False
    draft.pill = block
    return True


Handler = Callable[[Draft, Block], bool]


#: Who takes a block of a kind in a section; `*` is asked first in any section, `else` last.
HANDLERS: dict[tuple[str, type[Block]], Handler] = {
    ("*", Furniture): take_furniture,
    ("*", MethodPath): take_method_path,
    ("*", Heading): open_section,
    ("*", Code): take_sample,
    ("*", Prose): take_plain_line,
    ("", Prose): take_description,
    ("", Heading): take_description,
    ("auth", Prose): take_auth,
    ("auth", Heading): take_auth,
    ("auth", FieldRow): take_auth_row,
    ("samples", Prose): take_description,
    ("samples", Heading): take_caption,
    ("enums", Prose): take_enum_title,
    ("enums", Heading): take_enum_title,
    ("else", Table): take_table,
    ("else", FieldRow): take_stray_row,
    **{(place, FieldRow): take_row for place in FIELD_SECTIONS},
    **{(place, Heading): take_row_note for place in FIELD_SECTIONS},
    **{(place, Prose): telling_lists(take_row_note) for place in FIELD_SECTIONS},
    **{(place, Table): take_any_table for place in FIELD_SECTIONS},
    ("response", Prose): telling_lists(take_status_lines),
    ("response", Table): take_answer_table,
}
