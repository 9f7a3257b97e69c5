"""Tests of the mock server against what nobody should send: it answers with a status that tells, and never breaks down."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.mock import Server, serve
from tests import petshop
from tests.workbench import API, REPOSITORY

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(["name", "kind", "born", "weight", "nick", "toys", "mother", "petId"])
#: What is alike a pet: its members, with anything in them.
PETS = st.dictionaries(NAMES, JSON, max_size=6) | st.fixed_dictionaries(
    {"name": st.text(min_size=1, max_size=30), "kind": st.sampled_from(["cat", "dog"])},
    optional={"petId": JSON, "nick": JSON},
)
HOSTILE = (
    "\x00",
    "'; drop table records; --",
    "../../etc/passwd",
    "{id}",
    "%",
    "%zz",
    "a" * 5000,
    "\u202e\ufeff",
    "😀",
    "🏴" * 100,
    "NaN",
    "1e999",
    "9" * 500,
    "-0",
    "[1,",
    "[" * 2000,
    "{}",
    "null",
    "true",
    " ",
    "$ref",
    "__proto__",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The pet shop, started once."""
    with serve(petshop.DOCUMENT) as one:
        yield one


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[httpx2.Client]:
    """A caller with the key."""
    with httpx2.Client(base_url=server.url, headers={"x-key": server.token}) as one:
        yield one


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A traceback of the server is an error of the test."""
    yield
    assert [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []


def is_told(answer: httpx2.Response) -> bool:
    """Whether an answer is one that the server means to give."""
    return answer.status_code < 500 and (not answer.content or json.loads(answer.content) is not ...)


@settings(max_examples=120, deadline=None)
@given(body=JSON | PETS)
def test_any_body_is_answered(client: httpx2.Client, body: Any) -> None:
    """A body of any JSON is kept or refused; what was kept comes back as it was sent."""
    content = json.dumps(body).encode()
    answer = client.post("/owners/1/pets", content=content, headers={"content-type": "application/json"})
    assert is_told(answer), answer.text
    if answer.status_code == 201:
        place = f"/owners/1/pets/{quote(str(answer.json()['petId']), safe='')}"
        read = client.get(place)
        assert (read.status_code, read.json()) == (200, answer.json())
        known = petshop.PET["properties"]
        assert all(read.json()[name] == value for name, value in body.items() if name in known and name != "petId")


@settings(max_examples=60, deadline=None)
@given(
    content=st.binary(max_size=200), media=st.sampled_from(["application/json", "multipart/form-data; boundary=x", "x"])
)
def test_any_bytes_are_answered(client: httpx2.Client, content: bytes, media: str) -> None:
    """Bytes that are nothing, under any name."""
    for place in ("/owners/1/pets", "/papers"):
        assert is_told(client.post(place, content=content, headers={"content-type": media}))


@settings(max_examples=60, deadline=None)
@given(text=st.text())
def test_any_text_in_path_and_query_is_answered(client: httpx2.Client, text: str) -> None:
    """A text of any characters is an id that nobody has, or a filter that fits nothing."""
    word = quote(text, safe="", errors="replace")
    assert is_told(client.get(f"/owners/1/pets/{word}"))
    for name in ("limit", "offset", "sort", "kind", "min_weight", "born_to", "toys", word):
        assert is_told(client.get(f"/owners/1/pets?{name}={word}"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(server: Server, client: httpx2.Client, text: str) -> None:
    """Texts that have broken other programs are texts, as ids and as members."""
    server.plant("/owners/1/pets", text, name=text, kind=text)
    word = quote(text, safe="")
    if text not in (" ",):
        assert client.get(f"/owners/1/pets/{word}").json()["name"] == text
    assert client.put(f"/owners/1/pets/{word}", json={"name": "x", "kind": "cat", "nick": text}).json()["nick"] == text
    for name in ("limit", "sort", "kind", "toys", "min_weight", "born_to"):
        assert is_told(client.get(f"/owners/1/pets?{name}={word}"))
    if text.isascii() and text.isprintable() and text.strip():
        for header in ("x-mock-fault", "content-type", "cookie", "x-forwarded-for", "range"):
            assert is_told(client.post("/papers", content=b"a", headers={header: text}))


def test_ids_that_are_no_texts(server: Server, client: httpx2.Client) -> None:
    """An id of any type that a body names is answered."""
    with serve(json.loads((REPOSITORY / f"generated/{API}/openapi.json").read_bytes())) as one:
        path, item = next(iter(one_put(one)))
        headers = {"authorization": f"Bearer {one.token}"}
        keys: tuple[Any, ...] = (0, -1, 2**80, 1.5, "1", None, [], {}, True)
        for key in keys:
            body = {**item, "Id": key}
            assert httpx2.put(one.url + path, json=body, headers=headers).status_code in (200, 400)


def one_put(server: Server) -> Iterator[tuple[str, dict[str, Any]]]:
    """The path of an update of the repository's first API, and a body for it."""
    document = json.loads((REPOSITORY / f"generated/{API}/openapi.json").read_bytes())
    for path, item in document["paths"].items():
        if "put" in item:
            yield path, item["put"]["requestBody"]["content"]["application/json"]["example"]
