"""Addresses of facts: `AccessToken.update.request.ValidFrom`, `Booking.search.query.Booking_Resource`, `enum:eGender`.

One address names one thing everywhere: in explain, overrides, drift and diagnostics. A name that holds a full stop is written in
double quotes.
"""

import json
import re
from collections.abc import Callable, Container, Iterator

from generator.spec import Endpoint, Enum, Field, Request, Resource, Response

Part = tuple[str, ...]
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[^."]+')


def join(parts: Part) -> str:
    """The address of a path of names."""
    return ".".join(
        json.dumps(part, ensure_ascii=False) if not part or re.search(r'[."\s]', part) else part for part in parts
    )


def split(address: str) -> Part | None:
    """The path of names of an address, or null where it is malformed."""
    if address.startswith("enum:"):
        return ("enum", address.removeprefix("enum:"))
    pieces = _PIECE.findall(address)
    if ".".join(pieces) != address:
        return None
    try:
        return tuple(json.loads(piece) if piece.startswith('"') else piece for piece in pieces)
    except ValueError:
        return None


def walk(fields: tuple[Field, ...], at: Part) -> Iterator[tuple[Part, Field]]:
    """Every field of a tree with its path, parents first."""
    for one in fields:
        yield (*at, one.name), one
        yield from walk(one.fields, (*at, one.name))


def unique(name: str, taken: Container[str], told_by: Callable[[str], str] = str) -> str:
    """The name, with the first free number where it is taken, or where what it is told by is."""
    number, free = 1, name
    while told_by(free) in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def folded(name: str) -> str:
    """A name without what the names of modules and classes do not tell apart.

    Client generators make a module of each operation and each schema: of two that are the same to them they drop one, or write it over the
    other.
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def place_of(response: Response) -> str:
    """The part of an address that names an answer."""
    return "default" if response.status is None else str(response.status)


def fields_of(endpoint: Endpoint) -> Iterator[tuple[Part, Field]]:
    """Every field of an endpoint with its path behind the operation: `query.page`, `request.Name`, `response.200.Value`."""
    for parameter in endpoint.parameters:
        yield from walk((parameter,), (parameter.location,))
    if endpoint.request:
        yield from walk(endpoint.request.fields, ("request",))
    for response in endpoint.responses:
        yield from walk(response.fields, ("response", place_of(response)))


def bodies_of(endpoint: Endpoint) -> Iterator[tuple[Part, Request | Response]]:
    """What an endpoint takes and answers as a whole, with its path behind the operation: `request`, `response.200`."""
    if endpoint.request:
        yield ("request",), endpoint.request
    for response in endpoint.responses:
        yield ("response", place_of(response)), response


Rewrite = Callable[[Part, Field], Field]


def rewrite(endpoint: Endpoint, change: Rewrite) -> Endpoint:
    """The endpoint with every field replaced by what `change` makes of it; parents are changed before their children."""
    request = endpoint.request
    return endpoint.model_copy(
        update={
            "parameters": tuple(_rewrite((p.location,), p, change) for p in endpoint.parameters),
            "request": (
                request.model_copy(update={"fields": _rewrite_all(("request",), request.fields, change)})
                if request
                else None
            ),
            "responses": tuple(
                r.model_copy(update={"fields": _rewrite_all(("response", place_of(r)), r.fields, change)})
                for r in endpoint.responses
            ),
        }
    )


def _rewrite_all(at: Part, fields: tuple[Field, ...], change: Rewrite) -> tuple[Field, ...]:
    return tuple(_rewrite(at, one, change) for one in fields)


def _rewrite(at: Part, one: Field, change: Rewrite) -> Field:
    path = (*at, one.name)
    changed = change(path, one)
    children = _rewrite_all(path, changed.fields, change)
    return changed.model_copy(update={"fields": children}) if children != changed.fields else changed


def facts(resource: Resource) -> Iterator[tuple[str, Endpoint | Field | Enum]]:
    """Everything in a resource that has an address."""
    for endpoint in resource.endpoints:
        head = (resource.resource, endpoint.operation)
        yield join(head), endpoint
        for path, one in fields_of(endpoint):
            yield join((*head, *path)), one
    for enum in resource.enums:
        yield f"enum:{enum.name}", enum
