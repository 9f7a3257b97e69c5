"""Data for generated tests: an endpoint and its arguments in, calls, documented answers and failures with their examples out."""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from generator.annotations import Annotation
from generator.classes import Registry, ResourceShapes, Shape, envelope_of
from generator.escaping import python
from generator.exchange import ERRORS, Entry, answer_class, success_of
from generator.formats import SAMPLE_RULES
from generator.naming import member_names
from generator.plan import Answer, Case
from generator.spec import Endpoint, Field
from generator.specimens import source, specimen


def cases(shapes: ResourceShapes, endpoint: Endpoint, entries: Sequence[Entry]) -> list[Case]:
    """Calls for the tests: with what is required, with everything, and with null for all that may be null."""
    enums = {enum.name: enum for enum in shapes.resource.enums}
    required = [(entry, specimen(entry.field, enums)) for entry in entries if entry.field.required]
    everything = [(entry, specimen(entry.field, enums)) for entry in entries]
    optional = [(entry, None) for entry in entries if entry.place == "body" and not entry.field.required]
    calls = [("required", required)]
    if len(everything) > len(required):
        calls.append(("everything", everything))
    if optional:
        calls.append(("null", [*required, *optional]))
    has_body = any(entry.place == "body" for entry in entries)
    return [case(name, values, has_body) for name, values in calls]


def argument_source(shapes: ResourceShapes, entry: Entry) -> str:
    """A value that an argument may have, as source."""
    enums = {enum.name: enum for enum in shapes.resource.enums}
    return source(by_python_names(entry.field, specimen(entry.field, enums), entry.shape))


def case(name: str, values: Sequence[tuple[Entry, JsonValue]], has_body: bool) -> Case:
    """One call: its arguments, and what must go out in each place; a body that may be empty is an empty object."""

    def sent(place: str) -> str:
        return source({entry.field.name: value for entry, value in values if entry.place == place})

    return Case(
        name=name,
        arguments=source({entry.name: by_python_names(entry.field, value, entry.shape) for entry, value in values}),
        path=sent("path"),
        query=sent("query"),
        headers=sent("header"),
        body=sent("body") if has_body else "None",
    )


def by_python_names(field: Field, value: JsonValue, shape: Shape | None) -> JsonValue:
    """A value whose objects have Python names, as a caller gives it."""
    if isinstance(value, list):
        return [by_python_names(field, item, shape) for item in value]
    if not isinstance(value, dict) or not field.fields:
        return value
    names = shape.names if shape else member_names(field.fields, [])
    children = shape.children if shape else {}
    return {
        name: by_python_names(one, value[one.name], children.get(one.name))
        for name, one in zip(names, field.fields, strict=True)
    }


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
    shape = registry.result if envelope else shapes.answers.get((endpoint.operation, response.status))
    names = shape.attributes() if shape else {}
    return [
        Answer(
            status=response.status or 200,
            body=source(body),
            model=known.text if known else "",
            typed=tuple(typed(response.fields, item, names)) if known and isinstance(item, dict) else (),
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


def typed(fields: Sequence[Field], example: dict[str, JsonValue], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The attributes whose value in the example is of the documented type, and the class that it must come back as."""
    found: list[tuple[str, str]] = []
    for one in fields:
        value_class = VALUE_CLASSES.get((one.type, one.format))
        if value_class and example.get(one.name) is not None and fits(one, example[one.name]):
            found.append((names[one.name], value_class))
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
        # A client looks for rows in every failure, whether or not the page documents the whole envelope.
        envelope = registry.config.conventions.envelope if registry.result else None
        rows = response.example.get(envelope.errors) if envelope else None
        rows = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
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
    names = registry.row.attributes() if registry.row else {}
    return [
        (index, names[key], python(value))
        for index, row in enumerate(rows)
        if isinstance(row, dict)
        for key, value in row.items()
        if key in names and isinstance(value, str)
    ]
