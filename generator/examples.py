"""Samples to shapes: documented fields and a sample's tree in, the fields completed by what only the sample shows out.

What a row states stays as it is. A sample adds members to objects that no row describes and keys that no row documents, each marked
with the rule of the sample; where sample and row contradict each other there is a diagnostic.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import JsonValue

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.phrases import read_type
from generator.samples import Node
from generator.spec import Field, Items, Origin, TypeName

#: Which sample types may stand for which documented type, beside the same one.
COMPATIBLE: dict[str, frozenset[str]] = {
    "number": frozenset({"integer"}),
    "integer": frozenset({"number"}),
    "any": frozenset({"string", "integer", "number", "boolean", "object", "array", "file"}),
    "file": frozenset({"string"}),
}


@dataclass(slots=True)
class Sample:
    """A sample of a page: its tree, the rule that its facts get, and what was found while it was read.

    `placeholders` is set where its values only stand for types (`"<string>"`, `123`), `texts` where all values are written as texts.
    """

    node: Node
    rule: str
    page: str
    placeholders: bool = False
    texts: bool = False
    found: list[Diagnostic] = field(default_factory=list)

    def origin(self, line: int) -> Origin:
        """The origin of a fact at a line of this sample."""
        return Origin(page=self.page, line=line, rule=self.rule)

    def report(self, code: str, line: int, **facts: object) -> None:
        """Note a finding at a line of the page."""
        self.found.append(diagnostics.make(code, self.page, line, **facts))


def type_of(node: Node, *, placeholders: bool = False) -> TypeName:
    """The type that a sample value shows; `any` for null and for placeholders of any."""
    if node.members is not None:
        return "object"
    if node.items is not None:
        return "array"
    value = node.value
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        # A placeholder number is written 123 for integers and numbers alike.
        return "number" if placeholders or isinstance(value, float) else "integer"
    if isinstance(value, str):
        return _placeholder_type(value) if placeholders else "string"
    return "any"


def _placeholder_type(value: str) -> TypeName:
    inner = value[1:-1] if value.startswith("<") and value.endswith(">") else ""
    documented = read_type(inner) if inner else None
    return documented.type if documented else "string"


def complete(fields: Sequence[Field], sample: Sample) -> tuple[Field, ...]:
    """The documented fields with what the sample adds to them, then the keys that only the sample has."""
    node = object_in(sample.node)
    if node is None:
        return tuple(fields)
    known = {f.name for f in fields}
    shown = {key: (line, value) for key, line, value in node.members or ()}
    done = [refine(f, *shown[f.name], sample) if f.name in shown else f for f in fields]
    added = [(key, line, value) for key, (line, value) in shown.items() if key not in known]
    return (*done, *(field_from(key, line, value, sample) for key, line, value in added))


def object_in(node: Node) -> Node | None:
    """The object that a sample is, or the union of the objects that it lists."""
    if node.members is not None:
        return node
    if node.items and all(item.members is not None for item in node.items):
        return union(node.items)
    return None


def union(items: Sequence[Node]) -> Node:
    """One object with the members of several; of equal keys the one that tells most, with a note of a null among them."""
    members: dict[str, tuple[int, Node]] = {}
    for item in items:
        for key, line, value in item.members or ():
            known = members.setdefault(key, (line, value))
            if known[1] is not value:
                members[key] = telling(known, (line, value))
    return Node(line=items[0].line, members=tuple((key, line, value) for key, (line, value) in members.items()))


def telling(one: tuple[int, Node], other: tuple[int, Node]) -> tuple[int, Node]:
    """Of two values of one key the first that is not null, a fraction before a whole number; a null in the other is noted."""
    kinds = type_of(one[1]), type_of(other[1])
    best, rest = (other, one) if kinds[0] == "any" or kinds == ("integer", "number") else (one, other)
    null = next((line for line, node in (rest, best) if is_null(node)), None)
    return (best[0], replace(best[1], null_line=best[1].null_line or null)) if not is_null(best[1]) else best


def is_null(node: Node) -> bool:
    """Whether a value is null."""
    return node.value is None and node.members is None and node.items is None


def field_from(name: str, line: int, node: Node, sample: Sample) -> Field:
    """A field that no row documents, as the sample shows it."""
    kind = type_of(node, placeholders=sample.placeholders)
    kind = "file" if is_sent_file(node, sample) else kind
    inner = object_in(node)
    return Field(
        name=name,
        type=kind,
        format="binary" if kind == "file" else None,
        items=items_of(node, sample) if kind == "array" else None,
        nullable=True if is_null(node) or node.null_line else None,
        facts={"nullable": sample.origin(node.null_line)} if node.null_line else {},
        fields=tuple(field_from(key, at, value, sample) for key, at, value in inner.members or ()) if inner else (),
        origin=sample.origin(line),
    )


def is_sent_file(node: Node, sample: Sample) -> bool:
    """Whether a form sends a file here: `@name`."""
    return sample.texts and isinstance(node.value, str) and node.value.startswith("@")


def items_of(node: Node, sample: Sample) -> Items | None:
    """The type of an array's items, where all that are shown agree."""
    kinds = {type_of(item, placeholders=sample.placeholders) for item in node.items or ()}
    if kinds == {"integer", "number"}:
        return Items(type="number")
    return Items(type=kinds.pop()) if len(kinds) == 1 else None


def refine(documented: Field, line: int, node: Node, sample: Sample) -> Field:
    """A documented field with what its sample value adds: null, a type where none is stated, the type of items, members."""
    kind = type_of(node, placeholders=sample.placeholders)
    null = line if is_null(node) else node.null_line
    if null is not None and documented.nullable is None and not sample.placeholders:
        documented = _with_fact(documented, "nullable", True, sample.origin(null))
    if kind == "any":
        return documented
    if sample.texts:
        return refine_text(documented, line, node, sample)
    if documented.type == "any" and documented.type_text is None:
        # The page says nothing of the type; a value that it shows is the better guess, and marked as one.
        documented = _with_fact(documented, "type", kind, sample.origin(line))
    if kind != documented.type and kind not in COMPATIBLE.get(documented.type, frozenset()):
        sample.report("W031", line, name=documented.name, stated=documented.type_text or documented.type, shown=kind)
        return documented
    if kind == "array" and documented.items is None and node.items:
        documented = _with_fact(documented, "items", items_of(node, sample), sample.origin(line))
    inner = object_in(node) if documented.type in ("object", "array") else None
    return with_members(documented, inner, line, sample) if inner is not None else documented


def refine_text(documented: Field, line: int, node: Node, sample: Sample) -> Field:
    """A documented field with what a form adds, which shows texts and files and no other types."""
    if not is_sent_file(node, sample):
        return documented
    if documented.type == "any" and documented.type_text is None:
        return _with_fact(
            _with_fact(documented, "type", "file", sample.origin(line)), "format", "binary", sample.origin(line)
        )
    if documented.type not in ("file", "array", "any"):
        sample.report("W031", line, name=documented.name, stated=documented.type_text or documented.type, shown="file")
    return documented


def with_members(documented: Field, inner: Node, line: int, sample: Sample) -> Field:
    """An object or array of objects completed by the members that its sample shows."""
    members = complete(documented.fields, replace_node(sample, inner))
    if documented.fields or not members:
        return documented.model_copy(update={"fields": members})
    return _with_fact(documented, "fields", members, sample.origin(line))


def replace_node(sample: Sample, node: Node) -> Sample:
    """The same sample at another node; findings go to the same list."""
    return replace(sample, node=node)


def _with_fact(documented: Field, key: str, value: Any, origin: Origin) -> Field:
    return documented.model_copy(update={key: value, "facts": {**documented.facts, key: origin}})


def undocumented(fields: Sequence[Field], rule: str) -> tuple[Field, ...]:
    """The fields, at the top, that a sample of this rule has added."""
    return tuple(f for f in fields if f.origin.rule == rule)


Shown = dict[tuple[str, ...], list[tuple[JsonValue, int]]]


def values_shown(samples: Sequence[Node]) -> Shown:
    """All plain values that samples show, with their lines, by their paths of names; arrays on the way are entered."""
    shown: Shown = {}
    for node in samples:
        _collect(node, (), shown)
    return shown


def _collect(node: Node, path: tuple[str, ...], shown: Shown) -> None:
    if node.items is not None:
        for item in node.items:
            _collect(item, path, shown)
    elif node.members is not None:
        for key, _, value in node.members:
            _collect(value, (*path, key), shown)
    else:
        shown.setdefault(path, []).append((node.value, node.line))


def is_skeleton(node: Node) -> bool:
    """Whether all values of a tree are placeholders that stand for types: `123`, `true`, `"<string>"`, `null`, nothing."""
    if node.items is not None:
        return all(map(is_skeleton, node.items))
    if node.members is not None:
        return all(is_skeleton(value) for _, _, value in node.members)
    value = node.value
    bracketed = isinstance(value, str) and value.startswith("<") and value.endswith(">")
    return bracketed or value is None or value is True or value == 123
