"""Our documents in the hands of others: two generators of Python read them, and nothing of them is lost on the way.

Both versions of OpenAPI, the document of the repository and that of several dozen entities of the made site. Each generator has an
environment of its own, see `other_generators/environments.py`.
"""

import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import config
from generator.addresses import folded
from generator.assemble import assemble
from generator.openapi import document
from generator.openapi_30 import downgrade
from generator.reading import read_page
from generator.records import relate_all
from tests.docs_site import site
from tests.docs_site.entities import entities
from tests.other_generators import environments
from tests.other_generators.environments import python_with
from tests.workbench import API, REPOSITORY

CLIENTS, MODELS = "openapi-python-client", "datamodel-code-generator"

#: Each so many of the made site's entities is in the slice, from all groups, and with them the pages of another make.
EACH = 5

#: Imports all modules of a client, and calls each operation with the documented body, through a transport that gives the documented answer,
#: which must come back as a model. Arguments: the package, the document.
CALL_ALL = """
import importlib, inspect, json, pkgutil, sys, typing
from pathlib import Path

import httpx

name, document = sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8"))
package = importlib.import_module(name)
found = [one.name for one in pkgutil.walk_packages(package.__path__, f"{name}.")]
modules = {one: importlib.import_module(one) for one in found}

def fold(text):
    return "".join(letter for letter in text.lower() if letter.isalnum())

calls = {fold(one.rpartition(".")[2]): module.sync_detailed for one, module in modules.items() if hasattr(module, "sync_detailed")}
SAMPLES = {int: 1, str: "x", bool: True, float: 1.5}

def example_of(body):
    return next((media.get("example") for media in body.get("content", {}).values()), None)

def argument(row, operation):
    kinds = typing.get_args(row.annotation) or (row.annotation,)
    if row.name == "body":
        model = next(kind for kind in kinds if hasattr(kind, "from_dict"))
        return model.from_dict(example_of(operation["requestBody"]) or {})
    return SAMPLES.get(kinds[0], [1])

for path, item in document["paths"].items():
    for method, operation in item.items():
        call = calls[fold(operation["operationId"])]
        status, answer = next(iter(operation["responses"].items()))
        shown, sent = example_of(answer), []

        def handle(request):
            sent.append(request)
            return httpx.Response(200 if status == "default" else int(status), json=shown)

        transport = httpx.MockTransport(handle)
        client = package.AuthenticatedClient(base_url="https://api.test", token="t", httpx_args={"transport": transport})
        rows = inspect.signature(call).parameters.values()
        wanted = [row for row in rows if row.name != "client" and (row.name == "body" or row.default is row.empty)]
        result = call(client=client, **{row.name: argument(row, operation) for row in wanted})
        assert sent[0].method == method.upper() and sent[0].headers["authorization"] == "Bearer t", operation
        if isinstance(shown, dict) and shown:
            assert set(result.parsed.to_dict()) == set(shown), (operation["operationId"], result.parsed)
        elif shown:
            assert len(result.parsed) == len(shown), (operation["operationId"], result.parsed)
"""

#: Reads each documented example as the model that its schema became. Arguments: the module, the document.
READ_ALL = """
import importlib, json, sys
from pathlib import Path

models, document = importlib.import_module(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
for item in document["paths"].values():
    for operation in item.values():
        for body in (operation.get("requestBody", {}), *operation["responses"].values()):
            for media in body.get("content", {}).values():
                if "example" in media and "$ref" in media["schema"]:
                    getattr(models, media["schema"]["$ref"].rpartition("/")[2]).model_validate(media["example"])
"""


@cache
def repository() -> dict[str, Any]:
    """The document of the repository."""
    made: dict[str, Any] = json.loads((REPOSITORY / "generated" / API / "openapi.json").read_bytes())
    return made


@cache
def slice_of_site() -> dict[str, Any]:
    """The document of several dozen entities of the made site."""
    particulars, _ = config.load(site.api_toml(), "api.toml")
    assert particulars is not None
    left_out = {name for at, name in enumerate(entities()) if at % EACH}
    pages = [page for page in site.pages() if page.entity not in left_out]
    readings = [read_page(f"{page.name}.txt", site.render(page, "text").encode()) for page in pages]
    resources, _ = relate_all(particulars, assemble(particulars, readings)[0])
    assert len(resources) > len(entities()) // EACH
    return document(particulars, resources)[0]


DOCUMENTS = {"repository": repository, "slice": slice_of_site}


@pytest.fixture(params=["3.1", "3.0"])
def version(request: pytest.FixtureRequest) -> str:
    """A version of OpenAPI."""
    return str(request.param)


@pytest.fixture(params=DOCUMENTS)
def made(request: pytest.FixtureRequest, version: str, tmp_path: Path) -> dict[str, Any]:
    """A document in a version of OpenAPI, which also lies in the folder of the test."""
    one = DOCUMENTS[request.param]()
    one = downgrade(one)[0] if version == "3.0" else one
    (tmp_path / "openapi.json").write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")
    return one


def run(python: Path, folder: Path, *arguments: str) -> str:
    """Run a Python in a folder, where it must succeed and find no fault; what it prints."""
    path = os.pathsep.join((str(python.parent), os.environ.get("PATH", "")))
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [str(python), "-W", "error", *arguments]
    env = {**clean, "PATH": path, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def test_a_client_generator_takes_all(made: dict[str, Any], tmp_path: Path) -> None:
    """No warning; a module for each operation and a class for each schema; all can be imported, and each operation called."""
    python = python_with(CLIENTS)
    options = ("--path", "openapi.json", "--meta", "none", "--output-path", "made", "--fail-on-warning")
    assert run(python, tmp_path, "-m", "openapi_python_client", "generate", *options) == "Generating made\n"
    operations = [one["operationId"] for item in made["paths"].values() for one in item.values()]
    modules = [path.stem for path in (tmp_path / "made" / "api").glob("*/*.py") if path.stem != "__init__"]
    assert sorted(map(folded, modules)) == sorted(map(folded, operations))
    models = {folded(path.stem) for path in (tmp_path / "made" / "models").glob("*.py")}
    assert {folded(name) for name in made["components"]["schemas"]} <= models
    run(python, tmp_path, "-c", CALL_ALL, "made", "openapi.json")


def test_a_model_generator_takes_all(made: dict[str, Any], version: str, tmp_path: Path) -> None:
    """No warning, also of words of another version; a class for each schema, which can be imported and reads the documented examples."""
    python = python_with(MODELS)
    strict = ("--schema-version", version, "--schema-version-mode", "strict", "--strict-refs")
    scopes = ("--openapi-scopes", "schemas", "paths", "parameters")
    # Ways of writing that it asks to be chosen, or warns; and without the last of them it passes over `nullable` of what is required.
    taste = ["--formatters", "builtin", "--use-annotated", "--input-file-type", "openapi"]
    taste += ["--strict-nullable"] if version == "3.0" else []
    where = ("--input", "openapi.json", "--output", "made.py")
    assert run(python, tmp_path, "-m", "datamodel_code_generator", *where, *taste, *strict, *scopes) == ""
    classes = re.findall(r"^class (\w+)", (tmp_path / "made.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(map(folded, made["components"]["schemas"])) <= set(map(folded, classes))
    run(python, tmp_path, "-c", READ_ALL, "made", "openapi.json")


@pytest.mark.parametrize(
    ("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)], ids=["here", "under CI"]
)
def test_an_environment_that_cannot_be_made(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where pip cannot install a generator, its tests are skipped and say why; under CI they fail."""
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(environments, "environment", lambda name: (tmp_path, "no network"))
    with pytest.raises(outcome, match=f"{MODELS} cannot be installed here: no network"):
        environments.python_with(MODELS)
