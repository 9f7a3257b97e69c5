"""Faults: what a server is told to do wrong in, the answer that it gives instead of its own, or how it sends it, out.

server.faults.add("throttle", status=409, wait=2)           # the next request of any caller
x-mock-fault: fail; status=503; times=2                       # this request, twice, then no more
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from email.utils import formatdate
from time import time
from typing import Any

from .access import Access, token_of
from .checking import Incoming
from .documents import Document, Operation
from .replies import Reply, failure, json_reply
from .samples import example_of

HEADER = "x-mock-fault"


class FaultError(ValueError):
    """A fault is described in words that mean none; its text says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that a server does wrong.

    - `throttle` answers `status` (429 or 409) and tells to wait `wait` seconds: in a header as `seconds` or `date`, or in the `body`
      only, as `form` says
    - `fail` answers `status` (500)
    - `drop` closes the connection before it answers, `cut` in the middle of the body
    - `slow` waits `wait` seconds before it answers, `trickle` as long while it sends the body
    - `unsuccessful` answers with success as status and a failure in the body, `malformed` with half of the JSON
    - `expire` accepts the token of the request no longer

    It happens to `times` requests (0: to every one) of a `method` and `path`, if these are given.
    """

    kind: str
    status: int = 0
    wait: float = 1.0
    form: str = "seconds"
    times: int = 1
    method: str = ""
    path: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise FaultError(f"there is no fault {self.kind!r}; there are {', '.join(sorted(KINDS))}")
        if self.form not in FORMS:
            raise FaultError(f"there is no form {self.form!r}; there are {', '.join(sorted(FORMS))}")
        # A wait of days would hold the server up as long.
        if not 0 <= self.wait <= 3600 or not (self.status == 0 or 200 <= self.status <= 599):
            raise FaultError("wait must be 0 to 3600 seconds, and status 200 to 599")

    def concerns(self, request: Incoming) -> bool:
        """Whether a fault may happen to a request."""
        return self.method.upper() in ("", request.method) and self.path in ("", request.path)


def parse(text: str) -> Fault:
    """The fault that a header describes; raises FaultError. Without `times` it happens to every request that has the header."""
    kind, *pairs = [piece.strip() for piece in text.split(";")]
    known = {one.name: one.type for one in fields(Fault)}
    options: dict[str, Any] = {"times": 0}
    for pair in filter(None, pairs):
        name, _, value = pair.partition("=")
        if name not in known or name == "kind":
            raise FaultError(f"there is no option {name!r} of a fault")
        try:
            options[name] = {"int": int, "float": float}.get(getattr(known[name], "__name__", ""), str)(value)
        except ValueError:
            raise FaultError(f"{value!r} is no {name}") from None
    return Fault(kind=kind, **options)


class Faults:
    """The faults that happen next, in the order in which they were added. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._seen: dict[tuple[str, str, str], int] = {}

    def add(self, kind: str, **options: Any) -> None:
        """Let a fault happen; the options are those of `Fault`."""
        with self._lock:
            self._waiting.append(Fault(kind=kind, **options))

    def clear(self) -> None:
        """Let no fault happen any more."""
        with self._lock:
            self._waiting.clear()
            self._seen.clear()

    def take(self, request: Incoming) -> Fault | None:
        """The fault that happens to a request, null where none does; raises FaultError for a header that describes none."""
        with self._lock:
            text = request.headers.get(HEADER)
            if text is not None:
                return self._of_header(text, request)
            for at, one in enumerate(self._waiting):
                if one.concerns(request):
                    self._waiting[at : at + 1] = [replace(one, times=one.times - 1)] if one.times > 1 else []
                    if one.times == 0:
                        self._waiting.insert(at, one)
                    return one
        return None

    def _of_header(self, text: str, request: Incoming) -> Fault | None:
        fault = parse(text)
        key = text, request.method, request.path
        self._seen[key] = self._seen.get(key, 0) + 1
        if fault.times and self._seen[key] > fault.times:
            del self._seen[key]
            return None
        return fault


def throttled(fault: Fault, document: Document, operation: Operation | None) -> Reply:
    """The answer that tells to wait."""
    seconds = f"{fault.wait:g}"
    headers = FORMS[fault.form](fault.wait)
    words = "You must wait before you call this again." if headers else f"Wait {seconds} seconds"
    return failure(document, operation, fault.status or 429, words, headers=headers)


#: How the time to wait is told, by the form of the fault: the headers for a number of seconds.
FORMS: dict[str, Callable[[float], dict[str, str]]] = {
    "seconds": lambda wait: {"retry-after": f"{wait:g}"},
    "date": lambda wait: {"retry-after": formatdate(time() + wait, usegmt=True)},
    "body": lambda wait: {},
}


def failed(fault: Fault, document: Document, operation: Operation | None) -> Reply:
    """The answer of a server that broke down."""
    return failure(document, operation, fault.status or 500, "Something went wrong. Try again.")


#: Faults that answer without doing what is asked for.
INSTEAD: dict[str, Callable[[Fault, Document, Operation | None], Reply]] = {"throttle": throttled, "fail": failed}


def unsuccessful(fault: Fault, document: Document, operation: Operation | None) -> Reply:
    """An answer with the status of success that tells a failure, as far as the document says how."""
    told = document.extension.get("envelope", {})
    answers = operation.answers if operation else {}
    refusal = next((one for status, one in sorted(answers.items()) if 400 <= status < 500 and one.is_json), None)
    shown = example_of(document, refusal) if refusal else None
    body = {told.get("success", "success"): False, told.get("message", "message"): "This was not done."}
    status = operation.success.status if operation else 200
    return json_reply(fault.status or status, {**(shown if isinstance(shown, dict) else {}), **body})


INSTEAD["unsuccessful"] = unsuccessful


def spoiled(fault: Fault, reply: Reply) -> Reply:
    """An answer of which the fault leaves nothing that can be read."""
    if fault.kind != "malformed":
        return reply
    whole = reply.content or json.dumps({"half": "of it"}).encode()
    return replace(reply, content=whole[: max(1, len(whole) // 2)], media=reply.media or "application/json")


def expire(fault: Fault, access: Access, document: Document, request: Incoming) -> None:
    """Accept the token or the key of a request no longer, where the fault is that."""
    token = token_of(document, request)
    if fault.kind == "expire" and token:
        access.expire(token)


KINDS = frozenset({*INSTEAD, "drop", "cut", "slow", "trickle", "malformed", "expire"})
