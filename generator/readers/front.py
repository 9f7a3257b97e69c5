"""Front matter: the source of a page in, where its front matter stands and what its keys say out.

No whole YAML is read: plain and quoted values, those that go on in indented lines, and block scalars (`>` and `|`). A value of another
shape is null and marked as not understood.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import dedent

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?P<body>.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
#: What no front matter holds: above it the closing line is missing.
_BEHIND_FRONT = re.compile(r"^(?:</?[A-Z]|#{1,6} .*|```.*|[ \t]*)$", re.MULTILINE)
_FRONT_START = re.compile(r"\A\s*---[ \t]*\n(?=[\w-]+:|\"[\w-]+\":|'[\w-]+':)")
_KEY = re.compile(r"(?P<quote>[\"']?)(?P<key>[\w-]+)(?P=quote)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*\Z")
_BLOCK = re.compile(r"(?P<style>[>|])[-+\d]{0,2}(?:\s+#.*)?")
_DOUBLE = re.compile(r"\"(?P<text>(?:[^\"\\]|\\.)*)\"\s*(?:#.*)?", re.DOTALL)
_SINGLE = re.compile(r"'(?P<text>(?:[^']|'')*)'\s*(?:#.*)?", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t"}
_COMMENT = re.compile(r"(?:^|\s)#.*")
#: How a value begins that is a list, a map or a reference.
_OTHER = re.compile(r"[\[{&*!%@`]|-(?:\s|\Z)|[\w-]+:(?:\s|\Z)")
_NULLS = frozenset({"", "~", "null"})


@dataclass(slots=True)
class Entry:
    """A key of the front matter, the number of its line from 0 on, its value as text, and whether that was understood."""

    key: str
    at: int
    first: str
    more: list[str] = field(default_factory=list)
    value: str | None = None
    understood: bool = True


def front_matter(text: str) -> tuple[int, int, int, bool] | None:
    """Where the lines of the front matter start and end, where the page goes on, and whether the front matter is closed."""
    front = _FRONT_MATTER.match(text)
    if front and not any(line[0].strip() for line in _BEHIND_FRONT.finditer(front["body"])):
        return front.start("body"), front.end("body"), front.end(), True
    opened = _FRONT_START.match(text)
    if opened is None:
        return None
    behind = _BEHIND_FRONT.search(text, opened.end())
    end = behind.start() if behind else len(text)
    return opened.end(), end, end, False


def entries(lines: Sequence[str]) -> Iterator[Entry]:
    """The keys of the front matter with their values; what stands above the first key says nothing."""
    entry: Entry | None = None
    for number, line in enumerate(lines):
        match = _KEY.match(line)
        if match is not None:
            if entry is not None:
                yield settled(entry)
            entry = Entry(key=match["key"], at=number, first=match["value"])
        elif entry is not None and (line[:1] in ("", " ", "\t") or not line.startswith("#")):
            entry.more.append(line)
    if entry is not None:
        yield settled(entry)


def settled(entry: Entry) -> Entry:
    """An entry with its value read."""
    beside = any(line[:1].strip() for line in entry.more)
    block = _BLOCK.fullmatch(entry.first)
    if block:
        entry.value, entry.understood = block_text(block["style"], entry.more), not beside
    else:
        entry.value, entry.understood = flow_text([entry.first, *entry.more])
        entry.understood = entry.understood and not beside
    return entry


def block_text(style: str, lines: Sequence[str]) -> str | None:
    """A block scalar: its lines as they stand, or folded to paragraphs."""
    text = dedent("\n".join(line for line in lines if not line[:1].strip())).strip()
    if style == ">":
        text = re.sub(r"\n(\n*)", lambda ends: ends[1] or " ", text)
    return text or None


def flow_text(lines: Sequence[str]) -> tuple[str | None, bool]:
    """A plain or quoted value, which may go on in further lines, and whether it was understood."""
    text = " ".join(stripped for line in lines if (stripped := line.strip()))
    if double := _DOUBLE.fullmatch(text):
        return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), double["text"]) or None, True
    if single := _SINGLE.fullmatch(text):
        return single["text"].replace("''", "'") or None, True
    if text[:1] in ("'", '"'):
        return text.strip("'\"") or None, False
    if _OTHER.match(text) and (text[0] in "[{&*!%@`-" or not lines[0].strip()):
        return None, False
    plain = _COMMENT.sub("", text).strip()
    return (None if plain.lower() in _NULLS else plain), True
