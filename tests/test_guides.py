"""Tests of the guides: every command of a transcript prints what the transcript says, and every link leads somewhere."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.escaping import anchor
from tests.workbench import CACHES, GIT, REPOSITORY

GUIDES = sorted((REPOSITORY / "docs").glob("*.md"))
PAGES = [*GUIDES, *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\]\(([^()\s]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command of a transcript, and the lines that it prints; a line of three dots stands for any lines."""

    command: str
    lines: tuple[str, ...]


def steps(text: str) -> Iterator[Step]:
    """The steps of all transcripts of a page, in their order."""
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            yield Step(command=command, lines=tuple(output.splitlines()))


def pattern_of(lines: tuple[str, ...]) -> str:
    """What fits the output of a command."""
    return "".join(r"(?:.*\n)*?" if line == "..." else f"{re.escape(line)}\n" for line in lines)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The committed specs and packages in a repository of their own."""
    root = tmp_path / "project"
    for name in ("specs", "generated"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=CACHES)
    (root / ".gitignore").write_text(".docs2client-*\n", encoding="utf-8")
    bin = tmp_path / "bin"
    bin.mkdir()
    for name, arguments in (("docs2client", "-m generator "), ("python", "")):
        (bin / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', encoding="utf-8")
        (bin / name).chmod(0o755)
    shell(root, "git init --quiet --initial-branch main && git add --all && git commit --quiet --message First")
    return root


def shell(project: Path, command: str) -> str:
    """What a command prints in a project."""
    own = {"PYTHONPATH": str(REPOSITORY), "COLUMNS": "100"}
    env = {**os.environ, **GIT, **own, "PATH": f"{project.parent / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=project,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_transcripts_are_true(guide: Path, project: Path) -> None:
    """Run one after the other in a fresh project, the commands of a guide print what it says."""
    for step in steps(guide.read_text("utf-8")):
        printed = shell(project, step.command)
        assert re.fullmatch(pattern_of(step.lines), printed), f"$ {step.command}\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the repository names one that is there, and every anchor a heading of it."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    for link in _LINK.findall(text):
        if "://" in link:
            continue
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        headings = re.findall(r"^#+ +(.+)$", target.read_text("utf-8"), re.M) if fragment else []
        assert not fragment or fragment in {anchor(heading) for heading in headings}, f"{page.name}: {link}"


def test_every_guide_is_found() -> None:
    """The README leads to every guide."""
    text = (REPOSITORY / "README.md").read_text("utf-8")
    assert GUIDES and all(f"(docs/{guide.name})" in text for guide in GUIDES)
