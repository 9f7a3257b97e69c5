"""The resources of one group of the API; a resource's module is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.engine import AsyncEngine, SyncEngine

if TYPE_CHECKING:
    from .access_tokens import AsyncAccessTokens, AccessTokens
    from .resource_access_rules import AsyncResourceAccessRules, ResourceAccessRules

__all__ = ["AsyncSpaces", "Spaces"]


class Spaces:
    """The resources of this group."""

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
    """The resources of this group."""

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
