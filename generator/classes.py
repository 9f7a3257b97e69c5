"""Shapes to classes: the objects and enums of all resources in, the model and enum classes of a package out.

A shape that several resources have under one name is one class in the shared module, re-exported by each of them; the envelope of the
API and its error rows are always shared. Descriptions do not make two shapes differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator import annotations
from generator.annotations import ANSWER, MISSING, NONE, REQUEST, Annotation, Context, Import, annotate
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.enum_classes import base_of, member_scope, plan_enum
from generator.escaping import Words, python
from generator.ledger import Ledger
from generator.meanings import default_of, meaning, sentences
from generator.naming import (
    BUILTIN_CLASSES,
    MODEL_NAMES,
    MODULE_NAMES,
    Scope,
    enum_class,
    member_names,
)
from generator.plan import Attribute, EnumClass, ModelClass
from generator.pointers import in_python, unpointed
from generator.shapes import ResourceShapes, Shape, Signature, envelope_shape
from generator.spec import Enum, Field
from generator.wording import mend

SHARED = "shared"
#: The addresses of what has a shape, by the key of the shape and the module.
Uses = dict[tuple[object, ...], dict[str, list[str]]]


def runtime(home: str, module: str) -> str:
    """How a module at `home` names a module of the runtime."""
    return f"{'.' if home == SHARED else '..'}_runtime.{module}"


@dataclass(slots=True)
class Registry:
    """The classes of a package: the names and homes of enums and models, and the ready plans by home."""

    config: ApiConfig
    found: list[Diagnostic]
    ledger: Ledger
    scopes: dict[str, Scope] = field(default_factory=dict)
    enum_names: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    enums: dict[str, list[EnumClass]] = field(default_factory=dict)
    models: dict[str, list[ModelClass]] = field(default_factory=dict)
    imports: dict[str, set[Import]] = field(default_factory=dict)
    result: Shape | None = None
    row: Shape | None = None

    def scope(self, home: str) -> Scope:
        """The names of a module; those of the shared module are taken everywhere."""
        if home in self.scopes:
            return self.scopes[home]
        shared = frozenset(self.scopes[SHARED].taken) if home != SHARED and SHARED in self.scopes else frozenset()
        reserved = MODULE_NAMES | BUILTIN_CLASSES | shared
        self.scopes[home] = self.ledger.class_scope(home, reserved, self.found, shared=SHARED)
        return self.scopes[home]

    def enum_class(self, home: str, name: str) -> Annotation | None:
        """The class of an enum as a module sees it."""
        known = self.enum_names.get((home, name))
        # A shared model cannot see an enum that each resource has for itself, with values of its own.
        return self.seen(home, *known) if known and known[1] in (home, SHARED) else None

    def enum_of(self, home: str, one: Field) -> EnumClass | None:
        """The class of a field's enum, or of that of its items, with its members."""
        name = one.enum_name
        known = self.enum_class(home, name) if name else None
        if known is None or name is None:
            return None
        called, at = self.enum_names[(home, name)]
        return next(enum for enum in self.enums[at] if enum.name == called)

    def seen(self, home: str, name: str, at: str) -> Annotation:
        """A class as the module `home` sees it: its own, or imported from the shared one."""
        return annotations.plain(name) if home == at else annotations.imported(name, "..shared", name)


def register(
    config: ApiConfig, all_shapes: Sequence[ResourceShapes], found: list[Diagnostic], ledger: Ledger
) -> Registry:
    """Names and homes for all enums and models, and their plans."""
    registry = Registry(config=config, found=found, ledger=ledger)
    registry.result = envelope_shape(config, [shapes.resource for shapes in all_shapes])
    if registry.result is not None and config.conventions.envelope:
        registry.row = registry.result.children.get(config.conventions.envelope.errors)
    if registry.row is None:
        words = "One row of what the server found wrong."
        registry.row = Shape(wanted="ErrorRow", stand=ANSWER, fields=(), doc=words, use="envelope.errors")
    registry.scope(SHARED)
    # All shared names first: they are taken in every module.
    for turns in ((None,), all_shapes):
        register_enums(registry, all_shapes, turns)
        register_models(registry, all_shapes, shared=turns == (None,))
    return registry


def register_enums(
    registry: Registry, all_shapes: Sequence[ResourceShapes], turns: Sequence[ResourceShapes | None]
) -> None:
    """The enums of several resources (the turn of null) or of single ones; one name with different values is no shared enum."""
    homes: dict[tuple[str, Signature], list[str]] = {}
    for shapes in all_shapes:
        for enum in shapes.resource.enums:
            homes.setdefault((enum.name, _enum_signature(enum)), []).append(shapes.module)
    for turn in turns:
        for enum, where in _enums_at(turn, all_shapes, homes):
            home = SHARED if len(where) > 1 else where[0]
            key = f"enum:{enum.name}"
            name = registry.scope(home).take(enum_class(enum.name), enum.name, enum.origin, key=key)
            also = registry.ledger.former("enum", (home, SHARED, *where), (key,))
            scope = member_scope(registry.ledger, enum, f"{home}.{name}", registry.found, also)
            registry.enums.setdefault(home, []).append(plan_enum(registry.ledger, enum, name, scope))
            registry.imports.setdefault(home, set()).add(("enum", base_of(enum), ""))
            registry.enum_names |= {(module, enum.name): (name, home) for module in (*where, SHARED)}


def _enums_at(
    shapes: ResourceShapes | None,
    all_shapes: Sequence[ResourceShapes],
    homes: dict[tuple[str, Signature], list[str]],
) -> Iterator[tuple[Enum, list[str]]]:
    """The enums that are at home in one resource, or (null) in several; each once."""
    seen: set[tuple[str, Signature]] = set()
    for one in all_shapes if shapes is None else (shapes,):
        for enum in one.resource.enums:
            key = (enum.name, _enum_signature(enum))
            if key not in seen and (len(homes[key]) > 1) is (shapes is None):
                seen.add(key)
                yield enum, homes[key]


def _enum_signature(enum: Enum) -> Signature:
    return tuple((value.value, value.name) for value in enum.values)


def register_models(registry: Registry, all_shapes: Sequence[ResourceShapes], *, shared: bool) -> None:
    """The models of several resources, or those of single ones; within a module equal shapes of one name are one class."""
    uses: Uses = {}
    for shapes in all_shapes:
        for shape in shapes.all():
            uses.setdefault(shape.key(), {}).setdefault(shapes.module, []).append(shape.use)
    named: dict[tuple[str, tuple[object, ...]], Shape] = {}
    for root in (registry.row, registry.result) if shared else ():
        for shape in root.tree() if root else ():
            _name(registry, shape, SHARED, named, uses)
    for shapes in all_shapes:
        for shape in shapes.all():
            if (len(uses[shape.key()]) > 1) is shared:
                _name(registry, shape, SHARED if shared else shapes.module, named, uses)


def _name(
    registry: Registry, shape: Shape, home: str, named: dict[tuple[str, tuple[object, ...]], Shape], uses: Uses
) -> None:
    known = named.get((home, shape.key()))
    if known is None:
        known = named[(home, shape.key())] = shape
        own = [use for module, at in uses.get(shape.key(), {}).items() if home in (SHARED, module) for use in at]
        own = list(dict.fromkeys([shape.use, *own]))
        scope = registry.scope(home)
        origin = shape.fields[0].origin if shape.fields else None
        key = next((use for use in own if use in scope.past.names), shape.use)
        shape.name, shape.home = scope.take(shape.wanted, shape.wanted, origin, key=key), home
        scope.kept |= dict.fromkeys(own, shape.name)
        also = registry.ledger.former("attributes", (home, SHARED, *uses.get(shape.key(), ())), own)
        members = registry.ledger.scope(f"attributes:{home}.{shape.name}", MODEL_NAMES, registry.found, also=also)
        parent = shape.parent()
        inherited = parent.attributes() if parent else {}
        for wire, attribute in inherited.items():
            members.keep(wire, attribute, wire, origin)
        own_fields = shape.fields[len(inherited) :]
        shape.names = (*inherited.values(), *member_names(own_fields, registry.found, members))
        base = "RequestModel" if shape.stand == REQUEST else "Model"
        registry.models.setdefault(home, []).append(plan_model(registry, shape, home, shape.name, base))
    shape.name, shape.home, shape.names = known.name, known.home, known.names


def plan_model(registry: Registry, shape: Shape, home: str, name: str, base: str) -> ModelClass:
    """A model class with its attributes."""
    parent = shape.parent()
    inherited = len(parent.fields) if parent else 0
    attributes = tuple(
        plan_attribute(registry, shape, one, home, attribute, shape.names)
        for one, attribute in tuple(zip(shape.fields, shape.names, strict=True))[inherited:]
    )
    imports = registry.imports.setdefault(home, set())
    if parent:
        base = parent.name
    else:
        imports.add((runtime(home, "models"), base, ""))
    told = in_python(
        unpointed(mend(shape.doc)), dict(zip((one.name for one in shape.fields), shape.names, strict=True))
    )
    return ModelClass(name=name, base=base, doc=Words(told), attributes=attributes)


def plan_attribute(
    registry: Registry,
    shape: Shape,
    one: Field,
    home: str,
    name: str,
    names: Sequence[str],
    *,
    null: bool = True,
    part: bool = False,
) -> Attribute:
    """One attribute: optional ones have a default, null in answers and unset in requests. `names` are those of the whole model.

    `null` is false where the value travels in a place that has none, `part` is set where it is a part of a form.
    """
    inner = annotation_of(registry, shape, one, home, shape.stand, part=part)
    optional = optional_of(one, inner, shape.stand, null=null)
    imports = registry.imports.setdefault(home, set())
    metadata: tuple[str, ...] = ()
    if one.date_part and one.type == "string" and shape.stand == REQUEST:
        metadata = (f"TimeOfDay({python(one.date_part)})",)
        imports.add((runtime(home, "models"), "TimeOfDay", ""))
    if shape.stand == REQUEST and one.name != name and one.name in names:
        # On the wire it has the name that another one has in Python, as which a caller means that other one.
        metadata += (f"Field(validation_alias={python(name)})",)
    imports |= optional.imports | {("pydantic", "Field", ""), ("typing", "Annotated", "")}
    default = "" if one.required else "None" if shape.stand == ANSWER else "MISSING"
    enum = registry.enum_of(home, one)
    told = meaning(one, enum, attributes_around(shape, one, names))
    otherwise = "" if one.required or shape.stand == ANSWER else default_of(one, enum)
    return Attribute(
        name=name,
        annotation=optional.text,
        wire=Words(one.name),
        metadata=metadata,
        default=default,
        doc=Words(sentences(told, f"Default: `{otherwise}`." if otherwise else "")),
    )


def attributes_around(shape: Shape, one: Field, names: Sequence[str]) -> dict[str, str]:
    """The attributes that a field's description may name, by their names on the wire: its own children, and those beside it."""
    beside = dict(zip((field.name for field in shape.fields), names, strict=False))
    return {**attributes_below(shape, one), **beside}


def attributes_below(shape: Shape | None, one: Field) -> dict[str, str]:
    """The attributes of a field's own model, by their names on the wire."""
    child = shape.children.get(one.name) if shape else None
    return child.attributes() if child and child.names else {}


def annotation_of(
    registry: Registry, shape: Shape | None, one: Field, home: str, stand: int, *, part: bool = False
) -> Annotation:
    """The annotation of a field's value in a module."""
    child = shape.children.get(one.name) if shape else None
    context = Context(
        stand=stand,
        enum_class=lambda name: registry.enum_class(home, name),
        model=registry.seen(home, child.name, child.home) if child else None,
        mapping=annotations.mapping() if child else None,
        part=part,
    )
    return annotate(one, context)


def optional_of(one: Field, inner: Annotation, stand: int, *, null: bool = True) -> Annotation:
    """An annotation with what a field may be beside its value: null where its place has one, or left out."""
    some = (NONE,) if null else ()
    if one.required:
        return inner.union(*some) if one.nullable else inner
    return inner.union(*some) if stand == ANSWER else inner.union(*some, MISSING)
