"""Results as text: findings, drift, totals and parsed pages in, text for a terminal, for GitHub or for programs out.

Text of pages is made printable on its way, so that none of it can steer a terminal or forge an annotation.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from generator.diagnostics import printable
from generator.parsing import Parsed
from generator.pipeline import Output
from generator.publish import Change, Published
from generator.tree import Comparison, unified_diff

#: How many lines of a diff are printed for one folder.
DIFF_LINES = 400
KINDS = ("missing", "changed", "stale", "foreign")


class Finding(Protocol):
    """What all findings have."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def severity(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> str: ...  # noqa: D102
    @property
    def page(self) -> str | None: ...  # noqa: D102
    @property
    def line(self) -> int | None: ...  # noqa: D102
    @property
    def hint(self) -> str: ...  # noqa: D102


def findings(found: Iterable[Finding], form: str) -> str:
    """Diagnostics as `page:line: error[E012]: message` with a hint, as annotations, or as one JSON document."""
    rows = list(found)
    if form == "json":
        return json.dumps([_plain(one) for one in rows], indent=2, ensure_ascii=False)
    write = annotation if form == "github" else line_of
    return "\n".join(write(one) for one in rows)


def _plain(one: Finding) -> dict[str, object]:
    return {key: getattr(one, key) for key in ("code", "severity", "message", "page", "line", "hint")}


def line_of(one: Finding) -> str:
    """One finding for people."""
    place = ":".join(str(part) for part in (printable(one.page) if one.page else None, one.line) if part is not None)
    hint = f"\n    hint: {one.hint}" if one.hint else ""
    return f"{place}: {one.severity}[{one.code}]: {one.message}{hint}".removeprefix(": ")


#: The annotation commands of GitHub, by severity.
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def annotation(one: Finding) -> str:
    """One finding as an annotation of a GitHub workflow."""
    place = f"file={_property(one.page)}," if one.page else ""
    line = f"line={one.line}," if one.line else ""
    return f"::{COMMANDS[one.severity]} {place}{line}title={_property(one.code)}::{_data(f'{one.message} {one.hint}'.strip())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def paths(project: Path, folder: Path, names: Iterable[str]) -> list[str]:
    """Paths below a folder as paths from the project's root."""
    return [printable((folder.relative_to(project) / name).as_posix()) for name in names]


def drift(project: Path, changes: Sequence[tuple[Change, Comparison]], form: str) -> str:
    """How folders differ from what they should be: the files by kind, then a unified diff."""
    if form == "json" or not changes:
        return ""
    lines: list[str] = []
    for change, comparison in changes:
        for kind in KINDS:
            for path in paths(project, change.root, getattr(comparison, kind)):
                lines.append(
                    f"::error file={_property(path)},title=drift::{kind}" if form == "github" else f"{kind}: {path}"
                )
        if form != "github":
            lines.append(unified_diff(change.expected, change.root, comparison, DIFF_LINES).rstrip("\n"))
    return "\n".join(line for line in lines if line)


def totals(outputs: Sequence[Output], published: Published, seconds: float) -> str:
    """The short table at the end of a build."""
    rows = {
        "pages": sum(o.pages for o in outputs),
        "endpoints": sum(o.endpoints for o in outputs),
        "fields": sum(o.fields for o in outputs),
        "enums": sum(o.enums for o in outputs),
        "errors": sum(o.errors for o in outputs),
        "warnings": sum(o.warnings for o in outputs),
        "lines read": sum(o.lines for o in outputs),
        "lines left over": sum(o.left for o in outputs),
        "files written": published.written,
        "files removed": published.removed,
        "files unchanged": published.unchanged,
        "seconds": f"{seconds:.1f}",
    }
    width = max(map(len, rows))
    return "\n".join(f"{name:<{width}}  {value:>7}" for name, value in rows.items())


def parsed(result: Parsed) -> str:
    """Parsed pages for people: one line an endpoint, its fields below."""
    lines: list[str] = []
    for endpoint in result.endpoints:
        head = f"{endpoint.method or '?'} {endpoint.path or '?'}  {endpoint.operation}  {endpoint.source.page}"
        lines.append(printable(head))
        if endpoint.auth.roles:
            lines.append(printable(f"  role {', '.join(endpoint.auth.roles)}"))
        for name, fields in (
            ("parameters", endpoint.parameters),
            ("request", endpoint.request.fields if endpoint.request else ()),
            *((f"response {r.status or '?'}", r.fields) for r in endpoint.responses),
        ):
            if fields:
                lines.append(f"  {name}")
                lines += [
                    printable(f"{f.name}  {f.type_text or f.type}{'  required' if f.required else ''}") for f in fields
                ]
    counts = Counter(one.severity for one in result.diagnostics)
    told = (
        ", ".join(f"{counts[kind]} {kind}s" for kind in ("error", "warning", "info") if counts[kind])
        or "nothing to report"
    )
    lines.append(f"{len(result.endpoints)} endpoints, {len(result.enums)} enums; {told}")
    return "\n".join(lines)
