"""Code as users of a package with every kind of method write it; type checkers read it, nobody runs it."""

import datetime as dt
from collections.abc import Iterator
from typing import assert_type

from rails import AsyncRails, Rails
from rails.admin import UserGroup, UserGroupPage, UserGroupSummary
from rails.shared import DayOfWeek, Result, ResultValue
from rails.works import OrderState, StepInput, WorkOrder, WorkOrderPage, WorkOrders, WorkOrderSummary


def read(client: Rails) -> None:
    """A record, and what it holds."""
    order = client.works.work_orders.get(1)
    assert_type(order, WorkOrder)
    assert_type(order.id, int)
    assert_type(order.order_state, OrderState | int | None)
    assert_type(order.planned_for, dt.datetime | str | None)
    assert_type(client.works.work_orders.get_many([1, 2]), list[WorkOrderSummary])
    assert_type(client.admin.user_groups.get(1), UserGroup)
    summary: WorkOrderSummary = order  # a record can stand where its summary is wanted
    print(summary.title)


def walk(client: Rails) -> Iterator[str | None]:
    """A list by items and by pages."""
    orders = client.works.work_orders.list(order_state=OrderState.DONE, created_on_from=dt.datetime.now(dt.UTC), size=5)
    assert_type(orders.total, int | None)
    assert_type(orders.page, WorkOrderPage)
    assert_type(orders.items, list[WorkOrderSummary])
    for order in orders:
        assert_type(order, WorkOrderSummary)
        yield order.title
    for page in client.admin.user_groups.list(name="x").pages():
        assert_type(page, UserGroupPage)
        assert_type(page.records, list[UserGroupSummary] | None)


def go_on(client: Rails) -> None:
    """The id of what was read is given to the next call as it is."""
    orders, groups = client.works.work_orders, client.admin.user_groups
    for order in orders.list(title="Paint"):
        assert_type(order.id, int)
        orders.edit(order.id, title="Paint the signal box", added_tools=[3])
    assert_type(orders.get_many([one.id for one in orders.list()]), list[WorkOrderSummary])
    for group in groups.list():
        assert_type(group.id, int)
        assert_type(groups.get(group.id).id, int)
        groups.delete(group.id)
    made = groups.delete(1).value
    assert_type(made, ResultValue | None)
    if made:
        assert_type(groups.get(made.id), UserGroup)


def write(client: Rails, orders: WorkOrders) -> None:
    """Records made, written, edited and taken away."""
    made = orders.create(
        title="Rail 7", order_state=1, priority=0, steps=[StepInput(title="a"), {"title": "b", "minutes": 5}]
    )
    assert_type(made, Result)
    assert_type(orders.edit(1, title="x", repeat_on=DayOfWeek.MONDAY, notes=None), Result)
    assert_type(orders.edit(1, added_tools=[1, 2], removed_tools=(3,)), Result)
    assert_type(orders.delete(1), Result)
    for command in orders.list_commands():
        assert_type(command.key, str | None)


async def same(client: AsyncRails) -> None:
    """All of it with asyncio."""
    assert_type(await client.works.work_orders.get(1), WorkOrder)
    async for order in client.works.work_orders.list(title="x"):
        assert_type(order, WorkOrderSummary)
    orders = await client.works.work_orders.list()
    assert_type(orders.total, int | None)
    async for page in orders.pages():
        assert_type(page, WorkOrderPage)
        for order in page.records or ():
            assert_type(await client.works.work_orders.edit(order.id, title="x"), Result)
