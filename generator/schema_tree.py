"""Trees of JSON Schema: the records that stand in a schema until its components have names, and walks over them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from generator.spec import Origin

Schema = dict[str, Any]


Use = Literal["parameter", "request", "response"]


Role = Literal["record", "summary", "part"]


#: Where in a schema the origin of what it describes stands; `components.link` prints it.
SOURCE = "x-docs-source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A schema that deserves a name: the names it would like, best first, and its rank among those that want one name.

    Rank 0 goes first. `owner` is whose words describe it: shapes of several owners may prove equal, and be described
    differently; `common` is the name of what several owners have alike, where it belongs to none of them. `base` is the
    schema before samples widened it, null where widened ones must not be joined. `role` is what it is to its resource.
    """

    names: tuple[str, ...]
    rank: int
    owner: str
    schema: Schema
    origin: Origin | None = None
    base: Schema | None = None
    common: str | None = None
    role: Role = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A disagreement of a sample with its schema: kind, path of the member, what the sample shows, and its source."""

    kind: Literal["type", "null", "format", "enum", "key", "required"]
    path: tuple[str, ...] = ()
    shown: str = ""
    source: Origin | None = None


Widened = tuple[Schema, list[Misfit]]


def compact(**notes: object) -> Schema:
    """A schema of the keywords that say something; `_` in a keyword stands for `-`."""
    return {key.replace("_", "-"): value for key, value in notes.items() if value not in (None, False, "", {})}


def with_parts(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """A copy with each part (member, item, branch) changed; shapes are parts of their own, left to the caller."""
    parts: Schema = {}
    if "properties" in schema:
        parts["properties"] = {name: change(part) for name, part in schema["properties"].items()}
    if "items" in schema:
        parts["items"] = change(schema["items"])
    for word in ("anyOf", "allOf"):
        if word in schema:
            parts[word] = [change(part) for part in schema[word]]
    return schema | parts if parts else dict(schema)


def nodes(schema: Schema) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """A schema and all below it, shapes entered, each with the path of its member; each before what is below it."""
    ahead: list[tuple[tuple[str, ...], Schema]] = [((), schema)]
    while ahead:
        path, one = ahead.pop()
        yield path, one
        below = [((*path, name), part) for name, part in one["properties"].items()] if "properties" in one else []
        inner = one["$shape"].schema if "$shape" in one else one.get("items")
        if inner:
            below.append((path, inner))
        for word in ("anyOf", "allOf"):
            below += [(path, part) for part in one.get(word, ())]
        ahead += reversed(below)
