"""Tests of publication: all or nothing, whatever fails, whoever else is at work, and whenever the process is killed."""

import json
import multiprocessing
import os
import shutil
import signal
import stat
import threading
import time
from collections.abc import Callable
from io import IOBase
from pathlib import Path

import pytest

from generator import locking
from generator.locking import Busy, Refused
from generator.publish import Change, Published, publish, recover
from generator.tree import WORK_FOLDER, Tree, compare

# The children that are killed do nothing but publish, so threads of the test runner do not matter to them.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

#: What is on disk before, and what is to be published. Between them every kind of step occurs: a new file in a new
#: folder, a change, a removal that empties folders, a file that becomes a folder, a folder that becomes a file.
OLD: dict[str, dict[str, bytes]] = {
    "specs/api/resources": {"spaces/rooms.json": b"{}\n", "spaces/desks.json": b"{1}\n"},
    "generated/api": {
        "same.py": b"same\n",
        "src/edited.py": b"old\n",
        "src/gone/deep/a.py": b"gone\n",
        "swap": b"a file\n",
        "turn/x.py": b"in a folder\n",
        "turn/deep/y.py": b"in a folder\n",
    },
}
NEW: dict[str, dict[str, bytes]] = {
    "specs/api/resources": {"spaces/rooms.json": b"{2}\n", "halls/hall.json": b"{}\n"},
    "generated/api": {
        "same.py": b"same\n",
        "src/edited.py": b"new\n",
        "src/fresh/deep/b.py": b"fresh\n",
        "swap/now/z.py": b"in a folder\n",
        "turn": b"a file\n",
    },
    "generated/other": {"first.py": b"1\n"},
}
FOREIGN = {"generated/api/mine.txt": b"mine\n", "generated/api/src/mine.py": b"mine\n", "README.md": b"read\n"}

Snapshot = dict[str, tuple[int, bytes | str | None]]


def write(root: Path, files: Tree) -> None:
    """Lays files out below a root."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def lay_out(root: Path) -> None:
    """The old trees, the foreign files, a mode to keep and the traces of an interpreter."""
    for folder, tree in OLD.items():
        write(root / folder, tree)
    write(root, FOREIGN)
    (root / "generated/api/src/edited.py").chmod(0o750)


def changes(root: Path) -> list[Change]:
    """The changes from what is on disk to the new trees."""
    return [
        Change(root=root / folder, expected=tree, comparison=compare(tree, root / folder, OLD.get(folder, {})))
        for folder, tree in NEW.items()
    ]


def snapshot(root: Path) -> Snapshot:
    """Everything below a root: mode and content of files and links, mode of folders."""
    found: Snapshot = {}
    for path in sorted(root.rglob("*")):
        state = path.lstat()
        content = str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        found[path.relative_to(root).as_posix()] = (stat.S_IMODE(state.st_mode), content)
    return found


def files(found: Snapshot) -> Snapshot:
    """The files of a snapshot, without folders and without the work folder."""
    return {path: node for path, node in found.items() if node[1] is not None and not path.startswith(WORK_FOLDER)}


def times(root: Path) -> dict[str, tuple[int, int]]:
    """The identity and time of change of everything below a root, the root included."""
    return {str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in [root, *root.rglob("*")]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the old trees."""
    root = tmp_path / "project"
    lay_out(root)
    return root


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """What a project looks like before publication."""
    root = tmp_path_factory.mktemp("before")
    lay_out(root)
    return snapshot(root)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """What a project looks like after publication."""
    root = tmp_path_factory.mktemp("after")
    lay_out(root)
    publish(root, changes(root))
    return snapshot(root)


def test_all_trees_are_written(project: Path) -> None:
    """Files are written, replaced and removed, emptied folders go, foreign files stay, modes are kept."""
    assert publish(project, changes(project)) == Published(written=7, removed=5, unchanged=1)
    assert all(change.comparison.settled for change in changes(project))
    found = {p.relative_to(project).as_posix(): p.read_bytes() for p in project.rglob("*") if p.is_file()}
    expected = {f"{folder}/{path}": content for folder, tree in NEW.items() for path, content in tree.items()}
    assert found == expected | FOREIGN
    assert not (project / "generated/api/src/gone").exists()
    assert stat.S_IMODE((project / "generated/api/src/edited.py").stat().st_mode) == 0o750
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((project / "generated/other/first.py").stat().st_mode) == 0o666 & ~mask
    assert not (project / WORK_FOLDER).exists()


def test_a_second_publication_touches_nothing(project: Path) -> None:
    """With nothing to do, no time of change anywhere moves, not even of the project folder."""
    publish(project, changes(project))
    untouched = times(project)
    assert not recover(project)
    assert publish(project, changes(project)) == Published(written=0, removed=0, unchanged=8)
    assert times(project) == untouched


def test_unchanged_files_are_left_alone(project: Path) -> None:
    """A publication that writes some files does not rewrite the others."""
    untouched = times(project)
    publish(project, changes(project))
    assert times(project)[str(project / "generated/api/same.py")] == untouched[str(project / "generated/api/same.py")]


def test_bytecode_does_not_keep_an_emptied_folder(project: Path) -> None:
    """A package whose modules all went is gone despite its bytecode; a folder with other remains is kept."""
    write(
        project / "generated/api", {"src/gone/deep/__pycache__/a.cpython-311.pyc": b"", "turn/__pycache__/x.pyc": b""}
    )
    write(project / "specs/api/resources", {"spaces/note.txt": b""})
    publish(project, changes(project))
    assert not (project / "generated/api/src/gone").exists()
    assert (project / "generated/api/turn").is_file()
    assert (project / "specs/api/resources/spaces/note.txt").exists()


def test_a_link_in_place_of_a_file_is_replaced(project: Path, tmp_path: Path) -> None:
    """The link itself gives way; what it points at is not written to."""
    (tmp_path / "victim").write_bytes(b"victim\n")
    edited = project / "generated/api/src/edited.py"
    edited.unlink()
    edited.symlink_to(tmp_path / "victim")
    publish(project, changes(project))
    assert not edited.is_symlink()
    assert edited.read_bytes() == b"new\n"
    assert (tmp_path / "victim").read_bytes() == b"victim\n"


def link_folder(project: Path) -> None:
    """Puts a link to elsewhere in place of a folder that is written to."""
    elsewhere = project.parent / "elsewhere"
    shutil.move(project / "generated/api/src", elsewhere)
    (project / "generated/api/src").symlink_to(elsewhere)


def link_root(project: Path) -> None:
    """Puts a link to elsewhere in place of a whole tree."""
    shutil.move(project / "generated/api", project.parent / "elsewhere")
    (project / "generated/api").symlink_to(project.parent / "elsewhere")


def link_work(project: Path) -> None:
    """Puts a link to elsewhere in place of the work folder."""
    (project.parent / "elsewhere").mkdir()
    (project / WORK_FOLDER).symlink_to(project.parent / "elsewhere")


def put_file(project: Path) -> None:
    """Puts a foreign file where a folder is needed."""
    write(project, {"generated/other": b"mine\n"})


def put_folder(project: Path) -> None:
    """Puts a foreign file into a folder that has to become a file."""
    write(project, {"generated/api/turn/deep/mine.txt": b"mine\n"})


def put_link(project: Path) -> None:
    """Puts a foreign link into a folder that has to become a file."""
    (project / "generated/api/turn/link").symlink_to(project)


@pytest.mark.parametrize("obstacle", [link_folder, link_root, link_work, put_file, put_folder, put_link])
def test_what_is_not_ours_is_not_overridden(project: Path, obstacle: Callable[[Path], None]) -> None:
    """A link on the way, or something foreign in place of a file or folder, refuses the whole publication."""
    obstacle(project)
    found = snapshot(project.parent)
    with pytest.raises(Refused):
        publish(project, changes(project))
    assert snapshot(project.parent) == found


def test_the_same_file_twice_is_a_bug(project: Path) -> None:
    """Two changes that write to one file are refused, and so is a folder outside the project."""
    with pytest.raises(ValueError, match="same file"):
        publish(project, changes(project) * 2)
    for outside in (project.parent / "x", project / "generated/../../x"):
        with pytest.raises(ValueError, match=r"subpath|no folder"):
            publish(project, [Change(root=outside, expected={"a": b""}, comparison=compare({"a": b""}, outside, []))])


def test_the_project_itself_can_be_a_tree(tmp_path: Path) -> None:
    """A change may be rooted in the project folder."""
    publish(tmp_path, [Change(root=tmp_path, expected={"a": b"1"}, comparison=compare({"a": b"1"}, tmp_path, []))])
    assert snapshot(tmp_path).keys() == {"a"}


# Faults. The counted functions are all that publication changes the disk with.

STEPS = ["replace", "fsync", "mkdir", "unlink", "rmdir", "open", "chmod"]


class Fault:
    """Makes the nth step on the file system fail or stop, before it is done or after."""

    def __init__(self, number: int, act: Callable[[], None], late: bool) -> None:
        self.left = number
        self.act = act
        self.late = late

    def wrap(self, function: Callable[..., object]) -> Callable[..., object]:
        """The function, counted."""

        def counted(*args: object, **keys: object) -> object:
            self.left -= 1
            struck = self.left == 0
            if struck and not self.late:
                self.act()
            result = function(*args, **keys)
            if struck and isinstance(result, IOBase):
                result.close()
            if struck:
                self.act()
            return result

        return counted


def set_fault(patch: pytest.MonkeyPatch, fault: Fault) -> None:
    """Counts every step of the module from now on."""
    for name in STEPS:
        patch.setattr(os, name, fault.wrap(getattr(os, name)))
    patch.setattr("io.open", fault.wrap(open))


def disk_full() -> None:
    """Fails as a full disk does."""
    raise OSError(28, "No space left on device")


def interrupt() -> None:
    """Fails as Ctrl-C does."""
    raise KeyboardInterrupt


def leave() -> None:
    """Fails as a signal handler that exits does."""
    raise SystemExit(1)


@pytest.mark.parametrize(("act", "late"), [(disk_full, False), (interrupt, False), (interrupt, True), (leave, True)])
def test_a_fault_at_any_step_leaves_the_old_trees(
    tmp_path: Path, before: Snapshot, after: Snapshot, act: Callable[[], None], late: bool
) -> None:
    """Whichever step fails, the trees are the old ones, or from the commit on the new ones, and no trace is left."""
    seen = []
    for number in range(1, 1000):
        root = tmp_path / str(number)
        lay_out(root)
        planned = changes(root)
        fault = Fault(number, act, late)
        failed = False
        with pytest.MonkeyPatch.context() as patch:
            set_fault(patch, fault)
            try:
                publish(root, planned)
            except (OSError, KeyboardInterrupt, SystemExit):
                failed = True
        assert files(snapshot(root)) in (files(before), files(after)), "rolled back at once, not only by the next run"
        recover(root)
        found = snapshot(root)
        if act is disk_full and found not in (before, after):
            # An emptied folder that could not be removed is no reason to fail after the commit, nor does it count.
            assert files(found) == files(after)
            found = after
        assert found in (before, after), number
        if act is disk_full:
            assert found == (before if failed else after), number
        seen.append(found == after)
        if fault.left > 0:
            break
    assert len(seen) > 60
    assert seen == sorted(seen), "once committed, always committed"
    assert not seen[0]
    assert seen[-1]


def test_a_fault_leaves_no_trace_before_the_commit(tmp_path: Path, before: Snapshot) -> None:
    """A failed publication has cleared up itself, without waiting for the next run."""
    for number in range(1, 60):
        root = tmp_path / str(number)
        lay_out(root)
        planned = changes(root)
        with pytest.MonkeyPatch.context() as patch:
            set_fault(patch, Fault(number, disk_full, False))
            with pytest.raises(OSError, match="No space"):
                publish(root, planned)
        assert snapshot(root) == before, number


def test_a_disk_that_stays_broken_is_mended_later(project: Path, before: Snapshot) -> None:
    """If rolling back fails as well, the error says so, and the next run rolls back."""
    planned = changes(project)
    with pytest.MonkeyPatch.context() as patch:
        left = [8]

        def replace(source: Path, target: Path, original: Callable[[Path, Path], None] = os.replace) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(5, "Input/output error")
            original(source, target)

        patch.setattr(os, "replace", replace)
        with pytest.raises(OSError, match="Input/output") as caught:
            publish(project, planned)
    assert "rolling back failed too" in "".join(caught.value.__notes__)
    assert snapshot(project) != before
    assert recover(project)
    assert snapshot(project) == before


def kill() -> None:
    """Dies at once, with no chance to clear up."""
    os.kill(os.getpid(), signal.SIGKILL)


def run_child(task: Callable[[], object]) -> bool:
    """Runs a task in a process of its own; true if it was killed."""
    child = os.fork()
    if child == 0:
        try:
            task()
            os._exit(0)
        finally:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code != 0


def run_until(root: Path, number: int, task: Callable[[Path], object]) -> bool:
    """Runs a task in a process of its own that is killed at the nth step; true if it was killed."""

    def run() -> None:
        set_fault(pytest.MonkeyPatch(), Fault(number, kill, False))
        task(root)

    return run_child(run)


def kill_before_commit(root: Path) -> None:
    """A publication that is killed when all files are in place and only the commit is missing."""

    def replace(source: Path, target: Path, original: Callable[[Path, Path], None] = os.replace) -> None:
        if Path(target).name == "committed.json":
            kill()
        original(source, target)

    def run() -> None:
        pytest.MonkeyPatch().setattr(os, "replace", replace)
        publish_all(root)

    assert run_child(run)
    assert (root / WORK_FOLDER / "journal.json").exists()


def publish_all(root: Path) -> None:
    """The publication that is killed; comparing is no part of what is counted."""
    publish(root, changes(root))


def test_a_killed_publication_is_mended(tmp_path: Path, before: Snapshot, after: Snapshot) -> None:
    """After SIGKILL at any step the next run finds the old trees to the byte, or past the commit the new ones."""
    seen = []
    for number in range(1, 1000):
        root = tmp_path / str(number)
        lay_out(root)
        killed = run_until(root, number, publish_all)
        recover(root)
        found = snapshot(root)
        assert found in (before, after), number
        assert not recover(root)
        seen.append(found == after)
        if not killed:
            break
    assert len(seen) > 60
    assert seen == sorted(seen)
    assert not seen[0]
    assert seen[-1]


def test_a_killed_recovery_is_mended(tmp_path: Path, before: Snapshot) -> None:
    """Recovery may be killed too, at any of its steps, and is then finished by the next one."""
    half_way = tmp_path / "half"
    lay_out(half_way)
    kill_before_commit(half_way)
    assert not any((half_way / WORK_FOLDER / "staged").iterdir())
    number = 0
    for number in range(1, 1000):
        root = tmp_path / str(number)
        shutil.copytree(half_way, root, symlinks=True)
        killed = run_until(root, number, recover)
        recover(root)
        assert snapshot(root) == before, number
        if not killed:
            break
    assert number > 20


def test_a_publication_mends_what_it_finds(project: Path, before: Snapshot, after: Snapshot) -> None:
    """Even without a call of recover, a publication starts from whole trees."""
    kill_before_commit(project)
    assert all(change.comparison.settled for change in changes(project))
    with pytest.raises(Busy, match="run again"):  # What rolling back brought back was not there to be compared.
        publish(project, changes(project))
    assert snapshot(project) == before
    publish(project, changes(project))
    assert snapshot(project) == after


@pytest.mark.parametrize(
    "journal",
    [
        *("", "[]", "{}", "[" * 100_000, '{"moves": [1], "made": [], "emptied": []}'),
        '{"moves": [], "made": [1], "emptied": []}',
        '{"moves": [{"target": "../victim", "old": true, "new": true}], "made": [], "emptied": []}',
        '{"moves": [{"target": ".git/hooks/pre-commit", "old": true, "new": true}], "made": [], "emptied": []}',
        '{"moves": [{"target": "link/victim", "old": true, "new": true}], "made": [], "emptied": []}',
        '{"moves": [], "made": ["../empty"], "emptied": []}',
        '{"moves": [], "made": [], "emptied": ["link/empty"]}',
    ],
)
@pytest.mark.parametrize("name", ["journal.json", "committed.json"])
def test_a_journal_that_leads_astray_is_refused(tmp_path: Path, journal: str, name: str) -> None:
    """A journal that somebody else wrote moves nothing out of the project and stops the run with an explanation."""
    write(tmp_path, {"victim": b"victim", f"project/{WORK_FOLDER}/{name}": journal.encode()})
    write(tmp_path, {f"project/{WORK_FOLDER}/backup/0": b"evil"})
    (tmp_path / "empty").mkdir()
    (tmp_path / "project/link").symlink_to(tmp_path)
    with pytest.raises(Refused, match="cannot be trusted"):
        recover(tmp_path / "project")
    assert (tmp_path / "victim").read_bytes() == b"victim"
    assert (tmp_path / "empty").is_dir()
    assert not (tmp_path / "project/.git").exists()


def test_recovery_without_need_does_nothing(project: Path) -> None:
    """Where nothing was interrupted nothing is touched; an empty work folder is cleared away."""
    untouched = times(project)
    assert not recover(project)
    assert times(project) == untouched
    write(project, {f"{WORK_FOLDER}/lock": b""})
    assert not recover(project)
    assert not (project / WORK_FOLDER).exists()


# Two at once.


def test_a_second_build_waits_and_then_gives_up(project: Path) -> None:
    """While one publication holds the project, another waits, and raises Busy without having touched anything."""
    planned = changes(project)
    with locking.locked(project, 1):
        start = time.monotonic()
        with pytest.raises(Busy, match="another build"):
            publish(project, planned, wait=0.2)
        with pytest.raises(Busy):
            recover(project, wait=0)
        assert time.monotonic() - start >= 0.2
    publish(project, planned)
    assert not (project / WORK_FOLDER).exists()


def test_a_lock_that_was_removed_meanwhile_counts_for_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waited for a lock file that its last holder then removed takes a new one, which others see."""
    removals = [project / WORK_FOLDER / "lock"]

    def lock(descriptor: int, original: Callable[[int], bool] = locking._try_lock) -> bool:
        while removals:
            removals.pop().unlink()
        return original(descriptor)

    monkeypatch.setattr(locking, "_try_lock", lock)
    with locking.locked(project, 1), pytest.raises(Busy):
        recover(project, wait=0)


def test_a_second_build_goes_on_when_the_first_is_done(project: Path, after: Snapshot) -> None:
    """A build that waited finds its work already done, and counts it as unchanged."""
    planned = changes(project)
    results = []
    with locking.locked(project, 1):
        waiting = [threading.Thread(target=lambda: results.append(publish(project, planned))) for _ in range(4)]
        for thread in waiting:
            thread.start()
        time.sleep(0.2)
    for thread in waiting:
        thread.join()
    assert sorted(result.written for result in results) == [0, 0, 0, 7]
    assert snapshot(project) == after


def test_files_of_another_build_are_not_mixed_in(project: Path) -> None:
    """If another build wrote other files since the comparison, this one writes nothing."""
    planned = changes(project)
    write(project, {"generated/api/src/theirs.py": b"theirs\n"})
    found = snapshot(project)
    with pytest.raises(Busy, match=r"src/theirs\.py"):
        publish(project, planned)
    assert snapshot(project) == found


def build_repeatedly(root: Path, mark: str, count: int) -> None:
    """Publishes a tree whose files all carry one mark, again and again."""
    for number in range(count):
        tree = {f"f{n}": f"{mark}{number}".encode() for n in range(10)}
        publish(root, [Change(root=root / "t", expected=tree, comparison=compare(tree, root / "t", tree))], wait=60)


def test_processes_at_once_never_mix(tmp_path: Path) -> None:
    """Several processes that publish to one folder leave one whole tree of one of them, and no trace."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=build_repeatedly, args=(tmp_path, mark, 20)) for mark in "abc"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert len({path.read_bytes() for path in (tmp_path / "t").iterdir()}) == 1
    assert snapshot(tmp_path).keys() == {"t", *(f"t/f{n}" for n in range(10))}


def test_the_journal_says_what_happens(project: Path) -> None:
    """A person who finds the journal can read in it which files were to move."""
    kill_before_commit(project)
    journal = json.loads((project / WORK_FOLDER / "journal.json").read_bytes())
    assert {"target": "generated/api/same.py", "old": True, "new": True} not in journal["moves"]
    assert {"target": "generated/api/src/edited.py", "old": True, "new": True} in journal["moves"]
    assert {"target": "generated/other/first.py", "old": False, "new": True} in journal["moves"]
    assert "generated/other" in journal["made"]
