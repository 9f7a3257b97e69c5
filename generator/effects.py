"""What an argument does to the record beside carrying its value: the facts of a resource in, sentences for its arguments out."""

from collections.abc import Container, Iterator

from generator.members import body_of
from generator.naming import snake
from generator.phrases import lifetime_of
from generator.spec import RecordFacts, Resource

#: What is said of an argument, by what it is in the record.
REPLACES = "Replaces the whole list."
ADDS = "Adds to `{list}` and leaves the rest of it."
REMOVES = "Removes from `{list}` and leaves the rest of it."
DOWNLOADS = "The public address of a file, which the server downloads."
CLEARS = "True takes the file away."
CREATE_ONLY = "Only when the record is made; an update does not take it."


def effects_of(resource: Resource, operation: str) -> dict[str, str]:
    """A sentence for each member of the body of `create` or `update` that does more than carry a value, by wire name."""
    if resource.record is None or operation not in ("create", "update"):
        return {}
    said = {one.name for one in body_of(resource, operation) if lifetime_of(one.description)}
    return dict(told(resource.record, operation, said))


def told(record: RecordFacts, operation: str, said: Container[str]) -> Iterator[tuple[str, str]]:
    """Wire names and sentences; of those that are `said` their own descriptions tell when they count."""
    for one in record.lists if operation == "update" else ():
        yield one.list, REPLACES
        for name, words in ((one.adds, ADDS), (one.removes, REMOVES)):
            if name:
                yield name, words.format(list=snake(one.list))
    for file in record.files:
        for name, words in ((file.downloads, DOWNLOADS), (file.clears, CLEARS)):
            if name:
                yield name, words
    if operation == "create":
        yield from ((name, CREATE_ONLY) for name in record.create_only if name not in said)
