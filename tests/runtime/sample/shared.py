"""Models and enums that several resources share."""

from enum import IntEnum
from typing import Annotated, Any

from pydantic import Field

from templates.python.runtime.models import Model
from templates.python.runtime.operations import Envelope

__all__ = ["ENVELOPE", "DayOfWeek", "ErrorRow", "SaveResult"]


class DayOfWeek(IntEnum):
    """Day of the week."""

    SUNDAY = 0
    MONDAY = 1
    TUESDAY = 2


class ErrorRow(Model):
    """One reason why an operation failed."""

    property_name: Annotated[str | None, Field(alias="PropertyName")] = None
    message: Annotated[str | None, Field(alias="Message")] = None
    attempted_value: Annotated[Any, Field(alias="AttemptedValue")] = None


class SaveResult(Model):
    """The answer to create, update and delete."""

    succeeded: Annotated[bool | None, Field(alias="Succeeded")] = None
    message: Annotated[str | None, Field(alias="Message")] = None
    errors: Annotated[list[ErrorRow] | None, Field(alias="Errors")] = None


ENVELOPE = Envelope(success="Succeeded", message="Message", errors="Errors", row=ErrorRow)
