"""Lists that come in pages, and edits of a part of a record: what is fetched and when, what is sent and what is not."""

import asyncio
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from tests.runtime.sample import AsyncSample, InvalidRequestError, InvalidResponseError, NotFoundError, Sample

Answer = Callable[[httpx2.Request], httpx2.Response]


class Pages:
    """A server of pages: each request is noted by the page that it asks for."""

    def __init__(self, *pages: dict[str, Any]) -> None:
        self.pages = pages
        self.asked: list[str | None] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """The page that is asked for; the last one again behind it."""
        asked = request.url.params.get("page")
        self.asked.append(asked)
        return httpx2.Response(200, json=self.pages[min(int(asked or 1), len(self.pages)) - 1])


def records(*ids: int, **more: int) -> dict[str, Any]:
    """A page with records of these ids."""
    return {"Records": [{"Id": number} for number in ids], **more}


def sync(answer: Answer) -> Sample:
    """A client of a server in memory."""
    return Sample(token="t", http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))


def run_async(answer: Answer, work: Callable[[AsyncSample], Any]) -> Any:
    """What a coroutine gives that uses the async client."""

    async def run() -> Any:
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(answer)) as http_client:
            return await work(AsyncSample(token="t", http_client=http_client))

    return asyncio.run(run())


COUNTED = (records(1, 2, TotalItems=5, TotalPages=3), records(3, 4, TotalPages=3), records(5, TotalPages=3))


def test_a_list_is_walked_lazily() -> None:
    """The first page is fetched by the call, each further one when an item of it is reached."""
    server = Pages(*COUNTED)
    listing = sync(server).spaces.access_rules.walk()
    assert (server.asked, listing.total, [one.id for one in listing.items]) == ([None], 5, [1, 2])
    walk = iter(listing)
    assert [next(walk).id, next(walk).id] == [1, 2]
    assert server.asked == [None]
    assert [one.id for one in walk] == [3, 4, 5]
    assert server.asked == [None, "2", "3"]


def test_a_list_goes_page_by_page() -> None:
    """Pages are models, beginning with the one that was asked for."""
    server = Pages(*COUNTED)
    listing = sync(server).spaces.access_rules.walk(page=2)
    assert [[one.id for one in page.records or ()] for page in listing.pages()] == [[3, 4], [5]]
    assert server.asked == ["2", "3"]


def test_a_list_can_be_walked_again() -> None:
    """The page that was fetched is kept, the others are asked for anew."""
    listing = sync(Pages(*COUNTED)).spaces.access_rules.walk()
    assert [one.id for one in listing] == [one.id for one in listing] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        ([records(1), records(2), records()], 3),
        ([records(1, TotalPages=9), records()], 2),
        ([records(TotalPages=9)], 1),
        ([{"Records": None}], 1),
        ([records(1, TotalPages=1)], 1),
    ],
)
def test_every_list_ends(pages: list[dict[str, Any]], count: int) -> None:
    """Without a count the first empty page is the last; with one, too, whatever the count says; null holds no items."""
    server = Pages(*pages)
    found = list(sync(server).spaces.access_rules.walk())
    assert len(server.asked) == count
    assert [one.id for one in found] == [
        one["Id"] for page in pages for one in page.get("Records") or () if "Id" in one
    ]


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ([{}], "no list of items"),
        ([{"Records": "none", "TotalPages": 4}], "no list of items"),
        ([records(1, TotalPages=2), {"Message": "x"}], "no list of items"),
        ([records(1, 2)], "the same page again"),
    ],
)
def test_what_is_no_list_does_not_pass_for_one(pages: list[dict[str, Any]], why: str) -> None:
    """A page without a list of items is an error, and so is a page that comes again and again: nothing must be taken for all there is."""
    with pytest.raises(InvalidResponseError, match=why):
        list(sync(Pages(*pages)).spaces.access_rules.walk())

    async def work(client: AsyncSample) -> Any:
        return [one async for one in client.spaces.access_rules.walk()]

    with pytest.raises(InvalidResponseError, match=why):
        run_async(Pages(*pages), work)


def test_query_of_the_client_does_not_hold_a_list_up() -> None:
    """What a list asks for itself counts more than what the client sends with every call."""
    server = Pages(*COUNTED)
    client = sync(server).with_options(query={"page": 1})
    assert [one.id for one in client.spaces.access_rules.walk()] == [1, 2, 3, 4, 5]


def test_an_async_list_is_walked() -> None:
    """The async list sends nothing before it is awaited or iterated; awaited it knows its total, iterated it gives all items."""
    server = Pages(*COUNTED)

    async def work(client: AsyncSample) -> Any:
        listing = client.spaces.access_rules.walk()
        assert server.asked == []
        with pytest.raises(RuntimeError, match="await the listing"):
            _ = listing.total
        ids = [one.id async for one in listing]
        assert (await listing).total == 5
        pages = [page async for page in client.spaces.access_rules.walk(page=3).pages()]
        return ids, len(pages), len(listing.items)

    assert run_async(server, work) == ([1, 2, 3, 4, 5], 1, 2)
    assert server.asked == [None, "2", "3", "3"]


def test_wrong_arguments_of_a_list_are_refused_by_the_call() -> None:
    """What cannot be sent is told by the call, not by the first item."""
    with pytest.raises(InvalidRequestError):
        sync(Pages({})).spaces.access_rules.walk(page="first")  # type: ignore[arg-type]


RECORD = {
    "Id": 7,
    "Name": "Old",
    "Price": 2,
    "ValidFrom": "2025-01-15",
    "Desks": [1, 2],
    "CreatedOn": "x",
    "Unknown": {"a": 1},
}


class Records:
    """A server of one record, which notes what is written."""

    def __init__(self, record: dict[str, Any] | None = None, status: int = 200) -> None:
        self.record = RECORD if record is None else record
        self.status = status
        self.written: list[Any] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """The record, or what a write answers."""
        if request.method == "GET":
            return httpx2.Response(self.status, json=self.record)
        self.written.append(json.loads(request.content))
        return httpx2.Response(200, json={"WasSuccessful": True})


def edit_sync(server: Records, **changes: Any) -> Any:
    """An edit by the sync client."""
    return sync(server).spaces.access_rules.edit(7, **changes)


def edit_async(server: Records, **changes: Any) -> Any:
    """An edit by the async client."""
    return run_async(server, lambda client: client.spaces.access_rules.edit(7, **changes))


both = pytest.mark.parametrize("edit", [edit_sync, edit_async])
KEPT = {"Id": 7, "Name": "Old", "ValidFrom": "2025-01-15", "Price": 2, "Desks": [1, 2]}


@both
@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({}, KEPT),
        ({"name": "New"}, {**KEPT, "Name": "New"}),
        ({"name": None}, {**KEPT, "Name": None}),
        ({"desks": [3]}, {**KEPT, "Desks": [3]}),
        ({"added_desks": [3]}, {key: value for key, value in KEPT.items() if key != "Desks"} | {"AddedDesks": [3]}),
        ({"desks": [9], "added_desks": [3]}, {**KEPT, "Desks": [9], "AddedDesks": [3]}),
    ],
)
def test_an_edit_sends_the_record_with_the_changes(edit: Callable[..., Any], changes: Any, written: Any) -> None:
    """What an update takes goes back as it was read, even in a form that an update would not take from a caller; the rest stays here.

    A list that is added to is left out unless it is given, because it would replace what the other changes.
    """
    server = Records()
    edit(server, **changes)
    assert server.written == [written]


@both
def test_an_edit_checks_what_is_given(edit: Callable[..., Any]) -> None:
    """Every change is checked as an update checks it before anything is read, and all problems are told at once."""
    server = Records(status=500)
    with pytest.raises(InvalidRequestError) as caught:
        edit(server, price="dear", name=1)
    assert sorted(problem.argument for problem in caught.value.problems) == ["name", "price"]
    assert server.written == []


@both
def test_an_edit_writes_nothing_that_it_could_not_read(edit: Callable[..., Any]) -> None:
    """A record that is not there, or lacks what an update needs, is not written."""
    missing = Records({"Message": "none"}, 404)
    with pytest.raises(NotFoundError):
        edit(missing, name="New")
    assert missing.written == []


def test_an_edit_needs_what_an_update_needs() -> None:
    """A member that an update cannot do without, and that neither the record nor the caller has, is named."""
    from templates.python.runtime.edits import Unmergeable, merge
    from tests.runtime.sample import access_rules

    with pytest.raises(Unmergeable) as caught:
        merge(access_rules._EDIT, access_rules._UpdateBody, {"Name": "x"}, {})
    assert [(problem.argument, problem.wire_name) for problem in caught.value.problems] == [("id", "Id")]


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("valid_from", dt.datetime(2025, 1, 1), "needs a timezone (tzinfo)"),
        ("desks", {1}, "Input should be a list or a tuple"),
        ("name", 1, "Input should be a valid string"),
    ],
)
def test_refusals_are_told_in_plain_words(argument: str, value: Any, message: str) -> None:
    """A message says what to do about a value, and does not hide that among the other types that there could have been."""
    with pytest.raises(InvalidRequestError) as caught:
        edit_sync(Records(), **{argument: value})
    assert [problem.message for problem in caught.value.problems] == [message]


@both
@pytest.mark.parametrize(
    "record",
    [
        {},
        {"Records": [1]},
        {"login": "required"},
        {"Id": 8, "Name": "Another"},
        {"Id": None, "Name": "x"},
        {"Name": "x"},
    ],
)
def test_an_edit_writes_only_over_the_record_that_it_read(edit: Callable[..., Any], record: dict[str, Any]) -> None:
    """What is no record, or not the one that was asked for, is never written back: an update takes away what it leaves out."""
    server = Records()
    server.record = record
    with pytest.raises(InvalidResponseError):
        edit(server, name="New")
    assert server.written == []
