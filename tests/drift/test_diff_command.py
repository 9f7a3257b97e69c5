"""Tests of `diff`: what it takes for old and new, what it prints for whom, and how it ends."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from generator import names_lock, reporting, store
from generator.drift import Change
from tests.drift import harbour, rows
from tests.drift.harbour import Side
from tests.workbench import GIT, Done, replace, run, start

#: A required argument, and one that is written in other words.
BROKEN, WORDS = "an argument that must be given", "other words on an argument"


def save(root: Path, side: Side, api: str = "quay") -> Path:
    """A project whose only API, or one of whose APIs, has this spec."""
    folder = root / "specs" / api
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in store.tree_of(one.model_copy(update={"api": api}) for one in side.state.resources).items():
        (folder / "resources" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "resources" / path).write_bytes(data)
    (folder / names_lock.PAGE).write_bytes(names_lock.dump(side.names))
    config = (harbour.FOLDER / "api.toml").read_text(encoding="utf-8")
    (folder / "api.toml").write_text(config.replace('"quay"', f'"{api}"'), encoding="utf-8")
    return root


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A project with the API as it is."""
    return save(tmp_path / "old", rows.base())


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A project where an argument became required."""
    return save(tmp_path / "new", rows.sides(BROKEN)[1])


def diff(*arguments: str | Path, root: Path | None = None) -> Done:
    """Run `diff`."""
    return run(root, "diff", *map(str, arguments))


def commit(root: Path, message: str, below: str = ".") -> None:
    """Everything in a repository as a revision of it, tagged with the message."""
    for command in (["init", "-q", "."], ["add", "-A", below], ["commit", "-q", "-m", message], ["tag", message]):
        subprocess.run(["git", *command], cwd=root, env={**os.environ, **GIT}, check=True, capture_output=True)


def changes(done: Done, api: str = "quay") -> list[dict[str, Any]]:
    """The changes of one API as they are printed for programs."""
    (found,) = (one for one in json.loads(done.out)["apis"] if one["api"] == api)
    return list(found["changes"])


def test_nothing_has_changed(old: Path, tmp_path: Path) -> None:
    """Two projects that document the same differ in nothing: 0, in each format."""
    again = save(tmp_path / "again", rows.base())
    assert diff(old, again) == Done(code=0, out="no changes\n", err="")
    assert diff(old, again, "--format", "markdown").out == "Nothing has changed.\n"
    assert changes(diff(old, again, "--format", "json")) == []


def many(count: int, name: str = "Field") -> list[Change]:
    """So many breaking changes, and as many of words."""
    facts = {"subject": "field", "direction": "request", "symbols": ("quay.harbour.moorings.Moorings.update(depth=)",)}
    kinds: list[tuple[Any, Any]] = [("required", "breaking"), ("words", "patch")]
    return [
        Change(kind=kind, severity=severity, address=f"Mooring.update.request.{name}{number}", **facts)  # type: ignore[arg-type]
        for kind, severity in kinds
        for number in range(count)
    ]


def test_a_pull_request_gets_what_it_takes() -> None:
    """However much has changed, the Markdown is shorter than a code host allows, has what breaks first, and counts what it leaves out."""
    text = reporting.markdown({"quay": many(800), "pier": many(1)})
    assert len(text) < 65_536 - 4_000
    left_out = [int(number) for number in re.findall(r"(?m)^- and (\d+) more", text)]
    assert text.count("\n- **") + sum(left_out) == 2 * 801
    assert 0 < left_out[0] < 800 and left_out[1:] == [800, 1]
    assert "## quay: 800 breaking, 800 of words only" in text and "## pier: 1 breaking, 1 of words only" in text
    assert text.count("<details>") == text.count("</details>") == 2


def test_a_short_report_leaves_nothing_out() -> None:
    """Where there is room for all, all is printed."""
    text = reporting.markdown({"quay": many(40)})
    assert text.count("\n- **") == 80 and "more, which" not in text


@pytest.mark.parametrize("name", ["@context", "#12", "GH-12", "www.example.invalid", "octo/repo#7", "x@y.invalid"])
def test_a_pull_request_notifies_nobody(name: str) -> None:
    """Names of pages that a code host would take for people, issues or addresses are parted, and shown as they are."""
    text = reporting.markdown({"quay": many(1, name)})
    shown, *_ = re.findall(r"<strong>(.*)</strong>", MarkdownIt("commonmark").render(text))
    assert not re.search(r"@\w|#\d|GH-\d|www\.", shown)
    assert shown.replace("\u200b", "") == f"Mooring.update.request.{name}0"


def test_something_has_changed(old: Path, new: Path) -> None:
    """A change is 1; the text says what breaks, the symbols and both lines."""
    done = diff(old, new)
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    assert lines[0] == "quay: 1 breaking"
    assert lines[1:] == [
        "  breaking",
        "    Mooring.update.request.Depth: now required",
        "      quay.harbour.moorings.Moorings.edit(depth=)",
        "      quay.harbour.moorings.Moorings.update(depth=)",
        "      specs/quay/pages/update-mooring.md:49 \u2192 specs/quay/pages/update-mooring.md:47",
    ]


@pytest.mark.parametrize("part", ["", "specs/quay", "specs/quay/resources"])
def test_a_folder_is_a_project_an_api_or_its_specs(old: Path, new: Path, part: str) -> None:
    """Each of the three can be compared with each of the three."""
    for other in ("", "specs/quay", "specs/quay/resources"):
        done = diff(old / part, new / other, "--format", "json")
        assert done.code == 1
        assert [(one["kind"], one["severity"]) for one in changes(done)] == [("required", "breaking")]


def test_specs_alone_need_nothing_beside_them(old: Path, new: Path, tmp_path: Path) -> None:
    """A copy of `resources/` has neither particulars nor published names, and is compared all the same."""
    for side in (old, new):
        shutil.move(side / "specs/quay/resources", tmp_path / f"{side.name}-specs")
    done = diff(tmp_path / "old-specs", tmp_path / "new-specs", "--format", "json")
    told = [one for one in changes(done) if one["subject"] == "field"]
    assert [(one["kind"], one["severity"]) for one in told] == [("required", "breaking")]


@pytest.mark.parametrize("lacking", ["both", "old", "new"])
def test_published_names_that_one_side_lacks(old: Path, new: Path, lacking: str) -> None:
    """A value that is called otherwise keeps its name in Python, wherever the names were kept."""
    save(new, rows.sides("another name of a value")[1])
    for root in (old, new):
        if lacking in ("both", root.name):
            (root / "specs/quay/names.lock.json").unlink()
    told = [(one["kind"], one["severity"], one["symbols"]) for one in changes(diff(old, new, "--format", "json"))]
    assert told == [("renamed", "patch", ["quay.harbour.moorings.MooringKind.DRY_BERTH"])]


def test_revisions_of_a_project(tmp_path: Path) -> None:
    """Tags, branches and `HEAD` mean what is committed, also where the project is a folder of the repository."""
    for place in ("repository", "repository-with/the project"):
        root = save(tmp_path / place, rows.base())
        top = tmp_path / Path(place).parts[0]
        commit(top, "one")
        save(root, rows.sides(BROKEN)[1])
        commit(top, "two")
        for names in (("one", "two"), ("HEAD~1", "HEAD"), ("one", str(root))):
            done = diff(*names, "--format", "json", root=root)
            assert (done.code, [one["kind"] for one in changes(done)]) == (1, ["required"])
        assert diff("two", root, root=root).code == 0


def test_what_is_neither_folder_nor_revision(old: Path, tmp_path: Path) -> None:
    """A name that means nothing, or something without specs, is wrong usage; no name is an option of git."""
    commit(old, "here")
    (tmp_path / "empty").mkdir()
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "specs").mkdir()
    for name in (
        "nowhere",
        "here..there",
        ":/",
        "--output=x",
        "-p",
        "",
        "\x00",
        "HEAD:specs",
        str(tmp_path / "empty"),
        str(bare),
    ):
        done = diff("--root", old, "--", "here", name)
        assert (done.code, done.out) == (2, ""), name
        assert done.err.startswith("docs2client: ")
        assert all(letter.isprintable() or letter == "\n" for letter in done.err)
    assert not list(old.glob("x*"))
    assert diff(tmp_path / "empty", old).code == 2


def test_a_revision_without_specs(tmp_path: Path) -> None:
    """Before a project had specs there is nothing to compare with, which is wrong usage and no crash."""
    (tmp_path / "README.md").write_text("Soon.\n", encoding="utf-8")
    commit(tmp_path, "before")
    save(tmp_path, rows.base())
    commit(tmp_path, "after")
    done = diff("before", "after", root=tmp_path)
    assert (done.code, done.err) == (2, "docs2client: before holds no specs\n")


def test_no_project_has_no_revisions(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of a project only folders can be named."""
    monkeypatch.chdir(tmp_path)
    assert diff("HEAD", old).code == 2
    assert diff(old, old).code == 0


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("resources/harbour/moorings.json", b"{"),
        ("resources/harbour/moorings.json", b'{"spec_version": 99}'),
        ("resources/harbour/moorings.json", b"\xff"),
        ("names.lock.json", b"[]"),
        ("api.toml", b"[api"),
        ("api.toml", b"\xff\xfe"),
    ],
)
def test_what_cannot_be_read(old: Path, new: Path, path: str, data: bytes) -> None:
    """A broken file is an error of the inputs: 3, with its name, and nothing is said to have changed."""
    (new / "specs/quay" / path).write_bytes(data)
    for names in ((old, new), (new, old)):
        done = diff(*names)
        assert (done.code, done.out) == (3, "")
        assert path.rpartition("/")[2] in done.err


def test_several_apis(old: Path, new: Path) -> None:
    """Each API is told apart; `--api` compares one alone, and a single folder is compared with its own API."""
    for root in (old, new):
        save(root, rows.base() if root == new else rows.sides(WORDS)[1], "pier")
    both = diff(old, new, "--format", "json")
    assert [(one["api"], one["severity"]) for one in json.loads(both.out)["apis"]] == [
        ("pier", "patch"),
        ("quay", "breaking"),
    ]
    only = diff(old, new, "--api", "pier", "--format", "json")
    assert [one["api"] for one in json.loads(only.out)["apis"]] == ["pier"]
    assert [one["api"] for one in json.loads(diff(old, new / "specs/quay", "--format", "json").out)["apis"]] == ["quay"]
    done = diff(old, new, "--api", "mole")
    assert (done.code, done.err) == (2, "docs2client: no such API: mole\n")


def test_an_api_that_is_new_or_gone(old: Path, new: Path) -> None:
    """A whole API more breaks nobody; one less breaks all of its users."""
    save(new, rows.base(), "pier")
    there, back = diff(old, new, "--format", "json"), diff(new, old, "--format", "json")
    assert {one["severity"] for one in changes(there, "pier")} == {"minor"}
    assert {one["kind"] for one in changes(there, "pier")} == {"added"}
    assert {one["severity"] for one in changes(back, "pier") if one["subject"] == "resource"} == {"breaking"}
    assert {one["kind"] for one in changes(back, "pier")} == {"removed"}


def test_words_are_folded(old: Path, new: Path) -> None:
    """Changes of words alone are a number, unless they are asked for; in Markdown they are folded away."""
    save(new, rows.sides(WORDS)[1])
    done = diff(old, new)
    assert (done.code, done.out) == (
        1,
        "quay: 1 of words only\n  words only: 1 change in 1 place (--words shows them)\n",
    )
    shown = diff(old, new, "--words").out
    assert "    Mooring.update.request.Note: other description\n" in shown
    assert "--words" not in shown
    markdown = diff(old, new, "--format", "markdown").out
    assert (
        "<details><summary>Words only: 1 change in 1 place</summary>\n\n- **Mooring.update.request.Note**" in markdown
    )


def test_what_programs_are_given(old: Path, new: Path) -> None:
    """The keys are those that CONTRIBUTING.md lists, and their values what it says of them."""
    (api,) = json.loads(diff(old, new, "--format", "json").out)["apis"]
    assert api.keys() == {"api", "severity", "counts", "changes"}
    assert api["counts"] == {"breaking": 1, "minor": 0, "patch": 0, "words": 0}
    (change,) = api["changes"]
    assert change == {
        "kind": "required",
        "subject": "field",
        "direction": "request",
        "severity": "breaking",
        "address": "Mooring.update.request.Depth",
        "was": None,
        "before": {"required": False},
        "after": {"required": True},
        "symbols": ["quay.harbour.moorings.Moorings.edit(depth=)", "quay.harbour.moorings.Moorings.update(depth=)"],
        "gone": [],
        "come": [],
        "old": {"page": "specs/quay/pages/update-mooring.md", "line": 49, "rule": "field-row"},
        "new": {"page": "specs/quay/pages/update-mooring.md", "line": 47, "rule": "field-row"},
        "message": "now required",
    }
    table = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(
        f"`{key}`" in table.partition("## What `diff` gives to programs")[2].partition("\n## ")[0]
        for key in (*api, *change)
    )


def test_the_same_bytes_whatever_the_hashes(old: Path, tmp_path: Path) -> None:
    """No order of a set or of a dictionary shows."""
    other = save(tmp_path / "other", harbour.of(rows.together(list(rows.table())[::3]), rows.base().names))
    printed = set()
    for seed in ("0", "77"):
        done = start(tmp_path, "diff", str(old), str(other), "--format", "json", environment={"PYTHONHASHSEED": seed})
        assert done.code == 1
        printed.add(done.out)
    assert len(printed) == 1


def test_names_that_were_edited_by_hand(old: Path, new: Path) -> None:
    """A key that the API renamed keeps its name in Python, so that nothing breaks; a name that was changed breaks its users."""
    save(new, rows.sides("another name of an argument")[1])
    lock = new / "specs/quay/names.lock.json"
    renamed = '"body.Remark": "remark"'
    replace(lock, renamed, '"body.Remark": "note"')
    text = json.loads(lock.read_text(encoding="utf-8"))
    text["retired"]["arguments:harbour.moorings.update"].pop("body.Note")
    lock.write_text(json.dumps(text), encoding="utf-8")
    (change,) = (one for one in changes(diff(old, new, "--format", "json")) if one["kind"] == "renamed")
    assert (change["severity"], change["symbols"]) == (
        "patch",
        ["quay.harbour.moorings.Moorings.edit(note=)", "quay.harbour.moorings.Moorings.update(note=)"],
    )
    save(new, rows.base())
    replace(lock, '"body.Note": "note"', '"body.Note": "remark"')
    told = {(one["kind"], one["severity"]): one["address"] for one in changes(diff(old, new, "--format", "json"))}
    assert set(told) == {("removed", "breaking"), ("added", "minor")}


ALIAS = """
[[alias]]
of = "Mooring.update.request.Remark"
name = "note"
until = "9.0.0"
reason = "Its name until 2025."
"""


def test_an_old_name_that_still_works(old: Path, new: Path) -> None:
    """An alias of the old name keeps those from breaking who use it; one that cannot be read is an error."""
    save(new, rows.sides("another name of an argument")[1])
    (new / "specs/quay/overrides.toml").write_text(ALIAS, encoding="utf-8")
    (change,) = (one for one in changes(diff(old, new, "--format", "json")) if one["kind"] == "renamed")
    assert change["severity"] == "minor"
    assert "quay.harbour.moorings.Moorings.update(note=)" in change["symbols"]
    (new / "specs/quay/overrides.toml").write_text(ALIAS.replace("until", "till"), encoding="utf-8")
    done = diff(old, new)
    assert done.code == 3 and f"{new}: quay/overrides.toml:2: error[" in done.err
