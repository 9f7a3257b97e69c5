"""The `markdown` form to blocks: Mintlify's `.md` export, its `.mdx` source, and the pages of `llms-full.txt`.

`mdx` takes the components apart, markdown-it reads the Markdown between them. What a component is here is a row of `BUILDERS`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import dedent

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator import diagnostics
from generator.blocks import Block, Code, FieldRow, Furniture, Heading, MethodPath, Prose, Stream, Table, TableRow
from generator.diagnostics import Diagnostic
from generator.messages import starts_message
from generator.pages import Page
from generator.phrases import read_type
from generator.readers import mdx
from generator.readers.mdx import Component, Fence, Hidden, Lines, Node, Text

#: Indented text is never code here: authors indent what stands inside a component.
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")

METHOD_LINE = re.compile(
    r"(?i)^(?:\S+\.(?:json|ya?ml)\s+)?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|DEL)\s+(\S+)\s*$",
)
FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?P<body>.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
FRONT_LINE = re.compile(r"^(?P<key>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*$")
OPENAPI_FENCE = re.compile(r"(?i)^ya?ml\s+(?:\S+\.(?:json|ya?ml)\s+)?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(\S+)")
BANNER = re.compile(r"(?i)documentation index")
SOURCE_LINE = re.compile(r"^Source: \S+$")
LOCATIONS = ("path", "query", "header", "cookie", "body")
SHELLS = frozenset({"bash", "sh", "shell", "curl", "zsh", "console", "terminal", ""})
FALSE = frozenset({"false", "no", "0"})


@dataclass(slots=True)
class Reader:
    """A page while it is read; `role` is the kind of sample that stands in the open component, `label` the title around it."""

    page: Page
    lines: Lines
    found: list[Diagnostic] = field(default_factory=list)
    title: str | None = None
    summary: str | None = None
    role: str | None = None
    label: str | None = None

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
    blocks: list[Block] = []
    start = 0
    if front := FRONT_MATTER.match(text):
        blocks += read_front_matter(reader, front)
        start = front.end()
    document = mdx.parse(text[start:])
    reader.lines = Lines(text[start:], page.first_line + text.count("\n", 0, start))
    for node in document.nodes:
        blocks += read_node(reader, node)
    for offset, name in document.unopened:
        line = reader.lines.at(offset)
        reader.report("W082", line, name=name)
        blocks.append(Furniture(line=line, end=line, rule="closing-tag"))
    for offset, name in document.unclosed:
        reader.report("W081", reader.lines.at(offset), name=name)
    return Stream(blocks=tuple(blocks), diagnostics=tuple(reader.found), title=reader.title, summary=reader.summary)


def read_front_matter(reader: Reader, front: re.Match[str]) -> Iterator[Block]:
    """Title, summary, method and path out of the front matter; its other keys are the site's."""
    first, last = reader.span(front.start(), front.end())
    yield Furniture(line=first, end=last, rule="front-matter")
    for number, line in enumerate(front["body"].split("\n"), reader.lines.at(front.start("body"))):
        match = FRONT_LINE.match(line)
        if match is None:
            continue
        value = match["value"].strip("'\"") if match["value"][:1] in ("'", '"') else match["value"]
        if match["key"] in ("api", "openapi") and (call := METHOD_LINE.match(value)):
            yield MethodPath(line=number, end=number, method=method(call[1]), path=call[2])
        elif match["key"] == "title":
            reader.title = value or None
        elif match["key"] == "description":
            reader.summary = value or None


def method(word: str) -> str:
    """A method as HTTP writes it."""
    upper = word.upper()
    return "DELETE" if upper == "DEL" else upper


def read_node(reader: Reader, node: Node) -> list[Block]:
    """The blocks of one node of the tree."""
    if isinstance(node, Text):
        return list(read_text(reader, node))
    if isinstance(node, Fence):
        return [read_fence(reader, node)]
    first, last = reader.span(node.start, node.end)
    if isinstance(node, Hidden):
        return [Furniture(line=first, end=last, rule="hidden")]
    return BUILDERS.get(kind_of(node), read_container)(reader, node)


def kind_of(component: Component) -> str:
    """The kind of a component, a key of `BUILDERS`."""
    if component.name in mdx.FIELDS or (component.name not in mdx.KNOWN and mdx.looks_like_field(component.attributes)):
        return "field"
    return "callout" if component.name in mdx.CALLOUTS else component.name


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
    """A component that only groups: its blocks, with its title as the label of tables and samples in it."""
    before = reader.label, reader.role
    reader.label = component.attributes.get("title") or reader.label
    reader.role = {"RequestExample": "request", "ResponseExample": "response"}.get(component.name, reader.role)
    blocks = read_children(reader, component)
    reader.label, reader.role = before
    return [*tags_of(reader, component), *blocks]


def read_callout(reader: Reader, component: Component) -> list[Block]:
    """A callout: its words are words of the page."""
    return [*tags_of(reader, component), *read_children(reader, component)]


def read_field(reader: Reader, component: Component) -> list[Block]:
    """A field: its attributes, its words, and the blocks nested in it."""
    line, end = reader.span(component.start, component.end)
    location, name = place_and_name(reader, component, line)
    inner = read_children(reader, component)
    words = [block.text for block in inner if isinstance(block, Prose | Heading)]
    children = tuple(block for block in inner if not isinstance(block, Prose | Heading | Furniture))
    stated = component.attributes.get("type")
    known = stated is not None and read_type(stated) is not None
    if not name:
        reader.report("W083", line)
    elif stated is None:
        reader.report("W084", line, name=name)
    elif not known:
        reader.report("W011", line, type=stated, name=name)
    return [
        FieldRow(
            line=line,
            end=end,
            name=name,
            type_text=stated or "",
            required=flag(reader, component, "required", line),
            deprecated=flag(reader, component, "deprecated", line),
            default=default_of(component),
            description="\n\n".join(words) or None,
            known_type=known,
            location=location,
            children=children,
            complete=component.closed,
        )
    ]


def place_and_name(reader: Reader, component: Component, line: int) -> tuple[str | None, str]:
    """Where a field travels and its name; of two places that one field states the first counts."""
    attributes = component.attributes
    places = [place for place in attributes if place in LOCATIONS and attributes[place]]
    if len(places) > 1:
        reader.report("W085", line, name=attributes[places[0]], places=", ".join(places))
    if component.name == "ResponseField":
        # The rendered page names an answer's field by `name` alone; a place that it states by another attribute still counts.
        place = next((place for place in places if place != "body"), "response")
        return place, (attributes.get("name") or (attributes[place] if place != "response" else "") or "").strip()
    return (places[0], attributes[places[0]] or "") if places else (None, (attributes.get("name") or "").strip())


def flag(reader: Reader, component: Component, name: str, line: int) -> bool:
    """An attribute that is true by being there; `required="false"` is false, with a warning, for the page shows it as required."""
    if name not in component.attributes:
        return False
    value = component.attributes[name]
    if value is None or value.strip("'\"").lower() not in FALSE:
        return True
    if name not in component.expressions:
        reader.report(
            "W086",
            line,
            name=component.attributes.get("name") or next(iter(component.attributes.values())) or "",
            flag=name,
        )
    return False


def default_of(component: Component) -> str | None:
    """The documented default as text; an expression without the quotes of its own."""
    value = component.attributes.get("default")
    if value is None:
        return None
    quoted = "default" in component.expressions and len(value) > 1 and value[0] == value[-1] and value[0] in "'\"`"
    return value[1:-1] if quoted else value


#: What a component of a kind becomes; all others only group.
BUILDERS: dict[str, Callable[[Reader, Component], list[Block]]] = {
    "field": read_field,
    "callout": read_callout,
}


def read_fence(reader: Reader, fence: Fence) -> Block:
    """A fenced block: a curl command or JSON; samples in other languages say the same once more."""
    first, last = reader.span(fence.start, fence.end)
    if call := OPENAPI_FENCE.match(fence.info):
        return MethodPath(line=first, end=last, method=method(call[1]), path=call[2])
    language, _, rest = fence.info.partition(" ")
    title = re.sub(r"\s*\b\w+=(?:\{[^}]*\}|\"[^\"]*\"|\S+)", "", rest).strip() or None
    kind = kind_of_code(language, fence.text)
    if not fence.closed:
        reader.report("E014", first, language=language or "fenced")
    if kind is None:
        return Furniture(line=first, end=last, rule=f"sample:{language.lower()}")
    body = fence.text.strip("\n")
    skipped = len(fence.text) - len(fence.text.lstrip("\n"))
    return Code(
        line=first,
        end=last,
        language=kind,
        text=dedent(body),
        code_line=reader.lines.at(fence.text_start + skipped),
        title=title or reader.label,
        role=reader.role,
        closed=fence.closed,
    )


def kind_of_code(language: str, text: str) -> str | None:
    """`curl` or `json`, by the language of a fence and by what stands in it."""
    start = text.lstrip()[:5]
    if start.startswith("curl") and language.lower() in SHELLS:
        return "curl"
    if starts_message(text.lstrip().partition("\n")[0]):
        return "http"
    return (
        "json"
        if start[:1] in ("{", "[") and language.lower() in ("json", "jsonc", "json5", "", "javascript", "js")
        else None
    )


def read_text(reader: Reader, run: Text) -> Iterator[Block]:
    """A run of Markdown as headings, paragraphs, lists and tables."""
    base = reader.lines.at(run.start)
    text = "\n".join(
        line.lstrip() if not line.lstrip().startswith(("-", "*", "+")) else line for line in run.text.split("\n")
    )
    tokens = _MARKDOWN.parse(text)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        stop = end_of(tokens, at)
        first = base + (token.map[0] if token.map else 0)
        last = base + (token.map[1] - 1 if token.map else 0)
        yield from read_markdown(reader, tokens[at:stop], first, max(first, last))
        at = stop


def end_of(tokens: Sequence[Token], at: int) -> int:
    """The index behind the block that starts at a token."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index + 1
    return len(tokens)


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
        yield from read_paragraph(words, first, last)
    else:
        yield Furniture(line=first, end=last, rule="empty")


def read_paragraph(words: str, first: int, last: int) -> Iterator[Block]:
    """A paragraph; the lines that open a page of `llms-full.txt` (its address, then method and path) are taken off."""
    lines = words.split("\n")
    while lines and SOURCE_LINE.match(lines[0]):
        yield Furniture(line=first, end=first, rule="source")
        lines, first = lines[1:], first + 1
    if lines and (call := METHOD_LINE.match(lines[0])):
        yield MethodPath(line=first, end=first, method=method(call[1]), path=call[2])
        lines, first = lines[1:], first + 1
    if lines:
        yield Prose(line=first, end=last, text="\n".join(lines))


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


def plain(tokens: Sequence[Token]) -> str:
    """The words of a block: paragraphs apart, list items marked."""
    parts: list[str] = []
    marks = 0
    for token in tokens:
        if token.type == "list_item_open":
            marks += 1
        elif token.type == "inline":
            text = inline_text(token)
            parts.append(f"• {text}" if marks else text)
            marks = 0
        elif token.type in ("html_block", "fence", "code_block"):
            parts.append(
                BeautifulSoup(token.content, "lxml").get_text() if token.type == "html_block" else token.content
            )
    joint = "\n" if any(part.startswith("• ") for part in parts) else "\n\n"
    return joint.join(part.strip() for part in parts if part.strip())


#: What an inline token is in words; text of other tokens is taken as it is, tags are dropped.
INLINE: dict[str, Callable[[Token], str]] = {
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "\n",
    "html_inline": lambda _: "",
    "image": lambda token: token.content,
}


def inline_text(token: Token) -> str:
    """The words of an inline token."""
    if not token.children:
        return token.content
    return "".join((INLINE[child.type](child) if child.type in INLINE else child.content) for child in token.children)
