"""A method and the path of a request in, the operation that they name and the values of its slots out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from .documents import Operation

SLOT = re.compile(r"\{([^{}/]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A path of the document: a pattern for each of its segments with the names of the slots in it, and its operations by method."""

    path: str
    segments: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    operations: dict[str, Operation]

    @property
    def rank(self) -> tuple[int, ...]:
        """The order in which routes are tried: what is literal comes before what is not, segment by segment."""
        return tuple(len(names) for _, names in self.segments)

    def match(self, pieces: list[str]) -> dict[str, str] | None:
        """The values of the slots for the segments of a path; null where the path is another."""
        found: dict[str, str] = {}
        for (pattern, names), piece in zip(self.segments, pieces, strict=True):
            match = pattern.fullmatch(piece)
            if match is None:
                return None
            found.update(zip(names, match.groups(), strict=True))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a request asks for: an operation with the values of its slots, or the methods that the path has."""

    operation: Operation | None
    slots: Mapping[str, str]
    allowed: tuple[str, ...]


class Router:
    """Finds operations by method and path. `prefix` may stand before every path, and need not."""

    def __init__(self, operations: Iterable[Operation], prefix: str = "") -> None:
        self._prefix = prefix
        routes: dict[str, Route] = {}
        for operation in operations:
            routes.setdefault(operation.path, route(operation.path)).operations[operation.method] = operation
        # The segments of a path tell nearly all others apart, so that few patterns are tried.
        self._literal = {path: one for path, one in routes.items() if not any(one.rank)}
        self._others: dict[int, list[Route]] = {}
        for one in sorted(routes.values(), key=lambda each: each.rank):
            if one.path not in self._literal:
                self._others.setdefault(len(one.segments), []).append(one)

    def find(self, method: str, path: str) -> Found | None:
        """What the path of a request, still encoded, leads to; null where it leads nowhere."""
        found = self._find(method, path)
        if found is None and self._prefix and path.startswith(f"{self._prefix}/"):
            return self._find(method, path.removeprefix(self._prefix))
        return found

    def _find(self, method: str, path: str) -> Found | None:
        pieces = [decoded(piece) for piece in path.split("/")]
        allowed: set[str] = set()
        for one in (self._literal.get("/".join(pieces)), *self._others.get(len(pieces), ())):
            slots = one.match(pieces) if one else None
            if one is None or slots is None:
                continue
            operation = one.operations.get(method)
            if operation is not None:
                return Found(operation=operation, slots=slots, allowed=())
            allowed |= one.operations.keys()
        return Found(operation=None, slots={}, allowed=tuple(sorted(allowed))) if allowed else None


def decoded(piece: str) -> str:
    """A segment of a path without its encoding; bytes that are no text stay marked as such."""
    return unquote(piece, errors="surrogateescape")


def route(path: str) -> Route:
    """The route of a documented path."""
    return Route(path=path, segments=tuple(map(segment, path.split("/"))), operations={})


def segment(text: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The pattern of one segment and the names of its slots."""
    pieces = SLOT.split(text)
    pattern = "".join("(.+)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
    return re.compile(pattern, re.DOTALL), tuple(pieces[1::2])
