"""`conventions.role`: the roles that pages name and their paths in, how a role names an entity and what may be done with it out."""

import re

from generator.addresses import folded
from generator.inference.evidence import Evidence, Guess, Tally, default, place_of

KEY = "conventions.role"
#: What stands between the parts of a role.
BETWEEN = ("-", ".", ":", "_")


def find_role(evidence: Evidence) -> list[Guess]:
    """The pattern by which most roles name the entity of their path."""
    tally = Tally()
    for _, endpoint in evidence.endpoints:
        patterns = {one for role in endpoint.auth.roles for one in patterns_of(role, endpoint.path or "")}
        tally.total += bool(endpoint.auth.roles)
        for pattern in sorted(patterns):
            tally.vote(pattern, place_of(endpoint, endpoint.auth.origin.line if endpoint.auth.origin else None))
    if not tally.total:
        return [default(KEY, "no page names a role")]
    return [tally.guess(KEY) or default(KEY, "the roles do not name the entities of their paths")]


def patterns_of(role: str, path: str) -> list[str]:
    """The patterns that part a role into the entity of a path and a word beside it."""
    found: list[str] = []
    for mark in BETWEEN:
        first, _, last = role.partition(mark)
        if first and last and mark not in last and re.fullmatch(r"\w+", first) and re.fullmatch(r"\w+", last):
            found += [f"{{resource}}{mark}{{verb}}"] * is_in(first, path) + [f"{{verb}}{mark}{{resource}}"] * is_in(
                last, path
            )
    return found


def is_in(entity: str, path: str) -> bool:
    """Whether a segment of a path is an entity, or many of it."""
    name = folded(entity)
    many = {name, f"{name}s", f"{name}es", f"{name[:-1]}ies"}
    return len(name) > 1 and any(folded(one) in many for one in path.split("/"))
