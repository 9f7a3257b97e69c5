"""What the command `mock` needs to know: a project and an API in, the document that is served, and what is said of a server, out."""

import ipaddress
import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from generator import inputs, pipeline

if TYPE_CHECKING:
    from generator.mock import Server

DOCUMENT = "openapi.json"
#: What must be installed beside the program, by the names of the modules.
NEEDED = frozenset({"jsonschema", "starlette", "uvicorn"})


def document_of(project: Path, api: str) -> tuple[dict[str, Any] | None, str]:
    """The OpenAPI document of an API and where it comes from: the one that was built, else what a build would give.

    The document is null where there is none, and the text says why.
    """
    _, package = inputs.folders_of(project, api)
    path = package / DOCUMENT
    content: bytes | None
    if path.is_file():
        content, place = path.read_bytes(), path.relative_to(project).as_posix()
    else:
        content, place = built(project, api), "what the pages give; it is not built yet"
    if content is None:
        return None, f"the pages of {api} give no document; `docs2client check {api}` says why"
    try:
        document = json.loads(content)
    except ValueError as error:
        return None, f"{place} is no JSON: {error}"
    return (document, place) if isinstance(document, dict) else (None, f"{place} is no OpenAPI document")


def built(project: Path, api: str) -> bytes | None:
    """The document that a build would write; null where the inputs give none."""
    trees = (change.expected for change in pipeline.make(project, api).changes)
    return next((tree[DOCUMENT] for tree in trees if DOCUMENT in tree), None)


def banner(server: "Server", document: dict[str, Any], place: str) -> str:
    """What is said of a server that has started."""
    keys = [f"key       {sent_key(one, server.token)}" for one in keys_of(document) if server.token]
    users = (f"user      {name}  password {word}" for name, word in server.users.items())
    tokens = (f"token     {one}" for one in server.tokens)
    about = f"address   {server.url}\ndocument  {place}"
    return "\n".join([about, *tokens, *keys, *users, f"try       {sample(server, document)}", "Ctrl-C stops it."])


def sample(server: "Server", document: dict[str, Any]) -> str:
    """A command that calls the first operation which needs no id, else the first of all."""
    known = [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if isinstance(operation, dict) and "responses" in operation
    ]
    plain = [one for one in known if one[1] == "get" and "{" not in one[0]]
    if not known:
        return f"curl {server.url}/"
    path, method, operation = next(iter(plain or known))
    words, address = ["curl"] + ([] if method == "get" else ["-X", method.upper()]), server.url + path
    schemes = document.get("components", {}).get("securitySchemes", {})
    asked = [schemes[name] for name in next(iter(operation.get("security", ())), ()) if name in schemes]
    keys = [one for one in asked if one.get("type") == "apiKey"]
    if server.token and (not keys or len(asked) > len(keys)):
        words += ["-H", f"Authorization: Bearer {server.token}"]
    for one in keys if server.token else ():
        if one["in"] == "query":
            address += f"?{quote(one['name'], safe='')}={quote(server.token, safe='')}"
        else:
            words += ["-H", sent_key(one, server.token)]
    media = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if "example" in media:
        words += ["-H", "Content-Type: application/json", "-d", json.dumps(media["example"], ensure_ascii=False)]
    return shlex.join([*words, address])


def keys_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The security schemes of a document that are keys."""
    schemes = document.get("components", {}).get("securitySchemes", {}).values()
    return [one for one in schemes if isinstance(one, dict) and one.get("type") == "apiKey"]


def sent_key(scheme: dict[str, Any], token: str) -> str:
    """A key as a request carries it."""
    value = f"{scheme.get('x-prefix', '')}{token}"
    if scheme.get("in") == "header":
        return f"{scheme.get('name')}: {value}"
    return f"{'Cookie: ' if scheme.get('in') == 'cookie' else '?'}{scheme.get('name')}={value}"


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
