"""Tests of what runs on GitHub: the workflows are sound, and the scripts of their steps do what they say, with real git and a real site."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs_site import edits
from tests.test_maintainers_loop import FIELD, UPDATE, Docs, built, docs, project, served
from tests.workbench import GIT, REPOSITORY, copy_of_repository, replace

__all__ = ["built", "docs", "project", "served"]

SCRIPTS = REPOSITORY / "automation"
BRANCH = "docs2client/drift"
#: A stand-in for GitHub's own command: it notes how it was called, and knows the pull request that it was told to open.
GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$GH_LOG"
case "$1 $2" in
  "pr list") cat "$GH_LOG.number" 2> /dev/null || true ;;
  "pr create") echo 7 > "$GH_LOG.number" ;;
esac
"""
DOCS2CLIENT = f"""#!/usr/bin/env bash
exec "{sys.executable}" -m generator "$@"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A script that ended: its exit code, and all that it printed."""

    code: int
    out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A clone of a project with its remote, and the commands that scripts find."""

    clone: Path
    remote: Path
    bin: Path

    @property
    def body(self) -> Path:
        """The text of the pull request."""
        return self.bin / "body.md"

    @property
    def calls(self) -> list[str]:
        """How GitHub's command was called."""
        log = self.bin / "gh.log"
        return log.read_text("utf-8").splitlines() if log.exists() else []

    def script(self, name: str, **more: str) -> Ended:
        """Run a script in the clone."""
        settings = {"DRIFT_BODY": str(self.body), "DRIFT_TESTS": "false", "GH_LOG": str(self.bin / "gh.log"), **more}
        return execute(["bash", str(SCRIPTS / name)], self.clone, self.bin, settings)

    def git(self, *arguments: str) -> str:
        """What git answers in the clone."""
        done = execute(["git", *arguments], self.clone, self.bin, {})
        assert done.code == 0, done.out
        return done.out.strip()


def execute(command: list[str], folder: Path, bin: Path, settings: Mapping[str, str]) -> Ended:
    """Run a command with the stand-ins first on the path, and no settings of the machine's own git."""
    env = {**os.environ, **GIT, "PYTHONPATH": str(REPOSITORY), "PATH": f"{bin}:{os.environ['PATH']}", **settings}
    done = subprocess.run(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return Ended(code=done.returncode, out=done.stdout)


def commands(folder: Path) -> Path:
    """A folder with the commands that scripts find."""
    folder.mkdir()
    for name, text in (("gh", GH), ("docs2client", DOCS2CLIENT)):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return folder


def desk_with(project: Path, folder: Path) -> Desk:
    """A project in a clone, pushed to a remote."""
    bin = commands(folder / "bin")
    desk = Desk(clone=project, remote=folder / "remote.git", bin=bin)
    desk.git("init", "--quiet", "--initial-branch", "main")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message", "The first version.")
    desk.git("init", "--quiet", "--bare", str(desk.remote))
    desk.git("remote", "add", "origin", str(desk.remote))
    desk.git("push", "--quiet", "origin", "main")
    return desk


@pytest.fixture
def desk(project: Path, tmp_path: Path) -> Desk:
    """A project whose docs are served on this machine, fetched and built."""
    (project / ".gitignore").write_text(".docs2client-*\n", encoding="utf-8")
    return desk_with(project, tmp_path)


def test_workflows_pass_their_linter() -> None:
    """The linter of workflows finds nothing, be it dangerous or only untidy."""
    command = [
        str(Path(sys.executable).parent / "zizmor"),
        "--offline",
        "--persona",
        "pedantic",
        "--no-progress",
        str(REPOSITORY),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_step_is_a_script_that_is_tested() -> None:
    """What a workflow or the action runs is an installation or a script of `automation/`, so that nothing is written in YAML alone."""
    files = [*(REPOSITORY / ".github" / "workflows").glob("*.yml"), REPOSITORY / "action.yml"]
    steps = [
        line.split("run:", 1)[1].strip()
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if " run: " in line
    ]
    assert steps
    assert all(
        step.startswith(
            ("python -m pip install ", "bash automation/", "bash .ci/run", 'bash "$GITHUB_ACTION_PATH/automation/')
        )
        for step in steps
    )
    called = {part.strip('"').rpartition("/")[2] for step in steps for part in step.split() if "automation/" in part}
    assert called == {path.name for path in SCRIPTS.glob("*.sh")}


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_a_check_annotates_and_fails(tmp_path: Path) -> None:
    """The action's script gives the annotations of a check and its exit code, for the APIs that are named."""
    project, bin = copy_of_repository(tmp_path / "project"), commands(tmp_path / "bin")
    settings = {"CHECK_APIS": "nexudus", "CHECK_ROOT": str(project), "CHECK_LIVE": "false"}
    clean = execute(["bash", str(SCRIPTS / "check.sh")], tmp_path, bin, settings)
    assert clean.code == 0, clean.out
    replace(project / "specs/nexudus/pages/put-accesstokens.txt", "UserLimit", "UserMaximum")
    done = execute(["bash", str(SCRIPTS / "check.sh")], tmp_path, bin, settings)
    assert done.code == 1 and "title=drift breaking::AccessToken.update.request.UserMaximum" in done.out
    assert execute(["bash", str(SCRIPTS / "check.sh")], tmp_path, bin, {**settings, "CHECK_APIS": "--help"}).code == 2


def test_docs_that_stay_open_no_pull_request(desk: Desk) -> None:
    """Nothing has changed: nothing is committed, pushed or asked of GitHub."""
    assert desk.script("drift.sh").code == 0
    done = desk.script("pull_request.sh")
    assert done.code == 0 and "nothing has changed" in done.out and desk.calls == []
    assert desk.git("branch", "--show-current") == "main"


def test_docs_that_change_open_one_pull_request(desk: Desk, docs: Docs) -> None:
    """A newly required argument: one branch, one pull request with the drift and the raised version; a second run updates it."""
    docs.changes[UPDATE] = edits.row(FIELD, required=True)
    done = desk.script("drift.sh")
    assert done.code == 0, done.out
    body = desk.body.read_text("utf-8")
    assert f"**WorkOrder.update.request.{FIELD}**: now required" in body and "0.2.0" in body
    first = desk.script("pull_request.sh")
    assert first.code == 0, first.out
    assert [call for call in desk.calls if call.startswith("pr create")] == [
        f"pr create --head {BRANCH} --base main --title The live docs have changed --body-file {desk.body}"
    ]
    assert "specs/rails/CHANGELOG.md" in desk.git("diff", "--name-only", "main", f"origin/{BRANCH}")
    desk.git("switch", "--quiet", "main")
    desk.script("drift.sh")
    desk.script("pull_request.sh")
    assert desk.calls[-1].startswith("pr edit 7 ") and len([c for c in desk.calls if "create" in c]) == 1


def test_runs_on_fresh_clones_count(desk: Desk, docs: Docs) -> None:
    """What is kept aside is counted from one run to the next, although every run begins with the main branch and nobody merges."""
    docs.changes[UPDATE] = lambda page: edits.each_row(page, lambda row: None if row.name == FIELD else row)
    for _ in range(3):
        assert desk.script("drift.sh").code == 0
        assert desk.script("pull_request.sh").code == 0
        last = desk.body.read_text("utf-8")
        desk.git("switch", "--quiet", "main")
    assert f"**WorkOrder.update.request.{FIELD}**: argument is gone" in last


def test_a_site_that_is_down_is_told(desk: Desk, docs: Docs) -> None:
    """Nothing could be read: the run itself goes on, and the text says which step failed."""
    docs.empty = True
    assert desk.script("drift.sh").code == 0
    assert "`fetch` ended with 3." in desk.body.read_text("utf-8")
