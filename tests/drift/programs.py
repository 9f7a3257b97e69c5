"""Programs of users: the surface of a package in, a module of Python that uses every symbol of it out, line by line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.surface import Surface, Symbol

HEAD = """import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import MISSING
from quay_runtime.listings import AsyncListing, SyncListing
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One statement of a program, in a function of its own, and the symbols that it relies on."""

    parameters: str = ""
    code: str
    relies: tuple[str, ...]


def programs(surface: Surface) -> dict[str, list[Use]]:
    """The uses of all symbols by the module whose names they need."""
    found: dict[str, list[Use]] = {}
    for name, symbol in sorted(surface.symbols.items()):
        found.setdefault(module_of(surface, name, symbol), []).extend(uses(surface, name, symbol))
    return found


def module_of(surface: Surface, name: str, symbol: Symbol) -> str:
    """The module that has a symbol."""
    path = name.partition("(")[0].rpartition(".")[0]
    holder = surface.symbols.get(path)
    known = holder is not None and holder.kind in ("class", "enum")
    return (
        path.rpartition(".")[0] if known or (path.count(".") == 1 and path.rpartition(".")[2][:1].isupper()) else path
    )


def uses(surface: Surface, name: str, symbol: Symbol) -> Iterator[Use]:
    """How a symbol is used."""
    module = module_of(surface, name, symbol)
    owner, _, last = name.partition("(")[0].rpartition(".")
    kind = owner.rpartition(".")[2]
    types = kept(symbol.types)
    if symbol.kind in ("class", "enum", "export"):
        yield Use(code=f"from {owner} import {last}", relies=(name,))
    elif symbol.kind == "member":
        yield Use(code=f"v: {kind} = {kind}.{last}", relies=(name, owner))
    elif symbol.kind == "attribute":
        # Where the class of a group or of a resource stands is not what its users rely on.
        bare = types == ("streams",) or types[0].startswith(f"{surface.package}.")
        code = f"x.{last}" if bare else f"v: {' | '.join(types)} = x.{last}"
        yield Use(parameters=f"x: {kind}", code=code, relies=(name, owner, *types, *named(surface, module, symbol)))
    elif symbol.kind == "input":
        others = {one: s for one, s in surface.symbols.items() if s.owner == owner and s.kind == "input" and s.required}
        yield call(surface, module, kind, name, {**others, name: symbol}, relies=(owner,))
    elif symbol.kind == "argument" and surface.symbols[symbol.owner].kind == "class":
        yield call(surface, module, symbol.owner.rpartition(".")[2], name, {name: symbol}, relies=(symbol.owner,))
    elif symbol.kind in ("method", "argument"):
        yield method_use(surface, module, name, symbol)


def method_use(surface: Surface, module: str, name: str, symbol: Symbol) -> Use:
    """A call of a method: with what must be given, and with one argument more, or with a use of its result."""
    method = name if symbol.kind == "method" else symbol.owner
    owner, _, called = method.removesuffix("()").rpartition(".")
    kind = owner.rpartition(".")[2]
    others = {one: s for one, s in surface.symbols.items() if s.owner == method and s.kind == "argument" and s.required}
    given = others if symbol.kind == "method" else {**others, name: symbol}
    use = call(surface, module, f"x.{called}", name, given, relies=(method, owner))
    result = surface.symbols[method]
    code, relies = use.code, use.relies
    if symbol.kind == "method" and result.types != ("None",):
        code, relies = f"v: {result.types[0]} = {use.code}", (*relies, *named(surface, module, result))
    return Use(parameters=", ".join(filter(None, (f"x: {kind}", use.parameters))), code=code, relies=relies)


def call(surface: Surface, module: str, what: str, name: str, given: dict[str, Symbol], relies: tuple[str, ...]) -> Use:
    """A call with some arguments, each of all types that it takes."""
    parameters, arguments, used = [], [], [name, *relies]
    for one, symbol in sorted(given.items(), key=lambda pair: (pair[1].position is None, pair[1].position or 0)):
        last = one.rpartition("(" if symbol.kind == "argument" else ".")[2].removesuffix("=)")
        parameters.append(f"a_{last}: {' | '.join(kept(symbol.types))}")
        arguments.append(f"a_{last}" if symbol.position is not None else f"{last}=a_{last}")
        used += [one, *named(surface, module, symbol)]
    return Use(
        parameters=", ".join(parameters), code=f"{what}({', '.join(arguments)})", relies=tuple(dict.fromkeys(used))
    )


def kept(types: Sequence[str]) -> tuple[str, ...]:
    """The types of something without the mark of what is left out."""
    return tuple(one for one in types if one != "MISSING")


def named(surface: Surface, module: str, symbol: Symbol) -> Iterator[str]:
    """The classes in the types of a symbol, as a module sees them."""
    for one in re.findall(r"[A-Za-z_]\w*", " ".join(symbol.types)):
        known = surface.symbols.get(f"{module}.{one}")
        if known:
            yield f"{module}.{one}"
            yield from known.types if known.kind == "export" else ()
