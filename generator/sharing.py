"""Sharing: schemas that hold one another in, the same with each part written once out.

The page of a list is what all pages have and the items of this list. A record is its summary and what lists leave out. Both
are said with `allOf`: viewers show it as one table of members, client generators as one class or as a class and its base,
and the document is a third smaller than with each written out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from generator.joining import join
from generator.schema_tree import SOURCE, Schema, Shape

#: The names of what all pages have, best first.
PAGE_NAMES = ("Page", "ListPage")


def split_page(shape: Shape, items: str) -> Shape:
    """The page of a list as the envelope of all pages and the member that holds the items."""
    base = shape.base or shape.schema
    rest = {name for name in shape.schema["properties"] if name != items}
    if not rest:
        return shape
    envelope = replace(
        shape,
        names=PAGE_NAMES,
        rank=3,
        owner=shape.names[0],
        schema=part(shape.schema, rest),
        base=part(base, rest),
        role="part",
    )
    return replace(
        shape,
        schema={"allOf": [{"$shape": envelope}, part(shape.schema, {items})]},
        base={"allOf": [{"$shape": envelope}, part(base, {items})]},
    )


def part(schema: Schema, names: set[str]) -> Schema:
    """An object with some of the members of another."""
    return {"type": "object", "properties": {n: s for n, s in schema["properties"].items() if n in names}}


def rest_on_summary(
    members: Mapping[int, Sequence[Shape]], schemas: Mapping[int, Schema], form: Callable[[Schema], Schema]
) -> tuple[dict[int, Schema], dict[int, int]]:
    """The schemas by group, each record resting on its summary; and the group of the record for each equal summary."""
    done, same = dict(schemas), {}
    records: dict[str, list[int]] = {}
    summaries: dict[str, list[int]] = {}
    for number, group in members.items():
        kinds = {"record": records, "summary": summaries}.get(group[0].role)
        if kinds is not None:
            kinds.setdefault(group[0].owner, []).append(number)
    for owner, numbers in records.items():
        if len(numbers) != 1 or len(summaries.get(owner, ())) != 1:
            continue
        (whole,), (short,) = numbers, summaries[owner]
        shared = agreed(schemas[whole], schemas[short], form)
        if shared is None:
            continue
        own = {name: schema for name, schema in schemas[whole]["properties"].items() if name not in shared}
        if own:
            done[short] = {"type": "object", "properties": shared, SOURCE: members[whole][0].origin}
            rest = {"type": "object", "properties": own}
            done[whole] = {"allOf": [{"$shape": members[short][0]}, rest]}
        else:
            done[whole] = {"type": "object", "properties": shared}
            same[short] = whole
    return done, same


def agreed(whole: Schema, short: Schema, form: Callable[[Schema], Schema]) -> Schema | None:
    """The members of a summary, as the record has them too and wide enough for both; null where the record has others."""
    ours, theirs = whole["properties"], short["properties"]
    if not theirs or any(name not in ours or form(ours[name]) != form(part) for name, part in theirs.items()):
        return None
    return {name: join(part, theirs[name]) for name, part in ours.items() if name in theirs}
