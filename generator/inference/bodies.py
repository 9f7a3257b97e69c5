"""`conventions.bodies`: the members of bodies in, the patterns of those that change a list or a file of the same record out."""

import re
from collections.abc import Iterator, Sequence

from generator.inference.evidence import Evidence, Guess, Tally, default, place_of
from generator.members import body_of, endpoint_of
from generator.spec import Endpoint, Field

KEY = "conventions.bodies"
ADDS = re.compile(r"(?i)add|append|new")
REMOVES = re.compile(r"(?i)remov|delet|detach")
CLEARS = re.compile(r"(?i)clear|remov|delet|reset")
ADDRESS = re.compile(r"(?i)ur[il]|link|download")
#: How long the name of a file must be, and how many pages must name one so.
SHORT, FEW = 3, 2

Bodies = Sequence[tuple[Endpoint, tuple[Field, ...]]]


def find_bodies(evidence: Evidence) -> list[Guess]:
    """The patterns by which members add to lists, remove from them, give files and clear them."""
    bodies = [
        (endpoint, body)
        for resource in evidence.resources
        for operation in ("update", "create")
        if (endpoint := endpoint_of(resource, operation)) and (body := body_of(resource, operation))
    ]
    found = [
        pattern_guess("adds", [(one, at, p) for one, at, p in list_patterns(bodies) if ADDS.search(p)]),
        pattern_guess("removes", [(one, at, p) for one, at, p in list_patterns(bodies) if REMOVES.search(p)]),
        pattern_guess("downloads", [(one, url, p) for one, url, _, p, _ in file_patterns(bodies)]),
        pattern_guess("clears", [(one, flag, p) for one, _, flag, _, p in file_patterns(bodies)]),
    ]
    known = [one for one in found if one]
    return known or [default(KEY, "no member of a body changes a list or a file of it")]


def pattern_guess(key: str, rows: Sequence[tuple[Endpoint, Field, str]]) -> Guess | None:
    """The pattern that most members have, where some pages have it."""
    tally = Tally(total=len(rows))
    for endpoint, member, pattern in rows:
        tally.vote(pattern, place_of(endpoint, member.origin.line))
    found = tally.guess(f"{KEY}.{key}")
    return found if found and found.votes >= FEW else None


def list_patterns(bodies: Bodies) -> Iterator[tuple[Endpoint, Field, str]]:
    """The lists of bodies that are called as another list is, with something before or behind."""
    for endpoint, body in bodies:
        lists = {one.name: one for one in body if one.type == "array"}
        for name, one in lists.items():
            within = [other for other in lists if other != name and other in name]
            if within:
                yield endpoint, one, around(name, max(within, key=len))


def file_patterns(bodies: Bodies) -> Iterator[tuple[Endpoint, Field, Field, str, str]]:
    """Pairs of an address and a flag that are about one thing: the member of a body that gives a file, and the one that clears it."""
    for endpoint, body in bodies:
        urls = [one for one in body if one.type == "string" and ADDRESS.search(one.name)]
        for flag in (one for one in body if one.type == "boolean" and CLEARS.search(one.name)):
            shared = [(name, url) for url in urls if len(name := common(url.name, flag.name)) >= SHORT]
            if shared:
                name, url = max(shared, key=lambda pair: len(pair[0]))
                yield endpoint, url, flag, around(url.name, name), around(flag.name, name)


def around(name: str, member: str) -> str:
    """What stands around a member in a name, as a pattern."""
    before, _, behind = name.partition(member)
    return f"{before}{{member}}{behind}"


def common(one: str, other: str) -> str:
    """The longest part that two names have in common."""
    best = ""
    for start in range(min(len(one), 100)):
        while (part := one[start : start + len(best) + 1]) in other and len(part) > len(best):
            best = part
    return best
