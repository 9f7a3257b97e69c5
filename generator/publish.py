"""Publication: several compared trees written to the disk at once, wholly or not at all.

Changes in, counts out. Contents are staged in `.docs2client-work` in the project root, a journal names every move, old
files move to a backup and new ones into place, and the renaming of the journal commits. Whatever goes wrong before that
rolls back. What a killed process left behind is mended by `recover`, from the state of the disk alone, so that it may
itself be killed and run again.
"""

import json
import os
import shutil
import stat
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.locking import Busy, PublicationError, Refused, locked, state_of
from generator.tree import WORK_FOLDER, Comparison, Tree, compare, parents, safe_path

_STAGED = "staged"
_BACKUP = "backup"
_DRAFT = "journal.draft"
_JOURNAL = "journal.json"
_COMMITTED = "committed.json"

_WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One folder, the tree that it shall hold, and their comparison as it was shown to the person; or a part of a folder."""

    root: Path
    expected: Tree
    comparison: Comparison
    whole: bool = True


def part_of(root: Path, expected: Tree, owned: Collection[str] = ()) -> Change:
    """How some files of a folder differ from what they should be; `owned` are those that go where they are not expected."""
    return Change(root=root, expected=expected, comparison=compare(expected, root, owned, whole=False), whole=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """How many files were written, removed and left as they were."""

    written: int
    removed: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """One file by its path from the project root; its number in the journal names it in the staging and backup."""

    target: str
    old: bool
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Journal:
    """All moves in their order, the folders to make (outer first) and those that may become empty (inner first)."""

    moves: tuple[_Move, ...]
    made: tuple[str, ...]
    emptied: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What is to happen to one target: its new content and its present state, either of them null for none."""

    target: str
    content: bytes | None
    present: os.stat_result | None


def publish(root: Path, changes: Sequence[Change], *, wait: float = _WAIT_SECONDS) -> Published:
    """Writes all changes, which lie below the project `root`, or none; writes nothing at all where nothing differs.

    Foreign files are never touched. Raises Busy if another build works for longer than `wait` seconds or changed the
    same folders, Refused if something is in the way, OSError if the disk fails; the old trees then stand as they stood.
    """
    settled = all(change.comparison.settled for change in changes)
    # Left by a killed run, trees that look finished may be ones that are to be rolled back.
    if settled and not os.path.lexists(root / WORK_FOLDER):
        return _count([change.comparison for change in changes])
    with locked(root, wait) as work:
        _mend(root, work)
        fresh = [_compared_again(change) for change in changes]
        if all(comparison.settled for comparison in fresh):
            return _count(fresh)
        journal, steps = _plan(root, changes, fresh)
        try:
            _carry_out(root, work, journal, steps)
        except BaseException as error:
            _undo(root, work, error)
            raise
        # Past the commit nothing can fail any more: what is left lying about here, the next run clears away.
        with suppress(OSError):
            _mend(root, work)
    return _count(fresh)


def recover(root: Path, *, wait: float = _WAIT_SECONDS) -> bool:
    """Mends what a killed publication left in the project `root`; true if there was anything. Call it before comparing.

    Before its commit the old trees come back, after it the rest is cleared away. Raises Busy while another build is at
    work, Refused if its journal cannot be trusted.
    """
    if not os.path.lexists(root / WORK_FOLDER):
        return False
    with locked(root, wait) as work:
        return _mend(root, work)


def _count(comparisons: Sequence[Comparison]) -> Published:
    return Published(
        written=sum(len(found.missing) + len(found.changed) for found in comparisons),
        removed=sum(len(found.stale) for found in comparisons),
        unchanged=sum(len(found.unchanged) for found in comparisons),
    )


def _compared_again(change: Change) -> Comparison:
    """The comparison as it is now that the lock is held: another build may have come first."""
    fresh = compare(change.expected, change.root, change.comparison.stale, whole=change.whole)
    appeared = set(fresh.foreign) - set(change.comparison.foreign)
    if appeared:
        raise Busy(
            f"files appeared in {change.root} while this build was at work, among them {min(appeared)}; run again"
        )
    return fresh


# Planning: reads the disk, writes nothing.


def _plan(root: Path, changes: Sequence[Change], fresh: Sequence[Comparison]) -> tuple[_Journal, list[_Step]]:
    pairs = [(_prefix(root, change.root), change, found) for change, found in zip(changes, fresh, strict=True)]
    # A folder can only give way to a file once the old files in it have left: folders come last.
    steps = sorted((step for pair in pairs for step in _steps(*pair)), key=lambda step: (_is_folder(step), step.target))
    targets = {step.target: step for step in steps}
    if len(targets) != len(steps):
        raise ValueError("two changes write to the same file")
    for step in filter(_is_folder, steps):
        _check_replaceable(root, step.target, {step.target for step in steps if step.content is None})
    emptied = {prefix + folder for prefix, _, found in pairs for path in found.stale for folder in parents(path)}
    journal = _Journal(
        moves=tuple(_move(step) for step in steps),
        made=_folders_to_make(root, targets),
        emptied=tuple(sorted(emptied, reverse=True)),
    )
    return journal, steps


def _steps(prefix: str, change: Change, found: Comparison) -> Iterator[_Step]:
    # What is missing is not looked up: where case is ignored, the stale `Foo.py` would be taken for a missing `foo.py`.
    for path in found.missing:
        yield _Step(target=prefix + path, content=change.expected[path], present=None)
    for path in (*found.changed, *found.stale):
        yield _Step(target=prefix + path, content=change.expected.get(path), present=state_of(change.root / path))


def _move(step: _Step) -> _Move:
    return _Move(target=step.target, old=step.present is not None, new=step.content is not None)


def _prefix(root: Path, folder: Path) -> str:
    path = folder.absolute().relative_to(root.absolute()).as_posix()
    if path == ".":
        return ""
    if not safe_path(path):
        raise ValueError(f"no folder to publish in: {path!r}")
    return f"{path}/"


def _is_folder(step: _Step) -> bool:
    return step.present is not None and stat.S_ISDIR(step.present.st_mode)


def _folders_to_make(root: Path, targets: Mapping[str, _Step]) -> tuple[str, ...]:
    """The folders that new files need, outer first; raises Refused for a link or a foreign file in place of one."""
    made = []
    for folder in sorted({parent for target in targets for parent in parents(target)}):
        leaving = any(path in targets and targets[path].content is None for path in (folder, *parents(folder)))
        state = None if leaving else state_of(root / folder)
        if state is None:
            made.append(folder)
        elif not stat.S_ISDIR(state.st_mode):
            kind = "a symbolic link" if stat.S_ISLNK(state.st_mode) else "no folder"
            raise Refused(f"{folder} is {kind}, and nothing is written through it")
    return tuple(made)


def _check_replaceable(root: Path, folder: str, leaving: set[str]) -> None:
    """Raises Refused unless a folder that gives way to a file holds nothing but what leaves it, and bytecode."""
    for parent, folders, names in os.walk(root / folder, onerror=_raise):
        linked = [name for name in folders if (Path(parent) / name).is_symlink()]
        paths = {(Path(parent) / name).relative_to(root).as_posix() for name in names + linked}
        kept = {path for path in paths - leaving if not _is_bytecode(path)}
        if kept:
            raise Refused(f"{folder} has to become a file, but {min(kept)} is in it and is not ours")


def _raise(error: OSError) -> None:
    raise error


def _is_bytecode(path: str) -> bool:
    return path.endswith(".pyc") and path.split("/")[-2:-1] == ["__pycache__"]


# Carrying out: every step is one that `_mend` can undo from what it finds on the disk.


def _carry_out(root: Path, work: Path, journal: _Journal, steps: Sequence[_Step]) -> None:
    (work / _BACKUP).mkdir()
    _stage(work / _STAGED, steps)
    _write(work / _DRAFT, json.dumps(asdict(journal), indent=1).encode())
    (work / _DRAFT).replace(work / _JOURNAL)
    _sync_folder(work)
    for number, move in enumerate(journal.moves):
        if move.old:
            (root / move.target).replace(work / _BACKUP / str(number))
    for folder in journal.made:
        (root / folder).mkdir()
    for number, move in enumerate(journal.moves):
        if move.new:
            (work / _STAGED / str(number)).replace(root / move.target)
    _sync_moves(root, journal)
    (work / _JOURNAL).replace(work / _COMMITTED)


def _stage(folder: Path, steps: Sequence[_Step]) -> None:
    folder.mkdir()
    for number, step in enumerate(steps):
        if step.content is not None:
            _write(folder / str(number), step.content)
            if step.present is not None and stat.S_ISREG(step.present.st_mode):
                (folder / str(number)).chmod(stat.S_IMODE(step.present.st_mode) & 0o777)
    _sync_folder(folder)


def _write(file: Path, content: bytes) -> None:
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_moves(root: Path, journal: _Journal) -> None:
    folders = {(root / move.target).parent for move in journal.moves} | {(root / path).parent for path in journal.made}
    for folder in sorted(folders):
        if folder.is_dir():
            _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # There a folder cannot be opened, nor need it be.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# Mending: brings the disk to the old trees, or past the commit to the new ones, whatever state it is in.


def _undo(root: Path, work: Path, error: BaseException) -> None:
    try:
        _mend(root, work)
    except (OSError, PublicationError) as failure:
        error.add_note(
            f"rolling back failed too ({failure}); the next build or check tries again from {work / _JOURNAL}"
        )


def _mend(root: Path, work: Path) -> bool:
    """Rolls back, or clears up after a commit; true if there was anything to do."""
    if (work / _COMMITTED).exists():
        for folder in _read_journal(root, work / _COMMITTED).emptied:
            _remove_if_empty(root / folder)
    elif (work / _JOURNAL).exists():
        _roll_back(root, work, _read_journal(root, work / _JOURNAL))
        # It goes before the staged files do: a staged file that is gone means one that was moved into place.
        (work / _JOURNAL).unlink()
    return _clear(work)


def _roll_back(root: Path, work: Path, journal: _Journal) -> None:
    for number, move in enumerate(journal.moves):
        staged = work / _STAGED / str(number)
        if move.new and not os.path.lexists(staged) and os.path.lexists(root / move.target):
            (root / move.target).replace(staged)
    for folder in reversed(journal.made):
        if (root / folder).is_dir():
            _remove_if_empty(root / folder)
    for number, move in reversed(list(enumerate(journal.moves))):
        backup = work / _BACKUP / str(number)
        if move.old and os.path.lexists(backup):
            backup.replace(root / move.target)
    _sync_moves(root, journal)


def _clear(work: Path) -> bool:
    found = False
    for folder in (work / _STAGED, work / _BACKUP):
        if folder.exists():
            found = True
            shutil.rmtree(folder)
    for file in (work / _DRAFT, work / _COMMITTED):
        if file.exists():
            found = True
            file.unlink()
    return found


def _remove_if_empty(folder: Path) -> None:
    """Removes a folder with nothing in it but bytecode, which would keep a package of the old tree importable."""
    if folder.is_symlink() or not folder.is_dir():
        return
    cache = folder / "__pycache__"
    if [entry.name for entry in folder.iterdir()] == [cache.name] and not cache.is_symlink() and cache.is_dir():
        files = list(cache.iterdir())
        if all(file.suffix == ".pyc" for file in files):
            shutil.rmtree(cache)
    with suppress(OSError):
        folder.rmdir()


def _read_journal(root: Path, file: Path) -> _Journal:
    """The journal of a killed run; raises Refused if it is not one of ours or leads out of the project."""
    try:
        journal = _parse_journal(json.loads(file.read_bytes()))
    except (ValueError, RecursionError) as error:
        raise _broken(file) from error
    paths = {*(move.target for move in journal.moves), *journal.made, *journal.emptied}
    for path in paths:
        if not safe_path(path) or any((root / parent).is_symlink() for parent in parents(path)):
            raise _broken(file)
    return journal


def _broken(file: Path) -> Refused:
    return Refused(f"{file} cannot be trusted; restore the trees from version control and delete {file.parent}")


def _parse_journal(data: object) -> _Journal:
    match data:
        case {"moves": list(moves), "made": list(made), "emptied": list(emptied)}:
            return _Journal(moves=tuple(map(_parse_move, moves)), made=_texts(made), emptied=_texts(emptied))
    raise ValueError("no journal")


def _parse_move(data: object) -> _Move:
    match data:
        case {"target": str(target), "old": bool(old), "new": bool(new)}:
            return _Move(target=target, old=old, new=new)
    raise ValueError("no move")


def _texts(values: list[object]) -> tuple[str, ...]:
    texts = tuple(value for value in values if isinstance(value, str))
    if len(texts) != len(values):
        raise ValueError("no text")
    return texts
