"""The truth about the site: facts in, what each page states out, with no page read and none of the generator's code used.

A `Truth` holds what every form of a page shows alike; of the older pages the text form has lost the title.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tests.docs_site import extra_pages, parts, reading_pages, samples, writing_pages
from tests.docs_site.entities import Entity, entities, enums
from tests.docs_site.page import Block, Row
from tests.docs_site.reading_pages import BATCH_QUERY, short_record
from tests.docs_site.wire import Field, body_fields, child_fields, filter_fields, range_fields, record_fields

ROLES = {
    "search": "List",
    "get": "Read",
    "batch": "Read",
    "create": "Create",
    "update": "Edit",
    "delete": "Delete",
    "commands": "List",
    "run_command": "Update",
}
METHODS = {"create": "POST", "update": "PUT", "delete": "DELETE", "run_command": "POST"}
TAILS = {
    "get": "/{id}",
    "delete": "/{id}",
    "batch": f"/{BATCH_QUERY}",
    "commands": "/commands",
    "run_command": "/runcommand",
}
SLUGS = {
    "search": "get-{}",
    "get": "get-{}-by-id",
    "batch": "get-{}-batch",
    "create": "post-{}",
    "update": "put-{}",
    "delete": "delete-{}-by-id",
    "commands": "get-{}-commands",
    "run_command": "post-{}-run-command",
}
Default = str | int | float | bool | None
Members = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A field that a row states: name, type as written, whether it is required, its default, its enum, its words.

    `enum` is what links it to a table or to values; `nullable` is only true where the page says so. `format` is null where the page
    leaves it open. `description` has no marks of code.
    """

    name: str
    type: str
    required: bool = False
    default: Default = None
    enum: str | None = None
    nullable: bool = False
    format: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A documented answer: its status, what it is at its top, the fields of its rows, and the keys that only its sample shows."""

    status: int | None
    container: str = "object"
    fields: tuple[Stated, ...] = ()
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a page states. `children` are names and types of what samples show inside lists of objects, by place and list."""

    name: str
    operation: str
    method: str
    path: str
    title: str
    role: str | None
    parameters: tuple[tuple[str, Stated], ...] = ()
    body: tuple[Stated, ...] | None = None
    content_type: str | None = None
    children: dict[tuple[str, str], Members]
    answers: tuple[Answer, ...] = ()
    enums: dict[str, tuple[tuple[int, str], ...]]


#: What is folded away below `Errors`.
ERROR_MEMBERS: Members = (("AttemptedValue", "any"), ("Message", "string"), ("PropertyName", "string"))


def default_of(text: str | None, kind: str) -> Default:
    """A default as a value of its field's type."""
    if text is None or kind == "string":
        return text
    if kind == "boolean":
        return text == "true"
    return int(text) if text.lstrip("-").isdecimal() else float(text)


def stated(one: Field, *, answer: bool = False) -> Stated:
    """A field as its row states it; rows of answers say neither what is required nor what is the default."""
    return Stated(
        name=one.name,
        type=one.type,
        required=one.required and not answer,
        default=None if answer else default_of(one.default, one.type),
        enum=one.enum,
        nullable=one.nullable,
        format=format_of(one),
        description=one.description.replace("`", ""),
    )


def format_of(one: Field) -> str | None:
    """The format that the words of a field tell, or its name; null where they leave it open."""
    if one.kind == "date" and re.match("Date |Earliest |Latest ", one.description):
        return "date-time"
    return "uuid" if one.kind == "guid" and one.name.endswith(("Guid", "UniqueId")) else None


def all_stated(fields: Iterable[Field], *, answer: bool = False) -> tuple[Stated, ...]:
    """Fields as their rows state them."""
    return tuple(stated(one, answer=answer) for one in fields)


def row_of(row: Row) -> Stated:
    """A row that is the same on many pages; of some it says that they may be null."""
    return Stated(
        name=row.name,
        type=row.type,
        required=row.required,
        default=default_of(row.default, row.type),
        nullable=str(row.description).startswith("null "),
        description=row.description,
    )


def envelope(blocks: Iterable[Block], status: int, untold: tuple[str, ...] = ()) -> Answer:
    """An answer to a write."""
    return Answer(status=status, fields=tuple(row_of(one) for one in blocks if isinstance(one, Row)), untold=untold)


def success(done: str) -> Answer:
    """The answer 200 of a kind of page that writes."""
    return envelope(parts.success("", done), 200, parts.UNTOLD_OF_WRITES)


def failure() -> Answer:
    """The answer 400."""
    return envelope(parts.failure(""), 400)


@cache
def of_entity(entity_name: str, kind: str) -> Truth:
    """What the page of a kind states about an entity."""
    entity = entities()[entity_name]
    parameters, body, answers = CONTENTS[kind](entity)
    return Truth(
        name=f"{entity.group}/{SLUGS[kind].format(entity.collection)}",
        operation=kind,
        method=METHODS.get(kind, "GET"),
        path=entity.path + TAILS.get(kind, ""),
        title=TITLES[kind].format(name=entity.name, plural=entity.plural),
        role=f"{entity.name}-{ROLES[kind]}",
        parameters=parameters,
        body=body,
        content_type=None if body is None else "application/json",
        children=children_of(entity, kind, answers),
        answers=answers,
        enums=enums_in(parameters, body, answers),
    )


TITLES = {
    "search": "Search {plural}",
    "get": "Get one {name}",
    "batch": "Get several {plural}",
    "create": "Create {name}",
    "update": "Update {name}",
    "delete": "Delete {name}",
    "commands": "List commands for {plural}",
    "run_command": "Run command for {plural}",
}

Parameters = tuple[tuple[str, Stated], ...]
Body = tuple[Stated, ...] | None
Content = tuple[Parameters, Body, tuple[Answer, ...]]


def id_in_path(entity: Entity) -> Parameters:
    """The id in the path of one record."""
    return (("path", row_of(parts.id_row(entity))),)


def search(entity: Entity) -> Content:
    """Parameters, body and answers of a list."""
    paging = [row_of(one) for one in reading_pages.PAGING]
    fields = [*paging, *all_stated(filter_fields(entity)), *all_stated(range_fields(entity))]
    answer = envelope(reading_pages.list_rows(entity), 200)
    return tuple(("query", one) for one in fields), None, (answer,)


def get(entity: Entity) -> Content:
    """Parameters, body and answers of one record."""
    fields = all_stated(record_fields(entity), answer=True)
    return id_in_path(entity), None, (Answer(status=200, fields=fields, untold=tuple(samples.UNTOLD)),)


def batch(entity: Entity) -> Content:
    """Parameters, body and answers of several records, of which a sample alone tells."""
    names = tuple(one.name for one in short_record(entity))
    answer = Answer(status=200, container="array", untold=(*names, *samples.UNTOLD))
    return (("query", row_of(reading_pages.ids_row(entity))),), None, (answer,)


def commands(entity: Entity) -> Content:
    """Parameters, body and answers of the list of commands."""
    rows = envelope(reading_pages.command_rows(), 200, tuple(reading_pages.UNTOLD_OF_COMMANDS))
    return (("query", row_of(reading_pages.command_id_row(entity))),), None, (replace(rows, container="array"),)


def create(entity: Entity) -> Content:
    """Parameters, body and answers of making a record."""
    return (), body_of(entity, update=False), (success("made"), failure())


def update(entity: Entity) -> Content:
    """Parameters, body and answers of changing a record."""
    return (), body_of(entity, update=True), (success("changed"), failure())


def delete(entity: Entity) -> Content:
    """Parameters, body and answers of throwing a record away."""
    return id_in_path(entity), None, (success("thrown away"),)


def run_command(entity: Entity) -> Content:
    """Parameters, body and answers of running a command."""
    body = tuple(row_of(one) for one in writing_pages.command_rows(entity))
    return (), body, (success("worked on"), failure())


CONTENTS = {
    "search": search,
    "get": get,
    "batch": batch,
    "create": create,
    "update": update,
    "delete": delete,
    "commands": commands,
    "run_command": run_command,
}


def body_of(entity: Entity, *, update: bool) -> tuple[Stated, ...]:
    """What can be sent: the required fields, the others, the children."""
    fields = all_stated(body_fields(entity, update=update))
    required = tuple(one for one in fields if one.required)
    optional = tuple(one for one in fields if not one.required)
    return (*required, *optional, *all_stated(child_fields(entity)))


def children_of(entity: Entity, kind: str, answers: tuple[Answer, ...]) -> dict[tuple[str, str], Members]:
    """What stands in lists of objects: children that are sent, the records of a list, the rows of an error."""
    found: dict[tuple[str, str], Members] = {}
    if kind in ("create", "update"):
        found |= {("body", one.name): members(samples.child(entity, one)) for one in child_fields(entity)}
    if kind == "search":
        found["200", "Records"] = members(samples.record(short_record(entity)))
    if kind in METHODS:
        found |= {(str(answer.status), "Errors"): ERROR_MEMBERS for answer in answers}
    return found


def members(sample: dict[str, Any]) -> Members:
    """The names of a sample's keys and the types of its values."""
    return tuple((name, TYPES_SHOWN[type(value)]) for name, value in sample.items())


TYPES_SHOWN = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
    type(None): "any",
}


def enums_in(parameters: Parameters, body: Body, answers: tuple[Answer, ...]) -> dict[str, tuple[tuple[int, str], ...]]:
    """The enums to which the fields of a page refer, with their values."""
    fields = [one for _, one in parameters] + [*(body or ())] + [one for each in answers for one in each.fields]
    return {one.enum: enums()[one.enum].values for one in fields if one.enum}


# Pages of another make


def of_extra(name: str) -> Truth:
    """What a page of the market, of tokens or of the portal states."""
    page = extra_pages.facts()[name]
    places = {place: rows_stated(page, place) for place in ("query", "header", "body", "response")}
    fields = [one for one in places["response"] if not one.name[:3].isdigit()]
    first, *others = page["answers"]
    shown = extra_pages.example_of(page)
    answer = Answer(
        status=first or None,
        container="array" if isinstance(shown, list) else "object",
        fields=tuple(fields),
        untold=tuple(page.get("untold", ())) if fields else tuple(shown[0] if isinstance(shown, list) else shown),
    )
    return Truth(
        name=name,
        operation=page["operation"],
        method=page["method"],
        path=page["path"],
        title=page["title"],
        role=None,
        parameters=tuple((place, one) for place in ("query", "header") for one in places[place]),
        body=places["body"] or None,
        content_type=page.get("content_type", "application/json") if places["body"] else None,
        children={},
        answers=(answer, *(failed(page, status) for status in others)),
        enums={},
    )


def failed(page: dict[str, Any], status: int) -> Answer:
    """An answer that a row names by its status; what it holds is shown by a sample, or by nothing."""
    untold = tuple(page.get("errors_show", {}).get(str(status), ()))
    return Answer(status=status, container="object" if untold else "none", untold=untold)


def rows_stated(page: dict[str, Any], place: str) -> tuple[Stated, ...]:
    """The fields that a section of such a page states."""
    shown = extra_pages.example_of(page)
    null = {name for name, value in shown.items() if value is None} if isinstance(shown, dict) else set()
    null = null if place == "response" else set(page.get("nullable", ()))
    return tuple(
        Stated(
            name=row.name,
            type=row.type,
            required=row.required,
            default=default_of(row.default, row.type),
            nullable=row.name in null,
            description=row.description and row.description.replace("`", ""),
        )
        for row in extra_pages.rows(page, place)
    )


@cache
def truths() -> dict[str, Truth]:
    """What each page of the site states, by the name of the page."""
    found = [of_entity(entity.name, kind) for entity in entities().values() for kind in entity.kinds]
    found += [of_extra(name) for name in extra_pages.facts()]
    return {one.name: one for one in found}
