"""A schema in, a value that it allows out: what the server answers where the document shows no example."""

from typing import Any

from .documents import Answer, Document, Schema

#: A value of each format and of each type.
FORMATS: dict[str, Any] = {
    "date-time": "2025-01-15T10:30:00Z",
    "date": "2025-01-15",
    "time": "10:30:00Z",
    "uuid": "6f1c9a52-3c1e-4e0b-9c55-0d1f6a7b8c9d",
    "email": "someone@example.com",
    "uri": "https://example.com/",
}
TYPES: dict[str, Any] = {"string": "text", "integer": 1, "number": 1.5, "boolean": True, "null": None}
#: How deep a made value goes.
DEEPEST = 6


def example_of(document: Document, answer: Answer) -> Any:
    """The documented example of an answer, else a value that its schema allows; null where it has no content."""
    if answer.example is not None or answer.media is None:
        return answer.example
    return sample(document, answer.schema)


def sample(document: Document, schema: Schema, depth: int = 0) -> Any:
    """A value of a schema: its own example or default, one of its choices, else one of its type."""
    whole = document.follow(schema)
    for key in ("example", "default", "const"):
        if key in whole:
            return whole[key]
    for key in ("examples", "enum"):
        if isinstance(whole.get(key), list) and whole[key]:
            return whole[key][0]
    kinds = document.kinds(whole)
    if "object" in kinds or (not kinds and document.properties(whole)):
        known = document.properties(whole) if depth < DEEPEST else {}
        return {name: sample(document, part, depth + 1) for name, part in known.items()}
    if "array" in kinds:
        items = document.items(whole)
        return [sample(document, items, depth + 1)] if items and depth < DEEPEST else []
    if "string" in kinds:
        return text(whole)
    if kinds & {"integer", "number"}:
        return whole.get("minimum", TYPES["integer" if "integer" in kinds else "number"])
    return TYPES["boolean"] if "boolean" in kinds else None


def text(schema: Schema) -> str:
    """A text of a schema: of its format, and as long as it must be."""
    made = str(FORMATS.get(str(schema.get("format")), TYPES["string"]))
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", 1 << 16)
    padded = made + "x" * max(0, int(shortest) - len(made))
    return padded[: int(longest)]
