"""What the made site costs, all 210 resources of it: `python tests/benchmarks/whole_site.py [text|markdown|html]`, one build from nothing.

Prints seconds and megabytes of the first build and of one with nothing changed, the size of the package, how long it takes to import, and
how often each diagnostic came. Not a test: figures depend on the machine. With `--keep FOLDER` the project stays there.
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.docs_site import site

API = "rails"


def main() -> None:
    """Make the site, build it twice, and print what that took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("form", nargs="?", default="text", choices=sorted(site.FORMS))
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = asked.keep or Path(folder)
        specs = root / "specs" / API
        pages = site.write(specs / "pages", asked.form)
        (specs / "api.toml").write_text(site.api_toml(), encoding="utf-8")
        print(f"{asked.form}: {len(pages)} pages, {megabytes(pages):.1f} MB")
        for name in ("first build", "nothing changed"):
            seconds, out = build(root)
            print(f"{name}: {seconds:.1f} s, at most {peak():.0f} MB in one process")
            print(re.sub(r"(?m)^", "    ", out.rsplit("hint:", 1)[-1].partition("\n")[2].strip()))
        print("diagnostics:", dict(Counter(re.findall(r"(?:error|warning|info)\[(\w+)\]", out)).most_common()))
        package = root / "generated" / API
        code = [*package.rglob("*.py")]
        lines = sum(path.read_bytes().count(b"\n") for path in code)
        print(f"package: {len(code)} modules, {lines} lines, {megabytes(code):.1f} MB of Python")
        print(f"openapi.json: {megabytes([package / 'openapi.json']):.1f} MB")
        print(f"import: {imported(package):.2f} s")


def build(root: Path) -> tuple[float, str]:
    """The seconds that a build takes, and what it prints."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", str(root)], capture_output=True, text=True, check=True
    )
    return time.perf_counter() - began, done.stdout


def peak() -> float:
    """The most memory that any process of the builds had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def megabytes(paths: list[Path]) -> float:
    """The size of files."""
    return sum(path.stat().st_size for path in paths) / 1e6


def imported(package: Path) -> float:
    """The seconds until a client is made, in a process of its own, the start of Python left out."""
    code = (
        "import time; began = time.perf_counter(); import rails, sys; rails.Rails(token='t'); took = time.perf_counter() - began;"
        "assert not [one for one in sys.modules if one.count('.') == 2 and not one.startswith('rails._') and one.startswith('rails.')];"
        "print(took)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=package / "src", capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    main()
