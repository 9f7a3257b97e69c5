"""`quarantine.lock.json`: captures that lost something and are not believed yet, and pages that the docs do not have any more.

The captures themselves stand below `quarantine/`, by the paths that they would have below `pages/`.
"""

import json
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Key

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.tree import safe_path

PAGE = "quarantine.lock.json"
FOLDER = "quarantine"

#: How an error begins that a capture has and its page had not; whatever else it is kept aside for it lost.
ERROR = "error "

Digest = Annotated[str, Key(pattern=r"^[0-9a-f]{64}$")]


class Entry(BaseModel):
    """Base of what is kept of a page: immutable, unknown keys and other types refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    url: str | None = None


class Held(Entry):
    """A capture that is kept aside: its hash, when it was seen first and last, in how many runs, and what it lost.

    `replaces` are the pages that stand for the same address under other paths; the validators are those of the capture. An `unsound` one
    is hardly the page that it stands for, and no number of runs makes it believed.
    """

    sha256: Digest
    first_seen: str | None = None
    last_seen: str | None = None
    runs: Annotated[int, Key(ge=1)] = 1
    losses: tuple[str, ...] = ()
    signature: Digest
    unsound: bool = False
    replaces: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None


class Gone(Entry):
    """A page that the docs do not have any more, and when that was seen first."""

    first_seen: str | None = None


class Quarantine(BaseModel):
    """The entries by the paths of pages, as they are or would be below `pages/`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    held: dict[str, Held] = {}
    gone: dict[str, Gone] = {}


def load(data: bytes | None) -> tuple[Quarantine | None, list[Diagnostic]]:
    """What is kept aside, nothing where there is no file, or null and an error."""
    if data is None:
        return Quarantine(), []
    try:
        found = Quarantine.model_validate_json(data)
    except ValidationError as error:
        row = error.errors()[0]
        return None, [broken(f"{'.'.join(map(str, row['loc']))}: {row['msg']}".strip(": "))]
    paths = [*found.held, *found.gone, *(path for one in found.held.values() for path in one.replaces)]
    # The file can say anything: a path that leads out of the folder must never become one to read, write or remove.
    wrong = next((path for path in paths if not safe_path(path)), None)
    return (found, []) if wrong is None else (None, [broken(f"{wrong!r} is no path below a folder")])


def broken(reason: str) -> Diagnostic:
    """The error of a file that cannot be read."""
    return diagnostics.make("E150", PAGE, 1, reason=reason)


def dump(quarantine: Quarantine) -> bytes | None:
    """The canonical bytes, pages in order and nothing said twice; null where nothing is kept aside."""
    held = {path: plain(one) for path, one in sorted(quarantine.held.items())}
    gone = {path: plain(one) for path, one in sorted(quarantine.gone.items())}
    if not held and not gone:
        return None
    return (json.dumps({"held": held, "gone": gone}, indent=2, ensure_ascii=False) + "\n").encode()


def plain(entry: Entry) -> dict[str, object]:
    """An entry without what is not known, its address first."""
    return {
        key: value
        for key, value in entry.model_dump(mode="json").items()
        if value not in (None, [], False) or key == "url"
    }


def standing(quarantine: Quarantine, api: str, repeats: int) -> list[Diagnostic]:
    """A warning for each entry, at the page that it is about."""
    held = [held_warning(api, path, one, repeats) for path, one in quarantine.held.items()]
    return [*held, *(gone_warning(api, path, one) for path, one in quarantine.gone.items())]


def held_warning(api: str, path: str, entry: Held, repeats: int) -> Diagnostic:
    """The warning of a capture that is kept aside."""
    page = entry.replaces[0] if entry.replaces else path
    lost = in_words(entry.losses)
    code = "W158" if entry.unsound else "W150"
    since = entry.first_seen or "some time"
    return diagnostics.make(
        code, page, None, api=api, path=path, runs=entry.runs, needed=repeats + 1, losses=lost, since=since
    )


def in_words(losses: Sequence[str]) -> str:
    """What is wrong with a capture, as it is said behind its name."""
    errors = [one.removeprefix(ERROR) for one in losses if one.startswith(ERROR)]
    lost = [one for one in losses if not one.startswith(ERROR)]
    has = f"has {'an error' if len(errors) == 1 else 'errors'} that the page did not have, {', '.join(errors)}"
    parts = ([has] if errors else []) + ([f"lost {'; '.join(lost)}"] if lost else [])
    return ", and ".join(parts) or "lost something"


def gone_warning(api: str, path: str, entry: Gone) -> Diagnostic:
    """The warning of a page that the docs do not have any more."""
    return diagnostics.make("W151", path, None, api=api, path=path, since=entry.first_seen or "some time")
