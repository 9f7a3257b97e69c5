"""What a README shows of a package: its resources as planned in, a few calls in the order in which a newcomer needs them out."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from generator.plan import Argument, Exports, FirstCall, Method, MethodRow, ResourceModule, Tour

#: The first call by the name of its method, the one that shows most in front; any other method comes after these.
FIRST = ("list", "get", "get_many", "list_commands")
#: How many names an import shows.
SHOWN = 4
#: How an example shows what came.
SHOW = "print"

#: What each kind of method does, in the words of the README; `{item}` stands for one record.
DOES: tuple[tuple[str, str], ...] = (
    ("get", "one record, whole"),
    ("get_many", "several records by their ids, as lists give them; those that are not there are left out"),
    ("create", "a new record"),
    ("update", "a record written whole"),
    ("delete", "a record taken away"),
    ("list_commands", "the commands that can be run"),
    ("run_command", "a command run on records, by its key"),
)

#: What an update does that takes a part of a record.
PATCHES = "members of a record changed, those that are given"


def tour(modules: Sequence[ResourceModule], exports: Mapping[str, Exports]) -> Tour:
    """The calls of the resource that has most to show, the first of those by name; `exports` are those of each group."""
    if not modules:
        return Tour()
    module = max(modules, key=richness)
    methods = {method.name: method for method in module.methods}
    return Tour(
        listed=tuple(listed(module, methods)),
        controls=tuple(controls(methods)),
        filters=any(method.paged and method.paged.filters for one in modules for method in one.methods),
        group=module.group,
        types=tuple(sorted(islice(types_of(module, exports[module.group]), SHOWN))),
        edited=tuple(edited(module, methods)),
        lists=tuple(changed_lists(module, methods)),
        others=tuple(others(module, methods)),
    )


def first_call(modules: Sequence[ResourceModule]) -> FirstCall | None:
    """A list that is walked, else a record that is read, else the method that needs the fewest arguments."""
    calls = [(module, method) for module in modules for method in module.methods]
    if not calls:
        return None
    module, method = min(calls, key=lambda one: (rank(one[1]), len(one[1].example), -richness(one[0])[0]))
    return FirstCall(
        lines=tuple(first_lines(module, method, "for", "")),
        async_lines=tuple(first_lines(module, method, "async for", "await ")),
    )


def rank(method: Method) -> tuple[int, int]:
    """How well a method shows a package: a list in pages, another list or a record, what is called otherwise."""
    known = FIRST.index(method.name) if method.name in FIRST else len(FIRST)
    return 0 if method.paged else 1, known


def first_lines(module: ResourceModule, method: Method, walk: str, wait: str) -> Iterator[str]:
    """A call with what comes of it printed; a list is walked."""
    needed = {argument.name for argument in method.positional if not argument.default}
    given = [value if name in needed else f"{name}={value}" for name, value in method.example]
    made = f"{call(module, method)}({', '.join(given)})"
    if len(made) > 88:
        yield f"result = {wait}{call(module, method)}("
        yield from (f"    {one}," for one in given)
        yield ")"
        yield f"{SHOW}(result)"
    elif method.paged:
        yield f"{walk} item in {made}:"
        yield f"    {SHOW}({shown_of(module, method)})"
    elif method.returns.startswith("list["):
        yield f"for item in {wait}{made}:"
        yield f"    {SHOW}(item)"
    elif method.returns == "None":
        yield f"{wait}{made}"
    else:
        yield f"result = {wait}{made}"
        yield f"{SHOW}(result)"


def shown_of(module: ResourceModule, method: Method) -> str:
    """What is printed of an item of a list: its first two attributes."""
    item = method.paged.item if method.paged else ""
    model = next((one for one in module.models if one.name == item), None)
    names = [one.name for one in model.attributes[:2]] if model else []
    return ", ".join(f"item.{name}" for name in names) or "item"


def types_of(module: ResourceModule, exports: Exports) -> Iterator[str]:
    """Models and enums that are imported from a resource's group: its own, or else those that it shares."""
    classes = {module.sync_class, module.async_class}
    for place in (f".{module.module}", "..shared"):
        yield from (name for name, at in exports.places if at == place and name not in classes)


def richness(module: ResourceModule) -> tuple[int, int, int]:
    """How much a README can show of a resource; of two that have as much, the one with fewer arguments is easier to read."""
    methods = {method.name: method for method in module.methods}
    shown = [list(part(module, methods)) for part in (listed, edited, changed_lists)]
    ranged = any("_from=" in line for line in shown[0])
    arguments = sum(len(method.arguments) for method in module.methods)
    return sum(map(bool, shown)) + ranged, len(methods.keys() & dict(DOES).keys()), -arguments


def call(module: ResourceModule, method: Method) -> str:
    """What stands before the bracket of a call."""
    return f"client.{module.group}.{module.attribute}.{method.name}"


def listed(module: ResourceModule, methods: dict[str, Method]) -> Iterator[str]:
    """A list with a filter and a range, walked."""
    method = next((one for one in methods.values() if one.paged), None)
    if method is None or method.paged is None:
        return
    arguments = {argument.name: argument for argument in method.keyword}
    lower = next((name for name in arguments if name.endswith("_from") and f"{name[:-5]}_to" in arguments), None)
    exact = next((name for name, one in arguments.items() if is_plain_text(one, method)), None)
    given = [f'{exact}="..."'] if exact else []
    given += [f'{lower}="2026-01-01T00:00"'] if lower and "datetime" in arguments[lower].annotation else []
    yield f"items = {call(module, method)}({', '.join(given)})"
    yield "items.total  # on all pages"
    yield "for item in items:"
    yield "    item  # one record; the next page is fetched when it is reached"
    held = dict(method.paged.options).get("items", "").strip('"')
    yield f"for page in {call(module, method)}().pages():"
    yield f"    page.{held}  # what this page holds"


def controls(methods: dict[str, Method]) -> Iterator[str]:
    """The arguments of a list that are no filters of a known kind."""
    method = next((one for one in methods.values() if one.paged), None)
    if method is not None and method.paged is not None:
        yield from (one.name for one in method.keyword if one.name not in method.paged.filters)


def is_plain_text(argument: Argument, method: Method) -> bool:
    """Whether a filter takes any text."""
    kinds = set(argument.annotation.split(" | "))
    return kinds <= {"str", "None", "MISSING"} and argument.wire.text != argument.name and "order" not in argument.name


def edited(module: ResourceModule, methods: dict[str, Method]) -> Iterator[str]:
    """One member changed."""
    method = next((one for one in methods.values() if one.edit), None)
    if method is None:
        return
    argument = next(
        (one for one in method.keyword if set(one.annotation.split(" | ")) <= {"str", "None", "MISSING"}), None
    )
    if argument is not None:
        keys = ", ".join("87654321" for _ in method.positional)
        yield f'{call(module, method)}({keys}, {argument.name}="...")'


def changed_lists(module: ResourceModule, methods: dict[str, Method]) -> Iterator[str]:
    """A list replaced, added to and removed from."""
    method = next((one for one in methods.values() if one.edit and one.edit.lists), None)
    if method is None or method.edit is None:
        return
    names = {argument.wire.text: argument.name for argument in method.keyword}
    for wire, changes in method.edit.lists[:1]:
        for name in (wire, *changes):
            yield f"{call(module, method)}(87654321, {names[name]}=[1, 2])"


def others(module: ResourceModule, methods: dict[str, Method]) -> Iterator[MethodRow]:
    """A row for each of the methods that most resources have."""
    for name, does in DOES:
        if name in methods:
            does = PATCHES if name == "update" and methods[name].http_method.text == "PATCH" else does
            positional = [one.name for one in methods[name].positional if not one.default]
            keyword = [f"{one.name}=..." for one in methods[name].keyword if not one.default]
            arguments = [*positional, *keyword][:3]
            shown = [*arguments, "..."] if len(methods[name].arguments) > len(arguments) else arguments
            yield MethodRow(call=f"{call(module, methods[name])}({', '.join(shown)})", does=does)
