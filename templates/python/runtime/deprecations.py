"""Deprecated names of arguments and methods: the values that a caller gave by name in, a warning and the one value out."""

import warnings
from collections.abc import Mapping
from typing import TypeVar

from pydantic import MISSING

T = TypeVar("T")


def renamed(values: Mapping[str, T], *, required: bool) -> T:
    """The value of an argument that has several names, by name; the last name is the one to use, the others warn the caller.

    Raises TypeError, as Python does of arguments, if it was given under several names, or is `required` and was not given.
    """
    *_, name = values
    given = [key for key, value in values.items() if value is not MISSING]
    if len(given) > 1:
        raise TypeError(f"{' and '.join(given)} are names of one argument: give {name} alone")
    if required and not given:
        raise TypeError(f"the argument {name} is missing")
    if given and given[0] != name:
        warnings.warn(f"the argument {given[0]} is deprecated: use {name}", DeprecationWarning, stacklevel=3)
    return values[given[0] if given else name]


def warn(old: str, name: str) -> None:
    """Warn the caller of a method that it is deprecated under this name."""
    warnings.warn(f"the method {old} is deprecated: use {name}", DeprecationWarning, stacklevel=3)
