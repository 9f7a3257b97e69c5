"""Tests of the clients on a server that answers as openapi.json says and keeps what it is sent: over a real socket, each method, and
records from their creation to their end.
"""

from collections.abc import Mapping
from typing import Any

import pytest
from service import Row, Service, Trip, calls, filled, named_by, required_of, rows_of, trips, wire
from subject import errors
from support import RUNS, Argument, Trial

#: How many records a list is walked over, and in pages of how many.
SEVERAL, SIZE = 3, 2


@pytest.mark.parametrize("trial", calls(), ids=lambda one: f"{one.group}-{one.resource}-{one.method}")
def test_call(service: Service, trial: Trial) -> None:
    """A call with all arguments is answered as it is documented, and comes back typed; from both clients."""
    rows = rows_of(trial)
    for run in RUNS:
        service.plant(trial, rows)
        service.server.requests.clear()
        result = service.call(run, trial, rows)
        assert [one.method for one in service.server.requests] == [trial.data["method"]]
        answers = [one for one in trial.data.get("answers", ()) if one["model"] is not None]
        if answers and not isinstance(result, list):
            assert isinstance(result, getattr(trial.module, answers[0]["model"]))


@pytest.mark.parametrize("trip", trips(), ids=str)
def test_round_trip(service: Service, trip: Trip) -> None:
    """A record is created, read, listed, updated, edited and deleted; then it is not found."""
    create = trip.methods["create"]
    path = filled(create.data["path"], rows_of(create))
    found = service.server.collection(path)
    if found is None:
        pytest.skip("openapi.json does not say that these are records")
    service.server.reset()
    for _ in range(SEVERAL):
        service.call(trip.run, create, rows_of(create))
    keys = [one[found.member] for one in service.server.records(path)]
    assert len(set(keys)) == SEVERAL
    sent = {one.wire: value for one, _, value in rows_of(create) if one.place == "body" and one.wire != found.member}
    record = read(service, trip, found, keys[0])
    is_kept(record, sent)
    lists(service, trip, found, keys)
    if "update" in trip.methods:
        record = updates(service, trip, found, keys[0], record)
    if trip.edit is not None:
        edits(service, trip, trip.edit, found, keys[0], record)
    if "delete" in trip.methods:
        service.call(trip.run, trip.methods["delete"], keyed(trip.methods["delete"], found, keys[0]))
        with pytest.raises(errors.NotFoundError):
            read(service, trip, found, keys[0])
        assert len(service.server.records(path)) == SEVERAL - 1


def keyed(trial: Trial, found: Any, key: Any, changed: Mapping[str, Any] | None = None) -> list[Row]:
    """What a call about one record needs, with the record's id and with changes by the names of arguments."""
    ids = {one.name: key for one in trial.arguments if named_by(one, found.member, found.slot)}
    return required_of(trial, {**(changed or {}), **ids})


def read(service: Service, trip: Trip, found: Any, key: Any) -> Any:
    """A record as it is on the server."""
    return wire(service.call(trip.run, trip.methods["get"], keyed(trip.methods["get"], found, key)))


def is_kept(record: Any, sent: dict[str, Any]) -> None:
    """A record has what was sent, as far as records have it."""
    if isinstance(record, dict):
        assert {name: record[name] for name in sent if name in record} == {
            name: value for name, value in sent.items() if name in record
        }


def lists(service: Service, trip: Trip, found: Any, keys: list[Any]) -> None:
    """A list has all records, page by page."""
    trial = trip.methods.get("search")
    if trial is None or "paged" not in trial.data:
        return
    sizes = {one.name: SIZE for one in trial.arguments if one.wire == trial.data["paged"].get("size")}
    service.server.requests.clear()
    items = [wire(one) for one in service.call(trip.run, trial, required_of(trial, sizes))]
    assert [one[found.member] for one in items if found.member in one] in (keys, [])
    assert len(items) == SEVERAL
    assert not sizes or len(service.server.requests) == -(-SEVERAL // SIZE)


def texts_of(trial: Trial, record: Any) -> list[Argument]:
    """The arguments that are texts of any kind, and are members of a record."""
    known = record if isinstance(record, dict) else {}
    return [one for one in trial.arguments if one.place == "body" and one.sent == "text" and one.wire in known]


def updates(service: Service, trip: Trip, found: Any, key: Any, before: Any) -> Any:
    """An update replaces a record, which is given back."""
    trial = trip.methods["update"]
    texts = texts_of(trial, before)
    changed = {one.name: "words" for one in texts}
    service.call(trip.run, trial, keyed(trial, found, key, changed))
    after = read(service, trip, found, key)
    is_kept(after, {one.wire: "words" for one in texts})
    return after


def edits(service: Service, trip: Trip, trial: Trial, found: Any, key: Any, before: Any) -> None:
    """An edit changes what is given, and nothing else."""
    texts = texts_of(trial, before)[:1]
    rows = keyed(trial, found, key, {one.name: "other" for one in texts})
    given = [row for row in rows if row[0].name in trial.detail["keys"] or row[0] in texts]
    service.call(trip.run, trial, given, trial.method)
    after = read(service, trip, found, key)
    assert after == {**before, **{one.wire: "other" for one in texts}}
