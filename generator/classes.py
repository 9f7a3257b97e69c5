"""Shapes to classes: the objects and enums of all resources in, the model and enum classes of a package out.

A shape that several resources have under one name is one class in the shared module, re-exported by each of them; the envelope of the
API and its error rows are always shared. Descriptions do not make two shapes differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator import addresses, annotations
from generator.annotations import ANSWER, MISSING, NONE, REQUEST, Annotation, Context, Import, annotate
from generator.config import ApiConfig, Envelope
from generator.diagnostics import Diagnostic
from generator.enum_classes import base_of, member_scope, plan_enum
from generator.escaping import Words, python
from generator.ledger import Ledger
from generator.merge import complete
from generator.naming import (
    BUILTIN_CLASSES,
    MODEL_NAMES,
    MODULE_NAMES,
    Scope,
    enum_class,
    member_names,
    pascal,
    singular,
)
from generator.plan import Attribute, EnumClass, ModelClass
from generator.spec import Endpoint, Enum, Field, Items, Resource, Response
from generator.wording import mend

SHARED = "shared"
Signature = tuple[object, ...]
#: The addresses of what has a shape, by the key of the shape and the module.
Uses = dict[tuple[object, ...], dict[str, list[str]]]

#: The class of a successful answer, by operation; others are named after the operation.
ANSWER_NAMES = {"search": "{}Page", "get": "{}", "batch": "{}Summary", "commands": "{}Command"}


def runtime(home: str, module: str) -> str:
    """How a module at `home` names a module of the runtime."""
    return f"{'.' if home == SHARED else '..'}_runtime.{module}"


def signature(fields: Sequence[Field]) -> Signature:
    """What makes two shapes one: names, types, formats, enums and children."""
    return tuple(
        (f.name, f.type, f.format, f.date_part, f.required, f.enum, _items(f.items), signature(f.fields))
        for f in fields
    )


def _items(items: Items | None) -> tuple[str | None, ...] | None:
    return (items.type, items.format, items.enum) if items else None


@dataclass(slots=True)
class Shape:
    """An object that becomes a model: the name it would like, its fields, the shapes of its children by field name.

    `extends` is the shape whose fields it has beside its own, which come first in `fields`. `use` is the address of what has this shape,
    `names` are the attributes of its fields.
    """

    wanted: str
    stand: int
    fields: tuple[Field, ...]
    doc: str
    use: str = ""
    children: "dict[str, Shape]" = field(default_factory=dict)
    name: str = ""
    home: str = ""
    names: tuple[str, ...] = ()
    extends: "Shape | None" = None

    def attributes(self) -> dict[str, str]:
        """The attributes of a named shape by their names on the wire."""
        return {one.name: name for one, name in zip(self.fields, self.names, strict=True)}

    def parent(self) -> "Shape | None":
        """The shape whose class is the base of this one's: it must stand in the same module."""
        return self.extends if self.extends is not None and self.extends.home == self.home else None

    def key(self) -> tuple[object, ...]:
        """What shapes of one class have in common."""
        return self.stand, self.wanted, signature(self.fields)

    def tree(self) -> "Iterator[Shape]":
        """The shapes below and then this one, so that a class is defined before it is used."""
        if self.extends is not None:
            yield from self.extends.tree()
        for child in self.children.values():
            yield from child.tree()
        yield self


@dataclass(slots=True)
class ResourceShapes:
    """The shapes of one resource: bodies and answers by operation."""

    resource: Resource
    module: str
    bodies: dict[str, Shape] = field(default_factory=dict)
    answers: dict[tuple[str, int | None], Shape] = field(default_factory=dict)

    def all(self) -> Iterator[Shape]:
        """All shapes that become public models; a body itself is private to its method, its children are not."""
        for body in self.bodies.values():
            for child in body.children.values():
                yield from child.tree()
        for answer in self.answers.values():
            yield from answer.tree()


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

    def seen(self, home: str, name: str, at: str) -> Annotation:
        """A class as the module `home` sees it: its own, or imported from the shared one."""
        return annotations.plain(name) if home == at else annotations.imported(name, "..shared", name)


def envelope_of(config: ApiConfig, response: Response) -> Envelope | None:
    """The API's envelope, if an answer comes in it."""
    envelope = config.conventions.envelope
    known = envelope is not None and any(f.name == envelope.success for f in response.fields)
    return envelope if known and response.container == "object" else None


def collect(config: ApiConfig, resource: Resource, module: str) -> ResourceShapes:
    """The shapes of a resource, without those that come in the envelope."""
    shapes = ResourceShapes(resource=resource, module=module)
    for endpoint in resource.endpoints:
        at = (resource.resource, endpoint.operation)
        if endpoint.request:
            shapes.bodies[endpoint.operation] = shape_of(
                f"{pascal(endpoint.operation)}Body", REQUEST, endpoint.request.fields, "", (*at, "request")
            )
        for response in endpoint.responses:
            if response.fields and response.container != "none" and not envelope_of(config, response):
                wanted = answer_name(resource, endpoint, response)
                doc = answer_doc(resource, endpoint, response)
                use = (*at, "response", addresses.place_of(response))
                shape = shape_of(wanted, ANSWER, response.fields, doc, use)
                shapes.answers[(endpoint.operation, response.status)] = shape
    name_items(config, shapes)
    return shapes


def name_items(config: ApiConfig, shapes: ResourceShapes) -> None:
    """Give the items of lists the class of a summary, or that of the record where they are the same; the record extends its summary."""
    entity = pascal(shapes.resource.resource)
    record = success_shape(shapes, "get")
    batch, page = success_shape(shapes, "batch"), success_shape(shapes, "search")
    items = config.conventions.pagination.items if config.conventions.pagination else ""
    if page is not None and items in page.children:
        fields, use = page.children[items].fields, addresses.split(page.children[items].use) or ()
        same = record is not None and signature(record.fields) == signature(fields)
        name = entity if same else ANSWER_NAMES["batch"].format(entity)
        doc = record.doc if same and record else f"One item of a list of {shapes.resource.resource}."
        page.children[items] = shape_of(name, ANSWER, fields, doc, use)
    summary = page.children.get(items) if page is not None else batch
    if batch is not None and record is not None and signature(record.fields) == signature(batch.fields):
        batch.wanted, batch.doc, batch.children = record.wanted, record.doc, record.children
    if record is not None and summary is not None:
        extend(record, summary)


def success_shape(shapes: ResourceShapes, operation: str) -> Shape | None:
    """The shape of the first answer of success of an operation."""
    found = [shape for (name, status), shape in shapes.answers.items() if name == operation and (status or 200) < 300]
    return found[0] if found else None


def extend(record: Shape, summary: Shape) -> None:
    """Let a record's class extend that of its summary, where it has all of its fields and more."""
    inherited = {one.name for one in summary.fields}
    own = tuple(one for one in record.fields if one.name not in inherited)
    known = {one.name: one for one in record.fields}
    both = [known[one.name] for one in summary.fields if one.name in known]
    if own and signature(both) == signature(summary.fields):
        record.extends, record.fields = summary, (*summary.fields, *own)
        record.children = {name: child for name, child in record.children.items() if name not in inherited}


def answer_doc(resource: Resource, endpoint: Endpoint, response: Response) -> str:
    """What is said of the class of an answer."""
    what = "One item of the answer" if response.container == "array" else "The answer"
    status = "" if is_success(response) else f" {response.status}"
    return f"{what}{status} of {resource.resource}.{endpoint.operation}."


def is_success(response: Response) -> bool:
    """Whether an answer tells of success, as one without a status does."""
    return response.status is None or 200 <= response.status < 300


def answer_name(resource: Resource, endpoint: Endpoint, response: Response) -> str:
    """The name that the class of an answer would like."""
    entity = pascal(resource.resource)
    default = f"{{}}{pascal(endpoint.operation)}Result"
    names = {**ANSWER_NAMES, "search": "{}Item"} if response.container == "array" else ANSWER_NAMES
    name = names.get(endpoint.operation, default).format(entity)
    return name if is_success(response) else f"{entity}{pascal(endpoint.operation)}Error{response.status}"


def shape_of(wanted: str, stand: int, fields: Sequence[Field], doc: str, use: addresses.Part) -> Shape:
    """A shape with the shapes of its children."""
    shape = Shape(wanted=wanted, stand=stand, fields=tuple(fields), doc=doc, use=addresses.join(use))
    for one in fields:
        if one.fields:
            own = pascal(singular(one.name) if one.type == "array" else one.name)
            name = f"{own}Input" if stand == REQUEST else f"{wanted}{own}"
            words = one.description or f"The member {one.name}."
            shape.children[one.name] = shape_of(name, stand, one.fields, words, (*use, one.name))
    return shape


def envelope_shape(config: ApiConfig, resources: Iterable[Resource]) -> Shape | None:
    """One shape of all answers in the envelope, with the members of each, or null where there is no envelope."""
    envelope = config.conventions.envelope
    answers = [
        response
        for resource in resources
        for endpoint in resource.endpoints
        for response in endpoint.responses
        if envelope_of(config, response)
    ]
    if envelope is None or not answers:
        return None
    fields = merged([response.fields for response in answers])
    shape = shape_of(envelope.model, ANSWER, fields, "What the server answers to a write.", ("envelope",))
    row = shape.children.get(envelope.errors)
    if row is not None:
        row.wanted, row.doc = envelope.row_model, "One row of what the server found wrong."
    return shape


def merged(all_fields: Sequence[Sequence[Field]]) -> tuple[Field, ...]:
    """The union of several shapes: what they share keeps its words only where all use the same, and a known type beats any."""
    merged_fields: dict[str, Field] = {}
    for fields in all_fields:
        for one in fields:
            known = merged_fields.get(one.name)
            merged_fields[one.name] = one if known is None else _merge_two(known, one)
    return tuple(merged_fields.values())


def _merge_two(known: Field, one: Field) -> Field:
    first, second = (one, known) if known.type == "any" and one.type != "any" else (known, one)
    both = complete(first, second)
    words = first.description if first.description == second.description else None
    children = merged([first.fields, second.fields]) if first.fields or second.fields else ()
    return both.model_copy(
        update={"description": words, "required": first.required and second.required, "fields": children}
    )


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
    return ModelClass(name=name, base=base, doc=Words(mend(shape.doc)), attributes=attributes)


def plan_attribute(
    registry: Registry, shape: Shape, one: Field, home: str, name: str, names: Sequence[str]
) -> Attribute:
    """One attribute: optional ones have a default, null in answers and unset in requests. `names` are those of the whole model."""
    inner = annotation_of(registry, shape, one, home, shape.stand)
    optional = optional_of(one, inner, shape.stand)
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
    return Attribute(
        name=name,
        annotation=optional.text,
        wire=Words(one.name),
        metadata=metadata,
        default=default,
        doc=Words(mend(one.description or "")),
    )


def annotation_of(registry: Registry, shape: Shape | None, one: Field, home: str, stand: int) -> Annotation:
    """The annotation of a field's value in a module."""
    child = shape.children.get(one.name) if shape else None
    context = Context(
        stand=stand,
        enum_class=lambda name: registry.enum_class(home, name),
        model=registry.seen(home, child.name, child.home) if child else None,
        mapping=annotations.mapping() if child else None,
    )
    return annotate(one, context)


def optional_of(one: Field, inner: Annotation, stand: int) -> Annotation:
    """An annotation with what a field may be beside its value: null, or left out."""
    if one.required:
        return inner.union(NONE) if one.nullable else inner
    return inner.union(NONE) if stand == ANSWER else inner.union(NONE, MISSING)
