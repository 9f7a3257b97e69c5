"""Names of the API to names of Python: every name of a package is made here, once.

A name is cut into words, the words are joined in the style of their place, and what Python, pydantic or the package itself needs is
kept free. In one scope the first comer has a name; a later one that would have the same gets a number, and that is reported. What was
published before keeps its name whatever order things come in, and newcomers yield to it.
"""

import keyword
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.spec import Origin

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+\d*|[A-Z]+\d*(?![a-z])|\d+")

#: No name is longer, so that files can be stored anywhere and lines be read.
LONGEST = 80

# The lists are written out, not asked of Python or pydantic: their versions must not decide the bytes of a package. A test
# compares them with what is installed.

#: Names that generated modules use themselves.
MODULE_NAMES = frozenset(
    {"Annotated", "Any", "AsyncClient", "AsyncEngine", "AsyncListing", "AsyncResource", "AwareDatetime", "Edit", "Envelope", "Field",
     "FileInput", "IntEnum", "ListOperation", "MISSING", "Mapping", "Model", "Operation", "Package", "Paging", "PasswordGrant",
     "RequestModel", "Sequence", "StrEnum", "SyncClient", "SyncEngine", "SyncListing", "SyncResource", "TYPE_CHECKING", "TimeOfDay",
     "TokenEndpoint", "UUID", "Upload"}
)  # fmt: skip
#: Names that annotations use inside the bodies of generated classes.
TYPE_NAMES = frozenset({"int", "str", "float", "bool", "list", "dict", "dt", "builtins"})
#: What pydantic's models and our own are made of.
MODEL_NAMES = TYPE_NAMES | frozenset(
    {"construct", "copy", "from_orm", "from_wire", "json", "model_computed_fields", "model_config", "model_construct", "model_copy",
     "model_dump", "model_dump_json", "model_extra", "model_fields", "model_fields_set", "model_json_schema",
     "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate", "model_validate_json",
     "model_validate_strings", "parse_file", "parse_obj", "parse_raw", "schema", "schema_json", "to_wire", "update_forward_refs",
     "validate"}
)  # fmt: skip
#: Arguments have the names of the attributes that they become.
ARGUMENT_NAMES = frozenset({"self", "cls"}) | MODEL_NAMES
#: Names that some systems keep for devices, whatever the ending of a file is.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))})
#: What clients and groups are made of, and the modules beside theirs.
CLIENT_NAMES = (
    frozenset({"aclose", "base_url", "cached_property", "call", "client", "close", "edit", "errors", "headers", "httpx2", "request"})
    | frozenset({"shared", "timeout", "token", "types", "with_options"})
    | TYPE_NAMES
    | DEVICES
)  # fmt: skip
#: A method may be called `list`: annotations in resource classes say `builtins.list`.
METHOD_NAMES = (TYPE_NAMES - {"list"}) | frozenset(
    {"cached_property", "client", "mro", "raw", "self", "streamed", "with_raw_response", "with_streaming_response"}
)
ENUM_NAMES = frozenset({"name", "value", "mro", "NAME", "VALUE"})
#: Classes of Python itself that nobody should lose by importing a model.
BUILTIN_CLASSES = frozenset(
    {"ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BlockingIOError", "BufferError", "ConnectionError",
     "EOFError", "Ellipsis", "EnvironmentError", "Exception", "False", "FileExistsError", "FileNotFoundError", "ImportError",
     "IndentationError", "IndexError", "InterruptedError", "IsADirectoryError", "KeyError", "KeyboardInterrupt", "LookupError",
     "MemoryError", "ModuleNotFoundError", "NameError", "None", "NotADirectoryError", "NotImplemented", "NotImplementedError",
     "OSError", "OverflowError", "PermissionError", "ProcessLookupError", "RecursionError", "ReferenceError", "RuntimeError",
     "StopIteration", "SyntaxError", "SystemError", "SystemExit", "TabError", "TimeoutError", "True", "TypeError", "ValueError",
     "Warning", "ZeroDivisionError"}
)  # fmt: skip

#: Methods of the standard operations.
METHODS = {
    "search": "list",
    "get": "get",
    "batch": "get_many",
    "create": "create",
    "update": "update",
    "delete": "delete",
    "commands": "list_commands",
    "run_command": "run_command",
}


@cache
def words(text: str) -> tuple[str, ...]:
    """The words of a name in lower case: `RedirectURL` gives redirect, url. Letters of other scripts are reduced to ASCII or dropped."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return tuple(word.lower() for word in _WORD.findall(plain))


def snake(text: str) -> str:
    """`MacAddress` as `mac_address`."""
    return _started("_".join(words(text)), "x_") or "unnamed"


def pascal(text: str) -> str:
    """`mac_address` as `MacAddress`."""
    return _started("".join(word[0].upper() + word[1:] for word in words(text)), "X") or "Unnamed"


def constant(text: str) -> str:
    """`Sunday` as `SUNDAY`."""
    return _started("_".join(words(text)).upper(), "VALUE_") or "UNNAMED"


def _started(name: str, before_digit: str) -> str:
    """A name that begins with a letter and is not too long."""
    return (before_digit + name if name[:1].isdigit() else name)[:LONGEST].rstrip("_")


def free(name: str, reserved: frozenset[str]) -> str:
    """A name that may be used as an identifier where some names are reserved."""
    return f"{name}_" if keyword.iskeyword(name) or name in reserved else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was published in one place: names by the API's own names (the keys), and each name with the keys that it is kept for."""

    names: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Scope:
    """The names of one place: the published ones, then first come first served; `found` collects the collisions.

    `joint` stands before a number. `wires` are the API's own names in this place. Where a member may be given by either name, no new
    member may have the name of another one on the wire. `kept` are the names that were given by their keys. `address` says where they
    live; private names have none.
    """

    reserved: frozenset[str]
    found: list[Diagnostic]
    joint: str = "_"
    wires: frozenset[str] = frozenset()
    taken: dict[str, str] = field(default_factory=dict)
    past: Past = field(default_factory=Past)
    kept: dict[str, str] = field(default_factory=dict)
    address: str = ""

    def take(self, name: str, meaning: str, origin: Origin | None = None, *, instead: str = "", key: str = "") -> str:
        """The name for something: the one that it was published with; else the wanted one if it is free, the one `instead`, a number.

        `meaning` is the API's name, for the report; `key` the one by which the name is kept, where several things have that name.
        """
        key = self._key(key or meaning)
        wanted = free(name[:LONGEST].rstrip("_"), self.reserved)
        got = self._published(key, origin) or self._new(wanted, instead, meaning, key)
        published = self.past.names.get(key)
        makeshift = got != wanted and (
            published is None or (got == published and self._is_makeshift(got, wanted, instead))
        )
        if makeshift and not self.is_free(wanted, meaning, key):
            self._report_collision(wanted, got, meaning, origin)
        return self.keep(key, got, meaning, origin)

    def keep(self, key: str, name: str, meaning: str, origin: Origin | None = None) -> str:
        """Give a name that was found free; that another one was published is reported."""
        if self.past.names.get(key, name) != name:
            self._report("W212", origin, key=key, name=self.past.names[key], now=name)
        self.taken[name] = meaning
        self.kept[key] = name
        return name

    def is_free(self, name: str, meaning: str = "", key: str = "") -> bool:
        """Whether a name is neither taken, reserved, nor kept for others, nor the API's name for something else than `meaning`."""
        kept_for = self.past.held.get(name)
        return (
            self._is_usable(name)
            and (kept_for is None or (key or meaning) in kept_for)
            and (name == meaning or name not in self.wires)
        )

    def _is_usable(self, name: str) -> bool:
        return name not in self.taken and name not in self.reserved and not keyword.iskeyword(name)

    def _key(self, key: str) -> str:
        """A key of its own for each of several things that the API calls the same."""
        number, own = 2, key
        while own in self.kept:
            own, number = f"{key}#{number}", number + 1
        return own

    def _published(self, key: str, origin: Origin | None) -> str:
        """The published name if it can still be used, else nothing."""
        name = self.past.names.get(key, "")
        return name if name and self._is_usable(name) else ""

    def _is_makeshift(self, name: str, wanted: str, instead: str) -> bool:
        """Whether a name is one that is made where the wanted one is taken; any other one was chosen in the lock by a person."""
        other = free(instead[:LONGEST].rstrip("_"), self.reserved)
        stems = "|".join(re.escape(stem.rstrip("_")) for stem in (wanted, other) if stem)
        return name == other or re.fullmatch(rf"(?:{stems}){re.escape(self.joint)}\d+", name) is not None

    def _new(self, wanted: str, instead: str, meaning: str, key: str) -> str:
        """A name that nothing else has and for nothing else is kept."""
        got = wanted
        if instead and not self.is_free(got, meaning, key):
            got = free(instead[:LONGEST].rstrip("_"), self.reserved)
        stem, number = got.rstrip("_"), 2
        while not self.is_free(got, meaning, key):
            got, number = f"{stem}{self.joint}{number}", number + 1
        return got

    def _report_collision(self, wanted: str, got: str, meaning: str, origin: Origin | None) -> None:
        kept_for = self.past.held.get(wanted)
        if wanted in self.taken or not kept_for:
            self._report("W080", origin, one=self.taken.get(wanted, wanted), other=meaning, name=wanted, now=got)
        else:
            self._report("W211", origin, one=min(kept_for), other=meaning, name=wanted, now=got)

    def _report(self, code: str, origin: Origin | None, **facts: str) -> None:
        page, line = (origin.page, origin.line) if origin else (None, None)
        self.found.append(diagnostics.make(code, page, line, **facts))


class Named(Protocol):
    """What has a name on the wire."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def origin(self) -> Origin: ...  # noqa: D102


def member_names(members: Sequence[Named], found: list[Diagnostic], scope: Scope | None = None) -> list[str]:
    """The attributes of a model for its members; `scope` holds what was published of them."""
    scope = scope or Scope(reserved=MODEL_NAMES, found=found)
    scope.wires = frozenset(one.name for one in members)
    return [scope.take(snake(one.name), one.name, one.origin) for one in members]


def plural_words(entity: str, collection: str) -> list[str]:
    """The words of a collection, spelt by its entity: BookCopy and bookcopies give book, copies.

    All words but the last come from the entity; the rest of the collection is the last word, which is thus in the plural that the API
    itself uses. A collection that does not begin like its entity stands for itself.
    """
    singular = words(entity)
    letters = "".join(words(collection))
    head = "".join(singular[:-1])
    tail = letters[len(head) :]
    if singular and letters.startswith(head) and tail and tail[:2] == singular[-1][:2]:
        return [*singular[:-1], tail]
    return list(words(collection)) or ["resources"]


def enum_class(name: str) -> str:
    """The class of an enum: `eGender` gives Gender, `DayOfWeek` itself."""
    return pascal(re.sub(r"^e(?=[A-Z])", "", name))


def singular(name: str) -> str:
    """The class of one item of a list: `TimeSlots` gives TimeSlot. What does not end like an English plural stays."""
    for ending, instead in (
        ("ies", "y"),
        ("sses", "ss"),
        ("xes", "x"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("ss", "ss"),
        ("us", "us"),
        ("is", "is"),
        ("s", ""),
    ):
        if name.lower().endswith(ending) and len(name) > len(ending) + 1:
            return name[: len(name) - len(ending)] + instead
    return name
