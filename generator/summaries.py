"""The items of lists: a resource in, the same with what its lists hold out, typed as its record is.

A list documents its items by a sample at most. What a row of its own page states stays; the rest is what the record states, without the
collections that no sample of a list shows.
"""

from collections.abc import Sequence

from generator.config import ApiConfig
from generator.members import answer_of, is_inferred, items_member, items_of, record_of
from generator.spec import Endpoint, Field, Resource


def with_summaries(config: ApiConfig, resource: Resource) -> Resource:
    """The resource whose lists say what their items are: the record, without the collections that no sample of a list shows."""
    record = record_of(config, resource)
    if not record:
        return resource
    shown: dict[str, Field] = {}
    for endpoint in resource.endpoints:
        for one in items_of(config, endpoint) or ():
            shown.setdefault(one.name, one)
    summary = summary_of(record, shown)
    return resource.model_copy(
        update={"endpoints": tuple(with_items(config, one, summary) for one in resource.endpoints)}
    )


def summary_of(record: Sequence[Field], shown: dict[str, Field]) -> tuple[Field, ...]:
    """The members of an item: those of the record, typed as there, then what only samples of lists show."""
    known = {one.name for one in record}
    kept = [one for one in record if one.name in shown or one.type != "array"]
    return (*(adopted(one, shown.get(one.name)) for one in kept), *(f for n, f in shown.items() if n not in known))


def adopted(stated: Field, shown: Field | None) -> Field:
    """A member of an item as the record states it; what a row of the list's own page states stays."""
    if shown is not None and not is_inferred(shown):
        return shown
    origin = stated.origin.model_copy(update={"rule": "implied:record"})
    at = {"facts": {"type": origin}, "origin": shown.origin} if shown else {"facts": {}, "origin": origin}
    return stated.model_copy(update={**at, "required": False, "nullable": shown.nullable if shown else stated.nullable})


def with_items(config: ApiConfig, endpoint: Endpoint, summary: tuple[Field, ...]) -> Endpoint:
    """A list whose items are described by their record."""
    answer = answer_of(endpoint)
    if answer is None or items_of(config, endpoint) is None:
        return endpoint
    member = items_member(config, answer)
    fields = summary
    if answer.container != "array":
        fields = tuple(one.model_copy(update={"fields": summary}) if one is member else one for one in answer.fields)
    responses = tuple(one.model_copy(update={"fields": fields}) if one is answer else one for one in endpoint.responses)
    return endpoint.model_copy(update={"responses": responses})
