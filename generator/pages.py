"""Captures on disk to pages in memory: bytes in, text and form out, or a diagnostic.

The form is decided from the content by an ordered table. Bytes are hashed as they are; lines are split at line feeds only, so that
numbers agree with every editor.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.limits import MAX_FILE_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One captured page; `path` is its name in diagnostics, `lines` hold no line ends.

    `first_line` is the number of the first of them in the file, which holds several pages where it is an `llms-full.txt`.
    """

    path: str
    form: str
    sha256: str
    lines: tuple[str, ...]
    url: str | None = None
    captured: str | None = None
    first_line: int = 1

    def numbered(self) -> Iterator[tuple[int, str]]:
        """The lines with their numbers in the file."""
        return enumerate(self.lines, self.first_line)

    @property
    def size(self) -> int:
        """How many bytes the lines have, ends included; the last one has none."""
        return sum(len(line.encode("utf-8", "surrogatepass")) + 1 for line in self.lines) - 1

    def text_of(self, number: int) -> str:
        """The stripped line of a number in the file."""
        return self.lines[number - self.first_line].strip()


#: First match wins; the text is the page without leading blanks.
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("html", re.compile(r"(?i)\A(?:<(?:!--|\?xml)[^>]*>\s*)*<(?:!doctype html|html[\s>])")),
    (
        "markdown",
        re.compile(r"(?m)\A---\n|^(```|<((?i:ParamField|ResponseField)|Accordion|Note|CodeGroup)[\s>])|\A> #|\A# "),
    ),
    # A part of a rendered page: the container of its content, without the frame.
    ("html", re.compile(r"(?i)\A<(?:body|main|article|section|header|div)[\s>]")),
    ("text", re.compile(r"")),
)


def load(
    path: str, data: bytes, *, url: str | None = None, captured: str | None = None
) -> tuple[Page | None, list[Diagnostic]]:
    """A page from its bytes, or null and an error where they are empty, too large or no text."""
    if len(data) > MAX_FILE_BYTES:
        return None, [diagnostics.make("E003", path, None, size=len(data), unit="bytes", limit=MAX_FILE_BYTES)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [diagnostics.make("E002", path, data.count(b"\n", 0, error.start) + 1, reason="not UTF-8")]
    if "\0" in text:
        return None, [
            diagnostics.make("E002", path, text.count("\n", 0, text.index("\0")) + 1, reason="a NUL character")
        ]
    if not text.strip():
        return None, [diagnostics.make("E001", path, 1)]
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    digest = hashlib.sha256(data).hexdigest()
    return Page(path=path, form=form_of(text), sha256=digest, lines=lines, url=url, captured=captured), []


def form_of(text: str) -> str:
    """The form of a page by its content."""
    start = text.lstrip()
    return next(form for form, mark in FORMS if mark.search(start))


#: How a page begins in a file that holds many: its title, and its address on the next line.
_TITLE, _ADDRESS = re.compile(r"# \S"), re.compile(r"Source: (\S+)\s*\Z")
_FENCE = re.compile(r"[ \t]*(?:[-*+] +)?(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)\Z")


def fenced(lines: Sequence[str]) -> set[int]:
    """The indexes of the lines inside fences. One without an end before the next that names its language holds nothing."""
    inside: set[int] = set()
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is None or (opened is not None and not fence["mark"].startswith(opened[1])):
            continue
        if opened is not None and not fence["info"].strip():
            inside.update(range(opened[0], number))
            opened = None
        else:
            opened = (number, fence["mark"])
    return inside


def split(page: Page) -> tuple[Page, ...]:
    """The pages of a file that holds several one after the other (`llms-full.txt`), each with its own address; else the page itself."""
    lines = page.lines
    samples = fenced(lines)
    starts = [
        (number, address[1])
        for number in range(len(lines) - 1)
        if number not in samples and _TITLE.match(lines[number]) and (address := _ADDRESS.match(lines[number + 1]))
    ]
    if page.form != "markdown" or not starts:
        return (page,)
    ends = [*(number for number, _ in starts[1:]), len(lines)]
    parts = [(0, starts[0][0], page.url)] if any(line.strip() for line in lines[: starts[0][0]]) else []
    parts += [(start, end, address) for (start, address), end in zip(starts, ends, strict=True)]
    return tuple(
        replace(page, lines=lines[start:end], url=address, first_line=page.first_line + start)
        for start, end, address in parts
    )
