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


#: The title of a table of values: the enum, and behind a dash the field that has it.
ENUM_TITLE = re.compile(r"(\w+)(?:\s+[—–-]\s+(?:(\w+) values|.*))?")


def take_enum_title(draft: Draft, block: Block) -> bool:
    """A line above a table names its enum, where the form keeps titles: `eName`, perhaps with more behind a dash."""
    assert isinstance(block, Prose | Heading)
    named = ENUM_TITLE.fullmatch(block.text) is not None
    draft.enum_title = block.text if named else draft.enum_title
    return named


def take_table(draft: Draft, block: Block) -> bool:
    """A table of values; one without rows is reported, so is a value that stands twice; one without a name is called after itself."""
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
    titles = (ENUM_TITLE.fullmatch(title) for title in (block.title, draft.enum_title) if title)
    title = next(filter(None, titles), None)
    draft.enum_title = None
    if not values:
        draft.report("W013", block.line)
    else:
        name, about = title.groups() if title else (None, None)
        draft.tables.append(EnumTable(title=name, values=tuple(values.items()), line=block.line, about=about))
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
    settle_divider(draft)
    if isinstance(block, Heading):
        draft.aside, draft.divider = True, block
        return True
    rows = draft.rows_here(block.line)
    if draft.section_rows and rows and not draft.aside:
        rows[-1] = replace(rows[-1], row=lengthened(rows[-1].row, block.text))
    else:
        tell_section(draft, block)
    return True


def tell_section(draft: Draft, block: Prose | Heading) -> None:
    """Keep words of a section: with the answer that is open, else with those of the endpoint."""
    words = draft.response(block.line).words if draft.section == "response" else draft.words
    words.append(block.text)


def settle_divider(draft: Draft) -> None:
    """Keep a heading that is followed by anything but rows with the words below it."""
    if draft.divider is not None:
        tell_section(draft, draft.divider)
        draft.divider = None


def lengthened(row: FieldRow, text: str) -> FieldRow:
    """A row whose description goes on with a further paragraph."""
    return replace(row, description=text if row.description is None else f"{row.description}\n\n{text}")
