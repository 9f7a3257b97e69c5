"""Tests that a build depends on its inputs alone, writes only what differs, and either happens wholly or not at all."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from jinja2 import Template

from generator import pipeline, publish
from generator.cli import app
from tests.workbench import API, PAGE, REPOSITORY, contents, copy_of_repository, pages, replace, run, snapshot, start

#: What surrounds a build: hash seed, locale, time zone, mask, and the folder that it runs in.
SURROUNDINGS: tuple[tuple[dict[str, str], int, str], ...] = (
    ({"PYTHONHASHSEED": "0", "LC_ALL": "C", "LANG": "C", "TZ": "UTC"}, 0o022, "."),
    ({"PYTHONHASHSEED": "1234", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}, 0o027, f"specs/{API}"),
    ({"PYTHONHASHSEED": "77", "LC_ALL": "", "LANG": "de_DE", "TZ": "America/St_Johns", "PYTHONUTF8": "0"}, 0o022, "generated"),
)  # fmt: skip


def inputs(into: Path) -> Path:
    """The hand-written inputs of the repository alone."""
    root = copy_of_repository(into)
    shutil.rmtree(root / "specs" / API / "resources")
    shutil.rmtree(root / "generated" / API)
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was just built."""
    root = copy_of_repository(tmp_path / "project")
    assert run(root, "build").code == 0
    return root


def test_surroundings_do_not_matter(tmp_path: Path) -> None:
    """Hash seed, locale, time zone, mask, working directory and project folder: the bytes are the same."""
    results = []
    for number, (environment, mask, folder) in enumerate(SURROUNDINGS):
        root = inputs(tmp_path / f"project {number}" / ("x" * number))
        before = os.umask(mask)
        try:
            done = start(root / folder, "build", environment=environment)
        finally:
            os.umask(before)
        assert done.code == 0, done.err
        results.append(contents(root))
    assert results[0] == results[1] == results[2]


def test_what_was_there_before_does_not_matter(tmp_path: Path) -> None:
    """A first build, a build over the committed tree and a strict one give the same bytes."""
    fresh, over = inputs(tmp_path / "fresh"), copy_of_repository(tmp_path / "over")
    (over / "generated" / API / ".docs2client.json").unlink()
    assert run(fresh, "build").code == run(over, "build").code == 0
    assert contents(fresh) == contents(over)
    assert run(fresh, "check").code == 0


def test_a_second_build_writes_nothing(project: Path) -> None:
    """No file and no folder is touched where nothing differs."""
    before = snapshot(project)
    time.sleep(0.02)
    assert run(project, "build").code == 0
    assert snapshot(project) == before


def test_only_what_differs_is_written(project: Path) -> None:
    """A change of one page touches the files of its resource, and leaves the others their times."""
    before = snapshot(project)
    replace(pages(project) / PAGE, "Visitor Guid.", "Changed.")
    run(project, "build")
    after = snapshot(project)
    touched = {path for path, (_, content) in after.items() if content is not None and after[path] != before.get(path)}
    package = f"generated/{API}"
    assert touched == {
        f"specs/{API}/pages/{PAGE}",
        f"specs/{API}/resources/spaces/accesstokens.json",
        *(f"{package}/{name}" for name in (".docs2client.json", "reference/spaces/access_tokens.md", "openapi.json")),
        f"{package}/src/nexudus/spaces/access_tokens.py",
    }


class Broken(Exception):
    """A template that fails."""


def fail_in_template(patch: pytest.MonkeyPatch) -> None:
    """A template raises, after some files were rendered."""
    show, calls = Template.render, iter(range(5))

    def broken(self: Template, *arguments: object, **more: object) -> str:
        if next(calls, None) is None:
            raise Broken
        return show(self, *arguments, **more)

    patch.setattr(Template, "render", broken)


def fail_in_write(patch: pytest.MonkeyPatch) -> None:
    """The disk is full after a few files."""
    write, calls = publish._write, iter(range(3))

    def full(file: Path, content: bytes) -> None:
        if next(calls, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(file, content)

    patch.setattr(publish, "_write", full)


def fail_in_rename(patch: pytest.MonkeyPatch) -> None:
    """The disk fails while files move into place."""
    move, calls = Path.replace, iter(range(7))

    def broken(self: Path, target: Path) -> Path:
        if next(calls, None) is None:
            patch.setattr(Path, "replace", move)
            raise OSError(errno.EIO, "Input/output error")
        return move(self, target)

    patch.setattr(Path, "replace", broken)


@pytest.mark.parametrize("fail", [fail_in_template, fail_in_write, fail_in_rename])
def test_a_failure_leaves_the_old_tree(
    project: Path, monkeypatch: pytest.MonkeyPatch, fail: Callable[[pytest.MonkeyPatch], None]
) -> None:
    """Whatever fails in the middle: every file is as it was, nothing is left over, and the next build does it all."""
    replace(pages(project) / PAGE, "Visitor Guid.", "Changed.")
    before = contents(project)
    with monkeypatch.context() as patch:
        fail(patch)
        with suppress(Broken):
            assert run(project, "build").code == 3
    assert contents(project) == before
    assert run(project, "build").code == 0
    assert run(project, "check").code == 0


#: Builds, and kills itself after some moves of files.
KILLED = """
import os, pathlib, signal, sys
from generator.cli import app
move, left = pathlib.Path.replace, [int(sys.argv.pop())]
def replace(self, target):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return move(self, target)
pathlib.Path.replace = replace
app()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("moves", [0, 1, 4, 9])
def test_a_kill_leaves_the_old_tree(project: Path, moves: int) -> None:
    """Killed in the middle of publication: the next command brings the old tree back, a build then finishes the work."""
    replace(pages(project) / PAGE, "Visitor Guid.", "Changed.")
    before = contents(project)
    command = [sys.executable, "-c", KILLED, "build", "--root", str(project), str(moves)]
    assert subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=False).returncode == -signal.SIGKILL
    assert run(project, "check").code == 1
    assert contents(project) == before
    assert run(project, "build").code == 0
    assert run(project, "check").code == 0


def test_two_builds_at_once(project: Path) -> None:
    """Both end well (or one says that the other is at work), and the tree is whole."""
    replace(pages(project) / PAGE, "Visitor Guid.", "Changed.")
    command = [sys.executable, "-m", "generator", "build", "--root", str(project)]
    both = [subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    codes = []
    for process in both:
        process.communicate()
        codes.append(process.returncode)
    assert 0 in codes
    assert set(codes) <= {0, 3}
    assert run(project, "check").code == 0


def test_nothing_of_the_surroundings_is_in_the_output(project: Path) -> None:
    """No path of this machine, no date of today and no name of its user is in a generated file."""
    own = {str(project).encode(), str(REPOSITORY).encode(), time.strftime("%Y-%m-%d").encode()}
    written = contents(project / "generated")
    assert [(path, word) for path, content in written.items() for word in own if word in content] == []


def test_the_program_is_the_one_under_test() -> None:
    """The commands of these tests run the code of this repository."""
    assert app is not None
    assert Path(pipeline.__file__).is_relative_to(REPOSITORY)
