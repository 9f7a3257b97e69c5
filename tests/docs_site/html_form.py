"""The html form: a page in, the document that a browser shows out, in the markup of either generation of the site's client.

Older pages are of the client of 2024, whose paragraphs are `p` and whose fields have anchors; the others are of that of 2026.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from tests.docs_site import samples
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
from tests.docs_site.text_form import command, pieces

ANCHOR = (
    '<div class="absolute"><a href="#{id}" class="-ml-10" aria-label="Navigate to header">&#8203;'
    '<div><svg viewBox="0 0 9 9"></svg></div></a></div>'
)
LANGUAGES = {"curl": "shellscript"}
COPY = '<div><button aria-label="Copy the contents from the code block"></button></div>'


def write(page: Page) -> str:
    """The document of a page."""
    writer = Writer("p" if page.older else 'span data-as="p"')
    content = "\n".join(writer.block(block) for block in page.blocks)
    return "\n".join(
        [
            *top(page),
            *bar(page),
            *beside(page),
            f'<div class="mdx-content" id="content">\n{content}\n</div>',
            *BOTTOM,
        ]
    )


def top(page: Page) -> Iterator[str]:
    """The document down to the title, with the navigation of the site."""
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield f'<head>\n<meta charset="utf-8"/>\n<title>{escape(page.title)} - Rails</title>\n</head>'
    yield '<body>\n<div id="navbar"><a href="/">Rails</a></div>'
    yield f'<div id="sidebar"><span class="method-nav-pill">PUT</span><div>{escape(page.eyebrow)}</div></div>'
    yield '<div id="content-container">\n<div id="content-area">\n<header id="header">'
    yield f'<div class="eyebrow">{escape(page.eyebrow)}</div>'
    yield f'<h1 id="page-title">{escape(page.title)}</h1>'
    yield '<div id="page-context-menu"><button aria-label="Copy page"><span>Copy page</span></button></div>'
    if page.summary and not page.older:
        yield f"<div><p>{marked(page.summary)}</p></div>"
    yield "</header>"


BOTTOM = (
    '<div class="feedback-toolbar"><p>Was this page helpful?</p></div>',
    '<div id="pagination"><a href="/next">Next</a></div>',
    '<footer id="footer"><a href="https://example.com">Made by nobody</a></footer>',
    "</div>\n</div>\n</body>\n</html>\n",
)


def bar(page: Page) -> Iterator[str]:
    """Method and path."""
    if page.pill:
        shown = "".join(f"<div>{escape(piece)}</div>" for piece in pieces(page.path))
        yield '<div id="api-playground-2-operation-page"><div><div>'
        yield f'<div class="method-pill">{page.method}</div>'
        yield f"<div>{shown}</div>"
        yield '<button aria-label="Try it"><span>Try it</span></button>\n</div></div></div>'


def beside(page: Page) -> Iterator[str]:
    """The command above the page and the skeleton of its answer."""
    if page.head:
        yield group(page.title, "shellscript", "\n".join(command(page.method, page.head)))
    if page.skeleton is not None:
        yield group("200", "json", samples.text(page.skeleton))


def group(label: str, language: str, text: str) -> str:
    """A sample with a bar of tabs above it, of which one is there."""
    tab = f'<button role="tab" aria-selected="true"><div>{escape(label)}</div></button>'
    return (
        '<div class="code-group">\n'
        f'<div data-component-part="code-group-tab-bar"><div role="tablist">{tab}</div>{COPY}</div>\n'
        f'<div role="tabpanel">{code(language, text)}</div>\n</div>'
    )


def code(language: str, text: str) -> str:
    """A highlighted sample, each line in an element of its own."""
    lines = "\n".join(
        f'<span class="line"><span>{escape(line, quote=False)}</span></span>' for line in text.split("\n")
    )
    inner = f'<pre language="{language}"><code language="{language}">{lines}</code></pre>'
    return f'<div data-component-part="code-block-root">\n{inner}\n</div>'


def marked(text: str) -> str:
    """Words with code and strength as elements."""
    text = re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(text, quote=False))
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)


def slug(text: str) -> str:
    """The id of a heading or a field."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of marked words."""
    head = "".join(f"<th>{marked(cell)}</th>" for cell in header)
    body = "\n".join(f"<tr>{''.join(f'<td>{marked(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


class Writer:
    """Writes blocks in the markup of one generation; `paragraph` is its element for words."""

    def __init__(self, paragraph: str) -> None:
        self.open = f"<{paragraph}>"
        self.close = f"</{paragraph.split()[0]}>"

    def block(self, block: Block) -> str:
        """A block as elements."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.words(block.text)
            case Callout():
                return self.callout(block)
            case Bullets():
                items = "\n".join(f"<li>{marked(item)}</li>" for item in block.items)
                return f"<ul>\n{items}\n</ul>"
            case EnumTable():
                return self.enum_table(block)
            case Row():
                return self.row(block)
            case Sample():
                return self.sample(block)
            case Grid():
                return f'<div data-table-wrapper="true">{table(block.header, block.rows)}</div>'

    def words(self, text: str) -> str:
        """A paragraph."""
        return f"{self.open}{marked(text)}{self.close}"

    def heading(self, block: Heading) -> str:
        """A heading with the link to itself."""
        name = slug(block.text)
        return f'<h{block.level} id="{name}">{ANCHOR.format(id=name)}<span>{marked(block.text)}</span></h{block.level}>'

    def callout(self, block: Callout) -> str:
        """A box."""
        return (
            '<div class="callout"><div data-component-part="callout-icon"></div>\n'
            f'<div data-component-part="callout-content">{self.words(block.text)}</div></div>'
        )

    def enum_table(self, block: EnumTable) -> str:
        """An enum, folded away below its title."""
        rows = table(("Value", "Name"), [(str(value), name) for value, name in block.values])
        if block.title is None:
            return rows
        title = f'<p data-component-part="accordion-title">{escape(block.title)}</p>'
        return (
            '<details data-component-part="accordion">\n'
            f'<summary><div data-component-part="accordion-title-container">{title}</div></summary>\n'
            f'<div data-component-part="accordion-content">\n{rows}\n</div>\n</details>'
        )

    def row(self, block: Row) -> str:
        """A field: its name and marks, its description, what is folded away in it."""
        pills = [f'<div data-component-part="field-info-pill"><span>{escape(block.type)}</span></div>']
        if block.default is not None:
            value = escape(block.default)
            pills.append(f'<div data-component-part="field-info-pill"><span>default:</span><span>{value}</span></div>')
        pills += ['<div data-component-part="field-required-pill">required</div>'] * block.required
        inner = [self.words(block.description)] if block.description else []
        inner += [self.folded(block.children)] if block.children else []
        name = f'<div data-component-part="field-name">{escape(block.name)}</div>'
        meta = f'<div data-component-part="field-meta">{"".join(pills)}</div>'
        return "\n".join(
            [
                '<div class="field">',
                f'<div class="param-head" id="param-{slug(block.name)}">{name}{meta}</div>',
                '<div data-component-part="field-content">',
                *inner,
                "</div>\n</div>",
            ]
        )

    def folded(self, rows: Sequence[Row]) -> str:
        """The children of a field, which a button shows."""
        inner = "\n".join(map(self.row, rows))
        return (
            '<details data-component-part="expandable">\n'
            '<summary><p data-component-part="expandable-title">Show properties</p></summary>\n'
            f'<div data-component-part="expandable-content">\n{inner}\n</div>\n</details>'
        )

    def sample(self, block: Sample) -> str:
        """A sample: in a group of tabs, or below its label."""
        language = LANGUAGES.get(block.language, block.language)
        if block.grouped:
            return group(str(block.label), language, block.text)
        name = f'<div data-component-part="code-block-header-filename"><span>{escape(str(block.label))}</span></div>'
        head = f'<div data-component-part="code-block-header">{name}</div>\n' if block.label else ""
        return f'<div class="code-block">\n{head}{code(language, block.text)}\n</div>'
