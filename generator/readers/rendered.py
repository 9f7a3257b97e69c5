"""Single parts of a rendered page: an element in, what it says out. Which part is where is decided by the rules of `html`.

The head of a field, the bar above samples or tabs, the method bar, a list, a sample; all are told by structure, by roles and by the names
that the page's components carry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count, islice

from bs4.element import NavigableString, PageElement, Tag

from generator.messages import is_message
from generator.readers.dom import Element, attribute, elements, has_class, inside, words
from generator.readers.heads import CONTROLS
from generator.samples import CommandEnds, NotJson, json_ends, parse_json

HEADINGS = {f"h{level}": level for level in range(1, 7)}
METHODS = {name: name for name in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")} | {"DEL": "DELETE"}
PATH_START = re.compile(r"(?i)[/{]|https?:")
#: A paragraph that is a method and a path, and nothing else.
CALL = re.compile(rf"({'|'.join(METHODS)})\s+((?:/|https?://)\S*)")
ORIGIN = re.compile(r"(?i)https?://[^/]*")
CURL = re.compile(r"\s*curl(?:\s|$)")
SHELL_NOTE = re.compile(r"\s*(?:#.*)?")
JSON = frozenset({"json", "jsonc", "json5"})
MAYBE_JSON = frozenset({"", "text", "txt", "plaintext", "js", "javascript"})
#: A label that is the status of an answer, and words behind it.
STATUS = re.compile(r"([1-5]\d\d)(?:(?!\w)\W*(.*))?", re.DOTALL)
#: Parts and roles of lines of labels, and of what tabs show.
BARS = frozenset({"code-block-header", "code-group-tab-bar", "tablist", "tabs-list"})
PANELS = frozenset({"tab-content", "tabpanel"})
#: The most strings that a path is put together from.
MAX_PIECES = 200
LISTS = frozenset({"ul", "ol"})
#: What tables and lists are made of.
PARTS = LISTS | {"li", "table", "thead", "tbody", "tfoot", "tr", "td", "th"}


def parts(node: Element, name: str) -> list[Element]:
    """The elements below one that the components call by a name."""
    return [part for part in inside(node) if part.part == name]


def leaves(node: Element) -> list[Element]:
    """The elements below one that hold words themselves."""
    return [
        part
        for part in inside(node)
        if any(isinstance(child, NavigableString) and words(child) for child in part.contents)
    ]


def in_control(node: PageElement, above: Tag) -> bool:
    """Whether a node stands in a button or a menu below an element."""
    for parent in node.parents:
        if parent is above:
            return False
        if parent.name == "button" or parent.role in CONTROLS:
            return True
    return False


# Parts of the site, headings


def is_feedback(node: Element) -> bool:
    """Whether an element asks what readers think of the page."""
    return has_class(node, "feedback-toolbar") or attribute(node, "id").startswith("feedback-thumbs")


def is_control(node: Element) -> bool:
    """Whether an element is a button of the site and not a term in the text."""
    return node.name == "button" and any(node.get(name) for name in ("aria-label", "data-testid", "aria-haspopup"))


def is_tip(node: Element) -> bool:
    """Whether an element is words that only show beside a button."""
    return node.name == "div" and attribute(node, "aria-hidden") == "true" and next(elements(node), None) is None


def is_heading(node: Element) -> bool:
    """Whether an element is a heading."""
    return node.name in HEADINGS or node.role == "heading"


# The method bar


def operation(node: Element) -> tuple[str, str] | None:
    """The method and the path in an element that holds a method above the pieces of a path."""
    named = next((child for child in elements(node) if has_class(child, "method-pill")), None)
    pill = named or next((child for child in elements(node) if (child.string or "").strip() in METHODS), None)
    method = METHODS.get(words(pill).upper()) if pill is not None else None
    path = path_behind(pill, node) if pill is not None and method else None
    return (method, path) if method and path else None


def path_behind(pill: Element, node: Element) -> str | None:
    """The path whose pieces stand behind a pill, without the choice of a server; null where it is none."""
    texts = list(islice((text for sibling in pill.next_siblings for text in strings(sibling)), MAX_PIECES))
    shown = [text for text in texts if not in_control(text, node)] or texts
    pieces = [piece for text in shown if (piece := words(text))]
    if len(pieces) > 1 and ORIGIN.fullmatch(pieces[0]) and pieces[1].startswith("/"):
        pieces = pieces[1:]
    path = "".join(pieces)
    return path if PATH_START.match(path) and not re.search(r"\s", path) else None


def strings(node: PageElement) -> Iterator[NavigableString]:
    """The strings of a node, in reading order."""
    pieces = chain([node], node.descendants if isinstance(node, Tag) else ())
    return (piece for piece in pieces if isinstance(piece, NavigableString))


# Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A curl command or a JSON text, the number of lines that stand above it, and whether it is whole."""

    language: str
    text: str
    skipped: int
    closed: bool


def sample_of(text: str, language: str) -> Sample | None:
    """What a sample in a language holds, or null where it is neither a curl command nor JSON: others say the same once more."""
    body = text.strip("\n")
    skipped = len(text) - len(text.lstrip("\n"))
    lines = body.split("\n")
    notes = next((number for number, line in enumerate(lines) if not SHELL_NOTE.fullmatch(line)), 0)
    if CURL.match(lines[notes]):
        closed = CommandEnds(lines).end(notes) > 0
        return Sample(language="curl", text="\n".join(lines[notes:]), skipped=skipped + notes, closed=closed)
    if is_message(body, language):
        return Sample(language="http", text=body, skipped=skipped, closed=True)
    if language in JSON or (language in MAYBE_JSON and body.lstrip()[:1] in ("{", "[") and is_json(body)):
        return Sample(language="json", text=body, skipped=skipped, closed=json_ends(lines)[0] > 0)
    return None


def is_json(text: str) -> bool:
    """Whether a text can be read as JSON."""
    try:
        parse_json(text, 1)
    except NotJson:
        return False
    return True


#: Classes of what holds the samples of a page, and what those show.
EXAMPLES = {"request-example": "request", "response-example": "response"}


def sample_role(node: Tag) -> str | None:
    """Whether a sample shows a request or a response, where something around it says so."""
    names = (name for above in node.parents for name in attribute(above, "class").split())
    return next((EXAMPLES[name] for name in names if name in EXAMPLES), None)


# Labels


def is_bar(node: Tag) -> bool:
    """Whether an element is the line above a sample or a tab that holds its labels."""
    return node.part in BARS or node.role in BARS


def is_panel(node: Tag) -> bool:
    """Whether an element is what a tab shows."""
    return node.part in PANELS or node.role in PANELS


def labels_of(bar: Element, group: Element) -> tuple[str | None, dict[int, str], list[str]]:
    """The label of all that is in a group, those of its panels by identity, and those of the tabs whose panels the page lacks.

    Samples go by the open tab, or by the bar's own words; so does all else where no panel is marked.
    """
    inner = (bar, *inside(bar))
    tabs = [tab for tab in inner if tab.role == "tab"] or [tab for tab in inner if tab.part == "tab-button"]
    if not tabs:
        own = (words(leaf) for leaf in [bar, *leaves(bar)] if leaf.string and not in_control(leaf, group))
        return next(own, None), {}, []
    shown = next((tab for tab in tabs if attribute(tab, "aria-selected") == "true"), tabs[0])
    panels = panels_of(group)
    named = {attribute(tab, "id"): words(tab) for tab in tabs if attribute(tab, "id")}
    found = {id(panel): words(tab) for panel, tab in zip(panels, tabs, strict=False) if len(panels) == len(tabs)}
    for panel in panels:
        owner = named.get(attribute(panel, "aria-labelledby")) or found.get(id(panel))
        found[id(panel)] = owner or words(shown)
    if any(part.part == "code-group-tab-bar" for part in inner):
        # The other tabs say the same in other languages.
        return words(shown), found, []
    missing = [words(tab) for tab in tabs if words(tab) not in found.values()] if panels else []
    return None if panels else words(shown), found, missing


def panels_of(group: Element) -> list[Element]:
    """The panels in a group but for those in other panels."""
    found, stack = [], list(elements(group))[::-1]
    while stack:
        node = stack.pop()
        if is_panel(node):
            found.append(node)
        elif "panel" in node.has:
            stack += list(elements(node))[::-1]
    return found


# Tables and lists


def cells_of(row: Element) -> tuple[str, ...]:
    """The words of the cells of a row, each in one line."""
    return tuple(" ".join(words(cell).split()) for cell in elements(row) if cell.name in ("td", "th"))


def loose_words(node: Element, *items: str) -> list[NavigableString]:
    """The strings of a table or a list that stand in none of its cells or items, as broken markup has them."""
    return [text for text in strings(node) if next(a.name for a in text.parents if a.name in PARTS) not in items]


def list_lines(node: Element) -> list[str]:
    """The items of a list, one a line behind a dot or its number, those of inner lists set in."""
    outside = sum(1 for above in node.parents if above.name in LISTS) + 1
    numbers: dict[int, Iterator[int]] = {}
    lines = []
    for item in (part for part in inside(node) if part.name == "li"):
        above = item.parent
        numbered = above is not None and above.name == "ol"
        mark = f"{next(numbers.setdefault(id(above), count(start_of(above))))}." if above and numbered else "•"
        depth = sum(1 for above in item.parents if above.name in LISTS) - outside
        own = [child for child in item.contents if not (isinstance(child, Element) and child.name in LISTS)]
        lines.append(f"{'  ' * depth}{mark} {' '.join(words(own).split())}".rstrip())
    return lines


def start_of(node: Tag) -> int:
    """The first number of a list."""
    start = attribute(node, "start")
    return int(start) if re.fullmatch(r"[0-9]{1,6}", start) else 1
