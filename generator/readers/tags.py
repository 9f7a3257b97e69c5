"""MDX to tokens: the source of a page in, its tags, fences, comments and runs of Markdown out, each with its place in the text.

Only what carries structure is taken apart: fields, what may hold fields or samples, callouts, fences. Everything else (links, line
breaks, components of the author's own) stays in the text for the Markdown parser. Each character is looked at a few times at most,
whatever stands on the page: what is never closed is known to be so after the first search.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

FIELDS = frozenset({"ParamField", "ResponseField", "Param", "Property"})
CALLOUTS = frozenset({"Note", "Warning", "Info", "Tip", "Check", "Danger", "Callout", "Banner"})
CONTAINERS = frozenset(
    {
        *("Accordion", "AccordionGroup", "Card", "CardGroup", "CodeGroup", "Column", "Columns", "Expandable", "Frame"),
        *("Panel", "RequestExample", "ResponseExample", "Step", "Steps", "Tab", "Tabs", "Update", "View"),
    }
)
KNOWN = FIELDS | CALLOUTS | CONTAINERS
#: Fields that are meant in whatever case they are written; the others have the names of elements of HTML.
SPELLINGS = {name.lower(): name for name in ("ParamField", "ResponseField")}
#: The attribute under which what is spread into a tag is kept.
SPREAD = "..."
#: The same for a remark in braces, which says nothing.
REMARK = "/*"

#: The most braces and strings of an expression in an attribute; real ones have some dozens.
_LONGEST_EXPRESSION = 200

_FENCE = re.compile(r"^[ \t]*(?:[-*+] +)?(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^\n`]*)$", re.MULTILINE)
_FENCE_END = re.compile(r"^[ \t]*(?P<mark>`{3,}|~{3,})[ \t]*$", re.MULTILINE)
#: What no sample holds at the start of a line: there a fence that is never closed ends.
_BEHIND_FENCE = re.compile(r"^[ \t]*(?:</[A-Z]|<(?:ParamField|ResponseField)\b|#{2,6}[ \t])", re.MULTILINE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w.]*)")
#: A tag of which the page has but the beginning of its name.
_TAIL = re.compile(r"</?(?P<name>[A-Z]\w*)?\Z")
_MODULE_LINE = re.compile(r"^(?:import\s.+?\sfrom\s+['\"].*|export\s+(?:const|default|function)\b.*)$", re.MULTILINE)
_ATTRIBUTE = re.compile(
    r"\s*(?P<name>[A-Za-z_][\w:.-]*)(?P<value>\s*=\s*(?P<quoted>\"[^\"]*\"|'[^']*')"
    r"|\s*=\s*(?=\{)|\s*=\s*(?P<bare>(?:(?!/?>)[^\s\"'<>{}=`])+))?"
)
_SPREAD = re.compile(r"\s*(?=\{)")
#: A string that an expression is, and nothing else.
_LITERAL = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\$]|\\.)*`", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t"}
#: What stands behind the last attribute of a tag whose end is missing, and how a line begins that goes on with attributes.
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_MORE_LINE = re.compile(r"[ \t]*(?:[A-Za-z_][\w:.-]*[ \t]*=|(?:required|deprecated)[ \t]*(?:\n|\Z))")
_END = re.compile(r"\s*(?P<empty>/?)>")
_BRACES = re.compile(r"[{}]|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`")
_TICKS = re.compile(r"`+")
_NEXT = re.compile(
    r"(?P<fence>^[ \t]*(?:[-*+] +)?(?:`{3,}|~{3,})[^\n`]*$)|(?P<code>`+)"
    r"|(?P<comment>\{/\*|<!--)|(?P<module>^(?:import|export)\s)|(?P<tag></?(?:[A-Z]|(?i:paramfield|responsefield)\b))",
    re.MULTILINE,
)
_COMMENT_ENDS = {"{/*": "*/}", "<!--": "-->"}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first line of a tag or comment that breaks off."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A component that stands alone and shows what is written elsewhere."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """An opening, closing or empty tag; attributes are null without a value, and expressions stand without their braces."""

    name: str
    start: int
    end: int
    closing: bool
    empty: bool
    attributes: dict[str, str | None]
    expressions: frozenset[str]


Token = Text | Fence | Hidden | Broken | Foreign | Tag


@dataclass(slots=True)
class Source:
    """A text while it is read: where runs of backticks and ends of fences stand, and which fields of the author's own were opened."""

    text: str
    ticks: dict[int, list[int]] = field(default_factory=dict)
    ends: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    longest: dict[str, list[int]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    endless: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for run in _TICKS.finditer(self.text):
            self.ticks.setdefault(len(run[0]), []).append(run.start())
        for end in _FENCE_END.finditer(self.text):
            self.ends.setdefault(end["mark"][0], []).append((end.start(), end.end(), len(end["mark"])))
        for mark, ends in self.ends.items():
            # The longest end from each one on, so that a fence without an end is known at once.
            most, reach = 0, []
            for _, _, length in reversed(ends):
                most = max(most, length)
                reach.append(most)
            self.longest[mark] = reach[::-1]

    def fence_end(self, mark: str, at: int) -> tuple[int, int] | None:
        """Where the line that ends a fence starts and ends, or null where there is none."""
        ends = self.ends.get(mark[0], [])
        index = bisect_left(ends, (at, 0, 0))
        if index == len(ends) or self.longest[mark[0]][index] < len(mark):
            return None
        start, end, _ = next(one for one in ends[index:] if one[2] >= len(mark))
        return start, end

    def code_end(self, at: int, length: int) -> int | None:
        """The offset behind inline code that a run of backticks opens; null where the run has no partner on its line."""
        starts = self.ticks.get(length, [])
        index = bisect_left(starts, at + length)
        if index == len(starts) or self.text.find("\n", at, starts[index]) != -1:
            return None
        return starts[index] + length

    def comment_end(self, opening: str, at: int) -> int | None:
        """The offset behind a comment; null where it is never closed."""
        closing = _COMMENT_ENDS[opening]
        found = -1 if closing in self.endless else self.text.find(closing, at + len(opening))
        if found == -1:
            self.endless.add(closing)
            return None
        return found + len(closing)

    def line_end(self, at: int) -> int:
        """The offset of the end of a line."""
        end = self.text.find("\n", at)
        return len(self.text) if end == -1 else end


def tokens(text: str) -> Iterator[Token]:
    """The tags, fences, comments and runs of text of a page, in order."""
    source = Source(text)
    at = start = 0
    while match := _NEXT.search(text, at):
        assert match.lastgroup is not None
        found = ITEMS[match.lastgroup](source, match)
        if isinstance(found, int):
            at = found
            continue
        if text[start : found.start].strip():
            yield Text(start=start, end=found.start, text=text[start : found.start])
        yield found
        at = start = found.end
    stop = end_of_words(text, start)
    if text[start:stop].strip():
        yield Text(start=start, end=stop, text=text[start:stop])
    if stop < len(text):
        yield Broken(start=stop, end=len(text), text=text[stop:].rstrip())


def end_of_words(text: str, start: int) -> int:
    """Where the last words of a page end: at its end, or at a tag that breaks off in its name."""
    at = text.rfind("<", start)
    tail = _TAIL.match(text[at:].rstrip()) if at != -1 else None
    part = tail["name"] or "" if tail else ""
    return at if tail and any(name.startswith(part) for name in KNOWN) else len(text)


def read_code(source: Source, match: re.Match[str]) -> int:
    """Inline code is text, and so are the tags in it: the offset to go on from."""
    return source.code_end(match.start(), len(match[0])) or match.end()


def read_comment(source: Source, match: re.Match[str]) -> Hidden | Broken:
    """A comment; of one that is never closed only the opening is passed over, what follows is read."""
    end = source.comment_end(match[0], match.start())
    if end is None:
        return Broken(start=match.start(), end=match.end(), text=match[0])
    return Hidden(start=match.start(), end=end)


def read_module(source: Source, match: re.Match[str]) -> Hidden | int:
    """An import or export, or a word that begins like one."""
    line = _MODULE_LINE.match(source.text, match.start())
    return Hidden(start=line.start(), end=line.end()) if line else match.end()


def read_fence(source: Source, match: re.Match[str]) -> Fence:
    """A fenced block; one without an end goes to where no sample goes on, or to the end."""
    text = source.text
    opening = _FENCE.match(text, match.start())
    assert opening is not None
    begin = min(opening.end() + 1, len(text))
    closing = source.fence_end(opening["mark"], begin)
    if closing is not None:
        stop, end = closing
    else:
        behind = _BEHIND_FENCE.search(text, begin)
        stop = end = behind.start() if behind else len(text)
    return Fence(
        start=match.start(),
        end=end,
        info=opening["info"].strip(),
        text=text[begin:stop],
        text_start=begin,
        closed=closing is not None,
    )


def read_tag(source: Source, match: re.Match[str]) -> Tag | Broken | Foreign | int:
    """A tag of a known component or of one that looks like a field; another one is text."""
    text, at = source.text, match.start()
    opening = _TAG.match(text, at)
    assert opening is not None
    name, closing = SPELLINGS.get(opening["name"].lower(), opening["name"]), bool(opening["close"])
    found = attributes_of(text, opening.end())
    if found is None and name in FIELDS and not closing:
        found = attributes_of(text, opening.end(), ended=False)
    if found is None:
        end = source.line_end(at)
        return Broken(start=at, end=end, text=text[at:end].rstrip()) if name in KNOWN else match.end()
    attributes, expressions, end, empty = found
    if not closing and name not in KNOWN and looks_like_field(attributes):
        source.own.add(name)
    if name not in KNOWN and name not in source.own:
        alone = not text[text.rfind("\n", 0, at) + 1 : at].strip() and not text[end : source.line_end(end)].strip()
        return Foreign(start=at, end=end, text=text[at:end]) if empty and alone else match.end()
    return Tag(
        name=name,
        start=at,
        end=end,
        closing=closing,
        empty=empty,
        attributes=attributes,
        expressions=frozenset(expressions),
    )


Attributes = tuple[dict[str, str | None], set[str], int, bool]


def attributes_of(text: str, at: int, ended: bool = True) -> Attributes | None:
    """The attributes from an offset on, which of them are expressions, the offset behind the tag, and whether the tag is an empty one.

    A tag that is not `ended` lacks its end, and stops at the end of a line behind which no attributes go on.
    """
    attributes: dict[str, str | None] = {}
    expressions: set[str] = set()
    while not (end := _END.match(text, at)):
        if not ended and (line := _LINE_END.match(text, at)) and not _MORE_LINE.match(text, line.end()):
            return (attributes, expressions, at, False) if any(attributes.values()) else None
        found = attribute_at(text, at)
        if found is None or (not ended and found[1] and "\n" in found[1]):
            return None
        key, value, at, expression = found
        if expression and key not in attributes:
            expressions.add(key)
        attributes.setdefault(key, value)
    return attributes, expressions, end.end(), bool(end["empty"])


def attribute_at(text: str, at: int) -> tuple[str, str | None, int, bool] | None:
    """The name and value of the attribute at an offset, the offset behind it, and whether it is an expression; null where none is."""
    attribute = _ATTRIBUTE.match(text, at)
    opening = attribute or _SPREAD.match(text, at)
    if opening is None:
        return None
    key, at = (attribute["name"] if attribute else SPREAD), opening.end()
    if attribute and attribute["quoted"] is not None:
        return key, html.unescape(attribute["quoted"][1:-1]), at, False
    if attribute and attribute["bare"] is not None:
        return key, html.unescape(attribute["bare"]), at, True
    if attribute and attribute["value"] is None:
        return key, None, at, False
    stop = end_of_expression(text, at)
    if stop is None:
        return None
    value = text[at + 1 : stop - 1].strip()
    if key == SPREAD and not value.startswith(SPREAD):
        return REMARK, value, stop, True
    if _LITERAL.fullmatch(value):
        # A string in braces is the same as one without.
        return key, _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), value[1:-1]), stop, False
    return key, value, stop, True


def looks_like_field(attributes: dict[str, str | None]) -> bool:
    """Whether a component of the author's own has the attributes of a field."""
    return "type" in attributes and bool({"name", "path", "query", "body", "header", "cookie"} & attributes.keys())


def end_of_expression(text: str, at: int) -> int | None:
    """The offset behind an expression in braces, strings in it passed over; null where it never ends, or is too long for one."""
    depth = 0
    for _, match in zip(range(_LONGEST_EXPRESSION), _BRACES.finditer(text, at), strict=False):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] == "}":
            return match.end()
    return None


#: What each alternative of `_NEXT` is read by: a token, or the offset to go on from where it is text.
ITEMS: dict[str, Callable[[Source, re.Match[str]], Token | int]] = {
    "fence": read_fence,
    "code": read_code,
    "comment": read_comment,
    "module": read_module,
    "tag": read_tag,
}
