"""Whatever a page is, reading it raises nothing, accounts for every line, and never loses something in silence."""

import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import addresses, checks, config
from generator.diagnostics import Diagnostic, has_errors
from generator.phrases import read_type
from generator.reading import Reading, read_page
from generator.spec import Endpoint, Field
from tests import captures
from tests.captures import PAGE, Capture

SUPPLIED = [one for one in captures.captures() if one.name.startswith("nexudus-")]
ALL = captures.captures()
RICH = [one for one in ALL if one.name in ("create", "search", "irregular-rows", "untyped-rows", "delete-with-a-body")]
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def by_name(one: Capture) -> str:
    """How pytest calls a page."""
    return one.name


def api() -> config.ApiConfig:
    """The particulars of the supplied API."""
    text = (captures.REPOSITORY / "specs/nexudus/api.toml").read_text("utf-8")
    loaded, _ = config.load(text, "api.toml")
    assert loaded is not None
    return loaded


NEXUDUS = api()


def findings(reading: Reading) -> list[Diagnostic]:
    """What a build says of a page: its own findings and the sections that api.toml misses."""
    missing = checks.required_sections(NEXUDUS, reading.endpoint, reading.last_line) if reading.endpoint else ()
    return [*reading.found, *missing]


def key(found: Diagnostic) -> tuple[str, str]:
    """A finding without its line, which moves when lines are cut."""
    return found.code, found.message


def read(data: bytes) -> Reading:
    """Read a page and check what holds for every page: each line that is not blank is consumed or left, and left ones are listed."""
    reading = read_page(PAGE, data)
    left = reading.account.left
    assert sorted(set(left)) == list(left)
    if reading.account.lines:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        filled = {number for number, line in enumerate(text, 1) if line.strip()}
        assert len(filled) == reading.account.lines
        assert set(left) <= filled
    assert not left or any(found.code in ("W010", "E003") for found in reading.found)
    assert all(found.page == PAGE for found in reading.found)
    assert all(found.line is not None and found.line >= 1 for found in reading.found if found.code != "E003")
    assert reading.endpoint is not None or has_errors(reading.found)
    assert reading == read_page(PAGE, data)
    return reading


def stated(endpoint: Endpoint) -> Iterator[tuple[addresses.Part, Field]]:
    """The fields that rows of a page state."""
    return ((at, one) for at, one in addresses.fields_of(endpoint) if one.origin.rule == "field-row")


def cuts(one: Capture) -> Iterator[tuple[int, bytes]]:
    """A page cut after each of its lines but the last ones, behind which only blanks follow."""
    lines = one.lines
    for count in range(1, len(lines)):
        if b"".join(lines[count:]).strip():
            yield count, b"".join(lines[:count])


@pytest.mark.parametrize("one", SUPPLIED, ids=by_name)
def test_cut_page_is_never_silent(one: Capture) -> None:
    """A supplied page that is cut after any line has a finding that the whole page does not have."""
    whole = {key(found) for found in findings(read(one.data))}
    silent = [count for count, data in cuts(one) if not {key(found) for found in findings(read(data))} - whole]
    assert silent == []


@pytest.mark.parametrize("one", ALL, ids=by_name)
def test_cut_page_keeps_what_was_good(one: Capture) -> None:
    """Every field whose row, and a further line of it, stand above the cut is read as on the whole page."""
    whole = read(one.data)
    for count, data in cuts(one):
        kept = read_page(PAGE, data)
        if whole.endpoint is None or kept.endpoint is None or whole.endpoint.method != kept.endpoint.method:
            continue
        known = {(f.name, f.origin.line): f for _, f in stated(kept.endpoint)}
        rows = [f for _, f in stated(whole.endpoint)]
        reach = {f.origin.line or 0: (f.origin.line or 0) + (read_type(f.type_text or "") is None) for f in rows}
        for _, before in stated(whole.endpoint):
            following = min((line for line in reach if line > (before.origin.line or 0)), default=0)
            if following and reach[following] < count:
                after = known[before.name, before.origin.line]
                assert (after.type, after.required, after.default) == (before.type, before.required, before.default)
                assert after.description == before.description


CUTS_IN_ERROR = [
    (r"^(Skip to main content|PUT)$", "E010"),
    (r"^api$", "E011"),
    (r"^Authentication$", "E011"),
    (r"^Required Fields$", "E011"),
    (r"^(AccessCode|MinutesIncluded|FromTime|EvaluationOrder)$", "E013"),
    (r"^integer\[\]$", "E013"),
    (r"^curl ", "E014"),
    (r'^    "Id": 87654321', "E014"),
    (r'^  "Value": \{', "E014"),
    (r"^Response$", "E011"),
]


@pytest.mark.parametrize("one", SUPPLIED, ids=by_name)
@pytest.mark.parametrize(("line", "code"), CUTS_IN_ERROR, ids=[code + line for line, code in CUTS_IN_ERROR])
def test_cut_that_is_an_error(one: Capture, line: str, code: str) -> None:
    """No method or path, an incomplete last row, an unclosed sample and a missing section are errors with a page and a line."""
    for number, text in enumerate(one.lines, 1):
        if re.search(line, text.decode().rstrip("\n")):
            found = [d for d in findings(read(b"".join(one.lines[:number]))) if d.severity == "error"]
            assert code in {d.code for d in found}, number
            assert all(d.page == PAGE and d.line and d.line <= number for d in found)


@pytest.mark.parametrize("one", [*SUPPLIED, *RICH], ids=by_name)
def test_damaged_page_never_raises(one: Capture) -> None:
    """A page cut inside a line, without a line, with a line twice or with two lines swapped is read without a traceback."""
    lines = one.lines
    for at in range(len(lines)):
        before, after = b"".join(lines[:at]), b"".join(lines[at + 1 :])
        swapped = b"".join(reversed(lines[at : at + 2])) + b"".join(lines[at + 2 :])
        # All three at every line would take a minute; page by page each line has its turn in some case.
        others = (lines[at][: len(lines[at]) // 2], lines[at] + lines[at] + after, swapped)
        read_page(PAGE, before + after)
        read_page(PAGE, before + others[(at + len(lines)) % 3])


@pytest.mark.parametrize("one", SUPPLIED, ids=by_name)
def test_lost_field_is_never_silent(one: Capture) -> None:
    """Where a supplied page without one of its lines has lost a field, it has a finding that the whole page does not have."""
    whole = read(one.data)
    known, names = {key(found) for found in findings(whole)}, places(whole)
    silent = []
    for at, line in enumerate(one.lines):
        reading = read(b"".join(one.lines[:at]) + b"".join(one.lines[at + 1 :]))
        if not names <= places(reading) and not {key(found) for found in findings(reading)} - known:
            silent.append((at + 1, line))
    assert silent == []


def places(reading: Reading) -> set[addresses.Part]:
    """The places of all fields that rows state."""
    return {at for at, _ in stated(reading.endpoint)} if reading.endpoint else set()


GRAMMAR = [
    "GET", "POST", "PUT", "DELETE", "PATCH", "/", "api", "spaces", "{id}", "?id=[", "{id1}", ",", "]", "http://x/y?a=b",
    "string", "integer", "integer[]", "object[]", "array", "any", "string | null", "varchar(3)", "required", 'default:"1"',
    "default: x", "deprecated", "{", "}", "[", "{}", '"a": 1,', '{"a": [1, {"b": null}]}', "curl -X PUT 'http://x/y' \\",
    "curl 'unclosed", "-d '{", "}'", "ValueName", "0Sunday", "13", "-1Below", "Skip to main content", "Documentation Index",
    "Use this file to discover", "Authentication", "the Thing-Edit role. bearer", "Enums", "Path Parameters", "Query Parameters",
    "Pagination & Sorting", "Filters", "Request Body", "Required Fields", "Optional Fields", "Children", "Code Examples",
    "Response", "200", "400", "404 - gone", "Example Response", "Name", "a.b[].c", "Id", "See eFoo enum above.", "Foo.", "null.",
    "The Name value for this thing.", "", "", "", " ", "\t", "\u2028", "é", "'", '"', "\\", "`",
]  # fmt: skip


@SLOW
@given(st.lists(st.sampled_from(GRAMMAR), max_size=60))
def test_any_mixture_of_the_grammar(lines: list[str]) -> None:
    """Lines of pages in any order are read without a traceback, wholly accounted for, and twice alike."""
    read("\n".join(lines).encode())


@SLOW
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    """Any text is read without a traceback."""
    read(text.encode("utf-8", "replace"))


@SLOW
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """Any bytes are read without a traceback."""
    reading = read_page(PAGE, data)
    assert reading.endpoint is not None or has_errors(reading.found)


@SLOW
@given(st.sampled_from(ALL), st.data())
def test_any_text_inside_a_page(one: Capture, data: st.DataObject) -> None:
    """A page with any text put at any place is read without a traceback and accounted for."""
    at = data.draw(st.integers(0, len(one.lines)))
    text = data.draw(st.text(max_size=60) | st.sampled_from(GRAMMAR))
    read(b"".join(one.lines[:at]) + text.encode("utf-8", "replace") + b"\n" + b"".join(one.lines[at:]))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E001"),
        (b" \n\t\r\n", "E001"),
        (b"PUT\n/x\n\0", "E002"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "E002"),
        ("Grüße".encode("latin-1"), "E002"),
        (b"x" * (8 * 1024 * 1024 + 1), "E003"),
        (b"x\n" * 60_000, "E003"),
        (b"Just some words.", "E010"),
    ],
    ids=["empty", "blank", "nul", "image", "latin-1", "bytes", "lines", "prose"],
)
def test_what_is_no_page(data: bytes, code: str) -> None:
    """What is no page of an endpoint is an error of its own."""
    reading = read_page(PAGE, data)
    assert [found.code for found in reading.found if found.severity == "error"] == [code]


MEGABYTE = 1_000_000
HEAD = "PUT\n/\nx\n\nRequest Body\n\n"
HUGE = {
    "brackets in one line": "{" * MEGABYTE,
    "brackets, one a line": "{\n" * (MEGABYTE // 2),
    "brackets between blank lines": "{\n\n" * (MEGABYTE // 3),
    "open curls in one line": "curl '" * (MEGABYTE // 6),
    "a long body": "PUT\n/x\n\ncurl -d '" + "a" * MEGABYTE + "'\n",
    "open curls, one a line": "curl '\n" * (MEGABYTE // 7),
    "open curls between blank lines": "curl '\n\n" * (MEGABYTE // 8),
    "one letter a line": "a\n" * (MEGABYTE // 2),
    "letters where rows stand": HEAD + "a\n" * 24_000,
    "types where rows stand": HEAD + "string\n" * 40_000,
    "rows": HEAD + "".join(f"f{n}\nstring\n" for n in range(20_000)),
    "pieces of a path": "GET\n" + "/\n{a}\n" * 20_000,
    "deep arrays": "PUT\n/x\n" + "[" * 300_000 + "]" * 300_000,
    "deep objects": "PUT\n/x\n" + '{"a":' * 150_000 + "1" + "}" * 150_000,
    "tables": "PUT\n/x\n\nEnums\n\n" + "ValueName\n0A\n1B\n" * 8_000 + "\nRequest Body\n\n"
    + "".join(f"f{n}\ninteger\nA or B. See e{n} enum above.\n" for n in range(8_000)),
    "half of a role": "PUT\n/x\n\nAuthentication\n\n" + "a-" * (MEGABYTE // 2),
    "half of a date part": HEAD + "a\nobject\n" + "date of " * (MEGABYTE // 8) + "\n",
    "half of an enum's words": HEAD + "a\ninteger\nThe " + "a value for this " * (MEGABYTE // 17) + "!\n",
    "unions that are none": HEAD + ("a\na" + "-or" * 25 + "!\n") * 10_000,
    "headings": "PUT\n/x\n\n" + "Response\n\n200\n\n" * 12_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HUGE)
def test_huge_page_costs_no_more_than_it_is_long(name: str) -> None:
    """A megabyte of malice is read in seconds: nothing here takes the square of a page's length."""
    began = time.process_time()
    read_page(PAGE, HUGE[name].encode())
    assert time.process_time() - began < 60
