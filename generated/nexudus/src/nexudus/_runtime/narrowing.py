"""What kind of container a value is, told to type checkers as well."""

import os
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether `value` is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether `value` is a JSON array."""
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Whether `value` can be sent as a JSON object."""
    return isinstance(value, Mapping)


def is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    """Whether `value` can be sent as a JSON array: text and bytes are no sequences here."""
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray, memoryview))


def check_kind(name: str, value: object, kind: type) -> None:
    """Raise TypeError unless `value` is None or of this class: what checkers of types would say to callers who use none."""
    if value is not None and not isinstance(value, kind):
        raise TypeError(f"{name} must be of type {kind.__name__}, not {type(value).__name__}")


def is_path(value: object) -> TypeGuard[os.PathLike[str]]:
    """Whether `value` is the path of a file."""
    return isinstance(value, os.PathLike)
