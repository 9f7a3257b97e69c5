"""Words of Markdown: the tokens of markdown-it in, the words that a reader of the page sees out.

A soft line break is a blank, as a browser shows it; `<br/>` ends a line, and so does each item of a list.
"""

import re
from collections.abc import Callable, Sequence

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

#: Indented text is never code here: authors indent what stands inside a component.
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")

_LINE_BREAK = re.compile(r"(?i)<br\s*/?>")


def end_of(tokens: Sequence[Token], at: int) -> int:
    """The index behind the block that starts at a token."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index + 1
    return len(tokens)


def plain(tokens: Sequence[Token], soft: str = " ") -> str:
    """The words of a block: paragraphs apart, list items marked; `soft` stands for a line break of the source alone."""
    parts: list[str] = []
    marks = 0
    for token in tokens:
        if token.type == "list_item_open":
            marks += 1
        elif token.type == "inline":
            text = inline_text(token, soft)
            parts.append(f"• {text}" if marks else text)
            marks = 0
        elif token.type == "html_block":
            parts.append(BeautifulSoup(_LINE_BREAK.sub("\n", token.content), "lxml").get_text())
        elif token.type in ("fence", "code_block"):
            parts.append(token.content)
    joint = "\n" if any(part.startswith("• ") for part in parts) else "\n\n"
    return joint.join(part.strip() for part in parts if part.strip())


#: What an inline token is in words; text of other tokens is taken as it is, tags are dropped.
INLINE: dict[str, Callable[[Token], str]] = {
    "hardbreak": lambda _: "\n",
    "html_inline": lambda token: "\n" if _LINE_BREAK.fullmatch(token.content) else "",
    "image": lambda token: token.content,
}


def inline_text(token: Token, soft: str = " ") -> str:
    """The words of an inline token."""
    if not token.children:
        return token.content
    parts = (
        soft if child.type == "softbreak" else INLINE[child.type](child) if child.type in INLINE else child.content
        for child in token.children
    )
    return "".join(parts)
