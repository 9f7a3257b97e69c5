"""Tests of what runs on GitHub: the workflows are sound, and the scripts of their steps do what they say, with real git and a real site."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace as replaced
from pathlib import Path

import pytest
from typer.main import get_command

from generator.cli import app
from tests.desk import BRANCH, GH, ONLY_FETCH, QUIET, SCRIPTS, Desk, commands, desk_with, execute
from tests.docs_site import edits, serving
from tests.test_maintainers_loop import API, FIELD, PAGES, UPDATE, Docs, empty_project, step
from tests.workbench import REPOSITORY, copy_of_repository, replace


@pytest.fixture(scope="module")
def served() -> Iterator[Docs]:
    """A site of one page, on this machine."""
    live = Docs()
    with serving.serve([page for page in PAGES if page.name == UPDATE], live.render) as live.origin:
        yield live


@pytest.fixture(scope="module")
def built(served: Docs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was fetched and built; a loss is believed when it is seen again."""
    root = empty_project(served, tmp_path_factory.mktemp("built"), pages=1)
    replace(root / "specs" / API / "api.toml", "repeats = 2", "repeats = 1")
    (root / ".gitignore").write_text(".docs2client-*\n", encoding="utf-8")
    step(root, "fetch", API)
    step(root, "build")
    return root


@pytest.fixture
def docs(served: Docs) -> Docs:
    """The site as it is at first."""
    served.changes.clear()
    served.empty = False
    return served


@pytest.fixture
def desk(built: Path, docs: Docs, tmp_path: Path) -> Desk:
    """The project in a folder of a repository of its own, whose docs are served on this machine."""
    shutil.copytree(built, tmp_path / "repository" / "api")
    return desk_with(tmp_path / "repository", tmp_path)


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
    """What a workflow or the action runs is a script, so that nothing is written in YAML alone."""
    files = [*(REPOSITORY / ".github" / "workflows").glob("*.yml"), REPOSITORY / "action.yml"]
    steps = [
        line.split("run:", 1)[1].strip()
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if " run: " in line
    ]
    assert steps
    assert all(step.startswith(("bash .ci/run", 'bash "$GITHUB_ACTION_PATH/automation/')) for step in steps)
    called = {part.strip('"').rpartition("/")[2] for step in steps for part in step.split() if "automation/" in part}
    assert called == {path.name for path in SCRIPTS.glob("*.sh")}


def test_the_guide_knows_every_input() -> None:
    """What can be set in the action is told in the guide, and nothing else; each input has a description."""
    inputs = (REPOSITORY / "action.yml").read_text("utf-8").partition("inputs:\n")[2].partition("\nruns:")[0]
    names = re.findall(r"^  ([a-z-]+):\n    description: \S", inputs, re.M)
    table = (REPOSITORY / "docs" / "ci.md").read_text("utf-8").partition("| input |")[2].partition("\n\n")[0]
    told = [name for row in table.splitlines()[2:] for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])]
    assert sorted(names) == sorted(told) == sorted(re.findall(r"^  (\S+):$", inputs, re.M))


def test_the_hook_is_a_command_that_sees_both_folders() -> None:
    """The hook of pre-commit calls a command that there is, for files of specs and packages alone."""
    hook = dict(re.findall(r"^  ([a-z_]+): (.+)$", (REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"), re.M))
    program, command = hook["entry"].split()
    assert program == "docs2client" and command in get_command(app).commands  # type: ignore[attr-defined]
    seen = [
        bool(re.search(hook["files"], path)) for path in ("specs/a/pages/b.md", "generated/a/README.md", "docs/specs/c")
    ]
    assert seen == [True, True, False] and hook["pass_filenames"] == "false"


def test_an_action_installs_itself(tmp_path: Path) -> None:
    """The checkout of the action is installed into an environment of its own, which the other scripts take their commands from."""
    bin, home = commands(tmp_path / "bin"), tmp_path / "home"
    settings = {"DOCS2CLIENT_HOME": str(home), "INSTALL_PYTHON": str(bin / "python3"), "GH_LOG": str(tmp_path / "log")}
    done = execute(["bash", str(SCRIPTS / "install.sh")], tmp_path, bin, settings)
    assert (tmp_path / "log.installed").read_text("utf-8").splitlines() == [str(REPOSITORY)], done.out
    (bin / "docs2client").unlink()
    assert execute(["bash", str(SCRIPTS / "check.sh")], tmp_path, bin, settings).code == 2
    assert "no folder upwards" not in execute(["bash", str(SCRIPTS / "check.sh")], tmp_path, bin, {}).out


def test_a_check_annotates_and_fails(tmp_path: Path) -> None:
    """The action's script gives the annotations of a check with paths of the repository, and its exit code, for the named APIs."""
    project, bin = copy_of_repository(tmp_path / "apis, all"), commands(tmp_path / "bin")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    settings = {"CHECK_APIS": "\nnexudus\n", "CHECK_ROOT": project.name, "CHECK_LIVE": "false"}
    replace(project / "specs/nexudus/pages/put-accesstokens.txt", "UserLimit", "UserMaximum")
    done = execute(["bash", str(SCRIPTS / "check.sh")], tmp_path, bin, settings)
    page = "file=apis%2C all/specs/nexudus/pages/put-accesstokens.txt,line=60"
    assert done.code == 1
    assert f"::error {page},title=drift breaking::AccessToken.update.request.UserMaximum" in done.out
    for wrong in ("--help", "nexudus\nnowhere"):
        assert execute(["bash", str(SCRIPTS / "check.sh")], tmp_path, bin, {**settings, "CHECK_APIS": wrong}).code == 2


def test_docs_that_change_open_one_pull_request(desk: Desk, docs: Docs) -> None:
    """A newly required argument: one branch, one pull request with the drift and the raised version, and nothing else in the commit."""
    docs.changes[UPDATE] = edits.row(FIELD, required=True)
    done = desk.script("drift.sh", DRIFT_ROOT="api", DRIFT_APIS=f"\n{API}\n")
    assert done.code == 0, done.out
    body = desk.body.read_text("utf-8")
    assert f"**WorkOrder.update.request.{FIELD}**: now required" in body and "0.2.0" in body
    assert "kept aside" not in body and "ended with" not in body
    done = desk.script("pull_request.sh", DRIFT_ROOT="api")
    assert done.code == 0, done.out
    assert desk.calls == [f"pr create --head {BRANCH} --title The live docs have changed --body-file {desk.body}"]
    changed = desk.git("diff", "--name-only", "main", desk.tip).splitlines()
    assert "api/specs/rails/CHANGELOG.md" in changed and all(
        path.startswith(("api/specs/", "api/generated/")) for path in changed
    )
    assert desk.git("branch", "--show-current") == "main"


def test_runs_on_fresh_clones_count(desk: Desk, docs: Docs) -> None:
    """What is kept aside is told, and counted from one run to the next, although every run begins with the main branch."""
    (desk.bin / "docs2client").write_text(ONLY_FETCH, encoding="utf-8")
    docs.changes[UPDATE] = lambda page: edits.each_row(page, lambda row: None if row.name == FIELD else row)
    first = desk.script("drift.sh", DRIFT_ROOT="api")
    assert first.code == 0 and re.search(r"^held +1$", first.out, re.M), first.out
    body = desk.body.read_text("utf-8")
    assert "kept aside, because they lost something: 1." in body and body.endswith("notice nothing of it.\n")
    assert desk.script("pull_request.sh", DRIFT_ROOT="api").code == 0
    desk.afresh()
    assert not (desk.clone / "api/specs/rails/quarantine").exists()
    second = desk.script("drift.sh", DRIFT_ROOT="api")
    assert second.code == 0 and re.search(r"^repeated +1$", second.out, re.M), second.out
    assert "kept aside" not in desk.body.read_text("utf-8")


def test_a_site_that_is_down_changes_nothing(desk: Desk, docs: Docs) -> None:
    """Nothing could be fetched: the run fails, and neither the branch nor the pull request of an earlier one is touched."""
    docs.empty = True
    desk.body.write_text("Of yesterday.", encoding="utf-8")
    assert desk.script("drift.sh", DRIFT_ROOT="api").code == 1
    done = desk.script("pull_request.sh", DRIFT_ROOT="api")
    assert done.code == 0 and "nothing to tell" in done.out and desk.calls == [] and not desk.tip


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    """A project of two files whose docs have changed, and the text that tells it."""
    project = tmp_path / "project"
    for path, text in (("specs/home/api.toml", "1\n"), ("README.md", "Ours.\n"), (".gitignore", ".docs2client-*\n")):
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    desk = desk_with(project, tmp_path)
    desk.body.write_text("What has changed.\n", encoding="utf-8")
    replace(project / "specs/home/api.toml", "1", "2")
    return desk


def test_one_pull_request_is_opened_and_updated(small: Desk) -> None:
    """With nothing new the branch stays, with something new it is written anew; other files of the work tree never get onto it."""
    replace(small.clone / "README.md", "Ours.", "Mine.")
    assert small.script("pull_request.sh", DRIFT_BASE="next").code == 0
    assert small.calls[0].startswith(f"pr create --head {BRANCH} --base next ")
    first = small.tip
    assert small.git("diff", "--name-only", "main", first) == "specs/home/api.toml"
    assert small.script("pull_request.sh").code == 0 and small.tip == first
    replace(small.clone / "specs/home/api.toml", "2", "3")
    assert small.script("pull_request.sh").code == 0 and small.tip != first
    assert small.git("rev-list", "--count", f"main..{small.tip}") == "1"
    assert [call[:9] for call in small.calls] == ["pr create", "pr edit 7", "pr edit 7"]


def test_commits_of_others_stay(small: Desk) -> None:
    """Somebody worked on the branch: it is not overwritten, and the text says why; merges of the main branch do not count."""
    small.script("pull_request.sh")
    small.git("checkout", "--quiet", "--force", "--detach", small.tip)
    small.git("commit", "--quiet", "--allow-empty", "--message", "A correction.")
    small.git("push", "--quiet", "origin", f"HEAD:{BRANCH}")
    small.git("checkout", "--quiet", "main")
    theirs = small.tip
    replace(small.clone / "specs/home/api.toml", "1", "3")
    done = small.script("pull_request.sh")
    assert done.code == 0 and small.tip == theirs and small.told.startswith("> Commits of others"), done.out
    merge = small.git("commit-tree", f"{theirs}^{{tree}}", "-p", f"{theirs}^", "-p", "main", "-m", "Merge.")
    small.git("push", "--quiet", "--force", "origin", f"{merge}:{BRANCH}")
    assert small.script("pull_request.sh").code == 0 and small.tip != theirs and small.told == "What has changed.\n"


def test_a_push_that_comes_between_is_not_overwritten(small: Desk) -> None:
    """Whatever comes onto the branch after it was looked at makes the run fail."""
    text = GH.replace(
        "pulls = json", f'subprocess.call(["git", "push", "-q", "origin", "main:{BRANCH}"])\npulls = json', 1
    )
    (small.bin / "gh").write_text(text, encoding="utf-8")
    assert small.script("pull_request.sh").code != 0
    assert small.tip == small.git("rev-parse", "main") and small.calls == []


def test_a_closed_pull_request_stays_closed_until_something_new_comes(small: Desk) -> None:
    """Who closes it is not asked again every night; a new change opens another one."""
    small.script("pull_request.sh")
    small.pulls({"number": 7, "state": "CLOSED", "isCrossRepository": False, "headRefOid": small.tip})
    assert "somebody has closed" in small.script("pull_request.sh").out
    replace(small.clone / "specs/home/api.toml", "2", "3")
    small.script("pull_request.sh")
    assert [call[:9] for call in small.calls] == ["pr create", "pr create"]


def test_a_pull_request_of_a_fork_is_not_taken_for_ours(small: Desk) -> None:
    """A branch of the same name in somebody's fork gets nothing written into its pull request."""
    small.pulls({"number": 3, "state": "OPEN", "isCrossRepository": True, "headRefOid": "0" * 40})
    small.script("pull_request.sh")
    assert [call[:9] for call in small.calls] == ["pr create"]


def test_docs_that_are_as_they_were_close_it(small: Desk) -> None:
    """Nothing has changed: nothing is opened, and what is open is closed with its branch, so that the same change would open a new one."""
    replace(small.clone / "specs/home/api.toml", "2", "1")
    assert "nothing has changed" in small.script("pull_request.sh").out and small.calls == []
    replace(small.clone / "specs/home/api.toml", "1", "2")
    small.script("pull_request.sh")
    replace(small.clone / "specs/home/api.toml", "2", "1")
    assert small.script("pull_request.sh").code == 0
    assert small.calls[-1].startswith("pr close 7 ") and not small.tip


def test_a_capture_that_the_branch_has_already_is_no_news(small: Desk) -> None:
    """The same change a night later gives the same commit: it was captured when it was first seen, and other captures keep their time."""
    (small.bin / "docs2client").write_text(QUIET, encoding="utf-8")
    lock = small.clone / "specs/home/pages.lock.json"

    def capture(**pages: str) -> None:
        entries = {
            path: dict(zip(("sha256", "captured"), text.split("@"), strict=True)) for path, text in pages.items()
        }
        found = {"pages": {path: {"url": None, **entry} for path, entry in entries.items()}}
        lock.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")

    capture(old="1@monday", changed="1@monday")
    small.git("add", "--all")
    small.git("commit", "--quiet", "--message", "Captures.")
    capture(old="1@monday", changed="2@tuesday", new="1@tuesday")
    small.script("pull_request.sh")
    first = small.tip
    capture(old="1@monday", changed="2@wednesday", new="1@wednesday")
    assert small.script("drift.sh").code == 0
    assert small.script("pull_request.sh").code == 0 and small.tip == first
    capture(old="1@monday", changed="3@thursday", new="1@thursday")
    assert small.script("drift.sh").code == 0
    known = json.loads(lock.read_bytes())["pages"]
    assert [one["captured"] for one in known.values()] == ["monday", "thursday", "tuesday"]


def test_a_quiet_night_says_that_nothing_came(small: Desk) -> None:
    """Where nothing has changed, the text that tells of the run does not say that something has."""
    (small.bin / "docs2client").write_text(QUIET, encoding="utf-8")
    assert small.script("drift.sh").code == 0
    assert small.body.read_text("utf-8").startswith("The live docs are not what is committed.")
    small.afresh()
    assert small.script("drift.sh").code == 0
    assert small.body.read_text("utf-8").startswith("Nothing new came from the live docs.")


@pytest.mark.parametrize("reachable", [True, False], ids=["reachable", "without-credentials"])
def test_what_the_branch_keeps_aside_is_found_again(small: Desk, reachable: bool) -> None:
    """A run begins with the quarantine of the branch, from the remote or, where that answers nobody, from what the checkout has of it."""
    (small.bin / "docs2client").write_text(QUIET, encoding="utf-8")
    kept = [small.clone / "specs/home" / path for path in ("quarantine/a/b.md", "quarantine.lock.json")]
    kept[0].parent.mkdir(parents=True)
    for path in kept:
        path.write_text("Kept.", encoding="utf-8")
    small.script("pull_request.sh")
    small.afresh()
    if reachable:
        small.git("update-ref", "-d", f"refs/remotes/origin/{BRANCH}")
    else:
        small.git("remote", "set-url", "origin", "/nowhere")
    done = small.script("drift.sh")
    assert done.code == 0 and all(path.read_text("utf-8") == "Kept." for path in kept), done.out
    assert "lost something: 1." in small.body.read_text("utf-8")
    assert (small.clone / "specs/home/api.toml").read_text("utf-8") == "1\n"


def test_a_shallow_clone_knows_whose_commits_are_whose(small: Desk, tmp_path: Path) -> None:
    """Commits of the main branch that a shallow clone has not are nobody's work on the pull request."""
    assert small.script("pull_request.sh").code == 0
    small.git("commit", "--quiet", "--allow-empty", "--message", "Something else.")
    small.git("push", "--quiet", "origin", "main")
    small.git("clone", "--quiet", "--depth", "1", "--branch", "main", small.remote.as_uri(), str(tmp_path / "shallow"))
    shallow = replaced(small, clone=tmp_path / "shallow")
    replace(shallow.clone / "specs/home/api.toml", "1", "3")
    first = shallow.tip
    assert shallow.script("pull_request.sh").code == 0
    assert shallow.tip != first and not shallow.told.startswith(">")


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_the_tests_of_packages_are_run(small: Desk, right: bool) -> None:
    """Each package is tested as it is installed; one that fails is told and fails the run, and nothing of it stays in the work tree."""
    (small.bin / "docs2client").write_text(QUIET, encoding="utf-8")
    package = small.clone / "generated" / "home"
    for path, text in (
        ("src/home/__init__.py", f"LAMPS = {2 if right else 3}\n"),
        (
            "tests/test_it.py",
            "import home\n\ndef test_it():\n    print('::error::forged')\n    assert home.LAMPS == 2\n",
        ),
    ):
        (package / path).parent.mkdir(parents=True)
        (package / path).write_text(text, encoding="utf-8")
    small.git("add", "--all")
    done = small.script("drift.sh", DRIFT_TESTS="true", GITHUB_ACTIONS="true")
    assert (done.code, "1 passed" in done.out, "1 failed" in done.out) == (
        (0, True, False) if right else (1, False, True)
    )
    assert ("**`tests` ended with 1.**" in small.body.read_text("utf-8")) is not right
    (installed,) = (small.bin / "gh.log.installed").read_text("utf-8").splitlines()
    assert installed.endswith("/package[test]")
    assert small.git("status", "--porcelain", "--untracked-files=all", "--ignored", "generated").count("\n") == 1
    lines = done.out.splitlines()
    marks = [line for line in lines if line.startswith("::stop-commands::")]
    assert len(marks) == lines.count(f"::{marks[0].rpartition('::')[2]}::") == 3


def test_a_text_that_is_too_long_is_cut(small: Desk) -> None:
    """What GitHub would refuse ends at a line, what failed stands above, and messages of pages are code in which nobody is notified."""
    lines = "\n".join(f"- @somebody {number}" for number in range(9999))
    stand_in = f"""#!/usr/bin/env bash
case $1 in
  build) echo 'specs/home/pages/a.md:1: error[E012]: ``` @somebody' && exit 3 ;;
  diff) cat <<< "{lines}" && exit 1 ;;
esac
"""
    (small.bin / "docs2client").write_text(stand_in, encoding="utf-8")
    assert small.script("drift.sh", GITHUB_STEP_SUMMARY=str(small.bin / "summary.md")).code == 1
    body, summary = small.body.read_text("utf-8"), (small.bin / "summary.md").read_text("utf-8")
    assert "**`build` ended with 3.**" in body and "\n\n    specs/home/pages/a.md:1: error[E012]: ``` @" in body
    assert len(body) < 65_536 and body.endswith("has no room here.\n") and summary.endswith("- @somebody 9998\n")
