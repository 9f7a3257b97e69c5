"""Results as text: findings, drift, totals and parsed pages in, text for a terminal, for GitHub or for programs out.

Text of pages is made printable on its way, so that none of it can steer a terminal or forge an annotation.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from generator import drift as drifting
from generator import reporting
from generator.checking import Verdict
from generator.diagnostics import printable
from generator.inputs import path_of
from generator.live import Live
from generator.outputs import Output
from generator.parsing import Parsed
from generator.publish import Change, Published
from generator.releasing import Release
from generator.reporting import plural, summary
from generator.spec import Endpoint, Field
from generator.telling import told
from generator.tree import Comparison, unified_diff

#: How many lines of a diff are printed for one folder.
DIFF_LINES = 400
#: How many characters of a path are printed.
PATH_CHARACTERS = 1000
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
    """Diagnostics as `page:line: error[E012]: message` with a hint, or as annotations."""
    write = annotation if form == "github" else line_of
    return "\n".join(write(one) for one in found)


def findings_beside(found: Sequence[Finding], report: str, form: str) -> str:
    """Findings and a report. GitHub shows only the first ten annotations of a kind: there the report goes before all but errors."""
    first = [one for one in found if form != "github" or one.severity == "error"]
    rest = [one for one in found if form == "github" and one.severity != "error"]
    return "\n".join(filter(None, [findings(first, form), report, findings(rest, form)]))


def document(found: Iterable[Finding], more: Mapping[str, object]) -> str:
    """One JSON document for programs: the diagnostics, and what else a command has to say."""
    return json.dumps({"diagnostics": [_plain(one) for one in found], **more}, indent=2, ensure_ascii=True)


def _plain(one: Finding) -> dict[str, object]:
    return {key: getattr(one, key) for key in ("code", "severity", "message", "page", "line", "hint")}


def line_of(one: Finding) -> str:
    """One finding for people."""
    page = printable(one.page, PATH_CHARACTERS) if one.page else None
    place = ":".join(str(part) for part in (page, one.line) if part is not None)
    hint = f"\n    hint: {one.hint}" if one.hint else ""
    return f"{place}: {one.severity}[{one.code}]: {one.message}{hint}".removeprefix(": ")


#: The annotation commands of GitHub, by severity.
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def annotation(one: Finding) -> str:
    """One finding as an annotation of a GitHub workflow."""
    place = f"file={_property(printable(one.page, PATH_CHARACTERS))}," if one.page else ""
    line = f"line={one.line}," if one.line else ""
    return f"::{COMMANDS[one.severity]} {place}{line}title={_property(one.code)}::{_data(f'{one.message} {one.hint}'.strip())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def paths(project: Path, folder: Path, names: Iterable[str]) -> list[str]:
    """Paths below a folder as paths from the project's root."""
    return [printable((folder.relative_to(project) / name).as_posix(), PATH_CHARACTERS) for name in names]


def drift_rows(project: Path, changes: Sequence[tuple[Change, Comparison]]) -> list[dict[str, str]]:
    """How folders differ from what they should be, for programs: the kind and the path of each difference."""
    return [
        {"kind": kind, "path": path}
        for change, comparison in changes
        for kind in KINDS
        for path in paths(project, change.root, getattr(comparison, kind))
    ]


def drift(project: Path, changes: Sequence[tuple[Change, Comparison]], form: str) -> str:
    """How folders differ from what they should be: the files by kind, then a unified diff."""
    if form == "json" or not changes:
        return ""
    rows = drift_rows(project, changes)
    if form == "github":
        return "\n".join(f"::error file={_property(row['path'])},title=drift::{row['kind']}" for row in rows)
    lines = [f"{row['kind']}: {row['path']}" for row in rows]
    diffs = [difference(project, change, comparison) for change, comparison in changes]
    return "\n".join([*lines, *(text for text in diffs if text)])


def verdict(project: Path, found: Verdict, form: str, *, words: bool = False) -> str:
    """What a check has to say beside its findings: the drift by meaning, the folders, what has outlived its reason, the canary."""
    if form == "json":
        return ""
    if form == "github":
        told = [*found.changes.items(), *((one.api, one.changes) for one in found.live)]
        rows = [row for api, changes in told for row in annotations(api, changes)]
        rows += [row for one in found.live for row in live_annotations(one)]
        return "\n".join(filter(None, [*rows, drift(project, found.folders, form)]))
    parts = [reporting.text(found.changes, words=words), drift(project, found.folders, form)]
    parts += [f"{one.page}:{one.line or 1}: to delete: {one.message}" for one in found.outlived]
    parts += [live_docs(one, words=words) for one in found.live if one.pages or one.changes]
    parts += [
        f"canary: {api}: {address} got another name in memory, and that was noticed"
        for api, address in found.proven.items()
    ]
    return "\n".join(filter(None, parts))


def live_docs(found: Live, *, words: bool) -> str:
    """What has changed in the live docs of one API: what became of its pages, and the drift by meaning."""
    _, *changes = reporting.api_lines(found.api, found.changes, words)
    pages = (f"  {outcome}: {printable(path, PATH_CHARACTERS)}" for path, outcome in found.pages.items())
    return "\n".join([f"live docs of {found.api}: {reporting.summary(found.changes)}", *pages, *changes])


def live_annotations(found: Live) -> Iterator[str]:
    """What became of the pages of one API as annotations, one for each outcome."""
    for outcome, count in sorted(Counter(found.pages.values()).items()):
        path = next(path for path, one in found.pages.items() if one == outcome)
        what = f"{count} pages, one is {path}" if count > 1 else path
        yield f"::notice title=live docs::{_data(printable(f'{found.api}: {outcome}: {what}', PATH_CHARACTERS))}"


def verdict_rows(project: Path, found: Verdict) -> dict[str, object]:
    """The same for programs."""
    return {
        "drift": drift_rows(project, found.folders),
        "changes": reporting.rows(found.changes),
        "outlived": [_plain(one) for one in found.outlived],
        "canary": dict(found.proven),
        "live": [
            {"pages": dict(one.pages), **row} for one in found.live for row in reporting.rows({one.api: one.changes})
        ],
    }


#: The annotation commands of GitHub, by the severity of a change.
SEVERITIES = {"breaking": "error", "minor": "warning", "patch": "notice"}


def annotations(api: str, changes: Sequence[drifting.Change]) -> Iterator[str]:
    """The changes of one API as annotations; those of words alone as one, because GitHub shows only the first ten of a kind."""
    words = [one for one in changes if reporting.is_words(one)]
    yield from (annotated(api, one) for one in changes if one not in words)
    if words:
        yield f"::notice title=drift words::{_data(f'{api}: words only: {reporting.places_of(words)}')}"


def annotated(api: str, change: drifting.Change) -> str:
    """One change of a check as an annotation at the line that documents it now."""
    origin = change.new or change.old
    place = f"file={_property(printable(path_of(api, origin.page), PATH_CHARACTERS))}," if origin else ""
    line = f"line={origin.line}," if origin and origin.line else ""
    message = printable(f"{change.address}: {told(change)}", PATH_CHARACTERS)
    return f"::{SEVERITIES[change.severity]} {place}{line}title=drift {change.severity}::{_data(message)}"


def difference(project: Path, change: Change, comparison: Comparison) -> str:
    """The unified diff of one folder, with paths from the project's root, from the disk to what is expected."""
    folder = change.root.relative_to(project).as_posix()

    def below(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"{folder}/{name}" for name in names)

    named = Comparison(
        missing=below(comparison.missing), changed=below(comparison.changed), stale=below(comparison.stale)
    )
    expected = {f"{folder}/{name}": content for name, content in change.expected.items()}
    return unified_diff(expected, project, named, DIFF_LINES).rstrip("\n")


def totals(outputs: Sequence[Output], published: Published, seconds: float) -> str:
    """The short table at the end of a build."""
    return table(counts(outputs, published), seconds)


def table(counts: Mapping[str, int], seconds: float) -> str:
    """Counts and the time that they took, one a line."""
    rows = {**counts, "seconds": f"{seconds:.1f}"}
    width = max(map(len, rows))
    return "\n".join(f"{name:<{width}}  {value:>7}" for name, value in rows.items())


def counts(outputs: Sequence[Output], published: Published) -> dict[str, int]:
    """What a build read, found and wrote."""
    return {
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
    }


def releases(outputs: Sequence[Output], released: Sequence[Release | None]) -> list[dict[str, str]]:
    """What became of the version of each API."""
    return [{"api": output.api, **release_row(output, one)} for output, one in zip(outputs, released, strict=True)]


def release_row(output: Output, release: Release | None) -> dict[str, str]:
    """The versions before and after, and what is to say of them."""
    if release is None:
        return {
            "message": (
                "no new version, because there are errors"
                if output.errors
                else "nothing has changed, the version stays"
            )
        }
    message = f"{release.old} \u2192 {release.new}: {summary(release.changes)}"
    return {"old": release.old, "new": release.new, "severity": release.severity, "message": message}


def parsed(result: Parsed) -> str:
    """Parsed pages for people: one line an endpoint, its fields below, children under their parents."""
    lines = [line for endpoint in result.endpoints for line in endpoint_lines(endpoint)]
    counts = Counter(one.severity for one in result.diagnostics)
    told = (
        ", ".join(plural(counts[kind], kind) for kind in ("error", "warning", "info") if counts[kind])
        or "nothing to report"
    )
    lines.append(f"{plural(len(result.endpoints), 'endpoint')}, {plural(len(result.enums), 'enum')}; {told}")
    return "\n".join(lines)


def endpoint_lines(endpoint: Endpoint) -> Iterator[str]:
    """An endpoint for people."""
    head = (endpoint.method or "?", endpoint.path or "?", endpoint.operation, endpoint.source.page)
    yield "  ".join(printable(part, PATH_CHARACTERS) for part in head)
    if endpoint.auth.roles:
        yield f"  role {printable(', '.join(endpoint.auth.roles))}"
    for name, fields in (
        ("parameters", endpoint.parameters),
        ("request", endpoint.request.fields if endpoint.request else ()),
        *((f"response {response.status or '?'}", response.fields) for response in endpoint.responses),
    ):
        if fields:
            yield f"  {name}"
            yield from field_lines(fields, "    ")
    for response in endpoint.responses:
        if response.content_type:
            yield f"  response {response.status or '?'}  {printable(response.content_type)}"


def field_lines(fields: Iterable[Field], indent: str) -> Iterator[str]:
    """Fields for people, with their children."""
    for one in fields:
        facts = (one.name, one.type_text or one.type, "required" if one.required else "")
        yield indent + "  ".join(printable(fact) for fact in facts if fact)
        yield from field_lines(one.fields, indent + "  ")
