"""`names.lock.json`: the Python names that were published, by the API's own names; bytes to a record, or coded errors, and back.

The file is written by every build and may be edited by hand, or be the victim of a bad merge: no name of it is used unchecked.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Key

from generator import diagnostics
from generator.diagnostics import Diagnostic

PAGE = "names.lock.json"
VERSION: Literal[1] = 1
#: A name and the number that may stand behind it.
_LONGEST = 100
#: Several uses of one class have its name, so that in these scopes a name may stand twice.
_CLASSES = "classes"


def _is_lower(name: str) -> bool:
    return name == name.lower()


def _is_upper(name: str) -> bool:
    return name == name.upper()


def _is_capital(name: str) -> bool:
    return name[:1].isupper()


#: How names are written, by the kind of their scope: what stands before the colon of its address. Thus no name hides another's kind.
STYLES: dict[str, Callable[[str], bool]] = {
    "groups": _is_lower,
    "modules": _is_lower,
    _CLASSES: _is_capital,
    "methods": _is_lower,
    "arguments": _is_lower,
    "attributes": _is_lower,
    "enum": _is_upper,
    "exports": _is_capital,
}


class Retired(BaseModel):
    """A name that was published and means nothing any more, `since` a version of the package."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str
    since: Annotated[str, Key(pattern=r"^[0-9][0-9a-z.]*$")]


class NamesLock(BaseModel):
    """Published names by scope and by the API's own name; `retired` are those of what has vanished, kept for it alone."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    version: Literal[1] = VERSION
    names: dict[str, dict[str, str]] = {}
    retired: dict[str, dict[str, Retired]] = {}


@dataclass(slots=True)
class _Refused(Exception):
    """Why a file cannot be read, and what to look for in it."""

    reason: str
    line: int = 1
    sought: tuple[str, ...] = ()


def load(data: bytes | None) -> tuple[NamesLock | None, list[Diagnostic]]:
    """The lock, an empty one where there is no file, or null and an error with its line."""
    if data is None:
        return NamesLock(), []
    try:
        return _checked(_parsed(data)), []
    except _Refused as refused:
        line = _line_of(data, refused.sought) if refused.sought else refused.line
        return None, [diagnostics.make("E121", PAGE, line, reason=refused.reason)]


def dump(lock: NamesLock) -> bytes:
    """The canonical bytes: sorted keys, two spaces, one newline at the end."""
    content: dict[str, Any] = {"version": lock.version, "names": lock.names}
    if lock.retired:
        content["retired"] = lock.model_dump()["retired"]
    return (json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def kind_of(address: str) -> str:
    """The kind of a scope: `arguments` of `arguments:spaces.access_tokens.update`."""
    return address.partition(":")[0]


def is_name(name: str, kind: str) -> bool:
    """Whether a text may stand in code as a public name of some kind: an ASCII identifier, not too long, written like the others."""
    public = name.isascii() and name.isidentifier() and not name.startswith("_") and len(name) <= _LONGEST
    return public and kind in STYLES and STYLES[kind](name)


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise _Refused("it is not UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    except json.JSONDecodeError as error:
        raise _Refused(error.msg, error.lineno) from None
    except (RecursionError, ValueError):
        raise _Refused("it is nested too deep, or has a number that is too long") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different, as a bad merge may not leave them."""
    done: dict[str, Any] = {}
    for key, value in pairs:
        if key in done:
            raise _Refused(f"the key `{key}` stands twice", sought=(key,))
        done[key] = value
    return done


def _checked(content: object) -> NamesLock:
    try:
        lock = NamesLock.model_validate(content)
    except ValidationError as error:
        row = error.errors()[0]
        where = [str(part) for part in row["loc"]]
        reason = f"{'.'.join(where)}: {row['msg']}".strip(": ")
        raise _Refused(reason, sought=tuple(where[-1:])) from None
    for scope, key, name in _all(lock):
        if not is_name(name, kind_of(scope)):
            raise _Refused(f"`{name}` ({key}) cannot be a name in `{scope}`", sought=(key, name))
        if any(0xD800 <= ord(character) <= 0xDFFF for character in scope + key):
            raise _Refused("a key has half a character", sought=(name,))
    for scope, names in lock.names.items():
        for key, name in _doubled(names) if kind_of(scope) != _CLASSES else ():
            raise _Refused(f"`{name}` is the name of two keys of `{scope}`", sought=(key, name))
    return lock


def _all(lock: NamesLock) -> Iterator[tuple[str, str, str]]:
    for scope, names in lock.names.items():
        yield from ((scope, key, name) for key, name in names.items())
    for scope, gone in lock.retired.items():
        yield from ((scope, key, one.name) for key, one in gone.items())


def _doubled(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for key, name in names.items():
        if name in seen:
            yield key, name
        seen.add(name)


def _line_of(data: bytes, texts: tuple[str, ...]) -> int:
    """The last line that has some texts, else the first line."""
    lines = data.decode("utf-8", errors="replace").split("\n")
    written = [{json.dumps(text, ensure_ascii=True), json.dumps(text, ensure_ascii=False)} for text in texts]
    hits = [n for n, line in enumerate(lines, 1) if all(any(one in line for one in forms) for forms in written)]
    return max(hits, default=1)
