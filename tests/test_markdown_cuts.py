"""Markdown pages that are cut anywhere, and hostile ones: nothing is lost in silence, nothing raises, nothing takes for ever."""

import time
from collections.abc import Iterator

import pytest

from generator.diagnostics import has_errors
from generator.reading import Reading, read_pages
from generator.spec import Endpoint, Field
from tests import captures
from tests.captures import Capture

ALL = captures.captures("markdown")

#: What stands behind a cut that nobody can know of, beside what is only words: a whole answer, or a whole row of a table of answers,
#: behind others that are as complete as it is.
UNKNOWABLE = {
    "parameter-tables": ("uch crate. |", "| 409 |"),
    "file-download": ("cture.", "### 404"),
    "nested-answers": ("### 404",),
    "portal-profile": ("### A name that is too long",),
    "token": ("### A wrong password",),
}


def by_name(one: Capture) -> str:
    """How pytest calls a page."""
    return one.name


def read(one: Capture, data: bytes) -> list[Reading]:
    """Read a page and check that each line that is not blank is consumed or left, and that left ones are listed."""
    readings = read_pages(one.page, data)
    text = data.decode().split("\n")
    filled = {number for number, line in enumerate(text, 1) if line.strip()}
    assert sum(reading.account.lines for reading in readings) == len(filled)
    for reading in readings:
        left = reading.account.left
        assert sorted(set(left)) == list(left)
        assert set(left) <= filled
        assert not left or any(found.code == "W010" for found in reading.found)
        told = has_errors(reading.found) or any(found.code == "I103" for found in reading.found)
        assert reading.endpoint is not None or told
        assert all(found.line is None or 1 <= found.line <= len(text) for found in reading.found)
    return readings


def cuts(one: Capture) -> Iterator[tuple[bytes, str]]:
    """A page cut behind each line and in the middle of each, with the text that is missing."""
    text = one.data.decode().rstrip()
    at = 0
    for line in text.split("\n"):
        for place in (at + len(line) // 2, at + len(line) + 1):
            if text[:place].strip() and text[place:].strip():
                yield text[:place].encode(), text[place:]
        at += len(line) + 1


def silent(one: Capture) -> Iterator[str]:
    """What is missing from each cut page that says nothing that the whole page does not say, and has lost more than words."""
    whole = read(one, one.data)
    for data, missing in cuts(one):
        readings = read(one, data)
        # The pages above the cut one are complete; of a file of many pages nobody knows how many it had.
        before = whole[len(readings) - 1]
        said = {(found.code, found.message) for found in readings[-1].found}
        if not said - {(found.code, found.message) for found in before.found} and lost(before, readings[-1]):
            yield missing


def lost(whole: Reading, cut: Reading) -> bool:
    """Whether a cut page lacks anything but words."""
    if whole.endpoint is None or cut.endpoint is None:
        return whole.endpoint is not None
    return facts(whole.endpoint) != facts(cut.endpoint) or whole.enums != cut.enums


def facts(endpoint: Endpoint) -> object:
    """What a page says of its endpoint, without words."""
    answers = [(one.status, one.example, [shape(field) for field in one.fields]) for one in endpoint.responses]
    sent = endpoint.request and (endpoint.request.example, [shape(field) for field in endpoint.request.fields])
    called = (endpoint.method, endpoint.path, endpoint.title, endpoint.auth.schemes, endpoint.auth.roles)
    return called, [shape(field) for field in endpoint.parameters], sent, answers


def shape(field: Field) -> object:
    """A field without its words."""
    return field.name, field.type, field.required, field.default, [shape(inner) for inner in field.fields]


@pytest.mark.parametrize("one", ALL, ids=by_name)
def test_cut_page_is_never_silent(one: Capture) -> None:
    """A page that is cut anywhere has a finding that the whole page does not have, unless it lost but words or what nobody can miss."""
    known = UNKNOWABLE.get(one.name, ())
    found = [missing for missing in silent(one) if not missing.lstrip().startswith(known)]
    assert [missing[:60] for missing in found] == []


SIZE = 200_000
HUGE = {
    "openings of fields": "<ParamField " * (SIZE // 12),
    "openings of fields, one a line": "<ParamField\n" * (SIZE // 12),
    "blanks in a tag": "<ParamField" + " " * SIZE,
    "attributes": "<ParamField " + "a " * (SIZE // 2),
    "expressions": "<ParamField a={" * (SIZE // 15),
    "quotes": '<ParamField a="' * (SIZE // 15),
    "fields, one a line": '<ParamField body="a" type="string">\n' * (SIZE // 36),
    "fields in one line": '<ParamField body="a" type="string">' * (SIZE // 35),
    "tags in one line": "<Note>" * (SIZE // 6),
    "tags, one a line": "".join(" " * (n % 150) + "<Tab>\n" for n in range(SIZE // 80)),
    "tags, opened and closed": "<Tab>" * (SIZE // 11) + "</Tab>" * (SIZE // 11),
    "ends of an unknown tag": "</X>" * (SIZE // 4),
    "ends of an author's own field": '<X type="a" name="b"/>' + "</X>" * (SIZE // 4),
    "ends below open tags": "<Tab>" * 1000 + "</Note>" * (SIZE // 7),
    "backticks": "`" * SIZE,
    "backticks in a line": "x" + "`" * SIZE,
    "runs of backticks": "".join("`" * n + " " for n in range(1, 1000)),
    "fences": "```a\n</A>\n" * (SIZE // 9),
    "fences of two kinds": "```\n~~~\n" * (SIZE // 8),
    "comments": "{/*" * (SIZE // 3),
    "comments of HTML": "<!--" * (SIZE // 4),
    "commands": "```bash\n" + "curl a\n" * 20_000 + "```",
    "answers": '<Tab title="400"><ResponseField name="a" type="string"/></Tab>\n' * (SIZE // 64),
    "headings": "# a\n" * 20_000,
    "front matter": "---\na: b\n" * 10_000,
    "brackets": "[" * SIZE,
    "elements": "<div>" * (SIZE // 5),
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_page_costs_no_more_than_it_is_long(name: str) -> None:
    """Much malice is read in no more than half a minute on any machine: nothing here takes the square of a page's length."""
    began = time.process_time()
    readings = read_pages("page.mdx", ("---\napi: GET /berths\n---\n\n" + HUGE[name]).encode())
    assert readings[0].found
    assert time.process_time() - began < 30
