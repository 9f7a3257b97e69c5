"""Environments of other generators: the name of a distribution in, a Python that has it and what it needs out.

Each has one of its own, for their needs are not ours. Its pins stand in `<name>.txt` beside this file; it is made once and kept in
`.cache/` of the repository until the pins or the Python change.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from functools import cache
from pathlib import Path

import pytest

from tests.workbench import REPOSITORY

HERE = Path(__file__).parent
KEPT = REPOSITORY / ".cache" / "other-generators"


def python_with(name: str) -> Path:
    """The Python of an environment that has a generator. Where none can be made the test is skipped with the reason; under CI it fails."""
    folder, problem = environment(name)
    if problem:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} cannot be installed here: {problem}")
    return python_in(folder)


@cache
def environment(name: str) -> tuple[Path, str]:
    """The folder of an environment, made where it is not there yet, and why it could not be made; tried once, for pip tries long."""
    pins = HERE / f"{name}.txt"
    folder = KEPT / f"{name}-{digest(pins)}"
    return folder, "" if folder.is_dir() else make(name, pins, folder)


def digest(pins: Path) -> str:
    """A short word for the pins and for this Python."""
    return hashlib.sha256(sys.version.encode() + pins.read_bytes()).hexdigest()[:12]


def python_in(folder: Path) -> Path:
    """The Python of an environment."""
    return next(folder.glob("[bS]*/python*"))


def make(name: str, pins: Path, folder: Path) -> str:
    """Make an environment, and say why where that fails.

    It is made aside and renamed, so that nobody sees half of one; of two test processes that make it at a time one throws its own away.
    Nothing in it is called by its path but Python, so that a renamed environment works.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=KEPT))
    try:
        venv.create(aside, with_pip=True)
        pip = [str(python_in(aside)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command = [*pip, "--constraint", str(pins), name]
        done = subprocess.run(command, cwd=aside, capture_output=True, text=True, check=False)
        if done.returncode:
            return next((line for line in done.stderr.splitlines() if line.startswith("ERROR")), "pip does not say why")
        if not folder.is_dir():
            aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return ""
