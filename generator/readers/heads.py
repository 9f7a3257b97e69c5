"""The head of a field on a rendered page: an lxml element in, the field's name and what its pills say out.

Heads are most of what a page is built of, so they are read where the parser left them, and no tree is grown of their insides.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from generator.phrases import LOCATIONS
from generator.readers.dom import BLOCKS, INVISIBLE, Head
from generator.readers.source import SWALLOWED, is_dressing, is_silent

NAME = "field-name"
PART = re.compile("field-name|.*-pill")
#: Roles of what is chosen from and not read.
CONTROLS = frozenset({"button", "listbox", "combobox", "menu", "option"})
#: A step of a walk: the element, whether it stands in a part that has a name, and whether in a button.
Step = tuple[Any, bool, bool]


def is_head(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element is the line of a field that holds its name and pills; headings have such an id by chance."""
    if not attributes:
        return False
    named = attributes.get("id", "").startswith("param-") and tag not in ("h1", "h2", "h3", "h4", "h5", "h6")
    return named or "param-head" in attributes.get("class", "").split()


def head_of(head: Any) -> tuple[Head, bool]:
    """What a head says, and whether it was closed: one that was not holds the page behind it."""
    plain = plain_head(head)
    if plain is not None:
        return told(*plain), True
    steps = list(steps_of(head))
    open_ended = any(node.tag in SWALLOWED or part_of(node) == "field-content" for node in head.iter(etree.Element))
    name = next((words(node) for node, *_ in steps if part_of(node) == NAME), None)
    if name is None:
        # No part is called the name: the first text is.
        texts = joined(words(node) for node, *_ in steps[1:] if own_words(node))
        return told(texts[0] if texts else "", [("", text) for text in texts[1:]]), not open_ended
    pills = [(part, pill_text(node)) for node, *_ in steps[1:] if (part := part_of(node)).endswith("-pill")]
    notes = joined(own_words(node) for node, named, pressed in steps if not named and not pressed)
    return told(name, pills, notes), not open_ended


def plain_head(head: Any) -> tuple[str, list[tuple[str, str]]] | None:
    """The name and the pills of a head in which no other element holds words, as nearly all are; null for others."""
    texts: list[tuple[str, str]] = []
    box: Any = None
    for node in head.iter():
        part = node.get("data-component-part", "")
        if node.tag in SWALLOWED or (node is not head and node.tail and clean(node.tail)):
            return None
        if box is not None and node is box:
            # Its words are those of the part around it.
            if len(node):
                return None
        elif PART.fullmatch(part):
            if len(node) > 1:
                return None
            box = next(iter(node), None)
            texts.append((part, clean((node.text or "") + (box.text or "" if box is not None else ""))))
        elif part == "field-content" or (node.text and clean(node.text)):
            return None
    names = [text for part, text in texts if part == NAME]
    return (names[0], texts[1:]) if len(names) == 1 and texts[0][0] == NAME else None


def told(name: str, pills: Iterable[tuple[str, str]], notes: Sequence[str] = ()) -> Head:
    """A name, and the texts of pills by what they say."""
    found: dict[str, list[str]] = {}
    for part, text in pills:
        kind, value = next((kind, value) for kind, pill in PILLS if (value := pill(part, text)) is not None)
        found.setdefault(kind, []).append(value)
    return name, found | ({"note": list(notes)} if notes else {})


def steps_of(head: Any) -> Iterator[Step]:
    """A head and the elements in it that can hold words of their own, in reading order."""
    stack: list[Step] = [(head, False, False)]
    while stack:
        node, named, pressed = stack.pop()
        if node is not head:
            named = named or PART.fullmatch(part_of(node)) is not None
            pressed = pressed or node.tag == "button" or node.get("role") in CONTROLS
        if not is_dressing(node):
            yield node, named, pressed
        stack += [(child, named, pressed) for child in reversed(node) if not is_silent(child)]


def part_of(node: Any) -> str:
    """What the page's components call an element; empty for most."""
    return str(node.get("data-component-part", ""))


def words(node: Any) -> str:
    """The words of an element and of all that is in it, in one line."""
    return within(node, lambda child: not is_silent(child))


def own_words(node: Any) -> str:
    """The words directly in an element, in one line."""
    return within(node, is_dressing)


def within(node: Any, goes_into: Callable[[Any], bool]) -> str:
    """The words of an element and of those below it that are gone into, blocks set apart."""
    found: list[str] = []
    stack: list[Any] = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, str):
            found.append(at)
            continue
        apart = " " if at.tag in BLOCKS or at.tag == "br" else ""
        stack.append(apart + (at.tail or "" if at is not node else ""))
        if at is node or goes_into(at):
            stack += reversed(at)
            found.append(apart + (at.text or ""))
    return clean("".join(found))


def clean(text: str) -> str:
    """A text in one line, without what shows nothing."""
    return " ".join(INVISIBLE.sub("", text).split())


def pill_text(node: Any) -> str:
    """The words of a pill; a label in any language and a value, each in an element of its own, are a default."""
    children = [child for child in node if not is_silent(child)]
    if len(children) == 2 and words(children[0]).endswith((":", "\uff1a")):
        return f"default: {words(children[1])}"
    return words(node)


def joined(texts: Iterable[str]) -> list[str]:
    """The texts that are not empty, one that ends in a colon together with the next."""
    found: list[str] = []
    for text in filter(None, texts):
        if found and found[-1].endswith(":"):
            found[-1] += f" {text}"
        else:
            found.append(text)
    return found


def word_pill(word: str) -> Callable[[str, str], str | None]:
    """A pill that is one word, or that the components call so."""
    return lambda part, text: text if part == f"field-{word}-pill" or text.lower() == word else None


def default_pill(part: str, text: str) -> str | None:
    """A pill of a default: a label, and a value that may stand in quotes."""
    match = re.fullmatch(r'(?is)default:\s*(?:"(.*)"|(.*))', text)
    return next((group for group in match.groups() if group is not None), None) if match else None


#: What a pill says, most particular first; the last takes any text.
PILLS: tuple[tuple[str, Callable[[str, str], str | None]], ...] = (
    ("required", word_pill("required")),
    ("deprecated", word_pill("deprecated")),
    ("optional", word_pill("optional")),
    ("default", default_pill),
    ("location", lambda part, text: text.lower() if text.lower() in LOCATIONS else None),
    ("type", lambda part, text: text or None),
    ("empty", lambda part, text: text),
)
