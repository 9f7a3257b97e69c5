"""Tests of the guides: commands print what transcripts say, the Python code of a page runs, and every link leads somewhere."""

import re
import shutil
import socket
import subprocess
import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from typer.main import get_command

from generator.cli import app
from generator.escaping import anchor
from tests import literate
from tests.docs_site import serving, site
from tests.workbench import CACHES, REPOSITORY

README = REPOSITORY / "README.md"
GUIDES = sorted((REPOSITORY / "docs").glob("*.md"))
PAGES = [*GUIDES, README, *(REPOSITORY / name for name in ("CONTRIBUTING.md", "SECURITY.md"))]
#: The manual of diagnostics; `test_manual` runs it.
MANUAL = sorted((REPOSITORY / "docs" / "diagnostics").glob("*.md"))
#: What stands in pages for the port of a server.
PORT = "8123"
#: The pages of the documentation site that pages speak of.
SERVED = ("works/get-workorders", "works/get-workorders-by-id", "works/put-workorders")
_LINK = re.compile(r"\]\(([^()\s]+)\)")

Follow = Callable[[str], None]


@pytest.fixture
def follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Follow]:
    """Does what a page says, in a repository of its own with the committed specs and packages."""
    root = tmp_path / "project"
    for name in ("specs", "generated"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=CACHES)
    (root / ".gitignore").write_text(".docs2client-*\n", encoding="utf-8")
    packages = (root / "generated" / name / "src" for name in ("nexudus", "rails"))
    literate.prepare(monkeypatch, root, tmp_path / "bin", *packages)
    first = "git init --quiet --initial-branch main && git add --all && git commit --quiet --message First"
    subprocess.run(["sh", "-c", first], check=True)
    with ExitStack() as running:

        def play(text: str) -> None:
            names = {PORT: str(free_port())}
            if literate.ADDRESS in text:
                pages = [page for page in site.pages() if page.name in SERVED]
                names[literate.ADDRESS] = running.enter_context(serving.serve(pages)).partition("://")[2]
            for _ in literate.Stage(folder=root, names=names, running=running).follow(text):
                pass

        yield play


def free_port() -> int:
    """A port of this machine that nobody listens to."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_transcripts_are_true(guide: Path, follow: Follow) -> None:
    """Run one after the other in a fresh project, the commands of a guide print what it says."""
    follow(guide.read_text("utf-8"))


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_the_readme_is_true(follow: Follow) -> None:
    """The same for the README, whose code is given the address of the server that the page starts."""
    text = README.read_text("utf-8")
    code = next(block for block in programs(README) if "import " in block)
    server = code.replace('token="..."', f'token="mock-token", base_url="http://127.0.0.1:{PORT}"')
    text = text.replace(f"```python\n{code}", "```text\n") + f"\n```python\n{server}```\n"
    follow(text)


def programs(page: Path) -> list[str]:
    """The Python code of a page."""
    return [block.text for block in literate.blocks(page.read_text("utf-8")) if block.language == "python"]


def test_every_command_has_a_transcript() -> None:
    """Whatever docs2client can do is shown by a guide."""
    told = [step.command for guide in GUIDES for step in literate.steps(guide.read_text("utf-8"))]
    missing = [name for name in get_command(app).commands if not any(f"docs2client {name}" in one for one in told)]  # type: ignore[attr-defined]
    assert missing == []


def test_code_that_cannot_stand_alone_is_run_elsewhere() -> None:
    """Lines of Python without imports are part of code of a guide, word for word, so that they are run, too."""
    blocks = [block for page in PAGES for block in programs(page)]
    whole = ["\n".join(map(str.strip, block.splitlines())) for block in blocks if "import " in block]
    for block in blocks:
        lines = "\n".join(map(str.strip, textwrap.dedent(block).splitlines()))
        assert "import " in block or any(lines in one for one in whole), block


@pytest.mark.parametrize("page", [*PAGES, *MANUAL], ids=lambda path: path.stem)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the repository names one that is there, and every anchor a heading of it."""
    for link in _LINK.findall(literate.prose(page.read_text("utf-8"))):
        if "://" in link:
            continue
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        headings = re.findall(r"^#+ +(.+)$", literate.prose(target.read_text("utf-8")), re.M) if fragment else []
        assert not fragment or fragment in {anchor(heading) for heading in headings}, f"{page.name}: {link}"


def test_every_guide_is_found() -> None:
    """The README leads to every guide, and to the index of diagnostics."""
    text = README.read_text("utf-8")
    assert GUIDES and all(
        f"(docs/{guide})" in text for guide in (*(guide.name for guide in GUIDES), "diagnostics/README.md")
    )
