"""Tests of the command line: what each command prints, and its exit code."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator.cli.common import COMMANDS, offer
from generator.diagnostics import make
from generator.parsing import parse
from tests.workbench import API, PAGE, REPOSITORY, copy_of_repository, pages, replace, run, start

PAGES = REPOSITORY / "specs" / API / "pages"
TOKENS = f"specs/{API}/pages/{PAGE}"

#: An address and the lines that explain must print about it.
EXPLAINED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "AccessToken.update.request.AccessCode",
        (
            "  type: string",
            "  required: True",
            "  description: Unique network access code used to connect to WiFi.",
            f"  stated from {TOKENS}:40 by field-row",
            "    40 | AccessCode",
        ),
    ),
    (
        "AccessToken.update.request.ValidFrom",
        ("  format: date-time", f"  stated from {TOKENS}:54 by field-row", "    54 | ValidFrom"),
    ),
    (
        "TimePassTimeSlot.update.request.FromTime",
        (
            "  date_part: 1976-01-01",
            "  date_part from specs/nexudus/overrides.toml:4 by override",
        ),
    ),
    ("AccessToken.update", ("  method: PUT", "  path: /api/spaces/accesstokens", f"  known from {TOKENS}:2 by method-path")),
    ("enum:DayOfWeek", ("  type: integer",)),
)  # fmt: skip


@pytest.mark.parametrize(("address", "lines"), EXPLAINED, ids=[row[0] for row in EXPLAINED])
def test_explain_tells_where_a_fact_comes_from(address: str, lines: tuple[str, ...]) -> None:
    """Facts, page, line, the line itself and the rule."""
    done = run(REPOSITORY, "explain", address)
    assert done.code == 0
    printed = done.out.splitlines()
    assert printed[0] == address
    assert [line for line in lines if line not in printed] == []


def test_explain_tells_the_values_of_an_enum() -> None:
    """All values with their names, on one line."""
    out = run(REPOSITORY, "explain", "enum:DayOfWeek").out
    assert "  values: 0 Sunday, 1 Monday, 2 Tuesday, 3 Wednesday, 4 Thursday, 5 Friday, 6 Saturday" in out


def test_explain_tells_the_reason_of_an_override() -> None:
    """A fact that was corrected shows why."""
    out = run(REPOSITORY, "explain", "TimePassTimeSlot.update.request.FromTime").out
    assert "    reason: A time of day that travels as a date-time." in out


def test_explain_tells_what_a_code_means() -> None:
    """A code needs no project; its page of the docs is told."""
    done = run(None, "explain", "W030")
    assert done.code == 0
    assert done.out == (REPOSITORY / "docs" / "diagnostics" / "W030.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("address", "suggested"),
    [
        ("AccessToken.update.request.AcessCode", "AccessToken.update.request.AccessCode"),
        ("enum:DayOfWeak", "enum:DayOfWeek"),
        ("AccessToken", "did you mean AccessToken.update "),
        ("accesstoken.UPDATE", "did you mean AccessToken.update?"),
        ("DayOfWeek", "enum:DayOfWeek"),
        ("nothing at all", ""),
        ("E999", ""),
    ],
)
def test_an_unknown_address_is_wrong_usage(address: str, suggested: str) -> None:
    """Exit 2, and the nearest addresses are suggested."""
    done = run(REPOSITORY, "explain", address)
    assert done.code == 2
    assert f"nothing has the address {address}" in done.err
    assert ("did you mean" in done.err) is bool(suggested)
    assert suggested in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        *(["nonsense"], ["build", "--nonsense"], ["build", "none"], ["explain"], ["parse"], ["parse", "/no/such/page"]),
        *(
            ["build", "--root", "/no/such/folder"],
            ["check", "--format", "xml"],
            ["diff"],
            ["explain", "x", "--root", "/"],
        ),
    ],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str]) -> None:
    """Exit 2 with a word on the standard error, and nothing on the standard output."""
    done = run(None, *arguments)
    assert done.code == 2
    assert done.out == ""
    assert done.err != ""


def test_the_project_is_found_upwards(tmp_path: Path) -> None:
    """A command may be given anywhere below the project; outside of one it is wrong usage."""
    copy_of_repository(tmp_path)
    deep = pages(tmp_path)
    assert start(deep, "explain", "AccessToken.update").code == 0
    (tmp_path / "outside").mkdir()
    assert start(Path("/"), "check").code == 2


def test_parse_prints_the_shape_of_the_design() -> None:
    """Endpoints, enums and diagnostics, by the keys that other programs rely on."""
    done = run(None, "parse", str(PAGES / PAGE), "--json")
    assert done.code == 0
    result = json.loads(done.out)
    assert list(result) == ["endpoints", "enums", "diagnostics"]
    (endpoint,) = result["endpoints"]
    assert endpoint["source"]["page"] == str(PAGES / PAGE)
    assert {"operation", "method", "path", "title", "auth", "parameters", "request", "responses", "source"} <= set(
        endpoint
    )
    assert set(result["diagnostics"][0]) == {"code", "severity", "message", "page", "line", "hint"}


def test_parse_takes_folders_and_the_standard_input() -> None:
    """A folder stands for the pages in it, and `-` for what is piped in."""
    folder = json.loads(run(None, "parse", str(PAGES), "--json").out)
    assert len(folder["endpoints"]) == len(list(PAGES.iterdir()))
    command = [sys.executable, "-m", "generator", "parse", "-", "--json"]
    done = subprocess.run(command, cwd=REPOSITORY, input=(PAGES / PAGE).read_bytes(), capture_output=True, check=False)
    assert done.returncode == 0
    (endpoint,) = json.loads(done.stdout)["endpoints"]
    assert endpoint["source"]["page"] == "-"


def test_parse_prints_json_even_for_pages_in_error(tmp_path: Path) -> None:
    """Exit 3 with the good page's endpoint and the bad page's diagnostic."""
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    done = run(None, "parse", str(tmp_path / "bad.txt"), str(PAGES / PAGE), "--json")
    assert done.code == 3
    result = json.loads(done.out)
    assert len(result["endpoints"]) == 1
    assert any(row["code"] == "E002" and row["page"].endswith("bad.txt") for row in result["diagnostics"])


def test_a_page_that_may_not_be_read_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is an error of that page, and the next one is parsed."""
    secret, good = tmp_path / "secret.md", tmp_path / "good.md"
    for path in (secret, good):
        path.write_text("# Get\n\n`GET /a/b`\n", encoding="utf-8")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == secret:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    parsed = parse([str(secret), str(good)])
    assert [one.source.page for one in parsed.endpoints] == [str(good)]
    assert [one.message for one in parsed.diagnostics if one.code == "E005"] == [
        "The page cannot be read: Permission denied."
    ]


def test_parse_for_people() -> None:
    """One line an endpoint, its fields, and a sum; diagnostics go to the standard error."""
    done = run(None, "parse", str(PAGES / PAGE))
    assert done.code == 0
    assert done.out.startswith("PUT  /api/spaces/accesstokens  update  ")
    assert "    AccessCode  string  required" in done.out.splitlines()
    assert "1 endpoint, 0 enums" in done.out
    assert "warning[W030]" in done.err


def test_build_for_people(tmp_path: Path) -> None:
    """Findings with page and line, then a short table."""
    done = run(copy_of_repository(tmp_path), "build")
    assert done.code == 0
    rows = dict(line.rsplit(None, 1) for line in done.out.splitlines()[-12:])
    assert {
        "pages",
        "endpoints",
        "fields",
        "enums",
        "warnings",
        "lines left over",
        "files written",
        "files unchanged",
    } <= set(rows)
    assert (rows["pages"], rows["endpoints"], rows["lines left over"]) == ("3", "3", "0")


def test_findings_as_json(tmp_path: Path) -> None:
    """One document for programs: the findings by key, and the counts."""
    done = run(copy_of_repository(tmp_path), "build", "--format", "json")
    report = json.loads(done.out)
    assert report["totals"]["pages"] == 3
    assert set(report["diagnostics"][0]) == {"code", "severity", "message", "page", "line", "hint"}


def test_findings_as_annotations(tmp_path: Path) -> None:
    """Each finding is one line; what would end a property or a line is encoded."""
    root = copy_of_repository(tmp_path)
    (pages(root) / PAGE).rename(pages(root) / "a,b:c%d\ne.txt")
    replace(pages(root) / "a,b:c%d\ne.txt", "Business Id.\n", "Business Id.\n\n100% unknown, :: line\n")
    lines = run(root, "build", "--format", "github").out.splitlines()
    assert all(line.startswith(("::warning ", "::notice ", "::error ")) for line in lines)
    odd = [line for line in lines if "a%2Cb%3Ac%25d" in line]
    assert odd
    assert all("a,b" not in line.partition("::")[2].partition("::")[0] for line in odd)


def test_the_schema_is_that_of_the_stored_specs() -> None:
    """`schema` prints a JSON Schema that every committed spec fits."""
    done = run(None, "schema")
    assert done.code == 0
    validator = Draft202012Validator(json.loads(done.out))
    specs = sorted((REPOSITORY / "specs" / API / "resources").rglob("*.json"))
    assert specs
    assert all(validator.is_valid(json.loads(spec.read_bytes())) for spec in specs)


def test_the_version_is_printed() -> None:
    """`--version` prints the version and nothing else."""
    from generator import __version__

    assert run(None, "--version").out == f"{__version__}\n"


def test_help_lists_the_commands_whole() -> None:
    """Every command stands in the help with a line of its own that is not cut, those that one needs first at the top."""
    listed = run(None, "--help").out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed if line] == COMMANDS
    assert not any(line.endswith("...") for line in listed)


def test_nothing_heavy_is_imported_for_help() -> None:
    """`--help` must answer at once: what takes long to import is imported by the command that needs it."""
    code = "import sys, generator.cli; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    heavy = {"pydantic", "pydantic_core", "jinja2", "black", "httpx2", "bs4", "lxml", "markdown_it"}
    assert heavy & set(done.stdout.split()) == set()


def test_an_encoding_that_lacks_characters_is_no_error(tmp_path: Path) -> None:
    """Text of a page goes to an old terminal with escapes instead of a traceback."""
    (tmp_path / "日.txt").write_bytes((PAGES / PAGE).read_bytes())
    env = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "generator", "parse", "日.txt"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.returncode == 0
    assert rb"\u65e5.txt" in done.stdout


def test_a_form_can_be_told(tmp_path: Path) -> None:
    """`--form` overrides what the content looks like."""
    page = tmp_path / "page.txt"
    page.write_text('# Get a boat\n\n<ParamField query="name" type="string">Its name.</ParamField>\n')
    seen = json.loads(run(None, "parse", str(page), "--json").out)["endpoints"]
    told = json.loads(run(None, "parse", str(page), "--json", "--form", "text").out)["endpoints"]
    assert [one["parameters"][0]["name"] for one in seen] == ["name"]
    assert told == []


def test_a_terminal_is_told_where_to_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the worst finding is named with the command that explains it; a log has the findings alone."""
    said: list[str] = []
    found = [make("W015", "a.md", 1, section="Body"), make("E001", "b.md")]
    for on_terminal in (True, False):
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda on_terminal=on_terminal: on_terminal, raising=False)
        monkeypatch.setattr(sys, "stderr", stream)
        offer(found)
        offer([])
        said.append(stream.getvalue())
    assert said == ["docs2client explain E001 shows an example and the remedy\n", ""]
