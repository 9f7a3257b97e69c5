"""`check`: what a build would give in, everything in which the repository differs from that out, and whether the check can be trusted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import canary, diagnostics, outputs, overrides
from generator.diagnostics import Diagnostic
from generator.diffing import from_disk
from generator.drift import Change
from generator.inputs import CONFIG, SPECS
from generator.live import Live
from generator.outputs import Output
from generator.publish import Change as Folder
from generator.tree import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a repository differs from its inputs: folders that are not what they should be, the same by meaning and by API, corrections
    that have outlived their reason; `proven` is what the canary of each API was, and `broken` the errors of a check that finds nothing.

    `live` is what has changed in the live docs, where they were asked for.
    """

    folders: tuple[tuple[Folder, Comparison], ...]
    changes: Mapping[str, Sequence[Change]]
    outlived: tuple[Diagnostic, ...]
    proven: Mapping[str, str]
    broken: tuple[Diagnostic, ...]
    live: tuple[Live, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.folders or self.outlived or any(one.pages or one.changes for one in self.live))

    @property
    def errors(self) -> bool:
        """Whether the check cannot be trusted, or the live docs cannot be read."""
        return diagnostics.has_errors(self.broken) or any(one.errors for one in self.live)


def judge(root: Path, made: Sequence[Output], live: Sequence[Live] = ()) -> Verdict:
    """What to say of the outputs of all APIs that are checked."""
    birds = {one.api: canary.release(root, one.api) for one in made if not one.errors}
    return Verdict(
        folders=tuple(outputs.drift(made)),
        changes={one.api: from_disk(root, one) for one in made if one.changes},
        outlived=tuple(found for one in made for found in one.found if found.code in overrides.OUTLIVED),
        proven={api: bird.address for api, bird in birds.items() if bird.address and not bird.silent},
        broken=tuple(broken(birds)),
        live=tuple(live),
    )


def broken(birds: Mapping[str, canary.Canary]) -> Iterator[Diagnostic]:
    """An error for each step at which a planted change is not noticed, a warning where none could be planted."""
    for api, bird in birds.items():
        page = f"{SPECS}/{api}/{CONFIG}"
        if bird.address is None:
            yield diagnostics.make("W181", page)
        for reason in bird.silent:
            yield diagnostics.make("E180", page, None, address=bird.address, reason=reason)
