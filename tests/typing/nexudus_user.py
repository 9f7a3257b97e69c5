"""Code as users of the committed package write it; type checkers read it, nobody runs it."""

import asyncio
import datetime as dt
from typing import assert_type

import httpx2
from nexudus import MISSING, AsyncNexudus, Nexudus, NexudusError, errors
from nexudus.errors import BadRequestError
from nexudus.shared import DayOfWeek, ErrorRow, ResultValue
from nexudus.spaces import AccessTokens, Result, Spaces, TimeSlotInput
from nexudus.spaces import DayOfWeek as SameDay


def update(client: Nexudus) -> bool | None:
    """Arguments as objects, texts, null and left out; what comes back is a model."""
    result = client.spaces.access_tokens.update(
        id=1,
        business_id=2,
        access_code="x",
        minutes_included=3,
        valid_from=dt.datetime.now(dt.UTC),
        valid_to="2025-01-01T00:00:00Z",
        description=None,
        user_limit=MISSING,
    )
    assert_type(result, Result)
    assert_type(result.value, ResultValue | None)
    assert_type(result.errors, list[ErrorRow] | None)
    return result.was_successful


def slots(client: Nexudus) -> None:
    """Children as models and as dicts, enums as members and as numbers."""
    client.billing.time_pass_time_slots.update(
        id=1, time_pass_id=2, from_time=dt.time(9), to_time="1976-01-01T10:00:00Z", day_of_week=SameDay.MONDAY
    )
    client.spaces.resource_access_rules.update(
        id=1,
        resource_id=2,
        name="x",
        evaluation_order=1,
        time_slots=[TimeSlotInput(day_of_week=1), {"day_of_week": DayOfWeek.FRIDAY, "from_time": dt.time(9)}],
    )
    assert_type(TimeSlotInput().day_of_week, DayOfWeek | int | None | MISSING)


def rows(client: Nexudus) -> list[str | None]:
    """Errors have the rows of the server, typed."""
    try:
        update(client)
    except BadRequestError as error:
        assert_type(error.status_code, int)
        return [row.property_name for row in error.errors]
    except errors.StatusError as error:
        print(error.body, error.retry_after)
    except NexudusError as error:
        assert_type(error.errors[0], ErrorRow)
    return []


def passed_on(client: Nexudus) -> None:
    """Groups and resources have types that can be named."""
    group: Spaces = client.spaces
    tokens: AccessTokens = group.access_tokens
    assert_type(group.access_tokens, AccessTokens)
    tokens.update(id=1, business_id=2, access_code="x", minutes_included=3)


async def main() -> None:
    """The same with asyncio."""
    async with AsyncNexudus(username="a", password="b", base_url="https://x.test", timeout=3.0) as client:
        result = await client.spaces.access_tokens.update(id=1, business_id=2, access_code="x", minutes_included=3)
        assert_type(result, Result)
        print(result.value.id if result.value else None)


with Nexudus(token="x", http_client=httpx2.Client()) as one:
    assert_type(one, Nexudus)
    rows(one)
asyncio.run(main())
