"""The aliases of arguments and methods to what the templates print: deprecated arguments and methods, and what tests them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pydantic import JsonValue

from generator.addresses import join
from generator.annotations import Import
from generator.classes import Registry
from generator.escaping import Words
from generator.exchange import Entry
from generator.naming import Scope
from generator.plan import Argument, Method, OldMethod, Renamed
from generator.spec import Endpoint, Resource

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
        trial: dict[str, JsonValue] = {**(method.trial or {}), "called": [one.name for one in old]}
        return replace(method, old=tuple(old), trial=trial)
    return method


def old_arguments(argument: Argument, entry: Entry) -> Iterator[Argument]:
    """The deprecated names of an argument, each an argument of its own that is given by name alone."""
    doc = Words(f"Deprecated: use `{argument.name}`.")
    for alias in entry.old:
        yield replace(argument, name=alias.name, doc=doc, default="MISSING")


def renamed(entries: Sequence[Entry], imports: set[Import]) -> tuple[Renamed, ...]:
    """The arguments that have deprecated names, and those that could not stay required behind one that has."""
    found = [
        Renamed(name=entry.name, old=tuple(alias.name for alias in entry.old), required=entry.field.required)
        for entry in entries
        if entry.optional
    ]
    if found:
        imports.add((DEPRECATIONS, "renamed", "_renamed"))
    return tuple(found)
