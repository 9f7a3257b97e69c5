"""Tests of the mock server on a document of another make: whatever OpenAPI says is served, without a word of ours in it."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from generator.mock import DocumentError, Server, serve
from generator.mock.checking import Checker
from generator.mock.documents import load
from tests import petshop

CAT = {"name": "Mog", "kind": "cat", "weight": 4.5, "toys": ["ball"]}


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """The pet shop, started once."""
    with serve(petshop.DOCUMENT) as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    """The pet shop without pets."""
    running.reset()
    return running


@pytest.fixture
def client(server: Server) -> Iterator[httpx2.Client]:
    """A caller with the key."""
    with httpx2.Client(base_url=server.url, headers={"x-key": server.token}) as one:
        yield one


def make(client: httpx2.Client, **members: Any) -> Any:
    """A pet that was made."""
    answer = client.post("/owners/1/pets", json={**CAT, **members})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_pet_comes_and_goes(client: httpx2.Client) -> None:
    """What is made can be read, replaced, changed in part and deleted, with the documented statuses; then it is not found."""
    made = make(client)
    place = f"/owners/1/pets/{made['petId']}"
    assert made["name"] == "Mog"
    assert client.get(place).json() == made
    assert client.put(place, json={"name": "Tom", "kind": "cat"}).json()["name"] == "Tom"
    changed = client.patch(place, json={"nick": "Tommy"}).json()
    assert (changed["name"], changed["nick"]) == ("Tom", "Tommy")
    gone = client.delete(place)
    assert (gone.status_code, gone.content) == (204, b"")
    assert [client.request(one, place).status_code for one in ("GET", "DELETE", "PATCH")] == [404, 404, 404]


def test_what_is_not_sent_is_as_documented(client: httpx2.Client) -> None:
    """Members that nobody sent have the values of the documented example; a null that was sent stays null."""
    made = make(client, nick=None)
    assert (made["born"], made["nick"]) == (petshop.PET["example"]["born"], None)


def test_what_only_answers_have_cannot_be_written(client: httpx2.Client) -> None:
    """A member that is read-only may be sent, as clients do who send back what they read, and changes nothing."""
    made = make(client)
    place = f"/owners/1/pets/{made['petId']}"
    mine = petshop.PET["example"]["petId"]
    assert make(client, petId=mine)["petId"] != mine
    assert client.put(place, json={**made, "petId": mine, "name": "Tom"}).json() == {**made, "name": "Tom"}


def test_an_answer_that_is_no_json(client: httpx2.Client) -> None:
    """A text is answered as it is documented."""
    answer = client.get("/motto")
    assert (answer.text, answer.headers["content-type"]) == ("Feed them.", "text/plain")
    assert client.get("/owners/1/pets?near[miles]=3").status_code == 200


def test_ids_are_of_their_type(client: httpx2.Client) -> None:
    """Ids are numbers from 1, or GUIDs that differ, as the document has them."""
    assert [client.post("/owners", json={"email": "a@b.example"}).json()["id"] for _ in range(2)] == [1, 2]
    assert len({make(client)["petId"] for _ in range(3)}) == 3


def test_pets_of_two_owners_are_apart(client: httpx2.Client) -> None:
    """Records below another record are those of this one alone."""
    one = make(client)
    assert client.get("/owners/2/pets").json()["items"] == []
    assert client.get(f"/owners/2/pets/{one['petId']}").status_code == 404


def test_a_list_comes_in_parts(client: httpx2.Client) -> None:
    """Offset and limit part a list, the counts are told, and the default of the limit holds."""
    names = [make(client, name=f"pet {number:02}")["name"] for number in range(12)]
    page = client.get("/owners/1/pets", params={"limit": 5, "offset": 10}).json()
    assert ([one["name"] for one in page["items"]], page["total"], page["hasMore"]) == (names[10:], 12, False)
    page = client.get("/owners/1/pets").json()
    assert (len(page["items"]), page["hasMore"]) == (10, True)


def test_a_list_is_ordered(client: httpx2.Client) -> None:
    """A list is ordered by a member, downwards with a minus; a member that nobody has changes nothing."""
    for name in ("b", "c", "a"):
        make(client, name=name)

    def names(order: str) -> list[str]:
        return [one["name"] for one in client.get("/owners/1/pets", params={"sort": order}).json()["items"]]

    assert [names(one) for one in ("name", "-name", "nothing")] == [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=cat", ["Mog"]),
        ("kind=cat,newt", ["Mog", "Nina"]),
        ("min_weight=4.5", ["Mog", "Rex"]),
        ("born_to=2020-01-01", ["Rex"]),
        ("toys=stick&toys=rope", ["Rex"]),
        ("kind=dog&min_weight=99", []),
    ],
)
def test_a_list_is_filtered(client: httpx2.Client, query: str, expected: list[str]) -> None:
    """Filters ask for equality, for one of several, and for ranges; a list fits where one of its items does."""
    make(client)
    make(client, name="Rex", kind="dog", weight=20, born="2019-05-01", toys=["stick"])
    make(client, name="Nina", kind="newt", weight=0.1, toys=[])
    assert [one["name"] for one in client.get(f"/owners/1/pets?{query}").json()["items"]] == expected


@pytest.mark.parametrize(
    ("sent", "rows"),
    [
        ({"kind": "cat"}, [("name", "is a required field")]),
        ({**CAT, "name": ""}, [("name", "must have at least 1 characters")]),
        ({**CAT, "kind": "cow"}, [("kind", "is none of the documented values")]),
        ({**CAT, "weight": 0}, [("weight", "must be more than 0")]),
        ({**CAT, "born": "yesterday"}, [("born", "is no date")]),
        ({**CAT, "mother": {**CAT, "toys": [1]}}, [("mother.toys[0]", "must be of type string")]),
        ({**CAT, "nick": 1}, [("nick", "must be of type string or null")]),
        ({}, [("name", "is a required field"), ("kind", "is a required field")]),
    ],
)
def test_a_wrong_body_is_refused(client: httpx2.Client, sent: dict[str, Any], rows: list[tuple[str, str]]) -> None:
    """The refusal has the documented status and shape, and a row for each member that is wrong; nothing is kept."""
    answer = client.post("/owners/1/pets", json=sent)
    assert answer.status_code == 422
    assert [(one["field"], one["reason"]) for one in answer.json()["violations"]] == rows
    assert answer.json()["trace"] == "t-1"
    assert client.get("/owners/1/pets").json()["items"] == []


@pytest.mark.parametrize(
    ("method", "path", "place", "name"),
    [
        ("GET", "/owners/one/pets", "path", "ownerId"),
        ("GET", "/owners/1/pets?limit=0", "query", "limit"),
        ("GET", "/owners/1/pets?limit=many", "query", "limit"),
        ("GET", "/owners/1/pets?born_to=soon", "query", "born_to"),
        ("GET", "/owners/1/pets?near[miles]=far", "query", "near.miles"),
    ],
)
def test_wrong_parameters_are_refused(client: httpx2.Client, method: str, path: str, place: str, name: str) -> None:
    """Parameters are checked by their schemas; where no failure is documented, plain JSON names what is wrong."""
    answer = client.request(method, path)
    assert answer.status_code == 400
    assert [(one["in"], one["name"]) for one in answer.json()["problems"]] == [(place, name)]


def test_bodies_that_are_no_json_are_refused(client: httpx2.Client) -> None:
    """Half a JSON, another media type, and no body at all are refusals, not breakdowns."""
    place, kind = "/owners/1/pets", {"content-type": "application/json"}
    assert client.post(place, content=b'{"name": ', headers=kind).status_code == 422
    assert client.post(place, content=b"NaN", headers=kind).status_code == 422
    large = b'{"name": "a", "kind": "cat", "weight": 1e999}'
    assert client.post(place, content=large, headers=kind).status_code == 422
    assert client.post(place, content=b"a=b", headers={"content-type": "text/plain"}).status_code == 422
    assert client.post(place).status_code == 422
    assert client.post(place, content=b"[" * 100_000, headers=kind).status_code == 422


def test_paths_and_methods(client: httpx2.Client) -> None:
    """A literal path wins over a slot, a path that is not there is 404, a wrong method 405 with those that are allowed."""
    assert client.get("/owners/me").json() == "it is you"
    assert client.get("/owners/7").status_code == 404
    assert client.get("/nowhere").status_code == 404
    assert client.get("/owners/").status_code == 404
    refused = client.delete("/owners")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, POST")
    assert client.get("/greetings/me-you").json() == "hello"


def test_the_path_of_the_server_may_stand_before_all_others(client: httpx2.Client) -> None:
    """A client that appends paths to the documented address, and one that appends them to the origin, find the same."""
    assert client.get("/v3/owners/me").json() == client.get("/owners/me").json()


def test_an_id_may_have_any_characters(client: httpx2.Client, server: Server) -> None:
    """A slash or a question mark in an id is a part of it, as long as it is encoded."""
    server.plant("/owners/1/pets", "a/b?c", name="Odd")
    assert client.get("/owners/1/pets/a%2Fb%3Fc").json()["name"] == "Odd"


def test_callers_without_credentials_are_refused(server: Server) -> None:
    """A wrong key or token is 401 and told how to authenticate; either of two schemes will do; what needs none is open."""
    with httpx2.Client(base_url=server.url) as client:
        assert client.get("/health").status_code == 204
        for headers in ({}, {"x-key": "wrong"}, {"authorization": "Bearer wrong"}, {"authorization": "Basic Og=="}):
            refused = client.get("/owners", headers=headers)
            assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        for headers in ({"x-key": server.token}, {"authorization": f"bearer {server.token}"}):
            assert client.get("/owners", headers=headers).status_code == 200


def test_a_file_comes_back(client: httpx2.Client) -> None:
    """Bytes that were put at a place are got there, with the type that they came with."""
    place = f"/owners/1/pets/{make(client)['petId']}/photo"
    data = bytes(range(256))
    assert client.put(place, content=data, headers={"content-type": "image/png"}).status_code == 204
    answer = client.get(place)
    assert (answer.content, answer.headers["content-type"]) == (data, "image/png")


def test_an_upload_of_several_parts_is_a_record_with_a_file(client: httpx2.Client) -> None:
    """The fields of a multipart form are members of the record, of their types; its file is got below it."""
    data = b"%PDF\r\n--x\r\n\xff"
    made = client.post(
        "/papers", data={"title": "Deed", "pages": "3"}, files={"scan": ("deed.pdf", data, "application/pdf")}
    )
    assert made.json() == {"id": 1, "title": "Deed"}
    assert client.get("/papers/1").json() == {"id": 1, "title": "Deed", "pages": 3}
    scan = client.get("/papers/1/scan")
    assert (scan.content, scan.headers["content-type"], scan.headers["x-filename"]) == (
        data,
        "application/pdf",
        "deed.pdf",
    )
    wrong = client.post("/papers", data={"title": "Deed", "pages": "many"}, files={"scan": b"x"})
    assert [one["name"] for one in wrong.json()["problems"]] == ["pages"]


def test_answers_fit_their_schemas(client: httpx2.Client) -> None:
    """What is answered is what the document says, before and after there are records."""
    document = load(petshop.DOCUMENT)
    checker = Checker(document)
    known = {(one.method, one.path): one.success.schema for one in document.operations}
    place = "/owners/{ownerId}/pets"
    for _ in range(2):
        assert checker.problems(known["GET", "/owners"], client.get("/owners").json(), "", "") == []
        assert checker.problems(known["GET", place], client.get("/owners/1/pets").json(), "", "") == []
        owner = client.post("/owners", json={"email": "a@b.example"}).json()
        assert checker.problems(known["POST", "/owners"], owner, "", "") == []
        assert checker.problems(known["GET", f"{place}/{{petId}}"], make(client), "", "") == []


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], "no paths"),
        ({"swagger": "2.0", "paths": {}}, "3.0 and 3.1"),
        ({"openapi": "3.1.0", "paths": {"/a": {"$ref": "#/nowhere"}}}, "leads nowhere"),
        ({"openapi": "3.1.0", "paths": {"/a": {"$ref": "other.json"}}}, "out of the document"),
        ({"openapi": "3.1.0", "paths": {}, "x": {"$ref": "#/x"}}, "circle"),
    ],
)
def test_a_document_that_cannot_be_served_is_refused_at_once(document: Any, words: str) -> None:
    """What is no document, or has references that cannot be followed, is refused before a server starts."""
    with pytest.raises(DocumentError, match=words), serve(document):
        pass
