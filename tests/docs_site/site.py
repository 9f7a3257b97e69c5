"""The made documentation site: facts in, all pages in a form, and a folder of files out."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from tests.docs_site import extra_pages, html_form, markdown_form, reading_pages, text_form, writing_pages
from tests.docs_site.entities import FACTS, Entity, entities
from tests.docs_site.page import Page
from tests.docs_site.parts import finish

KINDS: dict[str, Callable[[Entity], Page]] = {
    "search": reading_pages.search,
    "get": reading_pages.get,
    "batch": reading_pages.batch,
    "create": writing_pages.create,
    "update": writing_pages.update,
    "delete": writing_pages.delete,
    "commands": reading_pages.commands,
    "run_command": writing_pages.run_command,
}
FORMS: dict[str, tuple[str, Callable[[Page], str]]] = {
    "text": (".txt", text_form.write),
    "markdown": (".md", markdown_form.write),
    "html": (".html", html_form.write),
}


@cache
def pages() -> tuple[Page, ...]:
    """All pages of the site, without irregularities."""
    standard = [finish(entity, KINDS[kind](entity)) for entity in entities().values() for kind in entity.kinds]
    return (*standard, *extra_pages.pages())


def render(page: Page, form: str) -> str:
    """A page in a form."""
    return FORMS[form][1](page)


def files(form: str, render: Callable[[Page, str], str] = render) -> dict[str, str]:
    """All pages in a form by their file names, each named by its address."""
    return {f"{page.name}{FORMS[form][0]}": render(page, form) for page in pages()}


def save(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write texts by their file names below a folder; the files, in the same order."""
    written = []
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        written.append(path)
    return written


def write(folder: Path, form: str) -> list[Path]:
    """Write all pages in a form, without irregularities, below a folder; the files, in the order of the pages."""
    return save(folder, files(form))


def api_toml() -> str:
    """The text of the `specs/rails/api.toml` that fits this site."""
    return (FACTS / "api.toml").read_text("utf-8")
