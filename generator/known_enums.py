"""What the pages of an API know of its enums: the enums of all pages in, the values of each name by the best evidence out.

A title, or a description that lists values, states what an enum is. It is inferred where a table was the only one left for a reference,
or has values that a description names. Where tables were given to names by their order alone, any better evidence outweighs that.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from generator.listed import LISTED
from generator.spec import Endpoint, Enum
from generator.strength import wording

Told = tuple[Endpoint, tuple[Enum, ...]]
Key = tuple[object, ...]

UNNAMED, BY_ORDER, EQUAL = "enum:unnamed", "enum:by-order", "enum:by-equal-values"

#: Enums whose names mean nothing beyond their page: nobody claimed them, or a field lists them for itself.
NAMELESS = LISTED | {UNNAMED}

ORDERED, INFERRED, STATED = 0, 1, 2

#: How much the rule that named an enum counts where pages differ; a rule that is not listed infers.
RANKS: dict[str, int] = {BY_ORDER: ORDERED, "enum:by-title": STATED, "enum:inline": STATED}


def pairs(enum: Enum) -> Key:
    """What makes two tables one: the values with their names; what forms keep or drop of a name does not count."""
    return tuple((value.value, wording(value.name)) for value in enum.values)


def glued(enum: Enum) -> Key:
    """The values run together with their names: where they differ in nothing else, only the end of a value is read differently."""
    return tuple("".join(f"{value.value}{wording(value.name)}".split()) for value in enum.values)


def alike(one: Enum, other: Enum) -> bool:
    """Whether two tables share more than half of their rows: one enum, at two times."""
    here, there = set(pairs(one)), set(pairs(other))
    return 2 * len(here & there) > max(len(here), len(there))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An enum as one page knows it, by the number of that page; its values as a key, and how much its evidence counts."""

    page: int
    enum: Enum
    key: Key
    rank: int


class Knowledge:
    """What the pages of an API say of the enums that they name themselves."""

    def __init__(self, pages: Sequence[Told], beside: Container[str] = ()) -> None:
        """`beside` are rules of enums that tell nothing: they only repeat what another page says."""
        self.said: dict[str, list[Known]] = {}
        self.names: dict[Key, list[str]] = {}
        for number, (_, enums) in enumerate(pages):
            for enum in enums:
                if enum.origin.rule in NAMELESS or enum.origin.rule in beside:
                    continue
                rank = RANKS.get(enum.origin.rule, INFERRED)
                self.said.setdefault(enum.name, []).append(Known(page=number, enum=enum, key=pairs(enum), rank=rank))
                names = self.names.setdefault(glued(enum), [])
                if enum.name not in names:
                    names.append(enum.name)

    def elsewhere(self, name: str, page: int, rank: int = INFERRED) -> Enum | None:
        """The enum of a name by the best evidence of other pages, which has at least a rank; null where equally good evidence differs."""
        others = [one for one in self.said.get(name, ()) if one.page != page]
        top = max((one.rank for one in others), default=-1)
        best = [one for one in others if one.rank == top]
        return best[0].enum if top >= rank and len({one.key for one in best}) == 1 else None

    def names_of(self, table: Enum) -> Sequence[str]:
        """The names under which some page has a table of these very rows."""
        return self.names.get(glued(table), ())
