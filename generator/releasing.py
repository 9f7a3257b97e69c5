"""`build --bump`: what a build would give in, the same with a raised version and one more section of the history out.

What has changed is seen from the commit that set the present version, so that builds in between lose nothing; where git does not know it,
from what is on the disk. Where that may be too little, a warning says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import diagnostics, history, lock, pipeline, revisions
from generator.diffing import between, committed
from generator.drift import Change, Severity, worst
from generator.inputs import CONFIG, SPECS, Inputs, read_inputs
from generator.outputs import Output, spec_files
from generator.publish import part_of
from generator.releases import next_version, section, with_version
from generator.revisions import RevisionError, Spec


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One API before and after its version is raised: the changes since the last one, and what its build gives now."""

    old: str
    new: str
    severity: Severity
    changes: tuple[Change, ...]
    output: Output


def release(root: Path, output: Output, since: str | None = None) -> Release | None:
    """The release of what a build would give; null where nothing has changed. `since` is a folder or a revision.

    Raises RevisionError where that has no such API.
    """
    made = revisions.read(spec_files(root, output))
    if made.config is None or output.errors:
        return None
    before, doubt = baseline(root, output.api, made.config.package.version, since)
    if doubt:
        warn(output, doubt)
    changes = between(output.api, before, made)
    severity = worst(changes)
    # The first build of an API is its first version.
    if severity is None or not before.resources:
        return None
    inputs = read_inputs(root, output.api)
    version = next_version(made.config.package.version, severity)
    edits = edited(inputs, version, section(version, changes, newest_day(inputs)))
    raised = replace(inputs, config=edits[CONFIG], changelog=edits[history.PAGE])
    again = pipeline.make(root, output.api, inputs=raised)
    folder = root / SPECS / output.api
    if doubt:
        warn(again, doubt)
    if again.changes:
        again.changes = (*again.changes, part_of(folder, edits))
    return Release(
        old=made.config.package.version, new=version, severity=severity, changes=tuple(changes), output=again
    )


def warn(output: Output, reason: str) -> None:
    """Say that changes may be missing; the next build has no such finding."""
    output.next_found = output.found if output.next_found is None else output.next_found
    output.found = (*output.found, diagnostics.make("W172", f"{SPECS}/{output.api}/{CONFIG}", reason=reason))


def baseline(root: Path, api: str, version: str, since: str | None) -> tuple[Spec, str]:
    """The spec that changes are counted from, and why it may be the wrong one (empty where it is not)."""
    if since is not None:
        known = revisions.load(root, since)
        if api not in known:
            raise RevisionError(f"{since} has no API {api}")
        return known[api], ""
    began, doubt = revisions.released(root, api, version)
    return began or committed(root, api), doubt


def edited(inputs: Inputs, version: str, told: str) -> Mapping[str, bytes]:
    """The two hand-written files that a release changes."""
    toml = (inputs.config or b"").decode("utf-8-sig")
    text = inputs.changelog.decode("utf-8-sig") if inputs.changelog else None
    return {
        CONFIG: with_version(toml, version).encode(),
        history.PAGE: history.with_section(text, told).encode(),
    }


def newest_day(inputs: Inputs) -> str | None:
    """The day on which the newest page was fetched, null where none is known."""
    locked, _ = lock.load(inputs.lock)
    times = [entry.captured for entry in locked.pages.values() if entry.captured] if locked else []
    return max(times)[:10] if times else None
