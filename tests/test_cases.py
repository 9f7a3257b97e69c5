"""Every page below `tests/cases/text` gives the spec and the diagnostics that stand beside it."""

from pathlib import Path

import pytest

from tests import captures


@pytest.mark.parametrize("folder", captures.folders(), ids=lambda folder: str(folder.name))
def test_page_gives_its_goldens(folder: Path, update: bool) -> None:
    """A page in, its expected spec and diagnostics out, to the letter; `--update` writes them."""
    expected = captures.golden(captures.capture(folder))
    if update:
        for name, text in expected.items():
            (folder / name).write_bytes(text.encode())
    for name, text in expected.items():
        assert (folder / name).is_file(), f"{folder.name}/{name} is missing; run pytest --update and look at it"
        assert (folder / name).read_bytes().decode() == text


def test_nothing_else_lies_among_the_cases() -> None:
    """A file that no case uses fails, and so does a case without a page, or with two."""
    for folder in captures.folders():
        names = {path.name for path in folder.iterdir()}
        assert len(names & {captures.PAGE, captures.LINK}) == 1, folder
        assert names - {captures.PAGE, captures.LINK} <= {captures.SPEC, captures.FOUND}, folder
    assert all(path.is_dir() for path in captures.CASES.iterdir())
