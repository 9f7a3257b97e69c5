"""Schemas: fields and enums of the spec in, JSON Schema as OpenAPI 3.1 has it out; `widen` fits a schema to a sample.

A schema is at first a plain tree. What becomes a component stands in it as `{"$shape": Shape}`, so that samples can
widen it where it is used; `openapi` finds the names and puts a `$ref` in the place of each shape. What is sent is
described strictly: required members, closed enums, null only for what may be left out. What is answered is described
tolerantly: no required members, and enums take other values of their type, for a server can be newer than its docs.
"""

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from pydantic import JsonValue

from generator.spec import Enum, Field, Items, Origin
from generator.wording import mend

Schema = dict[str, Any]
Use = Literal["parameter", "request", "response"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A schema that deserves a name: the names it would like, best first, and its rank among those that want one name.

    Rank 0 goes first. `owner` is whose words describe it: shapes of several owners may prove equal, and be described
    differently.
    """

    names: tuple[str, ...]
    rank: int
    owner: str
    schema: Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a schema stands: its use, its enums, and how shapes here (`names`) and below (`prefix`) are called.

    `titles` gives members of the shape here a name outright (the error rows of the envelope).
    """

    use: Use
    owner: str
    names: tuple[str, ...]
    prefix: str
    rank: int
    enums: Mapping[str, Shape]
    titles: Mapping[str, str]

    def below(self, name: str) -> "Place":
        """The place of the children of a member."""
        first = self.titles.get(name, self.prefix + pascal(name))
        return replace(self, names=(first, self.names[-1] + pascal(name)), titles={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A disagreement of a sample with its schema: kind, path of the member, what the sample shows, and its source."""

    kind: Literal["type", "null", "format", "enum", "key", "required"]
    path: tuple[str, ...] = ()
    shown: str = ""
    source: Mapping[str, Any] | None = None


Widened = tuple[Schema, list[Misfit]]


def safe(name: str) -> str:
    """A component name that OpenAPI accepts, as near to a documented name as can be."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._-") or "Unnamed"


def pascal(name: str) -> str:
    """A documented name as a part of a component name: `run_command` to `RunCommand`."""
    return "".join(part[0].upper() + part[1:] for part in re.findall(r"[A-Za-z0-9]+", name)) or "Unnamed"


def compact(**notes: object) -> Schema:
    """A schema of the keywords that say something; `_` in a keyword stands for `-`."""
    return {key.replace("_", "-"): value for key, value in notes.items() if value not in (None, False, "", {})}


def source_note(origin: Origin | None, facts: Mapping[str, Origin] | None = None) -> Schema | None:
    """Page and line of a fact; also its rule where it is inferred, and the rules of what was added to it."""
    if origin is None:
        return None
    rules = {key: fact.rule for key, fact in sorted((facts or {}).items())}
    return compact(
        page=origin.page, line=origin.line, rule=None if origin.rule == "field-row" else origin.rule, facts=rules
    )


def field_schema(field: Field, place: Place) -> Schema:
    """The schema of one field; a default that contradicts it is kept as `x-documented-default`."""
    schema = TYPES[field.type](field, place)
    if field.fields and field.type not in ("object", "array"):
        schema = {"anyOf": [object_shape(field.fields, place.below(field.name)), schema]}
    if NULLABLE[place.use](field):
        schema = nullable(schema)
    default = "x_documented_default" if widen(schema, field.default)[1] else "default"
    notes = {"description": mend(field.description or ""), "deprecated": field.deprecated, "readOnly": field.read_only}
    source = source_note(field.origin, field.facts)
    return schema | known(default, field.default) | compact(**notes, x_date_part=field.date_part, x_docs_source=source)


def known(keyword: str, value: JsonValue) -> Schema:
    """A keyword whose value may be anything but null (false and empty say something here)."""
    return {} if value is None else {keyword.replace("_", "-"): value}


def scalar(field: Field, place: Place) -> Schema:
    """A string, number or boolean; a time of day that travels with a constant date is a date-time on the wire."""
    form = "date-time" if field.date_part else field.format
    return single(Items(type=field.type, format=form, enum=field.enum), place)


def array(field: Field, place: Place) -> Schema:
    """A list; its items have the children's shape, or what `items` says, or are unknown."""
    if field.fields:
        return {"type": "array", "items": object_shape(field.fields, place.below(field.name))}
    items = field.items or Items(type="any")
    return {"type": "array", "items": single(items.model_copy(update={"enum": items.enum or field.enum}), place)}


def single(item: Items, place: Place) -> Schema:
    """One value; an enum is closed where it is sent, and open where the server answers."""
    shape = place.enums.get(item.enum or "")
    if shape and place.use == "response":
        return {"anyOf": [{"$shape": shape}, {"type": shape.schema["type"]}]}
    if shape:
        return {"$shape": shape}
    if item.type == "any":
        return {}
    kind, form = ("string", "binary") if item.type == "file" else (item.type, item.format or "")
    holds = kind in FORMATS[form][0] if form in FORMATS else False
    return {"type": kind} | compact(**{"format" if holds else "x_documented_format": form})


def object_field(field: Field, place: Place) -> Schema:
    """An object with the children's shape, or any object where none is documented."""
    return object_shape(field.fields, place.below(field.name)) if field.fields else {"type": "object"}


TYPES: dict[str, Callable[[Field, Place], Schema]] = {
    **dict.fromkeys(("string", "integer", "number", "boolean", "any", "file"), scalar),
    "object": object_field,
    "array": array,
}

#: Whether null is among a field's values: it can be sent for what may be left out, and is answered where documented.
NULLABLE: dict[Use, Callable[[Field], bool]] = {
    "parameter": lambda field: False,
    "request": lambda field: bool(field.nullable) or (not field.required and field.nullable is None),
    "response": lambda field: bool(field.nullable),
}


def nullable(schema: Schema) -> Schema:
    """The schema, null allowed."""
    return wrapped(schema, "null") if "$shape" in schema else widen(schema, None)[0]


def object_shape(fields: Sequence[Field], place: Place) -> Schema:
    """A shape with these members, of several with one name the first; only what is sent has required members."""
    first = {field.name: field for field in reversed(fields)}
    properties = {name: field_schema(first[name], place) for name in dict.fromkeys(field.name for field in fields)}
    required = [name for name in properties if first[name].required and place.use != "response"]
    schema = {"type": "object", "properties": properties} | ({"required": required} if required else {})
    return {"$shape": Shape(names=place.names, rank=place.rank, owner=place.owner, schema=schema)}


def enum_shape(enum: Enum, owner: str) -> Shape:
    """The shape of a closed list; the names and descriptions of its values stand beside them in the same order."""
    values = {(type(row.value), row.value): row for row in reversed(enum.values)}
    rows = [row for row in enum.values if values[(type(row.value), row.value)] is row]
    kinds = sorted({TYPE_NAMES[type(row.value)] for row in rows}) or [enum.type]
    schema: Schema = {"type": kinds[0] if len(kinds) == 1 else kinds}
    if rows:
        schema |= {"enum": [row.value for row in rows], "x-enum-varnames": [row.name for row in rows]}
    if any(row.description for row in rows):
        schema["x-enum-descriptions"] = [mend(row.description or "") for row in rows]
    names = (safe(enum.name), f"{safe(enum.name)}_{pascal(owner)}")
    return Shape(
        names=names,
        rank=1,
        owner=owner,
        schema=schema | compact(x_docs_source=source_note(enum.origin)),
    )


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
    return schema, [replace(m, source=m.source or schema.get("x-docs-source")) for m in found]


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
    found = [Misfit(kind="required", path=(name,), source=properties[name].get("x-docs-source")) for name in lacking]
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


def with_parts(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """A copy with each part (member, item, branch) changed; shapes are parts of their own, left to the caller."""
    parts: Schema = {}
    if "properties" in schema:
        parts["properties"] = {name: change(part) for name, part in schema["properties"].items()}
    if "items" in schema:
        parts["items"] = change(schema["items"])
    if "anyOf" in schema:
        parts["anyOf"] = [change(part) for part in schema["anyOf"]]
    return schema | parts


def nodes(schema: Schema, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """A schema and all below it, shapes entered, each with the path of its member."""
    yield path, schema
    for name, part in schema.get("properties", {}).items():
        yield from nodes(part, (*path, name))
    inner = schema["$shape"].schema if "$shape" in schema else schema.get("items")
    for part in [*([inner] if inner else []), *schema.get("anyOf", ())]:
        yield from nodes(part, path)
