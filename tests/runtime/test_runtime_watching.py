"""What callers can watch: hooks, logs, raw answers."""

import logging
from typing import Any

import httpx2
import pytest

from templates.python.runtime.hooks import RequestEvent, ResponseEvent, redacted
from tests.runtime.sample import BadRequestError, InvalidResponseError, OperationFailedError, PasswordGrant, ServerError
from tests.runtime.scripted import Async, Kind, Script, Sync, both, get, reply, update


@both
def test_hooks(kind: Kind, pauses: list[float]) -> None:
    """Hooks are told of each attempt: method, template of the path, status, duration, which attempt, and what follows."""
    begun: list[RequestEvent] = []
    ended: list[ResponseEvent] = []

    def on_request(event: RequestEvent) -> None:
        event.headers["traceparent"] = f"00-{event.attempt}"
        event.context["span"] = object()
        begun.append(event)

    server = Script(httpx2.ReadError("broken"), reply(None, 503, x_request_id="r2"), reply({"Id": 7}))
    kind.run(get, server, on_request=on_request, on_response=ended.append)
    assert [(one.method, one.route, one.operation, one.attempt) for one in begun] == [
        ("GET", "/api/spaces/accessrules/{id}", "AccessRule.get", number) for number in (1, 2, 3)
    ]
    assert [one.headers["traceparent"] for one in server.requests] == ["00-1", "00-2", "00-3"]
    assert [one.request for one in ended] == begun
    assert [(one.status_code, type(one.error), one.request_id) for one in ended] == [
        (None, httpx2.ReadError, None),
        (503, type(None), "r2"),
        (200, type(None), None),
    ]
    assert [one.retry_in for one in ended] == [*pauses, None]
    assert all(one.duration >= 0 for one in ended)
    assert ended[0].request.context["span"] is not ended[1].request.context["span"]


def test_attributes_for_opentelemetry() -> None:
    """Events tell the same under the names of OpenTelemetry's conventions for HTTP clients."""
    request = RequestEvent(
        operation="Thing.get", method="GET", route="/x/{id}", server="https://h.example:8443/p", attempt=2
    )
    told = {
        "http.request.method": "GET",
        "url.template": "/x/{id}",
        "url.scheme": "https",
        "server.address": "h.example",
        "server.port": 8443,
        "http.request.resend_count": 1,
    }
    assert request.attributes == told

    def response(status: int | None, error: Exception | None) -> dict[str, str | int]:
        event = ResponseEvent(
            request=request, status_code=status, error=error, duration=1, retry_in=None, request_id=None
        )
        return {name: value for name, value in event.attributes.items() if name not in told}

    assert response(200, None) == {"http.response.status_code": 200}
    assert response(503, None) == {"http.response.status_code": 503, "error.type": "503"}
    assert response(None, httpx2.ReadTimeout("x")) == {"error.type": "ReadTimeout"}


def test_async_hooks() -> None:
    """Hooks of the async client may be async; the sync client says that it cannot await them."""
    seen: list[int | None] = []

    async def on_response(event: ResponseEvent) -> None:
        seen.append(event.status_code)

    Async().run(get, Script(reply({"Id": 7})), on_response=on_response)
    assert seen == [200]
    with pytest.raises(TypeError, match="not async"):
        Sync().run(get, Script(reply({"Id": 7})), on_response=on_response)


@both
def test_a_hook_that_fails_after_the_fact(kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    """What `on_response` raises is logged and changes nothing: a write that is done must not look as if it was not."""

    def on_response(event: ResponseEvent) -> None:
        raise RuntimeError("the metrics are down")

    assert kind.run(update, Script(reply({"Succeeded": True})), on_response=on_response).succeeded
    assert "the metrics are down" in caplog.text


@both
def test_hooks_see_signing_in(kind: Kind) -> None:
    """The request for a token is watched as any other."""
    seen: list[str] = []
    server = Script(reply({"access_token": "x"}), reply({"Id": 7}))
    settings = {"token": None, "auth": PasswordGrant("me", "word")}
    kind.run(get, server, **settings, on_response=lambda event: seen.append(event.request.route))
    assert seen == ["/api/token", "/api/spaces/accessrules/{id}"]


@both
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"title": "Bad", "detail": "The name is taken."}, "The name is taken."),
        ({"error": {"code": 7, "message": "No such plan"}}, "No such plan"),
        ({"error": "invalid_thing", "error_description": "It is not valid."}, "It is not valid."),
        ({"Message": "Ooops"}, "Ooops"),
        ({"error": True}, "Bad Request"),
        (["x"], "Bad Request"),
    ],
)
def test_what_an_error_says(kind: Kind, body: object, words: str) -> None:
    """The message is what the server says in one of the usual members, else the words of the status; its headers are kept."""
    with pytest.raises(BadRequestError) as caught:
        kind.run(get, Script(reply(body, 400, x_rate_left="3")))
    assert caught.value.message == words
    assert caught.value.headers["x-rate-left"] == "3"


@both
@pytest.mark.parametrize("flag", [False, 0, "false", "False", "0", "no"])
def test_flags_that_deny_success(kind: Kind, flag: object) -> None:
    """A flag that says no counts in any type; one that is null or absent says nothing."""
    with pytest.raises(OperationFailedError):
        kind.run(update, Script(reply({"Succeeded": flag})))
    for other in ({"Succeeded": True}, {"Succeeded": None}, {}, {"Succeeded": "true"}, {"Succeeded": 1}):
        kind.run(update, Script(reply(other)))


@both
def test_headers_of_a_hook_are_checked(kind: Kind) -> None:
    """A header that cannot be sent is refused, whoever adds it."""

    def on_request(event: RequestEvent) -> None:
        event.headers["x"] = "a\r\nb: c"

    server = Script()
    with pytest.raises(ValueError, match="header x"):
        kind.run(get, server, on_request=on_request)
    assert server.requests == []


@both
def test_logs(kind: Kind, pauses: list[float], caplog: pytest.LogCaptureFixture) -> None:
    """The logger of the package tells attempts at DEBUG and retries at INFO, without arguments, bodies or credentials."""
    caplog.set_level(logging.DEBUG, logger="sample")
    server = Script(reply({"secret": "b0dy"}, 503, x_request_id="r1"), reply({"Records": []}))
    call: Any = lambda client: client.spaces.access_rules.list(access_rule_name="pers0nal")  # noqa: E731
    kind.run(call, server, token="t0ken", headers={"x-api-key": "k3y", "x-plain": "plain"})
    rows = [(one.levelname, one.getMessage()) for one in caplog.records if one.name == "sample"]
    assert [level for level, _ in rows] == ["DEBUG", "INFO", "DEBUG", "DEBUG"]
    assert rows[0][1].startswith("GET /api/spaces/accessrules, attempt 1, headers {")
    assert "'authorization': '***'" in rows[0][1] and "'x-plain': 'plain'" in rows[0][1]
    assert "503 after" in rows[1][1] and "request r1; again in" in rows[1][1]
    text = " ".join(message for _, message in rows)
    assert [word for word in ("t0ken", "k3y", "pers0nal", "b0dy") if word in text] == []


def test_what_is_hidden_in_logs() -> None:
    """Headers that sound like credentials are hidden, whatever their case."""
    shown = redacted(
        {
            "Authorization": "a",
            "Proxy-Authorization": "a",
            "Cookie": "a",
            "X-API-Key": "a",
            "x-auth-token": "a",
            "client_id": "a",
            "x-signature": "a",
            "accept": "b",
            "Idempotency-Key": "b",
        }
    )
    assert [name for name, value in shown.items() if value != "***"] == ["accept", "Idempotency-Key"]


@both
def test_raw_answers(kind: Kind) -> None:
    """`with_raw_response` gives status, headers and body beside the result, of each method."""
    server = Script(reply({"Id": 7, "Name": "x"}, 201, x_request_id="r1", x_rate_left="9"))
    came = kind.run(lambda client: client.spaces.access_rules.with_raw_response.get(7), server)
    assert (came.status_code, came.request_id, came.headers["x-rate-left"]) == (201, "r1", "9")
    assert (came.json(), came.parse().name, came.attempts) == ({"Id": 7, "Name": "x"}, "x", 1)
    assert came.content.decode() == came.text
    assert repr(came) == "RawResponse(status_code=201, 19 bytes)"


@both
def test_raw_failures(kind: Kind) -> None:
    """A failing status is raised at once; what the body says is raised when it is parsed."""
    call: Any = lambda client: client.spaces.access_rules.with_raw_response.update(id=7)  # noqa: E731
    with pytest.raises(BadRequestError):
        kind.run(call, Script(reply(None, 400)))
    failed = kind.run(call, Script(reply({"Succeeded": False})))
    with pytest.raises(OperationFailedError):
        failed.parse()
    with pytest.raises(InvalidResponseError):
        kind.run(call, Script(httpx2.Response(200, text="<html>"))).parse()


def test_raw_lists() -> None:
    """Of a list the raw answer is that of its first page; parsed, it is the list, which goes on as any other."""
    pages = [reply({"Records": [{"Id": number}], "TotalItems": 2, "TotalPages": 2}) for number in (1, 2)]
    server = Script(*pages)
    raw = Sync().client(server).spaces.access_rules.with_raw_response.walk()
    assert (raw.status_code, len(server.requests)) == (200, 1)
    assert [one.id for one in raw.parse()] == [1, 2]

    async def work(client: Any) -> list[int]:
        came = await client.spaces.access_rules.with_raw_response.walk()
        return [one.id async for one in came.parse()]

    assert Async().run(work, Script(*pages)) == [1, 2]


@both
def test_raw_edits(kind: Kind) -> None:
    """Of an edit the raw answer is that of the write."""
    server = Script(reply({"Id": 7, "Name": "x"}), reply({"Succeeded": True}, x_request_id="w"))
    came = kind.run(lambda client: client.spaces.access_rules.with_raw_response.edit(7, name="y"), server)
    assert (came.request_id, came.parse().succeeded, len(server.requests)) == ("w", True, 2)


@both
def test_errors_name_what_was_called(kind: Kind) -> None:
    """The message and the repr name method and template of the path, the status and the server's name of the exchange."""
    with pytest.raises(ServerError) as caught:
        kind.run(update, Script(reply({"Message": "Ooops"}, 500, x_request_id="r9")), retries=0)
    text = "PUT /api/spaces/accessrules: Ooops (status 500, request r9)"
    assert (str(caught.value), repr(caught.value)) == (text, f"ServerError({text!r})")
