"""A typed client of the Nexudus API, sync and async.

Coworking and flexible workspace management.

Begin with `nexudus.Nexudus`. Models and enums are imported from the module of their group, errors from
`nexudus.errors`.

Documentation of the API: https://learn.nexudus.com/rest-api
"""

from pydantic import MISSING

from ._runtime.auth import Auth
from ._runtime.hooks import RequestEvent, ResponseEvent
from ._runtime.raw import RawResponse
from ._runtime.retries import Retries
from ._runtime.tokens import MemoryStore, Token, TokenStore
from .client import AsyncNexudus, Nexudus, PasswordGrant
from .errors import (
    NexudusError,
    ClientError,
    ConnectionFailedError,
    InvalidRequestError,
    InvalidResponseError,
    OperationFailedError,
    RedirectError,
    ServerError,
    SignInFailedError,
    StatusError,
    TimedOutError,
    BadRequestError,
    AuthenticationError,
    PermissionDeniedError,
    NotFoundError,
    ConflictError,
    UnprocessableEntityError,
    RateLimitError,
)

__version__ = "0.1.0"

__all__ = [
    "MISSING",
    "AsyncNexudus",
    "Nexudus",
    "NexudusError",
    "Auth",
    "ClientError",
    "ConnectionFailedError",
    "MemoryStore",
    "PasswordGrant",
    "Token",
    "TokenStore",
    "RawResponse",
    "RedirectError",
    "RequestEvent",
    "ResponseEvent",
    "Retries",
    "InvalidRequestError",
    "InvalidResponseError",
    "OperationFailedError",
    "ServerError",
    "SignInFailedError",
    "StatusError",
    "TimedOutError",
    "BadRequestError",
    "AuthenticationError",
    "PermissionDeniedError",
    "NotFoundError",
    "ConflictError",
    "UnprocessableEntityError",
    "RateLimitError",
]
