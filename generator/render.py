"""The package plan to rendered files: path to text, before formatting. Templates print and loop; decisions were made in the plan."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import escaping, lines
from generator.manifest import digest, digest_of_files
from generator.plan import PackagePlan

_HERE = Path(__file__).resolve().parent
#: Inside a wheel the templates are beside the modules, in a checkout beside the package.
_FOLDERS = (_HERE / "_templates", _HERE.parent / "templates")
_PACKAGES = "python"
_PACKAGE = "python/package"
_RUNTIME = "python/runtime"
#: The server of the program itself, which the tests of packages run against.
_MOCK = _HERE / "mock"
_SUFFIX = ".jinja"


def templates_folder() -> Path:
    """The folder of the templates."""
    return next(folder for folder in _FOLDERS if (folder / _RUNTIME).is_dir())


def templates_digest() -> str:
    """The digest of all templates of packages and of what is copied into them, in hexadecimal."""
    root = templates_folder()
    copied = digest_of_files(_MOCK, template_files(_MOCK))
    return digest(f"{digest_of_files(root, template_files(root / _PACKAGES))} {copied}".encode())


def template_files(root: Path) -> list[Path]:
    """The files below a folder of templates, in a stable order, without caches."""
    found = (
        path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    )
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


@cache
def environment() -> Environment:
    """The environment of the templates: nothing undefined is printed, and page text only through an escaping filter."""
    env = Environment(
        loader=FileSystemLoader(str(templates_folder() / _PACKAGE)),
        undefined=StrictUndefined,
        # The languages that are printed are not HTML; `escaping.Words` refuses to be printed without a filter of its language.
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {
        "python": escaping.python,
        "docstring": escaping.docstring,
        "markdown": escaping.markdown,
        "code": escaping.code,
        "anchor": escaping.anchor,
        "toml": escaping.toml,
        "json": escaping.json_text,
        "line": lambda one: lines.attribute(one, escaping.python(one.wire)),
    }
    return env


def render(package: PackagePlan) -> dict[str, str | bytes]:
    """All files of a package but `openapi.json`: rendered text, or bytes that are copied as they are."""
    files: dict[str, str | bytes] = {}
    root = templates_folder() / _PACKAGE
    for path in template_files(root):
        name = path.relative_to(root).as_posix()
        if not name.endswith(_SUFFIX):
            files[name.replace("[package]", package.package)] = path.read_bytes()
        elif "/" in name or name.count(".") > 1:
            template = environment().get_template(name)
            for target, context in targets(name.removesuffix(_SUFFIX), package):
                files[target] = template.render(package=package, **context)
    runtime = copied(templates_folder() / _RUNTIME, f"src/{package.package}/_runtime")
    return files | runtime | copied(_MOCK, "tests/mock_server")


def targets(name: str, package: PackagePlan) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The files that one template makes: its name with what stands in brackets filled in, and what it may print."""
    name = name.replace("[package]", package.package)
    of_resource = "[resource]" in name or "[test]" in name
    for group in package.groups if of_resource or "[group]" in name else (None,):
        grouped = name.replace("[group]", group.module) if group else name
        if group is None or not of_resource:
            yield grouped, {"group": group} if group else {}
            continue
        for resource in group.resources:
            named = grouped.replace("[resource]", resource.module).replace("[test]", resource.test)
            yield named, {"group": group, "resource": resource}


def copied(root: Path, folder: str) -> dict[str, bytes]:
    """The files below a folder of ours, byte for byte, as they stand in a folder of the package."""
    return {f"{folder}/{path.relative_to(root).as_posix()}": path.read_bytes() for path in template_files(root)}
