"""The order of the stages: a project folder in, what its specs and packages should be and how they differ from the disk out.

    page -> blocks -> endpoints -> API spec (+ overrides, checks) -> names -> package plan -> files -> formatted tree

Everything stays in memory; `publish` writes it, `check` only looks. An error in a page or in a hand-written file of an API never
stops the others, and what it concerns keeps its last good spec.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import (
    aliases,
    checks,
    diagnostics,
    history,
    lock,
    manifest,
    names_lock,
    overrides,
    quarantine,
    recall,
    store,
)
from generator import config as configuration
from generator.assemble import assemble, key_of
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.floors import check_floors, count_fields
from generator.formatting import format_tree
from generator.inputs import GENERATED, QUARANTINE, SPECS, STORED, Inputs, content, files_below, read_inputs
from generator.ledger import Ledger
from generator.openapi import document
from generator.openapi_30 import downgrade
from generator.outputs import Output, changes_of, remember, remembered
from generator.plan import PackagePlan
from generator.planner import plan
from generator.publish import Published, publish, recover
from generator.reading import Reading, read_pages
from generator.records import relate_all
from generator.render import render, templates_digest
from generator.settled import unsettled
from generator.spec import Resource
from generator.surrogates import encodable
from generator.tree import Tree, check_tree

Progress = Callable[[str, int, int], None]
Key = tuple[str, str]

_BESIDE_PAGES = frozenset({"api.toml", overrides.PAGE, lock.PAGE, names_lock.PAGE, history.PAGE, QUARANTINE})


@dataclass(slots=True)
class Work:
    """One API while it is worked on."""

    config: ApiConfig
    ledger: Ledger
    readings: list[Reading]
    on_disk: Mapping[str, bytes]
    found: list[Diagnostic] = field(default_factory=list)
    loaded: tuple[dict[Key, Resource], list[Diagnostic]] | None = None

    @property
    def last_good(self) -> tuple[dict[Key, Resource], list[Diagnostic]]:
        """The last good specs, and the errors of those that cannot be read; loaded when a page in error asks for them."""
        if self.loaded is None:
            self.loaded = load_stored(self.config.api.name, self.on_disk)
        return self.loaded

    @property
    def stored(self) -> dict[Key, Resource]:
        """The last good specs by group and collection."""
        return self.last_good[0]


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def make(
    root: Path,
    api: str,
    progress: Progress = silent,
    *,
    strict: bool = False,
    inputs: Inputs | None = None,
    whole: bool = True,
) -> Output:
    """What an API should be on disk, and how that differs; nothing is written.

    Text that was formatted before is taken from the disk where the manifest vouches for it; `strict` trusts no manifest. `inputs` stand
    for the files of the API where it is to be made of others than those on the disk; where they are not the `whole` of it, floors say
    nothing of them, and nothing is formatted, which takes most of the time.
    """
    inputs = inputs or read_inputs(root, api)
    output = Output(api=api, key=recall.fingerprint(inputs.files(), templates_digest()), pages=len(inputs.pages))
    if not strict and remembered(root, inputs, output):
        return output
    config, found = load_config(inputs)
    locked, problems = lock.load(inputs.lock)
    corrections, more = load_overrides(inputs)
    ledger, wrong = load_names(inputs, config)
    changelog, unfit = load_history(inputs, config)
    kept, odd = quarantine.load(inputs.quarantine)
    found += problems + more + wrong + unfit + odd
    readable = inputs.pages and not diagnostics.has_errors(unfit)
    if config is None or locked is None or corrections is None or ledger is None or kept is None or not readable:
        if not inputs.pages:
            found.append(diagnostics.make("E105", "api.toml", 1))
        output.found = located(api, found)
        return output
    readings = read_captures(inputs, locked, progress)
    on_disk = files_below(root / SPECS / api / STORED)
    work = Work(config=config, ledger=ledger, readings=readings, on_disk=on_disk, found=found)
    work.found += quarantine.standing(kept, config.api.name, config.quarantine.repeats)
    for reading in readings:
        work.found += checks.but_for_keys(config, reading.found)
        output.lines += reading.account.lines
        output.left += len(reading.account.left)
    if any(failed(config, reading) for reading in readings) and work.last_good[1]:
        # Which of them is the last good spec of a page in error cannot be known, so nothing is taken away.
        missing = [one for reading in readings for one in missing_sections(config, reading)]
        output.found = located(api, [*work.found, *missing, *work.last_good[1]])
        return output
    resources = resources_of(work, corrections)
    # A big API takes hundreds of megabytes: what is not needed any more goes.
    work.readings, work.loaded = [], None
    output.endpoints = sum(len(resource.endpoints) for resource in resources)
    output.fields = sum(count_fields(resource) for resource in resources)
    output.enums = len({enum.name for resource in resources for enum in resource.enums})
    below = check_floors(config.floors, len(inputs.pages), resources) if whole else ()
    if below:
        output.found = located(api, [*work.found, *below])
        return output
    described = document_of(work, resources)
    work.found += checks.envelope_is_seen(config, resources)
    work.found += checks.keys_are_texts(config, resources)
    package, planned = plan(config, resources, ledger)
    names, told = ledger.close()
    beside: dict[str, str | bytes] = {"openapi.json": described, **changelog}
    progress("rendering", 0, 1)
    rendered = {**render(package), **beside}
    tree, files = (
        package_of(root, work, rendered, progress, strict=strict) if whole else (unformatted(rendered), frozenset())
    )
    output.found = located(api, [*work.found, *planned, *told])
    if diagnostics.has_errors(told):
        return output
    lock_text = names_lock.dump(names)
    output.changes = changes_of(root, api, on_disk, resources, tree, files, lock_text)
    if lock_text != inputs.names and not strict:
        # The next build has this lock, and may have other things to say of it.
        said = said_next(work, resources, package, names)
        output.key = (
            recall.fingerprint({**inputs.files(), names_lock.PAGE: lock_text}, templates_digest())
            if said is not None
            else ""
        )
        output.next_found = located(api, [*work.found, *(said or ())])
    return output


def load_config(inputs: Inputs) -> tuple[ApiConfig | None, list[Diagnostic]]:
    """The API's particulars, or null and errors."""
    text, problem = decode(inputs.config, "api.toml", missing="E104", broken="E101")
    if text is None:
        return None, [problem] if problem else []
    config, found = configuration.load(text, "api.toml")
    if config is not None and config.api.name != inputs.api:
        line = configuration.key_line(text, ("api", "name"))
        return None, [*found, diagnostics.make("E103", "api.toml", line, name=config.api.name, folder=inputs.api)]
    return config, found


def load_overrides(inputs: Inputs) -> tuple[list[overrides.Override] | None, list[Diagnostic]]:
    """The API's corrections, or null and errors."""
    text, problem = decode(inputs.overrides, overrides.PAGE, missing=None, broken="E111")
    if problem is not None:
        return None, [problem]
    corrections, found = overrides.load(text or "")
    # With one entry unread nobody knows what the pages should be corrected to.
    return (None if diagnostics.has_errors(found) else corrections), found


def load_names(inputs: Inputs, config: ApiConfig | None) -> tuple[Ledger | None, list[Diagnostic]]:
    """What was published and is to stay, or null and errors."""
    names, found = names_lock.load(inputs.names)
    text, _ = decode(inputs.overrides, aliases.PAGE, missing=None, broken="E111")
    old, more = aliases.load(text or "")
    if config is None or names is None or more:
        return None, [*found, *more]
    return Ledger(version=config.package.version, lock=names, aliases=old), found


def load_history(inputs: Inputs, config: ApiConfig | None) -> tuple[dict[str, str | bytes], list[Diagnostic]]:
    """The history of the package as a file of it, none where there is none; and a warning where it does not tell of its version."""
    text, problem = decode(inputs.changelog, history.PAGE, missing=None, broken="E170")
    if text is None:
        return {}, [problem] if problem else []
    latest, line = history.latest_version(text)
    version = config.package.version if config else latest
    facts = {"latest": latest or "none", "version": version}
    found = [diagnostics.make("W171", history.PAGE, line, **facts)] if latest != version else []
    return {history.PAGE: inputs.changelog or b""}, found


def decode(data: bytes | None, page: str, *, missing: str | None, broken: str) -> tuple[str | None, Diagnostic | None]:
    """A hand-written file as text, or the error of a missing or undecodable one."""
    if data is None:
        return None, diagnostics.make(missing, page, None) if missing else None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return None, diagnostics.make(broken, page, data.count(b"\n", 0, error.start) + 1, reason="it is not UTF-8")


def read_captures(inputs: Inputs, locked: lock.Lock, progress: Progress) -> list[Reading]:
    """All pages, each on its own."""
    done: list[Reading] = []
    for number, (path, data) in enumerate(inputs.pages.items(), 1):
        entry = locked.pages.get(path, lock.Entry())
        first, *others = read_pages(path, data, url=entry.url, captured=entry.captured)
        differs = lock.compare(locked, path, manifest.digest(data))
        done += [replace(first, found=(*first.found, *differs)), *others]
        progress("reading", number, len(inputs.pages))
    return done


def load_stored(api: str, files: Mapping[str, bytes]) -> tuple[dict[Key, Resource], list[Diagnostic]]:
    """The last good specs by group and collection, and the errors of what was one but cannot be read."""
    resources, found = store.load_all({path: data for path, data in files.items() if path.endswith(".json")})
    found = [replace(one, page=f"../{STORED}/{one.page}") for one in found]
    return {(r.group, r.collection): r for r in resources.values() if r.api == api}, found


def resources_of(work: Work, corrections: Sequence[overrides.Override]) -> list[Resource]:
    """The resources that the good pages document, and the last good ones of those whose pages have errors."""
    bad = bad_keys(work)
    held = {key for key in bad if key in work.stored}
    good = [
        reading
        for reading in work.readings
        if reading.endpoint is not None
        and not failed(work.config, reading)
        and key_of(reading.endpoint, work.config.conventions) not in held
    ]
    fresh, work.found = assemble(work.config, good, work.found)
    kept = [work.stored[key] for key in sorted(held)]
    applied = overrides.apply([encodable(resource) for resource in fresh], corrections, kept)
    work.found = [*unsettled(work.found, applied), *applied.found]
    related, found = relate_all(work.config, applied.resources)
    work.found += found
    done: dict[Key, Resource] = {}
    for resource in related:
        key = resource.group, resource.collection
        if resource.resource in applied.failed and key in work.stored:
            held.add(key)
        else:
            done[key] = resource
    for key in sorted(held):
        work.found.append(diagnostics.make("W071", "api.toml", None, resource=work.stored[key].resource))
        done[key] = work.stored[key]
    for key in sorted(bad - done.keys()):
        work.found.append(diagnostics.make("E072", "api.toml", None, resource="/".join(key)))
    return [done[key] for key in sorted(done)]


def failed(config: ApiConfig, reading: Reading) -> bool:
    """Whether a page has an error of its own or lacks a section that it must have."""
    return diagnostics.has_errors(reading.found) or bool(missing_sections(config, reading))


def missing_sections(config: ApiConfig, reading: Reading) -> list[Diagnostic]:
    """The errors of the sections that a page lacks."""
    if reading.endpoint is None:
        return []
    return list(checks.required_sections(config, reading.endpoint, reading.last_line))


def bad_keys(work: Work) -> set[Key]:
    """Group and collection of each page in error: by its own path, and by the last good spec that was read from it."""
    keys: set[Key] = set()
    for reading in work.readings:
        missing = missing_sections(work.config, reading)
        work.found += missing
        if not missing and not diagnostics.has_errors(reading.found):
            continue
        if reading.endpoint is not None and reading.endpoint.path is not None:
            keys.add(key_of(reading.endpoint, work.config.conventions))
        keys |= {key for key, resource in work.stored.items() if reading.path in pages_of(resource)}
    return keys


def pages_of(resource: Resource) -> set[str]:
    """The pages that a stored spec was read from."""
    return {source.page for e in resource.endpoints for source in (e.source, *e.sources)}


def package_of(
    root: Path, work: Work, rendered: Mapping[str, str | bytes], progress: Progress, *, strict: bool
) -> tuple[Tree, frozenset[str]]:
    """The formatted package with its manifest, and the paths that the last manifest calls ours."""
    folder = root / GENERATED / work.config.api.name
    old = content(folder / manifest.NAME)
    last = manifest.load(old) if old is not None else None
    progress("formatting", 0, 1)
    tree, new = format_tree(rendered, None if strict else last, lambda path: content(folder / path), templates_digest())
    if last is not None:
        work.found += [diagnostics.make("W073", None, path=path) for path in manifest.forged(last, new)]
    tree = {**tree, manifest.NAME: manifest.dump(new)}
    check_tree(tree)
    return tree, manifest.owned(last) if last else frozenset({manifest.NAME})


def unformatted(rendered: Mapping[str, str | bytes]) -> Tree:
    """A package as it is rendered."""
    return {path: one if isinstance(one, bytes) else one.encode() for path, one in rendered.items()}


def said_next(
    work: Work, resources: Sequence[Resource], package: PackagePlan, names: names_lock.NamesLock
) -> list[Diagnostic] | None:
    """What the next build will say of its names, with the lock that this one writes; null where it would plan something else."""
    ledger = Ledger(version=work.ledger.version, lock=names, aliases=work.ledger.aliases)
    again, found = plan(work.config, resources, ledger)
    same, told = ledger.close()
    return [*found, *told] if again == package and same == names else None


def document_of(work: Work, resources: Sequence[Resource]) -> str:
    """The text of the OpenAPI document, in the version that `api.toml` asks for."""
    openapi, found = document(work.config, resources)
    work.found += found
    if work.config.package.openapi_version == "3.0":
        openapi, found = downgrade(openapi)
        work.found += found
    return json.dumps(openapi, indent=2, ensure_ascii=False) + "\n"


def located(api: str, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings with pages named from the project's root, in order; those that their messages name, too."""
    return diagnostics.in_order(diagnostics.placed(one, lambda page: _located(api, page)) for one in found)


def _located(api: str, page: str) -> str:
    # No page is called so: a path below the folder of pages never climbs out of it.
    beside = page in _BESIDE_PAGES or page.startswith("../")
    return f"{SPECS}/{api}/{page.removeprefix('../')}" if beside else f"{SPECS}/{api}/pages/{page}"


def write(root: Path, outputs: Sequence[Output]) -> Published:
    """Publish the changes of all APIs at once."""
    published = publish(root, [change for output in outputs for change in output.changes])
    for output in outputs:
        remember(root, output)
    return published


def mend(root: Path) -> bool:
    """Roll back or clear away what a killed build left; true if there was anything."""
    return recover(root)
