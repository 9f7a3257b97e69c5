"""What a write does: the body of a request in, a changed store out, or the rows that say what was wrong."""

from dataclasses import dataclass
from typing import Any

from tests.docs_site.entities import Entity, child_properties, entities
from tests.docs_site.records import Record, Store
from tests.docs_site.truth import default_of
from tests.docs_site.wire import Field, body_fields, child_fields, own_fields, plain

MISSING, MISTYPED, UNKNOWN = "has to be filled in", "has another type", "does not exist"
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
}
ITEMS: dict[str, type] = {"integer[]": int, "object[]": dict}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a body: the property, what was sent, what is wrong."""

    name: str
    value: Any
    words: str


def problems(store: Store, entity: Entity, body: Record, *, update: bool) -> list[Problem]:
    """All that is wrong with a body; members that nobody knows are passed over."""
    fields = [*body_fields(entity, update=update), *child_fields(entity)]
    found = [problem_of(store, one, body) for one in fields if one.name != "Id"]
    return [one for one in found if one] + child_problems(store, entity, body)


def problem_of(store: Store, one: Field, body: Record, inside: str = "") -> Problem | None:
    """What is wrong with one field; a foreign key is called after what it points to."""
    sent = body.get(one.name)
    name = inside + (one.of.name if one.of and one.kind == "ref" else one.name)
    if sent is None:
        free = not one.required or (one.nullable and one.name in body)
        return None if free else Problem(name=name, value=None, words=MISSING)
    if not fits(one.type, sent):
        return Problem(name=name, value=sent, words=MISTYPED)
    if one.kind == "ref" and one.of and store.find(one.of.target, sent) is None:
        return Problem(name=name, value=sent, words=UNKNOWN)
    return None


def fits(kind: str, sent: Any) -> bool:
    """Whether a value has a documented type."""
    if isinstance(sent, bool):
        return kind == "boolean"
    items = ITEMS.get(kind)
    if items and isinstance(sent, list):
        return all(isinstance(one, items) for one in sent)
    return isinstance(sent, TYPES.get(kind, ()))


def child_problems(store: Store, entity: Entity, body: Record) -> list[Problem]:
    """What is wrong with children."""
    found = []
    for one in child_fields(entity):
        for place, child in enumerate(children_in(body, one)):
            inside = f"{one.name}[{place}]."
            found += [problem_of(store, each, child, inside) for each in child_members(entity, one)]
    return [one for one in found if one]


def children_in(body: Record, one: Field) -> list[Record]:
    """The children that a body sends in a list; none where it is no such list."""
    sent = body.get(one.name)
    return sent if sent is not None and fits(one.type, sent) else []


def child_members(entity: Entity, one: Field) -> list[Field]:
    """What can be sent of a child."""
    assert one.of is not None and one.of.target is not None
    return [plain(entity, each) for each in child_properties(entity, one.of.target)]


# Records


def valid_body(store: Store, entity: Entity) -> Record:
    """A body with all required fields, by which a record of an entity can be made: that of its first record."""
    first = next(iter(store.tables[entity.name].values()))
    return {one.name: first[one.name] for one in body_fields(entity, update=False) if one.required}


def create(store: Store, entity: Entity, body: Record) -> Record:
    """Make a record, with its children."""
    when = store.tick()
    number = store.new_id(entity)
    record = {one.name: first_value(one) for one in own_fields(entity)}
    for one in body_fields(entity, update=False):
        put(record, one, body.get(one.name), keep=True)
    store.tables[entity.name][number] = {**record, **store.base(entity, number, when)}
    create_children(store, entity, number, body)
    return store.tables[entity.name][number]


def first_value(one: Field) -> Any:
    """What a field is before anything is sent: its default, an empty list, or null."""
    if one.kind == "ids":
        return []
    return default_of(one.default, one.type)


def update(store: Store, entity: Entity, record: Record, body: Record) -> Record:
    """Change a record: what is left out becomes null, but for lists, files, and what counts only when a record is made."""
    record["UpdatedOn"] = store.tick()
    for one in body_fields(entity, update=True):
        if one.name != "Id" and not (one.of and one.of.create_only):
            put(record, one, body.get(one.name), keep=False)
    create_children(store, entity, record["Id"], body)
    return record


def put(record: Record, one: Field, sent: Any, *, keep: bool) -> None:
    """Put what was sent into a record; `keep` says that null means what is there already."""
    name = one.of.name if one.of else one.name
    if one.kind in ("Added", "Removed"):
        change_list(record, name, one.kind, sent or [])
    elif one.kind == "file-url":
        record[f"{name}FileName"] = str(sent).rsplit("/", 1)[-1] if sent else record[f"{name}FileName"]
    elif one.kind == "file-clear":
        record[f"{name}FileName"] = None if sent is True else record[f"{name}FileName"]
    elif sent is not None or not (keep or one.kind == "ids"):
        record[one.name] = sent


def change_list(record: Record, name: str, verb: str, ids: list[int]) -> None:
    """Add ids that are not there yet, or take ids out."""
    there = record[name] or []
    more = [one for one in dict.fromkeys(ids) if one not in there]
    record[name] = [*there, *more] if verb == "Added" else [one for one in there if one not in ids]


def create_children(store: Store, entity: Entity, number: int, body: Record) -> None:
    """Make the children that a body sends, each a record that points to its parent."""
    for one in child_fields(entity):
        assert one.of is not None and one.of.target is not None
        child = entities()[one.of.target]
        parent = next(each for each in child.properties if each.target == entity.name)
        for sent in children_in(body, one):
            create(store, child, {**sent, f"{parent.name}Id": number})
