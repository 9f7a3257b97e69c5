"""The member that identifies a record: a resource in, the same with that member sure to be in its answers out.

Pages rarely say of a member of an answer that it is required, and yet no record comes without its id. What a record is read by, or else
deleted by, is called after it: the last slot of that path. The spec keeps what the pages say; this is for the classes of a package alone.
"""

import re
from collections.abc import Iterator

from generator.addresses import Part, folded, place_of, rewrite
from generator.config import ApiConfig
from generator.members import answer_of, endpoint_of, items_member
from generator.shapes import envelope_of
from generator.spec import Endpoint, Field, Resource

#: A member by the operation of its endpoint and its path behind it.
Members = dict[tuple[str, Part], Field]

#: Operations that answer with one record, and with several.
SINGLE = frozenset({"get", "create", "update"})
SEVERAL = frozenset({"search", "batch"})

_SLOT = re.compile(r"\{([^{}]+)\}")


def identified(config: ApiConfig, resource: Resource) -> Resource:
    """The resource whose answers always have the member that identifies a record, where its paths tell which one that is."""
    slot = slot_of(resource)
    records: Members = {}
    values: Members = {}
    for endpoint in resource.endpoints if slot else ():
        records |= named(slot, endpoint, records_in(config, endpoint))
        values |= named(slot, endpoint, values_in(config, endpoint))
    # A summary that differed from its record in this could not be its base.
    if not all(map(is_plain, records.values())):
        records = {}
    sure = records.keys() | {at for at, one in values.items() if is_plain(one)}
    endpoints = tuple(
        with_required(one, {at for operation, at in sure if operation == one.operation}) for one in resource.endpoints
    )
    return resource.model_copy(update={"endpoints": endpoints}) if sure else resource


def slot_of(resource: Resource) -> str:
    """What the path to one record calls the id of the record; empty where there is no such path, or no name in it."""
    one = endpoint_of(resource, "get") or endpoint_of(resource, "delete")
    slots: list[str] = _SLOT.findall((one.path or "").partition("?")[0]) if one else []
    return slots[-1] if slots and folded(slots[-1]) else ""


def records_in(config: ApiConfig, endpoint: Endpoint) -> Iterator[tuple[Part, tuple[Field, ...]]]:
    """Where an endpoint answers with records as they are, and their members."""
    answer = answer_of(endpoint)
    if answer is None or envelope_of(config, answer) or endpoint.operation not in SINGLE | SEVERAL:
        return
    at = ("response", place_of(answer))
    if endpoint.operation in SINGLE or answer.container == "array":
        yield at, answer.fields
    elif items := items_member(config, answer):
        yield (*at, items.name), items.fields


def values_in(config: ApiConfig, endpoint: Endpoint) -> Iterator[tuple[Part, tuple[Field, ...]]]:
    """Where an endpoint answers with an object in the envelope, and its members."""
    for answer in endpoint.responses:
        for one in answer.fields if envelope_of(config, answer) else ():
            if one.type == "object":
                yield ("response", place_of(answer), one.name), one.fields


def named(slot: str, endpoint: Endpoint, objects: Iterator[tuple[Part, tuple[Field, ...]]]) -> Members:
    """The member of each object that is called after a slot; none where several are."""
    found: Members = {}
    for at, fields in objects:
        alike = [one for one in fields if folded(one.name) == folded(slot)]
        exact = [one for one in alike if one.name == slot] or alike
        if len(exact) == 1:
            found[endpoint.operation, (*at, exact[0].name)] = exact[0]
    return found


def is_plain(one: Field) -> bool:
    """Whether a member is a number or a text that the page does not call nullable, and no enum."""
    return one.type in ("integer", "string") and one.enum is None and not one.nullable


def with_required(endpoint: Endpoint, members: set[Part]) -> Endpoint:
    """The endpoint with some members of its answers required."""

    def change(at: Part, one: Field) -> Field:
        return one.model_copy(update={"required": True}) if at in members else one

    return rewrite(endpoint, change) if members else endpoint
