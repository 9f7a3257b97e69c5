"""A hand-written sample of a generated package: the model for the templates, and the subject of the runtime's tests.

A generated package imports its runtime as `._runtime`; this one, which has no copy of its own, as
`templates.python.runtime`.
"""

from templates.python.runtime.models import MISSING

from .client import AsyncSample, PasswordGrant, Sample
from .errors import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    ConnectionFailedError,
    InvalidRequestError,
    InvalidResponseError,
    NotFoundError,
    OperationFailedError,
    RateLimitError,
    SampleError,
    ServerError,
    SignInFailedError,
    StatusError,
    TimedOutError,
)

__all__ = [
    "MISSING",
    "AsyncSample",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "ConnectionFailedError",
    "InvalidRequestError",
    "InvalidResponseError",
    "NotFoundError",
    "OperationFailedError",
    "PasswordGrant",
    "RateLimitError",
    "Sample",
    "SampleError",
    "ServerError",
    "SignInFailedError",
    "StatusError",
    "TimedOutError",
]
