"""Routes: a documented path in, the path as OpenAPI has it out, with its slots and its query string."""

import re
from dataclasses import dataclass

from generator.addresses import unique


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A documented path as OpenAPI has it: its template, its slots (name on the page, name here), its query string."""

    template: str
    slots: tuple[tuple[str, str], ...]
    query: str


def find_route(path: str, known: dict[tuple[str, ...], Route]) -> Route:
    """The route of a documented path; paths that differ only in names of slots are one, named as the first."""
    bare, _, query = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "", path).partition("#")[0].partition("?")
    pieces = re.split(r"\{([^{}]*)\}", bare if bare.startswith("/") else f"/{bare}")
    literals = tuple(text.replace("{", "%7B").replace("}", "%7D") for text in pieces[::2])
    names: list[str] = []
    for name in pieces[1::2]:
        names.append(unique(re.sub(r"[^\w.-]+", "_", name) or "parameter", names))
    names = [name for _, name in known[literals].slots] if literals in known else names
    template = literals[0] + "".join(f"{{{name}}}{text}" for name, text in zip(names, literals[1:], strict=True))
    route = Route(template=template, slots=tuple(zip(pieces[1::2], names, strict=True)), query=query)
    known.setdefault(literals, route)
    return route
