"""A typed client of the Depot | 24 API, sync and async.

Begin with `depot24.Depot`. Models and enums are imported from the module of their group, errors from
`depot24.errors`.
"""

from pydantic import MISSING

from ._runtime.auth import Auth
from ._runtime.hooks import RequestEvent, ResponseEvent
from ._runtime.raw import RawResponse
from ._runtime.retries import Retries
from .client import AsyncDepot, Depot
from .errors import (
    DepotError,
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

__version__ = "0.3.0"

__all__ = [
    "MISSING",
    "AsyncDepot",
    "Depot",
    "DepotError",
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
