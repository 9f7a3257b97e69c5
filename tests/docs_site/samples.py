"""Values for samples: fields in, JSON values out, the same ones on every run."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from tests.docs_site.entities import Entity, child_properties, enums
from tests.docs_site.notation import words_of
from tests.docs_site.wire import Field, plain

MOMENT, TIME = "2025-01-15T10:30:00Z", "1976-01-01T08:30:00Z"
SAMPLE_ID = 87654321
#: What the samples of records show behind everything that is documented.
UNTOLD = {"ToStringText": "Sample", "LocalizationDetails": None, "CustomFields": None}

VALUES: dict[str, Any] = {
    "integer": 3,
    "number": 2.5,
    "boolean": True,
    "object": {},
    "date": MOMENT,
    "time": TIME,
    "ref": 42,
    "ids": [11, 12],
    "mail": "clerk@rails.example",
    "file-name": "sample.pdf",
    "file-url": "https://files.example/sample.pdf",
    "file-clear": False,
}
ZEROS: dict[str, Any] = {
    "integer": 0,
    "number": 0,
    "boolean": False,
    "date": MOMENT,
    "time": TIME,
    "ref": 0,
    "guid": "00000000-0000-0000-0000-000000000000",
    "ids": [],
}
PLACEHOLDERS: dict[str, Any] = {
    "integer": 123,
    "number": 123,
    "string": "<string>",
    "boolean": True,
    "any": "<any>",
    "object": {},
    "array": [],
    "integer[]": [123],
    "object[]": [{}],
}


def guid(words: str) -> str:
    """A guid that belongs to some words."""
    text = hashlib.md5(words.encode(), usedforsecurity=False).hexdigest()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def value(one: Field) -> Any:
    """An ordinary value of a field."""
    if one.kind == "enum" and one.of and one.of.target:
        return enums()[one.of.target].values[0][0]
    if one.kind == "guid":
        return guid(one.name)
    return VALUES.get(one.kind, f"Sample {words_of(one.name)}")


def zero(one: Field) -> Any:
    """The least that can be sent in a field; null where that is allowed."""
    if one.nullable:
        return None
    return value(one) if one.kind == "enum" else ZEROS.get(one.kind, "")


def placeholder(one: Field) -> Any:
    """What the site writes for a value of a type."""
    return "<any>" if one.nullable else PLACEHOLDERS[one.type]


def record(fields: Iterable[Field], number: int = SAMPLE_ID) -> dict[str, Any]:
    """A record with a value in each field, and what is told nowhere."""
    return {**{one.name: value(one) for one in fields}, "Id": number, **UNTOLD}


def child(entity: Entity, one: Field) -> dict[str, Any]:
    """A child as the sample of its parent sends it."""
    assert one.of is not None and one.of.target is not None
    fields = (plain(entity, each) for each in child_properties(entity, one.of.target))
    return {each.name: value(each) for each in fields}


def text(data: Any, indent: int = 2) -> str:
    """JSON as samples print it."""
    return json.dumps(data, indent=indent, ensure_ascii=False)
