"""Types that several resources share; each resource's module exports those that it uses."""

from enum import IntEnum
from typing import Annotated, Any

from pydantic import MISSING, Field

from ._runtime.models import Model, RequestModel
from ._runtime.operations import Envelope

__all__ = [
    "Fault",
    "Reply",
    "SlotInput",
    "State",
]


class State(IntEnum):
    """The documented values, which the API calls eState; one that is not listed stays a plain number."""

    IDLE = 0
    UNDER_WAY = 1
    IDLE_2 = 2
    """Idle"""


class Fault(Model):
    """One row of what the server found wrong."""

    field: Annotated[str | None, Field(alias="Field")] = None
    says: Annotated[str | None, Field(alias="Says")] = None
    given: Annotated[Any | None, Field(alias="Given")] = None


class Reply(Model):
    """What the server answers to a write."""

    ok: Annotated[bool | None, Field(alias="Ok")] = None
    says: Annotated[str | None, Field(alias="Says")] = None
    faults: Annotated[list[Fault] | None, Field(alias="Faults")] = None


class SlotInput(RequestModel):
    """When it is open."""

    day: Annotated[int | float | None | MISSING, Field(alias="Day")] = MISSING
    copy_: Annotated[str | None | MISSING, Field(alias="copy")] = MISSING


ENVELOPE: Envelope | None = Envelope(
    success="Ok",
    message="Says",
    errors="Faults",
    row=Fault,
)
