"""Sources: one of `[[sources]]` in, the pages out that it lists, and whether it could be read at all."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator.config import Source
from generator.fetch import indexes, urls
from generator.fetch.asking import rules_of
from generator.fetch.findings import Finding
from generator.fetch.robots import Rules
from generator.fetch.sending import Session
from generator.fetch.urls import Scope
from generator.fetch.walking import Part, Walk, read_full, read_links, read_llms, read_sitemap
from generator.limits import MAX_FILE_BYTES

#: What the last segment of an address says of what is there; first match wins.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("full", re.compile(r"llms-full\.txt")),
    ("llms", re.compile(r"llms\.txt")),
    ("sitemap", re.compile(r"sitemap[^/]*\.xml(\.gz)?")),
    # What stands behind the last dot of `v1.2` is no ending.
    ("site", re.compile(r"[^.]*|.*\.\d+")),
    ("links", re.compile(r".*")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page that an index names: its address, and that of its Markdown where the index names that."""

    address: str
    exact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a source lists: pages by their identity, parts of an `llms-full.txt` by the same.

    `readable` is false where no index of it could be read, so that nothing is known of what it has. With `whole` the parts are the pages.
    """

    scope: Scope
    into: str = ""
    pages: dict[str, Listed] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    readable: bool = True
    whole: bool = False
    found: tuple[Finding, ...] = ()


def kind_of(url: str) -> str:
    """What is at an address, by its last segment."""
    return next(kind for kind, name in KINDS if name.fullmatch(urls.name_of(url)))


async def read_site_source(session: Session, source: Source) -> Listing:
    """What a source with an address lists."""
    url = urls.normal(source.url or "")
    if url is None:
        finding = Finding(code="E130", what=source.url or "", reason="it is no address that is asked for")
        return Listing(scope=urls.scope_of((), (), ()), into=source.into, readable=False, found=(finding,))
    scope = urls.scope_of((urls.host_of(url), *source.hosts), source.pages, source.skip)
    walk, kind = Walk(session=session, scope=scope), kind_of(url)
    await READERS[kind](walk, url)
    return listing_of(walk, source, url, whole=kind == "full")


async def read_site(walk: Walk, url: str) -> None:
    """Take up the indexes of a site: `llms.txt`, and where that is missing or cut the others; the links of the page itself at last."""
    roots = roots_of(url)
    for root in roots:
        cut = await read_llms(walk, f"{root}llms.txt")
        if cut is not None:
            await complete(walk, f"{root}llms.txt", roots, cut=cut)
            break
    else:
        await read_others(walk, roots)
    if not walk.read and not walk.failed and await read_links(walk, url):
        walk.found.append(Finding(code="I132", what=url))


async def complete(walk: Walk, url: str, roots: list[str], *, cut: bool) -> None:
    """Take up the other indexes where an `llms.txt` is cut, or names none of the pages that are wanted."""
    read, found = walk.read, any(urls.is_page(one) and walk.scope.has_page(one) for one in walk.links)
    if cut or not found:
        await read_others(walk, roots)
    if cut and walk.read == read:
        walk.found.append(Finding(code="W133", what=url))


async def read_others(walk: Walk, roots: list[str]) -> None:
    """Take up the sitemaps and the first `llms-full.txt` of a site."""
    rules = await rules_of(walk.session, roots[0])
    stated = [urls.normal(one, roots[0]) for one in rules.sitemaps] if isinstance(rules, Rules) else []
    for url in [
        *(one for one in stated if one and walk.scope.has_host(one)),
        *(f"{root}sitemap.xml" for root in roots),
    ]:
        await read_sitemap(walk, url)
    for root in roots:
        if await read_full(walk, f"{root}llms-full.txt"):
            return


async def read_named_llms(walk: Walk, url: str) -> None:
    """Take up an `llms.txt`, and the other indexes where it is cut."""
    cut = await read_llms(walk, url)
    if cut is not None:
        await complete(walk, url, roots_of(url.rpartition("/")[0]), cut=cut)


def roots_of(url: str) -> list[str]:
    """Where the indexes of a site may be: below its address, and at its origin."""
    own = urls.origin_of(url) + urls.path_of(url).rstrip("/") + "/"
    return list(dict.fromkeys([own, f"{urls.origin_of(url)}/"]))


#: How a source is read by its kind. What a reader gives back is in its walk.
READERS: dict[str, Callable[[Walk, str], Awaitable[object]]] = {
    "site": read_site,
    "llms": read_named_llms,
    "sitemap": read_sitemap,
    "full": read_full,
    "links": read_links,
}


def listing_of(walk: Walk, source: Source, url: str, *, whole: bool) -> Listing:
    """The listing that a walk has made."""
    listed, found = chosen(list(walk.links), walk.scope, url)
    found += [*walk.found, *(Finding(code="W136", what=one, reason=url) for one in walk.wrong)]
    if not walk.read:
        # What is the matter with an index that is the source itself is told once.
        found = [one for one in found if (one.code, one.what) != ("W134", url)]
        reasons = [one.reason for one in walk.found if one.code == "W134"]
        found.append(Finding(code="E130", what=url, reason=reasons[-1] if reasons else "there is none"))
    elif not listed and is_alone(walk.scope, url):
        listed = {urls.identity(url): Listed(address=urls.page_address(url))}
    elif not listed:
        found.append(Finding(code="E140", what=url))
    return Listing(
        scope=walk.scope,
        into=source.into,
        pages=listed,
        parts=walk.parts,
        readable=bool(walk.read and listed),
        whole=whole,
        found=tuple(found),
    )


def is_alone(scope: Scope, url: str) -> bool:
    """Whether a source is a page that is wanted itself: its `pages` name just that, and no part of a site."""
    return urls.is_page(url) and scope.pages == (urls.path_of(url),) and urls.path_of(url) != "/"


def chosen(links: list[str], scope: Scope, origin: str) -> tuple[dict[str, Listed], list[Finding]]:
    """The pages among links, each once; those outside of the scope are told in one finding."""
    listed: dict[str, Listed] = {}
    outside = [one for one in links if not (urls.is_page(one) and scope.has_page(urls.page_address(one)))]
    left = frozenset(outside)
    for link in links:
        if link in left:
            continue
        known = listed.get(urls.identity(link))
        exact = link if urls.is_markdown(link) else None
        if known is None:
            listed[urls.identity(link)] = Listed(address=urls.page_address(link), exact=exact)
        elif known.exact is None and exact:
            listed[urls.identity(link)] = Listed(address=known.address, exact=exact)
    if not outside:
        return listed, []
    what = f"{len(outside)}, one is {outside[0]}" if len(outside) > 1 else outside[0]
    return listed, [Finding(code="I130", what=what, reason=origin)]


def read_list(source: Source, folder: Path) -> Listing:
    """What a file with addresses lists. It is the user's own, so that all hosts that it names are allowed."""
    path = source.list or ""
    try:
        data = (folder / path).read_bytes()
    except OSError as error:
        return broken(source, path, error.strerror or "it cannot be opened")
    text = indexes.text_of(data) if len(data) <= MAX_FILE_BYTES else None
    if text is None:
        return broken(source, path, "it is empty or no text")
    lines = indexes.lines_of(text)
    links = {line: urls.normal(line) for line in lines}
    good = [url for url in links.values() if url]
    scope = urls.scope_of((*map(urls.host_of, good), *source.hosts), source.pages, source.skip)
    listed, found = chosen(list(dict.fromkeys(good)), scope, path)
    found += [Finding(code="W136", what=line, reason=path) for line, url in links.items() if url is None]
    found += [Finding(code="E140", what=path)] * (not listed)
    return Listing(scope=scope, into=source.into, pages=listed, readable=bool(listed), found=tuple(found))


def broken(source: Source, path: str, reason: str) -> Listing:
    """The listing of a list that cannot be read."""
    finding = Finding(code="E139", what=path, reason=reason)
    return Listing(
        scope=urls.scope_of(source.hosts, source.pages, source.skip), into=source.into, readable=False, found=(finding,)
    )
