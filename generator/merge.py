"""Two captures of one endpoint to one: facts of the first stand, the second fills gaps, and each disagreement is a diagnostic."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from generator import diagnostics
from generator.addresses import Part, join, place_of
from generator.diagnostics import Diagnostic
from generator.spec import Endpoint, Field, Origin, Parameter, Request, Response

F = TypeVar("F", bound=Field)
T = TypeVar("T")

#: The facts of a field that are compared; names, children and origins are merged by structure.
FIELD_FACTS = (
    "type", "format", "date_part", "items", "required", "nullable", "default", "description", "deprecated", "read_only", "enum",
)  # fmt: skip
ENDPOINT_FACTS = ("title", "summary", "description", "deprecated")


def merge_endpoints(one: Endpoint, other: Endpoint) -> tuple[Endpoint, list[Diagnostic]]:
    """The first endpoint completed by the second; where they contradict each other the first counts."""
    found: list[Diagnostic] = []
    update: dict[str, object] = {}
    for fact in ENDPOINT_FACTS:
        mine, theirs = getattr(one, fact), getattr(other, fact)
        update[fact] = mine if mine is not None else theirs
        if mine is not None and theirs is not None and mine != theirs:
            origin = other.origin or Origin(page=other.source.page, line=1, rule="page")
            found.append(_disagreement((one.operation,), fact, theirs, mine, origin, one.source.page))
    roles = tuple(dict.fromkeys((*one.auth.roles, *other.auth.roles)))
    schemes = tuple(dict.fromkeys((*one.auth.schemes, *other.auth.schemes)))
    parameters = _merge_by(
        one.parameters, other.parameters, lambda p: (p.location, p.name), lambda a, b: _parameter(a, b, found)
    )
    responses = _merge_by(one.responses, other.responses, lambda r: r.status, lambda a, b: _response(a, b, found))
    update |= {
        "auth": one.auth.model_copy(
            update={"roles": roles, "schemes": schemes, "origin": one.auth.origin or other.auth.origin}
        ),
        "parameters": parameters,
        "request": _request(one.request, other.request, found),
        "responses": responses,
        "sources": (*(one.sources or (one.source,)), other.source),
    }
    return one.model_copy(update=update), found


def _merge_by(
    mine: Sequence[T], theirs: Sequence[T], key: Callable[[T], object], merge: Callable[[T, T], T]
) -> tuple[T, ...]:
    known = {key(item): item for item in theirs}
    merged = [merge(item, known[key(item)]) if key(item) in known else item for item in mine]
    have = {key(item) for item in mine}
    return (*merged, *(item for item in theirs if key(item) not in have))


def _request(one: Request | None, other: Request | None, found: list[Diagnostic]) -> Request | None:
    if one is None or other is None:
        return one or other
    fields = _merge_by(one.fields, other.fields, lambda f: f.name, lambda a, b: merge_fields(a, b, ("request",), found))
    return one.model_copy(
        update={"fields": fields, "example": one.example if one.example is not None else other.example}
    )


def _response(one: Response, other: Response, found: list[Diagnostic]) -> Response:
    at = ("response", place_of(one))
    fields = _merge_by(one.fields, other.fields, lambda f: f.name, lambda a, b: merge_fields(a, b, at, found))
    example = one.example if one.example is not None else other.example
    return one.model_copy(
        update={"fields": fields, "example": example, "description": one.description or other.description}
    )


def _parameter(one: Parameter, other: Parameter, found: list[Diagnostic]) -> Parameter:
    return merge_fields(one, other, (one.location,), found)


def merge_fields(one: F, other: F, at: Part, found: list[Diagnostic]) -> F:
    """One field completed by its twin, children included."""
    path = (*at, one.name)
    update: dict[str, object] = {}
    for fact in FIELD_FACTS:
        mine, theirs = getattr(one, fact), getattr(other, fact)
        if mine is None and theirs is not None:
            update[fact] = theirs
        elif theirs is not None and mine != theirs:
            found.append(_disagreement(path, fact, theirs, mine, other.origin, one.origin.page))
    update["fields"] = _merge_by(
        one.fields, other.fields, lambda f: f.name, lambda a, b: merge_fields(a, b, path, found)
    )
    update["facts"] = {**other.facts, **one.facts}
    return one.model_copy(update=update)


def _disagreement(at: Part, fact: str, here: object, there: object, origin: Origin, page: str) -> Diagnostic:
    return diagnostics.make(
        "W051", origin.page, origin.line, address=join(at), fact=fact, here=_shown(here), there=_shown(there), page=page
    )


def _shown(value: object) -> object:
    return value.model_dump(exclude_none=True) if hasattr(value, "model_dump") else value
