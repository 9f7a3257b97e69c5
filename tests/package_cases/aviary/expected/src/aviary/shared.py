"""Types that several resources share; each resource's module exports those that it uses."""

from ._runtime.models import Model
from ._runtime.operations import Envelope

__all__ = [
    "ErrorRow",
]


class ErrorRow(Model):
    """One row of what the server found wrong."""


ENVELOPE: Envelope | None = None
