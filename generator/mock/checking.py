"""A request and its operation in; what is wrong with it, and its values by their types, out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from .documents import Document, Operation, Parameter, Schema, is_json
from .multipart import Part, parts_of
from .texts import form_values, strict_json, value_of

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that is wrong with a request: the name on the wire of what has it, its place, words, and the value that was sent."""

    name: str
    place: str
    words: str
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A request as it came: `slots` are the decoded parts of the path, the names of headers are in lower case."""

    method: str
    path: str
    slots: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, list[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def media(self) -> str:
        """The media type of the body, empty where none is told."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(slots=True)
class Values:
    """What a request says: its parameters by place and name, its body, the files in it; and what is wrong with it."""

    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    cookie: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    files: tuple[Part, ...] = ()
    problems: list[Problem] = field(default_factory=list)


class Checker:
    """Checks requests against a document; `strict` refuses query parameters and members of bodies that it does not know."""

    def __init__(self, document: Document, *, strict: bool = False) -> None:
        self.document = document
        self.strict = strict
        self._validators: dict[int, Draft202012Validator] = {}

    def read(self, operation: Operation, request: Incoming) -> Values:
        """What a request says, with everything that is wrong with it."""
        values = Values()
        for one in operation.parameters:
            texts, inside = texts_of(one, request), members_of(one, request)
            place: dict[str, Any] = getattr(values, one.place, {})
            if texts or inside:
                value = (
                    form_values(self.document, one.schema, inside) if inside else value_of(self.document, one, texts)
                )
                place[one.name] = value
                values.problems += self.problems(one.schema, place[one.name], one.place, one.name)
            elif one.required:
                values.problems.append(Problem(name=one.name, place=one.place, words="is required"))
        values.problems += self.unknown(operation, request)
        self.read_body(operation, request, values)
        return values

    def unknown(self, operation: Operation, request: Incoming) -> Iterator[Problem]:
        """The query parameters that are not documented, where that matters."""
        known = {one.name for one in operation.parameters if one.place == "query"}
        known |= {one.name for one in self.query_schemes(operation)}
        for name in request.query if self.strict else ():
            if name not in known and name.partition("[")[0] not in known:
                yield Problem(name=name, place="query", words="is not documented", value=request.query[name][-1])

    def query_schemes(self, operation: Operation) -> Iterator[Parameter]:
        """The query parameters that authenticate."""
        for name in {name for choice in operation.security for name in choice}:
            scheme = self.document.schemes.get(name, {})
            if scheme.get("type") == "apiKey" and scheme.get("in") == "query":
                yield Parameter(
                    name=scheme.get("name", ""), place="query", required=False, schema={}, style="form", explode=True
                )

    def read_body(self, operation: Operation, request: Incoming, values: Values) -> None:
        """Read the body of a request into its values, and note what is wrong with it."""
        if not operation.bodies:
            return
        if not request.content:
            if operation.body_required:
                values.problems.append(Problem(name="", place="body", words="is required"))
            return
        media = request.media or next(iter(operation.bodies))
        schema = body_schema(operation, media)
        if schema is None:
            words = f"must be {' or '.join(operation.bodies)}"
            values.problems.append(Problem(name="Content-Type", place="header", words=words, value=media))
            return
        try:
            known = self.decoded(schema, media, request, values)
        except (ValueError, RecursionError):
            values.problems.append(Problem(name="", place="body", words="cannot be read"))
            return
        if known:
            values.problems += self.problems(schema, values.body, "body", "")
            values.problems += self.strays(schema, values.body, "") if self.strict and not values.problems else ()

    def decoded(self, schema: Schema, media: str, request: Incoming, values: Values) -> bool:
        """Decode a body into the values; false where nothing in it can be checked. Raises ValueError and RecursionError."""
        if is_json(media):
            values.body = strict_json(request.content.decode())
        elif media in (FORM, MULTIPART):
            header = request.headers.get("content-type", "")
            parts = parts_of(header, request.content)
            texts: dict[str, list[str]] = {}
            for part in parts:
                texts.setdefault(part.name, []).append(part.filename or part.text())
            values.body = form_values(self.document, schema, texts)
            values.files = tuple(part for part in parts if part.filename is not None)
        else:
            name = request.headers.get("x-filename", "")
            values.files = (Part(name="", filename=name, media=media, content=request.content),)
            return False
        return True

    def problems(self, schema: Schema, value: Any, place: str, name: str) -> list[Problem]:
        """What is wrong with a value, by the names of its members, each problem once."""
        found: dict[tuple[str, str], Problem] = {}
        try:
            for error in self.validator(schema).iter_errors(value) if schema else ():
                found |= {(one.name, one.words): one for one in self.explained(error, place, name)}
        except RecursionError:
            return [Problem(name=name, place=place, words="is nested too deeply")]
        return list(found.values())

    def strays(self, schema: Schema, value: Any, name: str) -> Iterator[Problem]:
        """The members of a body that are not documented, where its schema names members and does not say that there are others."""
        if isinstance(value, list):
            for at, item in enumerate(value):
                yield from self.strays(self.document.items(schema), item, address(name, [at]))
        known = self.document.properties(schema) if isinstance(value, dict) else {}
        is_open = self.document.follow(schema).get("additionalProperties") not in (None, False)
        for member, one in value.items() if known else ():
            place = address(name, [member])
            if member in known:
                yield from self.strays(known[member], one, place)
            elif not is_open:
                yield Problem(name=place, place="body", words="is not documented", value=one)

    def explained(self, error: ValidationError, place: str, name: str) -> Iterator[Problem]:
        """The problems that an error of validation is about. A member that only answers have need not be sent."""
        path = list(error.absolute_path)
        if error.validator == "required" and isinstance(error.instance, dict):
            known = self.document.properties(error.schema if isinstance(error.schema, dict) else {})
            for member in wanted_in(error):
                if member not in error.instance and not self.document.follow(known.get(member)).get("readOnly"):
                    yield Problem(name=address(name, [*path, member]), place=place, words="is a required field")
        else:
            words = WORDS.get(str(error.validator), "is not valid")
            rule = error.validator_value if isinstance(error.validator_value, str | int | float) else ""
            words = words.format(rule=rule, kinds=kinds_in(error.validator_value))
            yield Problem(name=address(name, path), place=place, words=words, value=error.instance)

    def validator(self, schema: Schema) -> Draft202012Validator:
        """The validator of a schema of the document."""
        made = self._validators.get(id(schema))
        if made is None:
            # The document itself is the root, so that references find what they lead to; none of its keys is one of schemas.
            root = {**self.document.root, "$ref": "#/x-mock-wanted", "x-mock-wanted": schema}
            made = self._validators[id(schema)] = Draft202012Validator(root, format_checker=FORMATS)
        return made


#: What is said of a value that breaks a rule, by the keyword of the rule.
WORDS: dict[str, str] = {
    "type": "must be of type {kinds}",
    "enum": "is none of the documented values",
    "const": "is not the documented value",
    "format": "is no {rule}",
    "pattern": "does not fit the pattern {rule}",
    "minLength": "must have at least {rule} characters",
    "maxLength": "must have at most {rule} characters",
    "minimum": "must be at least {rule}",
    "maximum": "must be at most {rule}",
    "exclusiveMinimum": "must be more than {rule}",
    "exclusiveMaximum": "must be less than {rule}",
    "minItems": "must have at least {rule} items",
    "maxItems": "must have at most {rule} items",
    "uniqueItems": "has an item twice",
    "additionalProperties": "has members that are not documented",
}


def wanted_in(error: ValidationError) -> list[str]:
    """The members that an error of validation says to be required."""
    found = error.validator_value
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def kinds_in(value: Any) -> str:
    """The types of a rule in words."""
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


def address(name: str, path: Sequence[str | int]) -> str:
    """The name of a member: `Slots[0].Day`."""
    made = name
    for piece in path:
        made += f"[{piece}]" if isinstance(piece, int) else f".{piece}" if made else piece
    return made


def texts_of(one: Parameter, request: Incoming) -> list[str]:
    """The texts that a request has for a parameter; none where it does not have it."""
    if one.place == "path":
        return [request.slots[one.name]] if one.name in request.slots else []
    if one.place == "header":
        found = request.headers.get(one.name.lower())
        return [] if found is None else [found]
    if one.place == "cookie":
        pairs = (pair.strip().partition("=") for pair in request.headers.get("cookie", "").split(";"))
        return [value for name, _, value in pairs if name == one.name]
    return request.query.get(one.name) or request.query.get(f"{one.name}[]") or []


def members_of(one: Parameter, request: Incoming) -> dict[str, list[str]]:
    """The members of a parameter that is an object, each a parameter of its own in the query: `name[member]`."""
    if one.style != "deepObject":
        return {}
    start = f"{one.name}["
    return {
        name[len(start) : -1]: texts
        for name, texts in request.query.items()
        if name.startswith(start) and name.endswith("]")
    }


def body_schema(operation: Operation, media: str) -> Schema | None:
    """The schema of a body of a media type: `*/*` and `image/*` stand for several. Null where none fits."""
    for known, schema in operation.bodies.items():
        pattern = re.escape(known).replace(r"\*", r"[^/]*")
        if re.fullmatch(pattern, media) or (is_json(known) and is_json(media)):
            return schema
    return None


FORMATS = FormatChecker(formats=())


def whole(number: Any, bits: int) -> bool:
    """Whether a number fits into some bits; anything else is no matter of its format."""
    return not isinstance(number, int) or -(1 << bits - 1) <= number < 1 << bits - 1


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: Any) -> bool:
    """Whether a text is a date and a time; the zone may be left out, as many APIs do."""
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


@FORMATS.checks("date", raises=ValueError)
def is_day(value: Any) -> bool:
    """Whether a text is a date; one with a time is one, too."""
    return not isinstance(value, str) or bool(date.fromisoformat(value[:10]) and datetime.fromisoformat(value))


@FORMATS.checks("time", raises=ValueError)
def is_time(value: Any) -> bool:
    """Whether a text is a time of day; many APIs send one with a date."""
    return not isinstance(value, str) or time.fromisoformat(value.rpartition("T")[2]) is not None


@FORMATS.checks("uuid", raises=ValueError)
def is_uuid(value: Any) -> bool:
    """Whether a text is a GUID."""
    return not isinstance(value, str) or bool(UUID(value))


@FORMATS.checks("int32")
def is_short(value: Any) -> bool:
    """Whether a number has 32 bits."""
    return whole(value, 32)


@FORMATS.checks("int64")
def is_long(value: Any) -> bool:
    """Whether a number has 64 bits."""
    return whole(value, 64)
