"""Tests of APIs that authenticate by a key: their `api.toml`, what it does to documents, findings, the mock server and drift."""

import json
import shlex
from pathlib import Path
from typing import Any

import httpx2
import pytest
from openapi_spec_validator import validate

from generator import config as configuration
from generator import mocking, pipeline
from generator.config import ApiConfig
from generator.drift import Change, drift
from generator.mock import serve
from generator.security import security, security_schemes
from generator.spec import Endpoint
from generator.states import state_of
from generator.telling import told
from tests.test_package_cases import lay_out

HEAD = """
[api]
name = "x"
title = "X"
base_url = "https://x.example"

[package]
distribution = "x-client"
import_name = "x_client"
client = "X"
version = "0.1.0"
"""
KEY = '[auth]\nschemes = ["key"]\n[auth.key]\n'
BOTH = '[auth]\nschemes = ["bearer", "basic", "key"]\n[auth.key]\nheader = "X-Own"\n'


def read(auth: str) -> ApiConfig:
    """An `api.toml` with a table `[auth]`."""
    config, found = configuration.load(HEAD + auth, "api.toml")
    assert config is not None and found == []
    return config


REFUSED = [
    ('[auth]\nschemes = ["key"]', "auth"),
    ('[auth]\nschemes = ["bearer"]\n[auth.key]\nheader = "X-Own"', "auth"),
    (KEY, "auth.key"),
    (f'{KEY}header = "X-Own"\nquery = "own"', "auth.key"),
    (f'{KEY}query = "own"\nprefix = "Token "', "auth.key"),
    (f'{KEY}header = "Content-Type"', "auth.key.header"),
    (f'{KEY}header = "X Own"', "auth.key.header"),
    (f'{KEY}query = "a&b"', "auth.key.query"),
    (f'{KEY}header = "Authorization"\nprefix = "Bearer "', "auth.key"),
    (f'{KEY}header = "X-Own"\nprefix = "a\\nb"', "auth.key.prefix"),
    (f'{KEY}header = "X-Own"\nplace = "header"', "auth.key.place"),
]


@pytest.mark.parametrize(("auth", "key"), REFUSED)
def test_places_that_cannot_be(auth: str, key: str) -> None:
    """A key has one place, which nothing else needs, and the scheme and its table come together; else the table is named."""
    config, found = configuration.load(HEAD + auth, "api.toml")
    assert config is None and found[0].code == "E102"
    assert f"`{key}" in found[0].message, found[0].message


def parameter(name: str, location: str, **facts: Any) -> dict[str, Any]:
    """A documented parameter."""
    origin = {"page": "p.md", "line": 1, "rule": "field-row"}
    return {"name": name, "type": "string", "in": location, "origin": origin, **facts}


def endpoint(*parameters: dict[str, Any], schemes: tuple[str, ...] = ()) -> Endpoint:
    """An endpoint with parameters, whose page names some schemes."""
    facts = {"operation": "get", "method": "GET", "path": "/x", "parameters": parameters}
    source = {"page": "p.md", "form": "text", "sha256": "0" * 64, "url": None, "captured": None}
    return Endpoint.model_validate({**facts, "auth": {"schemes": schemes}, "source": source})


OWN = parameter("x-own", "header", required=True)
AUTHORIZATION = parameter("Authorization", "header", required=True)
ASKED: list[tuple[str, Endpoint, list[set[str]]]] = [
    (BOTH, endpoint(), [{"bearer"}, {"basic"}, {"apiKey"}]),
    (BOTH, endpoint(schemes=("apiKey",)), [{"apiKey"}]),
    (BOTH, endpoint(schemes=("basic", "apiKey")), [{"basic"}, {"apiKey"}]),
    (BOTH, endpoint(OWN), [{"apiKey"}]),
    (BOTH, endpoint(OWN, AUTHORIZATION), [{"bearer", "apiKey"}, {"basic", "apiKey"}]),
    (BOTH, endpoint(OWN, AUTHORIZATION, schemes=("bearer",)), [{"bearer", "apiKey"}]),
    (BOTH, endpoint({**OWN, "required": False}, AUTHORIZATION, schemes=("bearer",)), [{"bearer"}, {"apiKey"}]),
    (f'{KEY}header = "X-Own"', endpoint(OWN, AUTHORIZATION), [{"apiKey"}]),
    (f'{KEY}header = "Authorization"', endpoint(AUTHORIZATION), [{"apiKey"}]),
    (
        BOTH + '[auth.token]\npath = "/token"',
        endpoint(OWN, AUTHORIZATION, schemes=("bearer",)),
        [{"bearer", "apiKey"}, {"oauth2", "apiKey"}],
    ),
]


@pytest.mark.parametrize(("auth", "one", "expected"), ASKED)
def test_what_an_operation_asks_for(auth: str, one: Endpoint, expected: list[set[str]]) -> None:
    """One of the schemes that its page states, else of all; the key and another where the page requires both."""
    assert [set(way) for way in security(read(auth), one)] == expected


def test_the_scheme_of_a_key() -> None:
    """A key is an `apiKey`; what stands before it is an extension, for OpenAPI has no word for it."""
    header = security_schemes(read(f'{KEY}header = "Authorization"\nprefix = "Token "'))["apiKey"]
    assert (header["type"], header["in"], header["name"], header["x-prefix"]) == (
        "apiKey",
        "header",
        "Authorization",
        "Token ",
    )
    query = security_schemes(read(f'{KEY}query = "own"'))["apiKey"]
    assert (query["in"], query["name"], "x-prefix" in query) == ("query", "own", False)


def document_of(name: str, root: Path) -> dict[str, Any]:
    """The document of a case."""
    output = pipeline.make(lay_out(name, root), name)
    found = next(change.expected["openapi.json"] for change in output.changes if "openapi.json" in change.expected)
    document: dict[str, Any] = json.loads(found)
    return document


@pytest.mark.parametrize(("name", "key"), [("museum", "X-Museum-Api-Key"), ("aviary", "api_key")])
def test_the_key_is_no_parameter(name: str, key: str, tmp_path: Path) -> None:
    """The document validates and has the key among its schemes alone, while the spec keeps it as the page has it."""
    document = document_of(name, tmp_path)
    validate(document)
    rows = [row for item in document["paths"].values() for one in item.values() for row in one.get("parameters", ())]
    assert rows and key.lower() not in {row["name"].lower() for row in rows}
    scheme = document["components"]["securitySchemes"]["apiKey"]
    assert scheme["name"] == key and " of your " in scheme["description"]
    specs = [
        content.decode()
        for change in pipeline.make(tmp_path, name).changes
        for path, content in change.expected.items()
        if "resources/" in path or path.startswith(("halls/", "cages/"))
    ]
    assert any(f'"name": "{key}"' in text for text in specs)


def test_samples_that_send_the_key_are_in_order(tmp_path: Path) -> None:
    """That only a sample shows the key is told no more once `api.toml` says where it travels; a stranger beside it still is."""
    root = lay_out("aviary", tmp_path)
    page = root / "specs/aviary/pages/get-bird.md"
    text = page.read_text("utf-8").replace("?api_key={api_key}", "")
    start, end = text.index("## Query"), text.index("<RequestExample>")
    page.write_text((text[:start] + text[end:]).replace("?api_key=YOUR_KEY", "?api_key=YOUR_KEY&odd=1"), "utf-8")
    found = [one for one in pipeline.make(root, "aviary").found if one.code == "W039"]
    assert [one.facts["name"] for one in found] == ["odd"]


def served(scheme: dict[str, Any]) -> dict[str, Any]:
    """An API of one operation that asks for a key."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Keys", "version": "1"},
        "paths": {"/me": {"get": {"security": [{"way": []}], "responses": {"204": {"description": "It is you."}}}}},
        "components": {"securitySchemes": {"way": {"type": "apiKey", **scheme}}},
    }


SERVED: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"in": "header", "name": "X-Own"}, {"headers": {"x-own": "k"}}, "X-Own: k"),
    (
        {"in": "header", "name": "Authorization", "x-prefix": "Token "},
        {"headers": {"Authorization": "Token k"}},
        "Authorization: Token k",
    ),
    ({"in": "query", "name": "own"}, {"params": {"own": "k"}}, "?own=k"),
    ({"in": "cookie", "name": "own"}, {"headers": {"cookie": "own=k"}}, "Cookie: own=k"),
]


@pytest.mark.parametrize(("scheme", "sent", "shown"), SERVED)
def test_the_mock_server_asks_for_a_key(scheme: dict[str, Any], sent: dict[str, Any], shown: str) -> None:
    """A key is good in its place and with what stands before it, until it expires; the command says what to send."""
    document = served(scheme)
    with serve(document, tokens=("k",), strict=True) as server:
        told_lines = mocking.banner(server, document, "here").splitlines()
        assert f"key       {shown}" in told_lines
        words = shlex.split(next(line for line in told_lines if line.startswith("try")))
        assert f"{server.url}/me{shown}" == words[-1] if shown[0] == "?" else shown in words
        assert "Bearer" not in " ".join(words)
        refused = httpx2.get(f"{server.url}/me", headers={"authorization": "Bearer k"})
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "ApiKey")
        assert httpx2.get(f"{server.url}/me", headers={scheme["name"]: "k"}).status_code == (
            204 if scheme == {"in": "header", "name": "X-Own"} else 401
        )
        assert httpx2.get(f"{server.url}/me", **sent).status_code == 204
        server.faults.add("expire")
        assert httpx2.get(f"{server.url}/me", **sent).status_code == 401


def test_the_mock_server_asks_for_both() -> None:
    """Where an operation asks for a key and a token, neither is enough, and the command shows both."""
    document = served({"in": "header", "name": "X-Own"})
    document["components"]["securitySchemes"]["bearer"] = {"type": "http", "scheme": "bearer"}
    document["paths"]["/me"]["get"]["security"] = [{"way": [], "bearer": []}]
    with serve(document, tokens=("k",)) as server:
        words = mocking.sample(server, document)
        assert "X-Own: k" in words and "Authorization: Bearer k" in words
        key, token = {"x-own": "k"}, {"authorization": "Bearer k"}
        statuses = [httpx2.get(f"{server.url}/me", headers=one).status_code for one in (key, token, key | token)]
        assert statuses == [401, 401, 204]


OTHER = BOTH.replace("X-Own", "X-Other")
DRIFT = [
    ('[auth]\nschemes = ["bearer"]', BOTH, {"(api_key=)": "minor", "(username=)": "minor", "(password=)": "minor"}),
    (BOTH, f'{KEY}header = "X-Own"', {"(token=)": "breaking", "(username=)": "breaking", "(password=)": "breaking"}),
    (f'{KEY}header = "X-Own"', '[auth]\nschemes = ["bearer"]', {"(token=)": "minor", "(api_key=)": "breaking"}),
    (BOTH, OTHER, {"(api_key=)": "minor"}),
    (BOTH, BOTH, {}),
]


def changes(old: str, new: str) -> list[Change]:
    """What is between two states of an API without resources."""
    (before, names), (after, _) = state_of(read(old), ()), state_of(read(new), ())
    assert names is not None
    return drift(before, after)


@pytest.mark.parametrize(("old", "new", "expected"), DRIFT)
def test_credentials_are_a_part_of_the_surface(old: str, new: str, expected: dict[str, str]) -> None:
    """Credentials that a client takes no more are breaking; new ones, and another place of the key, are minor."""
    assert {one.address.removeprefix("x_client.X"): one.severity for one in changes(old, new)} == expected


def test_another_place_of_the_key_in_words() -> None:
    """What is told of it is how the key is sent, before and after."""
    (change,) = changes(BOTH, OTHER)
    assert told(change) == "authentication X-Own: ... \u2192 X-Other: ..."
