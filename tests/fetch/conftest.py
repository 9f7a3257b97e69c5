"""What tests of fetching begin with."""

from pathlib import Path

import pytest

from tests.fetch.fetching import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A project that has fetched nothing yet."""
    folder = tmp_path / "specs" / "rails"
    folder.mkdir(parents=True)
    return Bench(folder)
