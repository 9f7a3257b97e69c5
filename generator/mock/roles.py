"""The operations of a document in; what each of them does to which records out, told by paths and shapes, never by names of an API."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .documents import Document, Operation, Schema
from .samples import example_of, sample
from .vocabulary import normal

#: What a method does to the record whose path it is given.
ITEM_ROLES = {"GET": "get", "PUT": "update", "PATCH": "change", "DELETE": "delete"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Records of one kind: the path that they are below, the member that is their id, and a record as it is documented.

    `kind` is the type of ids: integer, uuid or string. Where `creatable` is false no operation makes records, so that those which are
    asked for are there.
    """

    path: str
    slot: str | None
    member: str
    kind: str
    creatable: bool
    schema: Schema
    example: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What an operation does: list, get, create, update (replace), change (a part), delete, or other.

    `items` is the member in which a list has its items.
    """

    kind: str
    collection: Collection | None = None
    items: str | None = None


OTHER = Role(kind="other")


def roles_of(document: Document) -> dict[int, Role]:
    """The role of each operation by its `id`; those that are not in it do something of their own."""
    bases: dict[str, list[Operation]] = {}
    for one in document.operations:
        bases.setdefault(base_of(one.path), []).append(one)
    found: dict[int, Role] = {}
    for base, members in bases.items():
        kinds = {id(one): kind for one in members if (kind := kind_of(document, one))}
        if not is_collection(document, members, kinds):
            continue
        collection = collection_of(document, base, members, kinds)
        for one in members:
            if id(one) in kinds:
                items = items_member(document, one) if kinds[id(one)] == "list" else None
                found[id(one)] = Role(kind=kinds[id(one)], collection=collection, items=items)
    return found


def base_of(path: str) -> str:
    """The path of the collection that a path belongs to: without the id at its end, and without a slash there."""
    above, _, last = path.rpartition("/")
    return above if last == "" or is_slot(last) else path


def is_slot(segment: str) -> bool:
    """Whether a segment is one slot and nothing else."""
    return segment.startswith("{") and segment.endswith("}") and segment.count("{") == 1


def is_item(operation: Operation) -> bool:
    """Whether an operation is about the one record that its path names."""
    return is_slot(operation.path.rpartition("/")[2])


def kind_of(document: Document, one: Operation) -> str | None:
    """What an operation does if its path is one of a collection; null where it does something of its own."""
    if is_item(one):
        return ITEM_ROLES.get(one.method)
    if one.method == "GET":
        return "list" if is_list(document, one) else None
    if one.method == "POST":
        return None if one.path.endswith("/") and len(one.path) > 1 and not one.bodies else "create"
    return ITEM_ROLES.get(one.method) if identifies(document, one) else None


def is_list(document: Document, one: Operation) -> bool:
    """Whether an operation answers with a list of objects."""
    return "array" in document.kinds(one.success.schema) or items_member(document, one) is not None


def items_member(document: Document, one: Operation) -> str | None:
    """The member of an answer that holds the items of a list; null where the answer is the list, or no list."""
    wanted = document.extension.get("pagination", {}).get("items")
    known = document.properties(one.success.schema)
    if wanted in known or not one.success.is_json:
        return str(wanted) if wanted in known else None
    lists = (name for name, part in known.items() if "array" in document.kinds(part))
    return next((name for name in lists if document.properties(document.items(known[name]))), None)


def identifies(document: Document, one: Operation) -> bool:
    """Whether an operation names a record in its body or query."""
    names = [*document.properties(one.body), *(p.name for p in one.parameters if p.place == "query")]
    return any(normal(name) == "id" for name in names)


def is_collection(document: Document, members: Iterable[Operation], kinds: dict[int, str]) -> bool:
    """Whether operations are about records: some record has a path, is changed by its id, or can be both made and listed."""
    there = [(kinds[id(one)], is_item(one)) for one in members if id(one) in kinds]
    changed = {kind for kind, _ in there} & {"update", "change"}
    return any(item for _, item in there) or bool(changed) or {"list", "create"} <= {kind for kind, _ in there}


def collection_of(document: Document, base: str, members: list[Operation], kinds: dict[int, str]) -> Collection:
    """The collection that operations are about."""
    by_kind = {kinds[id(one)]: one for one in reversed(members) if id(one) in kinds}
    slot = next((one.path.rpartition("/")[2][1:-1] for one in members if is_item(one)), None)
    schema, example = record_of(document, by_kind)
    names = list(dict.fromkeys([*document.properties(schema), *example]))
    member = id_member(names, slot)
    return Collection(
        path=base,
        slot=slot,
        member=member,
        kind=id_kind(document, members, slot, document.properties(schema).get(member, {}), example.get(member)),
        creatable="create" in by_kind,
        schema=schema,
        example=example,
    )


def record_of(document: Document, by_kind: dict[str, Operation]) -> tuple[Schema, dict[str, Any]]:
    """The schema and the example of a record: as it is read, listed, or sent, whichever the document has first."""
    for kind in ("get", "list"):
        one = by_kind.get(kind)
        shown = example_of(document, one.success) if one and one.success.is_json else None
        if one and kind == "list":
            schema, shown = listed(document, one, shown)
        elif one:
            schema = one.success.schema
        if isinstance(shown, dict):
            return schema, shown
    for kind in ("update", "change", "create"):
        if kind in by_kind:
            body = by_kind[kind].body
            shown = sample(document, body)
            return body, shown if isinstance(shown, dict) else {}
    return {}, {}


def listed(document: Document, one: Operation, shown: Any) -> tuple[Schema, Any]:
    """The schema of the items of a list, and the first of them in its example, else a made one."""
    member = items_member(document, one)
    schema = one.success.schema if member is None else document.properties(one.success.schema)[member]
    inside = shown.get(member) if isinstance(shown, dict) and member is not None else shown
    items = document.items(schema)
    return items, inside[0] if isinstance(inside, list) and inside else sample(document, items)


def id_member(names: list[str], slot: str | None) -> str:
    """The member that is the id of a record: called as the slot of its path, or `id`, or ending so."""
    plain = {normal(name): name for name in reversed(names)}
    wanted = [normal(slot or "id"), "id", "uniqueid", "uuid", "guid", "key"]
    found = next((plain[word] for word in wanted if word in plain), None)
    return found or "id"


def id_kind(document: Document, members: list[Operation], slot: str | None, schema: Schema, shown: Any) -> str:
    """The type of the ids."""
    rows = (p.schema for one in members for p in one.parameters if p.place == "path" and p.name == slot)
    known = [next(rows, {}), schema]
    kinds = next((found for one in known if (found := document.kinds(one))), frozenset[str]())
    if kinds & {"integer", "number"} or (not kinds and isinstance(shown, int)):
        return "integer"
    return "uuid" if any(document.follow(one).get("format") == "uuid" for one in known) else "string"
