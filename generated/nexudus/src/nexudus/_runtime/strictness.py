"""What a tolerant model let pass: an answer as it was read in, one `Problem` for each member that is not as documented out.

A value that fitted its annotation was read as that type, so what is not of it did not fit. An enum that takes plain
values as well, so that unknown ones survive, counts as fitting with its own members only.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import MISSING

from .errors import Problem
from .models import Model, wire_names
from .narrowing import is_array
from .problems import join


def find_deviations(result: object, name: str = "", wire_name: str = "") -> Iterator[Problem]:
    """The members of a result, at any depth, that the server sent otherwise than is documented."""
    if is_array(result):
        for number, item in enumerate(result):
            yield from find_deviations(item, f"{name}[{number}]", f"{wire_name}[{number}]")
    elif isinstance(result, Model):
        if not name and type(result).model_fields and not result.model_fields_set - set(result.model_extra or ()):
            yield Problem("", "", "the answer holds nothing that is documented")
        yield from _members(result, name, wire_name)


def _members(model: Model, name: str, wire_name: str) -> Iterator[Problem]:
    sent = model.to_wire()
    for attribute, wire in wire_names(type(model)).items():
        field = type(model).model_fields[attribute]
        own, its_wire = join(name, attribute), join(wire_name, wire)
        if wire in sent:
            yield from _value(getattr(model, attribute), field.annotation, own, its_wire)
        elif field.is_required():
            yield Problem(own, its_wire, "is documented, and was not sent")
    for key in model.model_extra or {}:
        yield Problem(join(name, key), join(wire_name, key), "is not documented")


def _value(value: object, annotation: Any, name: str, wire_name: str) -> Iterator[Problem]:
    kinds = list(_kinds(annotation))
    fitting = [kind for kind in kinds if _is_of(value, kind)]
    if not fitting and kinds:
        yield Problem(name, wire_name, _said(value, kinds))
    elif is_array(value):
        item = next(iter(get_args(fitting[0])), Any)
        for number, one in enumerate(value):
            yield from _value(one, item, f"{name}[{number}]", f"{wire_name}[{number}]")
    else:
        yield from find_deviations(value, name, wire_name)


def _said(value: object, kinds: Iterable[Any]) -> str:
    if value is None:
        return "was null, which is not documented"
    if any(_is_enum(kind) for kind in kinds):
        return "was a value that is not documented"
    return f"was {_described(value)}, which is not documented"


def _kinds(annotation: Any) -> Iterator[Any]:
    """The types that a documented value can have; none where any will do."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    whole = list(get_args(annotation)) if get_origin(annotation) in (Union, UnionType) else [annotation]
    choices = [one for one in whole if one is not MISSING]
    if any(one is Any or one is object for one in choices):
        return
    enums = [one for one in choices if _is_enum(one)]
    # Beside an enum or a date stands the plain type, which is there for what does not fit.
    precise = [one for one in choices if one in (NoneType, None) or one not in (str, int)]
    yield from precise if enums or any(one in _TEXTUAL for one in map(_name, choices)) else choices


_TEXTUAL = ("datetime", "date", "time", "UUID")


def _name(kind: Any) -> str:
    return kind.__name__ if isinstance(kind, type) else ""


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


#: What a plain type takes, where `isinstance` would take more or less.
_PLAIN: dict[Any, Callable[[object], bool]] = {
    int: lambda value: isinstance(value, int) and not isinstance(value, bool),
    float: lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    None: lambda value: value is None,
    NoneType: lambda value: value is None,
}


def _is_of(value: object, kind: Any) -> bool:
    if kind in _PLAIN:
        return _PLAIN[kind](value)
    container = get_origin(kind) or kind
    return isinstance(value, container) if isinstance(container, type) else True


#: What JSON calls the values of a class.
_KINDS: tuple[tuple[type[Any], str], ...] = (
    (bool, "a boolean"),
    (str, "a text"),
    (int, "a number"),
    (float, "a number"),
    (list, "an array"),
    (dict, "an object"),
    (Model, "an object"),
)


def _described(value: object) -> str:
    return next((words for kind, words in _KINDS if isinstance(value, kind)), type(value).__name__)
