"""Specs on disk: resources to canonical JSON files and back, strictly."""

import re
from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.spec import SPEC_VERSION, Resource


def path_of(resource: Resource) -> str:
    """The path of a resource's spec below `resources/`; text of a page never becomes anything but letters, digits, `-` and `_`."""
    return f"{file_name(resource.group)}/{file_name(resource.collection)}.json"


#: Names that some file systems keep for devices.
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)\Z")


def file_name(text: str) -> str:
    """A text as a safe file name in lower case."""
    name = re.sub(r"[^a-z0-9_-]+", "-", text.lower()).strip("-")[:100] or "unnamed"
    return f"{name}-" if _DEVICES.match(name) else name


def dump(resource: Resource) -> bytes:
    """The canonical bytes of one spec file."""
    return (resource.model_dump_json(by_alias=True, indent=2, ensure_ascii=False) + "\n").encode()


def tree_of(resources: Iterable[Resource]) -> dict[str, bytes]:
    """All spec files by path; of two resources whose paths would be one, the later gets a number."""
    tree: dict[str, bytes] = {}
    for resource in resources:
        path, number = path_of(resource), 2
        while path in tree:
            path, number = path_of(resource).removesuffix(".json") + f"-{number}.json", number + 1
        tree[path] = dump(resource)
    return tree


def load(path: str, data: bytes) -> tuple[Resource | None, list[Diagnostic]]:
    """One spec file, or an error naming what is wrong; a file that another version wrote is refused."""
    try:
        resource = Resource.model_validate_json(data)
    except ValidationError as error:
        row = error.errors()[0]
        where = ".".join(map(str, row["loc"]))
        return None, [diagnostics.make("E070", path, 1, reason=f"{where}: {row['msg']}".strip(": "))]
    if resource.spec_version != SPEC_VERSION:
        return None, [
            diagnostics.make("E070", path, 1, reason=f"spec_version {resource.spec_version}, not {SPEC_VERSION}")
        ]
    return resource, []


def load_all(files: Mapping[str, bytes]) -> tuple[dict[str, Resource], list[Diagnostic]]:
    """The readable specs by path, and the errors of the others."""
    found: list[Diagnostic] = []
    resources: dict[str, Resource] = {}
    for path in sorted(files):
        resource, problems = load(path, files[path])
        found += problems
        if resource:
            resources[path] = resource
    return resources, found


def is_ours(data: bytes) -> bool:
    """Whether a file was written by the store: it names our keys, readable or not."""
    return data.lstrip()[:1] == b"{" and b'"spec_version"' in data[:200]
