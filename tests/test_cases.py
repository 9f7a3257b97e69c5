"""Every page below `tests/cases/<form>` gives the spec and the diagnostics that stand beside it."""

from pathlib import Path

import pytest

from generator.reading import read_pages
from tests import captures


def by_place(folder: Path) -> str:
    """How pytest calls a case."""
    return f"{folder.parent.name}/{folder.name}"


@pytest.mark.parametrize("folder", captures.folders(), ids=by_place)
def test_page_gives_its_goldens(folder: Path, update: bool) -> None:
    """A page in, its expected spec and diagnostics out, to the letter; `--update` writes them."""
    expected = captures.golden(captures.capture(folder))
    if update:
        for name, text in expected.items():
            (folder / name).write_bytes(text.encode())
    for name, text in expected.items():
        assert (folder / name).is_file(), f"{by_place(folder)}/{name} is missing; run pytest --update and look at it"
        assert (folder / name).read_bytes().decode() == text


@pytest.mark.parametrize("folder", captures.folders("markdown", "html"), ids=by_place)
def test_form_is_that_of_the_folder(folder: Path) -> None:
    """The form of a case is found out from its content, and the folder only says the same."""
    one = captures.capture(folder)
    forms = {reading.endpoint.source.form for reading in read_pages(one.page, one.data) if reading.endpoint}
    assert forms <= {one.form}


def test_nothing_else_lies_among_the_cases() -> None:
    """A file that no case uses fails, and so does a case without a page, or with two."""
    for folder in captures.folders():
        names = {path.name for path in folder.iterdir()}
        assert len(names & captures.PAGES) == 1, folder
        assert names - captures.PAGES <= {captures.SPEC, captures.FOUND}, folder
    assert {path.name for path in captures.CASES.iterdir()} == set(captures.FORMS)
    assert all(path.is_dir() for form in captures.FORMS for path in (captures.CASES / form).iterdir())


@pytest.mark.parametrize("folder", captures.folders("markdown", "html"), ids=by_place)
def test_page_cut_in_the_middle_of_a_line(folder: Path) -> None:
    """A page that ends inside a line, and so often inside a tag, raises nothing, and what is left over is reported."""
    one = captures.capture(folder)
    for count in range(1, len(one.lines), 7):
        line = one.lines[count]
        for reading in read_pages(one.page, b"".join([*one.lines[:count], line[: len(line) // 2]])):
            assert not reading.account.left or any(found.code == "W010" for found in reading.found)
            assert reading.endpoint is not None or any(
                found.code[0] == "E" or found.code == "I103" for found in reading.found
            )
