"""What others say of two packages: griffe compares them, and mypy reads programs of users of the first with the second in its place."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import griffe

from generator.drift import Change, drift
from generator.surface import Surface
from tests.drift import harbour, programs
from tests.drift.harbour import Side
from tests.workbench import CACHES, REPOSITORY

RUNTIME = REPOSITORY / "templates/python/runtime"
FAST = ("--config-file=", "--cache-dir=../mypy_cache", "--python-version=3.11")


def breakages(old: Side, new: Side, folder: Path) -> set[str]:
    """The symbols that griffe finds broken, written as ours are; async twins by the names of their sync ones."""
    before, after = (read(tuple(harbour.sources(one).items()), folder) for one in (old, new))
    return {name_of(one) for one in griffe.find_breaking_changes(before, after)}


@cache
def read(texts: tuple[tuple[str, str], ...], folder: Path) -> griffe.Object:
    """A package as griffe sees it, read once."""
    place = folder / str(len(list(folder.iterdir())))
    for path, text in texts:
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    found = griffe.load("quay", search_paths=[place], allow_inspection=False)
    assert isinstance(found, griffe.Object)
    return found


def name_of(one: griffe.Breakage) -> str:
    """The symbol of a breakage."""
    path = one.obj.path.replace(".client.", ".")
    value = one.new_value if one.old_value is None else one.old_value
    if isinstance(value, griffe.Parameter):
        return sync(f"{path}({value.name}=)")
    return sync(f"{path}()" if one.obj.is_function else path)


def sync(path: str) -> str:
    """The sync twin of a symbol."""
    return re.sub(r"\bAsync(?=[A-Z])", "", path)


def broken(changes: Iterable[Change], old: Surface, new: Surface) -> set[str]:
    """The symbols that breaking changes name, and what cannot be called as before because of an argument or member that must be given."""
    named = {symbol for change in changes if change.severity == "breaking" for symbol in change.symbols}
    must = [(old.find(name), one) for name in named if (one := new.find(name)) and one.required]
    return named | {one.owner for before, one in must if before is None or not before.required}


def covered(name: str, named: set[str], old: Surface) -> bool:
    """Whether a symbol is named, or something that has it, or the class that an export is, or what stands in a module."""
    target = old.symbols.get(name)
    names = {name, *(target.types if target and target.kind == "export" else ())}
    if name not in old.symbols and any(one.startswith(f"{name}.") for one in old.symbols):
        return any(one.startswith(f"{name}.") for one in named)
    return any(one in named for start in names for one in above(start))


def above(name: str) -> Iterator[str]:
    """A symbol and what has it."""
    yield name
    if name.endswith("=)"):
        yield re.sub(r"\(\w+=\)$", "()", name)
    name = re.sub(r"\(.*\)$", "", name)
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def changes(old: Side, new: Side) -> list[Change]:
    """What we say of two sides."""
    return drift(old.state, new.state)


@cache
def stub(text: str) -> str:
    """What checkers of types see of a module, without the async twins, and with the runtime that all packages share."""
    tree = ast.parse(re.sub(r"from \.{1,2}_runtime\b", "from quay_runtime", text))
    tree.body = [one for one in tree.body if not is_apart(one)]
    for one in ast.walk(tree):
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            one.body = [ast.Expr(ast.Constant(...))]
    return ast.unparse(tree)


def is_apart(one: ast.stmt) -> bool:
    """Whether a statement of a module is private, or of the async client."""
    names = [one.name] if isinstance(one, ast.ClassDef) else []
    names += [target.id for target in getattr(one, "targets", ()) if isinstance(target, ast.Name)]
    return any(name.startswith(("_", "Async")) and name != "__all__" for name in names)


def write_programs(folder: Path, old: Side, new: Side, name: str) -> dict[str, list[tuple[str, ...]]]:
    """The package of one side as `name`, and programs for that of another; for each line of each program what it relies on.

    What both sides have alike needs no program.
    """
    before, after = stubs(old), stubs(new)
    for path, stubbed in after.items():
        place = folder / path.replace("quay/", f"{name}/", 1)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(re.sub(r"\bquay\b", name, stubbed), encoding="utf-8")
    differ = {module_at(path) for path in before if before[path] != after.get(path)}
    lines: dict[str, list[tuple[str, ...]]] = {}
    for module, uses in programs.programs(old.state.surface).items():
        if old is not new and differ.isdisjoint({module, "quay.shared"}):
            continue
        head = f"{programs.HEAD}from {module} import *"
        relied: list[tuple[str, ...]] = [(module,)] * len(head.splitlines())
        text = [head]
        for count, use in enumerate(uses):
            text.append(f"def f{count}({use.parameters}) -> None: {use.code}")
            relied.append(use.relies)
        file = f"use_{name}_{module.replace('.', '_')}.py"
        (folder / file).write_text(re.sub(r"\bquay\b", name, "\n".join(text)) + "\n", encoding="utf-8")
        lines[file] = relied
    return lines


@cache
def stubs(side: Side) -> dict[str, str]:
    """The modules of a package as checkers of types see them, by their paths."""
    return {f"{path}i": stub(text) for path, text in harbour.sources(side).items()}


def module_at(path: str) -> str:
    """The module of a file; the one of the client is that of the package."""
    module = path.removesuffix(".pyi").removesuffix("/__init__").replace("/", ".")
    return module.removesuffix(".client")


def refused(folder: Path) -> dict[str, dict[int, str]]:
    """The lines of programs that mypy refuses, with what it says, by file."""
    shutil.copytree(RUNTIME, folder / "quay_runtime", ignore=CACHES)
    programs_ = sorted(path.name for path in folder.glob("use_*.py"))
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--no-error-summary",
        "--hide-error-context",
        "--follow-imports=silent",
        *FAST,
    ]
    done = subprocess.run([*command, *programs_], cwd=folder, capture_output=True, text=True, check=False)
    found: dict[str, dict[int, str]] = {}
    for file, line, message in re.findall(r"^(use_\w+\.py):(\d+): error: (.*)$", done.stdout, re.M):
        found.setdefault(file, {}).setdefault(int(line), message)
    assert found or done.returncode == 0, done.stdout + done.stderr
    return found
