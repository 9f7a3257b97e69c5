"""A typed client of the Nexudus API, sync and async.

Coworking and flexible workspace management.

Begin with `nexudus.Nexudus`. Models and enums are imported from the module of their group, errors from
`nexudus.errors`.

Documentation of the API: https://learn.nexudus.com/rest-api
"""

from pydantic import MISSING

from .client import AsyncNexudus, Nexudus
from .errors import (
    NexudusError,
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

__version__ = "0.1.0"

__all__ = [
    "MISSING",
    "AsyncNexudus",
    "Nexudus",
    "NexudusError",
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
