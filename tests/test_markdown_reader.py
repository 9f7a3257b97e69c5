"""What the `markdown` reader makes of components, front matter and files of many pages, and that no text at all upsets it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.reading import Reading, read_page, read_pages
from generator.spec import Endpoint, Field

PAGE = "page.mdx"
FRONT = "---\napi: POST /berths\n---\n\n"


def reading(body: str, front: str = FRONT) -> Reading:
    """A page below its front matter, as it is read."""
    return read_page(PAGE, (front + body).encode())


def endpoint(body: str, front: str = FRONT) -> Endpoint:
    """What a page documents."""
    found = reading(body, front).endpoint
    assert found is not None
    return found


def body_fields(body: str) -> dict[str, Field]:
    """The fields of the request body of a page, by name."""
    request = endpoint(body).request
    return {} if request is None else {field.name: field for field in request.fields}


def codes(body: str, front: str = FRONT) -> list[tuple[str, int | None]]:
    """The codes and lines of what a page is reported for."""
    return [(found.code, found.line) for found in reading(body, front).found]


@pytest.mark.parametrize(
    ("value", "method", "path"),
    [
        ("GET /berths", "GET", "/berths"),
        ("'GET /berths/{id}'", "GET", "/berths/{id}"),
        ('"post https://quay.example.com/v1/berths"', "POST", "/v1/berths"),
        ("del /berths", "DELETE", "/berths"),
        ("quay.json PATCH /berths", "PATCH", "/berths"),
    ],
)
def test_method_and_path_of_the_front_matter(value: str, method: str, path: str) -> None:
    """The key `api` holds method and path, bare or in quotes, in any case, behind a file name or with a server."""
    found = endpoint("Words.\n", f"---\ntitle: Berths\ndescription: 'About berths.'\napi: {value}\n---\n\n")
    assert (found.method, found.path) == (method, path)
    assert (found.title, found.summary) == ("Berths", "About berths.")
    assert found.origin is not None
    assert found.origin.line == 4


def test_front_matter_without_a_path() -> None:
    """A method without a path is no endpoint, which is an error and not a guess."""
    assert ("E010", 1) in codes("Words.\n", "---\napi: GET\n---\n\n")


def test_pages_of_one_file_keep_their_lines() -> None:
    """A file of many pages gives a reading each, with its address, and lines are those of the file."""
    text = (
        "# Berths\nSource: https://quay.example.com/berths\n\nGET /berths\n\n"
        '<ParamField query="lit" type="boolean">Lit ones.</ParamField>\n\n'
        "# New berth\nSource: https://quay.example.com/new\n\nPOST /berths\n\n"
        '<ParamField body="depth" type="number" required="false">Water.</ParamField>\n'
    )
    first, second = read_pages("llms-full.txt", text.encode())
    assert first.endpoint is not None
    assert second.endpoint is not None
    assert [one.origin.line for one in first.endpoint.parameters] == [6]
    assert (second.endpoint.method, second.endpoint.source.url) == ("POST", "https://quay.example.com/new")
    assert second.endpoint.request is not None
    assert [one.origin.line for one in second.endpoint.request.fields] == [13]
    assert [(found.code, found.line) for found in second.found] == [("W086", 13)]
    assert (first.last_line, second.last_line) == (6, 13)


def test_unclosed_tag() -> None:
    """A tag that is never closed is reported where it opens, and what it hides is reported too."""
    body = '<ParamField body="depth" type="number">\n  Water.\n\n## Response\n'
    assert ("W081", 5) in codes(body)
    assert reading(body).account.left == () or any(code == "W010" for code, _ in codes(body))


def test_unopened_tag() -> None:
    """A closing tag without its opening one is reported and passed over."""
    body = '<ParamField body="depth" type="number">Water.</ParamField>\n</Expandable>\n'
    assert codes(body) == [("W082", 6)]
    assert list(body_fields(body)) == ["depth"]


def test_nameless_field() -> None:
    """A field without a name is reported, and those around it are kept."""
    body = (
        '## Request Body\n\n<ParamField type="string">Lost.</ParamField>\n'
        '<ParamField body="depth" type="number">Water.</ParamField>\n'
    )
    assert ("W083", 7) in codes(body)
    assert list(body_fields(body)) == ["depth"]


@pytest.mark.parametrize(
    ("flag", "required", "warned"),
    [
        ("", False, False),
        (" required", True, False),
        (' required="true"', True, False),
        (" required={true}", True, False),
        (' required="false"', False, True),
        (" required={false}", False, False),
    ],
)
def test_spellings_of_required(flag: str, required: bool, warned: bool) -> None:
    """An expression that is false means false; the text `"false"` too, with a warning, for the site shows it as required."""
    body = f'<ParamField body="depth" type="number"{flag}>Water.</ParamField>\n'
    assert body_fields(body)["depth"].required is required
    assert codes(body) == ([("W086", 5)] if warned else [])


def test_nested_expandables() -> None:
    """Fields in an `Expandable` are members of the field around it, to any depth, each with its own line."""
    body = (
        '## Response\n\n### 200\n\n<ResponseField name="berth" type="object">\n  A berth.\n  <Expandable title="more">\n'
        '    <ResponseField name="quay" type="object">\n      <Expandable>\n'
        '        <ResponseField name="city" type="string">Where.</ResponseField>\n'
        "      </Expandable>\n    </ResponseField>\n  </Expandable>\n</ResponseField>\n"
    )
    (answer,) = endpoint(body).responses
    (berth,) = answer.fields
    (quay,) = berth.fields
    (city,) = quay.fields
    assert (berth.name, quay.name, city.name) == ("berth", "quay", "city")
    assert (berth.origin.line, quay.origin.line, city.origin.line) == (9, 12, 14)
    assert (berth.description, quay.description, city.description) == ("A berth.", None, "Where.")


def test_status_as_the_name_of_a_field() -> None:
    """A `ResponseField` that is named by a status is an answer, and what is in it are the fields of that answer."""
    body = (
        '## Response\n\n<ResponseField name="200" type="object">\n  Fine.\n  <Expandable>\n'
        '    <ResponseField name="id" type="string">Number.</ResponseField>\n  </Expandable>\n</ResponseField>\n'
        '<ResponseField name="404 Not found" type="object">Gone.</ResponseField>\n'
    )
    answers = {answer.status: answer for answer in endpoint(body).responses}
    assert set(answers) == {200, 404}
    assert answers[200].description == "Fine."
    assert [field.name for field in answers[200].fields] == ["id"]
    assert answers[404].fields == ()


def test_dotted_names() -> None:
    """A dot in a name goes into the field that stands before it; one that no row states is made."""
    body = "".join(
        f'<ParamField body="{name}" type="{type_text}">Words.</ParamField>\n'
        for name, type_text in (("size", "object"), ("size.depth", "number"), ("owner.name", "string"))
    )
    fields = body_fields(body)
    assert list(fields) == ["size", "owner"]
    assert [inner.name for inner in fields["size"].fields] == ["depth"]
    assert [inner.name for inner in fields["owner"].fields] == ["name"]


def test_fields_in_tabs() -> None:
    """Fields in all tabs count; one that several tabs have counts once and is reported."""
    body = (
        '<Tabs>\n<Tab title="One">\n<ParamField body="depth" type="number">Water.</ParamField>\n</Tab>\n'
        '<Tab title="Two">\n<ParamField query="lit" type="boolean">Lit.</ParamField>\n'
        '<ParamField body="depth" type="number">Water.</ParamField>\n</Tab>\n</Tabs>\n'
    )
    assert list(body_fields(body)) == ["depth"]
    assert [one.name for one in endpoint(body).parameters] == ["lit"]
    assert codes(body) == [("W014", 11)]


def test_unclosed_fence() -> None:
    """A fence that never ends is an error where it begins, and what stands above it is kept."""
    body = '<ParamField body="depth" type="number">Water.</ParamField>\n\n```json\n{"a": 1}\n\n## Response\n'
    assert ("E014", 7) in codes(body)
    assert list(body_fields(body)) == ["depth"]


def test_samples_of_the_example_components() -> None:
    """`ResponseExample` shows answers, by the status in the title of each fence."""
    body = '<ResponseExample>\n```json 201\n{"id": 7}\n```\n```json 422\n{"error": "x"}\n```\n</ResponseExample>\n'
    assert {answer.status: answer.example for answer in endpoint(body).responses} == {
        201: {"id": 7},
        422: {"error": "x"},
    }


PIECES = st.sampled_from(
    [
        *("<Tabs>", '<Tab title="a">', "</Tab>", "</Tabs>", "<Expandable>", "</Expandable>", "<Note>", "</Note>"),
        *(
            '<ParamField body="a" type="string">',
            '<ParamField query="b.c" required="false"',
            "</ParamField>",
            "/>",
            ">",
        ),
        *(
            '<ResponseField name="200">',
            '<ResponseField name="x" type="object[]" />',
            "</ResponseField>",
            "<Unknown",
            "{",
        ),
        *(
            "```json\n",
            "```",
            "~~~",
            '{"a": [1]}',
            "curl -X POST https://q.example.com/a -d '{",
            "}'",
            "---\n",
            "api: GET /a\n",
        ),
        *(
            "# One\nSource: https://q.example.com/1\n",
            "## Response\n",
            "### 200\n",
            "## Enums\n",
            "| Value | Name |\n|--|--|\n",
        ),
        *(
            "| 1 | One |",
            "> said",
            "* item",
            "{/*",
            "*/}",
            "<!--",
            "-->",
            "&nbsp;",
            "\\",
            "\t",
            "\n",
            "\n\n",
            " ",
            "\r\n",
        ),
        *("import A from 'b'\n", "\u2028", "\u0085", "\x0b", "\x1c", "=", '"', "'"),
    ]
)

#: How texts begin that are taken for Markdown.
STARTS = ("# T\n", "> # T\n", FRONT, "---\n", "# T\nSource: https://q.example.com/t\n", "words\n<Note>\n")


def account_for(text: str) -> None:
    """Read a text and check that its lines add up: each filled one belongs to one page, and is consumed or left over and reported."""
    readings = read_pages(PAGE, text.encode("utf-8", "replace"))
    filled = [n for n, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1) if line.strip()]
    if not readings[0].account.lines:
        assert any(found.code.startswith("E") for found in readings[0].found)
        return
    assert sum(one.account.lines for one in readings) == len(filled)
    for one in readings:
        assert set(one.account.left) <= set(filled)
        assert sorted(set(one.account.left)) == list(one.account.left)
        assert not one.account.left or any(found.code in ("W010", "E003") for found in one.found)
        assert all(
            found.line is None or 1 <= found.line <= text.count("\n") + text.count("\r") + 1 for found in one.found
        )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STARTS), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40))
def test_any_mixture_of_tags_is_accounted_for(start: str, pieces: list[str]) -> None:
    """Tags, fences and front matter in any order raise nothing and lose no line in silence."""
    account_for(start + "".join(pieces))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_is_accounted_for(text: str) -> None:
    """Any text whatever that is taken for Markdown raises nothing and loses no line in silence."""
    account_for("> # T\n\n" + text)
