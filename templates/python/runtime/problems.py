"""Pydantic's ValidationError to `Problem` rows that name arguments as the caller knows them, and as the wire does."""

from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from .errors import Problem
from .models import RequestModel

_WORDING = {
    "extra_forbidden": "there is no such argument",
    "missing": "is required",
    "timezone_aware": "needs a timezone (tzinfo)",
}
#: Messages that speak of Python's insides.
_PLAIN = {"Input should be an instance of Sequence": "Input should be a list or a tuple"}
#: What says more of a value than that other types would have been possible, too.
_DECISIVE = frozenset({_WORDING["timezone_aware"]})


def find_problems(error: ValidationError, model: type[RequestModel]) -> tuple[Problem, ...]:
    """One row for each argument that `model` refused; where several types were possible, their messages are joined."""
    messages: dict[tuple[str, str], list[str]] = {}
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        said = detail["msg"].removeprefix("Value error, ")
        message = _WORDING.get(detail["type"]) or _PLAIN.get(said, said)
        known = messages.setdefault(_name(detail["loc"], model, unknown=detail["type"] == "extra_forbidden"), [])
        if message not in known:
            known.append(message)
    return tuple(Problem(argument, wire_name, _joined(texts)) for (argument, wire_name), texts in messages.items())


def _joined(texts: Sequence[str]) -> str:
    decisive = [text for text in texts if text in _DECISIVE]
    return "; or ".join(decisive or texts)


def _name(location: Sequence[int | str], model: type[BaseModel] | None, *, unknown: bool) -> tuple[str, str]:
    argument = wire_name = ""
    for position, part in enumerate(location):
        if isinstance(part, int):
            argument, wire_name = f"{argument}[{part}]", f"{wire_name}[{part}]"
            continue
        name = _field(model, part)
        if name is not None and model is not None:
            field = model.model_fields[name]
            argument, wire_name = join(argument, name), join(wire_name, field.alias or name)
            model = _child(field.annotation)
        elif unknown and position == len(location) - 1:
            argument, wire_name = join(argument, part), join(wire_name, part)
        # Anything else is the label that pydantic gives to one choice of a union.
    return argument, wire_name


def _field(model: type[BaseModel] | None, key: str) -> str | None:
    fields = model.model_fields if model else {}
    return next(
        (name for name, field in fields.items() if field.validation_alias == key), key if key in fields else None
    )


def _child(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((child for argument in get_args(annotation) if (child := _child(argument))), None)


def join(path: str, name: str) -> str:
    """The path of a member of what a path leads to."""
    return f"{path}.{name}" if path else name
