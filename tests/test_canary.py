"""Tests of the canary: a check that would find nothing any more fails itself, whichever of its steps went blind."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator import canary, comparing, drift, outputs, pipeline, tree
from generator.tree import Comparison
from tests.workbench import API, PAGE, REPOSITORY, copy_of_repository, pages, run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The committed specs and packages."""
    return copy_of_repository(tmp_path / "project")


def test_a_check_says_what_was_noticed(project: Path) -> None:
    """A clean check names the field that it has renamed in memory, for people and for programs; on the disk nothing is renamed."""
    done = run(project, "check")
    assert (
        done.code == 0
        and f"canary: {API}: " in done.out
        and "got another name in memory, and that was noticed" in done.out
    )
    told = json.loads(run(project, "check", "--format", "json").out)["canary"][API]
    assert f"canary: {API}: {told} " in done.out
    assert b"Canary" not in b"".join(path.read_bytes() for path in project.rglob("*.json"))


def deaf_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """The readers give the same whatever the pages say."""
    read, known = pipeline.read_captures, dict[str, Any]()

    def same(inputs: Any, *rest: Any) -> Any:
        key = ",".join(inputs.pages)
        known.setdefault(key, read(inputs, *rest))
        return known[key]

    monkeypatch.setattr(pipeline, "read_captures", same)


def blind_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison with the disk always finds that all is as it should be."""
    monkeypatch.setattr(outputs, "compare", lambda *_, **__: Comparison())


def mute_drift(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison of specs never finds a difference."""
    monkeypatch.setattr(comparing, "resources", lambda *_: iter(()))


def half_a_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison with the disk finds nothing in packages, and all that there is in specs."""
    compare = tree.compare
    monkeypatch.setattr(
        outputs, "compare", lambda files, folder, *more, **options: (
            Comparison() if folder.parent.name == "generated" else compare(files, folder, *more, **options)
        )
    )  # fmt: skip


def no_losses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The drift tells nothing of what is gone."""
    compare = comparing.compare
    monkeypatch.setattr(drift, "compare", lambda *states: [one for one in compare(*states) if one.kind != "removed"])
    monkeypatch.setattr(drift, "other_symbols", lambda *_: iter(()))


def no_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The errors of pages are lost on the way."""
    located = pipeline.located
    monkeypatch.setattr(
        pipeline, "located", lambda api, found: located(api, [one for one in found if one.severity != "error"])
    )


@pytest.mark.parametrize(
    ("blind", "words"),
    [
        (deaf_reading, "give the same spec"),
        (blind_comparison, "the comparison with the disk does not tell it"),
        (mute_drift, "the drift by meaning does not tell it"),
        (half_a_comparison, "the comparison with the disk does not tell it"),
        (no_losses, "does not call that breaking"),
        (no_errors, "pages are empty, and that is no error"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_blind_check_fails(project: Path, monkeypatch: pytest.MonkeyPatch, blind: Any, words: str) -> None:
    """Whichever step finds nothing any more, the check says so and leaves with 3, although all else looks clean."""
    blind(monkeypatch)
    done = run(project, "check")
    assert done.code == 3, done.out
    assert "error[E180]" in done.out and words in done.out and "clean" not in done.out


def test_without_a_field_there_is_a_word(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no page states a field nothing can be renamed, and a warning says that nothing was proven."""
    monkeypatch.setattr(canary, "victims", lambda _: iter(()))
    done = run(project, "check")
    assert done.code == 0 and "warning[W181]" in done.out


def test_a_resource_may_have_another_name_when_it_is_alone(project: Path) -> None:
    """Of two resources of one name the second has a number, and none where it is tried without the first; that is no blindness."""
    text = (pages(project) / PAGE).read_text("utf-8")
    for path in (*pages(project).glob("put-time*"), project / f"specs/{API}/overrides.toml"):
        path.unlink()
    (pages(project) / "delete.txt").write_text(text.replace("PUT", "DELETE", 1), "utf-8")
    (pages(project) / "other.txt").write_text(text.replace("\nspaces\n", "\nvaults\n", 1), "utf-8")
    (project / f"specs/{API}/api.toml").write_text(
        (project / f"specs/{API}/api.toml").read_text("utf-8").replace("fields = 130", "fields = 1"), "utf-8"
    )
    assert run(project, "build").code == 0
    assert '"AccessToken_2"' in (project / f"specs/{API}/resources/vaults/accesstokens.json").read_text("utf-8")
    done = run(project, "check")
    assert done.code == 0 and f"canary: {API}: AccessToken.update." in done.out, done.out


def test_errors_need_no_canary(project: Path) -> None:
    """A check that fails anyway proves itself; nothing is made twice for it."""
    shutil.rmtree(pages(project))
    done = run(project, "check")
    assert done.code == 3 and "canary" not in done.out


LEVEL = 'query="level"'
ODD = {
    "a word without which the page is none": 'query="api"',
    "another spelling of the name": 'query="parking&#95;level"',
    "the name in two spellings": 'query="&#76;ists"',
}


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_a_field_that_cannot_be_renamed_proves_nothing(tmp_path: Path, name: str) -> None:
    """Where a page is in error with the other name, or keeps the old one in another spelling, another field is tried."""
    project = Path(shutil.copytree(REPOSITORY / "docs" / "diagnostics" / "project", tmp_path / "project"))
    page = project / "specs" / "parking" / "pages" / "list-bays.md"
    page.write_text(page.read_text("utf-8").replace(LEVEL, name), encoding="utf-8")
    assert run(project, "build").code == 0
    done = run(project, "check")
    assert done.code == 0 and "canary: parking: Bay.get.response.200.plate got another name" in done.out
