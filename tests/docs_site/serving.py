"""The site on this machine: pages in, a web server of them out, at the addresses that they have on the real one.

`<address>` is the rendered page, `<address>.md` its export; `llms.txt`, `llms-full.txt` and `sitemap.xml` name the server itself.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.docs_site import catalogue, loopback, site
from tests.docs_site.page import Page

Renderer = Callable[[Page, str], str]
CATALOGUES = {
    "llms.txt": (catalogue.llms, "text/plain"),
    "llms-full.txt": (catalogue.llms_full, "text/plain"),
    "sitemap.xml": (catalogue.sitemap, "application/xml"),
}


def application(pages: Sequence[Page], render: Renderer = site.render) -> Starlette:
    """The web application of a site; `render` writes a page in a form."""
    by_address = {page.address: page for page in pages}

    async def answer_catalogue(request: Request) -> Response:
        write, kind = CATALOGUES[request.url.path.lstrip("/")]
        return Response(write(pages, str(request.base_url).rstrip("/")), media_type=kind)

    async def answer_page(request: Request) -> Response:
        bare = request.url.path.removesuffix(".md")
        page = by_address.get(bare)
        if page is None:
            return PlainTextResponse("There is no such page.", 404)
        if bare != request.url.path:
            return Response(render(page, "markdown"), media_type="text/markdown")
        return Response(render(page, "html"), media_type="text/html")

    return Starlette(
        routes=[
            *(Route(f"/{name}", answer_catalogue) for name in CATALOGUES),
            Route("/{address:path}", answer_page),
        ]
    )


@contextmanager
def serve(pages: Sequence[Page] | None = None, render: Renderer = site.render) -> Iterator[str]:
    """Serve pages, or all of the site, on a free port; the origin of the server. `irregularities.render` serves what is planted."""
    with loopback.serve(application(site.pages() if pages is None else pages, render)) as origin:
        yield origin
