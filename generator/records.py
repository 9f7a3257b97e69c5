"""The record of a resource: the resource that pages were assembled to in, the same with what they say together out.

Which members are only answered, only sent when a record is made, change a list or a file, or filter the list.
"""

from collections.abc import Iterator, Sequence

from generator import addresses, diagnostics
from generator.addresses import Part
from generator.agreement import Said, Shared, share, spelling, statements
from generator.config import ApiConfig, Bodies, Filters
from generator.diagnostics import Diagnostic
from generator.members import answer_of, body_of, endpoint_of, matched, record_of, wrapped
from generator.phrases import lifetime_of
from generator.spec import Endpoint, Field, FileChanges, Filter, ListChanges, RecordFacts, Resource
from generator.summaries import with_summaries


def relate_all(config: ApiConfig, resources: Sequence[Resource]) -> tuple[list[Resource], list[Diagnostic]]:
    """All resources of an API, each related in itself."""
    pairs = [relate(config, one) for one in resources]
    return [one for one, _ in pairs], [finding for _, more in pairs for finding in more]


def relate(config: ApiConfig, resource: Resource) -> tuple[Resource, list[Diagnostic]]:
    """A resource whose pages know of each other, and where they disagree."""
    whole = with_summaries(config, resource)
    facts = record_facts(config, whole)
    said = statements(config, whole, facts)
    shared, found = share(said)
    found += [*spelling(said), *unknown_filters(config, whole, facts), *lost_lists(config, whole)]
    fields = read_only(said, shared, facts)
    endpoints = tuple(changed(one, fields) for one in whole.endpoints)
    return whole.model_copy(update={"endpoints": endpoints, "record": facts}), found


def changed(endpoint: Endpoint, fields: Shared) -> Endpoint:
    """An endpoint with other fields at some addresses."""

    def change(at: Part, one: Field) -> Field:
        return fields.get((endpoint.operation, at), one)

    return addresses.rewrite(endpoint, change)


def read_only(said: Said, shared: Shared, facts: RecordFacts) -> Shared:
    """The shared fields, those of answers marked that no body takes."""
    found = dict(shared)
    for name in facts.read_only:
        for place in said.get(name, ()):
            key = place.operation, place.at
            one = found.get(key, place.field)
            if place.at[0] == "response":
                origin = one.origin.model_copy(update={"line": None, "rule": "resource:bodies"})
                found[key] = one.model_copy(update={"read_only": True, "facts": one.facts | {"read_only": origin}})
    return found


def record_facts(config: ApiConfig, resource: Resource) -> RecordFacts:
    """Which members are only answered, only sent at first, change a list or a file, or filter the list."""
    record, create, update = record_of(config, resource), body_of(resource, "create"), body_of(resource, "update")
    created, updated = ({one.name for one in body} for body in (create, update))
    bodies = config.conventions.bodies
    lists = tuple(list_changes(bodies, update))
    changing = {name for one in lists for name in (one.adds, one.removes)}
    both = bool(create and update)
    return RecordFacts(
        read_only=tuple(one.name for one in record if (create or update) and one.name not in created | updated),
        create_only=tuple(
            one.name for one in create if (both and one.name not in updated) or lifetime_of(one.description) == "create"
        ),
        update_only=tuple(
            one.name
            for one in update
            if (both and one.name not in created | changing) or lifetime_of(one.description) == "update"
        ),
        lists=lists,
        files=tuple(file_changes(bodies, {one.name: one for one in (*create, *update)})),
        filters=tuple(filters_of(config, resource, record or (*create, *update))),
        enveloped=tuple(
            one.operation
            for one in resource.endpoints
            if (answer := answer_of(one)) is not None and wrapped(config, answer)
        ),
    )


def list_changes(bodies: Bodies, body: Sequence[Field]) -> Iterator[ListChanges]:
    """The lists of a body that other members of it add to or remove from."""
    lists = [one.name for one in body if one.type == "array"]
    adds = {matched(bodies.adds, one.name): one.name for one in body}
    removes = {matched(bodies.removes, one.name): one.name for one in body}
    for name in lists:
        if name in adds or name in removes:
            yield ListChanges(list=name, adds=adds.get(name), removes=removes.get(name))


def file_changes(bodies: Bodies, members: dict[str, Field]) -> Iterator[FileChanges]:
    """The files of a record, as members of its bodies give or clear them."""
    found: dict[str, FileChanges] = {}
    for one in members.values():
        given = matched(bodies.downloads, one.name) if one.type == "string" else None
        cleared = matched(bodies.clears, one.name) if one.type == "boolean" else None
        if given:
            found[given] = found.get(given, FileChanges()).model_copy(update={"downloads": one.name})
        elif cleared:
            found[cleared] = found.get(cleared, FileChanges()).model_copy(update={"clears": one.name})
    yield from found.values()


def filters_of(config: ApiConfig, resource: Resource, record: Sequence[Field]) -> Iterator[Filter]:
    """The filters of the list, each with the member that it compares: as the record calls it, else as the filter does."""
    rules, search = config.conventions.filters, endpoint_of(resource, "search")
    paged = config.conventions.pagination
    if rules is None or search is None:
        return
    beside = {paged.page, paged.size} if paged else set()
    known = {one.name for one in record}
    for one in search.parameters:
        if one.location != "query" or one.name in beside:
            continue
        for bound, pattern in (("from", rules.lower), ("to", rules.upper), ("exact", rules.exact)):
            name = matched(pattern, one.name, resource.resource)
            if name is not None:
                member = member_called(rules, name, known) or name
                yield Filter.model_validate({"parameter": one.name, "member": member, "bound": bound})
                break


def member_called(rules: Filters, name: str, known: set[str]) -> str | None:
    """The member of the record that a filter's name means; null where the record has none."""
    flat = name.replace(rules.joint, "")
    return next((one for one in (name, flat, f"{flat}{rules.reference}") if one in known), None)


def unknown_filters(config: ApiConfig, resource: Resource, facts: RecordFacts) -> Iterator[Diagnostic]:
    """A filter of something that the record does not have is reported; without a record nobody can know."""
    known = {one.name for one in record_of(config, resource)}
    search = endpoint_of(resource, "search")
    origins = {one.name: one.origin for one in search.parameters} if search else {}
    for one in facts.filters if known else ():
        if one.member not in known:
            origin = origins[one.parameter]
            yield diagnostics.make("I065", origin.page, origin.line, name=one.parameter, resource=resource.resource)


def lost_lists(config: ApiConfig, resource: Resource) -> Iterator[Diagnostic]:
    """A member that changes a list which its body does not have is reported."""
    body = body_of(resource, "update")
    lists = {one.name for one in body if one.type == "array"}
    bodies = config.conventions.bodies
    for one in body:
        for pattern in (bodies.adds, bodies.removes):
            name = matched(pattern, one.name) if one.type == "array" else None
            if name and name not in lists:
                yield diagnostics.make("W066", one.origin.page, one.origin.line, name=one.name, list=name)
