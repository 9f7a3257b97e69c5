"""What the tests of the whole program share: a project in a folder of its own, and commands run on it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from typer.testing import CliRunner

from generator import formatting
from generator.cli import app

REPOSITORY = Path(__file__).resolve().parents[1]
API = "nexudus"
PAGE = "put-accesstokens.txt"
CACHES = shutil.ignore_patterns("__pycache__", ".*_cache", "*.egg-info")

# Black is a pure function of one text, and takes most of the time of a build. The tests build nearly the same texts hundreds of times.
formatting._blacken = cache(formatting._blacken)

#: With what git commits on any machine: an author, and nothing of the machine's own settings.
GIT: dict[str, str] = {
    **{f"GIT_{role}_{fact}": "tester@example.com" for role in ("AUTHOR", "COMMITTER") for fact in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
}

#: Path to content, and to the time of the last change in nanoseconds, folders included.
State = dict[str, tuple[int, bytes | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A command that ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


def run(root: Path | None, *arguments: str) -> Done:
    """Run the command line in this process; an exception of its own is a bug and comes through."""
    where = [] if root is None else ["--root", str(root)]
    result = CliRunner().invoke(app, [*arguments, *where], catch_exceptions=False)
    return Done(code=result.exit_code, out=result.stdout, err=result.stderr)


def start(root: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Done:
    """Run the command line in a process of its own, in the folder `root`."""
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), **(environment or {})}
    command = [sys.executable, "-m", "generator", *arguments]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    return Done(code=done.returncode, out=done.stdout, err=done.stderr)


def copy_of_repository(into: Path) -> Path:
    """The committed specs and packages, copied to a folder; without floors, because tests take things away."""
    for name in ("specs", "generated"):
        shutil.copytree(REPOSITORY / name, into / name, ignore=CACHES)
    for path in (into / "specs").glob("*/api.toml"):
        path.write_text(without_tables(path.read_text(encoding="utf-8"), "[floors]"), encoding="utf-8")
    return into


def without_tables(text: str, *headers: str) -> str:
    """A TOML text without some of its tables."""
    return "".join(part for part in re.split(r"(?m)^(?=\[)", text) if not part.startswith(headers))


#: What is no part of a project: caches of Python's, and the memory of builds.
NOT_KEPT = frozenset({"__pycache__", ".docs2client-cache"})


def snapshot(root: Path) -> State:
    """Everything below a folder that is a part of the project."""
    paths = sorted(p for p in root.rglob("*") if NOT_KEPT.isdisjoint(p.parts))
    return {
        p.relative_to(root).as_posix(): (p.lstat().st_mtime_ns, p.read_bytes() if p.is_file() else None) for p in paths
    }


def contents(root: Path) -> dict[str, bytes]:
    """The files below a folder."""
    return {path: content for path, (_, content) in snapshot(root).items() if content is not None}


def replace(path: Path, old: str, new: str, count: int = -1) -> None:
    """Change a text in a file; the text must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def pages(root: Path) -> Path:
    """The folder of the pages."""
    return root / "specs" / API / "pages"
