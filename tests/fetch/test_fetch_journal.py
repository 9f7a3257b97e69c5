"""Tests of the journal: a run that is killed is taken up where it stopped, and a journal of whatever content never stops a run."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.fetch.answers import Answer, Validators
from generator.fetch.journal import Journal, clear, key
from generator.fetch.run import clear_journal
from tests.docs_site import faulty
from tests.docs_site.faulty import Script, html, status, text
from tests.fetch.fetching import NOW, Bench, codes, texts
from tests.workbench import REPOSITORY

A = "# A\n"
SITE: dict[str, Script] = {
    "/llms.txt": text("- [A](/docs/a)\n- [B](/docs/b)"),
    "/docs/a.md": text(A),
    "/docs/b": html("B"),
}
CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tests.fetch.fetching import Bench, Means
Bench(Path(sys.argv[1]), means=Means()).run({"url": sys.argv[2]}, concurrency=1)
"""


def test_a_run_that_is_killed(bench: Bench) -> None:
    """What came before the end is not asked for again, and nothing is missing."""
    gate, names = threading.Event(), [f"/docs/{n}" for n in range(10)]
    pages: dict[str, Script] = {f"{name}.md": text(f"# {name}\n") for name in names}
    bench.means = replace(bench.means, now=lambda: NOW.now(NOW.tzinfo))
    with faulty.serve({"/llms.txt": text("\n".join(f"- [x]({name}.md)" for name in names)), **pages}) as server:
        server.script["/docs/6.md"] = [text("never", gate=gate), text("# /docs/6\n")]
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(bench.folder), server.origin], cwd=REPOSITORY)
        # Robots.txt, the index, six pages, and the one that does not come.
        server.await_requests(9)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        gate.set()
        server.forget()
        fetched = bench.run({"url": server.origin})
        asked = {path for path, _ in server.requests}
    assert asked == {"/robots.txt", "/llms.txt", *(f"/docs/{n}.md" for n in range(6, 10))}
    assert texts(fetched) == {f"docs/{n}.md": f"# /docs/{n}\n" for n in range(10)}
    assert (fetched.resumed, fetched.requests) == (6, 6)
    assert bench.progress[-1] == ("fetching", 10, 10)


def test_a_run_that_is_taken_up_gives_the_same(bench: Bench) -> None:
    """Captures out of the journal are those of the first run, its time included; without it all is asked for again."""
    with faulty.serve(SITE) as server:
        first = bench.run({"url": server.origin})
        server.forget()
        bench.means = replace(bench.means, now=lambda: NOW + timedelta(hours=23))
        second = bench.run({"url": server.origin})
        assert {path for path, _ in server.requests} == {"/robots.txt", "/llms.txt"}
        assert replace(second, requests=first.requests, resumed=0) == first
        assert second.resumed == 2
        clear_journal(bench.folder / "journal")
        assert not (bench.folder / "journal").exists()
        assert bench.run({"url": server.origin}).resumed == 0


def test_an_old_journal(bench: Bench) -> None:
    """What came more than a day ago is asked for again."""
    with faulty.serve(SITE) as server:
        bench.run({"url": server.origin})
        for later in (timedelta(hours=25), -timedelta(hours=1)):
            bench.means = replace(bench.means, now=partial(NOW.__add__, later))
            assert bench.run({"url": server.origin}).resumed == 0


def test_failures_are_not_kept(bench: Bench) -> None:
    """What failed is asked for again, what is not there is not."""
    with faulty.serve({**SITE, "/docs/a.md": status(500), "/docs/b": status(404)}) as server:
        assert codes(bench.run({"url": server.origin}, retries=0)) == ["W130", "W130"]
        server.script["/docs/a.md"] = text(A)
        server.forget()
        fetched = bench.run({"url": server.origin}, retries=0)
        assert texts(fetched) == {"docs/a.md": A}
        assert server.count("/docs/b") == 0


def test_a_journal_that_cannot_be_written(bench: Bench) -> None:
    """The run goes on, and says so."""
    (bench.folder / "journal").write_text("a file")
    with faulty.serve(SITE) as server:
        fetched = bench.run({"url": server.origin})
    assert sorted(texts(fetched)) == ["docs/a.md", "docs/b.html"]
    assert codes(fetched) == ["W138"]


def journal(folder: Path) -> Journal:
    """A journal of today."""
    return Journal(folder=folder, oldest=NOW - timedelta(days=1), newest=NOW)


def answer(data: bytes) -> Answer:
    """An answer with a body."""
    return Answer(
        url="https://x.example/a", status=200, media="", data=data, captured="2025-03-04T05:06:07Z", etag='"1"'
    )


@given(data=st.binary())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_is_recalled(tmp_path: Path, data: bytes) -> None:
    """Any body comes back as it was; with other validators it is another question."""
    known = Validators(etag='"0"')
    journal(tmp_path).keep("https://x.example/a", known, answer(data))
    assert journal(tmp_path).recall("https://x.example/a", known) == replace(answer(data), recalled=True)
    assert journal(tmp_path).recall("https://x.example/a", None) is None
    assert journal(tmp_path).recall("https://x.example/b", known) is None


@given(junk=st.binary(), at=st.integers(0, 400))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_journal(tmp_path: Path, junk: bytes, at: int) -> None:
    """An entry that was cut, changed or written by somebody else is as if it were not there, and never raises."""
    one = journal(tmp_path)
    one.keep("https://x.example/a", None, answer(b"body"))
    path = tmp_path / key("https://x.example/a", None)
    whole = path.read_bytes()
    for data in (whole[:at], whole[:at] + junk + whole[at:], junk, junk + b"\n" + junk):
        path.write_bytes(data)
        found = one.recall("https://x.example/a", None)
        assert found is None or found.data == b"body"


def test_only_its_own_files_are_cleared(tmp_path: Path) -> None:
    """A folder that holds something else stays, and a link is not followed."""
    folder = tmp_path / "journal"
    journal(folder).keep("https://x.example/a", None, answer(b"x"))
    (folder / "mine.txt").write_text("mine")
    (tmp_path / "link").symlink_to(folder)
    clear(tmp_path / "link")
    assert len(list(folder.iterdir())) == 2
    clear(folder)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    clear(tmp_path / "nothing")
