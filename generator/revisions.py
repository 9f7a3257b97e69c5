"""What `diff` compares: the name of a folder or of a git revision in, the files of each API's spec out.

A folder is a project (with `specs/`), the folder of one API (with `resources/`), or such a `resources/` itself; what is none of these is
taken for a revision of the project.
"""

import io
import subprocess
import tarfile
import tomllib
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


def released(root: Path, api: str, version: str) -> tuple[Spec | None, str]:
    """The spec that the present version of a package began with, and why it is not sure that it is the right one (empty where it is).

    It is that of the oldest commit since which `api.toml` has had this version, or of the first one after it that has
    resources. Null where git knows of none, or where it cannot be read.
    """
    began = beginning(root, api, version)
    if began is None:
        return None, ""
    try:
        spec = at_commit(root, api, began)
    except RevisionError:
        return None, ""
    if spec is None or spec.config is None or diagnostics.has_errors(spec.found):
        return None, f"the spec of {began[:12]} cannot be read"
    return spec, "this clone has not all of its history" if is_cut(root, began) else ""


def beginning(root: Path, api: str, version: str) -> str | None:
    """The oldest commit since which `api.toml` has had a version; null where the newest one has another, or git knows of none."""
    page = f"{SPECS}/{api}/api.toml"
    found: str | None = None
    for commit in lines(git(root, "rev-list", "HEAD", "--", page)):
        if version_of(git(root, "cat-file", "blob", f"{commit}:./{page}") or b"") != version:
            break
        found = commit
    return found


def version_of(toml: bytes) -> str | None:
    """The version of the package in the bytes of an `api.toml`, which may be older than what is read now."""
    try:
        package = tomllib.loads(toml.decode("utf-8-sig", "replace")).get("package")
    except tomllib.TOMLDecodeError:
        return None
    return package.get("version") if isinstance(package, dict) else None


def at_commit(root: Path, api: str, commit: str) -> Spec | None:
    """The spec of an API as of a commit, or of the first one after it that has resources; raises RevisionError."""
    spec = by_api(revision(root, commit), commit).get(api)
    if spec and not (spec.resources or spec.found):
        later = lines(git(root, "rev-list", "--reverse", f"{commit}..HEAD", "--", f"{SPECS}/{api}/{STORED}"))
        return by_api(revision(root, later[0]), later[0]).get(api) if later else spec
    return spec


def is_cut(root: Path, commit: str) -> bool:
    """Whether a commit is one where the history of a shallow clone ends."""
    return shallow(root) and lines(git(root, "rev-list", "--parents", "-1", commit)) == [commit]


def shallow(root: Path) -> bool:
    """Whether a repository has only the newest part of its history."""
    return lines(git(root, "rev-parse", "--is-shallow-repository")) == ["true"]


def lines(answer: bytes | None) -> list[str]:
    """The lines of what git answers that say something."""
    return [line for line in (answer or b"").decode().splitlines() if line.strip()]


def revision(root: Path, name: str) -> dict[str, bytes]:
    """The files of a revision that decide its specs, by their paths from the project's root; raises RevisionError."""
    commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise RevisionError(f"{printable(name) or 'nothing'} is neither a folder nor a revision{doubt(root)}")
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


def doubt(root: Path) -> str:
    """What may be the reason that there is no such revision, as the end of a sentence; empty where nothing speaks for one."""
    if git(root, "--version") is None:
        return ": git is not at hand"
    return ": this clone has not all of its history" if shallow(root) else ""


def git(root: Path, *arguments: str) -> bytes | None:
    """What git answers in a folder, null where it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, check=True, timeout=_PATIENCE, stdin=subprocess.DEVNULL
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout
