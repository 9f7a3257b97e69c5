"""The canary of `check`: a project in, the proof that a change of its pages would still be noticed out, or why it would not.

One field of one resource gets another name, in memory, on all of its pages. What that gives must differ from what the pages give as they
are at every step: the spec, the comparison with the disk, the drift by meaning. Then the resource is gone, which must be breaking, and its
pages are empty, which must be an error. A check that finds nothing because it looks at nothing thus fails itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from generator import addresses, outputs, pipeline, revisions
from generator.diffing import between
from generator.drift import worst
from generator.inputs import SPECS, STORED, Inputs, files_below, read_inputs
from generator.outputs import Output
from generator.spec import Resource
from generator.store import load_all
from generator.tree import Tree

#: How many resources are tried, where one cannot be made without the others, and how many fields of each.
ATTEMPTS = 5
#: A name that can be found and replaced wherever a page has it.
_NAME = re.compile(r"\w{3,}", re.ASCII)
_PARAMETER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """What came of the trial: the address of the field that was renamed (null where there was none to try), and what was not noticed."""

    address: str | None = None
    silent: tuple[str, ...] = ()


def release(root: Path, api: str) -> Canary:
    """Try whether a change would be noticed in an API."""
    inputs = read_inputs(root, api)
    stored, _ = load_all(files_below(root / SPECS / api / STORED))
    resources = sorted(stored.values(), key=lambda one: (len(pipeline.pages_of(one)), one.resource))
    for resource in islice((one for one in resources if any(victims([one]))), ATTEMPTS):
        reduced = alone(inputs, pipeline.pages_of(resource))
        before = pipeline.make(root, api, inputs=reduced, strict=True, whole=False)
        if not before.changes or before.errors:
            continue
        tried = trials(root, reduced, before)
        if tried:
            # A name that its page also spells otherwise goes unnoticed, and says nothing; a check that notices none is blind.
            address, silent = min(tried, key=lambda one: len(one[1]))
            return Canary(address=address, silent=(*silent, *unmissed(root, before), *unreported(root, reduced)))
    return Canary()


def trials(root: Path, inputs: Inputs, before: Output) -> list[tuple[str, tuple[str, ...]]]:
    """The addresses of fields that were renamed, each with what was not noticed of it; one that was noticed is the last."""
    tried: list[tuple[str, tuple[str, ...]]] = []
    # Without the others a resource may have another name.
    for address, name in islice(victims(revisions.read(outputs.spec_files(root, before)).resources), ATTEMPTS):
        changed = renamed(inputs, name)
        if changed == inputs:
            continue
        after = pipeline.make(root, inputs.api, inputs=changed, strict=True, whole=False)
        # The name is a word of the page, too, without which that is no page any more.
        if after.errors:
            continue
        tried.append((address, tuple(unnoticed(root, address, before, after))))
        if not tried[-1][1]:
            break
    return tried


def victims(resources: Sequence[Resource]) -> Iterator[tuple[str, str]]:
    """The fields that a page states itself: the address and the name of each."""
    return (
        (addresses.join((resource.resource, endpoint.operation, *at)), one.name)
        for resource in resources
        for endpoint in resource.endpoints
        for at, one in addresses.fields_of(endpoint)
        if one.origin.rule == "field-row" and _NAME.fullmatch(one.name) and one.name not in words_of(resource)
    )


def words_of(resource: Resource) -> frozenset[str]:
    """The words that paths are made of, without parameters: with another of them an endpoint is another one."""
    fixed = (_PARAMETER.sub("", one.path or "") for one in resource.endpoints)
    return frozenset(word for path in fixed for word in re.findall(r"\w+", path))


def alone(inputs: Inputs, pages: set[str]) -> Inputs:
    """The inputs with some pages alone. Corrections are left out: those of other pages would fit nothing."""
    kept = {path: data for path, data in inputs.pages.items() if path in pages}
    return replace(inputs, pages=kept, overrides=None, changelog=None)


def renamed(inputs: Inputs, name: str) -> Inputs:
    """The inputs with another name for a field, wherever their pages have it."""
    word = re.compile(rb"(?<!\w)%s(?!\w)" % re.escape(name.encode()))
    other = f"{name}Canary".encode()
    return replace(inputs, pages={path: word.sub(other, data) for path, data in inputs.pages.items()})


def unnoticed(root: Path, address: str, before: Output, after: Output) -> Iterator[str]:
    """The steps at which two outputs that must differ do not."""
    was, now = (outputs.spec_files(root, one) for one in (before, after))
    if specs_of(was) == specs_of(now):
        yield "the pages are read, and give the same spec"
    told = {one.root / path for one, found in outputs.drift([after]) for path in (*found.changed, *found.missing)}
    old, new = contents(before), contents(after)
    if not {path for path in new if new[path] != old.get(path)} <= told:
        yield "specs and package differ, and the comparison with the disk does not tell it"
    changes = between(after.api, revisions.read(was), revisions.read(now))
    if not any(address in (one.address, one.was) for one in changes):
        yield "the spec differs, and the drift by meaning does not tell it"


def unmissed(root: Path, before: Output) -> Iterator[str]:
    """The step at which it is not noticed that an API has nothing any more."""
    known = revisions.read(outputs.spec_files(root, before))
    if worst(between(before.api, known, replace(known, resources=()))) != "breaking":
        yield "all that is documented is gone, and the drift by meaning does not call that breaking"


def unreported(root: Path, inputs: Inputs) -> Iterator[str]:
    """The step at which it is not noticed that pages say nothing."""
    empty = replace(inputs, pages=dict.fromkeys(inputs.pages, b""))
    if not pipeline.make(root, inputs.api, inputs=empty, strict=True, whole=False).errors:
        yield "pages are empty, and that is no error"


def contents(output: Output) -> dict[Path, bytes]:
    """All files that an output would have on the disk."""
    return {change.root / path: data for change in output.changes for path, data in change.expected.items()}


def specs_of(files: Tree) -> Tree:
    """The spec files among those of an API."""
    return {path: data for path, data in files.items() if path.startswith(f"{STORED}/")}
