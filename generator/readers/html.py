"""The `html` form to blocks: a rendered Mintlify page, of either generation of its client.

`RULES` is tried in order at each element of the content; the first that fits builds the blocks of the element and of all that is in it.
An element that no rule wants is looked into, and words that stand outside all rules become prose, so that nothing is lost silently.
Rules look at structure, roles, ids and `data-component-part`, which stay while the classes for looks change. Blocks go into a `Sink`;
that of a field takes prose as the field's description, and everything else as its children.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from bs4.element import NavigableString, PageElement

from generator import diagnostics
from generator.blocks import Block, Code, FieldRow, Furniture, Heading, MethodPath, Prose, Stream, Table, TableRow
from generator.diagnostics import Diagnostic
from generator.pages import Page
from generator.phrases import STATUS_NAME, read_type
from generator.readers import dom, marks, rendered
from generator.readers.dom import Element, attribute, elements, inside, words
from generator.readers.growing import MAX_ATTRIBUTES, MAX_DEPTH, Document, parse
from generator.readers.rendered import HEADINGS, STATUS, parts

BANNER = re.compile(
    r"(?i)(?:#+ )?documentation index$|fetch the complete documentation index|use this file to discover"
)


@dataclass(slots=True)
class Sink:
    """Where blocks go; `words`, where there are some, take prose instead. `begun` once something else than words has come."""

    blocks: list[Block] = field(default_factory=list)
    words: list[str] | None = None
    begun: bool = False

    def put(self, block: Block) -> None:
        """Take a block."""
        if self.words is not None and isinstance(block, Prose | Heading):
            self.words.append(block.text)
        else:
            self.begun = self.begun or isinstance(block, FieldRow | Table | Code | MethodPath)
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
    document = parse(page)
    reading = Reading(page=page)
    sink = Sink()
    if not document.contents:
        sink.put(Prose(line=1, end=len(page.lines), text="\n".join(page.lines).strip()))
    elif document.cut_line is not None:
        reading.broken = dom.around_last_words(document.contents[-1])
    for content in document.contents:
        walk(reading, [content], content.line, sink, Place())
    known = {(block.language, block.text) for block in sink.blocks if isinstance(block, Code)}
    for side in document.sides:
        take_side(reading, side, sink, known)
    report_limits(reading, document)
    blocks = covered(page.lines[: document.stopped_line], sink.blocks, document.contents)
    return Stream(blocks=blocks, diagnostics=tuple(reading.found), title=reading.title, summary=reading.summary)


def report_limits(reading: Reading, document: Document) -> None:
    """Say where a page was not read to its end or to its depth."""
    for crowded, size in document.crowds:
        reading.report("E003", crowded, size=size, unit="attributes in one element", limit=MAX_ATTRIBUTES)
    found = {
        "E015": document.cut_line,
        "E016": document.stray_line,
        "W093": document.deep_line,
        "W094": document.stopped_line,
    }
    for code, line in found.items():
        if line is not None:
            reading.report(code, line, limit=MAX_DEPTH)


def covered(lines: Sequence[str], blocks: Sequence[Block], contents: Sequence[Element]) -> tuple[Block, ...]:
    """The blocks, with the lines that none has as furniture: those of the content hold only markup, the others the site around it."""
    taken = {number for block in blocks for number in range(block.line, block.end + 1)}
    within = {number for content in contents for number in range(content.line, content.last_line + 1)}
    free = [number for number, line in enumerate(lines, 1) if line.strip() and number not in taken]
    rest = [Furniture(line=number, end=number, rule="markup" if number in within else "site") for number in free]
    return tuple(sorted((*blocks, *rest), key=lambda block: block.line))


def take_side(reading: Reading, side: Element, sink: Sink, known: set[tuple[str, str]]) -> None:
    """The samples beside the content that the content lacks; whatever else stands there belongs to the site."""
    beside = Sink()
    walk(reading, [side], side.line, beside, Place())
    if "words" in side.has:
        sink.put(Furniture(line=side.line, end=side.last_line, rule="side"))
    sink.blocks += [b for b in beside.blocks if isinstance(b, Code) and (b.language, b.text) not in known]


def walk(reading: Reading, nodes: Iterable[PageElement], line: int, sink: Sink, place: Place) -> None:
    """Blocks of nodes that follow one another from a line on. What has no rule is looked into on a stack, because it nests deeply."""
    stack = [iter(nodes)]
    run: list[PageElement] = []
    start = line
    while stack:
        node = next(stack[-1], None)
        if run and isinstance(node, Element) and marks.is_control(node):
            continue
        build = rule_of(node) if isinstance(node, Element) else None
        if isinstance(node, NavigableString) or (isinstance(node, Element) and not build and marks.is_inline(node)):
            start = start if run else line
            run.append(node)
            line = node.last_line if isinstance(node, Element) else line + str(node).count("\n")
            continue
        if run:
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
    elif (call := rendered.CALL.fullmatch(text)) and sink.words is None and not sink.begun:
        # Further below, a paragraph of a method and a path speaks of some call.
        sink.put(MethodPath(line=line, end=end, method=rendered.METHODS[call[1]], path=call[2]))
    elif text:
        sink.put(Prose(line=line, end=end, text=text))


def skip(rule: str) -> "Builder":
    """The builder of furniture."""

    def build(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
        sink.put(Furniture(line=node.line, end=node.last_line, rule=rule))

    return build


# The head of the page


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
    lead = list(takewhile(marks.in_a_line, node.contents))
    text = words(node if marks.words_only(node) else lead)
    stated = attribute(node, "aria-level")
    level = HEADINGS.get(node.name) or (int(stated) if re.fullmatch("[1-6]", stated) else None)
    if text and (attribute(node, "id") == "page-title" or (level == 1 and reading.title is None)):
        reading.title = text
        sink.put(Furniture(line=node.line, end=node.last_line, rule="title"))
    elif BANNER.match(text):
        sink.put(Furniture(line=node.line, end=node.last_line, rule="index-banner"))
    elif text:
        sink.put(Heading(line=node.line, end=node.last_line, text=text, level=level))
    if not marks.words_only(node):
        # It was never closed, and holds what follows.
        walk(reading, node.contents[len(lead) :], node.line, sink, place)


def take_operation(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """Method and path."""
    found = rendered.operation(node)
    assert found is not None
    sink.put(MethodPath(line=node.line, end=node.last_line, method=found[0], path=found[1]))


# Fields


def take_field(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """A field with its description and children; a field without a name has an empty one."""
    head = next((child for child in elements(node) if child.head is not None), None)
    name, pills = head.head if head is not None and head.head is not None else ("", {})
    inner = Sink(words=[])
    walk(reading, [child for child in node.contents if child is not head], node.line, inner, Place())
    types = pills.get("type", [])
    type_text = next((text for text in types if read_type(text)), types[0] if types else None)
    known = type_text is not None and read_type(type_text) is not None
    if not name:
        reading.report("W083", node.line)
    elif type_text is not None and not known and not STATUS_NAME.fullmatch(name):
        reading.report("W011", node.line, type=type_text, name=name)
    notes = [text for text in types if text != type_text] + pills.get("note", [])
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


def take_table(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """A table; the first row is its header where it is marked so. Words outside its cells stand above it."""
    put_words(rendered.loose_words(node, "td", "th"), node.line, node.line, sink)
    found = [row for row in inside(node) if row.name == "tr"]
    rows = tuple(TableRow(line=row.line, cells=rendered.cells_of(row)) for row in found)
    headed = bool(found) and all(cell.name == "th" for cell in elements(found[0]))
    header, rows = (rows[0].cells, rows[1:]) if headed else ((), rows)
    sink.put(Table(line=node.line, end=node.last_line, header=header, rows=rows, title=place.label))


def take_list(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """A list is prose, an item a line. Words outside its items stand above it."""
    put_words(rendered.loose_words(node, "li"), node.line, node.line, sink)
    lines = rendered.list_lines(node)
    if lines:
        sink.put(Prose(line=node.line, end=node.last_line, text="\n".join(lines)))


# Labels: tabs and accordions


def tell(label: str, nodes: Sequence[PageElement], line: int, sink: Sink) -> bool:
    """Put the label of what stands under it, where it is not the title of samples or tables: a status opens an answer."""
    kinds = marks.kinds_of(nodes)
    fields = "field" in kinds or holds_table(nodes)
    status = STATUS.fullmatch(label) if fields else None
    if not label or "words" not in kinds or ("sample" in kinds and "field" not in kinds and status is None):
        return False
    sink.put(Heading(line=line, end=line, text=status[1] if status else label))
    if status and status[2]:
        sink.put(Prose(line=line, end=line, text=status[2]))
    return True


def holds_table(nodes: Iterable[PageElement]) -> bool:
    """Whether a table, perhaps of fields, stands among nodes."""
    return any(isinstance(node, Element) and (node.name == "table" or node.find("table") is not None) for node in nodes)


def take_group(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """What is in a group, each panel under its label; where there is no choice, all of it under the bar's own words."""
    bar = marks.bar_of(node)
    assert bar is not None
    label, panels, missing = rendered.labels_of(bar, node)
    sink.put(Furniture(line=bar.line, end=bar.last_line, rule="bar"))
    for title in missing:
        reading.report("W096", bar.line, title=title)
    content = [child for child in node.contents if child is not bar]
    if label and not panels:
        tell(label, content, bar.line, sink)
    inner = replace(place, label=label or place.label, panels={**place.panels, **panels})
    walk(reading, content, node.line, sink, inner)


def take_panel(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """What a tab shows, under its label."""
    label = place.panels.get(id(node))
    if label:
        tell(label, node.contents, node.line, sink)
    walk(reading, node.contents, node.line, sink, replace(place, label=label or place.label))


def take_disclosure(reading: Reading, node: Element, sink: Sink, place: Place) -> None:
    """What an accordion holds, under its title; the button that shows the children of a field is none."""
    opener = marks.opener_of(node)
    assert opener is not None
    named = words(parts(opener, "accordion-title"))
    title = named or (words(opener) if marks.words_only(opener) else "")
    content = [child for child in node.contents if child is not opener or not marks.words_only(opener)]
    content = [*parts(opener, "accordion-description"), *content]
    sink.put(Furniture(line=opener.line, end=opener.last_line, rule="opener"))
    if "words" not in marks.kinds_of(content):
        reading.report("W095", node.line, title=title)
    if named or (sink.words is None and node.part != "expandable"):
        tell(title, content, opener.line, sink)
    walk(reading, content, node.line, sink, replace(place, label=title or place.label))


Predicate = Callable[[Element], object]
Builder = Callable[[Reading, Element, Sink, Place], None]

#: Tried in this order at each element of the content.
RULES: tuple[tuple[str, Predicate, Builder], ...] = (
    ("field", lambda node: node.field, take_field),
    ("sample", marks.is_sample, take_sample),
    ("heading", rendered.is_heading, take_heading),
    ("header", marks.is_header, take_header),
    ("table", lambda node: node.name == "table" and marks.words_only(node), take_table),
    ("list", lambda node: node.name in ("ul", "ol") and marks.words_only(node), take_list),
    ("control", marks.is_control, skip("control")),
    ("tip", rendered.is_tip, skip("tip")),
    ("bar", marks.is_bar, skip("bar")),
    ("group", marks.bar_of, take_group),
    ("panel", rendered.is_panel, take_panel),
    ("navigation", marks.is_navigation, skip("navigation")),
    ("footer", marks.is_footer, skip("footer")),
    ("feedback", marks.is_feedback, skip("feedback")),
    ("site", marks.is_site, skip("site")),
    ("disclosure", marks.opener_of, take_disclosure),
    ("operation", rendered.operation, take_operation),
)


#: Elements that are nothing by themselves, and the rules that can fit one of them that has no attributes.
BARE = frozenset({"div", "p", "span", "section"})
BARE_RULES = tuple(rule for rule in RULES if rule[0] in ("field", "group", "disclosure", "operation"))


def rule_of(node: Element) -> Builder | None:
    """The builder of the first rule that fits an element."""
    rules = BARE_RULES if not node.attrs and node.name in BARE else RULES
    for _, fits, build in rules:
        if fits(node):
            return build
    return None
