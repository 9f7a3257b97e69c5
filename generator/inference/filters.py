"""`conventions.filters`: the query parameters of lists and the members of records in, the patterns that name filters out."""

import re
from collections.abc import Iterator, Sequence

from generator.config import Filters
from generator.inference.evidence import Evidence, Guess, Tally, default, place_of
from generator.inference.paging import is_list, members_of
from generator.members import body_of, endpoint_of, matched
from generator.mock.vocabulary import PARAMETERS, named
from generator.spec import Endpoint, Parameter, Resource

KEY = "conventions.filters"
#: What the part of a pattern before or behind the member says of a bound.
LOWER = re.compile(r"(?i)(?:\A|[^a-z])(?:from|min|gte?|after|since|start)(?:\Z|[^a-z])")
UPPER = re.compile(r"(?i)(?:\A|[^a-z])(?:to|max|lte?|before|until|end)(?:\Z|[^a-z])")
#: So many parameters must be named by a pattern.
FEW = 3

Row = tuple[Resource, Endpoint, Parameter, frozenset[str]]


def find_filters(evidence: Evidence) -> list[Guess]:
    """The patterns of exact filters and of ranges; none where filters are called as the members are."""
    rows = list(parameters(evidence))
    tallies = {"exact": Tally(), "lower": Tally(), "upper": Tally()}
    for resource, endpoint, one, members in rows:
        pattern = pattern_of(one.name, resource.resource, members)
        if pattern is not None:
            rest = pattern.replace("{member}", "").replace("{resource}", "")
            bound = "lower" if LOWER.search(rest) else "upper" if UPPER.search(rest) else "exact"
            tallies[bound].vote(pattern, place_of(endpoint, one.origin.line))
    guesses = [found for bound, tally in tallies.items() if (found := guess_of(bound, tally))]
    telling = [one for one in guesses if one.value != "{member}"]
    if not telling:
        return [default(KEY, "no pattern by which lists name their filters")]
    exact = next((str(one.value) for one in guesses if one.key == f"{KEY}.exact"), None)
    return [*guesses, *reference_guess(rows, exact)]


def guess_of(bound: str, tally: Tally) -> Guess | None:
    """The pattern of a bound, where most of the parameters that could be named by one are named by it."""
    tally.total = sum(map(len, tally.places.values()))
    found = tally.guess(f"{KEY}.{bound}")
    return found if found and found.votes >= FEW else None


def parameters(evidence: Evidence) -> Iterator[Row]:
    """The query parameters of all lists that may be filters, with the members that they may be about."""
    beside = {word for words in PARAMETERS.values() for word in words}
    for resource in evidence.resources:
        members = frozenset(members_known(resource))
        for endpoint in resource.endpoints if members else ():
            for one in endpoint.parameters if is_list(endpoint) else ():
                if one.location == "query" and named([one.name], sorted(beside)) is None:
                    yield resource, endpoint, one, members


def members_known(resource: Resource) -> Iterator[str]:
    """The names of the members of a record, by all that pages say."""
    for operation in ("create", "update"):
        yield from (one.name for one in body_of(resource, operation))
    get = endpoint_of(resource, "get")
    yield from (one.name for one in (members_of(get) if get else ()))


def pattern_of(name: str, resource: str, members: frozenset[str]) -> str | None:
    """The pattern by which a parameter is named after the longest member in its name; null where there is none."""
    if name in members:
        return "{member}"
    within = [one for one in members if len(one) > 1 and one in name]
    if not within:
        return None
    member = max(within, key=lambda one: (len(one), one))
    before, _, behind = name.rpartition(member)
    head = before.replace(resource, "{resource}", 1)
    plain = re.fullmatch(r"[A-Za-z._\[\]-]{0,20}", head.replace("{resource}", ""))
    # What is not parted from the member is another name, and no part of a pattern.
    parted = (not before or before[-1] in "_.-[") and (not behind or behind[0] in "_.-[]")
    return f"{head}{{member}}{behind}" if plain and parted and "{" not in behind else None


def reference_guess(rows: Sequence[Row], exact: str | None) -> Iterator[Guess]:
    """The ending that members of other entities have, and their filters not."""
    tally = Tally()
    for resource, endpoint, one, members in rows:
        name = matched(exact, one.name, resource.resource)
        if name is None or name in members:
            continue
        endings = {member.removeprefix(name) for member in members if member.startswith(name)}
        for ending in sorted(endings):
            if re.fullmatch(r"(?i)_?(?:id|guid|uuid|key|ref)", ending):
                tally.vote(ending, place_of(endpoint, one.origin.line))
    tally.total = sum(map(len, tally.places.values()))
    found = tally.guess(f"{KEY}.reference")
    if found and found.votes >= FEW - 1 and found.value != Filters().reference:
        yield found
