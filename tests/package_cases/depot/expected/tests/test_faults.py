"""Tests of the clients on a server that throttles, fails, drops connections and is slow: over a real socket."""

import time
from collections.abc import Mapping
from typing import Any

import pytest
from service import Service, credentials_of, first, rows_of, way_of
from subject import Retries, RootError, errors
from support import RUNS, Trial

SOON = Retries(max_retries=3, initial_delay=0.01)
READS = first("GET") or first("PUT", "DELETE")
WRITES = first("POST", "PATCH")

reads = pytest.mark.parametrize("trial", READS, ids=str)
writes = pytest.mark.parametrize("trial", WRITES, ids=str)
runs = pytest.mark.parametrize("run", RUNS)


def call(service: Service, run: str, trial: Trial, *faults: Mapping[str, Any], **options: Any) -> Any:
    """What a call gives while these faults happen, one after the other."""
    rows = rows_of(trial)
    service.server.reset()
    service.plant(trial, rows)
    for fault in faults:
        service.server.faults.add(**fault)
    try:
        return service.call(run, trial, rows, **{"retries": SOON, **options})
    finally:
        service.server.faults.clear()


REFUSALS = [
    {"kind": "throttle", "status": 429, "wait": 0.2},
    {"kind": "throttle", "status": 429, "wait": 0.2, "form": "body"},
    {"kind": "throttle", "status": 409, "wait": 0.2},
]


@pytest.mark.parametrize("fault", REFUSALS, ids=lambda one: f"{one['status']}-{one.get('form', 'seconds')}")
@pytest.mark.parametrize("trial", [*READS, *WRITES], ids=str)
@runs
def test_throttling(service: Service, run: str, trial: Trial, fault: Mapping[str, Any]) -> None:
    """Whatever is called, a server that says when to come back is waited for, and asked the same again."""
    began = time.monotonic()
    call(service, run, trial, fault)
    assert time.monotonic() - began >= 0.2
    assert [one.attempt for one in service.server.requests][:2] == [1, 2]


@reads
@runs
def test_a_date_to_come_back(service: Service, run: str, trial: Trial) -> None:
    """The time to come back may be a date, too, which has whole seconds: more than one of two is left."""
    began = time.monotonic()
    call(service, run, trial, {"kind": "throttle", "wait": 2, "form": "date"})
    assert time.monotonic() - began >= 0.9
    assert [one.attempt for one in service.server.requests][:2] == [1, 2]


BREAKDOWNS = [{"kind": "fail", "status": 500}, {"kind": "fail", "status": 503}, {"kind": "drop"}, {"kind": "cut"}]


@pytest.mark.parametrize("fault", BREAKDOWNS, ids=lambda one: f"{one['kind']}{one.get('status', '')}")
@reads
@runs
def test_breakdowns_of_reads(service: Service, run: str, trial: Trial, fault: Mapping[str, Any]) -> None:
    """What may be done twice is done again, and succeeds in the end."""
    call(service, run, trial, fault, fault)
    assert [one.attempt for one in service.server.requests][:3] == [1, 2, 3]


@pytest.mark.parametrize("fault", BREAKDOWNS, ids=lambda one: f"{one['kind']}{one.get('status', '')}")
@writes
@runs
def test_breakdowns_of_writes(service: Service, run: str, trial: Trial, fault: Mapping[str, Any]) -> None:
    """What may not be done twice is sent once, and the error says what happened."""
    expected = errors.ServerError if "status" in fault else errors.ConnectionFailedError
    with pytest.raises(expected) as caught:
        call(service, run, trial, fault)
    assert (len(service.server.requests), caught.value.attempts) == (1, 1)
    assert isinstance(caught.value, RootError)


@reads
@runs
def test_a_server_that_never_recovers(service: Service, run: str, trial: Trial) -> None:
    """After the last attempt the error is that of the server."""
    with pytest.raises(errors.ServerError) as caught:
        call(service, run, trial, {"kind": "fail", "status": 503, "times": 0})
    assert (len(service.server.requests), caught.value.attempts, caught.value.status_code) == (4, 4, 503)


@pytest.mark.parametrize("kind", ["slow", "trickle"])
@reads
@runs
def test_slow_answers(service: Service, run: str, trial: Trial, kind: str) -> None:
    """A server that takes too long is not waited for beyond the deadline."""
    began = time.monotonic()
    with pytest.raises(errors.TimedOutError):
        call(service, run, trial, {"kind": kind, "wait": 2, "times": 0}, deadline=0.3)
    assert time.monotonic() - began < 2


@reads
@runs
def test_answers_that_cannot_be_read(service: Service, run: str, trial: Trial) -> None:
    """Half of the JSON is an error of the answer, which is not asked for again."""
    with pytest.raises(errors.InvalidResponseError):
        call(service, run, trial, {"kind": "malformed"})
    assert len(service.server.requests) == 1


@pytest.mark.parametrize("trial", [*READS, *WRITES], ids=str)
@runs
def test_success_that_is_none(service: Service, run: str, trial: Trial) -> None:
    """Where an answer has a member that says success, a false one is an error whatever the status is."""
    if not any(row["success"] for row in trial.data.get("answers", ())):
        pytest.skip("this answer does not say whether the operation succeeded")
    with pytest.raises(errors.OperationFailedError):
        call(service, run, trial, {"kind": "unsuccessful"})


@reads
@runs
def test_credentials_that_are_wrong(service: Service, run: str, trial: Trial) -> None:
    """Without the right credentials the server lets nobody in."""
    if not trial.operation.get("security"):
        pytest.skip("this operation asks for no credentials")
    with (
        service.another(**credentials_of(service.server, way_of(trial.operation, last=False), "not-")) as other,
        pytest.raises(errors.AuthenticationError),
    ):
        other.call(run, trial, rows_of(trial))
