"""Calls: the endpoints of resources in, those that can be operations out, each with an id and a path of its own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import addresses, diagnostics
from generator.addresses import folded, unique
from generator.diagnostics import Diagnostic
from generator.routes import Route, find_route
from generator.schema_tree import Shape, Use
from generator.schemas import Place, pascal
from generator.spec import Endpoint, Origin, Resource

METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})


#: Operations that send and answer what a resource is: never one with those of another resource, though they be equal today.
OWN = frozenset({"search", "get", "batch", "create", "update"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One endpoint that becomes an operation."""

    resource: Resource
    endpoint: Endpoint
    method: str
    route: Route
    operation_id: str
    enums: Mapping[str, Shape]

    @property
    def owner(self) -> str:
        """The resource, among those of all groups."""
        return f"{self.resource.group}.{self.resource.resource}"

    def place(self, use: Use, suffix: str) -> Place:
        """A place in this operation: its schema is named with a suffix, its children after the resource."""
        prefix = pascal(self.resource.resource)
        part = pascal(self.endpoint.operation) + suffix
        return Place(
            use=use,
            owner=self.owner,
            names=(prefix + part,),
            prefix=prefix,
            rank=3,
            enums=self.enums,
            titles={},
            common=None if self.endpoint.operation in OWN else part,
        )

    def finding(self, code: str, source: Origin | None, **facts: object) -> Diagnostic:
        """A diagnostic where a source says, else where the endpoint begins."""
        origin = source or start(self.endpoint)
        return diagnostics.make(code, origin.page, origin.line, **facts)

    def address(self, *parts: str) -> str:
        """The address of something in this endpoint."""
        return addresses.join((self.resource.resource, self.endpoint.operation, *parts))


def start(endpoint: Endpoint) -> Origin:
    """Where an endpoint begins."""
    return endpoint.origin or Origin(page=endpoint.source.page, line=None, rule="field-row")


def accept(
    resources: Iterable[Resource], enums: Mapping[int, Mapping[str, Shape]]
) -> tuple[list[Call], list[Diagnostic]]:
    """The endpoints that can be operations, each with an id and a path; a diagnostic for each of the others."""
    calls: dict[tuple[str, str], Call] = {}
    found: list[Diagnostic] = []
    known: dict[tuple[str, ...], Route] = {}
    ids: set[str] = set()
    for resource in resources:
        for endpoint in resource.endpoints:
            where, method = start(endpoint), (endpoint.method or "").lower()
            facts = {
                "address": f"{resource.resource}.{endpoint.operation}",
                "method": method.upper(),
                "path": endpoint.path,
            }
            route = find_route(endpoint.path or "", known)
            code = refusal(endpoint, method, (method, route.template) in calls)
            if code:
                found.append(diagnostics.make(code, where.page, where.line, **facts))
                continue
            name = "_".join(
                re.sub(r"\W+", "_", part, flags=re.ASCII) or "_" for part in (resource.resource, endpoint.operation)
            )
            name = unique(name, ids, folded)
            ids.add(folded(name))
            calls[method, route.template] = Call(
                resource=resource,
                endpoint=endpoint,
                method=method,
                route=route,
                operation_id=name,
                enums=enums[id(resource)],
            )
    return list(calls.values()), found


def refusal(endpoint: Endpoint, method: str, taken: bool) -> str | None:
    """The code for an endpoint that cannot be an operation, else null."""
    reasons = (
        ("W601", not (endpoint.method and endpoint.path)),
        ("W602", method not in METHODS),
        ("W603", taken),
    )
    return next((code for code, holds in reasons if holds), None)
