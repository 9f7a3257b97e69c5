"""The elements that the `html` reader walks: BeautifulSoup's, which know their lines, what is in them, and their words."""

import re
from collections.abc import Iterable, Iterator

from bs4.element import NavigableString, PageElement, Tag

#: Ids of what stands on every page.
SITE = frozenset({"navbar", "sidebar", "pagination", "table-of-contents", "page-context-menu"})
#: Elements that begin and end a line of words.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "dd", "details", "dialog", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
    | {"ul"}
)
#: Characters that are written into headings and names and show nothing.
INVISIBLE = re.compile("[\u200b\u2060\ufeff]")


#: The name of a field, and the texts of its pills by what they say.
Head = tuple[str, dict[str, list[str]]]


class Element(Tag):
    """A tag of the content; `line` is where its start tag ends, `last_line` where its end tag begins.

    `part` is what the page's components call it; that and its role are asked for most often, so they are kept at hand. What is in it is
    noted while the tree grows, so that no rule looks through the same elements twice: `field` where it is one, `one_line` where nothing
    in it begins a line, `has` for what else is in it. `head` is what the head of a field says, null for all other elements.
    """

    line: int = 1
    last_line: int = 1
    part: str = ""
    role: str = ""
    field: bool = False
    one_line: bool = True
    has: frozenset[str] = frozenset()
    head: Head | None = None


def elements(node: Tag) -> Iterator[Element]:
    """The elements directly below one."""
    return (child for child in node.contents if isinstance(child, Element))


def inside(node: Tag) -> Iterator[Element]:
    """All elements below one, in reading order."""
    return (child for child in node.descendants if isinstance(child, Element))


def attribute(node: Tag, name: str) -> str:
    """The text of an attribute, empty where there is none."""
    value = node.attrs.get(name)
    return value if isinstance(value, str) else ""


def has_class(node: Tag, name: str) -> bool:
    """Whether an element has a class."""
    return bool(node.attrs) and name in attribute(node, "class").split()


def starts_line(node: Tag) -> bool:
    """Whether an element begins a line of its own."""
    return node.name in BLOCKS or attribute(node, "data-as") == "p"


def around_last_words(root: Element) -> frozenset[int]:
    """The identities of the elements that the last words below an element stand in."""
    last = next(
        (node for node in reversed(list(root.descendants)) if isinstance(node, NavigableString) and node.strip()), None
    )
    return frozenset(id(above) for above in last.parents) if last is not None else frozenset()


def words(nodes: PageElement | Iterable[PageElement]) -> str:
    """The words of nodes as a browser shows them: blanks run together, blocks set apart, `br` a line end."""
    lines: list[list[str]] = [[]]
    home: PageElement | None = None
    for node in [nodes] if isinstance(nodes, PageElement) else nodes:
        for piece in (node, *(node.descendants if isinstance(node, Tag) else ())):
            if isinstance(piece, NavigableString):
                block = block_of(piece)
                lines[-1].append(str(piece) if block is home else f" {piece}")
                home = block
            elif isinstance(piece, Tag) and piece.name == "br":
                lines.append([])
    flat = [" ".join(INVISIBLE.sub("", "".join(line)).split()) for line in lines]
    return "\n".join(flat).strip()


def block_of(node: PageElement) -> PageElement | None:
    """The nearest element above a node that begins a line of its own."""
    above = node.parent
    while above is not None and above.name not in BLOCKS:
        above = above.parent
    return above
