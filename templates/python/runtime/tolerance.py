"""Makes the validation of an answer tolerant: a core schema in, the same schema that never refuses a member out.

An answer is read as documented wherever it fits, and kept as it came wherever it does not, at every depth: a wrong item
of a list does not spoil its neighbours. All of it is done by rewriting pydantic's core schema once per class, so that
reading stays in compiled code.
"""

from collections.abc import Callable
from typing import Any, cast

from pydantic_core import core_schema

Schema = dict[str, Any]

# Texts that pydantic's lax mode would read as a date or UUID although they are none (`"20250115"` as a number of
# seconds) are kept out by their form.
_FORMS = {
    "datetime": r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}",
    "date": r"^\d{4}-\d{2}-\d{2}$",
    "time": r"^\d{2}:\d{2}",
    "uuid": r"^[0-9A-Fa-f]{8}-?([0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}$",
}


def relax_model(schema: Schema) -> None:
    """Rewrite in place the schema of a model class (not of the models that it refers to).

    Each field takes what does not fit as it is, and an absent required field reads as None without counting as set.
    """
    while schema["type"] != "model-fields":
        schema = schema["schema"]
    for field in schema["fields"].values():
        inner = field["schema"]
        if inner["type"] == "default":
            inner["schema"] = _relax_or_keep(inner["schema"])
        else:
            field["schema"] = core_schema.with_default_schema(_relax_or_keep(inner), default=None)


def _relax_or_keep(schema: Any) -> Any:
    if schema["type"] == "any":
        return schema
    return core_schema.union_schema([cast("Any", _relax(schema)), core_schema.any_schema()], mode="left_to_right")


def _relax(schema: Schema) -> Schema:
    change = _CHANGES.get(schema["type"])
    return change(schema) if change else schema


def _relax_scalar(schema: Schema) -> Schema:
    return schema | {"strict": True}


def _relax_text(schema: Schema) -> Schema:
    text = core_schema.str_schema(strict=True, pattern=_FORMS[schema["type"]])
    return {"type": "chain", "steps": [text, schema]}


def _relax_enum(schema: Schema) -> Schema:
    # Lax reading of the member, but of the right type only: `true` is not 1 and "1" is not 1.
    kinds: dict[str, Any] = {"int": core_schema.int_schema(strict=True), "str": core_schema.str_schema(strict=True)}
    kind = kinds.get(schema.get("sub_type", ""))
    return {"type": "chain", "steps": [kind, schema]} if kind else schema


def _relax_union(schema: Schema) -> Schema:
    # The first that fits, not the closest: pydantic's own choice for `1` in `DayOfWeek | int` would be the plain
    # number.
    return schema | {"mode": "left_to_right", "choices": [_relax(choice) for choice in schema["choices"]]}


def _relax_inside(key: str, relax: Callable[[Any], Any]) -> Callable[[Schema], Schema]:
    def change(schema: Schema) -> Schema:
        return schema | {key: relax(schema[key])} if key in schema else schema

    return change


_CHANGES: dict[str, Callable[[Schema], Schema]] = {
    **dict.fromkeys(("int", "float", "bool", "str"), _relax_scalar),
    **dict.fromkeys(_FORMS, _relax_text),
    "enum": _relax_enum,
    "union": _relax_union,
    "nullable": _relax_inside("schema", _relax),
    "missing-sentinel": _relax_inside("schema", _relax),
    "list": _relax_inside("items_schema", _relax_or_keep),
    "dict": _relax_inside("values_schema", _relax_or_keep),
}
