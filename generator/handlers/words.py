"""Words of a page: descriptions, authentication, titles and tables of enum values, notes below rows."""

import re
from dataclasses import replace

from generator.blocks import Block, Code, FieldRow, Heading, MethodPath, Prose, Table
from generator.drafts import Draft, EnumTable
from generator.phrases import roles_in, schemes_in
from generator.sections import SAMPLE_TITLE
from generator.spec import Auth


def take_dangling_title(draft: Draft, block: Block) -> bool:
    """The label of a sample with no sample below it."""
    assert isinstance(block, Prose)
    if not SAMPLE_TITLE.fullmatch(block.text):
        return False
    draft.report("W012", block.line, reason=f"nothing stands below `{block.text}`")
    return True


def take_description(draft: Draft, block: Block) -> bool:
    """Paragraphs, and headings that open no section, describe the endpoint; a repeated title says nothing new."""
    assert isinstance(block, Prose | Heading)
    if draft.broken:
        draft.words[-1], draft.broken = f"{draft.words[-1]} {block.text}", False
    elif draft.words or not draft.title or plain(block.text) != plain(draft.title):
        draft.words.append(block.text)
    return True


def plain(text: str) -> str:
    """A title without pictures, blanks and case, to compare it."""
    return "".join(c for c in text.casefold() if c.isalnum())


def take_auth(draft: Draft, block: Block) -> bool:
    """Schemes and roles out of the words of the section; the words are kept."""
    assert isinstance(block, Prose | Heading)
    words = block.text if draft.auth.description is None else f"{draft.auth.description}\n\n{block.text}"
    draft.auth = Auth(
        schemes=tuple(dict.fromkeys((*draft.auth.schemes, *schemes_in(block.text)))),
        roles=tuple(dict.fromkeys((*draft.auth.roles, *roles_in(block.text)))),
        description=words,
        origin=draft.auth.origin or draft.origin(block.line, "prose:auth"),
    )
    return True


def take_enum_title(draft: Draft, block: Block) -> bool:
    """A line above a table names its enum, where the form keeps titles: `eName`, perhaps with more behind a dash."""
    assert isinstance(block, Prose | Heading)
    name = enum_name(block.text)
    draft.enum_title = name or draft.enum_title
    return name is not None


def enum_name(title: str | None) -> str | None:
    """The enum that a title names: `eName`, perhaps with more behind a dash."""
    match = re.fullmatch(r"(\w+)(?:\s+[—–-]\s+.*)?", title or "")
    return match[1] if match else None


def take_table(draft: Draft, block: Block) -> bool:
    """A table of values; a value that stands twice is reported, and one without a name is called after itself."""
    assert isinstance(block, Table)
    if tuple(cell.strip().lower() for cell in block.header) != ("value", "name"):
        return False
    values: dict[str, str] = {}
    for row in block.rows:
        if len(row.cells) != 2:
            return False
        if row.cells[0] in values:
            draft.report("W018", row.line, value=row.cells[0])
        elif not row.cells[1]:
            draft.report("W046", row.line, value=row.cells[0])
        values.setdefault(row.cells[0], row.cells[1] or row.cells[0])
    title, draft.enum_title = enum_name(block.title) or draft.enum_title, None
    if values:
        draft.tables.append(EnumTable(title=title, values=tuple(values.items()), line=block.line))
    return True


def words_of(block: Block) -> str:
    """The words of a block that is no row; empty for site furniture."""
    if isinstance(block, Table):
        return "\n".join(" | ".join(cells) for cells in (block.header, *(row.cells for row in block.rows)) if cells)
    if isinstance(block, MethodPath):
        return f"{block.method} {block.path}"
    return block.text if isinstance(block, Code | Prose | Heading) else ""


def take_caption(draft: Draft, block: Block) -> bool:
    """A heading among samples is the title of one of them, and says nothing of the endpoint."""
    return True


def take_row_note(draft: Draft, block: Block) -> bool:
    """A paragraph among rows goes on with the row above; elsewhere it belongs to the section, and is kept with the words."""
    assert isinstance(block, Prose | Heading)
    draft.aside = draft.aside or isinstance(block, Heading)
    rows = draft.rows_here(block.line)
    if draft.section_rows and rows and not draft.aside:
        rows[-1] = replace(rows[-1], row=lengthened(rows[-1].row, block.text))
    elif draft.section == "response":
        draft.response(block.line).words.append(block.text)
    else:
        draft.words.append(block.text)
    return True


def lengthened(row: FieldRow, text: str) -> FieldRow:
    """A row whose description goes on with a further paragraph."""
    return replace(row, description=text if row.description is None else f"{row.description}\n\n{text}")
