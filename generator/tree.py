"""The tree: file contents by path, in memory, and the one comparison with the disk that serves write, check and diff.

In go an expected tree, a folder and the paths that the old manifest owns; out comes a `Comparison`, or a diff to read.
Nothing here writes. An unsafe path is a bug of the planner, never the fault of a page, so `check_tree` raises.
"""

import difflib
import os
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

#: What a package consists of: posix path, relative to its root, to content.
Tree = Mapping[str, bytes]

#: The one hidden folder in the project root that publication works in; a comparison never counts it.
WORK_FOLDER = ".docs2client-work"

_PORTS = (f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³")
_DEVICES = frozenset(["con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS])
_SEGMENT_BYTES = 255

_TOOL_FOLDERS = frozenset(
    [
        *("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".git", ".venv", "venv"),
        WORK_FOLDER,
    ]
)
#: Build outputs stand at the top of a project; deeper down these may be names of the API's own.
_TOP_FOLDERS = frozenset(["build", "dist"])

_CONTEXT = 3
_WHOLE_FILE_LINES = 20
_LINE_CHARACTERS = 1000
#: Above this product of line counts the comparison of two texts line by line would take seconds.
_MATCHING_LIMIT = 25_000_000


def safe_path(path: str) -> bool:
    """Whether a path names the same file below a root on every system: relative, plain segments, no device names."""
    return all(_safe_segment(segment) for segment in path.split("/"))


def _safe_segment(segment: str) -> bool:
    return (
        segment.isprintable()
        and not set(segment) & set('\\:<>"|?*')
        and segment.rstrip(". ") == segment != ""
        and segment.lower() != ".git"  # Hooks in there are programs.
        and segment.split(".")[0].rstrip().lower() not in _DEVICES
        and len(segment.encode()) <= _SEGMENT_BYTES
    )


def check_tree(tree: Tree) -> None:
    """Raises ValueError for an unsafe path, paths that some systems take for one, and a file that is also a folder."""
    seen: dict[str, tuple[str, bool]] = {}
    for path in tree:
        if not safe_path(path):
            raise ValueError(f"unsafe path in a tree: {path!r}")
        for part, is_file in [(path, True), *((parent, False) for parent in parents(path))]:
            other, other_is_file = seen.setdefault(unicodedata.normalize("NFC", part.casefold()), (part, is_file))
            if other != part:
                raise ValueError(f"paths that differ only by case or composition: {other!r} and {part!r}")
            if other_is_file != is_file:
                raise ValueError(f"a path that is both a file and a folder: {part!r}")


def parents(path: str) -> tuple[str, ...]:
    """The folders above a path of a tree, innermost first, without the root itself."""
    segments = path.split("/")
    return tuple("/".join(segments[:count]) for count in range(len(segments) - 1, 0, -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a folder differs from the tree that is expected there; each member is sorted.

    `missing` is expected and absent, `changed` has other content (or is no regular file), `stale` was ours and is
    expected no longer, `foreign` was never ours.
    """

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether there is nothing to write and nothing to remove."""
        return not (self.missing or self.changed or self.stale)

    @property
    def clean(self) -> bool:
        """Whether the folder is exactly the tree. A foreign file is drift too, although nothing ever removes it."""
        return self.settled and not self.foreign


class _Listing(NamedTuple):
    files: dict[str, Path]
    folders: set[str]


def compare(expected: Tree, root: Path, owned: Collection[str], *, whole: bool = True) -> Comparison:
    """How `root` differs from `expected`; `owned` is what the old manifest lists. An unreadable file raises OSError.

    Where the tree is not the `whole` of the folder, other files in it are not looked at: there nothing is foreign.
    """
    # A manifest on disk can say anything: a path that leads out of the root must never become one to remove.
    ours = {path for path in owned if safe_path(path)}
    listing = _list(root, expected.keys() | ours, whole)
    present = {path for path in expected if path in listing.files or path in listing.folders}
    unchanged = {path for path in present if path in listing.files and _holds(listing.files[path], expected[path])}
    stale = (listing.files.keys() & ours) - expected.keys()
    return Comparison(
        missing=tuple(sorted(expected.keys() - present)),
        changed=tuple(sorted(present - unchanged)),
        stale=tuple(sorted(stale)),
        foreign=tuple(sorted(listing.files.keys() - expected.keys() - stale)) if whole else (),
        unchanged=tuple(sorted(unchanged)),
    )


def _list(root: Path, wanted: Collection[str], whole: bool) -> _Listing:
    # Names come from a listing, not from looking paths up: where case is ignored, `Foo.py` must not pass for `foo.py`.
    listing = _Listing({}, set())
    inhabited = {parent for path in wanted for parent in parents(path)}
    pending = [""] if root.is_dir() else []
    while pending:
        prefix = pending.pop()
        with os.scandir(root / prefix) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    listing.folders.add(path)
                    if path in inhabited or (whole and not _tool_folder(path, Path(entry.path))):
                        pending.append(path + "/")
                elif path in wanted or not _tool_file(entry.name):
                    listing.files[path] = Path(entry.path)
    return listing


def _tool_folder(path: str, folder: Path) -> bool:
    name = folder.name
    return (
        name in _TOOL_FOLDERS
        or path in _TOP_FOLDERS
        or name.endswith(".egg-info")
        or os.path.lexists(folder / "pyvenv.cfg")
    )


def _tool_file(name: str) -> bool:
    return name == ".DS_Store" or name.endswith(".pyc") or name in (".git", WORK_FOLDER)


def _holds(file: Path, content: bytes) -> bool:
    # The size first: it spares the reading, and what is no regular file (a link, a pipe) must not be opened at all.
    if file.is_symlink() or not file.is_file():
        return False
    return file.lstat().st_size == len(content) and file.read_bytes() == content


def unified_diff(expected: Tree, root: Path, comparison: Comparison, limit_lines: int) -> str:
    """The diff from disk (`a/`) to expected (`b/`) for a person to read, cut after `limit_lines` lines.

    Whole files that come or go are abbreviated. No control or direction character of a text reaches the terminal.
    """
    paths = sorted({*comparison.missing, *comparison.changed, *comparison.stale})
    lines: list[str] = []
    for number, path in enumerate(paths):
        lines += _file_diff(path, root / path, expected.get(path), path not in comparison.missing)
        if len(lines) > limit_lines:
            where = f"in file {number + 1} of {len(paths)}"
            return _joined([*lines[:limit_lines], f"... cut after {limit_lines} lines, {where}"])
    return _joined(lines)


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _file_diff(path: str, file: Path, new: bytes | None, exists: bool) -> list[str]:
    shown = _visible(path)
    if exists and (file.is_symlink() or not file.is_file()):
        kind = "a symbolic link" if file.is_symlink() else "a folder" if file.is_dir() else "no regular file"
        return [f"a/{shown} is {kind}; " + ("it is expected no longer" if new is None else "a file is expected")]
    old = file.read_bytes() if exists else None
    head = [f"--- a/{shown}" if exists else "--- /dev/null", "+++ /dev/null" if new is None else f"+++ b/{shown}"]
    old_lines, new_lines = _lines(old or b""), _lines(new or b"")
    if old_lines is None or new_lines is None:
        return [f"Binary file {shown} differs: {_size(old)} on disk, {_size(new)} expected"]
    if old is None or new is None:
        return head + _whole(old_lines or new_lines, "+" if old is None else "-")
    return head + list(_hunks(old_lines, new_lines))


def _size(content: bytes | None) -> str:
    return "none" if content is None else f"{len(content)} bytes"


def _lines(content: bytes) -> list[str] | None:
    """The lines with their line ends, or None for what is not text."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    # Only LF ends a line here: splitlines() would also split at form feeds and separators, which must be seen instead.
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _whole(lines: Sequence[str], mark: str) -> list[str]:
    span = f"1,{len(lines)}" if lines else "0,0"
    head = f"@@ -0,0 +{span} @@" if mark == "+" else f"@@ -{span} +0,0 @@"
    shown = [text for line in lines[:_WHOLE_FILE_LINES] for text in _marked(mark, line)]
    more = len(lines) - _WHOLE_FILE_LINES
    return [head, *shown, *([f"... {more} more lines"] if more > 0 else [])]


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for group in _grouped(_differences(old, new)):
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@"
        for tag, i, j, k, m in group:
            if tag == "equal":
                yield from (text for line in old[i:j] for text in _marked(" ", line))
            else:
                yield from (text for line in old[i:j] for text in _marked("-", line))
                yield from (text for line in new[k:m] for text in _marked("+", line))


_Opcode = tuple[str, int, int, int, int]


def _differences(old: Sequence[str], new: Sequence[str]) -> list[_Opcode]:
    # The common head and tail are cut off first: most changes are small, and difflib is slow on long texts.
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = min(len(old), len(new)) - head
    ends = zip(reversed(old), reversed(new), strict=False)
    tail = min(rest, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends)))
    middle = _match(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        ("equal", 0, head, 0, head),
        *((tag, i + head, j + head, k + head, m + head) for tag, i, j, k, m in middle),
        ("equal", len(old) - tail, len(old), len(new) - tail, len(new)),
    ]


def _match(old: Sequence[str], new: Sequence[str]) -> list[_Opcode]:
    if len(old) * len(new) > _MATCHING_LIMIT:
        return [("replace", 0, len(old), 0, len(new))]
    return list(difflib.SequenceMatcher(None, old, new).get_opcodes())


def _grouped(opcodes: Sequence[_Opcode]) -> Iterator[list[_Opcode]]:
    """The opcodes in hunks, long equal stretches cut down to their context."""
    group: list[_Opcode] = []
    for number, (tag, i, j, k, m) in enumerate(opcodes):
        if tag != "equal":
            group.append((tag, i, j, k, m))
            continue
        is_last = number == len(opcodes) - 1
        if group and (is_last or j - i > 2 * _CONTEXT):
            end = min(_CONTEXT, j - i)
            yield [*group, (tag, i, i + end, k, k + end)]
            group = []
        elif group:
            group.append((tag, i, j, k, m))
        if not group and not is_last:
            start = max(0, j - i - _CONTEXT)
            group = [(tag, i + start, j, k + start, m)]


def _range(start: int, end: int) -> str:
    # As diff writes it: the count is left out if one, and an empty range names the line before it.
    return f"{start + 1}" if end - start == 1 else f"{start + (end > start)},{end - start}"


def _marked(mark: str, line: str) -> list[str]:
    shown = mark + _visible(line.removesuffix("\n"))
    return [shown] if line.endswith("\n") else [shown, "\\ No newline at end of file"]


def _visible(text: str) -> str:
    safe = "".join(c if c.isprintable() or c == "\t" else _escape(c) for c in text[:_LINE_CHARACTERS])
    return safe if len(text) <= _LINE_CHARACTERS else f"{safe}… ({len(text)} characters)"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
