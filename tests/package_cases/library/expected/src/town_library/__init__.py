"""A typed client of the Town Library API, sync and async.

Books, readers and loans of a town library.

Begin with `town_library.Library`. Models and enums are imported from the module of their group, errors
from `town_library.errors`.

Documentation of the API: https://docs.library.example
"""

from pydantic import MISSING

from ._runtime.auth import Auth
from ._runtime.hooks import RequestEvent, ResponseEvent
from ._runtime.raw import RawResponse
from ._runtime.retries import Retries
from .client import AsyncLibrary, Library
from .errors import (
    LibraryError,
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

__version__ = "1.4.0"

__all__ = [
    "MISSING",
    "AsyncLibrary",
    "Library",
    "LibraryError",
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
