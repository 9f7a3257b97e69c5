"""The errors of this package. All extend `SampleError`, whose `errors` are the rows that the server gave."""

from templates.python.runtime import errors as _errors

from .shared import ErrorRow

__all__ = [
    "ERROR_CLASSES",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "ConnectionFailedError",
    "InvalidRequestError",
    "InvalidResponseError",
    "NotFoundError",
    "OperationFailedError",
    "RateLimitError",
    "SampleError",
    "ServerError",
    "SignInFailedError",
    "StatusError",
    "TimedOutError",
]


class SampleError(_errors.APIError[ErrorRow]):
    """Root of all errors of this package."""


class ConnectionFailedError(SampleError, _errors.ConnectionFailed[ErrorRow]):
    """The server could not be reached, or the connection broke."""


class TimedOutError(SampleError, _errors.TimedOut[ErrorRow]):
    """The server took too long."""


class InvalidRequestError(SampleError, _errors.InvalidRequest[ErrorRow]):
    """The arguments cannot be sent; also a ValueError. Nothing was sent. `problems` names each of them."""


class InvalidResponseError(SampleError, _errors.InvalidResponse[ErrorRow]):
    """The answer of the server cannot be read."""


class OperationFailedError(SampleError, _errors.OperationFailed[ErrorRow]):
    """The server took the request, but the operation failed."""


class SignInFailedError(SampleError, _errors.SignInFailed[ErrorRow]):
    """The token endpoint refused."""


class StatusError(SampleError, _errors.StatusError[ErrorRow]):
    """The server answered with a status other than 2xx."""


class BadRequestError(StatusError):
    """Status 400."""


class AuthenticationError(StatusError):
    """Status 401."""


class NotFoundError(StatusError):
    """Status 404."""


class ConflictError(StatusError):
    """Status 409."""


class RateLimitError(StatusError):
    """Status 429."""


class ServerError(StatusError):
    """Status 5xx."""


ERROR_CLASSES = _errors.ErrorClasses(
    connection=ConnectionFailedError,
    timeout=TimedOutError,
    request=InvalidRequestError,
    response=InvalidResponseError,
    failed=OperationFailedError,
    sign_in=SignInFailedError,
    status=StatusError,
    by_status={
        400: BadRequestError,
        401: AuthenticationError,
        404: NotFoundError,
        409: ConflictError,
        429: RateLimitError,
    },
    by_family={5: ServerError},
)
