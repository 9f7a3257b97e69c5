"""A walk through the indexes of one site: an address in, the links and the parts of all indexes out that it leads to."""

from dataclasses import dataclass, field

from generator.fetch import indexes, urls
from generator.fetch.answers import HTML, INDEXES, Answer, Refusal
from generator.fetch.asking import ask
from generator.fetch.bodies import BodyError, gunzipped
from generator.fetch.findings import Finding
from generator.fetch.sending import Session
from generator.fetch.urls import Scope
from generator.limits import MAX_FILE_BYTES, MAX_PAGES

#: Of one source; and how often one index may name another that names another.
MAX_INDEXES, MAX_DEPTH = 200, 3
#: Of one source, in all of its indexes: most may lead to other parts of a site.
MAX_LINKS = 20 * MAX_PAGES
#: What the reason of a refusal lacks where the words of its own code are not beside it.
REASONS = {"W131": "{} does not allow it", "E137": "robots.txt cannot be read: {}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A page out of an `llms-full.txt`: its text, and when that was captured."""

    text: str
    captured: str


@dataclass(slots=True, kw_only=True)
class Walk:
    """What a walk has come by: links with the index that names them as base, parts, findings, and how many indexes could be read."""

    session: Session
    scope: Scope
    seen: set[str] = field(default_factory=set)
    links: dict[str, None] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    read: int = 0
    failed: int = 0

    def add(self, links: tuple[str, ...], base: str) -> None:
        """Note links of an index."""
        for link in links:
            if len(self.links) + len(self.wrong) >= MAX_LINKS:
                self.found.append(Finding(code="W135", what=base, reason=f"more than {MAX_LINKS} links"))
                return
            url = urls.normal(link, base)
            if url is not None:
                self.links.setdefault(url)
            elif not link.startswith(("mailto:", "tel:", "javascript:", "data:", "#")):
                self.wrong.append(link)


async def get(walk: Walk, url: str, limit: int = MAX_FILE_BYTES) -> Answer | None:
    """An index, or null where there is none or it cannot be had."""
    if url in walk.seen:
        return None
    if len(walk.seen) >= MAX_INDEXES:
        walk.found.append(Finding(code="W135", what=url, reason=f"more than {MAX_INDEXES} indexes"))
        return None
    walk.seen.add(url)
    answer = await ask(walk.session, url, walk.scope.has_host, kinds=INDEXES, limit=limit)
    if isinstance(answer, Refusal):
        # Many sites say by another status, type or an empty file that there is none.
        walk.failed += answer.passing and answer.code != "E136"
        reason = REASONS.get(answer.code, "{}").format(answer.reason)
        what = f"{url} (now {answer.target})" if answer.target else url
        walk.found.append(Finding(code="W134", what=what, reason=reason))
        return None
    return None if answer.missing else answer


def unusable(walk: Walk, url: str, reason: str) -> None:
    """Note an index that is none."""
    walk.found.append(Finding(code="W134", what=url, reason=reason))


async def read_llms(walk: Walk, url: str, depth: int = 0) -> bool | None:
    """Take up an `llms.txt` and those that it names; whether any of them is cut, or null where there is none."""
    answer = await get(walk, url)
    if answer is None:
        return None
    text = indexes.text_of(answer.data)
    index = indexes.llms(text) if text is not None and answer.media not in HTML else None
    if index is None:
        unusable(walk, url, "it is no llms.txt")
        return None
    walk.read += 1
    walk.add(index.links, answer.url)
    cut = index.note is not None
    if index.note is not None:
        walk.found.append(Finding(code="I131", what=url, reason=index.note))
    for one in nested(walk, index.nested, answer.url, depth):
        cut = bool(await read_llms(walk, one, depth + 1)) or cut
    return cut


async def read_sitemap(walk: Walk, url: str, depth: int = 0) -> bool:
    """Take up a sitemap and those that it names; whether there is one."""
    answer = await get(walk, url)
    if answer is None:
        return False
    try:
        index = indexes.sitemap(gunzipped(answer.data, MAX_FILE_BYTES))
    except BodyError as error:
        unusable(walk, url, str(error))
        walk.failed += 1
        return False
    if index is None:
        unusable(walk, url, "it is no sitemap")
        return False
    walk.read += 1
    walk.add(index.links, answer.url)
    for one in nested(walk, index.nested, answer.url, depth):
        await read_sitemap(walk, one, depth + 1)
    return True


def nested(walk: Walk, links: tuple[str, ...], base: str, depth: int) -> list[str]:
    """The indexes that an index names and that may be read."""
    found = [url for link in links if (url := urls.normal(link, base))]
    outside = [url for url in found if not walk.scope.has_host(url)]
    walk.found += [
        Finding(code="W134", what=url, reason="it is on a host that the source does not allow") for url in outside
    ]
    inside = [url for url in found if walk.scope.has_host(url)]
    if inside and depth >= MAX_DEPTH:
        walk.found.append(
            Finding(code="W135", what=inside[0], reason=f"indexes of indexes, more than {MAX_DEPTH} deep")
        )
        return []
    return inside


async def read_full(walk: Walk, url: str) -> bool:
    """Take up an `llms-full.txt`; whether there is one."""
    answer = await get(walk, url)
    if answer is None:
        return False
    parts = indexes.full(answer.data, url) if answer.media not in HTML else {}
    if not parts:
        unusable(walk, url, "it is no llms-full.txt with the addresses of its pages")
        return False
    walk.read += 1
    for address, text in parts.items():
        page = urls.normal(address, answer.url)
        if page is None:
            walk.wrong.append(address)
        else:
            walk.links.setdefault(page)
            walk.parts.setdefault(urls.identity(page), Part(text=text, captured=answer.captured))
    return True


async def read_links(walk: Walk, url: str) -> bool:
    """Take up the links of a page; whether it could be read."""
    answer = await get(walk, url, walk.session.terms.max_bytes)
    text = indexes.text_of(answer.data) if answer else None
    if answer is None or text is None:
        return False
    walk.read += 1
    walk.add(indexes.listed(text), answer.url)
    return True
