"""The aliases of arguments and methods to what the templates print: deprecated arguments and methods, and what tests them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.addresses import join
from generator.annotations import Import
from generator.classes import Registry, ResourceShapes
from generator.escaping import Words
from generator.exchange import Entry
from generator.naming import Scope
from generator.plan import Argument, Method, OldArgument, OldMethod, Renamed
from generator.spec import Endpoint, Resource
from generator.specimens import specimen
from generator.trials import case

#: Where the functions are that warn, and as what a module knows them: no argument is called so.
DEPRECATIONS = ".._runtime.deprecations"


def is_callable(endpoint: Endpoint) -> bool:
    """Whether an endpoint becomes a method."""
    return endpoint.method is not None and endpoint.path is not None


def method_address(resource: Resource, endpoint: Endpoint) -> str:
    """The address of a method: `Book.update`."""
    return join((resource.resource, endpoint.operation))


def old_names(registry: Registry, scope: Scope, address: str, method: Method, imports: set[Import]) -> Method:
    """A method with its deprecated names, once all methods have theirs."""
    old = [
        OldMethod(name=alias.name, doc=Words(f"Deprecated: use `{method.name}`."))
        for alias in registry.ledger.grant(scope, address)
    ]
    if old:
        imports.add((DEPRECATIONS, "warn", "_warn"))
    return replace(method, old=tuple(old)) if old else method


def old_arguments(argument: Argument, entry: Entry) -> Iterator[Argument]:
    """The deprecated names of an argument, each an argument of its own that is given by name alone."""
    doc = Words(f"Deprecated: use `{argument.name}`.")
    for alias in entry.old:
        yield replace(argument, name=alias.name, doc=doc, default="MISSING", deprecated=True)


def renamed(
    shapes: ResourceShapes, endpoint: Endpoint, entries: Sequence[Entry], imports: set[Import]
) -> tuple[Renamed, ...]:
    """The arguments that have deprecated names, and those that could not stay required behind one that has."""
    found = [
        Renamed(
            name=entry.name,
            old=tuple(old_argument(shapes, endpoint, entries, entry, alias.name) for alias in entry.old),
            required=entry.field.required,
        )
        for entry in entries
        if entry.optional
    ]
    if found:
        imports.add((DEPRECATIONS, "renamed", "_renamed"))
    return tuple(found)


def old_argument(
    shapes: ResourceShapes, endpoint: Endpoint, entries: Sequence[Entry], entry: Entry, name: str
) -> OldArgument:
    """A deprecated name with a call that uses it: what is required is given, and this."""
    enums = {enum.name: enum for enum in shapes.resource.enums}
    values = [
        (replace(one, name=name) if one is entry else one, specimen(one.field, enums))
        for one in entries
        if one.field.required or one is entry
    ]
    return OldArgument(name=name, case=case(name, values, any(one.place == "body" for one in entries)))
