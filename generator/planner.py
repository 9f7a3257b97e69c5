"""Spec and names to the package plan: the resources of an API in, everything that the templates print out."""

from collections.abc import Sequence

from generator.annotations import Import, statements
from generator.classes import SHARED, Registry, ResourceShapes, collect, register
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.escaping import Words
from generator.methods import ERRORS, plan_method
from generator.naming import CLIENT_NAMES, METHOD_NAMES, Scope, pascal, plural_words, snake
from generator.plan import (
    EnvelopePlan,
    FirstCall,
    GroupModule,
    Method,
    ModelClass,
    PackagePlan,
    ResourceModule,
    SharedModule,
)
from generator.spec import Resource
from generator.wording import mend


def plan(config: ApiConfig, resources: Sequence[Resource]) -> tuple[PackagePlan, list[Diagnostic]]:
    """The plan of a package, and the names that collided."""
    found: list[Diagnostic] = []
    ordered = sorted(resources, key=lambda r: (r.group, r.collection))
    group_scope = Scope(reserved=CLIENT_NAMES, found=found)
    groups = {group: group_scope.take(snake(group), group) for group in dict.fromkeys(r.group for r in ordered)}
    attributes = {group: Scope(reserved=CLIENT_NAMES, found=found) for group in groups}
    shapes: list[ResourceShapes] = []
    for resource in ordered:
        name = "_".join(plural_words(resource.resource, resource.collection))
        attribute = attributes[resource.group].take(name, f"{resource.group}/{resource.collection}")
        shapes.append(collect(config, resource, f"{groups[resource.group]}.{attribute}"))
    registry = register(config, shapes, found)
    modules = [plan_resource(registry, one) for one in shapes]
    client = config.package.client
    return (
        PackagePlan(
            package=config.package.import_name,
            distribution=config.package.distribution,
            version=config.package.version,
            client=client,
            async_client=f"Async{client}",
            root_error=f"{client}Error",
            title=Words(config.api.title),
            description=Words(config.api.description),
            summary=Words(f"A typed client of the {config.api.title} API."),
            doc=Words(
                f"A typed client of the {config.api.title} API, sync and async.\n\n{mend(config.api.description)}"
            ),
            base_url=Words(config.api.base_url),
            docs_url=Words(config.api.docs_url or ""),
            bearer="bearer" in config.auth.schemes,
            basic="basic" in config.auth.schemes,
            envelope=envelope_plan(registry),
            row_model=registry.row.name if registry.row else "",
            status_errors=tuple(sorted(ERRORS.items())),
            shared=plan_shared(registry),
            groups=tuple(plan_group(group, groups[group], modules) for group in groups),
            first=first_call(modules),
        ),
        found,
    )


def plan_group(group: str, module: str, modules: Sequence[ResourceModule]) -> GroupModule:
    """A group with its resources."""
    own = tuple(one for one in modules if one.group == module)
    return GroupModule(
        module=module,
        sync_class=pascal(group),
        async_class=f"Async{pascal(group)}",
        doc=Words(f"The resources of the group {group}."),
        resources=own,
    )


def plan_resource(registry: Registry, shapes: ResourceShapes) -> ResourceModule:
    """The module of a resource."""
    resource = shapes.resource
    group, _, module = shapes.module.partition(".")
    registry.imports.setdefault(shapes.module, set())
    scope = registry.scope(shapes.module)
    sync_class = scope.take(pascal(module), module)
    async_class = scope.take(f"Async{pascal(module)}", module)
    names = Scope(reserved=METHOD_NAMES, found=registry.found)
    constants = Scope(reserved=frozenset(), found=registry.found)
    imports: set[Import] = set()
    private: list[ModelClass] = []
    methods: list[Method] = []
    for endpoint in resource.endpoints:
        if endpoint.method is None or endpoint.path is None:
            continue
        planned = plan_method(registry, shapes, endpoint, names, constants)
        methods.append(planned.method)
        private += planned.models
        imports |= planned.imports
    imports |= registry.imports[shapes.module]
    imports |= {(".._runtime.resources", "SyncResource", ""), (".._runtime.resources", "AsyncResource", "")}
    public = registry.models.get(shapes.module, [])
    enums = registry.enums.get(shapes.module, [])
    shared = [name for module_, name, _ in imports if module_ == "..shared"]
    exports = [sync_class, async_class, *(m.name for m in public), *(e.name for e in enums), *shared]
    return ResourceModule(
        group=group,
        module=module,
        attribute=module,
        sync_class=sync_class,
        async_class=async_class,
        title=Words(resource.resource),
        doc=Words(
            f"{resource.resource}: {len(methods)} operation{'s' * (len(methods) != 1)} on {resource.collection}."
        ),
        imports=statements(imports),
        exports=tuple(sorted(exports)),
        enums=tuple(enums),
        models=(*public, *private),
        methods=tuple(methods),
    )


def plan_shared(registry: Registry) -> SharedModule:
    """The module of shared types."""
    models, enums = registry.models.get(SHARED, []), registry.enums.get(SHARED, [])
    return SharedModule(
        imports=statements(registry.imports.get(SHARED, set())),
        exports=tuple(sorted([*(m.name for m in models), *(e.name for e in enums)])),
        enums=tuple(enums),
        models=tuple(models),
    )


def envelope_plan(registry: Registry) -> EnvelopePlan | None:
    """The wire names of the envelope, where the API has one and some answer comes in it."""
    envelope = registry.config.conventions.envelope
    if envelope is None or registry.result is None or registry.row is None:
        return None
    return EnvelopePlan(
        success=Words(envelope.success),
        message=Words(envelope.message),
        errors=Words(envelope.errors),
    )


def first_call(modules: Sequence[ResourceModule]) -> FirstCall | None:
    """The call that the README shows: the first method, with its required arguments."""
    for module in modules:
        for method in module.methods:
            return FirstCall(call=f"{module.group}.{module.attribute}.{method.name}", arguments=method.example)
    return None
