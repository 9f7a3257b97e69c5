"""The token endpoint of OAuth's password grant: a form in, a pair of tokens or a refusal out."""

from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

from .access import Access
from .checking import FORM, Incoming
from .documents import Document
from .multipart import parts_of
from .replies import Reply, json_reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Where tokens are given, the field of a one-time password (null: none), and where the id of a client stands (null: nowhere)."""

    paths: frozenset[str]
    otp: str | None
    client_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """To whom a refresh token was given: a user, and the program that asked."""

    username: str
    client: str


def flow_of(document: Document) -> Flow | None:
    """The password flow of a document; null where it has none."""
    for scheme in document.schemes.values():
        flow = document.follow(document.follow(scheme.get("flows")).get("password"))
        if scheme.get("type") == "oauth2" and isinstance(flow.get("tokenUrl"), str):
            urls = [flow["tokenUrl"], flow.get("refreshUrl")]
            paths = {"/" + urlsplit(url).path.lstrip("/") for url in urls if isinstance(url, str)}
            both = paths | {document.prefix + path for path in paths}
            return Flow(paths=frozenset(both), otp=flow.get("x-otp"), client_id=flow.get("x-client-id"))
    return None


class Tokens:
    """Gives tokens. A refresh token is good once, for the program that it was given to. `otp` is a needed one-time password."""

    def __init__(self, flow: Flow, access: Access, otp: str | None = None) -> None:
        self.flow = flow
        self.access = access
        self.otp = otp
        self._refresh: dict[str, Given] = {}
        self._numbers = count(1)

    def answer(self, request: Incoming) -> Reply:
        """Answer a request for a token."""
        if request.method != "POST":
            return json_reply(405, {"error": "method_not_allowed"}, {"allow": "POST"})
        if request.media != FORM:
            return refused("unsupported_grant_type", "Send a form, not another media type.")
        try:
            form = {one.name: one.text() for one in parts_of(FORM, request.content)}
        except ValueError:
            return refused("invalid_request", "The form cannot be read.")
        grants = {"password": self.by_password, "refresh_token": self.by_refresh}
        grant = grants.get(form.get("grant_type", ""))
        if grant is None:
            return refused("unsupported_grant_type", "There is no such grant.")
        return grant(form, self.client_of(request, form))

    def client_of(self, request: Incoming, form: dict[str, str]) -> str | None:
        """The id of the program that asks, null where it tells none or none is wanted."""
        if self.flow.client_id == "header":
            return request.headers.get("client_id") or request.headers.get("client-id")
        return form.get("client_id") if self.flow.client_id == "form" else None

    def by_password(self, form: dict[str, str], client: str | None) -> Reply:
        """Tokens for a name and its password, and the one-time password where one is needed."""
        name = form.get("username", "")
        if name not in self.access.users or self.access.users[name] != form.get("password"):
            return refused("invalid_grant", "The user name or the password is wrong.")
        if self.otp is not None:
            sent = form.get(self.flow.otp or "otp")
            if not sent:
                return json_reply(400, {"error": "two_factor_auth_check"})
            if sent != self.otp:
                return refused("invalid_grant", "The one-time password is wrong.")
        return self.issue(Given(username=name, client=client or name))

    def by_refresh(self, form: dict[str, str], client: str | None) -> Reply:
        """New tokens for a refresh token, which is good no more. A program without an id is known by the user's name."""
        token = form.get("refresh_token", "")
        given = self._refresh.get(token)
        if given is None or (self.flow.client_id is not None and client != given.client):
            return refused("invalid_grant", "The refresh token is not good, or another program's.")
        return self.issue(given)

    def issue(self, given: Given) -> Reply:
        """A new pair of tokens; older refresh tokens of the same program are good no more."""
        self._refresh = {token: one for token, one in self._refresh.items() if one != given}
        number = next(self._numbers)
        token, refresh = f"access-{number}", f"refresh-{number}"
        self.access.issue(token)
        self._refresh[refresh] = given
        lifetime = int(self.access.lifetime)
        data = {"access_token": token, "token_type": "bearer", "expires_in": lifetime, "refresh_token": refresh}
        return json_reply(200, data)


def refused(error: str, words: str) -> Reply:
    """The answer to a wrong request for a token."""
    return json_reply(400, {"error": error, "error_description": words})
