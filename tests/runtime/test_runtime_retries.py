"""When a call is sent again, and after how long."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates.python.runtime.answers import Answer, DeadlinePassed, Failure
from templates.python.runtime.retries import Retries, may_repeat, retry_after
from tests.runtime.sample import (
    ConflictError,
    ConnectionFailedError,
    RateLimitError,
    ServerError,
    TimedOutError,
)
from tests.runtime.scripted import Kind, Script, both, get, reply, update

ONLY_READS = ["GET", "PUT", "DELETE", "HEAD", "get"]
WRITES = ["POST", "PATCH"]


def answer(status: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer; names of headers have underscores here."""
    return Answer(
        status_code=status, headers={name.replace("_", "-"): text for name, text in headers.items()}, content=body
    )


@pytest.mark.parametrize(
    ("outcome", "idempotent", "any_method"),
    [
        (Failure(httpx2.ConnectError("x")), True, True),
        (Failure(httpx2.ConnectTimeout("x")), True, True),
        (Failure(httpx2.PoolTimeout("x")), True, True),
        (Failure(httpx2.ReadTimeout("x")), True, False),
        (Failure(httpx2.WriteTimeout("x")), True, False),
        (Failure(httpx2.ReadError("x")), True, False),
        (Failure(httpx2.RemoteProtocolError("x")), True, False),
        (Failure(httpx2.LocalProtocolError("x")), False, False),
        (Failure(httpx2.UnsupportedProtocol("x")), False, False),
        (Failure(httpx2.DecodingError("x")), False, False),
        (Failure(DeadlinePassed()), False, False),
        (answer(408), True, True),
        (answer(425), True, True),
        (answer(429), True, True),
        (answer(409), False, False),
        (answer(409, b'{"Message": "wait 5 seconds"}'), False, False),
        (answer(409, retry_after="1"), True, True),
        (answer(500), True, False),
        (answer(502), True, False),
        (answer(503), True, False),
        (answer(503, retry_after="1"), True, False),
        (answer(504), True, False),
        (answer(599), True, False),
        (answer(200), False, False),
        (answer(301), False, False),
        (answer(400), False, False),
        (answer(401), False, False),
        (answer(404), False, False),
        (answer(422), False, False),
    ],
)
def test_what_may_be_sent_again(outcome: Any, idempotent: bool, any_method: bool) -> None:
    """A call is sent again where the server did nothing, and where doing it twice does no harm."""
    assert {may_repeat(outcome, method) for method in ONLY_READS} == {idempotent}
    assert {may_repeat(outcome, method) for method in WRITES} == {any_method}


NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (answer(429, retry_after="3"), 3.0),
        (answer(429, retry_after=" 2.5 "), 2.5),
        (answer(429, retry_after="0"), 0.0),
        (answer(429, retry_after="-1"), None),
        (answer(429, retry_after="nan"), None),
        (answer(429, retry_after="1e9"), None),
        (answer(429, retry_after="soon"), None),
        (answer(429, retry_after=format_datetime(NOW + timedelta(seconds=90)), date=format_datetime(NOW)), 90.0),
        (answer(429, retry_after=format_datetime(NOW - timedelta(seconds=90)), date=format_datetime(NOW)), 0.0),
        (answer(429, retry_after="Sun, 06 Nov 1994 08:49:37 GMT"), 0.0),
        (answer(429, b"Wait 7 seconds"), 7.0),
        (answer(429, b'{"Message": "You must wait 1.5 seconds before you try this again."}'), 1.5),
        (answer(429, b"Please try again in 2 minutes"), 120.0),
        (answer(429, b"retry after 250 ms"), 0.25),
        (answer(429, b"Retry in 300 milliseconds."), 0.3),
        (answer(429, b"Try again in 1 hour."), 3600.0),
        (answer(429, b"wait 5s"), 5.0),
        (answer(429, b'{"retry_after": 4}'), 4.0),
        (answer(429, b'{"RetryAfterMs": 1500}'), 1.5),
        (answer(429, b'{"retryAfter": true}'), None),
        (answer(429, b'{"retryAfter": -3}'), None),
        (answer(429, b"You must wait before accessing this url again."), None),
        (answer(429, b"You have 5 seconds of glory"), None),
        (answer(429, b"\xff\xfe wait"), None),
        (answer(429, b"wait 9 seconds", retry_after="2"), 2.0),
    ],
)
def test_how_long_the_server_asks_to_wait(given: Answer, seconds: float | None) -> None:
    """`Retry-After` in seconds or as a date counts first, then what the body says; what is no time is none."""
    assert retry_after(given) == (seconds if seconds is None else pytest.approx(seconds))


def test_a_date_without_the_clock_of_the_server() -> None:
    """A date counts from now where the server does not tell its own time."""
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    assert 27 < (retry_after(answer(429, retry_after=until)) or 0) <= 30


def test_pauses_grow_and_are_spread() -> None:
    """Without advice a pause doubles up to the longest, and is shortened by chance by up to a half."""
    policy = Retries(max_retries=9, initial_delay=1, max_delay=5)
    for chance, factor in ((0.0, 1.0), (1.0, 0.5)):
        delays = [policy.delay(answer(503), method="GET", retry=n, chance=lambda c=chance: c) for n in range(1, 10)]  # type: ignore[misc]
        assert delays == [factor * one for one in (1, 2, 4, 5, 5, 5, 5, 5, 5)]
    assert policy.delay(answer(503), method="GET", retry=10) is None


def test_advice_is_followed_within_limits() -> None:
    """A wait that the server asks for is never cut short, a little longer by chance, and too long a one ends the call."""
    policy = Retries(max_wait=10)
    asked = answer(429, retry_after="10")
    assert policy.delay(asked, method="POST", retry=1, chance=lambda: 0.0) == 10
    assert policy.delay(asked, method="POST", retry=1, chance=lambda: 1.0) == 11
    assert policy.delay(answer(429, retry_after="11"), method="POST", retry=1) is None


@given(st.binary(max_size=200), st.text(max_size=30), st.sampled_from([200, 409, 429, 500]))
def test_any_answer_has_a_wait_or_none(body: bytes, header: str, status: int) -> None:
    """Whatever a server sends, the wait is a number that is not negative, or none."""
    given = Answer(status_code=status, headers={"retry-after": header, "date": header}, content=body)
    wait = retry_after(given)
    assert wait is None or wait >= 0
    delay = Retries().delay(given, method="GET", retry=1)
    assert delay is None or 0 <= delay <= 66


@pytest.mark.parametrize(
    "settings", [{"max_retries": -1}, {"initial_delay": -0.1}, {"max_delay": float("nan")}, {"max_wait": float("inf")}]
)
def test_policies_that_make_no_sense(settings: dict[str, Any]) -> None:
    """Negative and endless numbers are refused."""
    with pytest.raises(ValueError, match="not negative"):
        Retries(**settings)


@both
def test_a_call_is_sent_until_it_succeeds(kind: Kind, pauses: list[float]) -> None:
    """Reading goes through a broken connection and a server in trouble, with growing pauses."""
    server = Script(httpx2.ReadError("broken"), reply(None, 503), reply({"Id": 7}))
    assert kind.run(get, server).id == 7
    assert len(server.requests) == 3
    assert 0.25 <= pauses[0] <= 0.5 <= pauses[1] <= 1


@both
def test_a_call_is_given_up_in_the_end(kind: Kind, pauses: list[float]) -> None:
    """After the last retry the error is that of the last attempt, and tells how many there were."""
    for replies, error, sent in (
        ((reply(None, 500),), ServerError, 3),
        ((httpx2.ConnectError("no"),), ConnectionFailedError, 3),
        ((httpx2.ReadTimeout("slow"),), TimedOutError, 3),
        ((reply(None, 429, retry_after="61"),), RateLimitError, 1),
        ((reply(None, 409),), ConflictError, 1),
    ):
        server = Script(*replies)
        with pytest.raises(error) as caught:
            kind.run(update, server)
        assert (len(server.requests), caught.value.attempts) == (sent, sent)
    assert len(pauses) == 6


@both
def test_retries_can_be_chosen(kind: Kind, pauses: list[float]) -> None:
    """A number or a policy, for a client or for one call."""
    for settings, sent in (({"retries": 0}, 1), ({"retries": 4}, 5), ({"retries": Retries(max_retries=1)}, 2)):
        server = Script(reply(None, 503))
        with pytest.raises(ServerError):
            kind.run(get, server, **settings)
        assert len(server.requests) == sent
    server = Script(reply(None, 503))
    with pytest.raises(ServerError):
        kind.run(lambda client: get(client.with_options(retries=3)), server, retries=0)
    assert len(server.requests) == 4


@both
def test_a_server_that_says_when(kind: Kind, pauses: list[float]) -> None:
    """429 and 409 are waited for as long as the server says, by header or in words, and the body goes out again unchanged."""
    server = Script(
        reply(None, 429, retry_after="3"),
        reply(None, 409, retry_after="2"),
        reply({"Message": "Wait 4 seconds"}, 429),
        reply({"Succeeded": True}),
    )
    assert kind.run(update, server, retries=3).succeeded
    assert [3 <= pauses[0] <= 3.3, 2 <= pauses[1] <= 2.2, 4 <= pauses[2] <= 4.4] == [True] * 3
    assert len({request.content for request in server.requests}) == 1


@both
def test_a_pause_that_does_not_fit_the_deadline(kind: Kind, pauses: list[float]) -> None:
    """Where the deadline would pass while waiting, the call ends at once with what the server said."""
    server = Script(reply(None, 429, retry_after="5"))
    with pytest.raises(RateLimitError) as caught:
        kind.run(get, server, deadline=2)
    assert (pauses, caught.value.retry_after) == ([], 5)
