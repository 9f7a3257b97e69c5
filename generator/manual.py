"""The manual of diagnostics: a code in, its page out, with what it means, an example and the remedy.

A page is written by hand in `docs/diagnostics`, and stands there once: `explain` prints it, the report quotes its meaning, and the tests
run its example and its remedy.
"""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
#: Inside a wheel the pages are beside the modules, in a checkout with the other guides.
_FOLDERS = (_HERE / "_diagnostics", _HERE.parent / "docs" / "diagnostics")
#: Where the meaning begins and ends: behind the quoted message, before the example.
_QUOTE, _EXAMPLE = "\n> ", "\n## Example\n"


def folder() -> Path:
    """The folder of the pages."""
    return next(one for one in _FOLDERS if one.is_dir())


@cache
def page(code: str) -> str:
    """The page of a code, as Markdown; a code that the table of codes does not have is a bug and raises."""
    return (folder() / f"{code}.md").read_text(encoding="utf-8")


def meaning(code: str) -> str:
    """What a code means, as one line of Markdown."""
    said = page(code).split(_QUOTE, 1)[1].split("\n", 1)[1].split(_EXAMPLE, 1)[0]
    return " ".join(said.split())
