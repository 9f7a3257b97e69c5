"""What the `markdown` reader makes of components, front matter and files of many pages, and that no text at all upsets it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import pages
from generator import reading as reader
from generator.reading import Reading, read_page, read_pages
from generator.sample_paths import with_slots
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


def left_over(body: str) -> tuple[int, ...]:
    """The lines of a page that nothing took."""
    return reading(body).account.left


def codes(body: str, front: str = FRONT) -> list[tuple[str, int | None]]:
    """The codes and lines of what a page is reported for, but not that it tells no answer, which most of these pages do not."""
    return [(found.code, found.line) for found in reading(body, front).found if found.code != "W088"]


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
    assert [(found.code, found.line) for found in second.found] == [("W086", 13), ("W088", 13)]
    assert (first.last_line, second.last_line) == (6, 13)


def test_each_page_of_a_file_has_its_own_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file of many pages only the one beyond a limit is refused, where it begins; the file itself may be larger than a page."""
    long = "words\n" * 30
    text = "".join(
        f"# {name}\nSource: https://quay.example.com/{name}\n\nGET /{name}\n\n{words}"
        for name, words in (("berths", ""), ("piers", long), ("boats", ""))
    )
    for limit, size, unit in (("MAX_BYTES", 150, "bytes"), ("MAX_LINES", 20, "lines")):
        monkeypatch.setattr(reader, limit, size)
        first, second, third = read_pages("llms-full.txt", text.encode())
        assert first.endpoint and third.endpoint and not second.endpoint
        assert [(one.code, one.line) for one in second.found] == [("E003", 6)]
        assert f"{unit}; more than {size}" in second.found[0].message
        assert second.account.lines == len(second.account.left) == 33
        monkeypatch.undo()


def test_a_file_has_limits_beyond_those_of_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with too many pages or bytes gives one error and nothing else."""
    text = "# Berths\nSource: https://quay.example.com/berths\n\nGET /berths\n\n" * 4
    monkeypatch.setattr(reader, "MAX_PAGES", 3)
    (one,) = read_pages("llms-full.txt", text.encode())
    assert [(found.code, found.line) for found in one.found] == [("E003", 1)] and one.account.lines == 12
    monkeypatch.setattr(pages, "MAX_FILE_BYTES", 100)
    (one,) = read_pages("llms-full.txt", text.encode())
    assert [(found.code, found.line) for found in one.found] == [("E003", None)] and one.account.lines == 0


def test_unclosed_field() -> None:
    """A field that is never closed is reported where it opens, and ends at the next field beside it or at the next heading."""
    body = (
        '<ParamField body="depth" type="number">\n  Water.\n<ParamField body="lit" type="boolean">\n  Lit.\n\n'
        '## Response\n\n<ResponseField name="id" type="string">Number.</ResponseField>\n'
    )
    assert codes(body) == [("W081", 5), ("W081", 7), ("W025", 12)]
    fields = body_fields(body)
    assert [(name, field.description) for name, field in fields.items()] == [("depth", "Water."), ("lit", "Lit.")]
    assert [field.name for field in endpoint(body).responses[0].fields] == ["id"]


def test_unclosed_field_with_members() -> None:
    """What is indented deeper than a field that is never closed stands in it."""
    body = (
        '<ParamField body="size" type="object">\n  <ParamField body="depth" type="number">Water.</ParamField>\n'
        '<ParamField body="lit" type="boolean">Lit.</ParamField>\n'
    )
    fields = body_fields(body)
    assert list(fields) == ["size", "lit"]
    assert [inner.name for inner in fields["size"].fields] == ["depth"]


@pytest.mark.parametrize("name", ["Accordion", "CodeGroup", "Note", "Tabs"])
def test_unclosed_container(name: str) -> None:
    """A container that is never closed swallows no heading, and so no section."""
    body = (
        f'<{name}>\n\nWords.\n\n## Response\n\n### 200\n\n<ResponseField name="id" type="string">N.</ResponseField>\n'
    )
    assert codes(body) == [("W081", 5)]
    assert [(answer.status, len(answer.fields)) for answer in endpoint(body).responses] == [(200, 1)]


def test_unclosed_tab_and_expandable() -> None:
    """A part ends at the next one of its kind; what is closed around it ends it too."""
    body = (
        '<Tabs>\n<Tab title="A">\n<ParamField body="a" type="object">\n<Expandable>\n'
        '<ParamField body="b" type="string">B.</ParamField>\n</ParamField>\n'
        '<Tab title="C">\n<ParamField body="c" type="string">C.</ParamField>\n</Tab>\n</Tabs>\n'
    )
    assert codes(body) == [("W081", 6), ("W081", 8)]
    fields = body_fields(body)
    assert list(fields) == ["a", "c"]
    assert [inner.name for inner in fields["a"].fields] == ["b"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<ParamField body="dep', '<ParamField body="dep'),
        ('<ParamField body="a" type={{"x" >', '<ParamField body="a" type={{"x" >'),
        ("{/* words", "{/*"),
        ("<!-- words", "<!--"),
    ],
)
def test_markup_that_breaks_off(text: str, said: str) -> None:
    """A tag or comment without its end is named in a warning, and what stands below is read."""
    body = text + '\n\n<ParamField body="depth" type="number">Water.</ParamField>\n'
    assert list(body_fields(body)) == ["depth"]
    found = [one for one in reading(body).found if one.code == "W081"]
    assert [(one.line, one.message) for one in found] == [(5, f"`{said}` is never closed.")]


def test_unclosed_front_matter() -> None:
    """Front matter without its closing line is reported, and ends where no front matter goes on, whatever lines follow further down."""
    found = reading('api: POST /berths\n\n## Body\n\n<ParamField body="a" type="string" />\n\n---\n', "---\n")
    assert found.endpoint is not None
    assert (found.endpoint.method, found.endpoint.path) == ("POST", "/berths")
    assert found.endpoint.request is not None
    assert [(one.code, one.line) for one in found.found] == [("W081", 1), ("W088", 8)]


def test_deep_nesting_is_reported() -> None:
    """Components beyond the limit of depth are told, and what is in them is read beside them."""
    depth = 105
    body = "<Note>\n" * depth + '<ParamField body="a" type="string">A.</ParamField>\n' + "</Note>\n" * depth
    assert codes(body) == [("W087", 105 + n) for n in range(6)]
    assert list(body_fields(body)) == ["a"]


def test_component_that_shows_something_else() -> None:
    """A component that stands alone and shows what is written elsewhere is reported, for it may hold fields."""
    body = '<CommonFields kind="all" />\n\nSee <Icon name="x" /> here.\n'
    assert codes(body) == [("W010", 5)]
    assert left_over(body) == (5,)
    assert left_over('One.\n\n<CommonFields\n  kind="all"\n/>\n') == (7, 8, 9)


def test_untyped_field() -> None:
    """A field without a type has none in the spec and is reported once, nested or not."""
    body = (
        '<ParamField body="a">A.<Expandable>\n<ParamField body="b" type="">B.</ParamField></Expandable></ParamField>\n'
    )
    assert codes(body) == [("W045", 5), ("W045", 6)]
    field = body_fields(body)["a"]
    assert (field.type, field.type_text, field.fields[0].type_text) == ("any", None, None)


def test_line_breaks() -> None:
    """A soft line break is a blank; `<br/>`, a hard one and the items of a list keep their lines."""
    body = "One\ntwo<br/>three\\\nfour.\n\n* five\n  six\n* seven\n"
    assert endpoint(body).description == "One two\nthree\nfour.\n\n• five six\n• seven"


@pytest.mark.parametrize("heading", ["## Response\n\n", ""])
@pytest.mark.parametrize("name", ["Tab", "Accordion"])
def test_statuses_as_labels(name: str, heading: str) -> None:
    """A tab or accordion that is titled by a status and holds fields is that answer."""
    body = heading + "".join(
        f'<{name} title="{title}">\n<ResponseField name="{field}" type="string">F.</ResponseField>\n</{name}>\n'
        for title, field in (("200", "id"), ("400 Bad Request", "why"))
    )
    answers = endpoint(body).responses
    assert [(one.status, one.description) for one in answers] == [(200, None), (400, "Bad Request")]
    assert [[field.name for field in one.fields] for one in answers] == [["id"], ["why"]]


def test_other_labels_are_words() -> None:
    """Any other title above fields is told like a heading between them, and belongs to the words of a field that it stands in."""
    body = (
        '## Request Body\n\n<ParamField body="a" type="string">A.</ParamField>\n<Accordion title="Address fields">\n'
        '<ParamField body="b" type="object">B.\n<Tabs><Tab title="Quays">\n'
        '<ParamField body="c" type="string">C.</ParamField>\n</Tab></Tabs></ParamField>\n</Accordion>\n'
    )
    assert codes(body) == [("I097", 8)]
    fields = body_fields(body)
    assert (fields["a"].description, fields["b"].description) == ("A.", "B.\n\nQuays")


def test_sample_titled_by_a_status() -> None:
    """A JSON sample below the response heading that is titled by a status is an example of that answer."""
    body = '## Response\n\n```json 200\n{"id": 7}\n```\n\n```json 404\n{"error": "x"}\n```\n'
    assert {one.status: one.example for one in endpoint(body).responses} == {200: {"id": 7}, 404: {"error": "x"}}


def test_several_commands_in_one_fence() -> None:
    """Remarks above a command do not hide it, and each command of a fence is read, with its own line."""
    body = (
        '## Code Examples\n\n```bash\n# First one\ncurl -X POST "https://q.example.com/berths?x=1" \\\n\n'
        '# Then the other\ncurl -X PUT "https://q.example.com/berths" \\\n\n```\n'
    )
    assert codes(body) == [("W039", 9), ("W022", 12)]


def test_samples_that_say_something_else() -> None:
    """A sample that is neither a command nor JSON nor a program is reported; a program is not."""
    body = "```xml\n<a/>\n```\n\n```python\ncall()\n```\n\n```json\nnothing\n```\n"
    assert codes(body) == [("W012", 5), ("W012", 14)]


@pytest.mark.parametrize(
    ("path", "names", "sent", "expected"),
    [
        ("/orders/or_1NXWaQ2x", ["id"], (), "/orders/{id}"),
        ("/orders/or_1NXWaQ2x", [], (), "/orders/{id}"),
        ("/v2/orders/17/lines/18", [], (), "/v2/orders/{id}/lines/{id_2}"),
        ("/v1/lists/60d5ec49f1b2/add", ["listId", "mails"], ("mails",), "/v1/lists/{listId}/add"),
        ("/v1/lists/60d5ec49f1b2/add", ["Token", "listId", "mails"], (), "/v1/lists/{listId}/add"),
        ("/berths/60d5ec49f1b2", ["berthId", "quayId"], (), "/berths/{berthId}"),
        ("/users/byMail/ada@q.example.com", ["mail"], (), "/users/byMail/{mail}"),
        ("/quays/{quay}/berths/7", ["quay", "berth"], (), "/quays/{quay}/berths/{berth}"),
        ("/quays/<quay_id>/YOUR_BERTH", [], (), "/quays/{quay_id}/{your_berth}"),
        ("/fields/byName/planTier", ["Token", "fieldName"], (), "/fields/byName/planTier"),
        ("/berths/?id=[1,2]", [], (), "/berths/?id=[{id1},{id2}]"),
    ],
)
def test_paths_of_samples(path: str, names: list[str], sent: tuple[str, ...], expected: str) -> None:
    """Values in the path of a sample get the names of rows that fit, `id` where none does, and are left alone where they may be words."""
    assert with_slots(path, names, sent) == expected


@pytest.mark.parametrize(
    ("tag", "stated"),
    [
        ('<ParamField query={"p"} type={"string | null"} default={null} />', ("p", "string | null", False, None)),
        ('<ParamField query="a&amp;b" type={`array`} default={"null"} />', ("a&b", "array", False, "null")),
        ('<ParamField query="p" type="string" required=true />', ("p", "string", True, None)),
        ('<ParamField query="p" type="string" required={!true} />', ("p", "string", False, None)),
        ('<ParamField query="p" type="string"\n<Note>N.</Note>', ("p", "string", False, None)),
        ('<ParamField query="p" type="string"\n\nWords.\n', ("p", "string", False, None)),
        ('<paramfield query="p" type="string">P.</paramfield>', ("p", "string", False, None)),
        ('<ParamField query="`p`" type="string" required />', ("p", "string", True, None)),
        ('<ParamField query="p?" type="string" required />', ("p", "string", False, None)),
        ('<ParamField query="p" type="string">P.</ParamFie', ("p", "string", False, None)),
    ],
)
def test_spellings_of_attributes(tag: str, stated: tuple[object, ...]) -> None:
    """Strings in braces, entities, missing quotes and ends, other cases, marks around names: the field is read all the same."""
    (field,) = endpoint(tag + "\n").parameters
    assert (field.name, field.type_text, field.required, field.default) == stated


@pytest.mark.parametrize("attribute", ["required={isReq}", "required {...props}"])
def test_attribute_that_only_the_site_can_work_out(attribute: str) -> None:
    """An unknown expression is a guess that is told, and so is what is spread into a tag."""
    body = f'<ParamField query="p" type="string" {attribute}>P.</ParamField>\n'
    assert codes(body) == [("W099", 5)]
    assert endpoint(body).parameters[0].required


def test_attributes_that_are_words() -> None:
    """What attributes say of the value goes to the description; what is for the form on the page does not."""
    body = (
        '<ParamField query="p" type="string" description="Said." enum={["a", 1]} min={1} placeholder="x" />\n'
        '<ParamField query="q" type="string" enum={ALL}>Said.</ParamField>\n'
    )
    said = [field.description for field in endpoint(body).parameters]
    assert said == ["Said.\n\nOne of `a`, `1`.\n\nmin: 1", "Said.\n\nenum: ALL"]


@pytest.mark.parametrize("tail", ["<ParamFi", "<Resp", "<", "</No"])
def test_page_that_ends_inside_a_tag(tail: str) -> None:
    """The beginning of a tag at the end of a page is no word of it."""
    assert codes(f"Words.\n\n{tail}\n") == [("W081", 7)]
    assert endpoint(f"Words.\n\n{tail}\n").description == "Words."


def test_field_that_breaks_off() -> None:
    """A field in which the page ends keeps its name and type, and is an error."""
    assert ("E013", 5) in codes('<ParamField query="p" type="string">P.</ParamFie')


def test_openapi_block() -> None:
    """Of an OpenAPI block method and path are taken, and that the rest is not read is said; that may hold the answers."""
    found = reading("````yaml /openapi/v3.yaml post /berths\npaths:\n  /berths: {}\n````\n", "# Berths\n\n")
    assert found.endpoint is not None
    assert (found.endpoint.method, found.endpoint.path) == ("POST", "/berths")
    assert [(one.code, one.line) for one in found.found] == [("W098", 3)]
    assert "2 lines" in found.found[0].message


@pytest.mark.parametrize(
    ("front", "title", "summary", "deprecated"),
    [
        ("title: >-\n  Two\n  words\ndescription: |\n  One.\n\n  Two.\n", "Two words", "One.\n\nTwo.", False),
        ('"title": \'It\'\'s\'\ndescription: "A \\"b\\"" # c\n', "It's", 'A "b"', False),
        ("title: Two\n  words\ndescription:\n  Said.\ndeprecated: true\n", "Two words", "Said.", True),
        ("title: T\ndeprecated: false\ntags:\n- a\n", "T", None, False),
    ],
)
def test_values_of_front_matter(front: str, title: str, summary: str | None, deprecated: bool) -> None:
    """Block scalars, quoted keys and values, values over several lines; a deprecated page is a deprecated endpoint."""
    found = endpoint("Words.\n", f"---\n{front}api: GET /berths\n---\n\n")
    assert (found.title, found.summary, found.deprecated, found.path) == (title, summary, deprecated, "/berths")
    assert codes("Words.\n", f"---\n{front}api: GET /berths\n---\n\n") == []


def test_front_matter_that_is_not_understood() -> None:
    """A value of another shape is reported where its key is one of ours."""
    assert codes("Words.\n", "---\napi: GET /berths\ntitle: [a]\ntags: [a]\n---\n\n") == [("W010", 3)]


def test_titles_in_fences_open_no_page() -> None:
    """Lines in a sample that look like the beginning of a page are none; a fence that is never closed hides no page below others."""
    opening = "# Berths\nSource: https://quay.example.com/1\n\nGET /berths\n\n"
    sample = "```text\n# Other\nSource: https://quay.example.com/2\n```\n\n"
    assert len(read_pages("llms-full.txt", (opening + sample).encode())) == 1
    broken = "```text\n\n" + opening + "```json\n{}\n```\n"
    assert len(read_pages("llms-full.txt", (opening + broken).encode())) == 2


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
