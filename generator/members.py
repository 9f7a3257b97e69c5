"""The parts of a resource: the endpoint of an operation, its answer and body, the record that `get` answers, the items of its lists."""

import re

from generator.config import ApiConfig
from generator.spec import Endpoint, Field, Resource, Response


def endpoint_of(resource: Resource, operation: str) -> Endpoint | None:
    """The endpoint of an operation."""
    return next((one for one in resource.endpoints if one.operation == operation), None)


def answer_of(endpoint: Endpoint | None) -> Response | None:
    """The answer of success, which a call returns: the lowest status of the 200s, else one without a status."""
    answers = endpoint.responses if endpoint else ()
    good = sorted((one for one in answers if one.status and 200 <= one.status < 300), key=lambda one: one.status or 0)
    return next(iter(good), next((one for one in answers if one.status is None), None))


def body_of(resource: Resource, operation: str) -> tuple[Field, ...]:
    """The members of the body of an operation."""
    endpoint = endpoint_of(resource, operation)
    return endpoint.request.fields if endpoint and endpoint.request else ()


def record_of(config: ApiConfig, resource: Resource) -> tuple[Field, ...]:
    """The members of the full record: what the answer of `get` holds where it is neither a list nor wrapped."""
    answer = answer_of(endpoint_of(resource, "get"))
    bare = answer is not None and answer.container == "object" and not wrapped(config, answer)
    return answer.fields if answer is not None and bare else ()


def wrapped(config: ApiConfig, answer: Response) -> bool:
    """Whether an answer comes in the API's envelope."""
    envelope = config.conventions.envelope
    return envelope is not None and any(one.name == envelope.success for one in answer.fields)


def items_of(config: ApiConfig, endpoint: Endpoint) -> tuple[Field, ...] | None:
    """The members of the items that a list answers with, null where the endpoint is no list of records."""
    answer = answer_of(endpoint)
    if answer is None or endpoint.operation not in ("search", "batch"):
        return None
    if answer.container == "array":
        return answer.fields
    member = items_member(config, answer)
    return member.fields if member else None


def items_member(config: ApiConfig, answer: Response) -> Field | None:
    """The member of a page that holds its items."""
    paged = config.conventions.pagination
    return next((one for one in answer.fields if paged and one.name == paged.items and one.type == "array"), None)


def is_inferred(field: Field) -> bool:
    """Whether no row of a page states a field."""
    return not field.origin.rule.startswith("field-row")


def matched(pattern: str | None, name: str, resource: str = "") -> str | None:
    """The member that a name made by a pattern is about; null where it is not made so."""
    if pattern is None:
        return None
    before, _, behind = pattern.replace("{resource}", resource).partition("{member}")
    found = re.fullmatch(f"{re.escape(before)}(.+){re.escape(behind)}", name)
    return found[1] if found else None
