"""Tests of the guides: commands print what transcripts say, the Python code of a page runs, and every link leads somewhere."""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command

from generator.cli import app
from generator.escaping import anchor
from tests.docs_site import serving, site
from tests.workbench import CACHES, GIT, REPOSITORY

README = REPOSITORY / "README.md"
GUIDES = sorted((REPOSITORY / "docs").glob("*.md"))
PAGES = [*GUIDES, README, *(REPOSITORY / name for name in ("CONTRIBUTING.md", "SECURITY.md"))]
#: What stands in pages for a documentation site on this machine, and for the port of a server.
SITE, PORT = "http://127.0.0.1:8000", "8123"
#: The pages of that site.
SERVED = ("works/get-workorders", "works/get-workorders-by-id", "works/put-workorders")
#: How long a server may take until it has printed what it says, in seconds.
PATIENCE = 60.0
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\]\(([^()\s]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command of a transcript, and the lines that it prints; three dots stand for any lines, or for the rest of a line."""

    command: str
    lines: tuple[str, ...]


def steps(text: str) -> Iterator[Step]:
    """The steps of all transcripts of a page, in their order; Python code that can stand alone is a step that prints no error."""
    for kind, block in _BLOCK.findall(text):
        if kind == "python" and "import " in block:
            yield Step(command=f"python -W error -c {shlex.quote(block)} > {os.devnull}", lines=())
        for part in re.split(r"^\$ ", block, flags=re.M)[1:] if kind == "console" else ():
            command, output = re.fullmatch(r"((?:[^\n]*\\\n)*[^\n]*)\n(.*)", part, re.S).groups()  # type: ignore[union-attr]
            yield Step(command=command, lines=tuple(output.splitlines()))


def pattern_of(lines: tuple[str, ...]) -> str:
    """What fits the output of a command."""
    return "".join(r"(?:.*\n)*?" if line == "..." else f"{pattern_of_line(line)}\n" for line in lines)


def pattern_of_line(line: str) -> str:
    """What fits a line, which three dots may end."""
    return re.escape(line.removesuffix("...")) + ".*" * line.endswith("...")


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


def environment(project: Path) -> dict[str, str]:
    """What commands find: our own, and the packages of the project as if they were installed."""
    paths = [str(REPOSITORY), *(str(project / "generated" / name / "src") for name in ("nexudus", "rails"))]
    own = {"PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "100", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **GIT, **own, "PATH": f"{project.parent / 'bin'}:{os.environ['PATH']}"}


def shell(project: Path, command: str) -> str:
    """What a command prints in a project."""
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=project,
        env=environment(project),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


@contextmanager
def going_on(project: Path, command: str, pattern: str) -> Iterator[str]:
    """A command in the background, and what it has printed once that fits or the command has ended; stopped at the end."""
    log = project.parent / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            ["sh", "-c", f"exec {command}"], cwd=project, env=environment(project), stdout=file, stderr=file
        )
    try:
        end = time.monotonic() + PATIENCE
        while not re.fullmatch(pattern, log.read_text("utf-8")) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        yield log.read_text("utf-8")
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port of this machine that nobody listens to."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def with_addresses(text: str, running: ExitStack) -> str:
    """A page with a site that is served and a port that is free."""
    text = re.sub(rf"\b{PORT}\b", str(free_port()), text)
    if SITE not in text:
        return text
    pages = [page for page in site.pages() if page.name in SERVED]
    return text.replace(SITE, running.enter_context(serving.serve(pages)))


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_transcripts_are_true(guide: Path, project: Path) -> None:
    """Run one after the other in a fresh project, the commands of a guide print what it says."""
    follow(guide.read_text("utf-8"), project)


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_the_readme_is_true(project: Path) -> None:
    """The same for the README, whose code is given the address of the server that the page starts."""
    text = README.read_text("utf-8")
    code = [block for kind, block in _BLOCK.findall(text) if kind == "python"]
    server = code[1].replace('token="..."', f'token="mock-token", base_url="http://127.0.0.1:{PORT}"')
    text = text.replace(f"```python\n{code[1]}", "```text\n") + f"\n```python\n{server}```\n"
    follow(text, project)


def follow(text: str, project: Path) -> None:
    """Do what a page says, and compare what is printed."""
    with ExitStack() as running:
        for step in steps(with_addresses(text, running)):
            pattern = pattern_of(step.lines)
            if step.command.endswith(" &"):
                printed = running.enter_context(going_on(project, step.command.removesuffix(" &"), pattern))
            else:
                printed = shell(project, step.command)
            # Not everything that is printed ends its last line.
            ended = printed and printed.removesuffix("\n") + "\n"
            assert re.fullmatch(pattern, ended), f"$ {step.command}\n{printed}"


def test_every_command_has_a_transcript() -> None:
    """Whatever docs2client can do is shown by a guide."""
    told = [step.command for guide in GUIDES for step in steps(guide.read_text("utf-8"))]
    missing = [name for name in get_command(app).commands if not any(f"docs2client {name}" in one for one in told)]  # type: ignore[attr-defined]
    assert missing == []


def test_code_that_cannot_stand_alone_is_run_elsewhere() -> None:
    """Lines of Python without imports are part of code of a guide, word for word, so that they are run, too."""
    blocks = [block for page in PAGES for kind, block in _BLOCK.findall(page.read_text("utf-8")) if kind == "python"]
    whole = ["\n".join(map(str.strip, block.splitlines())) for block in blocks if "import " in block]
    for block in blocks:
        lines = "\n".join(map(str.strip, textwrap.dedent(block).splitlines()))
        assert "import " in block or any(lines in one for one in whole), block


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
