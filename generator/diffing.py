"""`diff`: two folders or revisions in, the changes of each API between them out, and what could not be read."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import diagnostics, revisions
from generator.diagnostics import Diagnostic
from generator.drift import Change, drift
from generator.inputs import SPECS, folders_of
from generator.outputs import Output, spec_files
from generator.revisions import RevisionError, Spec
from generator.states import bare_config, no_state, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """The changes by API, the versions of its package on both sides where both are known, and the findings."""

    changes: Mapping[str, Sequence[Change]]
    found: tuple[Diagnostic, ...]
    versions: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def diff(root: Path | None, old: str, new: str, only: Sequence[str] = ()) -> Diff:
    """The changes from one spec to another; `only` are the APIs that are wanted, all if none is. Raises RevisionError.

    Where one of the two is the folder of an API and the other a whole project, that API alone is compared.
    """
    with uncollected():
        return compared(root, old, new, only)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles: two states of a big API have millions of objects that all stay, and going through them again and
    again takes a third of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def compared(root: Path | None, old: str, new: str, only: Sequence[str]) -> Diff:
    """The changes from one spec to another; raises RevisionError."""
    before, after = revisions.load(root, old), revisions.load(root, new)
    names = wanted(before, after, only)
    found = [
        replace(one, page=f"{label}: {name}/{one.page}")
        for name in names
        for label, side in ((old, before), (new, after))
        if name in side
        for one in side[name].found
    ]
    if diagnostics.has_errors(found):
        return Diff(changes={}, found=diagnostics.in_order(found))
    changes = {name: between(name, before.get(name), after.get(name)) for name in names}
    versions = {name: pair for name in names if (pair := versions_of(before.get(name), after.get(name)))}
    return Diff(changes=changes, found=diagnostics.in_order(found), versions=versions)


def versions_of(old: Spec | None, new: Spec | None) -> tuple[str, str] | None:
    """The versions of a package on both sides, null where one of them is not known."""
    if old is None or new is None or old.config is None or new.config is None:
        return None
    return old.config.package.version, new.config.package.version


def wanted(before: Mapping[str, Spec], after: Mapping[str, Spec], only: Sequence[str]) -> list[str]:
    """The APIs to compare, in order; raises RevisionError for one that neither has."""
    unknown = sorted(set(only) - before.keys() - after.keys())
    if unknown:
        raise RevisionError(f"no such API: {', '.join(unknown)}")
    if only:
        return sorted(set(only))
    alone = [side for side in (before, after) if all(spec.alone for spec in side.values())]
    if len(alone) == 1:
        return sorted(alone[0])
    return sorted(before.keys() | after.keys())


def between(name: str, old: Spec | None, new: Spec | None) -> list[Change]:
    """The changes of one API, which one of the sides may not have at all.

    What a side lacks of `api.toml` and of published names, the other has; where neither has names, the new one keeps those of the old.
    """
    known = [one for one in (new, old) if one]
    config = next((one.config for one in known if one.config), None) or bare_config(name)
    names = next((one.names for one in reversed(known) if one.names), None)
    before, made = (
        state_of(old.config or config, old.resources, names, old.aliases) if old else (no_state(config), names)
    )
    if new is None:
        return drift(before, no_state(config))
    after, _ = state_of(new.config or config, new.resources, new.names or made, new.aliases)
    return drift(before, after)


def committed(root: Path, api: str) -> Spec:
    """The spec of an API that is on the disk."""
    return revisions.load_folder(root / SPECS / api).get(api, Spec())


def from_disk(root: Path, output: Output) -> list[Change]:
    """The changes from what is on the disk to what an output would write; none where specs and names are as they should be."""
    _, package = folders_of(root, output.api)
    if all(change.comparison.settled for change in output.changes if change.root != package):
        return []
    return between(output.api, committed(root, output.api), revisions.read(spec_files(root, output)))
