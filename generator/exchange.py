"""What an endpoint takes and gives: its arguments with their Python names, its answer of success, the classes of its answers."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.addresses import join
from generator.aliases import Alias
from generator.annotations import Annotation
from generator.classes import Registry
from generator.naming import ARGUMENT_NAMES, snake
from generator.shapes import ResourceShapes, Shape, envelope_of
from generator.spec import MULTIPART, Endpoint, Field, Response

#: The places of arguments, in the order in which they are passed; the name that the runtime gives to each and its model.
PLACES: tuple[tuple[str, str, str], ...] = (
    ("path", "path", "path_params"),
    ("query", "query", "query"),
    ("header", "headers", "headers"),
    ("body", "body", "body"),
)
#: Headers that the transport sends itself.
OWN_HEADERS = frozenset({"authorization", "content-type", "accept", "content-length", "host", "user-agent"})

#: What cannot be sent at a place, or is sent anyway: a part of the path that the path does not have, a header of the transport.
NOWHERE: dict[str, Callable[[Endpoint, str], bool]] = {
    "path": lambda endpoint, name: f"{{{name}}}" not in (endpoint.path or ""),
    "header": lambda _, name: name.lower() in OWN_HEADERS,
}

#: The error class of a status, as the package names it.
ERRORS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}


@dataclass(slots=True)
class Entry:
    """One argument while it is planned: the field, where it travels, its Python name, the shape of its object.

    `old` are its deprecated names; `optional` is what can be left out of the call because it, or one before it, has other names.
    `part` is set where it is a part of a form.
    """

    field: Field
    place: str
    name: str = ""
    old: tuple[Alias, ...] = ()
    optional: bool = False
    shape: Shape | None = None
    part: bool = False

    @property
    def uploads(self) -> bool:
        """Whether it is a file that the caller gives, or a list of them."""
        return self.part and self.field.is_file

    @property
    def null(self) -> bool:
        """Whether null can be sent. Only a body has one: a filter that is null by mistake must not become a list of everything."""
        return self.place == "body" and (not self.uploads or bool(self.field.nullable))


def entries_of(
    registry: Registry, shapes: ResourceShapes, endpoint: Endpoint, called: Mapping[str, str] | None = None
) -> list[Entry]:
    """The arguments of an endpoint: parameters by place, then the members of the body; each with a name of its own.

    `called` are the names of query parameters that are not called as they are on the wire.
    """
    found = [
        # Without its arguments a path leads nowhere, whatever a page says.
        Entry(field=one.model_copy(update={"required": True}) if place == "path" else one, place=place)
        for place, _, _ in PLACES
        for one in endpoint.parameters
        if one.location == place
        and not (place in NOWHERE and NOWHERE[place](endpoint, one.name))
        and not registry.config.auth.is_key(place, one.name)
    ]
    body = shapes.bodies.get(endpoint.operation)
    for one in endpoint.request.fields if endpoint.request else ():
        part = endpoint.request is not None and endpoint.request.content_type == MULTIPART
        shape = body.children.get(one.name) if body else None
        found.append(Entry(field=one, place="body", shape=shape, part=part))
    targets = [address_of(shapes, endpoint, entry) for entry in found]
    address = f"arguments:{shapes.module}.{endpoint.operation}"
    names = registry.ledger.scope(address, ARGUMENT_NAMES, registry.found, targets=targets)
    names.wires = frozenset(entry.field.name for entry in found)
    filters = called or {}
    alike = Counter((snake(one.field.name), one.place) for one in found)
    places = Counter(name for name, _ in alike)
    for entry in sorted(found, key=lambda one: one.place == "query" and one.field.name in filters):
        own = entry.place == "query" and entry.field.name in filters
        name = filters[entry.field.name] if own else snake(entry.field.name)
        # Of the same place a number tells them apart, of another place its name does, and a filter yields to what is none.
        elsewhere = places[name] > (1 if (name, entry.place) in alike else 0)
        instead = f"filter_{name}" if own else f"{entry.place}_{name}" if elsewhere else ""
        key = f"{entry.place}.{entry.field.name}"
        entry.name = names.take(name, entry.field.name, entry.field.origin, instead=instead, key=key)
    for entry, target in zip(found, targets, strict=True):
        entry.old = tuple(registry.ledger.grant(names, target))
        behind = is_leading(endpoint, entry) and any(one.optional for one in found if is_leading(endpoint, one))
        entry.optional = bool(entry.old) or behind
    return found


def is_leading(endpoint: Endpoint, entry: Entry) -> bool:
    """Whether an argument says which record is meant, so that it need not be named."""
    return entry.place == "path" or (endpoint.operation == "batch" and entry.field.required)


def address_of(shapes: ResourceShapes, endpoint: Endpoint, entry: Entry) -> str:
    """The address of an argument: `Book.update.request.Title`, `Book.search.query.page`."""
    place = "request" if entry.place == "body" else entry.place
    return join((shapes.resource.resource, endpoint.operation, place, entry.field.name))


def answer_class(
    registry: Registry, shapes: ResourceShapes, endpoint: Endpoint, response: Response
) -> Annotation | None:
    """The class of an answer's body, or of its items."""
    if envelope_of(registry.config, response) and registry.result:
        return registry.seen(shapes.module, registry.result.name, registry.result.home)
    shape = shapes.answers.get((endpoint.operation, response.status))
    return registry.seen(shapes.module, shape.name, shape.home) if shape else None
