"""The package plan: ready-to-print records that templates see.

Names are Python names and already safe; `Words` is page text that only an escaping filter can print; `Code` is Python source that
the planner made from safe parts. Templates loop over these records and print them, and decide nothing.
"""

from dataclasses import dataclass

from pydantic import JsonValue

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
    """A model class; `base` is `Model`, `RequestModel` or the model that it adds attributes to."""

    name: str
    base: str
    doc: Words
    attributes: tuple[Attribute, ...] = ()

    @property
    def parent(self) -> str:
        """The model of the package that it adds attributes to; nothing where it adds to none."""
        return "" if self.base in ("Model", "RequestModel") else self.base


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of a method, or a deprecated name of one. `default` is source, empty where required; `otherwise` is the documented
    value that the server takes where it is left out.
    """

    name: str
    annotation: Code
    default: Code
    wire: Words
    doc: Words
    place: str
    otherwise: Words = Words("")

    @property
    def meaning(self) -> Words:
        """What it says, and what leaving it out says."""
        default = f"Default: `{self.otherwise.text}`." if self.otherwise else ""
        return Words(" ".join(filter(None, (self.doc.text, default))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """The constant that describes an endpoint to the runtime; `options` are its keyword arguments as source."""

    constant: str
    address: Words
    options: tuple[tuple[str, Code], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """How a list comes in pages: the argument that is the number of a page, the class of an item, the options of its `Paging` as source.

    `wires` and `number` are the same by wire names, for the tests; `filters` are the arguments that filter the list.
    """

    argument: str
    item: Code
    options: tuple[tuple[str, Code], ...]
    wires: tuple[tuple[str, str], ...]
    number: str
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPlan:
    """How a part of a record is changed: the methods that read and write it, the arguments that name the record, and the lists (by wire
    name) with what changes them.
    """

    read: str
    write: str
    keys: tuple[str, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """An argument with its deprecated names. It may be left out of the signature, and if `required` is asked for in the method."""

    name: str
    old: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OldMethod:
    """A deprecated name of a method."""

    name: str
    doc: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodError:
    """An error that a method may raise: its class in the package, and when."""

    name: str
    doc: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method of a resource class. `kind` is the class of its operation's constant, `calls` what it hands its arguments to.

    `doc` is its docstring, made of the `lead` of it, its arguments, what it `gives` and its `errors`.

    `result` is what it returns, `async_result` what the async one does, which is awaited inside where `awaits` is set; `returns` is the
    result as it is called outside of the class; `streams` says that it is a file, `uploads` that the method takes one. `trial` is data
    for its tests.
    """

    name: str
    kind: str = "Operation"
    calls: str = "_call"
    operation: Operation
    result: Code
    async_result: Code
    awaits: bool = True
    returns: Code
    title: Words
    lead: Words
    gives: Words
    errors: tuple[MethodError, ...]
    doc: Words = Words("")
    positional: tuple[Argument, ...]
    keyword: tuple[Argument, ...]
    body: bool
    http_method: Words
    path: Words
    source: Words
    example: tuple[tuple[str, Code], ...]
    paged: Paged | None = None
    edit: EditPlan | None = None
    streams: bool = False
    uploads: bool = False
    renamed: tuple[Renamed, ...] = ()
    old: tuple[OldMethod, ...] = ()
    trial: dict[str, JsonValue] | None = None

    @property
    def paragraphs(self) -> tuple[Words, ...]:
        """What it does, by paragraphs."""
        return tuple(Words(part) for part in self.lead.text.splitlines() if part.strip())

    @property
    def async_def(self) -> str:
        """How the async method begins."""
        return "async def" if self.awaits else "def"

    @property
    def async_return(self) -> str:
        """How the async method ends."""
        return "return await" if self.awaits else "return"

    @property
    def gives_more(self) -> Words:
        """What is said of the result beside its type."""
        return Words(self.gives.text.removeprefix(f"`{self.returns}`").lstrip(" :.,"))

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All arguments, positional ones first."""
        return (*self.positional, *self.keyword)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceModule:
    """One module: a resource's enums, models, operations and classes. `imports` are import statements, sorted.

    `shared` are the types that it has in common with others. `test` is the name of its tests, unique in the package; `trials` is their
    data, `tested` says of each kind of tests whether it has some.
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
    shared: tuple[str, ...]
    enums: tuple[EnumClass, ...]
    models: tuple[ModelClass, ...]
    methods: tuple[Method, ...]
    trials: dict[str, dict[str, JsonValue]]
    tested: dict[str, bool]

    @property
    def streaming(self) -> tuple[Method, ...]:
        """The methods that give files."""
        return tuple(method for method in self.methods if method.streams)

    @property
    def public_models(self) -> tuple[ModelClass, ...]:
        """The models that a user sees."""
        return tuple(model for model in self.models if not model.name.startswith("_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """What can be imported from a group: all names, import statements for type checkers, and the module of each name, relative to it."""

    imports: tuple[Code, ...]
    names: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupModule:
    """A group of resources: its module, attribute and classes."""

    module: str
    sync_class: str
    async_class: str
    doc: Words
    exports: Exports
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
    """The call that the README shows first: lines of source for either client."""

    lines: tuple[Code, ...]
    async_lines: tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRow:
    """A kind of method in the README: a call of it as source, and what it does."""

    call: Code
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """What the README shows of a package beside its first call: lines of source, of one resource that has all of it if there is one."""

    listed: tuple[Code, ...] = ()
    controls: tuple[str, ...] = ()
    filters: bool = False
    group: str = ""
    types: tuple[str, ...] = ()
    edited: tuple[Code, ...] = ()
    lists: tuple[Code, ...] = ()
    others: tuple[MethodRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPlan:
    """The key of an API: its place as options of the runtime, how it is sent, what pages tell of it, the call with another key, and
    whether it goes beside other credentials of the API or takes their place.
    """

    options: tuple[tuple[str, Words], ...]
    shown: Words
    told: Words
    instead: Words
    beside: bool
    replaces: bool


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
    credentials: str
    bearer: bool
    basic: bool
    key: KeyPlan | None
    token_endpoint: tuple[tuple[str, Words], ...]
    envelope: EnvelopePlan | None
    row_model: str
    result_model: str
    status_errors: tuple[tuple[int, str], ...]
    shared: SharedModule
    groups: tuple[GroupModule, ...]
    first: FirstCall | None
    tour: Tour

    @property
    def variable(self) -> str:
        """How the environment variables of the package begin."""
        return self.package.upper()

    @property
    def others(self) -> bool:
        """Whether there are credentials that stand in the header `Authorization` by themselves."""
        return self.bearer or self.basic

    @property
    def streams(self) -> bool:
        """Whether some method gives a file."""
        return any(resource.streaming for resource in self.resources)

    @property
    def uploads(self) -> bool:
        """Whether some method takes a file."""
        return any(method.uploads for resource in self.resources for method in resource.methods)

    @property
    def result(self) -> ModelClass | None:
        """The class of what is answered to writes, where the API has one."""
        return next((one for one in self.shared.models if one.name == self.result_model), None)

    @property
    def row(self) -> ModelClass | None:
        """The class of a row of errors."""
        return next((one for one in self.shared.models if one.name == self.row_model), None)

    @property
    def resources(self) -> tuple[ResourceModule, ...]:
        """All resources in the order of their groups."""
        return tuple(resource for group in self.groups for resource in group.resources)
