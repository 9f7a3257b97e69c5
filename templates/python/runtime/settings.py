"""The settings of a client, checked: what is given in code, and what environment variables say where nothing is given."""

import math
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx2
from pydantic import MISSING

from .auth import ApiKey
from .errors import ErrorClasses
from .hooks import RequestHook, ResponseHook
from .narrowing import check_kind
from .operations import Envelope
from .requests import is_header
from .retries import Retries
from .steps import Timeout

H = TypeVar("H", bound=str | None)
T = TypeVar("T")

#: The value of an additional query parameter; a list is repeated.
QueryValue = str | int | float | bool | Sequence[str | int | float | bool]

Environment = Mapping[str, str | None]

DEFAULT_TIMEOUT = httpx2.Timeout(60.0, connect=10.0)
DEFAULT_LIMITS = httpx2.Limits(max_connections=100, max_keepalive_connections=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a generated package tells its clients: its name (that of its logger, and in capitals the beginning of its
    environment variables), the origin of the API, its error classes, its envelope, what the client calls itself, and where
    a key of the API travels, None where it takes none.
    """

    name: str
    base_url: str
    errors: ErrorClasses
    envelope: Envelope | None
    user_agent: str
    key: ApiKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may differ from call to call; see `with_options`. Values of headers and queries are not in the repr."""

    timeout: Timeout | MISSING = MISSING
    retries: Retries = field(default_factory=Retries)
    deadline: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    query: Mapping[str, QueryValue] = field(default_factory=dict[str, QueryValue], repr=False)
    strict: bool = False
    on_request: RequestHook | None = None
    on_response: ResponseHook | None = None


def changed(
    options: Options,
    *,
    timeout: Timeout | MISSING = MISSING,
    retries: int | Retries | MISSING = MISSING,
    deadline: float | MISSING | None = MISSING,
    headers: Mapping[str, str | None] | None = None,
    query: Mapping[str, QueryValue | None] | None = None,
    strict: bool | MISSING = MISSING,
    on_request: RequestHook | MISSING | None = MISSING,
    on_response: ResponseHook | MISSING | None = MISSING,
) -> Options:
    """The options with what is given; headers and query parameters are added, and taken away where they are None.

    Raises ValueError for what makes no sense or cannot be sent.
    """
    return Options(
        timeout=options.timeout if timeout is MISSING else check_timeout(timeout),
        retries=options.retries if retries is MISSING else check_retries(retries),
        deadline=options.deadline if deadline is MISSING else check_seconds("deadline", deadline),
        headers=_merged(options.headers, check_headers(headers or {})),
        query=_merged(options.query, query or {}),
        strict=options.strict if strict is MISSING else strict,
        on_request=options.on_request if on_request is MISSING else on_request,
        on_response=options.on_response if on_response is MISSING else on_response,
    )


def _merged(old: Mapping[str, T], new: Mapping[str, T | None]) -> dict[str, T]:
    kept = {name: value for name, value in old.items() if name not in new}
    return kept | {name: value for name, value in new.items() if value is not None}


def check_timeout(timeout: Timeout) -> Timeout:
    """A timeout. Raises ValueError if it is a number that no wait can have."""
    return timeout if isinstance(timeout, httpx2.Timeout) else check_seconds("timeout", timeout)


def check_seconds(name: str, seconds: float | None) -> float | None:
    """A time in seconds, or None for no limit. Raises ValueError unless it is a positive number."""
    if seconds is not None and not (math.isfinite(seconds) and seconds > 0):
        raise ValueError(f"{name} must be a positive number of seconds, or None for no limit")
    return seconds


def check_retries(retries: int | Retries) -> Retries:
    """A policy, also from the mere number of retries. Raises ValueError for a number that makes no sense."""
    return retries if isinstance(retries, Retries) else Retries(max_retries=retries)


def check_headers(headers: Mapping[str, H]) -> dict[str, H]:
    """Headers by lower-case name. Raises ValueError for a value that cannot be sent, without showing it, and for headers that
    say how long a body is or who is called, which the connection does.
    """
    for name, value in headers.items():
        check_kind(f"the value of header {name}", value, str)
        if value is not None and not is_header(value):
            raise ValueError(f"the value of header {name} must be printable ASCII")
        if name.lower() in _OF_CONNECTIONS:
            raise ValueError(f"the header {name} is the affair of the connection")
    return {name.lower(): value for name, value in headers.items()}


_OF_CONNECTIONS = frozenset({"connection", "content-length", "host", "transfer-encoding"})


def check_base_url(text: str) -> str:
    """The origin, perhaps with a prefix, without a slash at its end. Raises ValueError for what is none, without showing it."""
    try:
        url = httpx2.URL(text)
    except httpx2.InvalidURL:
        raise ValueError("base_url is not a URL") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("base_url must begin with http:// or https:// and name a host")
    if url.userinfo or url.query or url.fragment:
        raise ValueError(
            "base_url must have no credentials, query or fragment; give token or username and password instead"
        )
    return text.rstrip("/")


def _truth(text: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    return known[text.lower()]


#: The settings that environment variables may give, by the ending of the variable's name, with how they are read.
VARIABLES: dict[str, Callable[[str], Any]] = {
    "token": str,
    "username": str,
    "password": str,
    "api_key": str,
    "base_url": str,
    "timeout": float,
    "retries": int,
    "deadline": float,
    "strict": _truth,
}


def from_environment(name: str, environment: Environment | None) -> dict[str, Any]:
    """The settings that the variables of a package give (`NEXUDUS_BASE_URL` gives `base_url`); empty ones give none.

    `environment` is where they stand, by default `os.environ`. Raises ValueError for a value that cannot be read,
    naming the variable alone.
    """
    variables = os.environ if environment is None else environment
    settings: dict[str, Any] = {}
    for setting, read in VARIABLES.items():
        variable = f"{name}_{setting}".upper()
        text = (variables.get(variable) or "").strip()
        try:
            if text:
                settings[setting] = read(text)
        except (ValueError, KeyError):
            raise ValueError(f"the environment variable {variable} has a value that cannot be read") from None
    return settings
