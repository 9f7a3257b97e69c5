"""What the tests share: clients whose requests go to a server in memory, the data of the tests, and what openapi.json documents."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2
from jsonschema import Draft202012Validator
from jsonschema.validators import extend
from subject import PACKAGE, AsyncClient, Client

HERE = Path(__file__).parent
ORIGIN = "https://api.test"
TOKEN = "secret-token"
NAME, WORD = "someone", "secret-word"
RUNS = ("sync", "async")

DOCUMENT: dict[str, Any] = json.loads((HERE.parent / "openapi.json").read_text(encoding="utf-8"))
OPERATIONS: dict[str, dict[str, Any]] = {
    operation["x-docs-address"]: operation for item in DOCUMENT["paths"].values() for operation in item.values()
}

#: How calls may authenticate, by the names of the schemes; and the key of the API, None where it has none.
SCHEMES: dict[str, dict[str, Any]] = DOCUMENT.get("components", {}).get("securitySchemes", {})
KEY = next((one for one in SCHEMES.values() if one["type"] == "apiKey"), None)


def check_type(validator: Any, kinds: Any, value: Any, schema: dict[str, Any]) -> Any:
    """The keyword `type` of OpenAPI 3.0: beside `nullable`, null is of every type."""
    if value is None and schema.get("nullable"):
        return ()
    return Draft202012Validator.VALIDATORS["type"](validator, kinds, value, schema)


#: What reads the schemas, by the version of OpenAPI that openapi.json is of. What 3.0 says otherwise than JSON Schema does is `nullable`.
READERS: dict[str, type[Draft202012Validator]] = {
    "3.1": Draft202012Validator,
    "3.0": extend(Draft202012Validator, {"type": check_type}),
}
Validator = READERS[DOCUMENT["openapi"].rpartition(".")[0]]

#: Under which key the data holds the content of a file; the name and the type that it is sent with.
FILE = "$file"
FILE_NAME, FILE_TYPE = "specimen.bin", "application/x-specimen"

#: An answer to a request: status and JSON body, or a whole response.
Reply = tuple[int, Any]


def credentials() -> dict[str, dict[str, Any]]:
    """What each client of the bench is given: a token, or a name and a password; of an API with a key that, alone or beside them."""
    given: dict[str, dict[str, Any]] = {"sync": {"token": TOKEN}, "async": {"username": NAME, "password": WORD}}
    if KEY is None:
        return given
    alone = KEY["name"].lower() == "authorization"
    return {"sync": {"api_key": TOKEN}, "async": {**({} if alone else given["async"]), "api_key": TOKEN}}


CREDENTIALS = credentials()


class Bench:
    """Both clients, made once, and the server that they talk to: it keeps what it is sent and answers as it is told."""

    def __init__(self) -> None:
        self.requests: list[httpx2.Request] = []
        self.answer: Callable[[httpx2.Request], Reply] = lambda request: (200, None)
        self._runner = asyncio.Runner()
        sync_http = httpx2.Client(transport=httpx2.MockTransport(self._handle))
        async_http = httpx2.AsyncClient(transport=httpx2.MockTransport(self._handle))
        # Nothing of the environment counts here, and a failure is told at once.
        settings: dict[str, Any] = {"base_url": ORIGIN, "environment": {}, "retries": 0}
        self.client = Client(http_client=sync_http, **CREDENTIALS["sync"], **settings)
        self.async_client = AsyncClient(http_client=async_http, **CREDENTIALS["async"], **settings)

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        status, body = self.answer(request)
        if isinstance(body, httpx2.Response):
            return httpx2.Response(status, content=body.content, headers=body.headers)
        return httpx2.Response(status, json=body)

    def reset(self, *replies: Reply) -> None:
        """Forget the requests; answer with the replies in turn, the last of them again and again."""
        self.requests.clear()
        turns = replies or ((200, None),)
        self.answer = lambda request: turns[min(len(self.requests), len(turns)) - 1]

    @property
    def request(self) -> httpx2.Request:
        """The only request."""
        assert len(self.requests) == 1, f"{len(self.requests)} requests were sent"
        return self.requests[0]

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """The result of a coroutine."""
        return self._runner.run(work)

    def method(self, trial: "Trial", run: str, name: str | None = None) -> Callable[..., Any]:
        """A method of the resource that a trial is about, of one of the clients."""
        return getattr(self.resource(trial, run), name or trial.method)  # type: ignore[no-any-return]

    def resource(self, trial: "Trial", run: str) -> Any:
        """The resource that a trial is about, of one of the clients."""
        client = self.client if run == "sync" else self.async_client
        return getattr(getattr(client, trial.group), trial.resource)

    def call(self, trial: "Trial", run: str, arguments: dict[str, Any], name: str | None = None) -> Any:
        """What a method gives for these arguments; it is awaited where it is async."""
        method = self.method(trial, run, name)
        if run == "sync":
            return method(**arguments)

        async def work() -> Any:
            return await method(**arguments)

        return self.run(work())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._runner.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of a method: its name and place, its name on the wire, a value as it is given and as it goes out."""

    name: str
    place: str
    wire: str
    required: bool
    value: Any
    sent: Any

    @property
    def is_file(self) -> bool:
        """Whether it is a file or a list of files, which has no null."""
        return any(content_of(one) is not None for one in (self.sent if isinstance(self.sent, list) else [self.sent]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One test of a method: `data` is what is known of the method, `detail` what this test is about."""

    group: str
    resource: str
    method: str
    label: str
    data: dict[str, Any]
    detail: Any = None
    others: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method}-{self.label}"

    @property
    def module(self) -> Any:
        """The module of the resource."""
        return import_module(f"{PACKAGE}.{self.group}.{self.resource}")

    @property
    def arguments(self) -> list[Argument]:
        """The arguments of the method."""
        return arguments_of(self.data)

    @property
    def parameters(self) -> list[dict[str, Any]]:
        """The parameters that openapi.json documents; what many operations take stands there once, and is referred to."""
        shared: dict[str, dict[str, Any]] = DOCUMENT.get("components", {}).get("parameters", {})
        rows = self.operation.get("parameters", [])
        return [shared[row["$ref"].rpartition("/")[2]] if "$ref" in row else row for row in rows]

    @property
    def operation(self) -> dict[str, Any]:
        """What openapi.json documents of the method; nothing where it cannot hold the operation."""
        return OPERATIONS.get(self.data["address"], {})


def content_of(value: Any) -> bytes | None:
    """The content of what the data holds as a file; None for anything else."""
    return str(value[FILE]).encode() if isinstance(value, dict) and FILE in value else None


def given(value: Any) -> Any:
    """A value of the data as a caller gives it: files with a name and a content type."""
    if isinstance(value, list):
        return [given(item) for item in value]
    content = content_of(value)
    if content is None:
        return value
    return import_module(f"{PACKAGE}._runtime.uploads").File(content, FILE_NAME, FILE_TYPE)


def arguments_of(data: dict[str, Any]) -> list[Argument]:
    """The arguments of a method by its data."""
    names = ("name", "place", "wire", "required", "value", "sent")
    rows = [dict(zip(names, row, strict=True)) for row in data["arguments"]]
    return [Argument(**row | {"value": given(row["value"])}) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """The tests of one resource, by kind."""

    requests: Sequence[Trial]
    answers: Sequence[Trial]
    files: Sequence[Trial]
    failures: Sequence[Trial]
    enums: Sequence[Trial]
    pages: Sequence[Trial]
    edits: Sequence[Trial]
    renamed: Sequence[Trial]
    called: Sequence[Trial]


def load(name: str) -> Trials:
    """The tests that the data of a resource describes."""
    data = json.loads((HERE / "data" / f"{name}.json").read_text(encoding="utf-8"))
    methods: dict[str, Any] = data["methods"]

    def trials(rows: Callable[[dict[str, Any]], Iterator[tuple[str, Any]]]) -> list[Trial]:
        return [
            Trial(
                group=data["group"],
                resource=data["resource"],
                method=method,
                label=label,
                data=known,
                detail=detail,
                others=methods,
            )
            for method, known in methods.items()
            for label, detail in rows(known)
        ]

    return Trials(
        requests=trials(lambda known: iter(cases(known)) if "arguments" in known else iter(())),
        answers=trials(lambda known: ((str(row["status"]), row) for row in known.get("answers", ()))),
        files=trials(lambda known: iter([(known["file"]["type"], known["file"])] if "file" in known else [])),
        failures=trials(lambda known: ((str(row["status"]), row) for row in known.get("failures", ()))),
        enums=trials(lambda known: iter(known.get("enums", {}).items())),
        pages=trials(lambda known: iter([("all", known["paged"])] if "paged" in known else [])),
        edits=trials(lambda known: iter([("changes", known["edit"])] if "edit" in known else [])),
        renamed=trials(lambda known: iter(known.get("renamed", {}).items())),
        called=trials(lambda known: ((name, name) for name in known.get("called", ()))),
    )


def cases(data: dict[str, Any]) -> list[tuple[str, Any]]:
    """Calls with what is required, with everything, and with null for all of the body that may be null: argument and value."""
    arguments = arguments_of(data)
    required = [(one, one.value, one.sent) for one in arguments if one.required]
    everything = [(one, one.value, one.sent) for one in arguments]
    nulls = [(one, None, None) for one in arguments if one.place == "body" and not one.required and not one.is_file]
    calls = [("required", required)]
    calls += [("everything", everything)] if len(everything) > len(required) else []
    calls += [("null", [*required, *nulls])] if nulls else []
    return list(calls)


def example_of(operation: dict[str, Any], status: int | None = None) -> Any:
    """The documented answer of a status, by default of success; null where there is none."""
    answers = operation.get("responses", {})
    known = [str(status)] if status else sorted(key for key in answers if key.startswith("2"))
    answer = answers.get(next(iter(known), "default")) or answers.get("default") or {}
    return answer.get("content", {}).get("application/json", {}).get("example")


@cache
def validator(address: str, *place: str) -> Draft202012Validator:
    """The validator of a schema in an operation; references lead into the document."""
    schema: Any = OPERATIONS[address]
    for key in place:
        schema = schema[key]
    whole = {"$ref": "#/wanted", "wanted": schema, "components": DOCUMENT.get("components", {})}
    return Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
