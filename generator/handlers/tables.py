"""Tables and lists of parameters: a table below the heading of a field section in, a row for each of its fields out.

Only a table whose header says what its columns are is read; every other one stays words. A list is never read, but told of.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.blocks import Block, FieldRow, Prose, Table, TableRow
from generator.drafts import Draft
from generator.handlers.answers import take_status_table
from generator.handlers.rows import take_row
from generator.handlers.words import take_row_note, take_table
from generator.nesting import pieces
from generator.phrases import LOCATIONS, read_type

Path = tuple[str, ...]

#: Whose names a column gives, and of which kind of thing.
_NAMED = r"(?:(?:query|path|body|header|request|response) )?(?:param(?:eter)?|field|attribute|property|header|argument)s?(?: name)?"

#: What the header of a column says, first match wins; a column of another header is words.
COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("name", re.compile(rf"(?i)(?:{_NAMED}|name|key)")),
    ("type", re.compile(r"(?i)(?:data )?type")),
    ("required", re.compile(r"(?i)(?:is )?required\??|mandatory\??")),
    ("optional", re.compile(r"(?i)(?:is )?optional\??")),
    ("default", re.compile(r"(?i)defaults?(?: value)?")),
    ("place", re.compile(r"(?i)in|location")),
    ("description", re.compile(r"(?i)descriptions?|meaning|details?|explanation")),
)

#: What a cell of the columns `required` and `optional` says; other words are kept.
MARKS: dict[str, bool] = {
    **dict.fromkeys(("yes", "y", "true", "required", "✓", "✔", "✔️", "✅", "optional"), True),
    **dict.fromkeys(("no", "n", "false", "-", "–", "—", "", "✗", "✘", "❌"), False),
}

#: A default cell that says that there is none.
NO_DEFAULT = frozenset({"", "-", "–", "—", "none", "n/a"})

NAME = re.compile(r"[A-Za-z_$@][\w$@:-]*(?:\[\w*\])*(?:\.[\w$@*:-]+(?:\[\w*\])*)*")
STAR = re.compile(r"\s*\\?\*\Z")
NEEDED = re.compile(r"(?i)[\s,;(\[]+(required|optional)\s*[)\]]?\Z")
ESCAPED = re.compile(r"\\([^\w\s])")

#: An item of a list that looks like a parameter: a marked name, and its type or what it may lack in brackets behind it.
ITEM = re.compile(
    r"\s*(?:[-*•+]|\d+\.)\s+(?:\*\*|__)?`?[\w.\[\]-]+`?(?:\*\*|__)?\s*\((?P<words>[^()]{1,80})\)\s*(?:[:—–-]|\Z|\n)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The cells of one row by what their columns say, and the words of all other columns."""

    name: str
    type: str = ""
    required: str | None = None
    optional: str | None = None
    default: str = ""
    place: str = ""
    words: tuple[str, ...] = ()


def columns_of(header: Sequence[str]) -> tuple[str, ...] | None:
    """What the columns of a table of fields say, one word each (empty: words); null where it is no such table."""
    kinds = tuple(next((kind for kind, words in COLUMNS if words.fullmatch(bare(cell))), "") for cell in header)
    told = [kind for kind in kinds if kind]
    sure = kinds[:1] == ("name",) and len(set(told)) == len(told) and not {"type", "description"}.isdisjoint(told)
    return kinds if sure else None


def bare(cell: str) -> str:
    """The text of a cell without marks of code and of weight."""
    return ESCAPED.sub(r"\1", cell).strip().strip("`*").strip()


def cells_of(row: TableRow, kinds: Sequence[str], header: Sequence[str]) -> Cells:
    """The cells of a row, sorted by its columns."""
    named = {kind: cell.strip() for kind, cell in zip(kinds, row.cells, strict=False) if kind}
    words = [named.pop("description", "")]
    words += [
        f"{bare(head)}: {cell}"
        for head, kind, cell in zip(header, kinds, row.cells, strict=False)
        if not kind and cell.strip()
    ]
    for kind in ("required", "optional"):
        if kind in named and bare(named[kind]).lower() not in MARKS:
            words.append(f"{kind.capitalize()}: {named.pop(kind)}")
    return Cells(**{"name": "", **named}, words=tuple(text for text in words if text))


def row_of(row: TableRow, cells: Cells, needed: bool) -> FieldRow | None:
    """The row of a table as the row of a field, `needed` where nothing says otherwise; null where its name is none."""
    name, star = without(STAR, cells.name)
    name, said = without(NEEDED, name)
    kind, also = without(NEEDED, bare(cells.type))
    name = bare(name)
    if name.endswith("*"):
        name, star = name[:-1].rstrip("` "), "*"
    if not NAME.fullmatch(name):
        return None
    place = bare(cells.place).lower()
    return FieldRow(
        line=row.line,
        end=row.line,
        name=name,
        type_text=kind.rstrip(" ,(") or None,
        required=is_required(cells, star, (said or also).lower(), needed),
        default=default_in(cells.default),
        description="\n\n".join(cells.words) or None,
        location=place if place in LOCATIONS else None,
        rule="table",
    )


def without(mark: re.Pattern[str], text: str) -> tuple[str, str]:
    """A text without the mark at its end, and what the mark says; empty where there is none."""
    found = mark.search(text)
    return (text[: found.start()], found[found.lastindex or 0]) if found else (text, "")


def is_required(cells: Cells, star: str, said: str, needed: bool) -> bool:
    """Whether a field is required: by its own column, else by the words and the star beside its name or type."""
    if cells.required is not None:
        mark = bare(cells.required).lower()
        return MARKS[mark] and mark != "optional"
    if cells.optional is not None:
        mark = bare(cells.optional).lower()
        return mark == "required" or not MARKS[mark]
    return said == "required" or (not said and (bool(star) or needed))


def default_in(cell: str) -> str | None:
    """The default in a cell, without marks and quotes; null where it says that there is none."""
    text = bare(cell)
    quoted = re.fullmatch(r"([\"'])(.*)\1", text)
    if quoted:
        return quoted[2]
    return None if text.lower() in NO_DEFAULT else text


def take_field_table(draft: Draft, block: Block) -> bool:
    """A table of fields gives a row for each; those that are documented in that place already are kept as words."""
    assert isinstance(block, Table)
    kinds = columns_of(block.header)
    if kinds is None or (draft.part == "errors" and "type" not in kinds):
        return False
    sorted_cells = [cells_of(row, kinds, block.header) for row in block.rows]
    rows = [row_of(row, cells, draft.part == "required") for row, cells in zip(block.rows, sorted_cells, strict=True)]
    known = set(documented(draft, block.line))
    new = [row for row in rows if row is not None and path_of(row, ()) not in known]
    if not new:
        return False
    if draft.aside or len(rows) != sum(row is not None for row in rows):
        # The heading above is none of ours, or not all names are names: perhaps fields of something else.
        draft.report("I100", block.line, section=draft.divider.text if draft.divider else draft.section_label)
        return False
    old = [raw for raw, row in zip(block.rows, rows, strict=True) if row is not None and path_of(row, ()) in known]
    if old:
        text = "\n".join(" | ".join(row.cells) for row in old)
        take_row_note(draft, Prose(line=old[0].line, end=old[-1].line, text=text))
    for row in new:
        take_row(draft, row)
    return True


def documented(draft: Draft, line: int) -> Iterator[Path]:
    """The paths of the fields that are documented in the open place."""
    if draft.section == "response":
        rows = [one.row for one in draft.rows_here(line)]
    else:
        places = {"request", draft.section}
        rows = [one.row for one in draft.rows if one.place in places or draft.section == "request"]
    for row in rows:
        yield from paths_in(row, ())


def paths_in(row: FieldRow, above: Path) -> Iterator[Path]:
    """The path of a row and of every row nested in it."""
    path = path_of(row, above)
    yield path
    for child in row.children:
        if isinstance(child, FieldRow):
            yield from paths_in(child, path)


def path_of(row: FieldRow, above: Path) -> Path:
    """The names on the way to a row."""
    return (*above, *(name for name, _ in pieces(row.name)))


def take_answer_table(draft: Draft, block: Block) -> bool:
    """A table among answers: of statuses, else of fields."""
    return take_status_table(draft, block) or take_any_table(draft, block)


def take_any_table(draft: Draft, block: Block) -> bool:
    """A table among fields: of the values of an enum, else of fields."""
    return take_table(draft, block) or take_field_table(draft, block)


def telling_lists(handler: Callable[[Draft, Block], bool]) -> Callable[[Draft, Block], bool]:
    """The handler of paragraphs, which first tells of a list that looks like fields; one below a row describes that row."""

    def take(draft: Draft, block: Block) -> bool:
        assert isinstance(block, Prose)
        if (draft.aside or not draft.section_rows) and any(looks_like_field(line) for line in block.text.split("\n")):
            draft.report("I100", block.line, section=draft.divider.text if draft.divider else draft.section_label)
        return handler(draft, block)

    return take


def looks_like_field(line: str) -> bool:
    """Whether an item of a list names a field and its type, or says whether it is required."""
    item = ITEM.match(line)
    words = re.split(r"\s*[,;]\s*", item["words"]) if item else []
    return any(word.lower() in ("required", "optional") or read_type(word) is not None for word in words)
