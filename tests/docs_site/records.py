"""The records of the made API's server: facts in, a store of records in memory out, the same ones on every start."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from tests.docs_site.entities import Entity, entities, enums
from tests.docs_site.notation import words_of
from tests.docs_site.samples import guid
from tests.docs_site.wire import BASE, Field, joined, own_fields, record_fields

Record = dict[str, Any]
#: How many records an entity has at the start; of lines there are enough for several pages.
MANY, FEW = {"Line": 60}, 3
START = datetime(2025, 2, 1)
CLERK = "clerk@rails.example"


class Store:
    """All records by entity and id, and a clock that ticks a minute at each write."""

    def __init__(self) -> None:
        self.writes = 0
        self.tables: dict[str, dict[int, Record]] = {}
        for number, entity in enumerate(entities().values(), 1):
            first = number * 1000 + 1
            ids = range(first, first + MANY.get(entity.name, FEW))
            self.tables[entity.name] = {one: self.seed(entity, one, place) for place, one in enumerate(ids, 1)}

    def seed(self, entity: Entity, number: int, place: int) -> Record:
        """A record that is there from the start; `place` counts those of its entity."""
        own = {one.name: seed_value(entity, one, place) for one in own_fields(entity)}
        return {**own, **self.base(entity, number, moment(0))}

    def base(self, entity: Entity, number: int, when: str) -> Record:
        """What every record has."""
        values = (number, guid(f"{entity.name} {number}"), when, when, CLERK, False, None)
        return dict(zip((one.name for one in BASE), values, strict=True))

    def tick(self) -> str:
        """The moment of a write."""
        self.writes += 1
        return moment(self.writes)

    def new_id(self, entity: Entity) -> int:
        """An id that no record of an entity has."""
        return max(self.tables[entity.name], default=list(entities()).index(entity.name) * 1000 + 1000) + 1

    def find(self, entity_name: str | None, number: Any) -> Record | None:
        """A record by its id, or null."""
        return self.tables[entity_name].get(number) if entity_name and isinstance(number, int) else None

    def view(self, entity: Entity, record: Record, *, whole: bool) -> Record:
        """A record as it is answered: with joined fields; its lists only where it is asked for as a whole."""
        others = {one.name: self.follow(entity, record, way) for way, one in joined(entity)}
        fields = (one for one in record_fields(entity) if whole or one.kind != "ids")
        shown = {one.name: others[one.name] if one.kind == "joined" else record[one.name] for one in fields}
        return {**shown, "ToStringText": title_of(record), "LocalizationDetails": None, "CustomFields": None}

    def follow(self, entity: Entity, record: Record, way: tuple[str, ...]) -> Any:
        """What stands at the end of a way of names that leads from a record to others."""
        *references, last = way
        for name in references:
            target = entity.find(name).target
            found = self.find(target, record[f"{name}Id"])
            if found is None or target is None:
                return None
            entity, record = entities()[target], found
        return record[last]

    def users_of(self, entity: Entity, number: int) -> Iterator[Entity]:
        """The entities with a record that cannot do without this one."""
        for other in entities().values():
            names = [f"{one.name}Id" for one in other.properties if one.target == entity.name and one.kind == "ref"]
            required = [name for name in names if other.find(name[:-2]).required]
            if any(record[name] == number for record in self.tables[other.name].values() for name in required):
                yield other


def moment(minutes: int) -> str:
    """A moment, some minutes after the start."""
    return f"{(START + timedelta(minutes=minutes)).isoformat()}Z"


def seed_value(entity: Entity, one: Field, place: int) -> Any:
    """A value that a record has from the start."""
    assert one.of is not None
    if one.kind == "enum":
        values = enums()[str(one.of.target)].values
        return values[place % len(values)][0]
    if one.kind == "ref":
        target = list(entities()).index(str(one.of.target)) + 1
        return target * 1000 + (place - 1) % FEW + 1
    known = {
        "integer": place,
        "number": place + 0.5,
        "boolean": place % 2 == 0,
        "date": f"2025-01-{(place - 1) % 28 + 1:02}T08:00:00Z",
        "time": f"1976-01-01T{place % 24:02}:30:00Z",
        "guid": guid(f"{entity.name} {one.name} {place}"),
        "ids": [place, place + 1, place + 2],
        "object": None,
        "file-name": f"{one.name.lower()}-{place}.pdf",
    }
    return known.get(one.kind, f"{words_of(one.name).capitalize()} {place}")


def title_of(record: Record) -> str:
    """The words that stand for a record."""
    return str(next((value for value in record.values() if isinstance(value, str)), record["Id"]))
