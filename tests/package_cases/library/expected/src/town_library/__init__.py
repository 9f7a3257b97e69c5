"""A typed client of the Town Library API, sync and async.

Books, readers and loans of a town library.

Begin with `town_library.Library`. Models and enums are imported from the module of their group, errors
from `town_library.errors`.

Documentation of the API: https://docs.library.example
"""

from pydantic import MISSING

from .client import AsyncLibrary, Library
from .errors import (
    LibraryError,
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

__version__ = "1.4.0"

__all__ = [
    "MISSING",
    "AsyncLibrary",
    "Library",
    "LibraryError",
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
