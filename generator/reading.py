"""One page to what it documents: the order of the stages that need nothing but the page itself.

Pages are independent of each other, so this is the unit of work that may run in any process.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from generator import diagnostics
from generator.blocks import Stream
from generator.compose import compose
from generator.diagnostics import Diagnostic
from generator.drafts import Account
from generator.endpoints import gather
from generator.enums import link_page
from generator.limits import MAX_BYTES, MAX_LINES, MAX_PAGES
from generator.pages import Page, load, split
from generator.readers import READERS
from generator.samples import Curl
from generator.spec import Endpoint, Enum

_NOTHING = Account(lines=0, left=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page gave: its endpoint (null where it has none), its enums, the account of its lines, the findings.

    `calls` are the requests in its samples, each with its line and whether the site itself made it; `stated` is the address of the
    endpoint as the page writes it, with its host where it has one.
    """

    path: str
    endpoint: Endpoint | None = None
    enums: tuple[Enum, ...] = ()
    account: Account = _NOTHING
    found: tuple[Diagnostic, ...] = ()
    last_line: int = 1
    calls: tuple[tuple[Curl, int, bool], ...] = ()
    stated: str | None = None


def read_pages(
    path: str, data: bytes, *, url: str | None = None, captured: str | None = None, form: str | None = None
) -> list[Reading]:
    """Read one capture from its bytes, which may hold several pages; whatever they are, nothing is raised.

    `form` is a key of `READERS` and overrides what the content looks like.
    """
    page, found = load(path, data, url=url, captured=captured)
    if page is None:
        return [Reading(path=path, found=tuple(found))]
    page = replace(page, form=form or page.form)
    parts = split(page)
    if len(parts) > MAX_PAGES:
        return [refused(page, len(parts), "pages", MAX_PAGES)]
    readings = [_read(part) for part in parts]
    return [one if one.endpoint or len(parts) == 1 else passed_over(one) for one in readings]


def passed_over(reading: Reading) -> Reading:
    """A page without an endpoint among many: a guide and no error."""
    found = [
        diagnostics.make("I103", one.page or reading.path, one.line) if one.code == "E010" else one
        for one in reading.found
    ]
    return replace(reading, found=diagnostics.in_order(found))


def read_page(path: str, data: bytes, *, url: str | None = None, captured: str | None = None) -> Reading:
    """Read a capture that holds one page."""
    return read_pages(path, data, url=url, captured=captured)[0]


def _read(page: Page) -> Reading:
    for size, unit, limit in ((page.size, "bytes", MAX_BYTES), (len(page.lines), "lines", MAX_LINES)):
        if size > limit:
            return refused(page, size, unit, limit)
    return _document(page, READERS[page.form])


def refused(page: Page, size: int, unit: str, limit: int) -> Reading:
    """What a page gives that is beyond a limit: an error where it begins, and all of its lines left over."""
    return unread(page, diagnostics.make("E003", page.path, page.first_line, size=size, unit=unit, limit=limit))


def unread(page: Page, problem: Diagnostic) -> Reading:
    """What a page gives that nothing reads."""
    filled = tuple(number for number, line in page.numbered() if line.strip())
    account = Account(lines=len(filled), left=filled)
    return Reading(
        path=page.path, account=account, found=(problem,), last_line=filled[-1] if filled else page.first_line
    )


def _document(page: Page, reader: Callable[[Page], Stream]) -> Reading:
    filled = [number for number, line in page.numbered() if line.strip()]
    draft, account = gather(page, reader(page))
    endpoint, enums = compose(draft), tuple[Enum, ...]()
    if endpoint is not None:
        endpoint, enums, found = link_page(endpoint, draft.tables)
        draft.found += found
    return Reading(
        path=page.path,
        endpoint=endpoint,
        enums=enums,
        account=account,
        found=diagnostics.in_order(draft.found),
        last_line=filled[-1],
        calls=tuple(draft.curls),
        stated=draft.pill.path if draft.pill else None,
    )
