"""Tests of one resource: what goes out is what the page documents, and what comes back is typed. Their data is beside them in `data/`."""

import checks
import pytest
from support import Bench, Trial, load

TRIALS = load("cages_birds")


@pytest.mark.parametrize("trial", TRIALS.requests, ids=str)
def test_request(bench: Bench, trial: Trial) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null; from both clients."""
    checks.request(bench, trial)


@pytest.mark.parametrize("trial", TRIALS.answers, ids=str)
def test_answer(bench: Bench, trial: Trial) -> None:
    """The documented answer comes back as its model and goes back unchanged, with members and types that nobody documents, too."""
    checks.answer(bench, trial)
