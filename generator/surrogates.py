"""Lone surrogates: records of the spec in, the same records without the halves of characters that no UTF-8 file can hold out.

A page is UTF-8 and has none, but an escape in a JSON sample (`\\ud800`) can make one, and so can the name of a file.
"""

import re
from typing import TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

R = TypeVar("R", bound=BaseModel)


def encodable(record: R) -> R:
    """A record, with what cannot be written replaced."""
    try:
        record.model_dump_json()
    except (PydanticSerializationError, UnicodeEncodeError):
        return type(record).model_validate(without_surrogates(record.model_dump(by_alias=True)))
    return record


def without_surrogates(value: object) -> object:
    """A tree of plain values with each lone surrogate replaced, in keys too."""
    if isinstance(value, str):
        return re.sub(r"[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, dict):
        return {without_surrogates(key): without_surrogates(part) for key, part in value.items()}
    return [without_surrogates(part) for part in value] if isinstance(value, list | tuple) else value
