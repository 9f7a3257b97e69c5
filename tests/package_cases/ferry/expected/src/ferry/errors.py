"""The errors of this package. All extend `FerryError`, whose `errors` are the rows that the server gave."""

from ._runtime import errors as _errors
from .shared import ErrorRow

__all__ = [
    "ERROR_CLASSES",
    "FerryError",
    "ConnectionFailedError",
    "TimedOutError",
    "InvalidRequestError",
    "InvalidResponseError",
    "OperationFailedError",
    "StatusError",
    "BadRequestError",
    "AuthenticationError",
    "PermissionDeniedError",
    "NotFoundError",
    "ConflictError",
    "UnprocessableEntityError",
    "RateLimitError",
    "ServerError",
]


class FerryError(_errors.APIError[ErrorRow]):
    """Root of all errors of this package."""


class ConnectionFailedError(FerryError, _errors.ConnectionFailed[ErrorRow]):
    """The server could not be reached, or the connection broke."""


class TimedOutError(FerryError, _errors.TimedOut[ErrorRow]):
    """The server took too long."""


class InvalidRequestError(FerryError, _errors.InvalidRequest[ErrorRow]):
    """The arguments cannot be sent; also a ValueError. Nothing was sent. `problems` names each of them."""


class InvalidResponseError(FerryError, _errors.InvalidResponse[ErrorRow]):
    """The answer of the server cannot be read."""


class OperationFailedError(FerryError, _errors.OperationFailed[ErrorRow]):
    """The server took the request and answered with success, but says that the operation failed."""


class StatusError(FerryError, _errors.StatusError[ErrorRow]):
    """The server answered with a status other than 2xx."""


class BadRequestError(StatusError):
    """The server answered with status 400."""


class AuthenticationError(StatusError):
    """The server answered with status 401."""


class PermissionDeniedError(StatusError):
    """The server answered with status 403."""


class NotFoundError(StatusError):
    """The server answered with status 404."""


class ConflictError(StatusError):
    """The server answered with status 409."""


class UnprocessableEntityError(StatusError):
    """The server answered with status 422."""


class RateLimitError(StatusError):
    """The server answered with status 429."""


class ServerError(StatusError):
    """The server answered with a status of 500 or above."""


ERROR_CLASSES = _errors.ErrorClasses(
    connection=ConnectionFailedError,
    timeout=TimedOutError,
    request=InvalidRequestError,
    response=InvalidResponseError,
    failed=OperationFailedError,
    status=StatusError,
    by_status={
        400: BadRequestError,
        401: AuthenticationError,
        403: PermissionDeniedError,
        404: NotFoundError,
        409: ConflictError,
        422: UnprocessableEntityError,
        429: RateLimitError,
    },
    by_family={5: ServerError},
)
