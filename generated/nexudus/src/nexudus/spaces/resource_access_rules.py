"""ResourceAccessRule: update."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any

from pydantic import MISSING, AwareDatetime, Field

from .._runtime.models import RequestModel, TimeOfDay
from .._runtime.operations import Operation
from .._runtime.raw import raw, raw_async
from .._runtime.resources import AsyncResource, SyncResource
from ..shared import DayOfWeek, Result

__all__ = [
    "AsyncResourceAccessRules",
    "DayOfWeek",
    "EligibleTimeSlotInput",
    "ResourceAccessRules",
    "Result",
    "TimeSlotInput",
]


class EligibleTimeSlotInput(RequestModel):
    """Time slots defining when this rule applies (eligibility windows). The year, month and day component of
    `from_time`/`to_time` is always 1976-01-01.
    """

    day_of_week: Annotated[DayOfWeek | int | None | MISSING, Field(alias="DayOfWeek")] = MISSING
    """One of `DayOfWeek`: SUNDAY (0), MONDAY (1), TUESDAY (2), WEDNESDAY (3), THURSDAY (4), FRIDAY (5),
    SATURDAY (6).
    """
    from_time: Annotated[
        dt.time | AwareDatetime | str | None | MISSING, Field(alias="FromTime"), TimeOfDay("1976-01-01")
    ] = MISSING
    to_time: Annotated[
        dt.time | AwareDatetime | str | None | MISSING, Field(alias="ToTime"), TimeOfDay("1976-01-01")
    ] = MISSING


class TimeSlotInput(RequestModel):
    """The days and times the resources can be booked when this rule applies. The year, month and day component
    of `from_time`/`to_time` is always 1976-01-01.
    """

    day_of_week: Annotated[DayOfWeek | int | None | MISSING, Field(alias="DayOfWeek")] = MISSING
    """One of `DayOfWeek`: SUNDAY (0), MONDAY (1), TUESDAY (2), WEDNESDAY (3), THURSDAY (4), FRIDAY (5),
    SATURDAY (6).
    """
    from_time: Annotated[
        dt.time | AwareDatetime | str | None | MISSING, Field(alias="FromTime"), TimeOfDay("1976-01-01")
    ] = MISSING
    to_time: Annotated[
        dt.time | AwareDatetime | str | None | MISSING, Field(alias="ToTime"), TimeOfDay("1976-01-01")
    ] = MISSING


class _UpdateBody(RequestModel):
    """What travels in the body of ResourceAccessRule.update."""

    id: Annotated[int, Field(alias="Id")]
    resource_id: Annotated[int, Field(alias="ResourceId")]
    name: Annotated[str, Field(alias="Name")]
    evaluation_order: Annotated[int, Field(alias="EvaluationOrder")]
    active: Annotated[bool | None | MISSING, Field(alias="Active")] = MISSING
    only_for_contacts: Annotated[bool | None | MISSING, Field(alias="OnlyForContacts")] = MISSING
    apply_rule_from: Annotated[AwareDatetime | str | None | MISSING, Field(alias="ApplyRuleFrom")] = MISSING
    apply_rule_to: Annotated[AwareDatetime | str | None | MISSING, Field(alias="ApplyRuleTo")] = MISSING
    book_in_advance_limit: Annotated[float | None | MISSING, Field(alias="BookInAdvanceLimit")] = MISSING
    late_booking_limit: Annotated[float | None | MISSING, Field(alias="LateBookingLimit")] = MISSING
    late_cancellation_limit: Annotated[int | None | MISSING, Field(alias="LateCancellationLimit")] = MISSING
    interval_limit: Annotated[int | None | MISSING, Field(alias="IntervalLimit")] = MISSING
    max_booking_length: Annotated[int | None | MISSING, Field(alias="MaxBookingLength")] = MISSING
    min_booking_length: Annotated[int | None | MISSING, Field(alias="MinBookingLength")] = MISSING
    no_return_policy: Annotated[int | None | MISSING, Field(alias="NoReturnPolicy")] = MISSING
    no_return_policy_all_resources: Annotated[int | None | MISSING, Field(alias="NoReturnPolicyAllResources")] = MISSING
    no_return_policy_all_users: Annotated[int | None | MISSING, Field(alias="NoReturnPolicyAllUsers")] = MISSING
    reject_with_message: Annotated[str | None | MISSING, Field(alias="RejectWithMessage")] = MISSING
    only_for_members: Annotated[bool | None | MISSING, Field(alias="OnlyForMembers")] = MISSING
    tariffs: Annotated[Sequence[int] | None | MISSING, Field(alias="Tariffs")] = MISSING
    added_tariffs: Annotated[Sequence[int] | None | MISSING, Field(alias="AddedTariffs")] = MISSING
    removed_tariffs: Annotated[Sequence[int] | None | MISSING, Field(alias="RemovedTariffs")] = MISSING
    allowed_tariffs: Annotated[Sequence[int] | None | MISSING, Field(alias="AllowedTariffs")] = MISSING
    added_allowed_tariffs: Annotated[Sequence[int] | None | MISSING, Field(alias="AddedAllowedTariffs")] = MISSING
    removed_allowed_tariffs: Annotated[Sequence[int] | None | MISSING, Field(alias="RemovedAllowedTariffs")] = MISSING
    members: Annotated[Sequence[int] | None | MISSING, Field(alias="Members")] = MISSING
    added_members: Annotated[Sequence[int] | None | MISSING, Field(alias="AddedMembers")] = MISSING
    removed_members: Annotated[Sequence[int] | None | MISSING, Field(alias="RemovedMembers")] = MISSING
    teams: Annotated[Sequence[int] | None | MISSING, Field(alias="Teams")] = MISSING
    added_teams: Annotated[Sequence[int] | None | MISSING, Field(alias="AddedTeams")] = MISSING
    removed_teams: Annotated[Sequence[int] | None | MISSING, Field(alias="RemovedTeams")] = MISSING
    allowed_teams: Annotated[Sequence[int] | None | MISSING, Field(alias="AllowedTeams")] = MISSING
    added_allowed_teams: Annotated[Sequence[int] | None | MISSING, Field(alias="AddedAllowedTeams")] = MISSING
    removed_allowed_teams: Annotated[Sequence[int] | None | MISSING, Field(alias="RemovedAllowedTeams")] = MISSING
    event_categories: Annotated[Sequence[int] | None | MISSING, Field(alias="EventCategories")] = MISSING
    added_event_categories: Annotated[Sequence[int] | None | MISSING, Field(alias="AddedEventCategories")] = MISSING
    removed_event_categories: Annotated[Sequence[int] | None | MISSING, Field(alias="RemovedEventCategories")] = MISSING
    courses: Annotated[Sequence[int] | None | MISSING, Field(alias="Courses")] = MISSING
    added_courses: Annotated[Sequence[int] | None | MISSING, Field(alias="AddedCourses")] = MISSING
    removed_courses: Annotated[Sequence[int] | None | MISSING, Field(alias="RemovedCourses")] = MISSING
    stop_evaluation_if_rule_is_met: Annotated[bool | None | MISSING, Field(alias="StopEvaluationIfRuleIsMet")] = MISSING
    cancellation_fee_product_id: Annotated[int | None | MISSING, Field(alias="CancellationFeeProductId")] = MISSING
    charge_cancellation_fee: Annotated[bool | None | MISSING, Field(alias="ChargeCancellationFee")] = MISSING
    cancellation_fee_type: Annotated[int | None | MISSING, Field(alias="CancellationFeeType")] = MISSING
    cancellation_fee_amount: Annotated[float | None | MISSING, Field(alias="CancellationFeeAmount")] = MISSING
    cancellation_fee_percentage: Annotated[float | None | MISSING, Field(alias="CancellationFeePercentage")] = MISSING
    repeat_booking_quantity_limit: Annotated[int | None | MISSING, Field(alias="RepeatBookingQuantityLimit")] = MISSING
    repeat_booking_period_limit_in_months: Annotated[
        int | None | MISSING, Field(alias="RepeatBookingPeriodLimitInMonths")
    ] = MISSING
    eligible_time_slots: Annotated[
        Sequence[EligibleTimeSlotInput] | None | MISSING, Field(alias="EligibleTimeSlots")
    ] = MISSING
    time_slots: Annotated[Sequence[TimeSlotInput] | None | MISSING, Field(alias="TimeSlots")] = MISSING


_UPDATE = Operation(
    name="ResourceAccessRule.update",
    method="PUT",
    path="/api/spaces/resourceaccessrules",
    result=Result,
    body=_UpdateBody,
    error_models={400: Result},
)


class ResourceAccessRules(SyncResource):
    """ResourceAccessRule: update."""

    def update(
        self,
        *,
        id: int,
        resource_id: int,
        name: str,
        evaluation_order: int,
        active: bool | None | MISSING = MISSING,
        only_for_contacts: bool | None | MISSING = MISSING,
        apply_rule_from: dt.datetime | str | None | MISSING = MISSING,
        apply_rule_to: dt.datetime | str | None | MISSING = MISSING,
        book_in_advance_limit: float | None | MISSING = MISSING,
        late_booking_limit: float | None | MISSING = MISSING,
        late_cancellation_limit: int | None | MISSING = MISSING,
        interval_limit: int | None | MISSING = MISSING,
        max_booking_length: int | None | MISSING = MISSING,
        min_booking_length: int | None | MISSING = MISSING,
        no_return_policy: int | None | MISSING = MISSING,
        no_return_policy_all_resources: int | None | MISSING = MISSING,
        no_return_policy_all_users: int | None | MISSING = MISSING,
        reject_with_message: str | None | MISSING = MISSING,
        only_for_members: bool | None | MISSING = MISSING,
        tariffs: Sequence[int] | None | MISSING = MISSING,
        added_tariffs: Sequence[int] | None | MISSING = MISSING,
        removed_tariffs: Sequence[int] | None | MISSING = MISSING,
        allowed_tariffs: Sequence[int] | None | MISSING = MISSING,
        added_allowed_tariffs: Sequence[int] | None | MISSING = MISSING,
        removed_allowed_tariffs: Sequence[int] | None | MISSING = MISSING,
        members: Sequence[int] | None | MISSING = MISSING,
        added_members: Sequence[int] | None | MISSING = MISSING,
        removed_members: Sequence[int] | None | MISSING = MISSING,
        teams: Sequence[int] | None | MISSING = MISSING,
        added_teams: Sequence[int] | None | MISSING = MISSING,
        removed_teams: Sequence[int] | None | MISSING = MISSING,
        allowed_teams: Sequence[int] | None | MISSING = MISSING,
        added_allowed_teams: Sequence[int] | None | MISSING = MISSING,
        removed_allowed_teams: Sequence[int] | None | MISSING = MISSING,
        event_categories: Sequence[int] | None | MISSING = MISSING,
        added_event_categories: Sequence[int] | None | MISSING = MISSING,
        removed_event_categories: Sequence[int] | None | MISSING = MISSING,
        courses: Sequence[int] | None | MISSING = MISSING,
        added_courses: Sequence[int] | None | MISSING = MISSING,
        removed_courses: Sequence[int] | None | MISSING = MISSING,
        stop_evaluation_if_rule_is_met: bool | None | MISSING = MISSING,
        cancellation_fee_product_id: int | None | MISSING = MISSING,
        charge_cancellation_fee: bool | None | MISSING = MISSING,
        cancellation_fee_type: int | None | MISSING = MISSING,
        cancellation_fee_amount: float | None | MISSING = MISSING,
        cancellation_fee_percentage: float | None | MISSING = MISSING,
        repeat_booking_quantity_limit: int | None | MISSING = MISSING,
        repeat_booking_period_limit_in_months: int | None | MISSING = MISSING,
        eligible_time_slots: Sequence[EligibleTimeSlotInput | Mapping[str, Any]] | None | MISSING = MISSING,
        time_slots: Sequence[TimeSlotInput | Mapping[str, Any]] | None | MISSING = MISSING,
    ) -> Result:
        """Updates an existing ResourceAccessRule record.

        You must include the Id of the record to update along with all required fields.

        Needs the role `ResourceAccessRule-Edit`.

        Args:
            id: The Id of the ResourceAccessRule record to update.
            resource_id: Resource Id.
            name: Rule name.
            evaluation_order: Order in which this rule is evaluated relative to other rules on the same
                resource. Lower values are evaluated first.
            active: Whether this rule is currently active and evaluated during booking.
            only_for_contacts: When true, this rule applies only to contacts (non-member customers).
            apply_rule_from: Date from which this rule starts being evaluated. Null means no start-date
                restriction.
            apply_rule_to: Date after which this rule stops being evaluated. Null means no end-date restriction.
            book_in_advance_limit: Maximum number of days in advance a booking can be made. Null means no limit.
            late_booking_limit: Minimum lead time (in minutes) required before a booking can start. Prevents
                last-minute bookings.
            late_cancellation_limit: Cut-off in minutes before the booking start time. Cancellations after this
                point are considered late and may incur a fee.
            interval_limit: Minimum interval (in minutes) between consecutive bookings on this resource, used as
                a buffer for setup or cleaning.
            max_booking_length: Maximum allowed duration for a single booking, in minutes.
            min_booking_length: Minimum allowed duration for a single booking, in minutes.
            no_return_policy: Cooldown in minutes: prevents the same user from booking this specific resource
                again within this window after their last booking ends.
            no_return_policy_all_resources: Cooldown in minutes: prevents the same user from booking any
                resource after booking this one, for the specified window.
            no_return_policy_all_users: Cooldown in minutes: prevents any user from booking this resource within
                the specified window after the previous booking ends.
            reject_with_message: Message shown to the user when their booking is rejected by this rule.
            only_for_members: When true, this rule applies only to active members (coworkers with a plan).
            tariffs: Tariffs. Replaces the whole list.
            added_tariffs: Added Tariffs. Adds to `tariffs` and leaves the rest of it.
            removed_tariffs: Removed Tariffs. Removes from `tariffs` and leaves the rest of it.
            allowed_tariffs: Allowed Tariffs. Replaces the whole list.
            added_allowed_tariffs: Added Allowed Tariffs. Adds to `allowed_tariffs` and leaves the rest of it.
            removed_allowed_tariffs: Removed Allowed Tariffs. Removes from `allowed_tariffs` and leaves the rest
                of it.
            members: Members. Replaces the whole list.
            added_members: Added Members. Adds to `members` and leaves the rest of it.
            removed_members: Removed Members. Removes from `members` and leaves the rest of it.
            teams: Teams. Replaces the whole list.
            added_teams: Added Teams. Adds to `teams` and leaves the rest of it.
            removed_teams: Removed Teams. Removes from `teams` and leaves the rest of it.
            allowed_teams: Allowed Teams. Replaces the whole list.
            added_allowed_teams: Added Allowed Teams. Adds to `allowed_teams` and leaves the rest of it.
            removed_allowed_teams: Removed Allowed Teams. Removes from `allowed_teams` and leaves the rest of
                it.
            event_categories: Event Categories. Replaces the whole list.
            added_event_categories: Added Event Categories. Adds to `event_categories` and leaves the rest of
                it.
            removed_event_categories: Removed Event Categories. Removes from `event_categories` and leaves the
                rest of it.
            courses: Courses. Replaces the whole list.
            added_courses: Added Courses. Adds to `courses` and leaves the rest of it.
            removed_courses: Removed Courses. Removes from `courses` and leaves the rest of it.
            stop_evaluation_if_rule_is_met: When true, no further rules are evaluated after this one matches.
            cancellation_fee_product_id: Cancellation Fee Product Id.
            charge_cancellation_fee: When true, a fee is charged for late cancellations (past the
                `late_cancellation_limit`).
            cancellation_fee_type: How the cancellation fee is calculated: Absolute (fixed amount) or Percentage
                (of booking cost).
            cancellation_fee_amount: Fixed cancellation fee amount. Used when `cancellation_fee_type` is
                Absolute.
            cancellation_fee_percentage: Cancellation fee as a percentage of the booking cost. Used when
                `cancellation_fee_type` is Percentage.
            repeat_booking_quantity_limit: Maximum number of occurrences allowed when creating a recurring
                booking under this rule.
            repeat_booking_period_limit_in_months: Maximum time span (in months) over which a recurring booking
                series can extend under this rule.
            eligible_time_slots: Time slots defining when this rule applies (eligibility windows). The year,
                month and day component of `from_time`/`to_time` is always 1976-01-01.
            time_slots: The days and times the resources can be booked when this rule applies. The year, month
                and day component of `from_time`/`to_time` is always 1976-01-01.

        A `datetime` must have a time zone; a text is sent as it is. An object is given as a model, or as a dict
        with the names of its attributes.

        Returns:
            `Result`: What the server answers to a write.

        Raises:
            BadRequestError: Status 400.
            OperationFailedError: The answer says that the operation failed.
            NexudusError: Any other failure; the root of all errors.

        Documented: put-resourceaccessrules.txt
        """
        return self._call(_UPDATE, locals())

    @cached_property
    def with_raw_response(self) -> "_ResourceAccessRules_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _ResourceAccessRules_Raw(ResourceAccessRules(self._engine.with_mode("raw")))


class _ResourceAccessRules_Raw:
    """The methods of `ResourceAccessRules`, each giving the answer itself."""

    def __init__(self, resource: ResourceAccessRules) -> None:
        self.update = raw(resource.update)


class AsyncResourceAccessRules(AsyncResource):
    """ResourceAccessRule: update."""

    async def update(
        self,
        *,
        id: int,
        resource_id: int,
        name: str,
        evaluation_order: int,
        active: bool | None | MISSING = MISSING,
        only_for_contacts: bool | None | MISSING = MISSING,
        apply_rule_from: dt.datetime | str | None | MISSING = MISSING,
        apply_rule_to: dt.datetime | str | None | MISSING = MISSING,
        book_in_advance_limit: float | None | MISSING = MISSING,
        late_booking_limit: float | None | MISSING = MISSING,
        late_cancellation_limit: int | None | MISSING = MISSING,
        interval_limit: int | None | MISSING = MISSING,
        max_booking_length: int | None | MISSING = MISSING,
        min_booking_length: int | None | MISSING = MISSING,
        no_return_policy: int | None | MISSING = MISSING,
        no_return_policy_all_resources: int | None | MISSING = MISSING,
        no_return_policy_all_users: int | None | MISSING = MISSING,
        reject_with_message: str | None | MISSING = MISSING,
        only_for_members: bool | None | MISSING = MISSING,
        tariffs: Sequence[int] | None | MISSING = MISSING,
        added_tariffs: Sequence[int] | None | MISSING = MISSING,
        removed_tariffs: Sequence[int] | None | MISSING = MISSING,
        allowed_tariffs: Sequence[int] | None | MISSING = MISSING,
        added_allowed_tariffs: Sequence[int] | None | MISSING = MISSING,
        removed_allowed_tariffs: Sequence[int] | None | MISSING = MISSING,
        members: Sequence[int] | None | MISSING = MISSING,
        added_members: Sequence[int] | None | MISSING = MISSING,
        removed_members: Sequence[int] | None | MISSING = MISSING,
        teams: Sequence[int] | None | MISSING = MISSING,
        added_teams: Sequence[int] | None | MISSING = MISSING,
        removed_teams: Sequence[int] | None | MISSING = MISSING,
        allowed_teams: Sequence[int] | None | MISSING = MISSING,
        added_allowed_teams: Sequence[int] | None | MISSING = MISSING,
        removed_allowed_teams: Sequence[int] | None | MISSING = MISSING,
        event_categories: Sequence[int] | None | MISSING = MISSING,
        added_event_categories: Sequence[int] | None | MISSING = MISSING,
        removed_event_categories: Sequence[int] | None | MISSING = MISSING,
        courses: Sequence[int] | None | MISSING = MISSING,
        added_courses: Sequence[int] | None | MISSING = MISSING,
        removed_courses: Sequence[int] | None | MISSING = MISSING,
        stop_evaluation_if_rule_is_met: bool | None | MISSING = MISSING,
        cancellation_fee_product_id: int | None | MISSING = MISSING,
        charge_cancellation_fee: bool | None | MISSING = MISSING,
        cancellation_fee_type: int | None | MISSING = MISSING,
        cancellation_fee_amount: float | None | MISSING = MISSING,
        cancellation_fee_percentage: float | None | MISSING = MISSING,
        repeat_booking_quantity_limit: int | None | MISSING = MISSING,
        repeat_booking_period_limit_in_months: int | None | MISSING = MISSING,
        eligible_time_slots: Sequence[EligibleTimeSlotInput | Mapping[str, Any]] | None | MISSING = MISSING,
        time_slots: Sequence[TimeSlotInput | Mapping[str, Any]] | None | MISSING = MISSING,
    ) -> Result:
        """Updates an existing ResourceAccessRule record.

        You must include the Id of the record to update along with all required fields.

        Needs the role `ResourceAccessRule-Edit`.

        Args:
            id: The Id of the ResourceAccessRule record to update.
            resource_id: Resource Id.
            name: Rule name.
            evaluation_order: Order in which this rule is evaluated relative to other rules on the same
                resource. Lower values are evaluated first.
            active: Whether this rule is currently active and evaluated during booking.
            only_for_contacts: When true, this rule applies only to contacts (non-member customers).
            apply_rule_from: Date from which this rule starts being evaluated. Null means no start-date
                restriction.
            apply_rule_to: Date after which this rule stops being evaluated. Null means no end-date restriction.
            book_in_advance_limit: Maximum number of days in advance a booking can be made. Null means no limit.
            late_booking_limit: Minimum lead time (in minutes) required before a booking can start. Prevents
                last-minute bookings.
            late_cancellation_limit: Cut-off in minutes before the booking start time. Cancellations after this
                point are considered late and may incur a fee.
            interval_limit: Minimum interval (in minutes) between consecutive bookings on this resource, used as
                a buffer for setup or cleaning.
            max_booking_length: Maximum allowed duration for a single booking, in minutes.
            min_booking_length: Minimum allowed duration for a single booking, in minutes.
            no_return_policy: Cooldown in minutes: prevents the same user from booking this specific resource
                again within this window after their last booking ends.
            no_return_policy_all_resources: Cooldown in minutes: prevents the same user from booking any
                resource after booking this one, for the specified window.
            no_return_policy_all_users: Cooldown in minutes: prevents any user from booking this resource within
                the specified window after the previous booking ends.
            reject_with_message: Message shown to the user when their booking is rejected by this rule.
            only_for_members: When true, this rule applies only to active members (coworkers with a plan).
            tariffs: Tariffs. Replaces the whole list.
            added_tariffs: Added Tariffs. Adds to `tariffs` and leaves the rest of it.
            removed_tariffs: Removed Tariffs. Removes from `tariffs` and leaves the rest of it.
            allowed_tariffs: Allowed Tariffs. Replaces the whole list.
            added_allowed_tariffs: Added Allowed Tariffs. Adds to `allowed_tariffs` and leaves the rest of it.
            removed_allowed_tariffs: Removed Allowed Tariffs. Removes from `allowed_tariffs` and leaves the rest
                of it.
            members: Members. Replaces the whole list.
            added_members: Added Members. Adds to `members` and leaves the rest of it.
            removed_members: Removed Members. Removes from `members` and leaves the rest of it.
            teams: Teams. Replaces the whole list.
            added_teams: Added Teams. Adds to `teams` and leaves the rest of it.
            removed_teams: Removed Teams. Removes from `teams` and leaves the rest of it.
            allowed_teams: Allowed Teams. Replaces the whole list.
            added_allowed_teams: Added Allowed Teams. Adds to `allowed_teams` and leaves the rest of it.
            removed_allowed_teams: Removed Allowed Teams. Removes from `allowed_teams` and leaves the rest of
                it.
            event_categories: Event Categories. Replaces the whole list.
            added_event_categories: Added Event Categories. Adds to `event_categories` and leaves the rest of
                it.
            removed_event_categories: Removed Event Categories. Removes from `event_categories` and leaves the
                rest of it.
            courses: Courses. Replaces the whole list.
            added_courses: Added Courses. Adds to `courses` and leaves the rest of it.
            removed_courses: Removed Courses. Removes from `courses` and leaves the rest of it.
            stop_evaluation_if_rule_is_met: When true, no further rules are evaluated after this one matches.
            cancellation_fee_product_id: Cancellation Fee Product Id.
            charge_cancellation_fee: When true, a fee is charged for late cancellations (past the
                `late_cancellation_limit`).
            cancellation_fee_type: How the cancellation fee is calculated: Absolute (fixed amount) or Percentage
                (of booking cost).
            cancellation_fee_amount: Fixed cancellation fee amount. Used when `cancellation_fee_type` is
                Absolute.
            cancellation_fee_percentage: Cancellation fee as a percentage of the booking cost. Used when
                `cancellation_fee_type` is Percentage.
            repeat_booking_quantity_limit: Maximum number of occurrences allowed when creating a recurring
                booking under this rule.
            repeat_booking_period_limit_in_months: Maximum time span (in months) over which a recurring booking
                series can extend under this rule.
            eligible_time_slots: Time slots defining when this rule applies (eligibility windows). The year,
                month and day component of `from_time`/`to_time` is always 1976-01-01.
            time_slots: The days and times the resources can be booked when this rule applies. The year, month
                and day component of `from_time`/`to_time` is always 1976-01-01.

        A `datetime` must have a time zone; a text is sent as it is. An object is given as a model, or as a dict
        with the names of its attributes.

        Returns:
            `Result`: What the server answers to a write.

        Raises:
            BadRequestError: Status 400.
            OperationFailedError: The answer says that the operation failed.
            NexudusError: Any other failure; the root of all errors.

        Documented: put-resourceaccessrules.txt
        """
        return await self._call(_UPDATE, locals())

    @cached_property
    def with_raw_response(self) -> "_AsyncResourceAccessRules_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AsyncResourceAccessRules_Raw(AsyncResourceAccessRules(self._engine.with_mode("raw")))


class _AsyncResourceAccessRules_Raw:
    """The methods of `AsyncResourceAccessRules`, each giving the answer itself."""

    def __init__(self, resource: AsyncResourceAccessRules) -> None:
        self.update = raw_async(resource.update)
