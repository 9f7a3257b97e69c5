"""What the tests of the automation share: a clone of a project with its remote, and stand-ins for the commands that scripts find."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.workbench import GIT, REPOSITORY

SCRIPTS = REPOSITORY / "automation"
BRANCH = "docs2client/drift"
#: A stand-in for GitHub's own command: it notes how it was called, and knows the pull requests that it was told of.
GH = f"""#!{sys.executable}
import json, os, pathlib, subprocess, sys
log, known = (pathlib.Path(os.environ["GH_LOG"]).with_suffix(one) for one in (".log", ".json"))
with log.open("a") as file:
    print(*sys.argv[1:], file=file)
pulls = json.loads(known.read_text()) if known.exists() else []
match sys.argv[1:3]:
    case ["pr", "list"]:
        print(json.dumps(pulls))
    case ["pr", "create"]:
        tip = subprocess.check_output(["git", "ls-remote", "origin", sys.argv[4]], text=True).split()[0]
        pulls = [dict(number=7, state="OPEN", isCrossRepository=False, headRefOid=tip), *pulls]
        known.write_text(json.dumps(pulls))
    case ["pr", "edit"]:
        known.with_suffix(".body").write_text(pathlib.Path(sys.argv[sys.argv.index("--body-file") + 1]).read_text())
"""
DOCS2CLIENT = f"""#!/usr/bin/env bash
exec "{sys.executable}" -m generator "$@"
"""
#: A stand-in that finds nothing new.
QUIET = """#!/usr/bin/env bash
exec true
"""
#: A stand-in that fetches and does nothing else.
ONLY_FETCH = DOCS2CLIENT.replace("exec", "[[ $1 != fetch ]] || exec")
#: A stand-in for Python: an environment that it makes has what this one has, and an installation is noted and put onto the path.
PYTHON = f"""#!/usr/bin/env bash
if [[ $2 == venv ]]; then
  mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && exec cp "$(dirname "$0")/docs2client" "$3/bin/docs2client"
elif [[ $2 == pip ]]; then
  package=${{@: -1}} && echo "$package" >> "$GH_LOG.installed" && exec cp -R "${{package%\\[test\\]}}/src" "$(dirname "$0")/../src"
fi
PYTHONPATH="$(dirname "$0")/../src:$PYTHONPATH" exec "{sys.executable}" "$@"
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
        """How GitHub's command was called, without the questions."""
        log = self.bin / "gh.log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        return [line for line in lines if not line.startswith("pr list")]

    @property
    def told(self) -> str:
        """The text that a pull request was last given by an update."""
        return (self.bin / "gh.body").read_text("utf-8")

    def pulls(self, *known: Mapping[str, object]) -> None:
        """Make these the pull requests that GitHub knows."""
        (self.bin / "gh.json").write_text(json.dumps(known), encoding="utf-8")

    def script(self, name: str, **more: str) -> Ended:
        """Run a script in the clone."""
        settings = {"DRIFT_BODY": str(self.body), "DRIFT_TESTS": "false", "GH_LOG": str(self.bin / "gh.log"), **more}
        return execute(["bash", str(SCRIPTS / name)], self.clone, self.bin, settings)

    def git(self, *arguments: str) -> str:
        """What git answers in the clone."""
        done = execute(["git", *arguments], self.clone, self.bin, {})
        assert done.code == 0, done.out
        return done.out.strip()

    @property
    def tip(self) -> str:
        """The commit that the branch is at on the remote; empty where there is none."""
        return self.git("ls-remote", "origin", BRANCH).partition("\t")[0]

    def afresh(self) -> None:
        """A new run on a new checkout of the main branch."""
        self.git("checkout", "--quiet", ".")
        self.git("clean", "--quiet", "--force", "-d")


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
    for name, text in (("gh", GH), ("docs2client", DOCS2CLIENT), ("python3", PYTHON)):
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
