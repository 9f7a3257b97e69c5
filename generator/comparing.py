"""Two specs to the differences between them, fact by fact: what was added, removed, renamed or is said otherwise, with both origins.

Only what is documented is compared: the line that a fact stands on is none. What a difference means to the users of a package is said
in `drift`.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from generator.addresses import Part, enum_part, join, many_enums, place_of, split
from generator.differences import Difference, Direction, Kind, Places, Subject, plain
from generator.renames import renames
from generator.spec import Endpoint, Enum, EnumValue, Field, Location, Origin, RecordFacts, Resource, Response

T = TypeVar("T")
Facts = tuple[tuple[Kind, tuple[str, ...]], ...]

#: The facts of a thing, by the kind of their difference.
FIELD_FACTS: Facts = (
    ("type", ("type", "items", "format", "date_part")),
    ("required", ("required",)),
    ("nullable", ("nullable",)),
    ("default", ("default",)),
    ("enum", ("enum",)),
    ("read-only", ("read_only",)),
    ("deprecation", ("deprecated",)),
    ("words", ("description", "type_text")),
)
ENDPOINT_FACTS: Facts = (
    ("path", ("method", "path")),
    ("deprecation", ("deprecated",)),
    ("words", ("title", "summary", "description")),
)
AUTH_FACTS: Facts = (("role", ("roles",)), ("auth", ("schemes",)), ("words", ("description",)))
REQUEST_FACTS: Facts = (("type", ("content_type",)), ("words", ("example",)))
RESPONSE_FACTS: Facts = (("type", ("content_type", "container")), ("words", ("description", "example")))
#: The places of parameters, in the order in which they are compared.
LOCATIONS: tuple[Location, ...] = ("path", "query", "header", "cookie")


def compare(old: Sequence[Resource], new: Sequence[Resource]) -> list[Difference]:
    """All differences of two specs, in the order of their addresses; what several resources share is told once."""
    found: list[Difference] = []
    many = many_enums(old) | many_enums(new)
    for before, after in pairs(old, new, lambda one: (one.group, one.collection), lambda one: one.resource):
        found += resources(before, after, many)
    uses = usage([*old, *new])
    everywhere = names_of_enums(old) & names_of_enums(new)
    told = {
        (one.kind, one.subject, one.address, one.was, repr(one.before), repr(one.after)): one
        for one in reversed(found)
        # One page more or less that has an enum makes no other enum.
        if not (one.subject == "enum" and one.kind in ("added", "removed") and enum_of(one.address) in everywhere)
    }
    turned = (
        replace(one, direction=direction_of(one.address, uses)) if one.subject in ("enum", "value") else one
        for one in told.values()
    )
    return sorted(turned, key=lambda one: (one.address, one.kind, one.was or "", repr(one.before), repr(one.after)))


def compare_pages(
    old: Endpoint, old_enums: Sequence[Enum], new: Endpoint | None, new_enums: Sequence[Enum]
) -> list[Difference]:
    """The differences of two captures of one page, by the addresses of an endpoint without a resource."""
    at = pairs(old_enums, new_enums, lambda one: one.name)
    found = [*endpoints((), old, (), new), *(one for before, after in at for one in enums("", before, "", after, ()))]
    return sorted(found, key=lambda one: (one.address, one.kind, one.was or ""))


def pairs(old: Iterable[T], new: Iterable[T], *keys: Callable[[T], object]) -> Iterator[tuple[T | None, T | None]]:
    """What belongs together by the first key, what is left by the next, and what is left after all of them alone."""
    rest_old, rest_new = list(old), list(new)
    for key in keys:
        known: dict[object, list[T]] = {}
        for one in reversed(rest_old):
            known.setdefault(key(one), []).append(one)
        known.pop(None, None)
        # Of several with one key the first belongs to the first.
        both = [(known[key(one)].pop(), one) for one in rest_new if known.get(key(one))]
        yield from both
        taken = {id(one) for pair in both for one in pair}
        rest_old = [one for one in rest_old if id(one) not in taken]
        rest_new = [one for one in rest_new if id(one) not in taken]
    yield from ((None, one) for one in rest_new)
    yield from ((one, None) for one in rest_old)


def resources(old: Resource | None, new: Resource | None, many: Container[str] = ()) -> Iterator[Difference]:
    """The differences of one resource; of one that is new or no more that alone. `many` are the names that different enums have."""
    if old is None or new is None:
        name = new.resource if new else old.resource if old else ""
        yield whole("resource", name, old, new, said=lambda one: f"{one.group}/{one.collection}")
        return
    places = Places(was=(old.resource,), now=(new.resource,), old=where(old), new=where(new))
    if old.resource != new.resource:
        yield places.differ("renamed", "resource", old.resource, new.resource)
    if (old.group, old.collection) != (new.group, new.collection):
        yield places.differ("path", "resource", f"{old.group}/{old.collection}", f"{new.group}/{new.collection}")
    for before, after in pairs(old.endpoints, new.endpoints, lambda one: one.operation, route):
        yield from endpoints(places.was, before, places.now, after)
    if old.record and new.record:
        yield from relations(places, old.record, new.record)
    for was, now in pairs(old.enums, new.enums, lambda one: one.name, lambda one: tuple(v.value for v in one.values)):
        yield from enums(old.resource, was, new.resource, now, many)


def route(endpoint: Endpoint) -> tuple[str | None, str] | None:
    """What tells an endpoint whose operation has another name; null where the page has no path."""
    return None if endpoint.path is None else (endpoint.method, endpoint.path)


def endpoints(at_old: Part, old: Endpoint | None, at_new: Part, new: Endpoint | None) -> Iterator[Difference]:
    """The differences of one endpoint; `at_old` and `at_new` are the addresses of its resource."""
    if old is None or new is None:
        at = (*at_new, new.operation) if new else (*at_old, old.operation) if old else ()
        yield whole("endpoint", join(at), old, new, said=lambda one: f"{one.method or '?'} {one.path or '?'}")
        return
    places = Places(was=(*at_old, old.operation), now=(*at_new, new.operation), old=where(old), new=where(new))
    if old.operation != new.operation:
        yield places.differ("renamed", "endpoint", old.operation, new.operation)
    yield from places.facts("endpoint", ENDPOINT_FACTS, old, new)
    sent = replace(places, direction="request")
    signed = replace(sent, old=old.auth.origin or sent.old, new=new.auth.origin or sent.new)
    yield from signed.facts("endpoint", AUTH_FACTS, old.auth, new.auth)
    for location in LOCATIONS:
        at_location = ([p for p in one.parameters if p.location == location] for one in (old, new))
        yield from fields(sent.inside(location), *at_location)
    body = sent.inside("request")
    if old.request and new.request:
        shown = replace(body, old=old.request.origin or body.old, new=new.request.origin or body.new)
        yield from shown.facts("endpoint", REQUEST_FACTS, old.request, new.request)
    yield from fields(body, *(one.request.fields if one.request else () for one in (old, new)))
    answered = replace(places, direction="response").inside("response")
    for before, after in pairs(old.responses, new.responses, place_of):
        yield from responses(answered, before, after)


def responses(places: Places, old: Response | None, new: Response | None) -> Iterator[Difference]:
    """The differences of one documented answer; `places` are those of all answers."""
    if old is None or new is None:
        one, at = (new, places.now) if new else (old, places.was)
        address = join((*at, place_of(one))) if one else ""
        yield whole("response", address, old, new, "response", lambda answer: answer.description or answer.container)
        return
    inside = places.inside(place_of(new))
    inside = replace(inside, old=old.origin or places.old, new=new.origin or places.new)
    yield from inside.facts("response", RESPONSE_FACTS, old, new)
    yield from fields(inside, old.fields, new.fields)


def fields(places: Places, old: Sequence[Field], new: Sequence[Field]) -> Iterator[Difference]:
    """The differences of the members of one object. One that is gone and one that is new may be the same by another name."""
    if [one.name for one in old] == [one.name for one in new]:
        # Nearly all objects are so, and a big API has ten thousands of them.
        yield from (found for pair in zip(old, new, strict=True) for found in field(places, *pair))
        return
    former = {id(after): id(before) for before, after in renames(old, new)}
    known = set(former.values())
    for before, after in pairs(
        old, new, lambda one: former.get(id(one), id(one) if id(one) in known else None), lambda one: one.name
    ):
        yield from field(places, before, after)


def field(places: Places, old: Field | None, new: Field | None) -> Iterator[Difference]:
    """The differences of one member of an object; `places` are those of the object."""
    if old is None or new is None:
        one, at = (new, places.now) if new else (old, places.was)
        yield whole("field", join((*at, one.name)) if one else "", old, new, places.direction, summary)
        return
    inside = replace(places.inside(old.name, new.name), old=old.origin, new=new.origin)
    if old.name != new.name:
        yield inside.differ("renamed", "field", old.name, new.name)
    yield from inside.facts("field", FIELD_FACTS, old, new)
    yield from fields(inside, old.fields, new.fields)


def enums(at_old: str, old: Enum | None, at_new: str, new: Enum | None, many: Container[str]) -> Iterator[Difference]:
    """The differences of one enum: as a whole, or value by value; `at_old` and `at_new` are the names of its resource."""
    if old is None or new is None:
        part = enum_part(at_new, new.name, many) if new else enum_part(at_old, old.name, many) if old else ()
        names = lambda one: {str(value.value): value.name for value in one.values}  # noqa: E731
        yield whole("enum", join(part), old, new, said=names)
        return
    was, now = enum_part(at_old, old.name, many), enum_part(at_new, new.name, many)
    places = Places(was=was, now=now, old=old.origin, new=new.origin)
    if old.name != new.name:
        yield places.differ("renamed", "enum", old.name, new.name)
    yield from places.facts("enum", (("type", ("type",)),), old, new)
    for before, after in pairs(old.values, new.values, lambda one: one.value):
        yield from values(places, before, after)


def values(places: Places, old: EnumValue | None, new: EnumValue | None) -> Iterator[Difference]:
    """The differences of one value of an enum."""
    inside = places.inside(*(str(one.value) for one in (old or new, new or old) if one))
    if old is None or new is None:
        yield inside.differ("added" if new else "removed", "value", old and old.name, new and new.name)
        return
    if old.name != new.name:
        yield inside.differ("renamed", "value", old.name, new.name)
    yield from inside.facts("value", (("words", ("description",)),), old, new)


def relations(places: Places, old: RecordFacts, new: RecordFacts) -> Iterator[Difference]:
    """What the pages of a resource say together, and now say otherwise."""
    yield from places.facts("resource", tuple(("relation", (fact,)) for fact in RecordFacts.model_fields), old, new)


def usage(resources: Iterable[Resource]) -> dict[str, Direction]:
    """In which direction each enum travels."""
    uses: dict[str, set[Direction]] = {}

    def note(members: Iterable[Field], direction: Direction) -> None:
        for one in members:
            for name in filter(None, (one.enum, one.items.enum if one.items else None)):
                uses.setdefault(name, set()).add(direction)
            note(one.fields, direction)

    for endpoint in (endpoint for resource in resources for endpoint in resource.endpoints):
        note(endpoint.parameters, "request")
        note(endpoint.request.fields if endpoint.request else (), "request")
        for response in endpoint.responses:
            note(response.fields, "response")
    return {name: next(iter(ways)) if len(ways) == 1 else "both" for name, ways in uses.items()}


def names_of_enums(resources: Iterable[Resource]) -> set[str]:
    """The names of all enums."""
    return {enum.name for resource in resources for enum in resource.enums}


def enum_of(address: str) -> str:
    """The name of an enum by its address, and what else stands in that: of a value the value."""
    return (split(address) or ("",))[-1]


def direction_of(address: str, uses: Mapping[str, Direction]) -> Direction:
    """The direction of an enum, or of a value of one, whose name and whose value may have full stops."""
    name = enum_of(address)
    while name and name not in uses:
        name = name.rpartition(".")[0]
    return uses.get(name, "both")


def whole(
    subject: Subject,
    address: str,
    old: Any,
    new: Any,
    direction: Direction = "both",
    said: Callable[[Any], Any] = plain,
) -> Difference:
    """What is there as a whole or not at all; `said` is what to say of it."""
    return Difference(
        kind="removed" if new is None else "added",
        subject=subject,
        direction=direction,
        address=address,
        before=None if old is None else said(old),
        after=None if new is None else said(new),
        old=where(old),
        new=where(new),
    )


def where(one: Any) -> Origin | None:
    """Where a thing is documented; a resource where the first of its endpoints is, by the names of pages."""
    if isinstance(one, Resource):
        known = [origin for endpoint in one.endpoints if (origin := where(endpoint))]
        return min(known, key=lambda origin: (origin.page, origin.line or 0), default=None)
    if isinstance(one, Endpoint):
        return one.origin or begin(one)
    return None if one is None else one.origin


def begin(endpoint: Endpoint) -> Origin:
    """Where an endpoint begins whose page has no line for its method and path: the first line of it that says something."""
    parts = (endpoint.auth, endpoint.request, *endpoint.parameters, *endpoint.responses)
    page = endpoint.source.page
    lines = [one.origin.line for one in parts if one and one.origin and one.origin.page == page and one.origin.line]
    return Origin(page=page, line=min(lines, default=None), rule="page")


def summary(one: Field) -> dict[str, Any]:
    """What is worth saying of a field that is new or gone."""
    facts = ("type", "format", "items", "enum", "required")
    return {fact: plain(getattr(one, fact)) for fact in facts if getattr(one, fact) not in (None, False)}
