"""The checks of the tests: a bench and a trial in, an AssertionError where the client does otherwise than is documented."""

import base64
import datetime as dt
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, quote

import files
import httpx2
import pytest
from mock_server import documents
from mock_server.checking import Checker, Incoming
from mock_server.routing import Router
from subject import RootError, errors
from support import (
    CREDENTIALS,
    DOCUMENT,
    KEY,
    NAME,
    OPERATIONS,
    ORIGIN,
    RUNS,
    TOKEN,
    WORD,
    Argument,
    Bench,
    Trial,
    arguments_of,
    example_of,
    validator,
)

#: The classes of values that come back, by the names that the data has for them.
CLASSES: dict[str, Any] = {
    "str": str,
    "int": int,
    "bool": bool,
    "number": (int, float),
    "datetime": dt.datetime,
    "date": dt.date,
}
#: What each client of the bench has in the header `authorization`, but for a key.
AUTHORIZATION = {
    "sync": f"Bearer {TOKEN}",
    "async": f"Basic {base64.b64encode(f'{NAME}:{WORD}'.encode()).decode()}",
}
#: The key as it is sent, and the query parameter in which it is; None where the API has none, or has it elsewhere.
SENT_KEY = KEY and KEY.get("x-prefix", "") + TOKEN
KEY_QUERY = KEY["name"] if KEY and KEY["in"] == "query" else None

Rows = Iterable[tuple[Argument, Any, Any]]


def required(trial: Trial) -> dict[str, Any]:
    """The arguments that a method cannot do without."""
    return {one.name: one.value for one in trial.arguments if one.required}


def request(bench: Bench, trial: Trial) -> None:
    """The request of both clients is what the arguments say, and what openapi.json documents."""
    for run in RUNS:
        bench.reset((200, example_of(trial.operation)))
        bench.call(trial, run, {one.name: value for one, value, _ in trial.detail})
        sent(bench.request, trial, trial.detail)
        authenticates(bench.request, run)


def authenticates(request: httpx2.Request, run: str) -> None:
    """A request has the credentials of its client, and no others."""
    expected = AUTHORIZATION[run] if CREDENTIALS[run].keys() & {"token", "username"} else None
    if KEY is not None and KEY["in"] == "header":
        assert request.headers[KEY["name"]] == SENT_KEY
        expected = SENT_KEY if KEY["name"].lower() == "authorization" else expected
    elif KEY_QUERY is not None:
        assert request.url.params[KEY_QUERY] == SENT_KEY
    assert request.headers.get("authorization") == expected


def sent(request: httpx2.Request, trial: Trial, rows: Rows) -> None:
    """A request holds what the rows say, each in its place."""
    values = {place: {one.wire: sent for one, _, sent in rows if one.place == place} for place in PLACES}
    path = trial.data["path"]
    for name, value in values["path"].items():
        path = path.replace("{" + name + "}", quote(str(value), safe=""))
    assert request.method == trial.data["method"]
    assert str(request.url).partition("?")[0] == ORIGIN + path
    asked = set(parse_qs(request.url.query.decode(), keep_blank_values=True)) - {KEY_QUERY}
    assert asked == set(values["query"])
    for name, value in values["header"].items():
        assert request.headers[name] == str(value)
    assert {one["name"] for one in trial.parameters if one["in"] == "query" and one.get("required")} <= set(
        values["query"]
    )
    is_documented(request, trial)
    takes_body = any(one.place == "body" for one in trial.arguments)
    body(request, trial, values["body"] if takes_body else None)


def is_documented(request: httpx2.Request, trial: Trial) -> None:
    """Each part of a request fits its schema in openapi.json, and the query has no parameter that stands not in it."""
    found = ROUTER.find(request.method, request.url.raw_path.decode().partition("?")[0])
    if not trial.operation:
        return
    assert found is not None and found.operation is not None, "openapi.json has no such operation"
    incoming = Incoming(
        method=request.method,
        path=request.url.path,
        slots=found.slots,
        query=parse_qs(request.url.query.decode(), keep_blank_values=True),
        headers=dict(request.headers),
        content=request.content,
    )
    assert CHECKER.read(found.operation, incoming).problems == []


#: What openapi.json says of requests, read by the server of `test_server`.
READ = documents.load(DOCUMENT)
CHECKER, ROUTER = Checker(READ, strict=True), Router(READ.operations)
PLACES = ("path", "query", "header", "body")


def body(request: httpx2.Request, trial: Trial, expected: Any) -> None:
    """A body is what is expected, and fits what openapi.json documents."""
    if expected is None:
        assert request.content == b""
        return
    content_type = request.headers["content-type"].partition(";")[0]
    if content_type == "multipart/form-data":
        files.parts(request, expected)
        return
    if content_type != "application/json":
        assert set(parse_qs(request.content.decode(), keep_blank_values=True)) == set(expected)
        return
    actual = json.loads(request.content)
    assert actual == expected
    if trial.operation:
        validator(trial.data["address"], "requestBody", "content", content_type, "schema").validate(actual)


def answer(bench: Bench, trial: Trial) -> None:
    """The documented answer comes back typed, and every answer goes back as it came."""
    status, documented = trial.detail["status"] or 200, example_of(trial.operation, trial.detail["status"])
    if documented is None:
        pytest.skip("openapi.json cannot hold this operation")
    key = str(status) if str(status) in trial.operation["responses"] else "default"
    validator(trial.data["address"], "responses", key, "content", "application/json", "schema").validate(documented)
    for shown in (documented, strange(documented)):
        bench.reset((status, shown))
        result = bench.call(trial, "sync", required(trial))
        result = result.page if "paged" in trial.data else result
        items = result if isinstance(result, list) else [result]
        if trial.detail["model"] is None:
            assert result == shown
            continue
        model = getattr(trial.module, trial.detail["model"])
        assert all(isinstance(item, model) for item in items)
        wire = [item.to_wire() for item in items]
        assert (wire if isinstance(result, list) else wire[0]) == shown
        if shown is documented:
            for attribute, kind in trial.detail["types"].items():
                assert isinstance(getattr(items[0], attribute), CLASSES[kind]), attribute
    if trial.detail["success"]:
        bench.reset((status, {**documented, trial.detail["success"]: False}))
        with pytest.raises(errors.OperationFailedError):
            bench.call(trial, "sync", required(trial))


def file(bench: Bench, trial: Trial) -> None:
    """A documented file comes back as it is sent."""
    files.answer(bench, trial, required(trial))


def strange(value: Any) -> Any:
    """An answer with a member that nobody documents, and its first text and first number exchanged for other types."""
    if isinstance(value, list):
        return [strange(item) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {**value, "AddedLater": {"deep": [1]}}
    for kind in (str, int):
        name = next((key for key, member in value.items() if type(member) is kind), None)
        if name is not None:
            changed[name] = {"another": "type"}
    return changed


def failure(bench: Bench, trial: Trial) -> None:
    """A documented failure raises its class from both clients, with the rows that it holds."""
    status, documented = trial.detail["status"], example_of(trial.operation, trial.detail["status"])
    if documented is None:
        pytest.skip("openapi.json cannot hold this operation")
    validator(trial.data["address"], "responses", str(status), "content", "application/json", "schema").validate(
        documented
    )
    for run in RUNS:
        bench.reset((status, documented))
        with pytest.raises(getattr(errors, trial.detail["error"])) as caught:
            bench.call(trial, run, required(trial))
        error: Any = caught.value
        assert isinstance(error, RootError)
        assert error.status_code == status
        assert len(error.errors) == trial.detail["rows"]
        assert TOKEN not in f"{error!r} {error}"
        for index, attribute, text in trial.detail["texts"]:
            assert getattr(error.errors[index], attribute) == text


def unknown_value(bench: Bench, trial: Trial) -> None:
    """A value that an enum does not list goes out as it is."""
    bench.reset((200, example_of(trial.operation)))
    bench.call(trial, "sync", {**required(trial), trial.label: trial.detail})
    assert str(trial.detail) in [str(value) for value in files.values_of(bench.request)]


def pages(bench: Bench, trial: Trial) -> None:
    """A list is walked over three pages of two items, by items and by pages, by both clients; no page is fetched too early."""
    shown: Any = example_of(trial.operation) or {}
    items: list[Any] = ([*(shown.get(trial.detail["items"]) or ()), {}] * 2)[:2]
    counts = {trial.detail[key]: count for key, count in (("total", 6), ("pages", 3)) if key in trial.detail}
    body = {**shown, trial.detail["items"]: items, **counts}
    last = (200, {**body, trial.detail["items"]: []})
    replies = [(200, body)] * 3 + [last]
    bench.reset(*replies)
    listing = bench.call(trial, "sync", required(trial))
    walk = iter(listing)
    next(walk)
    assert (len(bench.requests), listing.total) == (1, 6 if "total" in trial.detail else None)
    assert len(list(walk)) == 5
    assert [number_of(one, trial) for one in bench.requests][:3] == [None, "2", "3"]
    for one in bench.requests:
        is_documented(one, trial)
    bench.reset(*replies)
    assert len(list(bench.call(trial, "sync", required(trial)).pages())) in (3, 4)

    async def work() -> int:
        return len([item async for item in bench.method(trial, "async")(**required(trial))])

    bench.reset(*replies)
    assert bench.run(work()) == 6


def number_of(request: httpx2.Request, trial: Trial) -> str | None:
    """The number of the page that a request asks for."""
    return parse_qs(request.url.query.decode()).get(trial.detail["page"], [None])[0]


def renamed(bench: Bench, trial: Trial) -> None:
    """Each deprecated name of an argument goes out as the argument itself and warns; several are refused, and none if it is required."""
    name = trial.label
    rows = [(one, one.value, one.sent) for one in trial.arguments if one.required or one.name == name]
    given = {one.name: value for one, value, _ in rows}
    for old in trial.detail["old"]:
        arguments = {old if key == name else key: value for key, value in given.items()}
        for run in RUNS:
            bench.reset((200, example_of(trial.operation)))
            with pytest.warns(DeprecationWarning, match=f"{old} is deprecated: use {name}"):
                bench.call(trial, run, arguments)
            sent(bench.request, trial, rows)
            with pytest.raises(TypeError, match=old):
                bench.call(trial, run, {**arguments, name: given[name]})
    if trial.detail["required"]:
        with pytest.raises(TypeError, match=name):
            bench.call(trial, "sync", {key: value for key, value in given.items() if key != name})


def called(bench: Bench, trial: Trial) -> None:
    """A method under a deprecated name warns and sends the same."""
    for run in RUNS:
        bench.reset((200, example_of(trial.operation)))
        with pytest.warns(DeprecationWarning, match=f"{trial.label} is deprecated: use {trial.method}"):
            bench.call(trial, run, required(trial), trial.label)
        sent(bench.request, trial, [(one, one.value, one.sent) for one in trial.arguments if one.required])


def edit(bench: Bench, trial: Trial) -> None:
    """What is changed is changed, the rest goes back as it was read, and what cannot be written is not sent."""
    read, write = trial.others[trial.detail["read"]], trial.others[trial.detail["write"]]
    rows = arguments_of(write)
    keys = {one.name: one.value for one in rows if one.name in trial.detail["keys"]}
    own = {one.wire: one for one in rows if one.place == "body"}
    identity = {one.wire: one.sent for one in rows if one.name in keys and one.place == "body"}
    record = {**record_of(read, rows), **identity, "ReadOnlyAndUnknown": 1}
    same = {wire: record[wire] for wire in own if wire in record}
    for run in RUNS:
        for changes in [(), *((one,) for one in own.values() if one.name not in keys)][:8]:
            bench.reset((200, record), (200, None))
            bench.call(trial, run, {**keys, **{one.name: one.value for one in changes}})
            assert [one.method for one in bench.requests] == [read["method"], write["method"]]
            replaced = {name for name, by in trial.detail["lists"].items() if {one.wire for one in changes} & set(by)}
            kept = {wire: value for wire, value in same.items() if wire not in replaced}
            assert json.loads(bench.requests[1].content) == kept | {one.wire: one.sent for one in changes} | identity


def record_of(read: dict[str, Any], rows: Iterable[Argument]) -> dict[str, Any]:
    """A record as it is read: the documented one, with what an update needs and it lacks."""
    shown = example_of(OPERATIONS.get(read["address"], {})) or {}
    needed = {one.wire: one.sent for one in rows if one.place == "body" and one.required}
    return {**needed, **shown} if isinstance(shown, dict) else needed
