"""How an irregularity is told: its facts in, a row of the table out.

A row with an edit or a rewriting changes the pages that it names; one without is a thing that the site does anyhow. `codes` are the
codes that the generator reports besides the usual ones, `facts` what the spec says, by place and name: `body.Name.required`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.docs_site.edits import Edit

FORMS = ("text", "markdown", "html")
Rewriting = Callable[[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Irregularity:
    """One thing that pages do. `rewrite` changes a written page, given it and its form; `twin` makes a second capture of a page.

    `codes` are found in every form, those of `more` in one form only; `forms` are those in which it can be seen at all.
    """

    name: str
    what: str
    pages: tuple[str, ...]
    edit: Edit | None = None
    rewrite: Rewriting | None = None
    twin: Edit | None = None
    forms: tuple[str, ...] = FORMS
    codes: frozenset[str] = frozenset()
    more: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facts: tuple[tuple[str, Any], ...] = ()
    text_facts: tuple[tuple[str, Any], ...] = ()


def plant(
    name: str, what: str, pages: str, edit: Edit | None = None, codes: str = "", *facts: tuple[str, Any], **more: Any
) -> Irregularity:
    """A row of the table; pages and codes are told with blanks between."""
    return Irregularity(
        name=name,
        what=what,
        pages=tuple(pages.split()),
        edit=edit,
        codes=frozenset(codes.split()),
        facts=facts,
        **more,
    )
