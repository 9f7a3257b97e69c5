"""The `markdown` form to blocks: Mintlify's `.md` export, its `.mdx` source, and the pages of `llms-full.txt`.

`mdx` takes the components apart, markdown-it reads the Markdown between them. What a component is here is a row of `BUILDERS`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from markdown_it.token import Token

from generator import diagnostics
from generator.blocks import (
    Block,
    Code,
    FieldRow,
    Furniture,
    Heading,
    MethodPath,
    Prose,
    Stream,
    Table,
    TableRow,
    Unread,
)
from generator.diagnostics import Diagnostic, printable
from generator.pages import Page
from generator.phrases import STATUS_NAME, read_type
from generator.readers import mdx, tags
from generator.readers.attributes import default_of, flag, place_and_name, report_spread, type_of, wire_name, words_of
from generator.readers.fences import PROGRAMS, kind_of_code, samples_in
from generator.readers.front import entries, front_matter
from generator.readers.mdx import Component, Lines, Node
from generator.readers.tags import Broken, Fence, Foreign, Text
from generator.readers.words import MARKDOWN, end_of, inline_text, plain
from generator.sections import is_all_of_an_answer, section_of

METHOD_LINE = re.compile(
    r"(?i)^(?:\S+\.(?:json|ya?ml)\s+)?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|DEL)\s+(\S+)\s*$",
)
OPENAPI_FENCE = re.compile(r"(?i)^ya?ml\s+(?:\S+\.(?:json|ya?ml)\s+)?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(\S+)")
BANNER = re.compile(r"(?i)documentation index")
SOURCE_LINE = re.compile(r"^Source: \S+$")


@dataclass(slots=True)
class Reader:
    """A page while it is read.

    `role` is the kind of sample that stands in the open component, `label` the title around it, `fields` how many fields are open,
    `section` the kind of section, `last` the last line that is not blank.
    """

    page: Page
    lines: Lines
    found: list[Diagnostic] = field(default_factory=list)
    title: str | None = None
    summary: str | None = None
    deprecated: bool = False
    content_type: str | None = None
    role: str | None = None
    label: str | None = None
    fields: int = 0
    section: str = ""
    last: int = 0

    def report(self, code: str, line: int, **facts: object) -> None:
        """Note a finding at a line of the page."""
        self.found.append(diagnostics.make(code, self.page.path, line, **facts))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The first and last line of a piece of the source."""
        return self.lines.at(start), self.lines.at(max(start, end - 1))


def read(page: Page) -> Stream:
    """The blocks of a page and what was doubtful in its markup."""
    text = "\n".join(page.lines)
    reader = Reader(page=page, lines=Lines(text, page.first_line))
    reader.last = reader.lines.at(len(text.rstrip()))
    blocks: list[Block] = []
    start = 0
    if front := front_matter(text):
        blocks += read_front_matter(reader, *front)
        start = front[2]
    document = mdx.parse(text[start:])
    reader.lines = Lines(text[start:], page.first_line + text.count("\n", 0, start))
    for node in document.nodes:
        blocks += read_node(reader, node)
    words = [block for block in blocks if not isinstance(block, Furniture)]
    if words and isinstance(words[-1], Heading) and not is_all_of_an_answer(words[-1].text, reader.section):
        reader.report("W015", words[-1].line, section=words[-1].text)
    for code, places in (("W081", document.unclosed), ("W082", document.unopened), ("W087", document.too_deep)):
        for offset, name in places:
            reader.report(code, reader.lines.at(offset), name=name, limit=mdx.MAX_DEPTH)
    for offset, _ in document.unopened:
        blocks.append(Furniture(line=reader.lines.at(offset), end=reader.lines.at(offset), rule="closing-tag"))
    return Stream(
        blocks=tuple(blocks),
        diagnostics=tuple(reader.found),
        title=reader.title,
        summary=reader.summary,
        deprecated=reader.deprecated,
        content_type=reader.content_type,
    )


def read_front_matter(reader: Reader, start: int, end: int, behind: int, closed: bool) -> Iterator[Block]:
    """Title, summary, method and path out of the front matter; its other keys are the site's."""
    first, last = reader.span(0, behind)
    yield Furniture(line=first, end=last, rule="front-matter")
    if not closed:
        reader.report("W081", reader.lines.at(start) - 1, name="---")
    base = reader.lines.at(start)
    for entry in entries(reader.lines.text[start:end].split("\n")):
        number = base + entry.at
        if not entry.understood and entry.key in FRONT_KEYS:
            reader.report("W010", number, what=f"`{printable(f'{entry.key}: {entry.first}', 80)}`")
        if entry.key in ("api", "openapi") and (call := METHOD_LINE.match(entry.value or "")):
            yield MethodPath(line=number, end=number, method=method(call[1]), path=call[2])
        elif entry.key in FRONT_KEYS:
            FRONT_KEYS[entry.key](reader, entry.value)


def set_title(reader: Reader, value: str | None) -> None:
    """The title of the page."""
    reader.title = value


def set_summary(reader: Reader, value: str | None) -> None:
    """The sentence below the title."""
    reader.summary = value


def set_deprecated(reader: Reader, value: str | None) -> None:
    """Whether the endpoint is deprecated."""
    reader.deprecated = (value or "").lower() in ("true", "yes", "on")


def set_content_type(reader: Reader, value: str | None) -> None:
    """The media type of the body."""
    reader.content_type = value


#: What each key of the front matter does that speaks of the endpoint.
FRONT_KEYS: dict[str, Callable[[Reader, str | None], None]] = {
    "api": lambda reader, value: None,
    "openapi": lambda reader, value: None,
    "title": set_title,
    "description": set_summary,
    "deprecated": set_deprecated,
    "contentType": set_content_type,
}


def method(word: str) -> str:
    """A method as HTTP writes it."""
    upper = word.upper()
    return "DELETE" if upper == "DEL" else upper


def read_node(reader: Reader, node: Node) -> list[Block]:
    """The blocks of one node of the tree."""
    if isinstance(node, Text):
        return list(read_text(reader, node))
    if isinstance(node, Fence):
        return read_fence(reader, node)
    first, last = reader.span(node.start, node.end)
    if isinstance(node, Broken):
        reader.report("W081", first, name=printable(node.text, 80))
    elif isinstance(node, Foreign):
        return [Unread(line=first, end=last, text=node.text)]
    elif isinstance(node, Component):
        return BUILDERS.get(kind_of(node), read_container)(reader, node)
    return [Furniture(line=first, end=last, rule=type(node).__name__.lower())]


def kind_of(component: Component) -> str:
    """The kind of a component, a key of `BUILDERS`."""
    return "field" if mdx.is_field(component) else "callout" if component.name in tags.CALLOUTS else component.name


def read_children(reader: Reader, component: Component) -> list[Block]:
    """The blocks inside a component."""
    return [block for child in component.children for block in read_node(reader, child)]


def tags_of(reader: Reader, component: Component) -> list[Block]:
    """The lines of a component's own tags, which say nothing beside what was taken from them."""
    first, last = reader.span(component.start, component.end)
    inner = component.children
    top = reader.lines.at(inner[0].start) if inner else last
    bottom = reader.lines.at(max(inner[-1].start, inner[-1].end - 1)) if inner else last
    rows = [Furniture(line=first, end=max(first, top), rule="tag")]
    if bottom < last or component.closed:
        rows.append(Furniture(line=min(bottom, last), end=last, rule="tag"))
    return list(rows)


def read_container(reader: Reader, component: Component) -> list[Block]:
    """A component that only groups: its blocks, with its title as the label of tables and samples in it, or above its words and fields."""
    before, section = (reader.label, reader.role), reader.section
    title = (component.attributes.get("title") or "").strip()
    reader.label = title or reader.label
    reader.role = {"RequestExample": "request", "ResponseExample": "response"}.get(component.name, reader.role)
    blocks = read_children(reader, component)
    reader.label, reader.role = before
    told = tell(reader, title, blocks, section, reader.lines.at(component.start)) if title else ()
    # What folds away the members of a field says only that they are such.
    folded = reader.fields > 0 and component.name == "Expandable"
    return [*tags_of(reader, component), *(() if folded else told), *blocks]


def tell(reader: Reader, title: str, blocks: Sequence[Block], section: str, line: int) -> Iterator[Block]:
    """The title of what stands under it, where it is not that of samples or tables: a status opens an answer."""
    fields = [block for block in blocks if isinstance(block, FieldRow)]
    if not fields and any(
        isinstance(block, Code) or not isinstance(block, Prose | Heading | Furniture) for block in blocks
    ):
        return
    status = STATUS_NAME.fullmatch(title) if fields else None
    if status is None:
        yield Heading(line=line, end=line, text=title)
        return
    if section != "response" and not reader.fields and all(row.location == "response" for row in fields):
        reader.section = "response"
        yield Heading(line=line, end=line, text="Response")
    yield Heading(line=line, end=line, text=status[1])
    if status[2]:
        yield Prose(line=line, end=line, text=status[2])


def read_callout(reader: Reader, component: Component) -> list[Block]:
    """A callout: its words are words of the page."""
    return [*tags_of(reader, component), *read_children(reader, component)]


def read_field(reader: Reader, component: Component) -> list[Block]:
    """A field: its attributes, its words, and the blocks nested in it."""
    line, end = reader.span(component.start, component.end)
    report = partial(report_at, reader, line)
    location, stated_name = place_and_name(component, report)
    name, optional = wire_name(stated_name)
    reader.fields += 1
    inner = read_children(reader, component)
    reader.fields -= 1
    words = words_of(component, [text for block in inner if (text := said(block))])
    report_spread(component, name, report)
    children = tuple(block for block in inner if not isinstance(block, Prose | Heading | Furniture | MethodPath))
    stated = type_of(component)
    known = stated is None or read_type(stated) is not None
    if not name:
        report("W083")
    elif not known:
        report("W011", type=stated, name=name)
    return [
        FieldRow(
            line=line,
            end=end,
            name=name,
            type_text=stated,
            required=flag(component, name, "required", report) and not optional,
            deprecated=flag(component, name, "deprecated", report),
            default=default_of(component),
            description="\n\n".join(words) or None,
            known_type=known,
            location=location,
            children=children,
            complete=component.closed or end < reader.last,
        )
    ]


def report_at(reader: Reader, line: int, code: str, **facts: object) -> None:
    """Note a finding of a field, at its first line."""
    reader.report(code, line, **facts)


def said(block: Block) -> str | None:
    """What a block nested in a field adds to its description; a call in it is no endpoint of the page."""
    if isinstance(block, MethodPath):
        return f"{block.method} {block.path}"
    return block.text if isinstance(block, Prose | Heading) else None


#: What a component of a kind becomes; all others only group.
BUILDERS: dict[str, Callable[[Reader, Component], list[Block]]] = {
    "field": read_field,
    "callout": read_callout,
}


def read_fence(reader: Reader, fence: Fence) -> list[Block]:
    """A fenced block: curl commands, a raw message or JSON; programs that call the endpoint say the same once more."""
    first, last = reader.span(fence.start, fence.end)
    language, _, rest = fence.info.partition(" ")
    if not fence.closed:
        reader.report("E014", first, language=language or "fenced")
    if call := OPENAPI_FENCE.match(fence.info):
        if count := sum(bool(line.strip()) for line in fence.text.split("\n")):
            reader.report("W098", first, count=count)
        return [MethodPath(line=first, end=last, method=method(call[1]), path=call[2])]
    kind = kind_of_code(language.lower(), fence.text)
    if kind is None:
        if fence.closed and fence.text.strip() and language.lower() not in PROGRAMS:
            reason = f"a sample of `{language or 'no language'}` is neither a command nor JSON"
            reader.report("W012", first, reason=reason)
        return [Furniture(line=first, end=last, rule=f"sample:{language.lower()}")]
    title = re.sub(r"\s*\b\w+=(?:\{[^}]*\}|\"[^\"]*\"|\S+)", "", rest).strip() or reader.label
    answers = reader.section == "response" and kind == "json" and STATUS_NAME.fullmatch(title or "")
    found = list(samples_in(kind, fence.text))
    lines = [reader.lines.at(fence.text_start + at) for at, _ in found]
    starts = [first, *lines[1:]]
    return [
        Code(
            line=start,
            end=end,
            language=kind,
            text=text,
            code_line=line,
            title=title,
            role=reader.role or ("response" if answers else None),
            closed=fence.closed,
        )
        for (_, text), line, start, end in zip(
            found, lines, starts, [*(line - 1 for line in starts[1:]), last], strict=True
        )
    ]


def read_text(reader: Reader, run: Text) -> Iterator[Block]:
    """A run of Markdown as headings, paragraphs, lists and tables."""
    base = reader.lines.at(run.start)
    text = "\n".join(
        line.lstrip() if not line.lstrip().startswith(("-", "*", "+")) else line for line in run.text.split("\n")
    )
    tokens = MARKDOWN.parse(text)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        stop = end_of(tokens, at)
        first = base + (token.map[0] if token.map else 0)
        last = base + (token.map[1] - 1 if token.map else 0)
        yield from read_markdown(reader, tokens[at:stop], first, max(first, last))
        at = stop


def read_markdown(reader: Reader, tokens: Sequence[Token], first: int, last: int) -> Iterator[Block]:
    """One block of Markdown."""
    kind = tokens[0].type
    words = plain(tokens)
    if kind == "heading_open":
        level = int(tokens[0].tag[1])
        if level == 1 and reader.title is None:
            reader.title = words
            yield Furniture(line=first, end=last, rule="title")
            return
        opened = section_of(words, reader.section)
        reader.section = opened.kind if opened else reader.section
        yield Heading(line=first, end=last, text=words, level=level)
    elif kind == "table_open":
        yield read_table(reader, tokens, first, last)
    elif kind == "blockquote_open" and BANNER.match(words):
        yield Furniture(line=first, end=last, rule="index-banner")
    elif kind == "blockquote_open" and reader.summary is None and reader.role is None:
        reader.summary = words
        yield Furniture(line=first, end=last, rule="summary")
    elif kind == "hr":
        yield Furniture(line=first, end=last, rule="rule")
    elif words:
        yield from read_paragraph(words, plain(tokens, "\n").split("\n"), first, last)
    else:
        yield Furniture(line=first, end=last, rule="empty")


def read_paragraph(words: str, lines: list[str], first: int, last: int) -> Iterator[Block]:
    """A paragraph; the lines that open a page of `llms-full.txt` (its address, then method and path) are taken off."""
    begin = first
    while lines and SOURCE_LINE.match(lines[0]):
        yield Furniture(line=first, end=first, rule="source")
        lines, first = lines[1:], first + 1
    if lines and (call := METHOD_LINE.match(lines[0])):
        yield MethodPath(line=first, end=first, method=method(call[1]), path=call[2])
        lines, first = lines[1:], first + 1
    if lines:
        yield Prose(line=first, end=last, text=words if first == begin else " ".join(lines))


def read_table(reader: Reader, tokens: Sequence[Token], first: int, last: int) -> Table:
    """A table with its cells; its title is that of the component around it."""
    rows: list[TableRow] = []
    for index, token in enumerate(tokens):
        if token.type == "tr_open":
            stop = end_of(tokens, index)
            cells = tuple(inline_text(cell) for cell in tokens[index:stop] if cell.type == "inline")
            line = first + (token.map[0] - (tokens[0].map or [0])[0] if token.map else 0)
            rows.append(TableRow(line=line, cells=cells))
    header = rows[0].cells if rows else ()
    return Table(line=first, end=last, header=header, rows=tuple(rows[1:]), title=reader.label)
