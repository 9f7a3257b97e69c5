"""Diagnostics: what a stage could not understand or found doubtful, as coded data with page and line.

Stages return them, `pipeline` collects and sorts them, `cli` prints them once. A code's letter is its severity: E error, W warning,
I info. `CODES` is the one table of codes and their wording; `make` fills the wording with the facts of one finding.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.codes import CODES

Severity = Literal["error", "warning", "info"]
SEVERITIES: dict[str, Severity] = {"E": "error", "W": "warning", "I": "info"}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Diagnostic:
    """One finding; `page` is a path as it was given, `line` is 1-based, or both are null.

    `facts` are what fills the gaps of the message, by their names; two findings that say the same are the same.
    """

    page: str | None
    line: int | None
    code: str
    message: str
    severity: Severity
    hint: str
    facts: dict[str, str] = field(default_factory=dict, compare=False, repr=False)


def make(code: str, page: str | None, line: int | None = None, /, **facts: object) -> Diagnostic:
    """The finding `code` at a page and line; `facts` fill the gaps of its message. An unknown code or gap is a bug and raises."""
    kind = CODES[code]
    shown = {key: printable(str(value)) for key, value in facts.items()}
    return Diagnostic(
        code=code,
        severity=SEVERITIES[code[0]],
        message=kind.message.format_map(shown),
        page=page,
        line=line,
        hint=kind.hint.format_map(shown),
        facts=shown,
    )


def placed(found: Diagnostic, place: Callable[[str], str]) -> Diagnostic:
    """A finding with its page under another path, and the page that its message names (the gap `page`) likewise."""
    page = None if found.page is None else place(found.page)
    if "page" not in found.facts:
        return replace(found, page=page)
    return make(found.code, page, found.line, **{**found.facts, "page": place(found.facts["page"])})


def printable(text: str, limit: int = 160) -> str:
    """Text of a page made safe for a terminal or a log: one line, no control or direction characters, at most `limit` characters."""
    flat = " ".join(text.split())
    safe = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in flat)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


def or_like(names: Iterable[str]) -> str:
    """What is said behind a name that means nothing: those that may have been meant; nothing where there is none."""
    known = " or ".join(names)
    return f"; did you mean {known}?" if known else ""


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without repetition, by page, line and code."""
    return tuple(sorted(set(found), key=lambda d: (d.page or "", d.line or 0, d.code, d.message)))


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(d.severity == "error" for d in found)
