"""What was read against what is true: an endpoint and the truth about its page in, the differences in words out.

An endpoint is any object in the shape of the generator's spec; nothing here knows the generator itself.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.docs_site.truth import Answer, Stated, Truth


def differences_of_field(where: str, one: Any, stated: Stated) -> Iterator[str]:
    """How a field that was read differs from what its row states."""
    if one is None:
        yield f"{where}.{stated.name} is missing"
        return
    got = Stated(
        name=one.name,
        type=str(one.type_text),
        required=one.required,
        default=one.default if isinstance(one.default, str | int | float | bool | None) else None,
        enum=one.enum,
        nullable=bool(one.nullable),
        format=one.format if stated.format else None,
        description=plain(one.description),
    )
    if got != stated:
        yield f"{where}: {got} instead of {stated}"


def plain(text: str | None) -> str | None:
    """Words without the marks of code."""
    return text and text.replace("`", "")


def differences_of_fields(where: str, fields: Sequence[Any], stated: Sequence[Stated]) -> Iterator[str]:
    """How fields differ from what rows state, their order included."""
    names, wanted = [one.name for one in fields], [one.name for one in stated]
    if names != wanted:
        yield f"{where}: {names} instead of {wanted}"
    by_name = {one.name: one for one in fields}
    for one in stated:
        yield from differences_of_field(where, by_name.get(one.name), one)


def differences_of_answers(endpoint: Any, truth: Truth) -> Iterator[str]:
    """How the answers of an endpoint differ from the documented ones."""
    statuses, wanted = [one.status for one in endpoint.responses], [one.status for one in truth.answers]
    if statuses != wanted:
        yield f"answers {statuses} instead of {wanted}"
        return
    for got, answer in zip(endpoint.responses, truth.answers, strict=True):
        where = str(answer.status)
        if got.container != answer.container:
            yield f"{where} is {got.container} instead of {answer.container}"
        rows = [one for one in got.fields if one.origin.rule == "field-row"]
        yield from differences_of_fields(where, rows, answer.fields)
        yield from differences_of_untold(where, got.fields, answer)


def differences_of_untold(where: str, fields: Sequence[Any], answer: Answer) -> Iterator[str]:
    """How the fields that only a sample shows differ from those that it shows."""
    untold = tuple(one.name for one in fields if one.origin.rule != "field-row")
    if untold != answer.untold:
        yield f"{where} shows {untold} instead of {answer.untold}"


def differences_of_children(endpoint: Any, truth: Truth) -> Iterator[str]:
    """How the members of lists of objects differ from those that are shown."""
    places = {str(answer.status): answer.fields for answer in endpoint.responses}
    places["body"] = endpoint.request.fields if endpoint.request else ()
    for (place, name), wanted in truth.children.items():
        found = next((one.fields for one in places[place] if one.name == name), ())
        got = tuple((one.name, one.type) for one in found)
        if got != wanted:
            yield f"{place}.{name} has {got} instead of {wanted}"


def differences_of_head(endpoint: Any, truth: Truth, title: str | None) -> Iterator[str]:
    """How the endpoint itself differs."""
    got = (endpoint.operation, endpoint.method, endpoint.path, endpoint.title, endpoint.auth.roles)
    wanted = (truth.operation, truth.method, truth.path, title, (truth.role,) if truth.role else ())
    if got != wanted:
        yield f"{got} instead of {wanted}"


def differences(reading: Any, truth: Truth, title: str | None) -> Iterator[str]:
    """All that a reading has otherwise than the truth."""
    endpoint = reading.endpoint
    if endpoint is None:
        yield "no endpoint"
        return
    yield from differences_of_head(endpoint, truth, title)
    for place in ("path", "query", "header", "cookie"):
        fields = [one for one in endpoint.parameters if one.location == place]
        yield from differences_of_fields(place, fields, [one for where, one in truth.parameters if where == place])
    body = endpoint.request
    if (body and body.content_type) != truth.content_type:
        yield f"the body is {body and body.content_type} instead of {truth.content_type}"
    yield from differences_of_fields("body", body.fields if body else (), truth.body or ())
    yield from differences_of_answers(endpoint, truth)
    yield from differences_of_children(endpoint, truth)
    printed = {one.name: tuple((value.value, value.name) for value in one.values) for one in reading.enums}
    if printed != truth.enums:
        yield f"enums {printed} instead of {truth.enums}"


# Single facts


def fact(endpoint: Any, printed: Sequence[Any], address: str) -> Any:
    """A fact of an endpoint by its place, the names of a field, and the name of the fact; of a place alone the names of its fields."""
    place, *names = address.split(".")
    if place == "enum":
        values = next(one.values for one in printed if one.name == names[0])
        return tuple((value.value, value.name) for value in values)
    if place == "endpoint":
        return reached(endpoint, names)
    fields = fields_at(endpoint, place)
    return reached(fields, names) if names else tuple(one.name for one in fields)


def fields_at(endpoint: Any, place: str) -> Sequence[Any]:
    """The fields of the body, of an answer by its status, of the first answer, or of a place of parameters."""
    if place == "body":
        return tuple(endpoint.request.fields) if endpoint.request else ()
    if place == "answer":
        return tuple(endpoint.responses[0].fields)
    if place.isdigit():
        return tuple(next(one.fields for one in endpoint.responses if one.status == int(place)))
    return [one for one in endpoint.parameters if one.location == place]


def reached(start: Any, names: Sequence[str]) -> Any:
    """What is reached from a record or a list of named ones by names, one after the other."""
    for name in names:
        if hasattr(start, "type_text") and not hasattr(start, name):
            start = start.fields
        if isinstance(start, list | tuple):
            start = start[int(name)] if name.isdigit() else next(one for one in start if one.name == name)
        else:
            start = getattr(start, name)
    return start
