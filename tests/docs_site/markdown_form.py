"""The markdown form: a page in, the `.md` export of its source out.

Method, path, the command above the page and the skeleton stand in front matter that the export drops, so that they are missing.
"""

import re
from collections.abc import Iterator

from tests.docs_site.page import (
    Block,
    Bullets,
    Callout,
    EnumTable,
    Grid,
    Heading,
    Page,
    Paragraph,
    Row,
    Sample,
)

BANNER = """> ## Documentation Index
> Fetch the complete documentation index at: https://docs.rails.example.com/llms.txt
> Use this file to discover all available pages before exploring further."""
#: What the samples of a group are in other languages.
OTHERS = (
    ("javascript", "JavaScript", 'const answer = await call("{name}");'),
    ("python", "Python", 'call("{name}")'),
)
LANGUAGES = {"curl": "bash"}


def write(page: Page) -> str:
    """The Markdown of a page."""
    summary = [] if page.older else [f"> {page.summary}"]
    return "\n\n".join([BANNER, f"# {page.title}", *summary, content(page)]) + "\n"


def content(page: Page) -> str:
    """A page as `llms-full.txt` has it: without the banner and the title, which stands above its address there."""
    return "\n\n".join(write_block(block) for block in page.blocks)


def write_block(block: Block) -> str:
    """A block; nothing stands behind its last line."""
    return WRITERS[type(block)](block)


def escaped(text: str) -> str:
    """Prose with lines below letters escaped, outside of code."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(piece if piece.startswith("`") else piece.replace("_", "\\_") for piece in pieces)


def indented(text: str, blanks: int = 2) -> str:
    """Lines with blanks before them; empty ones stay empty."""
    return "\n".join(" " * blanks + line if line else line for line in text.split("\n"))


def callout(block: Callout) -> str:
    """A box, each sentence but the first two on a line of its own."""
    first, _, rest = escaped(block.text).partition(". The user")
    lines = [f"{first}.", f"The user{rest}"] if rest else [first]
    return f"<{block.kind}>\n{indented(chr(10).join(lines))}\n</{block.kind}>"


def padded(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table whose columns are as wide as their widest cell."""
    widths = [max(3, *(len(row[column]) for row in (header, *rows))) for column in range(len(header))]
    lines = [header, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def enum_table(block: EnumTable) -> str:
    """An enum, folded away below its title."""
    table = padded(("Value", "Name"), [(str(value), name) for value, name in block.values])
    if block.title is None:
        return table
    return f'<Accordion title="{block.title}">\n{indented(table)}\n</Accordion>'


def row(block: Row, nested: bool = False) -> str:
    """A field with its description and what is folded away in it; a nested one that says nothing closes itself."""
    tag, place = ("ResponseField", "name") if block.place == "response" else ("ParamField", block.place)
    marks = f' {place}="{block.name}" type="{block.type}"'
    marks += " required" if block.required else ""
    marks += f' default="{block.default}"' if block.default is not None else ""
    inner = "\n\n".join(inside(block))
    if inner:
        return f"<{tag}{marks}>\n{indented(inner)}\n</{tag}>"
    return f"<{tag}{marks} />" if nested else f"<{tag}{marks}>\n</{tag}>"


def inside(block: Row) -> Iterator[str]:
    """What stands in a field."""
    if block.description:
        yield escaped(block.description)
    if block.children:
        rows = "\n\n".join(row(child, nested=True) for child in block.children)
        yield f'<Expandable title="properties">\n{indented(rows)}\n</Expandable>'


def sample(block: Sample) -> str:
    """A fence; in a group those of other languages follow."""
    language = LANGUAGES.get(block.language, block.language)
    fence = f"```{language}{f' {block.label}' if block.label else ''} theme={{null}}\n{block.text}\n```"
    if not block.grouped:
        return fence
    name = block.text.split('"')[1]
    others = [f"```{short} {label} theme={{null}}\n{text.format(name=name)}\n```" for short, label, text in OTHERS]
    return "<CodeGroup>\n" + "\n\n".join(indented(each) for each in (fence, *others)) + "\n</CodeGroup>"


def grid(block: Grid) -> str:
    """A table of words."""
    return padded(block.header, list(block.rows))


WRITERS = {
    Heading: lambda block: f"{'#' * block.level} {escaped(block.text)}",
    Paragraph: lambda block: escaped(block.text),
    Callout: callout,
    Bullets: lambda block: "\n".join(f"* {escaped(item)}" for item in block.items),
    EnumTable: enum_table,
    Row: row,
    Sample: sample,
    Grid: grid,
}
