"""The `html` form to blocks: a rendered Mintlify page, of either generation of its client.

`RULES` is tried in order at each element of the content; the first that fits builds the blocks of the element and of all that is in it.
An element that no rule wants is looked into, and words that stand outside all rules become prose, so that nothing is lost silently.
Rules look at structure, roles, ids and `data-component-part`, which stay while the classes for looks change. Blocks go into a `Sink`;
that of a field takes prose as the field's description, and everything else as its children.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bs4.element import NavigableString, PageElement

from generator import diagnostics
from generator.blocks import Block, Code, FieldRow, Furniture, Heading, MethodPath, Prose, Stream, Table, TableRow
from generator.diagnostics import Diagnostic
from generator.pages import Page
from generator.phrases import read_type
from generator.readers import dom, rendered
from generator.readers.dom import Document, Element, attribute, elements, inside, words
from generator.readers.rendered import HEADINGS, parts

BANNER = re.compile(
    r"(?i)(?:#+ )?documentation index$|fetch the complete documentation index|use this file to discover"
)
#: Elements that are read as what they are, wherever they stand.
STRUCTURES = frozenset({"pre", "table", "details"})


@dataclass(slots=True)
class Sink:
    """Where blocks go; `words`, where there are some, take prose instead."""

    blocks: list[Block] = field(default_factory=list)
    words: list[str] | None = None

    def put(self, block: Block) -> None:
        """Take a block."""
        if self.words is not None and isinstance(block, Prose | Heading):
            self.words.append(block.text)
        else:
            self.blocks.append(block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an element stands: the `label` of the sample, tab or accordion around it, and the labels of panels by their identity."""

    label: str | None = None
    panels: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Reading:
    """One page while it is read; `broken` are the identities of the elements in which it breaks off."""

    page: Page
    broken: frozenset[int] = frozenset()
    title: str | None = None
    summary: str | None = None
    found: list[Diagnostic] = field(default_factory=list)

    def report(self, code: str, line: int, **facts: object) -> None:
        """Note a finding at a line."""
        self.found.append(diagnostics.make(code, self.page.path, line, **facts))


def read(page: Page) -> Stream:
    """The blocks of a page and what was doubtful in its markup."""
    document = dom.parse(page)
    reading = Reading(page=page)
    sink = Sink()
    if document.content is None:
        sink.put(Prose(line=1, end=len(page.lines), text="\n".join(page.lines).strip()))
    else:
        reading.broken = dom.around_last_words(document.content) if document.cut else frozenset()
        walk(reading, [document.content], document.content.line, sink, Place())
    for side in document.sides:
        take_side(reading, side, sink)
    report_limits(reading, document)
    blocks = covered(page.lines[: document.stopped_line], sink.blocks)
    return Stream(blocks=blocks, diagnostics=tuple(reading.found), title=reading.title, summary=reading.summary)


def report_limits(reading: Reading, document: Document) -> None:
    """Say where a page was not read to its end or to its depth."""
    if document.deep_line is not None:
        reading.report("W010", document.deep_line, what=f"elements nested more than {dom.MAX_DEPTH} deep")
    if document.stopped_line is not None:
        reading.report("W010", document.stopped_line, what="all that follows an element nested too deeply")
    if document.cut:
        reading.report("W010", len(reading.page.lines), what="the end of the page, which is cut off")


def covered(lines: Sequence[str], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with the lines that none has as furniture: they hold only markup, or the site around the content."""
    taken = {number for block in blocks for number in range(block.line, block.end + 1)}
    free = [number for number, line in enumerate(lines, 1) if line.strip() and number not in taken]
    markup = [Furniture(line=number, end=number, rule="markup") for number in free]
    return tuple(sorted((*blocks, *markup), key=lambda block: block.line))


def take_side(reading: Reading, side: Element, sink: Sink) -> None:
    """The samples beside the content that the content lacks; whatever else stands there belongs to the site."""
    beside = Sink()
    walk(reading, [side], side.line, beside, Place())
    known = {(block.language, block.text) for block in sink.blocks if isinstance(block, Code)}
    if words(side):
        sink.put(Furniture(line=side.line, end=side.last_line, rule="side"))
    sink.blocks += [b for b in beside.blocks if isinstance(b, Code) and (b.language, b.text) not in known]


def walk(reading: Reading, nodes: Iterable[PageElement], line: int, sink: Sink, place: Place) -> None:
    """Blocks of nodes that follow one another from a line on. What has no rule is looked into on a stack, because it nests deeply."""
    stack = [iter(nodes)]
    run: list[PageElement] = []
    start = line
    while stack:
        node = next(stack[-1], None)
        if run and isinstance(node, Element) and is_control(node):
            continue
        build = rule_of(node) if isinstance(node, Element) else None
        if isinstance(node, NavigableString) or (isinstance(node, Element) and not build and is_inline(node)):
            start = start if run else line
            run.append(node)
            line = node.last_line if isinstance(node, Element) else line + str(node).count("\n")
            continue
        put_words(run, start, line, sink)
        run = []
        if not isinstance(node, Element):
            stack.pop()
        elif build:
            build(reading, node, sink, place)
            line = node.last_line
        else:
            stack.append(iter(node.contents))
            line = node.line


def put_words(run: Sequence[PageElement], line: int, end: int, sink: Sink) -> None:
    """Words that stand next to each other are a paragraph."""
    text = words(run)
    if BANNER.match(text):
        sink.put(Furniture(line=line, end=end, rule="index-banner"))
    elif text:
        sink.put(Prose(line=line, end=end, text=text))


def is_inline(node: Element) -> bool:
    """Whether an element is part of a line of words."""
    return not dom.starts_line(node) and not any(
        dom.starts_line(part) or rendered.is_control(part) for part in inside(node)
    )


def is_control(node: Element) -> bool:
    """Whether an element is a button of the site; one that was never closed, and holds what follows, is not."""
    return rendered.is_control(node) and is_plain(node)


def skip(rule: str) -> "Builder":
    """The builder of furniture."""

    def build(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
        sink.put(Furniture(line=node.line, end=node.last_line, rule=rule))

    return build


def is_site(node: Element) -> bool:
    """Whether an element is a part of every page; what an author wrote may have the same id by chance."""
    return attribute(node, "id") in dom.SITE and is_plain(node)


# The head of the page


def is_header(node: Element) -> bool:
    """Whether an element holds the title of the page."""
    return attribute(node, "id") == "header" or (node.name == "header" and node.find("h1") is not None)


def take_header(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """The title, and the words below it as the summary; those above name a group of the navigation."""
    inner = Sink()
    walk(reading, node.contents, node.line, inner, place)
    lead: list[str] = []
    titled = False
    for block in inner.blocks:
        titled = titled or (isinstance(block, Furniture) and block.rule == "title")
        if not isinstance(block, Prose):
            sink.put(block)
            continue
        lead += [block.text] if titled else []
        sink.put(Furniture(line=block.line, end=block.end, rule="summary" if titled else "eyebrow"))
    reading.summary = "\n\n".join(lead) or reading.summary


def take_heading(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """A heading; the first of level 1, or the one that says so, is the page's title."""
    text = words(node)
    stated = attribute(node, "aria-level")
    level = HEADINGS.get(node.name) or (int(stated) if re.fullmatch("[1-6]", stated) else None)
    if text and (attribute(node, "id") == "page-title" or (level == 1 and reading.title is None)):
        reading.title = text
        sink.put(Furniture(line=node.line, end=node.last_line, rule="title"))
    elif BANNER.match(text):
        sink.put(Furniture(line=node.line, end=node.last_line, rule="index-banner"))
    elif text:
        sink.put(Heading(line=node.line, end=node.last_line, text=text, level=level))


def take_operation(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """Method and path."""
    found = rendered.operation(node)
    assert found is not None
    sink.put(MethodPath(line=node.line, end=node.last_line, method=found[0], path=found[1]))


# Fields


def is_field(node: Element) -> bool:
    """Whether an element is a field: a head, a content, or both."""
    return any(rendered.is_head(child) or child.part == "field-content" for child in elements(node))


def take_field(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """A field with its description and children; a field without a name has an empty one."""
    head = next((child for child in elements(node) if rendered.is_head(child)), None)
    name, pills = rendered.head_of(head)
    inner = Sink(words=[])
    walk(reading, [child for child in node.contents if child is not head], node.line, inner, Place())
    types = pills.get("type", [])
    type_text = next((text for text in types if read_type(text)), types[0] if types else None)
    known = type_text is not None and read_type(type_text) is not None
    if not name:
        reading.report("W083", node.line)
    elif type_text is not None and not known:
        reading.report("W011", node.line, type=type_text, name=name)
    notes = [text for text in types if text != type_text]
    sink.put(
        FieldRow(
            line=node.line,
            end=node.last_line,
            name=name,
            type_text=type_text,
            required="required" in pills,
            deprecated="deprecated" in pills,
            default=next(iter(pills.get("default", [])), None),
            description="\n\n".join([*(inner.words or []), *notes]) or None,
            complete=id(node) not in reading.broken,
            known_type=known,
            location=next(iter(pills.get("location", [])), None),
            children=tuple(block for block in inner.blocks if not isinstance(block, Furniture)),
        )
    )


# Samples, tables, lists


def is_sample(node: Element) -> bool:
    """Whether an element is a sample; an unclosed one, which holds other elements, is not."""
    return node.name == "pre" and next(elements(node), None) is None


def take_sample(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """A curl command or a JSON text; samples of other languages are furniture."""
    language = attribute(node, "language")
    sample = rendered.sample_of(node.get_text(), language)
    if sample is None:
        sink.put(Furniture(line=node.line, end=node.last_line, rule=f"sample:{language}"))
        return
    line = node.line + sample.skipped
    if not sample.closed:
        reading.report("E014", line, language=sample.language)
    sink.put(
        Code(
            line=node.line,
            end=node.last_line,
            language=sample.language,
            text=sample.text,
            code_line=line,
            title=place.label,
            role=rendered.sample_role(node),
            closed=sample.closed,
        )
    )


def is_plain(node: Element) -> bool:
    """Whether an element holds only words."""
    return not any(part.name in STRUCTURES or is_field(part) for part in inside(node))


def take_table(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """A table; the first row is its header where it is marked so. Words outside its cells stand above it."""
    put_words(rendered.loose_words(node, "td", "th"), node.line, node.line, sink)
    found = [row for row in inside(node) if row.name == "tr"]
    rows = tuple(TableRow(line=row.line, cells=rendered.cells_of(row)) for row in found)
    headed = bool(found) and all(cell.name == "th" for cell in elements(found[0]))
    if headed and len(rows[0].cells) == 2 and not rows[1:]:
        reading.report("W013", node.line)
    header, rows = (rows[0].cells, rows[1:]) if headed else ((), rows)
    sink.put(Table(line=node.line, end=node.last_line, header=header, rows=rows, title=place.label))


def take_list(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """A list is prose, an item a line. Words outside its items stand above it."""
    put_words(rendered.loose_words(node, "li"), node.line, node.line, sink)
    lines = rendered.list_lines(node)
    if lines:
        sink.put(Prose(line=node.line, end=node.last_line, text="\n".join(lines)))


# Labels: tabs and accordions


def is_bar(node: Element) -> bool:
    """Whether an element is a bar of labels; one that was never closed, and holds what follows, is not."""
    return rendered.is_bar(node) and is_plain(node)


def is_group(node: Element) -> bool:
    """Whether an element is a bar of labels with what they label."""
    return any(is_bar(child) for child in elements(node))


def take_group(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """What is in a group, each panel under its label; where there is no choice, all of it under the bar's own words."""
    bar = next(child for child in elements(node) if is_bar(child))
    label, panels = rendered.labels_of(bar, node)
    sink.put(Furniture(line=bar.line, end=bar.last_line, rule="bar"))
    content = [child for child in node.contents if child is not bar]
    inner = replace(place, label=label or place.label, panels={**place.panels, **panels})
    walk(reading, content, node.line, sink, inner)


def take_panel(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """What a tab shows, under its label."""
    walk(reading, node.contents, node.line, sink, replace(place, label=place.panels.get(id(node), place.label)))


def opener_of(node: Element) -> Element | None:
    """What opens and closes an element, where it can be closed."""
    if node.name == "details":
        return next((child for child in elements(node) if child.name == "summary"), None)
    first = next(elements(node), None)
    return first if first is not None and first.name == "button" and first.get("aria-expanded") is not None else None


def take_disclosure(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """What an accordion holds, under its title."""
    opener = opener_of(node)
    assert opener is not None
    title = words(parts(opener, "accordion-title")) or words(opener)
    content = [child for child in node.contents if child is not opener or not is_plain(opener)]
    content = [*parts(opener, "accordion-description"), *content]
    sink.put(Furniture(line=opener.line, end=opener.last_line, rule="opener"))
    if not words(content):
        reading.report("W010", node.line, what=f"`{title}`, which is closed and empty")
    walk(reading, content, node.line, sink, replace(place, label=title or place.label))


Predicate = Callable[[Element], object]
Builder = Callable[[Reading, Element, Sink, Place], None]

#: Tried in this order at each element of the content.
RULES: tuple[tuple[str, Predicate, Builder], ...] = (
    ("field", is_field, take_field),
    ("sample", is_sample, take_sample),
    ("heading", rendered.is_heading, take_heading),
    ("header", is_header, take_header),
    ("table", lambda node: node.name == "table" and is_plain(node), take_table),
    ("list", lambda node: node.name in ("ul", "ol") and is_plain(node), take_list),
    ("control", is_control, skip("control")),
    ("tip", rendered.is_tip, skip("tip")),
    ("bar", is_bar, skip("bar")),
    ("group", is_group, take_group),
    ("panel", rendered.is_panel, take_panel),
    ("navigation", lambda node: node.name == "nav" or node.role == "navigation", skip("navigation")),
    ("footer", lambda node: node.name == "footer", skip("footer")),
    ("feedback", rendered.is_feedback, skip("feedback")),
    ("site", is_site, skip("site")),
    ("disclosure", opener_of, take_disclosure),
    ("operation", rendered.operation, take_operation),
)


def rule_of(node: Element) -> Builder | None:
    """The builder of the first rule that fits an element."""
    return next((build for _, fits, build in RULES if fits(node)), None)
