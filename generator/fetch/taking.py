"""One page: what is wanted in, its capture out, or what became of it. The Markdown twin first, then the page, then what an
`llms-full.txt` has of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from generator import pages
from generator.captures import Capture
from generator.fetch import urls
from generator.fetch.answers import HTML, PAGES, Answer, Outcome, Refusal
from generator.fetch.asking import ask
from generator.fetch.findings import Finding
from generator.fetch.indexes import text_of
from generator.fetch.plan import Known, Wanted
from generator.fetch.probing import Probe
from generator.fetch.sending import Session

ENDINGS = {"html": ".html", "markdown": ".md", "text": ".txt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a page: its capture, or whether it is gone or has failed, and what was found.

    `at` is the address that gave the capture, behind all redirects; `resumed` is true where an earlier run had asked for it.
    """

    wanted: Wanted
    capture: Capture | None = None
    at: str | None = None
    gone: bool = False
    failed: bool = False
    resumed: bool = False
    found: tuple[Finding, ...] = ()


@dataclass(slots=True, kw_only=True)
class Twins:
    """What is known of the twins of each site."""

    probes: dict[str, Probe] = field(default_factory=dict)

    def of(self, url: str) -> Probe:
        """What is known of the site of an address."""
        return self.probes.setdefault(urls.origin_of(url), Probe())


async def take(session: Session, twins: Twins, wanted: Wanted) -> Taken:
    """Get one page."""
    if wanted.whole and wanted.part is not None:
        return Taken(wanted=wanted, capture=capture_of_part(wanted))
    candidates = candidates_of(session, wanted)
    twin = await look_for_twin(session, twins, wanted, candidates)
    if twin.taken is not None:
        return twin.taken
    page = await take_page(session, wanted, alone=not candidates)
    if twin.refused is None or page.capture is not None:
        return page
    # An index names the Markdown: what is the matter with that is told, and that there is no page beside it makes no page one that is gone.
    return twin.refused if twin.refused.failed or not page.failed else page


# Twins


def candidates_of(session: Session, wanted: Wanted) -> tuple[str, ...]:
    """Where the Markdown of a page may be."""
    named = (wanted.exact,) if wanted.exact else ()
    return tuple(dict.fromkeys(named + (urls.twins(wanted.address) if session.terms.twins else ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """What became of a page's Markdown: its capture, or whether it is sure that there is none; `refused` where the address that an index
    names cannot be had.
    """

    taken: Taken | None = None
    absent: bool = False
    refused: Taken | None = None


async def look_for_twin(session: Session, twins: Twins, wanted: Wanted, candidates: tuple[str, ...]) -> Twin:
    """The Markdown of a page. Where it is sure to be, the probes are not asked."""
    if not candidates:
        return Twin()
    if wanted.exact or known_as(wanted, (".md",)):
        return await take_twin(session, wanted, candidates)
    probe = twins.of(wanted.address)
    if not await probe.begin():
        return Twin()
    twin = Twin()
    try:
        twin = await take_twin(session, wanted, candidates)
    finally:
        probe.end(absent=twin.absent)
    return twin


async def take_twin(session: Session, wanted: Wanted, candidates: tuple[str, ...]) -> Twin:
    """The Markdown of a page from the first address that has it."""
    known = known_as(wanted, (".md",))
    absent, refused = True, None
    for url in candidates:
        outcome = await ask_for(session, wanted, url, known)
        if isinstance(outcome, Refusal):
            if outcome.passing and known:
                return Twin(taken=failure(wanted, url, outcome))
            absent = absent and not outcome.passing
            told = url == wanted.exact and (outcome.passing or not wanted.known)
            refused = failure(wanted, url, outcome) if told else refused
        elif outcome.status == 304 and known:
            return Twin(taken=unchanged(wanted, outcome, known))
        elif not outcome.missing and outcome.media not in HTML and (form := form_of(outcome)) and form != "html":
            return Twin(taken=captured(wanted, outcome, ".md"))
    return Twin(absent=absent, refused=refused)


# Pages


async def take_page(session: Session, wanted: Wanted, *, alone: bool) -> Taken:
    """The capture of a page at its own address; `alone` where its Markdown was not looked for."""
    known = known_as(wanted, (".html", ".txt", ".htm", *((".md",) if alone else ())))
    outcome = await ask_for(session, wanted, wanted.address, known)
    if isinstance(outcome, Refusal):
        return failure(wanted, wanted.address, outcome) if wanted.known or not wanted.part else part(wanted)
    if outcome.status == 304 and known:
        return unchanged(wanted, outcome, known)
    if outcome.missing:
        return missing(wanted, outcome)
    form = form_of(outcome)
    if form is None:
        return failure(wanted, wanted.address, Refusal(code="E136", reason="it is no text in UTF-8"))
    return captured(wanted, outcome, ".html" if outcome.media in HTML else ENDINGS[form])


async def ask_for(session: Session, wanted: Wanted, url: str, known: Known | None) -> Outcome:
    """The answer to the question for a page or its twin."""
    validators = known.validators if known else None
    allows: Callable[[str], bool] = wanted.scope.has_page
    return await ask(session, url, allows, kinds=PAGES, limit=session.terms.max_bytes, known=validators, keep=True)


def known_as(wanted: Wanted, endings: tuple[str, ...]) -> Known | None:
    """What the lock has of a page in one of some forms, at the path that it has now."""
    paths = [f"{wanted.stem}{ending}" for ending in endings]
    return next((one for one in wanted.known if one.path in paths), None)


def form_of(answer: Answer) -> str | None:
    """The form of an answer by its content, null where it is no text."""
    text = text_of(answer.data)
    return None if text is None else pages.form_of(text)


# What became of a page


def captured(wanted: Wanted, answer: Answer, ending: str) -> Taken:
    """A page that came."""
    capture = Capture(
        path=f"{wanted.stem}{ending}",
        url=wanted.address,
        data=answer.data,
        captured=answer.captured,
        etag=answer.etag,
        last_modified=answer.last_modified,
    )
    return Taken(wanted=wanted, capture=capture, at=answer.url, resumed=answer.recalled)


def unchanged(wanted: Wanted, answer: Answer, known: Known) -> Taken:
    """A page that is still what the lock says."""
    said = known.validators
    capture = Capture(
        path=known.path,
        url=wanted.address,
        data=None,
        captured=known.captured,
        etag=answer.etag or (said.etag if said else None),
        last_modified=answer.last_modified or (said.last_modified if said else None),
    )
    return Taken(wanted=wanted, capture=capture, at=answer.url, resumed=answer.recalled)


def without_moved(taken: Sequence[Taken]) -> list[Taken]:
    """The same, pages gone that no index names and that only lead to one which an index names: that page has come by itself."""
    listed = {urls.identity(one.wanted.address) for one in taken if one.wanted.listed}
    return [
        moved(one, one.at) if not one.wanted.listed and one.at and urls.identity(one.at) in listed else one
        for one in taken
    ]


def moved(taken: Taken, target: str) -> Taken:
    """A page that has another address now."""
    finding = Finding(code="I134", what=taken.wanted.address, reason=target, page=taken.wanted.known[0].path)
    return Taken(wanted=taken.wanted, gone=True, resumed=taken.resumed, found=(finding,))


def missing(wanted: Wanted, answer: Answer) -> Taken:
    """A page that the site does not have."""
    if wanted.part:
        return part(wanted)
    if wanted.known:
        return Taken(wanted=wanted, gone=True, resumed=answer.recalled)
    finding = Finding(code="W130", what=wanted.exact or wanted.address, reason=str(answer.status))
    return Taken(wanted=wanted, resumed=answer.recalled, found=(finding,))


def failure(wanted: Wanted, url: str, refusal: Refusal) -> Taken:
    """A page that could not be had."""
    place = {"page": wanted.known[0].path} if wanted.known else {}
    what = f"{url} (now {refusal.target})" if refusal.target else url
    # What a robots.txt forbids cannot be had by asking again: it is told, and a run is none the worse for it.
    failed = refusal.code != "W131"
    return Taken(
        wanted=wanted, failed=failed, found=(Finding(code=refusal.code, what=what, reason=refusal.reason, **place),)
    )


def part(wanted: Wanted) -> Taken:
    """A page that only an `llms-full.txt` has."""
    finding = Finding(code="I133", what=wanted.address)
    return Taken(wanted=wanted, capture=capture_of_part(wanted), found=(finding,))


def capture_of_part(wanted: Wanted) -> Capture | None:
    """The capture of a page out of an `llms-full.txt`."""
    if wanted.part is None:
        return None
    return Capture(
        path=f"{wanted.stem}.md", url=wanted.address, data=wanted.part.text.encode(), captured=wanted.part.captured
    )
