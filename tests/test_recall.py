"""Tests of the memory of builds: a build with nothing changed does no work, and anything that changed makes it do all of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline, recall
from tests.workbench import API, PAGE, contents, copy_of_repository, pages, replace, run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was built once."""
    copy_of_repository(tmp_path)
    assert run(tmp_path, "build").code == 0
    return tmp_path


def recalled(project: Path) -> bool:
    """Whether a build would do nothing but remember."""
    return pipeline.make(project, API).recalled


def memory(project: Path) -> Path:
    """The file that holds the memory."""
    return project / recall.FOLDER / f"{API}.json"


def lines(text: str) -> list[str]:
    """What a build prints, without the time that it took."""
    return [line for line in text.splitlines() if not line.startswith("seconds")]


def test_a_build_with_nothing_changed_says_the_same_without_work(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second build reads no page, and prints the findings and counts of the first."""
    first = run(project, "build")
    monkeypatch.setattr(pipeline, "read_captures", lambda *_: pytest.fail("a page was read"))
    again = run(project, "build")
    assert recalled(project)
    assert lines(again.out) == lines(first.out)


def edit_page(project: Path) -> None:
    """A page says something else."""
    replace(pages(project) / PAGE, "Business Id.", "The business of the token.")


def add_page(project: Path) -> None:
    """There is a page more."""
    (pages(project) / "again.txt").write_bytes((pages(project) / PAGE).read_bytes())


def edit_config(project: Path) -> None:
    """The package has another version."""
    replace(project / "specs" / API / "api.toml", 'version = "0.1.0"', 'version = "0.1.1"')


def edit_output(project: Path) -> None:
    """A generated file was changed by hand."""
    replace(project / "generated" / API / "README.md", "typed", "typical", 1)


def delete_spec(project: Path) -> None:
    """A spec is gone."""
    (project / "specs" / API / "resources" / "spaces" / "accesstokens.json").unlink()


def break_memory(project: Path) -> None:
    """The memory is no JSON."""
    memory(project).write_text("{", encoding="utf-8")


def climb_out(project: Path) -> None:
    """The memory names a file outside of its folder."""
    replace(memory(project), '"README.md"', '"../README.md"')


@pytest.mark.parametrize(
    "change",
    [edit_page, add_page, edit_config, edit_output, delete_spec, break_memory, climb_out],
    ids=lambda f: f.__name__,
)
def test_whatever_changed_is_work(project: Path, change: Callable[[Path], None]) -> None:
    """After any change of inputs, of outputs or of the memory itself, a build does its work and gives what a first one gives."""
    assert recalled(project)
    change(project)
    assert not recalled(project)
    run(project, "build")
    done = contents(project)
    memory(project).unlink()
    run(project, "build")
    assert contents(project) == done


def test_another_program_is_work(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the program gave is not remembered."""
    monkeypatch.setattr(recall, "program", lambda: "another")
    assert not recalled(project)


def test_check_does_not_remember(project: Path) -> None:
    """A check does all the work, whatever the memory says."""
    assert not pipeline.make(project, API, strict=True).recalled


def test_errors_are_not_remembered(project: Path) -> None:
    """A build with an error is done again, so that what it holds back is looked for each time."""
    replace(pages(project) / PAGE, "AccessToken-Edit", "")
    assert run(project, "build").code == 3
    assert not recalled(project)


def test_a_first_build_is_remembered(tmp_path: Path) -> None:
    """The build that writes the first lock of names is remembered, too, with what the next build would say."""
    copy_of_repository(tmp_path)
    (tmp_path / "specs" / API / "names.lock.json").unlink()
    run(tmp_path, "build")
    assert recalled(tmp_path)
    first = run(tmp_path, "build")
    memory(tmp_path).unlink()
    assert lines(run(tmp_path, "build").out) == lines(first.out)
