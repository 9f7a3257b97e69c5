"""An OpenAPI document in, its operations out: references followed, what a path says joined to what its operations say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from .dialects import modern

Schema = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
JSON_MEDIA = re.compile(r"application/(?:[\w.-]+\+)?json")
#: How many references may lead to each other.
LONGEST_CHAIN = 50


class DocumentError(ValueError):
    """The document cannot be served; its text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter: where it is, and what its value may be. `explode` and `style` say how a list is written."""

    name: str
    place: str
    required: bool
    schema: Schema
    style: str
    explode: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A documented answer: its status as a number, its media type (null: no content), schema and example (null: none)."""

    status: int
    media: str | None
    schema: Schema
    example: Any

    @property
    def is_json(self) -> bool:
        """Whether the content is JSON."""
        return self.media is not None and is_json(self.media)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one path. `bodies` are schemas by media type, `answers` are by status, `security` are alternatives."""

    method: str
    path: str
    parameters: tuple[Parameter, ...]
    bodies: Mapping[str, Schema]
    body_required: bool
    answers: Mapping[int, Answer]
    security: tuple[Mapping[str, Any], ...]

    @property
    def success(self) -> Answer:
        """The documented answer of success; one without content where none is documented."""
        good = [one for status, one in sorted(self.answers.items()) if 200 <= status < 300]
        return good[0] if good else Answer(status=200, media=None, schema={}, example=None)

    @property
    def body(self) -> Schema:
        """The schema of the body, that of JSON where there are several; empty where none is documented."""
        ranked = sorted(self.bodies.items(), key=lambda pair: not is_json(pair[0]))
        return ranked[0][1] if ranked else {}


@dataclass(slots=True)
class Document:
    """A document that can be served: its operations, security schemes, and what it says beyond the standard."""

    root: Schema
    operations: tuple[Operation, ...] = ()
    schemes: dict[str, Schema] = field(default_factory=dict)
    prefix: str = ""
    members: dict[int, dict[str, Schema]] = field(default_factory=dict)

    @property
    def extension(self) -> Schema:
        """What the document says of the API's conventions."""
        found = self.root.get("x-docs2client")
        return found if isinstance(found, dict) else {}

    def follow(self, node: Any) -> Schema:
        """An object of the document, with a reference exchanged for what it leads to; raises DocumentError."""
        for _ in range(LONGEST_CHAIN):
            if not isinstance(node, dict) or not isinstance(node.get("$ref"), str):
                return node if isinstance(node, dict) else {}
            node = self.pointed(node["$ref"])
        raise DocumentError("references lead in a circle")

    def pointed(self, reference: str) -> Any:
        """What a reference leads to; raises DocumentError."""
        node: Any = self.root
        if not reference.startswith("#"):
            raise DocumentError(f"the reference {reference} leads out of the document")
        for piece in reference.split("/")[1:]:
            key = unquote(piece).replace("~1", "/").replace("~0", "~")
            if isinstance(node, list) and key.isdecimal() and int(key) < len(node):
                node = node[int(key)]
            elif isinstance(node, dict) and key in node:
                node = node[key]
            else:
                raise DocumentError(f"the reference {reference} leads nowhere")
        return node

    def properties(self, schema: Schema) -> dict[str, Schema]:
        """The members that a schema names, those of its parts included."""
        if id(schema) not in self.members:
            self.members[id(schema)] = {}
            self.members[id(schema)] = dict(self._properties(schema))
        return self.members[id(schema)]

    def _properties(self, schema: Schema) -> Iterator[tuple[str, Schema]]:
        whole = self.follow(schema)
        for part in parts(whole):
            yield from self.properties(part).items()
        known = whole.get("properties")
        yield from known.items() if isinstance(known, dict) else ()

    def kinds(self, schema: Schema, depth: int = 0) -> frozenset[str]:
        """The JSON types that a schema allows; none where it names none."""
        whole = self.follow(schema)
        kind = whole.get("type")
        found = {kind} if isinstance(kind, str) else set(kind or ())
        if "properties" in whole and not found:
            found = {"object"}
        if depth < LONGEST_CHAIN:
            found |= {one for part in parts(whole) for one in self.kinds(part, depth + 1)}
        return frozenset(found)

    def items(self, schema: Schema) -> Schema:
        """The schema of the items of a list."""
        whole = self.follow(schema)
        own = whole.get("items")
        if isinstance(own, dict):
            return own
        return next((found for part in parts(whole) if (found := self.items(part))), {})


def parts(schema: Schema) -> list[Schema]:
    """The schemas that a schema is combined of."""
    found = [part for key in ("allOf", "anyOf", "oneOf") for part in schema.get(key) or ()]
    return [part for part in found if isinstance(part, dict)]


def is_json(media: str) -> bool:
    """Whether a media type is one of JSON."""
    return JSON_MEDIA.fullmatch(media.partition(";")[0].strip().lower()) is not None


def load(root: Any) -> Document:
    """The document, ready to be served; raises DocumentError where that cannot be done."""
    if not isinstance(root, dict) or not isinstance(root.get("paths"), dict):
        raise DocumentError("this is no OpenAPI document: it has no paths")
    if not str(root.get("openapi", "")).startswith("3."):
        raise DocumentError("only OpenAPI 3.0 and 3.1 are understood")
    document = Document(root=modern(root))
    check_references(document, document.root)
    components = document.follow(document.root.get("components"))
    document.schemes = {
        name: document.follow(one) for name, one in document.follow(components.get("securitySchemes")).items()
    }
    document.prefix = prefix_of(document.root)
    document.operations = tuple(operations(document))
    return document


def check_references(document: Document, node: Any) -> None:
    """Follow every reference once, so that none fails while a request is answered; raises DocumentError."""
    waiting, known = [node], set[str]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            reference = one.get("$ref")
            if isinstance(reference, str) and reference not in known:
                known.add(reference)
                document.follow(one)
            # What stands in samples is data, whatever it looks like.
            waiting += [value for key, value in one.items() if key not in ("example", "examples", "default", "enum")]


def prefix_of(root: Schema) -> str:
    """The path that the address of the server has."""
    servers = root.get("servers")
    first = servers[0] if isinstance(servers, list) and servers else {}
    url = first.get("url") if isinstance(first, dict) else None
    return urlsplit(url).path.rstrip("/") if isinstance(url, str) and "{" not in url else ""


def operations(document: Document) -> Iterator[Operation]:
    """The operations of a document in its order."""
    root = document.root
    for path, item in root["paths"].items():
        whole = document.follow(item)
        for method in METHODS:
            if isinstance(whole.get(method), dict):
                yield operation(document, path, method, whole[method], whole.get("parameters") or ())


def operation(document: Document, path: str, method: str, raw: Schema, shared: Sequence[Any]) -> Operation:
    """One operation; its own parameters outrank those of its path."""
    rows = [document.follow(row) for row in (*shared, *(raw.get("parameters") or ()))]
    known = {(row["name"], row["in"]): parameter(document, row) for row in rows if "name" in row and "in" in row}
    body = document.follow(raw.get("requestBody"))
    contents = document.follow(body.get("content"))
    return Operation(
        method=method.upper(),
        path=path,
        parameters=tuple(known.values()),
        bodies={media.partition(";")[0].strip().lower(): schema_in(one) for media, one in contents.items()},
        body_required=body.get("required") is True,
        answers=answers(document, raw),
        security=tuple(raw.get("security", document.root.get("security")) or ()),
    )


def schema_in(holder: Any) -> Schema:
    """The schema of a parameter or media type; empty where there is none."""
    found = holder.get("schema") if isinstance(holder, dict) else None
    return found if isinstance(found, dict) else {}


def parameter(document: Document, row: Schema) -> Parameter:
    """One parameter; one that is described by a media type is written as JSON."""
    contents = document.follow(row.get("content"))
    style = row.get("style") or ("form" if row["in"] in ("query", "cookie") else "simple")
    holder = next(iter(contents.values()), row)
    return Parameter(
        name=row["name"],
        place=row["in"],
        required=row.get("required") is True or row["in"] == "path",
        schema=schema_in(holder),
        style="json" if contents else style,
        explode=row.get("explode", style == "form"),
    )


#: What stands for a class of statuses; `default` is success where nothing else is.
CLASSES = {"1XX": 100, "2XX": 200, "3XX": 300, "4XX": 400, "5XX": 500}


def answers(document: Document, raw: Schema) -> dict[int, Answer]:
    """The documented answers of an operation by status."""
    rows = {str(key): document.follow(one) for key, one in document.follow(raw.get("responses")).items()}
    # One status outranks its class.
    known = {CLASSES[key.upper()]: one for key, one in rows.items() if key.upper() in CLASSES}
    known |= {int(key): one for key, one in rows.items() if key.isdecimal()}
    if "default" in rows and not any(200 <= status < 300 for status in known):
        known[200] = rows["default"]
    return {status: answer(document, status, row) for status, row in known.items()}


def answer(document: Document, status: int, row: Schema) -> Answer:
    """One documented answer, its JSON where it has several contents."""
    contents = document.follow(row.get("content"))
    media = min(contents, key=lambda one: not is_json(one), default=None)
    holder = document.follow(contents[media]) if media is not None else {}
    return Answer(status=status, media=media, schema=schema_in(holder), example=example_in(document, holder))


def example_in(document: Document, holder: Schema) -> Any:
    """The example of a media type, or of its schema; null where there is none."""
    if "example" in holder:
        return holder["example"]
    several = holder.get("examples")
    if isinstance(several, dict) and several:
        return document.follow(next(iter(several.values()))).get("value")
    schema = document.follow(schema_in(holder))
    if isinstance(schema.get("examples"), list) and schema["examples"]:
        return schema["examples"][0]
    return schema.get("example")
