"""The made API itself: a web application that does what the pages say, with records in memory, on this machine.

    with api.serve() as origin: ...

What pages leave open is done as callers of such APIs have seen it: an update without all required fields is refused and takes away
what it leaves out, lists have no collections in them, and a deletion may be answered with 200 although it failed.
"""

import json
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.docs_site import extra_pages, loopback, queries, writes
from tests.docs_site.access import Access
from tests.docs_site.entities import Entity, entities
from tests.docs_site.records import CLERK, Record, Store
from tests.docs_site.writes import Problem

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An answer that the server gives instead of its own, once: a wait (409 or 429 with `Retry-After`), a breakdown (500)."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None


class Api:
    """The server: its records, who may call it, the faults that it makes next, and the requests that it had."""

    def __init__(self) -> None:
        self.store = Store()
        self.access = Access()
        self.faults: deque[Fault] = deque()
        self.requests: list[tuple[str, str]] = []

    def application(self) -> Starlette:
        """The web application."""
        token = Route("/api/token", self.access.give, methods=["POST"])
        app = Starlette(routes=[token, *extra_routes(), *routes_of(self)])
        app.add_middleware(BaseHTTPMiddleware, dispatch=self.guard)
        return app

    async def guard(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Note a request, make a fault where one is due, and let nobody in who may not."""
        self.requests.append((request.method, request.url.path))
        if self.faults:
            fault = self.faults.popleft()
            return JSONResponse(fault.body, fault.status, fault.headers)
        if request.url.path != "/api/token" and not self.access.allows(request):
            return JSONResponse({"Message": "Who are you?"}, 401)
        return await call_next(request)


@contextmanager
def serve(api: Api | None = None) -> Iterator[str]:
    """Serve the API on a free port of this machine; its origin, to which documented paths are appended."""
    with loopback.serve((api or Api()).application()) as origin:
        yield origin


# Routes


def routes_of(api: Api) -> list[Route]:
    """The routes of all collections, found by group and collection; what one cannot do is a method that is not allowed."""
    calls = {(one.group, one.collection): Calls(api=api, entity=one) for one in entities().values()}
    path = "/api/{group}/{collection}"
    shapes: tuple[tuple[str, str, dict[str, str]], ...] = (
        (f"{path}/commands", "commands", {"GET": "commands"}),
        (f"{path}/runcommand", "run", {"POST": "run_command"}),
        (f"{path}/{{id:int}}", "single", {"GET": "get", "DELETE": "delete"}),
        (path, "collection", {"GET": "search", "POST": "create", "PUT": "update"}),
        (f"{path}/", "collection", {"GET": "batch"}),
    )
    return [Route(shape, choose(calls, name, kinds), methods=[*kinds]) for shape, name, kinds in shapes]


def choose(calls: dict[tuple[str, str], "Calls"], name: str, kinds: dict[str, str]) -> Endpoint:
    """The endpoint that leads a request to the collection of its path."""

    async def answer(request: Request) -> Response:
        found = calls.get((request.path_params["group"], request.path_params["collection"]))
        if found is None:
            return JSONResponse({"Message": "There is no such collection."}, 404)
        if request.method in kinds and kinds[request.method] not in found.entity.kinds:
            return JSONResponse({"Message": "This cannot be done with these records."}, 405)
        response: Response = await getattr(found, name)(request)
        return response

    return answer


def extra_routes() -> Iterator[Route]:
    """The routes of pages of another make, which always answer as their samples do."""
    for page in extra_pages.facts().values():
        if page["path"] != "/api/token":
            yield Route(page["path"], sample_of(page), methods=[page["method"]])


def sample_of(page: dict[str, Any]) -> Endpoint:
    """The endpoint that answers with the sample of a page."""

    async def answer(request: Request) -> Response:
        return JSONResponse(extra_pages.example_of(page))

    return answer


# Answers


def written(message: str, value: Any, when: str | None) -> JSONResponse:
    """The answer to a write that went well."""
    return JSONResponse(
        {
            "Status": 200,
            "Message": message,
            "Value": value,
            "OpenInDialog": False,
            "OpenInWindow": False,
            "RedirectURL": None,
            "JavaScript": None,
            "UpdatedOn": when,
            "UpdatedBy": CLERK,
            "Errors": None,
            "WasSuccessful": True,
        }
    )


def refused(problems: list[Problem]) -> JSONResponse:
    """The answer to a write that was wrong."""
    rows = [{"AttemptedValue": one.value, "Message": one.words, "PropertyName": one.name} for one in problems]
    message = f"{problems[0].name}: {problems[0].words}"
    return JSONResponse({"Message": message, "Value": None, "Errors": rows, "WasSuccessful": False}, 400)


def failed(message: str) -> JSONResponse:
    """The answer to a write that was right and failed all the same, with the status of success."""
    return JSONResponse({"Status": 200, "Message": message, "Value": None, "Errors": None, "WasSuccessful": False})


def not_found(entity: Entity) -> JSONResponse:
    """The answer where there is no record of an id."""
    return JSONResponse({"Message": f"There is no such {entity.noun}.", "WasSuccessful": False}, 404)


async def body_of(request: Request) -> Record | None:
    """The object that a request sends, or null."""
    try:
        data = json.loads(await request.body())
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


# Calls


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """What can be done with the records of one entity."""

    api: Api
    entity: Entity

    @property
    def table(self) -> dict[int, Record]:
        """The records of the entity by id."""
        return self.api.store.tables[self.entity.name]

    async def collection(self, request: Request) -> Response:
        """List, read several, create or update."""
        if request.method == "GET":
            return self.several(request) if "id" in request.query_params else self.listing(request)
        body = await body_of(request)
        if body is None:
            return refused([Problem(name="Body", value=None, words=writes.MISTYPED)])
        return self.create(body) if request.method == "POST" else self.update(body)

    def listing(self, request: Request) -> Response:
        """One page of the records that fit."""
        views = [self.api.store.view(self.entity, one, whole=False) for one in self.table.values()]
        tests = list(queries.filters(self.entity, request.query_params))
        fitting = [one for one in views if all(test(one) for test in tests)]
        return JSONResponse(queries.page_of(fitting, request.query_params))

    def several(self, request: Request) -> Response:
        """The records of some ids; those that are not there are left out."""
        found = [self.table[one] for one in queries.ids_in(request.query_params["id"]) if one in self.table]
        return JSONResponse([self.api.store.view(self.entity, one, whole=False) for one in found])

    async def single(self, request: Request) -> Response:
        """Read or delete one record."""
        record = self.table.get(request.path_params["id"])
        if record is None:
            return not_found(self.entity)
        if request.method == "GET":
            return JSONResponse(self.api.store.view(self.entity, record, whole=True))
        return self.delete(record)

    def create(self, body: Record) -> Response:
        """Make a record."""
        wrong = writes.problems(self.api.store, self.entity, body, update=False)
        if wrong:
            return refused(wrong)
        record = writes.create(self.api.store, self.entity, body)
        return written(f"{self.entity.name} was made.", {"Id": record["Id"]}, record["UpdatedOn"])

    def update(self, body: Record) -> Response:
        """Change a record."""
        number = body.get("Id")
        if not isinstance(number, int) or isinstance(number, bool):
            return refused([Problem(name="Id", value=number, words=writes.MISSING)])
        if number not in self.table:
            return not_found(self.entity)
        wrong = writes.problems(self.api.store, self.entity, body, update=True)
        if wrong:
            return refused(wrong)
        record = writes.update(self.api.store, self.entity, self.table[number], body)
        return written(f"{self.entity.name} was changed.", {"Id": number}, record["UpdatedOn"])

    def delete(self, record: Record) -> Response:
        """Throw a record away, unless another one cannot do without it."""
        user = next(self.api.store.users_of(self.entity, record["Id"]), None)
        if user is not None:
            return failed(f"You must delete all {user.nouns} using this record.")
        del self.table[record["Id"]]
        return written(f"{self.entity.name} was thrown away.", {"Id": record["Id"]}, self.api.store.tick())

    # Commands

    @property
    def keys(self) -> dict[str, str]:
        """The commands by key, and what people call them; what no page deletes has a command that does."""
        name = self.entity.name.upper()
        deleting = {} if "delete" in self.entity.kinds else {f"{name}_DELETE": "Delete"}
        return {f"{name}_ARCHIVE": "Archive", **deleting}

    async def commands(self, request: Request) -> Response:
        """All commands, or those for one record."""
        asked = request.query_params.get("id")
        if asked and queries.number(asked, 0) not in self.table:
            return not_found(self.entity)
        return JSONResponse([command(key, name, order) for order, (key, name) in enumerate(self.keys.items(), 1)])

    async def run(self, request: Request) -> Response:
        """Run a command on records. Archiving answers without a value."""
        body = await body_of(request) or {}
        ids = body.get("Ids")
        if body.get("Key") not in self.keys:
            words = writes.UNKNOWN if body.get("Key") else writes.MISSING
            return refused([Problem(name="Key", value=body.get("Key"), words=words)])
        if not isinstance(ids, list) or not ids:
            return refused([Problem(name="Ids", value=ids, words=writes.MISSING)])
        unknown = [one for one in ids if one not in self.table]
        if unknown:
            return refused([Problem(name="Ids", value=unknown, words=writes.UNKNOWN)])
        when = self.api.store.tick()
        if body["Key"].endswith("_DELETE"):
            for one in ids:
                self.table.pop(one, None)
            return written("The command was run.", {"Ids": ids}, when)
        for one in ids:
            self.table[one]["UpdatedOn"] = when
        return JSONResponse({"Status": 200, "Message": "The command was run.", "WasSuccessful": True, "Errors": None})


def command(key: str, name: str, order: int) -> dict[str, Any]:
    """A command as it is listed."""
    return {
        "Key": key,
        "Name": name,
        "AppliesOnlyToMultipleEntities": False,
        "AppliesOnlyToOneEntity": False,
        "NeedsEntitiesToRun": True,
        "Order": order,
        "RequiresParameters": [],
        "DisplayInDropdown": True,
        "DisplayInDropdownV2": True,
        "AppliesOnlyToTwoEntities": False,
        "DisplayInGrid": False,
        "Icon": None,
    }
