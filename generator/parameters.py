"""Parameters: a call in, its parameters as OpenAPI has them out, and what of all calls recurs as components."""

import json
from collections.abc import Iterable, Mapping
from functools import partial

from generator.calls import Call, start
from generator.components import candidates, source_note
from generator.diagnostics import Diagnostic
from generator.schema_tree import SOURCE, Schema, nodes
from generator.schemas import ODD_DEFAULT, field_schema, pascal, safe
from generator.spec import Field, Origin

#: Headers that OpenAPI describes elsewhere and ignores among parameters.
IGNORED_HEADERS = frozenset({"accept", "content-type", "authorization"})


Found = list[Diagnostic]


def parameters(call: Call) -> tuple[list[Schema], Found]:
    """The parameters of a call: first the path's in its order, then others as documented, then implied ones."""
    documented: dict[tuple[str, str], Field] = {}
    slots = [name for name, _ in call.route.slots]
    found: Found = []
    for row in call.endpoint.parameters:
        key = (row.location, row.name.lower() if row.location == "header" else row.name)
        if row.location == "header" and key[1] in IGNORED_HEADERS:
            continue
        stray = row.location == "path" and row.name not in slots
        if key in documented or stray:
            code = "W605" if stray else "W604"
            hidden = stray and f"{{{row.name}}}" in call.route.query
            found += [] if hidden else [call.finding(code, row.origin, address=call.address(row.location, row.name))]
        else:
            documented[key] = row
    bare = partial(Field, type="string", required=True, origin=start(call.endpoint).model_copy(update={"rule": "path"}))
    asked = [text.partition("=")[0] for text in call.route.query.split("&")]
    implied = {("query", name): bare(name=name) for name in asked if name and ("query", name) not in documented}
    placed = [("path", slot, documented.get(("path", name)) or bare(name=name)) for name, slot in call.route.slots]
    placed += [(place, row.name, row) for (place, _), row in (documented | implied).items() if place != "path"]
    rows = [parameter(call, *each) for each in placed]
    odd = [odd_defaults(call, (row["in"], row["name"]), row["schema"], row[SOURCE]) for row in rows]
    return rows, sum(odd, found)


def parameter(call: Call, location: str, name: str, field: Field) -> Schema:
    """One parameter; what describes it stands beside its schema, not in it."""
    if location == "header" and field.type == "any" and not field.fields and isinstance(field.default, str | None):
        # What a header holds is text. Client generators drop an operation that has a header of which nothing is known.
        field = field.model_copy(update={"type": "string"})
    schema = field_schema(field, call.place("parameter", pascal(name)))
    required = field.required or location == "path"
    beside: Schema = {key: schema.pop(key) for key in ("description", "deprecated") if key in schema}
    schema.pop("readOnly", None)
    source = schema.pop(SOURCE)
    return {"name": name, "in": location, "required": required, **beside, "schema": schema, SOURCE: source}


def odd_defaults(call: Call, at: tuple[str, ...], schema: Schema, beside: Origin | None = None) -> Found:
    """A diagnostic for each default that its own schema does not take; `beside` is the source of the whole."""
    return [
        call.finding("W607", node.get(SOURCE, beside), address=call.address(*at, *path), shown=node[ODD_DEFAULT])
        for path, node in nodes(schema)
        if ODD_DEFAULT in node
    ]


def share_parameters(operations: Mapping[str, Iterable[Schema]]) -> dict[str, Schema]:
    """The parameters that operations of several owners have, words included, by name; a reference takes the place of each."""
    places: dict[str, list[tuple[str, list[Schema], int]]] = {}
    for owner, members in operations.items():
        for one in members:
            rows = one.get("parameters", [])
            for at, row in enumerate(rows):
                places.setdefault(json.dumps({k: v for k, v in row.items() if k != SOURCE}), []).append(
                    (owner, rows, at)
                )
    recurring = [uses for uses in places.values() if len({owner for owner, _, _ in uses}) > 1]
    shared: dict[str, Schema] = {}
    for uses in sorted(recurring, key=len, reverse=True):
        _, rows, at = uses[0]
        row = rows[at]
        wanted = (safe(row["name"]), f"{safe(row['name'])}_{row['in']}")
        name = next(name for name in candidates(wanted) if name not in shared)
        shared[name] = row | {SOURCE: source_note(row[SOURCE])}
        for _, rows, at in uses:
            rows[at] = {"$ref": f"#/components/parameters/{name}"}
    return dict(sorted(shared.items()))
