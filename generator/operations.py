"""What an endpoint does: method and path in, the operation's name out, by an ordered table of path shapes."""

import re

#: Method, the shape of the path behind its first segment, operation; first match wins. `/commands` and `/runcommand` are fixed names
#: of collections that can be told to do something; the rest is what REST APIs agree on.
OPERATIONS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("GET", re.compile(r".*/commands/?"), "commands"),
    ("POST", re.compile(r"(?i).*/run_?-?command/?"), "run_command"),
    ("GET", re.compile(r".*\?\w+=\[.*\]"), "batch"),
    ("GET", re.compile(r".*/\{[^/]+\}/?"), "get"),
    ("PUT|PATCH", re.compile(r".*/\{[^/]+\}/?"), "update"),
    ("DELETE", re.compile(r".*/\{[^/]+\}/?"), "delete"),
    ("GET", re.compile(r".*"), "search"),
    ("POST", re.compile(r".*[^}/]/?"), "create"),
    ("PUT|PATCH", re.compile(r".*"), "update"),
    ("DELETE", re.compile(r".*"), "delete"),
)

#: Operations that stand for themselves; the last fixed segment of their path is not the collection.
BESIDE_COLLECTION = frozenset({"commands", "run_command"})

#: The operations that every collection may have, in the order in which they are written.
STANDARD = ("search", "get", "batch", "create", "update", "delete", "commands", "run_command")


def operation_of(method: str | None, path: str | None, page: str) -> str:
    """The operation of an endpoint; the page's own slug where method and path do not tell it."""
    bare = (path or "").partition("?")[0]
    for methods, shape, operation in OPERATIONS:
        # Only a list in the query tells something of the operation.
        if method and path and re.fullmatch(methods, method) and (shape.fullmatch(path) or shape.fullmatch(bare)):
            return operation
    return slug(page)


def tail_of(path: str) -> str:
    """The fixed segments of what stands behind a collection in a path, as an operation; empty where there are none."""
    fixed = [piece for piece in path.partition("?")[0].split("/") if piece and "{" not in piece]
    return "_".join(re.findall(r"[a-z0-9]+", " ".join(fixed).lower()))


def slug(page: str) -> str:
    """A page's own name as an operation: its file name without the ending, lower case, words joined by `_`."""
    stem = page.rsplit("/", 1)[-1].split(".", 1)[0]
    return "_".join(re.findall(r"[a-z0-9]+", stem.lower())) or "call"
