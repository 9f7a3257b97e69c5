"""What the tests of the reading half share: captured pages, read from below `tests/cases/<form>` and named alike wherever they are."""

import json
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, in_order
from generator.lending import link_api
from generator.reading import Reading, read_pages
from generator.spec import Endpoint, Enum

REPOSITORY = Path(__file__).resolve().parents[1]
CASES = REPOSITORY / "tests" / "cases"
FORMS = ("text", "markdown", "html")
#: What the page of a case is called; `page.path` names one elsewhere in the repository.
PAGE, LINK = "page.txt", "page.path"
PAGES = frozenset({PAGE, "page.md", "page.mdx", "page.html", LINK})
SPEC, FOUND = "expected.json", "diagnostics.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page of a case: the bytes as they were captured, and the name that it has in the goldens."""

    name: str
    data: bytes
    form: str = "text"
    page: str = PAGE

    @property
    def lines(self) -> list[bytes]:
        """The lines of the page, each with its end."""
        return self.data.splitlines(keepends=True)


def folders(*forms: str) -> list[Path]:
    """The folders of the cases of some forms, or of all."""
    return sorted(path for form in forms or FORMS for path in (CASES / form).iterdir() if path.is_dir())


def capture(folder: Path) -> Capture:
    """The page of a case: its own, or the one in the repository that `page.path` names."""
    path = next(path for path in sorted(folder.iterdir()) if path.name in PAGES)
    if path.name == LINK:
        path = REPOSITORY / path.read_text("utf-8").strip()
    return Capture(name=folder.name, data=path.read_bytes(), form=folder.parent.name, page=f"page{path.suffix}")


def captures(*forms: str) -> list[Capture]:
    """The pages of the cases of some forms, or of the text form."""
    return [capture(folder) for folder in folders(*(forms or ("text",)))]


def linked(*readings: Reading) -> tuple[list[Endpoint], list[Enum], tuple[Diagnostic, ...]]:
    """What one capture alone documents, as `parse` gives it."""
    pages = [(one.endpoint, one.enums) for one in readings if one.endpoint is not None]
    done, found = link_api(pages, [each for one in readings for each in one.found])
    return [e for e, _ in done], [enum for _, enums in done for enum in enums], in_order(found)


def printed(found: Diagnostic) -> str:
    """A finding as it is printed."""
    return f"{found.page}:{found.line}: {found.severity}[{found.code}]: {found.message}"


def golden(one: Capture) -> dict[str, str]:
    """The golden files of a page. Keys that have their usual value are left out, so that what the page says stands out."""
    endpoints, enums, found = linked(*read_pages(one.page, one.data))
    spec = {
        "endpoints": [e.model_dump(mode="json", by_alias=True, exclude_defaults=True) for e in endpoints],
        "enums": [e.model_dump(mode="json", by_alias=True, exclude_defaults=True) for e in enums],
    }
    text = json.dumps(spec, indent=1, ensure_ascii=False, sort_keys=False) + "\n"
    return {SPEC: text, FOUND: "".join(printed(d) + "\n" for d in found)}
