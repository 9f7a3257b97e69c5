"""A typed client of the Ferry API, sync and async.

Begin with `ferry.Ferry`. Models and enums are imported from the module of their group, errors from
`ferry.errors`.
"""

from pydantic import MISSING

from .client import AsyncFerry, Ferry
from .errors import (
    FerryError,
    ConnectionFailedError,
    InvalidRequestError,
    InvalidResponseError,
    OperationFailedError,
    ServerError,
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
    "ConnectionFailedError",
    "InvalidRequestError",
    "InvalidResponseError",
    "OperationFailedError",
    "ServerError",
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
