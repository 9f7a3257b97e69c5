"""What real pages do against their own rules, planted on the site: the whole table, and the site with all of it planted out."""

from functools import cache
from pathlib import Path

from tests.docs_site import site
from tests.docs_site.irregular_pages import PAGES
from tests.docs_site.irregular_rows import ROWS
from tests.docs_site.irregular_samples import SAMPLES
from tests.docs_site.page import Page
from tests.docs_site.planting import Irregularity

IRREGULARITIES: tuple[Irregularity, ...] = (*PAGES, *ROWS, *SAMPLES)


@cache
def planted() -> dict[str, tuple[Irregularity, ...]]:
    """The irregularities of each page that has any which change it, by the page's name."""
    found: dict[str, tuple[Irregularity, ...]] = {}
    for one in IRREGULARITIES:
        for name in one.pages if one.edit or one.rewrite else ():
            found[name] = (*found.get(name, ()), one)
    return found


def render(page: Page, form: str) -> str:
    """A page in a form, with all that is planted on it in that form."""
    rows = [one for one in planted().get(page.name, ()) if form in one.forms]
    for one in rows:
        page = one.edit(page) if one.edit else page
    text = site.render(page, form)
    for one in rows:
        text = one.rewrite(text, form) if one.rewrite else text
    return text


def files(form: str) -> dict[str, str]:
    """The whole site with its irregularities by file names; second captures of a page stand below `older/`."""
    by_name = {page.name: page for page in site.pages()}
    twins = {f"older/{name}": one.twin(by_name[name]) for one in IRREGULARITIES if one.twin for name in one.pages}
    older = {f"{name}{site.FORMS[form][0]}": site.render(page, form) for name, page in twins.items()}
    return {**site.files(form, render), **older}


def write(folder: Path, form: str) -> list[Path]:
    """Write the site with its irregularities below a folder; the files."""
    return site.save(folder, files(form))
