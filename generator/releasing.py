"""`build --bump`: what a build would give in, the same with a raised version and one more section of the history out.

What has changed is seen from the commit that set the present version, so that builds in between lose nothing; where git does not know it,
from what is on the disk.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import history, lock, pipeline, revisions
from generator.diffing import between, committed
from generator.drift import Change, Severity, worst
from generator.inputs import CONFIG, SPECS, Inputs, read_inputs
from generator.outputs import Output, spec_files
from generator.publish import Change as Edit
from generator.releases import next_version, section, with_version
from generator.revisions import RevisionError, Spec
from generator.tree import compare


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
    before = baseline(root, output.api, since)
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
    if again.changes:
        edit = Edit(root=folder, expected=edits, comparison=compare(edits, folder, (), whole=False), whole=False)
        again.changes = (*again.changes, edit)
    return Release(
        old=made.config.package.version, new=version, severity=severity, changes=tuple(changes), output=again
    )


def baseline(root: Path, api: str, since: str | None) -> Spec:
    """The spec that changes are counted from."""
    if since is not None:
        known = revisions.load(root, since)
        if api not in known:
            raise RevisionError(f"{since} has no API {api}")
        return known[api]
    return revisions.released(root, api) or committed(root, api)


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
