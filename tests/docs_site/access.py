"""Who may call the server: a request in, whether it is let in, and tokens for names and passwords out.

Refresh tokens are good for one use, and belong to the client that they were given to.
"""

import base64
import binascii
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse

USERNAME, PASSWORD = "clerk@rails.example", "whistle"
#: A token that is always good, for callers to whom signing in is no matter.
TOKEN = "standing-token"
LIFETIME = 604799
FORM = "application/x-www-form-urlencoded"


class Access:
    """The tokens that are good, and the refresh tokens with the client of each."""

    def __init__(self) -> None:
        self.tokens = {TOKEN}
        self.refresh: dict[str, str] = {}
        self.given = 0

    def allows(self, request: Request) -> bool:
        """Whether a request may pass: by a token, or by name and password."""
        kind, _, words = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return words in self.tokens
        return kind.lower() == "basic" and decoded(words) == f"{USERNAME}:{PASSWORD}"

    async def give(self, request: Request) -> JSONResponse:
        """Answer a request for a token."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip()
        if kind != FORM:
            return refused("unsupported_grant_type", "Send a form.")
        form = {name: values[-1] for name, values in parse_qs((await request.body()).decode()).items()}
        grant = form.get("grant_type")
        client = request.headers.get("client_id")
        if grant == "password":
            return self.by_password(form, client)
        if grant == "refresh_token":
            return self.by_refresh(form, client)
        return refused("unsupported_grant_type", "There is no such grant.")

    def by_password(self, form: dict[str, str], client: str | None) -> JSONResponse:
        """A token for a name and a password."""
        if (form.get("username"), form.get("password")) != (USERNAME, PASSWORD):
            return refused("invalid_grant", "The name or the password is wrong.")
        return self.issue(client or USERNAME)

    def by_refresh(self, form: dict[str, str], client: str | None) -> JSONResponse:
        """A token for a refresh token, which is dead from then on."""
        token = form.get("refresh_token", "")
        if client is None or self.refresh.get(token) != client:
            return refused("invalid_grant", "The refresh token is dead, or another program's.")
        del self.refresh[token]
        return self.issue(client)

    def issue(self, client: str) -> JSONResponse:
        """A new pair of tokens for a client."""
        self.given += 1
        token, refresh = f"token-{self.given}", f"refresh-{self.given}"
        self.tokens.add(token)
        self.refresh[refresh] = client
        data = {"access_token": token, "token_type": "bearer", "expires_in": LIFETIME, "refresh_token": refresh}
        return JSONResponse(data)


def refused(error: str, words: str) -> JSONResponse:
    """The answer to a wrong request for a token."""
    data: dict[str, Any] = {"error": error, "error_description": words}
    return JSONResponse(data, 400)


def decoded(words: str) -> str | None:
    """Name and password of basic authentication, or null."""
    try:
        return base64.b64decode(words, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
