"""The schemas of an older OpenAPI document in, the same in JSON Schema 2020-12 out; a document of 3.1 is left as it is."""

import re
from typing import Any

#: Keys whose values are data of the API, in which nothing is a schema.
DATA = frozenset({"example", "examples", "default", "enum", "const"})
LIMITS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


def modern(node: Any, *, old: bool | None = None) -> Any:
    """A document or a part of it, with schemas as 3.1 has them; `old` says that it is of 3.0."""
    if old is None:
        old = str(node.get("openapi", "")).startswith("3.0")
    if isinstance(node, list):
        return [modern(one, old=old) for one in node]
    if not isinstance(node, dict):
        return node
    made = {key: value if key in DATA else below(key, value, old=old) for key, value in node.items()}
    return without_odd_patterns(with_null(with_limits(made)) if old else made)


def below(key: str, value: Any, *, old: bool) -> Any:
    """What stands under a key; members of objects are called as they like, also as keys of schemas are."""
    if key == "properties" and isinstance(value, dict):
        return {name: modern(part, old=old) for name, part in value.items()}
    return modern(value, old=old)


def with_null(node: dict[str, Any]) -> dict[str, Any]:
    """A schema that says `nullable` as one that lists null among its types."""
    if node.get("nullable") is not True:
        return node
    rest = {key: value for key, value in node.items() if key != "nullable"}
    if isinstance(rest.get("type"), str):
        choices = {"enum": [*rest["enum"], None]} if isinstance(rest.get("enum"), list) else {}
        return {**rest, "type": [rest["type"], "null"], **choices}
    return {"anyOf": [rest, {"type": "null"}]}


def with_limits(node: dict[str, Any]) -> dict[str, Any]:
    """A schema whose limits are told to be exclusive by a flag as one with exclusive limits."""
    made = dict(node)
    for flag, limit in LIMITS.items():
        if isinstance(made.get(flag), bool):
            exclusive = made.pop(flag)
            if exclusive and limit in made:
                made[flag] = made.pop(limit)
    return made


def without_odd_patterns(node: dict[str, Any]) -> dict[str, Any]:
    """A schema without a pattern that Python cannot read: patterns are written for other engines, too."""
    if not isinstance(node.get("pattern"), str):
        return node
    try:
        re.compile(node["pattern"])
    except re.error:
        return {key: value for key, value in node.items() if key != "pattern"}
    return node
