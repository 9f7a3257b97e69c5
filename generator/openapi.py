"""OpenAPI: the particulars and the spec of an API in, an OpenAPI 3.1.0 document (in a fixed order) and diagnostics out.

Every documented example validates against the schema beside it: where the docs contradict themselves, the schema gives
way just enough and a diagnostic tells. Requests are described strictly, answers tolerantly (see `schemas`). What several
operations have alike is one component. Examples stand where they are documented, though a tenth of their bytes recurs:
tools that show a sample, and the tests of generated packages, find it beside its schema.

`x-docs-source` says where a fact is documented, as `page:line` or `page:line (rule)` where it is inferred. Operations,
answers and components say it; parameters and members only where they were inferred or stand on another page, for
`docs2client explain ADDRESS` tells it of each of them, and saying it everywhere made up two fifths of the document.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from pydantic import JsonValue

from generator import diagnostics
from generator.addresses import unique
from generator.calls import Call, accept, start
from generator.components import name_components, renamed_enums, source_note
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.members import answer_of, items_member, items_of, record_of, wrapped
from generator.parameters import odd_defaults, parameters, share_parameters
from generator.schema_tree import SOURCE, Schema, compact, nodes
from generator.schemas import Place, enum_shape, file_schema, object_shape, pascal
from generator.security import security, security_schemes
from generator.sharing import split_page
from generator.spec import MULTIPART, Field, Origin, Request, Resource, Response
from generator.surrogates import encodable
from generator.widening import widen
from generator.wording import mend

#: Marks that begin the items of lists on pages; Markdown, which descriptions are, knows others.
BULLETS = re.compile(r"^[•◦‣▪·] *(?=\S)", re.MULTILINE)


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


def document(config: ApiConfig, resources: Sequence[Resource]) -> tuple[dict[str, Any], Found]:
    """The OpenAPI document of an API, the same whatever the order of its resources."""
    ordered = in_order(list(map(encodable, resources)))
    enums = {id(r): {e.name: enum_shape(e, r.resource) for e in reversed(r.enums)} for r in ordered}
    labels = tag_labels(ordered)
    calls, found = accept(ordered, enums)
    made: list[tuple[Call, Schema]] = []
    for call in calls:
        one, more = operation(config, call, labels[call.resource.group, call.resource.resource])
        made.append((call, one))
        found += more
    listed = [shape for resource in ordered for shape in reversed(enums[id(resource)].values())]
    used = (node for _, one in made for holder in schema_holders(one) for _, node in nodes(holder["schema"]))
    named = name_components([*listed, *(node["$shape"] for node in used if "$shape" in node)])
    paths: dict[str, dict[str, Schema]] = {}
    owners: dict[str, list[Schema]] = {}
    for call, one in made:
        for holder in schema_holders(one):
            holder["schema"] = named.link(holder["schema"], start(call.endpoint).page)
        paths.setdefault(call.route.template, {})[call.method] = one
        owners.setdefault(call.owner, []).append(one)
    components = compact(schemas=named.schemas, parameters=share_parameters(owners))
    for call, one in made:
        tell_sources(one, start(call.endpoint).page)
    if config.auth.schemes:
        components["securitySchemes"] = security_schemes(config, ordered)
    head = heading(config) | tags(ordered, labels)
    return head | {"paths": paths, "components": components}, list(
        diagnostics.in_order(found + renamed_enums(listed, named.names))
    )


def in_order(resources: Sequence[Resource]) -> list[Resource]:
    """Resources by their names, those of the same names by all that they say."""
    often = Counter((one.group, one.resource, one.collection) for one in resources)

    def rank(one: Resource) -> tuple[str, ...]:
        names = one.group, one.resource, one.collection
        return (*names, one.model_dump_json() if often[names] > 1 else "")

    return sorted(resources, key=rank)


def tell_sources(operation: Schema, page: str) -> None:
    """Put words for the sources of an operation's parameters; what a row of its own page states goes without."""
    for row in operation.get("parameters", ()):
        source = row.pop(SOURCE, None)
        if source and (source.page != page or not source.rule.startswith("field-row")):
            row[SOURCE] = source_note(source)


def heading(config: ApiConfig) -> Schema:
    """What a document says before its paths."""
    about = {"title": config.api.title, "version": config.package.version} | compact(
        description=mend(config.api.description)
    )
    docs = {"externalDocs": {"url": config.api.docs_url}} if config.api.docs_url else {}
    told = compact(x_docs2client=conventions(config))
    return {"openapi": "3.1.0", "info": about, **docs, "servers": [{"url": config.api.base_url}], **told}


#: What of an API's conventions holds for its requests and answers; of the envelope, classes of the package are named, too.
TOLD = ("pagination", "envelope", "filters", "bodies")
NOT_TOLD = {"envelope": {"model", "row_model"}}


def conventions(config: ApiConfig) -> Schema:
    """What OpenAPI has no words for, under the keys of `api.toml`: a mock server, for one, needs to know it."""
    known = config.conventions.model_dump(mode="json", include=set(TOLD), exclude=NOT_TOLD, exclude_none=True)
    return {key: known[key] for key in TOLD if known.get(key)}


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
    words = {labels[one.group, one.resource]: about(one) for one in reversed(list(resources))}
    rows: list[Schema] = []
    for group, members in groups.items():
        rows.append({"name": group, "description": f"{counted(len(members))}: {', '.join(members)}."})
        rows += [{"name": label} | compact(description=words.get(label)) for label in members]
    return {"tags": rows, "x-tagGroups": [{"name": group, "tags": members} for group, members in groups.items()]}


def counted(number: int) -> str:
    """A number of resources in words."""
    return f"{number} resource{'s'[: number != 1]}"


def about(resource: Resource) -> str:
    """What the pages together say of a resource: where it is found, and what can be done there."""
    done = ", ".join(dict.fromkeys(one.operation for one in resource.endpoints))
    return f"`{resource.collection}` of `{resource.group}`: {done}." if done else ""


def operation(config: ApiConfig, call: Call, label: str) -> tuple[Schema, Found]:
    """The operation of a call. Its schemas still hold shapes; `link` makes them references."""
    endpoint = call.endpoint
    rows, found = parameters(call)
    request, more = request_body(call, endpoint.request) if endpoint.request else ({}, [])
    answers, most = responses(config, call)
    summary = endpoint.title or endpoint.summary or ""
    words = (endpoint.summary or "", endpoint.description or "")
    description = "\n\n".join(text for text in dict.fromkeys(words) if text and text != summary)
    return {"tags": list(dict.fromkeys((call.resource.group, label)))} | compact(
        summary=mend(summary),
        description=BULLETS.sub("- ", mend(description)),
        operationId=call.operation_id,
        deprecated=endpoint.deprecated,
        parameters=[row for row in rows if not config.auth.is_key(row["in"], row["name"])] or None,
        requestBody=request,
        responses=answers,
        security=security(config, endpoint) or None,
        x_required_roles=list(endpoint.auth.roles) or None,
        x_docs_address=call.address(),
        x_docs_source=source_note(start(endpoint)),
    ), [*found, *more, *most]


def request_body(call: Call, request: Request) -> tuple[Schema, Found]:
    """The body of a request; of a body without documented members nothing is known."""
    place = replace(call.place("request", "Request"), origin=request.origin)
    fields = [in_part(one) for one in request.fields] if request.content_type == MULTIPART else request.fields
    schema = object_shape(fields, place) if fields else {}
    media, found = media_type(call, ("request",), schema, request.example, request.origin)
    needed = any(field.required for field in request.fields)
    return {"required": needed, "content": {request.content_type.strip() or "application/json": media}}, found


def in_part(field: Field) -> Field:
    """A field of a form in parts: a file that is not sent is left out, for there is no null in its place."""
    return field.model_copy(update={"nullable": False}) if field.is_file and field.nullable is None else field


def responses(config: ApiConfig, call: Call) -> tuple[Schema, Found]:
    """The documented answers by status; `default` where the page names none, or documents no answer at all."""
    answers: Schema = {}
    found: Found = []
    for row in call.endpoint.responses:
        status = str(row.status) if 100 <= (row.status or 0) <= 599 else "default"
        if status in answers:
            found.append(call.finding("W604", row.origin, address=call.address("response", status)))
            continue
        words = mend(row.description or "") or STATUS_WORDS.get(status) or STATUS_WORDS[status[0]]
        answers[status] = {"description": words} | ({SOURCE: source_note(row.origin)} if row.origin else {})
        if row.content_type:
            answers[status]["content"] = {row.content_type: {"schema": file_schema(row.content_type)}}
        elif row.container != "none" or row.fields or row.example is not None:
            place = answer_place(config, call, row, status)
            media, more = media_type(call, ("response", status), answer_schema(row, place), row.example, row.origin)
            media["schema"] = reduce(
                lambda schema, sample: widen(schema, sample)[0], failures(config, call, row), media["schema"]
            )
            shape = media["schema"].get("$shape")
            if place.items and shape:
                media["schema"]["$shape"] = split_page(shape, place.items)
            answers[status]["content"] = {"application/json": media}
            found += more
    return answers or {"default": {"description": STATUS_WORDS["default"]}}, found


def failures(config: ApiConfig, call: Call, row: Response) -> Iterator[JsonValue]:
    """The samples of failures that can come where success is awaited: those in the envelope, whose flag means failure whatever the status.

    What reads an answer as its schema says must not break when it fails; members that are null then, for example.
    """
    if row is answer_of(call.endpoint) and wrapped(config, row):
        rest = (one for one in call.endpoint.responses if one is not row and wrapped(config, one))
        yield from (one.example for one in rest if one.example is not None)


def answer_place(config: ApiConfig, call: Call, row: Response, status: str) -> Place:
    """The place of an answer: the wrapper of answers to writes, the record, a list of its summaries, or one of its own."""
    number = "" if status == "200" else pascal(status)
    place = replace(call.place("response", f"Response{number}"), origin=row.origin)
    envelope = config.conventions.envelope
    if envelope and row.container == "object" and wrapped(config, row):
        model = envelope.model + ("" if status == "default" or status.startswith("2") else status)
        titles = {envelope.errors: envelope.row_model}
        names, owner = (model, *place.names), call.operation_id
        return replace(place, names=names, owner=owner, prefix=envelope.model, rank=0, titles=titles, common=None)
    if row is not answer_of(call.endpoint):
        return place
    if call.endpoint.operation == "get" and record_of(config, call.resource) is row.fields:
        return place.record()
    if call.endpoint.operation == "commands" and row.container == "array":
        return replace(place, names=(f"{place.prefix}Command", *place.names), common="Command")
    if items_of(config, call.endpoint) is None:
        return place
    member = items_member(config, row)
    if row.container == "array" or member is None:
        return place.summary(place.names[-1])
    return replace(place, names=(f"{place.prefix}Page", *place.names), items=member.name, rank=2)


def answer_schema(row: Response, place: Place) -> Schema:
    """The schema of an answer."""
    bodies: dict[str, Schema] = {"object": {"type": "object"}, "array": {"type": "object"}, "none": {}}
    body = object_shape(row.fields, place) if row.fields else bodies[row.container]
    return {"type": "array", "items": body} if row.container == "array" else body


def media_type(
    call: Call, at: tuple[str, ...], schema: Schema, example: JsonValue, origin: Origin | None
) -> tuple[Schema, Found]:
    """A schema, wide enough for its example, and the example; a diagnostic for each contradiction of the two."""
    found = odd_defaults(call, at, schema)
    if example is None:
        return {"schema": schema}, found
    wider, misfits = widen(schema, example)
    for misfit in misfits:
        if misfit.kind != "null" or at[0] == "request":
            facts = {"address": call.address(*at, *misfit.path), "shown": misfit.shown}
            found.append(call.finding(MISFIT_CODES[misfit.kind], misfit.source or origin, **facts))
    return {"schema": wider, "example": example}, found


def schema_holders(operation: Schema) -> Iterator[Schema]:
    """All that have a `schema` in an operation: parameters and media types."""
    yield from operation.get("parameters", ())
    for body in (operation.get("requestBody", {}), *operation["responses"].values()):
        yield from body.get("content", {}).values()
