"""Doubts that a correction has settled: what the pages made doubtful and the corrected resources in, what is still doubtful out.

A finding about a fact of a field stands at the line of the field. Where an override states that very fact somebody has looked, and the
entry says why; to tell it again at every build would bury what is new. So it is with the media type of a body, which is doubted at the
line of the field that is a file, and with that of an answer, at the line of the answer.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from generator import addresses, overrides
from generator.diagnostics import Diagnostic, printable
from generator.overrides import Override
from generator.spec import Field, Request, Resource, Response

MEDIA = "content_type"

#: The facts that a finding doubts, by its code.
DOUBTED: dict[str, frozenset[str]] = {
    "W011": frozenset({"type"}),
    "W019": frozenset({"required"}),
    "W023": frozenset({"type"}),
    "W024": frozenset({"default", "type"}),
    "W036": frozenset({"type"}),
    "W040": frozenset({"enum"}),
    "W045": frozenset({"type"}),
    "I062": frozenset({MEDIA}),
    "W063": frozenset({"type", MEDIA}),
    "W078": frozenset({"enum"}),
    "W086": frozenset({"required", "deprecated"}),
    "W099": frozenset({"required", "deprecated"}),
}
#: Findings about an attribute, which they name: only the fact of that name settles them.
ATTRIBUTES = frozenset({"W086", "W099"})

#: The findings that doubt the media type of an answer, or miss what only JSON has.
ANSWERS = frozenset({"I084", "W027", "W109"})

Place = tuple[str | None, int | None]


def unsettled(
    found: Iterable[Diagnostic], resources: Sequence[Resource], corrections: Iterable[Override]
) -> list[Diagnostic]:
    """The findings without those whose fact an override states; `resources` are corrected, `corrections` all entries."""
    stated: dict[tuple[str, int | None, str], list[str]] = defaultdict(list)
    fields = (one for resource in resources for _, one in addresses.facts(resource) if isinstance(one, Field))
    for field in fields:
        for fact, origin in field.facts.items():
            if origin.page == overrides.PAGE:
                stated[field.origin.page, field.origin.line, fact].append(printable(field.name))
    answers: set[Place] = set()
    named = {one.address for one in corrections if MEDIA in one.set}
    for body in (body for resource in resources for body in bodies_at(resource, named)):
        if isinstance(body, Response) and body.origin:
            answers.add((body.origin.page, body.origin.line))
        for one in body.fields:
            stated[one.origin.page, one.origin.line, MEDIA].append(printable(one.name))
    return [
        one
        for one in found
        if not (_is_settled(one, stated) or (one.code in ANSWERS and (one.page, one.line) in answers))
    ]


def bodies_at(resource: Resource, named: Container[str]) -> Iterator[Request | Response]:
    """The bodies and answers of a resource that have one of some addresses."""
    for endpoint in resource.endpoints:
        for path, body in addresses.bodies_of(endpoint):
            if addresses.join((resource.resource, endpoint.operation, *path)) in named:
                yield body


def _is_settled(one: Diagnostic, stated: Mapping[tuple[str, int | None, str], list[str]]) -> bool:
    doubted = DOUBTED.get(one.code, frozenset())
    facts = [
        fact for fact in doubted if one.code not in ATTRIBUTES or re.search(rf"the attribute `?{fact}=", one.message)
    ]
    # A page may have all its fields in one line: the message says which of them is meant, alone or at the end of its path.
    names = [name for fact in facts for name in stated.get((one.page or "", one.line, fact), ())]
    return any(f"{name}`" in one.message for name in names)
