"""Records as they are kept in, answers in their documented shape out."""

from typing import Any

from .documents import Answer, Document, Schema
from .roles import Collection, Role
from .samples import example_of, sample
from .store import Record
from .vocabulary import COUNTS, meaning


def full(collection: Collection, record: Record) -> Record:
    """A record with everything that a documented one has."""
    return {**collection.example, **record}


def answer_with(document: Document, answer: Answer, collection: Collection, record: Record) -> Any:
    """The documented answer to a call about one record, with the record in the place of the documented one."""
    shown = example_of(document, answer)
    if not isinstance(shown, dict):
        return shown
    if holds(shown, collection.member):
        return filled(document, shown, answer.schema, collection, record)
    known = document.properties(answer.schema)
    alike = len(set(record) & {*shown, *known})
    return shaped(document, shown, answer.schema, record) if alike * 2 > len(record) else shown


def holds(value: Any, member: str) -> bool:
    """Whether an object or one inside it has a member that is an id."""
    return isinstance(value, dict) and (member in value or any(holds(one, member) for one in value.values()))


def filled(document: Document, shown: Any, schema: Schema, collection: Collection, record: Record) -> Any:
    """An example with the record in the place of each object that has an id; what is around it stays as it is."""
    if not isinstance(shown, dict):
        return shown
    if collection.member in shown:
        return shaped(document, shown, schema, record)
    known = document.properties(schema)
    return {name: filled(document, one, known.get(name, {}), collection, record) for name, one in shown.items()}


def shaped(document: Document, shown: Record, schema: Schema, record: Record) -> Record:
    """A record with the members of an example and of its schema; of those that it does not have, what the example has."""
    known = document.properties(schema)
    if not known and not shown:
        return record
    return {**shown, **{name: value for name, value in record.items() if name in shown or name in known}}


def items_with(document: Document, answer: Answer, role: Role, records: list[Record]) -> list[Record]:
    """Records as the items of a list are documented."""
    schema, shown = answer.schema, example_of(document, answer)
    if role.items is not None:
        schema = document.properties(schema)[role.items]
        shown = shown.get(role.items) if isinstance(shown, dict) else None
    schema = document.items(schema)
    first = shown[0] if isinstance(shown, list) and shown else sample(document, schema)
    return [shaped(document, first if isinstance(first, dict) else {}, schema, one) for one in records]


def page_with(document: Document, answer: Answer, role: Role, items: list[Record], facts: dict[str, Any]) -> Any:
    """The documented answer of a list around its items, with the counts that `facts` tells; the items alone where nothing is around."""
    if role.items is None:
        return items
    shown = example_of(document, answer)
    around = shown if isinstance(shown, dict) else {}
    told = document.extension.get("pagination", {})
    named = {told[kind]: facts[kind] for kind in ("total", "pages") if kind in told}
    known = {**dict.fromkeys(document.properties(answer.schema)), **around}
    guessed = {
        name: counted(name, value, facts) for name, value in known.items() if name in around or meaning(name, COUNTS)
    }
    return {**guessed, **named, role.items: items}


def counted(name: str, shown: Any, facts: dict[str, Any]) -> Any:
    """What a member of a page says: one of the facts where its name is that of one and the type fits, else what is documented."""
    value = facts.get(meaning(name, COUNTS) or "")
    fits = shown is None or type(value) is type(shown)
    return shown if value is None or not fits else value
