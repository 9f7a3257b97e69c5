"""Data for generated tests: an endpoint and its arguments in, calls, documented answers and failures with their examples out."""

from collections.abc import Collection, Mapping, Sequence

from pydantic import JsonValue

from generator import addresses
from generator.classes import Registry
from generator.exchange import ERRORS, Entry, answer_class
from generator.formats import SAMPLE_RULES
from generator.members import answer_of
from generator.naming import member_names
from generator.plan import Paged
from generator.shapes import ResourceShapes, Shape, envelope_of
from generator.spec import Endpoint, Field
from generator.specimens import file_specimen, source, specimen


def trial(
    registry: Registry, shapes: ResourceShapes, endpoint: Endpoint, entries: Sequence[Entry], paged: Paged | None
) -> dict[str, JsonValue]:
    """The data of a method's tests; the documented samples stand in openapi.json, and are not repeated."""
    file = answer_of(endpoint)
    answers, failed, enums = successes(registry, shapes, endpoint), failures(registry, endpoint), open_enums(entries)
    return {
        "address": addresses.join((shapes.resource.resource, endpoint.operation)),
        "method": endpoint.method or "",
        "path": (endpoint.path or "").partition("?")[0],
        "arguments": [row(shapes, entry) for entry in entries],
        **({"answers": answers} if answers else {}),
        **({"file": {"status": file.status or 200, "type": file.content_type}} if file and file.content_type else {}),
        **({"failures": failed} if failed else {}),
        **({"enums": enums} if enums else {}),
        **({"renamed": old} if (old := renamed_in(entries)) else {}),
        **({"paged": {**dict(paged.wires), "page": paged.number, "argument": paged.argument}} if paged else {}),
    }


def renamed_in(entries: Sequence[Entry]) -> dict[str, JsonValue]:
    """The arguments that have deprecated names: these, and whether the argument is required."""
    return {
        one.name: {"old": [alias.name for alias in one.old], "required": one.field.required}
        for one in entries
        if one.optional
    }


def row(shapes: ResourceShapes, entry: Entry) -> JsonValue:
    """An argument for a call: its name, place, wire name, whether it is required, a value as it is given, and as it goes out."""
    sent = value_of(shapes, entry)
    given = by_python_names(entry.field, sent, entry.shape)
    return [entry.name, entry.place, entry.field.name, entry.field.required, given, sent]


def value_of(shapes: ResourceShapes, entry: Entry) -> JsonValue:
    """A value that an argument may have, by wire names."""
    if entry.uploads:
        return file_specimen(entry.field)
    return specimen(entry.field, {enum.name: enum for enum in shapes.resource.enums})


def argument_source(shapes: ResourceShapes, entry: Entry) -> str:
    """A value that an argument may have, as source."""
    return source(by_python_names(entry.field, value_of(shapes, entry), entry.shape))


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


def successes(registry: Registry, shapes: ResourceShapes, endpoint: Endpoint) -> list[JsonValue]:
    """The documented answer of success: its status, the class of what comes back (of its items, for a list), and the attributes
    whose type the sample tells; and the member that says success, where the answer has one.
    """
    response = answer_of(endpoint)
    if response is None or not isinstance(response.example, dict | list):
        return []
    body = response.example
    envelope = envelope_of(registry.config, response)
    known = answer_class(registry, shapes, endpoint, response)
    item = body[0] if isinstance(body, list) and body else body
    shape = registry.result if envelope else shapes.answers.get((endpoint.operation, response.status))
    names = shape.attributes() if shape else {}
    types = dict(typed(response.fields, item, names)) if known and isinstance(item, dict) else {}
    return [
        {
            "status": response.status,
            "model": known.text if known else None,
            "types": dict[str, JsonValue](types),
            "success": envelope.success if envelope and isinstance(body, dict) else None,
        }
    ]


#: The class of a value that comes back, by type and format of its field.
VALUE_CLASSES = {
    ("string", "date-time"): "datetime",
    ("string", "date"): "date",
    ("string", None): "str",
    ("integer", None): "int",
    ("number", None): "number",
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


def open_enums(entries: Sequence[Entry]) -> dict[str, JsonValue]:
    """The arguments of the body that are enums, each with a value that none of them lists."""
    unknown: dict[str, JsonValue] = {"integer": 987654321, "string": "NotListedYet"}
    return {
        entry.name: unknown[entry.field.type]
        for entry in entries
        if entry.place == "body" and entry.field.enum and entry.field.type in unknown
    }


def failures(registry: Registry, endpoint: Endpoint) -> list[JsonValue]:
    """The documented answers that are errors: status, the class that is raised, the number of rows and what the rows say."""
    found: list[JsonValue] = []
    for response in endpoint.responses:
        if not response.status or response.status < 400 or not isinstance(response.example, dict):
            continue
        # A client looks for rows in every failure, whether or not the page documents the whole envelope.
        envelope = registry.config.conventions.envelope if registry.result else None
        rows = response.example.get(envelope.errors) if envelope else None
        rows = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        error = ERRORS.get(response.status, "ServerError" if response.status >= 500 else "StatusError")
        found.append({"status": response.status, "error": error, "rows": len(rows), "texts": row_texts(registry, rows)})
    return found


def row_texts(registry: Registry, rows: Sequence[JsonValue]) -> list[JsonValue]:
    """The texts that the rows of a failure hold: row, attribute, value."""
    names = registry.row.attributes() if registry.row else {}
    return [
        [index, names[key], value]
        for index, row in enumerate(rows)
        if isinstance(row, dict)
        for key, value in row.items()
        if key in names and isinstance(value, str)
    ]


#: What there is to test of a resource, by the key of a trial that shows it.
TESTED = {
    "answers": "answers",
    "file": "files",
    "failures": "failures",
    "enums": "enums",
    "paged": "pages",
    "edit": "edits",
    "renamed": "renamed",
    "called": "called",
}


def tested(trials: Collection[dict[str, JsonValue]]) -> dict[str, bool]:
    """Of each kind of tests whether a resource has some."""
    return {kind: any(key in one for one in trials) for key, kind in TESTED.items()}
