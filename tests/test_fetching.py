"""Tests of the command `fetch` with a fetch that needs no network: files, exit codes, what is printed, and that it is all or nothing."""

import io
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator import fetching, pipeline, quarantine, recall
from generator.captures import Capture, Fetched
from generator.cli.common import progress
from generator.codes import CODES
from generator.config import ApiConfig
from generator.lock import Lock
from generator.manifest import digest
from generator.pipeline import Progress
from tests.workbench import API, PAGE, contents, copy_of_repository, pages, replace, run, snapshot, without_tables

SOURCE = '\n[[sources]]\nurl = "https://docs.example/llms.txt"\n'
ADDRESS, URL = "AccessToken.update", f"https://docs.example/{PAGE}"
FIELD = "MacAddress\nstring\nMAC address of the device associated with this token.\n"


class Site:
    """What the live docs have, and how often they were asked; `found` is what a run has to say."""

    def __init__(self, root: Path) -> None:
        self.pages: dict[str, bytes] = {path.name: path.read_bytes() for path in pages(root).iterdir()}
        self.day, self.resumed, self.gone, self.failed = 0, 0, tuple[str, ...](), tuple[str, ...]()
        self.during: Callable[[], None] = lambda: None

    def fetch(
        self,
        config: ApiConfig,
        folder: Path,
        lock: Lock,
        on_disk: Mapping[str, str],
        journal: Path,
        progress: Progress,
    ) -> Fetched:
        """Give all pages."""
        assert (
            config.sources
            and folder.name == API
            and on_disk == {path.name: digest(path.read_bytes()) for path in (folder / "pages").iterdir()}
        )
        self.day += 1
        journal.mkdir(parents=True, exist_ok=True)
        (journal / "answer").write_bytes(b"kept")
        progress("fetching", 1, 1)
        self.during()
        came = tuple(
            Capture(
                path=path, url=f"https://docs.example/{path}", data=data, captured=f"2026-02-{self.day:02}T00:00:00Z"
            )
            for path, data in self.pages.items()
            if path not in self.failed
        )
        return Fetched(
            captures=came, gone=self.gone, failed=self.failed, requests=len(came) - self.resumed, resumed=self.resumed
        )

    def lose(self, old: str = FIELD, new: str = "") -> None:
        """One page lacks something from now on."""
        text = self.pages[PAGE].decode()
        assert old in text
        self.pages[PAGE] = text.replace(old, new).encode()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose API has a source."""
    copy_of_repository(tmp_path)
    path = tmp_path / "specs" / API / "api.toml"
    text = without_tables(path.read_text(encoding="utf-8"), "[[sources]]", "[quarantine]", "[fetch]")
    path.write_text(text, encoding="utf-8")
    append(tmp_path, SOURCE)
    return tmp_path


@pytest.fixture
def docs(project: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The live docs of the project, which are as its pages are."""
    made = Site(project)
    monkeypatch.setattr(fetching, "the_fetch", made.fetch)
    monkeypatch.setattr(fetching, "clear_journal", clear)
    return made


def clear(folder: Path) -> None:
    """Remove a journal."""
    (folder / "answer").unlink()
    folder.rmdir()


def append(root: Path, text: str) -> None:
    """Add something to api.toml."""
    path = root / "specs" / API / "api.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def lock_of(root: Path) -> dict[str, dict[str, Any]]:
    """What the lock of the quarantine says of captures that are held."""
    held: dict[str, dict[str, Any]] = json.loads((root / "specs" / API / quarantine.PAGE).read_bytes())["held"]
    return held


def totals(printed: str) -> dict[str, str]:
    """The table at the end of what is printed."""
    rows = [line.rsplit(maxsplit=1) for line in printed.splitlines() if line and not line.startswith(" ")]
    return {row[0]: row[1] for row in rows if len(row) == 2}


def test_a_first_fetch_notes_where_pages_come_from_and_a_second_leaves_no_trace(project: Path, docs: Site) -> None:
    """The pages are as they were; the lock says address and time of each, once."""
    before = contents(project)
    done = run(project, "fetch")
    assert (done.code, docs.day) == (0, 1), done.out
    after = contents(project)
    known = json.loads(after[f"specs/{API}/pages.lock.json"])["pages"]
    assert {path: entry["url"] for path, entry in known.items()} == {
        path: f"https://docs.example/{path}" for path in docs.pages
    }
    assert {path for path in after if before.get(path) != after[path]} <= {f"specs/{API}/pages.lock.json"}
    state = snapshot(project)
    docs.resumed = 1
    done = run(project, "fetch", API)
    assert (done.code, snapshot(project)) == (0, state)
    table = totals(done.out)
    assert (table["pages asked"], table["unchanged"], table["held"], table["requests"]) == ("3", "3", "0", "2")
    assert table["resumed"] == "1"
    assert "seconds" in table


def test_fetch_writes_pages_and_builds_nothing(project: Path, docs: Site) -> None:
    """A page that says more is written with its entry; specs and packages wait for a build."""
    before = contents(project)
    docs.lose("Business Id.", "The business of the token.")
    docs.pages["put-more.txt"] = docs.pages[PAGE].replace(b"accesstokens\n", b"othertokens\n")
    done = run(project, "fetch")
    assert (done.code, totals(done.out)["changed"], totals(done.out)["new"]) == (0, "1", "1")
    after = contents(project)
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {f"specs/{API}/pages/{PAGE}", f"specs/{API}/pages/put-more.txt", f"specs/{API}/pages.lock.json"}
    entry = json.loads(after[f"specs/{API}/pages.lock.json"])["pages"][PAGE]
    assert entry == {"url": URL, "captured": "2026-02-01T00:00:00Z", "sha256": digest(docs.pages[PAGE])}


def test_a_page_that_lost_a_field_is_kept_aside(project: Path, docs: Site) -> None:
    """The page stays, the capture stands below quarantine/, the lock says what it lost, exit 0; a build warns of it and goes on."""
    good = docs.pages[PAGE]
    docs.lose()
    done = run(project, "fetch")
    assert (done.code, totals(done.out)["held"]) == (0, "1")
    assert (
        f"specs/{API}/pages/{PAGE}: warning[W150]: A newer capture lost field `AccessToken.update.request.MacAddress`"
        in done.out
    )
    assert (pages(project) / PAGE).read_bytes() == good
    assert (project / "specs" / API / "quarantine" / PAGE).read_bytes() == docs.pages[PAGE]
    assert lock_of(project)[PAGE]["losses"] == ["field `AccessToken.update.request.MacAddress`"]
    for command in ("build", "check"):
        done = run(project, command)
        assert done.code == 0 and f"pages/{PAGE}: warning[W150]" in done.out
    assert pipeline.make(project, API).recalled


def test_it_is_taken_when_runs_repeat(project: Path, docs: Site) -> None:
    """The first sighting and three later runs; then nothing of it is left in quarantine."""
    docs.lose()
    for _ in range(3):
        run(project, "fetch")
    assert lock_of(project)[PAGE]["runs"] == 3
    done = run(project, "fetch")
    assert (done.code, totals(done.out)["repeated"]) == (0, "1") and "warning[W152]" in done.out
    assert (pages(project) / PAGE).read_bytes() == docs.pages[PAGE]
    assert not (project / "specs" / API / "quarantine").exists()
    assert not (project / "specs" / API / quarantine.PAGE).exists()


@pytest.mark.parametrize("name", [PAGE, f"specs/{API}/pages/{PAGE}", URL, ADDRESS])
@pytest.mark.parametrize("reachable", [True, False])
def test_what_is_held_is_accepted_by_any_of_its_names(project: Path, docs: Site, name: str, reachable: bool) -> None:
    """By its path, its file, its address or that of its endpoint, whether the docs can be reached now or not."""
    docs.lose()
    run(project, "fetch")
    docs.failed = () if reachable else (PAGE,)
    done = run(project, "fetch", API, "--accept", name)
    assert (done.code, totals(done.out)["accepted"]) == (0, "1"), done.out
    assert "warning[W153]" in done.out and "update.request.MacAddress" in done.out
    assert (pages(project) / PAGE).read_bytes() == docs.pages[PAGE]
    assert not (project / "specs" / API / "quarantine").exists()


def test_many_are_accepted_at_once_by_a_pattern(project: Path, docs: Site) -> None:
    """It stands for what is kept aside and fits it, and for nothing that somebody has not been shown."""
    docs.lose()
    run(project, "fetch")
    other = "put-timepasstimeslots.txt"
    good, docs.pages[other] = docs.pages[other], docs.pages[other][: len(docs.pages[other]) // 2]
    assert run(project, "fetch", "--accept", "get-*").code == 2
    done = run(project, "fetch", "--accept", "put-*")
    assert (done.code, totals(done.out)["accepted"], totals(done.out)["held"]) == (0, "1", "1"), done.out
    assert (pages(project) / PAGE).read_bytes() == docs.pages[PAGE] and (pages(project) / other).read_bytes() == good


def test_accepting_something_else_is_wrong_usage(project: Path, docs: Site) -> None:
    """A name of nothing is refused before anything is fetched, with what may have been meant; one of a page that is well, before
    anything is written, and the next run asks the docs again.
    """
    docs.lose()
    run(project, "fetch")
    before = snapshot(project)
    done = run(project, "fetch", "--accept", "AccessToken.updat")
    assert (done.code, docs.day) == (2, 1)
    assert "no page goes by AccessToken.updat; did you mean AccessToken.update?" in done.err
    done = run(project, "fetch", "--accept", ADDRESS, "--accept", "TimePassTimeSlot.update")
    assert (done.code, docs.day) == (2, 2)
    assert "nothing is kept aside at TimePassTimeSlot.update" in done.err
    assert snapshot(project) == before
    assert not (recall.folder_of(project) / "fetch" / API).exists()


def test_a_page_that_is_gone_stays_until_that_is_accepted(project: Path, docs: Site) -> None:
    """It is warned of in each run and each build, exit 0, and removed with all that is known of it only by its name."""
    del docs.pages[PAGE]
    docs.gone = (PAGE,)
    done = run(project, "fetch")
    assert (done.code, totals(done.out)["gone"]) == (0, "1") and f"pages/{PAGE}: warning[W151]" in done.out
    assert (pages(project) / PAGE).exists()
    assert "warning[W151]" in run(project, "build").out
    state = snapshot(project)
    assert run(project, "fetch").code == 0 and snapshot(project) == state
    done = run(project, "fetch", "--accept", ADDRESS)
    assert done.code == 0 and "warning[W156]" in done.out
    assert not (pages(project) / PAGE).exists()
    assert PAGE not in (project / "specs" / API / "pages.lock.json").read_text(encoding="utf-8")
    assert not (project / "specs" / API / quarantine.PAGE).exists()


def test_a_page_that_failed_is_exit_3(project: Path, docs: Site) -> None:
    """The others are taken; the page that could not be asked for is as it was."""
    docs.lose("Business Id.", "The business.")
    docs.failed = ("put-timepasstimeslots.txt",)
    done = run(project, "fetch")
    assert (done.code, totals(done.out)["failed"], totals(done.out)["changed"]) == (3, "1", "1")
    assert (pages(project) / "put-timepasstimeslots.txt").exists()


def test_a_page_that_failed_before_it_was_ever_captured_is_counted(project: Path, docs: Site) -> None:
    """The table says that a page is missing, and programs learn which; nothing is written of it."""
    docs.failed = ("put-more",)
    before = contents(project)
    done = run(project, "fetch", "--format", "json")
    became = {row["path"]: row["became"] for row in json.loads(done.out)["pages"]}
    assert (done.code, became[f"specs/{API}/pages/put-more"]) == (3, "failed")
    assert contents(project).keys() - before.keys() <= {f"specs/{API}/pages.lock.json"}
    assert totals(run(project, "fetch").out)["failed"] == "1"


def test_no_page_at_all_is_exit_3(project: Path, docs: Site) -> None:
    """Docs that give nothing are an error, and nothing is changed."""
    before = snapshot(project)
    docs.pages, docs.gone = {}, (PAGE,)
    done = run(project, "fetch")
    assert done.code == 3 and "error[E151]" in done.out
    assert snapshot(project) == before


def test_below_a_floor_nothing_of_the_run_is_taken(project: Path, docs: Site) -> None:
    """Exit 3, and nothing is written; the next run asks the docs again."""
    append(project, "\n[floors]\npages = 4\n")
    before = snapshot(project)
    docs.lose("Business Id.", "The business.")
    done = run(project, "fetch")
    assert done.code == 3 and f"specs/{API}/api.toml: error[E160]: There are 3 pages" in done.out
    assert snapshot(project) == before
    assert not (project / recall.FOLDER / "fetch" / API).exists()


@pytest.mark.parametrize(("floor", "enough"), [("pages", 3), ("endpoints", 3), ("fields", 138)])
def test_floors_hold_in_build_and_check(project: Path, floor: str, enough: int) -> None:
    """With fewer pages, endpoints or fields than api.toml says nothing is written, and that is an error; with as many all is well."""
    append(project, f"\n[floors]\n{floor} = {enough}\n")
    assert run(project, "build").code == 0
    replace(project / "specs" / API / "api.toml", f"{floor} = {enough}", f"{floor} = {enough + 1}")
    replace(pages(project) / PAGE, "Business Id.", "The business.")
    before = snapshot(project)
    for command in ("build", "check"):
        done = run(project, command)
        assert done.code == 3
        assert (
            f"error[E160]: There are {enough} {floor}; api.toml says that there are at least {enough + 1}." in done.out
        )
        assert "changed:" not in done.out and "clean" not in done.out
    assert snapshot(project) == before


def test_a_lost_page_is_below_the_floor(project: Path) -> None:
    """A page that somebody deletes takes its package with it, unless a floor says that it must be there."""
    append(project, "\n[floors]\nendpoints = 3\n")
    (pages(project) / PAGE).unlink()
    before = snapshot(project)
    assert run(project, "build").code == 3
    assert snapshot(project) == before


def test_the_journal_stands_where_no_repository_keeps_it_and_goes(project: Path, docs: Site) -> None:
    """A run that is killed leaves it, one that ends takes it away."""
    run(project, "fetch")
    folder = project / recall.FOLDER
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert not (folder / "fetch" / API).exists()

    def killed() -> None:
        raise KeyboardInterrupt

    docs.during = killed
    with pytest.raises(KeyboardInterrupt):
        fetching.fetch_api(project, API)
    assert (folder / "fetch" / API / "answer").exists()


def test_all_or_nothing(project: Path, docs: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails halfway leaves pages, locks and quarantine as they were, and what was fetched for the next run."""
    docs.lose()
    docs.pages["put-timepasstimeslots.txt"] += b"\n"
    before = contents(project)
    real, left = os.replace, [2]

    def failing(self: Path, target: Path) -> Path:
        if left[0] == 0:
            left[0] -= 1
            raise OSError(28, "No space left on device")
        left[0] -= 1
        real(self, target)
        return target

    monkeypatch.setattr(Path, "replace", failing)
    done = run(project, "fetch")
    assert done.code == 3 and "nothing was written" in done.err
    assert contents(project) == before
    assert (project / recall.FOLDER / "fetch" / API / "answer").exists()


def test_what_was_edited_while_it_was_fetched_is_not_overwritten(project: Path, docs: Site) -> None:
    """A run may take hours: pages are compared with what is on the disk when it ends."""
    run(project, "fetch")
    docs.lose("Business Id.", "The business.")
    docs.during = lambda: replace(
        pages(project) / PAGE, "Optional Fields\n", "Optional Fields\n\nExtra\nstring\nBy hand.\n"
    )
    done = run(project, "fetch")
    assert (done.code, totals(done.out)["held"]) == (0, "1") and "warning[W155]" in done.out
    assert b"By hand." in (pages(project) / PAGE).read_bytes()


def test_an_api_without_sources(project: Path, docs: Site) -> None:
    """Asked for by name it is an error that says what to add; among all APIs it is passed over."""
    replace(project / "specs" / API / "api.toml", SOURCE, "")
    done = run(project, "fetch", API)
    assert (done.code, docs.day) == (3, 0) and "error[E154]" in done.out and "[[sources]]" in done.out
    done = run(project, "fetch")
    assert (done.code, docs.day) == (0, 0) and "info[I151]" in done.out
    assert run(project, "fetch", "none").code == 2


def test_findings_for_programs(project: Path, docs: Site) -> None:
    """One JSON document with findings, totals and what became of each page; or annotations."""
    docs.lose()
    report = json.loads(run(project, "fetch", "--format", "json").out)
    assert [one["code"] for one in report["diagnostics"]] == ["W150"]
    assert report["totals"]["held"] == 1
    assert {"path": f"specs/{API}/pages/{PAGE}", "became": "held"} in report["pages"]
    assert run(project, "fetch", "--format", "github").out.startswith(
        f"::warning file=specs/{API}/pages/{PAGE},title=W150::"
    )


def test_progress_is_shown_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar for each stage, in which no name is taken for markup; elsewhere nothing is written."""

    monkeypatch.setenv("TERM", "xterm")

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown: dict[type, str] = {}
    for kind in (Terminal, io.StringIO):
        stream = kind()
        monkeypatch.setattr(sys, "stderr", stream)
        with progress() as report:
            report("fetching [red]", 1, 2)
            report("fetching [red]", 2, 2)
        shown[kind] = stream.getvalue()
    assert "fetching [red]" in shown[Terminal] and "2/2" in shown[Terminal]
    assert shown[io.StringIO] == ""


#: What may stand in a lock of the quarantine that is none.
BROKEN: tuple[bytes, ...] = (
    b"", b"{", b"\xff", b"[]", b'{"held": []}', b'{"more": 1}', b'{"held": {"a": {}}}', b"[" * 100_000,
    *(
        json.dumps({"held": {path: {"sha256": "0" * 64, "losses": [], "signature": "0" * 64}}}).encode()
        for path in ("../../../outside", "/etc/passwd", "a/../../b", "", "C:\\x", "con")
    ),
    json.dumps({"held": {"a": {"sha256": "0" * 64, "losses": [], "signature": "0" * 64, "replaces": ["../api.toml"]}}}).encode(),
    json.dumps({"gone": {"../api.toml": {}}}).encode(),
    json.dumps({"held": {"a": {"sha256": "../..", "losses": [], "signature": "0" * 64}}}).encode(),
    json.dumps({"held": {"a": {"sha256": "0" * 64, "losses": [], "signature": "0" * 64, "runs": -5}}}).encode(),
)  # fmt: skip


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_lock_is_an_error_and_changes_nothing(data: bytes) -> None:
    """Whatever the file says: a coded error, and no path out of the folder is ever followed."""
    found, problems = quarantine.load(data)
    assert found is None and [one.code for one in problems] == ["E150"]


def test_a_broken_lock_stops_all_commands(project: Path, docs: Site) -> None:
    """Nothing is fetched, built or written while nobody knows what is kept aside."""
    (project / "specs" / API / quarantine.PAGE).write_bytes(b"{")
    before = snapshot(project)
    for command in (["build"], ["check"], ["fetch"], ["fetch", "--accept", "x"]):
        done = run(project, *command)
        assert done.code == 3 and f"specs/{API}/{quarantine.PAGE}:1: error[E150]" in done.out
    assert (docs.day, snapshot(project)) == (0, before)


def test_a_link_in_the_quarantine_is_not_followed(project: Path, docs: Site, tmp_path: Path) -> None:
    """What stands behind a link is no capture, and is not accepted as one."""
    docs.lose()
    run(project, "fetch")
    held = project / "specs" / API / "quarantine" / PAGE
    outside = tmp_path / "outside.txt"
    held.rename(outside)
    held.symlink_to(outside)
    docs.failed = (PAGE,)
    done = run(project, "fetch", "--accept", PAGE)
    assert done.code == 3 and "error[E153]" in done.out
    assert outside.exists() and FIELD.encode() in (pages(project) / PAGE).read_bytes()


def test_a_lock_is_canonical() -> None:
    """What is written is read back as it was, in one order, and with nothing to keep there is no file."""
    text = json.dumps(
        {
            "gone": {"b": {"url": None}, "a": {"url": "https://a.example", "first_seen": "2026"}},
            "held": {
                "y": {"sha256": "0" * 64, "losses": ["x"], "signature": "1" * 64, "runs": 2, "replaces": ["z"]},
                "x": {"sha256": "0" * 64, "losses": [], "signature": "1" * 64},
            },
        }
    )
    loaded, found = quarantine.load(text.encode())
    assert loaded is not None and not found
    data = quarantine.dump(loaded)
    assert data is not None and data.endswith(b"}\n")
    assert list(json.loads(data)["held"]) == ["x", "y"] and list(json.loads(data)["gone"]) == ["a", "b"]
    assert quarantine.load(data) == (loaded, [])
    assert quarantine.dump(quarantine.Quarantine()) is None


def test_the_codes_of_captures_are_all_in_use() -> None:
    """Each code of the block is made somewhere in the program."""
    program = Path(fetching.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in program.rglob("*.py") if path.name != "codes.py")
    codes = [code for code in CODES if code[1:3] in ("15", "16")]
    assert len(codes) > 10 and [code for code in codes if f'"{code}"' not in text] == []
