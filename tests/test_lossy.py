"""Tests of lossy captures: which pages are taken for one, what is read from them, and what is never guessed."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages import load
from generator.readers.loss import LossyCursor, is_lossy
from generator.readers.runon import split_values
from generator.reading import Reading, read_pages
from generator.recovery import CONSEQUENCES
from generator.samples import glued_json, parse_curl
from generator.spec import Endpoint, Field
from tests import captures

LOSSY = [folder for folder in captures.folders("text") if folder.name.startswith("lossy-")]
WHOLE = [folder for folder in captures.folders("text") if folder not in LOSSY]

CURL = 'curl -X POST "https://quay.example.com/api/harbour/lanterns" -H "Authorization: Bearer X"'


def by_name(folder: Path) -> str:
    """How pytest calls a case."""
    return folder.name


def looks_lossy(data: bytes) -> bool:
    """Whether a capture is taken for a lossy one."""
    page, _ = load("page.txt", data)
    return page is not None and is_lossy(LossyCursor(page))


def read(text: str) -> Reading:
    """The reading of a page."""
    return read_pages("page.txt", text.encode(), form="text")[0]


def endpoint_of(text: str) -> Endpoint:
    """The endpoint of a page that has one."""
    endpoint = read(text).endpoint
    assert endpoint is not None
    return endpoint


def lossy_page(*lines: str) -> str:
    """A lossy page of a create endpoint, with lines of its own at the end."""
    top = ("Adds a lantern to the quay.", "Authentication", "The caller must hold the Lantern-Create role.")
    return "\n".join((*top, "Request Body", "Required Fields", *lines))


def accounted(data: bytes, reading: Reading) -> bool:
    """Whether every line that nothing took is reported."""
    filled = sum(1 for line in re.split(r"\r\n|\r|\n", data.decode("utf-8-sig")) if line.strip())
    codes = {one.code for one in reading.found}
    return reading.account.lines == filled and (not reading.account.left or "W010" in codes)


@pytest.mark.parametrize("folder", WHOLE, ids=by_name)
def test_whole_captures_are_not_lossy_wherever_they_are_cut(folder: Path) -> None:
    """A capture of a rendered page is never taken for a lossy one, cut after any line, with its skip link or without."""
    lines = captures.capture(folder).lines
    body = lines[1:] if lines[0].startswith(b"Skip") else lines
    for part in (lines, body):
        assert [count for count in range(1, len(part) + 1) if looks_lossy(b"".join(part[:count]))] == []


@pytest.mark.parametrize("folder", LOSSY, ids=by_name)
def test_lossy_captures_are_recognised(folder: Path) -> None:
    """A lossy capture is recognised, has one warning that says so, and none that only follows from the loss."""
    one = captures.capture(folder)
    assert looks_lossy(one.data)
    codes = [found.code for reading in read_pages(one.page, one.data) for found in reading.found]
    assert codes.count("W090") == 1
    assert not CONSEQUENCES & set(codes)


@pytest.mark.parametrize("folder", LOSSY, ids=by_name)
def test_lossy_captures_cut_after_any_line(folder: Path) -> None:
    """A lossy capture that was cut raises nothing and accounts for every line."""
    lines = captures.capture(folder).lines
    for count in range(1, len(lines)):
        data = b"".join(lines[:count])
        for reading in read_pages("page.txt", data):
            assert accounted(data, reading), count


@pytest.mark.parametrize(
    "text",
    [
        "About our harbours\nThey are beautiful.\nResponse\nWe answer letters.",
        "PUT\nUpdate Lantern",
        "He has a front-end role.\nShe looks after authentication.",
        f"A note\n{CURL}\nThat is all.",
        "Authentication\n\nSend a token.\n\nRequest Body\n\nid\ninteger\nrequired\nWhich lantern is to be changed.",
        "[1] See the footnote, please.\nValue of names",
        "# Setting up\nRun the following.\nExamples\nmake",
    ],
)
def test_other_text_is_not_lossy(text: str) -> None:
    """Words, one sign alone, and pages without a method whose rows have types are no lossy captures."""
    assert not looks_lossy(text.encode())


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_blank_lines_do_not_hide_the_loss(gap: str) -> None:
    """A capture that kept its blank lines but lost its rows is a lossy one."""
    text = lossy_page("Painted on the post below the lantern.", "Code Examples", CURL).replace("\n", gap)
    assert looks_lossy(text.encode())


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("1 Daily 2 Weekly", ["Daily", "Weekly"]),
        ("1 Daily 2 Every 3 months 4 Yearly", ["Daily", "Every 3 months", "Yearly"]),
        ("1 Terminal 2 2 Terminal 3 3 Gate", ["Terminal 2", "Terminal 3", "Gate"]),
        ("0 None 1 First day 2 Second day", ["None", "First day", "Second day"]),
        ("13 Foo 94 Bar 95 Baz Qux", ["Foo", "Bar", "Baz Qux"]),
        ("1 active 2 not active", ["active", "not active"]),
        ("2 B 1 A", ["B", "A"]),
        ("1 15 minutes 2 30 minutes 3 60 minutes", None),
        ("1 2 3 4", None),
        ("Daily 2 Weekly", None),
        ("", None),
    ],
)
def test_values_on_one_line(words: str, names: Sequence[str] | None) -> None:
    """A line of values is cut where only one reading is the least odd, else not at all."""
    found = split_values(words)
    assert (None if found is None else [name for _, name in found]) == names


@given(st.lists(st.sampled_from(["Buoy", "Dry berth", "Every 3 months", "7", "12", "x", "-1"]), max_size=30))
def test_values_on_one_line_lose_nothing(words: Sequence[str]) -> None:
    """Whatever reading is chosen, its values and names put together are the line."""
    line = " ".join(words)
    found = split_values(line)
    assert found is None or " ".join(part for pair in found for part in pair) == line


def fields_of(text: str) -> dict[str, Field]:
    """The fields of the body of a page by name."""
    request = endpoint_of(text).request
    return {one.name: one for one in request.fields} if request else {}


BODY = f"""{CURL} --data '{{ "Name": "<string>", "Height": 123 }}'"""


def test_the_body_of_placeholders_shows_what_is_required() -> None:
    """Where the page divides its fields, those in the body of placeholders are required, by the rule of the sample."""
    shown = fields_of(BODY + "\n" + lossy_page("Painted on the post below the lantern."))
    assert {name: (one.type, one.required) for name, one in shown.items()} == {
        "Name": ("string", True),
        "Height": ("number", True),
    }
    assert shown["Name"].facts["required"].rule == "curl"


def test_a_body_of_placeholders_alone_requires_nothing() -> None:
    """Some sites show all fields there; without a heading for required ones nothing is claimed."""
    page = lossy_page("Painted on the post below the lantern.").replace("\nRequired Fields", "")
    assert not any(one.required for one in fields_of(f"{BODY}\n{page}").values())


def test_descriptions_without_names_are_given_to_nobody() -> None:
    """A description whose name is lost stands nowhere in the spec, and is reported once for its section with its lines."""
    page = lossy_page(
        "ReplacesLanternOfEarlierYears", "Its own words.", "Painted on the post.", "How high it is.", CURL
    )
    reading = read(page)
    assert fields_of(page)["ReplacesLanternOfEarlierYears"].description == "Its own words."
    assert "Painted" not in endpoint_of(page).model_dump_json()
    assert [(one.code, one.line) for one in reading.found if one.code == "W091"] == [("W091", 8)]
    assert any("2, at 8-9" in one.message for one in reading.found)


def test_a_name_alone_says_so() -> None:
    """A row of which only the name is left has the rule that tells it, no type, and no warning of its own."""
    page = lossy_page("ReplacesLanternOfEarlierYears", CURL)
    one = fields_of(page)["ReplacesLanternOfEarlierYears"]
    assert (one.type, one.type_text, one.origin.rule, one.required) == ("any", None, "field-row:name", True)
    assert "W045" not in {found.code for found in read(page).found}


def test_rows_that_kept_their_types_are_rows() -> None:
    """In a page without blank lines a row with a type is stated as ever, and takes one line of description only."""
    page = lossy_page("Height", "number", "required", "In metres.", "Painted on the post below the lantern.", CURL)
    one = fields_of(page)["Height"]
    assert (one.type_text, one.description, one.origin.rule) == ("number", "In metres.", "field-row")
    assert "W091" in {found.code for found in read(page).found}


def test_a_list_of_names_is_not_guessed_at() -> None:
    """Names between commas whose meaning is lost become no fields."""
    page = lossy_page("Painted, Height, Lit, OwnerName, QuayName, Note", CURL)
    assert [one.line for one in read(page).found if one.code == "W092"] == [6]
    assert "OwnerName" not in endpoint_of(page).model_dump_json()


def test_queries_of_samples_become_parameters() -> None:
    """What the address of a sample sends is a parameter with the rule of the sample; whole numbers and truth values tell types."""
    page = "\n".join(
        (
            "Lists lanterns, a page at a time.",
            "Authentication",
            "The caller must hold the Lantern-List role.",
            "Query Parameters",
            "Number of the page, beginning with 1.",
            "Code Examples",
            'curl "https://quay.example.com/api/harbour/lanterns?page=1&lit=true&from=2025-01-01&name="',
        )
    )
    shown = endpoint_of(page).parameters
    assert [(one.name, one.type, one.origin.rule) for one in shown] == [
        ("page", "integer", "curl"),
        ("lit", "boolean", "curl"),
        ("from", "any", "curl"),
        ("name", "any", "curl"),
    ]


@pytest.mark.parametrize(
    ("url", "path", "kind"),
    [
        ("/lanterns/87654321", "/lanterns/{id}", "integer"),
        ("/lanterns/{lanternId}", "/lanterns/{lanternId}", "string"),
        ("/quays/7/lanterns/8", "/quays/{id1}/lanterns/{id2}", "integer"),
        ("/v1/lanterns/<key>", "/v1/lanterns/{key}", "string"),
    ],
)
def test_values_in_paths_become_slots(url: str, path: str, kind: str) -> None:
    """A value in the path of a sample stands for a parameter; its name is that of a placeholder where one is shown."""
    page = f"Reads one lantern.\nAuthorization\nLantern-Read\ncurl 'https://quay.example.com{url}'"
    endpoint = endpoint_of(page)
    assert (endpoint.path, {one.type for one in endpoint.parameters}) == (path, {kind})
    assert endpoint.auth.roles == ("Lantern-Read",)


def test_a_command_on_one_line_with_an_answer_behind_it() -> None:
    """Continuation marks that are left in a joined line are blanks, and the answer behind the last quote is none of the command's."""
    text = "curl --request PUT \\ --url 'https://quay.example.com/x' \\ --data '{ \"a\" : 1 }'{ \"b\" : 2 }"
    glue = glued_json(text)
    assert glue is not None
    assert text[glue:] == '{ "b" : 2 }'
    curl = parse_curl(text[:glue], 1)
    assert curl is not None
    assert (curl.method, curl.url, curl.body) == ("PUT", "https://quay.example.com/x", '{ "a" : 1 }')


LINES = st.sampled_from(
    [
        "",
        "Adds a lantern to the quay.",
        "Authentication",
        "Authorization",
        "Lantern-Create",
        "The caller must hold the Lantern-Create role.",
        "Request Body",
        "Required Fields",
        "Query Parameters",
        "Filters",
        "Code Examples",
        "Response",
        "200",
        "400",
        "PUT",
        "Update Lantern",
        "Enums",
        "eLightCycle — LightCycle values",
        "Value Name 1 Steady 2 Every 3 seconds",
        "Value Name",
        "1Steady",
        "| Value | Name |",
        "|---|---|",
        "| 13 | |",
        "| a | b | c |",
        "ReplacesLanternOfEarlierYears",
        "from_Lantern_LastInspectedOn",
        "Height",
        "integer",
        "required",
        "Painted on the post below the lantern, where all can see it.",
        "Name, Height, Lit, OwnerName, QuayName, Note",
        "[email protected] hears of it.",
        "Documentation Index",
        "Use this file to discover all available pages before exploring further.",
        "REST API Reference",
        '{ "a" : 1 , "b" : "<string>" }',
        "[ { } ]",
        "{",
        '"a": 1',
        "}",
        "[",
        "{} if there is none",
        CURL,
        f"{CURL} \\",
        f'{CURL} -d \'{{ "a": 1 }}\'{{ "b": 2 }}',
        f"{CURL} -d '{{",
        "}'{",
        "it's",
        "Example Response",
    ]
)


@given(st.lists(LINES, min_size=1, max_size=40).filter(any))
def test_any_mixture_of_lossy_lines_is_read(lines: Sequence[str]) -> None:
    """Whatever is left of a page, in whatever order: nothing is raised, and every line is taken or reported."""
    data = "\n".join(lines).encode()
    for reading in read_pages("page.txt", data, form="text"):
        assert accounted(data, reading)
        assert reading.endpoint is not None or any(found.code.startswith("E") for found in reading.found)
