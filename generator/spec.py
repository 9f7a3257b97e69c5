"""The spec: what the pages of an API state, as frozen records that speak the wire's language.

One `Resource` is one JSON file of the store. Names are those of the API, never Python names; what a record does not know is
null. The shape is a contract with other programs: keys may be added, not renamed, and `SPEC_VERSION` counts breaking changes.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, JsonValue
from pydantic import Field as Key

SPEC_VERSION = 1

TypeName = Literal["string", "integer", "number", "boolean", "object", "array", "any", "file"]
Location = Literal["path", "query", "header", "cookie"]
Container = Literal["object", "array", "none"]

#: The media type of a form in parts, some of which may be files.
MULTIPART = "multipart/form-data"

#: The rules that produce a field. `field-row` is stated by a row of the page; all others are inferred and may carry a detail
#: after a colon (`example:response`).
FIELD_RULES = ("field-row", "implied", "example", "skeleton", "curl", "path", "table")


#: The keys that a record was given, for all records; copies get a set of their own.
_NOTHING: set[str] = set()


class Record(BaseModel):
    """Base of all spec records: immutable, unknown keys refused, wire keys in and out."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    def model_post_init(self, context: Any, /) -> None:
        """Forget which keys were given: no stage asks, and the sets take nearly half of the memory of a big API."""
        object.__setattr__(self, "__pydantic_fields_set__", _NOTHING)


class Origin(Record):
    """Where a fact comes from: page, 1-based line (null where it comes from no single line) and the rule that read it."""

    page: str
    line: int | None
    rule: str


class Items(Record):
    """The type of one item of an array."""

    type: TypeName
    format: str | None = None
    enum: str | None = None


class Field(Record):
    """A named, typed member of parameters, a body or a response; `fields` are the members of an object or of each array item.

    `type_text` is the type as the page writes it. `nullable` is null where nothing is said. `date_part` (ISO date) marks a time
    of day that travels as a date-time with this constant date. `facts` names the origin of every fact that did not come with
    the field's own row, by key: `format`, `enum`, `type`, `nullable`, `default`, `fields` ...
    """

    name: str
    type: TypeName
    type_text: str | None = None
    format: str | None = None
    date_part: str | None = None
    items: Items | None = None
    required: bool = False
    nullable: bool | None = None
    default: JsonValue = None
    description: str | None = None
    deprecated: bool = False
    read_only: bool = False
    enum: str | None = None
    fields: tuple["Field", ...] = ()
    origin: Origin
    facts: dict[str, Origin] = Key(default_factory=dict)

    @property
    def enum_name(self) -> str | None:
        """The name of its enum, or of that of its items."""
        return self.enum or (self.items.enum if self.items else None)

    @property
    def is_file(self) -> bool:
        """Whether it is a file or a list of files."""
        return "file" in (self.type, self.items.type if self.items else "")


class Parameter(Field):
    """A field that travels outside the body."""

    location: Annotated[Location, Key(alias="in")]


class EnumValue(Record):
    """One member of an enum: the value on the wire and the name that the page gives to it."""

    value: int | str
    name: str
    description: str | None = None


class Enum(Record):
    """A closed list of values as documented; `origin.rule` says how its name was found."""

    name: str
    type: Literal["integer", "string"]
    values: tuple[EnumValue, ...]
    origin: Origin


class Auth(Record):
    """What a caller must present: schemes (`bearer`, `basic`, `oauth2`, `apiKey` ...), roles, and the page's own words."""

    schemes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    description: str | None = None
    origin: Origin | None = None


class Request(Record):
    """The body of a request; `example` is the documented sample."""

    content_type: str
    fields: tuple[Field, ...] = ()
    example: JsonValue = None
    origin: Origin | None = None


class Response(Record):
    """One documented answer; `status` is null where the page names none. `container` is what the body is at its top.

    `content_type` is null for JSON; the media type of an answer that is a file, whose `container` is `none`.
    """

    status: int | None
    description: str | None = None
    content_type: str | None = None
    container: Container = "object"
    fields: tuple[Field, ...] = ()
    example: JsonValue = None
    origin: Origin | None = None


class Source(Record):
    """The capture that an endpoint was read from; `sha256` is the hash of its bytes in hexadecimal."""

    page: str
    form: str
    sha256: str
    url: str | None = None
    captured: str | None = None


class Endpoint(Record):
    """Method and path as documented, with everything the page says of them."""

    operation: str
    method: str | None
    path: str | None
    title: str | None = None
    summary: str | None = None
    description: str | None = None
    deprecated: bool = False
    auth: Auth = Auth()
    parameters: tuple[Parameter, ...] = ()
    request: Request | None = None
    responses: tuple[Response, ...] = ()
    source: Source
    sources: tuple[Source, ...] = ()
    origin: Origin | None = None


class ListChanges(Record):
    """A list of a body, and the members of the same body that add to it or remove from it instead of replacing it."""

    list: str
    adds: str | None = None
    removes: str | None = None


class FileChanges(Record):
    """A file of a record: the member of a body that names where to fetch it, and the flag that takes it away."""

    downloads: str | None = None
    clears: str | None = None


class Filter(Record):
    """A query parameter that filters a list: the member of the record that it compares, and how (`exact`, `from`, `to`)."""

    parameter: str
    member: str
    bound: Literal["exact", "from", "to"] = "exact"


class RecordFacts(Record):
    """What the pages of a resource say of its record only together; all names are those of members on the wire.

    `read_only` are answered and never sent, `create_only` count only when a record is made, `update_only` only when it is changed, be it
    that no other body has them or that their descriptions say so.
    `enveloped` are the operations whose answers come in the API's envelope.
    """

    read_only: tuple[str, ...] = ()
    create_only: tuple[str, ...] = ()
    update_only: tuple[str, ...] = ()
    lists: tuple[ListChanges, ...] = ()
    files: tuple[FileChanges, ...] = ()
    filters: tuple[Filter, ...] = ()
    enveloped: tuple[str, ...] = ()


class Resource(Record):
    """An entity of the API and its endpoints; `collection` is the last fixed segment of its path, `record` null in specs of one page."""

    spec_version: int = SPEC_VERSION
    api: str
    group: str
    resource: str
    collection: str
    endpoints: tuple[Endpoint, ...] = ()
    enums: tuple[Enum, ...] = ()
    record: RecordFacts | None = None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of one spec file."""
    return Resource.model_json_schema(by_alias=True, mode="serialization")
