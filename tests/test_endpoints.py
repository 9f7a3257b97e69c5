"""Blocks become endpoints: which answer a row or a sample belongs to, what a sample tells of the body, what is only reported."""

import json
from typing import Any

import pytest

from generator.diagnostics import Diagnostic
from generator.limits import MAX_FIELDS, MAX_NESTING
from generator.reading import read_page, read_pages
from generator.spec import Endpoint

HEAD = "---\ntitle: Hoist a sail\napi: POST /api/rig/sails\n---\n\n"


def read(body: str, head: str = HEAD) -> tuple[Endpoint, list[Diagnostic]]:
    """The endpoint of a page in Markdown, and what was found."""
    reading = read_page("page.mdx", (head + body).encode())
    assert reading.endpoint is not None
    return reading.endpoint, list(reading.found)


def answers(endpoint: Endpoint) -> dict[int | None, list[str]]:
    """The names of the fields of each answer by its status."""
    return {one.status: [field.name for field in one.fields] for one in endpoint.responses}


def codes(found: list[Diagnostic]) -> set[str]:
    """The codes of what was found."""
    return {one.code for one in found}


def field(name: str, kind: str = "string", inner: str = "", extra: str = "") -> str:
    """A field of an answer."""
    return f'<ResponseField name="{name}" type="{kind}"{extra}>\n  Words.\n{inner}</ResponseField>\n'


def example(*samples: tuple[str, str]) -> str:
    """Samples of answers by their titles."""
    fences = "".join(f"```json {title}\n{text}\n```\n" for title, text in samples)
    return f"<ResponseExample>\n{fences}</ResponseExample>\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (field("200", "ok", field("id")) + field("400", "bad", field("why")), {200: ["id"], 400: ["why"]}),
        (field("200") + field("id") + field("400") + field("why"), {200: ["id"], 400: ["why"]}),
        (field("200") + field("400") + field("id"), {200: ["id"], 400: []}),
        ("### 200\n" + field("id") + "### 422 Unprocessable Entity\n" + field("why"), {200: ["id"], 422: ["why"]}),
    ],
    ids=["nested", "in turn", "named first", "headings"],
)
def test_rows_go_to_their_status(rows: str, expected: dict[int, list[str]]) -> None:
    """Fields of a status are nested in its row, follow it, or follow all statuses and then describe success."""
    assert answers(read(f"## Response\n\n{rows}")[0]) == expected


@pytest.mark.parametrize("fence", ["```\nGET /rig/sails\n```", "```http\nGET /rig/sails\nAccept: */*\n```"])
def test_a_sample_that_is_a_request_line_tells_the_call(fence: str) -> None:
    """A page may show its method and path in a sample alone, without the protocol that a raw message has."""
    endpoint, found = read(f"# All sails\n\n{fence}\n\n## Response\n\n{field('name')}", head="")
    assert (endpoint.method, endpoint.path) == ("GET", "/rig/sails") and codes(found) == {"W021", "W025", "W028"}


def test_what_a_caller_fills_into_the_query_of_a_path_is_a_parameter() -> None:
    """A slot in the query of the documented path is a required parameter, a fixed value in it is none, and a row counts instead."""
    head = HEAD.replace("/sails", "/sails?kind=jib&mast={mast}&ids=[{a},{b}]&deck={deck}")
    endpoint, found = read('<ParamField query="deck" type="integer">Where.</ParamField>\n', head)
    assert {(one.name, one.type, one.required) for one in endpoint.parameters} == {
        ("mast", "string", True),
        ("ids", "array", True),
        ("deck", "integer", False),
    }
    assert [one.message for one in found if one.code == "W023"] == [
        one.message for one in found if "mast" in one.message or "ids" in one.message
    ]


def test_a_sample_that_cannot_be_read_is_an_answer_all_the_same() -> None:
    """The status of a sample with a comment in it stands, keeps the fields, and only its example is missing."""
    page = example(("200", '{"id": "x", // the id\n}'), ("404", '{"error": "no"}')) + field("id")
    endpoint, found = read(page)
    assert answers(endpoint) == {200: ["id"], 404: ["error"]}
    assert "W012" in codes(found)


def test_a_sample_that_looks_unlike_the_first_is_reported() -> None:
    """Samples called by words and not by a status are not mixed into one answer."""
    page = example(("Done", '{"id": "x"}'), ("Broken", '{"error": "x"}'), ("Again", '{"id": null}')) + field("id")
    endpoint, found = read(page)
    assert answers(endpoint) == {None: ["id"]}
    assert [one.message for one in found if one.code == "W102"] == [
        "The sample `Broken` does not say which answer it shows; nothing is taken from it."
    ]


@pytest.mark.parametrize(("status", "told"), [(204, []), (304, []), (202, ["W015", "W027"])])
def test_an_answer_without_a_body_lacks_nothing(status: int, told: list[str]) -> None:
    """Where HTTP has no body, neither fields nor an example are missed, not even where the page ends with the status."""
    _, found = read(f"## Response\n\n### {status}\n")
    assert [one.code for one in found if one.code in ("W015", "W027", "W028")] == told


ERRORS = (
    "## Error Responses\n\n| Status | Why |\n|---|---|\n| 401 | who |\n{row}\n| 429 | often |\n\nWait five minutes.\n"
)


def test_a_sample_below_a_table_of_errors_is_of_success() -> None:
    """A bare sample does not become the last error that a table names."""
    table = "## Response\n\n| Status | Why |\n|---|---|\n| 401 | who |\n| 429 | often |\n\n"
    endpoint, _ = read(table + '```json\n{"results": []}\n```\n')
    assert answers(endpoint) == {401: [], 429: [], None: ["results"]}


def test_a_table_of_errors_loses_nothing() -> None:
    """A row that begins with no status is reported, the others are read, and the words below are kept."""
    endpoint, found = read(f"## Response\n\n{field('id')}\n{ERRORS.format(row='| 4Z9 | odd |')}")
    assert {one.status: one.description for one in endpoint.responses if one.status} == {401: "who", 429: "often"}
    assert any(one.code == "W010" and "4Z9" in one.message and one.line == 17 for one in found)
    assert "Wait five minutes." in json.dumps(endpoint.model_dump(mode="json"))


PARTS = '```bash\ncurl -X POST "https://rig.example.com/api/rig/sails" -H "X-Trace: 1" -F "text=Hello" -F file=@a.mp3\n```\n'


def test_parts_of_a_form() -> None:
    """A command that sends part by part tells the media type, the fields and which of them is a file."""
    endpoint, found = read(PARTS)
    assert endpoint.request is not None
    assert endpoint.request.content_type == "multipart/form-data"
    assert [(one.name, one.type, one.origin.rule) for one in endpoint.request.fields] == [
        ("text", "string", "curl"),
        ("file", "file", "curl"),
    ]
    assert {"W105", "I104"} <= codes(found)


def test_a_form_in_a_command() -> None:
    """A form-encoded body is read by its pairs, and the words of the page outrank the command that a site makes."""
    words = "Send `application/x-www-form-urlencoded`.\n\n"
    sample = "```bash\ncurl https://rig.example.com/api/rig/sails -d 'kind=jib&size=4'\n```\n"
    endpoint, _ = read(words + sample)
    assert endpoint.request is not None
    assert endpoint.request.content_type == "application/x-www-form-urlencoded"
    assert endpoint.request.example == {"kind": "jib", "size": "4"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('POST /api/rig/sails HTTP/1.1\nContent-Type: application/json\n\n{"size": 4}', {"size": 4}),
        ("POST /api/rig/sails HTTP/1.1\nHost: rig.example.com\n\nsize=4", {"size": "4"}),
    ],
)
def test_raw_requests(text: str, shown: dict[str, Any]) -> None:
    """A raw HTTP request is a sample like a command."""
    endpoint, _ = read(f"## Examples\n\n```http\n{text}\n```\n")
    assert endpoint.request is not None
    assert endpoint.request.example == shown


def test_raw_answers() -> None:
    """A raw HTTP answer is the example of its status."""
    endpoint, _ = read(
        '## Examples\n\n```http\nHTTP/1.1 409 Conflict\nContent-Type: application/json\n\n{"why": "x"}\n```\n'
    )
    assert answers(endpoint) == {409: ["why"]}


ROW = (
    '<div class="field"><div class="param-head" id="param-x"><span data-component-part="field-name">{name}</span>'
    '<span data-component-part="field-info-pill">string</span></div>'
    '<div data-component-part="field-content"><p>Words.</p></div></div>\n'
)


def test_headings_in_another_language() -> None:
    """Fields below headings that nobody knows are told apart by the path and the sample answer, and each is reported."""
    pill = '<div><div class="method-pill">POST</div><div>/api/{zone}/sails</div></div>\n'
    sample = (
        '<div class="response-example"><div data-component-part="code-block-root"><pre language="json"><code>'
        '{"uid": "1", "state": "x"}</code></pre></div></div>\n'
    )
    sent = "<h2>参数</h2>\n" + ROW.format(name="zone") + ROW.format(name="size")
    answered = "<h2>响应</h2>\n" + ROW.format(name="uid") + ROW.format(name="state")
    content = f'<div id="content-area">{pill}{sample}{sent}{answered}</div>'
    reading = read_page("page.html", f"<html><body>{content}</body></html>".encode())
    endpoint = reading.endpoint
    assert endpoint is not None and endpoint.request is not None
    assert [(one.name, one.location) for one in endpoint.parameters] == [("zone", "path")]
    assert [one.name for one in endpoint.request.fields] == ["size"]
    assert answers(endpoint) == {None: ["uid", "state"]}
    assert [one.line for one in reading.found if one.code == "W038"] == [4, 5, 7, 8]


def test_too_many_fields() -> None:
    """Beyond the most fields of a page one error says where reading stopped."""
    rows = "".join(f'<ParamField body="a{n}" type="string">A.</ParamField>\n' for n in range(MAX_FIELDS + 100))
    endpoint, found = read(rows)
    assert endpoint.request is not None and len(endpoint.request.fields) == MAX_FIELDS
    assert [one.code for one in found if one.severity == "error"] == ["E006"]


def test_fields_nested_too_deeply() -> None:
    """Dots in a name and fields in fields count alike, and what is too deep is one error."""
    deep = ".".join("a" * 1 for _ in range(MAX_NESTING + 1))
    endpoint, found = read(f'<ParamField body="{deep}" type="string">A.</ParamField>\n')
    assert endpoint.request is None and "E007" in codes(found)
    fits = deep.rpartition(".")[0]
    endpoint, found = read(f'<ParamField body="{fits}" type="string">A.</ParamField>\n')
    assert endpoint.request is not None and "E007" not in codes(found)


def test_a_guide_among_many_pages_is_no_error() -> None:
    """A page of `llms-full.txt` without an endpoint is passed over; a capture of its own without one is an error."""
    guide = "# About\nSource: https://rig.example.com/about\n\nWords.\n\n"
    page = "# Hoist\nSource: https://rig.example.com/hoist\n\nPOST /api/rig/sails\n"
    found = [one.code for reading in read_pages("llms-full.txt", (guide + page).encode()) for one in reading.found]
    assert "I103" in found and "E010" not in found
    assert "E010" in {one.code for one in read_page("about.md", b"# About\n\nWords.\n").found}


def test_a_path_parameter_is_needed_whatever_its_row_says() -> None:
    """A row of the path without the mark of required fields is told."""
    head = HEAD.replace("/sails", "/sails/{id}")
    _, found = read('<ParamField path="id" type="integer">Which.</ParamField>\n', head)
    assert "I106" in codes(found)


def test_a_name_that_repeats_its_parent() -> None:
    """A full dotted name in its own parent is read as it is written, and told."""
    endpoint, found = read(field("data", "object", field("data.size")))
    assert [inner.name for inner in endpoint.responses[0].fields[0].fields] == ["data"]
    assert "W107" in codes(found)


NAMELESS = (
    b"Skip to main content\nPOST\n/\napi\n/\nsails\n\nBody\n\nstring\nrequired\nWhich sail.\ninteger\nHow big.\n\nResponse\n\n"
    b"uid\nstring\nThe number.\n"
)


def test_rows_without_names() -> None:
    """Types and words whose names a capture lost make no field, and the section is reported."""
    reading = read_page("page.txt", NAMELESS)
    assert reading.endpoint is not None and reading.endpoint.request is None
    assert answers(reading.endpoint) == {None: ["uid"]}
    assert [(one.code, one.line) for one in reading.found if one.code == "W108"] == [("W108", 10)]


def test_words_in_html_outside_the_content() -> None:
    """A field that falls out of the content because tags do not match is an error at its line."""
    pill = '<div><div class="method-pill">POST</div><div>/api/sails</div></div>\n'
    page = (
        f'<html><body><div id="content-area">{pill}{ROW.format(name="a")}</div>\n{ROW.format(name="b")}</body></html>'
    )
    assert [(one.code, one.line) for one in read_page("page.html", page.encode()).found if one.code == "E016"] == [
        ("E016", 4)
    ]
