"""The hand-written `api.toml`: text in, one frozen record of an API's particulars out, or diagnostics with the line.

Everything that is special to one API is data here or in `overrides.toml`, never code.
"""

import keyword
import re
import sys
import tomllib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator
from pydantic import Field as Key

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.limits import MAX_BYTES, MAX_FILE_BYTES

Slug = Annotated[str, Key(pattern=r"^[a-z][a-z0-9_-]*$", max_length=64)]
Identifier = Annotated[str, Key(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=64)]
ClassName = Annotated[str, Key(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=64)]
ModuleName = Annotated[str, Key(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Url = Annotated[str, Key(pattern=r"^https?://[^\s\"'<>\\]+$", max_length=500)]
MemberPattern = Annotated[str, Key(pattern=r"^[^{}]*(\{resource\}[^{}]*)?\{member\}[^{}]*$", max_length=100)]
FilePath = Annotated[str, Key(pattern=r"^[^\x00-\x1f\x7f\\]+$", max_length=300)]
PathStart = Annotated[str, Key(pattern=r"^/[^\s\"'<>\\]*$", max_length=300)]
Host = Annotated[str, Key(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$", max_length=255)]
KeyPrefix = Annotated[
    str, Key(pattern=r"^[\x21\x23-\x5b\x5d-\x7e]([\x20\x21\x23-\x5b\x5d-\x7e]{0,62}[ =:])?$", max_length=64)
]
OneLine = Annotated[str, Key(pattern=r"^[^\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$", max_length=500)]


#: What a generated package imports, what its tests do, and what Python has beside its listed modules.
TAKEN_PACKAGES = frozenset(
    {
        "checks",
        "conftest",
        "files",
        "httpx2",
        "jsonschema",
        "pydantic",
        "pydantic_core",
        "pytest",
        "subject",
        "support",
        "test",
    }
)
#: Classes beside the client in a generated package and in its tests.
TAKEN_CLASSES = frozenset(
    {"Any", "Arguments", "AsyncClient", "Auth", "AuthenticationError", "BadRequestError", "ClientError", "ConflictError",
     "ConnectionFailedError", "ENVELOPE", "ERROR_CLASSES", "File", "InvalidRequestError", "InvalidResponseError", "MISSING", "Mapping",
     "MemoryStore", "NotFoundError", "OperationFailedError", "ORIGIN", "Package", "PasswordGrant", "PermissionDeniedError",
     "RateLimitError", "RawResponse", "RedirectError", "RequestEvent", "ResponseEvent", "Retries", "Server", "ServerError",
     "SignInFailedError", "StatusError", "SyncClient", "TOKEN", "TYPE_CHECKING", "TimedOutError", "Token", "TokenEndpoint",
     "TokenStore", "UnprocessableEntityError"}
)  # fmt: skip


class Section(BaseModel):
    """Base of all tables of `api.toml`: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Api(Section):
    """The API: its name (that of its folder under `specs/`), title, origin of all requests, and the address of its docs."""

    name: Slug
    title: OneLine
    base_url: Url
    docs_url: Url | None = None
    description: OneLine = ""


class Package(Section):
    """The generated distribution: its name, import package, client class and version.

    `openapi_version` is the version of OpenAPI in which its `openapi.json` is written; 3.0 is for tools that read no newer one. It stands
    here because it is a choice about a file of the distribution: nothing about the API, which is the same in either.
    """

    distribution: Annotated[str, Key(pattern=r"^[a-z]([a-z0-9_-]*[a-z0-9])?$", max_length=64)]
    import_name: ModuleName
    client: Identifier
    version: Annotated[str, Key(pattern=r"^\d+\.\d+\.\d+([ab]|rc|\.dev)?\d*$")]
    openapi_version: Literal["3.1", "3.0"] = "3.1"

    @field_validator("import_name")
    @classmethod
    def check_import_name(cls, name: str) -> str:
        """A package can be imported, and hides none that it needs itself; raises ValueError."""
        if keyword.iskeyword(name) or name in sys.stdlib_module_names or name in TAKEN_PACKAGES:
            raise ValueError("Python or the package itself needs this name")
        return name

    @field_validator("client")
    @classmethod
    def check_client(cls, name: str) -> str:
        """The client, its async twin and its root error have names that nothing beside them has; raises ValueError."""
        if keyword.iskeyword(name) or name in TAKEN_CLASSES or f"{name}Error" in TAKEN_CLASSES:
            raise ValueError("Python or the package itself needs this name")
        return name


class TokenEndpoint(Section):
    """Where tokens are given for a name and a password (OAuth 2.0, password grant), below the base URL.

    `otp` is the form field of a one-time password, `client_id` where the name of the client travels; null where there is no such thing.
    """

    path: Annotated[str, Key(pattern=r"^/[A-Za-z0-9._~/-]*$", max_length=200)]
    otp: Annotated[str, Key(pattern=r"^[A-Za-z0-9._-]+$", max_length=64)] | None = None
    client_id: Literal["header", "form"] | None = None


class KeyPlace(Section):
    """Where the key of an API travels: in a `header` or in the `query`, by its name there; one of the two.

    `prefix` stands before the key in the header, with the blank behind it: `Token ` in the header `Authorization`.
    """

    header: Annotated[str, Key(pattern=r"^[A-Za-z0-9_-]+$", max_length=64)] | None = None
    query: Annotated[str, Key(pattern=r"^[A-Za-z0-9_.\[\]-]+$", max_length=64)] | None = None
    prefix: KeyPrefix | Literal[""] = ""

    @field_validator("header")
    @classmethod
    def check_header(cls, name: str | None) -> str | None:
        """A header that the client does not need for something else; raises ValueError."""
        if name is not None and name.lower() in HEADERS_IN_USE:
            raise ValueError("the client needs this header for something else")
        return name

    @model_validator(mode="after")
    def check_place(self) -> "KeyPlace":
        """A key has one place, and a scheme that has a name of its own is none of a key; raises ValueError."""
        if (self.header is None) is (self.query is None):
            raise ValueError("give one of `header` and `query`")
        if self.query is not None and self.prefix:
            raise ValueError("a prefix belongs to a header")
        if self.place == ("header", "authorization") and self.prefix.strip().lower() in ("bearer", "basic"):
            raise ValueError("this is one of the other schemes: `bearer` or `basic`")
        return self

    @property
    def place(self) -> tuple[str, str]:
        """The place as parameters have it, and the name there; of a header in lower case."""
        return ("header", self.header.lower()) if self.header is not None else ("query", self.query or "")


#: Headers that the connection, the body or the client itself has.
HEADERS_IN_USE = frozenset(
    {"accept", "accept-encoding", "connection", "content-length", "content-type", "cookie", "host", "transfer-encoding", "user-agent"}
)  # fmt: skip


class Auth(Section):
    """How calls authenticate: any of `bearer`, `basic` and `key`, the place of the key, and the endpoint that gives bearer tokens."""

    schemes: tuple[Literal["bearer", "basic", "key"], ...] = ("bearer",)
    key: KeyPlace | None = None
    token: TokenEndpoint | None = None

    @model_validator(mode="after")
    def check_key(self) -> "Auth":
        """The scheme `key` and the place of the key come together; raises ValueError."""
        if ("key" in self.schemes) is not (self.key is not None):
            raise ValueError("the scheme `key` needs the table `[auth.key]`, and the other way round")
        return self

    def is_key(self, location: str, name: str) -> bool:
        """Whether a parameter is the key of the API, which the client sends by itself."""
        return self.key is not None and (location, name.lower() if location == "header" else name) == self.key.place


class Envelope(Section):
    """The wrapper of answers to writes: the wire names of its members and the name of its model.

    `success` is the flag whose false means failure whatever the status is; `errors` lists rows whose members are `row_property`,
    `row_message` and `row_value`.
    """

    success: str
    message: str
    errors: str
    model: ClassName = "Result"
    row_model: ClassName = "ErrorRow"
    row_property: str = "PropertyName"
    row_message: str = "Message"
    row_value: str = "AttemptedValue"


class Pagination(Section):
    """How lists come in pages: the query parameters of the number (from 1) and the size of a page, and the wire names of an answer's
    items, of the number of all items and of all pages.
    """

    page: str
    size: str | None = None
    items: str
    total: str | None = None
    pages: str | None = None


class Filters(Section):
    """How query parameters of a list are named after the members that they filter.

    Patterns of `{resource}` and `{member}`; a member of another entity has its pieces joined by `joint`. The ending `reference` of a
    member that refers to another entity is left out.
    """

    exact: MemberPattern = "{member}"
    lower: MemberPattern | None = None
    upper: MemberPattern | None = None
    joint: str = "_"
    reference: str = ""


class Bodies(Section):
    """How members of a body are named after others: those that add to a list or remove from it, those that give a file or clear it."""

    adds: MemberPattern | None = None
    removes: MemberPattern | None = None
    downloads: MemberPattern | None = None
    clears: MemberPattern | None = None


class Conventions(Section):
    """What holds for all pages of this API.

    `resource_path` splits a documented path into `{group}` and `{collection}`; `role` splits a role into `{resource}` and `{verb}`.
    `whole_updates` is true where an update must carry the whole record, so that a part of one is changed by reading and writing it.
    """

    resource_path: Annotated[str, Key(pattern=r"^/.*\{collection\}")] = "/{group}/{collection}"
    role: Annotated[str, Key(pattern=r"\{resource\}")] = "{resource}-{verb}"
    envelope: Envelope | None = None
    pagination: Pagination | None = None
    filters: Filters | None = None
    bodies: Bodies = Bodies()
    whole_updates: bool = False


class Pages(Section):
    """What every page of this API has: `role`, `title`, `description`, `request` or `response:<status>`.

    `apart` are beginnings of paths whose pages are of another make, and are not asked for it.
    """

    apart: tuple[str, ...] = ()
    required: tuple[Annotated[str, Key(pattern=r"^(role|title|description|request|response:[1-5]\d\d)$")], ...] = ()


class Source(Section):
    """Where captures come from; one of `url`, `list` and `folder`.

    `url` is a site, or one of its `llms-full.txt`, `llms.txt` and `sitemap.xml`, or a page that links to others; `list` is a file with an
    address a line, `folder` a folder with captures that somebody else made, both as seen from the folder of `api.toml`. `pages` are the
    beginnings of the paths that belong to the reference, `skip` of those among them that do not. `hosts` are further hosts that pages may
    be on. `into` is a folder below `pages/`, for sources whose addresses differ in their hosts only.
    """

    url: Url | None = None
    list: FilePath | None = None
    folder: FilePath | None = None
    pages: tuple[PathStart, ...] = ("/",)
    skip: tuple[PathStart, ...] = ()
    hosts: tuple[Host, ...] = ()
    into: Annotated[str, Key(pattern=r"^([a-z0-9][a-z0-9._-]*)?$", max_length=64)] = ""

    @model_validator(mode="after")
    def check_kind(self) -> "Source":
        """A source is one thing; raises ValueError."""
        if sum(one is not None for one in (self.url, self.list, self.folder)) != 1:
            raise ValueError("give one of `url`, `list` and `folder`")
        return self


class Fetch(Section):
    """How pages are fetched: requests in a second and at once of each host, seconds that one may take, how often it is sent again.

    `private` allows addresses of this machine and of private networks, `agent` is how the program calls itself, `twins` is false where
    the site has no `.md` beside its pages.
    """

    rate: Annotated[float, Key(gt=0, le=1000)] = 5.0
    concurrency: Annotated[int, Key(ge=1, le=64)] = 4
    timeout: Annotated[float, Key(gt=0, le=600)] = 30.0
    retries: Annotated[int, Key(ge=0, le=10)] = 3
    max_bytes: Annotated[int, Key(ge=1, le=MAX_FILE_BYTES)] = MAX_BYTES
    private: bool = False
    agent: Annotated[str, Key(pattern=r"^[A-Za-z][A-Za-z0-9._/+:;() -]*$", max_length=200)] = "docs2client"
    twins: bool = True


class Quarantine(Section):
    """When a worse capture is taken for the truth: when so many later runs have found the same."""

    repeats: Annotated[int, Key(ge=1, le=100)] = 3


class Floors(Section):
    """The least that all pages of this API give; with less nothing is written, and that is an error."""

    pages: Annotated[int, Key(ge=0)] = 0
    endpoints: Annotated[int, Key(ge=0)] = 0
    fields: Annotated[int, Key(ge=0)] = 0


class ApiConfig(Section):
    """The whole of `api.toml`."""

    api: Api
    package: Package
    auth: Auth = Auth()
    conventions: Conventions = Conventions()
    pages: Pages = Pages()
    sources: tuple[Source, ...] = ()
    fetch: Fetch = Fetch()
    quarantine: Quarantine = Quarantine()
    floors: Floors = Floors()


def load(text: str, page: str) -> tuple[ApiConfig | None, list[Diagnostic]]:
    """Read `api.toml`; `page` is its path as diagnostics name it. Null and errors where it is not as it should be."""
    try:
        return ApiConfig.model_validate(tomllib.loads(text)), []
    except tomllib.TOMLDecodeError as error:
        return None, [diagnostics.make("E101", page, syntax_line(text, error), reason=str(error))]
    except ValidationError as error:
        return None, [
            diagnostics.make(
                "E102", page, key_line(text, row["loc"]), key=".".join(map(str, row["loc"])), reason=row["msg"]
            )
            for row in error.errors()
        ]


def syntax_line(text: str, error: Exception) -> int:
    """The 1-based line of a syntax error, which `tomllib` tells in words only; the last line where it tells none."""
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else max(1, len(text.splitlines()))


def key_line(text: str, path: tuple[int | str, ...]) -> int:
    """The 1-based line that sets the deepest known part of a key path in a TOML text, else that of its table, else 1."""
    best, table = 1, ""
    wanted = ".".join(str(part) for part in path)
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+([^\]]+)\]", line)
        key = re.match(r"\s*([\w.\"-]+)\s*=", line)
        if header:
            table = header[1].strip()
            full = table
        elif key:
            full = f"{table}.{key[1]}".strip(".").replace('"', "")
        else:
            continue
        if wanted == full or wanted.startswith(full + "."):
            best = number
    return best
