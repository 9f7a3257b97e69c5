"""The path that a sample calls to the path that it stands for: its values replaced by the names of the documented path parameters.

A sample shows `/orders/or_17` where the page means `/orders/{id}`. Which pieces are values is told by how they look, which name belongs
to which value by the rows of the page. What is put in the place of a value that no row claims is reported by whoever asks for the path,
for no row documents that name.
"""

import re
from collections.abc import Callable, Collection, Sequence

#: `:id` as some pages write a parameter.
COLON_PARAMETER = re.compile(r"(?<=/):([A-Za-z_]\w*)")

#: A list of values in the query of a sample.
_LIST = re.compile(r"([\w$-]+)=\[([^\[\]{}]*)\]")

_VERSION = re.compile(r"v\d+(?:\.\d+)*")

#: What stands for a parameter in the path of a sample: a number, an identifier with a digit in it, or a placeholder.
_VALUE = re.compile(r"\d+|(?=.*\d)[\w-]{8,}|\w+_\d\w*|[<{:$].*|%7B.*|[A-Z][A-Z0-9_]+")
#: What may stand for one where the rows say that there is one: an address, a word with a dot or a digit in it.
_DOUBTFUL = re.compile(r"[^@]+(?:@|%40)[^@]+|\w+(?:\.\w+)+|(?=.*\d)\w+")
#: A placeholder, and the name in it.
_PLACEHOLDER = re.compile(r"[<{](\w+)[>}]|%7B(\w+)%7D|\$\{?(\w+)\}?|([A-Z][A-Z0-9_]+)")
#: What can be nothing but a value or a placeholder, even where no row names a parameter.
_CERTAIN = re.compile(
    r"\d+|(?=.*\d)[0-9a-fA-F]{12,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[a-z]+_(?=\w*\d)\w{8,}"
    r"|[<{$].*|%7B.*|(?:YOUR_|[A-Z]+_)\w*|[A-Z]*ID"
)
#: How a parameter is called that tells one thing from others of its kind.
_IDENTIFIER = re.compile(
    r"(?i:id|uuid|guid|slug|key|handle)|.*(?:_(?:id|uuid|guid|slug|key|handle|name)|[a-z](?:Id|ID|Uuid|Guid|Slug|Key|Name))"
)


def with_slots(path: str, names: Sequence[str], shown: Collection[str] = ()) -> str:
    """The path of a sample with slots in the place of its values.

    `names` are the documented path parameters, `shown` the keys of the sample's body.
    """
    place, mark, query = COLON_PARAMETER.sub(r"{\1}", path).partition("?")
    pieces = place.split("/")
    named = {piece[1:-1] for piece in pieces if re.fullmatch(r"\{[^{}]+\}", piece)} & set(names)
    free = [name for name in names if name not in named]
    values = [at for at, piece in enumerate(pieces) if is_value(piece) and piece[1:-1] not in named]
    doubtful = [at for at, piece in enumerate(pieces) if at in values or may_be_value(piece)]
    for at, name in pairs(values, doubtful, free, shown) or by_kind(pieces, values, free):
        pieces[at] = f"{{{name}}}"
    for at in values:
        if _CERTAIN.fullmatch(pieces[at]) and pieces[at][1:-1] not in names:
            pieces[at] = slot(pieces, at)
    # The query of a sample is an example of one; only a list or a placeholder in it belongs to the path as documented.
    query = _LIST.sub(lambda m: f"{m[1]}=[{','.join(f'{{{m[1]}{n}}}' for n in range(1, m[2].count(',') + 2))}]", query)
    return "/".join(pieces) + (mark + query if "{" in query else "")


def is_value(piece: str) -> bool:
    """Whether a piece of a path looks like a value."""
    return _VALUE.fullmatch(piece) is not None and _VERSION.fullmatch(piece) is None


def may_be_value(piece: str) -> bool:
    """Whether a piece of a path may be a value."""
    return _DOUBTFUL.fullmatch(piece) is not None and _VERSION.fullmatch(piece) is None


def pairs(
    values: Sequence[int], doubtful: Sequence[int], names: Sequence[str], shown: Collection[str]
) -> list[tuple[int, str]]:
    """Which value is called by which name: the first reading of the values and of the names that has as many of the one as of the other.

    Pages call fields parts of the path that are none, so that names are tried without those that the body of the sample shows, then only
    those that sound like an identifier.
    """
    readings: tuple[Callable[[str], bool], ...] = (
        lambda name: True,
        lambda name: name not in shown,
        lambda name: name not in shown and _IDENTIFIER.fullmatch(name) is not None,
    )
    for places in (values, doubtful):
        for wanted in readings:
            fitting = [name for name in names if wanted(name)]
            if fitting and len(fitting) == len(places):
                return list(zip(places, fitting, strict=True))
    return []


def by_kind(pieces: Sequence[str], values: Sequence[int], names: Sequence[str]) -> list[tuple[int, str]]:
    """Values called after what stands before them, where one name alone fits: `templateId` behind `templates`."""
    found: list[tuple[int, str]] = []
    for at in values:
        kind = bare(pieces[at - 1]).removesuffix("s") if at else ""
        fitting = [
            name for name in names if kind and re.fullmatch(f"{re.escape(kind)}s?(?:id|uuid|key|name)", bare(name))
        ]
        found += [(at, fitting[0])] if len(fitting) == 1 else []
    return found


def bare(words: str) -> str:
    """A name without case and marks."""
    return re.sub(r"\W|_", "", words).lower()


def slot(pieces: Sequence[str], at: int) -> str:
    """A slot for a value that no row names: after its placeholder, else `id`, with a number where that is taken."""
    found = _PLACEHOLDER.fullmatch(pieces[at])
    words = next((name for name in found.groups() if name), "id") if found else "id"
    name = words.lower() if words.isupper() else words
    number = sum(piece == f"{{{name}}}" or piece.startswith(f"{{{name}_") for piece in pieces[:at]) + 1
    return f"{{{name}}}" if number == 1 else f"{{{name}_{number}}}"
