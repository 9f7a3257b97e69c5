"""OpenAPI: the particulars and the spec of an API in, an OpenAPI 3.1.0 document (in a fixed order) and diagnostics out.

Every documented example validates against the schema beside it: where the docs contradict themselves, the schema gives
way just enough and a diagnostic tells. Requests are described strictly, answers tolerantly (see `schemas`).
`x-docs-source` names the page and line of a fact and the rule that inferred it. Equal shapes of several operations are
one component.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pydantic import JsonValue

from generator import addresses, diagnostics
from generator.addresses import unique
from generator.components import component_schemas, link, name_shapes, renamed_enums
from generator.config import ApiConfig, Envelope
from generator.diagnostics import Diagnostic
from generator.routes import Route, find_route
from generator.schema_tree import Schema, Shape, Use, compact, nodes
from generator.schemas import ODD_DEFAULT, Place, enum_shape, field_schema, object_shape, pascal, source_note
from generator.spec import Endpoint, Field, Origin, Request, Resource, Response
from generator.surrogates import encodable
from generator.widening import widen
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


Part = tuple[str, ...]


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
    holders = [holder for item in paths.values() for one in item.values() for holder in schema_holders(one)]
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


def operation(config: ApiConfig, call: Call, label: str) -> tuple[Schema, Found]:
    """The operation of a call. Its schemas still hold shapes; `link` makes them references."""
    endpoint = call.endpoint
    rows, found = parameters(call)
    request, more = request_body(call, endpoint.request) if endpoint.request else ({}, [])
    answers, most = responses(call, config.conventions.envelope)
    schemes = config.auth.schemes
    stated = [name for name in schemes if name in endpoint.auth.schemes]
    summary = endpoint.title or endpoint.summary or ""
    words = (endpoint.summary or "", endpoint.description or "")
    description = "\n\n".join(text for text in dict.fromkeys(words) if text and text != summary)
    return {"tags": list(dict.fromkeys((call.resource.group, label)))} | compact(
        summary=mend(summary),
        description=mend(description),
        operationId=call.operation_id,
        deprecated=endpoint.deprecated,
        parameters=rows or None,
        requestBody=request,
        responses=answers,
        security=[{name: []} for name in stated or schemes] or None,
        x_required_roles=list(endpoint.auth.roles) or None,
        x_docs_address=call.address(),
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
