"""Lists that come in pages, and how their filters are called: an endpoint and its arguments in, what the client needs of them out."""

from collections.abc import Sequence

from generator.classes import Registry
from generator.escaping import python
from generator.exchange import Entry
from generator.naming import snake
from generator.plan import Paged
from generator.shapes import ResourceShapes, Shape, success_shape
from generator.spec import Endpoint, Filter, Resource

#: What stands behind the name of a member, by the bound that a filter sets.
ENDINGS = {"exact": "", "from": "_from", "to": "_to"}


def filter_names(resource: Resource, endpoint: Endpoint) -> dict[str, str]:
    """The arguments of a list's filters by their wire names: called as the member of the record that they compare."""
    filters: Sequence[Filter] = resource.record.filters if resource.record else ()
    if endpoint.operation != "search":
        return {}
    return {one.parameter: snake(one.member) + ENDINGS[one.bound] for one in filters}


def paged(registry: Registry, shapes: ResourceShapes, endpoint: Endpoint, entries: Sequence[Entry]) -> Paged | None:
    """How a list comes in pages, or null where it does not: where it takes no number of a page, or answers with no items."""
    rules = registry.config.conventions.pagination
    argument = next((e.name for e in entries if rules and e.place == "query" and e.field.name == rules.page), None)
    shape = success_shape(shapes, "search")
    if rules is None or argument is None or shape is None or endpoint.operation != "search":
        return None
    names = shape.attributes()
    if rules.items not in names:
        return None
    called = filter_names(shapes.resource, endpoint)
    wires = {"items": rules.items, "total": rules.total, "pages": rules.pages}
    return Paged(
        argument=argument,
        item=item_class(registry, shapes, shape.children.get(rules.items)),
        options=tuple((key, python(names[wire])) for key, wire in wires.items() if wire in names),
        wires=tuple((key, wire) for key, wire in wires.items() if wire in names),
        number=rules.page,
        filters=tuple(e.name for e in entries if e.place == "query" and e.field.name in called),
    )


def item_class(registry: Registry, shapes: ResourceShapes, shape: Shape | None) -> str:
    """The class of an item; any object where nothing is known of it."""
    return registry.seen(shapes.module, shape.name, shape.home).text if shape else "object"
