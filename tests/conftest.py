"""Options of the whole test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes what the program gives now into the golden files, instead of comparing."""
    parser.addoption("--update", action="store_true", help="rewrite the golden files below tests/cases")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update"))
