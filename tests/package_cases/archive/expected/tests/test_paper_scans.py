"""Tests of one resource: what goes out is what the page documents, and what comes back is typed. Their data is beside them in `data/`."""

import checks
import pytest
from support import Bench, Trial, load

TRIALS = load("paper_scans")


@pytest.mark.parametrize("trial", TRIALS.requests, ids=str)
def test_request(bench: Bench, trial: Trial) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null; from both clients."""
    checks.request(bench, trial)


@pytest.mark.parametrize("trial", TRIALS.answers, ids=str)
def test_answer(bench: Bench, trial: Trial) -> None:
    """The documented answer comes back as its model and goes back unchanged, with members and types that nobody documents, too."""
    checks.answer(bench, trial)


@pytest.mark.parametrize("trial", TRIALS.files, ids=str)
def test_file(bench: Bench, trial: Trial) -> None:
    """A file that the server answers with comes back as bytes, or in pieces; from both clients."""
    checks.file(bench, trial)


@pytest.mark.parametrize("trial", TRIALS.failures, ids=str)
def test_failure(bench: Bench, trial: Trial) -> None:
    """A documented failure raises its class from both clients, with the rows of the server and without secrets."""
    checks.failure(bench, trial)


@pytest.mark.parametrize("trial", TRIALS.enums, ids=str)
def test_unknown_enum_value(bench: Bench, trial: Trial) -> None:
    """A value that an enum does not list goes out as it is."""
    checks.unknown_value(bench, trial)
