"""Captures that cannot lie beside each other: captures in, those that can out, and a finding for each of the others.

Addresses have places that never meet; files of a local folder have the names that somebody gave them.
"""

import unicodedata
from collections.abc import Iterable

from generator.captures import Capture
from generator.fetch.findings import Finding
from generator.tree import parents


def settled(captures: Iterable[Capture]) -> tuple[list[Capture], list[Finding]]:
    """The captures whose paths are one file each on every system; of two that meet the first stays."""
    kept: list[Capture] = []
    found: list[Finding] = []
    seen: dict[str, tuple[str, bool]] = {}
    for one in captures:
        parts = [(one.path, True), *((folder, False) for folder in parents(one.path))]
        taken = next((other for part in parts if (other := meeting(seen, part, one.path))), None)
        if taken is not None:
            found.append(Finding(code="W132", what=one.path, reason=taken, page=one.path))
            continue
        seen.update((key_of(part), (part, is_file)) for part, is_file in parts)
        kept.append(one)
    return kept, found


def meeting(seen: dict[str, tuple[str, bool]], part: tuple[str, bool], path: str) -> str | None:
    """The path that a file or a folder meets: another one for some systems, the same one twice, or a file that is also a folder."""
    other = seen.get(key_of(part[0]))
    if other is None or (other == part and part[0] != path):
        return None
    return other[0]


def key_of(path: str) -> str:
    """What two paths share that some system takes for one."""
    return unicodedata.normalize("NFC", path.casefold())
