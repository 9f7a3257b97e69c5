"""Files on pages: what makes a body a form and an answer a file, what is only reported, and what captures of one page make together."""

import pytest
from pydantic import JsonValue

from generator.files import is_file
from generator.merge import merge_endpoints
from generator.phrases import media_types_in, read_type
from generator.sections import media_of, section_of
from generator.specimens import source
from tests.test_endpoints import HEAD, codes, field, read

GET = "---\ntitle: Draw a sail\napi: GET /api/rig/sails/{id}\n---\n\n"
ANSWER = "## Response\n\n### 200\n\n"
CUT = '<ParamField body="cut" type="file" required>\n  The cut.\n</ParamField>\n\n'
SIZE = '<ParamField body="size" type="integer">\n  The size.\n</ParamField>\n\n'


def sample(options: str) -> str:
    """A command below the heading of samples."""
    return f"## Examples\n\n```bash\ncurl https://rig.example.com/api/rig/sails {options}\n```\n\n"


def answered(page: str, head: str = GET) -> tuple[list[tuple[int | None, str | None, str]], set[str]]:
    """Of each answer status, media type and container; and the codes of what was found."""
    endpoint, found = read(page, head)
    return [(one.status, one.content_type, one.container) for one in endpoint.responses], codes(found)


#: How a page tells the media type of its body, what that is, and what is reported of it.
BODIES: dict[str, tuple[str, str, set[str]]] = {
    "a row alone": (f"## Request Body\n\n{CUT}", "multipart/form-data", {"I062"}),
    "a list of files": (
        '## Request Body\n\n<ParamField body="cuts" type="file[]">\n  Cuts.\n</ParamField>\n',
        "multipart/form-data",
        {"I062"},
    ),
    "as OpenAPI writes it": (
        '## Request Body\n\n<ParamField body="cut" type="string (binary)">\n  Cut.\n</ParamField>\n',
        "multipart/form-data",
        {"I062"},
    ),
    "a label": (f"## Request Body (multipart/form-data)\n\n{SIZE}", "multipart/form-data", set()),
    "a line": (f"## Body\n\nmultipart/form-data\n\n{SIZE}", "multipart/form-data", set()),
    "words": (f"Send it as a multipart form.\n\n## Body\n\n{CUT}", "multipart/form-data", set()),
    "a sample": (f"## Body\n\n{CUT}" + sample("-F cut=@a.svg"), "multipart/form-data", set()),
    "a sample of a plain form": (
        f"## Body\n\n{SIZE}" + sample("-d 'size=4'"),
        "application/x-www-form-urlencoded",
        set(),
    ),
    "one by one": (
        f"## Body\n\n{SIZE}" + sample("--data-urlencode size=4"),
        "application/x-www-form-urlencoded",
        set(),
    ),
    "a file in JSON": (
        f"## Body\n\n{CUT}" + sample("-H 'Content-Type: application/json' -d '{\"cut\": \"a\"}'"),
        "application/json",
        {"W063"},
    ),
    "no file": (f"## Body\n\n{SIZE}", "application/json", set()),
}


@pytest.mark.parametrize("case", BODIES)
def test_the_media_type_of_a_body(case: str) -> None:
    """A body is a form with files where the page says so, or where a field is a file and nothing says otherwise."""
    page, media, told = BODIES[case]
    endpoint, found = read(page)
    assert endpoint.request is not None
    assert endpoint.request.content_type == media
    assert codes(found) & {"I062", "W063", "W048"} == told


def test_the_front_matter_states_the_media_type_of_the_body() -> None:
    """The key that sites have for it counts like a label."""
    endpoint, _ = read(f"## Body\n\n{SIZE}", HEAD.replace("---\n\n", "contentType: multipart/form-data\n---\n\n"))
    assert endpoint.request is not None
    assert endpoint.request.content_type == "multipart/form-data"


def test_a_sample_of_a_form_has_values_of_the_documented_types() -> None:
    """Numbers are numbers, files have their names without what else curl is told; a text in the place of a number stays."""
    rows = f"## Body\n\n{CUT}{SIZE}" + '<ParamField body="odd" type="integer">\n  Odd.\n</ParamField>\n\n'
    endpoint, _ = read(rows + sample("-F 'cut=@a b.svg;type=image/svg+xml' -F size=4 -F odd=four"))
    assert endpoint.request is not None
    assert endpoint.request.example == {"cut": "@a b.svg", "size": 4, "odd": "four"}


def test_a_form_tells_which_fields_are_files() -> None:
    """A field without a stated type that a sample sends as a file is one; one with another type is reported and stays."""
    rows = '<ParamField body="cut">\n  Cut.\n</ParamField>\n\n<ParamField body="size" type="integer">\n  S.\n</ParamField>\n'
    endpoint, found = read(f"## Body\n\n{rows}" + sample("-F cut=@a.svg -F size=@b.txt"))
    assert endpoint.request is not None
    assert [(one.type, one.format) for one in endpoint.request.fields] == [("file", "binary"), ("integer", None)]
    assert "W031" in codes(found)


def test_the_form_that_a_site_makes_is_a_skeleton() -> None:
    """A form of placeholders tells types and files, and is no sample of values where there is one."""
    head = "```bash\ncurl -X POST https://rig.example.com/api/rig/sails --form cut='@example-file' --form size='<string>'\n```\n\n"
    endpoint, _ = read(head + f"## Body\n\n{CUT}{SIZE}" + sample("-F cut=@a.svg -F size=4"))
    assert endpoint.request is not None
    assert endpoint.request.example == {"cut": "@a.svg", "size": 4}


def test_a_file_as_the_whole_body_is_reported() -> None:
    """What cannot be sent is told; a file of JSON is no such body."""
    _, found = read(sample("-X POST --data-binary @a.svg -H 'Content-Type: image/svg+xml'"))
    assert [one.message for one in found if one.code == "W110"] == [
        "The sample sends the file `a.svg` as the whole body (media type: image/svg+xml)."
    ]
    assert "W110" not in codes(read(sample("-X POST -d @a.json -H 'Content-Type: application/json'"))[1])


RAW = "```http\nHTTP/1.1 200 OK\nContent-Type: {media}\n\n{body}\n```\n"
#: How a page tells that its answer is a file, and of what type; null where it does not tell enough. The codes are those of files.
ANSWERS: dict[str, tuple[str, str | None, set[str]]] = {
    "a label": ("## Response\n\n### 200 - application/pdf\n\nThe sail.\n", "application/pdf", set()),
    "a label in brackets": ("## Response\n\n### 200 OK (image/png)\n\nThe sail.\n", "image/png", set()),
    "the label of the section": ("## Response: text/csv\n\nThe sails.\n", "text/csv", set()),
    "a line": (f"{ANSWER}`text/csv`\n", "text/csv", set()),
    "a line with its header": (f"{ANSWER}Content-Type: text/csv; charset=utf-8\n", "text/csv", set()),
    "a raw answer": (ANSWER + RAW.format(media="text/csv", body="a,b"), "text/csv", set()),
    "a row": (ANSWER + field("sail", "file"), "application/octet-stream", set()),
    "a row and a sample": (ANSWER + field("sail", "file") + sample("-H 'Accept: image/png'"), "image/png", {"I084"}),
    "what a sample asks for": (f"{ANSWER}The sail.\n\n" + sample("-H 'Accept: image/png'"), "image/png", {"I084"}),
    "where a sample puts it": (f"{ANSWER}The sail.\n\n" + sample("--output sail.pdf"), "application/pdf", {"I084"}),
    "words": (f"{ANSWER}Returns the PDF file.\n", "application/pdf", {"I084"}),
    "words of a media type": (f"{ANSWER}The response body is application/zip data.\n", "application/zip", {"I084"}),
    "binary words": (f"{ANSWER}Returns the raw binary content.\n", "application/octet-stream", {"I084"}),
    "words about a file": (f"{ANSWER}Returns the PDF file's address.\n", None, set()),
    "words about a link": (f"{ANSWER}Returns a link to the PDF file.\n", None, set()),
    "a download": ("Downloads the sail.\n\n" + ANSWER + "Done.\n", None, {"W109"}),
    "JSON where a sample has a file": (ANSWER + field("id") + sample("--output sail.pdf"), None, {"W089"}),
    "JSON where a label has a file": ("## Response\n\n### 200 - application/pdf\n\n" + field("id"), None, {"W089"}),
    "JSON where words have a file": (f"{ANSWER}Returns the PDF file.\n\n" + field("id"), None, set()),
    "a file among fields": (ANSWER + field("id") + field("sail", "file"), None, set()),
    "JSON by its label": ("## Response\n\n### 200 - application/json\n\nReturns the PDF file.\n", None, set()),
    "an answer in JSON that is saved": (f"{ANSWER}The sail.\n\n" + sample("-o sail.json"), None, set()),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_an_answer_is_a_file_where_the_page_says_so(case: str) -> None:
    """What is stated counts silently, what samples and words tell is reported, what speaks against JSON is reported and does not count."""
    page, media, told = ANSWERS[case]
    found, all_codes = answered(page)
    assert [one[1] for one in found] == [media]
    assert (found[0][2] == "none") is ("ResponseField" not in page or media is not None)
    assert all_codes & {"I084", "W089", "W109"} == told


def test_a_page_without_an_answer_may_tell_a_file() -> None:
    """Where no section of answers stands, a sample or words make one, without a status; nothing else does."""
    assert answered("The sail.\n\n" + sample("-o sail.pdf"))[0] == [(None, "application/pdf", "none")]
    assert answered("Returns the CSV file of all sails.\n")[0] == [(None, "text/csv", "none")]
    assert answered("All sails.\n")[0] == []


def test_an_error_is_no_file() -> None:
    """A sample that asks for a file says nothing of failures."""
    page = ANSWER + "The sail.\n\n### 404\n\n" + field("why") + sample("-H 'Accept: image/png'")
    assert answered(page)[0] == [(200, "image/png", "none"), (404, None, "object")]


@pytest.mark.parametrize(
    ("media", "expected"),
    [
        ("application/pdf", True),
        ("image/*", True),
        ("text/csv", True),
        ("application/octet-stream", True),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", True),
        ("application/json", False),
        ("application/vnd.api+json", False),
        ("text/plain", False),
        ("*/*", False),
        (None, False),
    ],
)
def test_which_media_types_are_files(media: str | None, expected: bool) -> None:
    """What a program stores is a file; JSON, plain text and anything are none."""
    assert is_file(media) is expected


def test_labels_with_media_types() -> None:
    """A media type behind a label is read; other words behind it make it no label."""
    assert media_of("Body multipart/form-data") == media_of("Body (multipart/form-data)") == "multipart/form-data"
    assert media_of("200 - application/json") == "application/json"
    assert media_of("Response") is media_of("A line about a/b testing.") is None
    assert section_of("Body of water", "") is None
    opened = section_of("Response — image/png", "")
    assert opened is not None
    assert opened.kind == "response"


def test_words_of_types_and_forms() -> None:
    """A binary string is a file, and a multipart form is called so in several ways."""
    assert read_type("string (binary)") == read_type("file")
    assert media_types_in("a multipart form, multipart/form-data") == ("multipart/form-data",)


def test_files_as_source() -> None:
    """A file of the tests' data is its bytes in an example."""
    value: JsonValue = {"cut": {"$file": "content"}, "more": [{"$file": "é"}]}
    assert source(value) == """{"cut": b'content', "more": [b'\\xc3\\xa9']}"""


def merged(*pages: str) -> tuple[list[tuple[str | None, str]], set[str]]:
    """Media type and container of the answers that captures of one page give together, and what is reported."""
    done, found = merge_endpoints([read(page, GET)[0] for page in pages], "Sail")
    return [(one.content_type, one.container) for one in done.responses], codes(found)


def test_captures_of_a_file() -> None:
    """A capture that knows the media type tells it; one that documents JSON outranks it, and two media types contradict each other."""
    plain, picture = f"{ANSWER}The sail.\n", "## Response\n\n### 200 - image/png\n\nThe sail.\n"
    assert merged(plain, picture) == ([("image/png", "none")], set())
    contradicted = {one.code for one in merge_endpoints([read(p, GET)[0] for p in (JSON, picture)], "Sail")[1]}
    assert merged(JSON, picture)[0] == [(None, "object")]
    assert merged(picture, picture.replace("png", "gif"))[0] == [("image/png", "none")]
    assert merged(picture, picture.replace("png", "gif"))[1] == contradicted != set()


#: An answer in JSON with an example.
JSON = ANSWER + field("id", "integer") + '\n```json Example Response\n{"id": 1}\n```\n'
