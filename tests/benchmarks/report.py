"""What the review page of the made site costs, all 1,630 pages of it: `python -m tests.benchmarks.report [text|markdown|html]`.

Prints seconds and megabytes of writing it (after one build), the size of its parts, and, where Chromium is installed, the milliseconds
until the overview and one endpoint are there, and of each letter of a search. Not a test: figures depend on the machine. With
`--keep FOLDER` the project stays there, and is not built again.
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pytest

from tests.browsing import Look, browser, looking
from tests.docs_site import site

API = "rails"
FIELD = "#WorkOrder.update.request.Title"
TYPED = "workorder update title"
TURNS = 5


def main() -> None:
    """Make the site, build it, write its review page, and look at that."""
    parser = argparse.ArgumentParser()
    parser.add_argument("form", nargs="?", default="markdown", choices=sorted(site.FORMS))
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = asked.keep or Path(folder)
        specs = root / "specs" / API
        if not (specs / "resources").is_dir():
            site.write(specs / "pages", asked.form)
            (specs / "api.toml").write_text(site.api_toml(), encoding="utf-8")
        run(root, "build")
        seconds = run(root, "report", API)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        path = root / ".docs2client-cache" / f"report-{API}.html"
        print(f"written in {seconds:.1f} s; at most {peak:.0f} MB in one process, builds included")
        sizes(path)
        try:
            looks(path)
        except pytest.skip.Exception as reason:
            print(reason)


def run(root: Path, *arguments: str) -> float:
    """The seconds that a command takes."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "generator", *arguments, "--root", str(root)], check=True, capture_output=True
    )
    return time.perf_counter() - began


def sizes(path: Path) -> None:
    """Print how big the file and its parts are."""
    data = path.read_bytes()
    blocks = {name.decode(): len(text) for name, text in re.findall(rb'id="([\w-]+)">([^<]*)</script>', data)}
    chunks = [size for name, size in blocks.items() if name.startswith("chunk-")]
    rest = ", ".join(f"{name} {size / 1e3:.0f} kB" for name, size in blocks.items() if not name.startswith("chunk-"))
    print(
        f"{len(data) / 1e6:.2f} MB: {len(chunks)} chunks of {median(chunks) / 1e3:.0f} kB, at most {max(chunks) / 1e3:.0f} kB; {rest}"
    )


def looks(path: Path) -> None:
    """Print how long it takes to see something."""
    with browser() as chromium:
        for name, fragment in (("overview", ""), ("endpoint", FIELD)):
            times = []
            for _ in range(TURNS):
                with looking(chromium) as look:
                    times.append(opened(look, path, fragment))
            print(f"{name}: {median(times):.0f} ms from the start of navigation, at most {max(times):.0f}")
        with looking(chromium) as look:
            opened(look, path, "")
            look.page.keyboard.press("/")
            look.page.keyboard.type(TYPED)
            look.page.wait_for_selector("#results li")
            letters = look.values("performance.getEntriesByName('search').map((one) => one.duration)")
            print(
                f"search: {median(letters):.0f} ms a letter, at most {max(letters):.0f}; found {look.text('#results li .result-text')}"
            )


def opened(look: Look, path: Path, fragment: str) -> float:
    """The milliseconds from the start of navigation until the view is there."""
    look.open(path, fragment)
    look.page.wait_for_function("performance.getEntriesByName('shown').length > 0")
    return float(look.values("performance.getEntriesByName('shown')[0].startTime"))


if __name__ == "__main__":
    main()
