"""Who may call: an operation and a request in, whether it is let in out. Tokens that were issued are good until they expire."""

import base64
import binascii
import time
from collections.abc import Callable, Mapping

from .checking import Incoming
from .documents import Document, Operation, Schema

#: What each server accepts unless it is told otherwise.
TOKEN, USERNAME, PASSWORD = "mock-token", "mock-user", "mock-password"
#: How long tokens last that the server issues, in seconds.
LIFETIME = 3600.0

Clock = Callable[[], float]


class Access:
    """The tokens, names and passwords that are accepted."""

    def __init__(
        self,
        tokens: tuple[str, ...],
        users: Mapping[str, str],
        *,
        lifetime: float = LIFETIME,
        clock: Clock = time.monotonic,
    ) -> None:
        self.users = dict(users)
        self.lifetime = lifetime
        self.clock = clock
        self._tokens: dict[str, float] = dict.fromkeys(tokens, float("inf"))

    def issue(self, token: str) -> None:
        """Accept a token until its time is over."""
        self._tokens[token] = self.clock() + self.lifetime

    def expire(self, token: str | None = None) -> None:
        """Accept a token no longer, or none of those that are known now."""
        for one in [token] if token is not None else list(self._tokens):
            self._tokens.pop(one, None)

    def is_good(self, token: str) -> bool:
        """Whether a token is accepted now."""
        return self._tokens.get(token, float("-inf")) > self.clock()

    def allows(self, document: Document, operation: Operation, request: Incoming) -> bool:
        """Whether a request carries what its operation asks for."""
        if not operation.security:
            return True
        return any(
            all(self.has(document.schemes.get(name, {}), request) for name in choice) for choice in operation.security
        )

    def has(self, scheme: Schema, request: Incoming) -> bool:
        """Whether a request satisfies one security scheme; one that is not understood is satisfied by any credentials."""
        kind = str(scheme.get("type"))
        if kind == "apiKey":
            return self.is_good(key_in(scheme, request))
        sent, _, words = request.headers.get("authorization", "").partition(" ")
        way = str(scheme.get("scheme", "")).lower() if kind == "http" else "bearer"
        if kind == "mutualTLS":
            return True
        if way == "basic":
            return sent.lower() == "basic" and self.knows(words)
        if way == "bearer":
            return sent.lower() == "bearer" and self.is_good(words.strip())
        return bool(sent)

    def knows(self, words: str) -> bool:
        """Whether the words of basic authentication are a known name with its password."""
        try:
            name, colon, password = base64.b64decode(words, validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            return False
        return bool(colon) and self.users.get(name) == password


def key_in(scheme: Schema, request: Incoming) -> str:
    """The key that a request carries; empty where it has none, or without the words that stand before it."""
    value, prefix = value_in(scheme, request), str(scheme.get("x-prefix", ""))
    return value[len(prefix) :] if value.startswith(prefix) else ""


def value_in(scheme: Schema, request: Incoming) -> str:
    """What a request has in the place of a key."""
    name = str(scheme.get("name", ""))
    if scheme.get("in") == "query":
        return (request.query.get(name) or [""])[-1]
    if scheme.get("in") == "cookie":
        pairs = (pair.strip().partition("=") for pair in request.headers.get("cookie", "").split(";"))
        return next((value for key, _, value in pairs if key == name), "")
    return request.headers.get(name.lower(), "")


def keys_of(document: Document) -> list[Schema]:
    """The security schemes of a document that are keys."""
    return [one for one in document.schemes.values() if one.get("type") == "apiKey"]


def token_of(document: Document, request: Incoming) -> str:
    """The key or the bearer token of a request; empty where it has none."""
    keys = (key_in(one, request) for one in keys_of(document))
    return next(filter(None, keys), "") or bearer_of(request)


def bearer_of(request: Incoming) -> str:
    """The bearer token of a request; empty where it has none."""
    kind, _, words = request.headers.get("authorization", "").partition(" ")
    return words.strip() if kind.lower() == "bearer" else ""


def challenge(operation: Operation, document: Document) -> str:
    """What a caller is told to authenticate with."""
    schemes = [document.schemes.get(name, {}) for choice in operation.security for name in choice]
    ways = {"ApiKey" if one.get("type") == "apiKey" else str(one.get("scheme")).capitalize() for one in schemes}
    return ways.pop() if ways in ({"Basic"}, {"ApiKey"}) else "Bearer"
