"""Calls that type checkers must refuse, each on the line that says so, and no other line."""

import rails
from nexudus import AsyncNexudus, Nexudus
from nexudus.billing import NoSuchModel  # wrong: no model is called so
from nexudus.spaces import TimeSlotInput

client = Nexudus(token="x")
railway = rails.Rails(token="x")
tokens, orders = client.spaces.access_tokens, railway.works.work_orders

Nexudus(tokn="x")  # wrong: an unknown setting
Nexudus(token=1)  # wrong: a setting of another type
client.spaces.no_such_thing  # wrong: no resource
client.spaces.access_tokens.remove(1)  # wrong: no method
tokens.update(id=1)  # wrong: required arguments are missing
tokens.update(id="1", business_id=2, access_code="x", minutes_included=3)  # wrong: text for a number
tokens.update(id=None, business_id=2, access_code="x", minutes_included=3)  # wrong: null where a value is needed
tokens.update(1, business_id=2, access_code="x", minutes_included=3)  # wrong: by position
tokens.update(id=1, business_id=2, access_code="x", minutes_included=3, unknown=1)  # wrong: an unknown argument
tokens.update(id=1, business_id=2, access_code="x", minutes_included=3, valid_from=5)  # wrong: a number for a time
tokens.update(id=1, business_id=2, access_code="x", minutes_included=3).was_sucessful  # wrong: misspelt
TimeSlotInput(day=1)  # wrong: an unknown attribute
TimeSlotInput(day_of_week="Monday")  # wrong: a name for a member
orders.get()  # wrong: which record?
orders.get("1", 2)  # wrong: too many
orders.list(title=None)  # wrong: a filter has no null
orders.list(order_state="done")  # wrong: a name for a member
orders.edit(title="x")  # wrong: which record?
orders.edit(1, added_tools=3)  # wrong: one for several
orders.create(title="x", order_state=1, priority=0, steps=[7])  # wrong: a number for an object
next(orders.list())  # wrong: a list is walked by an iterator of its own
orders.list()[0].title  # wrong: a list has no index


async def later(client: AsyncNexudus) -> None:
    """What is not awaited is no result."""
    client.spaces.access_tokens.update(id=1, business_id=2, access_code="x", minutes_included=3).value  # wrong
    with client:  # wrong: an async client is entered with `async with`
        pass
