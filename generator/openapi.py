"""OpenAPI: the particulars and the spec of an API in, an OpenAPI 3.1.0 document (in a fixed order) and diagnostics out.

Every documented example validates against the schema beside it: where the docs contradict themselves, the schema gives
way just enough and a diagnostic tells. Requests are described strictly, answers tolerantly (see `schemas`).
`x-docs-source` names the page and line of a fact and the rule that inferred it. Equal shapes of several operations are
one component.
"""

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from typing import Any

from pydantic import JsonValue
from pydantic_core import PydanticSerializationError

from generator import addresses, diagnostics
from generator.config import ApiConfig, Envelope
from generator.diagnostics import Code, Diagnostic
from generator.schemas import (
    Place,
    Schema,
    Shape,
    Use,
    compact,
    enum_shape,
    field_schema,
    nodes,
    object_shape,
    pascal,
    source_note,
    widen,
    with_parts,
)
from generator.spec import Endpoint, Field, Origin, Request, Resource, Response
from generator.wording import mend

METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})

#: Headers that OpenAPI describes elsewhere and ignores among parameters.
IGNORED_HEADERS = frozenset({"accept", "content-type", "authorization"})

SECURITY_SCHEMES: dict[str, Schema] = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "basic": {"type": "http", "scheme": "basic"},
}

#: What a status means where the page does not say: by status, else by class. (Python's words change with its version.)
STATUS_WORDS: dict[str, str] = {
    "default": "An answer whose status is not documented.",
    "201": "Created.",
    "202": "Accepted.",
    "204": "Success, without content.",
    "400": "The request is not valid.",
    "401": "Authentication is missing or not valid.",
    "403": "The caller is not allowed to do this.",
    "404": "Not found.",
    "409": "The request conflicts with the present state.",
    "429": "Too many requests.",
    "1": "Information.",
    "2": "Success.",
    "3": "Redirection.",
    "4": "The request is refused.",
    "5": "The server failed.",
}

#: What may differ in two schemas that are one component.
NOTES = frozenset({"description", "x-docs-source", "x-enum-descriptions"})

#: The code for each kind of misfit. A null in an answer is no contradiction: nothing says that answers have no nulls.
MISFIT_CODES: dict[str, str] = {
    "type": "W611",
    "null": "W612",
    "format": "W613",
    "enum": "W614",
    "key": "W615",
    "required": "W616",
}

Found = list[Diagnostic]
ODD_DEFAULT = "x-documented-default"

Part = tuple[str, ...]
ShapeId = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A documented path as OpenAPI has it: its template, its slots (name on the page, name here), its query string."""

    template: str
    slots: tuple[tuple[str, str], ...]
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One endpoint that becomes an operation."""

    resource: Resource
    endpoint: Endpoint
    method: str
    route: Route
    operation_id: str
    enums: Mapping[str, Shape]

    def place(self, use: Use, suffix: str) -> Place:
        """A place in this operation: its schema is named with a suffix, its children after the resource."""
        prefix, owner = pascal(self.resource.resource), f"{self.resource.group}.{self.resource.resource}"
        names = (prefix + pascal(self.endpoint.operation) + suffix,)
        return Place(use=use, owner=owner, names=names, prefix=prefix, rank=2, enums=self.enums, titles={})

    def finding(self, code: str, source: Mapping[str, Any] | None, **facts: object) -> Diagnostic:
        """A diagnostic where a note of a source says, else where the endpoint begins."""
        note = source or source_note(start(self.endpoint)) or {}
        return diagnostics.make(code, note["page"], note.get("line"), **facts)

    def address(self, *parts: str) -> str:
        """The address of something in this endpoint."""
        return addresses.join((self.resource.resource, self.endpoint.operation, *parts))


def document(config: ApiConfig, resources: Sequence[Resource]) -> tuple[dict[str, Any], Found]:
    """The OpenAPI document of an API, the same whatever the order of its resources."""
    ordered = sorted(map(encodable, resources), key=lambda r: (r.group, r.resource, r.collection, r.model_dump_json()))
    enums = {id(r): {e.name: enum_shape(e, r.resource) for e in reversed(r.enums)} for r in ordered}
    labels = tag_labels(ordered)
    calls, found = accept(ordered, enums)
    paths: dict[str, dict[str, Schema]] = {}
    for call in calls:
        label = labels[call.resource.group, call.resource.resource]
        paths.setdefault(call.route.template, {})[call.method], more = operation(config, call, label)
        found += more
    holders = [holder for item in paths.values() for call_ in item.values() for holder in schema_holders(call_)]
    listed = [shape for resource in ordered for shape in reversed(enums[id(resource)].values())]
    shapes = [*listed, *(node["$shape"] for h in holders for _, node in nodes(h["schema"]) if "$shape" in node)]
    names = name_shapes(shapes)
    for holder in holders:
        holder["schema"] = link(holder["schema"], names)
    components = compact(schemas=component_schemas(shapes, names))
    if config.auth.schemes:
        components["securitySchemes"] = {name: SECURITY_SCHEMES[name] for name in config.auth.schemes}
    head = heading(config) | tags(ordered, labels)
    return head | {"paths": paths, "components": components}, list(
        diagnostics.in_order(found + renamed_enums(listed, names))
    )


def encodable(resource: Resource) -> Resource:
    """The resource, with what no UTF-8 file can hold (half a surrogate pair) replaced."""
    try:
        resource.model_dump_json()
    except (PydanticSerializationError, UnicodeEncodeError):
        return Resource.model_validate(without_surrogates(resource.model_dump(by_alias=True)))
    return resource


def without_surrogates(value: object) -> object:
    """A tree of plain values with each lone surrogate replaced, in keys too."""
    if isinstance(value, str):
        return re.sub(r"[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, dict):
        return {without_surrogates(key): without_surrogates(part) for key, part in value.items()}
    return [without_surrogates(part) for part in value] if isinstance(value, list | tuple) else value


def heading(config: ApiConfig) -> Schema:
    """What a document says before its paths."""
    about = {"title": config.api.title, "version": config.package.version} | compact(
        description=mend(config.api.description)
    )
    docs = {"externalDocs": {"url": config.api.docs_url}} if config.api.docs_url else {}
    return {"openapi": "3.1.0", "info": about, **docs, "servers": [{"url": config.api.base_url}]}


def tag_labels(resources: Iterable[Resource]) -> dict[tuple[str, str], str]:
    """The tag of each resource: its name, with its group before it where the name alone is no unique tag."""
    keys = list(dict.fromkeys((resource.group, resource.resource) for resource in resources))
    often = Counter([name for _, name in keys] + list({group for group, _ in keys}))
    taken = {group for group, _ in keys}
    labels: dict[tuple[str, str], str] = {}
    for group, name in keys:
        labels[group, name] = unique(name if often[name] == 1 else f"{group}/{name}", taken)
        taken.add(labels[group, name])
    return labels


def tags(resources: Iterable[Resource], labels: Mapping[tuple[str, str], str]) -> Schema:
    """One tag for each group and each resource, and the resources by group."""
    groups: dict[str, list[str]] = {}
    for (group, _), label in labels.items():
        groups.setdefault(group, []).append(label)
    rows = [{"name": name} for group, members in groups.items() for name in (group, *members)]
    return {"tags": rows, "x-tagGroups": [{"name": group, "tags": members} for group, members in groups.items()]}


def unique(name: str, taken: Container[str]) -> str:
    """The name, with the first free number where it is taken."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def start(endpoint: Endpoint) -> Origin:
    """Where an endpoint begins."""
    return endpoint.origin or Origin(page=endpoint.source.page, line=None, rule="field-row")


def accept(resources: Iterable[Resource], enums: Mapping[int, Mapping[str, Shape]]) -> tuple[list[Call], Found]:
    """The endpoints that can be operations, each with an id and a path; a diagnostic for each of the others."""
    calls: dict[tuple[str, str], Call] = {}
    found: Found = []
    known: dict[tuple[str, ...], Route] = {}
    ids: set[str] = set()
    for resource in resources:
        for endpoint in resource.endpoints:
            where, method = start(endpoint), (endpoint.method or "").lower()
            facts = {
                "address": f"{resource.resource}.{endpoint.operation}",
                "method": method.upper(),
                "path": endpoint.path,
            }
            route = find_route(endpoint.path or "", known)
            code = refusal(endpoint, method, (method, route.template) in calls)
            if code:
                found.append(diagnostics.make(code, where.page, where.line, **facts))
                continue
            name = "_".join(
                re.sub(r"\W+", "_", part, flags=re.ASCII) or "_" for part in (resource.resource, endpoint.operation)
            )
            ids.add(name := unique(name, ids))
            calls[method, route.template] = Call(
                resource=resource,
                endpoint=endpoint,
                method=method,
                route=route,
                operation_id=name,
                enums=enums[id(resource)],
            )
    return list(calls.values()), found


def refusal(endpoint: Endpoint, method: str, taken: bool) -> str | None:
    """The code for an endpoint that cannot be an operation, else null."""
    reasons = (
        ("W601", not (endpoint.method and endpoint.path)),
        ("W602", method not in METHODS),
        ("W603", taken),
    )
    return next((code for code, holds in reasons if holds), None)


def find_route(path: str, known: dict[tuple[str, ...], Route]) -> Route:
    """The route of a documented path; paths that differ only in names of slots are one, named as the first."""
    bare, _, query = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "", path).partition("#")[0].partition("?")
    pieces = re.split(r"\{([^{}]*)\}", bare if bare.startswith("/") else f"/{bare}")
    literals = tuple(text.replace("{", "%7B").replace("}", "%7D") for text in pieces[::2])
    names: list[str] = []
    for name in pieces[1::2]:
        names.append(unique(re.sub(r"[^\w.-]+", "_", name) or "parameter", names))
    names = [name for _, name in known[literals].slots] if literals in known else names
    template = literals[0] + "".join(f"{{{name}}}{text}" for name, text in zip(names, literals[1:], strict=True))
    route = Route(template=template, slots=tuple(zip(pieces[1::2], names, strict=True)), query=query)
    known.setdefault(literals, route)
    return route


def operation(config: ApiConfig, call: Call, label: str) -> tuple[Schema, Found]:
    """The operation of a call. Its schemas still hold shapes; `link` makes them references."""
    endpoint = call.endpoint
    rows, found = parameters(call)
    request, more = request_body(call, endpoint.request) if endpoint.request else ({}, [])
    answers, most = responses(call, config.conventions.envelope)
    schemes = config.auth.schemes
    stated = [name for name in schemes if name in endpoint.auth.schemes]
    summary, *rest = [text for text in (endpoint.title, endpoint.summary, endpoint.description) if text] or [""]
    return {"tags": list(dict.fromkeys((call.resource.group, label)))} | compact(
        summary=mend(summary),
        description=mend("\n\n".join(dict.fromkeys(rest))),
        operationId=call.operation_id,
        deprecated=endpoint.deprecated,
        parameters=rows or None,
        requestBody=request,
        responses=answers,
        security=[{name: []} for name in stated or schemes] or None,
        x_required_roles=list(endpoint.auth.roles) or None,
        x_docs_source=source_note(start(endpoint)),
    ), [*found, *more, *most]


def parameters(call: Call) -> tuple[list[Schema], Found]:
    """The parameters of a call: first the path's in its order, then others as documented, then implied ones."""
    documented: dict[tuple[str, str], Field] = {}
    slots = [name for name, _ in call.route.slots]
    found: Found = []
    for row in call.endpoint.parameters:
        key = (row.location, row.name.lower() if row.location == "header" else row.name)
        if row.location == "header" and key[1] in IGNORED_HEADERS:
            continue
        stray = row.location == "path" and row.name not in slots
        if key in documented or stray:
            code = "W605" if stray else "W604"
            hidden = stray and f"{{{row.name}}}" in call.route.query
            found += (
                []
                if hidden
                else [call.finding(code, source_note(row.origin), address=call.address(row.location, row.name))]
            )
        else:
            documented[key] = row
    bare = partial(Field, type="string", required=True, origin=start(call.endpoint).model_copy(update={"rule": "path"}))
    asked = [text.partition("=")[0] for text in call.route.query.split("&")]
    implied = {("query", name): bare(name=name) for name in asked if name and ("query", name) not in documented}
    placed = [("path", slot, documented.get(("path", name)) or bare(name=name)) for name, slot in call.route.slots]
    placed += [(place, row.name, row) for (place, _), row in (documented | implied).items() if place != "path"]
    rows = [parameter(call, *each) for each in placed]
    odd = [odd_defaults(call, (row["in"], row["name"]), row["schema"], row["x-docs-source"]) for row in rows]
    return rows, sum(odd, found)


def parameter(call: Call, location: str, name: str, field: Field) -> Schema:
    """One parameter; what describes it stands beside its schema, not in it."""
    schema = field_schema(field, call.place("parameter", pascal(name)))
    required = field.required or location == "path"
    beside: Schema = {key: schema.pop(key) for key in ("description", "deprecated", "x-docs-source") if key in schema}
    schema.pop("readOnly", None)
    source = beside.pop("x-docs-source")
    return {"name": name, "in": location, "required": required, **beside, "schema": schema, "x-docs-source": source}


def request_body(call: Call, request: Request) -> tuple[Schema, Found]:
    """The body of a request; of a body without documented members nothing is known."""
    schema = object_shape(request.fields, call.place("request", "Request")) if request.fields else {}
    media, found = media_type(call, ("request",), schema, request.example, request.origin)
    needed = any(field.required for field in request.fields)
    return {"required": needed, "content": {request.content_type.strip() or "application/json": media}}, found


def responses(call: Call, envelope: Envelope | None) -> tuple[Schema, Found]:
    """The documented answers by status; `default` where the page names none, or documents no answer at all."""
    answers: Schema = {}
    found: Found = []
    for row in call.endpoint.responses:
        status = str(row.status) if 100 <= (row.status or 0) <= 599 else "default"
        if status in answers:
            found.append(call.finding("W604", source_note(row.origin), address=call.address("response", status)))
            continue
        words = mend(row.description or "") or STATUS_WORDS.get(status) or STATUS_WORDS[status[0]]
        answers[status] = {"description": words} | compact(x_docs_source=source_note(row.origin))
        if row.container != "none" or row.fields or row.example is not None:
            schema = answer_schema(call, row, status, envelope)
            media, more = media_type(call, ("response", status), schema, row.example, row.origin)
            answers[status]["content"] = {"application/json": media}
            found += more
    return answers or {"default": {"description": STATUS_WORDS["default"]}}, found


def answer_schema(call: Call, row: Response, status: str, envelope: Envelope | None) -> Schema:
    """The schema of an answer; the wrapper of answers to writes has its name from `api.toml`."""
    number = "" if status == "200" else pascal(status)
    place = call.place("response", f"Response{number}")
    if envelope and row.container == "object" and any(field.name == envelope.success for field in row.fields):
        model = envelope.model + ("" if status == "default" or status.startswith("2") else status)
        titles = {envelope.errors: envelope.row_model}
        names, owner = (model, *place.names), call.operation_id
        place = replace(place, names=names, owner=owner, prefix=envelope.model, rank=0, titles=titles)
    bodies: dict[str, Schema] = {"object": {"type": "object"}, "array": {"type": "object"}, "none": {}}
    body = object_shape(row.fields, place) if row.fields else bodies[row.container]
    return {"type": "array", "items": body} if row.container == "array" else body


def media_type(call: Call, at: Part, schema: Schema, example: JsonValue, origin: Origin | None) -> tuple[Schema, Found]:
    """A schema, wide enough for its example, and the example; a diagnostic for each contradiction of the two."""
    found = odd_defaults(call, at, schema)
    if example is None:
        return {"schema": schema}, found
    wider, misfits = widen(schema, example)
    for misfit in misfits:
        if misfit.kind != "null" or at[0] == "request":
            facts = {"address": call.address(*at, *misfit.path), "shown": misfit.shown}
            found.append(call.finding(MISFIT_CODES[misfit.kind], misfit.source or source_note(origin), **facts))
    return {"schema": wider, "example": example}, found


def odd_defaults(call: Call, at: Part, schema: Schema, beside: Schema | None = None) -> Found:
    """A diagnostic for each default that its own schema does not take; `beside` is the note of the whole schema."""
    return [
        call.finding(
            "W607", node.get("x-docs-source", beside), address=call.address(*at, *path), shown=node[ODD_DEFAULT]
        )
        for path, node in nodes(schema)
        if ODD_DEFAULT in node
    ]


def schema_holders(operation: Schema) -> Iterator[Schema]:
    """All that have a `schema` in an operation: parameters and media types."""
    yield from operation.get("parameters", ())
    for body in (operation.get("requestBody", {}), *operation["responses"].values()):
        yield from body.get("content", {}).values()


def name_shapes(shapes: Sequence[Shape]) -> dict[ShapeId, str]:
    """A name for each shape; equal shapes share one. Of those that want it the best rank gets it, then the frequent."""
    ids = [(shape.rank, shape_id(shape)) for shape in shapes]
    often = Counter((names[0], form) for _, (names, form) in ids)
    names: dict[ShapeId, str] = {}
    forms: dict[str, str] = {}
    for _, (wanted, form) in sorted(dict.fromkeys(ids), key=lambda each: (each[0], -often[each[1][0][0], each[1][1]])):
        spare = unique(wanted[-1], {name for name in forms if forms[name] != form})
        name = next(name for name in (*wanted, spare) if forms.setdefault(name, form) == form)
        names[wanted, form] = name
    return names


def shape_id(shape: Shape) -> ShapeId:
    """What tells one shape from another: the names it wants, and its schema without notes."""
    return shape.names, json.dumps(bare(shape.schema), sort_keys=True)


def bare(schema: Schema) -> Schema:
    """A schema without notes, its shapes written out."""
    plain = with_parts({key: value for key, value in schema.items() if key not in NOTES}, bare)
    return plain | {"$shape": bare(plain["$shape"].schema)} if "$shape" in plain else plain


def component_schemas(shapes: Sequence[Shape], names: Mapping[ShapeId, str]) -> dict[str, Schema]:
    """The named schemas, by name; what several owners describe differently is described by none."""
    shared: dict[str, list[Shape]] = {}
    for shape in shapes:
        shared.setdefault(names[shape_id(shape)], []).append(shape)
    merged = {}
    for name, (first, *others) in shared.items():
        merged[name] = reduce(agreed, (other.schema for other in others if other.owner != first.owner), first.schema)
    return {name: link(merged[name], names) for name in sorted(merged)}


def agreed(ours: Schema, theirs: Schema) -> Schema:
    """A schema without the descriptions that an equal schema has otherwise."""
    kept = {key: value for key, value in ours.items() if key != "description" or theirs.get(key) == value}
    parts: Schema = {}
    if "properties" in kept:
        parts["properties"] = {
            name: agreed(part, theirs["properties"][name]) for name, part in kept["properties"].items()
        }
    if "items" in kept:
        parts["items"] = agreed(kept["items"], theirs["items"])
    if "anyOf" in kept:
        parts["anyOf"] = [agreed(*pair) for pair in zip(kept["anyOf"], theirs["anyOf"], strict=True)]
    return kept | parts


def link(schema: Schema, names: Mapping[ShapeId, str]) -> Schema:
    """A schema with a reference in the place of each shape."""
    linked = with_parts(schema, partial(link, names=names))
    if "$shape" not in linked:
        return linked
    reference = f"#/components/schemas/{names[shape_id(linked['$shape'])]}"
    return {"$ref": reference} | {key: value for key, value in linked.items() if key != "$shape"}


def renamed_enums(shapes: Iterable[Shape], names: Mapping[ShapeId, str]) -> Found:
    """A diagnostic for each enum whose name another of other values has."""
    rows = [(shape.schema["x-docs-source"], shape.names[0], names[shape_id(shape)]) for shape in shapes]
    return [
        diagnostics.make("W606", note["page"], note.get("line"), wanted=wanted, name=name)
        for note, wanted, name in rows
        if name != wanted
    ]


OPENAPI_CODES: dict[str, Code] = {
    "W601": Code(
        message="{address} has no method or no path and is not in the OpenAPI document",
        hint="Add the method and the path in overrides.toml.",
        meaning="An OpenAPI operation needs both; the page, or the form in which it was captured, lacks one.",
    ),
    "W602": Code(
        message="{address} has the method {method}, which OpenAPI does not know",
        hint="Correct the method in overrides.toml if the page is wrong.",
        meaning="OpenAPI 3.1 knows GET, PUT, POST, DELETE, OPTIONS, HEAD, PATCH, TRACE. The endpoint is left out.",
    ),
    "W603": Code(
        message="{address} has the method and path of another endpoint: {method} {path}",
        hint="Correct the path in overrides.toml; only the first endpoint is in the OpenAPI document.",
        meaning="OpenAPI tells operations apart by method and path, without query string and names of path parameters.",
    ),
    "W604": Code(
        message="{address} is documented twice; the OpenAPI document has the first",
        hint="Look whether the page repeats itself or means two things.",
        meaning="A parameter (by name and location) and an answer (by status) can stand only once in an operation.",
    ),
    "W605": Code(
        message="{address} is documented as a path parameter, and the path does not have it",
        hint="Correct the path or the location of the parameter in overrides.toml.",
        meaning="An OpenAPI path has each of its parameters in braces. This parameter is left out of the document.",
    ),
    "W606": Code(
        message="the enum {wanted} has other values elsewhere and is called {name} in the OpenAPI document",
        hint="Make the values equal in overrides.toml if they are one enum.",
        meaning="Two pages document an enum of one name with different values. The more frequent form keeps the name.",
    ),
    "W607": Code(
        message="{address} has the default {shown}, which its own type does not take",
        hint="Correct the default or the type in overrides.toml.",
        meaning="A default must fit its schema. The OpenAPI document keeps this one as x-documented-default.",
    ),
    "W611": Code(
        message="the example of {address} is of the type {shown}, which is not the documented one",
        hint="Correct the type or the example in overrides.toml.",
        meaning="A documented example must validate, so the OpenAPI document allows both types.",
    ),
    "W612": Code(
        message="the example of {address} is null, which the documented type does not allow",
        hint="Say in overrides.toml that it can be null, or correct the example.",
        meaning="A documented example must validate, so the OpenAPI document allows null for this required member.",
    ),
    "W613": Code(
        message="the example of {address} does not have the format of the field: {shown}",
        hint="Correct the format in overrides.toml; inferred formats can be wrong.",
        meaning="A documented example must validate, so the OpenAPI document keeps the format as x-documented-format.",
    ),
    "W614": Code(
        message="the example of {address} is {shown}, which its enum does not list",
        hint="Add the value to the enum in overrides.toml, or correct the example.",
        meaning="A documented example must validate, so the OpenAPI document allows other values of its type here.",
    ),
    "W615": Code(
        message="the example has {address}, which no row documents",
        hint="Add the field in overrides.toml if it is real.",
        meaning="A key of an example is no documented field. The OpenAPI document lists it without a type.",
    ),
    "W616": Code(
        message="the example lacks {address}, which is documented as required",
        hint="Correct the field or the example in overrides.toml.",
        meaning="A documented example must validate, so the OpenAPI document has x-documented-required instead.",
    ),
}
