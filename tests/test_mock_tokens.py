"""Tests of the token endpoint of the mock server: OAuth's password grant as the security scheme of a document describes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest

from generator.mock import Server, serve

NAME, WORD = "clerk@rails.example", "whistle"


def document(**flow: Any) -> dict[str, Any]:
    """An API of one operation, whose tokens are given at /api/token."""
    scheme = {"type": "oauth2", "flows": {"password": {"tokenUrl": "/api/token", "scopes": {}, **flow}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tokens", "version": "1"},
        "paths": {"/me": {"get": {"security": [{"way": []}], "responses": {"204": {"description": "It is you."}}}}},
        "components": {"securitySchemes": {"way": scheme}},
    }


@contextmanager
def signing(given: dict[str, Any], **options: Any) -> Iterator[tuple[Server, httpx2.Client]]:
    """A server of a document, and a caller."""
    with (
        serve(given, tokens=(), users={NAME: WORD}, **options) as server,
        httpx2.Client(base_url=server.url) as client,
    ):
        yield server, client


def sign_in(client: httpx2.Client, headers: dict[str, str] | None = None, **fields: str) -> httpx2.Response:
    """The answer to a request for a token."""
    form = {"grant_type": "password", "username": NAME, "password": WORD, **fields}
    return client.post("/api/token", data=form, headers=headers)


def refresh(client: httpx2.Client, token: str, headers: dict[str, str] | None = None, **fields: str) -> httpx2.Response:
    """The answer to a request for another token."""
    form = {"grant_type": "refresh_token", "refresh_token": token, **fields}
    return client.post("/api/token", data=form, headers=headers)


def status(client: httpx2.Client, token: str) -> int:
    """The status of a call with a token."""
    return client.get("/me", headers={"authorization": f"Bearer {token}"}).status_code


def test_a_password_gives_a_token() -> None:
    """The pair of tokens has the members of the standard, and the token is accepted."""
    with signing(document(), lifetime=600) as (_, client):
        answer = sign_in(client)
        assert answer.status_code == 200
        data = answer.json()
        assert (data["token_type"], data["expires_in"]) == ("bearer", 600)
        assert status(client, data["access_token"]) == 204
        assert status(client, data["refresh_token"]) == status(client, "none") == 401


@pytest.mark.parametrize("wrong", [{"password": "horn"}, {"username": "guest"}, {"username": "", "password": ""}])
def test_a_wrong_password_is_refused(wrong: dict[str, Any]) -> None:
    """Name and password must belong together."""
    with signing(document()) as (_, client):
        answer = sign_in(client, **wrong)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
        assert answer.json()["error_description"]


def test_only_forms_are_read() -> None:
    """JSON, another grant, another method and a form that is no text are refused."""
    with signing(document()) as (_, client):
        form = {"content-type": "application/x-www-form-urlencoded"}
        data = {"grant_type": "password", "username": NAME, "password": WORD}
        refused = client.post("/api/token", json=data)
        assert (refused.status_code, refused.json()["error"]) == (400, "unsupported_grant_type")
        assert client.post("/api/token", data={"grant_type": "magic"}).json()["error"] == "unsupported_grant_type"
        assert client.post("/api/token", content=b"\xff=%ff", headers=form).json()["error"] == "invalid_request"
        assert client.get("/api/token").status_code == 405


def test_a_one_time_password() -> None:
    """Where one is needed, its absence is told in a way of its own, and a wrong one is a wrong grant; the field is called as documented."""
    with signing(document(**{"x-otp": "totp"}), otp="123456") as (_, client):
        absent = sign_in(client)
        assert (absent.status_code, absent.json()) == (400, {"error": "two_factor_auth_check"})
        assert sign_in(client, totp="000000").json()["error"] == "invalid_grant"
        assert sign_in(client, totp="123456").status_code == 200


def test_a_refresh_token_is_good_once() -> None:
    """A new pair replaces the old refresh token; signing in again does, too."""
    with signing(document()) as (_, client):
        first = sign_in(client).json()
        second = refresh(client, first["refresh_token"]).json()
        assert status(client, second["access_token"]) == 204
        assert refresh(client, first["refresh_token"]).json()["error"] == "invalid_grant"
        sign_in(client)
        assert refresh(client, second["refresh_token"]).status_code == 400
        assert refresh(client, "").status_code == 400


@pytest.mark.parametrize("place", ["header", "form"])
def test_a_refresh_token_belongs_to_a_program(place: str) -> None:
    """The id of the program must be the one of signing in, or the user's name where none was told."""

    def told(name: str) -> dict[str, Any]:
        return {"headers": {"client_id": name}} if place == "header" else {"client_id": name}

    with signing(document(**{"x-client-id": place})) as (_, client):
        token = sign_in(client, **told("mine")).json()["refresh_token"]
        assert refresh(client, token).status_code == 400
        assert refresh(client, token, **told("other")).status_code == 400
        assert refresh(client, token, **told("mine")).status_code == 200
        token = sign_in(client).json()["refresh_token"]
        assert refresh(client, token, **told(NAME)).status_code == 200


def test_tokens_expire() -> None:
    """A token is good for its lifetime, and one that was taken away is not; a refresh gives another."""
    now = 0.0
    with signing(document(), lifetime=60, clock=lambda: now) as (server, client):
        pair = sign_in(client).json()
        now = 59.0
        assert status(client, pair["access_token"]) == 204
        now = 61.0
        assert status(client, pair["access_token"]) == 401
        fresh = refresh(client, pair["refresh_token"]).json()["access_token"]
        assert status(client, fresh) == 204
        server.access.expire()
        assert status(client, fresh) == 401


def test_the_endpoint_may_have_another_path() -> None:
    """The addresses of the flow may be absolute, and refreshing may have one of its own."""
    flow = {"tokenUrl": "https://api.example/login", "refreshUrl": "/renew"}
    with signing(document(**flow)) as (_, client):
        form = {"grant_type": "password", "username": NAME, "password": WORD}
        pair = client.post("/login", data=form).json()
        data = {"grant_type": "refresh_token", "refresh_token": pair["refresh_token"]}
        assert client.post("/renew", data=data).status_code == 200
        assert client.post("/api/token", data=form).status_code == 404
