"""`pages.lock.json`: where and when each page was fetched, and the hash of what was fetched.

An entry changes only where its page does, so that a run that finds nothing new leaves no trace in version control.
"""

import json

from pydantic import BaseModel, ConfigDict, ValidationError

from generator import diagnostics
from generator.diagnostics import Diagnostic

PAGE = "pages.lock.json"


class Entry(BaseModel):
    """One page: its address, the time of its capture (ISO 8601) and the sha256 of its bytes; null where unknown.

    `etag` and `last_modified` are what the server said to ask with next time whether it has changed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str | None = None
    captured: str | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class Lock(BaseModel):
    """The entries by the page's path below `pages/`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pages: dict[str, Entry] = {}


def load(data: bytes | None) -> tuple[Lock | None, list[Diagnostic]]:
    """The lock, an empty one where there is no file, or null and an error."""
    if data is None:
        return Lock(), []
    try:
        return Lock.model_validate_json(data), []
    except ValidationError as error:
        row = error.errors()[0]
        reason = f"{'.'.join(map(str, row['loc']))}: {row['msg']}".strip(": ")
        return None, [diagnostics.make("E061", PAGE, 1, reason=reason)]


def dump(lock: Lock) -> bytes:
    """The canonical bytes of a lock: pages in order, what is unknown of validators left out."""
    pages = {
        path: {key: value for key, value in entry if value is not None or key in ("url", "captured", "sha256")}
        for path, entry in sorted(lock.pages.items())
    }
    return (json.dumps({"pages": pages}, indent=2, ensure_ascii=False) + "\n").encode()


def compare(lock: Lock, path: str, sha256: str) -> list[Diagnostic]:
    """A warning where a page is not what was fetched."""
    entry = lock.pages.get(path)
    if entry is None or entry.sha256 in (None, sha256):
        return []
    return [diagnostics.make("W060", path, None)]
