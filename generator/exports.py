"""What can be imported from the module of a group: its resources as planned in, each class with the module that has it out.

A class is exported where its name means one thing in the group. Where two resources have classes of one name, the one whose export was
published keeps it; where none was, none is exported, and each is imported from the module of its resource.
"""

from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic
from generator.ledger import EXPORTS, Ledger
from generator.lines import statement
from generator.naming import MODULE_NAMES, Scope
from generator.plan import Exports, ResourceModule


def exports(
    ledger: Ledger, group: str, own: Sequence[str], modules: Sequence[ResourceModule], found: list[Diagnostic]
) -> Exports:
    """The classes that a group exports; `own` are those of its module itself."""
    scope = ledger.scope(f"{EXPORTS}{group}", MODULE_NAMES | frozenset(own), found)
    places = {name: f".{one.module}" for one in modules for name in (one.sync_class, one.async_class)}
    scope.taken |= dict.fromkeys(places, group)
    # A shared type has no namesake among models; that it was one resource's own when it was published changes nothing.
    shared = {name for one in modules for name in one.shared} - scope.taken.keys() - scope.reserved
    places |= dict.fromkeys(shared, "..shared")
    scope.taken |= dict.fromkeys(shared, "shared")
    places |= dict(models(scope, modules))
    return Exports(
        imports=tuple(
            statement(place, sorted(name for name, at in places.items() if at == place), indent=4)
            for place in sorted(set(places.values()))
        ),
        names=tuple(sorted({*places, *own})),
        places=tuple(sorted(places.items())),
    )


def models(scope: Scope, modules: Sequence[ResourceModule]) -> Iterator[tuple[str, str]]:
    """The models and enums that only one resource has under their name, or had first."""
    having: dict[str, list[str]] = {}
    for one in modules:
        for name in own_types(one):
            having.setdefault(name, []).append(one.module)
    for name, homes in having.items():
        published = [home for home in homes if f"{home}.{name}" in scope.past.names]
        home, key = (published or homes)[0], f"{(published or homes)[0]}.{name}"
        if (published or len(homes) == 1) and scope.is_free(name, key=key):
            scope.keep(key, name, name)
            yield name, f".{home}"


def own_types(module: ResourceModule) -> Iterator[str]:
    """The models and enums that a resource shares with no other."""
    yield from (one.name for one in module.public_models)
    yield from (one.name for one in module.enums)
