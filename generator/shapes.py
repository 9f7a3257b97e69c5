"""Shapes: the objects that the resources of an API send and answer, each with the class name that it would like and its children.

What the items of a list are called, what a record adds to its summary, and what all answers in the envelope have in common is
decided here; which class a shape becomes, in `classes`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator import addresses
from generator.annotations import ANSWER, REQUEST
from generator.config import ApiConfig, Envelope
from generator.members import answer_of, endpoint_of, wrapped
from generator.merge import complete
from generator.naming import METHODS, pascal, singular, snake
from generator.spec import Endpoint, Field, Items, Resource, Response

Signature = tuple[object, ...]

#: What is said of the class of a successful answer, by operation; of others, which method answers with it.
ANSWER_DOCS = {
    "search": "One page of a list of {}.",
    "get": "{}, with all of its attributes.",
    "batch": "{}, as lists give it.",
    "commands": "A command that can be run on {}.",
}
#: The class of a successful answer, by operation; others are named after the operation.
ANSWER_NAMES = {"search": "{}Page", "get": "{}", "batch": "{}Summary", "commands": "{}Command"}


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


def envelope_of(config: ApiConfig, response: Response) -> Envelope | None:
    """The API's envelope, if an answer comes in it."""
    return config.conventions.envelope if response.container == "object" and wrapped(config, response) else None


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
    """The shape of the answer of success of an operation."""
    answer = answer_of(endpoint_of(shapes.resource, operation))
    return shapes.answers.get((operation, answer.status)) if answer else None


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
    known = {**ANSWER_DOCS, "search": "One item of a list of {}."} if response.container == "array" else ANSWER_DOCS
    if is_success(response) and endpoint.operation in known:
        return known[endpoint.operation].format(resource.resource)
    what = "One item of what" if response.container == "array" else "What"
    status = "" if is_success(response) else f" with status {response.status}"
    return (
        f"{what} `{METHODS.get(endpoint.operation, snake(endpoint.operation))}` of {resource.resource} answers{status}."
    )


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
    """A shape with the shapes of its children, which is used at an address."""
    shape = Shape(wanted=wanted, stand=stand, fields=tuple(fields), doc=doc, use=addresses.join(use))
    for one in fields:
        if one.fields:
            own = pascal(singular(one.name) if one.type == "array" else one.name)
            name = f"{own}Input" if stand == REQUEST else f"{wanted}{own}"
            words = one.description or f"What `{snake(one.name)}` holds."
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
    """The union of several shapes: what they share keeps its words only where all use the same, and a known type beats any.

    Required is what all of them require; a shape of which nothing is known has no say in it.
    """
    merged_fields: dict[str, Field] = {}
    for fields in all_fields:
        for one in fields:
            known = merged_fields.get(one.name)
            merged_fields[one.name] = one if known is None else _merge_two(known, one)
    everywhere = set(merged_fields).intersection(*({one.name for one in fields} for fields in all_fields if fields))
    return tuple(
        one.model_copy(update={"required": one.required and one.name in everywhere}) for one in merged_fields.values()
    )


def _merge_two(known: Field, one: Field) -> Field:
    first, second = (one, known) if known.type == "any" and one.type != "any" else (known, one)
    both = complete(first, second)
    words = first.description if first.description == second.description else None
    children = merged([first.fields, second.fields]) if first.fields or second.fields else ()
    return both.model_copy(
        update={"description": words, "required": first.required and second.required, "fields": children}
    )
