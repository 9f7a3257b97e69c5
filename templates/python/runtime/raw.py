"""The answer itself, for callers who want more than its result: status, headers, body, and the result when asked for."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, ParamSpec, TypeVar, cast

from .answers import Answer, Answered

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


class RawResponse(Answered, Generic[T]):
    """A successful answer. `parse()` gives what the method gives otherwise, and raises what it raises otherwise.

    `headers` are by lower-case name, `attempts` is how often the request was sent, `duration` how many seconds the last
    attempt took.
    """

    def __init__(self, answer: Answer, parse: Callable[[], T]) -> None:
        super().__init__(answer)
        self._parse = parse

    @property
    def content(self) -> bytes:
        """The body."""
        return self._answer.content

    @property
    def text(self) -> str:
        """The body as text."""
        return self._answer.text

    @property
    def attempts(self) -> int:
        """How often the request was sent."""
        return self._answer.attempts

    @property
    def duration(self) -> float:
        """How many seconds the last attempt took."""
        return self._answer.duration

    def json(self) -> Any:
        """The decoded body; None for an empty one. Raises ValueError if it is no JSON."""
        return self._answer.json()

    def parse(self) -> T:
        """What the method gives otherwise."""
        return self._parse()

    def __repr__(self) -> str:
        return f"RawResponse(status_code={self.status_code}, {len(self.content)} bytes)"


def then(response: RawResponse[T], change: Callable[[T], R]) -> RawResponse[R]:
    """The same answer, whose result is what is made of the other's."""
    return RawResponse(response._answer, lambda: change(response.parse()))


def raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """The type of a method of a resource whose engine gives raw answers."""
    return cast("Callable[P, RawResponse[T]]", method)


def raw_async(method: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
    """The same for an async method."""
    return cast("Callable[P, Coroutine[Any, Any, RawResponse[T]]]", method)
