"""Dates and times as text: how they are written for the wire, and whether a text says the same as a value."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from .narrowing import is_sequence

# The first type that fits decides, so datetime stands before date, its base.
_READERS: tuple[tuple[type[object], SchemaValidator], ...] = (
    (datetime, SchemaValidator(core_schema.datetime_schema())),
    (date, SchemaValidator(core_schema.date_schema())),
    (time, SchemaValidator(core_schema.time_schema())),
    (UUID, SchemaValidator(core_schema.uuid_schema())),
)


def format_datetime(value: datetime) -> str:
    """ISO 8601: an aware value in UTC with `Z`, a naive one as it is; microseconds only where there are any."""
    if value.tzinfo is None:
        return value.isoformat()
    try:
        value = value.astimezone(UTC)
    except OverflowError:  # at the very ends of the calendar the instant has no UTC date; its own offset says the same
        return value.isoformat()
    return value.replace(tzinfo=None).isoformat() + "Z"


def format_time(value: time) -> str:
    """ISO 8601 time of day; `Z` for UTC."""
    text = value.isoformat()
    return text.removesuffix("+00:00") + "Z" if value.utcoffset() == timedelta(0) else text


def says(text: str, value: datetime | date | time | UUID) -> bool:
    """Whether `text`, read as the type of `value`, is equal to it: then the text may go back in its place."""
    reader = next(reader for kind, reader in _READERS if isinstance(value, kind))
    try:
        return bool(reader.validate_python(text) == value)
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """Marks a time of day that travels as a date-time with the constant date part `date_part` (`YYYY-MM-DD`).

    Used as `Annotated[time | AwareDatetime | str, TimeOfDay("1976-01-01")]` in a request model. A `datetime.time` goes
    out as `1976-01-01T09:30:00Z`; a date-time or a string goes out as any other. An aware time must be in UTC: what
    another offset means depends on the day, so it is refused with a ValueError when the model is built.
    """

    date_part: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The annotated schema, followed by the check of the offset."""
        return core_schema.no_info_after_validator_function(_refuse_offset, handler(source))

    def place(self, value: object) -> object:
        """`value` as it is to be sent: a `datetime.time`, alone or in a list, becomes text with the date part."""
        if isinstance(value, time):
            return f"{self.date_part}T{value.replace(tzinfo=None).isoformat()}Z"
        return [self.place(item) for item in value] if is_sequence(value) else value


def _refuse_offset(value: object) -> object:
    if isinstance(value, time) and value.utcoffset() not in (None, timedelta(0)):
        raise ValueError("a time of day must be naive or in UTC")
    if isinstance(value, time) and value.tzinfo is not None and value.utcoffset() is None:
        raise ValueError("the offset of this time depends on the day; a time of day must be naive or in UTC")
    return value
