"""The entries of a hand-written TOML file: an array of tables in, a record of each with its line out, and what is wrong."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from generator import diagnostics
from generator.diagnostics import Diagnostic

T = TypeVar("T")


def entry_lines(text: str, table: str) -> list[int]:
    """The line where each entry of a table begins."""
    begins = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
    return [number for number, line in enumerate(text.split("\n"), 1) if begins.match(line)]


def read_entries(
    text: str, table: str, entries: Sequence[Any], build: Callable[[Mapping[str, Any]], T], *, page: str, code: str
) -> tuple[list[T], list[Diagnostic]]:
    """What `build` makes of the keys of each entry and its `line`; where it raises ValueError or TypeError the entry is left out.

    `code` is that of the error, which has a `key` and a `reason`.
    """
    lines = entry_lines(text, table)
    done: list[T] = []
    found: list[Diagnostic] = []
    for number, entry in enumerate(entries):
        line = lines[number] if number < len(lines) else 1
        try:
            done.append(build({**entry, "line": line}))
        except ValidationError as error:
            row = error.errors()[0]
            found.append(diagnostics.make(code, page, line, key=".".join(map(str, row["loc"])), reason=row["msg"]))
        except (TypeError, ValueError) as error:
            found.append(diagnostics.make(code, page, line, key=table, reason=error))
    return done, found
