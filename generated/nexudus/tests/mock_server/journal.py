"""The requests that a server had: each in as it came, all of them out for assertions."""

import threading
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from .checking import Incoming

#: How many requests are remembered; older ones are only counted.
LONGEST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A request: `attempt` counts, from 1, how often the same one came; `query` is as it was sent."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    content: bytes
    attempt: int


def unmarked(request: Incoming) -> bytes:
    """The body without the mark between the parts of a form, which is another one each time that the same is sent."""
    kind, _, mark = request.headers.get("content-type", "").partition("boundary=")
    mark = mark.partition(";")[0].strip(' "')
    return (
        request.content.replace(mark.encode(), b"")
        if mark and kind.lower().startswith("multipart/")
        else request.content
    )


class Journal:
    """Requests in the order in which they came. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: deque[Seen] = deque(maxlen=LONGEST)
        self._attempts: Counter[bytes] = Counter()
        self._count = 0

    def note(self, request: Incoming, query: str) -> Seen:
        """Remember a request."""
        whole = "\0".join((request.method, request.path, query)).encode(errors="surrogateescape") + unmarked(request)
        key = sha256(whole).digest()
        with self._lock:
            self._count += 1
            self._attempts[key] += 1
            one = Seen(
                method=request.method,
                path=request.path,
                query=query,
                headers=request.headers,
                content=request.content,
                attempt=self._attempts[key],
            )
            self._seen.append(one)
            return one

    @property
    def count(self) -> int:
        """How many requests came."""
        return self._count

    def clear(self) -> None:
        """Forget all requests."""
        with self._lock:
            self._seen.clear()
            self._attempts.clear()
            self._count = 0

    def __len__(self) -> int:
        return len(self._seen)

    def __iter__(self) -> Iterator[Seen]:
        return iter(list(self._seen))

    def __getitem__(self, at: int) -> Seen:
        return self._seen[at]
