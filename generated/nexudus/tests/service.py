"""What the tests on a real server share: the server, clients that call it over a socket, and the calls and round trips that there are."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlsplit

from mock_server import Server
from subject import AsyncClient, Client
from support import DOCUMENT, HERE, RUNS, SCHEMES, Argument, Trial, load

#: An argument, its value as it is given, and as it goes out.
Row = tuple[Argument, Any, Any]


class Service:
    """A server that runs, and both clients, which are made once for each way to authenticate."""

    def __init__(self, server: Server, **credentials: Any) -> None:
        self.server = server
        self._credentials = credentials
        self._runner = asyncio.Runner()
        self._clients: dict[tuple[str, tuple[str, ...]], Any] = {}

    def client(self, run: str, trial: Trial) -> Any:
        """The client of a run, with the credentials that the operation of a trial asks for."""
        way = way_of(trial.operation, last=run == "async")
        if (run, way) not in self._clients:
            kind: Callable[..., Any] = Client if run == "sync" else AsyncClient
            words = self._credentials or credentials_of(self.server, way)
            self._clients[run, way] = kind(base_url=self.server.url, environment={}, **words)
        return self._clients[run, way]

    def another(self, **credentials: Any) -> "Service":
        """The same server, with clients of their own that have other credentials."""
        return Service(self.server, **credentials)

    def call(self, run: str, trial: Trial, rows: list[Row], name: str | None = None, **options: Any) -> Any:
        """What a method gives, perhaps with other options of the client: of a list, all items of all its pages."""
        client = self.client(run, trial)
        client = client.with_options(**options) if options else client
        method = getattr(getattr(getattr(client, trial.group), trial.resource), name or trial.method)
        arguments = {one.name: value for one, value, _ in rows}
        if run == "sync":
            result = method(**arguments)
            return list(result) if "paged" in trial.data else result

        async def work() -> Any:
            if "paged" in trial.data:
                return [item async for item in method(**arguments)]
            return await method(**arguments)

        return self.run(work())

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """The result of a coroutine."""
        return self._runner.run(work)

    def plant(self, trial: Trial, rows: list[Row]) -> None:
        """Put the records on the server that a call is about."""
        path = filled(trial.data["path"], rows)
        found = self.server.collection(path)
        for one, _, sent in rows if found else ():
            if found and named_by(one, found.member, found.slot):
                for key in sent if isinstance(sent, list) else [sent]:
                    self.server.plant(path, key)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for (run, _), client in self._clients.items():
            if run == "sync":
                client.close()
            else:
                self.run(client.aclose())
        self._runner.close()


def way_of(operation: dict[str, Any], *, last: bool) -> tuple[str, ...]:
    """How an operation is authenticated: by `basic`, `bearer` or `key`, or several together; of several ways by the first or the last."""
    choices = [tuple(map(kind_of, choice)) for choice in operation.get("security", ())] or [("bearer",)]
    return choices[-1 if last else 0]


def kind_of(scheme: str) -> str:
    """What a client is given for a security scheme."""
    one = SCHEMES.get(scheme, {})
    return "key" if one.get("type") == "apiKey" else str(one.get("scheme", "bearer"))


def credentials_of(server: Server, way: tuple[str, ...], before: str = "") -> dict[str, Any]:
    """What a client is given to be let in by a server; with something `before` its words it is not let in."""
    (name, word), *_ = server.users.items()
    known: dict[str, dict[str, Any]] = {
        "basic": {"username": name, "password": before + word},
        "key": {"api_key": before + server.token},
    }
    given: dict[str, Any] = {}
    for one in way:
        given |= known.get(one, {"token": before + server.token})
    return given


def named_by(one: Argument, member: str, slot: str | None) -> bool:
    """Whether an argument is the id of a record."""
    return one.wire == slot if one.place == "path" else one.wire.lower() == member.lower()


def filled(path: str, rows: list[Row]) -> str:
    """A path with its slots filled in, but for one at its end."""
    above, _, last = path.rpartition("/")
    for one, _, sent in rows:
        if one.place == "path":
            above = above.replace("{" + one.wire + "}", quote(str(sent), safe=""))
    return f"{above}/{last}"


def rows_of(trial: Trial, changed: Mapping[str, Any] | None = None) -> list[Row]:
    """All arguments of a method with the values of the data; those that are changed by name with other values."""
    new = changed or {}
    return [(one, new.get(one.name, one.value), new.get(one.name, one.sent)) for one in trial.arguments]


def required_of(trial: Trial, changed: Mapping[str, Any]) -> list[Row]:
    """The arguments that a method cannot do without, and those that are changed."""
    return [row for row in rows_of(trial, changed) if row[0].required or row[0].name in changed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """The methods of a resource by what they do with its records, and the run in which they are called."""

    methods: dict[str, Trial]
    edit: Trial | None
    run: str

    def __str__(self) -> str:
        one = self.methods["get"]
        return f"{one.group}-{one.resource}-{self.run}"


def token_paths() -> set[str]:
    """Where tokens are given: there, the server takes only what is true."""
    flows = [one.get("flows", {}).get("password", {}) for one in SCHEMES.values()]
    return {urlsplit(one["tokenUrl"]).path for one in flows if "tokenUrl" in one}


def all_trials() -> list[list[Trial]]:
    """One trial of each method that openapi.json holds, by resource."""
    apart = token_paths()
    found: list[list[Trial]] = []
    for path in sorted((HERE / "data").glob("*.json")):
        methods = {one.method: one for one in load(path.stem).requests}
        found.append([one for one in methods.values() if holds(one) and one.data["path"] not in apart])
    return found


def holds(trial: Trial) -> bool:
    """Whether openapi.json holds the operation of a method, and not another one that has its path."""
    item = DOCUMENT["paths"].get(trial.data["path"], {})
    return bool(trial.operation) and item.get(trial.data["method"].lower()) is trial.operation


def edits_of(trials: list[Trial]) -> Trial | None:
    """The method of a resource that changes a part of a record, null where there is none."""
    if not trials:
        return None
    known = {name: data for name, data in trials[0].others.items() if "edit" in data}
    made = [
        Trial(
            group=trials[0].group,
            resource=trials[0].resource,
            method=name,
            label="edit",
            data=trials[0].others[data["edit"]["write"]],
            detail=data["edit"],
            others=trials[0].others,
        )
        for name, data in known.items()
    ]
    return next(iter(made), None)


def calls() -> list[Trial]:
    """One trial of each method."""
    return [one for trials in all_trials() for one in trials]


def first(*methods: str) -> list[Trial]:
    """The first call by one of some methods of HTTP whose answer is a model; none where there is none."""
    known = [one for one in calls() if one.data["method"] in methods]
    return [one for one in known if any(row["model"] for row in one.data.get("answers", ()))][:1]


def trips() -> list[Trip]:
    """The round trips: of each resource whose records can be made and read, by both clients."""
    found: list[Trip] = []
    for trials in all_trials():
        methods = {one.data["address"].rpartition(".")[2]: one for one in trials}
        if {"create", "get"} <= methods.keys():
            found += [Trip(methods=methods, edit=edits_of(trials), run=run) for run in RUNS]
    return found


def wire(value: Any) -> Any:
    """An answer as it came."""
    return json.loads(json.dumps(value.to_wire())) if hasattr(value, "to_wire") else value
