"""Components: the shapes of a document in, a name for each and the named schemas out; equal shapes share one."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial, reduce
from itertools import count

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.schema_tree import Schema, Shape, with_parts

#: What may differ in two schemas that are one component.
NOTES = frozenset({"description", "x-docs-source", "x-enum-descriptions"})


def name_shapes(shapes: Sequence[Shape]) -> dict[int, str]:
    """The name of each shape, by its `id`; equal shapes share one. Of those that want it the best rank, then the most
    frequent gets it; the others take the next name they would like, in the end with a number.
    """
    forms = [json.dumps(bare(shape.schema), sort_keys=True) for shape in shapes]
    often = Counter((shape.names[0], form) for shape, form in zip(shapes, forms, strict=True))
    queue = sorted(zip(shapes, forms, strict=True), key=lambda pair: (pair[0].rank, -often[pair[0].names[0], pair[1]]))
    names: dict[int, str] = {}
    holders: dict[str, str] = {}
    for shape, form in queue:
        free = (name for name in candidates(shape.names) if holders.setdefault(name, form) == form)
        names[id(shape)] = next(free)
    return names


def candidates(names: Sequence[str]) -> Iterator[str]:
    """The names, then the last of them with numbers."""
    yield from names
    yield from (f"{names[-1]}_{number}" for number in count(2))


def bare(schema: Schema) -> Schema:
    """A schema without notes, its shapes written out."""
    plain = with_parts({key: value for key, value in schema.items() if key not in NOTES}, bare)
    return plain | {"$shape": bare(plain["$shape"].schema)} if "$shape" in plain else plain


def component_schemas(shapes: Sequence[Shape], names: Mapping[int, str]) -> dict[str, Schema]:
    """The named schemas, by name; what several owners describe differently is described by none."""
    shared: dict[str, list[Shape]] = {}
    for shape in shapes:
        shared.setdefault(names[id(shape)], []).append(shape)
    merged = {}
    for name, (first, *others) in shared.items():
        merged[name] = reduce(agreed, (other.schema for other in others if other.owner != first.owner), first.schema)
    return {name: link(merged[name], names) for name in sorted(merged)}


def agreed(ours: Schema, theirs: Schema) -> Schema:
    """A schema without the descriptions that an equal schema has otherwise."""
    kept = {key: value for key, value in ours.items() if key != "description" or theirs.get(key) == value}
    parts: Schema = {}
    if "properties" in kept:
        parts["properties"] = {
            name: agreed(part, theirs["properties"][name]) for name, part in kept["properties"].items()
        }
    if "items" in kept:
        parts["items"] = agreed(kept["items"], theirs["items"])
    if "anyOf" in kept:
        parts["anyOf"] = [agreed(*pair) for pair in zip(kept["anyOf"], theirs["anyOf"], strict=True)]
    return kept | parts


def link(schema: Schema, names: Mapping[int, str]) -> Schema:
    """A schema with a reference in the place of each shape."""
    linked = with_parts(schema, partial(link, names=names))
    if "$shape" not in linked:
        return linked
    reference = f"#/components/schemas/{names[id(linked['$shape'])]}"
    return {"$ref": reference} | {key: value for key, value in linked.items() if key != "$shape"}


def renamed_enums(shapes: Iterable[Shape], names: Mapping[int, str]) -> list[Diagnostic]:
    """A diagnostic for each enum whose name another of other values has."""
    rows = [(shape.schema["x-docs-source"], shape.names[0], names[id(shape)]) for shape in shapes]
    return [
        diagnostics.make("W606", note["page"], note.get("line"), wanted=wanted, name=name)
        for note, wanted, name in rows
        if name != wanted
    ]
