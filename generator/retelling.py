"""What was told of the tables of a page alone, once all pages are known: findings and linked pages in, the findings that still hold out.

A table that nobody claimed may be known by another page, a field may take its enum from there, and what was linked by order alone may
be linked by better evidence.
"""

from collections.abc import Iterator, Sequence

from generator import addresses, diagnostics
from generator.diagnostics import Diagnostic, printable
from generator.enums import claims_of, waiting
from generator.known_enums import BY_ORDER, UNNAMED, Told
from generator.spec import Field

Place = tuple[str | None, int | None]


def still_true(found: Sequence[Diagnostic], linked: Sequence[Told]) -> list[Diagnostic]:
    """The findings without those that the links of the pages contradict; how many fields could have a table is told anew."""
    fields = [one for endpoint, _ in linked for _, one in addresses.fields_of(endpoint)]
    claimed = {(*place_of(one), printable(name)) for one in fields if (name := one.enum_name)}
    proven = {place_of(one) for one in fields if one.enum_name and not by_order(one)}
    open_ = {place: len(names) for told in linked for place, names in unclaimed(told)}
    replaced = {(one.page, one.line) for one in found if one.code == "W079"}
    named = {
        (enum.origin.page, enum.origin.line) for _, enums in linked for enum in enums if enum.origin.rule != UNNAMED
    }
    done: list[Diagnostic] = []
    for one in found:
        place: Place = (one.page, one.line)
        field = (*place, one.facts.get("field", ""))
        if one.code == "W041" and place not in named | replaced:
            count = min(int(one.facts["count"]), open_.get(place, len(fields)))
            done.append(diagnostics.make("W041", *place, values=one.facts["values"], count=count))
        elif not (
            one.code == "W041"
            or (one.code == "W040" and (*field, one.facts["enum"]) in claimed)
            or (one.code == "W078" and field in proven)
        ):
            done.append(one)
    return done


def place_of(one: Field) -> tuple[str | None, int | None, str]:
    """Where a field stands, and how findings call it."""
    return one.origin.page, one.origin.line, printable(one.name)


def by_order(one: Field) -> bool:
    """Whether a field has its enum by the order of tables alone."""
    return "enum" in one.facts and one.facts["enum"].rule == BY_ORDER


def unclaimed(told: Told) -> Iterator[tuple[Place, list[str]]]:
    """The tables of a page that nobody claims, with the names that still wait for one."""
    endpoint, enums = told
    names: list[str] = []
    if any(enum.origin.rule == UNNAMED for enum in enums):
        names = waiting([claim for claim in claims_of(endpoint) if claim.field.enum_name is None])
    for origin in (enum.origin for enum in enums if enum.origin.rule == UNNAMED):
        yield (origin.page, origin.line), names
