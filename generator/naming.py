"""Names of the API to names of Python: every name of a package is made here, once.

A name is cut into words, the words are joined in the style of their place, and what Python, pydantic or the package itself needs is
kept free. In one scope the first comer has a name; a later one that would have the same gets a number, and that is reported.
"""

import builtins
import keyword
import re
import unicodedata
from dataclasses import dataclass, field

from pydantic import BaseModel

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.spec import Origin

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+\d*|[A-Z]+\d*(?![a-z])|\d+")

#: Names that generated modules use themselves.
MODULE_NAMES = frozenset(
    {"Annotated", "Any", "AsyncClient", "AsyncResource", "AwareDatetime", "Envelope", "Field", "IntEnum", "MISSING", "Mapping", "Model",
     "Operation", "RequestModel", "Sequence", "StrEnum", "SyncClient", "SyncResource", "TYPE_CHECKING", "TimeOfDay", "UUID"}
)  # fmt: skip
#: Names that annotations use inside the bodies of generated classes.
TYPE_NAMES = frozenset(
    {"int", "str", "float", "bool", "list", "dict", "object", "bytes", "dt", "type", "property", "builtins"}
)
MODEL_NAMES = frozenset(dir(BaseModel)) | TYPE_NAMES | {"to_wire", "from_wire"}
ARGUMENT_NAMES = frozenset({"self", "cls"}) | TYPE_NAMES
CLIENT_NAMES = frozenset(
    {"call", "close", "aclose", "base_url", "timeout", "headers", "token", "shared", "errors", "client", "types"}
)
METHOD_NAMES = frozenset({"self", "client", "mro"})
ENUM_NAMES = frozenset({"name", "value", "mro", "NAME", "VALUE"})
BUILTIN_CLASSES = frozenset(name for name in dir(builtins) if name[0].isupper())

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


def words(text: str) -> list[str]:
    """The words of a name in lower case: `RedirectURL` gives redirect, url. Letters of other scripts are reduced to ASCII or dropped."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return [word.lower() for word in _WORD.findall(plain)]


def snake(text: str) -> str:
    """`MacAddress` as `mac_address`."""
    return "_".join(words(text)) or "unnamed"


def pascal(text: str) -> str:
    """`mac_address` as `MacAddress`."""
    return "".join(word[0].upper() + word[1:] for word in words(text)) or "Unnamed"


def constant(text: str) -> str:
    """`Sunday` as `SUNDAY`."""
    return snake(text).upper()


def free(name: str, reserved: frozenset[str]) -> str:
    """A name that may be used as an identifier where some names are reserved."""
    if not name or name[0].isdigit():
        name = f"x_{name}" if name[:1].isdigit() else "unnamed"
    return (
        f"{name}_"
        if keyword.iskeyword(name) or keyword.issoftkeyword(name) and name == "_" or name in reserved
        else name
    )


@dataclass(slots=True)
class Scope:
    """The names of one place, first come first served; `found` collects the collisions."""

    reserved: frozenset[str]
    found: list[Diagnostic]
    taken: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, meaning: str, origin: Origin | None = None) -> str:
        """The name for something: the wanted one if it is free, else with a number. `meaning` is the API's name, for the report."""
        wanted = free(name, self.reserved)
        got, number = wanted, 2
        while got in self.taken or got in self.reserved:
            got, number = f"{wanted.rstrip('_')}_{number}", number + 1
        if got != wanted and wanted in self.taken:
            page, line = (origin.page, origin.line) if origin else (None, None)
            self.found.append(
                diagnostics.make("W080", page, line, one=self.taken[wanted], other=meaning, name=wanted, now=got)
            )
        self.taken[got] = meaning
        return got


def plural_words(entity: str, collection: str) -> list[str]:
    """The words of a collection, spelt by its entity: AccessToken and accesstokens give access, tokens.

    All words but the last come from the entity; the rest of the collection is the last word, which is thus in the plural that the API
    itself uses. A collection that does not begin like its entity stands for itself.
    """
    singular = words(entity)
    letters = "".join(words(collection))
    head = "".join(singular[:-1])
    tail = letters[len(head) :]
    if singular and letters.startswith(head) and tail and tail[:2] == singular[-1][:2]:
        return [*singular[:-1], tail]
    return words(collection) or ["resources"]


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
