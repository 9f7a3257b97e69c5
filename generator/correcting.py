"""The command `override`: an address, facts and a reason in; guarded entries of `overrides.toml` and what they change out.

What an entry expects is what the pages say now. Every entry is tried in memory before anything is written: it must apply, and change
something.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from generator import addresses, aliases, diagnostics, lock, names_lock, overrides, pipeline
from generator.addresses import ENUM, join, many_enums
from generator.amending import AmendError, amend, overlapping, without
from generator.assemble import assemble
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.diffing import between
from generator.drift import Change
from generator.inputs import SPECS, Inputs, content, files_below, folders_of, path_of, read_inputs
from generator.ledger import Ledger
from generator.locking import Busy
from generator.outputs import Output
from generator.overrides import Override
from generator.pipeline import Progress, Work, silent
from generator.planner import plan as package_plan
from generator.publish import part_of, publish
from generator.reading import Reading
from generator.revisions import Spec
from generator.spec import Resource
from generator.surrogates import encodable
from generator.wishes import Facts, Named, WishError, can, everything, matching, near, said_now, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """One API as its pages document it: its files, readings and entries, and its resources without any of the entries applied."""

    inputs: Inputs
    config: ApiConfig
    readings: Sequence[Reading]
    present: Sequence[Override]
    resources: Sequence[Resource]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Entries that are not written yet, with the text of the file that has them, what they change, and the findings.

    `others` are addresses that were meant, too, but of which the pages say something else; `same` those that need no correction.
    """

    api: str
    entries: tuple[Override, ...] = ()
    others: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    text: str = ""
    before: bytes | None = None
    changes: Sequence[Change] = ()
    found: tuple[Diagnostic, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return diagnostics.has_errors(self.found)


class MissError(WishError):
    """Nothing has the address; `near` are those that look like it."""

    def __init__(self, address: str, near: Sequence[str]) -> None:
        super().__init__(f"nothing has the address {address}{diagnostics.or_like(near)}")


def read(root: Path, api: str, progress: Progress = silent) -> tuple[Pages | None, tuple[Diagnostic, ...]]:
    """What the pages of an API document, or null and errors."""
    inputs = read_inputs(root, api)
    present, wrong = pipeline.load_overrides(inputs)
    pages, found = (None, []) if present is None else read_with(inputs, present, progress)
    return pages, pipeline.located(api, [*wrong, *found]) if pages is None else ()


def read_with(
    inputs: Inputs, present: Sequence[Override], progress: Progress = silent
) -> tuple[Pages | None, list[Diagnostic]]:
    """What the pages of an API document, beside some entries, or null and errors."""
    config, found = pipeline.load_config(inputs)
    locked, more = lock.load(inputs.lock)
    if config is None or locked is None:
        return None, [*found, *more]
    readings = pipeline.read_captures(inputs, locked, progress)
    resources, _ = assemble(config, [one for one in readings if is_sound(config, one)])
    sound = [encodable(one) for one in resources]
    return Pages(inputs=inputs, config=config, readings=readings, present=present, resources=sound), []


def is_sound(config: ApiConfig, reading: Reading) -> bool:
    """Whether a page documents an endpoint and has no error."""
    return reading.endpoint is not None and not pipeline.failed(config, reading)


def home(pages: Sequence[Pages], address: str) -> Pages:
    """The one API that has something at an address, or that has an entry for it; raises WishError."""
    known = [list(everything(corrected(one, one.present))) for one in pages]
    having = [one for one, named in zip(pages, known, strict=True) if matching(named, address)]
    having = having or [one for one in pages if any(entry.address == address for entry in one.present)]
    if not having:
        raise MissError(address, near([one for named in known for one in named], address))
    if len(having) > 1:
        raise WishError(f"{', '.join(one.inputs.api for one in having)} have {address}; choose one by --api")
    return having[0]


def corrected(pages: Pages, present: Sequence[Override]) -> Sequence[Resource]:
    """The resources with some of the entries applied."""
    return overrides.apply(pages.resources, present).resources


def plan(pages: Pages, address: str, facts: Facts, reason: str, *, replaced: bool) -> Correction:
    """The entries that correct what an address names; raises WishError. With `replaced` they take the place of present ones."""
    targets = targets_of(pages, address, facts)
    told = [one for target in targets if (one := entry_for(pages, target, facts, reason, replaced=replaced))]
    same = [one.address for one in targets if one.address not in {entry.address for entry in told}]
    if not told:
        raise WishError(f"the pages say so themselves: {', '.join(same[:3])}{needless(pages, same, facts)}")
    # One command corrects one mistake: what most of the pages say, and of equals the first.
    common = Counter(json.dumps(one.expect, sort_keys=True) for one in told).most_common(1)[0][0]
    entries = [one for one in told if json.dumps(one.expect, sort_keys=True) == common]
    others = [one.address for one in told if one not in entries]
    return Correction(api=pages.inputs.api, entries=tuple(entries), others=tuple(others), same=tuple(same))


def targets_of(pages: Pages, address: str, facts: Facts) -> list[Named]:
    """What an address names; of an address whose entry gives it another name, what it was. Raises WishError.

    A pattern names nothing that has not the facts, unless nothing has them.
    """
    resources = corrected(pages, pages.present)
    known = list(everything(resources))
    found = matching(known, address)
    if [one.address for one in found] == [address] and address.startswith(ENUM):
        check_is_one(resources, address.removeprefix(ENUM))
    if not found and overlapping(pages.present, address, facts_in(facts)):
        found = matching(list(everything(corrected(pages, without(pages.present, address, facts_in(facts))))), address)
    if not found:
        raise MissError(address, near(known, address))
    return [one for one in found if all(can(one, key) for key in facts)] or found


def check_is_one(resources: Sequence[Resource], enum: str) -> None:
    """Raise WishError where resources have different enums of a name."""
    if enum in many_enums(resources):
        having = [one.resource for one in resources if any(each.name == enum for each in one.enums)]
        each = ", ".join(join((name, ENUM, enum)) for name in having[:5])
        raise WishError(f"{ENUM}{enum} is not one enum: say which of {each}{', ...' * (len(having) > 5)}")


def facts_in(facts: Facts) -> list[str]:
    """The facts of which something is to be set."""
    return list(dict.fromkeys(key.partition(".")[0] for key in facts))


def needless(pages: Pages, addresses: Sequence[str], facts: Facts) -> str:
    """What to do about entries of addresses of which the pages say what is wanted; nothing where there are none."""
    entries = [entry for one in addresses for entry in overlapping(pages.present, one, facts_in(facts))]
    return f"; delete the entry in {place(pages, entries[0])}" if entries else ""


def place(pages: Pages, entry: Override) -> str:
    """Where an entry stands, from the project's root."""
    return f"{path_of(pages.inputs.api, overrides.PAGE)}:{entry.line}"


def entry_for(pages: Pages, target: Named, facts: Facts, reason: str, *, replaced: bool) -> Override | None:
    """The entry that corrects one thing, guarded by what its page says; null where that is right already. Raises WishError."""
    names = facts_in(facts)
    known = overlapping(pages.present, target.address, names)
    if known and not replaced:
        said = f"{place(pages, known[0])} corrects {target.address} already"
        raise WishError(f"{said}; --replace puts this in its place")
    base = corrected(pages, without(pages.present, target.address, names)) if known else ()
    stated = next((one for one in everything(base) if one.address == target.address), target)
    asked, now = whole(facts, stated), said_now(stated, names)
    wanted = {fact: value for fact, value in asked.items() if value != now[fact]}
    if not wanted:
        return None
    if not any(map(str.isalnum, reason)):
        raise WishError(
            "--reason says nothing yet: put why the page is wrong where it stands, for whoever reads the entry"
        )
    expect = {fact: now[fact] for fact in wanted}
    try:
        return Override(address=target.address, expect=expect, set=wanted, reason=reason.strip())
    except ValidationError as error:
        row = error.errors()[0]
        if row["loc"] == ("reason",):
            raise WishError("--reason says too little: tell why the page is wrong") from error
        raise WishError(f"{'.'.join(map(str, row['loc']))}: {row['msg']}") from error


def attempt(root: Path, pages: Pages, wanted: Correction) -> Correction:
    """The same tried in memory: with the new text of the file, what changes by meaning, and what is wrong. Raises WishError."""
    old = (pages.inputs.overrides or b"").decode("utf-8-sig")
    try:
        text = amend(old, pages.present, wanted.entries)
    except AmendError as error:
        raise WishError(str(error)) from error
    entries, unread = overrides.load(text)
    before, known = specs_with(root, pages, pages.present)
    after, found = specs_with(root, pages, entries or ())
    familiar = {(one.code, one.page, one.message) for one in known}
    wrong = [one for one in (*unread, *found) if one.severity == "error"]
    errors = [one for one in wrong if (one.code, one.page, one.message) not in familiar]
    if not errors and before.resources == after.resources:
        errors = [diagnostics.make("E190", overrides.PAGE, None, address=wanted.entries[0].address)]
    return replace(
        wanted,
        text=text,
        before=pages.inputs.overrides,
        changes=() if errors else between(wanted.api, before, after),
        found=pipeline.located(wanted.api, [with_line_of(old, one) for one in errors]),
    )


def with_line_of(text: str, found: Diagnostic) -> Diagnostic:
    """A finding without its line where the file has no such line, for nothing was written."""
    behind = found.page == overrides.PAGE and found.line is not None and found.line > len(text.splitlines())
    return replace(found, line=None) if behind else found


def specs_with(root: Path, pages: Pages, entries: Sequence[Override]) -> tuple[Spec, list[Diagnostic]]:
    """What a build would document with some entries, and the findings; nothing is rendered.

    Where old names are kept, the package is planned, too: a correction may take away what they are of.
    """
    ledger, found = pipeline.load_names(pages.inputs, pages.config)
    return (Spec(), found) if ledger is None else specs_of(root, pages, entries, ledger, found)


def specs_of(
    root: Path, pages: Pages, entries: Sequence[Override], ledger: Ledger, found: Sequence[Diagnostic] = ()
) -> tuple[Spec, list[Diagnostic]]:
    """The same with the names that are to stay."""
    on_disk = files_below(folders_of(root, pages.inputs.api)[0])
    work = Work(config=pages.config, ledger=ledger, readings=list(pages.readings), on_disk=on_disk)
    resources = pipeline.resources_of(work, entries)
    told = list[Diagnostic]()
    if ledger.aliases:
        package_plan(pages.config, resources, ledger)
        _, told = ledger.close()
    names, _ = names_lock.load(pages.inputs.names)
    spec = Spec(
        resources=tuple(resources),
        config=pages.config,
        names=names if pages.inputs.names is not None else None,
        aliases=tuple(ledger.aliases),
    )
    return spec, [*found, *work.found, *told]


def write(root: Path, done: Correction) -> None:
    """Write the file; raises Busy where somebody else has changed it meanwhile, and what publication raises."""
    file = root / SPECS / done.api / overrides.PAGE
    if content(file) != done.before:
        raise Busy(f"{overrides.PAGE} has changed meanwhile; run again")
    if file.is_symlink():
        # What it leads to is the file, and may be shared with others; a link that was made stays one.
        file = file.resolve()
        root = root.resolve() if file.is_relative_to(root.resolve()) else file.parent
    publish(root, [part_of(file.parent, {file.name: done.text.encode()})])


#: Findings by which an entry of `overrides.toml` is stale, redundant or expired.
OUTDATED = overrides.STALE | overrides.OUTLIVED


#: Findings of an entry that cannot be read.
MALFORMED = frozenset({"E112", "E117"})


def outdated(root: Path, outputs: Sequence[Output]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The entries that have outlived their reason, and the other errors of the APIs."""
    found = [one for output in outputs for one in (*output.found, *beside_malformed(root, output))]
    return (
        [one for one in found if one.code in OUTDATED],
        [one for one in found if one.severity == "error" and one.code not in OUTDATED],
    )


def beside_malformed(root: Path, output: Output) -> tuple[Diagnostic, ...]:
    """What is to be said of the sound entries of a file where a malformed one has kept a build from trying them."""
    if not any(one.code in MALFORMED for one in output.found):
        return ()
    inputs = read_inputs(root, output.api)
    text, _ = pipeline.decode(inputs.overrides, overrides.PAGE, missing=None, broken="E111")
    entries, _ = overrides.load(text or "")
    names, _ = names_lock.load(inputs.names)
    pages, _ = read_with(inputs, entries or ())
    if pages is None or names is None:
        return ()
    sound, _ = aliases.load(text or "")
    ledger = Ledger(version=pages.config.package.version, lock=names, aliases=sound)
    _, found = specs_of(root, pages, pages.present, ledger)
    given = overrides.given_names(text or "", pages.present)
    # What has no such address may have it by the very entry that cannot be read.
    told = [one for one in found if one.code != "E113" or given.isdisjoint(addresses.split(one.facts["address"]) or ())]
    return pipeline.located(output.api, [one for one in told if one.page == overrides.PAGE])
