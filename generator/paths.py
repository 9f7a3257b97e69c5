"""What captures of one endpoint call alike: whether two pages document one endpoint, names of path parameters, places of fields."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.operations import operation_of, slug
from generator.spec import Endpoint, Field, Parameter, Request, Source
from generator.strength import fits

Identity = tuple[str, ...]
_SLOT = re.compile(r"\{([^{}]*)\}")


def identity(endpoint: Endpoint) -> Identity:
    """What captures of one endpoint have in common.

    Method, operation and path, without the names of parameters, a slash at the end, capitals, and what a caller fills in the query:
    no server can tell those apart. A fixed query (`?action=copy`, `?acl`) stays a part of it. Without method and path a page stands
    alone.
    """
    source = endpoint.source
    if endpoint.method is None or endpoint.path is None:
        return (source.page, source.url or "", str(endpoint.origin))
    path, _, query = endpoint.path.partition("?")
    shape = _SLOT.sub("{}", path).rstrip("/").casefold()
    fixed = sorted(piece for piece in query.split("&") if is_fixed(piece))
    return (endpoint.method, operation_of(endpoint.method, endpoint.path, ""), shape, *fixed)


def are_two(one: Endpoint, other: Endpoint) -> bool:
    """Whether two pages of one method and path are no captures of one page, but tell two uses of it.

    Their own names and their titles differ, and each asks for a member of the body that the other does not know.
    """
    bodies = [
        {field.name: field.required for field in (end.request.fields if end.request else ())} for end in (one, other)
    ]
    asks = all(
        any(required and name not in there for name, required in here.items()) for here, there in (bodies, bodies[::-1])
    )
    titled = one.title is not None and other.title is not None and one.title != other.title
    return asks and titled and slug(one.source.page) != slug(other.source.page)


def is_fixed(piece: str) -> bool:
    """Whether a piece of a query is a part of the endpoint's name rather than a value that a caller gives."""
    _, equals, value = piece.partition("=")
    return bool(piece) and (not equals or bool(value)) and re.search(r"[{<:]", piece) is None and value[:1] != "["


def align(endpoint: Endpoint, path: str | None) -> Endpoint:
    """The endpoint with its path parameters called as in the path that stands, place by place."""
    own, names = (_SLOT.findall((one or "").partition("?")[0]) for one in (endpoint.path, path))
    renamed = {old: new for old, new in zip(own, names, strict=False) if old != new}
    taken = {one.name for one in endpoint.parameters if one.location == "path"} - renamed.keys()
    if not renamed or taken & set(renamed.values()) or len(set(own)) < len(own):
        return endpoint

    def called(one: Parameter) -> Parameter:
        name = renamed.get(one.name, one.name) if one.location == "path" else one.name
        return one.model_copy(update={"name": name})

    return endpoint.model_copy(update={"parameters": tuple(map(called, endpoint.parameters))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A field that one capture documents at another place than the capture whose place stands."""

    field: Field
    here: str
    there: str
    source: Source
    other: Source


BODY = "request"


def placed(endpoint: Endpoint) -> Iterator[tuple[str, Field]]:
    """The fields that a caller sends, each with its place: `path`, `query`, `header`, `cookie` or `request`."""
    yield from ((one.location, one) for one in endpoint.parameters)
    yield from ((BODY, one) for one in (endpoint.request.fields if endpoint.request else ()))


def single(endpoint: Endpoint) -> dict[str, tuple[str, Field]]:
    """The fields whose name a capture has at one place only, by name."""
    found: dict[str, list[tuple[str, Field]]] = {}
    for place, one in placed(endpoint):
        found.setdefault(one.name, []).append((place, one))
    return {name: places[0] for name, places in found.items() if len(places) == 1}


def relocate(captures: Sequence[Endpoint], path: str | None) -> tuple[list[Endpoint], list[Moved]]:
    """The captures with each field at one place; of two places that of the richer capture stands.

    Captures lose the headings that tell how a field travels, so that one field would otherwise be two. What the path shows is in the
    path, and what it does not show is elsewhere. Two fields of one name and of two types are two fields.
    """
    shown = set(_SLOT.findall((path or "").partition("?")[0]))
    homes: dict[str, tuple[Source, str, Field]] = {}
    for endpoint in captures:
        for name, (place, one) in single(endpoint).items():
            if (place == "path") is (name in shown):
                homes.setdefault(name, (endpoint.source, place, one))
    moved: list[Moved] = []
    done: list[Endpoint] = []
    for endpoint in captures:
        for name, (place, one) in single(endpoint).items():
            source, home, known = homes.get(name, (endpoint.source, place, one))
            if home != place and fits(known, one):
                moved.append(Moved(field=one, here=place, there=home, source=endpoint.source, other=source))
                endpoint = move(endpoint, one, home)
        done.append(endpoint)
    return done, moved


def move(endpoint: Endpoint, one: Field, place: str) -> Endpoint:
    """The endpoint with a field at another place."""
    facts = {key: getattr(one, key) for key in Field.model_fields}
    parameters = tuple(each for each in endpoint.parameters if each is not one)
    request = endpoint.request
    fields = tuple(each for each in request.fields if each is not one) if request else ()
    if place == BODY:
        fields = (*fields, Field(**facts))
        request = request or Request(content_type="application/json")
    else:
        parameters = (*parameters, Parameter.model_validate({**facts, "in": place}))
    if request is not None:
        kept = fields or request.example is not None
        request = request.model_copy(update={"fields": fields}) if kept else None
    return endpoint.model_copy(update={"parameters": parameters, "request": request})
