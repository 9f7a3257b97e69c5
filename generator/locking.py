"""Locking: one publication at a time in a project; a project's root in, its work folder held by this process alone out.

The system frees the lock of a process that dies. The errors of publication stand here too, for a lock is the first thing to fail.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.tree import WORK_FOLDER

_LOCK = "lock"
_POLL_SECONDS = 0.05


class PublicationError(Exception):
    """Nothing was written, for a reason that the person at the terminal can mend."""


class Busy(PublicationError):
    """Another build is at work in this project, or has written to the same folders in the meantime."""


class Refused(PublicationError):
    """Something stands in the way that is not ours: a symbolic link, a foreign file or folder, a broken journal."""


def state_of(path: Path) -> os.stat_result | None:
    """What the system says of a path itself, links not followed; null where there is nothing."""
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None


@contextmanager
def locked(root: Path, wait: float) -> Iterator[Path]:
    """The work folder, held by this process alone; it goes away again unless something in it remains to be mended."""
    work = root / WORK_FOLDER
    descriptor = _acquire(work, wait)
    try:
        yield work
    finally:
        _release(work, descriptor)


def _acquire(work: Path, wait: float) -> int:
    deadline = time.monotonic() + wait
    while True:
        descriptor = _open_lock(work)
        if descriptor is not None:
            if _try_lock(descriptor) and _is_current(work, descriptor):
                return descriptor
            os.close(descriptor)
        if time.monotonic() >= deadline:
            raise Busy(f"another build is at work here ({work / _LOCK} is locked)")
        time.sleep(_POLL_SECONDS)


def _open_lock(work: Path) -> int | None:
    """The open lock file, or None if its last holder is removing the folder just now."""
    if work.is_symlink():
        raise Refused(f"{work} is a symbolic link, and nothing is written through it")
    try:
        work.mkdir(exist_ok=True)
    except FileExistsError:
        # It was there, and gone when it was asked whether it is a folder.
        if state_of(work) is None:
            return None
        raise
    try:
        return os.open(work / _LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except FileNotFoundError:
        return None
    except OSError:
        with suppress(OSError):
            work.rmdir()
        raise


def _is_current(work: Path, descriptor: int) -> bool:
    # The last holder removes the file while it holds it; who waited for that file then holds what nobody else sees.
    state = state_of(work / _LOCK)
    return state is not None and os.path.samestat(state, os.fstat(descriptor))


def _release(work: Path, descriptor: int) -> None:
    if sys.platform == "win32":  # There an open file cannot be removed, be it open here or in a waiting process.
        os.close(descriptor)
        _remove_lock(work)
    else:
        try:
            _remove_lock(work)
        finally:
            os.close(descriptor)


def _remove_lock(work: Path) -> None:
    with suppress(OSError):
        (work / _LOCK).unlink()
    # It stays if it is not empty: something is left to be mended, or the next holder has already moved in.
    with suppress(OSError):
        work.rmdir()


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
