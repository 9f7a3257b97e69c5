"""Tests of the manual of diagnostics: every code has its page, and what a page shows happens so."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import manual
from generator.codes import CODES
from generator.diagnostics import SEVERITIES
from tests import literate
from tests.docs_site import faulty
from tests.workbench import REPOSITORY

FOLDER = REPOSITORY / "docs" / "diagnostics"
INDEX = FOLDER / "README.md"
#: No input makes a working program say these, or only what a file is on some machines.
NEVER = {"E005", "E180", "E192", "W601"}
_ROW = re.compile(r"^\| \[(\w+)\]\(.*\n", re.M)
_CODE = re.compile(r"\b[EWI]\d{3}\b")


def row(code: str) -> str:
    """The row of a code in the index."""
    return f"| [{code}]({code}.md) | {SEVERITIES[code[0]]} | {CODES[code].message} |\n"


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
    folder = tmp_path / "project"
    shutil.copytree(FOLDER / "project", folder)
    literate.prepare(monkeypatch, folder, tmp_path / "bin")
    with faulty.serve({}) as site:
        yield literate.Stage(folder=folder, site=site, names={literate.ADDRESS: site.origin.partition("://")[2]})


@pytest.mark.parametrize("code", sorted(set(CODES) - NEVER))
def test_the_example_tells_its_finding_and_the_remedy_works(code: str, stage: literate.Stage) -> None:
    """Played in the sample project, a page prints what it says: in the example the finding, and not at the end of a remedy that runs."""
    # `init` tells warnings by their kinds.
    finding, said = re.compile(rf"\[{code}\]: |^  {code} +\d+  as ", re.M), {}
    for title, text in literate.sections(manual.page(code)).items():
        said[title] = [out for _, out in stage.follow(text)]
    assert any(finding.search(out) for out in said["Example"]), "the example does not show its finding"
    assert not said["Remedy"] or not finding.search(said["Remedy"][-1]), "the remedy leaves the finding"


def test_the_index_has_every_code(update: bool) -> None:
    """Each code stands below one heading of the index, with its severity and its message, errors first."""
    text = INDEX.read_text("utf-8")
    if update:
        text = _ROW.sub(lambda match: row(match[1]) if match[1] in CODES else "", text)
        INDEX.write_text(text, encoding="utf-8")
    assert sorted(_ROW.findall(text)) == sorted(
        CODES
    ), "write the row of a new code below the heading where readers look for it"
    assert all(match[0] == row(match[1]) for match in _ROW.finditer(text))
    for title, section in literate.sections(text).items():
        codes = _ROW.findall(section)
        assert codes == sorted(codes, key=lambda code: ("EWI".index(code[0]), code)), title


def test_the_transcripts_of_the_index_are_true(stage: literate.Stage) -> None:
    """The index shows the sample project, and how to have a page of one's own."""
    assert [step.command for step, _ in stage.follow(INDEX.read_text("utf-8"))]


@pytest.mark.parametrize("code", CODES)
def test_a_page_that_speaks_of_another_code_leads_there(code: str) -> None:
    """Codes in the words of a page are links."""
    words = re.sub(r"\[(\w+)\]\(\1\.md\)", "", literate.prose(manual.page(code)))
    assert set(_CODE.findall(words)) <= {code}
