"""Readers: one per form, each from the lines of a page to the common block stream. They know markup, not APIs."""

from collections.abc import Callable

from generator.blocks import Stream
from generator.pages import Page
from generator.readers import html, markdown, text

#: The reader of each form.
READERS: dict[str, Callable[[Page], Stream]] = {"text": text.read, "markdown": markdown.read, "html": html.read}
