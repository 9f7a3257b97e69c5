"""The two engines: they take the steps of a call with httpx2, one by waiting and the other by awaiting."""

import asyncio
import inspect
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, TypeVar, assert_never, cast

import httpx2
from pydantic import MISSING

from .answers import Answer, DeadlinePassed, Failure
from .edits import misread
from .exchange import Exchange, deadline_in
from .models import Model
from .operations import Edit, Operation
from .raw import RawResponse
from .requests import Outgoing, Values, build_edit, build_request, check_changes, split
from .responses import read_answer
from .settings import Options
from .steps import Acquire, Notify, Pause, Run, Send, Step, Steps, Timeout
from .streams import AsyncStream, SyncStream
from .uploads import Upload

E = TypeVar("E", bound="_Engine[Any]")
H = TypeVar("H", httpx2.Client, httpx2.AsyncClient)
T = TypeVar("T")

#: What a call gives: its result, the answer itself, or an answer that is still to be read.
Mode = Literal["result", "raw", "stream"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place(Generic[H]):
    """What belongs to one place: connections, and the lock for signing in."""

    http: H
    lock: Any


class Connections(Generic[H]):
    """The connections of a client and of all its copies: opened at the first call, closed once.

    They belong to a place: the event loop in which they were opened, so that one async client serves `asyncio.run` again
    and again. An `http_client` of the caller's is used as it is and never closed.
    """

    def __init__(self, make: Callable[[], H], http_client: H | None, lock: Callable[[], Any]) -> None:
        self._make: Callable[[], H] = make
        self._given: H | None = http_client
        self._lock = lock
        self._places: dict[object, _Place[H]] = {}
        self._closed = False
        self._guard = threading.Lock()

    def open(self, place: object) -> H:
        """The client of httpx2. Raises RuntimeError after closing."""
        return self._at(place).http

    def lock(self, place: object) -> Any:
        """The lock for signing in. Raises RuntimeError after closing."""
        return self._at(place).lock

    def _at(self, place: object) -> _Place[H]:
        # At the first call, because the TLS context takes long to make.
        with self._guard:
            if self._closed:
                raise RuntimeError("the client is closed")
            if place not in self._places:
                self._places = {one: held for one, held in self._places.items() if not _is_over(one)}
                self._places[place] = _Place(http=self._given or self._make(), lock=self._lock())
            return self._places[place]

    def close(self, place: object) -> H | None:
        """Refuse further calls; what is to be closed at a place comes back."""
        with self._guard:
            self._closed = True
            held = self._places.pop(place, None)
            self._places.clear()
            return held.http if held and self._given is None else None


def _is_over(place: object) -> bool:
    """Whether nothing can be done at a place any more, not even closing connections."""
    return isinstance(place, asyncio.AbstractEventLoop) and place.is_closed()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Engine(Generic[H]):
    """What both engines do without I/O: build requests, read answers, and make copies of themselves."""

    exchange: Exchange
    connections: Connections[H]
    mode: Mode = "result"

    def with_options(self: E, options: Options) -> E:
        """An engine with other options and the same connections and credentials."""
        return replace(self, exchange=replace(self.exchange, options=options))

    def with_mode(self: E, mode: Mode) -> E:
        """An engine whose calls give something else."""
        return replace(self, mode=mode)

    def refusal(self, operation: Operation[Any], why: str, body: object) -> Exception:
        """The package's error for an answer of success that cannot be used."""
        errors = self.exchange.package.errors
        return errors.response(why, method=operation.method, path=operation.path, status_code=200, body=body)

    def _build(self, operation: Operation[Any], arguments: Values) -> Outgoing:
        return build_request(operation, self.exchange.package.errors.request, **split(operation, arguments))

    def _sent(self, operation: Operation[Any], outgoing: Outgoing) -> Steps[Answer]:
        deadline = deadline_in(self.exchange.options.deadline)
        return self.exchange.perform(operation, outgoing, deadline, stream=self.mode == "stream")

    def _edited(self, edit: Edit[Any], arguments: Values) -> Steps[Answer]:
        refuse, deadline = self.exchange.package.errors.request, deadline_in(self.exchange.options.deadline)
        changes = check_changes(edit, refuse, arguments)
        came = yield from self.exchange.perform(edit.read, self._build(edit.read, arguments), deadline)
        record: Model = self._read(edit.read, came)
        if why := misread(edit, record, changes):
            raise self.refusal(edit.read, why, record)
        whole = build_edit(edit, refuse, record.to_wire(), changes, arguments)
        return (yield from self.exchange.perform(edit.write, whole, deadline))

    def _read(self, operation: Operation[T], answer: Answer) -> T:
        package = self.exchange.package
        return read_answer(operation, answer, package.errors, package.envelope, strict=self.exchange.options.strict)

    def _give(self, operation: Operation[T], answer: Answer) -> T:
        # What is given in the other modes is what `raw` and `streamed` say of the methods that they wrap.
        if self.mode == "raw" and answer.is_success:
            return cast("T", RawResponse(answer, lambda: self._read(operation, answer)))
        if self.mode == "stream" and answer.is_success:
            return cast("T", self._stream(operation, answer))
        return self._read(operation, answer)

    def _stream(self, operation: Operation[Any], answer: Answer) -> SyncStream | AsyncStream:
        def explain(error: Exception) -> Exception:
            return self.exchange.explained(operation, error, None, answer.attempts)

        if answer.stream is None:  # it was read, because it could have told of a failure
            self._read(operation, answer)
        response = answer.stream or httpx2.Response(answer.status_code, content=answer.content)
        kind = SyncStream if isinstance(self, SyncEngine) else AsyncStream
        return kind(answer, response, explain)

    def _request(self, http: H, send: Send, files: ExitStack) -> httpx2.Request:
        outgoing = send.outgoing
        parts = [(name, _part(part, files)) for name, part in outgoing.parts]
        return http.build_request(
            outgoing.method,
            send.url,
            params=outgoing.query,
            headers=send.headers,
            content=outgoing.content,
            files=parts or None,
            timeout=_limited(http.timeout if send.timeout is MISSING else send.timeout, send.limit),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncEngine(_Engine[httpx2.Client]):
    """Sends operations and waits for the answers. Safe for threads."""

    def call(self, operation: Operation[T], arguments: Values) -> T:
        """The result of `operation`, with arguments by Python name; what is MISSING is not sent.

        Raises the classes of the package's `ErrorClasses`, and RuntimeError once the client is closed.
        """
        return self.send(operation, self._build(operation, arguments))

    def send(self, operation: Operation[T], outgoing: Outgoing) -> T:
        """The result of a request that is built already. Raises as `call`."""
        return self._give(operation, self._drive(self._sent(operation, outgoing)))

    def edit(self, edit: Edit[T], arguments: Values) -> T:
        """Read a record and write it back with the changes among `arguments`; the result is that of the write. Raises as `call`."""
        return self._give(edit.write, self._drive(self._edited(edit, arguments)))

    def close(self) -> None:
        """Close the connections, except those of an `http_client` that was given. Further calls raise RuntimeError."""
        if (http := self.connections.close(self.connections)) is not None:
            http.close()

    def _drive(self, steps: Steps[T]) -> T:
        came: Any = None
        with closing(steps):
            while True:
                try:
                    step = steps.send(came)
                except StopIteration as end:
                    return cast("T", end.value)
                came = self._take(step)

    def _take(self, step: Step) -> Any:
        match step:
            case Send():
                return self._exchange(step)
            case Pause():
                time.sleep(step.seconds)
            case Run():
                return _now(step.function(*step.arguments))
            case Notify():
                came = None
                try:
                    came = step.function(*step.arguments)
                except Exception:
                    step.logger.exception(_FAILED_HOOK)
                _now(came)
            case Acquire():
                lock = self.connections.lock(self.connections)
                return lock if lock.acquire(timeout=-1 if step.limit is None else step.limit) else None
            case _:
                assert_never(step)
        return None

    def _exchange(self, step: Send) -> Answer | Failure:
        http = self.connections.open(self.connections)
        ends = None if step.limit is None else time.monotonic() + step.limit
        try:
            with ExitStack() as files:
                request = self._request(http, step, files)
                response = http.send(request, stream=True, **_how(step))
                return _answer(response) if _stays_open(step, response) else _read(response, ends)
        except (httpx2.RequestError, httpx2.InvalidURL, DeadlinePassed) as error:
            return Failure(error)


@dataclass(frozen=True, slots=True, kw_only=True)
class AsyncEngine(_Engine[httpx2.AsyncClient]):
    """Sends operations and awaits the answers."""

    async def call(self, operation: Operation[T], arguments: Values) -> T:
        """The result of `operation`, with arguments by Python name; what is MISSING is not sent.

        Raises the classes of the package's `ErrorClasses`, and RuntimeError once the client is closed.
        """
        return await self.send(operation, self._build(operation, arguments))

    async def send(self, operation: Operation[T], outgoing: Outgoing) -> T:
        """The result of a request that is built already. Raises as `call`."""
        return self._give(operation, await self._drive(self._sent(operation, outgoing)))

    async def edit(self, edit: Edit[T], arguments: Values) -> T:
        """Read a record and write it back with the changes among `arguments`; the result is that of the write. Raises as `call`."""
        return self._give(edit.write, await self._drive(self._edited(edit, arguments)))

    async def close(self) -> None:
        """Close the connections, except those of an `http_client` that was given. Further calls raise RuntimeError."""
        if (http := self.connections.close(asyncio.get_running_loop())) is not None:
            await http.aclose()

    async def _drive(self, steps: Steps[T]) -> T:
        came: Any = None
        with closing(steps):
            while True:
                try:
                    step = steps.send(came)
                except StopIteration as end:
                    return cast("T", end.value)
                came = await self._take(step)

    async def _take(self, step: Step) -> Any:
        match step:
            case Send():
                return await self._exchange(step)
            case Pause():
                await asyncio.sleep(step.seconds)
            case Run():
                came = step.function(*step.arguments)
                return await came if inspect.isawaitable(came) else came
            case Notify():
                try:
                    came = step.function(*step.arguments)
                    _ = await came if inspect.isawaitable(came) else came
                except Exception:
                    step.logger.exception(_FAILED_HOOK)
            case Acquire():
                return await self._acquire(step)
            case _:
                assert_never(step)
        return None

    async def _acquire(self, step: Acquire) -> asyncio.Lock | None:
        lock: asyncio.Lock = self.connections.lock(asyncio.get_running_loop())
        try:
            async with asyncio.timeout(step.limit):
                await lock.acquire()
        except TimeoutError:
            return None
        return lock

    async def _exchange(self, step: Send) -> Answer | Failure:
        http, scope = self.connections.open(asyncio.get_running_loop()), asyncio.timeout(step.limit)
        try:
            with ExitStack() as files:
                request = self._request(http, step, files)
                async with scope:
                    response = await http.send(request, stream=True, **_how(step))
                    return _answer(response) if _stays_open(step, response) else await _aread(response)
        except TimeoutError:
            if not scope.expired():
                raise
            return Failure(DeadlinePassed())
        except (httpx2.RequestError, httpx2.InvalidURL) as error:
            return Failure(error)


_FAILED_HOOK = "on_response raised an exception; the call goes on"


def _how(step: Send) -> dict[str, Any]:
    # A redirect is not followed: credentials must not reach another host, nor a body be sent twice. Our own
    # credentials are in the headers, so those of an `http_client` are switched off.
    return {"follow_redirects": False} | ({"auth": None} if step.authenticates else {})


def _stays_open(step: Send, response: httpx2.Response) -> bool:
    # A file may be JSON, but so is the telling of a failure in its place: that is read all the same.
    return step.stream and response.is_success and not _answer(response).is_json


def _answer(response: httpx2.Response, content: bytes | None = None) -> Answer:
    return Answer(
        status_code=response.status_code,
        headers={name.lower(): value for name, value in response.headers.items()},
        content=content or b"",
        stream=response if content is None else None,
    )


def _read(response: httpx2.Response, ends: float | None) -> Answer:
    pieces: list[bytes] = []
    with closing(response):
        for piece in response.iter_bytes():
            pieces.append(piece)
            if ends is not None and time.monotonic() > ends:
                raise DeadlinePassed
    return _answer(response, b"".join(pieces))


async def _aread(response: httpx2.Response) -> Answer:
    try:
        return _answer(response, b"".join([piece async for piece in response.aiter_bytes()]))
    finally:
        await response.aclose()


def _part(part: str | Upload, files: ExitStack) -> tuple[Any, ...]:
    if isinstance(part, str):
        return (None, part)
    return (part.name, files.enter_context(part.opened()), part.content_type)


def _limited(timeout: Timeout, limit: float | None) -> Timeout:
    """A timeout none of whose waits is longer than the time that is left."""
    if limit is None:
        return timeout
    whole = httpx2.Timeout(timeout)

    def shorter(seconds: float | None) -> float:
        return limit if seconds is None else min(seconds, limit)

    return httpx2.Timeout(
        connect=shorter(whole.connect),
        read=shorter(whole.read),
        write=shorter(whole.write),
        pool=shorter(whole.pool),
    )


def _now(came: Any) -> Any:
    if inspect.isawaitable(came):
        if inspect.iscoroutine(came):
            came.close()
        raise TypeError("an async function was given to a client that is not async")
    return came
