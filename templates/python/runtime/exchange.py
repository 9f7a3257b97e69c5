"""One call from its request to its answer: credentials, attempts, pauses and hooks, as steps that the clients take."""

import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeGuard
from urllib.parse import urlencode

import httpx2

from .answers import Answer, DeadlinePassed, Failure
from .auth import Anonymous, Auth, Headers, NoAuth
from .errors import APIError, SignInFailed
from .hooks import RequestEvent, ResponseEvent, log_request, log_response
from .narrowing import is_object
from .operations import FORM, JSON, Operation
from .requests import Outgoing, is_header, query_pairs
from .retries import retry_after
from .settings import Options, Package, check_headers
from .steps import Acquire, Notify, Pause, Run, Send, Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When a call must be over: the moment on the clock that counts, None for never, and the seconds that it had."""

    at: float | None
    seconds: float | None

    @property
    def left(self) -> float | None:
        """The seconds that are left; None without a limit."""
        return None if self.at is None else self.at - time.monotonic()


def deadline_in(seconds: float | None) -> Deadline:
    """The deadline of a call that begins now."""
    return Deadline(at=None if seconds is None else time.monotonic() + seconds, seconds=seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """How a client exchanges requests for answers."""

    package: Package
    base_url: str
    auth: Auth
    options: Options

    @property
    def logger(self) -> logging.Logger:
        """Where attempts are logged: the logger of the package."""
        return logging.getLogger(self.package.name)

    def perform(
        self, operation: Operation[Any], outgoing: Outgoing, deadline: Deadline, *, stream: bool = False
    ) -> Steps[Answer]:
        """Send a request until it is answered, or not to be sent again. Raises the package's errors if nothing comes back.

        An answer comes back whatever its status is; what it means is the affair of `responses`.
        """
        renewed, retries, session = False, 0, SignIn(exchange=self, operation=operation, deadline=deadline)
        # Credentials that a caller gives for one call take the place of those of the client.
        own = {name for name, _ in outgoing.query}.union(self.options.query)
        scheme = self.auth.beside({**self.options.headers, **outgoing.headers}.keys(), own)
        while True:
            attempt = retries + renewed + 1
            left = deadline.left
            if left is not None and left <= 0:
                raise self.explained(operation, DeadlinePassed(), deadline, attempt - 1)
            credentials = yield from scheme.headers(session)
            event = self._announced(operation, attempt)
            if self.options.on_request:
                yield Run(self.options.on_request, (event,))
            send = self._send(
                operation,
                outgoing,
                scheme,
                credentials,
                event,
                deadline,
                stream=stream,
            )
            log_request(
                self.logger, event, send.headers, {*credentials, self.package.key.name if self.package.key else ""}
            )
            began = time.monotonic()
            outcome: Answer | Failure = yield send
            took = time.monotonic() - began
            if is_refused(outcome) and not renewed and outgoing.is_repeatable:
                renewed = yield from self._renewed(scheme, session, credentials, event, outcome, took)
                if renewed:
                    continue
            retries += 1
            pause = self._pause(outgoing, outcome, retries, deadline)
            yield from self._tell(event, outcome, took, pause)
            if pause is not None:
                yield Pause(pause)
            elif isinstance(outcome, Failure):
                raise self.explained(operation, outcome.error, deadline, attempt) from scrubbed(outcome.error)
            else:
                return replace(outcome, attempts=attempt, duration=took)

    def _renewed(
        self,
        scheme: Auth,
        session: "SignIn",
        refused: Headers,
        event: RequestEvent,
        answer: Answer,
        duration: float,
    ) -> Steps[bool]:
        try:
            renewed = yield from scheme.renew(session, refused)
        except Exception:
            yield from self._tell(event, answer, duration, None)
            raise
        if renewed:
            yield from self._tell(event, answer, duration, 0.0)
        return renewed

    def _announced(self, operation: Operation[Any], attempt: int) -> RequestEvent:
        return RequestEvent(
            operation=operation.name,
            method=operation.method,
            route=operation.path,
            server=self.base_url,
            attempt=attempt,
        )

    def _send(
        self,
        operation: Operation[Any],
        outgoing: Outgoing,
        scheme: Auth,
        credentials: Headers,
        event: RequestEvent,
        deadline: Deadline,
        *,
        stream: bool,
    ) -> Send:
        own = {"accept": "*/*" if operation.result is bytes else JSON, "user-agent": self.package.user_agent}
        extra = check_headers(event.headers)
        headers = {**own, **self.options.headers, **outgoing.headers, **extra, **credentials}
        given = {name for name, _ in outgoing.query}
        # What a call says itself counts more than what goes with every call: a list must get the page that it asks for.
        more = {name: value for name, value in self.options.query.items() if name not in given}
        query = (*outgoing.query, *query_pairs(more), *scheme.query.items())
        return Send(
            outgoing=replace(outgoing, query=query),
            url=self.base_url + outgoing.path,
            headers=headers,
            timeout=self.options.timeout,
            limit=deadline.left,
            stream=stream,
            authenticates=not isinstance(scheme, NoAuth),
        )

    def _pause(self, outgoing: Outgoing, outcome: Answer | Failure, retry: int, deadline: Deadline) -> float | None:
        if not outgoing.is_repeatable:
            return None
        method = "GET" if outgoing.is_safe else outgoing.method
        pause = self.options.retries.delay(outcome, method=method, retry=retry)
        # A pause that does not fit is not begun: what is known now is worth more than a later timeout.
        return None if pause is None or (deadline.left is not None and pause >= deadline.left) else pause

    def _tell(
        self, request: RequestEvent, outcome: Answer | Failure, duration: float, retry_in: float | None
    ) -> Steps[None]:
        answer = outcome if isinstance(outcome, Answer) else None
        event = ResponseEvent(
            request=request,
            status_code=answer.status_code if answer else None,
            error=scrubbed(outcome.error) if isinstance(outcome, Failure) else None,
            duration=duration,
            retry_in=retry_in,
            request_id=answer.request_id if answer else None,
        )
        log_response(self.logger, event)
        if self.options.on_response:
            yield Notify(self.options.on_response, (event,), self.logger)

    def explained(
        self, operation: Operation[Any], error: Exception, deadline: Deadline | None, attempts: int
    ) -> APIError[Any]:
        """The package's own error for one of httpx2, or for a deadline that has passed."""
        errors = self.package.errors
        kinds: tuple[tuple[type[Exception], type[APIError[Any]]], ...] = (
            (DeadlinePassed, errors.timeout),
            (httpx2.TimeoutException, errors.timeout),
            (httpx2.DecodingError, errors.response),
            (httpx2.InvalidURL, errors.request),
            (httpx2.RequestError, errors.connection),
            (httpx2.StreamError, errors.response),
        )
        kind = next(ours for theirs, ours in kinds if isinstance(error, theirs))
        message = f"{type(error).__name__}: {error}".rstrip(": ")
        if deadline is not None and isinstance(error, DeadlinePassed):
            message = f"the deadline of {deadline.seconds} s has passed"
        explained = kind(message, method=operation.method, path=operation.path)
        explained.attempts = attempts
        return explained


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """The `Session` of a scheme while one call is made: signing in counts for the deadline of the call that needs it."""

    exchange: Exchange
    operation: Operation[Any]
    deadline: Deadline

    @property
    def base_url(self) -> str:
        """Where the client sends its requests."""
        return self.exchange.base_url

    def acquire(self) -> Steps[Any]:
        """The one lock of the client, to be released by `release()`. Raises the package's error when the deadline passes."""
        lock = yield Acquire(self.deadline.left)
        if lock is None:
            raise self.exchange.explained(self.operation, DeadlinePassed(), self.deadline, 0)
        return lock

    def fetch_token(
        self, path: str, form: Mapping[str, str], headers: Headers, *, once: bool
    ) -> Steps[Mapping[str, Any] | SignInFailed[Any]]:
        """Send a form to a token endpoint; the members of an answer with a token come back, or else the package's error.

        `once` says that the form is good for one time only, so that it is not sent again unless it surely did not count.
        """
        outgoing = Outgoing(
            method="POST",
            path=path,
            query=(),
            headers={"content-type": FORM, **headers},
            content=urlencode(form).encode(),
            is_safe=not once,
        )
        operation = Operation(name="token", method="POST", path=path, result=object)
        # Query parameters and headers for the calls of the API are not for this one.
        plain = replace(self.exchange.options, headers={}, query={})
        bare = replace(self.exchange, auth=Anonymous(), options=plain)
        answer = yield from bare.perform(operation, outgoing, self.deadline)
        body = answer.anything()
        token = body.get("access_token") if answer.is_success and is_object(body) else None
        if is_object(body) and isinstance(token, str) and token and is_header(token):
            return body
        return self._refused(path, answer, body)

    def _refused(self, path: str, answer: Answer, body: object) -> SignInFailed[Any]:
        # Of an answer of success nothing is kept: it may hold a token, if not where it should be.
        kept = body if not answer.is_success else None
        told = [kept.get(key) for key in ("error", "error_description")] if is_object(kept) else []
        message = ": ".join(text for text in told if isinstance(text, str) and text)
        error = self.exchange.package.errors.sign_in(
            message or "the token endpoint gave no token",
            method="POST",
            path=path,
            status_code=answer.status_code,
            body=kept,
            request_id=answer.request_id,
            retry_after=retry_after(answer),
        )
        error.attempts = answer.attempts
        return error


def is_refused(outcome: Answer | Failure) -> TypeGuard[Answer]:
    """Whether a server did not accept the credentials."""
    return isinstance(outcome, Answer) and outcome.status_code == 401


def scrubbed(error: Exception) -> Exception:
    """The same error without what was sent: an error of httpx2 carries its request, with credentials and body.

    Nor are the tracebacks of httpx2 kept, whose frames hold the same: tools that show the locals of frames would print it.
    """
    cause: BaseException | None = error
    while cause is not None:
        cause.__traceback__ = None
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx2.RequestError):
        with suppress(RuntimeError):  # raised by an error that has no request
            error.request = httpx2.Request(error.request.method, error.request.url.copy_with(query=None))
    return error
