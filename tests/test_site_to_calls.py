"""From the documentation site to calls: pages fetched over a socket, a package built of them, its clients against the API itself."""

import asyncio
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from tests.docs_site import access, api, serving, site
from tests.docs_site.entities import Entity, entities
from tests.docs_site.page import Page
from tests.workbench import run

PACKAGE = "rails"
#: What a caller does to a record: with lists and files, with enums, with every kind of page.
ENTITIES = ("WorkOrder", "LockerBank", "UserGroup", "Station", "Discount")


def chosen() -> list[Page]:
    """The pages of the entities that the calls are about."""
    collections = {entities()[name].collection for name in ENTITIES}
    return [page for page in site.pages() if any(f"-{one}" in page.name for one in collections)]


def capture(folder: Path) -> None:
    """The pages as Markdown, fetched from the site that serves them."""
    pages = chosen()
    with serving.serve(pages) as origin, httpx2.Client(base_url=origin) as client:
        for page in pages:
            path = folder / f"{page.name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(client.get(f"{page.address}.md").raise_for_status().content)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package that is built of the fetched pages."""
    root = tmp_path_factory.mktemp("rails")
    specs = root / "specs" / PACKAGE
    capture(specs / "pages")
    (specs / "api.toml").write_text(site.api_toml(), encoding="utf-8")
    done = run(root, "build")
    assert (done.code, " error[" in done.out) == (0, False)
    source = str(root / "generated" / PACKAGE / "src")
    sys.path.insert(0, source)
    yield importlib.import_module(PACKAGE)
    sys.path.remove(source)
    for name in [one for one in sys.modules if one.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture
def server() -> Iterator[tuple[api.Api, str]]:
    """The API, and the address at which it listens."""
    served = api.Api()
    with api.serve(served) as origin:
        yield served, origin


def entity(name: str) -> Entity:
    """An entity of the site."""
    return entities()[name]


def table(served: api.Api, name: str) -> dict[int, dict[str, Any]]:
    """The records of an entity as the server has them."""
    return served.store.tables[name]


def test_a_list_with_a_filter_is_walked(package: ModuleType, server: tuple[api.Api, str]) -> None:
    """A list gives every record once over all its pages, knows how many there are, and a filter is called as what it filters."""
    served, origin = server
    with package.Rails(token=access.TOKEN, base_url=origin) as client:
        everything = client.works.work_orders.list(size=2)
        assert len(served.requests) == 1
        ids = [one.id for one in everything]
        assert everything.total == len(ids) == len(table(served, "WorkOrder"))
        assert len(served.requests) == -(-len(ids) // 2)
        wanted = client.works.work_orders.get(ids[0])
        found = client.works.work_orders.list(title=wanted.title, created_on_from="2000-01-01T00:00")
        assert wanted.id in [one.id for one in found]
        assert all(one.title == wanted.title for one in found)


def test_a_filter_that_is_null_by_mistake_is_refused(package: ModuleType, server: tuple[api.Api, str]) -> None:
    """A query has no null, and a filter without a value would give everything; nothing is sent."""
    served, origin = server
    errors = importlib.import_module(f"{PACKAGE}.errors")
    with (
        package.Rails(token=access.TOKEN, base_url=origin) as client,
        pytest.raises(errors.InvalidRequestError, match="title"),
    ):
        client.works.work_orders.list(title=None)
    assert served.requests == []


def test_an_edit_says_what_it_cannot_keep(package: ModuleType, server: tuple[api.Api, str]) -> None:
    """Members that a record does not give back, children here, are named where they could be lost."""
    orders = importlib.import_module(f"{PACKAGE}.works.work_orders")
    assert "Not given back by the record, and therefore sent only where they are given: `steps`." in " ".join(
        orders.WorkOrders.edit.__doc__.split()
    )


def test_an_edit_changes_one_member(package: ModuleType, server: tuple[api.Api, str]) -> None:
    """An update takes away what it leaves out; an edit does not, and changes what it is given."""
    served, origin = server
    with package.Rails(token=access.TOKEN, base_url=origin) as client:
        number = next(iter(table(served, "WorkOrder")))
        before = client.works.work_orders.get(number).to_wire()
        assert client.works.work_orders.edit(number, title="Paint the signal box").was_successful
        after = client.works.work_orders.get(number).to_wire()
    changed = {key for key in before if before[key] != after[key]}
    assert after["Title"] == "Paint the signal box"
    assert changed <= {"Title", "UpdatedOn", "UpdatedBy", "ToStringText"}


def test_a_list_is_added_to_and_removed_from(package: ModuleType, server: tuple[api.Api, str]) -> None:
    """The arguments beside a list change it; the list itself replaces it; the rest of the record stays."""
    served, origin = server
    with package.Rails(token=access.TOKEN, base_url=origin) as client:
        orders = client.works.work_orders
        number = next(iter(table(served, "WorkOrder")))
        lists = [name for name in ("tools", "spares", "tags") if hasattr(orders.get(number), name)]
        name = lists[0]
        orders.edit(number, **{name: [1, 2]})
        assert getattr(orders.get(number), name) == [1, 2]
        orders.edit(number, **{f"added_{name}": [3]})
        orders.edit(number, **{f"removed_{name}": [1]})
        record = orders.get(number)
        assert getattr(record, name) == [2, 3]
        summary = next(one for one in orders.list() if one.id == number)
        assert not hasattr(summary, name)
        assert isinstance(record, type(summary))


def test_a_record_comes_and_goes(package: ModuleType, server: tuple[api.Api, str]) -> None:
    """A record is created, found among several, refused with rows where it is wrong, and deleted; then it is not found."""
    served, origin = server
    errors = importlib.import_module(f"{PACKAGE}.errors")
    with package.Rails(username=access.USERNAME, password=access.PASSWORD, base_url=origin) as client:
        groups = client.admin.user_groups
        groups.create(name="Signal boxes")
        number = max(table(served, "UserGroup"))
        assert [one.name for one in groups.get_many([number])] == ["Signal boxes"]
        with pytest.raises(errors.BadRequestError) as caught:
            client.works.work_orders.edit(next(iter(table(served, "WorkOrder"))), line_id=999_999)
        assert [row.property_name for row in caught.value.errors] == ["Line"]
        assert groups.delete(number).was_successful
        with pytest.raises(errors.NotFoundError):
            groups.get(number)


def test_a_command_is_run(package: ModuleType, server: tuple[api.Api, str]) -> None:
    """The commands of a resource are listed, and one is run on a record."""
    served, origin = server
    with package.Rails(token=access.TOKEN, base_url=origin) as client:
        orders = client.works.work_orders
        number = next(iter(table(served, "WorkOrder")))
        command = orders.list_commands(id=number)[0]
        assert orders.run_command(key=command.key, ids=[number]).was_successful


def test_the_async_client_does_the_same(package: ModuleType, server: tuple[api.Api, str]) -> None:
    """Lists, edits and single records by the async client."""
    served, origin = server

    async def work() -> tuple[int, int | None, str]:
        async with package.AsyncRails(token=access.TOKEN, base_url=origin) as client:
            orders = client.works.work_orders
            count = len([one async for one in orders.list(size=2)])
            number = next(iter(table(served, "WorkOrder")))
            await orders.edit(number, title="Oil the points")
            return count, (await orders.list()).total, (await orders.get(number)).title

    count, total, title = asyncio.run(work())
    assert count == total == len(table(served, "WorkOrder"))
    assert title == "Oil the points"
