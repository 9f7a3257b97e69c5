"""The resources of the group spaces: `access_tokens`, `resource_access_rules`."""

from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    cached_property = property
    from ..shared import DayOfWeek, Result
    from .access_tokens import AccessTokens, AsyncAccessTokens
    from .resource_access_rules import (
        AsyncResourceAccessRules,
        EligibleTimeSlotInput,
        ResourceAccessRules,
        TimeSlotInput,
    )
else:
    from functools import cached_property

__all__ = [
    "AccessTokens",
    "AsyncAccessTokens",
    "AsyncResourceAccessRules",
    "AsyncSpaces",
    "DayOfWeek",
    "EligibleTimeSlotInput",
    "ResourceAccessRules",
    "Result",
    "Spaces",
    "TimeSlotInput",
]

_PLACES = {
    "AccessTokens": ".access_tokens",
    "AsyncAccessTokens": ".access_tokens",
    "AsyncResourceAccessRules": ".resource_access_rules",
    "DayOfWeek": "..shared",
    "EligibleTimeSlotInput": ".resource_access_rules",
    "ResourceAccessRules": ".resource_access_rules",
    "Result": "..shared",
    "TimeSlotInput": ".resource_access_rules",
}
"""Where each class is: its module is imported when the class is first asked for."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A class of this group, out of the module of its resource."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return import_module(_PLACES[name], __name__).__dict__[name]

    def __dir__() -> list[str]:
        """What can be imported from here."""
        return __all__


class Spaces:
    """The resources of the group spaces: `access_tokens`, `resource_access_rules`."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    @cached_property
    def access_tokens(self) -> "AccessTokens":
        """AccessToken: update."""
        from .access_tokens import AccessTokens

        return AccessTokens(self._engine)

    @cached_property
    def resource_access_rules(self) -> "ResourceAccessRules":
        """ResourceAccessRule: update."""
        from .resource_access_rules import ResourceAccessRules

        return ResourceAccessRules(self._engine)


class AsyncSpaces:
    """The resources of the group spaces: `access_tokens`, `resource_access_rules`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def access_tokens(self) -> "AsyncAccessTokens":
        """AccessToken: update."""
        from .access_tokens import AsyncAccessTokens

        return AsyncAccessTokens(self._engine)

    @cached_property
    def resource_access_rules(self) -> "AsyncResourceAccessRules":
        """ResourceAccessRule: update."""
        from .resource_access_rules import AsyncResourceAccessRules

        return AsyncResourceAccessRules(self._engine)
