"""`explain`: an address to everything known about where its facts come from."""

from collections.abc import Iterator
from pathlib import Path

from generator import addresses, inputs, overrides, store
from generator.diagnostics import printable
from generator.spec import Endpoint, Enum, Field, Origin, Resource
from generator.wishes import command


def resources(root: Path) -> Iterator[tuple[str, Resource, frozenset[str]]]:
    """All stored specs with the API that they belong to, and the names that different enums of that have."""
    for api in inputs.apis(root):
        stored, _ = store.load_all(inputs.files_below(inputs.folders_of(root, api)[0]))
        many = addresses.many_enums(stored.values())
        for resource in stored.values():
            yield api, resource, many


def address(root: Path, wanted: str) -> str | None:
    """The facts at an address and their origins, or null where nothing has it."""
    texts: list[str] = []
    for api, resource, many in resources(root):
        enum = addresses.enum_in(resource, wanted)
        texts += [
            describe(root, api, known, one)
            for known, one in addresses.facts(resource, many)
            if known == wanted or (isinstance(one, Enum) and one.name == enum)
        ]
    return "\n\n".join(dict.fromkeys(texts)) or None


def near(root: Path, wanted: str) -> list[str]:
    """Addresses that look like one that nothing has."""
    known = sorted({known for _, resource, many in resources(root) for known, _ in addresses.facts(resource, many)})
    return addresses.near(sorted(known, key=lambda one: one.count(".")), wanted, below=True)


#: What is said of each kind of thing, in this order.
SAID: dict[type, tuple[str, ...]] = {
    Field: (
        "type",
        "type_text",
        "format",
        "date_part",
        "items",
        "required",
        "nullable",
        "default",
        "enum",
        "description",
    ),
    Endpoint: ("method", "path", "title", "description"),
    Enum: ("type", "values"),
}


def describe(root: Path, api: str, known: str, one: Endpoint | Field | Enum) -> str:
    """One thing: its facts, then the page, line and rule of each."""
    lines = [known]
    kind = next(kind for kind in SAID if isinstance(one, kind))
    for fact in SAID[kind]:
        value = getattr(one, fact)
        if value not in (None, (), False, ""):
            lines.append(f"  {fact}: {said(value)}")
    for fact, origin in origins(one):
        lines += [f"  {fact} from {place(api, origin)} by {origin.rule}", *source(root, api, origin)]
    lines += [f"  to correct it: {printable(command(known), 400)}"] if isinstance(one, Field) else []
    return "\n".join(lines)


def said(value: object) -> str:
    """A fact as text."""
    if isinstance(value, tuple):
        return printable(", ".join(f"{v.value} {v.name}" for v in value))
    dump = getattr(value, "model_dump", None)
    return printable(str(dump(exclude_none=True) if dump else value), 400)


def origins(one: Endpoint | Field | Enum) -> Iterator[tuple[str, Origin]]:
    """The origin of a thing and of each of its facts that came from elsewhere."""
    if one.origin is not None:
        yield "stated" if one.origin.rule == "field-row" else "known", one.origin
    if isinstance(one, Field):
        yield from one.facts.items()


def place(api: str, origin: Origin) -> str:
    """Page and line of an origin, from the project's root."""
    return f"{inputs.path_of(api, origin.page)}:{origin.line or '?'}"


def source(root: Path, api: str, origin: Origin) -> list[str]:
    """The line itself; of an override its reason."""
    try:
        text = (root / inputs.path_of(api, origin.page)).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ["    (the file is not there any more)"]
    if origin.page == overrides.PAGE:
        entries, _ = overrides.load(text)
        return [f"    reason: {printable(entry.reason, 400)}" for entry in entries or () if entry.line == origin.line]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if origin.line is None or origin.line > len(lines):
        return ["    (the page has no such line any more)"]
    return [f"    {origin.line} | {printable(lines[origin.line - 1], 400)}"]
