"""`diff`: two folders or revisions in, the changes of each API between them out, and what could not be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import diagnostics, revisions
from generator.diagnostics import Diagnostic
from generator.drift import Change, State, drift
from generator.names_lock import NamesLock
from generator.revisions import RevisionError, Spec
from generator.states import bare_config, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """The changes by API, and the findings."""

    changes: Mapping[str, Sequence[Change]]
    found: tuple[Diagnostic, ...]


def diff(root: Path | None, old: str, new: str, only: Sequence[str] = ()) -> Diff:
    """The changes from one spec to another; `only` are the APIs that are wanted, all if none is. Raises RevisionError.

    Where one of the two is a single API and the other a whole project, that API alone is compared.
    """
    before, after = revisions.load(root, old), revisions.load(root, new)
    names = wanted(before, after, only)
    found = [one for name in names for side in (before, after) if name in side for one in side[name].found]
    if diagnostics.has_errors(found):
        return Diff(changes={}, found=diagnostics.in_order(found))
    changes = {name: between(name, before.get(name, Spec()), after.get(name, Spec())) for name in names}
    return Diff(changes=changes, found=diagnostics.in_order(found))


def wanted(before: Mapping[str, Spec], after: Mapping[str, Spec], only: Sequence[str]) -> list[str]:
    """The APIs to compare, in order; raises RevisionError for one that neither has."""
    unknown = sorted(set(only) - before.keys() - after.keys())
    if unknown:
        raise RevisionError(f"no such API: {', '.join(unknown)}")
    if only:
        return sorted(set(only))
    whole = [side for side in (before, after) if len(side) > 1]
    single = [side for side in (before, after) if len(side) == 1]
    if len(single) == 1 and len(whole) == 1 and single[0].keys() <= whole[0].keys():
        return list(single[0])
    return sorted(before.keys() | after.keys())


def between(name: str, old: Spec, new: Spec) -> list[Change]:
    """The changes of one API. What one side lacks of `api.toml` and of published names, the other has."""
    config = new.config or old.config or bare_config(name)
    before: State = state_of(old.config or config, old.resources, old.names or NamesLock())
    after: State = state_of(new.config or config, new.resources, new.names or old.names)
    return drift(before, after)
