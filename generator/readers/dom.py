"""An HTML page to the trees that the `html` reader walks: the content as BeautifulSoup elements that know their lines, and its words.

lxml parses the page once and finds the content; BeautifulSoup gets only that, grown from lxml's tree instead of parsed a second time,
because its own lxml builder tells no line numbers and most of a page is navigation and icons.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import NavigableString, PageElement, Tag
from lxml import etree  # type: ignore[import-untyped]

from generator.pages import Page

#: Elements below the content that are kept as elements; the words of deeper ones go to the last that is kept.
MAX_DEPTH = 200

#: Where the content of a page is, best first; the last always exists.
CONTENT = (
    "//*[@id='content-container']",
    "//main",
    "//*[@role='main']",
    "//article",
    "//*[@id='content']",
    "//body",
    "/*",
)
#: The usual content, and areas beside it that some layouts put samples into; one look at the page finds both.
AREAS = etree.XPath("//*[@id='content-area' or @id='content-side-layout']")

#: Elements whose insides are no words of the page.
SILENT = frozenset(
    {"canvas", "head", "iframe", "noscript", "object", "script", "select", "style", "svg", "template"} | {"textarea"}
)
#: The attributes and the classes that rules look at; the others are for looks.
ATTRIBUTES = frozenset(
    {"id", "role", "language", "start", "data-component-part", "data-as", "data-testid", "aria-label", "aria-level"}
    | {"aria-expanded", "aria-haspopup", "aria-hidden", "aria-labelledby", "aria-selected"}
)
CLASSES = frozenset({"method-pill", "param-head", "feedback-toolbar", "request-example", "response-example"})
#: Elements that only change how words look.
FORMATS = frozenset(
    {"a", "b", "strong", "em", "i", "code", "small", "sub", "sup", "kbd", "mark", "u", "s", "del", "ins"}
)
#: Ids of what stands on every page.
SITE = frozenset({"navbar", "sidebar", "pagination", "table-of-contents", "page-context-menu"})
#: What shows that a `pre` was never closed and swallowed the page behind it.
SWALLOWED = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "details", "header", "footer", "pre")
#: Elements that begin and end a line of words.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "dd", "details", "dialog", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
    | {"ul"}
)
#: Characters that are written into headings and names and show nothing.
INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
STARTS = re.compile(r"(?i)<!doctype html|<html[\s>]")
ENDS = re.compile(r"(?i)</html\s*>\s*$")


class Element(Tag):
    """A tag of the content; `line` is where its start tag ends, `last_line` where its end tag begins.

    `part` is what the page's components call it; that and its role are asked for most often, so they are kept at hand.
    """

    line: int = 1
    last_line: int = 1
    part: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The content and the areas beside it, null where the page holds no element.

    `cut` is true where the page lacks its end. `deep_line` is where elements were first nested too deeply to be kept, `stopped_line`
    where the parser itself gave up.
    """

    content: Element | None
    cut: bool
    sides: tuple[Element, ...] = ()
    deep_line: int | None = None
    stopped_line: int | None = None


def parse(page: Page) -> Document:
    """The trees of a page; broken HTML gives what can be read of it."""
    # The parser's own limit of 256 would drop the rest of the page; with `huge_tree` it is 2048, and ours comes first.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    text = "\n".join(page.lines)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return Document(content=None, cut=is_cut(page))
    if "cfemail" in text or "email-protection" in text:
        show_addresses(root)
    areas = AREAS(root)
    main = [area for area in areas if area.get("id") == "content-area"] or next(filter(None, map(root.xpath, CONTENT)))
    sides = [area for area in areas if area.get("id") != "content-area" and outside(area, main[0])]
    builders = [Grower(area) for area in (main[0], *sides)]
    trees = [builder.grow() for builder in builders]
    deep = [builder.deep_line for builder in builders if builder.deep_line is not None]
    # A page gives hundreds of errors, one for each icon; only the one that ends the parsing is looked at.
    last = parser.error_log.last_error
    return Document(
        content=trees[0],
        cut=is_cut(page),
        sides=tuple(tree for tree in trees[1:] if tree is not None),
        deep_line=min(deep, default=None),
        stopped_line=last.line if last is not None and last.type_name == "ERR_RESOURCE_LIMIT" else None,
    )


def outside(one: Any, other: Any) -> bool:
    """Whether an lxml element is neither above nor below another."""
    return other not in one.iterancestors() and one not in other.iterancestors()


def show_addresses(root: Any) -> None:
    """Write the mail addresses that Cloudflare hides from programs back into the words of an lxml tree."""
    for element in root.xpath("//*[@data-cfemail] | //a[contains(@href, '/email-protection#')]"):
        secret = element.get("data-cfemail") or element.get("href").partition("#")[2]
        address, shown = revealed(secret), all_text(element)
        if address and ("protected" in shown or not shown.strip()):
            for child in list(element):
                element.remove(child)
            element.text = address


def revealed(secret: str) -> str | None:
    """A hidden address: the first byte is the key of all others; null where it is none."""
    try:
        key, *hidden = bytes.fromhex(secret)
        return bytes(byte ^ key for byte in hidden).decode("utf-8") or None
    except ValueError:
        return None


class Grower(LXMLTreeBuilder):
    """Builds a BeautifulSoup tree out of an lxml element, leaving out what says nothing."""

    def __init__(self, root: Any) -> None:
        super().__init__(multi_valued_attributes=None)
        self.root = root
        self.line: int = root.sourceline or 1
        self.deep_line: int | None = None
        self.depth = 0
        self.kept: list[Element | None] = []

    def grow(self) -> Element | None:
        """The tree; null where the element itself is left out."""
        soup = BeautifulSoup("", builder=self, element_classes={Tag: Element})
        return next((child for child in soup.children if isinstance(child, Element)), None)

    def feed(self, markup: object) -> None:
        """Hand the lxml element to BeautifulSoup, event by event. The markup is not used."""
        walk = etree.iterwalk(self.root, events=("start", "end"))
        for event, node in walk:
            if event == "start":
                if self.begin(node):
                    walk.skip_subtree()
            else:
                self.finish(node)

    def begin(self, node: Any) -> bool:
        """Open an element; true where its insides are left out or already handed on."""
        # libxml2 counts to 65535; from there on the line ends in the words are counted.
        self.line = max(self.line, node.sourceline or 1)
        tag = node.tag
        silent = tag in SILENT or (tag == "a" and is_anchor(node))
        attributes = {} if silent else told_by(node)
        if silent or (tag == "div" and not attributes and is_empty(node)):
            self.kept.append(None)
            return True
        looks_only = not attributes and tag in FORMATS
        if looks_only or self.depth >= MAX_DEPTH:
            self.deep_line = self.deep_line if looks_only else self.deep_line or self.line
            self.kept.append(None)
            self.say(node.text, node.text)
            return False
        self.open(node, attributes)
        text = text_of(node, attributes) if attributes or tag == "pre" else None
        if text is None:
            self.say(node.text, node.text)
            return False
        self.say(text, all_text(node))
        return True

    def open(self, node: Any, attributes: dict[str, str]) -> None:
        """Begin an element of the tree; a sample's element says its language, which the markup may say further inside."""
        if node.tag == "pre":
            attributes["language"] = language_of(node)
        assert self.soup is not None
        element = self.soup.handle_starttag(str(node.tag), None, None, dict(attributes))
        assert isinstance(element, Element)
        element.line = element.last_line = self.line
        element.part = attributes.get("data-component-part", "")
        element.role = attributes.get("role", "")
        self.kept.append(element)
        self.depth += 1

    def finish(self, node: Any) -> None:
        """Close an element and hand on the words behind it."""
        element = self.kept.pop()
        if element is not None:
            element.last_line = self.line
            self.depth -= 1
            assert self.soup is not None
            self.soup.handle_endtag(element.name)
        if self.kept:
            self.say(node.tail, node.tail)

    def say(self, words: str | None, source: str | None) -> None:
        """Hand words on, and count the lines of the source that they stand in."""
        if words:
            assert self.soup is not None
            self.soup.handle_data(words)
        if source:
            self.line += source.count("\n")


def told_by(node: Any) -> dict[str, str]:
    """The attributes of an lxml element that rules look at."""
    names: list[str] = node.keys()
    found = {name: str(node.get(name)) for name in names if name in ATTRIBUTES}
    marks = [name for name in node.get("class", "").split() if name in CLASSES]
    if marks:
        found["class"] = " ".join(marks)
    return found


def text_of(node: Any, attributes: dict[str, str]) -> str | None:
    """The text of an lxml element whose insides only dress it: a sample, a tab, a pill, a part of the site; null for others."""
    if node.tag == "pre":
        # One that was never closed holds the page behind it.
        return sample_text(node) if len(list(islice(node.iter(*SWALLOWED), 2))) == 1 else None
    if attributes.get("id") in SITE or attributes.get("class") == "feedback-toolbar":
        written = node.xpath("boolean(.//pre | .//table | .//details | .//@data-component-part)")
        return None if written else all_text(node)
    pill = len(node) == 1 and attributes.get("data-component-part", "").endswith("-pill")
    return all_text(node) if pill or attributes.get("role") == "tab" else None


def is_empty(node: Any) -> bool:
    """Whether an lxml element that tells nothing itself is a box around nothing, or around an icon or a link to its own place."""
    if len(node) > 1 or (node.text or "").strip():
        return False
    return not len(node) or ((node[0].tag in SILENT or is_anchor(node[0])) and not (node[0].tail or "").strip())


def is_anchor(node: Any) -> bool:
    """Whether an lxml element is the empty link to a heading or field itself."""
    return node.tag == "a" and node.get("href", "").startswith("#") and not INVISIBLE.sub("", all_text(node)).strip()


def language_of(node: Any) -> str:
    """The language of a sample in lower case, wherever the markup says it; empty where it does not."""
    for part in islice(node.iter("pre", "code"), 2):
        named = part.get("language") or part.get("data-language")
        in_class = re.search(r"(?:^|\s)lang(?:uage)?-([\w+#-]+)", part.get("class", ""))
        if named or in_class:
            return str(named or (in_class and in_class[1])).strip().lower()
    return ""


def sample_text(node: Any) -> str:
    """The text of a sample; lines that only the layout breaks are broken here."""
    text = all_text(node)
    if "\n" in text:
        return text
    lines = [part for part in node.iter("span") if "line" in part.get("class", "").split()]
    return "\n".join(map(all_text, lines)) if len(lines) > 1 else text


def all_text(node: Any) -> str:
    """The text of an lxml element and of all that is in it."""
    return str(etree.tostring(node, method="text", encoding="unicode", with_tail=False))


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
    return name in attribute(node, "class").split()


def starts_line(node: Tag) -> bool:
    """Whether an element begins a line of its own."""
    return node.name in BLOCKS or attribute(node, "data-as") == "p"


def around_last_words(root: Element) -> frozenset[int]:
    """The identities of the elements that the last words below an element stand in."""
    last = None
    for node in root.descendants:
        if isinstance(node, NavigableString) and node.strip():
            last = node
    return frozenset(id(above) for above in last.parents) if last is not None else frozenset()


def is_cut(page: Page) -> bool:
    """Whether a whole document lacks its end."""
    end = next((line for line in reversed(page.lines) if line.strip()), "")
    return any(STARTS.search(line) for line in page.lines[:5]) and not ENDS.search(end)


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
