"""How many pages a second each reader reads: `python tests/benchmarks/reading.py FOLDER`, medians of five runs, one line a form.

Not a test: figures depend on the machine. FOLDER holds captures in any form; without one, the pages of `specs/` are read.
"""

import statistics
import sys
import time
from pathlib import Path

from generator.pages import load
from generator.parsing import expand
from generator.reading import read_pages

RUNS = 5


def main() -> None:
    """Read everything five times and print the medians."""
    files, _ = expand(sys.argv[1:] or [str(path) for path in Path("specs").glob("*/pages")])
    captures: dict[str, list[tuple[str, bytes]]] = {}
    for name in files:
        data = Path(name).read_bytes()
        page, _ = load(name, data)
        if page is not None:
            captures.setdefault(page.form, []).append((name, data))
    for form, pages in sorted(captures.items()):
        seconds = statistics.median(timed(pages) for _ in range(RUNS))
        print(f"{form}: {len(pages)} files, {len(pages) / seconds:.0f} a second")


def timed(pages: list[tuple[str, bytes]]) -> float:
    """The seconds that one reading of all pages takes."""
    began = time.perf_counter()
    for name, data in pages:
        read_pages(name, data)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
