"""Endpoints of all pages to the resources of one API: readings and conventions in, resources out, disagreements reported.

Pages of one method and path are captures of one endpoint and merged fact by fact; pages of one collection become one resource, named
by the role of its pages. Names come first: what is reported of a merged fact names it by its full address.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator import diagnostics
from generator.addresses import unique
from generator.config import ApiConfig, Conventions
from generator.diagnostics import Diagnostic
from generator.lending import link_api
from generator.listed import tell_apart as tell_enums_apart
from generator.merge import captured, dated, merge_endpoints
from generator.merge_enums import each_once, merge_enums
from generator.operations import BESIDE_COLLECTION, STANDARD, slug, tail_of
from generator.paths import Identity, are_two, identity
from generator.reading import Reading
from generator.spec import Endpoint, Enum, Resource
from generator.strength import Rank, rank

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One endpoint of a resource as one page has it, with the enums of its page."""

    endpoint: Endpoint
    enums: tuple[Enum, ...]


@dataclass(slots=True)
class Collected:
    """A resource while its pages are gathered: the captures of each endpoint."""

    group: str
    collection: str
    name: str | None = None
    named_on: str | None = None
    members: dict[Identity, list[Member]] = field(default_factory=dict)


def assemble(
    config: ApiConfig, readings: Sequence[Reading], told: Sequence[Diagnostic] = ()
) -> tuple[list[Resource], list[Diagnostic]]:
    """The resources that the pages document, in the order of group and collection; and what was found of them.

    Of what was `told` of the pages alone that has what is still true of them together.
    """
    pages = [(r.endpoint, r.enums) for r in sorted(readings, key=by_place) if r.endpoint is not None]
    linked, found = link_api(pages, told)
    collected: dict[Key, Collected] = {}
    for endpoint, enums in linked:
        key = key_of(endpoint, config.conventions)
        if not follows(endpoint, config.conventions):
            found.append(
                diagnostics.make("W052", *place(endpoint), path=endpoint.path, pattern=config.conventions.resource_path)
            )
        into = collected.setdefault(key, Collected(group=key[0], collection=key[1]))
        add_capture(into, Member(endpoint=endpoint, enums=enums))
    settled = [collected[key] for key in sorted(collected)]
    for one in settled:
        settle(one, config.conventions, found)
    tell_apart(settled, found)
    return [resource_of(config, one, found) for one in settled], found


def add_capture(into: Collected, new: Member) -> None:
    """Put an endpoint among the captures of its like, or among the endpoints of the resource where it has none."""
    number, key = 0, identity(new.endpoint)
    while any(are_two(new.endpoint, one.endpoint) for one in into.members.get((*key, str(number)), ())):
        number += 1
    into.members.setdefault((*key, str(number)), []).append(new)


def by_place(reading: Reading) -> tuple[str, str, int]:
    """The order of readings, however they were given: by page, and within a capture of many pages by address and line."""
    url = reading.endpoint.source.url if reading.endpoint else None
    return reading.path, url or "", reading.last_line


def settle(into: Collected, conventions: Conventions, found: list[Diagnostic]) -> None:
    """Bring a resource's captures into their order (the richest first, endpoints as they are written) and name everything."""
    groups = [rich_first(captures) for captures in into.members.values()]
    for captures in sorted(groups, key=lambda captures: by_source(captures[0].endpoint)):
        for capture in captures:
            name_resource(into, capture.endpoint, conventions, found)
    name_operations(into, sorted(groups, key=lambda captures: by_source(captures[0].endpoint)), conventions, found)


def by_source(endpoint: Endpoint) -> tuple[str, str, int]:
    """The order of endpoints while they are named: by page."""
    return endpoint.source.page, endpoint.source.url or "", (endpoint.origin.line or 1) if endpoint.origin else 1


def rich_first(captures: Sequence[Member]) -> list[Member]:
    """The captures of one endpoint, the richest first."""
    if len(captures) < 2:
        return list(captures)
    ranks: dict[int, Rank] = {id(capture): rank(capture.endpoint) for capture in captures}
    return sorted(captures, key=lambda capture: ranks[id(capture)])


def tell_apart(settled: Sequence[Collected], found: list[Diagnostic]) -> None:
    """Give resources names that are each given once; a later one with a name that is taken gets a number, and that is reported."""
    taken: dict[str, Collected] = {}
    for one in settled:
        wanted = one.name or entity_from(one.collection)
        first = in_order(one)[0][0].endpoint
        if one.name is None:
            found.append(diagnostics.make("W053", *place(first), name=wanted))
        one.name = unique(wanted, taken)
        if one.name != wanted:
            here, there = (f"{each.group}/{each.collection}" for each in (one, taken[wanted]))
            found.append(diagnostics.make("W056", *place(first), here=here, there=there, name=wanted, now=one.name))
        taken[one.name] = one


def place(endpoint: Endpoint) -> tuple[str, int | None]:
    """Page and line of an endpoint."""
    return endpoint.source.page, endpoint.origin.line if endpoint.origin else 1


def key_of(endpoint: Endpoint, conventions: Conventions) -> Key:
    """Group and collection of an endpoint: by the pattern of the API, else by the last fixed segments of its path."""
    match = pattern_of(conventions).match(endpoint.path or "")
    if match:
        return match.groupdict().get("group") or "api", match["collection"]
    fixed = [piece for piece in (endpoint.path or "").partition("?")[0].split("/") if piece and "{" not in piece]
    if endpoint.operation in BESIDE_COLLECTION and len(fixed) > 1:
        fixed = fixed[:-1]
    return (fixed[-2] if len(fixed) > 1 else "api", fixed[-1]) if fixed else ("api", slug(endpoint.source.page))


def follows(endpoint: Endpoint, conventions: Conventions) -> bool:
    """Whether a path follows the API's pattern."""
    return pattern_of(conventions).match(endpoint.path or "") is not None


def pattern_of(conventions: Conventions) -> re.Pattern[str]:
    """`/api/{group}/{collection}` as a regular expression."""
    pieces = re.split(r"(\{group\}|\{collection\})", conventions.resource_path)
    named = {"{group}": r"(?P<group>[^/?{}]+)", "{collection}": r"(?P<collection>[^/?{}]+)"}
    return re.compile("".join(named.get(piece, re.escape(piece)) for piece in pieces) + r"(?=[/?]|\Z)")


def entity_of(endpoint: Endpoint, conventions: Conventions) -> str | None:
    """The entity that the roles of a page name."""
    pieces = re.split(r"(\{resource\}|\{verb\})", conventions.role)
    named = {"{resource}": r"(?P<resource>\w+)", "{verb}": r"\w+"}
    shape = re.compile("".join(named.get(piece, re.escape(piece)) for piece in pieces))
    return next((match["resource"] for role in endpoint.auth.roles if (match := shape.fullmatch(role))), None)


def name_resource(into: Collected, endpoint: Endpoint, conventions: Conventions, found: list[Diagnostic]) -> None:
    """The first page with a role names the resource; a page that names it differently is reported."""
    name, page = entity_of(endpoint, conventions), endpoint.source.page
    if name is None:
        return
    if into.name is None:
        into.name, into.named_on = name, page
    elif into.name != name:
        found.append(diagnostics.make("W054", *place(endpoint), here=name, there=into.name, page=into.named_on))


def name_operations(
    into: Collected, groups: Sequence[list[Member]], conventions: Conventions, found: list[Diagnostic]
) -> None:
    """Give the endpoints of a resource operations that are each given once; one whose operation is taken is called after its page."""
    into.members = {}
    taken: dict[str, Endpoint] = {}
    wanted = operations_behind([captures[0].endpoint for captures in groups], conventions)
    for captures, name in zip(groups, wanted, strict=True):
        first = captures[0].endpoint
        if name in taken:
            twin, there = name, taken[name].source.page
            name = unique(slug(first.source.page), taken)
            found.append(diagnostics.make("W055", *place(first), operation=twin, page=there, name=name))
        taken[name] = first
        into.members[(name,)] = [
            Member(endpoint=one.endpoint.model_copy(update={"operation": name}), enums=one.enums) for one in captures
        ]


def operations_behind(endpoints: Sequence[Endpoint], conventions: Conventions) -> list[str]:
    """The operations of a resource's endpoints: those whose path goes on behind the collection are called after what stands there.

    The method goes before it where several endpoints share the rest of their path, or where it is called like a standard operation.
    Several uses of one path are called after their pages.
    """
    tails = [tail_behind(endpoint, conventions) for endpoint in endpoints]
    sharing = Counter(tails)
    uses = Counter(identity(endpoint) for endpoint in endpoints)
    names: list[str] = []
    for endpoint, tail in zip(endpoints, tails, strict=True):
        shared = sharing[tail] > 1 or tail in STANDARD
        behind = f"{(endpoint.method or '').lower()}_{tail}" if tail and shared else tail or endpoint.operation
        names.append(slug(endpoint.source.page) if uses[identity(endpoint)] > 1 else behind)
    return names


def tail_behind(endpoint: Endpoint, conventions: Conventions) -> str:
    """What stands behind the collection in a path, as an operation; empty where nothing does, or where a standard operation is meant."""
    match = pattern_of(conventions).match(endpoint.path or "")
    standard = endpoint.operation in BESIDE_COLLECTION or match is None
    return "" if standard else tail_of((endpoint.path or "")[match.end() :] if match else "")


def in_order(collected: Collected) -> list[list[Member]]:
    """The endpoints of a resource, each with its captures: the standard ones in their fixed order, others by name."""
    known = {name: number for number, name in enumerate(STANDARD)}

    def order(captures: Sequence[Member]) -> tuple[int, str]:
        operation = captures[0].endpoint.operation
        return known.get(operation, len(STANDARD)), operation

    return sorted(collected.members.values(), key=order)


def resource_of(config: ApiConfig, collected: Collected, found: list[Diagnostic]) -> Resource:
    """The finished resource: endpoints in a fixed order, captures merged, each enum once."""
    name = collected.name or entity_from(collected.collection)
    merged = [merge(captures, name, found) for captures in in_order(collected)]
    told = tell_enums_apart([(member.endpoint, member.enums) for member in merged])
    enums = {enum.name: enum for enum in each_once([enum for _, own in told for enum in own])}
    return Resource(
        api=config.api.name,
        group=collected.group,
        resource=name,
        collection=collected.collection,
        endpoints=tuple(endpoint for endpoint, _ in told),
        enums=tuple(enums[name] for name in sorted(enums)),
    )


def merge(captures: Sequence[Member], resource: str, found: list[Diagnostic]) -> Member:
    """The captures of one endpoint, the richest first, as one; that there are several is reported, and what they disagree on."""
    first = captures[0]
    if len(captures) == 1:
        return first
    best, richest = rank(first.endpoint), first.endpoint.source
    for other in captures[1:]:
        endpoint = other.endpoint
        found.append(
            diagnostics.make(
                "W050",
                *place(endpoint),
                endpoint=f"{endpoint.method} {endpoint.path}",
                at=dated("here", endpoint.source),
                page=richest.page,
                captured=captured(richest),
                why=first_because(best, rank(endpoint)),
            )
        )
    merged, disagreements = merge_endpoints([one.endpoint for one in captures], resource)
    enums, alone = merge_enums([(one.endpoint.source, one.enums) for one in captures], merged, resource)
    found += [*disagreements, *alone]
    return Member(endpoint=merged, enums=enums)


#: Why one capture goes before another, by the first part of their ranks that differs.
REASONS = ("states more", "is later", "has the better form")


def first_because(best: Rank, other: Rank) -> str:
    """Why a capture goes before another."""
    differing = (reason for reason, one, two in zip(REASONS, best, other, strict=False) if one != two)
    return next(differing, "states as much and comes first by its name")


def entity_from(collection: str) -> str:
    """An entity's name made from its collection, where no page spells it: words capitalised, a plural s cut."""
    words = re.findall(r"[A-Za-z0-9]+", collection) or ["Resource"]
    name = "".join(word[0].upper() + word[1:] for word in words)
    return re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", name))
