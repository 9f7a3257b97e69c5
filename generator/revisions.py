"""What `diff` compares: the name of a folder or of a git revision in, the files of each API's spec out.

A folder is a project (with `specs/`), the folder of one API (with `resources/`), or such a `resources/` itself; what is none of these is
taken for a revision of the project.
"""

import io
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import aliases, diagnostics, names_lock, store
from generator import config as configuration
from generator.aliases import Alias
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic, printable
from generator.inputs import SPECS, STORED, content, files_below
from generator.names_lock import NamesLock
from generator.spec import Resource

#: What decides the state of an API, below its folder.
_PARTS = ("api.toml", names_lock.PAGE, aliases.PAGE, STORED)
#: How long git may take, in seconds.
_PATIENCE = 120


class RevisionError(Exception):
    """A name means neither a folder with specs nor a revision of the project; the text says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """The spec of an API at one time, its `api.toml` (null where it is not at hand), the names that were published, and the old
    ones that still work.

    `alone` is set where the folder of the API was named, and not a project that has perhaps no other.
    """

    resources: tuple[Resource, ...] = ()
    config: ApiConfig | None = None
    names: NamesLock | None = None
    aliases: tuple[Alias, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    alone: bool = False


def load(root: Path | None, name: str) -> dict[str, Spec]:
    """The specs that a name means, by API; raises RevisionError. `root` is the project that revisions are of."""
    folder = Path(name)
    # Nothing at all would be the folder that one is in.
    if name and folder.is_dir():
        return load_folder(folder)
    if root is None:
        shown = printable(name)
        raise RevisionError(f"{shown} is no folder, and there is no project here that it could be a revision of")
    return by_api(revision(root, name), name)


def load_folder(folder: Path) -> dict[str, Spec]:
    """The specs of a project, of one API, or of the files of one."""
    if (folder / SPECS).is_dir():
        files = files_below(folder / SPECS)
        return by_api({f"{SPECS}/{path}": data for path, data in files.items() if is_part(path)}, str(folder))
    inside = folder if (folder / STORED).is_dir() or (folder / "api.toml").is_file() else folder.parent
    stored = folder / STORED if inside == folder else folder
    files = {f"{STORED}/{path}": data for path, data in files_below(stored).items() if path.endswith(".json")}
    if not files and inside != folder:
        raise RevisionError(f"{printable(str(folder))} holds no specs")
    beside = {part: data for part in _PARTS[:3] if (data := content(inside / part)) is not None}
    spec = read(files | beside)
    names = {resource.api for resource in spec.resources} or {spec.config.api.name if spec.config else inside.name}
    return {
        api: replace(spec, resources=tuple(r for r in spec.resources if r.api == api), alone=True)
        for api in sorted(names)
    }


def is_part(path: str) -> bool:
    """Whether a path below `specs/` is one of those that decide the state of its API."""
    return path.partition("/")[2].partition("/")[0] in _PARTS


def by_api(files: Mapping[str, bytes], name: str) -> dict[str, Spec]:
    """The specs of all APIs in a project's files, by their paths from its root; raises RevisionError where there is none."""
    folders: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        _, api, rest = path.split("/", 2)
        folders.setdefault(api, {})[rest] = data
    if not folders:
        raise RevisionError(f"{printable(name)} holds no specs")
    return {api: read(folders[api]) for api in sorted(folders)}


def read(files: Mapping[str, bytes]) -> Spec:
    """The spec of one API from the files below its folder."""
    stored = {p.removeprefix(f"{STORED}/"): data for p, data in files.items() if p.startswith(f"{STORED}/")}
    resources, found = store.load_all({path: data for path, data in stored.items() if path.endswith(".json")})
    names, more = names_lock.load(files.get(names_lock.PAGE))
    config, wrong = None, list[Diagnostic]()
    if "api.toml" in files:
        config, wrong = configuration.load(files["api.toml"].decode("utf-8-sig", "replace"), "api.toml")
    old, unread = aliases.load(files.get(aliases.PAGE, b"").decode("utf-8-sig", "replace"))
    return Spec(
        resources=tuple(resources.values()),
        config=config,
        names=names if names_lock.PAGE in files else None,
        aliases=tuple(old),
        found=(*found, *more, *wrong, *unread),
    )


def released(root: Path, api: str) -> Spec | None:
    """The spec as of the commit that set the version which `api.toml` has now; null where git knows of none, or it cannot be read."""
    page = f"{SPECS}/{api}/api.toml"
    commit = git(root, "log", "-1", "--format=%H", "-G^ *version *=", "--", page)
    name = commit.decode().strip() if commit else ""
    try:
        spec = by_api(revision(root, name), name).get(api) if name else None
        now = load_folder(root / SPECS / api).get(api)
    except RevisionError:
        return None
    if spec is None or now is None or spec.config is None or now.config is None or diagnostics.has_errors(spec.found):
        return None
    # A version that was raised and not committed has no commit of its own.
    return spec if spec.config.package.version == now.config.package.version else None


def revision(root: Path, name: str) -> dict[str, bytes]:
    """The files of a revision that decide its specs, by their paths from the project's root; raises RevisionError."""
    commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise RevisionError(f"{printable(name) or 'nothing'} is neither a folder nor a revision")
    # A tree without them is an archive of nothing, and git says that the path does not match.
    archive = git(root, "archive", "--format=tar", commit.decode().strip(), "--", SPECS)
    if archive is None:
        raise RevisionError(f"{printable(name)} holds no specs")
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            taken = tar.extractfile(member) if member.isfile() and is_part(member.name.partition("/")[2]) else None
            if taken is not None:
                files[member.name] = taken.read()
    return files


def git(root: Path, *arguments: str) -> bytes | None:
    """What git answers in a folder, null where it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, check=True, timeout=_PATIENCE, stdin=subprocess.DEVNULL
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout
