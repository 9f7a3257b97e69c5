"""What importing a package of 210 resources costs: `python -m tests.benchmarks.importing [FOLDER]`, a table of medians.

Compares the package of the made site (built now, or that of a project in FOLDER) with the same package made eager: a copy in which each
group imports all of its resources, as clients commonly do. Each figure is the median over fresh processes, the start of Python left
out, compiled files in place. Not a test: figures depend on the machine.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.whole_site import API, build
from tests.docs_site import site

#: What is done, in the order of the table. A call is answered on the spot, so that what it costs is ours.
CLIENT = "import rails; client = rails.Rails(token='x')"
ANSWERED = (
    "import httpx2, rails; client = rails.Rails(token='x', http_client=httpx2.Client(transport=httpx2.MockTransport("
    "lambda request: httpx2.Response(200, json={'Id': 1}))))"
)
USE = "client.works.work_orders.get(1)"
STEPS: tuple[tuple[str, str], ...] = (
    ("httpx2 and pydantic alone", "import httpx2, pydantic; pydantic.BaseModel; httpx2.Client"),
    ("import and a client", CLIENT),
    ("and one class of a group", f"{CLIENT}; from rails.works import WorkOrder"),
    ("and a first call", f"{ANSWERED}; {USE}"),
    ("and the same call again", f"{ANSWERED}; {USE}; {USE}"),
)
MEASURE = (
    "import json, resource, sys, time\n"
    "began = time.perf_counter()\n"
    "{code}\n"
    "took = time.perf_counter() - began\n"
    "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024\n"
    "print(json.dumps([took * 1000, peak, len(sys.modules), sum(one.startswith('rails.') for one in sys.modules)]))"
)
#: The columns of the table.
COLUMNS = ("milliseconds", "MB at most", "modules", "of ours")


def main() -> None:
    """Measure all steps with both packages and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = asked.folder or made(Path(scratch) / "project")
        lazy = root / "generated" / API / "src"
        eager = made_eager(lazy, Path(scratch) / "eager")
        print(f"{'':38}" + "".join(f"{column:>14}" for column in COLUMNS))
        for step, code in STEPS:
            for name, source in (("lazy", lazy), ("eager", eager)) if "rails" in code else (("", lazy),):
                figures = [
                    f"{value:14.1f}" if value % 1 else f"{value:14.0f}" for value in median(source, code, asked.runs)
                ]
                print(f"{step:30}{name:8}" + "".join(figures))


def made(root: Path) -> Path:
    """A project whose package is built of the whole site."""
    specs = root / "specs" / API
    site.write(specs / "pages", "text")
    (specs / "api.toml").write_text(site.api_toml(), encoding="utf-8")
    build(root)
    return root


def made_eager(lazy: Path, into: Path) -> Path:
    """A copy of a package that imports everything at once."""
    shutil.copytree(lazy, into, ignore=shutil.ignore_patterns("__pycache__"))
    package = into / API
    groups = sorted(path.parent for path in package.glob("*/__init__.py") if not path.parent.name.startswith("_"))
    for folder in (*groups, package):
        names = [path.name for path in groups] if folder == package else [path.stem for path in folder.glob("[!_]*.py")]
        with (folder / "__init__.py").open("a", encoding="utf-8") as file:
            file.writelines(f"from . import {name}\n" for name in sorted(names))
    return into


def median(source: Path, code: str, runs: int) -> list[float]:
    """The median of each figure; the first run, which compiles, does not count."""
    command = [sys.executable, "-c", MEASURE.format(code=code)]
    # Where compiled files are not kept, every run would measure the compiler.
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    outputs = [
        subprocess.run(command, cwd=source, env=env, capture_output=True, text=True, check=True).stdout
        for _ in range(runs + 1)
    ]
    return [statistics.median(figures) for figures in zip(*map(json.loads, outputs[1:]), strict=True)]


if __name__ == "__main__":
    main()
