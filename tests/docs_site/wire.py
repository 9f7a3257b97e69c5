"""The fields that travel: an entity in, the fields of its bodies, records and filters out, as pages list them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.docs_site.entities import Entity, entities, enums
from tests.docs_site.notation import SIMPLE, Property, words_of

#: The properties of a record whose texts appear in the records that point to it.
SHOWN = ("Name", "Code", "Number", "Title", "FullName")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field on the wire. `type` is what pages write, `kind` what it means; `of` is the property that it comes from."""

    name: str
    type: str
    kind: str
    description: str
    required: bool = False
    nullable: bool = False
    default: str | None = None
    enum: str | None = None
    of: Property | None = None


#: What every record has behind its own fields.
BASE = (
    Field(name="Id", type="integer", kind="integer", description="The number of the record."),
    Field(name="UniqueId", type="string", kind="guid", description="A mark that no other record has."),
    Field(name="CreatedOn", type="string", kind="date", description="Date and time at which the record was made."),
    Field(name="UpdatedOn", type="string", kind="date", description="Date and time of its latest change."),
    Field(name="UpdatedBy", type="string", kind="mail", description="Mail address of whoever changed it."),
    Field(name="IsNew", type="boolean", kind="boolean", description="Whether the record is not stored yet."),
    Field(name="SystemId", type="string", kind="string", description="What other systems call the record."),
)


def titled(name: str) -> str:
    """A name as the older pages describe a field: `Wheel Count.`"""
    return " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)) + "."


def plain(entity: Entity, one: Property) -> Field:
    """A property that travels as a single field, with its description and no word about enums."""
    name = f"{one.name}Id" if one.kind == "ref" else one.name
    kinds = {"enum": "integer", "ref": "integer", "ids": "integer[]", "children": "object[]"}
    return Field(
        name=name,
        type=kinds.get(one.kind) or SIMPLE[one.kind],
        kind=one.kind,
        description=titled(name) if entity.older else one.description,
        required=one.required,
        nullable=one.nullable,
        default=one.default,
        enum=one.target if one.kind == "enum" else None,
        of=one,
    )


def referring(one: Field) -> Field:
    """A field whose description refers to the table of its enum on the same page."""
    return replace(one, description=f"{one.description} See `{one.enum}` enum above.") if one.enum else one


def listing(entity: Entity, one: Field) -> Field:
    """A field of an answer: newer pages list the values of its enum, older ones say nothing of it."""
    if one.enum is None or entity.older:
        return replace(one, enum=None)
    values = ", ".join(f"{value} = {name}" for value, name in enums()[one.enum].values)
    return replace(one, description=f"{one.description} See `{one.enum}` enum values: {values}.")


# Bodies


def body_fields(entity: Entity, *, update: bool) -> list[Field]:
    """What can be sent, in the order of the facts: without children and without what is read only."""
    found = [Field(name="Id", type="integer", kind="integer", description=id_words(entity), required=True)] * update
    for one in entity.properties:
        if not one.read_only and one.kind != "children":
            found += sent(entity, one, update=update)
    return found


def id_words(entity: Entity) -> str:
    """How an update describes the id."""
    return f"The Id of the {entity.noun} to change."


def sent(entity: Entity, one: Property, *, update: bool) -> list[Field]:
    """The fields by which one property is sent: a file has two, a list of ids on an update three."""
    if one.kind == "file":
        return file_fields(one)
    field = referring(plain(entity, one))
    if one.kind != "ids" or not update:
        return [field]
    words = words_of(one.name)
    twins = (("Added", f"Ids to add to the {words}."), ("Removed", f"Ids to take out of the {words}."))
    return [field, *(replace(field, name=f"{verb}{one.name}", kind=verb, description=text) for verb, text in twins)]


def file_fields(one: Property) -> list[Field]:
    """How a file is sent: by an address, or taken away by a flag."""
    words = words_of(one.name)
    return [
        Field(
            name=f"New{one.name}Url",
            type="string",
            kind="file-url",
            description=f"Public address from which the server fetches a new file for the {words}.",
            of=one,
        ),
        Field(
            name=f"Clear{one.name}File",
            type="boolean",
            kind="file-clear",
            description=f"Whether the {words} is thrown away.",
            of=one,
        ),
    ]


def child_fields(entity: Entity) -> list[Field]:
    """The lists of children that can be sent."""
    return [plain(entity, one) for one in entity.properties if one.kind == "children"]


# Records


def own_fields(entity: Entity) -> list[Field]:
    """What a record says of itself; of a file its name."""
    found = []
    for one in entity.properties:
        if one.kind == "file":
            name = f"{one.name}FileName"
            words = titled(name) if entity.older else f"Name of the file that is the {words_of(one.name)}."
            found.append(Field(name=name, type="string", kind="file-name", description=words, of=one))
        elif one.kind != "children":
            found.append(plain(entity, one))
    return found


def joined(entity: Entity) -> Iterator[tuple[tuple[str, ...], Field]]:
    """Fields of the records that a record points to: their way as names, and the field as the record shows it."""
    for one in entity.properties:
        if one.kind == "ref" and one.target:
            yield from joined_of(one, entities()[one.target], (one.name,))


def joined_of(one: Property, target: Entity, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Field]]:
    """The shown texts of a target, and those of its currency."""
    for shown in target.properties:
        if shown.name in SHOWN and shown.kind == "string":
            path = (*way, shown.name)
            words = f"{words_of(shown.name).capitalize()} of the {words_of(way[-1])}."
            yield path, Field(name="".join(path), type="string", kind="joined", description=words, of=one)
        elif shown.name == "Currency" and len(way) == 1:
            yield from joined_of(one, entities()["Currency"], (*way, "Currency"))


def record_fields(entity: Entity) -> list[Field]:
    """The fields of an answer that is one record: its own, joined ones, and what every record has."""
    own = [listing(entity, one) for one in own_fields(entity)]
    return [*own, *(one for _, one in joined(entity)), *BASE]


# Filters


def filter_fields(entity: Entity) -> list[Field]:
    """What a search can filter by: foreign keys without `Id`, joined fields with a line between their parts; no lists, no moments."""
    found = []
    for one in entity.properties:
        if one.kind not in ("date", "time", "ids", "children", "file", "object"):
            field = plain(entity, one)
            words = f"Filter by {field.description[0].lower()}{field.description[1:]}"
            named = replace(field, name=f"{entity.name}_{one.name}", description=words, required=False, default=None)
            found.append(referring(named))
    for path, field in joined(entity):
        words = f"Filter by {field.description[0].lower()}{field.description[1:]}"
        found.append(replace(field, name="_".join((entity.name, *path)), description=words))
    return found


def range_fields(entity: Entity) -> list[Field]:
    """What a search can bound on both sides: moments and numbers, and when a record was made and changed."""
    kinds = ("date", "number", "integer")
    fields = [plain(entity, one) for one in entity.properties if one.kind in kinds]
    fields += [one for one in BASE if one.name in ("CreatedOn", "UpdatedOn")]
    return [bound(entity, one, side) for one in fields for side in ("from", "to")]


def bound(entity: Entity, one: Field, side: str) -> Field:
    """One side of a range."""
    words = words_of(one.name)
    text = f"{'Smallest' if side == 'from' else 'Largest'} value of {words}."
    if one.kind == "date":
        text = f"{'Earliest' if side == 'from' else 'Latest'} value of {words}. Format: YYYY-MM-DDTHH:mm."
    return Field(
        name=f"{side}_{entity.name}_{one.name}",
        type="string" if one.kind == "date" else one.type,
        kind=one.kind,
        description=text,
        of=one.of,
    )
