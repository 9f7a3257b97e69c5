"""Tests of the review page without a browser: the data document, the HTML file around it, and the command."""

import base64
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from generator import pipeline
from generator.render import templates_folder
from generator.report.document import document_of
from generator.report.embedding import SCRIPTS, STYLES, page
from generator.report.records import Document, plain
from generator.report.sheets import difference, sheets_of
from generator.report.state import State, state_of
from tests import home_scene
from tests.docs_site import catalogue, site
from tests.home_scene import ODD, READ, UPDATE
from tests.hostile_report import hostile_state
from tests.workbench import run, snapshot


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project about lamps."""
    return home_scene.make_project(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def state(project: Path) -> State:
    """Its state."""
    return state_of(project, home_scene.API)


@pytest.fixture(scope="module")
def document(state: State) -> Document:
    """Its data document."""
    return document_of(state)


def cell(document: Document, operation: str) -> dict[str, Any]:
    """An endpoint of the index."""
    (line,) = document.index.lines
    return next(plain(one) for one in line.cells if one.operation == operation)


def row(document: Document, path: str) -> dict[str, Any]:
    """A field of the endpoint that changes a lamp."""
    (chunk,) = document.chunks
    rows = [row for facts in chunk.endpoints for section in facts.sections for row in section.rows]
    return next(plain(one) for one in reversed(rows) if one.path == path)


def test_the_index_has_a_cell_for_each_endpoint_with_its_marks(document: Document) -> None:
    """What is to be seen to in an endpoint is told by its cell."""
    update, read = cell(document, "update"), cell(document, "get")
    assert (update["method"], update["path"], update["address"]) == ("PUT", "/api/home/lamps", "Lamp.update")
    assert (update["drift"], update["overrides"], update["held"], update["left"]) == ("breaking", 1, 1, 1)
    assert (read["gone"], read.get("held", 0), read.get("drift")) == (1, 0, None)


def test_the_counts_are_those_of_the_build(document: Document, project: Path) -> None:
    """Pages, lines and findings are counted as `build` counts them."""
    printed = json.loads(run(project, "check", "--format", "json").out)
    severities = Counter(one["severity"] for one in printed["diagnostics"])
    counts = document.index.counts
    assert (counts["errors"], counts["warnings"]) == (severities["error"], severities["warning"])
    built = pipeline.make(project, "home")
    assert (counts["lines"], counts["left"]) == (built.lines, built.left)
    assert counts["drift"] == len(printed["changes"][0]["changes"])
    assert (counts["pages"], counts["endpoints"], counts["left"], counts["held"], counts["gone"]) == (2, 2, 1, 1, 1)


def test_a_fact_points_at_its_line(document: Document) -> None:
    """The place of a field is the line of its page that states it; facts from elsewhere have places of their own."""
    (chunk,) = document.chunks
    label = row(document, "request.Label")
    sheet = chunk.sheets[label["at"]["sheet"]]
    assert sheet.path == UPDATE
    assert 'body="Label"' in sheet.text.split("\n")[label["at"]["line"] - sheet.first]
    assert label["sources"]["format"] == {"page": "overrides.toml", "line": 2, "rule": "override"}


def test_the_words_of_a_field_belong_to_it(project: Path, document: Document) -> None:
    """Lines below the one that names a field are its own as far as they hold its words, and no further than the next field."""
    label = row(document, "request.Label")["at"]
    lines = (project / "specs/home/pages" / UPDATE).read_text(encoding="utf-8").split("\n")
    assert [one.strip() for one in lines[label["line"] : label["last"]]] == ["What is written on the switch."]
    head = "PUT\n/\napi\n/\nhome\n/\nlamps\nUpdate Lamp\n\nRequest Body\n\n"
    text = f"{head}Id\ninteger\nrequired\nThe Id of the Lamp.\nLamp\nstring\nIts name.\n"
    home_scene.write(project.parent / "text/specs/home/api.toml", home_scene.CONFIG)
    home_scene.write(project.parent / "text/specs/home/pages/lamps.txt", text)
    (chunk,) = document_of(state_of(project.parent / "text", "home")).chunks
    (section,) = [one for one in chunk.endpoints[0].sections if one.path == "request"]
    assert {one.name: (one.at.line, one.at.last) for one in section.rows} == {"Id": (12, 15), "Lamp": (16, 18)}


def test_members_of_a_field_stand_deeper(document: Document) -> None:
    """How deep a field is nested is told, and its address behind the operation."""
    assert row(document, "request.Room").get("depth", 0) == 0
    assert row(document, "request.Room.Name")["depth"] == 1


def test_an_override_says_what_the_page_says(document: Document) -> None:
    """The corrected fact has the reason, what the page says and what is set."""
    (one,) = row(document, "request.Label")["corrections"]
    assert (one["expect"], one["set"]) == ({"format": "nothing"}, {"format": "email"})
    assert one["reason"].startswith("Labels are addresses")
    assert "problem" not in one


def test_an_override_that_does_not_fit_says_so(tmp_path: Path) -> None:
    """A correction that was refused is shown with its problem, and the report is written all the same."""
    root = home_scene.make_project(tmp_path)
    home_scene.write(
        root / "specs/home/overrides.toml", home_scene.OVERRIDE.replace('{ format = "" }', '{ format = "uri" }')
    )
    (one,) = document_of(state_of(root, "home")).lists.corrections
    assert one.problem is not None and "uri" in one.problem
    done = run(root, "report", "home")
    assert (done.code, "error[E114]" in done.err) == (3, True)
    assert (root / ".docs2client-cache/report-home.html").is_file()


def test_drift_stands_where_it_is(document: Document) -> None:
    """A changed field has its change; a field that is gone is told at its endpoint."""
    (chunk,) = document.chunks
    changed = row(document, "request.Light")["drift"]
    assert {
        "address": "Lamp.update.request.Light",
        "severity": "breaking",
        "message": "type integer → string",
    } in changed
    gone = [one.address for facts in chunk.endpoints for one in facts.drift]
    assert "Lamp.update.request.Room.Floor" in gone


def test_left_over_lines_and_findings_stand_at_their_sheet(document: Document) -> None:
    """A line that nothing read is marked, and has its finding."""
    (chunk,) = document.chunks
    sheet = next(one for one in chunk.sheets if one.path == UPDATE)
    (left,) = sheet.left
    assert sheet.text.split("\n")[left - 1] == ODD
    assert ("W010", left) in [(note.code, note.line) for note in sheet.notes]
    entry = next(one for one in document.index.entries if one.path == UPDATE)
    assert (entry.left, entry.endpoint is not None) == (1, True)


def test_a_capture_that_is_kept_aside_is_compared(document: Document) -> None:
    """Its losses, and the lines by which it differs from the good capture."""
    (chunk,) = document.chunks
    (held,) = next(one for one in chunk.sheets if one.path == UPDATE).held
    assert (held.runs, held.losses) == (2, ("required field `update.request.Label`",))
    minus = [text for sign, _, _, text in held.diff if sign == "-"]
    assert any('body="Label"' in line for line in minus) and not any(sign == "+" for sign, *_ in held.diff)
    assert {one.path for one in document.lists.aside} == {UPDATE, READ}


def test_everything_can_be_searched_for(document: Document) -> None:
    """The names to search are the addresses of all fields, by endpoint."""
    cells = [one.address for line in document.index.lines for one in line.cells]
    names = dict(zip(cells, document.names, strict=True))
    assert {"request.Label", "request.Room.Name", "query.notify"} <= set(names["Lamp.update"])


def test_before_the_first_build_there_is_no_drift(tmp_path: Path) -> None:
    """Nothing is there to differ from, and the page says so."""
    root = home_scene.make_project(tmp_path)
    for path in (root / "specs/home/resources").rglob("*.json"):
        path.unlink()
    index = document_of(state_of(root, "home")).index
    assert (index.committed, index.counts["drift"], index.counts["endpoints"]) == (False, 0, 2)


def test_a_build_that_changes_nothing_is_remembered(tmp_path: Path) -> None:
    """After a build the same document comes out of its memory."""
    root = home_scene.make_project(tmp_path)
    run(root, "build")
    first = page(document_of(state_of(root, "home")))
    (root / ".docs2client-cache/home.json").unlink(missing_ok=True)
    assert page(document_of(state_of(root, "home"))) == first


def test_a_page_without_an_endpoint_is_shown_all_the_same(tmp_path: Path) -> None:
    """A page in error, or one that is no text, has a sheet of its own."""
    root = home_scene.make_project(tmp_path)
    home_scene.write(root / "specs/home/pages/guide.md", "# Guide\n\nHow lamps work.\n")
    (root / "specs/home/pages/odd.md").write_bytes(b"\xff\xfe<b>")
    document = document_of(state_of(root, "home"))
    alone = {
        one.path: document.chunks[one.chunk].sheets[one.sheet] for one in document.index.entries if one.endpoint is None
    }
    assert alone.keys() == {"guide.md", "odd.md"}
    assert [note.code for note in alone["guide.md"].notes] == ["E010"]
    assert alone["odd.md"].text == "\ufffd\ufffd<b>"
    assert document.index.counts["errors"] == 2


def test_a_file_of_many_pages_is_parted() -> None:
    """Each page of an `llms-full.txt` is a sheet with the numbers that its lines have in the file."""
    text = "# One\nSource: https://a.test/one\n\nWords.\n# Two\nSource: https://a.test/two\n\nMore.\n"
    assert [(one.first, one.last) for one in sheets_of("llms-full.txt", text.encode())] == [(1, 4), (5, 9)]


def test_each_page_of_such_a_file_stands_beside_its_endpoint(tmp_path: Path) -> None:
    """Fields point at lines by the numbers of the file; on the sheet of their endpoint, or by path where another page states them."""
    specs = tmp_path / "specs/rails"
    home_scene.write(specs / "api.toml", site.api_toml())
    home_scene.write(specs / "pages/llms-full.txt", catalogue.llms_full(site.pages()[:12]))
    document = document_of(state_of(tmp_path, "rails"))
    texts = (specs / "pages/llms-full.txt").read_text(encoding="utf-8").split("\n")
    endpoints = [(chunk, facts) for chunk in document.chunks for facts in chunk.endpoints]
    rows = [(facts, row) for _, facts in endpoints for section in facts.sections for row in section.rows]
    stated = [(facts, row) for facts, row in rows if row.at.rule == "field-row"]
    assert all(row.at.line and row.name in texts[row.at.line - 1] for _, row in stated)
    assert all((row.at.sheet is None) is (row.at.page == "llms-full.txt") for _, row in stated)
    own = [row for facts, row in stated if row.at.sheet in facts.sheets]
    assert len(own) > len(stated) * 0.9
    assert (
        len(
            {
                (chunk.sheets[number].path, chunk.sheets[number].first)
                for chunk, facts in endpoints
                for number in facts.sheets
            }
        )
        == 12
    )
    assert sum(one.endpoint is not None for one in document.index.entries) == 12


def test_a_comparison_of_very_long_captures_is_left_out() -> None:
    """Two captures of many thousand lines are not compared line by line."""
    assert difference(["a"] * 6000, ["b"] * 6000) is None
    assert difference(["a"], ["a"]) == []


@pytest.fixture(scope="module")
def hostile_page() -> bytes:
    """The file of it."""
    return page(document_of(hostile_state()))


def tags(html: bytes | str, parser: str) -> Counter[str]:
    """How often each kind of element is in a file, as a parser reads it."""
    return Counter(one.name for one in BeautifulSoup(html, parser).find_all(True))


@pytest.mark.parametrize("parser", ["html.parser", "lxml"])
def test_no_text_becomes_an_element(hostile_page: bytes, parser: str) -> None:
    """The file has exactly the elements of the skeleton, and a block for each part of the data."""
    skeleton = (templates_folder() / "report/page.html").read_text(encoding="utf-8")
    expected = tags(skeleton, parser)
    blocks = hostile_page.count(b'<script type="text/plain" id="') + 1
    expected["script"] += blocks
    assert tags(hostile_page, parser) == expected
    attributes = {name for one in BeautifulSoup(hostile_page, parser).find_all(True) for name in one.attrs}
    assert not [name for name in attributes if name.startswith("on")]


def test_the_data_comes_out_as_it_went_in(hostile_page: bytes) -> None:
    """Escaping and packing lose nothing but halves of characters."""
    soup = BeautifulSoup(hostile_page, "lxml")
    document = document_of(hostile_state())
    index = soup.find(id="index")
    assert index is not None
    assert json.loads(index.get_text()) == json.loads(mended(document.index))
    for number, chunk in enumerate(document.chunks):
        block = soup.find(id=f"chunk-{number}")
        assert block is not None
        assert json.loads(gzip.decompress(base64.b64decode(block.get_text()))) == json.loads(mended(chunk))


def mended(part: object) -> str:
    """A part of a document as JSON, halves of characters replaced."""
    return json.dumps(plain(part), ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_the_file_is_in_ascii_and_lets_nothing_else_run(hostile_page: bytes) -> None:
    """Data is ASCII, the policy names our script and style by their hashes, and nothing evaluates or parses text."""
    assert b"\xe2\x80\xa8" not in hostile_page
    policy = hostile_page.partition(b'Content-Security-Policy" content="')[2].partition(b'">')[0].decode()
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy and "trusted-types 'none'" in policy
    folder = templates_folder() / "report"
    script = "".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "new Function",
        "DOMParser",
        "fetch(",
    ):
        assert word not in script
    assert sorted([*SCRIPTS, *STYLES, "page.html"]) == sorted(path.name for path in folder.iterdir())


def test_the_command_writes_the_page_and_prints_its_place(project: Path, tmp_path: Path) -> None:
    """Without a target it stands where no repository keeps it; the same inputs give the same bytes, without a path of this machine."""
    before = snapshot(project)
    done = run(project, "report", "home")
    assert (done.code, done.out.strip()) == (0, str(project / ".docs2client-cache/report-home.html"))
    assert snapshot(project) == before
    other = run(project, "report", "home", "--output", str(tmp_path / "here.html"))
    assert (other.code, other.out.strip()) == (0, str(tmp_path / "here.html"))
    data = (tmp_path / "here.html").read_bytes()
    assert data == (project / ".docs2client-cache/report-home.html").read_bytes()
    soup = BeautifulSoup(data, "lxml")
    packed = [gzip.decompress(base64.b64decode(one.get_text())) for one in soup.find_all("script", type="text/plain")]
    assert not [one for one in (data, *packed) if str(tmp_path.parent).encode() in one]


def test_wrong_usage(project: Path, tmp_path: Path) -> None:
    """An API that is none, and a target in no folder, are told and nothing is written."""
    assert run(project, "report", "nothing").code == 2
    assert run(project, "report", "home", "--output", str(tmp_path / "none" / "x.html")).code == 2
    assert run(project, "report", "home", "--output", str(tmp_path)).code == 2


def test_broken_inputs_are_reported_and_what_can_be_shown_is(tmp_path: Path) -> None:
    """With an `api.toml` that cannot be read the stored specs are shown, and the exit code says it."""
    root = home_scene.make_project(tmp_path)
    home_scene.write(root / "specs/home/api.toml", "[api")
    done = run(root, "report", "home")
    assert done.code == 3
    assert "error[E101]" in done.err
    index = document_of(state_of(root, "home")).index
    assert (index.title, index.counts["endpoints"]) == (None, 2)


def test_of_a_capture_that_is_no_text_every_line_is_left_over(tmp_path: Path) -> None:
    """What cannot be read is not said to have been read."""
    root = home_scene.make_project(tmp_path)
    (root / "specs/home/pages/odd.md").write_bytes(b"one\n\n\xff\xfe\n")
    document = document_of(state_of(root, "home"))
    (entry,) = (one for one in document.index.entries if one.path == "odd.md")
    assert (entry.lines, entry.left) == (2, 2)
