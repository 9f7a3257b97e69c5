"""Blocks to documented endpoints: the block stream of one page in, a draft of its endpoint and an account of its lines out.

`HANDLERS` says which block is taken in which section; what no handler takes is left over and reported with its line. The draft is
put together in `compose`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.blocks import Block, Code, FieldRow, Furniture, Heading, MethodPath, Prose, Stream, Table
from generator.diagnostics import printable
from generator.drafts import Account, Draft, EnumTable, ResponseDraft, Row
from generator.examples import is_skeleton
from generator.pages import Page
from generator.phrases import read_type, roles_in, schemes_in
from generator.samples import NotJson, parse_curl, parse_json
from generator.sections import FIELD_SECTIONS, SAMPLE_TITLE, Section, section_of
from generator.spec import Auth


def gather(page: Page, stream: Stream) -> tuple[Draft, Account]:
    """Sort the blocks of a page into a draft, and account for every line."""
    found = list(stream.diagnostics)
    draft = Draft(page=page, title=stream.title, summary=stream.summary, lossy=stream.lossy, found=found)
    taken: set[int] = set()
    for block in stream.blocks:
        if take(draft, block):
            taken.update(range(block.line, block.end + 1))
            draft.section_blocks += not isinstance(block, Heading | Furniture)
    close_section(draft, None)
    if draft.auth.origin is not None and not draft.auth.schemes:
        draft.report("W017", draft.auth.origin.line)
    filled = [number for number, line in page.numbered() if line.strip()]
    left = tuple(number for number in filled if number not in taken)
    for first, last in runs(left):
        more = f" and {last - first} more lines" if last > first else ""
        draft.report("W010", first, what=f"`{printable(page.text_of(first), 80)}`{more}")
    return draft, Account(lines=len(filled), left=left)


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as pairs of first and last."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def take(draft: Draft, block: Block) -> bool:
    """Hand a block to the handlers of its kind: of any section, of the open one, of the rest; false where nobody takes it."""
    for section in ("*", draft.section, "else"):
        handler = HANDLERS.get((section, type(block)))
        if handler and handler(draft, block):
            return True
    return False


def open_section(draft: Draft, block: Block) -> bool:
    """A heading opens the section of its label; one without a known label is left to the section that is open."""
    assert isinstance(block, Heading)
    section = section_of(block.text, draft.section)
    if section is None:
        return False
    close_section(draft, section)
    draft.section, draft.part = section.kind, section.part
    draft.section_label = block.text
    draft.section_line, draft.section_rows, draft.section_blocks, draft.aside = block.line, 0, 0, False
    if section.part == "status":
        draft.responses.append(ResponseDraft(status=int(block.text.strip()), line=block.line))
    return True


#: Subdivisions that promise rows.
PARTS_WITH_ROWS = frozenset({"required", "optional", "children", "filters", "ranges", "pagination"})


def close_section(draft: Draft, following: Section | None) -> None:
    """Report a section that had nothing, or promised rows and had none; one that is followed by its own subdivisions may be bare."""
    if not draft.section_line or draft.part == "status":
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


def take_words_of_table(draft: Draft, block: Block) -> bool:
    """A table of anything but values is words."""
    assert isinstance(block, Table)
    lines = [" | ".join(cells) for cells in (block.header, *(row.cells for row in block.rows))]
    return take(draft, Prose(line=block.line, end=block.end, text="\n".join(lines)))


def take_table(draft: Draft, block: Block) -> bool:
    """A table of values; a value that stands twice is reported, and one without a name is called after itself."""
    assert isinstance(block, Table)
    if tuple(cell.strip().lower() for cell in block.header) != ("value", "name"):
        return take_words_of_table(draft, block)
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


STATUS_NAME = re.compile(r"([1-5]\d\d)(?:\b\W*(.*))?", re.DOTALL)


def take_row(draft: Draft, block: Block) -> bool:
    """A row of the open section; one that is named by a status code opens an answer."""
    assert isinstance(block, FieldRow)
    if not block.complete:
        report_cut_row(draft, block)
        if block.type_text is None and not block.known_type:
            return False  # a name alone
    if block.type_text is None:
        draft.report("W045", block.line, name=block.name)
    place = block.location or draft.section
    status = STATUS_NAME.fullmatch(block.name) if place == "response" else None
    if status:
        words = [text for text in (status[2], block.description) if text]
        draft.responses.append(ResponseDraft(status=int(status[1]), line=block.line, words=words))
        draft.section_rows = 0
        for child in block.children:
            take(draft, child)
        return True
    if not block.name:
        # A row without a name is none; what is nested in it stands where it stands.
        taken = [take_row(draft, child) for child in block.children if isinstance(child, FieldRow)]
        return all(taken)
    if draft.part in ("required", "optional") and block.required != (draft.part == "required"):
        draft.report("W019", block.line, name=block.name, section=draft.section_label)
    add_row(draft, block, place)
    return True


def add_row(draft: Draft, block: FieldRow, place: str) -> bool:
    """Note a row at its place; where two rows have one name the first counts and the second is reported."""
    rows = draft.response(block.line).rows if place == "response" else draft.rows
    key = (place, len(draft.responses) if place == "response" else 0, block.name)
    first = draft.known.setdefault(key, block.line)
    draft.section_rows += 1
    draft.aside = False
    if first != block.line:
        draft.report("W014", block.line, name=block.name, first=first)
        return False
    rows.append(Row(row=block, place=place, part=draft.part))
    return True


def report_cut_row(draft: Draft, row: FieldRow) -> None:
    """A last row without a description is cut off where its page describes its rows, else only doubtful.

    Pages that show a real answer at their top end with rows, and the last of them may be an object whose members a capture loses.
    """
    others = [r.row for r in (*draft.rows, *(r for answer in draft.responses for r in answer.rows))]
    stated = read_type(row.type_text or "")
    shown = any(not is_skeleton(node) for node, _ in draft.skeletons)
    parent = shown and stated is not None and stated.type in ("object", "array", "any")
    cut = row.type_text is None or (not parent and bool(others) and all(other.description for other in others))
    draft.report("E013" if cut else "W020", row.end, name=row.name)


def take_stray_row(draft: Draft, block: Block) -> bool:
    """A row outside all sections of rows, above the answers, is sent somehow; below them its place is not known."""
    assert isinstance(block, FieldRow)
    if (draft.responses and block.location is None) or not block.complete:
        if not block.complete:
            report_cut_row(draft, block)
        return False
    if block.location is not None or not block.name:
        return take_row(draft, block)
    if block.type_text is None:
        draft.report("W045", block.line, name=block.name)
    add_row(draft, block, "request")
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


def take_sample(draft: Draft, block: Block) -> bool:
    """A curl command, or a JSON text: the answer's example inside a response, the skeleton above all sections."""
    assert isinstance(block, Code)
    if block.language == "curl":
        return take_curl(draft, block)
    answers = (
        block.role == "response"
        or draft.section == "response"
        or bool(block.title and "response" in block.title.lower())
    )
    if not answers and block.role is None and draft.section in FIELD_SECTIONS:
        return take_row_note(draft, Prose(line=block.line, end=block.end, text=block.text))
    if not block.closed:
        return True
    try:
        node = parse_json(block.text, block.code_line)
    except NotJson as problem:
        draft.report("W012", problem.line, reason=problem.reason)
        return True
    if block.role == "request":
        draft.bodies.append(node)
    elif block.role == "response":
        status = STATUS_NAME.match(block.title or "")
        draft.answer(int(status[1]) if status else None, block.line).examples.append((node, block.code_line))
    elif answers:
        draft.response(block.line).examples.append((node, block.code_line))
    elif draft.section == "":
        draft.skeletons.append((node, block.code_line))
    else:
        return False
    return True


def take_curl(draft: Draft, block: Code) -> bool:
    """A curl command; the one above all sections carries the page's title."""
    curl = parse_curl(block.text, block.code_line) if block.closed else None
    if block.closed and curl is None:
        draft.report("W012", block.code_line, reason="the command cannot be split into words")
    if curl is not None:
        draft.curls.append((curl, block.code_line, draft.section == ""))
    if block.title and block.title_line and draft.section == "":
        draft.title = draft.title or block.title
    elif block.title and block.title_line:
        return SAMPLE_TITLE.fullmatch(block.title) is not None
    return True


Handler = Callable[[Draft, Block], bool]

#: Who takes a block of a kind in a section; `*` is asked first in any section, `else` last.
HANDLERS: dict[tuple[str, type[Block]], Handler] = {
    ("*", Furniture): take_furniture,
    ("*", MethodPath): take_method_path,
    ("*", Heading): open_section,
    ("*", Code): take_sample,
    ("*", Prose): take_dangling_title,
    ("", Prose): take_description,
    ("", Heading): take_description,
    ("auth", Prose): take_auth,
    ("auth", Heading): take_auth,
    ("auth", FieldRow): take_auth_row,
    ("enums", Prose): take_enum_title,
    ("enums", Heading): take_enum_title,
    ("else", Table): take_table,
    ("else", FieldRow): take_stray_row,
    **{(place, FieldRow): take_row for place in FIELD_SECTIONS},
    **{(place, kind): take_row_note for place in FIELD_SECTIONS for kind in (Prose, Heading)},
}
