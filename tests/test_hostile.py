"""Tests with hostile text: whatever a page says, generated files stay what they are, where they are, and work."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.formatting import format_tree
from generator.openapi import document
from generator.planner import plan
from generator.render import render, templates_digest
from generator.spec import Resource
from generator.store import load_all, tree_of
from generator.surrogates import encodable
from generator.tree import Tree, check_tree
from tests.hostility import NASTY, config, files_of, raw_markup, resources, suspects

nasty = st.sampled_from(NASTY)
any_text = st.text(st.characters(), max_size=12)
texts = st.lists(nasty | any_text | st.tuples(nasty, any_text).map("".join), min_size=4, max_size=6, unique=True)

#: Each nasty text once, seven to a package.
BATCHES = [list(NASTY[start : start + 14]) for start in range(0, len(NASTY), 14)]


def write(made: Sequence[Resource]) -> dict[str, str | bytes]:
    """The rendered package of some resources."""
    ready = [encodable(resource) for resource in made]
    api, _ = document(config(), ready)
    package, _ = plan(config(), ready)
    return render(package) | {"openapi.json": json.dumps(api, indent=2, ensure_ascii=False) + "\n"}


def unformatted(made: Sequence[Resource]) -> Tree:
    """The package of some resources as bytes, without the time that black takes."""
    return {path: text if isinstance(text, bytes) else text.encode() for path, text in write(made).items()}


def build(made: Sequence[Resource]) -> Tree:
    """The package of some resources, formatted but for its tests, which are half of it."""
    rendered = write(made)
    tests = {
        path: text.encode() for path, text in rendered.items() if path.startswith("tests/") and isinstance(text, str)
    }
    others = {path: text for path, text in rendered.items() if path not in tests}
    tree, _ = format_tree(others, None, lambda _: None, templates_digest())
    return {**tree, **tests}


def check(tree: Tree) -> None:
    """Everything that must hold of any generated package."""
    check_tree(tree)
    for path, text in files_of(tree, ".py").items():
        assert suspects(path, text) == [], path
    for text in files_of(tree, ".toml").values():
        assert tomllib.loads(text)["project"]["name"] == "odd"
    for path, text in files_of(tree, ".md").items():
        assert raw_markup(text) == [], path
    OpenAPIV31SpecValidator(json.loads(tree["openapi.json"])).validate()


# No shrinking: an example takes a second, and a failure is quick to read as it is.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=10, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(texts)
def test_any_text_stays_text(given_texts: list[str]) -> None:
    """Text of a page occurs in generated Python inside string constants only, and is no markup in Markdown."""
    check(unformatted(resources(given_texts)))


@pytest.mark.parametrize("batch", BATCHES, ids=[ascii(batch[0])[:20] for batch in BATCHES])
def test_nasty_text_stays_text(batch: list[str]) -> None:
    """So it is for each text that was thought of."""
    check(build(resources(batch)))


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(texts)
def test_specs_stay_in_their_folder(given_texts: list[str]) -> None:
    """The store gives every resource a safe path of its own, and reads back what it wrote."""
    made = [encodable(resource) for resource in resources(given_texts)]
    tree = tree_of(made)
    check_tree(tree)
    again, found = load_all(tree)
    assert found == []
    assert sorted(again.values(), key=str) == sorted(made, key=str)


CALL_EVERYTHING = """
import asyncio, importlib, inspect, json, pkgutil, sys, warnings
warnings.simplefilter("error")
import httpx2, odd
for module in pkgutil.walk_packages(odd.__path__, "odd."):
    importlib.import_module(module.name)
requests = []
def answer(request):
    requests.append(request)
    return httpx2.Response(200, json={"WasSuccessful": True, "Odd": 1})
def arguments(method):
    values = {}
    for parameter in inspect.signature(method).parameters.values():
        if parameter.default is parameter.empty:
            text = str(parameter.annotation)
            values[parameter.name] = 1 if "int" in text else "6f1c9a52-3c1e-4e0b-9c55-0d1f6a7b8c9d"
    return values
def members(thing):
    return [name for name in dir(type(thing)) if not name.startswith("_")]
async def every(client, skip):
    done = 0
    for group in set(members(client)) - skip:
        for resource in members(getattr(client, group)):
            for method in set(members(getattr(getattr(client, group), resource))) - {"with_raw_response"}:
                call = getattr(getattr(getattr(client, group), resource), method)
                result = call(**arguments(call))
                result = await result if inspect.isawaitable(result) else result
                done += 1
    return done
one = odd.Odd(token="t", http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))
two = odd.AsyncOdd(token="t", http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(answer)))
base = {"request", "with_options", "close", "aclose", "base_url"}
print(asyncio.run(every(one, base)), asyncio.run(every(two, base)), len(requests))
"""


def run(folder: Path, *command: str) -> str:
    """Run Python on a package that was written to a folder."""
    env = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *command], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.parametrize("batch", BATCHES[::4], ids=[ascii(batch[0])[:20] for batch in BATCHES[::4]])
def test_a_hostile_package_works(batch: list[str], tmp_path: Path) -> None:
    """It imports without a warning, and every method of both clients can be called."""
    for path, content in build(resources(batch)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    sync, other, sent = map(int, run(tmp_path, "-c", CALL_EVERYTHING).split())
    assert sync == other >= 3
    assert sent == sync + other


def test_the_check_itself_sees_code() -> None:
    """The test would notice text that became code."""
    assert suspects("src/x.py", 'x = "a"\nimport os\nos.system("b")  # c\n') == [
        "import os",
        "call of os.system",
        "# c",
    ]
    assert raw_markup("a <b> c\n| x | y |\n| x | y | z |\n") == ["<b>", "| x | y | z |"]
    assert ast.dump(ast.parse("x")) != ast.dump(ast.parse("y"))
