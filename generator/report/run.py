"""The command `report`: a project and an API in, the review page in its place out."""

from dataclasses import dataclass
from pathlib import Path

from generator import recall
from generator.diagnostics import Diagnostic
from generator.pipeline import Progress, silent
from generator.report.document import document_of
from generator.report.embedding import page
from generator.report.state import state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A review page that was written: where, how many bytes, and the errors of the inputs."""

    path: Path
    size: int
    errors: tuple[Diagnostic, ...]


def write(root: Path, api: str, target: Path | None = None, progress: Progress = silent) -> Report:
    """Write the review page of an API; without a target below the folder that no repository keeps. Raises OSError."""
    state = state_of(root, api, progress)
    path = target or recall.folder_of(root) / f"report-{api}.html"
    data = page(document_of(state))
    draft = path.with_name(f"{path.name}.draft")
    draft.write_bytes(data)
    draft.replace(path)
    return Report(path=path, size=len(data), errors=tuple(one for one in state.found if one.severity == "error"))
