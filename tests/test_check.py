"""Tests of `check`: it is clean on what `build` gives, and it tells whatever differs from that."""

import json
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.workbench import API, PAGE, REPOSITORY, copy_of_repository, pages, replace, run, snapshot

PACKAGE = f"generated/{API}"
MODULE = f"{PACKAGE}/src/nexudus/spaces/access_tokens.py"
SPEC = f"specs/{API}/resources/spaces/accesstokens.json"
MANIFEST = f"{PACKAGE}/.docs2client.json"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was just built."""
    root = copy_of_repository(tmp_path_factory.mktemp("built"))
    assert run(root, "build").code == 0
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of a project that was just built."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def test_the_repository_is_clean() -> None:
    """The committed specs and packages are what the committed pages give."""
    done = run(REPOSITORY, "check")
    assert done.code == 0, done.out


def test_a_clean_project_is_clean(project: Path) -> None:
    """Nothing differs: exit 0, and nothing on the disk is touched."""
    before = snapshot(project)
    done = run(project, "check")
    assert done.code == 0
    assert done.out.endswith("clean: specs and packages are what the pages give\n")
    assert snapshot(project) == before


def edit_page(root: Path) -> None:
    """One field of a page gets other words."""
    replace(pages(root) / PAGE, "Business Id.", "The business of the token.")


def edit_field_name(root: Path) -> None:
    """One field of a page gets another name."""
    replace(pages(root) / PAGE, "UserLimit", "UserMaximum")


def edit_spec(root: Path) -> None:
    """One field of a stored spec becomes optional."""
    replace(root / SPEC, '"required": true', '"required": false', 1)


def edit_module(root: Path) -> None:
    """One line of a generated module is changed by hand."""
    replace(root / MODULE, "access_code: str,", "access_code: int,", 1)


def delete_module(root: Path) -> None:
    """A generated file is lost."""
    (root / MODULE).unlink()


def delete_spec(root: Path) -> None:
    """A stored spec is lost."""
    (root / SPEC).unlink()


def add_module(root: Path) -> None:
    """Somebody puts a file of their own into the generated package."""
    (root / PACKAGE / "src/nexudus/spaces/own.py").write_text("x = 1\n", encoding="utf-8")


def add_spec(root: Path) -> None:
    """Somebody puts a file of their own beside the stored specs."""
    (root / f"specs/{API}/resources/notes.md").write_text("mine\n", encoding="utf-8")


def delete_page(root: Path) -> None:
    """A page is gone."""
    (pages(root) / PAGE).unlink()


def delete_manifest(root: Path) -> None:
    """The manifest is lost."""
    (root / MANIFEST).unlink()


def forge(root: Path) -> None:
    """A generated file is changed, and the manifest made to vouch for it."""
    before = sha256((root / MODULE).read_bytes()).hexdigest()
    edit_module(root)
    after = sha256((root / MODULE).read_bytes()).hexdigest()
    # What templates print may be what black makes of it, so that both digests are one.
    replace(root / MANIFEST, f'"formatted": "{before}"', f'"formatted": "{after}"')


#: What is done to a clean project, the differences that must be listed, and the lines that the diff must hold.
CASES: tuple[tuple[Callable[[Path], None], set[str], set[str]], ...] = (
    (
        edit_page,
        {
            f"changed: {SPEC}",
            f"changed: {MODULE}",
            f"changed: {PACKAGE}/reference/spaces/access_tokens.md",
            f"changed: {PACKAGE}/openapi.json",
        },
        {'-            "description": "Business Id.",', '+            "description": "The business of the token.",'},
    ),
    (
        edit_field_name,
        {f"changed: {SPEC}", f"changed: {MODULE}", f"changed: {PACKAGE}/tests/data/spaces_access_tokens.json"},
        {
            "-        user_limit: int | None | MISSING = MISSING,",
            "+        user_maximum: int | None | MISSING = MISSING,",
        },
    ),
    (edit_spec, {f"changed: {SPEC}"}, {'-            "required": false,', '+            "required": true,'}),
    (edit_module, {f"changed: {MODULE}"}, {"-        access_code: int,", "+        access_code: str,"}),
    (delete_module, {f"missing: {MODULE}"}, {"--- /dev/null", f"+++ b/{MODULE}"}),
    (delete_spec, {f"missing: {SPEC}"}, {"--- /dev/null", f"+++ b/{SPEC}"}),
    (add_module, {f"foreign: {PACKAGE}/src/nexudus/spaces/own.py"}, set()),
    (add_spec, {f"foreign: specs/{API}/resources/notes.md"}, set()),
    (
        delete_page,
        {f"stale: {SPEC}", f"stale: {MODULE}", f"stale: {PACKAGE}/tests/test_spaces_access_tokens.py"},
        {f"--- a/{SPEC}", "+++ /dev/null"},
    ),
    (delete_manifest, {f"missing: {MANIFEST}"}, set()),
    (
        forge,
        {f"changed: {MODULE}", f"changed: {MANIFEST}"},
        {"-        access_code: int,", "+        access_code: str,"},
    ),
)


@pytest.mark.parametrize(("change", "listed", "shown"), CASES, ids=[case[0].__name__ for case in CASES])
def test_a_change_is_drift(project: Path, change: Callable[[Path], None], listed: set[str], shown: set[str]) -> None:
    """Whatever is changed, check leaves with 1, lists the files by kind, shows a diff, and touches nothing."""
    change(project)
    before = snapshot(project)
    done = run(project, "check")
    lines = set(done.out.splitlines())
    assert done.code == 1, done.out
    assert listed <= lines
    assert shown <= lines
    assert "clean" not in done.out
    assert snapshot(project) == before


@pytest.mark.parametrize(("change", "listed"), [(c[0], c[1]) for c in CASES], ids=[case[0].__name__ for case in CASES])
def test_build_mends_a_change(project: Path, change: Callable[[Path], None], listed: set[str]) -> None:
    """After a build the project is clean again, except for files that are not ours; those stay."""
    change(project)
    if change is forge:
        # Build trusts the manifest, or it would have to format everything each time; check does not, and says what to do.
        assert (
            "warning[W073]: The manifest vouches for src/nexudus/spaces/access_tokens.py" in run(project, "check").out
        )
        delete_manifest(project)
    foreign = {line.removeprefix("foreign: ") for line in listed if line.startswith("foreign: ")}
    assert run(project, "build").code == 0
    done = run(project, "check")
    assert done.code == (1 if foreign else 0), done.out
    assert all((project / path).is_file() for path in foreign)


def test_only_the_changed_files_are_listed(project: Path) -> None:
    """One changed line of one file is one file and one line of difference."""
    edit_module(project)
    done = run(project, "check")
    assert re.findall(r"^(?:missing|changed|stale|foreign): .*$", done.out, re.M) == [f"changed: {MODULE}"]
    assert [line for line in done.out.splitlines() if re.match(r"[-+](?![-+])", line)] == [
        "-        access_code: int,",
        "+        access_code: str,",
    ]


def test_an_error_outranks_drift(project: Path) -> None:
    """A page in error and a changed file: exit 3, and both are told."""
    (pages(project) / "put-timepasstimeslots.txt").write_bytes(b"")
    edit_module(project)
    done = run(project, "check")
    assert done.code == 3
    assert f"specs/{API}/pages/put-timepasstimeslots.txt:1: error[E001]" in done.out
    assert f"changed: {MODULE}" in done.out
    assert "timepasstimeslots.json" not in re.sub(r"error.*", "", done.out)


def test_an_error_without_drift_is_not_called_clean(project: Path) -> None:
    """A page in error keeps its last good output, so that nothing differs; but the exit is 3, and nobody says clean."""
    (pages(project) / PAGE).write_bytes(b"")
    done = run(project, "check")
    assert done.code == 3
    assert "changed:" not in done.out
    assert "clean" not in done.out


def test_check_of_one_api_looks_at_nothing_else(project: Path) -> None:
    """Only the named API is checked; a name that is none is wrong usage."""
    (project / "specs" / "other").mkdir()
    assert run(project, "check", API).code == 0
    assert run(project, "check").code == 3
    done = run(project, "check", "none")
    assert done.code == 2
    assert "no such API: none; there are nexudus, other" in done.err


def test_drift_as_annotations(project: Path) -> None:
    """For GitHub each file that differs is an error annotation, and no diff is printed."""
    edit_module(project)
    done = run(project, "check", "--format", "github")
    assert done.code == 1
    assert f"::error file={MODULE},title=drift::changed" in done.out.splitlines()
    assert "@@" not in done.out


def test_drift_as_json(project: Path) -> None:
    """For programs there is one JSON document with the findings and the drift."""
    edit_module(project)
    done = run(project, "check", "--format", "json")
    assert done.code == 1
    report = json.loads(done.out)
    assert report["drift"] == [{"kind": "changed", "path": MODULE}]
    assert {row["severity"] for row in report["diagnostics"]} <= {"error", "warning", "info"}


def test_drift_is_told_by_meaning(project: Path) -> None:
    """Beside the files stands what has changed, what it does to users, which symbol it touches, and the line of the page."""
    edit_field_name(project)
    lines = run(project, "check").out.splitlines()
    assert f"{API}: 1 breaking" in lines
    assert (
        "    AccessToken.update.request.UserMaximum: argument probably renamed from UserLimit to UserMaximum" in lines
    )
    assert "    - nexudus.spaces.access_tokens.AccessTokens.update(user_limit=)" in lines
    assert "    + nexudus.spaces.access_tokens.AccessTokens.update(user_maximum=)" in lines
    assert f"      specs/{API}/pages/{PAGE}:60" in lines


def test_words_are_folded(project: Path) -> None:
    """Changes of words alone are counted, and listed where they are asked for."""
    edit_page(project)
    told = "AccessToken.update.request.BusinessId: other description"
    assert told not in run(project, "check").out
    assert told in run(project, "check", "--words").out


def test_drift_by_meaning_is_annotated(project: Path) -> None:
    """On GitHub each change is an annotation at the line of the page, as severe as it is for users; those of words are one."""
    edit_field_name(project)
    edit_page(project)
    rows = run(project, "check", "--format", "github").out.splitlines()
    assert any(row.startswith(f"::error file=specs/{API}/pages/{PAGE},line=60,title=drift breaking::") for row in rows)
    assert f"::notice title=drift words::{API}: words only: 1 change in 1 place" in rows


def test_drift_is_annotated_before_warnings(project: Path) -> None:
    """GitHub shows ten annotations of a kind: errors of pages come first, then what has changed, then what is odd about pages."""
    edit_field_name(project)
    (pages(project) / "put-timepasstimeslots.txt").write_bytes(b"")
    rows = run(project, "check", "--format", "github").out.splitlines()
    order = [next(n for n, row in enumerate(rows) if one in row) for one in ("=E001", "drift breaking", "::warning ")]
    assert order == sorted(order)


def test_drift_by_meaning_is_data(project: Path) -> None:
    """As JSON a check gives the changes of each API in the shape of `diff`."""
    edit_field_name(project)
    (api,) = json.loads(run(project, "check", "--format", "json").out)["changes"]
    assert (api["api"], api["severity"], api["counts"]["breaking"]) == (API, "breaking", 1)
    assert api["changes"][0]["was"] == "AccessToken.update.request.UserLimit"


NEEDLESS = """
[[override]]
address = "AccessToken.update.request.UserLimit"
expect = { type = "integer" }
set = { type = "integer" }
reason = "The page said something else once."
"""
STALE = NEEDLESS.replace("integer", "string", 1).replace("integer", "number")


def test_a_needless_override_fails_the_check(project: Path) -> None:
    """A correction that the page has made needless is to be deleted: exit 1, although specs and packages are as they should be."""
    overrides = project / f"specs/{API}/overrides.toml"
    overrides.write_text(overrides.read_text("utf-8") + NEEDLESS, "utf-8")
    done = run(project, "check")
    assert done.code == 1 and f"specs/{API}/overrides.toml:" in done.out and ": to delete: The override of" in done.out
    assert run(project, "build").code == 0
    assert json.loads(run(project, "check", "--format", "json").out)["outlived"][0]["code"] == "W115"


def test_a_stale_override_fails_the_check(project: Path) -> None:
    """A correction that expects what the page does not say is an error: exit 3."""
    overrides = project / f"specs/{API}/overrides.toml"
    overrides.write_text(overrides.read_text("utf-8") + STALE, "utf-8")
    done = run(project, "check")
    assert done.code == 3 and "error[E114]" in done.out
