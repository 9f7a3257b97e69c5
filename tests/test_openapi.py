"""The OpenAPI document: spec records built by hand in, documents that validators accept out."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from pydantic import JsonValue

from generator.config import ApiConfig, Bodies, Conventions, Envelope, Pagination
from generator.diagnostics import Diagnostic
from generator.openapi import document
from generator.openapi_30 import downgrade
from generator.spec import (
    Auth,
    Container,
    Endpoint,
    Enum,
    EnumValue,
    Field,
    Items,
    Origin,
    Parameter,
    Request,
    Resource,
    Response,
    Source,
)
from generator.wording import mend

CONFIG = ApiConfig.model_validate(
    {
        "api": {"name": "acme", "title": "Acme", "base_url": "https://acme.test", "docs_url": "https://docs.acme.test"},
        "package": {"distribution": "acme", "import_name": "acme", "client": "Acme", "version": "1.2.3"},
        "auth": {"schemes": ["bearer", "basic"]},
        "conventions": {"envelope": {"success": "Ok", "message": "Message", "errors": "Errors"}},
    }
)


def at(line: int, rule: str = "field-row") -> Origin:
    """An origin on the one page of these tests."""
    return Origin(page="page.md", line=line, rule=rule)


def field(name: str, kind: str = "string", **more: object) -> Field:
    """A field with defaults for what a test does not care for."""
    return Field.model_validate({"name": name, "type": kind, "origin": at(7), **more})


def parameter(name: str, location: str = "query", kind: str = "string", **more: object) -> Parameter:
    """A parameter with defaults for what a test does not care for."""
    return Parameter.model_validate({"name": name, "type": kind, "in": location, "origin": at(5), **more})


def endpoint(
    operation: str = "update", method: str | None = "PUT", path: str | None = "/things", **more: object
) -> Endpoint:
    """An endpoint with defaults for what a test does not care for."""
    source = Source(page="page.md", form="markdown", sha256="0")
    return Endpoint.model_validate(
        {"operation": operation, "method": method, "path": path, "source": source, "origin": at(1), **more}
    )


def resource(*endpoints: Endpoint, name: str = "Thing", group: str = "stock", enums: tuple[Enum, ...] = ()) -> Resource:
    """A resource of some endpoints."""
    return Resource(api="acme", group=group, resource=name, collection=name, endpoints=endpoints, enums=enums)


def body(*fields: Field, example: JsonValue = None) -> Request:
    """A JSON request."""
    return Request(content_type="application/json", fields=fields, example=example, origin=at(9))


def answer(*fields: Field, status: int | None = 200, example: JsonValue = None, **more: object) -> Response:
    """A response."""
    return Response.model_validate({"status": status, "fields": fields, "example": example, "origin": at(20), **more})


def colours(*names: str, enum: str = "eColour") -> Enum:
    """An enum that numbers its names from nought."""
    rows = tuple(EnumValue(value=number, name=name) for number, name in enumerate(names))
    return Enum(name=enum, type="integer", values=rows, origin=at(3, "enum:by-values"))


def built(*resources: Resource, config: ApiConfig = CONFIG) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The document of some resources, after checking what must hold of every document."""
    made, found = document(config, resources)
    text = json.dumps(made, ensure_ascii=False).encode()
    assert document(config, resources[::-1]) == (made, found)
    assert json.dumps(document(config, resources[::-1])[0], ensure_ascii=False).encode() == text
    OpenAPIV31SpecValidator(made).validate()
    validate_examples(made, Draft202012Validator)
    lowered, _ = downgrade(made)
    assert json.dumps(made, ensure_ascii=False).encode() == text
    OpenAPIV30SpecValidator(lowered).validate()
    validate_examples(lowered, OAS30Validator)
    return made, found


def validate_examples(made: dict[str, Any], reader: Any) -> None:
    """The documented examples fit the schemas beside them, as a validator reads these."""
    for media in media_types(made):
        if "example" in media:
            whole = {**media["schema"], "components": made["components"]}
            reader(whole, format_checker=reader.FORMAT_CHECKER).validate(media["example"])


def operations(made: dict[str, Any]) -> list[dict[str, Any]]:
    """All operations of a document."""
    return [operation for item in made["paths"].values() for operation in item.values()]


def media_types(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All request and response bodies of a document."""
    for operation in operations(made):
        for holder in (operation.get("requestBody", {}), *operation["responses"].values()):
            yield from holder.get("content", {}).values()


def component(made: dict[str, Any], name: str) -> dict[str, Any]:
    """One named schema."""
    schema: dict[str, Any] = made["components"]["schemas"][name]
    return schema


def members(made: dict[str, Any], name: str) -> dict[str, Any]:
    """The properties of a named schema, without the notes on their sources."""
    rows = component(made, name)["properties"].items()
    return {key: {word: value for word, value in row.items() if word != "x-docs-source"} for key, row in rows}


def sent(
    *fields: Field, example: JsonValue = None, enums: tuple[Enum, ...] = ()
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The properties of a request's schema, and what was found on the way."""
    made, found = built(resource(endpoint(request=body(*fields, example=example)), enums=enums))
    return members(made, "ThingUpdateRequest"), found


def answered(
    *fields: Field, example: JsonValue = None, enums: tuple[Enum, ...] = ()
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The properties of an answer's schema, and what was found on the way."""
    made, found = built(resource(endpoint(responses=(answer(*fields, example=example),)), enums=enums))
    return members(made, "ThingUpdateResponse"), found


def codes_of(found: list[Diagnostic]) -> list[str]:
    """The codes of some findings."""
    return [finding.code for finding in found]


# The document as a whole


def test_heading() -> None:
    """Title, version, server, documentation, tags and security schemes stand in a fixed order."""
    made, found = built(resource(endpoint(responses=(answer(),))))
    assert list(made) == [
        *("openapi", "info", "externalDocs", "servers", "x-docs2client", "tags", "x-tagGroups", "paths", "components")
    ]
    assert made["info"] == {"title": "Acme", "version": "1.2.3"}
    assert made["servers"] == [{"url": "https://acme.test"}]
    assert made["tags"] == [
        {"name": "stock", "description": "1 resource: Thing."},
        {"name": "Thing", "description": "`Thing` of `stock`: update."},
    ]
    assert made["x-tagGroups"] == [{"name": "stock", "tags": ["Thing"]}]
    for name, scheme in made["components"]["securitySchemes"].items():
        assert {"type": "http", "scheme": name}.items() <= scheme.items()
        assert "Authorization" in scheme["description"]
    assert found == []


def test_conventions() -> None:
    """What OpenAPI has no words for stands in an extension under the keys of `api.toml`, as far as it is set; names of classes do not."""
    envelope = Envelope(success="Fine", message="Says", errors="Faults", model="Reply")
    told = Conventions(
        envelope=envelope, pagination=Pagination(page="nr", items="Rows"), bodies=Bodies(adds="Plus{member}")
    )
    made, _ = built(config=CONFIG.model_copy(update={"conventions": told}))
    rows = {"row_property": "PropertyName", "row_message": "Message", "row_value": "AttemptedValue"}
    assert made["x-docs2client"] == {
        "pagination": {"page": "nr", "items": "Rows"},
        "envelope": {"success": "Fine", "message": "Says", "errors": "Faults", **rows},
        "bodies": {"adds": "Plus{member}"},
    }
    assert "x-docs2client" not in built(config=CONFIG.model_copy(update={"conventions": Conventions()}))[0]


def test_no_resources() -> None:
    """An API without resources is a valid document without paths."""
    assert built()[0]["paths"] == {}


def test_same_names_in_groups() -> None:
    """Resources of one name in two groups have tags and operation ids of their own, and nothing is lost."""
    one = resource(endpoint(path="/a"), group="a")
    made, _ = built(one, resource(endpoint(path="/b"), group="b"), resource(endpoint(path="/c"), name="a", group="c"))
    assert [op["operationId"] for op in operations(made)] == ["Thing_update", "Thing_update_2", "a_update"]
    assert [op["tags"] for op in operations(made)] == [["a", "a/Thing"], ["b", "b/Thing"], ["c", "c/a"]]


def test_order_does_not_matter() -> None:
    """Whatever the order of resources, the document is the same, also where they contend for names and paths."""
    request = body(field("A", "object", fields=[field("B")]))
    rows = [
        resource(
            endpoint(path=f"/{n % 3}", request=request),
            name="Thing",
            group=f"g{n % 2}",
            enums=(colours(*"ab"[: n % 3]),),
        )
        for n in range(8)
    ]
    first = document(CONFIG, rows)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert json.dumps(document(CONFIG, rows)[0]) == json.dumps(first[0])
        assert document(CONFIG, rows)[1] == first[1]


# Operations


def test_operation() -> None:
    """An operation has the page's words, mended; its security, roles and source."""
    auth = Auth(schemes=("basic",), roles=("Thing-Edit",))
    made, _ = built(
        resource(endpoint(title="Update", summary="Short.", description="Long..", auth=auth, deprecated=True))
    )
    assert made["paths"]["/things"]["put"] == {
        "tags": ["stock", "Thing"],
        "summary": "Update",
        "description": "Short.\n\nLong.",
        "operationId": "Thing_update",
        "deprecated": True,
        "responses": {"default": {"description": "An answer whose status is not documented."}},
        "security": [{"basic": ["Thing-Edit"]}],
        "x-required-roles": ["Thing-Edit"],
        "x-docs-address": "Thing.update",
        "x-docs-source": "page.md:1",
    }


@pytest.mark.parametrize(
    ("words", "summary", "description"),
    [
        ({"description": "Long."}, None, "Long."),
        ({"summary": "Short.", "description": "Long."}, "Short.", "Long."),
        ({"title": "Same", "summary": "Same", "description": "Same"}, "Same", None),
        ({"description": "Mind:\n\n• One.\n•Two • three."}, None, "Mind:\n\n- One.\n- Two • three."),
    ],
)
def test_words_of_an_operation(words: dict[str, str], summary: str | None, description: str | None) -> None:
    """The title or the short words are the summary, the rest is the description, and nothing is said twice."""
    (shown,) = operations(built(resource(endpoint(**words)))[0])
    assert (shown.get("summary"), shown.get("description")) == (summary, description)


def test_security_of_the_api() -> None:
    """An endpoint whose scheme api.toml does not know takes those of the API; an API without schemes has none."""
    one = resource(endpoint(auth=Auth(schemes=("oauth2",))))
    assert operations(built(one)[0])[0]["security"] == [{"bearer": []}, {"basic": []}]
    free = CONFIG.model_copy(update={"auth": CONFIG.auth.model_copy(update={"schemes": ()})})
    made, _ = built(one, config=free)
    assert "security" not in operations(made)[0]
    assert made["components"] == {}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"method": None}, "W601"),
        ({"path": None}, "W601"),
        ({"method": "FETCH"}, "W602"),
        ({"path": "/{b}?x=1"}, "W603"),
    ],
)
def test_left_out(changed: dict[str, Any], code: str) -> None:
    """What cannot be an operation is left out with a diagnostic at its line, and the others stay."""
    made, found = built(
        resource(endpoint(path="/{a}"), endpoint(**{"operation": "other", "origin": at(33), **changed}))
    )
    assert [op["operationId"] for op in operations(made)] == ["Thing_update"]
    assert [(d.code, d.line) for d in found] == [(code, 33)]


def test_operation_ids() -> None:
    """Operations of one name in a resource get numbers."""
    made, _ = built(resource(*(endpoint("a b", path=f"/{n}") for n in range(3))))
    assert [op["operationId"] for op in operations(made)] == ["Thing_a_b", "Thing_a_b_2", "Thing_a_b_3"]


def test_operation_ids_that_modules_do_not_tell_apart() -> None:
    """Operation ids differ in more than case and punctuation, for client generators make modules of them."""
    one, two = resource(endpoint("b_c", path="/1"), name="A"), resource(endpoint("c", path="/2"), name="AB")
    assert [op["operationId"] for op in operations(built(one, two)[0])] == ["A_b_c", "AB_c_2"]


def test_path_parameters() -> None:
    """Each slot of a path has one parameter, implied where no row documents it; rows without a slot are left out."""
    rows = (parameter("id", "path", "integer"), parameter("lost", "path"), parameter("Accept", "header"))
    made, found = built(resource(endpoint(path="things/{id}/{key:x}/{key:x}/a{b", parameters=rows)))
    (path,) = made["paths"]
    assert path == "/things/{id}/{key_x}/{key_x_2}/a%7Bb"
    shown = [(row["name"], row["required"], row["schema"]) for row in operations(made)[0]["parameters"]]
    text = {"type": "string"}
    assert shown == [("id", True, {"type": "integer"}), ("key_x", True, text), ("key_x_2", True, text)]
    assert operations(made)[0]["parameters"][1]["x-docs-source"] == "page.md:1 (path)"
    assert codes_of(found) == ["W605"]


def test_paths_that_differ_in_names_of_slots() -> None:
    """`/x/{id}` and `/x/{key}` are one path to OpenAPI; the second endpoint's parameter takes the first's name."""
    rows = (parameter("key", "path", "integer", description="Its key."),)
    made, _ = built(resource(endpoint(path="/x/{id}"), endpoint("get", "get", "/x/{key}", parameters=rows)))
    (item,) = made["paths"].values()
    assert item["get"]["parameters"][0]["name"] == "id"
    assert item["get"]["parameters"][0]["description"] == "Its key."


def test_query_in_a_path() -> None:
    """The query string of a path is no part of it; its names are parameters, documented or implied."""
    path = "https://acme.test/x/?id=[{id1},{id2}]&deep=1#top"
    rows = (parameter("id", "query", "array", items={"type": "integer"}, required=True), parameter("id1", "path"))
    made, found = built(resource(endpoint("batch", "GET", path, parameters=rows)))
    shown = [(row["name"], row["in"], row["schema"]) for row in made["paths"]["/x/"]["get"]["parameters"]]
    ids = {"type": "array", "items": {"type": "integer"}}
    assert shown == [("id", "query", ids), ("deep", "query", {"type": "string"})]
    assert found == []


def test_parameters() -> None:
    """A parameter's words stand beside its schema, null is not among its values; a repetition is reported."""
    size = parameter("size", "query", "integer", default=25, description="Rows..", deprecated=True, format="int32")
    made, found = built(
        resource(endpoint(parameters=(size, size, parameter("size", "cookie"), parameter("X-Size", "header"))))
    )
    first, *others = operations(made)[0]["parameters"]
    assert first == {
        "name": "size",
        "in": "query",
        "required": False,
        "description": "Rows.",
        "deprecated": True,
        "schema": {"type": "integer", "format": "int32", "default": 25},
    }
    assert [(row["name"], row["in"]) for row in others] == [("size", "cookie"), ("X-Size", "header")]
    assert codes_of(found) == ["W604"]


def test_header_without_a_type() -> None:
    """A header of which the page says no type is text; a query can be anything."""
    rows = [parameter("x", place, "any", default="5") for place in ("header", "query")]
    made, found = built(resource(endpoint(parameters=rows)))
    shown = {row["in"]: row["schema"] for row in operations(made)[0]["parameters"]}
    assert shown == {"header": {"type": "string", "default": "5"}, "query": {"default": "5"}}
    assert found == []


def test_responses() -> None:
    """Answers stand by status with a description; `none` has no content; a second of one status is reported."""
    rows = (
        answer(status=200, container="array", example=[{"a": 1}]),
        answer(status=204, container="none"),
        answer(status=418),
        answer(status=404, description="Gone.."),
        answer(status=404),
        answer(status=None),
    )
    made, found = built(resource(endpoint(responses=rows)))
    shown = operations(made)[0]["responses"]
    assert {status: row["description"] for status, row in shown.items()} == {
        "200": "Success.",
        "204": "Success, without content.",
        "418": "The request is refused.",
        "404": "Gone.",
        "default": "An answer whose status is not documented.",
    }
    assert shown["200"]["content"]["application/json"]["schema"] == {"type": "array", "items": {"type": "object"}}
    assert "content" not in shown["204"]
    assert codes_of(found) == ["W604"]


def test_request_body() -> None:
    """A body is required where one of its members is; its content type is the documented one."""
    upload = Request(content_type="multipart/form-data", fields=(field("File", "file", required=True),))
    made, _ = built(resource(endpoint(request=upload), endpoint("b", path="/b", request=body(field("A")))))
    first, second = (op["requestBody"] for op in operations(made))
    assert (first["required"], list(first["content"])) == (True, ["multipart/form-data"])
    assert second.get("required") is False
    assert members(made, "ThingUpdateRequest")["File"] == {
        "type": "string",
        "format": "binary",
        "contentMediaType": "application/octet-stream",
    }


# Schemas


@pytest.mark.parametrize(
    ("row", "schema"),
    [
        (field("A", required=True), {"type": "string"}),
        (field("A"), {"type": ["string", "null"]}),
        (field("A", nullable=False), {"type": "string"}),
        (field("A", required=True, nullable=True), {"type": ["string", "null"]}),
        (field("A", required=True, format="uuid"), {"type": "string", "format": "uuid"}),
        (field("A", required=True, format="colour"), {"type": "string", "x-documented-format": "colour"}),
        (field("A", "number", required=True, format="date"), {"type": "number", "x-documented-format": "date"}),
        (
            field("A", required=True, format="time", date_part="1976-01-01"),
            {"type": "string", "format": "date-time", "x-date-part": "1976-01-01"},
        ),
        (field("A", "any", description="Odd.."), {"description": "Odd."}),
        (field("A", "object", required=True), {"type": "object"}),
        (field("A", "array", required=True), {"type": "array", "items": {}}),
        (
            field("A", "array", required=True, items=Items(type="object")),
            {"type": "array", "items": {"type": "object"}},
        ),
        (
            field("A", "array", items=Items(type="integer", format="int64")),
            {"type": ["array", "null"], "items": {"type": "integer", "format": "int64"}},
        ),
        (
            field("A", "boolean", required=True, default=False, deprecated=True, read_only=True),
            {"type": "boolean", "default": False, "deprecated": True, "readOnly": True},
        ),
    ],
)
def test_field(row: Field, schema: dict[str, Any]) -> None:
    """Each kind of field has its schema; what may be left out may be null, unless the page denies it."""
    assert sent(row)[0]["A"] == schema


def test_sources() -> None:
    """A component names page and line; its members do where they are inferred, or documented on another page."""
    there = Origin(page="other.md", line=2, rule="field-row")
    rows = (
        field("A"),
        field("B", origin=at(4, "curl")),
        field("C", origin=there),
        field("D", "object", fields=[field("E")]),
    )
    made, _ = built(resource(endpoint(request=body(*rows), responses=(answer(field("F")),))))
    whole = component(made, "ThingUpdateRequest")
    assert whole["x-docs-source"] == "page.md:9"
    notes = {name: row.get("x-docs-source") for name, row in whole["properties"].items()}
    assert notes == {"A": None, "B": "page.md:4 (curl)", "C": "other.md:2", "D": None}
    assert component(made, "ThingD")["x-docs-source"] == "page.md:7"
    assert operations(made)[0]["responses"]["200"]["x-docs-source"] == "page.md:20"
    assert component(made, "ThingUpdateResponse")["x-docs-source"] == "page.md:20"


def test_sources_of_parameters() -> None:
    """A parameter names its source where it is inferred, or documented on another page than its operation."""
    there = Origin(page="other.md", line=None, rule="field-row:table")
    rows = (parameter("a"), parameter("b", origin=at(6, "curl")), parameter("c", origin=there))
    made, _ = built(resource(endpoint(parameters=rows)))
    notes = [row.get("x-docs-source") for row in operations(made)[0]["parameters"]]
    assert notes == [None, "page.md:6 (curl)", "other.md"]


def test_required() -> None:
    """What is sent has required members, what is answered has none."""
    row = field("A", required=True)
    made, _ = built(resource(endpoint(request=body(row, row), responses=(answer(row),))))
    assert component(made, "ThingUpdateRequest")["required"] == ["A"]
    assert "required" not in component(made, "ThingUpdateResponse")


def test_children() -> None:
    """Children are components named by the resource, shared where equal, with more of a name where not."""
    slots = field("Slots", "array", required=True, fields=[field("Day", "integer")])
    other = field("Slots", "object", fields=[field("Day")])
    calls = (endpoint("create", "POST", request=body(slots)), endpoint(request=body(slots)))
    made, _ = built(resource(*calls, endpoint("run_all", "POST", "/run", request=body(other))))
    reference = {"$ref": "#/components/schemas/ThingSlots"}
    assert members(made, "ThingUpdateRequest")["Slots"] == {"type": "array", "items": reference}
    assert members(made, "ThingCreateRequest") == members(made, "ThingUpdateRequest")
    there = {"anyOf": [{"$ref": "#/components/schemas/ThingRunAllRequestSlots"}, {"type": "null"}]}
    assert members(made, "ThingRunAllRequest")["Slots"] == there


def test_children_of_a_scalar() -> None:
    """Children under a type that has none are kept as one way to read the value."""
    assert answered(field("A", "any", fields=[field("B")]), example={"A": 1})[0]["A"] == {
        "anyOf": [{"$ref": "#/components/schemas/ThingA"}, {}]
    }


def test_enums() -> None:
    """An enum is a component with its names; closed where it is sent, open where it is answered."""
    row = field("A", "integer", required=True, enum="eColour")
    listed = field("B", "array", required=True, items=Items(type="integer", enum="eColour"))
    one = endpoint(request=body(row, listed, field("C", "integer", enum="eColour")), responses=(answer(row, listed),))
    made, _ = built(resource(one, enums=(colours("Red", "Blue"),)))
    reference = {"$ref": "#/components/schemas/eColour"}
    assert component(made, "eColour") == {
        "type": "integer",
        "enum": [0, 1],
        "x-enum-varnames": ["Red", "Blue"],
        "description": "0 = Red, 1 = Blue.",
        "x-enumDescriptions": {"0": "Red", "1": "Blue"},
        "x-docs-source": "page.md:3 (enum:by-values)",
    }
    assert members(made, "ThingUpdateRequest") == {
        "A": reference,
        "B": {"type": "array", "items": reference},
        "C": {"anyOf": [reference, {"type": "null"}]},
    }
    open_enum = {"anyOf": [reference, {"type": "integer"}]}
    assert members(made, "ThingUpdateResponse") == {"A": open_enum, "B": {"type": "array", "items": open_enum}}


def test_enum_details() -> None:
    """Descriptions of values are kept, repeated values are not, and an enum without values allows all of its type."""
    rows = (EnumValue(value="a", name="A", description="First.."), EnumValue(value="a", name="B"))
    odd = Enum(name="__proto__", type="integer", values=rows, origin=at(3))
    made, _ = built(resource(endpoint(), enums=(odd, colours(enum="eNone"))))
    assert component(made, "proto")["x-enum-descriptions"] == ["First."]
    assert component(made, "proto")["x-enumDescriptions"] == {"a": "A: First."}
    assert component(made, "proto")["type"] == "string"
    assert "enum" not in component(made, "eNone")


@pytest.mark.parametrize(
    ("names", "variables"),
    [
        (["Red", "Dark green", "off-peak"], ["Red", "Dark_green", "off_peak"]),
        (["24/7", "", "1 hour", "C++", "C", "__x__"], ["Value_24_7", "Value", "Value_1_hour", "C", "C_2", "x"]),
        (["a b", "A_B", "a-b"], ["a_b", "A_B_2", "a_b_3"]),
        (["Größe", "日本", "x²", "\u202ey"], ["Größe", "日本", "x", "y"]),
    ],
)
def test_names_of_values(names: list[str], variables: list[str]) -> None:
    """The names of an enum's values are names of variables, of which no two are the same to a generator; the words stay as they are."""
    made, _ = built(resource(endpoint(), enums=(colours(*names),)))
    assert component(made, "eColour")["x-enum-varnames"] == variables
    assert component(made, "eColour")["x-enumDescriptions"] == {str(at): name for at, name in enumerate(names)}


def test_enum_of_two_types() -> None:
    """A closed list of numbers and texts is one closed list of each, so that client generators can make a class of each."""
    rows = (EnumValue(value=1, name="One", description="First."), EnumValue(value="a", name="A"))
    odd = Enum(name="eOdd", type="integer", values=rows, origin=at(3))
    row = field("A", enum="eOdd", required=True)
    made, _ = built(resource(endpoint(request=body(row, example={"A": "a"}), responses=(answer(row),)), enums=(odd,)))
    assert component(made, "eOdd") == {
        "anyOf": [
            {"type": "integer", "enum": [1], "x-enum-varnames": ["One"], "x-enum-descriptions": ["First."]},
            {"type": "string", "enum": ["a"], "x-enum-varnames": ["A"], "x-enum-descriptions": [""]},
        ],
        "description": "1 = One, a = A.",
        "x-enumDescriptions": {"1": "One: First.", "a": "A"},
        "x-docs-source": "page.md:3",
    }


def test_default_beside_a_reference() -> None:
    """A default of an enum stands beside `allOf`, where client generators see it."""
    made, _ = sent(field("A", "integer", required=True, enum="eColour", default=1), enums=RED)
    assert made["A"] == {"allOf": [COLOUR], "default": 1}


def test_names_that_classes_do_not_tell_apart() -> None:
    """Names of schemas differ in more than case and punctuation, for client generators make classes and modules of them."""
    made, _ = built(resource(endpoint(request=body(field("A"))), enums=(colours("Red", enum="thing_update_request"),)))
    assert list(made["components"]["schemas"]) == ["ThingUpdateRequest_2", "thing_update_request"]


def test_enums_of_one_name() -> None:
    """Of two enums of one name the more frequent keeps it, the other has its resource's name too and a diagnostic."""
    rows = [
        resource(name=name, enums=(colours("Red", last),))
        for name, last in (("A", "Pink"), ("B", "Blue"), ("C", "Blue"))
    ]
    made, found = built(*rows)
    assert list(made["components"]["schemas"]) == ["eColour", "eColour_A"]
    assert component(made, "eColour_A")["x-enum-varnames"] == ["Red", "Pink"]
    assert codes_of(found) == ["W606"]


# The envelope


def write(name: str, *more: Field) -> Resource:
    """A resource with one write that answers with the envelope."""
    done = field("Ok", "boolean", description=f"true if the {name} was written.")
    rows = field("Errors", "array", fields=[field("Message", description="Said.")])
    value = field("Value", "object", fields=[field("Id", "integer")])
    fine, bad = answer(done, value, *more), answer(done, field("Message"), rows, status=400)
    return resource(endpoint(path=f"/{name}", responses=(fine, bad)), name=name)


def test_envelope() -> None:
    """Equal envelopes of all resources are one component, and so are their rows; words that differ are dropped."""
    made, found = built(write("A"), write("B"), write("C"))
    assert list(made["components"]["schemas"]) == ["ErrorRow", "Result", "Result400", "ResultValue"]
    assert members(made, "Result")["Ok"] == {"type": "boolean"}
    assert members(made, "Result400")["Errors"]["items"] == {"$ref": "#/components/schemas/ErrorRow"}
    assert members(made, "ErrorRow")["Message"] == {"type": "string", "description": "Said."}
    assert found == []


def test_failure_with_the_status_of_success() -> None:
    """An envelope of success takes what a failure shows, for it can hold one; that is no contradiction. The failure takes what it shows."""
    done, value = field("Ok", "boolean"), field("Value", "object", fields=[field("Id", "integer")])
    fine = answer(done, value, field("Errors"), example={"Ok": True, "Value": {"Id": 1}, "Errors": None})
    bad = answer(done, value, field("Errors"), status=400, example={"Ok": False, "Value": None, "Errors": "No."})
    made, found = built(resource(endpoint(responses=(fine, bad))))
    null = {"anyOf": [reference("ResultValue"), {"type": "null"}]}
    assert members(made, "Result")["Value"] == members(made, "Result400")["Value"] == null
    assert members(made, "Result")["Errors"] == {"type": ["string", "null"]}
    assert members(made, "Result400")["Errors"] == {"type": "string"}
    assert found == []


def test_envelope_that_differs() -> None:
    """The most frequent envelope has the common name; one with more members is named by its operation."""
    made, _ = built(write("A", field("Extra")), write("B"), write("C"))
    assert "Extra" not in members(made, "Result")
    assert "Extra" in members(made, "AUpdateResponse")
    assert "AUpdateResponse400" not in made["components"]["schemas"]


def test_no_envelope() -> None:
    """Without an envelope in api.toml each answer has its own name."""
    plain = CONFIG.model_copy(update={"conventions": CONFIG.conventions.model_copy(update={"envelope": None})})
    made, _ = built(write("A"), config=plain)
    assert list(made["components"]["schemas"]) == ["AErrors", "AUpdateResponse", "AUpdateResponse400", "AValue"]


def test_members_called_like_keywords() -> None:
    """Members called like words of JSON Schema are members: they count when shapes are compared, and validate."""
    words = (
        "description",
        "x-docs-source",
        "properties",
        "items",
        "anyOf",
        "enum",
        "type",
        "required",
        "default",
        "$shape",
    )
    one, two = (
        resource(endpoint(path=f"/{n}", responses=(answer(field("Ok"), *map(field, words[n:])),)), name=f"R{n}")
        for n in (0, 1)
    )
    made, _ = built(one, two)
    assert set(members(made, "Result")) ^ set(members(made, "R1UpdateResponse")) == {"description"}


# What is written once

PAGED = ApiConfig.model_validate(
    {
        **CONFIG.model_dump(exclude_unset=True),
        "conventions": {
            **CONFIG.conventions.model_dump(exclude_unset=True),
            "pagination": {"page": "page", "size": "size", "items": "Rows", "total": "Total", "pages": "Pages"},
        },
    }
)


def kept(
    name: str,
    record: tuple[Field, ...],
    summary: tuple[Field, ...],
    *,
    examples: tuple[Any, Any, Any] = (None, None, None),
    envelope: tuple[Field, ...] = (field("Total", "integer"),),
) -> Resource:
    """A resource with a list in pages, a record, a list of several records, commands and a command to run."""
    listed, one, several = examples
    rows = field("Rows", "array", fields=summary)
    asked = (parameter("page", kind="integer", default=1), parameter("size", kind="integer", default=25))
    command = (
        field("Key", required=True),
        field("Ids", "array", description=f"The {name}s.", items=Items(type="integer")),
    )
    return resource(
        endpoint("search", "GET", f"/{name}", parameters=asked, responses=(answer(rows, *envelope, example=listed),)),
        endpoint("get", "GET", f"/{name}/{{id}}", responses=(answer(*record, example=one),)),
        endpoint("batch", "GET", f"/{name}/", responses=(answer(*summary, container="array", example=several),)),
        endpoint("commands", "GET", f"/{name}/commands", responses=(answer(field("Key"), container="array"),)),
        endpoint("run_command", "POST", f"/{name}/run", request=body(*command)),
        name=name,
    )


SHORT = (field("Id", "integer"), field("Name", format="date"))
LONG = (*SHORT, field("Slots", "array", fields=[field("Day", "integer")]))


def schemas(*resources: Resource) -> dict[str, Any]:
    """The named schemas of resources with lists in pages, sources left out."""
    made, found = built(*resources, config=PAGED)
    assert found == []

    def bare(value: Any) -> Any:
        if isinstance(value, list):
            return [bare(one) for one in value]
        return {k: bare(v) for k, v in value.items() if k != "x-docs-source"} if isinstance(value, dict) else value

    return {name: bare(schema) for name, schema in made["components"]["schemas"].items()}


def reference(name: str) -> dict[str, str]:
    """A reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def holding(**properties: Any) -> dict[str, Any]:
    """The schema of an object that is answered."""
    return {"type": "object", "properties": properties}


def test_record_rests_on_its_summary() -> None:
    """The summary of a record is written once, the record as the summary and what lists leave out."""
    made = schemas(kept("A", LONG, SHORT))
    short = holding(Id={"type": "integer"}, Name={"type": "string", "format": "date"})
    assert made["ASummary"] == short
    assert made["A"] == {
        "allOf": [reference("ASummary"), holding(Slots={"type": "array", "items": reference("ASlots")})]
    }
    assert made["APage"]["allOf"][1] == holding(Rows={"type": "array", "items": reference("ASummary")})


def test_record_that_lists_show_whole() -> None:
    """Where lists leave nothing out, the record is its own summary."""
    made = schemas(kept("A", SHORT, SHORT))
    assert "ASummary" not in made
    assert made["APage"]["allOf"][1] == holding(Rows={"type": "array", "items": reference("A")})


def test_record_and_summary_that_differ() -> None:
    """A summary with a member that the record has otherwise, or not at all, is written out beside it."""
    for odd in (field("Id", "string"), field("Extra")):
        made = schemas(kept("A", LONG, (odd, SHORT[1])))
        assert set(made["ASummary"]["properties"]) == {odd.name, "Name"}
        assert set(made["A"]["properties"]) == {"Id", "Name", "Slots"}


def test_samples_of_all_operations_widen_one_record() -> None:
    """What the samples of a list, of one record and of several show counts for each of them."""
    listed, several = {"Id": 1, "Name": None}, {"Id": 2, "Name": "2025-01-16"}
    one = {"Id": None, "Name": "2025-01-15"}
    made = schemas(kept("A", LONG, SHORT, examples=({"Rows": [listed], "Total": None}, one, [several])))
    assert made["ASummary"] == holding(
        Id={"type": ["integer", "null"]}, Name={"type": ["string", "null"], "format": "date"}
    )
    assert made["Page"] == holding(Total={"type": ["integer", "null"]})


def test_samples_that_contradict_one_record() -> None:
    """A format and a type that one sample breaks give way in the one summary; each operation's contradiction is reported."""
    listed, one, several = {"Rows": [{"Name": "soon"}]}, {"Id": "x"}, [{"Id": 1.5, "More": 1}]
    made, found = built(kept("A", LONG, SHORT, examples=(listed, one, several)), config=PAGED)
    assert members(made, "ASummary")["Name"] == {"type": "string", "x-documented-format": "date"}
    assert sorted(codes_of(found)) == ["W611", "W611", "W613", "W615"]


def test_pages_of_all_lists() -> None:
    """What all pages have is one component; a list whose pages have more says so beside it."""
    more = kept("C", LONG, SHORT, envelope=(field("Total", "integer"), field("Next")))
    made = schemas(kept("A", LONG, SHORT), kept("B", LONG, SHORT), more)
    assert made["Page"] == holding(Total={"type": "integer"})
    assert [made[f"{name}Page"]["allOf"][0] for name in "ABC"] == [reference(n) for n in ("Page", "Page", "ListPage")]
    assert set(made["ListPage"]["properties"]) == {"Total", "Next"}


def test_names_that_are_taken() -> None:
    """An enum keeps its name; a record, its page and what all pages have take the next that they would like."""
    one = kept("Page", LONG, SHORT).model_copy(update={"enums": (colours("Red", enum="PagePage"),)})
    made = schemas(one, kept("B", LONG, SHORT))
    assert "enum" in made["PagePage"] and "allOf" in made["PageSearchResponse"]
    assert {"Page", "PageSummary", "ListPage", "B", "BPage"} <= made.keys()


def test_what_all_resources_have_alike() -> None:
    """What operations beside those of the record send and answer is one for all resources that have it alike."""
    made = schemas(kept("A", LONG, SHORT), kept("B", LONG, SHORT))
    assert made["Command"] == holding(Key={"type": "string"})
    assert made["RunCommandRequest"]["required"] == ["Key"]
    assert "description" not in made["RunCommandRequest"]["properties"]["Ids"]
    assert not {"ACommand", "ARunCommandRequest", "BCommand"} & made.keys()
    assert {"ACommand", "ARunCommandRequest"} <= schemas(kept("A", LONG, SHORT)).keys()


def test_equal_records_stay_apart() -> None:
    """Records and bodies of two resources are two components even where they are equal today, each in its own words."""
    made = schemas(kept("A", LONG, SHORT), kept("B", LONG, SHORT))
    assert {"A", "ASummary", "ASlots", "B", "BSummary", "BSlots"} <= made.keys()


def test_parameters_that_recur() -> None:
    """Parameters that several resources have alike are components, defaults and sources included; others stand where they are."""
    made, _ = built(kept("A", LONG, SHORT), kept("B", LONG, SHORT), config=PAGED)
    assert made["components"]["parameters"]["size"] == {
        "name": "size",
        "in": "query",
        "required": False,
        "schema": {"type": "integer", "default": 25},
        "x-docs-source": "page.md:5",
    }
    found = {op["operationId"]: op.get("parameters") for op in operations(made)}
    assert found["A_search"] == [{"$ref": f"#/components/parameters/{name}"} for name in ("page", "size")]
    made, _ = built(kept("A", LONG, SHORT), config=PAGED)
    assert "parameters" not in made["components"]


def test_parameters_of_one_name() -> None:
    """Of parameters that have one name the most frequent has it; the others are called by their place too, or numbered."""
    kinds = [("query", "integer"), ("header", "integer"), ("query", "string"), ("query", "boolean")]
    rows = [
        resource(
            *(
                endpoint(f"o{n}{m}", path=f"/{owner}/{n}/{m}", parameters=(parameter("n", where, kind),))
                for n, (where, kind) in enumerate(kinds)
                for m in range(1 if n else 2)
            ),
            name=owner,
        )
        for owner in "AB"
    ]
    made, _ = built(*rows)
    shared = {name: (row["in"], row["schema"]["type"]) for name, row in made["components"]["parameters"].items()}
    assert shared == {
        "n": ("query", "integer"),
        "n_header": ("header", "integer"),
        "n_query": ("query", "string"),
        "n_query_2": ("query", "boolean"),
    }


# Examples that contradict the docs


RED = (colours("Red", "Blue"),)
NEED: dict[str, Any] = {"required": True}
COLOUR = {"$ref": "#/components/schemas/eColour"}
SHAPE = {"$ref": "#/components/schemas/ThingA"}


@pytest.mark.parametrize(
    ("row", "value", "schema", "code"),
    [
        (field("A", "integer", **NEED), "x", {"type": ["integer", "string"]}, "W611"),
        (field("A", "integer", **NEED), 1.5, {"type": ["integer", "number"]}, "W611"),
        (field("A", "integer", **NEED), True, {"type": ["integer", "boolean"]}, "W611"),
        (field("A", "integer"), [], {"type": ["integer", "null", "array"]}, "W611"),
        (field("A", "object", fields=[field("B")], **NEED), "x", {"anyOf": [SHAPE, {"type": "string"}]}, "W611"),
        (field("A", "integer", **NEED), None, {"type": ["integer", "null"]}, "W612"),
        (field("A", "integer", enum="eColour", **NEED), None, {"anyOf": [COLOUR, {"type": "null"}]}, "W612"),
        (field("A", "integer", enum="eColour", **NEED), 7, {"anyOf": [COLOUR, {"type": "integer"}]}, "W614"),
        (field("A", "integer", enum="eColour"), 7, {"anyOf": [COLOUR, {"type": ["null", "integer"]}]}, "W614"),
        (
            field("A", "array", items=Items(type="integer"), **NEED),
            [1, "x", None],
            {"type": "array", "items": {"type": ["integer", "string", "null"]}},
            "W611",
        ),
    ],
)
def test_widening_of_a_request(row: Field, value: JsonValue, schema: dict[str, Any], code: str) -> None:
    """Where a request's example contradicts its row, the schema gives way and the row's line is reported."""
    made, found = sent(row, example={"A": value}, enums=RED)
    assert made["A"] == schema
    assert (found[0].code, found[0].line) == (code, 7)
    assert "Thing.update.request.A" in found[0].message


@pytest.mark.parametrize(
    ("kind", "form", "value"),
    [
        ("string", "date", "soon"),
        ("string", "date", "2025-02-29"),
        ("string", "date-time", "2025-01-15T10:30"),
        ("string", "time", "10:30:00"),
        ("string", "uuid", ""),
        ("string", "uri", "www"),
        ("string", "email", "me"),
        ("string", "byte", "?"),
        ("integer", "int32", 2**31),
    ],
)
def test_format_that_the_example_breaks(kind: str, form: str, value: JsonValue) -> None:
    """A format that the example does not have is kept where no validator looks."""
    made, found = sent(field("A", kind, format=form, required=True), example={"A": value})
    assert made["A"] == {"type": kind, "x-documented-format": form}
    assert codes_of(found) == ["W613"]


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (field("A", "number", **NEED), 1),
        (field("A", "integer", **NEED), 1.0),
        (field("A", "any", **NEED), {"x": [None]}),
        (field("A", "object", **NEED), {"x": 1}),
        (field("A"), None),
        (field("A", format="date-time", **NEED), "2025-01-15T10:30:00.5+01:00"),
        (field("A", format="date", **NEED), "2024-02-29"),
        (field("A", format="time", **NEED), "10:30:00Z"),
        (field("A", format="uri", **NEED), "https://a.test/?b=%20"),
        (field("A", format="email", **NEED), "admin@example.com"),
        (field("A", format="byte", **NEED), "YQ=="),
        (field("A", "integer", format="int64", **NEED), 2**40),
        (field("A", "integer", enum="eColour"), 1),
    ],
)
def test_no_widening(row: Field, value: JsonValue) -> None:
    """An example that fits leaves its schema as it is and finds nothing."""
    made, found = sent(row, example={"A": value}, enums=RED)
    assert made == sent(row, enums=RED)[0]
    assert found == []


def test_required_member_that_the_example_lacks() -> None:
    """A required member that the example does without is no longer demanded, and says so."""
    row = field("A", required=True)
    made, found = sent(row, field("B", required=True), example={"B": "x"})
    assert made["A"] == {"type": "string", "x-documented-required": True}
    assert [(d.code, d.line) for d in found] == [("W616", 7)]


def test_key_that_no_row_documents() -> None:
    """A key of the example that no row documents is listed without a type, deep down as well."""
    deep = field("A", "array", fields=[field("B")])
    made, found = built(resource(endpoint(request=body(deep, example={"A": [{"B": "x", "C": 1}]}))))
    assert members(made, "ThingA") == {"B": {"type": ["string", "null"]}, "C": {}}
    assert [d.message.split()[3] for d in found] == ["Thing.update.request.A.C,"]


def test_null_in_an_answer() -> None:
    """A null in an answer's example makes the member nullable and is no contradiction."""
    made, found = answered(
        field("A"), field("B", nullable=True), field("C", "object", fields=[field("D")]), example={"A": None, "C": None}
    )
    assert [made["A"], made["B"]] == [{"type": ["string", "null"]}] * 2
    assert made["C"] == {"anyOf": [{"$ref": "#/components/schemas/ThingC"}, {"type": "null"}]}
    assert found == []


def test_unknown_enum_value_in_an_answer() -> None:
    """An unknown enum value in an answer's example is reported, though an answer's enum is open anyhow."""
    row = field("A", "integer", enum="eColour")
    made, found = answered(row, example={"A": 7}, enums=RED)
    assert made == answered(row, enums=RED)[0]
    assert codes_of(found) == ["W614"]
    assert answered(row, example={"A": "x"}, enums=RED)[0]["A"]["anyOf"][1] == {"type": ["integer", "string"]}


@pytest.mark.parametrize("container", ["object", "array", "none"])
@pytest.mark.parametrize("example", [{"A": 1}, [{"A": "x"}], [], "x", 5])
@pytest.mark.parametrize("fields", [(), (field("A"),)])
def test_top_of_an_answer(container: Container, example: JsonValue, fields: tuple[Field, ...]) -> None:
    """Whatever is at the top of an answer's example, it validates; `built` checks that."""
    built(resource(endpoint(responses=(answer(*fields, example=example, container=container),))))


@pytest.mark.parametrize("example", [{"A": 1}, [{"A": "x"}], "x"])
def test_body_without_members(example: JsonValue) -> None:
    """A body of which no member is documented is described by nothing but its example."""
    made, found = built(resource(endpoint(request=body(example=example))))
    assert [media["schema"] for media in media_types(made)] == [{}]
    assert found == []


def test_default_that_does_not_fit() -> None:
    """A default that contradicts its row moves to `x-documented-default`; enums count."""
    made, found = sent(field("A", "integer", default="x"), field("B", "integer", enum="eColour", default=9), enums=RED)
    assert made["A"] == {"type": ["integer", "null"], "x-documented-default": "x"}
    assert made["B"]["x-documented-default"] == 9
    assert codes_of(found) == ["W607", "W607"]
    _, found = built(resource(endpoint(parameters=(parameter("n", "query", "integer", default="x"),))))
    assert [(d.code, d.line) for d in found] == [("W607", 5)]


# Wording


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Percentage (of booking cost).. See eFee above.", "Percentage (of booking cost). See eFee above."),
        ("Ends here..", "Ends here."),
        ("One..\nTwo.. Three", "One.\nTwo. Three"),
        ("(in brackets..) and “quoted”.. and **bold**.. and 50%.. and 60.. See", None),
    ],
)
def test_mend(text: str, mended: str | None) -> None:
    """A doubled full stop at the end of a sentence becomes one, after brackets, quotes and numbers as well."""
    assert mend(text) == (text.replace("..", ".") if mended is None else mended)
    assert mend(mend(text)) == mend(text)


@pytest.mark.parametrize(
    "text",
    [
        "And so on...",
        "x....",
        "../x",
        "a/../b",
        "cd ..",
        "a/..",
        "1..5",
        "1.. 5",
        "[1..]",
        "v1..v5",
        "`..` is up",
        "..",
        "",
    ],
)
def test_mend_leaves_alone(text: str) -> None:
    """Ellipses, paths and ranges are no slips."""
    assert mend(text) == text


# Hostile pages


def test_surrogates() -> None:
    """Half a surrogate pair, which no UTF-8 file can hold, is replaced wherever it stands, also in keys."""
    row = field("a\ud800", description="\udfff", default={"\ud800": "\udc00"})
    made, _ = built(resource(endpoint(request=body(row, example={"a\ud800": "\ud800"}))))
    assert list(members(made, "ThingUpdateRequest")) == ["a\ufffd"]


WORDS = ("__proto__", "$ref", "$shape", "Result", "Ok", "Errors", "a/b", "~0", "{x}", *"\"'{}?#\u202e", "..", "")
HOSTILE = st.sampled_from(WORDS) | st.text(max_size=8)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(-1e9, 1e9), HOSTILE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HOSTILE, inner, max_size=3),
    max_leaves=4,
)
KINDS = st.sampled_from(["string", "integer", "number", "boolean", "object", "array", "any", "file"])
FORMATS = st.sampled_from(
    [None, "date", "date-time", "time", "uuid", "uri", "email", "byte", "int32", "int64", "double", "odd"]
)


@st.composite
def hostile_fields(draw: st.DrawFn, depth: int = 1) -> dict[str, Any]:
    """A field of any kind with any words, and children."""
    inner = st.lists(hostile_fields(depth - 1), max_size=2) if depth else st.just([])
    return {
        "name": draw(HOSTILE),
        "type": draw(KINDS),
        "format": draw(FORMATS),
        "items": draw(
            st.none() | st.fixed_dictionaries({"type": KINDS, "format": FORMATS, "enum": st.none() | HOSTILE})
        ),
        "required": draw(st.booleans()),
        "nullable": draw(st.none() | st.booleans()),
        "default": draw(JSON),
        "description": draw(HOSTILE),
        "enum": draw(st.none() | HOSTILE),
        "fields": draw(inner),
        "origin": at(1),
    }


@st.composite
def hostile_endpoints(draw: st.DrawFn) -> Endpoint:
    """An endpoint with any words anywhere."""
    fields = st.lists(hostile_fields(), max_size=3)
    places = st.sampled_from(["path", "query", "header", "cookie"])
    return endpoint(
        draw(HOSTILE),
        draw(st.sampled_from(["get", "PUT", "LIST", None])),
        draw(st.none() | st.lists(HOSTILE, max_size=3).map("/".join)),
        title=draw(HOSTILE),
        description=draw(HOSTILE),
        parameters=[{**row, "in": draw(places)} for row in draw(fields)],
        request=draw(
            st.none() | st.builds(lambda f, e: {"content_type": "a/b", "fields": f, "example": e}, fields, JSON)
        ),
        responses=[
            {
                "status": draw(st.sampled_from([None, 200, 400, 7, 999])),
                "container": draw(st.sampled_from(["object", "array", "none"])),
                "fields": draw(fields),
                "example": draw(JSON),
            }
            for _ in range(draw(st.integers(0, 2)))
        ],
    )


@st.composite
def hostile_resources(draw: st.DrawFn) -> Resource:
    """A resource with any words anywhere."""
    values = st.lists(st.tuples(st.integers(0, 3) | HOSTILE, HOSTILE), max_size=3)
    enums = [
        Enum(name=name, type="integer", values=tuple(EnumValue(value=v, name=n) for v, n in rows), origin=at(2))
        for name, rows in draw(st.lists(st.tuples(HOSTILE, values), max_size=2))
    ]
    rows = draw(st.lists(hostile_endpoints(), max_size=2))
    return resource(*rows, name=draw(HOSTILE), group=draw(HOSTILE), enums=tuple(enums))


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=60, deadline=None)
@given(st.lists(hostile_resources(), max_size=2))
def test_hostile_pages(resources: list[Resource]) -> None:
    """Whatever pages say, the document is valid, is JSON, has safe names, and its examples validate."""
    made, _ = built(*resources)
    for name in made["components"].get("schemas", {}):
        assert name.replace("_", "").replace(".", "").replace("-", "").isalnum()
        assert name.isascii()
    ids = [op["operationId"] for op in operations(made)]
    assert len(ids) == len(set(ids))
