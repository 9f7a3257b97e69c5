"""Endpoints to methods: an endpoint and the classes of its package in, one ready method with its operation and its tests' data out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.annotations import ANSWER, ANY, ARGUMENT, BYTES, MISSING, NONE, REQUEST, Annotation, Import, sequence
from generator.classes import Registry, annotation_of, attributes_below, optional_of, plan_attribute, runtime
from generator.deprecated import old_arguments, renamed
from generator.docstrings import document, headline, lead, where
from generator.effects import effects_of
from generator.escaping import Words, python
from generator.exchange import PLACES, Entry, answer_class, entries_of, is_leading
from generator.lists import filter_names, paged
from generator.meanings import default_of, meaning, sentences
from generator.members import answer_of
from generator.naming import METHODS, Scope, constant, pascal, snake
from generator.outcomes import gives, raises
from generator.plan import Argument, Attribute, Method, ModelClass, Operation, Paged
from generator.shapes import ResourceShapes, Shape
from generator.spec import Endpoint
from generator.specimens import source
from generator.trials import argument_source, trial
from generator.wording import mend


@dataclass(frozen=True, slots=True)
class Planned:
    """What a method adds to its module beside itself."""

    method: Method
    models: list[ModelClass]
    imports: set[Import]


def plan_method(
    registry: Registry, shapes: ResourceShapes, endpoint: Endpoint, scope: Scope, constants: Scope
) -> Planned:
    """The method of an endpoint."""
    entries = entries_of(registry, shapes, endpoint, filter_names(shapes.resource, endpoint))
    body = shapes.bodies.get(endpoint.operation)
    name = scope.take(METHODS.get(endpoint.operation, snake(endpoint.operation)), endpoint.operation, endpoint.origin)
    imports: set[Import] = set()
    effects = effects_of(shapes.resource, endpoint.operation)
    names = {entry.field.name: entry.name for entry in entries}
    own = [argument(registry, shapes, body, entry, imports, effects, names) for entry in entries]
    arguments = [one for a, entry in zip(own, entries, strict=True) for one in (a, *old_arguments(a, entry))]
    leading = {entry.name for entry in entries if is_leading(endpoint, entry)}
    models = {
        place: place_model(registry, shapes, body, endpoint, name, place, entries, constants) for place, _, _ in PLACES
    }
    result = result_of(registry, shapes, endpoint, imports)
    pages = paged(registry, shapes, endpoint, entries)
    returned = {run: listing(run, result, pages, imports) if pages else in_class(result, imports) for run in RUNS}
    method = Method(
        name=name,
        kind="ListOperation" if pages else "Operation",
        calls="_list" if pages else "_call",
        awaits=pages is None,
        operation=operation(registry, shapes, endpoint, name, models, result, constants, pages),
        result=returned["Sync"],
        async_result=returned["Async"],
        returns=returned["Sync"].removeprefix("builtins."),
        title=Words(mend(endpoint.title or headline(endpoint))),
        lead=Words(lead(endpoint)),
        gives=Words(gives(registry, shapes, endpoint, result, pages)),
        errors=tuple(raises(registry, shapes, endpoint)),
        positional=tuple(a for a in arguments if a.name in leading),
        keyword=tuple(sorted((a for a in arguments if a.name not in leading), key=lambda a: bool(a.default))),
        body=any(entry.place == "body" for entry in entries),
        http_method=Words(endpoint.method or ""),
        path=Words(endpoint.path or ""),
        source=Words(where(endpoint)),
        example=tuple((entry.name, argument_source(shapes, entry)) for entry in entries if entry.field.required),
        paged=pages,
        streams=result is BYTES,
        uploads=any(entry.uploads for entry in entries),
        renamed=renamed(entries, imports),
        trial=trial(registry, shapes, endpoint, entries, pages),
    )
    return Planned(
        method=replace(method, doc=document(method)),
        models=[model for model in models.values() if model is not None],
        imports=imports,
    )


#: The two clients, as the classes that depend on them are called.
RUNS = ("Sync", "Async")


def listing(run: str, result: Annotation, pages: Paged, imports: set[Import]) -> str:
    """What a list returns that comes in pages."""
    imports.add((".._runtime.listings", f"{run}Listing", ""))
    return f"{run}Listing[{result.text}, {pages.item}]"


def argument(
    registry: Registry,
    shapes: ResourceShapes,
    body: Shape | None,
    entry: Entry,
    imports: set[Import],
    effects: Mapping[str, str],
    names: Mapping[str, str],
) -> Argument:
    """An argument: required ones have no default, the others are left out unless given. `names` are those of all by their wire names."""
    own = body if entry.place == "body" else None
    inner = annotation_of(registry, own, entry.field, shapes.module, ARGUMENT, part=entry.part)
    optional = optional_of(entry.field, inner, REQUEST, null=entry.null)
    if entry.optional:
        optional = optional.union(MISSING)
    imports |= optional.imports
    enum = registry.enum_of(shapes.module, entry.field)
    told = meaning(entry.field, enum, {**attributes_below(own, entry.field), **names})
    return Argument(
        name=entry.name,
        annotation=optional.text,
        default="" if entry.field.required and not entry.optional else "MISSING",
        wire=Words(entry.field.name),
        doc=Words(sentences(told, effect_of(effects, entry))),
        place=entry.place,
        otherwise=Words("" if entry.field.required else default_of(entry.field, enum)),
    )


def effect_of(effects: Mapping[str, str], entry: Entry) -> str:
    """What an argument of the body does beside carrying its value."""
    return effects.get(entry.field.name, "") if entry.place == "body" else ""


def place_model(
    registry: Registry,
    shapes: ResourceShapes,
    body: Shape | None,
    endpoint: Endpoint,
    method: str,
    place: str,
    entries: Sequence[Entry],
    constants: Scope,
) -> ModelClass | None:
    """The private model of the arguments of one place, or null where there are none."""
    own = [entry for entry in entries if entry.place == place]
    if not own:
        return None
    fields = tuple(entry.field for entry in own)
    shape = body if place == "body" and body else Shape(wanted="", stand=REQUEST, fields=fields, doc="")
    # Their meaning stands in the docstring of the method.
    attributes: tuple[Attribute, ...] = tuple(
        replace(
            plan_attribute(
                registry,
                shape,
                entry.field,
                shapes.module,
                entry.name,
                [e.name for e in own],
                null=entry.null,
                part=entry.part,
            ),
            doc=Words(""),
        )
        for entry in own
    )
    registry.imports[shapes.module].add((runtime(shapes.module, "models"), "RequestModel", ""))
    name = constants.take(f"_{pascal(method)}{pascal(place)}", place)
    doc = f"What travels in the {place} of {shapes.resource.resource}.{endpoint.operation}."
    return ModelClass(name=name, base="RequestModel", doc=Words(doc), attributes=attributes)


def result_of(registry: Registry, shapes: ResourceShapes, endpoint: Endpoint, imports: set[Import]) -> Annotation:
    """What a call returns."""
    response = answer_of(endpoint)
    if response is not None and response.content_type is not None:
        result = BYTES
    elif response is None or (response.container == "none" and response.example is None):
        result = NONE if endpoint.method == "DELETE" else ANY
    else:
        inner = answer_class(registry, shapes, endpoint, response) or ANY
        result = sequence(inner, ANSWER) if response.container == "array" else inner
    imports |= result.imports
    return result


def in_class(result: Annotation, imports: set[Import]) -> str:
    """A result's annotation inside a resource class, where `list` is a method."""
    if not result.text.startswith("list["):
        return result.text
    imports.add(("builtins", "", ""))
    return f"builtins.{result.text}"


#: How a result is written as a value, where its annotation is none.
RESULT_VALUES = {"None": "type(None)", "Any": "object"}

_QUERY_STYLE = re.compile(r"([\w$-]+)=(\[?)")


def operation(
    registry: Registry,
    shapes: ResourceShapes,
    endpoint: Endpoint,
    method: str,
    models: dict[str, ModelClass | None],
    result: Annotation,
    constants: Scope,
    pages: Paged | None,
) -> Operation:
    """The constant that describes an endpoint to the runtime."""
    path, _, query = (endpoint.path or "").partition("?")
    options = [
        ("name", python(f"{shapes.resource.resource}.{endpoint.operation}")),
        ("method", python(endpoint.method or "")),
        ("path", python(path)),
        ("result", RESULT_VALUES.get(result.text, result.text)),
    ]
    options += [(option, model.name) for place, _, option in PLACES if (model := models[place]) is not None]
    styles = {name: "json" for name, bracket in _QUERY_STYLE.findall(query) if bracket}
    if styles:
        options.append(("query_style", source(dict(styles))))
    if endpoint.request and endpoint.request.content_type != "application/json":
        options.append(("content_type", python(endpoint.request.content_type)))
    errors = error_models(registry, shapes, endpoint)
    if errors:
        options.append(("error_models", "{" + ", ".join(f"{status}: {name}" for status, name in errors) + "}"))
    if pages:
        paging = ", ".join(f"{key}={value}" for key, value in (("argument", python(pages.argument)), *pages.options))
        options += [("item", pages.item), ("paging", f"Paging({paging})")]
    for used in ("ListOperation", "Paging") if pages else ("Operation",):
        registry.imports[shapes.module].add((runtime(shapes.module, "operations"), used, ""))
    return Operation(
        constant=constants.take(f"_{constant(method)}", method),
        address=Words(f"{shapes.resource.resource}.{endpoint.operation}"),
        options=tuple(options),
    )


def error_models(registry: Registry, shapes: ResourceShapes, endpoint: Endpoint) -> list[tuple[int, str]]:
    """The documented bodies of answers that are errors, by status."""
    found: list[tuple[int, str]] = []
    for response in endpoint.responses:
        known = answer_class(registry, shapes, endpoint, response)
        if response.status and response.status >= 300 and known and response.container == "object":
            registry.imports[shapes.module] |= known.imports
            found.append((response.status, known.text))
    return found
