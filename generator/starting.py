"""The command `init`: a name and where the pages are in, a new `specs/<name>/` with its first build out, as changes to publish.

Pages are fetched or taken over, those that document endpoints stay, and what the API is like is found out from them.
"""

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import JsonValue, ValidationError

from generator import config as configuration
from generator import diagnostics, drafting, lock, outputs, pipeline
from generator.assemble import assemble
from generator.captures import Capture, Fetched
from generator.config import Api, ApiConfig, Fetch, Package, Source
from generator.diagnostics import Diagnostic, printable
from generator.fetch.sources import kind_of
from generator.fetch.urls import identity, normal, path_of
from generator.fetching import the_fetch
from generator.floors import counts_of
from generator.inference.evidence import Evidence, Guess
from generator.inference.hosts import UNKNOWN
from generator.inference.packages import VERSION, names_of, suggestion, title_of
from generator.inference.places import home_of, prefixes, skipped
from generator.inference.settings import FILES, NOTHING, Settings, settings_of
from generator.inference.table import OF_PAGES, OF_RESOURCES, guesses_of
from generator.inputs import CONFIG, GENERATED, SPECS, Inputs
from generator.lock import Entry, Lock
from generator.manifest import digest
from generator.outputs import Output
from generator.parsing import ENDINGS
from generator.pipeline import Progress, silent
from generator.publish import Published, part_of, publish
from generator.reading import Reading, read_pages
from generator.spec import Resource
from generator.tree import safe_path

#: The least is so much of what was found.
FLOOR = 0.95
#: What looks like an address without its beginning.
HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?(/\S*)?\Z")


class StartError(Exception):
    """What was asked for cannot be done; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asks for: a name, an address or a folder, and how it is fetched.

    `pages` are the beginnings of paths that are asked for; `link` keeps a folder as the source of later runs.
    """

    name: str
    source: str
    pages: tuple[str, ...] = ()
    private: bool = False
    rate: float | None = None
    link: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A new API that is not written yet: what was found out, the first build, and the pages that document nothing."""

    name: str
    guesses: Sequence[Guess] = ()
    output: Output | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    left: Sequence[str] = ()
    found: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is nothing that could be written."""
        return self.output is None or not self.output.changes


def check(root: Path, wanted: Wanted) -> None:
    """Raise StartError where the name cannot be that of a new API, or the source is none."""
    try:
        Api(name=wanted.name, title="", base_url=UNKNOWN)
        names_of(wanted.name)
    except (ValidationError, ValueError):
        raise StartError(
            refused(wanted.name, "write a small letter first, then small letters, digits, - and _, 64 at most")
        ) from None
    if not safe_path(wanted.name):
        raise StartError(refused(wanted.name, "some systems have no folder of that name"))
    for folder in (SPECS, GENERATED):
        if os.path.lexists(root / folder / wanted.name):
            raise StartError(
                f"{folder}/{wanted.name} is there already in {root}; give another name, or move it away first"
            )
    if wanted.link and is_address(wanted.source):
        raise StartError("--link goes with a folder")
    if not is_address(wanted.source) and not (wanted.source and Path(wanted.source).exists()):
        like = f"; if it is an address, write https://{wanted.source}" if HOST.match(wanted.source) else ""
        raise StartError(f"{printable(wanted.source) or 'an empty SOURCE'} is neither an address nor a folder{like}")
    source_of(root, wanted, ())
    if wanted.link:
        link_of(root, wanted)


def refused(name: str, why: str) -> str:
    """Why a name is none, with one that is like it."""
    other = suggestion(name)
    return f"no API can be called {printable(name, 80) or 'nothing'}: {why}" + (f"; {other} would do" if other else "")


def is_address(source: str) -> bool:
    """Whether a source is on the web."""
    return re.match(r"(?i)https?://", source) is not None


def source_of(root: Path, wanted: Wanted, within: tuple[str, ...]) -> Source:
    """The source as it is asked first; raises StartError."""
    place = Path(wanted.source).resolve()
    keys: dict[str, object] = {"url": wanted.source} if is_address(wanted.source) else {"folder": place.as_posix()}
    if not is_address(wanted.source):
        keys["skip"] = own(root, place)
    if place.is_file() and not is_address(wanted.source):
        keys, within = {"folder": place.parent.as_posix()}, (f"/{place.name}",)
    try:
        source = Source.model_validate({**keys, "pages": wanted.pages or within or ("/",)})
    except ValidationError as error:
        row = error.errors()[0]
        raise StartError(f"{wanted.source}: {'.'.join(map(str, row['loc']))}: {row['msg']}") from error
    if source.url is not None and normal(source.url) is None:
        # It may hold a password.
        raise StartError("the source is no address that is asked for")
    return source


def own(root: Path, place: Path) -> tuple[str, ...]:
    """The folders below a source that the project itself writes: what is in them is no page of it."""
    mine = (root / SPECS, root / GENERATED)
    return tuple(f"/{one.relative_to(place).as_posix()}/" for one in mine if place in one.parents)


def link_of(root: Path, wanted: Wanted) -> str:
    """The folder of a source as it is seen from that of `api.toml`; raises StartError where that cannot be written there."""
    folder = Path(
        os.path.relpath(source_of(root, wanted, ()).folder or "", (root / SPECS / wanted.name).resolve())
    ).as_posix()
    try:
        Source(folder=folder)
    except ValidationError as error:
        raise StartError(f"--link: {folder}: {error.errors()[0]['msg']}") from error
    return folder


def start(root: Path, wanted: Wanted, progress: Progress = silent) -> Started:
    """Everything in memory: pages, what they tell, the hand-written files and the first build. Raises StartError."""
    fetched = gather(root, wanted, progress)
    found = pipeline.located(wanted.name, fetched.found)
    readings = {one.path: read(one) for one in fetched.captures}
    good = [one for one in fetched.captures if tells(one, readings[one.path])]
    if not good:
        cut = sum(any(one.endpoint for one in rows) for rows in readings.values())
        nothing = diagnostics.make("E193" if cut else "E191", None, None, count=cut or len(fetched.captures))
        return Started(name=wanted.name, found=(*found, nothing))
    kept = {one.path for one in good}
    left = [one for one in fetched.captures if one.path not in kept]
    lost = [path for one in left for path in {r.path for r in readings[one.path] if r.endpoint}]
    found += tuple(diagnostics.make("W193", f"{SPECS}/{wanted.name}/pages/{path}", None) for path in lost)
    settings = settings_of({one.path: one.data or b"" for one in left})
    telling = [r for one in good for r in readings[one.path] if documents(r)]
    guesses, resources = find_out(wanted.name, telling, settings)
    beside = terms_of(root, wanted, good, left, resources)
    text = drafting.api_toml(guesses, beside)
    config, wrong = configuration.load(text, CONFIG)
    if config is None:
        broken = diagnostics.make("E192", None, None, reason=wrong[0].message if wrong else "")
        return Started(name=wanted.name, guesses=guesses, found=(*found, broken))
    inputs = inputs_of(wanted.name, text, good)
    output = pipeline.make(root, wanted.name, progress, inputs=inputs)
    return Started(
        name=wanted.name,
        guesses=guesses,
        output=output,
        files={path: data for path, data in inputs.files().items() if data is not None},
        left=[one.path for one in left if Path(one.path).name not in FILES],
        found=(*found, *told(wanted.name, guesses)),
    )


def gather(root: Path, wanted: Wanted, progress: Progress) -> Fetched:
    """All pages of the source; of an address first those below its path, where there are none those of the site, at last itself alone."""
    below = path_of(wanted.source).rstrip("/") if is_address(wanted.source) else ""
    inner = (f"{below}/",) if below and kind_of(wanted.source) == "site" else ("/",)
    for within in dict.fromkeys((inner, ("/",))):
        fetched = fetch(root, wanted, source_of(root, wanted, within), progress)
        if fetched.captures or wanted.pages:
            break
    if is_address(wanted.source) and not wanted.pages and not any(map(tells, fetched.captures)):
        alone = fetch(root, wanted, source_of(root, wanted, (path_of(wanted.source) or "/",)), progress)
        fetched = alone if any(map(tells, alone.captures)) else fetched
    named = None if is_address(wanted.source) or not Path(wanted.source).is_file() else Path(wanted.source).name
    return replace(fetched, captures=tuple(one for one in fetched.captures if named in (None, one.path)))


def is_page(capture: Capture) -> bool:
    """Whether a file may be a page by its name; what a server has given is one."""
    return capture.url is not None or Path(capture.path).suffix.lower() in ENDINGS


def tells(capture: Capture, readings: Sequence[Reading] | None = None) -> bool:
    """Whether a file is a page that documents an endpoint."""
    return is_page(capture) and any(map(documents, read(capture) if readings is None else readings))


def fetch(root: Path, wanted: Wanted, source: Source, progress: Progress) -> Fetched:
    """What a source gives; nothing of it stays on the disk."""
    terms = Fetch.model_validate(fetch_terms(wanted))
    names = Package.model_validate(names_of(wanted.name))
    config = ApiConfig(
        api=Api(name=wanted.name, title="", base_url=UNKNOWN), package=names, sources=(source,), fetch=terms
    )
    with tempfile.TemporaryDirectory(prefix="docs2client-") as scratch:
        return the_fetch(config, root, Lock(), {}, Path(scratch), progress)


def fetch_terms(wanted: Wanted) -> dict[str, JsonValue]:
    """The keys of `[fetch]` that a person asked for."""
    rate = {} if wanted.rate is None else {"rate": wanted.rate}
    return {**({"private": True} if wanted.private else {}), **rate}


def read(capture: Capture) -> list[Reading]:
    """What a page documents."""
    return read_pages(capture.path, capture.data or b"", url=capture.url, captured=capture.captured)


def documents(reading: Reading) -> bool:
    """Whether a page documents an endpoint with its method and path."""
    return reading.endpoint is not None and bool(reading.endpoint.method and reading.endpoint.path)


def find_out(
    name: str, readings: Sequence[Reading], settings: Settings = NOTHING
) -> tuple[list[Guess], list[Resource]]:
    """All guesses, and the resources that the pages make by them."""
    sound = [one for one in readings if not diagnostics.has_errors(one.found)] or readings
    evidence = Evidence(name=name, readings=sound, settings=settings)
    guesses = drafting.fitting(guesses_of(OF_PAGES, evidence), {"api": api_keys(name)})
    config, _ = configuration.load(drafting.api_toml(guesses, {"api": api_keys(name)}), CONFIG)
    if config is None:
        return guesses, []
    resources, _ = assemble(config, sound)
    evidence = replace(evidence, config=config, resources=resources)
    return drafting.fitting([*guesses, *guesses_of(OF_RESOURCES, evidence)], {"api": api_keys(name)}), resources


def api_keys(name: str) -> dict[str, JsonValue]:
    """The keys of `[api]` that need no evidence."""
    return {"name": name, "title": title_of(name)}


def terms_of(
    root: Path, wanted: Wanted, good: Sequence[Capture], left: Sequence[Capture], resources: Sequence[Resource]
) -> dict[str, dict[str, JsonValue]]:
    """The keys of `api.toml` that come from the source and from counts."""
    api, source = api_keys(wanted.name), dict[str, JsonValue]()
    urls = [one.url for one in good if one.url]
    if urls and is_address(wanted.source):
        itself = {identity(one) for one in urls} == {identity(normal(wanted.source) or "")}
        within = (path_of(wanted.source),) if itself and path_of(wanted.source) != "" else prefixes(urls)
        skip = skipped([one.url for one in left if one.url], urls, within)
        source = {"url": wanted.source, "pages": [*within], **({"skip": [*skip]} if skip else {})}
        api["docs_url"] = home_of(urls[0], within)
    elif wanted.link:
        files = [one.path for one in good]
        source["folder"] = link_of(root, wanted)
        source.update({"pages": [f"/{Path(wanted.source).name}"]} if Path(wanted.source).is_file() else {})
        skip = skipped([f"http://x/{one.path}" for one in left], [f"http://x/{one}" for one in files], ("/",))
        mine = own(root, Path(wanted.source).resolve())
        skip = (*mine, *(one for one in skip if not one.startswith(mine)))
        source.update({"skip": [*skip]} if skip else {})
    counts = counts_of(len(good), resources)
    floors: dict[str, JsonValue] = {what: int(count * FLOOR) for what, count in counts.items()}
    return {"api": api, "[sources]": source, "fetch": fetch_terms(wanted), "floors": floors}


def inputs_of(name: str, text: str, good: Sequence[Capture]) -> Inputs:
    """The files of the new API."""
    entries = {
        one.path: Entry(
            url=one.url,
            captured=one.captured,
            sha256=digest(one.data or b""),
            etag=one.etag,
            last_modified=one.last_modified,
        )
        for one in good
    }
    return Inputs(
        api=name,
        config=text.encode(),
        overrides=drafting.overrides_toml().encode(),
        lock=lock.dump(Lock(pages=entries)),
        names=None,
        changelog=drafting.changelog(VERSION).encode(),
        pages={one.path: one.data or b"" for one in sorted(good, key=lambda one: one.path)},
    )


def told(name: str, guesses: Sequence[Guess]) -> list[Diagnostic]:
    """The findings of what is in doubt, what the client cannot do, and what stays at its default."""
    page = f"{SPECS}/{name}/{CONFIG}"
    found: list[Diagnostic] = []
    for one in guesses:
        if one.code == "W191":
            found.append(diagnostics.make("W191", page, None, what=one.note))
        elif one.code == "W192":
            found.append(diagnostics.make("W192", page, None, reason=one.note))
        elif one.value is None:
            found.append(diagnostics.make("I190", page, None, key=one.key, reason=one.note))
        elif one.doubtful:
            found.append(
                diagnostics.make(
                    "W190",
                    page,
                    None,
                    key=one.key,
                    value=one.value,
                    votes=one.votes,
                    total=one.total,
                    example=one.example,
                )
            )
    return found


def write(root: Path, started: Started) -> Published:
    """Write everything at once, or nothing."""
    assert started.output is not None
    folder = root / SPECS / started.name
    published = publish(root, [part_of(folder, started.files), *started.output.changes])
    outputs.remember(root, started.output)
    return published
