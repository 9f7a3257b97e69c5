"""What an element of a parsed page is, before a tree is grown of it: lxml elements in, answers out.

Whether it says anything, which of its attributes do, and the text of one whose insides only dress it.
"""

import re
from itertools import islice
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from generator.readers.dom import INVISIBLE, SITE

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
#: A quick look, because most classes are for looks and there are many.
CLASS = re.compile("|".join(sorted(CLASSES)))
#: Elements that only change how words look.
FORMATS = frozenset(
    {"a", "b", "strong", "em", "i", "code", "small", "sub", "sup", "kbd", "mark", "u", "s", "del", "ins"}
)
#: What shows that a `pre`, or an element that is left out, was never closed and swallowed the page behind it.
SWALLOWED = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "details", "header", "footer", "pre")
SWALLOWING = frozenset({"canvas", "select", "svg"})


def told_by(node: Any) -> dict[str, str]:
    """The attributes of an lxml element that rules look at."""
    found: dict[str, str] = {}
    for name, value in node.items():
        if name in ATTRIBUTES:
            found[name] = value
        elif name == "class" and CLASS.search(value) and not CLASSES.isdisjoint(names := value.split()):
            found[name] = " ".join(name for name in names if name in CLASSES)
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


def is_dressing(node: Any) -> bool:
    """Whether an lxml element only changes how its words look."""
    return node.tag in FORMATS and not told_by(node)


def is_empty(node: Any) -> bool:
    """Whether an lxml element that tells nothing itself is a box around nothing, or around an icon or a link to its own place."""
    if len(node) > 1 or (node.text or "").strip():
        return False
    return not len(node) or ((is_silent(node[0]) or is_anchor(node[0])) and not (node[0].tail or "").strip())


def is_box(node: Any) -> bool:
    """Whether an lxml element that tells nothing itself holds but one other that tells nothing either."""
    if len(node) != 1 or node[0].tag != "div" or (node.text or "").strip() or (node[0].tail or "").strip():
        return False
    return not told_by(node[0])


def is_control(node: Any) -> bool:
    """Whether an lxml element is a button of the site that neither unfolds anything nor chooses what is shown."""
    told = node.attrib
    if node.tag != "button" or not (told.get("aria-label") or told.get("data-testid")):
        return False
    return not {"aria-expanded", "role"} & set(told) and next(node.iter(*SWALLOWED), None) is None


def is_silent(node: Any) -> bool:
    """Whether the insides of an lxml element are no words of the page; a picture or a choice that was never closed holds the page."""
    tag = node.tag
    return tag in SILENT and (tag not in SWALLOWING or next(node.iter(*SWALLOWED[1:]), None) is None)


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
