"""What came back from a server, as plain data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2

_REQUEST_IDS = ("x-request-id", "request-id", "x-correlation-id", "x-ms-request-id", "x-amzn-requestid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: status, headers (by lower-case name) and the body.

    `stream` is the open answer where the body is still to be read; whoever has it must close it. `attempts` is how often
    the request was sent, `duration` how many seconds the last attempt took.
    """

    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    stream: httpx2.Response | None = None
    attempts: int = 1
    duration: float = 0.0

    @property
    def is_success(self) -> bool:
        """Whether the status says so."""
        return 200 <= self.status_code < 300

    @property
    def is_json(self) -> bool:
        """Whether the answer calls itself JSON."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return kind.endswith(("/json", "+json"))

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode("utf-8-sig", errors="replace")

    @property
    def request_id(self) -> str | None:
        """The server's own name for the exchange."""
        return next((self.headers[name] for name in _REQUEST_IDS if name in self.headers), None)

    def json(self) -> Any:
        """The decoded body; None for an empty one. Raises ValueError if it is no JSON."""
        try:
            text = self.content.decode("utf-8-sig")
            return json.loads(text) if text.strip() else None
        except RecursionError as error:
            raise ValueError("the JSON is nested too deeply") from error

    def anything(self) -> Any:
        """The decoded body, or its text if it is no JSON."""
        try:
            return self.json()
        except ValueError:
            return self.text


class Answered:
    """Base of what a caller gets of an answer itself."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    @property
    def status_code(self) -> int:
        """The status."""
        return self._answer.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers by lower-case name."""
        return self._answer.headers

    @property
    def request_id(self) -> str | None:
        """The server's own name for the exchange."""
        return self._answer.request_id


@dataclass(frozen=True, slots=True)
class Failure:
    """That nothing came back, and why: an error of httpx2, or `DeadlinePassed`."""

    error: Exception


class DeadlinePassed(Exception):
    """The time for all attempts of a call is over."""
