"""An HTML page to the trees that the `html` reader walks.

lxml parses the page once and finds the content; BeautifulSoup gets only that, grown from lxml's tree instead of parsed a second time,
because its own lxml builder tells no line numbers and most of a page is navigation and icons.
"""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import Tag
from lxml import etree  # type: ignore[import-untyped]

from generator.pages import Page
from generator.readers import heads, marks
from generator.readers.cuts import cut_line
from generator.readers.dom import Element
from generator.readers.source import (
    FORMATS,
    SILENT,
    all_text,
    is_anchor,
    is_box,
    is_control,
    is_empty,
    is_silent,
    language_of,
    text_of,
    told_by,
)

#: Elements below the content that are kept as elements; the words of deeper ones go to the last that is kept.
MAX_DEPTH = 200
#: The most attributes of an element; the parser takes the square of their number, which only a long page makes long.
MAX_ATTRIBUTES = 1000
CROWDED_PAGE = 1 << 17
#: A start tag without its last character; values that are longer are those of pictures, and no crowd.
START_TAG = re.compile(r"""(<[a-zA-Z][^\s<>"']*+)(?>[^<>"']++|"[^"]{0,300}+"|'[^']{0,300}+')++""")

#: Where the content of a page is, best first; the last always exists. A place without words is none.
CONTENT = tuple(
    etree.XPath(f"//*[{test}][not(ancestor::*[{test}])]")
    for test in (
        "@id='content-area'",
        "@id='content-container'",
        "self::main or @role='main'",
        "self::article",
        "@id='content'",
        "self::body",
        "not(parent::*)",
    )
)
#: Areas beside the content that some layouts put samples into.
SIDES = etree.XPath("//*[@id='content-side-layout'][not(ancestor::*[@id='content-side-layout'])]")

#: What only an endpoint's content has; it stands outside of it where tags of the page do not match.
_STRAY = "descendant-or-self::pre | descendant-or-self::*[starts-with(@data-component-part, 'field-')]"
STRAYS, COUNT_STRAYS = etree.XPath(_STRAY), etree.XPath(f"count({_STRAY})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The content, in one tree or several, and the areas beside it; no content where the page holds no element.

    `cut_line` is where the page breaks off, null where it is whole. `deep_line` is where elements were first nested too deeply to be
    kept, `stopped_line` where the parser itself gave up. `crowds` are the lines of elements whose attributes are too many to be read,
    and how many they have.
    """

    contents: tuple[Element, ...]
    cut_line: int | None
    sides: tuple[Element, ...] = ()
    deep_line: int | None = None
    stopped_line: int | None = None
    stray_line: int | None = None
    crowds: tuple[tuple[int, int], ...] = ()


def parse(page: Page) -> Document:
    """The trees of a page; broken HTML gives what can be read of it."""
    # The parser's own limit of 256 would drop the rest of the page; with `huge_tree` it is 2048, and ours comes first.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    text = "\n".join(page.lines)
    crowds: list[tuple[int, int]] = []
    if len(text) > CROWDED_PAGE:
        text = START_TAG.sub(partial(thinned, crowds), text)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return Document(contents=(), cut_line=cut_line(text, None))
    if "cfemail" in text or "email-protection" in text:
        show_addresses(root)
    main = content_of(root)
    around = {above for area in main for above in (area, *area.iterancestors())}
    sides = [
        area for area in SIDES(root) if area not in around and around.isdisjoint(set(area.iterancestors()) & set(main))
    ]
    builders = [Grower(area) for area in (*main, *sides)]
    trees = [builder.grow() for builder in builders]
    deep = [builder.deep_line for builder in builders if builder.deep_line is not None]
    # A page gives hundreds of errors, one for each icon; only the one that ends the parsing is looked at.
    last = parser.error_log.last_error
    return Document(
        contents=tuple(filter(None, trees[: len(main)])),
        cut_line=cut_line(text, root),
        sides=tuple(filter(None, trees[len(main) :])),
        crowds=tuple(crowds),
        deep_line=min(deep, default=None),
        stray_line=stray_line(root, {*main, *sides}),
        stopped_line=last.line if last is not None and last.type_name == "ERR_RESOURCE_LIMIT" else None,
    )


def stray_line(root: Any, read: set[Any]) -> int | None:
    """The line of the first part of a field or sample that stands outside of all that is read; null where there is none."""
    if COUNT_STRAYS(root) == sum(COUNT_STRAYS(area) for area in read):
        return None
    strays = (node for node in STRAYS(root) if read.isdisjoint((node, *node.iterancestors())))
    first = next(strays, None)
    return None if first is None else first.sourceline or 1


def thinned(crowds: list[tuple[int, int]], tag: re.Match[str]) -> str:
    """A start tag, or one without its attributes where they are too many; the line ends in it stay. Those are noted."""
    size = len(tag[0].split()) - 1
    if size <= MAX_ATTRIBUTES:
        return tag[0]
    crowds.append((tag.string.count("\n", 0, tag.start()) + 1, size))
    return tag[1] + " " + "\n" * tag[0].count("\n")


def content_of(root: Any) -> list[Any]:
    """The lxml elements that hold the content of a page."""
    found = ([area for area in place(root) if has_words(area)] for place in CONTENT)
    return next(filter(None, found), [root])


def has_words(node: Any) -> bool:
    """Whether there are words in an lxml element."""
    return any(
        (text.text and text.tag not in SILENT and text.text.strip())
        or (text.tail and text is not node and text.tail.strip())
        for text in node.iter(etree.Element)
    )


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
        self.kept: list[Element | None] = []
        self.opened: list[Element] = []

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
        silent = (
            (tag in SILENT and is_silent(node))
            or (tag == "a" and is_anchor(node))
            or (tag == "button" and is_control(node))
        )
        attributes = {} if silent else told_by(node)
        if silent or (tag == "div" and not attributes and is_empty(node)):
            self.kept.append(None)
            return True
        looks_only = not attributes and (tag in FORMATS or (tag == "div" and is_box(node)))
        if looks_only or len(self.opened) >= MAX_DEPTH:
            self.deep_line = self.deep_line if looks_only else self.deep_line or self.line
            self.kept.append(None)
            if (written := node.text) is not None:
                self.say(written, written)
            return False
        element = self.open(node, attributes)
        text = text_of(node, attributes) if attributes or tag == "pre" else None
        if heads.is_head(tag, attributes):
            element.head, closed = heads.head_of(node)
            text = all_text(node) if closed else None
        if text is None:
            if (written := node.text) is not None:
                self.say(written, written)
            return False
        # The text of a sample may lack line ends that its source has.
        self.say(text, all_text(node) if tag == "pre" else text)
        return True

    def open(self, node: Any, attributes: dict[str, str]) -> Element:
        """An element of the tree, begun; a sample's element says its language, which the markup may say further inside."""
        if node.tag == "pre":
            attributes["language"] = language_of(node)
        assert self.soup is not None
        element = self.soup.handle_starttag(str(node.tag), None, None, {})
        assert isinstance(element, Element)
        # They are strings already: BeautifulSoup would look at each of them once more.
        element.attrs = dict(attributes)
        element.line = element.last_line = self.line
        element.part = attributes.get("data-component-part", "")
        element.role = attributes.get("role", "")
        self.kept.append(element)
        self.opened.append(element)
        return element

    def finish(self, node: Any) -> None:
        """Close an element and hand on the words behind it."""
        element = self.kept.pop()
        if element is not None:
            element.last_line = self.line
            assert self.soup is not None
            # What `handle_endtag` does, without a search for the element that is open.
            if self.soup.current_data:
                self.soup.endData()
            self.soup.popTag()
            self.opened.pop()
            marks.note(element, self.opened[-1] if self.opened else None)
        if self.kept and (behind := node.tail) is not None:
            self.say(behind, behind)

    def say(self, words: str | None, source: str | None) -> None:
        """Hand words on, and count the lines of the source that they stand in."""
        if words:
            assert self.soup is not None
            self.soup.handle_data(words)
            if self.opened and not words.isspace():
                self.opened[-1].has |= marks.WORDS
        if source:
            self.line += source.count("\n")
