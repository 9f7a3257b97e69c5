"""The surface of a package: its plan and its names in, every public symbol with what typed code relies on out, and where it comes from.

A symbol is written as its user finds it: `nexudus.spaces.access_tokens.AccessTokens.update(mac_address=)`. Async twins are not listed:
they have what their sync class has.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator import addresses
from generator.names_lock import NamesLock
from generator.plan import Attribute, EnumClass, Method, ModelClass, PackagePlan, ResourceModule

#: What a symbol is. An `input` is an attribute of a model that callers make, an `attribute` one of a model that servers answer.
Kind = Literal["class", "enum", "member", "input", "attribute", "method", "argument", "export"]

#: The place of an argument, by the place that the plan has for it.
_PLACES = {"body": "request", "query": "query", "path": "path", "header": "header", "headers": "header"}

_NAME = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """What typed code relies on: the alternatives of an annotation (of a method its result, of a class its base, of a member its value),
    of an export the class that it is), whether a caller must give it, and the number of a positional argument. `owner` is what has it;
    `sends` is how credentials travel that the client is given.
    """

    kind: Kind
    types: tuple[str, ...] = ()
    required: bool = False
    position: int | None = None
    owner: str = ""
    sends: str = ""


@dataclass(slots=True)
class Surface:
    """The symbols of a package by name, and the names of those that stand for what an address names.

    `members` are the attributes of each class by their names on the wire. `bases` are what the members of enums are, by the names of
    their classes without the modules.
    """

    package: str
    symbols: dict[str, Symbol] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    members: dict[str, dict[str, str]] = field(default_factory=dict)
    bases: dict[str, set[str]] = field(default_factory=dict)
    enveloped: frozenset[str] = frozenset()
    order: list[str] = field(default_factory=list)

    def add(self, name: str, symbol: Symbol, *at: str) -> None:
        """Take up a symbol, and what it stands for."""
        self.symbols[name] = symbol
        if symbol.kind == "enum":
            self.bases.setdefault(name.rpartition(".")[2], set()).add(symbol.types[0])
        for address in at:
            names = self.places.setdefault(address, [])
            if name not in names:
                names.append(name)

    def export(self, module: str, name: str, home: str) -> None:
        """Take up a class that can be imported from a module, too; `home` is the module that it stands in."""
        target = f"{home}.{name}"
        self.add(f"{module}.{name}", Symbol(kind="export", types=(target,), owner=target))

    def find(self, name: str) -> Symbol | None:
        """The symbol of a name; a class may be reached through a module that it is imported into."""
        if name in self.symbols:
            return self.symbols[name]
        owner, _, member = name.rpartition(".")
        through = self.symbols.get(owner)
        return self.symbols.get(f"{through.types[0]}.{member}") if through and through.kind == "export" else None

    def enum_base(self, name: str) -> str:
        """What the members of an enum class are, by its name; empty where there is none, or where two of them differ in it."""
        bases = self.bases.get(name, set())
        return {"IntEnum": "int", "StrEnum": "str"}.get(next(iter(bases)), "") if len(bases) == 1 else ""

    def at(self, address: str) -> tuple[str, ...]:
        """The symbols that stand for an address."""
        return self._stand(address)[0]

    def around(self, address: str) -> tuple[str, ...]:
        """The symbols that stand for an address; where it has none of its own, those of what it is a part of."""
        own, above = self._stand(address)
        return own or above

    def _stand(self, address: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The symbols of an address itself, and those of the nearest thing around it that has some."""
        parts = addresses.split(address) or ()
        if addresses.ENUM in parts[:2]:
            return tuple(self._of_enum(parts)), ()
        for length in range(len(parts), 0, -1):
            for known in (addresses.join(parts[:length]), self._enveloped(parts[:length])):
                if known in self.places:
                    names, left = self._inside(tuple(self.places[known]), parts[length:])
                    return ((), names) if left else (names, ())
        return (), ()

    def below(self, address: str) -> Iterator[str]:
        """The symbols that stand for an address or for anything inside of it."""
        parts = addresses.split(address) or ()
        if parts[1:2] == (addresses.ENUM,):
            places = [known for known in self.places if known.startswith(f"{addresses.join(parts[1:])}.")]
            yield from self._of_enum(parts)
            yield from (name for known in places for name in self._of_enum((parts[0], *(addresses.split(known) or ()))))
            return
        yield from self.places.get(address, ())
        if len(self.order) != len(self.places):
            self.order = sorted(self.places)
        # All that begin with the address and a full stop stand together.
        for known in self.order[bisect_left(self.order, f"{address}.") :]:
            if not known.startswith(f"{address}."):
                return
            yield from self.places[known]

    def _of_enum(self, parts: addresses.Part) -> list[str]:
        """The symbols of an enum, or of a value of one; of that of one resource those in its module, else what modules share."""
        at = parts.index(addresses.ENUM)
        names = self.places.get(addresses.join(parts[at:]), [])
        homes = [name.rpartition(".")[0] for name in self.places.get(addresses.join(parts[:at]), ())]
        own = [name for name in names if any(name.startswith(f"{home}.") for home in homes)]
        shared = [name for name in names if name.startswith(f"{self.package}.shared.")]
        return (own or shared) if at else names

    def _inside(self, names: tuple[str, ...], rest: addresses.Part) -> tuple[tuple[str, ...], addresses.Part]:
        """The symbols of a part, and what is left of the way to it where it has none.

        One class can stand for objects at several addresses, of which the published names know only some.
        """
        while rest:
            found = [self.members[one][rest[0]] for one in self._classes(names) if rest[0] in self.members.get(one, ())]
            if not found:
                break
            names, rest = tuple(dict.fromkeys(found)), rest[1:]
        return names, rest

    def _classes(self, names: tuple[str, ...]) -> Iterator[str]:
        """The classes that symbols are, or that stand in their types."""
        for name in names:
            symbol = self.symbols[name]
            if symbol.kind == "class":
                yield name
            module = symbol.owner.rsplit(".", 2 if symbol.kind == "argument" else 1)[0]
            for word in (
                _NAME.findall(" ".join(symbol.types)) if symbol.kind in ("argument", "input", "attribute") else ()
            ):
                known = self.symbols.get(f"{module}.{word}")
                if known is not None:
                    yield known.types[0] if known.kind == "export" else f"{module}.{word}"

    def _enveloped(self, parts: addresses.Part) -> str:
        inside = parts[2:3] == ("response",) and addresses.join(parts[:4]) in self.enveloped
        return addresses.join(("envelope", *parts[4:])) if inside else ""


def surface_of(package: PackagePlan, names: NamesLock, enveloped: frozenset[str] = frozenset()) -> Surface:
    """The surface of a planned package; `names` are those that the plan was made with, `enveloped` the addresses of answers in the
    envelope of the API.
    """
    surface = Surface(package=package.package, enveloped=enveloped)
    shared = f"{package.package}.shared"
    add_client(surface, package)
    add_types(surface, names, shared, "shared", package.shared.models, package.shared.enums)
    for group in package.groups:
        home = f"{package.package}.{group.module}"
        reached = f"{package.package}.{package.client}.{group.module}"
        surface.add(reached, Symbol(kind="attribute", types=(f"{home}.{group.sync_class}",)))
        surface.add(f"{home}.{group.sync_class}", Symbol(kind="class", owner=reached))
        for resource in group.resources:
            add_resource(surface, names, home, group.sync_class, resource)
        for name, place in group.exports.places:
            module = shared if place == "..shared" else f"{home}{place}"
            if f"{module}.{name}" in surface.symbols:
                surface.export(home, name, module)
    return surface


def add_client(surface: Surface, package: PackagePlan) -> None:
    """Take up the client, with the credentials that its API takes."""
    own = f"{package.package}.{package.client}"
    surface.add(own, Symbol(kind="class"))
    taken = {"token": package.bearer, "username": package.basic, "password": package.basic, "api_key": package.key}
    for name in (name for name, given in taken.items() if given):
        sends = package.key.shown.text if package.key and name == "api_key" else ""
        surface.add(f"{own}({name}=)", Symbol(kind="argument", types=("str",), owner=own, sends=sends))


def add_resource(surface: Surface, names: NamesLock, home: str, group_class: str, resource: ResourceModule) -> None:
    """Take up the module of a resource: its classes, methods and arguments."""
    module = f"{home}.{resource.module}"
    own = f"{module}.{resource.sync_class}"
    surface.add(own, Symbol(kind="class"), resource.title.text)
    surface.add(
        f"{home}.{group_class}.{resource.attribute}", Symbol(kind="attribute", types=(own,)), resource.title.text
    )
    add_types(surface, names, module, f"{resource.group}.{resource.module}", resource.public_models, resource.enums)
    for name in resource.shared:
        surface.export(module, name, f"{surface.package}.shared")
    if resource.streaming:
        surface.add(f"{own}.with_streaming_response", Symbol(kind="attribute", types=("streams",), owner=own))
    named = {method.name: method for method in resource.methods}
    for method in resource.methods:
        add_method(surface, own, method, named[method.edit.write] if method.edit else method)


def add_method(surface: Surface, owner: str, method: Method, calls: Method) -> None:
    """Take up a method with its arguments; `calls` is the method of the endpoint that they go to."""
    address = calls.operation.address.text
    places = {argument.name: argument.place for argument in calls.arguments}
    name = f"{owner}.{method.name}"
    surface.add(f"{name}()", Symbol(kind="method", types=(method.returns,), owner=owner), address)
    for number, argument in enumerate(method.arguments):
        place = places.get(argument.name, argument.place)
        at = (*(addresses.split(address) or ()), _PLACES.get(place, place), argument.wire.text)
        symbol = Symbol(
            kind="argument",
            types=alternatives(argument.annotation),
            required=not argument.default,
            position=number if number < len(method.positional) else None,
            owner=f"{name}()",
        )
        surface.add(f"{name}({argument.name}=)", symbol, addresses.join(at))
    for old in method.old:
        surface.add(f"{owner}.{old.name}()", Symbol(kind="method", types=(method.returns,), owner=owner), address)


def add_types(
    surface: Surface,
    names: NamesLock,
    module: str,
    home: str,
    models: tuple[ModelClass, ...],
    enums: tuple[EnumClass, ...],
) -> None:
    """Take up the models and enums of a module; `home` is what the names of its scopes end in."""
    uses: dict[str, list[str]] = {}
    for use, name in names.names.get(f"classes:{home}", {}).items():
        uses.setdefault(name, []).append(use)
    known = {model.name: model for model in models}
    for model in models:
        path = f"{module}.{model.name}"
        sent = root_of(model, known) == "RequestModel"
        surface.add(
            path, Symbol(kind="class", types=(model.parent,) if model.parent else ()), *uses.get(model.name, ())
        )
        for one in attributes_of(model, known):
            symbol = Symbol(
                kind="input" if sent else "attribute",
                types=alternatives(one.annotation),
                required=sent and not one.default,
                owner=path,
            )
            at = [addresses.join((*(addresses.split(use) or ()), one.wire.text)) for use in uses.get(model.name, ())]
            surface.add(f"{path}.{one.name}", symbol, *at)
            surface.members.setdefault(path, {})[one.wire.text] = f"{path}.{one.name}"
    for enum in enums:
        add_enum(surface, names, module, home, enum, uses.get(enum.name, []))


def add_enum(surface: Surface, names: NamesLock, module: str, home: str, enum: EnumClass, uses: list[str]) -> None:
    """Take up an enum class with its members."""
    path = f"{module}.{enum.name}"
    surface.add(path, Symbol(kind="enum", types=(enum.base,)), *uses)
    values = {name: value for value, name in names.names.get(f"enum:{home}.{enum.name}", {}).items()}
    for member in enum.members:
        at = [f"{use}.{values.get(member.name, member.value)}" for use in uses]
        surface.add(f"{path}.{member.name}", Symbol(kind="member", types=(member.value,), owner=path), *at)


def root_of(model: ModelClass, known: Mapping[str, ModelClass]) -> str:
    """The class of the runtime that a model is made of."""
    while model.parent in known:
        model = known[model.parent]
    return model.base


def attributes_of(model: ModelClass, known: Mapping[str, ModelClass]) -> Iterator[Attribute]:
    """The attributes of a model, inherited ones first."""
    if model.parent in known:
        yield from attributes_of(known[model.parent], known)
    yield from model.attributes


def alternatives(annotation: str) -> tuple[str, ...]:
    """The alternatives of an annotation's source: what stands between bars outside of brackets."""
    parts, depth = [""], 0
    for letter in annotation:
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return tuple(part.strip() for part in parts)
