"""What a documentation site says about all of its pages at once: pages in, `llms.txt`, `llms-full.txt` and `sitemap.xml` out.

`origin` is where the site stands; without one it is the address that the pages themselves name.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.docs_site import markdown_form
from tests.docs_site.page import Page

ORIGIN = "https://docs.rails.example.com"


def llms(pages: Sequence[Page], origin: str = ORIGIN) -> str:
    """The index for programs: a list of all pages, each with its summary."""
    lines = (f"- [{page.title}]({origin}{page.address}.md): {page.summary}" for page in pages)
    return "\n".join(["# Rails", "", "> An invented railway.", "", "## Docs", "", *lines]) + "\n"


def llms_full(pages: Sequence[Page], origin: str = ORIGIN) -> str:
    """All pages one after the other, each below its title and its address."""
    return "\n\n".join(one_of_many(page, origin) for page in pages)


def one_of_many(page: Page, origin: str) -> str:
    """A page among others: title, address, summary as plain words, content."""
    return f"# {page.title}\nSource: {origin}{page.address}\n\n{page.summary}\n\n{markdown_form.content(page)}\n"


def sitemap(pages: Sequence[Page], origin: str = ORIGIN) -> str:
    """The addresses of all pages, for search engines."""
    entries = "\n".join(f"<url><loc>{escape(origin + page.address)}</loc></url>" for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}\n</urlset>\n'
    )
