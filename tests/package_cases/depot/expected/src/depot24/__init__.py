"""A typed client of the Depot | 24 API, sync and async.

Begin with `depot24.Depot`. Models and enums are imported from the module of their group, errors from
`depot24.errors`.
"""

from pydantic import MISSING

from .client import AsyncDepot, Depot
from .errors import (
    DepotError,
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

__version__ = "0.3.0"

__all__ = [
    "MISSING",
    "AsyncDepot",
    "Depot",
    "DepotError",
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
