"""The `[[alias]]` tables of `overrides.toml`: text in, the deprecated second names of arguments, methods and enum members out.

An alias is `of` an address, has the old `name`, lives `until` a version of the package and says its `reason`.
"""

import re
import tomllib
from typing import Annotated

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Key

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.entries import read_entries

PAGE = "overrides.toml"
VERSION = r"^\d+\.\d+\.\d+([ab]|rc|\.dev)?\d*$"

_VERSION = re.compile(r"(\d{1,40})\.(\d{1,40})\.(\d{1,40})(\.dev|a|b|rc)?(\d{0,40})")
#: Versions before the final one, in their order.
_STAGES = (".dev", "a", "b", "rc", None)


class Alias(BaseModel):
    """One deprecated name; `line` is where its entry begins."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    of: str = Key(min_length=1)
    name: str = Key(min_length=1, max_length=100)
    until: Annotated[str, Key(pattern=VERSION, max_length=40)]
    reason: str = Key(min_length=3)
    line: int = 0


def load(text: str) -> tuple[list[Alias], list[Diagnostic]]:
    """The aliases of a file; a malformed one is an error and left out. What is no TOML has none: `overrides` tells it."""
    try:
        entries = tomllib.loads(text).get("alias", [])
    except tomllib.TOMLDecodeError:
        return [], []
    if not isinstance(entries, list):
        return [], [diagnostics.make("E117", PAGE, 1, key="alias", reason="write [[alias]]")]
    return read_entries(text, "alias", entries, Alias.model_validate, page=PAGE, code="E117")


def order(version: str) -> tuple[int, int, int, int, int]:
    """A version as numbers that compare as versions do: 0.3.0rc1 is before 0.3.0, and what is no version before all."""
    match = _VERSION.fullmatch(version)
    if match is None:
        return 0, 0, 0, 0, 0
    major, minor, patch, stage, number = match.groups()
    return int(major), int(minor), int(patch), _STAGES.index(stage), int(number or 0)
