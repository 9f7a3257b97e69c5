"""The files of a project: its folders in, which APIs it has, what decides each of them, and where their output stands out."""

from dataclasses import dataclass
from pathlib import Path

from generator import history, lock, names_lock, overrides

SPECS, GENERATED, STORED = "specs", "generated", "resources"
CONFIG = "api.toml"
#: What is known of captures that are not believed yet.
QUARANTINE = "quarantine.lock.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The files of one API that decide what it is, read from the disk: hand-written ones, the lock, and pages by their paths."""

    api: str
    config: bytes | None
    overrides: bytes | None
    lock: bytes | None
    names: bytes | None
    changelog: bytes | None = None
    quarantine: bytes | None = None
    pages: dict[str, bytes]

    def files(self) -> dict[str, bytes | None]:
        """All of them by their paths."""
        beside = {
            CONFIG: self.config,
            overrides.PAGE: self.overrides,
            lock.PAGE: self.lock,
            names_lock.PAGE: self.names,
            history.PAGE: self.changelog,
            QUARANTINE: self.quarantine,
        }
        return beside | {f"pages/{path}": data for path, data in self.pages.items()}


def apis(root: Path) -> list[str]:
    """The APIs of a project: the folders below `specs/`."""
    return sorted(path.name for path in (root / SPECS).iterdir() if path.is_dir() and not path.name.startswith("."))


def find_root(start: Path) -> Path | None:
    """The nearest folder upwards that holds `specs/`."""
    return next((folder for folder in (start, *start.parents) if (folder / SPECS).is_dir()), None)


def read_inputs(root: Path, api: str) -> Inputs:
    """All files of an API."""
    folder = root / SPECS / api
    return Inputs(
        api=api,
        config=content(folder / CONFIG),
        overrides=content(folder / overrides.PAGE),
        lock=content(folder / lock.PAGE),
        names=content(folder / names_lock.PAGE),
        changelog=content(folder / history.PAGE),
        quarantine=content(folder / QUARANTINE),
        pages=files_below(folder / "pages"),
    )


def content(path: Path) -> bytes | None:
    """The bytes of a file, null where there is none."""
    return path.read_bytes() if path.is_file() else None


def files_below(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their paths, without hidden ones."""
    found = (
        p for p in folder.rglob("*") if p.is_file() and not any(x.startswith(".") for x in p.relative_to(folder).parts)
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found)}


def folders_of(root: Path, api: str) -> tuple[Path, Path]:
    """The two folders of an API that are written: specs and package."""
    return root / SPECS / api / STORED, root / GENERATED / api


def path_of(api: str, page: str) -> str:
    """The file of a page, or of a hand-written file beside the pages, from the project's root."""
    folder = "" if page == overrides.PAGE else "pages/"
    return f"{SPECS}/{api}/{folder}{page}"


def place_of(api: str, page: str, line: int | None) -> str:
    """The file of a page with the line where it is known, from the project's root."""
    return f"{path_of(api, page)}:{line}" if line is not None else path_of(api, page)
