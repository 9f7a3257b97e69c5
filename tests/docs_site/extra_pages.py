"""Pages of another make: `facts/extras.toml` in, the pages of the market, of tokens and of the members' portal out."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.docs_site import parts, samples
from tests.docs_site.entities import load
from tests.docs_site.page import Block, Callout, Grid, Head, Heading, Page, Paragraph, Row, Sample

ROW = re.compile(r"(?P<name>[^|!=]+?)(?P<mark>!)?(?: =(?P<default>\S+))? \| (?P<type>[^|]+?) \|(?P<text>.*)")
SECTIONS = {"query": "Query Parameters", "body": "Request Body", "header": "Headers", "response": "Response"}


@cache
def facts() -> dict[str, dict[str, Any]]:
    """The table of each page, by the page's name."""
    return load("extras")


def rows(page: dict[str, Any], place: str) -> tuple[Row, ...]:
    """The rows of a section of a page."""
    return tuple(read_row(line, place) for line in page.get(place, "").splitlines() if line.strip())


def read_row(line: str, place: str) -> Row:
    """The row that a line of facts states; raises ValueError."""
    match = ROW.fullmatch(line)
    if match is None:
        raise ValueError(f"no row: {line!r}")
    return Row(
        place=place,
        name=match["name"],
        type=match["type"],
        required=match["mark"] is not None,
        default=match["default"],
        description=match["text"].strip() or None,
    )


def placeholder(row: Row) -> Any:
    """What the site writes for the value of a row."""
    return samples.PLACEHOLDERS[row.type.partition(" (")[0]]


def pages() -> Iterator[Page]:
    """All these pages, in the order of the facts."""
    for name, page in facts().items():
        yield page_of(name, page)


def page_of(name: str, page: dict[str, Any]) -> Page:
    """A page from its table."""
    body = rows(page, "body")
    answer = rows(page, "response")
    sent = {row.name: placeholder(row) for row in body if row.required} if body else None
    return Page(
        address=f"/rest-api/{name}",
        kind=page["make"],
        entity="SalesOutlet" if page["make"] == "market" else None,
        eyebrow="SalesOutlets" if page["make"] == "market" else "Access",
        title=page["title"],
        summary=page["summary"],
        method=page["method"],
        path=page["path"],
        pill=page.get("pill", True),
        head=head(page, sent),
        skeleton={row.name: placeholder(row) for row in answer} if answer else None,
        blocks=tuple(market(page) if page["make"] == "market" else portal(page)),
    )


def head(page: dict[str, Any], sent: dict[str, Any] | None) -> Head:
    """The command above the page, which always says JSON and basic authentication, whatever the page says."""
    made = parts.head(page["method"], parts.ORIGIN + page["path"], sent)
    more = (("client_id", "<client_id>"),) if "header" in page else ()
    return Head(url=made.url, headers=(*made.headers, *more), body=made.body)


def sections(page: dict[str, Any], *places: str) -> Iterator[Block]:
    """The sections of rows that a page has."""
    for place in places:
        if place in page:
            yield Heading(text=SECTIONS[place])
            yield from rows(page, place)


def market(page: dict[str, Any]) -> Iterator[Block]:
    """A page that was taken over from another program: the title again, everything flat, the command at the end."""
    yield Heading(text=page["title"])
    yield Paragraph(text=page["text"])
    yield from sections(page, "query", "body")
    yield Heading(text="Response")
    if page["answers"] != [0]:
        yield Heading(text="200", level=3)
    yield from rows(page, "response")
    yield Sample(language="json", text=page["example"].strip(), label="Example Response")
    yield Heading(text="Example Request")
    yield Sample(language="curl", text=market_call(page), label="cURL")


def market_call(page: dict[str, Any]) -> str:
    """The command of such a page, whose body is indented by tabs."""
    text = parts.call(page["method"], parts.ORIGIN + page["path"] + page.get("request", ""))
    if "sends" not in page:
        return text
    return f"{text} \\\n  -H \"Content-Type: application/json\" \\\n  -d '{page['sends'].strip()}'"


def portal(page: dict[str, Any]) -> Iterator[Block]:
    """A page about what members do: the title again, no status, raw messages, and sections for readers."""
    yield Heading(text=page["title"])
    yield Paragraph(text=page["text"])
    for kind in ("Warning", "Note"):
        if kind.lower() in page:
            yield Callout(kind=kind, text=page[kind.lower()])
    yield Heading(text="Authentication")
    yield Paragraph(text=page["authentication"])
    yield from sections(page, "query", "body", "header", "response")
    yield Heading(text="Examples")
    for title, *texts in page["examples"]:
        yield Heading(text=title, level=3)
        for language, text in zip(texts[::2], texts[1::2], strict=True):
            yield Sample(language=language, text=text.strip())
    yield from for_readers(page)


def for_readers(page: dict[str, Any]) -> Iterator[Block]:
    """What stands below, of which a program needs nothing but the errors."""
    if "typescript" in page:
        yield Heading(text="TypeScript Integration")
        yield Sample(language="typescript", text=page["typescript"].strip())
    tables = (
        ("usage", "Usage in Portal", ("Page", "When")),
        ("errors", "Error Responses", ("Status", "Error", "Reason")),
        ("related", "Related Endpoints", ("Method", "Path", "What it does")),
    )
    for key, title, header in tables:
        if key in page:
            yield Heading(text=title)
            yield Grid(header=header, rows=tuple(map(tuple, page[key])))


def example_of(page: dict[str, Any]) -> Any:
    """The sample of a successful answer."""
    texts = [page["example"]] if "example" in page else [page["examples"][0][-1]]
    return json.loads(texts[0])
