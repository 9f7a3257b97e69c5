"""A typed client of the Archive API, sync and async.

Begin with `archive_client.Archive`. Models and enums are imported from the module of their group,
errors from `archive_client.errors`.
"""

from pydantic import MISSING

from ._runtime.auth import Auth
from ._runtime.hooks import RequestEvent, ResponseEvent
from ._runtime.raw import RawResponse
from ._runtime.retries import Retries
from ._runtime.uploads import File
from .client import AsyncArchive, Archive
from .errors import (
    ArchiveError,
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
    "AsyncArchive",
    "Archive",
    "ArchiveError",
    "Auth",
    "ClientError",
    "ConnectionFailedError",
    "File",
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
