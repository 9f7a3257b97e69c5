"""Tokens that an endpoint of the API gives for a name and a password, and that are renewed in time."""

import math
import time
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol

from .auth import AUTHORIZATION, Auth, Headers, Masked, Session, bearer
from .errors import SignInFailed
from .requests import is_header
from .steps import Run, Steps

#: A one-time password, or a function that gives one; in an async client it may be async.
OneTimePassword = str | Callable[[], str | Awaitable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenEndpoint:
    """Where tokens are given (OAuth 2.0, RFC 6749): the path, and what the API has of its own.

    `otp` is the form field of a one-time password; `client_id` is where the name of the client travels, if anywhere.
    """

    path: str
    otp: str | None = None
    client_id: Literal["header", "form"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token, with what it is renewed with, and the times when it was given and ends, in seconds since 1970 (None: unknown)."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    issued_at: float | None = None
    expires_at: float | None = None

    def lasts(self, seconds: float) -> bool:
        """Whether it is still good so many seconds from now; of a short life a tenth is enough."""
        if self.expires_at is None:
            return True
        life = math.inf if self.issued_at is None else self.expires_at - self.issued_at
        return time.time() + min(seconds, life / 10) < self.expires_at


class TokenStore(Protocol):
    """Where a token is kept between runs or shared by processes. In an async client both methods may be async."""

    def load(self) -> Token | Awaitable[Token | None] | None:
        """The token that was saved last, or None."""
        ...

    def save(self, token: Token) -> Awaitable[None] | None:
        """Keep a token in place of the last."""
        ...


class MemoryStore:
    """Keeps a token as long as the program runs."""

    def __init__(self, token: Token | None = None) -> None:
        self._token = token

    def load(self) -> Token | None:
        """The token that was saved last, or None."""
        return self._token

    def save(self, token: Token) -> None:
        """Keep a token in place of the last."""
        self._token = token


class PasswordGrant(Auth):
    """Signs in with a name and a password, and keeps the token fresh.

    A token is renewed before it ends, and once when the server refuses it; with the refresh token if there is one that
    still works, else by signing in again. Many calls at a time wait for one renewal. Errors of the endpoint are raised
    as the package's `SignInFailed`.
    """

    endpoint: ClassVar[TokenEndpoint]

    def __init__(
        self,
        username: str,
        password: str,
        *,
        otp: OneTimePassword | None = None,
        client_id: str | None = None,
        store: TokenStore | None = None,
        leeway: float = 60.0,
    ) -> None:
        """A scheme for this user.

        - `otp`: a one-time password for accounts that need one: the text of one, or a function that gives one (which is
          asked at each sign-in).
        - `client_id`: names this client to the API, so that others that sign in as the same user do not end its token;
          left out, it is the user name.
        - `store`: keeps the token; left out, it is kept in memory. A token that it already has is used.
        - `leeway`: how many seconds before its end a token is renewed.

        Raises ValueError for an empty name, or a `client_id` that cannot be sent.
        """
        if not username:
            raise ValueError("username must not be empty")
        if otp is not None and not isinstance(otp, str) and not callable(otp):
            raise TypeError(f"otp must be a text or a function, not {type(otp).__name__}")
        if client_id is not None and not is_header(client_id):
            raise ValueError("client_id must be printable ASCII")
        self._username = username
        self._password = password
        self._otp = otp
        self._client_id = client_id or username
        self._store: TokenStore = store or MemoryStore()
        self._leeway = leeway
        self._token: Token | None = None
        self._base_url: str | None = None

    def headers(self, session: Session) -> Steps[Headers]:
        """The token, renewed if it is about to end."""
        self._bind(session.base_url)
        token = self._token
        if token is None or not token.lasts(self._leeway):
            token = yield from self._renewed(session, None)
        return Masked({AUTHORIZATION: bearer(token.access_token)})

    def renew(self, session: Session, refused: Headers) -> Steps[bool]:
        """Whether there is another token now."""
        token = yield from self._renewed(session, refused)
        return bearer(token.access_token) != refused.get(AUTHORIZATION)

    def _bind(self, base_url: str) -> None:
        # A token of one server must not reach another.
        if self._base_url not in (None, base_url):
            raise ValueError(f"this scheme signs in at {self._base_url}; a client of another base_url needs its own")
        self._base_url = base_url

    def _renewed(self, session: Session, refused: Headers | None) -> Steps[Token]:
        with _released((yield from session.acquire())):
            known = self._token
            if not self._is_good(known, refused):
                known = checked_token((yield Run(self._store.load)))
            if known is None or not self._is_good(known, refused):
                known = yield from self._fetched(session, known)
                # Before it is saved: what a store raises must not lose a token that was given.
                self._token = known
                yield Run(self._store.save, (known,))
            self._token = known
            return known

    def _is_good(self, token: Token | None, refused: Headers | None) -> bool:
        # Somebody else may have renewed it while we waited, here or in another process with the same store.
        if token is None or not token.lasts(self._leeway):
            return False
        return refused is None or bearer(token.access_token) != refused.get(AUTHORIZATION)

    def _fetched(self, session: Session, old: Token | None) -> Steps[Token]:
        came: Token | SignInFailed[Any] | None = None
        if old is not None and old.refresh_token:
            form = Masked(grant_type="refresh_token", refresh_token=old.refresh_token)
            came = yield from self._ask(session, form, once=True)
        if came is None or (isinstance(came, SignInFailed) and came.status_code in _WORN_OUT):
            form = Masked(grant_type="password", username=self._username, password=self._password)
            form.update((yield from self._one_time()))
            came = yield from self._ask(session, form, once=self._otp is not None)
        if isinstance(came, SignInFailed):
            raise came
        return came

    def _one_time(self) -> Steps[Masked]:
        if self._otp is None or self.endpoint.otp is None:
            return Masked()
        return Masked({self.endpoint.otp: self._otp if isinstance(self._otp, str) else (yield Run(self._otp))})

    def _ask(self, session: Session, form: Masked, *, once: bool) -> Steps[Token | SignInFailed[Any]]:
        client_id = Masked(client_id=self._client_id)
        place = self.endpoint.client_id
        fields = Masked(form | client_id) if place == "form" else form
        # A user name that no header can hold is not named there: then a refresh may be refused, and we sign in again.
        headers = client_id if place == "header" and is_header(self._client_id) else Masked()
        came = yield from session.fetch_token(self.endpoint.path, fields, headers, once=once)
        return came if isinstance(came, SignInFailed) else read_token(came, form.get("refresh_token"))


#: By these the endpoint says that a refresh token is no longer good. By any other it says that it is in trouble itself.
_WORN_OUT = frozenset({400, 401, 403})


@contextmanager
def _released(lock: Any) -> Generator[None, None, None]:
    try:
        yield
    finally:
        lock.release()


def checked_token(loaded: object) -> Token | None:
    """What a store gave. Raises TypeError if it is neither a token nor None."""
    if loaded is not None and not isinstance(loaded, Token):
        raise TypeError(f"the token store gave {type(loaded).__name__} where a Token or None is needed")
    return loaded


def read_token(data: Mapping[str, Any], refresh_token: str | None) -> Token:
    """The token in an answer (RFC 6749, 5.1), whose members the caller has checked; the old refresh token stays where none is given."""
    lifetime = data.get("expires_in")
    seconds = float(lifetime) if isinstance(lifetime, (int, float)) and not isinstance(lifetime, bool) else None
    given, now = data.get("refresh_token"), time.time()
    return Token(
        access_token=data["access_token"],
        refresh_token=given if isinstance(given, str) and given else refresh_token,
        issued_at=now,
        expires_at=None if seconds is None else now + seconds,
    )
