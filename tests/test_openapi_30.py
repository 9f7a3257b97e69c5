"""OpenAPI 3.0: documents as they are made in, the same in older words out.

That they are valid and that documented examples fit them is checked of each document of `test_openapi`, hostile ones included.
"""

import copy
from typing import Any

import pytest

from generator import config, diagnostics
from generator.alternatives import alternatives, remarks
from generator.openapi_30 import VERSION, downgrade, lower, lower_value

REFERENCE = {"$ref": "#/components/schemas/One"}
NULL = {"type": "string", "nullable": True, "enum": [None]}
NOTE = {"x-docs-source": "page.md:3 (curl)"}


def described(operation: dict[str, Any], method: str = "get", **components: Any) -> dict[str, Any]:
    """A document of one operation."""
    whole = {"operationId": "Thing_get", "x-docs-address": "Thing.get", "responses": {}} | operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "x-of-ours": {"kept": [1]},
        "paths": {"/things": {method: whole}},
        "components": components,
    }


def body(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A body of one content type."""
    return {"content": {"application/json": {"schema": schema, **more}}}


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ({}, {}),
        ({"type": "string", "format": "date"}, {"type": "string", "format": "date"}),
        ({"type": ["string", "null"], "description": "x"}, {"type": "string", "nullable": True, "description": "x"}),
        ({"type": ["integer", "number"]}, {"type": "number"}),
        ({"type": "null", "description": "x"}, NULL | {"description": "x"}),
        ({"anyOf": [REFERENCE, {"type": "null"}]}, {"anyOf": [REFERENCE, NULL]}),
        (
            {"anyOf": [REFERENCE, {"type": ["null", "integer"]}]},
            {"anyOf": [REFERENCE, {"type": "integer", "nullable": True}]},
        ),
        (REFERENCE, REFERENCE),
        (REFERENCE | {"description": "x"}, {"allOf": [REFERENCE], "description": "x"}),
        ({"type": "array"}, {"type": "array", "items": {}}),
        (
            {"type": ["null", "array", "string"], "items": {"type": ["integer", "null"]}, "format": "date", **NOTE},
            {
                "anyOf": [
                    {"type": "array", "items": {"type": "integer", "nullable": True}, "nullable": True},
                    {"type": "string", "format": "date"},
                ],
                **NOTE,
            },
        ),
        ({"type": ["array", "string"]}, {"anyOf": [{"type": "array", "items": {}}, {"type": "string"}]}),
        ({"type": "integer", "default": 1.0}, {"type": "integer", "default": 1}),
        ({"const": 1, "x-date-part": "1976-01-01"}, {"x-const": 1, "x-date-part": "1976-01-01"}),
        ({"type": "string", "format": "time"}, {"type": "string", "x-format": "time"}),
        ({"type": "number", "exclusiveMinimum": 1}, {"type": "number", "x-exclusiveMinimum": 1}),
        (
            {"type": "object", "properties": {"type": {"type": ["object", "null"]}, "$ref": {"const": 1}}},
            {"type": "object", "properties": {"type": {"type": "object", "nullable": True}, "$ref": {"x-const": 1}}},
        ),
    ],
)
def test_schema(newer: dict[str, Any], older: dict[str, Any]) -> None:
    """Each thing that the two versions say differently, wherever it stands; members called like keywords are members."""
    assert lower(newer) == older
    assert lower({"allOf": [{"type": "array", "items": newer}]}) == {"allOf": [{"type": "array", "items": older}]}


def test_alternatives() -> None:
    """Of a schema of several types each has what is about it, and its own of the listed values; words are about all."""
    schema: dict[str, Any] = {
        "type": ["object", "integer", "string"],
        "required": ["a"],
        "format": "int32",
        "enum": [1, "b", 2],
        "x-enum-varnames": ["One", "B", "Two"],
        "description": "x",
    }
    assert alternatives(schema, schema["type"]) == [
        {"type": "object", "required": ["a"], "enum": [], "x-enum-varnames": []},
        {"type": "integer", "format": "int32", "enum": [1, 2], "x-enum-varnames": ["One", "Two"]},
        {"type": "string", "enum": ["b"], "x-enum-varnames": ["B"]},
    ]
    assert remarks(schema) == {"description": "x"}


def test_values() -> None:
    """Whole numbers are written without a point, deep down as well; nothing else changes, be it not a number."""
    assert repr(lower_value({"a": [1.0, 1.5, True, None, "1.0", {"b": -2.0}]})) == (
        "{'a': [1, 1.5, True, None, '1.0', {'b': -2}]}"
    )
    assert lower_value(float("inf")) == float("inf")


def test_document() -> None:
    """Every schema of a document is changed, its version too; all else stays, and the given document as it was."""
    row = {"name": "a", "in": "query", "schema": {"type": ["integer", "null"]}}
    operation = {
        "parameters": [row, {"$ref": "#/components/parameters/a"}],
        "requestBody": body({"type": ["object", "null"]}, example={"a": 1.0}),
        "responses": {"200": {"description": "x", **body({"type": "null"})}, "204": {"description": "y"}},
        "x-required-roles": ["Thing-Edit"],
    }
    made = described(operation, "put", schemas={"One": {"type": ["string", "null"]}}, parameters={"a": row})
    before = copy.deepcopy(made)
    lowered, found = downgrade(made)
    assert (made, found) == (before, [])
    integer = {"type": "integer", "nullable": True}
    assert lowered == {
        **made,
        "openapi": VERSION,
        "paths": {
            "/things": {
                "put": {
                    **made["paths"]["/things"]["put"],
                    "parameters": [row | {"schema": integer}, {"$ref": "#/components/parameters/a"}],
                    "requestBody": body({"type": "object", "nullable": True}, example={"a": 1}),
                    "responses": {"200": {"description": "x", **body(NULL)}, "204": {"description": "y"}},
                }
            }
        },
        "components": {
            "schemas": {"One": {"type": "string", "nullable": True}},
            "parameters": {"a": row | {"schema": integer}},
        },
    }
    assert list(lowered) == list(made)


def test_security() -> None:
    """Schemes stay as they are; roles are asked only of those that have scopes."""
    flows = {"password": {"tokenUrl": "https://acme.test/token", "scopes": {"Edit": "All."}}}
    kinds = {"bearer": {"type": "http", "scheme": "bearer"}, "oauth2": {"type": "oauth2", "flows": flows}}
    wanted = [{"bearer": ["Edit"]}, {"oauth2": ["Edit"]}]
    lowered, found = downgrade(described({"security": wanted}, securitySchemes=kinds))
    assert lowered["paths"]["/things"]["get"]["security"] == [{"bearer": []}, {"oauth2": ["Edit"]}]
    assert lowered["components"]["securitySchemes"] == kinds
    assert found == []


def test_what_cannot_be_said() -> None:
    """Each thing that is lost is told once, with its address and where it is documented."""
    schema = {"type": "object", "properties": {"a b": {"const": 1, "x-docs-source": "other.md"}}}
    clock = {"name": "n", "in": "query", "schema": {"type": "string", "format": "time"}}
    operation = {
        "parameters": [clock, {"$ref": "#/components/parameters/n"}],
        "requestBody": body({"const": 1}),
        "responses": {"200": body({"const": 2})},
        **NOTE,
    }
    made = described(operation, "delete", schemas={"One": schema}, parameters={"n": clock | {"x-docs-source": "p:9"}})
    told = [(one.page, one.line, one.code, one.message) for one in downgrade(made)[1]]
    cannot = "which an OpenAPI 3.0 document cannot say."
    assert told == [
        (None, None, "W622", f'One."a b" is described by `const: 1`, {cannot}'),
        ("p", 9, "W622", f"n is described by `format: time`, {cannot}"),
        ("page.md", 3, "W621", "Thing.get sends a body by DELETE, which OpenAPI 3.0 tells tools to ignore."),
        ("page.md", 3, "W622", f"Thing.get.200 is described by `const: 2`, {cannot}"),
        ("page.md", 3, "W622", f"Thing.get.query.n is described by `format: time`, {cannot}"),
        ("page.md", 3, "W622", f"Thing.get.request is described by `const: 1`, {cannot}"),
    ]


@pytest.mark.parametrize(
    ("line", "version"), [("", "3.1"), ('openapi_version = "3.1"', "3.1"), ('openapi_version = "3.0"', "3.0")]
)
def test_version_in_the_particulars(line: str, version: str) -> None:
    """The version of OpenAPI is a choice of the package; by default it is 3.1."""
    made, found = config.load(particulars(line), "api.toml")
    assert (made and made.package.openapi_version, found) == (version, [])


@pytest.mark.parametrize("line", ['openapi_version = "3.0.3"', "openapi_version = 3.0", 'openapi_version = "2.0"'])
def test_version_that_is_none(line: str) -> None:
    """Any other version is an error at its line, which says what there is."""
    made, found = config.load(particulars(line), "api.toml")
    assert made is None and diagnostics.has_errors(found)
    assert [(one.line, "'3.1' or '3.0'" in one.message) for one in found] == [(11, True)]


def particulars(line: str) -> str:
    """An `api.toml` with a line at the end of the table of the package."""
    return f"""
[api]
name = "acme"
title = "Acme"
base_url = "https://acme.test"
[package]
distribution = "acme"
import_name = "acme"
client = "Acme"
version = "1.2.3"
{line}
"""
