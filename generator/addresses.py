"""Addresses of facts: `AccessToken.update.request.ValidFrom`, `Booking.search.query.Booking_Resource`, `enum:eGender`.

One address names one thing everywhere: in explain, overrides, drift and diagnostics. A name that holds a full stop is written in
double quotes. An enum is the same in all resources that have it; where resources have different ones of one name, each is told by its
resource, `Booking.enum:eGender`.
"""

import difflib
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from generator.spec import Endpoint, Enum, Field, Request, Resource, Response

Part = tuple[str, ...]
#: What stands before the name of an enum; nothing else is called so.
ENUM = "enum:"
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[^."]+')
_ENUM = re.compile(rf"(?:(?P<resource>{_PIECE.pattern})\.)?{ENUM}(?P<name>.*)", re.DOTALL)


def join(parts: Part) -> str:
    """The address of a path of names."""
    if ENUM in parts[:2]:
        at = parts.index(ENUM)
        return ".".join((*map(quoted, parts[:at]), f"{ENUM}{'.'.join(parts[at + 1:])}"))
    return ".".join(map(quoted, parts))


def quoted(part: str) -> str:
    """One name as it stands in an address."""
    return json.dumps(part, ensure_ascii=False) if not part or re.search(r'[."\s]', part) else part


def split(address: str) -> Part | None:
    """The path of names of an address, or null where it is malformed."""
    of_enum = _ENUM.fullmatch(address)
    if of_enum:
        resource = split(of_enum["resource"]) if of_enum["resource"] else ()
        return None if resource is None else (*resource, ENUM, of_enum["name"])
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


def rows_of(enum: Enum) -> list[tuple[object, str]]:
    """The values of an enum with their names, to the letter."""
    return [(value.value, value.name) for value in enum.values]


def many_enums(resources: Iterable[Resource]) -> frozenset[str]:
    """The names under which resources have different enums."""
    first: dict[str, list[tuple[object, str]]] = {}
    enums = [enum for resource in resources for enum in resource.enums]
    return frozenset(enum.name for enum in enums if first.setdefault(enum.name, rows_of(enum)) != rows_of(enum))


def enum_part(resource: str, name: str, many: Container[str]) -> Part:
    """The path of names of an enum of a resource; `many` are the names that are of different enums."""
    return (resource, ENUM, name) if name in many else (ENUM, name)


def facts(resource: Resource, many: Container[str] = ()) -> Iterator[tuple[str, Endpoint | Field | Enum]]:
    """Everything in a resource that has an address; `many` are the names that different enums of the API have."""
    for endpoint in resource.endpoints:
        head = (resource.resource, endpoint.operation)
        yield join(head), endpoint
        for path, one in fields_of(endpoint):
            yield join((*head, *path)), one
    for enum in resource.enums:
        yield join(enum_part(resource.resource, enum.name, many)), enum


def enum_in(resource: Resource, address: str) -> str | None:
    """The name of the enum of a resource that an address names: `enum:eGender`, or `Booking.enum:eGender`; null where it has none."""
    parts = split(address) or ()
    name = parts[-1] if parts[:-1] in ((ENUM,), (resource.resource, ENUM)) else None
    return name if any(enum.name == name for enum in resource.enums) else None


def near(known: Sequence[str], wanted: str, *, below: bool = False) -> list[str]:
    """Up to three addresses that look like one that nothing has: it in other letters, with `below` those below it, those that end with
    it, those that are spelt alike.
    """
    asked = wanted.casefold()
    folded = {one: one.casefold() for one in known}
    same = [one for one, letters in folded.items() if letters == asked]
    under = [one for one, letters in folded.items() if below and letters.startswith(f"{asked}.")]
    ends = [one for one, letters in folded.items() if letters.endswith((f".{asked}", f":{asked}"))]
    return (same or under or ends or difflib.get_close_matches(wanted, known, n=3, cutoff=0.75))[:3]
