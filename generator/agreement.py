"""What one page says for all of its resource: the statements on each member in, completed fields and contradictions out.

A body says what an enum is called that the answer only numbers, an answer what a sample of a body leaves open. What one page states of a
member holds for the member on all pages, unless another states otherwise; such facts name the page that they come from.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import addresses, diagnostics
from generator.addresses import Part
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.members import answer_of, is_inferred, items_member, items_of, wrapped
from generator.spec import Endpoint, Field, Origin, RecordFacts, Resource

#: Facts of a member that hold on every page, wherever one page states them.
SHARED_FACTS = ("format", "date_part", "enum")
#: Whose statement is named first.
ORDER = ("get", "create", "update", "search", "batch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one place of a resource says of a member: the operation, the address behind it, the field."""

    operation: str
    at: Part
    field: Field


Said = dict[str, list[Statement]]
Shared = dict[tuple[str, Part], Field]


def statements(config: ApiConfig, resource: Resource, facts: RecordFacts) -> Said:
    """What the places of a resource say of each member of its record, by name; the record first."""
    found: dict[str, list[Statement]] = {}
    filters = {one.parameter: one.member for one in facts.filters}
    for endpoint in sorted(
        (one for one in resource.endpoints if one.operation in ORDER), key=lambda one: ORDER.index(one.operation)
    ):
        for name, at, one in members_of(config, endpoint, filters):
            found.setdefault(name, []).append(Statement(operation=endpoint.operation, at=at, field=one))
    return found


def members_of(config: ApiConfig, endpoint: Endpoint, filters: dict[str, str]) -> Iterator[tuple[str, Part, Field]]:
    """The members that an endpoint speaks of: name of the member, address behind the operation, field."""
    for parameter in endpoint.parameters:
        if endpoint.operation == "search" and parameter.name in filters:
            yield filters[parameter.name], (parameter.location, parameter.name), parameter
    if endpoint.operation in ("create", "update") and endpoint.request:
        yield from ((one.name, ("request", one.name), one) for one in endpoint.request.fields)
    answer = answer_of(endpoint)
    if answer is None or wrapped(config, answer):
        return
    head = ("response", addresses.place_of(answer))
    items = items_member(config, answer) if endpoint.operation == "search" else None
    if items is not None:
        yield from ((one.name, (*head, items.name, one.name), one) for one in items.fields)
    elif endpoint.operation == "get" or items_of(config, endpoint) is not None:
        yield from ((one.name, (*head, one.name), one) for one in answer.fields)


def share(said: Said) -> tuple[Shared, list[Diagnostic]]:
    """The fields that another page completes, by operation and address; and each contradiction, with both origins."""
    shared: Shared = {}
    found: list[Diagnostic] = []
    for name, places in said.items():
        found += disagreements(name, places)
        for place in places:
            completed = complete(place, places)
            if completed != place.field:
                shared[place.operation, place.at] = completed
    return shared, found


def complete(place: Statement, places: Sequence[Statement]) -> Field:
    """A field with the facts that other places of the same type state, where all that do so agree."""
    one, update = place.field, dict[str, object]()
    facts = dict(one.facts)
    alike = [other.field for other in places if other.field.type == one.type]
    for key in SHARED_FACTS:
        stated = [other for other in alike if getattr(other, key) is not None]
        if getattr(one, key) is None and len({getattr(other, key) for other in stated}) == 1:
            update[key] = getattr(stated[0], key)
            facts[key] = origin_of(stated[0], key)
    if not one.fields and one.type in ("object", "array") and place.at[0] == "response":
        with_members = [other for other in alike if other.fields]
        if with_members:
            update["fields"] = as_answered(with_members[0].fields)
            update["items"] = with_members[0].items
            facts["fields"] = origin_of(with_members[0], "fields")
    return one.model_copy(update={**update, "facts": facts}) if update else one


def as_answered(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The members of what is sent as those of what is answered: nothing is required there."""
    return tuple(one.model_copy(update={"required": False, "fields": as_answered(one.fields)}) for one in fields)


def origin_of(field: Field, key: str) -> Origin:
    """Where a fact of a field comes from, as another page of its resource refers to it."""
    origin = field.facts.get(key, field.origin)
    return origin.model_copy(update={"rule": f"resource:{origin.rule}"})


def disagreements(name: str, places: Sequence[Statement]) -> Iterator[Diagnostic]:
    """Each fact that rows of two pages state differently, once a pair of values."""
    stated = [place for place in places if not is_inferred(place.field)]
    for key, code in (("type", "W067"), ("format", "W068"), ("enum", "W069")):
        seen: dict[object, Statement] = {}
        for place in stated:
            value = getattr(place.field, key)
            if value is None or value == "any":
                continue
            first = next(iter(seen.values()), None)
            if value not in seen:
                seen[value] = place
                if first is not None:
                    yield pair(code, name, place, first, getattr(first.field, key), value)


def pair(code: str, name: str, here: Statement, there: Statement, known: object, value: object) -> Diagnostic:
    """A disagreement: reported where the later statement stands, with the place of the first."""
    at, first = here.field.origin, there.field.origin
    return diagnostics.make(
        code,
        at.page,
        at.line,
        name=name,
        here=addresses.join((here.operation, *here.at)),
        value=value,
        there=addresses.join((there.operation, *there.at)),
        known=known,
        page=first.page,
        line=first.line,
    )


def spelling(said: Said) -> Iterator[Diagnostic]:
    """Two members whose names differ only in capitals or marks between words are likely one."""
    known: dict[str, str] = {}
    for name, places in said.items():
        flat = re.sub(r"[\W_]", "", name).lower()
        other = known.setdefault(flat, name)
        if other != name:
            yield pair("W064", name, places[0], said[other][0], other, name)
