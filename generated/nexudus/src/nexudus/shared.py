"""Types that several resources share; each resource's module exports those that it uses."""

import datetime as dt
from enum import IntEnum
from typing import Annotated, Any

from pydantic import Field

from ._runtime.models import Model
from ._runtime.operations import Envelope

__all__ = [
    "DayOfWeek",
    "ErrorRow",
    "Result",
    "ResultValue",
]


class DayOfWeek(IntEnum):
    """The documented values; one that is not listed stays a plain number."""

    SUNDAY = 0
    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6


class ErrorRow(Model):
    """One row of what the server found wrong."""

    attempted_value: Annotated[Any | None, Field(alias="AttemptedValue")] = None
    message: Annotated[str | None, Field(alias="Message")] = None
    property_name: Annotated[str | None, Field(alias="PropertyName")] = None


class ResultValue(Model):
    """What `value` holds."""

    id: Annotated[int | None, Field(alias="Id")] = None


class Result(Model):
    """What the server answers to a write."""

    status: Annotated[int | None, Field(alias="Status")] = None
    """HTTP status code. 200 on success."""
    message: Annotated[str | None, Field(alias="Message")] = None
    value: Annotated[ResultValue | None, Field(alias="Value")] = None
    was_successful: Annotated[bool | None, Field(alias="WasSuccessful")] = None
    errors: Annotated[list[ErrorRow] | None, Field(alias="Errors")] = None
    open_in_dialog: Annotated[bool | None, Field(alias="OpenInDialog")] = None
    open_in_window: Annotated[bool | None, Field(alias="OpenInWindow")] = None
    redirect_url: Annotated[Any | None, Field(alias="RedirectURL")] = None
    java_script: Annotated[Any | None, Field(alias="JavaScript")] = None
    updated_on: Annotated[dt.datetime | str | None, Field(alias="UpdatedOn")] = None
    updated_by: Annotated[str | None, Field(alias="UpdatedBy")] = None


ENVELOPE: Envelope | None = Envelope(
    success="WasSuccessful",
    message="Message",
    errors="Errors",
    row=ErrorRow,
)
