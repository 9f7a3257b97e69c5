"""Tests of the layers: who may import whom, who may print, and that the program knows no API by name."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workbench import REPOSITORY

PROGRAM = REPOSITORY / "generator"
TEMPLATES = REPOSITORY / "templates"
API_FILES = sorted((REPOSITORY / "specs").glob("*/api.toml"))

#: Records and tables that every stage may use: they do no stage's work.
COMMON = frozenset(
    [
        "addresses",
        "blocks",
        "captures",
        "codes",
        "config",
        "diagnostics",
        "differences",
        "drafts",
        "formats",
        "limits",
        "pages",
        "plan",
        "schema_tree",
        "spec",
        "surrogates",
        "tree",
        "wording",
    ]
)

#: What each module may import beside the common ones. A stage is one module or a few that help each other, and never imports another
#: stage: `reading` knows the order for one page, `parsing` for pages alone, `pipeline` for everything.
ALLOWED: dict[str, str] = {
    # Records and tables.
    "__init__": "",
    **dict.fromkeys(sorted(COMMON), ""),
    "operations": "",
    "phrases": "",
    "sections": "phrases",
    "routes": "",
    "escaping": "",
    "plan": "escaping",
    "naming": "",
    # Markup to blocks, blocks to endpoints.
    "readers": "readers",
    "samples": "",
    "sample_paths": "",
    "messages": "samples",
    "examples": "phrases samples",
    "nesting": "",
    "times": "examples",
    "rows": "examples nesting phrases samples times",
    "files": "",
    "answers": "examples files phrases rows samples",
    "accounts": "",
    "handlers": "examples files messages nesting phrases samples sections",
    "endpoints": "accounts handlers sections",
    "recovery": "examples samples sections",
    "bodies": "examples messages phrases samples",
    "places": "bodies examples nesting samples",
    "compose": "answers bodies examples files operations phrases places recovery rows samples sample_paths",
    "enums": "listed phrases signs",
    "signs": "phrases",
    "listed": "phrases",
    "drafts": "samples",
    "reading": "compose endpoints enums readers samples",
    # Endpoints to the spec of an API.
    "paths": "operations strength",
    "strength": "examples",
    "merge": "paths strength",
    "merge_enums": "listed merge strength",
    "known_enums": "listed strength",
    "relinking": "enums known_enums listed",
    "retelling": "enums known_enums",
    "lending": "enums known_enums listed relinking retelling",
    "assemble": "lending listed merge merge_enums operations paths reading strength",
    # What the pages of a resource say together.
    "members": "",
    "summaries": "members",
    "agreement": "members",
    "records": "agreement members phrases summaries",
    "entries": "",
    "settable": "",
    "overrides": "entries settable",
    "settled": "overrides",
    "checks": "",
    "store": "",
    "lock": "",
    "recall": "manifest",
    "history": "",
    "inputs": "history lock names_lock overrides",
    # Live docs to captures.
    "fetch": "lock",
    # What came from the docs, and whether it is believed.
    "loss_rules": "",
    "losses": "comparing loss_rules quarantine reading",
    "judging": "checks loss_rules losses reading",
    "quarantine": "",
    "floors": "",
    "moves": "lock loss_rules manifest quarantine",
    "promotion": "assemble floors judging lock loss_rules losses manifest moves quarantine",
    # The names that were published.
    "names_lock": "",
    "aliases": "entries",
    "ledger": "aliases names_lock naming",
    # The spec to a package.
    "lines": "",
    "annotations": "lines",
    "specimens": "escaping",
    "pointers": "naming",
    "meanings": "pointers specimens",
    "docstrings": "escaping meanings pointers",
    "enum_classes": "escaping ledger naming",
    "shapes": "annotations members merge naming",
    "identity": "members shapes",
    "classes": "annotations enum_classes escaping ledger meanings naming pointers shapes",
    "exchange": "aliases annotations classes members naming shapes",
    "trials": "classes exchange members naming shapes specimens",
    "effects": "members naming phrases",
    "lists": "classes escaping exchange members naming shapes",
    "edits": "docstrings escaping lines members naming",
    "outcomes": "annotations classes escaping exchange meanings members pointers shapes",
    "deprecated": "annotations classes escaping exchange naming",
    "methods": (
        "annotations classes deprecated docstrings effects escaping exchange lists meanings members naming outcomes shapes specimens trials"
    ),
    "exports": "ledger lines naming",
    "tours": "",
    "planner": "annotations classes deprecated edits escaping exchange exports identity ledger methods naming security shapes tours trials",
    "render": "escaping lines manifest",
    "widening": "",
    "joining": "",
    "sharing": "joining",
    "alternatives": "widening",
    "components": "alternatives joining sharing",
    "schemas": "widening",
    "calls": "routes schemas",
    "parameters": "calls components schemas",
    "security": "",
    "openapi": "calls components members parameters schemas security sharing widening",
    "openapi_30": "alternatives",
    # Files and the disk.
    "manifest": "",
    "formatting": "manifest",
    "locking": "",
    "publish": "locking",
    # The order of the stages, and the command line.
    "parsing": "lending reading",
    "outputs": "inputs names_lock overrides publish recall store",
    "pipeline": (
        "aliases assemble checks floors formatting history inputs ledger lock manifest names_lock openapi openapi_30 outputs"
        " overrides planner publish quarantine reading recall records render settled store"
    ),
    "fetching": "fetch inputs lock loss_rules manifest moves pipeline promotion publish quarantine recall",
    # What changed, and what that means.
    "renames": "",
    "comparing": "renames",
    "surface": "names_lock",
    "drift": "comparing surface",
    "states": "aliases drift ledger names_lock naming planner shapes surface",
    "telling": "drift",
    "reporting": "drift escaping inputs telling",
    "revisions": "aliases inputs names_lock store",
    "diffing": "drift inputs outputs revisions states",
    "releases": "drift escaping reporting telling",
    "releasing": "diffing drift history inputs lock outputs pipeline publish releases revisions",
    # What `check` asks.
    "canary": "diffing drift inputs outputs pipeline revisions store",
    "live": "diffing drift fetching inputs lock moves pipeline quarantine",
    "checking": "canary diffing drift inputs live outputs overrides publish",
    # The server that stands for an API: it knows nothing of the program, because packages have a copy of it.
    "mock": "mock",
    "mocking": "inputs mock pipeline",
    # A new API: what its pages tell, its first files, the order of all that.
    "inference": "fetch members mock phrases reading",
    "drafting": "escaping history inference",
    "starting": (
        "assemble drafting fetch fetching floors inference inputs lock manifest outputs parsing pipeline publish reading"
    ),
    "outlining": "escaping inference inputs starting",
    # Corrections that a command writes.
    "wishes": "escaping overrides settable",
    "amending": "escaping overrides",
    "correcting": (
        "aliases amending assemble checks diffing drift inputs ledger lock locking names_lock outputs overrides pipeline planner publish"
        " reading revisions surrogates wishes"
    ),
    "explaining": "inputs overrides store wishes",
    "manual": "",
    # The page on which an API is reviewed.
    "report": (
        "accounts diffing drift fetching floors inputs manual operations outputs overrides pipeline quarantine reading recall render"
        " report settable store telling wishes"
    ),
    "printing": "live checking drift inputs outputs parsing publish releasing reporting telling",
    "cli": (
        "amending cli correcting live checking diffing drift explaining fetching inputs locking manual mock mocking outlining outputs"
        " parsing pipeline printing publish releases releasing report reporting revisions starting wishes"
    ),
    "__main__": "cli",
}

#: What readers may use: tables of words, and samples, which stand in every form of page.
READERS = frozenset({"messages", "phrases", "samples", "sections"})


def modules() -> dict[str, Path]:
    """The modules of the program by name."""
    paths = sorted(PROGRAM.rglob("*.py"))
    return {
        path.relative_to(PROGRAM).with_suffix("").as_posix().removesuffix("/__init__").replace("/", "."): path
        for path in paths
    }


def imports(path: Path) -> Iterator[str]:
    """The modules of the program that a module imports, at the top or later."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "generator":
            yield from (alias.name for alias in node.names if alias.name != "__version__")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator."):
            yield str(node.module).removeprefix("generator.")
        elif isinstance(node, ast.ImportFrom) and node.level == 1:
            folder = path.parent.relative_to(PROGRAM).as_posix().replace("/", ".")
            yield f"{folder}.{node.module}"
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.removeprefix("generator.") for alias in node.names if alias.name.startswith("generator.")
            )


@pytest.mark.parametrize("name", modules())
def test_a_module_imports_only_what_it_may(name: str) -> None:
    """The table above is true; a new module or import is added to it, or is in the wrong place."""
    stage = name.split(".")[0]
    assert stage in ALLOWED, f"{name} is not in the table"
    allowed = {*ALLOWED[stage].split(), *(READERS if stage == "readers" else ()), *COMMON}
    used = {one.split(".")[0] for one in imports(modules()[name])}
    assert used - allowed - {stage if "." in name or stage == "readers" else ""} == set()


def test_no_import_cycles() -> None:
    """Every module can be understood without those that use it."""
    graph = {name: set(imports(path)) & modules().keys() for name, path in modules().items()}
    # A package's table of its modules is not a cycle: the modules do not need the table, but its record.
    while graph:
        free = {name for name, used in graph.items() if not used - {name}}
        assert free, f"a cycle among {sorted(graph)}"
        graph = {name: used - free for name, used in graph.items() if name not in free}


def test_only_the_command_line_prints() -> None:
    """No other module writes to a terminal."""
    printing = re.compile(r"\b(?:print|echo|secho)\(|sys\.(?:stdout|stderr)|\blogging\b|\bwarnings\.warn\b")
    found = [
        f"{name}: {line.strip()}"
        for name, path in modules().items()
        if name.split(".")[0] != "cli"
        for line in path.read_text(encoding="utf-8").split("\n")
        if printing.search(line)
    ]
    assert found == []


def words_of_apis() -> set[str]:
    """The names that only data may know: APIs, packages, hosts, entities, collections, enums, and the longer names of fields."""
    words: set[str] = set()
    for file in API_FILES:
        config = tomllib.loads(file.read_text(encoding="utf-8"))
        words |= {config["api"]["name"], config["api"]["title"], config["package"]["client"], config["api"]["base_url"]}
        envelope = config.get("conventions", {}).get("envelope", {})
        words |= {value for value in envelope.values() if len(value) > 8}
        for spec in (file.parent / "resources").rglob("*.json"):
            text = spec.read_text(encoding="utf-8")
            resource = json.loads(text)
            words |= {resource["resource"], resource["collection"], *(enum["name"] for enum in resource["enums"])}
            words |= {name for name in re.findall(r'"name": "([A-Za-z]+)"', text) if len(name) > 10}
    return {word for word in words if len(word) > 3}


#: Words of APIs that are also words of programs, with no entity behind them; `row_property` and its like are defaults of `api.toml`.
ORDINARY = frozenset({"Status", "PropertyName", "AttemptedValue", "Message", "Errors", "Description", "description"})


def test_nothing_names_an_api() -> None:
    """No API, page, entity or field is named in the program or in its templates; what is special to one is data."""
    words = words_of_apis() - ORDINARY
    assert words
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b")
    files = [
        *PROGRAM.rglob("*.py"),
        *(path for path in TEMPLATES.rglob("*") if path.is_file() and path.suffix != ".pyc"),
    ]
    found = [
        f"{path.relative_to(REPOSITORY)}:{number}: {hit[0]}"
        for path in sorted(files)
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        for hit in pattern.finditer(code_of(path, line))
    ]
    assert found == []


def code_of(path: Path, line: str) -> str:
    """A line without what only explains: comments, and in the program examples between backticks."""
    line = re.sub(r"`[^`]*`", "", line)
    return line.partition("#")[0] if path.suffix == ".py" else line


def test_templates_swallow_no_line_ends() -> None:
    """`{%-` can swallow a line end and still compile, so no template uses it; nor does one switch escaping off."""
    for path in TEMPLATES.rglob("*.jinja"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\{[%{#]-|-[%}#]\}|\|\s*safe\b|autoescape", text), path


def test_the_runtime_is_copied_from_templates_alone() -> None:
    """The runtime imports nothing but itself, the standard library, httpx2 and pydantic."""
    for path in (TEMPLATES / "python" / "runtime").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and not node.level:
                assert not str(node.module).startswith(("generator", "jinja2", "black")), path


def test_the_runtime_has_layers() -> None:
    """Each module of the runtime stands in one row of the table, and imports modules of that row or of those above it."""
    table = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| module of `runtime/` |")[2]
    rows = [re.findall(r"`(\w+)`", line.split("|")[1]) for line in table.partition("\n\n")[0].splitlines()[2:]]
    layer = {name: number for number, row in enumerate(rows) for name in row}
    folder = TEMPLATES / "python" / "runtime"
    assert sorted(name for row in rows for name in row) == sorted(
        path.stem for path in folder.glob("*.py") if path.stem != "__init__"
    )
    for name, number in layer.items():
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        used = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level}
        assert {one for one in used if layer[one] > number} == set(), name


#: What the server may import beside itself and the standard library.
SERVER = frozenset({"jsonschema", "starlette", "uvicorn"})


@pytest.mark.parametrize("path", sorted((PROGRAM / "mock").glob("*.py")), ids=lambda path: path.stem)
def test_the_mock_server_stands_alone(path: Path) -> None:
    """The server imports itself by relative names, the standard library, and what the extra `mock` names; no more, for it is copied."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [str(node.module)] if isinstance(node, ast.ImportFrom) and not node.level else []
        tops = {name.partition(".")[0] for name in names}
        assert tops <= SERVER | sys.stdlib_module_names


@pytest.mark.parametrize("name", modules())
def test_a_module_is_small_and_says_what_it_is(name: str) -> None:
    """A module begins with a docstring and has at most 400 lines."""
    text = modules()[name].read_text(encoding="utf-8")
    # The one table of codes is as long as there are codes.
    assert text.count("\n") <= 400 or name == "codes"
    assert ast.get_docstring(ast.parse(text))
