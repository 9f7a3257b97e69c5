"""The clients `Sample` and `AsyncSample`. A module of a resource is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from templates.python.runtime.clients import AsyncClient, SyncClient
from templates.python.runtime.engine import AsyncEngine, SyncEngine
from templates.python.runtime.settings import Package
from templates.python.runtime.tokens import PasswordGrant as _PasswordGrant
from templates.python.runtime.tokens import TokenEndpoint

from .errors import ERROR_CLASSES
from .shared import ENVELOPE

if TYPE_CHECKING:
    from .access_rules import AccessRules, AsyncAccessRules

__all__ = ["AsyncSample", "AsyncSpaces", "PasswordGrant", "Sample", "Spaces"]

PACKAGE = Package(
    name="sample",
    base_url="https://sample.example",
    errors=ERROR_CLASSES,
    envelope=ENVELOPE,
    user_agent="sample-client/1.0.0",
)


class Spaces:
    """The resources of the group spaces."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def access_rules(self) -> "AccessRules":
        """When a door opens, and for whom."""
        from .access_rules import AccessRules

        return AccessRules(self._engine)


class AsyncSpaces:
    """The resources of the group spaces."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def access_rules(self) -> "AsyncAccessRules":
        """When a door opens, and for whom."""
        from .access_rules import AsyncAccessRules

        return AsyncAccessRules(self._engine)


class Sample(SyncClient):
    """A client of the Sample API."""

    _package = PACKAGE

    @cached_property
    def spaces(self) -> Spaces:
        """The resources of the group spaces."""
        return Spaces(self._engine)


class AsyncSample(AsyncClient):
    """A client of the Sample API for asyncio."""

    _package = PACKAGE

    @cached_property
    def spaces(self) -> AsyncSpaces:
        """The resources of the group spaces."""
        return AsyncSpaces(self._engine)


class PasswordGrant(_PasswordGrant):
    """Signs in with a name and a password."""

    endpoint = TokenEndpoint(path="/api/token", otp="totp", client_id="header")
