"""Tests of signing in with a name and a password, where the API gives tokens for them: over a real socket."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from mock_server import Server, serve
from service import Service, calls, rows_of
from subject import PasswordGrant, errors
from support import DOCUMENT, RUNS, Trial

OTP = "123456"
#: A call that takes a token; none where the API gives none for a name and a password.
TRIALS = [
    one
    for one in calls()
    if PasswordGrant is not None and any("oauth2" in choice for choice in one.operation.get("security", ()))
][:1]

signed = pytest.mark.parametrize("trial", TRIALS, ids=str)
runs = pytest.mark.parametrize("run", RUNS)


@pytest.fixture(scope="module")
def giving() -> Iterator[Server]:
    """A server that gives tokens to those who have the one-time password, too."""
    with serve(DOCUMENT, otp=OTP) as server:
        yield server


@pytest.fixture
def server(giving: Server) -> Server:
    """The same, having been asked nothing."""
    giving.reset()
    return giving


def grant(server: Server, **settings: Any) -> Any:
    """The scheme for a user that the server knows."""
    (name, word), *_ = server.users.items()
    assert PasswordGrant is not None
    return PasswordGrant(name, word, **{"otp": OTP, **settings})


def forms(server: Server) -> list[str]:
    """The kinds of grants that were asked for."""
    sent = [one.content.decode() for one in server.requests if b"grant_type=" in one.content]
    return ["refresh" if "grant_type=refresh_token" in one else "password" for one in sent]


@signed
@runs
def test_signing_in(server: Server, run: str, trial: Trial) -> None:
    """The first call signs in, the next does not; a token that the server refuses is renewed with the refresh token."""
    with Service(server, auth=grant(server)) as service:
        service.plant(trial, rows_of(trial))
        service.call(run, trial, rows_of(trial))
        service.call(run, trial, rows_of(trial))
        assert forms(server) == ["password"]
        server.access.expire()
        service.call(run, trial, rows_of(trial))
        assert forms(server) == ["password", "refresh"]


@signed
@runs
def test_what_the_server_refuses(server: Server, run: str, trial: Trial) -> None:
    """A wrong password and a missing one-time password are told by the code of the server, without the password."""
    for auth, code in (
        (PasswordGrant("somebody", "s3cret", otp=OTP), "invalid_grant"),
        (grant(server, otp=None), "two_factor_auth_check"),
    ):
        with Service(server, auth=auth) as service, pytest.raises(errors.SignInFailedError) as caught:
            service.call(run, trial, rows_of(trial))
        assert caught.value.code == code
        assert "s3cret" not in f"{caught.value!r} {auth!r}"


@signed
def test_many_at_once(server: Server, trial: Trial) -> None:
    """Many threads, and many tasks, wait for one sign-in."""
    rows = rows_of(trial)
    arguments = {one.name: value for one, value, _ in rows}
    with Service(server, auth=grant(server)) as service, ThreadPoolExecutor(8) as pool:
        service.plant(trial, rows)
        client = service.client("sync", trial)
        method = getattr(getattr(getattr(client, trial.group), trial.resource), trial.method)
        list(pool.map(lambda _: method(**arguments), range(16)))
    assert forms(server) == ["password"]

    async def work(client: Any) -> None:
        method = getattr(getattr(getattr(client, trial.group), trial.resource), trial.method)
        await asyncio.gather(*(method(**arguments) for _ in range(16)))

    with Service(server, auth=grant(server)) as service:
        service.run(work(service.client("async", trial)))
    assert forms(server) == ["password", "password"]


@signed
@runs
def test_renewal_in_time(run: str, trial: Trial) -> None:
    """A token that lasts a second is renewed before the server would refuse it."""
    with serve(DOCUMENT, lifetime=1) as server, Service(server, auth=grant(server, otp=None)) as service:
        service.plant(trial, rows_of(trial))
        service.call(run, trial, rows_of(trial))
        time.sleep(0.95)
        service.call(run, trial, rows_of(trial))
        assert forms(server) == ["password", "refresh"]
        # Nothing was refused: the call was sent twice, once for each time.
        assert len(server.requests) == 4
