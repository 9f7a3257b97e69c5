"""Doubts that a correction has settled: what the pages made doubtful and the corrections in, what is still doubtful out.

Where an override states the very fact that a finding is about somebody has looked, and the entry says why; to tell it again at every
build would bury what is new. A finding about a field stands at the line of the field, or at that of a sample which shows it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import addresses, overrides
from generator.addresses import Part
from generator.diagnostics import Diagnostic, printable
from generator.overrides import Applied
from generator.spec import Field

#: The facts of a field that a finding at its line doubts, by its code.
DOUBTED: dict[str, frozenset[str]] = {
    "I043": frozenset({"enum"}),
    "W011": frozenset({"type"}),
    "W019": frozenset({"required"}),
    "W024": frozenset({"default", "type"}),
    "W036": frozenset({"type"}),
    "W040": frozenset({"enum"}),
    "W045": frozenset({"type"}),
    "W063": frozenset({"type"}),
    "W078": frozenset({"enum"}),
    "W086": frozenset({"required", "deprecated"}),
}

#: The same of findings at a sample, which belong to the field of that name on the page.
SHOWN: dict[str, frozenset[str]] = {
    "W031": frozenset({"type"}),
    "W032": frozenset({"format", "date_part", "type"}),
    "W033": frozenset({"required"}),
    "W037": frozenset({"format", "date_part"}),
}

#: Findings whose message names an address, or the end of one, and the fact of it that they doubt.
NAMED: dict[str, tuple[re.Pattern[str], str]] = {
    "W051": (re.compile(r"`(?P<address>[^`]+)`: (?P<fact>\w+) is "), ""),
    "W053": (re.compile(r".* called `(?P<address>[^`]+)` after its path"), "resource"),
    "W054": (re.compile(r".*, but `(?P<address>[^`]+)` on "), "resource"),
    "W055": (re.compile(r".*; this one is `(?P<address>[^`]+)`"), "operation"),
    "W056": (re.compile(r".*; it is `(?P<address>[^`]+)` instead"), "resource"),
}

#: Findings about the endpoint of their page: which part of it, and the fact.
ON_PAGE: dict[str, tuple[Part, str]] = {"W044": ((), "path"), "W048": (("request",), "content_type")}

#: The finding that nothing names a table of values.
UNNAMED = "W041"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the entries state.

    `fields` are the names of fields by page, line and fact, and once more without the line; `named` addresses, or the last names of
    operations, with a fact; `pages` pages, the part of their endpoint and the fact; `tables` page and line of tables with a new name.
    """

    fields: Mapping[tuple[str, int | None, str], Sequence[str]]
    named: frozenset[tuple[str, str]]
    pages: frozenset[tuple[str, Part, str]]
    tables: frozenset[tuple[str, int | None]]

    def settles(self, one: Diagnostic) -> bool:
        """Whether somebody has looked at what a finding is about."""
        page = one.page or ""
        keys = [(page, one.line, fact) for fact in DOUBTED.get(one.code, ())]
        keys += [(page, None, fact) for fact in SHOWN.get(one.code, ())]
        # A page may have all its fields in one line: the message says which of them is meant, alone or at the end of its path.
        if any(f"{name}`" in one.message for key in keys for name in self.fields.get(key, ())):
            return True
        shape, fact = NAMED.get(one.code, (None, ""))
        match = shape.match(one.message) if shape else None
        if match and (match["address"], fact or match["fact"]) in self.named:
            return True
        part, fact = ON_PAGE.get(one.code, ((), ""))
        return (page, part, fact) in self.pages or (one.code == UNNAMED and (page, one.line) in self.tables)


def unsettled(found: Iterable[Diagnostic], applied: Applied) -> list[Diagnostic]:
    """The findings without those whose fact an override states."""
    stated = stated_by(applied)
    return [one for one in found if not stated.settles(one)]


def stated_by(applied: Applied) -> Stated:
    """What the entries state that took effect."""
    fields: dict[tuple[str, int | None, str], list[str]] = defaultdict(list)
    for field in (one for each in applied.resources for _, one in addresses.facts(each) if isinstance(one, Field)):
        for fact in (fact for fact, origin in field.facts.items() if origin.page == overrides.PAGE):
            for line in (field.origin.line, None):
                fields[field.origin.page, line, fact].append(printable(field.name))
    named = {(printable(one.address), fact) for one in applied.done for fact in one.set}
    operations = {(address.rpartition(".")[2], fact) for address, fact in named if fact == "operation"}
    names = {one.set.get("name") for one in applied.done if one.address.startswith("enum:")}
    tables = {enum.origin for resource in applied.resources for enum in resource.enums if enum.name in names}
    return Stated(
        fields=fields,
        named=frozenset(named | operations),
        pages=frozenset(of_pages(applied)),
        tables=frozenset((origin.page, origin.line) for origin in tables),
    )


def of_pages(applied: Applied) -> Iterator[tuple[str, Part, str]]:
    """The pages of the endpoints that entries correct, which part of the endpoint, and the fact."""
    pages = {
        (resource.resource, endpoint.operation): {one.page for one in (endpoint.source, *endpoint.sources)}
        for resource in applied.resources
        for endpoint in resource.endpoints
    }
    for one in applied.done:
        parts = addresses.split(one.address) or ()
        for page in pages.get((parts[0], parts[1]), ()) if len(parts) > 1 else ():
            yield from ((page, parts[2:], fact) for fact in one.set)
