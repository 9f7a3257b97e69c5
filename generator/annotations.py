"""Types to annotations: a field in, its annotation in Python with the imports that it needs out. Nothing searches strings for imports."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator import lines
from generator.spec import Field, Items

#: How source names the modules that generated code imports from the runtime; relative to a resource module.
Import = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation as its alternatives in source, and its imports: (module, name, alias), an empty name for the module itself."""

    alternatives: tuple[str, ...]
    imports: frozenset[Import] = frozenset()

    @property
    def text(self) -> str:
        """The annotation as source."""
        return " | ".join(self.alternatives)

    def union(self, *others: "Annotation") -> "Annotation":
        """This annotation or any of the others, each alternative once."""
        texts = dict.fromkeys(text for one in (self, *others) for text in one.alternatives)
        return Annotation(tuple(texts), self.imports.union(*(one.imports for one in others)))


def plain(text: str) -> Annotation:
    """An annotation that needs no import."""
    return Annotation((text,))


def imported(text: str, module: str, name: str = "", alias: str = "") -> Annotation:
    """An annotation that needs one import."""
    return Annotation((text,), frozenset({(module, name, alias)}))


ANY = imported("Any", "typing", "Any")
NONE = plain("None")
STR = plain("str")
BYTES = plain("bytes")
MISSING = imported("MISSING", "pydantic", "MISSING")
DATETIME = imported("dt.datetime", "datetime", "", "dt")
AWARE = imported("AwareDatetime", "pydantic", "AwareDatetime")
DATE = imported("dt.date", "datetime", "", "dt")
TIME = imported("dt.time", "datetime", "", "dt")
UUID = imported("UUID", "uuid", "UUID")

#: What a format is in Python, beside the string that it is on the wire: for answers, for models of requests, for arguments.
FORMATS: dict[str, tuple[Annotation, Annotation, Annotation]] = {
    "date-time": (DATETIME, AWARE, DATETIME),
    "date": (DATE, DATE, DATE),
    "time": (TIME, TIME, TIME),
    "uuid": (UUID, UUID, UUID),
}
SCALARS: dict[str, Annotation] = {
    "string": STR,
    "integer": plain("int"),
    "number": plain("float"),
    "boolean": plain("bool"),
    "any": ANY,
    "file": ANY,
}

#: A file of a form, by where its annotation stands; elsewhere a file is whatever JSON may have for it.
FILES: tuple[Annotation, Annotation, Annotation] = (
    ANY,
    imported("Upload", ".._runtime.uploads", "Upload"),
    imported("FileInput", ".._runtime.uploads", "FileInput"),
)

#: Where an annotation stands, as an index into the tuples of `FORMATS`.
ANSWER, REQUEST, ARGUMENT = 0, 1, 2

#: Names the class of an enum or of an object's model.
Classes = Callable[[str], Annotation | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an annotation depends on beside the field: where it stands, the class of each enum, the class of the field's own object,
    and whether it is sent as a part of a form, which may be a file.
    """

    stand: int
    enum_class: Classes
    model: Annotation | None = None
    mapping: Annotation | None = None
    part: bool = False


def annotate(field: Field, context: Context) -> Annotation:
    """The annotation of a field's value, without null and without what leaving it out means."""
    if field.type == "array":
        return _array(field, context)
    if field.type == "object":
        return _object(context)
    plain_value = scalar(field.type, field.format, field.enum, context, date_part=field.date_part)
    # A whole number in a sample does not say that there are no others: what no row states takes any number from a caller.
    shown = field.type == "integer" and field.type_text is None and field.enum is None and context.stand != ANSWER
    return plain_value.union(SCALARS["number"]) if shown else plain_value


def scalar(
    type_name: str, form: str | None, enum: str | None, context: Context, *, date_part: str | None = None
) -> Annotation:
    """The annotation of one value that is neither object nor array."""
    base = FILES[context.stand] if type_name == "file" and context.part else SCALARS.get(type_name, ANY)
    known = context.enum_class(enum) if enum else None
    if known:
        return known.union(base)
    if type_name != "string" or form not in FORMATS:
        return base
    stands = FORMATS[form][context.stand]
    if date_part and context.stand != ANSWER:
        return TIME.union(stands, STR)
    return stands.union(STR)


def _object(context: Context) -> Annotation:
    if context.model is None:
        return (mapping if context.stand != ANSWER else _dictionary)()
    if context.stand == ARGUMENT and context.mapping is not None:
        return context.model.union(context.mapping)
    return context.model


def mapping() -> Annotation:
    """A mapping with names for keys, as a caller gives it."""
    return Annotation(("Mapping[str, Any]",), ANY.imports | {("collections.abc", "Mapping", "")})


def _dictionary() -> Annotation:
    return Annotation(("dict[str, Any]",), ANY.imports)


def _array(field: Field, context: Context) -> Annotation:
    items = field.items or Items(type="object" if field.fields else "any")
    inner = (
        _object(context)
        if items.type == "object"
        else ANY if items.type == "array" else scalar(items.type, items.format, items.enum, context)
    )
    return sequence(inner, context.stand)


def sequence(inner: Annotation, stand: int) -> Annotation:
    """A list of something: any sequence where a caller gives it, a list where it comes back."""
    if stand == ANSWER:
        return Annotation((f"list[{inner.text}]",), inner.imports)
    return Annotation((f"Sequence[{inner.text}]",), inner.imports | {("collections.abc", "Sequence", "")})


#: The blocks of import statements, in their order: the standard library is what is in no other block.
BLOCKS: tuple[Callable[[str], bool], ...] = (
    lambda module: not module.startswith((".", "pydantic", "httpx2")),
    lambda module: module.startswith(("pydantic", "httpx2")),
    lambda module: module.startswith("."),
)


def statements(imports: Iterable[Import]) -> tuple[str, ...]:
    """Import statements in the order that isort gives them, an empty line between the blocks."""
    known = frozenset(imports)
    lines: list[str] = []
    for belongs in BLOCKS:
        block = _block({one for one in known if belongs(one[0])})
        lines += ["", *block] if lines and block else block
    return tuple(lines)


def _block(imports: set[Import]) -> list[str]:
    whole = [
        f"import {module}" + (f" as {alias}" if alias else "") for module, name, alias in sorted(imports) if not name
    ]
    names: dict[str, set[str]] = {}
    for module, name, alias in imports:
        if name:
            names.setdefault(module, set()).add(f"{name} as {alias}" if alias else name)
    order = sorted(names, key=lambda module: (-len(module) + len(module.lstrip(".")), module))
    return whole + [lines.statement(module, sorted(names[module], key=_import_order)) for module in order]


def _import_order(name: str) -> tuple[int, str]:
    # Constants first, then classes.
    return (0 if name.isupper() and len(name) > 1 else 1, name)
