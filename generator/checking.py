"""`check`: what a build would give in, everything in which the repository differs from that out, and whether the check can be trusted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import canary, diagnostics, outputs, revisions
from generator.diagnostics import Diagnostic
from generator.diffing import between
from generator.drift import Change
from generator.inputs import folders_of
from generator.outputs import Output
from generator.publish import Change as Folder
from generator.releasing import committed
from generator.tree import Comparison

#: Corrections that have outlived their reason: an override that the page has made needless, an alias that has run out.
OUTLIVED = frozenset({"W115", "W120"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a repository differs from its inputs: folders that are not what they should be, the same by meaning and by API, corrections
    that have outlived their reason; `proven` is what the canary of each API was, and `broken` the errors of a check that finds nothing.
    """

    folders: tuple[tuple[Folder, Comparison], ...]
    changes: Mapping[str, Sequence[Change]]
    outlived: tuple[Diagnostic, ...]
    proven: Mapping[str, str]
    broken: tuple[Diagnostic, ...]

    @property
    def clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.folders or self.outlived)


def judge(root: Path, made: Sequence[Output]) -> Verdict:
    """What to say of the outputs of all APIs that are checked."""
    birds = {one.api: canary.release(root, one.api) for one in made if not one.errors}
    return Verdict(
        folders=tuple(outputs.drift(made)),
        changes={one.api: changes_of(root, one) for one in made if one.changes},
        outlived=tuple(found for one in made for found in one.found if found.code in OUTLIVED),
        proven={api: bird.address for api, bird in birds.items() if bird.address and not bird.silent},
        broken=tuple(broken(birds)),
    )


def changes_of(root: Path, output: Output) -> list[Change]:
    """The drift of an API by meaning; none where its specs and names are as they should be."""
    _, package = folders_of(root, output.api)
    if all(change.comparison.settled for change in output.changes if change.root != package):
        return []
    return between(output.api, committed(root, output.api), revisions.read(outputs.spec_files(root, output)))


def broken(birds: Mapping[str, canary.Canary]) -> Iterator[Diagnostic]:
    """An error for each step at which a planted change is not noticed, a warning where none could be planted."""
    for api, bird in birds.items():
        page = f"specs/{api}/api.toml"
        if bird.address is None:
            yield diagnostics.make("W181", page)
        for reason in bird.silent:
            yield diagnostics.make("E180", page, None, address=bird.address, reason=reason)
