"""Tests of the manual of diagnostics: every code has its page, and what a page shows happens so."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import manual
from generator.codes import CODES
from generator.diagnostics import SEVERITIES
from tests import literate
from tests.docs_site import faulty
from tests.workbench import GIT, REPOSITORY

FOLDER = REPOSITORY / "docs" / "diagnostics"
INDEX = FOLDER / "README.md"
#: No input makes a working program say these, or only what a file is on some machines.
NEVER = {"E005", "E180", "E192", "W601"}
_TABLE = re.compile(r"(?<=\n\n)\| Code \|.*\n(?:\|.*\n)+")


def table() -> str:
    """The table of all codes in the index."""
    rows = [f"| [{code}]({code}.md) | {kind.message} |\n" for code, kind in sorted(CODES.items())]
    return "".join(["| Code | Message |\n", "|---|---|\n", *rows])


def test_every_code_has_its_page_and_no_page_is_left_over() -> None:
    """A page is called after its code, and there is one of each."""
    assert {path.stem for path in FOLDER.glob("*.md")} - {"README"} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_the_parts_of_all_pages(code: str) -> None:
    """Heading, message, meaning, example and remedy stand in this order, and none is empty."""
    text = manual.page(code)
    assert text.startswith(f"# {code} ({SEVERITIES[code[0]]})\n\n> {CODES[code].message}\n\n")
    parts = literate.sections(text)
    assert list(parts) == ["Example", "Remedy"]
    assert manual.meaning(code) and all(part.strip() for part in parts.values())


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[literate.Stage]:
    """The sample project, where the command `docs2client` can be run, and a server that answers nothing yet."""
    folder, bin = tmp_path / "project", tmp_path / "bin"
    shutil.copytree(FOLDER / "project", folder)
    bin.mkdir()
    for name, arguments in (("docs2client", "-m generator "), ("python", "")):
        (bin / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', encoding="utf-8")
        (bin / name).chmod(0o755)
    monkeypatch.chdir(folder)
    own = {"COLUMNS": "100", "PYTHONPATH": str(REPOSITORY), "PATH": f"{bin}{os.pathsep}{os.environ['PATH']}"}
    for name, value in {**GIT, **own}.items():
        monkeypatch.setenv(name, value)
    with faulty.serve({}) as site:
        yield literate.Stage(folder, site)


@pytest.mark.parametrize("code", sorted(set(CODES) - NEVER))
def test_the_example_tells_its_finding_and_the_remedy_works(code: str, stage: literate.Stage) -> None:
    """Played in the sample project, a page prints what it says: in the example the finding, and not at the end of a remedy that runs."""
    # `init` tells warnings by their kinds.
    finding, said = re.compile(rf"\[{code}\]: |^  {code} +\d+  as ", re.M), {}
    for title, text in literate.sections(manual.page(code)).items():
        said[title] = [out for step, out in stage.play(text) if same(step, out)]
    assert any(finding.search(out) for out in said["Example"]), "the example does not show its finding"
    assert not said["Remedy"] or not finding.search(said["Remedy"][-1]), "the remedy leaves the finding"


def same(step: literate.Step, out: str) -> bool:
    """True; what a command printed is what its page says."""
    assert re.fullmatch(literate.pattern_of(step.lines), out), f"$ {step.command}\n{out}"
    return True


def test_the_index_has_every_code(update: bool) -> None:
    """The index lists each code with its message."""
    text = INDEX.read_text("utf-8")
    if update:
        INDEX.write_text(_TABLE.sub(lambda _: table(), text), encoding="utf-8")
    assert table() in INDEX.read_text("utf-8")
