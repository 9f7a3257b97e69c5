"""What the tests share: a transport that answers from memory and records requests, and their comparison with openapi.json."""

import base64
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx2
from jsonschema import Draft202012Validator

DOCUMENT: dict[str, Any] = json.loads((Path(__file__).parents[1] / "openapi.json").read_text(encoding="utf-8"))
ORIGIN = "https://api.test"
TOKEN = "secret-token"


class Server:
    """Answers each request with the given status and JSON body, and keeps what it was sent."""

    def __init__(self, status: int = 200, body: object = None) -> None:
        self.status = status
        self.body = body
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return httpx2.Response(self.status, json=self.body)

    def sync(self) -> httpx2.Client:
        """A client whose requests come here."""
        return httpx2.Client(transport=httpx2.MockTransport(self))

    def asynchronous(self) -> httpx2.AsyncClient:
        """An async client whose requests come here."""
        return httpx2.AsyncClient(transport=httpx2.MockTransport(self))

    @property
    def request(self) -> httpx2.Request:
        """The only request."""
        assert len(self.requests) == 1, f"{len(self.requests)} requests were sent"
        return self.requests[0]


def bearer(request: httpx2.Request) -> None:
    """The request carries the token."""
    assert request.headers["authorization"] == f"Bearer {TOKEN}"


def basic(request: httpx2.Request, username: str, password: str) -> None:
    """The request carries name and password."""
    expected = base64.b64encode(f"{username}:{password}".encode()).decode()
    assert request.headers["authorization"] == f"Basic {expected}"


def sent(
    request: httpx2.Request,
    *,
    method: str,
    path: str,
    parameters: dict[str, Any],
    query: dict[str, Any],
    headers: dict[str, Any],
    body: Any,
) -> None:
    """The request is what is expected, and what openapi.json documents for this method and path."""
    concrete = path
    for name, value in parameters.items():
        concrete = concrete.replace("{" + name + "}", str(value))
    assert request.method == method
    assert str(request.url).partition("?")[0] == ORIGIN + concrete
    assert set(parse_qs(request.url.query.decode(), keep_blank_values=True)) == set(query)
    for name, value in headers.items():
        assert request.headers[name] == str(value)
    operation = documented(path, method)
    required = {p["name"] for p in operation.get("parameters", []) if p["in"] == "query" and p.get("required")}
    assert required <= set(query)
    if body is None:
        assert request.content == b""
        return
    content = operation["requestBody"]["content"]
    content_type = request.headers["content-type"].partition(";")[0]
    assert content_type in content
    if content_type != "application/json":
        assert set(parse_qs(request.content.decode(), keep_blank_values=True)) == set(body)
        return
    actual = json.loads(request.content)
    assert actual == body
    validate(content[content_type]["schema"], actual)


def documented(path: str, method: str) -> dict[str, Any]:
    """The operation of a method and path in openapi.json, where all methods of one path share the names of its arguments."""

    def anonymous(template: str) -> str:
        return re.sub(r"\{[^{}]*\}", "{}", template)

    item = next(item for known, item in DOCUMENT["paths"].items() if anonymous(known) == anonymous(path))
    operation: dict[str, Any] = item[method.lower()]
    return operation


def answered(path: str, method: str, status: int, body: Any) -> None:
    """The answer is what openapi.json documents for this status, or for one that the pages do not name."""
    responses = documented(path, method)["responses"]
    response = responses.get(str(status)) or responses["default"]
    validate(response["content"]["application/json"]["schema"], body)


def validate(schema: dict[str, Any], value: Any) -> None:
    """The value fits the schema; references lead into the document."""
    whole = {"$ref": "#/wanted", "wanted": schema, "components": DOCUMENT["components"]}
    Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)
