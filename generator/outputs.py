"""What an API should be on disk: resources and package in, changes out; and the same remembered for a build with nothing changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import diagnostics, names_lock, overrides, recall, store
from generator.diagnostics import Diagnostic
from generator.inputs import CONFIG, STORED, Inputs, content, folders_of
from generator.publish import Change, part_of
from generator.spec import Resource
from generator.tree import Comparison, Tree, compare


@dataclass(slots=True)
class Output:
    """What one API should be on disk: its changes (none where nothing of it may change), findings and counts.

    `key` is the fingerprint of what decides all of it, empty where the next build may give something else; `recalled` is set where it
    is what the last build gave, `next_found` where the next build will find something else.
    """

    api: str
    key: str = ""
    recalled: bool = False
    next_found: tuple[Diagnostic, ...] | None = None
    found: tuple[Diagnostic, ...] = ()
    changes: tuple[Change, ...] = ()
    pages: int = 0
    endpoints: int = 0
    fields: int = 0
    enums: int = 0
    lines: int = 0
    left: int = 0

    @property
    def errors(self) -> int:
        """The number of errors."""
        return sum(one.severity == "error" for one in self.found)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return sum(one.severity == "warning" for one in self.found)


def changes_of(
    root: Path,
    api: str,
    on_disk: Mapping[str, bytes],
    resources: Sequence[Resource],
    tree: Tree,
    ours: frozenset[str],
    names: bytes,
) -> tuple[Change, ...]:
    """How the two folders of an API, and the lock of its names, differ from what they should be; `on_disk` are the specs that are there."""
    specs, package = folders_of(root, api)
    expected = store.tree_of(resources)
    written = {path for path, data in on_disk.items() if store.is_ours(data)}
    return (
        Change(root=specs, expected=expected, comparison=compare(expected, specs, written)),
        Change(root=package, expected=tree, comparison=compare(tree, package, ours)),
        names_change(specs.parent, names),
    )


def names_change(folder: Path, names: bytes) -> Change:
    """How the lock of names differs from what it should be."""
    return part_of(folder, {names_lock.PAGE: names})


def spec_files(root: Path, output: Output) -> dict[str, bytes]:
    """The files that decide the state of an API as an output would have them, by their paths below its folder; none where it has errors."""
    specs, _ = folders_of(root, output.api)
    files: dict[str, bytes] = {}
    for change in output.changes:
        if change.root == specs:
            files |= {f"{STORED}/{path}": data for path, data in change.expected.items()}
        elif change.root == specs.parent:
            files |= change.expected
    beside = {page: data for page in (CONFIG, overrides.PAGE) if (data := content(specs.parent / page)) is not None}
    return {**beside, **files} if files else files


#: The counts of an output that are remembered.
COUNTS = ("endpoints", "fields", "enums", "lines", "left")


def remembered(root: Path, inputs: Inputs, output: Output) -> bool:
    """Fill an output from the memory of the last build, where nothing has changed since; false where there is work to do."""
    folders = folders_of(root, output.api)
    known = recall.load(root, output.api, output.key, folders)
    if known is None or inputs.names is None:
        return False
    memory, trees = known
    output.found, output.recalled = memory.found, True
    for name in COUNTS:
        setattr(output, name, memory.counts[name])
    output.changes = (
        *(
            Change(root=folder, expected=tree, comparison=compare(tree, folder, frozenset(tree)))
            for folder, tree in zip(folders, trees, strict=True)
        ),
        names_change(folders[0].parent, inputs.names),
    )
    return True


def remember(root: Path, output: Output) -> None:
    """Keep what an API gave for the next build, where it gave everything."""
    found = output.found if output.next_found is None else output.next_found
    if output.errors or diagnostics.has_errors(found) or not output.changes or not output.key or output.recalled:
        return
    memory = recall.Memory(
        key=output.key,
        found=found,
        counts={name: getattr(output, name) for name in COUNTS},
        folders=tuple(recall.digests(change.expected) for change in output.changes if change.whole),
    )
    recall.save(root, output.api, memory)


def drift(outputs: Sequence[Output]) -> list[tuple[Change, Comparison]]:
    """The folders that are not what they should be."""
    return [
        (change, change.comparison) for output in outputs for change in output.changes if not change.comparison.clean
    ]
