"""Tests of one resource: what goes out is what the page documents, and what comes back is typed. Their data is beside them in `data/`."""

import checks
import pytest
from support import Bench, Trial, load

TRIALS = load("sea_crossings")


@pytest.mark.parametrize("trial", TRIALS.requests, ids=str)
def test_request(bench: Bench, trial: Trial) -> None:
    """Given arguments go out under their documented names, others are not sent, and None is null; from both clients."""
    checks.request(bench, trial)


@pytest.mark.parametrize("trial", TRIALS.answers, ids=str)
def test_answer(bench: Bench, trial: Trial) -> None:
    """The documented answer comes back as its model and goes back unchanged, with members and types that nobody documents, too."""
    checks.answer(bench, trial)


@pytest.mark.parametrize("trial", TRIALS.enums, ids=str)
def test_unknown_enum_value(bench: Bench, trial: Trial) -> None:
    """A value that an enum does not list goes out as it is."""
    checks.unknown_value(bench, trial)


@pytest.mark.parametrize("trial", TRIALS.renamed, ids=str)
def test_renamed_argument(bench: Bench, trial: Trial) -> None:
    """A deprecated name goes out as the argument itself and warns, from both clients; several cannot be given, none is missed."""
    checks.renamed(bench, trial)


@pytest.mark.parametrize("trial", TRIALS.called, ids=str)
def test_renamed_method(bench: Bench, trial: Trial) -> None:
    """A method under a deprecated name warns and does the same, in both clients."""
    checks.called(bench, trial)
