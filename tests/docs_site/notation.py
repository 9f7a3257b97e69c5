"""The notation of the fact files: a line of text in, one `Property` of an entity out.

A line is name, type with its marks, and a description: `Levers  integer=4  Number of levers.` Types are `string integer number boolean
object`, `date` and `time` (texts that hold a moment), `guid` (a text, too), `ids` (a list of ids), `file`, the name of an enum,
`>Entity` (the id of another record) and `Entity[]` (children). Marks behind the type: `!` required, `?` may be null, `*` used only when
the record is made, `~` read only, `=value` the default.
"""

import re
from dataclasses import dataclass

#: Types of single values that the notation knows, and what pages call them.
SIMPLE = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "object": "object",
    "date": "string",
    "time": "string",
    "guid": "string",
}
ENUM = re.compile(r"e[A-Z]\w+|DayOfWeek")
LINE = re.compile(
    r"(?P<name>[\w{}]+)\s+(?P<type>>?\w+(?:\[\])?)(?P<marks>[!?*~]*)(?:=(?P<default>\S+))?\s+(?P<description>\S.*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One line of facts. `kind` is a simple type, `enum`, `ids`, `file`, `ref` or `children`; `target` the enum or entity it names."""

    name: str
    kind: str
    description: str
    target: str | None = None
    required: bool = False
    nullable: bool = False
    create_only: bool = False
    read_only: bool = False
    default: str | None = None


def kind_of(text: str) -> tuple[str, str | None]:
    """Kind and target of a type's text."""
    if text.startswith(">"):
        return "ref", text[1:]
    if text.endswith("[]"):
        return "children", text[:-2]
    if ENUM.fullmatch(text):
        return "enum", text
    if text not in SIMPLE and text not in ("ids", "file"):
        raise ValueError(f"unknown type {text}")
    return text, None


def read_line(line: str) -> Property:
    """The property that a line of facts states; raises ValueError."""
    match = LINE.fullmatch(line.strip())
    if match is None:
        raise ValueError(f"not in the notation: {line!r}")
    kind, target = kind_of(match["type"])
    marks = match["marks"]
    return Property(
        name=match["name"],
        kind=kind,
        target=target,
        description=match["description"],
        required="!" in marks,
        nullable="?" in marks,
        create_only="*" in marks,
        read_only="~" in marks,
        default=match["default"],
    )


def read_lines(text: str) -> tuple[Property, ...]:
    """The properties of a block of facts."""
    return tuple(read_line(line) for line in text.splitlines() if line.strip())


def words_of(name: str) -> str:
    """A name in ordinary words: `LevelCrossing` is `level crossing`."""
    return " ".join(re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", name)).lower()


def plural_of(name: str) -> str:
    """The plural of an entity by the rules of English spelling."""
    if re.search(r"[^aeiou]y$", name):
        return name[:-1] + "ies"
    return name + ("es" if re.search(r"(?:s|x|ch|sh)$", name) else "s")
