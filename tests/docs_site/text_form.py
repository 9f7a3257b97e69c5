"""The text form: a page in, the text that a person would copy out of a browser.

Headings have blank lines around them, rows have none; what is folded away, titles of tables, marks of code and the summary are lost.
"""

import re
from collections.abc import Iterator, Sequence

from tests.docs_site import samples
from tests.docs_site.page import (
    Block,
    Bullets,
    Callout,
    EnumTable,
    Grid,
    Head,
    Heading,
    Page,
    Paragraph,
    Row,
    Sample,
)

BANNER = (
    "Documentation Index",
    "Fetch the complete documentation index at: https://rails.example.com/llms.txt",
    "Use this file to discover all available pages before exploring further.",
)
WORDS = Paragraph | Callout | Bullets
MARKS = re.compile(r"`|\*\*")


def write(page: Page) -> str:
    """The text of a page."""
    lines = ["Skip to main content"]
    if page.pill:
        lines += [page.method, *pieces(page.path)]
    if page.head:
        lines += [page.title, *command(page.method, page.head)]
    if page.skeleton is not None:
        lines += samples.text(page.skeleton).split("\n")
    for number, block in enumerate(page.blocks):
        add(lines, block, page.blocks[number - 1] if number else None)
    return "\n".join(tidy(lines)) + "\n"


def pieces(path: str) -> list[str]:
    """A path as the page shows it, each part on a line of its own."""
    bare, mark, query = path.partition("?")
    found = [piece for piece in re.split(r"(/)", bare) if piece]
    return found + re.findall(r"\?[^{]*|\{\w+\}|[^{]+", mark + query)


def command(method: str, head: Head) -> Iterator[str]:
    """The command above the page."""
    options = [f"--url {head.url}", *(f"--header '{name}: {value}'" for name, value in head.headers)]
    options += ["--data '"] * (head.body is not None)
    lines = [f"curl --request {method}", *(f"  {one}" for one in options)]
    yield from (f"{line} \\" for line in lines[:-1])
    yield lines[-1]
    if head.body is not None:
        yield from [*samples.text(head.body).split("\n"), "'"]


def unmarked(text: str) -> str:
    """Words without the marks of code and strength."""
    return MARKS.sub("", text)


def add(lines: list[str], block: Block, before: Block | None) -> None:
    """Put a block below what is there: headings, and paragraphs that follow one another, have blank lines between them."""
    written = WRITERS[type(block)](block)
    if isinstance(block, Heading):
        lines += ["", *written, ""]
    elif isinstance(block, WORDS) and isinstance(before, WORDS):
        lines += ["", *written]
    else:
        lines += written


def row(block: Row) -> list[str]:
    """A field: name, type, default, mark, description, each on its line."""
    found = [block.name, block.type]
    found += [f'default:"{block.default}"'] if block.default is not None else []
    found += ["required"] * block.required
    return found + ([unmarked(block.description)] if block.description else [])


def sample(block: Sample) -> list[str]:
    """A sample below its label; that of a tab is lost, for tabs are buttons."""
    label = [block.label] if block.label and not block.grouped else []
    return [*label, *block.text.split("\n")]


def table(block: EnumTable) -> list[str]:
    """The values of an enum, each glued to its name."""
    return ["ValueName", *(f"{value}{name}" for value, name in block.values)]


def grid(block: Grid) -> list[str]:
    """A table, whose cells run together."""
    return ["".join(map(unmarked, cells)) for cells in (block.header, *block.rows)]


WRITERS = {
    Heading: lambda block: [unmarked(block.text)],
    Paragraph: lambda block: [unmarked(block.text)],
    Callout: lambda block: [unmarked(block.text)],
    Bullets: lambda block: [f"  • {unmarked(item)}" for item in block.items],
    EnumTable: table,
    Row: row,
    Sample: sample,
    Grid: grid,
}


def tidy(lines: Sequence[str]) -> Iterator[str]:
    """Lines without a second blank line after one."""
    for number, line in enumerate(lines):
        if line or (number and lines[number - 1]):
            yield line
