"""Endpoints to methods: an endpoint and the classes of its package in, one ready method with its operation and its tests' data out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from generator.annotations import ANSWER, ANY, ARGUMENT, NONE, REQUEST, Annotation, Import, sequence
from generator.classes import (
    Registry,
    ResourceShapes,
    Shape,
    annotation_of,
    envelope_of,
    optional_of,
    plan_attribute,
    runtime,
)
from generator.escaping import Words, python
from generator.formats import SAMPLE_RULES
from generator.naming import ARGUMENT_NAMES, METHODS, MODEL_NAMES, Scope, constant, pascal, snake
from generator.plan import Answer, Argument, Attribute, Case, Group, Method, ModelClass, Operation
from generator.spec import Endpoint, Field, Response
from generator.specimens import source, specimen
from generator.wording import mend

#: The places of arguments, in the order in which they are passed; the name that the runtime gives to each and its model.
PLACES: tuple[tuple[str, str, str], ...] = (
    ("path", "path", "path_params"),
    ("query", "query", "query"),
    ("header", "headers", "headers"),
    ("body", "body", "body"),
)
#: Headers that the transport sends itself.
OWN_HEADERS = frozenset({"authorization", "content-type", "accept", "content-length", "host", "user-agent"})

#: The error class of a status, as the package names it.
ERRORS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}


@dataclass(slots=True)
class Entry:
    """One argument while it is planned: the field, where it travels, its Python name."""

    field: Field
    place: str
    name: str = ""
    model_name: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a method adds to its module beside itself."""

    method: Method
    models: list[ModelClass]
    imports: set[Import]


def plan_method(
    registry: Registry, shapes: ResourceShapes, endpoint: Endpoint, scope: Scope, constants: Scope
) -> Planned:
    """The method of an endpoint."""
    entries = entries_of(registry, endpoint)
    body = shapes.bodies.get(endpoint.operation)
    name = scope.take(METHODS.get(endpoint.operation, snake(endpoint.operation)), endpoint.operation, endpoint.origin)
    imports: set[Import] = set()
    arguments = [argument(registry, shapes, body, entry, imports) for entry in entries]
    models = {
        place: place_model(registry, shapes, body, endpoint, name, place, entries, constants) for place, _, _ in PLACES
    }
    result = result_of(registry, shapes, endpoint, imports)
    method = Method(
        name=name,
        operation=operation(registry, shapes, endpoint, name, models, result, constants),
        result=in_class(result, imports),
        title=Words(mend(endpoint.title or headline(endpoint))),
        doc=Words(document(endpoint, arguments)),
        positional=tuple(a for a in arguments if a.place == "path"),
        keyword=tuple(sorted((a for a in arguments if a.place != "path"), key=lambda a: bool(a.default))),
        groups=groups(entries),
        http_method=Words(endpoint.method or ""),
        path=Words(endpoint.path or ""),
        openapi_path=python((endpoint.path or "").partition("?")[0]),
        source=Words(where(endpoint)),
        reply=reply(endpoint, result),
        example=tuple((entry.name, argument_source(shapes, entry)) for entry in entries if entry.field.required),
        cases=tuple(cases(shapes, endpoint, entries)),
        answers=tuple(successes(registry, shapes, endpoint)),
        failures=tuple(failures(registry, endpoint)),
        open_enums=tuple(open_enums(entries)),
    )
    return Planned(method=method, models=[model for model in models.values() if model is not None], imports=imports)


def entries_of(registry: Registry, endpoint: Endpoint) -> list[Entry]:
    """The arguments of an endpoint: parameters by place, then the members of the body; each with a name of its own."""
    found = [
        Entry(field=one, place=one.location)
        for place, _, _ in PLACES
        for one in endpoint.parameters
        if one.location == place and not (place == "header" and one.name.lower() in OWN_HEADERS)
    ]
    found += [Entry(field=one, place="body") for one in (endpoint.request.fields if endpoint.request else ())]
    names = Scope(reserved=ARGUMENT_NAMES, found=registry.found)
    models: dict[str, Scope] = {}
    for entry in found:
        entry.name = names.take(snake(entry.field.name), entry.field.name, entry.field.origin)
        model = models.setdefault(entry.place, Scope(reserved=MODEL_NAMES, found=[]))
        entry.model_name = model.take(snake(entry.field.name), entry.field.name)
    return found


def argument(
    registry: Registry, shapes: ResourceShapes, body: Shape | None, entry: Entry, imports: set[Import]
) -> Argument:
    """An argument: required ones have no default, the others are left out unless given."""
    own = body if entry.place == "body" else None
    inner = annotation_of(registry, own, entry.field, shapes.module, ARGUMENT)
    optional = optional_of(entry.field, inner, REQUEST)
    imports |= optional.imports
    return Argument(
        name=entry.name,
        annotation=optional.text,
        default="" if entry.field.required else "MISSING",
        wire=Words(entry.field.name),
        doc=Words(mend(entry.field.description or "")),
        place=entry.place,
    )


def place_model(
    registry: Registry,
    shapes: ResourceShapes,
    body: Shape | None,
    endpoint: Endpoint,
    method: str,
    place: str,
    entries: Sequence[Entry],
    constants: Scope,
) -> ModelClass | None:
    """The private model of the arguments of one place, or null where there are none."""
    fields = [entry.field for entry in entries if entry.place == place]
    if not fields:
        return None
    shape = body if place == "body" and body else Shape(wanted="", stand=REQUEST, fields=tuple(fields), doc="")
    scope = Scope(reserved=MODEL_NAMES, found=[])
    attributes: tuple[Attribute, ...] = tuple(
        plan_attribute(registry, shape, one, shapes.module, scope) for one in fields
    )
    registry.imports[shapes.module].add((runtime(shapes.module, "models"), "RequestModel", ""))
    name = constants.take(f"_{pascal(method)}{pascal(place)}", place)
    doc = f"What travels in the {place} of {shapes.resource.resource}.{endpoint.operation}."
    return ModelClass(name=name, base="RequestModel", doc=Words(doc), attributes=attributes)


def groups(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """The arguments by place, as they are handed to the runtime."""
    found = [
        Group(place=passed, names=tuple((entry.model_name, entry.name) for entry in entries if entry.place == place))
        for place, passed, _ in PLACES
    ]
    return tuple(group for group in found if group.names)


def success_of(endpoint: Endpoint) -> Response | None:
    """The answer that a call returns: the first with a status of success, else one without a status."""
    good = sorted((r for r in endpoint.responses if r.status and 200 <= r.status < 300), key=lambda r: r.status or 0)
    return next(iter(good), next((r for r in endpoint.responses if r.status is None), None))


def answer_class(
    registry: Registry, shapes: ResourceShapes, endpoint: Endpoint, response: Response
) -> Annotation | None:
    """The class of an answer's body, or of its items."""
    if envelope_of(registry.config, response) and registry.result:
        return registry.seen(shapes.module, registry.result.name, registry.result.home)
    shape = shapes.answers.get((endpoint.operation, response.status))
    return registry.seen(shapes.module, shape.name, shape.home) if shape else None


def result_of(registry: Registry, shapes: ResourceShapes, endpoint: Endpoint, imports: set[Import]) -> Annotation:
    """What a call returns."""
    response = success_of(endpoint)
    if response is None or (response.container == "none" and response.example is None):
        result = NONE if endpoint.method == "DELETE" else ANY
    else:
        inner = answer_class(registry, shapes, endpoint, response) or ANY
        result = sequence(inner, ANSWER) if response.container == "array" else inner
    imports |= result.imports
    return result


def in_class(result: Annotation, imports: set[Import]) -> str:
    """A result's annotation inside a resource class, where `list` is a method."""
    if not result.text.startswith("list["):
        return result.text
    imports.add(("builtins", "", ""))
    return f"builtins.{result.text}"


#: How a result is written as a value, where its annotation is none.
RESULT_VALUES = {"None": "type(None)", "Any": "object"}

_QUERY_STYLE = re.compile(r"([\w$-]+)=(\[?)")


def operation(
    registry: Registry,
    shapes: ResourceShapes,
    endpoint: Endpoint,
    method: str,
    models: dict[str, ModelClass | None],
    result: Annotation,
    constants: Scope,
) -> Operation:
    """The constant that describes an endpoint to the runtime."""
    path, _, query = (endpoint.path or "").partition("?")
    options = [
        ("name", python(f"{shapes.resource.resource}.{endpoint.operation}")),
        ("method", python(endpoint.method or "")),
        ("path", python(path)),
        ("result", RESULT_VALUES.get(result.text, result.text)),
    ]
    options += [(option, model.name) for place, _, option in PLACES if (model := models[place]) is not None]
    styles = {name: "json" for name, bracket in _QUERY_STYLE.findall(query) if bracket}
    if styles:
        options.append(("query_style", source(dict(styles))))
    if endpoint.request and endpoint.request.content_type != "application/json":
        options.append(("content_type", python(endpoint.request.content_type)))
    errors = error_models(registry, shapes, endpoint)
    if errors:
        options.append(("error_models", "{" + ", ".join(f"{status}: {name}" for status, name in errors) + "}"))
    registry.imports[shapes.module].add((runtime(shapes.module, "operations"), "Operation", ""))
    return Operation(
        constant=constants.take(f"_{constant(method)}", method),
        address=Words(f"{shapes.resource.resource}.{endpoint.operation}"),
        options=tuple(options),
    )


def error_models(registry: Registry, shapes: ResourceShapes, endpoint: Endpoint) -> list[tuple[int, str]]:
    """The documented bodies of answers that are errors, by status."""
    found: list[tuple[int, str]] = []
    for response in endpoint.responses:
        known = answer_class(registry, shapes, endpoint, response)
        if response.status and response.status >= 300 and known and response.container == "object":
            registry.imports[shapes.module] |= known.imports
            found.append((response.status, known.text))
    return found


def headline(endpoint: Endpoint) -> str:
    """The first sentence of an endpoint's description, or its method and path."""
    words = mend(endpoint.summary or endpoint.description or "").strip()
    first = re.split(r"(?<=[.!?])\s", words, maxsplit=1)[0].split("\n")[0]
    return first or f"{endpoint.method} {endpoint.path}"


def document(endpoint: Endpoint, arguments: Sequence[Argument]) -> str:
    """The docstring of a method: what it does, its arguments, where it is documented."""
    head = headline(endpoint)
    body = mend(endpoint.description or "").strip()
    parts = [head]
    rest = body.removeprefix(head).strip()
    if rest:
        parts.append(rest)
    if endpoint.deprecated:
        parts.append("Deprecated.")
    if endpoint.auth.roles:
        parts.append(f"Role: {', '.join(endpoint.auth.roles)}.")
    if arguments:
        parts.append("\n".join(["Args:", *(f"    {a.name}: {one_line(a)}" for a in arguments)]))
    parts.append(f"Documented: {where(endpoint)}")
    return "\n\n".join(parts)


def one_line(argument: Argument) -> str:
    """An argument's description on one line, with its name on the wire where it has no words."""
    words = " ".join(argument.doc.text.split())
    return words or f"`{argument.wire.text}`, without a description."


def where(endpoint: Endpoint) -> str:
    """The page of an endpoint: its address, else its capture."""
    return endpoint.source.url or endpoint.source.page


def cases(shapes: ResourceShapes, endpoint: Endpoint, entries: Sequence[Entry]) -> list[Case]:
    """Calls for the tests: with what is required, with everything, and with null for all that may be null."""
    enums = {enum.name: enum for enum in shapes.resource.enums}
    required = [(entry, specimen(entry.field, enums)) for entry in entries if entry.field.required]
    everything = [(entry, specimen(entry.field, enums)) for entry in entries]
    optional = [(entry, None) for entry in entries if entry.place == "body" and not entry.field.required]
    found = [case("required", required)]
    if len(everything) > len(required):
        found.append(case("everything", everything))
    if optional:
        found.append(case("null", [*required, *optional]))
    return found


def argument_source(shapes: ResourceShapes, entry: Entry) -> str:
    """A value that an argument may have, as source."""
    enums = {enum.name: enum for enum in shapes.resource.enums}
    return source(by_python_names(entry.field, specimen(entry.field, enums)))


def case(name: str, values: Sequence[tuple[Entry, JsonValue]]) -> Case:
    """One call: its arguments, and what must go out in each place."""

    def sent(place: str) -> str:
        return source({entry.field.name: value for entry, value in values if entry.place == place})

    return Case(
        name=name,
        arguments=source({entry.name: by_python_names(entry.field, value) for entry, value in values}),
        path=sent("path"),
        query=sent("query"),
        headers=sent("header"),
        body=sent("body") if any(entry.place == "body" for entry, _ in values) else "None",
    )


def by_python_names(field: Field, value: JsonValue) -> JsonValue:
    """A value whose objects have Python names, as a caller gives it."""
    if isinstance(value, list):
        return [by_python_names(field, item) for item in value]
    if not isinstance(value, dict) or not field.fields:
        return value
    scope = Scope(reserved=MODEL_NAMES, found=[])
    return {scope.take(snake(one.name), one.name): by_python_names(one, value[one.name]) for one in field.fields}


def reply(endpoint: Endpoint, result: Annotation) -> str:
    """What the tests' server answers where only the request matters: the documented example, else nothing."""
    response = success_of(endpoint)
    if response is not None and isinstance(response.example, dict | list):
        return source(response.example)
    return "[]" if result.text.startswith("list[") else "None"


def successes(registry: Registry, shapes: ResourceShapes, endpoint: Endpoint) -> list[Answer]:
    """The documented answer of success with its example."""
    response = success_of(endpoint)
    if response is None or not isinstance(response.example, dict | list):
        return []
    body = response.example
    envelope = envelope_of(registry.config, response)
    known = answer_class(registry, shapes, endpoint, response)
    item = body[0] if isinstance(body, list) and body else body
    return [
        Answer(
            status=response.status or 200,
            body=source(body),
            model=known.text if known else "",
            typed=tuple(typed(response.fields, item)) if known and isinstance(item, dict) else (),
            changed=source(strange(body)),
            error=source({**body, envelope.success: False}) if envelope and isinstance(body, dict) else "",
        )
    ]


def strange(body: JsonValue) -> JsonValue:
    """An answer with a member that nobody documents, and its first text and first number exchanged for other types."""
    if isinstance(body, list):
        return [strange(item) for item in body]
    if not isinstance(body, dict):
        return body
    changed: dict[str, JsonValue] = {**body, "AddedLater": {"deep": [1]}}
    for kind in (str, int):
        name = next((key for key, value in body.items() if type(value) is kind), None)
        if name is not None:
            changed[name] = {"another": "type"}
    return changed


#: The class of a value that comes back, by type and format of its field.
VALUE_CLASSES = {
    ("string", "date-time"): "dt.datetime",
    ("string", "date"): "dt.date",
    ("string", None): "str",
    ("integer", None): "int",
    ("number", None): "float | int",
    ("boolean", None): "bool",
}


def typed(fields: Sequence[Field], example: dict[str, JsonValue]) -> list[tuple[str, str]]:
    """The attributes whose value in the example is of the documented type, and the class that it must come back as."""
    scope = Scope(reserved=MODEL_NAMES, found=[])
    found: list[tuple[str, str]] = []
    for one in fields:
        name = scope.take(snake(one.name), one.name)
        value_class = VALUE_CLASSES.get((one.type, one.format))
        if value_class and example.get(one.name) is not None and fits(one, example[one.name]):
            found.append((name, value_class))
    return found


#: What a value of a type is in JSON.
JSON_CLASSES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def fits(one: Field, value: JsonValue) -> bool:
    """Whether a value in an example is of its field's type and format."""
    if type(value) not in JSON_CLASSES.get(one.type, ()):
        return False
    return one.format is None or (
        isinstance(value, str)
        and any(rule == f"sample:{one.format}" and shape.fullmatch(value) for rule, _, shape in SAMPLE_RULES)
    )


def open_enums(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """The arguments of the body that are enums, each with a value that none of them lists."""
    unknown = {"integer": "987654321", "string": python("NotListedYet")}
    return [
        (entry.name, unknown[entry.field.type])
        for entry in entries
        if entry.place == "body" and entry.field.enum and entry.field.type in unknown
    ]


def failures(registry: Registry, endpoint: Endpoint) -> list[Answer]:
    """The documented answers that are errors, with their examples, the number of their rows and what the rows say."""
    found: list[Answer] = []
    for response in endpoint.responses:
        if not response.status or response.status < 400 or not isinstance(response.example, dict):
            continue
        envelope = envelope_of(registry.config, response)
        rows = response.example.get(envelope.errors) if envelope else None
        rows = rows if isinstance(rows, list) else []
        found.append(
            Answer(
                status=response.status,
                body=source(response.example),
                rows=len(rows),
                row_values=tuple(row_values(registry, rows)),
                error=ERRORS.get(response.status, "ServerError" if response.status >= 500 else "StatusError"),
            )
        )
    return found


def row_values(registry: Registry, rows: Sequence[JsonValue]) -> list[tuple[int, str, str]]:
    """The texts that the rows of a failure hold: row, attribute, value as source."""
    scope = Scope(reserved=MODEL_NAMES, found=[])
    names = {one.name: scope.take(snake(one.name), one.name) for one in (registry.row.fields if registry.row else ())}
    return [
        (index, names[key], python(value))
        for index, row in enumerate(rows)
        if isinstance(row, dict)
        for key, value in row.items()
        if key in names and isinstance(value, str)
    ]
