"""How calls authenticate: a scheme in, what carries its credentials out. No scheme shows its secrets."""

from base64 import b64encode
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .errors import SignInFailed
from .narrowing import check_kind
from .requests import is_header
from .steps import Run, Steps

#: A function that gives a token; in an async client it may be async.
TokenSource = Callable[[], str | Awaitable[str]]

Headers = Mapping[str, str]

AUTHORIZATION = "authorization"


class Masked(dict[str, str]):
    """Names and secrets, whose repr shows the names alone: what frames hold is printed by tools that show tracebacks."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self)})"


class Session(Protocol):
    """What a scheme may ask of the client that it works for."""

    @property
    def base_url(self) -> str:
        """Where the client sends its requests."""
        ...

    def acquire(self) -> Steps[Any]:
        """The one lock of the client, to be released by `release()`. Raises the package's error when the deadline passes."""
        ...

    def fetch_token(
        self, path: str, form: Mapping[str, str], headers: Headers, *, once: bool
    ) -> Steps[Mapping[str, Any] | SignInFailed[Any]]:
        """Send a form to a token endpoint; the members of an answer with a token come back, or else the package's error.

        `once` says that the form is good for one time only, so that it is not sent again unless it surely did not count.
        """
        ...


class Auth:
    """Base of all schemes. One may serve several clients.

    `headers` gives what is to be sent; `renew` is asked once when the server refused that with 401, and says whether it
    is worth trying again. Both are generators of steps (see `steps`), so that each is written once for both clients.
    `query` are parameters that go with every call, beside the headers.
    """

    query: Mapping[str, str] = {}

    def headers(self, session: Session) -> Steps[Headers]:
        """The headers that carry the credentials."""
        raise NotImplementedError

    def renew(self, session: Session, refused: Headers) -> Steps[bool]:
        """Whether there are other credentials than those that were `refused`."""
        return False
        yield

    def beside(self, headers: Collection[str], query: Collection[str]) -> "Auth":
        """What is left of the scheme where a caller sends these headers (in lower case) and query parameters: the caller's come first."""
        return Anonymous() if AUTHORIZATION in headers else self

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class NoAuth(Auth):
    """No credentials but those in the caller's own headers or `http_client`."""

    def headers(self, session: Session) -> Steps[Headers]:
        """None."""
        return {}
        yield


class Anonymous(Auth):
    """No credentials at all, those of an `http_client` not either."""

    def headers(self, session: Session) -> Steps[Headers]:
        """None."""
        return {}
        yield


class StaticAuth(Auth):
    """Credentials that never change."""

    def __init__(self, value: str) -> None:
        self._headers = Masked({AUTHORIZATION: value})

    def headers(self, session: Session) -> Steps[Headers]:
        """What was given."""
        return self._headers
        yield


class CallableAuth(Auth):
    """A bearer token that a function of the caller's gives, which is asked before each request."""

    def __init__(self, source: TokenSource) -> None:
        self._source = source

    def headers(self, session: Session) -> Steps[Headers]:
        """The token of this moment. Raises TypeError or ValueError if it is none."""
        token: object = yield Run(self._source)
        if not isinstance(token, str):
            raise TypeError(f"the token function gave {type(token).__name__} where a text is needed")
        return Masked({AUTHORIZATION: bearer(token)})

    def renew(self, session: Session, refused: Headers) -> Steps[bool]:
        """Whether the function gives another token now."""
        return (yield from self.headers(session)) != refused


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """Where the key of an API travels: in a `header`, perhaps behind a `prefix` of the value, or in the `query`."""

    header: str = ""
    query: str = ""
    prefix: str = ""

    @property
    def name(self) -> str:
        """The header in lower case; empty where the key is in the query."""
        return self.header.lower()

    def stands_in(self, headers: Collection[str], query: Collection[str]) -> bool:
        """Whether a caller sends it by these headers, in lower case, or query parameters."""
        return self.name in headers if self.header else self.query in query


class KeyAuth(Auth):
    """A key in the place that the API has for it."""

    def __init__(self, place: ApiKey, key: str) -> None:
        self._place = place
        value = Masked({place.name or place.query: place.prefix + key})
        self._headers, self.query = (value, Masked()) if place.header else (Masked(), value)

    def headers(self, session: Session) -> Steps[Headers]:
        """What was given."""
        return self._headers
        yield

    def beside(self, headers: Collection[str], query: Collection[str]) -> Auth:
        """Nothing, where the caller sends a key; the header `authorization` takes its place only where the key is there."""
        return Anonymous() if self._place.stands_in(headers, query) else self


class BothAuth(Auth):
    """A scheme and a key beside it, which are in places of their own, so that neither is in the other's way."""

    def __init__(self, scheme: Auth, key: Auth) -> None:
        self._scheme = scheme
        self._key = key
        self.query = Masked({**scheme.query, **key.query})

    def headers(self, session: Session) -> Steps[Headers]:
        """The headers of both."""
        own = yield from self._scheme.headers(session)
        return Masked({**own, **(yield from self._key.headers(session))})

    def renew(self, session: Session, refused: Headers) -> Steps[bool]:
        """Whether the scheme has other credentials; a key has none."""
        key = yield from self._key.headers(session)
        own = Masked({name: value for name, value in refused.items() if name not in key})
        return (yield from self._scheme.renew(session, own))

    def beside(self, headers: Collection[str], query: Collection[str]) -> Auth:
        """Each of the two, where the caller does not send something in its place."""
        scheme, key = self._scheme.beside(headers, query), self._key.beside(headers, query)
        if (scheme, key) == (self._scheme, self._key):
            return self
        parts = [one for one in (scheme, key) if not isinstance(one, Anonymous)]
        return BothAuth(*parts) if len(parts) > 1 else parts[0] if parts else Anonymous()


def checked_key(key: str) -> str:
    """A key that can be sent. Raises ValueError or TypeError for what is none, without showing it."""
    check_kind("api_key", key, str)
    if not key or not is_header(key):
        raise ValueError("api_key must be a text of printable ASCII")
    return key


def bearer(token: str) -> str:
    """The header of a bearer token. Raises ValueError for what cannot be sent, without showing it."""
    if not token or not is_header(token):
        raise ValueError("token must be a text of printable ASCII")
    return f"Bearer {token}"


def basic(username: str, password: str) -> str:
    """The header of basic authentication (RFC 7617, in UTF-8). Raises ValueError for a user name with a colon."""
    if ":" in username:
        raise ValueError("username must not contain a colon")
    return f"Basic {b64encode(f'{username}:{password}'.encode()).decode()}"


def choose(
    place: ApiKey | None,
    *,
    token: str | TokenSource | None,
    username: str | None,
    password: str | None,
    api_key: str | None,
    auth: Auth | None,
) -> Auth | None:
    """The scheme that was asked for, or None where nothing was. Raises ValueError for settings that contradict each other.

    A key goes with any of the others, unless both would stand in one header; `place` is None where the API has no key.
    """
    scheme = _without_key(token, username, password, auth)
    if api_key is None:
        return scheme
    if place is None:
        raise ValueError("the client knows no API key of this API; give what it asks for by `headers`")
    if scheme is not None and place.name == AUTHORIZATION:
        raise ValueError("give either api_key or other credentials: both go in the header Authorization")
    key = KeyAuth(place, checked_key(api_key))
    return key if scheme is None else BothAuth(scheme, key)


def _without_key(
    token: str | TokenSource | None, username: str | None, password: str | None, auth: Auth | None
) -> Auth | None:
    given = [name for name, value in (("token", token), ("username", username), ("auth", auth)) if value is not None]
    if len(given) > 1:
        raise ValueError(f"give only one of {' and '.join(given)}")
    if (username is None) != (password is None):
        raise ValueError('give username and password together; an empty password is ""')
    if token is not None and not isinstance(token, str) and not callable(token):
        raise TypeError(f"token must be a text or a function, not {type(token).__name__}")
    check_kind("auth", auth, Auth)
    if isinstance(token, str):
        return StaticAuth(bearer(token))
    if token is not None:
        return CallableAuth(token)
    if username is not None and password is not None:
        return StaticAuth(basic(username, password))
    return auth
