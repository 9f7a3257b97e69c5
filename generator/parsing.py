"""`parse`: pages alone, in any folder, to the endpoints and enums that they document."""

import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from generator import diagnostics
from generator.lending import link_api
from generator.reading import Reading, read_pages
from generator.spec import Endpoint, Enum
from generator.surrogates import encodable

#: Endings of files that a folder is searched for.
ENDINGS = frozenset({".txt", ".md", ".mdx", ".html", ".htm"})
STANDARD_INPUT = "-"


class Finding(BaseModel):
    """A diagnostic in the shape that programs read."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    code: str
    severity: str
    message: str
    page: str | None
    line: int | None
    hint: str


class Parsed(BaseModel):
    """What `parse --json` prints."""

    model_config = ConfigDict(frozen=True)

    endpoints: tuple[Endpoint, ...]
    enums: tuple[Enum, ...]
    diagnostics: tuple[Finding, ...]


def expand(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The files that are meant by names of files, folders and `-`, and the names that mean nothing."""
    files: list[str] = []
    missing: list[str] = []
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT or path.is_file():
            files.append(name)
        elif path.is_dir():
            files += [p.as_posix() for p in sorted(path.rglob("*")) if p.suffix.lower() in ENDINGS and p.is_file()]
        else:
            missing.append(name)
    return list(dict.fromkeys(files)), missing


def parse(files: Sequence[str], form: str | None = None) -> Parsed:
    """Read the files one by one, in a form that is told or else seen; enums that one prints and another refers to are linked."""
    readings = [reading for name in files for reading in _read(name, form)]
    with_endpoint = [(r.endpoint, r.enums) for r in readings if r.endpoint is not None]
    linked, found = link_api(with_endpoint, [one for reading in readings for one in reading.found])
    enums = {(enum.name, enum.origin.page, enum.values): enum for _, enums in linked for enum in enums}
    return encodable(
        Parsed(
            endpoints=tuple(endpoint for endpoint, _ in linked),
            enums=tuple(enums.values()),
            diagnostics=tuple(Finding.model_validate(one) for one in diagnostics.in_order(found)),
        )
    )


def _read(name: str, form: str | None) -> list[Reading]:
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        return [Reading(path=name, found=(diagnostics.make("E005", name, None, reason=error.strerror or error),))]
    return read_pages(name, data, form=form)
