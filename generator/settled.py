"""Doubts that a correction has settled: what the pages made doubtful and the corrected resources in, what is still doubtful out.

A finding about a fact of a field stands at the line of the field. Where an override states that very fact somebody has looked, and the
entry says why; to tell it again at every build would bury what is new.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator import addresses, overrides
from generator.diagnostics import Diagnostic, printable
from generator.spec import Field, Resource

#: The facts that a finding doubts, by its code.
DOUBTED: dict[str, frozenset[str]] = {
    "W011": frozenset({"type"}),
    "W019": frozenset({"required"}),
    "W023": frozenset({"type"}),
    "W024": frozenset({"default", "type"}),
    "W036": frozenset({"type"}),
    "W040": frozenset({"enum"}),
    "W045": frozenset({"type"}),
    "W063": frozenset({"type"}),
    "W078": frozenset({"enum"}),
    "W086": frozenset({"required", "deprecated"}),
}


def unsettled(found: Iterable[Diagnostic], resources: Iterable[Resource]) -> list[Diagnostic]:
    """The findings without those whose fact an override states."""
    stated: dict[tuple[str, int | None, str], list[str]] = defaultdict(list)
    fields = (one for resource in resources for _, one in addresses.facts(resource) if isinstance(one, Field))
    for field in fields:
        for fact, origin in field.facts.items():
            if origin.page == overrides.PAGE:
                stated[field.origin.page, field.origin.line, fact].append(printable(field.name))
    return [one for one in found if not _is_settled(one, stated)]


def _is_settled(one: Diagnostic, stated: Mapping[tuple[str, int | None, str], list[str]]) -> bool:
    # A page may have all its fields in one line: the message says which of them is meant, alone or at the end of its path.
    names = [name for fact in DOUBTED.get(one.code, ()) for name in stated.get((one.page or "", one.line, fact), ())]
    return any(f"{name}`" in one.message for name in names)
