"""Alternatives: a schema that takes values of several types in, one schema for each type out.

Some tools take a type and nothing else where JSON Schema takes a list of them: OpenAPI 3.0, and client generators that make a class
of each closed list.
"""

from collections.abc import Sequence

from generator.schema_tree import Schema
from generator.widening import FORMATS, types_of

#: Keywords that are about values of one type.
CONCERNS: dict[str, str] = {"items": "array", "properties": "object", "required": "object"}


#: Lists in which each value of a closed list has its word.
BESIDE_VALUES = ("enum", "x-enum-varnames", "x-enum-descriptions")


def alternatives(schema: Schema, kinds: Sequence[str]) -> list[Schema]:
    """For each of some types the schema of its values: what is said of this type, and the listed values that are of it."""
    return [{"type": kind} | concerns(schema, kind) | listed(schema, kind) for kind in kinds]


def remarks(schema: Schema) -> Schema:
    """What a schema says of values of all types: words, default, sources."""
    return {key: value for key, value in schema.items() if key not in {"type", "format", *CONCERNS, *BESIDE_VALUES}}


def concerns(schema: Schema, kind: str) -> Schema:
    """What a schema says of the values of one type."""
    said = {key: schema[key] for key, about in CONCERNS.items() if about == kind and key in schema}
    form = schema.get("format")
    return said | ({"format": form} if form in FORMATS and kind in FORMATS[form][0] else {})


def listed(schema: Schema, kind: str) -> Schema:
    """The listed values of one type, with the words that stand beside them."""
    values = schema.get("enum", ())
    wanted = [at for at, value in enumerate(values) if kind in types_of(value)]
    return {key: [schema[key][at] for at in wanted] for key in BESIDE_VALUES if key in schema}


def split_enum(schema: Schema) -> Schema:
    """A closed list of values of several types as one closed list for each type; other schemas as they are.

    Client generators make an enum class of a closed list, and drop one whose values have no type in common, with all that uses it.
    """
    kinds = schema.get("type")
    if "enum" not in schema or not isinstance(kinds, list):
        return schema
    return {"anyOf": alternatives(schema, kinds)} | remarks(schema)
