"""What a caller can watch of each attempt of a call, and what is logged of it; no secret and no argument is in either."""

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvent:
    """That a request is about to be sent.

    `operation` is the address of the endpoint in the docs (`AccessToken.update`), `route` the template of its path,
    `server` the origin; `attempt` counts from 1. What is put into `headers` is sent with the request (`traceparent`);
    what is put into `context` is there again in the event of the answer.
    """

    operation: str
    method: str
    route: str
    server: str
    attempt: int
    headers: dict[str, str] = field(default_factory=dict[str, str], repr=False)
    context: dict[str, Any] = field(default_factory=dict[str, Any], repr=False)

    @property
    def attributes(self) -> dict[str, str | int]:
        """The same under the names that OpenTelemetry has for them."""
        address = urlsplit(self.server)
        known: dict[str, str | int] = {
            "http.request.method": self.method,
            "url.template": self.route,
            "url.scheme": address.scheme,
            "server.address": address.hostname or "",
            "http.request.resend_count": self.attempt - 1,
        }
        return known | ({"server.port": address.port} if address.port else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseEvent:
    """What came of a request: `status_code`, or the `error` why nothing came back.

    `duration` is in seconds; `retry_in` is the pause before the next attempt, None where this was the last.
    """

    request: RequestEvent
    status_code: int | None
    error: Exception | None
    duration: float
    retry_in: float | None
    request_id: str | None

    @property
    def attributes(self) -> dict[str, str | int]:
        """The same under the names that OpenTelemetry has for them."""
        known = dict(self.request.attributes)
        if self.status_code is not None:
            known["http.response.status_code"] = self.status_code
        if self.error is not None or (self.status_code or 0) >= 400:
            known["error.type"] = str(self.status_code) if self.error is None else type(self.error).__name__
        return known


#: A function of the caller's; in an async client it may be async.
RequestHook = Callable[[RequestEvent], Awaitable[None] | None]
ResponseHook = Callable[[ResponseEvent], Awaitable[None] | None]

_SECRET_WORDS = ("auth", "cookie", "token", "secret", "key", "password", "signature", "client_id", "client-id")
#: Headers whose names sound secret and are not.
_PLAIN = frozenset({"idempotency-key"})


def redacted(headers: Mapping[str, str], secrets: Collection[str] = ()) -> dict[str, str]:
    """Headers for a log: the values of those that sound like credentials are hidden, and those of `secrets`, which are some."""
    return {name: "***" if name in secrets or _is_secret(name.lower()) else value for name, value in headers.items()}


class _Hidden(logging.Filter):
    """Hides a query parameter in the addresses that httpx2 tells."""

    def __init__(self, parameter: str) -> None:
        super().__init__()
        self.parameter = parameter

    def filter(self, record: logging.LogRecord) -> bool:
        """True: the record is told, with other words in the place of the secret."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                (
                    one.copy_set_param(self.parameter, "***")
                    if isinstance(one, httpx2.URL) and self.parameter in one.params
                    else one
                )
                for one in record.args
            )
        return True


def hide_parameter(name: str) -> None:
    """Keep the values of a query parameter out of the logger of httpx2, which tells whole addresses; for good, and once."""
    logger = logging.getLogger("httpx2")
    if not any(isinstance(one, _Hidden) and one.parameter == name for one in logger.filters):
        logger.addFilter(_Hidden(name))


def _is_secret(name: str) -> bool:
    return name not in _PLAIN and any(word in name for word in _SECRET_WORDS)


def log_request(
    logger: logging.Logger, event: RequestEvent, headers: Mapping[str, str], secrets: Collection[str]
) -> None:
    """Say at DEBUG what is about to be sent, and with which headers, of which some are `secrets`."""
    if logger.isEnabledFor(logging.DEBUG):
        shown = redacted(headers, secrets)
        logger.debug("%s %s, attempt %d, headers %s", event.method, event.route, event.attempt, shown)


def log_response(logger: logging.Logger, event: ResponseEvent) -> None:
    """Say what came of an attempt: at INFO where another follows, else at DEBUG."""
    level = logging.DEBUG if event.retry_in is None else logging.INFO
    if not logger.isEnabledFor(level):
        return
    came = event.status_code if event.error is None else type(event.error).__name__
    text, facts = "%s %s: %s after %.3f s, attempt %d", [came, event.duration, event.request.attempt]
    if event.request_id:
        text, facts = f"{text}, request %s", [*facts, event.request_id]
    if event.retry_in is not None:
        text, facts = f"{text}; again in %.3f s", [*facts, event.retry_in]
    logger.log(level, text, event.request.method, event.request.route, *facts)
