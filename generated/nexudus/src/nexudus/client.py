"""The clients; the modules of the resources are imported when they are first used."""

from typing import TYPE_CHECKING

from ._runtime.clients import AsyncClient, SyncClient
from ._runtime.settings import Package
from ._runtime.tokens import PasswordGrant as _PasswordGrant
from ._runtime.tokens import TokenEndpoint
from .errors import ERROR_CLASSES
from .shared import ENVELOPE

if TYPE_CHECKING:
    cached_property = property
    from .billing import AsyncBilling, Billing
    from .spaces import AsyncSpaces, Spaces
else:
    from functools import cached_property

__all__ = [
    "AsyncNexudus",
    "Nexudus",
    "PasswordGrant",
]

_PACKAGE = Package(
    name="nexudus",
    base_url="https://spaces.nexudus.com",
    errors=ERROR_CLASSES,
    envelope=ENVELOPE,
    user_agent="nexudus-python/0.1.0",
)


class Nexudus(SyncClient):
    """A client of the API; also a context manager that closes its connections. Safe for use by several threads."""

    _package = _PACKAGE

    @cached_property
    def billing(self) -> "Billing":
        """The resources of the group billing: `time_pass_time_slots`."""
        from .billing import Billing

        return Billing(self._engine)

    @cached_property
    def spaces(self) -> "Spaces":
        """The resources of the group spaces: `access_tokens`, `resource_access_rules`."""
        from .spaces import Spaces

        return Spaces(self._engine)


class AsyncNexudus(AsyncClient):
    """A client of the API for asyncio; also an async context manager that closes its connections."""

    _package = _PACKAGE

    @cached_property
    def billing(self) -> "AsyncBilling":
        """The resources of the group billing: `time_pass_time_slots`."""
        from .billing import AsyncBilling

        return AsyncBilling(self._engine)

    @cached_property
    def spaces(self) -> "AsyncSpaces":
        """The resources of the group spaces: `access_tokens`, `resource_access_rules`."""
        from .spaces import AsyncSpaces

        return AsyncSpaces(self._engine)


class PasswordGrant(_PasswordGrant):
    """Signs in with a name and a password, and keeps the token fresh: `auth=PasswordGrant("me@example.com", "...")`."""

    endpoint = TokenEndpoint(
        path="/api/token",
        otp="totp",
        client_id="header",
    )
