"""Local folders: captures that somebody else made in, the same bytes below `pages/` out."""

import os
from collections.abc import Iterator
from pathlib import Path

from generator.captures import Capture
from generator.config import Source
from generator.fetch.findings import Finding
from generator.limits import MAX_FILE_BYTES, MAX_PAGES
from generator.tree import safe_path


def read_folder(source: Source, folder: Path) -> tuple[list[Capture], list[Finding]]:
    """The captures of a folder, with paths as they are below it; hidden files and links are passed over."""
    root, name = folder / (source.folder or ""), source.folder or ""
    if not root.is_dir():
        return [], [Finding(code="E139", what=name, reason="it is no folder")]
    captures: list[Capture] = []
    found: list[Finding] = []
    for path, file in files_of(root):
        if not f"/{path}".startswith(source.pages) or f"/{path}".startswith(source.skip):
            continue
        if len(captures) >= MAX_PAGES:
            found.append(Finding(code="E141", what=name, reason=f"{MAX_PAGES}"))
            break
        data, reason = read_file(path, file)
        if data is None:
            found.append(Finding(code="W137", what=f"{name}/{path}", reason=reason))
        else:
            place = f"{source.into}/{path}" if source.into else path
            captures.append(Capture(path=place, url=None, data=data, captured=None))
    if not captures and not found:
        found.append(Finding(code="E140", what=name))
    return captures, found


def files_of(root: Path) -> Iterator[tuple[str, Path]]:
    """The files below a folder in the order of their paths; no link is followed."""
    found = []
    for place, folders, names in os.walk(root):
        folders[:] = [one for one in folders if not one.startswith(".")]
        for name in names:
            file = Path(place) / name
            if not name.startswith(".") and not file.is_symlink() and file.is_file():
                found.append((file.relative_to(root).as_posix(), file))
    return iter(sorted(found))


def read_file(path: str, file: Path) -> tuple[bytes | None, str]:
    """The bytes of a file, or null and why it is left out."""
    if not safe_path(path):
        return None, "its name cannot be used on every system"
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            return None, f"it has more than {MAX_FILE_BYTES} bytes"
        data = file.read_bytes()
    except OSError as error:
        return None, error.strerror or "it cannot be opened"
    return (data, "") if data.strip() else (None, "it is empty")
