"""The loop of a maintainer over real sockets: a documentation site is served, fetched, built, changed, broken, and released."""

import json
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.docs_site import edits, serving, site
from tests.docs_site.page import Page
from tests.workbench import Done, contents, run, snapshot

API = "rails"
GROUP, COLLECTION = "works", "workorders"
UPDATE, SEARCH = f"{GROUP}/put-{COLLECTION}", f"{GROUP}/get-{COLLECTION}"
PAGES = tuple(page for page in site.pages() if page.name.startswith(f"{GROUP}/") and COLLECTION in page.name)
FIELD = "PlannedFor"
TERMS = """
[[sources]]
url = "{origin}"
pages = ["/rest-api/"]

[fetch]
private = true
rate = 1000

[quarantine]
repeats = 2

[floors]
pages = {pages}
endpoints = {pages}
"""


@dataclass(slots=True)
class Docs:
    """The live docs: what is served may be changed while the server runs."""

    origin: str = ""
    changes: dict[str, edits.Edit] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    empty: bool = False

    def render(self, page: Page, form: str) -> str:
        """A page as it is now; a broken one ends in the middle."""
        change = self.changes.get(page.name)
        text = site.render(change(page) if change else page, form)
        return "" if self.empty else text[: len(text) // 2] if page.name in self.broken else text


@pytest.fixture(scope="module")
def served() -> Iterator[Docs]:
    """A site of one entity with all of its pages, on this machine."""
    live = Docs()
    with serving.serve(PAGES, live.render) as origin:
        live.origin = origin
        yield live


@pytest.fixture
def docs(served: Docs) -> Docs:
    """The same, as it is at first."""
    served.changes.clear()
    served.broken.clear()
    served.empty = False
    return served


def empty_project(docs: Docs, root: Path, pages: int = len(PAGES)) -> Path:
    """A project that has nothing of the API but its `api.toml`; with fewer pages there is nothing of it."""
    folder = root / "specs" / API
    folder.mkdir(parents=True)
    (folder / "api.toml").write_text(site.api_toml() + TERMS.format(origin=docs.origin, pages=pages), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(served: Docs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was fetched and built."""
    root = empty_project(served, tmp_path_factory.mktemp("built"))
    step(root, "fetch", API)
    step(root, "build")
    return root


@pytest.fixture
def project(built: Path, docs: Docs, tmp_path: Path) -> Path:
    """A copy of it, while the site is as it was."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def version_of(project: Path) -> str:
    """The version of the package."""
    return str(tomllib.loads((project / "specs" / API / "api.toml").read_text("utf-8"))["package"]["version"])


def page_of(project: Path, name: str) -> Path:
    """The capture of a page."""
    return project / "specs" / API / "pages" / "rest-api" / f"{name}.md"


def step(project: Path, *command: str, code: int = 0) -> Done:
    """A command that ends as expected."""
    done = run(project, *command)
    assert done.code == code, done.out + done.err
    return done


def shown(done: Done, name: str) -> int:
    """A number of the table that a command ends with."""
    return next(int(line.split()[-1]) for line in done.out.splitlines() if line.startswith(f"{name} "))


def test_from_an_address_to_a_package(docs: Docs, tmp_path: Path) -> None:
    """One fetch and one build make everything; pages are called by their addresses, and the lock knows where and when."""
    project = empty_project(docs, tmp_path)
    done = step(project, "fetch", API)
    assert shown(done, "new") == len(PAGES) == shown(done, "pages asked")
    assert all(page_of(project, page.name).is_file() for page in PAGES)
    lock = json.loads((project / "specs" / API / "pages.lock.json").read_text("utf-8"))["pages"]
    assert all(entry["url"] and entry["captured"].endswith("Z") and entry["sha256"] for entry in lock.values())
    step(project, "build")
    assert step(project, "check").out.endswith("clean: specs and packages are what the pages give\n")
    spec = json.loads((project / f"specs/{API}/resources/{GROUP}/{COLLECTION}.json").read_text("utf-8"))
    assert all(
        one["source"]["url"].endswith(f"/rest-api/{GROUP}/{one['source']['page'].split('/')[-1][:-3]}")
        for one in spec["endpoints"]
    )


def test_a_run_that_finds_nothing_new_leaves_no_trace(project: Path) -> None:
    """Fetched again, not even a time in the lock changes, and the live docs are what the repository has."""
    before = contents(project)
    assert shown(step(project, "fetch", API), "unchanged") == len(PAGES)
    assert contents(project) == before
    assert step(project, "check", "--live").out.endswith("clean: specs and packages are what the live docs give\n")


def test_docs_that_change_are_told_fetched_built_and_released(project: Path, docs: Docs) -> None:
    """A newly required argument: seen live without a trace, then fetched, told as drift, built, and released as what breaks."""
    docs.changes[UPDATE] = edits.row(FIELD, required=True)
    before = snapshot(project)
    told = step(project, "check", "--live", API, code=1).out
    assert f"live docs of {API}: " in told and f"  changed: rest-api/{UPDATE}.md" in told
    assert f"WorkOrder.update.request.{FIELD}: now required" in told
    assert f"{API}.works.work_orders.WorkOrders.update(planned_for=)" in told
    assert snapshot(project) == before
    notice = f"::notice title=live docs::{API}: changed: rest-api/{UPDATE}.md"
    assert notice in step(project, "check", "--live", API, "--format", "github", code=1).out.splitlines()
    live = json.loads(step(project, "check", "--live", "--format", "json", code=1).out)["live"]
    assert live[0]["pages"] == {f"rest-api/{UPDATE}.md": "changed"} and live[0]["severity"] == "breaking"
    assert shown(step(project, "fetch", API), "changed") == 1
    assert f"WorkOrder.update.request.{FIELD}: now required" in step(project, "check", code=1).out
    assert f"{API}: 0.1.0 \u2192 0.2.0: 1 breaking" in step(project, "build", "--bump").out
    assert step(project, "check", "--live").out.endswith("clean: specs and packages are what the live docs give\n")


def test_a_broken_page_is_kept_aside(project: Path, docs: Docs) -> None:
    """A page that ends in the middle is no truth: it is kept aside and told, what was good stays, and a mended one clears all that."""
    before = contents(project)
    docs.broken.add(UPDATE)
    done = step(project, "fetch", API)
    assert shown(done, "held") == 1 and f"specs/{API}/pages/rest-api/{UPDATE}.md" in done.out
    held = project / "specs" / API / "quarantine" / "rest-api" / f"{UPDATE}.md"
    assert (
        held.is_file()
        and page_of(project, UPDATE).read_bytes() == before[page_of(project, UPDATE).relative_to(project).as_posix()]
    )
    assert "warning[W15" in step(project, "check").out
    assert f"  held: rest-api/{UPDATE}.md" in step(project, "check", "--live", code=1).out
    docs.broken.clear()
    step(project, "fetch", API)
    assert contents(project) == before


def test_what_is_lost_for_good_is_believed_in_the_end(project: Path, docs: Docs) -> None:
    """A field that is gone in every run is taken for gone after as many as `api.toml` says, with a word; the release breaks."""
    docs.changes[UPDATE] = lambda page: edits.each_row(page, lambda row: None if row.name == FIELD else row)
    for _ in range(2):
        assert shown(step(project, "fetch", API), "held") == 1
    done = step(project, "fetch", API)
    assert shown(done, "repeated") == 1 and "warning[W152]" in done.out
    done = step(project, "build", "--bump")
    assert f"{API}: 0.1.0 \u2192 0.2.0: " in done.out and version_of(project) == "0.2.0"
    history = (project / "specs" / API / "CHANGELOG.md").read_text("utf-8")
    assert "### Breaking" in history and f"WorkOrder.update.request.{FIELD}" in history
    step(project, "check")


def test_what_is_lost_can_be_accepted_at_once(project: Path, docs: Docs) -> None:
    """Somebody who has looked accepts the loss by the address of the endpoint."""
    docs.changes[UPDATE] = lambda page: edits.each_row(page, lambda row: None if row.name == FIELD else row)
    step(project, "fetch", API)
    done = step(project, "fetch", API, "--accept", "WorkOrder.update")
    assert shown(done, "accepted") == 1 and not (project / "specs" / API / "quarantine").exists()
    assert f"WorkOrder.update.request.{FIELD}" in step(project, "check", code=1).out


def test_a_site_that_is_empty_takes_nothing_away(project: Path, docs: Docs) -> None:
    """All pages without content: nothing is promoted, nothing of the package changes, and the run fails."""
    before = contents(project)
    docs.empty = True
    step(project, "fetch", API, code=3)
    assert {path: data for path, data in contents(project).items() if "/pages/" in path} == {
        path: data for path, data in before.items() if "/pages/" in path
    }
