"""Values for tests: a field in, a value that its documentation allows out, as JSON data and as the arguments of a call."""

from collections.abc import Sequence

from pydantic import JsonValue

from generator.escaping import python
from generator.spec import Enum, Field, Items

#: A value of each format.
FORMATS: dict[str, str] = {
    "date-time": "2025-01-15T10:30:00Z",
    "date": "2025-01-15",
    "time": "10:30:00Z",
    "uuid": "6f1c9a52-3c1e-4e0b-9c55-0d1f6a7b8c9d",
    "email": "someone@example.com",
    "uri": "https://example.com/",
}
SCALARS: dict[str, JsonValue] = {
    "string": "text",
    "integer": 1,
    "number": 1.5,
    "boolean": True,
    "any": "anything",
    "file": "content",
    "object": {},
    "array": [],
}


#: How JSON data holds a file: its content under a key that no member has.
FILE = "$file"


def file_specimen(field: Field) -> JsonValue:
    """A file, or a list of files."""
    content: JsonValue = {FILE: f"content of {field.name}"}
    return [content] if field.type == "array" else content


def specimen(field: Field, enums: dict[str, Enum]) -> JsonValue:
    """A value by wire names."""
    if field.type == "array":
        items = field.items or Items(type="object" if field.fields else "any")
        inner = members(field.fields, enums) if field.fields else scalar(items.type, items.format, items.enum, enums)
        return [inner]
    if field.type == "object":
        return members(field.fields, enums)
    if field.date_part:
        return f"{field.date_part}T10:30:00Z"
    return scalar(field.type, field.format, field.enum, enums)


def scalar(kind: str, form: str | None, enum: str | None, enums: dict[str, Enum]) -> JsonValue:
    """A value of one type: the first member of its enum, or the specimen of its format."""
    if enum in enums and enums[enum].values:
        return enums[enum].values[0].value
    return FORMATS[form] if kind == "string" and form in FORMATS else SCALARS[kind]


def members(fields: Sequence[Field], enums: dict[str, Enum]) -> dict[str, JsonValue]:
    """An object with all its members."""
    return {one.name: specimen(one, enums) for one in fields}


def source(value: JsonValue) -> str:
    """JSON data as Python source; a file is its bytes."""
    if isinstance(value, dict) and FILE in value:
        return repr(str(value[FILE]).encode())
    if isinstance(value, dict):
        return "{" + ", ".join(f"{python(key)}: {source(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(source(item) for item in value) + "]"
    return python(value) if isinstance(value, str) else repr(value)
