"""Tests of what the mock server takes from `x-docs2client`: odd names of pages, envelope, filters and changes of lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from generator.mock import Server, serve
from generator.mock.documents import Document
from generator.mock.replies import told
from tests.petshop import answer, content, query

RECORD: dict[str, Any] = {
    "type": "object",
    "properties": {
        "Id": {"type": "integer"},
        "Title": {"type": "string"},
        "YardId": {"type": "integer"},
        "YardName": {"type": "string"},
        "Made": {"type": "string", "format": "date-time"},
        "Tools": {"type": "array", "items": {"type": "integer"}},
        "Note": {"type": ["string", "null"]},
    },
    "example": {
        "Id": 77,
        "Title": "Sample",
        "YardId": 4,
        "YardName": "North",
        "Made": "2025-01-15T10:30:00Z",
        "Tools": [8],
        "Note": None,
    },
}
SUMMARY = {"type": "object", "properties": {name: one for name, one in RECORD["properties"].items() if name != "Tools"}}
CHANGES = {name: {"type": "array", "items": {"type": "integer"}} for name in ("PlusTools", "LessTools")}
BODY = {"type": "object", "required": ["Title"], "properties": {**RECORD["properties"], **CHANGES}}
PAGE = {
    "type": "object",
    "properties": {
        "Rows": {"type": "array", "items": SUMMARY},
        "All": {"type": "integer"},
        "Leaves": {"type": "integer"},
        "Others": {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "integer"}}}},
    },
    "example": {"Others": [], "Rows": [{"Id": 77, "Title": "Sample", "Note": "listed"}], "All": 1, "Leaves": 1},
}
DONE: dict[str, Any] = {"type": "object", "example": {"Says": "Done.", "Got": {"Id": 77}, "Faults": None, "Fine": True}}
WRONG: dict[str, Any] = {
    "type": "object",
    "example": {"Says": "Wrong", "Got": None, "Faults": [{"Field": "x", "Why": "y", "Was": None}], "Fine": False},
}
BASE = "/yard/crates"
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Yard", "version": "1"},
    "x-docs2client": {
        "pagination": {"page": "Nr", "size": "Per", "items": "Rows", "total": "All", "pages": "Leaves"},
        "envelope": {
            "success": "Fine",
            "message": "Says",
            "errors": "Faults",
            "row_property": "Field",
            "row_message": "Why",
            "row_value": "Was",
        },
        "filters": {
            "exact": "{resource}_{member}",
            "lower": "since_{resource}_{member}",
            "upper": "until_{resource}_{member}",
            "joint": "_",
            "reference": "Id",
        },
        "bodies": {"adds": "Plus{member}", "removes": "Less{member}"},
    },
    "paths": {
        BASE: {
            "get": {
                "parameters": [
                    query("Nr", {"type": "integer"}),
                    query("Per", {"type": "integer", "default": 2}),
                    query("orderBy", {"type": "string"}),
                    query("dir", {"type": "integer"}),
                    query("Crate_Title", {"type": "string"}),
                    query("Crate_Yard", {"type": "integer"}),
                    query("Crate_Yard_Name", {"type": "string"}),
                    query("since_Crate_Made", {"type": "string", "format": "date-time"}),
                    query("until_Crate_Made", {"type": "string", "format": "date-time"}),
                    query("Crate_Nothing", {"type": "string"}),
                ],
                "responses": {"200": answer(PAGE)},
            },
            "post": {"requestBody": content(BODY), "responses": {"200": answer(DONE), "400": answer(WRONG)}},
            "put": {"requestBody": content(BODY), "responses": {"200": answer(DONE), "400": answer(WRONG)}},
        },
        f"{BASE}/": {
            "get": {
                "parameters": [query("id", {"type": "array", "items": {"type": "integer"}}, required=True)],
                "responses": {"200": answer({"type": "array", "items": SUMMARY})},
            }
        },
        f"{BASE}/{{id}}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "get": {"responses": {"200": answer(RECORD)}},
            "delete": {"responses": {"200": answer(DONE)}},
        },
        f"{BASE}/commands": {
            "get": {"responses": {"200": answer({"type": "array", "items": {}, "example": ["LIFT"]})}}
        },
        f"{BASE}/runcommand": {"post": {"requestBody": content({}), "responses": {"200": answer(DONE)}}},
        # Nothing makes these records.
        "/yard/gates": {"put": {"requestBody": content(BODY), "responses": {"200": answer(DONE)}}},
    },
}


@pytest.fixture
def server() -> Iterator[Server]:
    """A yard without crates."""
    with serve(DOCUMENT) as one:
        yield one


@pytest.fixture
def client(server: Server) -> Iterator[httpx2.Client]:
    """A caller."""
    with httpx2.Client(base_url=server.url) as one:
        yield one


def make(client: httpx2.Client, **members: Any) -> int:
    """The id of a new crate."""
    done = client.post(BASE, json={"Title": "Crate", **members}).json()
    assert done["Fine"] is True
    return int(done["Got"]["Id"])


def titles(client: httpx2.Client, **asked: Any) -> list[str]:
    """The titles of a list."""
    return [one["Title"] for one in client.get(BASE, params={"Per": 50, **asked}).json()["Rows"]]


def test_the_answer_to_a_write_tells_the_id(client: httpx2.Client) -> None:
    """The documented answer comes with the id of the record in the place of the documented one, the rest as it is."""
    assert client.post(BASE, json={"Title": "a"}).json() == {**DONE["example"], "Got": {"Id": 1}}
    assert client.put(BASE, json={"Title": "b", "Id": 1}).json()["Got"] == {"Id": 1}
    assert client.delete(f"{BASE}/1").json()["Got"] == {"Id": 1}


def test_a_list_comes_in_pages(client: httpx2.Client) -> None:
    """Pages have the size that is asked for or documented, and tell the counts under the names of the conventions."""
    for number in range(5):
        make(client, Title=str(number))
    page = client.get(BASE, params={"Nr": 3}).json()
    assert ([one["Title"] for one in page["Rows"]], page["All"], page["Leaves"]) == (["4"], 5, 3)
    assert client.get(BASE, params={"Nr": 9}).json()["Rows"] == []
    assert titles(client, orderBy="Title", dir=-1) == list("43210")


def test_a_list_has_what_lists_have(client: httpx2.Client) -> None:
    """The items of a list have its own documented shape: without lists, and with its own example."""
    make(client, Tools=[1])
    (item,) = client.get(BASE).json()["Rows"]
    assert "Tools" not in item
    assert client.get(f"{BASE}/1").json()["Tools"] == [1]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"Crate_Title": "B"}, ["b"]),
        ({"Crate_Yard": 7}, ["b", "c"]),
        ({"Crate_Yard_Name": "East"}, ["c"]),
        ({"since_Crate_Made": "2025-06-01T00:00"}, ["b", "c"]),
        ({"since_Crate_Made": "2025-06-01T00:00", "until_Crate_Made": "2025-06-30T23:59"}, ["b"]),
        ({"Crate_Nothing": "x"}, ["a", "b", "c"]),
        ({"Unknown": "x"}, ["a", "b", "c"]),
    ],
)
def test_filters_are_named_by_patterns(client: httpx2.Client, asked: dict[str, Any], expected: list[str]) -> None:
    """A filter is found by its pattern, by the reference that is left out, and by the joint; what fits nothing filters nothing."""
    make(client, Title="a")
    make(client, Title="b", YardId=7, Made="2025-06-10T08:00:00Z")
    make(client, Title="c", YardId=7, Made="2026-01-01T00:00:00Z", YardName="East")
    assert titles(client, **asked) == expected


def test_several_records_by_their_ids(client: httpx2.Client) -> None:
    """Ids may be repeated, in one text, or in a JSON list; those that nobody has are left out."""
    for _ in range(4):
        make(client)
    for text in ("id=2&id=4&id=9", "id=2,4,9", "id=[2,4,9]"):
        assert [one["Id"] for one in client.get(f"{BASE}/?{text}").json()] == [2, 4]


def test_lists_are_added_to_and_taken_from(client: httpx2.Client) -> None:
    """What adds to a list and takes from it changes it, a list that is sent replaces it, and one that is left out stays."""
    number = make(client, Tools=[1, 2])

    def tools(**sent: Any) -> Any:
        client.put(BASE, json={"Id": number, "Title": "x", **sent})
        return client.get(f"{BASE}/{number}").json()["Tools"]

    assert tools(PlusTools=[2, 3]) == [1, 2, 3]
    assert tools(LessTools=[1]) == [2, 3]
    assert tools() == [2, 3]
    assert tools(Tools=[9]) == [9]
    assert tools(PlusTools=[5], LessTools=[9]) == [5]


def test_a_refusal_has_the_rows_of_the_envelope(client: httpx2.Client) -> None:
    """Each row names the member on the wire, says what is wrong, and shows what was sent."""
    refused = client.post(BASE, json={"YardId": "far"})
    assert refused.status_code == 400
    assert refused.json()["Fine"] is False
    rows = [
        {"Field": "YardId", "Why": "must be of type integer", "Was": "far"},
        {"Field": "Title", "Why": "is a required field", "Was": None},
    ]
    assert sorted(refused.json()["Faults"], key=str) == sorted(rows, key=str)
    unnamed = client.put(BASE, json={"Title": "x"})
    assert (unnamed.status_code, unnamed.json()["Faults"][0]["Field"]) == (400, "Id")
    missing = client.get(f"{BASE}/1")
    assert (missing.status_code, missing.json()["Fine"]) == (404, False)


def test_success_is_denied_in_the_envelope(server: Server, client: httpx2.Client) -> None:
    """The fault that denies success does so by the member that says it."""
    server.faults.add("unsuccessful")
    denied = client.post(BASE, json={"Title": "x"})
    assert (denied.status_code, denied.json()["Fine"], denied.json()["Got"]) == (200, False, None)
    assert server.records(BASE) == []


def test_other_operations_answer_as_documented(client: httpx2.Client) -> None:
    """Commands are no records: they answer with the documented example."""
    assert client.get(f"{BASE}/commands").json() == ["LIFT"]
    assert client.post(f"{BASE}/runcommand", json={"Key": "LIFT"}).json() == DONE["example"]


def test_records_that_nothing_makes_are_there(client: httpx2.Client) -> None:
    """Where no operation makes records, one can be updated all the same."""
    assert client.put("/yard/gates", json={"Id": 5, "Title": "x"}).json()["Got"] == {"Id": 5}


def test_strictness(client: httpx2.Client) -> None:
    """A parameter or member that nobody documents is passed over, or refused if that is wanted."""
    assert client.get(BASE, params={"PageNumber": 2}).status_code == 200
    assert client.post(BASE, json={"Title": "x", "Titel": "y"}).status_code == 200
    with serve(DOCUMENT, strict=True) as server:
        refused = httpx2.get(server.url + BASE, params={"PageNumber": 2})
        assert (refused.status_code, refused.json()["Faults"][0]["Field"]) == (400, "PageNumber")
        refused = httpx2.post(server.url + BASE, json={"Title": "x", "Titel": "y"})
        assert (refused.status_code, refused.json()["Faults"][0]["Field"]) == (400, "Titel")
        assert httpx2.post(f"{server.url}{BASE}/runcommand", json={"Anything": 1}).status_code == 200


def test_collections_begin_with_records() -> None:
    """Seeded records are as the documented one, but for their ids; new ones come after them."""
    with serve(DOCUMENT, seed=3) as server, httpx2.Client(base_url=server.url) as client:
        assert [one["Id"] for one in client.get(BASE, params={"Per": 9}).json()["Rows"]] == [1, 2, 3]
        assert client.get(f"{BASE}/2").json() == {**RECORD["example"], "Id": 2}
        assert make(client) == 4


def test_records_outlast_the_server_in_a_file(tmp_path: Path) -> None:
    """With a file the next server has the records of the last one, and seeds nothing twice."""
    for expected in (["a"], ["a", "a"]):
        with (
            serve(DOCUMENT, database=str(tmp_path / "yard.db"), seed=1) as server,
            httpx2.Client(base_url=server.url) as client,
        ):
            client.post(BASE, json={"Title": "a"})
            assert titles(client) == ["Sample", *expected]


def test_planted_records(server: Server, client: httpx2.Client) -> None:
    """A test can put a record where it wants it, and look at all of them."""
    server.plant(BASE, 9, Title="mine")
    assert client.get(f"{BASE}/9").json()["Title"] == "mine"
    assert server.records(BASE) == [{"Title": "mine", "Id": 9}]
    assert make(client) == 10
    with pytest.raises(LookupError, match="/nowhere"):
        server.plant("/nowhere")


@pytest.mark.parametrize(
    ("shown", "answered"),
    [
        ({"error": {"code": "gone", "message": "?"}}, {"error": {"code": "gone", "message": "no"}}),
        ({"ok": False, "fault": {"message": "?"}}, {"ok": False, "fault": {"message": "no"}}),
        ({"error": "?", "code": 7}, {"error": "no", "code": 7}),
        ({"code": 7}, None),
        (None, None),
    ],
)
def test_a_failure_is_told_where_the_example_tells_it(shown: Any, answered: Any) -> None:
    """The message goes where the documented example has one, be it in an object inside it; an example without any gives nothing."""
    assert told(Document(root={}), shown, "no", ()) == answered
