"""What the last build gave: a fingerprint of everything that decides it in, the same findings, counts and trees out without the work.

A build with the inputs of the last one and an untouched output has nothing to do but to say so again. The memory is a file below the
project that no repository keeps; whatever is odd about it, or about what is on the disk, makes the build do its work. `check` never asks.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.diagnostics import Diagnostic
from generator.manifest import digest, digest_of_files
from generator.tree import Tree, safe_path

FOLDER = ".docs2client-cache"
#: What decides how a page is read and a package printed, beside the program's own files.
LIBRARIES = ("beautifulsoup4", "black", "jinja2", "lxml", "markdown-it-py", "pydantic")

#: The path of each file in a folder, and the digest of its content.
Digests = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What one build of an API gave: its fingerprint, its findings and counts, and the files of its folders."""

    key: str
    found: tuple[Diagnostic, ...]
    counts: dict[str, int]
    folders: tuple[Digests, ...]


MEMORY = TypeAdapter(Memory)


def fingerprint(inputs: Mapping[str, bytes | None], templates: str) -> str:
    """One digest of all input files by their names, of the templates, the program and the libraries that it reads and prints with."""
    whole = sha256(f"{templates} {program()}".encode())
    for name in sorted(inputs):
        content = inputs[name]
        # Names of pages are whatever the system allows.
        whole.update(f"{name}\0{'' if content is None else digest(content)}\0".encode(errors="surrogatepass"))
    return whole.hexdigest()


def program() -> str:
    """The program itself: the versions of Python and of the libraries, and the digest of its files."""
    here = Path(__file__).resolve().parent
    files = sorted(path for path in here.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return f"{sys.version} {[metadata.version(name) for name in LIBRARIES]} {digest_of_files(here, files)}"


def load(root: Path, api: str, key: str, folders: Iterable[Path]) -> tuple[Memory, tuple[Tree, ...]] | None:
    """What the build with this fingerprint gave, and its trees, where each of their files is on the disk as it was written."""
    try:
        memory = MEMORY.validate_json((root / FOLDER / f"{api}.json").read_bytes())
    except (OSError, ValidationError):
        return None
    places = tuple(folders)
    if memory.key != key or len(memory.folders) != len(places):
        return None
    trees = tuple(on_disk(place, known) for place, known in zip(places, memory.folders, strict=True))
    whole = tuple(tree for tree in trees if tree is not None)
    return (memory, whole) if len(whole) == len(trees) else None


def on_disk(folder: Path, known: Digests) -> Tree | None:
    """The files of a folder, or null where one of them is not what it was."""
    tree: dict[str, bytes] = {}
    for path, expected in known.items():
        try:
            tree[path] = (folder / path).read_bytes() if safe_path(path) else b""
        except OSError:
            return None
        if digest(tree[path]) != expected:
            return None
    return tree


def folder_of(root: Path) -> Path:
    """The folder for what no repository keeps, made where there is none; raises OSError."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder


def save(root: Path, api: str, memory: Memory) -> None:
    """Keep what a build gave; where that cannot be written the next build does its work again."""
    try:
        folder = folder_of(root)
        draft = folder / f"{api}.json.draft"
        draft.write_text(json.dumps(asdict(memory)), encoding="utf-8")
        draft.replace(folder / f"{api}.json")
    except OSError:
        return


def digests(tree: Tree) -> Digests:
    """The digest of each file of a tree."""
    return {path: digest(content) for path, content in tree.items()}
