"""`check --live`: a project in, what a build would change after a fetch of the live docs out. Nothing is written.

What would be kept aside by `fetch` is kept aside here, too, so that a page that is broken today is told as such and not as drift.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import fetching, lock, pipeline, quarantine
from generator.diagnostics import Diagnostic
from generator.diffing import from_disk
from generator.drift import Change
from generator.inputs import Inputs, read_inputs
from generator.moves import State
from generator.pipeline import Progress, silent

#: What became of pages of which there is nothing to say.
QUIET = frozenset({"unchanged"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The live docs of one API: what became of each page that is not as it was, the drift by meaning, and the findings."""

    api: str
    pages: Mapping[str, str]
    changes: Sequence[Change]
    found: tuple[Diagnostic, ...]

    @property
    def errors(self) -> bool:
        """Whether a page could not be fetched, or what came cannot be built."""
        return any(one.severity == "error" for one in self.found) or "failed" in self.pages.values()


def look(root: Path, api: str, progress: Progress = silent, *, named: bool = True) -> Live:
    """Fetch an API's pages to a scratch folder, and say what a build with them would change."""
    with tempfile.TemporaryDirectory(prefix="docs2client-") as scratch:
        run = fetching.fetch_api(root, api, progress=progress, named=named, journal=Path(scratch))
    pages = {path: outcome for path, outcome in sorted(run.outcomes.items()) if outcome not in QUIET}
    inputs = read_inputs(root, api)
    if run.state is None or run.state.pages == inputs.pages:
        return Live(api=api, pages=pages, changes=(), found=run.found)
    output = pipeline.make(root, api, progress, strict=True, inputs=with_state(inputs, run.state))
    errors = tuple(one for one in output.found if one.severity == "error")
    return Live(api=api, pages=pages, changes=from_disk(root, output), found=(*run.found, *errors))


def with_state(inputs: Inputs, state: State) -> Inputs:
    """The files of an API with the pages and locks that a fetch would write."""
    return replace(
        inputs, pages=dict(state.pages), lock=lock.dump(state.lock), quarantine=quarantine.dump(state.quarantine)
    )
