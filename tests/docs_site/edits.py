"""Changes of pages: a page in, another page out. The irregularities are made of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.docs_site import samples
from tests.docs_site.page import Block, Callout, EnumTable, Heading, Page, Row, Sample

Edit = Callable[[Page], Page]


def each(page: Page, change: Callable[[Block], Block | None]) -> Page:
    """A page with each block changed, or left out where the change gives none."""
    changed = (change(block) for block in page.blocks)
    return replace(page, blocks=tuple(block for block in changed if block is not None))


def each_row(page: Page, change: Callable[[Row], Row | None], place: str | None = None) -> Page:
    """A page with each row changed, or those of one place."""
    return each(page, lambda block: change(block) if isinstance(block, Row) and place in (None, block.place) else block)


def row(of: str, **facts: Any) -> Edit:
    """The edit that gives other facts to the rows of a name."""
    return lambda page: each_row(page, lambda one: replace(one, **facts) if one.name == of else one)


def worded(name: str, change: Callable[[str], str]) -> Edit:
    """The edit that changes the description of the rows of a name."""
    return lambda page: each_row(
        page, lambda one: replace(one, description=change(str(one.description))) if one.name == name else one
    )


def without_enums(page: Page) -> Page:
    """A page without tables of values."""
    return each(page, lambda block: None if is_heading(block, "Enums") or isinstance(block, EnumTable) else block)


def each_table(change: Callable[[EnumTable], EnumTable]) -> Edit:
    """The edit that changes all tables of values."""
    return lambda page: each(page, lambda block: change(block) if isinstance(block, EnumTable) else block)


def above(title: str, *blocks: Block) -> Edit:
    """The edit that puts blocks above a heading."""

    def edit(page: Page) -> Page:
        at = next(number for number, block in enumerate(page.blocks) if is_heading(block, title))
        return replace(page, blocks=(*page.blocks[:at], *blocks, *page.blocks[at:]))

    return edit


def first(page: Page, *blocks: Block) -> Page:
    """A page with blocks above all others."""
    return replace(page, blocks=(*blocks, *page.blocks))


def is_heading(block: Block, title: str) -> bool:
    """Whether a block is the heading of a title."""
    return isinstance(block, Heading) and block.text == title


def samples_changed(language: str, old: str, new: str) -> Edit:
    """The edit that writes other words into the samples of a language."""

    def change(block: Block) -> Block:
        if isinstance(block, Sample) and block.language == language:
            return replace(block, text=block.text.replace(old, new))
        return block

    return lambda page: each(page, change)


def role(old: str, new: str) -> Edit:
    """The edit that names another role."""
    return lambda page: each(
        page, lambda block: replace(block, text=block.text.replace(old, new)) if isinstance(block, Callout) else block
    )


def answers_alone(page: Page, name: str, **facts: Any) -> Page:
    """A page with other facts for a row of an answer, in the skeleton, too."""
    changed = each_row(page, lambda one: replace(one, **facts) if one.name == name else one, "response")
    skeleton = {**page.skeleton, name: samples.PLACEHOLDERS[facts["type"]]}
    return replace(changed, skeleton=skeleton)
