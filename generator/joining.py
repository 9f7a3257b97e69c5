"""Joining: two schemas of one thing in, the schema that takes what either takes out.

Two answers that are documented alike can differ by what their samples show; they are described once, wide enough for all.
"""

from collections.abc import Callable

from generator.schema_tree import Schema

#: What stands beside a value of several types: the documented ones first, then what samples show.
Types = str | list[str]


def join(ours: Schema, theirs: Schema, *, alike: bool = True) -> Schema:
    """A schema as wide as both; what they say of it is ours, and what they say differently is left out where not `alike`."""
    if "anyOf" in theirs and "anyOf" not in ours:
        ours = {"anyOf": theirs["anyOf"]} | {key: value for key, value in ours.items() if key != "$shape"}
    joined = {}
    for key, value in ours.items():
        step = STEPS.get(key)
        if step and key in theirs:
            joined[key] = step(value, theirs[key], alike)
        elif key == "format":
            # The other sample broke it; no validator looks at it any more.
            joined["x-documented-format"] = value
        elif key != "description" or alike or theirs.get(key) == value:
            joined[key] = value
    return joined


def join_types(ours: Types, theirs: Types, alike: bool) -> Types:
    """The types of both."""
    if ours == theirs:
        return ours
    listed = [
        *dict.fromkeys(
            [*([ours] if isinstance(ours, str) else ours), *([theirs] if isinstance(theirs, str) else theirs)]
        )
    ]
    return listed[0] if len(listed) == 1 else listed


def join_members(ours: Schema, theirs: Schema, alike: bool) -> Schema:
    """The members of both, ours first."""
    both = {name: join(part, theirs[name], alike=alike) if name in theirs else part for name, part in ours.items()}
    return both | {name: part for name, part in theirs.items() if name not in ours}


def join_branches(ours: list[Schema], theirs: list[Schema], alike: bool) -> list[Schema]:
    """The branches of both, one by one."""
    return [join(*pair, alike=alike) for pair in zip(ours, theirs, strict=True)]


def join_items(ours: Schema, theirs: Schema, alike: bool) -> Schema:
    """The items of both."""
    return join(ours, theirs, alike=alike)


#: How two values of one keyword become one; of other keywords ours stands.
STEPS: dict[str, Callable[..., object]] = {
    "type": join_types,
    "format": lambda ours, theirs, alike: ours,
    "properties": join_members,
    "items": join_items,
    "anyOf": join_branches,
    "allOf": join_branches,
}
