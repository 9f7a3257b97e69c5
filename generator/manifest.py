"""The manifest: what the generator owns in a generated tree, and digests that spare formatting unchanged text again.

Bytes of the file in, a frozen `Manifest` out, and back. It lists every owned file but itself. It names the versions of
black and of the templates, the only output that may. What cannot be read, say after a bad merge, counts as no manifest.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.tree import safe_path

#: Its path in the tree that it describes.
NAME = ".docs2client.json"
VERSION = 1

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One owned file: the digests of its text as rendered and as it stands; equal for a file that is copied."""

    rendered: str
    formatted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The owned files by path, the version of black, and the digest of the templates that they were made with."""

    black: str
    templates: str
    files: dict[str, Entry]


def digest(content: bytes) -> str:
    """The sha256 of a content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_of_files(root: Path, paths: Iterable[Path]) -> str:
    """The digest of files below a folder, their paths included, in hexadecimal."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return whole.hexdigest()


def owned(manifest: Manifest) -> frozenset[str]:
    """The paths that belong to the generator, the manifest's own included."""
    return frozenset([NAME, *manifest.files])


def forged(old: Manifest, new: Manifest) -> list[str]:
    """The paths that an old manifest vouches for although formatting them again, by the same black, gives other bytes."""
    return [
        path
        for path, entry in sorted(new.files.items())
        if old.black == new.black
        and (known := old.files.get(path)) is not None
        and known.rendered == entry.rendered
        and known.formatted != entry.formatted
    ]


def dump(manifest: Manifest) -> bytes:
    """The one way to write a manifest: keys sorted, two spaces, LF, a newline at the end."""
    files = {path: {"formatted": e.formatted, "rendered": e.rendered} for path, e in manifest.files.items()}
    data = {"black": manifest.black, "files": files, "templates": manifest.templates, "version": VERSION}
    return (json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def load(content: bytes) -> Manifest | None:
    """The manifest, or None for anything that `dump` would not have written: never raises."""
    try:
        return _manifest(json.loads(content.decode(), object_pairs_hook=_unique))
    except (ValueError, RecursionError):
        return None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def _manifest(data: object) -> Manifest | None:
    match data:
        case {"version": int(version), "black": str(black), "templates": str(templates), "files": dict(rows), **other}:
            entries = {path: _entry(path, row) for path, row in rows.items()}
            files = {path: entry for path, entry in entries.items() if entry is not None}
            if version != VERSION or other or len(files) != len(entries):
                return None
            return Manifest(black=black, templates=templates, files=files)
    return None


def _entry(path: str, row: object) -> Entry | None:
    match row:
        case {"rendered": str(rendered), "formatted": str(formatted), **other} if not other:
            sound = safe_path(path) and path != NAME and _DIGEST.fullmatch(rendered) and _DIGEST.fullmatch(formatted)
            return Entry(rendered=rendered, formatted=formatted) if sound else None
    return None
