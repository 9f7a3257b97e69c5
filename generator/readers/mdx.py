"""MDX to a tree: the source of a page in, its components, fences and runs of Markdown out, each with its place in the text.

What the official parser refuses is still read. A tag that is never closed ends where what follows is better read beside it: at the
next heading, at the next field or part of its own kind, at the end of the component around it. A closing tag without an opening one
is reported and passed over.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.readers import tags
from generator.readers.tags import FIELDS, KNOWN, Broken, Fence, Foreign, Hidden, Tag, Text, Token, looks_like_field

MAX_DEPTH = 100

_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]", re.MULTILINE)

#: Authors mix these up, and the pages are shown all the same.
_TWINS = {"RequestExample": "Example", "ResponseExample": "Example"}


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


Node = Text | Fence | Hidden | Broken | Foreign | Component


@dataclass(slots=True)
class Document:
    """A parsed page: its nodes, and as pairs of offset and name the tags that close nothing, are never closed, or stand too deep."""

    nodes: list[Node] = field(default_factory=list)
    unopened: list[tuple[int, str]] = field(default_factory=list)
    unclosed: list[tuple[int, str]] = field(default_factory=list)
    too_deep: list[tuple[int, str]] = field(default_factory=list)


class Lines:
    """Offsets of a text to 1-based line numbers, and to the column at which what is on the line begins."""

    def __init__(self, text: str, first: int = 1) -> None:
        self.text = text
        self.first = first
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> int:
        """The line of an offset."""
        return self.first + bisect_right(self.starts, offset) - 1

    def indent(self, offset: int) -> int:
        """How far the line of an offset is indented."""
        start = self.starts[bisect_right(self.starts, offset) - 1]
        blank = _BLANKS.match(self.text, start)
        assert blank is not None
        return len(blank[0].expandtabs(4))


_BLANKS = re.compile(r"[ \t]{0,200}")


def parse(text: str) -> Document:
    """The tree of a page."""
    items = list(tags.tokens(text))
    document = Document()
    closed = partners(items, document)
    lines = Lines(text)
    stack: list[Component] = []
    for index, item in enumerate(items):
        if isinstance(item, Tag) and item.closing:
            if index in closed:
                close(item, stack)
        elif isinstance(item, Tag):
            component = Component(
                name=item.name,
                start=item.start,
                end=item.end,
                attributes=item.attributes,
                expressions=item.expressions,
                closed=item.empty or index in closed,
            )
            end_unclosed(stack, component, lines)
            into(stack, document).append(component)
            if not component.closed:
                document.unclosed.append((item.start, f"<{item.name}>"))
            if len(stack) == MAX_DEPTH and not item.empty:
                document.too_deep.append((item.start, item.name))
                closed.pop(closed.pop(index, -1), None)  # its end is passed over with it
            elif not item.empty:
                stack.append(component)
        else:
            for piece in split_at_heading(item) if not_closed(stack) else (item,):
                if isinstance(piece, Text) and _HEADING.match(piece.text.lstrip()):
                    while stack and not stack[-1].closed:
                        stack.pop()
                into(stack, document).append(piece)
                extend(stack, piece.end)
    return document


def into(stack: Sequence[Component], document: Document) -> "list[Node]":
    """The list that the next node goes into."""
    return stack[-1].children if stack else document.nodes


def not_closed(stack: Sequence[Component]) -> bool:
    """Whether the innermost component is never closed."""
    return bool(stack) and not stack[-1].closed


def extend(stack: Sequence[Component], end: int) -> None:
    """A component that is never closed goes as far as what is in it."""
    for component in reversed(stack):
        if component.closed:
            break
        component.end = max(component.end, end)


def partners(items: Sequence[Token], document: Document) -> dict[int, int]:
    """Which opening tag belongs to which closing one, by their indexes and both ways; a closing tag without one is noted.

    A closing tag belongs to the innermost open one of its name; those inside that one are never closed.
    """
    found: dict[int, int] = {}
    opened: list[tuple[int, str]] = []
    names: Counter[str] = Counter()
    for index, item in enumerate(items):
        if not isinstance(item, Tag) or item.empty:
            continue
        name = _TWINS.get(item.name, item.name)
        if not item.closing:
            opened.append((index, name))
            names[name] += 1
        elif not names[name]:
            document.unopened.append((item.start, item.name))
        else:
            while True:
                other, inner = opened.pop()
                names[inner] -= 1
                if inner == name:
                    break
            found[other], found[index] = index, other
    return found


def close(tag: Tag, stack: list[Component]) -> None:
    """Close the component that a closing tag belongs to, and those inside it that are never closed."""
    while stack:
        component = stack.pop()
        if component.closed:
            component.end = tag.end
            extend(stack, tag.end)
            break


def end_unclosed(stack: list[Component], following: Component, lines: Lines) -> None:
    """End the components that are never closed and that the next one stands beside: by what they are and how far they are indented."""
    indent = lines.indent(following.start)
    while stack and not stack[-1].closed:
        above = stack[-1]
        outer = lines.indent(above.start)
        if indent > outer or (indent == outer and not alike(above, following)):
            break
        stack.pop()
    extend(stack, following.end)


def alike(one: Component, other: Component) -> bool:
    """Whether two components are of one kind, of which one does not stand directly in the other: both fields, or of one name."""
    return one.name == other.name or (is_field(one) and is_field(other))


def is_field(component: Component) -> bool:
    """Whether a component documents a field."""
    return component.name in FIELDS or (component.name not in KNOWN and looks_like_field(component.attributes))


def split_at_heading(
    item: Text | Fence | Hidden | Broken | Foreign,
) -> "Iterator[Text | Fence | Hidden | Broken | Foreign]":
    """A run of text as what stands above its first heading and the rest; anything else as it is."""
    heading = _HEADING.search(item.text) if isinstance(item, Text) else None
    if not isinstance(item, Text) or heading is None or not item.text[: heading.start()].strip():
        yield item
        return
    at = item.start + heading.start()
    yield Text(start=item.start, end=at, text=item.text[: heading.start()])
    yield Text(start=at, end=item.end, text=item.text[heading.start() :])
