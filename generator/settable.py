"""What an override may set of each kind of thing, and which values fit: a record and values in, what cannot be out."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from pydantic import BaseModel, JsonValue

from generator.spec import Field, Request, Response

#: The methods that an endpoint can have.
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

#: The facts that an override may set, by what its address names.
FIELD_FACTS = (
    "type", "format", "date_part", "items", "required", "nullable", "default", "description", "deprecated", "read_only", "enum",
)  # fmt: skip
ENDPOINT_FACTS = ("operation", "method", "path", "title", "summary", "description", "deprecated")
ENUM_FACTS = ("name",)
RESOURCE_FACTS = ("resource",)
#: Of a body or an answer as a whole.
BODY_FACTS = ("content_type",)

#: The media types of bodies that a client can send.
SENT = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")

_MEDIA = re.compile(r"[\w.+-]+/[\w.+*-]+", re.ASCII)

Check = tuple[Callable[[JsonValue], bool], str]
#: True or false.
FLAG: Check = (lambda value: isinstance(value, bool), "write true or false")

#: What the value of a fact must be beside being of the spec's type; what is said where it is not.
VALUE_CHECKS: dict[str, Check] = {
    "date_part": (lambda value: value == "" or _is_date(value), "write a date as YYYY-MM-DD"),
    **dict.fromkeys(("required", "deprecated", "read_only"), FLAG),
    "nullable": (lambda value: value == "" or FLAG[0](value), FLAG[1]),
    "content_type": (
        lambda value: value == "" or (isinstance(value, str) and _MEDIA.fullmatch(value) is not None),
        "write a media type, as application/pdf",
    ),
    "items": (
        lambda value: value == "" or isinstance(value, dict),
        'write a table, as { type = "string" }, or the command with --set items.type=string',
    ),
    "method": (lambda value: value in METHODS, f"it is one of {', '.join(METHODS)}"),
    "path": (
        lambda value: isinstance(value, str) and _is_path(value),
        "write a path that begins with / and has no . or .. in it",
    ),
}


def _is_date(value: JsonValue) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_path(value: str) -> bool:
    return value.startswith("/") and not {".", ".."} & set(value.partition("?")[0].split("/")) and value.isprintable()


#: What the default of a field of a type must be; what is said where it is not.
DEFAULTS: dict[str, Check] = {
    "integer": (lambda value: isinstance(value, int) and not isinstance(value, bool), "write a whole number, as 5"),
    "number": (lambda value: isinstance(value, int | float) and not isinstance(value, bool), "write a number, as 0.5"),
    "boolean": FLAG,
    "string": (lambda value: isinstance(value, str), 'write a text in double quotes, as "5"'),
    "array": (lambda value: isinstance(value, list), "write a list, as [1, 2]"),
    "object": (lambda value: isinstance(value, dict), "write a table, as { a = 1 }"),
}


def unfit(record: BaseModel, values: Mapping[str, JsonValue]) -> Iterator[tuple[str, str]]:
    """The facts of a record that cannot have the values which are to be set, each with the reason."""
    for fact, value in values.items():
        if fact in VALUE_CHECKS and not VALUE_CHECKS[fact][0](value):
            yield fact, VALUE_CHECKS[fact][1]
    media = values.get("content_type")
    if isinstance(record, Request) and media not in SENT:
        yield "content_type", f"it is one of {', '.join(SENT)}"
    if isinstance(record, Response) and media and (record.fields or record.example is not None):
        yield "content_type", "fields or an example in JSON are documented of the answer"
    if isinstance(record, Field):
        yield from unfit_field(record, values)


def unfit_field(record: Field, values: Mapping[str, JsonValue]) -> Iterator[tuple[str, str]]:
    """The same of what depends on the type of a field, which may be set with it."""
    type_ = str(values.get("type", record.type))
    if values.get("date_part") and type_ != "string":
        yield "date_part", f"the field is of the type {type_}"
    default = values.get("default", "")
    fits, advice = DEFAULTS.get(type_, (lambda _: True, ""))
    # The name of a value of an enum says which is meant.
    named = isinstance(default, str) and (values.get("enum", record.enum) or default == "")
    if not named and not fits(default):
        yield "default", f"the field is of the type {type_}; {advice}"
