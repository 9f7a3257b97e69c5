"""Readers: one per form, each from the lines of a page to the common block stream. They know markup, not APIs."""

from collections.abc import Callable

from generator.blocks import Stream
from generator.pages import Page
from generator.readers import html, lossy, markdown

#: The reader of each form; that of the text form looks first whether the capture is a whole one.
READERS: dict[str, Callable[[Page], Stream]] = {"text": lossy.read, "markdown": markdown.read, "html": html.read}
