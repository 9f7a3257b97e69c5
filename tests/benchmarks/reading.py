"""How many pages a second each reader reads: `python tests/benchmarks/reading.py FOLDER`, medians of five runs, one line a form.

For HTML it also says how many times as long that takes as lxml alone, which only parses; ten times is the most it should be.

Not a test: figures depend on the machine. FOLDER holds captures in any form; without one, the pages of `specs/` are read.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from generator.pages import load
from generator.parsing import expand
from generator.readers import html
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
        seconds = statistics.median(timed(read_pages, pages) for _ in range(RUNS))
        line = f"{form}: {len(pages)} files, {len(pages) / seconds:.0f} a second"
        if form == "html":
            alone = statistics.median(timed(parse_only, pages) for _ in range(RUNS))
            blocks = statistics.median(timed(blocks_only, pages) for _ in range(RUNS))
            line += f"; to blocks {blocks / alone:.1f} times lxml alone, to endpoints {seconds / alone:.1f} times"
        print(line)


def timed(work: Callable[[str, bytes], object], pages: list[tuple[str, bytes]]) -> float:
    """The seconds that some work on all pages takes."""
    began = time.process_time()
    for name, data in pages:
        work(name, data)
    return time.process_time() - began


def parse_only(name: str, data: bytes) -> object:
    """A page through lxml's HTML parser and no further."""
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))


def blocks_only(name: str, data: bytes) -> object:
    """A page to its blocks and no further."""
    page, _ = load(name, data)
    return html.read(page) if page is not None else None


if __name__ == "__main__":
    main()
