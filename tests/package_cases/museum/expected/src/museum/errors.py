"""The errors of this package. All extend `MuseumError`, whose `errors` are the rows that the server gave."""

from ._runtime import errors as _errors
from .shared import ErrorRow

__all__ = [
    "ERROR_CLASSES",
    "MuseumError",
    "ConnectionFailedError",
    "TimedOutError",
    "InvalidRequestError",
    "InvalidResponseError",
    "OperationFailedError",
    "SignInFailedError",
    "StatusError",
    "RedirectError",
    "ClientError",
    "BadRequestError",
    "AuthenticationError",
    "PermissionDeniedError",
    "NotFoundError",
    "ConflictError",
    "UnprocessableEntityError",
    "RateLimitError",
    "ServerError",
]


class MuseumError(_errors.APIError[ErrorRow]):
    """Root of all errors of this package."""


class ConnectionFailedError(MuseumError, _errors.ConnectionFailed[ErrorRow]):
    """The server could not be reached, or the connection broke."""


class TimedOutError(MuseumError, _errors.TimedOut[ErrorRow]):
    """The server took too long, or the deadline of the call has passed."""


class InvalidRequestError(MuseumError, _errors.InvalidRequest[ErrorRow]):
    """The arguments cannot be sent; also a ValueError. Nothing was sent. `problems` names each of them."""


class InvalidResponseError(MuseumError, _errors.InvalidResponse[ErrorRow]):
    """The answer of the server cannot be read, or to a strict client is not what is documented: see `problems`."""


class OperationFailedError(MuseumError, _errors.OperationFailed[ErrorRow]):
    """The server took the request and answered with success, but says that the operation failed."""


class SignInFailedError(MuseumError, _errors.SignInFailed[ErrorRow]):
    """The token endpoint refused to give a token; `code` is its word for why."""


class StatusError(MuseumError, _errors.StatusError[ErrorRow]):
    """The server answered with a status other than 2xx."""


class RedirectError(StatusError):
    """The server answered with a redirect, which is not followed: credentials must not reach another host."""


class ClientError(StatusError):
    """The server answered with a status from 400 to 499: it refused the request."""


class BadRequestError(ClientError):
    """The server answered with status 400."""


class AuthenticationError(ClientError):
    """The server answered with status 401."""


class PermissionDeniedError(ClientError):
    """The server answered with status 403."""


class NotFoundError(ClientError):
    """The server answered with status 404."""


class ConflictError(ClientError):
    """The server answered with status 409."""


class UnprocessableEntityError(ClientError):
    """The server answered with status 422."""


class RateLimitError(ClientError):
    """The server answered with status 429."""


class ServerError(StatusError):
    """The server answered with a status of 500 or above."""


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
        403: PermissionDeniedError,
        404: NotFoundError,
        409: ConflictError,
        422: UnprocessableEntityError,
        429: RateLimitError,
    },
    by_family={3: RedirectError, 4: ClientError, 5: ServerError},
)
