"""Test of the program as it is installed: a built wheel in a clean environment, with templates and manual inside."""

import os
import subprocess
import sys
import venv
from pathlib import Path

from tests.workbench import API, REPOSITORY, contents, copy_of_repository


def run(command: list[str], folder: Path) -> str:
    """Run a command that must succeed, without anything of this environment."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def test_a_wheel_works_in_a_clean_environment(tmp_path: Path) -> None:
    """`docs2client build` and `check` out of a wheel give what the checkout gives."""
    run([sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path / "dist"), str(REPOSITORY)], tmp_path)
    (wheel,) = (tmp_path / "dist").glob("docs2client-*.whl")
    venv.create(tmp_path / "clean", with_pip=True)
    programs = next((tmp_path / "clean").glob("[bS]*/python*")).parent
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--constraint", str(REPOSITORY / "constraints.txt"), str(wheel)], tmp_path)
    project = copy_of_repository(tmp_path / "project")
    command = str(programs / "docs2client")
    assert "files written" in run([command, "build"], project)
    assert "clean" in run([command, "check"], project)
    assert run([command, "explain", "W011"], tmp_path).startswith("# W011 (warning)\n")
    page = run([command, "report", API], project).strip()
    assert (project / page).read_bytes().startswith(b"<!doctype html>")
    here = copy_of_repository(tmp_path / "here")
    run([sys.executable, "-c", "from generator.cli import main; main()", "--help"], REPOSITORY)
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", str(here)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    assert contents(here) == contents(project)
