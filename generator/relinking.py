"""The tables of one page in the light of all others: a page and what the others know in, the page with its tables linked anew out.

What was linked by order alone, or not at all, may be known better elsewhere: a table with the values of an enum that another page names
is that enum. What then remains is matched by order once more, where the numbers fit. A contradiction is told with both places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from generator import addresses, diagnostics
from generator.diagnostics import Diagnostic
from generator.enums import Claim, agree, claim_of, claims_of, fits, waiting
from generator.known_enums import (
    BY_ORDER,
    EQUAL,
    INFERRED,
    ORDERED,
    STATED,
    UNNAMED,
    Knowledge,
    Told,
    alike,
    glued,
    pairs,
)
from generator.listed import with_enum
from generator.spec import Endpoint, Enum, Field

#: The rules of tables that were the only ones left for a reference; they yield to a title alone.
LEFT_OVER = frozenset({"enum:by-reference", "enum:by-words"})
LOOSE = frozenset({UNNAMED, BY_ORDER}) | LEFT_OVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Relinked:
    """A page whose tables were linked anew, the names of which it is certain that they are not printed there, and the findings."""

    told: Told
    absent: frozenset[str] = frozenset()
    found: tuple[Diagnostic, ...] = ()


@dataclass(slots=True, kw_only=True)
class Page:
    """A page while its tables are linked anew.

    `loose` are the tables that another page can outweigh, by their place among the enums of the page, `order` the names that fields
    refer to and no other table has. `settled` are the loose tables that are certain now; null where another page's takes the place.
    """

    number: int
    endpoint: Endpoint
    enums: tuple[Enum, ...]
    known: Knowledge
    claims: Sequence[Claim]
    loose: dict[int, Enum]
    order: Sequence[str]
    settled: dict[int, Enum | None] = field(default_factory=dict)
    learned: bool = False
    found: list[Diagnostic] = field(default_factory=list)

    def elsewhere(self, name: str, rank: int = INFERRED) -> Enum | None:
        """The enum of a name as other pages know it."""
        return self.known.elsewhere(name, self.number, rank)

    def refuting(self, table: Enum) -> Enum | None:
        """The enum that other pages have under the name of a table, where their evidence outweighs its own."""
        rank = {BY_ORDER: INFERRED, UNNAMED: STATED + 1}.get(table.origin.rule, STATED)
        other = self.elsewhere(table.name, rank)
        return other if other is not None and glued(other) != glued(table) else None

    def has(self, table: Enum, other: Enum | None) -> bool:
        """Whether a table has the values of an enum of other pages; where cells run together a title tells where a value ends."""
        if other is None or glued(other) != glued(table):
            return False
        return pairs(other) == pairs(table) or self.elsewhere(other.name, STATED) is not None

    def taken(self) -> set[str]:
        """The names that tables of the page have for certain."""
        strict = {enum.name for place, enum in enumerate(self.enums) if place not in self.loose}
        return strict | {enum.name for enum in self.settled.values() if enum is not None}

    def report(self, code: str, table: Enum, other: Enum) -> None:
        """Note a finding at a table, with the name and the place of the other page's."""
        place, origin = table.origin, other.origin
        facts = {"enum": other.name, "page": origin.page, "line": origin.line, "values": labels(table)}
        self.found.append(diagnostics.make(code, place.page, place.line, **facts))


def labels(table: Enum) -> str:
    """The names of a table's values, in short."""
    return ", ".join(value.name for value in table.values[:20])


def relink(number: int, told: Told, known: Knowledge) -> Relinked:
    """A page, by its number among all, linked in the light of the others; it stays as it is where they say nothing new of it."""
    endpoint, enums = told
    loose = {place: enum for place, enum in enumerate(enums) if enum.origin.rule in LOOSE}
    if not loose:
        return Relinked(told=told)
    claims = claims_of(endpoint)
    strict = {enum.name for place, enum in enumerate(enums) if place not in loose}
    order = [name for name in waiting(claims) if name not in strict]
    page = Page(number=number, endpoint=endpoint, enums=enums, known=known, claims=claims, loose=loose, order=order)
    confirm(page)
    recognise(page)
    refute(page)
    if not page.learned:
        return Relinked(told=told)
    changed = rewritten(page, {**page.settled, **remaining(page)})
    names = {enum.name for enum in changed[1]}
    absent = {name for name in order if name not in names and page.elsewhere(name) is not None}
    tell_lost(page, names | absent)
    return Relinked(told=changed, absent=frozenset(absent), found=tuple(page.found))


def confirm(page: Page) -> None:
    """Settle the tables whose values other pages have under their name."""
    for place, table in page.loose.items():
        own = page.elsewhere(table.name) if table.origin.rule != UNNAMED else None
        if own is None or not page.has(table, own):
            continue
        if table.origin.rule == BY_ORDER or pairs(own) != pairs(table):
            settle(page, place, own)
        else:
            page.settled[place] = table


def recognise(page: Page) -> None:
    """Settle the tables that other pages have under another name."""
    for place, table in page.loose.items():
        if place in page.settled:
            continue
        twin = twin_of(page, table)
        if twin is not None:
            settle(page, place, twin)
        elif table.origin.rule in LEFT_OVER:
            page.settled[place] = table


def settle(page: Page, place: int, other: Enum) -> None:
    """Give a table the name and the values of one with the same rows; what that changes is told."""
    table = page.loose[place]
    if table.name != other.name or pairs(table) != pairs(other):
        page.report("I076", table, other)
    page.settled[place] = named(table, other.name, EQUAL).model_copy(
        update={"values": other.values, "type": other.type}
    )
    page.learned = True


def twin_of(page: Page, table: Enum) -> Enum | None:
    """The enum of other pages that a table is: one to which a field refers, else the only one with its rows.

    A table that has a name by order keeps it unless a field refers to the other, or the name is refuted. What order alone has named on
    another page counts only for a table without a name, and where a field refers to it.
    """
    unnamed, refuted = table.origin.rule == UNNAMED, page.refuting(table) is not None
    taken = page.taken()
    names = [name for name in page.known.names_of(table) if name not in taken]
    if unnamed or refuted or table.origin.rule == BY_ORDER:
        for name in (name for name in page.order if name in names):
            other = page.elsewhere(name, ORDERED if unnamed else INFERRED)
            if page.has(table, other):
                return other
    others = [page.elsewhere(name) for name in names if name not in page.order] if unnamed or refuted else []
    equal = [other for other in others if page.has(table, other)]
    return equal[0] if len(equal) == 1 else None


def refute(page: Page) -> None:
    """Tell of each name that a table has wrongly, unless another table, or that one itself, is an older or newer state of the enum."""
    for place, table in page.loose.items():
        other = page.refuting(table)
        if other is None or (table.origin.rule in LEFT_OVER and page.settled[place] is table):
            continue
        page.learned = True
        states = [at for at, one in page.loose.items() if at not in page.settled and alike(one, other)]
        if len(states) == 1 and other.name not in page.taken():
            page.settled[states[0]] = None
            page.report("W079", page.loose[states[0]], other)
        if page.settled.get(place, table) is not None:
            page.report("W077", table, other)


def remaining(page: Page) -> dict[int, Enum]:
    """The tables that are left: matched by order with the names that are left, where the numbers fit, else without a name."""
    taken = page.taken()
    names = [name for name in page.order if name not in taken and page.elsewhere(name) is None]
    places = [place for place in page.loose if place not in page.settled]
    matched = dict(zip(places, names, strict=True)) if len(places) == len(names) else {}
    if matched and may_match(page, matched):
        rule = BY_ORDER if len(matched) > 1 else "enum:by-reference"
        return {place: named(page.loose[place], name, rule) for place, name in matched.items()}
    return dict(unnamed(page, places, len(names)))


def may_match(page: Page, matched: dict[int, str]) -> bool:
    """Whether tables have the types of the fields that refer to their names, and several of them the order of these, with all others."""
    claims = {claim.name: claim for claim in reversed(page.claims)}
    if not all(fits(claims[name], page.loose[place].type == "integer") for place, name in matched.items()):
        return False
    others = {place: enum.name for place, enum in enumerate(page.enums) if place not in page.loose}
    others |= {place: enum.name for place, enum in page.settled.items() if enum is not None}
    placed = sorted((page.enums[place].origin.line or 1, name) for place, name in (others | matched).items())
    return len(matched) == 1 or agree([name for _, name in placed], page.order)


def named(table: Enum, name: str, rule: str) -> Enum:
    """A table under a name that a rule gives it."""
    return table.model_copy(update={"name": name, "origin": table.origin.model_copy(update={"rule": rule})})


def unnamed(page: Page, places: Sequence[int], fields: int) -> Iterator[tuple[int, Enum]]:
    """The tables at some places without a name; of one that had a name by order that is told."""
    taken = {enum.name for enum in page.enums}
    free = (name for number in count(1) if (name := f"{page.endpoint.operation}_unnamed{number}") not in taken)
    for place in places:
        table = page.loose[place]
        if table.origin.rule != UNNAMED:
            origin = table.origin
            facts = {"values": labels(table), "count": fields}
            page.found.append(diagnostics.make("W041", origin.page, origin.line, **facts))
            yield place, named(table, next(free), UNNAMED)


def rewritten(page: Page, renamed: dict[int, Enum | None]) -> Told:
    """The page with its tables under their new names, and the fields that refer to them linked to those, or to none."""
    enums = [renamed.get(place, enum) for place, enum in enumerate(page.enums)]
    kept = tuple(enum for enum in enums if enum is not None)
    tables = {enum.name: enum for place, enum in enumerate(enums) if place in page.loose and enum is not None}
    before = {table.name for table in page.loose.values()}

    def change(_: addresses.Part, one: Field) -> Field:
        claim = claim_of(one)
        if claim is None or claim.name not in page.order:
            return one
        table = tables.get(claim.name)
        if table is not None:
            return with_enum(one, table.name, table.origin)
        return without_enum(one) if claim.name in before else one

    return addresses.rewrite(page.endpoint, change), kept


def without_enum(one: Field) -> Field:
    """A field that has no enum any more."""
    facts = {key: origin for key, origin in one.facts.items() if key != "enum"}
    items = one.items.model_copy(update={"enum": None}) if one.items else None
    return one.model_copy(update={"enum": None, "items": items, "facts": facts})


def tell_lost(page: Page, names: set[str]) -> None:
    """Tell of the fields that have lost a table, and for which no other page has one."""
    lost = {table.name for table in page.loose.values() if table.origin.rule != UNNAMED} - names
    for claim in page.claims:
        if claim.name in lost:
            place = claim.field.origin
            facts = {"field": claim.field.name, "enum": claim.name}
            page.found.append(diagnostics.make("W040", place.page, place.line, **facts))
