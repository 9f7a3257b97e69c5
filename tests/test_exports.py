"""Tests of what a group exports: each name means one class, and goes on meaning it."""

from typing import Any

from generator.escaping import Words
from generator.exports import exports
from generator.ledger import Ledger
from generator.names_lock import NamesLock, dump, load
from generator.plan import Exports, ModelClass, ResourceModule

OWN = ("Sea", "AsyncSea")


def module(name: str, models: tuple[str, ...], shared: tuple[str, ...] = ()) -> ResourceModule:
    """A resource with some models."""
    empty: dict[str, Any] = dict.fromkeys(("imports", "exports", "enums", "methods"), ())
    return ResourceModule(
        **empty,
        group="sea",
        module=name,
        attribute=name,
        test=name,
        sync_class=name.title(),
        async_class=f"Async{name.title()}",
        title=Words(name),
        doc=Words(name),
        shared=shared,
        models=tuple(ModelClass(name=one, base="Model", doc=Words("")) for one in models),
        trials={},
        tested={},
    )


def build(lock: NamesLock, *modules: ResourceModule) -> tuple[Exports, NamesLock, list[str]]:
    """What a group exports with a lock, the next lock as it is read again, and the codes of what is reported."""
    ledger = Ledger(version="1.0.0", lock=lock)
    found = exports(ledger, "sea", OWN, modules, ledger.found)
    names, told = ledger.close()
    again, wrong = load(dump(names))
    assert again is not None
    assert wrong == []
    return found, again, [one.code for one in told]


def test_a_name_of_one_resource_is_exported() -> None:
    """Beside the classes of the resources and of the group, and the types that resources share."""
    found, _, _ = build(NamesLock(), module("boats", ("Boat", "_Body"), ("Result",)))
    places = {"AsyncBoats": ".boats", "Boat": ".boats", "Boats": ".boats", "Result": "..shared"}
    assert dict(found.places) == places
    assert found.names == tuple(sorted([*places, *OWN]))
    assert found.imports == ("    from ..shared import Result", "    from .boats import AsyncBoats, Boat, Boats")


def test_a_name_of_two_resources_is_exported_for_none() -> None:
    """Nobody gets the wrong one of two by chance; a class of the group or of a resource has its name first."""
    found, _, _ = build(NamesLock(), module("boats", ("Crew", "Sea", "Ports")), module("ports", ("Crew", "Port")))
    assert "Crew" not in found.names
    assert {"Ports": ".ports", "Port": ".ports"}.items() <= dict(found.places).items()
    assert "Sea" not in dict(found.places)


def test_a_published_name_stays_with_its_resource() -> None:
    """A resource that comes later with a class of the same name takes nothing away."""
    boats = module("boats", ("Crew",))
    _, lock, _ = build(NamesLock(), boats)
    found, lock, told = build(lock, module("barges", ("Crew",)), boats)
    assert (dict(found.places)["Crew"], told) == (".boats", [])
    found, _, told = build(lock, module("barges", ("Crew",)))
    assert "Crew" not in found.names
    assert told == []


def test_a_class_that_becomes_shared_is_still_exported() -> None:
    """It is the same name, from the same group."""
    _, lock, _ = build(NamesLock(), module("boats", ("Crew",)))
    found, _, told = build(lock, module("barges", (), ("Crew",)), module("boats", (), ("Crew",)))
    assert (dict(found.places)["Crew"], told) == ("..shared", [])
