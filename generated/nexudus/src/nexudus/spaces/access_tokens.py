"""AccessToken: update."""

import datetime as dt
from functools import cached_property
from typing import Annotated
from uuid import UUID

from pydantic import MISSING, AwareDatetime, Field

from .._runtime.models import RequestModel
from .._runtime.operations import Operation
from .._runtime.raw import raw, raw_async
from .._runtime.resources import AsyncResource, SyncResource
from ..shared import Result

__all__ = [
    "AccessTokens",
    "AsyncAccessTokens",
    "Result",
]


class _UpdateBody(RequestModel):
    """What travels in the body of AccessToken.update."""

    id: Annotated[int, Field(alias="Id")]
    business_id: Annotated[int, Field(alias="BusinessId")]
    access_code: Annotated[str, Field(alias="AccessCode")]
    minutes_included: Annotated[int, Field(alias="MinutesIncluded")]
    description: Annotated[str | None | MISSING, Field(alias="Description")] = MISSING
    valid_from: Annotated[AwareDatetime | str | None | MISSING, Field(alias="ValidFrom")] = MISSING
    valid_to: Annotated[AwareDatetime | str | None | MISSING, Field(alias="ValidTo")] = MISSING
    user_limit: Annotated[int | None | MISSING, Field(alias="UserLimit")] = MISSING
    mac_address: Annotated[str | None | MISSING, Field(alias="MacAddress")] = MISSING
    booking_guid: Annotated[UUID | str | None | MISSING, Field(alias="BookingGuid")] = MISSING
    visitor_guid: Annotated[UUID | str | None | MISSING, Field(alias="VisitorGuid")] = MISSING


_UPDATE = Operation(
    name="AccessToken.update",
    method="PUT",
    path="/api/spaces/accesstokens",
    result=Result,
    body=_UpdateBody,
    error_models={400: Result},
)


class AccessTokens(SyncResource):
    """AccessToken: update."""

    def update(
        self,
        *,
        id: int,
        business_id: int,
        access_code: str,
        minutes_included: int,
        description: str | None | MISSING = MISSING,
        valid_from: dt.datetime | str | None | MISSING = MISSING,
        valid_to: dt.datetime | str | None | MISSING = MISSING,
        user_limit: int | None | MISSING = MISSING,
        mac_address: str | None | MISSING = MISSING,
        booking_guid: UUID | str | None | MISSING = MISSING,
        visitor_guid: UUID | str | None | MISSING = MISSING,
    ) -> Result:
        """Updates an existing AccessToken record.

        You must include the Id of the record to update along with all required fields.

        Needs the role `AccessToken-Edit`.

        Args:
            id: The Id of the AccessToken record to update.
            business_id: Business Id.
            access_code: Unique network access code used to connect to WiFi.
            minutes_included: Total minutes of WiFi access included in this token.
            description: Free-text description of this access token.
            valid_from: Start date from which this token can be used.
            valid_to: Expiration date after which this token is no longer valid.
            user_limit: Maximum number of users that can use this token simultaneously.
            mac_address: MAC address of the device associated with this token.
            booking_guid: Booking Guid.
            visitor_guid: Visitor Guid.

        A `datetime` must have a time zone; a text is sent as it is.

        Returns:
            `Result`: What the server answers to a write.

        Raises:
            BadRequestError: Status 400.
            OperationFailedError: The answer says that the operation failed.
            NexudusError: Any other failure; the root of all errors.

        Documented: put-accesstokens.txt
        """
        return self._call(_UPDATE, locals())

    @cached_property
    def with_raw_response(self) -> "_AccessTokens_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AccessTokens_Raw(AccessTokens(self._engine.with_mode("raw")))


class _AccessTokens_Raw:
    """The methods of `AccessTokens`, each giving the answer itself."""

    def __init__(self, resource: AccessTokens) -> None:
        self.update = raw(resource.update)


class AsyncAccessTokens(AsyncResource):
    """AccessToken: update."""

    async def update(
        self,
        *,
        id: int,
        business_id: int,
        access_code: str,
        minutes_included: int,
        description: str | None | MISSING = MISSING,
        valid_from: dt.datetime | str | None | MISSING = MISSING,
        valid_to: dt.datetime | str | None | MISSING = MISSING,
        user_limit: int | None | MISSING = MISSING,
        mac_address: str | None | MISSING = MISSING,
        booking_guid: UUID | str | None | MISSING = MISSING,
        visitor_guid: UUID | str | None | MISSING = MISSING,
    ) -> Result:
        """Updates an existing AccessToken record.

        You must include the Id of the record to update along with all required fields.

        Needs the role `AccessToken-Edit`.

        Args:
            id: The Id of the AccessToken record to update.
            business_id: Business Id.
            access_code: Unique network access code used to connect to WiFi.
            minutes_included: Total minutes of WiFi access included in this token.
            description: Free-text description of this access token.
            valid_from: Start date from which this token can be used.
            valid_to: Expiration date after which this token is no longer valid.
            user_limit: Maximum number of users that can use this token simultaneously.
            mac_address: MAC address of the device associated with this token.
            booking_guid: Booking Guid.
            visitor_guid: Visitor Guid.

        A `datetime` must have a time zone; a text is sent as it is.

        Returns:
            `Result`: What the server answers to a write.

        Raises:
            BadRequestError: Status 400.
            OperationFailedError: The answer says that the operation failed.
            NexudusError: Any other failure; the root of all errors.

        Documented: put-accesstokens.txt
        """
        return await self._call(_UPDATE, locals())

    @cached_property
    def with_raw_response(self) -> "_AsyncAccessTokens_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AsyncAccessTokens_Raw(AsyncAccessTokens(self._engine.with_mode("raw")))


class _AsyncAccessTokens_Raw:
    """The methods of `AsyncAccessTokens`, each giving the answer itself."""

    def __init__(self, resource: AsyncAccessTokens) -> None:
        self.update = raw_async(resource.update)
