"""OpenAPI 3.0: a document as `openapi` makes it (3.1) in, the same in the words of OpenAPI 3.0.3 and diagnostics out.

For tools that read nothing newer. It says what the newer one says, but for what has a diagnostic:

| 3.1 | 3.0.3 |
|---|---|
| null among the types | `nullable`, which holds only beside a type; beside a reference, a schema that takes null alone |
| several types | `anyOf` with one type each |
| words beside `$ref` | a reference alone in `allOf`, for what stands beside `$ref` is ignored |
| `1.0` as a value of an integer | `1`, for no number with a point is an integer |
| roles of a scheme without scopes | `x-required-roles`, which is there already |
| the media type of a file beside its format | the format |
| a keyword that 3.0 does not have, a format that is another there | the same after `x-`, and a diagnostic |
| a body of GET, HEAD or DELETE | the same, and a diagnostic: tools are told to ignore it |
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from generator import diagnostics
from generator.addresses import join
from generator.alternatives import alternatives, remarks
from generator.diagnostics import Diagnostic
from generator.schema_tree import SOURCE, Schema, nodes, with_parts

VERSION = "3.0.3"


#: What takes null and nothing else. A type has to stand beside `nullable`; which one does not matter.
NULL: Schema = {"type": "string", "nullable": True, "enum": [None]}


#: Keywords of schemas that are rewritten here or mean the same in 3.0. (`exclusiveMinimum` does not; others that hold schemas, as `oneOf`
#: does, are none that `openapi` writes.)
KEYWORDS = frozenset(
    ["$ref", "allOf", "anyOf", "default", "deprecated", "description", "enum", "example", "externalDocs", "format", "items", "maxItems",
     "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum", "multipleOf", "pattern", "properties",
     "readOnly", "required", "title", "type", "uniqueItems", "writeOnly"]
)  # fmt: skip


#: What older tools understand, and take for something else: a `time` is one without an offset to them, and they refuse it with one.
OTHERWISE = (("format", "time"),)


#: Methods whose requests have no body as far as OpenAPI 3.0 is concerned.
BODILESS = frozenset({"get", "head", "delete"})


#: Kinds of security schemes that have scopes; what is asked of others is a list without entries.
SCOPED = frozenset({"oauth2", "openIdConnect"})


Found = list[Diagnostic]


def downgrade(document: Schema) -> tuple[Schema, Found]:
    """A document of OpenAPI 3.1 as one of 3.0.3, and a diagnostic for each thing that 3.0 cannot say. The given one is not changed."""
    scoped = {name for name, one in schemes(document).items() if one["type"] in SCOPED}
    step = partial(lower_operation, scoped=scoped)
    paths = {path: each(item, step) for path, item in document["paths"].items()}
    components = changed(document["components"], COMPONENTS)
    lowered = document | {"openapi": VERSION, "paths": paths, "components": components}
    return lowered, list(diagnostics.in_order([*ignored_bodies(document), *unknown_keywords(document)]))


def schemes(document: Schema) -> dict[str, Schema]:
    """The security schemes of a document by name."""
    found: dict[str, Schema] = document["components"].get("securitySchemes", {})
    return found


def each(members: Schema, step: Callable[[Any], Any]) -> Schema:
    """Every member of a mapping changed by a step."""
    return {name: step(member) for name, member in members.items()}


def every(members: Iterable[Any], step: Callable[[Any], Any]) -> list[Any]:
    """Every member of a list changed by a step."""
    return [step(member) for member in members]


def changed(one: Schema, steps: dict[str, Callable[[Any], Any]]) -> Schema:
    """A mapping with some of its members changed, each by its own step."""
    return {key: steps[key](value) if key in steps else value for key, value in one.items()}


def lower_operation(operation: Schema, scoped: set[str]) -> Schema:
    """An operation in the words of 3.0; `scoped` are the names of security schemes that have scopes."""
    return changed(operation, OPERATION | {"security": partial(every, step=partial(lower_security, scoped=scoped))})


def lower_security(wanted: Schema, scoped: set[str]) -> Schema:
    """A security requirement, in which only schemes with scopes have entries."""
    return {name: entries if name in scoped else [] for name, entries in wanted.items()}


def lower(schema: Schema) -> Schema:
    """A schema in the words of 3.0, and all below it."""
    lowered = with_parts(schema, lower)
    for step in STEPS:
        lowered = step(lowered)
    return lowered


def wrap_reference(schema: Schema) -> Schema:
    """A reference that has words beside it as the only part of a schema that has them."""
    if "$ref" not in schema or len(schema) == 1:
        return schema
    return {"allOf": [{"$ref": schema["$ref"]}]} | {key: value for key, value in schema.items() if key != "$ref"}


def spell_types(schema: Schema) -> Schema:
    """A schema with one type and no type called null."""
    if "type" not in schema:
        return schema
    told = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kinds = [kind for kind in told if kind != "null" and not (kind == "integer" and "number" in told)]
    if not kinds:
        return NULL | remarks(schema)
    null = {"nullable": True} if "null" in told else {}
    if len(kinds) == 1:
        return {"type": kinds[0]} | null | {key: value for key, value in schema.items() if key != "type"}
    first, *others = (say_items(one) for one in alternatives(schema, kinds))
    return {"anyOf": [first | null, *others]} | remarks(schema)


def say_items(schema: Schema) -> Schema:
    """A list that says what its items are: in 3.0 it has to, though that be nothing."""
    return schema | {"items": {}} if schema.get("type") == "array" and "items" not in schema else schema


def lower_default(schema: Schema) -> Schema:
    """A schema whose default is a value as 3.0 takes it."""
    return changed(schema, {"default": lower_value})


def lower_value(value: Any) -> Any:
    """A value whose whole numbers are all written without a point."""
    if isinstance(value, dict):
        return each(value, lower_value)
    if isinstance(value, list):
        return every(value, lower_value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def without_media(schema: Schema) -> Schema:
    """A schema of a file as 3.0 tells it, by its format alone; of what type its content is stands above the schema where it is known."""
    return {k: value for k, value in schema.items() if k != "contentMediaType" or schema.get("format") != "binary"}


def hide_unknown(schema: Schema) -> Schema:
    """A schema whose keywords are all known to 3.0; others stand after `x-`, where no tool stumbles over them."""
    return {key if is_known(key, value) else f"x-{key}": value for key, value in schema.items()}


def is_known(keyword: str, value: object) -> bool:
    """Whether a keyword of a schema can stand in 3.0 as it is."""
    return keyword.startswith("x-") or (keyword in KEYWORDS and (keyword, value) not in OTHERWISE)


#: What a schema goes through, in this order.
STEPS: tuple[Callable[[Schema], Schema], ...] = (
    without_media,
    hide_unknown,
    lower_default,
    wrap_reference,
    spell_types,
    say_items,
)


def lower_holder(holder: Schema) -> Schema:
    """A parameter or a media type, whose schema is changed; a reference to one has none."""
    return changed(holder, {"schema": lower, "example": lower_value})


def lower_body(body: Schema) -> Schema:
    """A request body or an answer."""
    return changed(body, {"content": partial(each, step=lower_holder)})


#: The members of an operation that hold schemas.
OPERATION: dict[str, Callable[[Any], Any]] = {
    "parameters": partial(every, step=lower_holder),
    "requestBody": lower_body,
    "responses": partial(each, step=lower_body),
}


#: The components that hold schemas.
COMPONENTS: dict[str, Callable[[Any], Any]] = {
    "schemas": partial(each, step=lower),
    "parameters": partial(each, step=lower_holder),
}


def ignored_bodies(document: Schema) -> Iterator[Diagnostic]:
    """A diagnostic for each body that tools need not send."""
    for method, one in operations(document):
        if method in BODILESS and "requestBody" in one:
            yield finding("W621", one, address=address_of(one), method=method.upper())


def unknown_keywords(document: Schema) -> Iterator[Diagnostic]:
    """A diagnostic for each keyword that 3.0 does not have."""
    for address, holder, schema in schemas(document):
        for path, node in nodes(schema):
            for keyword, value in without_media(node).items():
                if not is_known(keyword, value):
                    whole = f"{address}.{join(path)}" if path else address
                    yield finding("W622", holder, address=whole, said=f"{keyword}: {value}")


def schemas(document: Schema) -> Iterator[tuple[str, Schema, Schema]]:
    """Each schema of a document: its address, what says where it is documented, and the schema itself."""
    for name, schema in document["components"].get("schemas", {}).items():
        yield name, schema, schema
    for name, row in document["components"].get("parameters", {}).items():
        yield name, row, row["schema"]
    for _, one in operations(document):
        for row in one.get("parameters", ()):
            if "schema" in row:
                yield f"{address_of(one)}.{join((row['in'], row['name']))}", one, row["schema"]
        for place, body in [("request", one.get("requestBody", {})), *one["responses"].items()]:
            for media in body.get("content", {}).values():
                yield f"{address_of(one)}.{place}", one, media["schema"]


def address_of(operation: Schema) -> str:
    """The address of an operation; its id where it has none."""
    return str(operation.get("x-docs-address", operation["operationId"]))


def operations(document: Schema) -> Iterator[tuple[str, Schema]]:
    """All operations of a document, each with its method."""
    for item in document["paths"].values():
        yield from item.items()


def finding(code: str, holder: Schema, **facts: object) -> Diagnostic:
    """A diagnostic where the docs of something are, as its note on its source says."""
    found = re.fullmatch(r"(?P<page>.+?)(?::(?P<line>\d+))?(?: \(.*\))?", holder.get(SOURCE, ""), re.DOTALL)
    page, line = (found["page"], found["line"]) if found else (None, None)
    return diagnostics.make(code, page, int(line) if line else None, **facts)
