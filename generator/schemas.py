"""Schemas: fields and enums of the spec in, JSON Schema as OpenAPI 3.1 has it out; `widen` fits a schema to a sample.

A schema is at first a plain tree. What becomes a component stands in it as `{"$shape": Shape}`, so that samples can
widen it where it is used; `openapi` finds the names and puts a `$ref` in the place of each shape. What is sent is
described strictly: required members, closed enums, null only for what may be left out. What is answered is described
tolerantly: no required members, and enums take other values of their type, for a server can be newer than its docs.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.addresses import folded, unique
from generator.schema_tree import SOURCE, Role, Schema, Shape, Use, compact
from generator.spec import Enum, EnumValue, Field, Items, Origin
from generator.widening import FORMATS, TYPE_NAMES, widen, widen_type
from generator.wording import mend

ODD_DEFAULT = "x-documented-default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a schema stands: its use, its enums, and how shapes here (`names`) and below (`prefix`) are called.

    `titles` gives members of the shape here a name outright (the error rows of the envelope). `items` is the member of a
    page that holds the summaries of records. See `Shape` for the rest.
    """

    use: Use
    owner: str
    names: tuple[str, ...]
    prefix: str
    rank: int
    enums: Mapping[str, Shape]
    titles: Mapping[str, str]
    origin: Origin | None = None
    common: str | None = None
    role: Role = "part"
    items: str | None = None

    def below(self, field: Field) -> "Place":
        """The place of the children of a member."""
        part = pascal(field.name)
        found = self.summary(self.names[-1] + part) if field.name == self.items else self
        if found is self:
            first = self.titles.get(field.name, self.prefix + part)
            common = self.common and self.common + part
            rank = max(self.rank, 3) if self.rank else 0
            found = replace(self, names=(first, self.names[-1] + part), common=common, role="part", rank=rank)
        return replace(found, titles={}, items=None, origin=field.origin)

    def record(self) -> "Place":
        """The place of the whole record."""
        return replace(self, names=(self.prefix, f"{self.prefix}Record"), role="record", rank=2, common=None)

    def summary(self, other: str) -> "Place":
        """The place of a record as lists have it; `other` is its name where the best is taken."""
        return replace(self, names=(f"{self.prefix}Summary", other), role="summary", rank=2, common=None)


def safe(name: str) -> str:
    """A component name that OpenAPI accepts, as near to a documented name as can be."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._-") or "Unnamed"


def pascal(name: str) -> str:
    """A documented name as a part of a component name: `run_command` to `RunCommand`."""
    return "".join(part[0].upper() + part[1:] for part in re.findall(r"[A-Za-z0-9]+", name)) or "Unnamed"


def field_schema(field: Field, place: Place) -> Schema:
    """The schema of one field; a default that contradicts it is kept as `x-documented-default`."""
    schema = TYPES[field.type](field, place)
    if field.fields and field.type not in ("object", "array"):
        schema = {"anyOf": [object_shape(field.fields, place.below(field)), schema]}
    if NULLABLE[place.use](field):
        schema = nullable(schema)
    odd = field.default is not None and widen(schema, field.default)[1]
    default = {} if field.default is None else {ODD_DEFAULT if odd else "default": field.default}
    notes = {"description": mend(field.description or ""), "deprecated": field.deprecated, "readOnly": field.read_only}
    return schema | default | compact(**notes, x_date_part=field.date_part) | {SOURCE: field.origin}


def scalar(field: Field, place: Place) -> Schema:
    """A string, number or boolean; a time of day that travels with a constant date is a date-time on the wire."""
    return single(field.type, "date-time" if field.date_part else field.format, field.enum, place)


def array(field: Field, place: Place) -> Schema:
    """A list; its items have the children's shape, or what `items` says, or are unknown."""
    if field.fields:
        return {"type": "array", "items": object_shape(field.fields, place.below(field))}
    items = field.items or Items(type="any")
    return {"type": "array", "items": single(items.type, items.format, items.enum or field.enum, place)}


def single(kind: str, form: str | None, enum: str | None, place: Place) -> Schema:
    """One value; an enum is closed where it is sent, and open where the server answers."""
    shape = place.enums.get(enum or "")
    if shape and place.use == "response":
        return {"anyOf": [{"$shape": shape}, {"type": shape.schema["type"]}]}
    if shape:
        return {"$shape": shape}
    if kind == "any":
        return {}
    if kind == "file":
        return file_schema()
    if not form:
        return {"type": kind}
    holds = form in FORMATS and kind in FORMATS[form][0]
    return {"type": kind, "format" if holds else "x-documented-format": form}


def file_schema(media: str = "application/octet-stream") -> Schema:
    """A file. OpenAPI 3.1 tells it by the media type of its content, as which most readers do not know it yet: they know the format."""
    exact = {} if "*" in media else {"contentMediaType": media}
    return {"type": "string", "format": "binary"} | exact


def object_field(field: Field, place: Place) -> Schema:
    """An object with the children's shape, or any object where none is documented."""
    return object_shape(field.fields, place.below(field)) if field.fields else {"type": "object"}


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
    return (widen_type if "type" in schema else widen)(schema, None)[0]


def object_shape(fields: Sequence[Field], place: Place) -> Schema:
    """A shape with these members, of several with one name the first; only what is sent has required members."""
    first = {field.name: field for field in reversed(fields)}
    properties = {name: field_schema(first[name], place) for name in dict.fromkeys(field.name for field in fields)}
    required = [name for name in properties if first[name].required and place.use != "response"]
    schema = {"type": "object", "properties": properties} | ({"required": required} if required else {})
    shape = Shape(
        names=place.names,
        rank=place.rank,
        owner=place.owner,
        schema=schema,
        origin=place.origin,
        base=schema if place.use == "response" else None,
        common=place.common,
        role=place.role,
    )
    return {"$shape": shape}


def enum_shape(enum: Enum, owner: str) -> Shape:
    """The shape of a closed list; the names and descriptions of its values stand beside them in the same order.

    `x-enum-*` is for client generators, to which the names are names of variables. What viewers show is the description, which
    tells the names where they are not the values, and `x-enumDescriptions`.
    """
    values = {(type(row.value), row.value): row for row in reversed(enum.values)}
    rows = [row for row in enum.values if values[(type(row.value), row.value)] is row]
    kinds = sorted({TYPE_NAMES[type(row.value)] for row in rows}) or [enum.type]
    schema: Schema = {"type": kinds[0] if len(kinds) == 1 else kinds}
    if rows:
        schema |= {"enum": [row.value for row in rows], "x-enum-varnames": variable_names(row.name for row in rows)}
    if any(row.name != row.value for row in rows):
        schema["description"] = ", ".join(f"{row.value} = {row.name}" for row in rows) + "."
        schema["x-enumDescriptions"] = {str(row.value): enum_words(row) for row in rows}
    if any(row.description for row in rows):
        schema["x-enum-descriptions"] = [mend(row.description or "") for row in rows]
    names = (safe(enum.name), f"{safe(enum.name)}_{pascal(owner)}")
    return Shape(names=names, rank=1, owner=owner, schema=schema, origin=enum.origin)


def variable_names(names: Iterable[str]) -> list[str]:
    """Names that programming languages take, as near to the documented ones as can be, no two of which differ in case or punctuation only.

    Of values whose names are one to them, client generators keep one; and a name such as `24/7` breaks the whole of what they write.
    """
    found: dict[str, str] = {}
    for name in names:
        word = "".join(letter if f"_{letter}".isidentifier() else " " for letter in name.replace("_", " "))
        wanted = "_".join(word.split())
        free = unique(wanted if wanted[:1].isalpha() else f"Value_{wanted}".rstrip("_"), found, folded)
        found[folded(free)] = free
    return list(found.values())


def enum_words(row: EnumValue) -> str:
    """What a value of a closed list means: its name, and what the page says of it."""
    return f"{row.name}: {mend(row.description)}" if row.description else row.name
