"""A checked request in; what it does to the records, and its answer, out."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from .checking import Problem, Values
from .documents import Document, Operation
from .listing import page_of
from .multipart import Part
from .replies import Reply, documented, failure, json_reply
from .roles import OTHER, Collection, Role, is_slot, roles_of
from .samples import example_of
from .shaping import answer_with, full, items_with, page_with
from .store import File, Record, Store
from .vocabulary import normal

Act = Callable[["Actions", Operation, Role, Collection, "Call"], Reply]
#: Contents that stand for a file that nobody has uploaded.
NO_FILE = b"content"


class Call:
    """A request at its collection: the values of its slots, what it says, and the scope in which its records are."""

    def __init__(
        self, operation: Operation, collection: Collection | None, slots: Mapping[str, str], values: Values
    ) -> None:
        self.values = values
        self.place = place_of(operation.path, slots)
        self.scope = place_of(collection.path, slots) if collection else ""
        self.body: Record = values.body if isinstance(values.body, dict) else {}
        self.collection = collection

    @property
    def key(self) -> Any:
        """The id that a request names: in its path, else in its body, else in its query; null where it names none."""
        one = self.collection
        if one is None:
            return None
        if one.slot in self.values.path and self.place != self.scope:
            return self.values.path[one.slot]
        wanted = normal(one.member)
        places = (self.body, self.values.query)
        return next((value for place in places for name, value in place.items() if normal(name) == wanted), None)


def place_of(path: str, slots: Mapping[str, str]) -> str:
    """A path with its slots filled in, without a slash at its end."""
    for name, value in slots.items():
        path = path.replace("{" + name + "}", quote(value, safe="", errors="surrogateescape"))
    return path.rstrip("/")


class Actions:
    """What the operations of a document do to the records of a store. `seed` is how many records a collection begins with."""

    def __init__(self, document: Document, store: Store, seed: int = 0) -> None:
        self.document = document
        self.store = store
        self.seed = seed
        self.roles = roles_of(document)
        self._seeded: set[str] = set()
        self._made: Counter[str] = Counter()
        self._collections = {one.collection.path: one.collection for one in self.roles.values() if one.collection}
        self._slotted = [one for path, one in self._collections.items() if "{" in path]

    def act(self, operation: Operation, slots: Mapping[str, str], values: Values) -> Reply:
        """Do what a request asks for, and answer it."""
        role = self.roles.get(id(operation), OTHER)
        call = Call(operation, role.collection, slots, values)
        if role.collection is None:
            return self.other(operation, call)
        self.fill(role.collection, call.scope)
        return ACTS[role.kind](self, operation, role, role.collection, call)

    def locate(self, path: str) -> tuple[Collection, str] | None:
        """The collection that a path is about, with its slots filled in but for the last, and the scope of its records; null if none."""
        pieces = path.rstrip("/").split("/")
        for whole in (pieces, pieces[:-1]) if is_slot(pieces[-1]) else (pieces,):
            scope = "/".join(whole)
            exact = [self._collections[scope]] if scope in self._collections else self._slotted
            for one in exact:
                below = one.path.split("/")
                if len(whole) == len(below) and all(is_slot(b) or a == b for a, b in zip(whole, below, strict=True)):
                    return one, scope
        return None

    def forget(self) -> None:
        """Forget all records; collections begin anew."""
        self.store.clear()
        self._seeded.clear()
        self._made.clear()

    def fill(self, collection: Collection, scope: str) -> None:
        """Put the first records into a scope, once."""
        if scope not in self._seeded:
            self._seeded.add(scope)
            if self.seed and not self.store.all(scope) and collection.example:
                for _ in range(self.seed):
                    self.make(collection, scope, {})

    def make(self, collection: Collection, scope: str, body: Record, key: Any = None) -> Record:
        """Keep a new record under a key, else under the id that it has if that is free, else under a new one."""
        sent = body.get(collection.member)
        if key is None:
            free = sent is not None and self.store.get(scope, sent) is None
            key = sent if free else self.new_key(collection, scope)
        record = {**body, collection.member: key}
        self.store.put(scope, key, record)
        return record

    def new_key(self, collection: Collection, scope: str) -> Any:
        """An id that no record has: the next number, or what is made of it."""
        if collection.kind != "uuid":
            number = self.store.next_number(scope)
            return number if collection.kind == "integer" else str(number)
        while True:
            self._made[scope] += 1
            key = str(uuid5(NAMESPACE_URL, f"{scope}/{self._made[scope]}"))
            if self.store.get(scope, key) is None and not self.store.is_deleted(scope, key):
                return key

    def find(self, collection: Collection, call: Call) -> Record | None:
        """The record that a request names. Where no operation makes records, each is there until it is deleted."""
        key = call.key
        if key is None:
            return None
        found = self.store.get(call.scope, key)
        if found is None and not collection.creatable and not self.store.is_deleted(call.scope, key):
            return self.make(collection, call.scope, {}, key)
        return found

    def missing(self, operation: Operation) -> Reply:
        """The answer where there is no record of an id."""
        return failure(self.document, operation, 404, "there is no such record")

    def answered(self, operation: Operation, collection: Collection, record: Record) -> Reply:
        """The documented answer to a call about one record."""
        body = answer_with(self.document, operation.success, collection, record)
        return documented(operation.success, body)

    # What operations do

    def list(self, operation: Operation, role: Role, collection: Collection, call: Call) -> Reply:
        """One page of the records that fit."""
        records = [full(collection, one) for one in self.store.all(call.scope)]
        page = page_of(self.document, operation, call.values.query, records)
        answer = operation.success
        body = page_with(self.document, answer, role, items_with(self.document, answer, role, page.records), page.facts)
        return json_reply(answer.status, body)

    def get(self, operation: Operation, role: Role, collection: Collection, call: Call) -> Reply:
        """One record, or its file."""
        record = self.find(collection, call)
        if record is None:
            return self.missing(operation)
        if operation.success.media is not None and not operation.success.is_json:
            return self.file(operation, call)
        return self.answered(operation, collection, record)

    def create(self, operation: Operation, role: Role, collection: Collection, call: Call) -> Reply:
        """Make a record of what was sent."""
        record = self.make(collection, call.scope, self.kept(operation, collection, call.body, {}))
        place = f"{call.scope}/{quote(str(record[collection.member]), safe='', errors='replace')}"
        self.keep_files(place, call.values.files)
        return self.answered(operation, collection, record)

    def update(self, operation: Operation, role: Role, collection: Collection, call: Call) -> Reply:
        """Put what was sent into the place of a record."""
        return self.write(operation, collection, call, {})

    def change(self, operation: Operation, role: Role, collection: Collection, call: Call) -> Reply:
        """Put the members that were sent into a record."""
        return self.write(operation, collection, call, self.find(collection, call) or {})

    def write(self, operation: Operation, collection: Collection, call: Call, base: Record) -> Reply:
        """Write what was sent over `base` and keep it as the record that the request names."""
        old = self.find(collection, call)
        if old is None:
            if call.key is None:
                row = Problem(name=collection.member, place="body", words="is a required field")
                return failure(self.document, operation, 400, "no record is named", [row])
            return self.missing(operation)
        key = old[collection.member]
        record = {**base, **self.kept(operation, collection, call.body, full(collection, old)), collection.member: key}
        self.store.put(call.scope, key, record)
        self.keep_files(call.place, call.values.files)
        return self.answered(operation, collection, record)

    def delete(self, operation: Operation, role: Role, collection: Collection, call: Call) -> Reply:
        """Delete a record."""
        record = self.find(collection, call)
        if record is None:
            return self.missing(operation)
        self.store.delete(call.scope, record[collection.member])
        return self.answered(operation, collection, record)

    def other(self, operation: Operation, call: Call) -> Reply:
        """Keep the files that were sent, give those that are asked for, else answer as documented."""
        self.keep_files(call.place, call.values.files)
        answer = operation.success
        if answer.media is not None and not answer.is_json:
            return self.file(operation, call)
        return documented(answer, example_of(self.document, answer))

    # Lists and files

    def kept(self, operation: Operation, collection: Collection, body: Record, old: Record) -> Record:
        """What is kept of a body: the members that change lists are applied to them instead."""
        told = self.document.extension.get("bodies", {})
        known = self.document.properties(operation.body)
        # What only answers have is taken without a word, and does not count.
        record = {
            name: value for name, value in body.items() if not self.document.follow(known.get(name)).get("readOnly")
        }
        for name in known:
            for kind in ("adds", "removes"):
                member = listed_by(str(told.get(kind) or ""), name)
                if member is not None and (member in record or member in old):
                    there = record.get(member, old.get(member))
                    record[member] = CHANGES[kind](there, record.pop(name, None))
        return record

    def keep_files(self, place: str, files: tuple[Part, ...]) -> None:
        """Keep uploaded files below a place: the only one there, else each under its name."""
        for one in files:
            at = f"{place}/{quote(one.name, safe='', errors='replace')}" if one.name else place
            self.store.put_file(at, File(filename=one.filename or "", media=one.media, content=one.content))

    def file(self, operation: Operation, call: Call) -> Reply:
        """The file at the place of a request, else the one of the record above it, else some bytes."""
        media = operation.success.media or "application/octet-stream"
        found = self.store.file(call.place) or self.store.file(call.place.rpartition("/")[0])
        if found is None:
            shown = operation.success.example
            content = shown.encode(errors="replace") if isinstance(shown, str) else NO_FILE
            return Reply(status=operation.success.status, content=content, media=plain_media(media, None))
        headers = {"x-filename": found.filename} if found.filename.isascii() and found.filename.isprintable() else {}
        return Reply(
            status=operation.success.status,
            content=found.content,
            media=plain_media(media, found.media),
            headers=headers,
        )


def plain_media(wanted: str, sent: str | None) -> str:
    """The media type of a file: as it is documented, or as it came where several are allowed; never a line too many."""
    media = wanted if "*" not in wanted else sent or "application/octet-stream"
    return media if media.isascii() and media.isprintable() else "application/octet-stream"


ACTS: dict[str, Act] = {
    "list": Actions.list,
    "get": Actions.get,
    "create": Actions.create,
    "update": Actions.update,
    "change": Actions.change,
    "delete": Actions.delete,
}


def listed_by(pattern: str, name: str) -> str | None:
    """The list that a member called by a pattern changes; null where it is called otherwise."""
    before, slot, behind = pattern.partition("{member}")
    if not slot or not name.startswith(before) or not name.endswith(behind):
        return None
    return name[len(before) : len(name) - len(behind)] or None


def added(there: Any, more: Any) -> Any:
    """A list with items that were not in it."""
    items = there if isinstance(there, list) else []
    return [*items, *(one for one in more if one not in items)] if isinstance(more, list) else there


def removed(there: Any, less: Any) -> Any:
    """A list without some items."""
    items = there if isinstance(there, list) else []
    return [one for one in items if one not in less] if isinstance(less, list) else there


CHANGES: dict[str, Callable[[Any, Any], Any]] = {"adds": added, "removes": removed}
