"""A typed client of the Ferry API, sync and async.

Begin with `ferry.Ferry`. Models and enums are imported from the module of their group, errors from
`ferry.errors`.
"""

from pydantic import MISSING

from ._runtime.auth import Auth
from ._runtime.hooks import RequestEvent, ResponseEvent
from ._runtime.raw import RawResponse
from ._runtime.retries import Retries
from .client import AsyncFerry, Ferry
from .errors import (
    FerryError,
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

__version__ = "0.2.0"

__all__ = [
    "MISSING",
    "AsyncFerry",
    "Ferry",
    "FerryError",
    "Auth",
    "ClientError",
    "ConnectionFailedError",
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
