"""Deprecated names of arguments and methods: what a caller gave under an old name in, a warning and the argument out."""

import warnings
from collections.abc import Mapping
from typing import TypeVar

from pydantic import MISSING

T = TypeVar("T")


def renamed(name: str, value: T, old: Mapping[str, T], *, required: bool) -> T:
    """The value of an argument, given as `name` or under one of its `old` names, which warns the caller of the method.

    Raises TypeError, as Python does of arguments, if it was given under several names, or not at all and is required.
    """
    given = {key: one for key, one in {name: value, **old}.items() if one is not MISSING}
    if len(given) > 1:
        raise TypeError(f"{' and '.join(given)} are names of one argument: give {name} alone")
    if required and not given:
        raise TypeError(f"the argument {name} is missing")
    for key in given.keys() - {name}:
        warnings.warn(f"the argument {key} is deprecated: use {name}", DeprecationWarning, stacklevel=3)
    return next(iter(given.values()), value)


def warn(old: str, name: str) -> None:
    """Warn the caller of a method that it is deprecated under this name."""
    warnings.warn(f"the method {old} is deprecated: use {name}", DeprecationWarning, stacklevel=3)
