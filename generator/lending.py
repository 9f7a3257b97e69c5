"""The enums of all pages: what each page documents alone in, its fields linked to enums that other pages print, and contradictions, out.

A field takes the enum of another page that it refers to, or whose very name it has.
"""

from collections.abc import Iterable, Mapping, Sequence

from generator import addresses, diagnostics
from generator.diagnostics import Diagnostic
from generator.enums import claim_of
from generator.known_enums import BY_ORDER, EQUAL, ORDERED, UNNAMED, Knowledge, Told
from generator.listed import with_enum
from generator.relinking import Relinked, relink
from generator.retelling import still_true
from generator.spec import Enum, Field, Origin

#: How often what was linked anew may help to link another page.
FURTHER_ROUNDS = 2


def link_api(pages: Sequence[Told], told: Iterable[Diagnostic] = ()) -> tuple[list[Told], list[Diagnostic]]:
    """The pages with tables linked in the light of each other, and with the enums that one takes from another; and the findings.

    Of those that were `told` of the pages alone they have the ones that are still true.
    """
    relinked = relink_all(pages)
    found = [finding for one in relinked for finding in one.found]
    known = lent(Knowledge([one.told for one in relinked]), found)
    done: list[Told] = []
    for (endpoint, enums), absent in ((one.told, one.absent) for one in relinked):
        borrowed: dict[str, Enum] = {}
        # A table that nobody claimed may be the very one that a field means; another page's does not take its place.
        unclaimed = any(enum.origin.rule == UNNAMED for enum in enums)
        offered = {name: known[name] for name in absent if name in known} if unclaimed else known

        def change(
            _: addresses.Part, one: Field, offered: Mapping[str, Enum] = offered, into: dict[str, Enum] = borrowed
        ) -> Field:
            return borrow(one, offered, into, found)

        changed = addresses.rewrite(endpoint, change) if offered else endpoint
        own = {enum.name for enum in enums}
        done.append((changed, (*enums, *(enum for name, enum in sorted(borrowed.items()) if name not in own))))
    return done, still_true([*told, *found], done)


def relink_all(pages: Sequence[Told]) -> list[Relinked]:
    """Each page linked in the light of the others, and what is doubtful then again in the light of what the others have become."""
    knowledge = Knowledge(pages)
    relinked = [relink(number, told, knowledge) for number, told in enumerate(pages)]
    for _ in range(FURTHER_ROUNDS):
        before, knowledge = relinked, Knowledge([one.told for one in relinked], beside={EQUAL})
        relinked = [
            relink(number, pages[number], knowledge) if is_doubtful(one.told) else one
            for number, one in enumerate(before)
        ]
        if relinked == before:
            break
    return relinked


def is_doubtful(told: Told) -> bool:
    """Whether a page has tables that nothing links, or only their order."""
    return any(enum.origin.rule in (UNNAMED, BY_ORDER) for enum in told[1])


def lent(knowledge: Knowledge, found: list[Diagnostic]) -> dict[str, Enum]:
    """The enums that pages may take from each other: none whose name has different values, or rests on the order of tables alone."""
    known: dict[str, Enum] = {}
    for name, said in knowledge.said.items():
        first = said[0].enum
        others = [one.enum for one in said if addresses.rows_of(one.enum) != addresses.rows_of(first)]
        for enum in others:
            place, origin = enum.origin, first.origin
            facts = {"enum": name, "page": origin.page, "line": origin.line}
            found.append(diagnostics.make("W042", place.page, place.line, **facts))
        best = max(said, key=lambda one: one.rank)
        if not others and best.rank > ORDERED:
            known[name] = best.enum
    return known


def borrow(one: Field, known: Mapping[str, Enum], borrowed: dict[str, Enum], found: list[Diagnostic]) -> Field:
    """A field linked to an enum of another page, where it has none and one is known; the enum is noted."""
    if one.enum is not None or (one.items is not None and one.items.enum is not None):
        return one
    claim = claim_of(one)
    name, rule = (claim.name, "enum:elsewhere") if claim and claim.name in known else (one.name, "enum:by-name")
    enum = known.get(name)
    if enum is None or one.type != enum.type:
        return one
    borrowed[name] = enum
    place, there = one.origin, enum.origin
    facts = {"field": one.name, "enum": name, "page": there.page, "line": there.line}
    found.append(diagnostics.make("I043", place.page, place.line, **facts))
    return with_enum(one, name, Origin(page=there.page, line=there.line, rule=rule))
