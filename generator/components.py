"""Components: the shapes of a document in, a name for each and the named schemas out; equal shapes are one.

Shapes are grouped before they are named: a group is what wants one name and is documented alike. What is answered is
joined, so that the samples of several operations widen one schema; what is sent is one only where it is equal to the
letter. Inside a shape, other shapes count as their groups.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import count

from generator import diagnostics
from generator.addresses import folded
from generator.alternatives import split_enum
from generator.diagnostics import Diagnostic
from generator.joining import join
from generator.schema_tree import SOURCE, Schema, Shape, with_parts
from generator.sharing import rest_on_summary
from generator.spec import Origin

#: What may differ in two schemas that are one component.
NOTES = frozenset({"description", SOURCE, "x-enum-descriptions", "x-enumDescriptions"})


@dataclass(slots=True)
class Groups:
    """Which shapes are one: the number of the group of each shape by its `id`, and the number of each form."""

    numbers: dict[int, int] = field(default_factory=dict)
    known: dict[tuple[str, str], int] = field(default_factory=dict)

    def number(self, shape: Shape) -> int:
        """The group of a shape: that of all that want its name and are documented as it is."""
        if id(shape) not in self.numbers:
            key = shape.common or shape.names[0], self.form(shape)
            self.numbers[id(shape)] = self.known.setdefault(key, len(self.known))
        return self.numbers[id(shape)]

    def form(self, shape: Shape) -> str:
        """A shape without notes, those below as their groups; whether null is answered is no matter of form."""
        bare = self.bare(shape.schema) if shape.base is None else without_null(self.bare(shape.base))
        return json.dumps(bare, sort_keys=True)

    def bare(self, schema: Schema) -> Schema:
        """A schema without notes, its shapes as their groups."""
        plain = with_parts({key: value for key, value in schema.items() if key not in NOTES}, self.bare)
        return plain | {"$shape": self.number(plain["$shape"])} if "$shape" in plain else plain


def without_null(schema: Schema) -> Schema:
    """A bare schema that takes no null."""
    plain = with_parts(schema, without_null)
    if isinstance(plain.get("type"), list):
        kinds = [kind for kind in plain["type"] if kind != "null"]
        plain["type"] = kinds[0] if len(kinds) == 1 else kinds
    branches = [branch for branch in plain.get("anyOf", ()) if branch not in ({"type": "null"}, {"type": []})]
    if len(branches) == 1:
        plain = branches[0] | {key: value for key, value in plain.items() if key != "anyOf"}
    return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The components of a document: the name of each shape by its `id`, and the schemas by name, references in them."""

    names: Mapping[int, str]
    schemas: Mapping[str, Schema]

    def link(self, schema: Schema, page: str | None) -> Schema:
        """A schema on a page with a reference in the place of each shape."""
        return link(schema, self.names, page)


def name_components(shapes: Sequence[Shape]) -> Named:
    """All components of the shapes of a document."""
    groups = Groups()
    members: dict[int, list[Shape]] = {}
    for shape in shapes:
        members.setdefault(groups.number(shape), []).append(shape)
    schemas = {number: joined(group) for number, group in members.items()}
    schemas, same = rest_on_summary(members, schemas, lambda schema: without_null(groups.bare(schema)))
    titles = name_groups({number: group for number, group in members.items() if number not in same})
    names = {one: titles[same.get(number, number)] for one, number in groups.numbers.items() if number in members}
    roots = sorted((title, number) for number, title in titles.items())
    return Named(
        names=names,
        schemas={title: root({SOURCE: members[number][0].origin} | schemas[number], names) for title, number in roots},
    )


def joined(group: Sequence[Shape]) -> Schema:
    """The one schema of a group, wide enough for all; what several owners describe differently is described by none."""
    first, *others = group
    apart = [one for one in others if one.owner != first.owner or one.base is not None]
    return reduce(lambda ours, one: join(ours, one.schema, alike=one.owner == first.owner), apart, first.schema)


def name_groups(members: Mapping[int, Sequence[Shape]]) -> dict[int, str]:
    """The name of each group. Of those that want one the best rank, then the most frequent gets it; the others take the
    next that they would like, in the end with a number. What only one owner has is not called by the common name.
    """
    queue = sorted(members.items(), key=lambda pair: (pair[1][0].rank, -len(pair[1])))
    names: dict[int, str] = {}
    taken: set[str] = set()
    for number, group in queue:
        first = group[0]
        several = first.common and any(one.owner != first.owner for one in group)
        wanted = [first.common] if first.common and several else list(first.names)
        names[number] = next(name for name in candidates(wanted) if folded(name) not in taken)
        taken.add(folded(names[number]))
    return names


def candidates(names: Sequence[str]) -> Iterator[str]:
    """The names, then the last of them with numbers."""
    yield from names
    yield from (f"{names[-1]}_{number}" for number in count(2))


def root(schema: Schema, names: Mapping[int, str]) -> Schema:
    """A named schema with where it is documented; its members say so only where they are documented elsewhere."""
    origin: Origin | None = schema[SOURCE]
    rest = {key: value for key, value in split_enum(schema).items() if key != SOURCE}
    return link(rest, names, origin.page if origin else None) | ({SOURCE: source_note(origin)} if origin else {})


def source_note(origin: Origin) -> str:
    """Page and line of a fact, and the rule that found it where it is inferred."""
    line = f":{origin.line}" if origin.line else ""
    rule = "" if origin.rule.startswith("field-row") else f" ({origin.rule})"
    return f"{origin.page}{line}{rule}"


def link(schema: Schema, names: Mapping[int, str], page: str | None) -> Schema:
    """A schema with a reference in the place of each shape, and the notes that say more than the page around them."""
    linked = with_parts(schema, partial(link, names=names, page=page))
    origin = linked.pop(SOURCE, None)
    if origin and (origin.page != page or not origin.rule.startswith("field-row")):
        linked[SOURCE] = source_note(origin)
    if "$shape" not in linked:
        return linked
    reference = {"$ref": f"#/components/schemas/{names[id(linked.pop('$shape'))]}"}
    # Client generators take words beside a reference for notes, and leave a default among them out.
    return ({"allOf": [reference]} if "default" in linked else reference) | linked


def renamed_enums(shapes: Iterable[Shape], names: Mapping[int, str]) -> list[Diagnostic]:
    """A diagnostic for each enum whose name another of other values has."""
    return [
        diagnostics.make("W606", shape.origin.page, shape.origin.line, wanted=shape.names[0], name=names[id(shape)])
        for shape in shapes
        if shape.origin and names[id(shape)] != shape.names[0]
    ]
