"""Spec and names to the package plan: the resources of an API in, everything that the templates print out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from generator.annotations import MISSING, Import, statements
from generator.classes import SHARED, Registry, register
from generator.config import ApiConfig
from generator.deprecated import is_callable, method_address, old_names
from generator.diagnostics import Diagnostic
from generator.edits import plan_edit
from generator.escaping import Words
from generator.exchange import ERRORS
from generator.exports import exports
from generator.identity import identified
from generator.ledger import CLASSES, CLIENT, Ledger, async_key
from generator.methods import plan_method
from generator.naming import CLIENT_NAMES, LONGEST, METHOD_NAMES, MODULE_NAMES, Scope, pascal, plural_words, snake
from generator.plan import (
    EnvelopePlan,
    GroupModule,
    KeyPlan,
    Method,
    ModelClass,
    PackagePlan,
    ResourceModule,
    SharedModule,
)
from generator.security import shown, words_on
from generator.shapes import ResourceShapes, collect
from generator.spec import Resource
from generator.tours import first_call, tour
from generator.trials import tested
from generator.wording import mend


def plan(
    config: ApiConfig, resources: Sequence[Resource], ledger: Ledger | None = None
) -> tuple[PackagePlan, list[Diagnostic]]:
    """The plan of a package, and the names that collided. The `ledger` knows the published names, and learns those of the plan."""
    found: list[Diagnostic] = []
    ledger = ledger or Ledger(version=config.package.version)
    ordered = [identified(config, one) for one in sorted(resources, key=lambda r: (r.group, r.collection))]
    groups = group_names(config, dict.fromkeys(resource.group for resource in ordered), found, ledger)
    shapes = [
        collect(config, one, module)
        for one, module in zip(ordered, module_names(ordered, groups, found, ledger), strict=True)
    ]
    registry = register(config, shapes, found, ledger)
    tests = Scope(reserved=frozenset(), found=[])
    classes = {
        group.module: ledger.scope(
            f"{CLASSES}{group.module}", frozenset({group.sync_class, group.async_class}), found, joint=""
        )
        for group in groups.values()
    }
    modules = [plan_resource(registry, one, classes[one.module.partition(".")[0]], tests) for one in shapes]
    client = config.package.client
    planned_groups = tuple(plan_group(ledger, name, modules, found) for name in groups.values())
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
            doc=Words(package_doc(config)),
            base_url=Words(config.api.base_url),
            docs_url=Words(config.api.docs_url or ""),
            credentials=next((words for one, words in CREDENTIALS if one in config.auth.schemes), ""),
            bearer="bearer" in config.auth.schemes,
            basic="basic" in config.auth.schemes,
            key=key_plan(config, resources),
            token_endpoint=token_endpoint(config),
            envelope=envelope_plan(registry),
            row_model=registry.row.name if registry.row else "",
            result_model=registry.result.name if registry.result else "",
            status_errors=tuple(sorted(ERRORS.items())),
            shared=plan_shared(registry),
            groups=planned_groups,
            first=first_call(modules),
            tour=tour(modules, {one.module: one.exports for one in planned_groups}),
        ),
        found,
    )


#: What a first example gives a client, by the schemes of an API; nothing where it has none that clients know.
CREDENTIALS = (("bearer", 'token="..."'), ("basic", 'username="...", password="..."'), ("key", 'api_key="..."'))


def key_plan(config: ApiConfig, resources: Iterable[Resource]) -> KeyPlan | None:
    """Where the API's key travels, and what pages say of it, null where it has none."""
    key = config.auth.key
    if key is None:
        return None
    options = (("header", key.header), ("query", key.query), ("prefix", key.prefix))
    setting = "headers" if key.header else "query"
    others, authorizes = config.auth.schemes != ("key",), key.place == ("header", "authorization")
    return KeyPlan(
        options=tuple((name, Words(value)) for name, value in options if value),
        shown=Words(shown(key)),
        told=Words(mend(words_on(config, resources))),
        instead=Words(f'client.with_options({setting}={{"{key.header or key.query}": "{key.prefix}..."}})'),
        beside=others and not authorizes,
        replaces=others and authorizes,
    )


def token_endpoint(config: ApiConfig) -> tuple[tuple[str, Words], ...]:
    """The options of the API's token endpoint, none where it has none."""
    token = config.auth.token
    options = () if token is None else (("path", token.path), ("otp", token.otp), ("client_id", token.client_id))
    return tuple((name, Words(value)) for name, value in options if value is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNames:
    """The names of a group: its own, its module's and attribute's, its two classes'."""

    group: str
    module: str
    sync_class: str
    async_class: str


def group_names(
    config: ApiConfig, groups: Iterable[str], found: list[Diagnostic], ledger: Ledger
) -> dict[str, GroupNames]:
    """The names of all groups; their classes stand beside the clients in one module."""
    client = config.package.client
    modules = ledger.scope("groups", CLIENT_NAMES, found)
    classes = ledger.scope(CLIENT, MODULE_NAMES | {client, f"Async{client}"}, found, joint="")
    names: dict[str, GroupNames] = {}
    for group in groups:
        module = modules.take(snake(group), group)
        sync_class, async_class = class_names(classes, module, "Group")
        names[group] = GroupNames(group=group, module=module, sync_class=sync_class, async_class=async_class)
    return names


def class_names(scope: Scope, module: str, ending: str) -> tuple[str, str]:
    """The names of two classes, sync and async, that belong together; with an ending where one of them is taken."""
    twin = async_key(module)

    def are_free(name: str) -> bool:
        return scope.is_free(name, key=module) and scope.is_free(f"Async{name}", key=twin)

    name = scope.past.names.get(module, pascal(module))
    if not are_free(name):
        name, number = f"{pascal(module)}{ending}", 2
        stem = name
        while not are_free(name):
            name, number = f"{stem}{number}", number + 1
    return scope.keep(module, name, module), scope.keep(twin, f"Async{name}", module)


def module_names(
    resources: Iterable[Resource], groups: Mapping[str, GroupNames], found: list[Diagnostic], ledger: Ledger
) -> Iterator[str]:
    """The module of each resource as `group.module`; the names of its attribute and classes follow from it."""
    scopes: dict[str, Scope] = {}
    for resource in resources:
        if resource.group not in scopes:
            scopes[resource.group] = ledger.scope(f"modules:{groups[resource.group].module}", CLIENT_NAMES, found)
        scope = scopes[resource.group]
        name = "_".join(plural_words(resource.resource, resource.collection))[:LONGEST].rstrip("_")
        origin = resource.endpoints[0].origin if resource.endpoints else None
        meaning = f"{resource.group}/{resource.collection}"
        free_name = scope.take(snake(name), meaning, origin, key=resource.collection)
        yield f"{groups[resource.group].module}.{free_name}"


def plan_group(
    ledger: Ledger, names: GroupNames, modules: Sequence[ResourceModule], found: list[Diagnostic]
) -> GroupModule:
    """A group with its resources."""
    own = tuple(one for one in modules if one.group == names.module)
    attributes = ", ".join(f"`{one.attribute}`" for one in own)
    return GroupModule(
        module=names.module,
        sync_class=names.sync_class,
        async_class=names.async_class,
        doc=Words(f"The resources of the group {names.group}: {attributes}."),
        exports=exports(ledger, names.module, (names.sync_class, names.async_class), own, found),
        resources=own,
    )


def plan_resource(registry: Registry, shapes: ResourceShapes, classes: Scope, tests: Scope) -> ResourceModule:
    """The module of a resource. `classes` are the names in the module of its group, `tests` those of all tests."""
    resource = shapes.resource
    group, _, module = shapes.module.partition(".")
    registry.imports.setdefault(shapes.module, set())
    own = registry.scope(shapes.module)
    taken = own.reserved | classes.reserved | {*own.taken, *classes.taken}
    both = Scope(reserved=taken, found=registry.found, joint="", past=classes.past)
    sync_class, async_class = class_names(both, module, "Resource")
    classes.taken |= both.taken
    classes.kept |= both.kept
    targets = [method_address(resource, endpoint) for endpoint in resource.endpoints if is_callable(endpoint)]
    names = registry.ledger.scope(f"methods:{shapes.module}", METHOD_NAMES, registry.found, targets=targets)
    constants = Scope(reserved=frozenset(), found=registry.found)
    imports: set[Import] = set()
    private: list[ModelClass] = []
    methods: dict[str, Method] = {}
    addressed: dict[str, str] = {}
    for endpoint in resource.endpoints:
        if not is_callable(endpoint):
            continue
        planned = plan_method(registry, shapes, endpoint, names, constants)
        methods[endpoint.operation] = planned.method
        addressed[endpoint.operation] = method_address(resource, endpoint)
        private += planned.models
        imports |= planned.imports
    edit = plan_edit(resource, methods, names, constants) if registry.config.conventions.whole_updates else None
    methods = {key: old_names(registry, names, addressed[key], one, imports) for key, one in methods.items()}
    planned_methods = with_edit(methods, edit)
    trials = {one.name: data for one in planned_methods if (data := trial_of(one)) is not None}
    imports |= {(".._runtime.operations", edit.kind, ""), *MISSING.imports} if edit else set()
    imports |= registry.imports[shapes.module]
    imports |= {(".._runtime.resources", name, "") for name in ("AsyncResource", "SyncResource")}
    imports |= {("functools", "cached_property", ""), *((".._runtime.raw", name, "") for name in ("raw", "raw_async"))}
    if any(one.streams for one in planned_methods):
        imports |= {(".._runtime.streams", name, "") for name in ("streamed", "streamed_async")}
    public = registry.models.get(shapes.module, [])
    enums = registry.enums.get(shapes.module, [])
    shared = [name for module_, name, _ in imports if module_ == "..shared"]
    own.kept |= {f"{SHARED}:{name}": name for name in shared}
    exports = [sync_class, async_class, *(m.name for m in public), *(e.name for e in enums), *shared]
    return ResourceModule(
        group=group,
        module=module,
        attribute=module,
        test=tests.take(f"{group}_{module}", module),
        sync_class=sync_class,
        async_class=async_class,
        title=Words(resource.resource),
        doc=Words(
            f"{resource.resource}: {', '.join(one.name for one in planned_methods) or 'nothing that can be called'}."
        ),
        imports=statements(imports),
        exports=tuple(sorted(exports)),
        shared=tuple(sorted(shared)),
        enums=tuple(enums),
        models=(*public, *private),
        methods=tuple(planned_methods),
        trials=trials,
        tested=tested(trials.values()),
    )


def with_edit(methods: Mapping[str, Method], edit: Method | None) -> list[Method]:
    """The methods in their order, that which changes a part of a record behind the one that writes it whole."""
    found: list[Method] = []
    for operation, method in methods.items():
        found += [method, edit] if edit and operation == "update" else [method]
    return found


def trial_of(method: Method) -> dict[str, JsonValue] | None:
    """The data of a method's tests; of one that reads and writes, the names of both."""
    if method.edit is None:
        return method.trial
    lists: dict[str, JsonValue] = {name: list[JsonValue](changes) for name, changes in method.edit.lists}
    keys = list[JsonValue](method.edit.keys)
    return {"edit": {"read": method.edit.read, "write": method.edit.write, "keys": keys, "lists": lists}}


def plan_shared(registry: Registry) -> SharedModule:
    """The module of shared types."""
    models, enums = registry.models.get(SHARED, []), registry.enums.get(SHARED, [])
    return SharedModule(
        imports=statements(registry.imports.get(SHARED, set())),
        exports=tuple(sorted([*(m.name for m in models), *(e.name for e in enums)])),
        enums=tuple(enums),
        models=tuple(models),
    )


def package_doc(config: ApiConfig) -> str:
    """The docstring of a package: what it is, where to begin, and where its documentation is."""
    name, client = config.package.import_name, config.package.client
    parts = [
        f"A typed client of the {config.api.title} API, sync and async.",
        mend(config.api.description),
        f"Begin with `{name}.{client}`. Models and enums are imported from the module of their group, errors from `{name}.errors`.",
        f"Documentation of the API: {config.api.docs_url}" if config.api.docs_url else "",
    ]
    return "\n\n".join(filter(None, parts))


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
