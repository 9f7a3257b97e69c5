"""A page of the site before it is written: what it says, in reading order, with no trace of the form in which it will be written.

Texts may hold code in backticks and strong words in double asterisks; each form writes them in its own way or drops them.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; `level` 2 opens a section, 3 a part of it."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words of the description or of an answer."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of words."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """Words in a box: `Note` or `Warning`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumTable:
    """The values of an enum, folded away below a title, or open where there is none."""

    title: str | None
    values: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A field: `place` is path, query, header, body or response. `children` are folded away, and lost in the text form."""

    place: str
    name: str
    type: str
    required: bool = False
    default: str | None = None
    description: str | None = None
    children: tuple["Row", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample: its language, its text, and the label above it. In a group stand the same sample's other languages, too."""

    language: str
    text: str
    label: str | None = None
    grouped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of words."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Callout | EnumTable | Row | Sample | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The command above a page, made by the site itself: its address, headers, and what it sends (null: nothing)."""

    url: str
    headers: tuple[tuple[str, str], ...]
    body: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. `path` is null where the page shows no method and no path; `head` is null on pages of the older make."""

    address: str
    kind: str
    entity: str | None
    eyebrow: str
    title: str
    summary: str
    method: str
    path: str
    pill: bool = True
    head: Head | None = None
    skeleton: Any = None
    older: bool = False
    blocks: tuple[Block, ...] = ()

    @property
    def name(self) -> str:
        """The file name without its ending, from the address: group and slug."""
        return self.address.removeprefix("/rest-api/")
