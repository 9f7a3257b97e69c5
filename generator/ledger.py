"""The ledger of one build: what was published and the aliases in, scopes for every public name and the new lock out.

It opens each scope with its published names, notes what became of them, and tells at the end which have vanished. A name that
vanished is retired: nothing else gets it, and its own thing has it again should it come back.
"""

import keyword
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator import diagnostics
from generator.aliases import PAGE as ALIASES
from generator.aliases import Alias, order
from generator.diagnostics import Diagnostic
from generator.names_lock import PAGE, NamesLock, Retired, is_name, kind_of
from generator.naming import Past, Scope

CLASSES = "classes:"
#: The classes of the groups, which stand beside the clients.
CLIENT = f"{CLASSES}client"
#: What can be imported from the module of a group. A class that is no more is reported as such.
EXPORTS = "exports:"

#: What tells that a name has vanished, by the kind of its scope.
GONE = {
    "arguments": "W221",
    "methods": "W222",
    "enum": "W223",
    "classes": "W224",
    "attributes": "W225",
    "modules": "W226",
    "groups": "W226",
}


@dataclass(slots=True)
class Ledger:
    """The published names of a package at one version, and what this build makes of them."""

    version: str
    lock: NamesLock = field(default_factory=NamesLock)
    aliases: Sequence[Alias] = ()
    found: list[Diagnostic] = field(default_factory=list)
    scopes: dict[str, Scope] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    covered: dict[str, set[str]] = field(default_factory=dict)
    sought: set[str] = field(default_factory=set)

    def scope(
        self,
        address: str,
        reserved: frozenset[str],
        found: list[Diagnostic],
        *,
        joint: str = "_",
        also: Iterable[str] = (),
        targets: Iterable[str] = (),
    ) -> Scope:
        """The scope of an address. `also` are addresses that it had before, `targets` the addresses whose aliases will live in it."""
        source = next((one for one in (address, *also) if self._knows(one)), address)
        held = self._held((source,))
        for alias in (alias for target in targets for alias in self.aliases_of(target)):
            held[alias.name] = held.get(alias.name, frozenset()) | {f"alias of {alias.of}"}
        return self._open(Scope(address=address, reserved=reserved, found=found, joint=joint), source, [source], held)

    def class_scope(self, home: str, reserved: frozenset[str], found: list[Diagnostic], *, shared: str) -> Scope:
        """The scope of the classes of a module. What the module `shared` has was perhaps one module's own before, and the reverse."""
        own, common = f"{CLASSES}{home}", f"{CLASSES}{shared}"
        names, places = [common, own], [own]
        if home == shared:
            places = sorted(one for one in self._addresses() if one.startswith(CLASSES) and one != CLIENT)
            names = [*places, common]
        held = self._held(places)
        # A resource's own classes stand in its module, and are named after its models.
        group, _, module = home.partition(".")
        beside = self._names(f"{CLASSES}{group}")
        held |= {beside[key]: frozenset({key}) for key in (module, async_key(module)) if key in beside}
        return self._open(Scope(address=own, reserved=reserved, found=found, joint=""), own, names, held)

    def _open(self, scope: Scope, source: str, names: Sequence[str], held: Mapping[str, frozenset[str]]) -> Scope:
        known = {key: name for address in names for key, name in self._names(address).items()}
        scope.past = Past(names=known, held=held)
        self.scopes[scope.address], self.sources[scope.address] = scope, source
        return scope

    def former(self, kind: str, homes: Iterable[str], keys: Sequence[str]) -> Iterator[str]:
        """The addresses of the members that a class had in any of some modules, by the keys of the class."""
        for home in homes:
            names = self._names(f"{CLASSES}{home}")
            yield from (f"{kind}:{home}.{names[key]}" for key in keys if key in names)

    def aliases_of(self, target: str) -> list[Alias]:
        """The aliases of an address that are still generated."""
        self.sought.add(target)
        now = order(self.version)
        return [alias for alias in self.aliases if alias.of == target and now < order(alias.until)]

    def grant(self, scope: Scope, target: str) -> list[Alias]:
        """The aliases of an address, once all names of their scope are taken; one that cannot be a name there is an error."""
        granted: list[Alias] = []
        for alias in self.aliases_of(target):
            reason = why_not(alias.name, scope)
            if reason:
                self._tell("E119", alias, reason=reason)
                continue
            scope.taken[alias.name] = f"alias of {alias.of}"
            self.covered.setdefault(scope.address, set()).add(alias.name)
            granted.append(alias)
        return granted

    def close(self) -> tuple[NamesLock, list[Diagnostic]]:
        """The new lock, and what there is to say: names that vanished, aliases that fit nothing or have run out."""
        now = order(self.version)
        for alias in self.aliases:
            if now >= order(alias.until):
                self._tell("W120", alias, until=alias.until, version=self.version)
            elif alias.of not in self.sought:
                self._tell("E118", alias)
        retired = {address: self._retired(address) for address in self._addresses() | self.scopes.keys()}
        for address in sorted(self.scopes):
            self.found += self._vanished(address, retired[address])
        names = {address: scope.kept for address, scope in self.scopes.items() if scope.kept}
        return NamesLock(names=names, retired={key: gone for key, gone in retired.items() if gone}), self.found

    def _retired(self, address: str) -> dict[str, Retired]:
        """The names of an address that nothing has any more; those of a class that moved are at its new address."""
        scope, source = self.scopes.get(address), self.sources.get(address, address)
        if scope is None and address in self.sources.values():
            return {}
        kept = scope.kept if scope else {}
        gone = {key: Retired(name=name, since=self.version) for key, name in self.lock.names.get(source, {}).items()}
        gone |= self.lock.retired.get(source, {})
        return {key: one for key, one in gone.items() if key not in kept and one.name not in kept.values()}

    def _vanished(self, address: str, retired: Mapping[str, Retired]) -> Iterator[Diagnostic]:
        kind, _, place = address.partition(":")
        if kind not in GONE:
            return
        gone = {one.name: key for key, one in sorted(retired.items(), reverse=True) if one.since == self.version}
        for name in sorted(gone.keys() - self.covered.get(address, set())):
            yield diagnostics.make(GONE[kind], PAGE, None, name=name, key=gone[name], place=place or "the client")

    def _knows(self, address: str) -> bool:
        return address in self.lock.names or address in self.lock.retired

    def _addresses(self) -> set[str]:
        return self.lock.names.keys() | self.lock.retired.keys()

    def _names(self, address: str) -> dict[str, str]:
        gone = {key: one.name for key, one in self.lock.retired.get(address, {}).items()}
        return gone | self.lock.names.get(address, {})

    def _held(self, addresses: Iterable[str]) -> dict[str, frozenset[str]]:
        held: dict[str, frozenset[str]] = {}
        for address in addresses:
            for key, name in self._names(address).items():
                held[name] = held.get(name, frozenset()) | {key}
        return held

    def _tell(self, code: str, alias: Alias, **facts: str) -> None:
        self.found.append(diagnostics.make(code, ALIASES, alias.line, name=alias.name, address=alias.of, **facts))


def async_key(name: str) -> str:
    """The key of the async class that belongs to a sync one."""
    return f"async {name}"


def why_not(name: str, scope: Scope) -> str:
    """Why a name cannot be an alias in a scope; nothing if it can."""
    if not is_name(name, kind_of(scope.address)):
        return "it is no identifier that is written like the names beside it"
    if keyword.iskeyword(name) or name in scope.reserved:
        return "Python or the package itself needs this name"
    return f"`{scope.taken[name]}` has this name" if name in scope.taken else ""
