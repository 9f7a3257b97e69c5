"""Tests of generated packages as their users have them: type checkers, their own tests, an installation, a real server.

Each slow thing is one test: the packages of the repository and of the cases are checked together.
"""

import ast
import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import textwrap
import venv
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from openapi_spec_validator import validate as validate_document
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from generator import pipeline
from tests import captures
from tests.docs_site import loopback, site
from tests.test_package_cases import NAMES, lay_out
from tests.test_site_to_calls import PACKAGE as SITE
from tests.test_site_to_calls import chosen
from tests.workbench import API, REPOSITORY, copy_of_repository

SPEC = json.loads((REPOSITORY / f"specs/{API}/resources/spaces/accesstokens.json").read_bytes())
ANSWERS = {answer["status"]: answer["example"] for answer in SPEC["endpoints"][0]["responses"]}

#: Code as users write it, and code that type checkers must refuse on each line that says `# wrong`, and on no other.
TYPING = REPOSITORY / "tests/typing"
USERS = ("nexudus_user.py", "rails_user.py")
WRONG = "wrong.py"
#: What stands before the example of the repository's README that shows the package of the site.
BEFORE = "from rails import Rails\n\nclient = Rails()\n"

#: Packages of pages of every kind, by the form of the pages.
OF_KINDS = {form: f"quay_{form}" for form in captures.FORMS}
#: Packages whose document is not of OpenAPI 3.1.
VERSIONS = {"aviary": "3.0", "ferry": "3.0", "quay_html": "3.0"}
KINDS = (
    *("search", "get-one", "batch", "create", "update", "delete", "list-commands", "run-command", "nested-answers"),
    *(
        "market-available",
        "market-calendar",
        "market-search",
        "market-book",
        "market-book-delete",
        "migrated-run-command",
    ),
    *("token", "token-refresh", "portal-list", "portal-profile"),
)
QUAY = """
[api]
name = "{name}"
title = "Quay"
base_url = "https://quay.example.com"

[package]
distribution = "{name}"
import_name = "{name}"
client = "{client}"
version = "0.1.0"
openapi_version = "{openapi}"

[conventions]
resource_path = "/api/{{group}}/{{collection}}"

[conventions.envelope]
success = "WasSuccessful"
message = "Message"
errors = "Errors"
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The package of the repository and those of the cases, built as they are now."""
    made: dict[str, Path] = {}
    for name in (API, *NAMES):
        root = tmp_path_factory.mktemp(name)
        project = copy_of_repository(root) if name == API else lay_out(name, root)
        output = pipeline.make(project, name)
        pipeline.write(project, [output])
        made[name] = project / "generated" / name
    for form, name in OF_KINDS.items():
        project = of_kinds(form, name, tmp_path_factory.mktemp(name))
        output = pipeline.make(project, name)
        assert [one for one in output.found if one.severity == "error"] == []
        pipeline.write(project, [output])
        made[name] = project / "generated" / name
    made[SITE] = of_site(tmp_path_factory.mktemp(SITE))
    return made


def of_site(root: Path) -> Path:
    """The package of a few entities of the made site: lists in pages, edits, every kind of method."""
    specs = root / "specs" / SITE
    site.save(specs / "pages", {f"{page.name}.txt": site.render(page, "text") for page in chosen()})
    (specs / "api.toml").write_text(site.api_toml(), encoding="utf-8")
    output = pipeline.make(root, SITE)
    assert [one for one in output.found if one.severity == "error"] == []
    pipeline.write(root, [output])
    return root / "generated" / SITE


def of_kinds(form: str, name: str, root: Path) -> Path:
    """A project whose only API has a page of every kind, in one form."""
    pages = root / "specs" / name / "pages"
    pages.mkdir(parents=True)
    (root / "specs" / name / "api.toml").write_text(
        QUAY.format(name=name, client=f"Quay{form.title()}", openapi=VERSIONS.get(name, "3.1")), encoding="utf-8"
    )
    for kind in KINDS:
        (page,) = (captures.CASES / form / kind).glob("page.*")
        shutil.copyfile(page, pages / f"{kind}{page.suffix}")
    return root


def environment(packages: dict[str, Path]) -> dict[str, str]:
    """An environment in which all packages can be imported."""
    sources = os.pathsep.join(str(folder / "src") for folder in packages.values())
    return {**os.environ, "PYTHONPATH": sources, "MYPYPATH": sources}


def run(command: list[str], folder: Path, env: dict[str, str] | None = None) -> str:
    """Run a command that must succeed."""
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def sources(packages: dict[str, Path]) -> list[str]:
    """The folders of the import packages."""
    return [str(folder) for root in packages.values() for folder in (root / "src").iterdir()]


def wrong_lines() -> set[int]:
    """The lines that must be refused."""
    lines = (TYPING / WRONG).read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if "# wrong" in line}


def lay_out_users(folder: Path, packages: dict[str, Path]) -> list[str]:
    """The code of users and of the READMEs, in a folder where nothing else can be imported from; the names of what is right."""
    for name in (*USERS, WRONG):
        shutil.copyfile(TYPING / name, folder / name)
    shown = ["readme.py"]
    (folder / "readme.py").write_text(BEFORE + shown_by_repository(), encoding="utf-8")
    for name, package in packages.items():
        readme = (package / "README.md").read_text(encoding="utf-8")
        # What imports nothing is a part of an example.
        blocks = [one for one in examples(readme) if "import " in one]
        assert len(blocks) >= 2
        for number, block in enumerate(blocks):
            # What is only imported is of no use to a checker.
            text = f"{block}\n__all__ = {imported(block)}\n"
            (folder / f"{name}_readme{number}.py").write_text(text, encoding="utf-8")
            shown.append(f"{name}_readme{number}.py")
    return [*USERS, *shown]


def examples(readme: str) -> list[str]:
    """The Python code that a README shows."""
    return re.findall(r"(?ms)^```python\n(.*?)^```", readme)


def shown_by_repository() -> str:
    """The example of the repository's README that walks a list and edits its records."""
    (code,) = (one for one in examples((REPOSITORY / "README.md").read_text(encoding="utf-8")) if ".edit(" in one)
    return code


def imported(code: str) -> list[str]:
    """The names that a piece of code imports from somewhere."""
    found = [node for node in ast.parse(code).body if isinstance(node, ast.ImportFrom)]
    return [alias.name for node in found for alias in node.names]


def test_mypy_accepts_packages_and_user_code(packages: dict[str, Path], tmp_path: Path) -> None:
    """Strictly: the packages, and typical code with the types that it says it sees; wrong calls are refused, each on its line."""
    users = lay_out_users(tmp_path, packages)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary"]
    env = environment(packages)
    run([*command, *sources(packages), *users], tmp_path, env)
    done = subprocess.run([*command, WRONG], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    refused = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    assert refused == wrong_lines()


def test_pyright_accepts_packages_and_user_code(packages: dict[str, Path], tmp_path: Path) -> None:
    """Strictly, too, and it refuses the same lines."""
    users = lay_out_users(tmp_path, packages)
    paths = [str(folder / "src") for folder in packages.values()]
    settings = {
        "typeCheckingMode": "strict",
        # Relative, for pyright passes over what is absolute without a word.
        "include": [*users, WRONG, *(os.path.relpath(one, tmp_path) for one in sources(packages))],
        "extraPaths": paths,
        "pythonVersion": "3.11",
        # Of one file to another inside a package: both are ours.
        "reportPrivateUsage": "none",
    }
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "--outputjson"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    came = json.loads(done.stdout)
    modules = [path for one in sources(packages) for path in Path(one).rglob("*.py")]
    assert came["summary"]["filesAnalyzed"] == len(users) + 1 + len(modules)
    told = came["generalDiagnostics"]
    assert [one for one in told if Path(one["file"]).name != WRONG] == []
    assert {one["range"]["start"]["line"] + 1 for one in told} == wrong_lines()


ALL = [API, *NAMES, *OF_KINDS.values(), SITE]


def test_packages_pass_their_own_tests(packages: dict[str, Path]) -> None:
    """The generated tests pass, and warnings are errors."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts="]
    # They wait most of the time: for servers that say when to come back, and for tokens that run out.
    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(lambda name: run([*command, "--no-header", "-rN"], packages[name]), ALL))
    assert [name for name, one in zip(ALL, said, strict=True) if " passed" not in one] == []


@pytest.mark.parametrize("name", ALL)
def test_the_document_of_a_package_is_valid(packages: dict[str, Path], name: str) -> None:
    """`openapi.json` is a document of the version that api.toml asks for."""
    described = json.loads((packages[name] / "openapi.json").read_bytes())
    assert described["openapi"].startswith(VERSIONS.get(name, "3.1"))
    validate_document(described)


#: What is done with the package of the site, and the modules of its groups that are loaded by it.
LOADED = (
    ("import rails; rails.Rails(token='x'); rails.AsyncRails(token='x')", ()),
    ("from rails import errors, shared; from rails.errors import NotFoundError", ()),
    ("import rails; rails.Rails(token='x').works", ("works",)),
    ("import rails; rails.Rails(token='x').works.work_orders", ("works", "works.work_orders")),
    ("import rails.works; dir(rails.works)", ("works",)),
    ("from rails.works import Result", ("works",)),
    ("from rails.works import WorkOrder", ("works", "works.work_orders")),
    ("from rails.stations import LockerBanks", ("stations", "stations.locker_banks")),
)


@pytest.mark.parametrize(("code", "loaded"), LOADED, ids=[code for code, _ in LOADED])
def test_a_package_loads_what_is_used(packages: dict[str, Path], code: str, loaded: tuple[str, ...]) -> None:
    """No resource is loaded before it is used, and then it alone with its group."""
    show = "import sys; print(*sorted(one[6:] for one in sys.modules if one.startswith('rails.')))"
    found = run([sys.executable, "-c", f"{code}\n{show}"], packages[SITE], environment(packages)).split()
    ours = [one for one in found if one not in ("client", "errors", "shared") and not one.startswith("_runtime")]
    assert ours == list(loaded)


def test_a_name_that_a_group_does_not_have(packages: dict[str, Path]) -> None:
    """It is an ImportError and an AttributeError as everywhere, and `import *` gives all that there is."""
    code = (
        "import rails.works\n"
        "try:\n    from rails.works import Nothing\nexcept ImportError as error:\n    print(error)\n"
        "print(hasattr(rails.works, 'nothing'))\n"
        "from rails.works import *\nprint(WorkOrder.__module__, OrderState.DONE.name)"
    )
    first, *rest = run([sys.executable, "-c", code], packages[SITE], environment(packages)).splitlines()
    assert first.startswith("cannot import name 'Nothing' from 'rails.works'")
    assert rest == ["False", "rails.works.work_orders DONE"]


async def answer(request: Request) -> JSONResponse:
    """The documented behaviour of the endpoint."""
    if request.headers.get("authorization") not in ("Bearer good", "Basic dXNlcjpwYXNz"):
        return JSONResponse({"Message": "who are you?"}, status_code=401)
    body = await request.json()
    if body.get("AccessCode") == "slow":
        await asyncio.sleep(2)
    if body.get("AccessCode") == "":
        return JSONResponse(ANSWERS[400], status_code=400)
    if body.get("AccessCode") == "denied":
        return JSONResponse({**ANSWERS[400], "Status": 200})
    return JSONResponse({**ANSWERS[200], "Value": {"Id": body["Id"]}, "Received": body})


def serving() -> AbstractContextManager[str]:
    """A real server on a free port, and its address."""
    return loopback.serve(Starlette(routes=[Route("/api/spaces/accesstokens", answer, methods=["PUT"])]))


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


#: What a new user does; run by the Python that has the installed package and nothing else. Arguments: a server, and none.
FIRST_USE = """
import asyncio, sys
from nexudus import AsyncNexudus, Nexudus, errors

server, nobody = sys.argv[1:]
call = dict(id=7, business_id=1, minutes_included=60)

def check(kind, error, rows=0):
    assert type(error) is kind, error
    assert isinstance(error, errors.NexudusError)
    assert len(error.errors) == rows, error.errors
    assert "good" not in f"{error!r} {error}"

def expect(kind, run, rows=0):
    try:
        run()
    except errors.NexudusError as error:
        check(kind, error, rows)
        return error
    raise AssertionError(f"no {kind.__name__}")

with Nexudus(token="good", base_url=server) as client:
    update = client.spaces.access_tokens.update
    result = update(access_code="x", valid_from=None, **call)
    assert result.was_successful is True and result.value.id == 7, result
    assert result.model_extra["Received"] == {
        "Id": 7, "BusinessId": 1, "AccessCode": "x", "MinutesIncluded": 60, "ValidFrom": None
    }
    error = expect(errors.BadRequestError, lambda: update(access_code="", **call), rows=1)
    assert (error.status_code, error.errors[0].property_name, error.errors[0].message) == (
        400, "AccessCode", "is a required field"
    )
    expect(errors.OperationFailedError, lambda: update(access_code="denied", **call), rows=1)
    expect(errors.InvalidRequestError, lambda: update(access_code=1, **call))
with Nexudus(token="bad", base_url=server) as client:
    error = expect(errors.AuthenticationError, lambda: client.spaces.access_tokens.update(access_code="x", **call))
    assert error.status_code == 401
with Nexudus(token="good", base_url=server, timeout=0.3) as client:
    expect(errors.TimedOutError, lambda: client.spaces.access_tokens.update(access_code="slow", **call))
with Nexudus(token="good", base_url=nobody) as client:
    expect(errors.ConnectionFailedError, lambda: client.spaces.access_tokens.update(access_code="x", **call))

async def main():
    async def expect(kind, call, rows=0):
        try:
            await call
        except errors.NexudusError as error:
            return check(kind, error, rows)
        raise AssertionError(f"no {kind.__name__}")

    async with AsyncNexudus(username="user", password="pass", base_url=server) as client:
        update = client.spaces.access_tokens.update
        assert (await update(access_code="x", **call)).value.id == 7
        await expect(errors.BadRequestError, update(access_code="", **call), rows=1)
        await expect(errors.OperationFailedError, update(access_code="denied", **call), rows=1)
    async with AsyncNexudus(token="bad", base_url=server) as client:
        await expect(errors.AuthenticationError, client.spaces.access_tokens.update(access_code="x", **call))
    async with AsyncNexudus(token="good", base_url=server, timeout=0.3) as client:
        await expect(errors.TimedOutError, client.spaces.access_tokens.update(access_code="slow", **call))
    async with AsyncNexudus(token="good", base_url=nobody) as client:
        await expect(errors.ConnectionFailedError, client.spaces.access_tokens.update(access_code="x", **call))

asyncio.run(main())
print("done")
"""


def test_a_new_user_installs_it_and_updates_an_access_token(packages: dict[str, Path], tmp_path: Path) -> None:
    """pip installs it from its folder into an empty environment, with its two dependencies, and it works on a real server."""
    venv.create(tmp_path / "empty", with_pip=True)
    python = str(next((tmp_path / "empty").glob("[bS]*/python*")))
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, str(packages[API])], tmp_path)
    (tmp_path / "first.py").write_text(textwrap.dedent(FIRST_USE), encoding="utf-8")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    with serving() as server:
        command = [python, "-W", "error", "first.py", server, f"http://127.0.0.1:{free_port()}"]
        assert run(command, tmp_path, clean).strip() == "done"
