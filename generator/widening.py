"""Widening: a schema and a sample in, the schema made just wide enough for the sample and what did not fit out.

One step per keyword, in the order of the table `WIDENERS`.
"""

import base64
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from pydantic import JsonValue

from generator.schema_tree import SOURCE, Misfit, Schema, Shape, Widened

_MOMENT = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII
)


_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, written YYYY-MM-DD."""
    with suppress(ValueError):
        return bool(re.fullmatch(r"[0-9-]{10}", text)) and date.fromisoformat(text).isoformat() == text
    return False


def is_moment(text: str) -> bool:
    """Whether a text is a date-time of RFC 3339, offset included."""
    return bool(_MOMENT.fullmatch(text)) and is_date(text[:10])


def is_base64(text: str) -> bool:
    """Whether a text is base64."""
    with suppress(ValueError):
        return base64.b64decode(text, validate=True) is not None
    return False


#: The formats that OpenAPI knows: the types they hold for, and a check that is at least as strict as any validator's.
FORMATS: dict[str, tuple[tuple[str, ...], Callable[[Any], bool]]] = {
    "date-time": (("string",), is_moment),
    "date": (("string",), is_date),
    "time": (("string",), lambda text: is_moment(f"1970-01-01T{text}")),
    "uuid": (("string",), lambda text: bool(_UUID.fullmatch(text))),
    "uri": (("string",), lambda text: bool(_URI.fullmatch(text))),
    "email": (("string",), lambda text: bool(re.fullmatch(r"[^@\s]+@[A-Za-z0-9.-]+", text))),
    "byte": (("string",), is_base64),
    "binary": (("string",), lambda text: True),
    "password": (("string",), lambda text: True),
    "int32": (("integer", "number"), lambda number: -(2**31) <= number < 2**31),
    "int64": (("integer", "number"), lambda number: -(2**63) <= number < 2**63),
    "float": (("number",), lambda number: True),
    "double": (("number",), lambda number: True),
}


TYPE_NAMES: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


def types_of(sample: JsonValue) -> tuple[str, ...]:
    """The JSON Schema types that a sample is of, the narrowest first."""
    whole = isinstance(sample, int | float) and not isinstance(sample, bool) and sample == sample // 1
    return ("integer", "number") if whole else (TYPE_NAMES[type(sample)],)


def misfit(sample: JsonValue, kind: Literal["type", "enum"]) -> Misfit:
    """The finding that a sample is not among the documented values; null is a kind of its own."""
    return Misfit(kind="null" if sample is None else kind, shown=types_of(sample)[0] if kind == "type" else str(sample))


def wrapped(schema: Schema, kind: str) -> Schema:
    """The shape of a schema or a value of another type; the keywords beside the shape stay outside."""
    return {"anyOf": [{"$shape": schema["$shape"]}, {"type": kind}]} | {
        k: v for k, v in schema.items() if k != "$shape"
    }


def widen(schema: Schema, sample: JsonValue) -> Widened:
    """The schema, wide enough for a sample, and what did not fit; keyword by keyword, by the table `WIDENERS`."""
    found: list[Misfit] = []
    for keyword, step in WIDENERS.items():
        if keyword in schema:
            schema, more = step(schema, sample)
            found += more
    return schema, [m if m.source else replace(m, source=schema.get(SOURCE)) for m in found]


def widen_type(schema: Schema, sample: JsonValue) -> Widened:
    """Adds the sample's type to the types."""
    documented = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if set(documented) & set(types_of(sample)):
        return schema, []
    return {**schema, "type": [*documented, types_of(sample)[0]]}, [misfit(sample, "type")]


def widen_format(schema: Schema, sample: JsonValue) -> Widened:
    """Keeps a format that the sample breaks as `x-documented-format`, which no validator looks at."""
    kinds, check = FORMATS[schema["format"]]
    if not set(kinds) & set(types_of(sample)) or check(sample):
        return schema, []
    renamed = {"x-documented-format" if key == "format" else key: value for key, value in schema.items()}
    return renamed, [Misfit(kind="format", shown=str(sample))]


def widen_enum(schema: Schema, sample: JsonValue) -> Widened:
    """Tells of a value that the list lacks; the list itself stays as documented, its users are widened."""
    fits = any(type(value) is type(sample) and value == sample for value in schema["enum"])
    return schema, [] if fits else [misfit(sample, "enum")]


def widen_items(schema: Schema, sample: JsonValue) -> Widened:
    """Widens the items to each item of the sample."""
    items, found = schema["items"], []
    for value in sample if isinstance(sample, list) else []:
        items, more = widen(items, value)
        found += more
    return {**schema, "items": items}, found


def widen_properties(schema: Schema, sample: JsonValue) -> Widened:
    """Widens each member to the sample's; a key that nobody documents becomes a member of which nothing is known."""
    properties, found = dict(schema["properties"]), []
    for key, value in sample.items() if isinstance(sample, dict) else ():
        if key not in properties:
            found.append(Misfit(kind="key", path=(key,), shown=types_of(value)[0]))
        properties[key], more = widen(properties.get(key, {}), value)
        found += [replace(m, path=(key, *m.path)) for m in more]
    return {**schema, "properties": properties}, found


def widen_required(schema: Schema, sample: JsonValue) -> Widened:
    """Demands no longer what the sample does without; the member keeps the claim as `x-documented-required`."""
    lacking = [name for name in schema["required"] if isinstance(sample, dict) and name not in sample]
    properties = dict(schema["properties"])
    for name in lacking:
        properties[name] = properties[name] | {"x-documented-required": True}
    rest = [name for name in schema["required"] if name not in lacking]
    wider = {key: value for key, value in schema.items() if key != "required"} | ({"required": rest} if rest else {})
    found = [Misfit(kind="required", path=(name,), source=properties[name].get(SOURCE)) for name in lacking]
    return {**wider, "properties": properties} if lacking else schema, found


def widen_branches(schema: Schema, sample: JsonValue) -> Widened:
    """Widens the shape (the first branch) to an object, the last branch to all else that no branch takes already."""
    *_, last = branches = schema["anyOf"]
    wider, found = widen(branches[0], sample)
    if "$shape" in wider:
        return {**schema, "anyOf": [wider, *branches[1:]]}, found
    if all(widen(branch, sample)[1] for branch in branches):
        return {**schema, "anyOf": [*branches[:-1], widen(last, sample)[0]]}, found
    return schema, [m for m in found if m.kind == "enum"]


def widen_shape(schema: Schema, sample: JsonValue) -> Widened:
    """Widens a shape of members to an object; what is no object, or not in a closed list, is put beside the shape."""
    shape: Shape = schema["$shape"]
    if "properties" in shape.schema and isinstance(sample, dict):
        inner, found = widen(shape.schema, sample)
        return {**schema, "$shape": replace(shape, schema=inner)}, found
    found = (widen_enum if "enum" in shape.schema else widen_type)(shape.schema, sample)[1]
    return wrapped(schema, types_of(sample)[0]) if found else schema, found


#: How each keyword gives way, in this order.
WIDENERS: dict[str, Callable[[Schema, JsonValue], Widened]] = {
    "type": widen_type,
    "format": widen_format,
    "items": widen_items,
    "properties": widen_properties,
    "required": widen_required,
    "anyOf": widen_branches,
    "$shape": widen_shape,
}
