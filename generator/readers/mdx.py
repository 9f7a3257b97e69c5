"""MDX to a tree: the source of a page in, its components, fences and runs of Markdown out, each with its place in the text.

Only what carries structure is taken apart: fields, what may hold fields or samples, callouts, fences. Everything else (links, line
breaks, components of the author's own) stays in the text for the Markdown parser. What the official parser refuses is still read: a
tag that is never closed ends where its parent ends, a closing tag without an opening one is reported and passed over.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

FIELDS = frozenset({"ParamField", "ResponseField", "Param", "Property"})
CALLOUTS = frozenset({"Note", "Warning", "Info", "Tip", "Check", "Danger", "Callout", "Banner"})
CONTAINERS = frozenset(
    {
        "Accordion",
        "AccordionGroup",
        "Card",
        "CardGroup",
        "CodeGroup",
        "Column",
        "Columns",
        "Expandable",
        "Frame",
        "Panel",
    }
    | {"RequestExample", "ResponseExample", "Step", "Steps", "Tab", "Tabs", "Update", "View"}
)
KNOWN = FIELDS | CALLOUTS | CONTAINERS
MAX_DEPTH = 100

_FENCE = re.compile(r"^[ \t]*(?:[-*+] +)?(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^\n`]*)$", re.MULTILINE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Z][\w.]*)")
_COMMENT = re.compile(r"\{/\*.*?\*/\}|<!--.*?-->", re.DOTALL)
_MODULE_LINE = re.compile(r"^(?:import\s.+?\sfrom\s+['\"].*|export\s+(?:const|default|function)\b.*)$", re.MULTILINE)
_ATTRIBUTE = re.compile(
    r"\s*(?P<name>[A-Za-z_][\w:.-]*)(?P<value>\s*=\s*(?P<quoted>\"[^\"]*\"|'[^']*')|\s*=\s*(?=\{))?"
)
_END = re.compile(r"\s*(?P<empty>/?)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A run of Markdown; `start` and `end` are offsets in the source."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """A fenced block: its info line, its content and where the content starts; `closed` is false where its end is missing."""

    start: int
    end: int
    info: str
    text: str
    text_start: int
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A comment, an import or the like, which readers of the page never see."""

    start: int
    end: int


@dataclass(slots=True)
class Component:
    """A component with its attributes (null for one without a value; expressions without their braces) and its children."""

    name: str
    start: int
    end: int
    attributes: dict[str, str | None]
    expressions: frozenset[str] = frozenset()
    children: "list[Node]" = field(default_factory=list)
    closed: bool = True


Node = Text | Fence | Hidden | Component


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """An opening, closing or empty tag."""

    name: str
    start: int
    end: int
    closing: bool
    empty: bool
    attributes: dict[str, str | None]
    expressions: frozenset[str]


@dataclass(slots=True)
class Document:
    """A parsed page: its nodes, and the places of tags that fit nowhere, as pairs of offset and name."""

    nodes: list[Node] = field(default_factory=list)
    unopened: list[tuple[int, str]] = field(default_factory=list)
    unclosed: list[tuple[int, str]] = field(default_factory=list)


class Lines:
    """Offsets of a text to 1-based line numbers."""

    def __init__(self, text: str, first: int = 1) -> None:
        self.first = first
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> int:
        """The line of an offset."""
        return self.first + bisect_right(self.starts, offset) - 1


def parse(text: str) -> Document:
    """The tree of a page."""
    document = Document()
    stack: list[Component] = []
    for item in tokens(text):
        into = stack[-1].children if stack else document.nodes
        if not isinstance(item, Tag):
            into.append(item)
        elif item.closing:
            close(item, stack, document)
        else:
            component = Component(
                name=item.name,
                start=item.start,
                end=item.end,
                attributes=item.attributes,
                expressions=item.expressions,
            )
            into.append(component)
            if not item.empty and len(stack) < MAX_DEPTH:
                stack.append(component)
    for component in stack:
        component.closed, component.end = False, len(text)
        document.unclosed.append((component.start, component.name))
    return document


def close(tag: Tag, stack: list[Component], document: Document) -> None:
    """Close the innermost component of a tag's name, and those inside it that were never closed; report what fits nowhere."""
    depth = next((i for i in range(len(stack) - 1, -1, -1) if same(stack[i].name, tag.name)), None)
    if depth is None:
        document.unopened.append((tag.start, tag.name))
        return
    for component in stack[depth + 1 :]:
        component.closed, component.end = False, tag.start
        document.unclosed.append((component.start, component.name))
    stack[depth].end = tag.end
    del stack[depth:]


#: Authors mix these up, and the pages are shown all the same.
_TWINS = frozenset({"RequestExample", "ResponseExample"})


def same(opened: str, closed: str) -> bool:
    """Whether a closing tag closes a component."""
    return opened == closed or {opened, closed} == _TWINS


def tokens(text: str) -> Iterator[Text | Fence | Hidden | Tag]:
    """The tags, fences, comments and runs of text of a page, in order."""
    at = start = 0
    while at < len(text):
        found = next_item(text, at)
        if found is None:
            break
        if found.start > start and text[start : found.start].strip():
            yield Text(start=start, end=found.start, text=text[start : found.start])
        yield found
        at = start = found.end
    if text[start:].strip():
        yield Text(start=start, end=len(text), text=text[start:])


_NEXT = re.compile(
    r"(?P<fence>^[ \t]*(?:[-*+] +)?(?:`{3,}|~{3,})[^\n`]*$)|(?P<code>(?P<ticks>`+)[^`\n]*(?P=ticks))"
    r"|(?P<comment>\{/\*|<!--)|(?P<module>^(?:import|export)\s)|(?P<tag></?[A-Z])",
    re.MULTILINE,
)


def next_item(text: str, at: int) -> Fence | Hidden | Tag | None:
    """The next thing from an offset on that is no plain Markdown. Tags inside inline code are text."""
    for match in _NEXT.finditer(text, at):
        kind = match.lastgroup if match.lastgroup != "ticks" else "code"
        found: Fence | Hidden | Tag | None = None
        if match["fence"] is not None:
            found = fence(text, match.start())
        elif kind == "comment" and (comment := _COMMENT.match(text, match.start())):
            found = Hidden(start=comment.start(), end=comment.end())
        elif kind == "module" and (line := _MODULE_LINE.match(text, match.start())):
            found = Hidden(start=line.start(), end=line.end())
        elif kind == "tag":
            found = tag(text, match.start())
        if found is not None:
            return found
    return None


def fence(text: str, at: int) -> Fence:
    """The fenced block that starts at an offset; one without an end goes to the next closing tag on a line of its own, or to the end."""
    opening = _FENCE.match(text, at)
    assert opening is not None
    mark = opening["mark"]
    begin = min(opening.end() + 1, len(text))
    closing = re.compile(rf"^[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE).search(text, begin)
    if closing is not None:
        content, end = text[begin : closing.start()], closing.end()
    else:
        stop = re.compile(r"^[ \t]*</[A-Z]", re.MULTILINE).search(text, begin)
        end = stop.start() if stop else len(text)
        content = text[begin:end]
    return Fence(
        start=at, end=end, info=opening["info"].strip(), text=content, text_start=begin, closed=closing is not None
    )


def tag(text: str, at: int) -> Tag | None:
    """The tag at an offset, where it is of a known component or looks like a field; other tags are text."""
    opening = _TAG.match(text, at)
    if opening is None:
        return None
    name, place = opening["name"], opening.end()
    attributes: dict[str, str | None] = {}
    expressions: set[str] = set()
    while not (end := _END.match(text, place)):
        attribute = _ATTRIBUTE.match(text, place)
        if attribute is None or attribute.end() == place:
            return None
        key, place = attribute["name"], attribute.end()
        if attribute["quoted"] is not None:
            attributes.setdefault(key, attribute["quoted"][1:-1])
        elif attribute["value"] is not None:
            stop = end_of_expression(text, place)
            if stop is None:
                return None
            attributes.setdefault(key, text[place + 1 : stop - 1].strip())
            expressions.add(key)
            place = stop
        else:
            attributes.setdefault(key, None)
    if name not in KNOWN and not looks_like_field(attributes) and not opening["close"]:
        return None
    if (
        name not in KNOWN
        and opening["close"]
        and not re.search(rf"<{re.escape(name)}\b[^>]*\b(?:type|name)=", text[:at])
    ):
        return None
    return Tag(
        name=name,
        start=at,
        end=end.end(),
        closing=bool(opening["close"]),
        empty=bool(end["empty"]),
        attributes=attributes,
        expressions=frozenset(expressions),
    )


def looks_like_field(attributes: dict[str, str | None]) -> bool:
    """Whether a component of the author's own has the attributes of a field."""
    return "type" in attributes and bool({"name", "path", "query", "body", "header", "cookie"} & attributes.keys())


def end_of_expression(text: str, at: int) -> int | None:
    """The offset behind an expression in braces, strings in it passed over; null where it never ends."""
    depth = 0
    for match in re.compile(r"[{}]|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`").finditer(text, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] == "}":
            return match.end()
    return None
