"""What an element of a rendered page is: notes that are made once, while its tree grows, and the questions that the rules of `html` ask.

What was never closed holds all that follows. A part of the site that holds a field, a sample or a table is therefore none.
"""

from collections.abc import Iterable

from bs4.element import NavigableString, PageElement

from generator.readers import dom, rendered
from generator.readers.dom import Element, attribute, elements

#: What elements are by their names, parts and roles, as far as rules ask what is in an element.
KINDS = {
    "pre": frozenset({"sample", "structure"}),
    "table": frozenset({"sample", "structure"}),
    "details": frozenset({"structure"}),
    "h1": frozenset({"title"}),
    **dict.fromkeys(rendered.BARS, frozenset({"bar"})),
    **dict.fromkeys(rendered.PANELS, frozenset({"panel"})),
}
NONE: frozenset[str] = frozenset()
#: What is read as what it is, wherever it stands.
STRUCTURES = frozenset({"field", "structure"})
WORDS, FIELD = frozenset({"words"}), frozenset({"field"})


def note(node: Element, above: Element | None) -> None:
    """Note at an element whose insides are noted, and at the one above it, what is in them."""
    if above is None:
        return
    kinds = node.has | kind_of(node)
    if not kinds <= above.has:
        above.has |= kinds
    if node.part == "field-content" or node.head is not None:
        above.field = True
    if above.one_line and (not is_inline(node) or rendered.is_control(node)):
        above.one_line = False


def kind_of(node: Element) -> frozenset[str]:
    """What an element itself is."""
    kinds = KINDS.get(node.name, NONE)
    if node.part or node.role:
        kinds = kinds | KINDS.get(node.part, NONE) | KINDS.get(node.role, NONE)
    return kinds | FIELD if node.field else kinds


def kinds_of(nodes: Iterable[PageElement]) -> frozenset[str]:
    """What nodes are and hold: `words`, `field`, `sample` (or a table), `structure`, `title`, `bar`, `panel`."""
    inner = [node.has | kind_of(node) for node in nodes if isinstance(node, Element)]
    return NONE.union(*inner, WORDS if has_words(nodes) else NONE)


def has_words(nodes: Iterable[PageElement]) -> bool:
    """Whether there are words directly among nodes."""
    return any(isinstance(node, NavigableString) and not node.isspace() for node in nodes)


def words_only(node: Element) -> bool:
    """Whether an element holds neither fields nor structures."""
    return node.has.isdisjoint(STRUCTURES)


def in_a_line(node: PageElement) -> bool:
    """Whether a node, words or an element, is part of a line of words."""
    return not isinstance(node, Element) or is_inline(node)


def is_inline(node: Element) -> bool:
    """Whether an element is part of a line of words."""
    return node.one_line and not dom.starts_line(node)


def is_control(node: Element) -> bool:
    """Whether an element is a button of the site."""
    return rendered.is_control(node) and words_only(node)


def is_site(node: Element) -> bool:
    """Whether an element is a part of every page; what an author wrote may have the same id by chance."""
    return attribute(node, "id") in dom.SITE and words_only(node)


def is_navigation(node: Element) -> bool:
    """Whether an element is a list of links to other pages."""
    return (node.name == "nav" or node.role == "navigation") and words_only(node)


def is_footer(node: Element) -> bool:
    """Whether an element stands at the foot of every page."""
    return node.name == "footer" and words_only(node)


def is_feedback(node: Element) -> bool:
    """Whether an element asks what readers think of the page."""
    return rendered.is_feedback(node) and words_only(node)


def is_header(node: Element) -> bool:
    """Whether an element holds the title of the page."""
    return attribute(node, "id") == "header" or (node.name == "header" and "title" in node.has)


def is_sample(node: Element) -> bool:
    """Whether an element is a sample; an unclosed one, which holds other elements, is not."""
    return node.name == "pre" and next(elements(node), None) is None


def is_bar(node: Element) -> bool:
    """Whether an element is a bar of labels."""
    return rendered.is_bar(node) and words_only(node)


def bar_of(node: Element) -> Element | None:
    """The bar of labels of a group: one of its children, or in a box of its own beside the panels; null where the element is no group."""
    if "bar" not in node.has:
        return None
    boxed = "panel" in node.has
    return next(
        (
            child
            for child in elements(node)
            if is_bar(child) or (boxed and "bar" in child.has and "panel" not in child.has and words_only(child))
        ),
        None,
    )


def opener_of(node: Element) -> Element | None:
    """What opens and closes an element, where it can be closed; what opens a menu is none."""
    if node.name == "details":
        return next((child for child in elements(node) if child.name == "summary"), None)
    first = next(elements(node), None)
    opens = first is not None and first.name == "button" and first.get("aria-expanded") is not None
    return first if first is not None and opens and first.get("aria-haspopup") is None else None
