"""Endpoints of all pages to the resources of one API: readings and conventions in, resources out, disagreements reported.

Pages of one method and path are merged fact by fact; pages of one collection become one resource, named by the role of its pages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator import diagnostics
from generator.addresses import unique
from generator.config import ApiConfig, Conventions
from generator.diagnostics import Diagnostic
from generator.enums import link_api
from generator.merge import merge_endpoints
from generator.operations import BESIDE_COLLECTION, slug
from generator.reading import Reading
from generator.spec import Endpoint, Enum, Resource

Key = tuple[str, str]


@dataclass(slots=True)
class Member:
    """One endpoint of a resource with the enums of its page."""

    endpoint: Endpoint
    enums: tuple[Enum, ...]


@dataclass(slots=True)
class Collected:
    """A resource while its pages are gathered."""

    group: str
    collection: str
    name: str | None = None
    named_on: str | None = None
    members: list[Member] = field(default_factory=list)


def assemble(config: ApiConfig, readings: Sequence[Reading]) -> tuple[list[Resource], list[Diagnostic]]:
    """The resources that the pages document, in the order of group and collection."""
    found: list[Diagnostic] = []
    pages = [(r.endpoint, r.enums) for r in sorted(readings, key=lambda r: r.path) if r.endpoint is not None]
    linked, borrowed = link_api(pages)
    found += borrowed
    collected: dict[Key, Collected] = {}
    for endpoint, enums in linked:
        key = key_of(endpoint, config.conventions)
        if not follows(endpoint, config.conventions):
            found.append(
                diagnostics.make("W052", *place(endpoint), path=endpoint.path, pattern=config.conventions.resource_path)
            )
        into = collected.setdefault(key, Collected(group=key[0], collection=key[1]))
        name_resource(into, endpoint, config.conventions, found)
        add_member(into, Member(endpoint=endpoint, enums=enums), found)
    return told_apart([resource_of(config, collected[key], found) for key in sorted(collected)], found), found


def told_apart(resources: Sequence[Resource], found: list[Diagnostic]) -> list[Resource]:
    """The resources with names that are each given once; a later one with a name that is taken gets a number, and that is reported."""
    taken: dict[str, Resource] = {}
    for resource in resources:
        name = unique(resource.resource, taken)
        if name != resource.resource:
            first = taken[resource.resource]
            here, there = (f"{one.group}/{one.collection}" for one in (resource, first))
            found.append(
                diagnostics.make(
                    "W056", *place(resource.endpoints[0]), here=here, there=there, name=resource.resource, now=name
                )
            )
            resource = resource.model_copy(update={"resource": name})
        taken[name] = resource
    return list(taken.values())


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


def add_member(into: Collected, new: Member, found: list[Diagnostic]) -> None:
    """Merge an endpoint into its twin, or add it, under a name of its own where its operation is taken."""
    for member in into.members:
        if (member.endpoint.method, member.endpoint.path) == (new.endpoint.method, new.endpoint.path):
            name = f"{new.endpoint.method} {new.endpoint.path}"
            found.append(
                diagnostics.make("W050", *place(new.endpoint), endpoint=name, page=member.endpoint.source.page)
            )
            member.endpoint, disagreements = merge_endpoints(member.endpoint, new.endpoint)
            member.enums = (*member.enums, *(e for e in new.enums if e.name not in {m.name for m in member.enums}))
            found += disagreements
            return
    taken = {member.endpoint.operation: member.endpoint for member in into.members}
    if new.endpoint.operation in taken:
        name = unique(slug(new.endpoint.source.page), taken)
        twin = taken[new.endpoint.operation].source.page
        found.append(
            diagnostics.make("W055", *place(new.endpoint), operation=new.endpoint.operation, page=twin, name=name)
        )
        new = Member(endpoint=new.endpoint.model_copy(update={"operation": name}), enums=new.enums)
    into.members.append(new)


#: The order of a resource's endpoints; others follow by name.
ORDER = ("search", "get", "batch", "create", "update", "delete", "commands", "run_command")


def resource_of(config: ApiConfig, collected: Collected, found: list[Diagnostic]) -> Resource:
    """The finished resource: endpoints in a fixed order, each enum once."""
    if collected.name is None:
        first = collected.members[0].endpoint
        found.append(diagnostics.make("W053", *place(first), name=entity_from(collected.collection)))
    known = {name: number for number, name in enumerate(ORDER)}
    members = sorted(
        collected.members, key=lambda m: (known.get(m.endpoint.operation, len(ORDER)), m.endpoint.operation)
    )
    enums: dict[str, Enum] = {}
    for member in members:
        for enum in member.enums:
            enums.setdefault(enum.name, enum)
    return Resource(
        api=config.api.name,
        group=collected.group,
        resource=collected.name or entity_from(collected.collection),
        collection=collected.collection,
        endpoints=tuple(member.endpoint for member in members),
        enums=tuple(enums[name] for name in sorted(enums)),
    )


def entity_from(collection: str) -> str:
    """An entity's name made from its collection, where no page spells it: words capitalised, a plural s cut."""
    words = re.findall(r"[A-Za-z0-9]+", collection) or ["Resource"]
    name = "".join(word[0].upper() + word[1:] for word in words)
    return re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", name))
