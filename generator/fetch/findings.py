"""Findings of a run before they are diagnostics: many of one cause in, one with their number out."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator import diagnostics
from generator.diagnostics import Diagnostic

PAGE = "api.toml"
#: More findings of one code and one reason than these are told in one.
APART = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: its code, the address or path that it is of, the reason in words, and the path below `pages/` where there is one."""

    code: str
    what: str
    reason: str = ""
    page: str = PAGE


def told(found: Iterable[Finding]) -> tuple[Diagnostic, ...]:
    """The diagnostics of findings."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in dict.fromkeys(found):
        groups.setdefault((one.code, one.reason), []).append(one)
    return diagnostics.in_order(
        row for (code, reason), group in groups.items() for row in _rows(code, reason, sorted(group, key=_order))
    )


def _order(finding: Finding) -> tuple[str, str]:
    return finding.page, finding.what


def _rows(code: str, reason: str, group: list[Finding]) -> list[Diagnostic]:
    if len(group) <= APART:
        return [diagnostics.make(code, one.page, what=one.what, reason=reason) for one in group]
    # The number goes first: a long address is cut at its end.
    what = f"{len(group)} of them, one is {group[0].what}"
    return [diagnostics.make(code, PAGE, what=what, reason=reason)]
