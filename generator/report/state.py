"""What a review page is about: an API's files in, its specs, findings, overrides, drift and captures that are kept aside out.

What the last build remembers is used. Pages are read again only where a line of them was left over, or where they are in error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import fetching, overrides, pipeline, quarantine, store
from generator.accounts import LEFT
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.diffing import committed, from_disk, uncollected
from generator.drift import Change
from generator.inputs import SPECS, STORED, Inputs, apis, files_below, folders_of, read_inputs
from generator.outputs import Output, spec_files
from generator.overrides import Override
from generator.pipeline import Progress, silent
from generator.quarantine import Quarantine
from generator.reading import read_pages
from generator.report.sheets import sheets_of
from generator.spec import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state of an API: captured pages by their paths, specs, findings with pages as from the project's root, and what differs.

    `resources` are what the pages give, or the stored ones where errors keep them from giving anything. `changes` lead from what is on
    the disk to that, and are none where nothing is there yet (`is_new`). `left` are the lines that nothing read, by page; `several` says
    whether there are other APIs in the project, too.
    """

    api: str
    config: ApiConfig | None
    pages: Mapping[str, bytes]
    resources: Sequence[Resource]
    found: Sequence[Diagnostic]
    corrections: Sequence[Override]
    changes: Sequence[Change]
    kept: Quarantine
    held: Mapping[str, bytes]
    left: Mapping[str, frozenset[int]]
    is_new: bool = False
    several: bool = False

    @property
    def errors(self) -> int:
        """The number of errors."""
        return sum(one.severity == "error" for one in self.found)


def state_of(root: Path, api: str, progress: Progress = silent) -> State:
    """The state of an API in a project; nothing is written."""
    inputs = read_inputs(root, api)
    output = pipeline.make(root, api, progress, inputs=inputs)
    config, _ = pipeline.load_config(inputs)
    kept, _ = quarantine.load(inputs.quarantine)
    with uncollected():
        is_new = not output.recalled and not committed(root, api).resources
        changes = [] if is_new else from_disk(root, output)
    return State(
        api=api,
        config=config,
        pages=inputs.pages,
        resources=made(root, output),
        found=output.found,
        corrections=corrections_of(inputs),
        changes=changes,
        kept=kept or Quarantine(),
        held=fetching.captures_below(root / SPECS / api, kept.held if kept else ()),
        left=left_over(inputs, output.found),
        is_new=is_new,
        several=len(apis(root)) > 1,
    )


def made(root: Path, output: Output) -> list[Resource]:
    """The resources that an output would write; those on the disk where it would write none."""
    files = spec_files(root, output)
    stored = {path.removeprefix(f"{STORED}/"): data for path, data in files.items() if path.startswith(f"{STORED}/")}
    known, _ = store.load_all(stored or specs_on_disk(root, output.api))
    return sorted(known.values(), key=lambda one: (one.group, one.collection))


def specs_on_disk(root: Path, api: str) -> dict[str, bytes]:
    """The stored specs by their paths."""
    files = files_below(folders_of(root, api)[0])
    return {path: data for path, data in files.items() if path.endswith(".json")}


def corrections_of(inputs: Inputs) -> list[Override]:
    """The overrides that can be read."""
    entries, _ = overrides.load((inputs.overrides or b"").decode("utf-8-sig", "replace"))
    return entries or []


def left_over(inputs: Inputs, found: Sequence[Diagnostic]) -> dict[str, frozenset[int]]:
    """The numbers of the lines that nothing read or understood, by page; a page of which nothing of the kind was reported has none."""
    folder = f"{SPECS}/{inputs.api}/pages/"
    reported = {
        one.page.removeprefix(folder) for one in found if one.page and (one.code == LEFT or one.severity == "error")
    }
    return {path: frozenset(left_in(path, data)) for path, data in inputs.pages.items() if path in reported}


def left_in(path: str, data: bytes) -> set[int]:
    """The lines of a capture that nothing read; of one that is no page at all, every line that is shown of it."""
    accounts = [one.account for one in read_pages(path, data)]
    if any(one.lines for one in accounts):
        return {line for one in accounts for line in one.left}
    return {number for number, line in enumerate(sheets_of(path, data)[0].lines, start=1) if line.strip()}
