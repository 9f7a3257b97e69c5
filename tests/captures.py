"""What the tests of the reading half share: captured pages, read from below `tests/cases` and named alike wherever they are."""

import json
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, in_order
from generator.enums import link_api
from generator.reading import Reading, read_page
from generator.spec import Endpoint, Enum

REPOSITORY = Path(__file__).resolve().parents[1]
CASES = REPOSITORY / "tests" / "cases" / "text"
PAGE, LINK, SPEC, FOUND = "page.txt", "page.path", "expected.json", "diagnostics.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page of a case: the bytes as they were captured."""

    name: str
    data: bytes

    @property
    def lines(self) -> list[bytes]:
        """The lines of the page, each with its end."""
        return self.data.splitlines(keepends=True)


def folders() -> list[Path]:
    """The folders of all cases."""
    return sorted(path for path in CASES.iterdir() if path.is_dir())


def capture(folder: Path) -> Capture:
    """The page of a case: its own, or the one in the repository that `page.path` names."""
    link = folder / LINK
    path = REPOSITORY / link.read_text("utf-8").strip() if link.exists() else folder / PAGE
    return Capture(name=folder.name, data=path.read_bytes())


def captures() -> list[Capture]:
    """The pages of all cases."""
    return [capture(folder) for folder in folders()]


def linked(reading: Reading) -> tuple[list[Endpoint], list[Enum], tuple[Diagnostic, ...]]:
    """What one page alone documents, as `parse` gives it."""
    pages = [(reading.endpoint, reading.enums)] if reading.endpoint is not None else []
    done, found = link_api(pages)
    return [e for e, _ in done], [enum for _, enums in done for enum in enums], in_order((*reading.found, *found))


def printed(found: Diagnostic) -> str:
    """A finding as it is printed."""
    return f"{found.page}:{found.line}: {found.severity}[{found.code}]: {found.message}"


def golden(one: Capture) -> dict[str, str]:
    """The golden files of a page. Keys that have their usual value are left out, so that what the page says stands out."""
    endpoints, enums, found = linked(read_page(PAGE, one.data))
    spec = {
        "endpoints": [e.model_dump(mode="json", by_alias=True, exclude_defaults=True) for e in endpoints],
        "enums": [e.model_dump(mode="json", by_alias=True, exclude_defaults=True) for e in enums],
    }
    text = json.dumps(spec, indent=1, ensure_ascii=False, sort_keys=False) + "\n"
    return {SPEC: text, FOUND: "".join(printed(d) + "\n" for d in found)}
