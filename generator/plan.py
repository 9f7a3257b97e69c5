"""The package plan: ready-to-print records that templates see.

Names are Python names and already safe; `Words` is page text that only an escaping filter can print; `Code` is Python source that
the planner made from safe parts. Templates loop over these records and print them, and decide nothing.
"""

from dataclasses import dataclass

from generator.escaping import Words

#: Python source made by the planner.
Code = str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumMember:
    """One member of an enum class."""

    name: str
    value: Code
    doc: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumClass:
    """An enum class; `base` is `IntEnum` or `StrEnum`."""

    name: str
    base: str
    doc: Words
    members: tuple[EnumMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A field of a model: name, annotation, wire name, extra metadata and default as source (empty: none)."""

    name: str
    annotation: Code
    wire: Words
    metadata: tuple[Code, ...] = ()
    default: Code = ""
    doc: Words = Words("")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelClass:
    """A model class; `base` is `Model` or `RequestModel`."""

    name: str
    base: str
    doc: Words
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of a method. `default` is source, empty where required; a `deprecated` one is another name of another one."""

    name: str
    annotation: Code
    default: Code
    wire: Words
    doc: Words
    place: str
    deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The arguments that travel in one place (`path`, `query`, `headers`, `body`) by their names, which are those of its model."""

    place: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """The constant that describes an endpoint to the runtime; `options` are its keyword arguments as source."""

    constant: str
    address: Words
    options: tuple[tuple[str, Code], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A documented answer with its example, for the tests.

    `body` is JSON data as source, `model` the class of what comes back (of its items, for a list), `typed` the attributes whose type
    is told by the example. `changed` is the body with members that nobody documents. `error` is, for an answer of success, the body
    that denies it, and for a failure the class that it raises, with the number of its rows and some of their values.
    """

    status: int
    body: Code
    model: str = ""
    typed: tuple[tuple[str, Code], ...] = ()
    changed: Code = ""
    error: Code = ""
    rows: int = 0
    row_values: tuple[tuple[int, str, Code], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the tests of a method call it with, and what must go out: `arguments` by Python name, `wire` as JSON data, as source."""

    name: str
    arguments: Code
    path: Code
    query: Code
    headers: Code
    body: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class OldArgument:
    """A deprecated name of an argument, and a call that uses it."""

    name: str
    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """An argument with its deprecated names. It may be left out of the signature, and if `required` is asked for in the method."""

    name: str
    old: tuple[OldArgument, ...]
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OldMethod:
    """A deprecated name of a method."""

    name: str
    doc: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method of a resource class; `returns` is its `result` as it is called outside of the class."""

    name: str
    operation: Operation
    result: Code
    returns: Code
    title: Words
    doc: Words
    positional: tuple[Argument, ...]
    keyword: tuple[Argument, ...]
    groups: tuple[Group, ...]
    http_method: Words
    path: Words
    openapi_path: Code
    source: Words
    reply: Code
    example: tuple[tuple[str, Code], ...]
    cases: tuple[Case, ...] = ()
    answers: tuple[Answer, ...] = ()
    failures: tuple[Answer, ...] = ()
    open_enums: tuple[tuple[str, Code], ...] = ()
    renamed: tuple[Renamed, ...] = ()
    old: tuple[OldMethod, ...] = ()

    @property
    def test_prefix(self) -> str:
        """The beginning of the names of this method's data in the tests."""
        return self.name.upper()

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All arguments, positional ones first."""
        return (*self.positional, *self.keyword)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceModule:
    """One module: a resource's enums, models, operations and classes. `imports` are import statements, sorted.

    `test` is the name of its tests, unique in the package.
    """

    group: str
    module: str
    attribute: str
    test: str
    sync_class: str
    async_class: str
    title: Words
    doc: Words
    imports: tuple[Code, ...]
    exports: tuple[str, ...]
    enums: tuple[EnumClass, ...]
    models: tuple[ModelClass, ...]
    methods: tuple[Method, ...]

    @property
    def public_models(self) -> tuple[ModelClass, ...]:
        """The models that a user sees."""
        return tuple(model for model in self.models if not model.name.startswith("_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupModule:
    """A group of resources: its module, attribute and classes."""

    module: str
    sync_class: str
    async_class: str
    doc: Words
    resources: tuple[ResourceModule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedModule:
    """The types that several resources share."""

    imports: tuple[Code, ...]
    exports: tuple[str, ...]
    enums: tuple[EnumClass, ...]
    models: tuple[ModelClass, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopePlan:
    """The wire names of the wrapper's members."""

    success: Words
    message: Words
    errors: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCall:
    """The call that the README shows: what to write behind `client.`, and its arguments as source."""

    call: str
    arguments: tuple[tuple[str, Code], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePlan:
    """Everything that the templates of a package need."""

    package: str
    distribution: str
    version: str
    client: str
    async_client: str
    root_error: str
    title: Words
    description: Words
    summary: Words
    doc: Words
    base_url: Words
    docs_url: Words
    bearer: bool
    basic: bool
    envelope: EnvelopePlan | None
    row_model: str
    status_errors: tuple[tuple[int, str], ...]
    shared: SharedModule
    groups: tuple[GroupModule, ...]
    first: FirstCall | None

    @property
    def resources(self) -> tuple[ResourceModule, ...]:
        """All resources in the order of their groups."""
        return tuple(resource for group in self.groups for resource in group.resources)
