"""Answers: what goes back to a caller as a record, and how failures are told in the way that the document describes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .checking import Problem
from .documents import Answer, Document, Operation
from .samples import example_of
from .vocabulary import FAILURES, ROWS, meaning

JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer: its status, headers, and content, which is JSON text unless `media` says otherwise."""

    status: int
    content: bytes = b""
    media: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def json_reply(status: int, body: Any, headers: Mapping[str, str] | None = None) -> Reply:
    """An answer in JSON. A text that UTF-8 cannot hold goes out escaped."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    try:
        content = text.encode()
    except UnicodeEncodeError:
        content = json.dumps(body, separators=(",", ":")).encode()
    return Reply(status=status, content=content, media=JSON, headers=headers or {})


def documented(answer: Answer, body: Any) -> Reply:
    """The documented answer with this body; without one where none is documented."""
    if answer.media is None:
        return Reply(status=answer.status)
    return json_reply(answer.status, body)


def failure(
    document: Document,
    operation: Operation | None,
    status: int,
    message: str,
    problems: Sequence[Problem] = (),
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """The answer to a request that failed: as the document describes it, else with `error` and `problems`."""
    known = operation.answers if operation else {}
    answer = known.get(status) or known.get(status // 100 * 100)
    shown = example_of(document, answer) if answer and answer.is_json else None
    body = told(document, shown, message, problems)
    if body is None:
        rows = [{"in": one.place, "name": one.name, "message": one.words, "value": one.value} for one in problems]
        body = {"error": message} | ({"problems": rows} if rows else {})
    return json_reply(status, body, headers)


def told(document: Document, shown: Any, message: str, problems: Sequence[Problem]) -> dict[str, Any] | None:
    """A failure in the way of an example, or in the way of the member of it that tells failures; null where neither has a message."""
    names = envelope(document, shown)
    members = shown if isinstance(shown, dict) else {}
    if "message" not in names or isinstance(members.get(names["message"]), dict):
        inner = next(((key, one) for key, one in members.items() if "message" in envelope(document, one)), None)
        return {**shown, inner[0]: told(document, inner[1], message, problems)} if inner else None
    if problems:
        message = f"{problems[0].name}: {problems[0].words}".removeprefix(": ")
    values = {"message": message, "success": False, "errors": [row_of(names, shown, one) for one in problems] or None}
    known = {names[kind]: value for kind, value in values.items() if kind in names}
    return members | known


def envelope(document: Document, shown: Any) -> dict[str, str]:
    """The names of what a failure is told by: those of the document's conventions, else those in an example."""
    told = document.extension.get("envelope")
    if isinstance(told, dict):
        return {kind: str(name) for kind, name in told.items()}
    if not isinstance(shown, dict):
        return {}
    names = {kind: name for name in reversed(shown) if (kind := meaning(name, FAILURES))}
    rows = shown.get(names.get("errors", ""))
    first = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], dict) else {}
    return names | {kind: name for name in reversed(first) if (kind := meaning(name, ROWS))}


def row_of(names: Mapping[str, str], shown: Any, problem: Problem) -> dict[str, Any]:
    """The row of a failure that tells one problem."""
    told = {"row_property": problem.name or problem.place, "row_message": problem.words, "row_value": problem.value}
    return {names.get(kind, kind.removeprefix("row_")): value for kind, value in told.items()}


def refusal_status(operation: Operation) -> int:
    """The status of a request that is not valid: the one that is documented, 400 where none is."""
    return next((status for status in (400, 422) if status in operation.answers), 400)
