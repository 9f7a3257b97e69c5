"""Tests of a second run: what the lock knows and what the site says now, to what has changed, is gone, or could not be asked for."""

import hashlib
import threading
from dataclasses import replace

from generator.captures import Fetched
from generator.lock import Entry, Lock
from tests.docs_site import faulty
from tests.docs_site.faulty import Script, html, moved, status, text
from tests.fetch.fetching import Bench, codes, texts

A, B = "# A\n", "# B\n"
SITE: dict[str, Script] = {
    "/llms.txt": text("- [A](/docs/a)\n- [B](/docs/b)"),
    "/docs/a.md": text(A, etag='"a1"'),
    "/docs/b.md": text(B, changed="Mon, 03 Mar 2025 00:00:00 GMT"),
}


def again(bench: Bench) -> None:
    """Begin a run that knows of no other one."""
    bench.folder = bench.folder / "next"


def test_what_has_not_changed_is_not_sent_again(bench: Bench) -> None:
    """Validators are kept, and sent where the capture is on the disk; the answer has no bytes, and the lock stays the same."""
    with faulty.serve(SITE) as server:
        first = bench.run({"url": server.origin})
        assert {one.path: (one.etag, one.last_modified) for one in first.captures} == {
            "docs/a.md": ('"a1"', None),
            "docs/b.md": (None, "Mon, 03 Mar 2025 00:00:00 GMT"),
        }
        bench.believe(first)
        again(bench)
        second = bench.run({"url": server.origin})
        assert server.headers("/docs/a.md")["if-none-match"] == '"a1"'
        assert server.headers("/docs/b.md")["if-modified-since"] == "Mon, 03 Mar 2025 00:00:00 GMT"
        assert texts(second) == {"docs/a.md": None, "docs/b.md": None}
        assert [(one.etag, one.last_modified, one.captured, one.url) for one in second.captures] == [
            (one.etag, one.last_modified, one.captured, one.url) for one in first.captures
        ]
        server.script["/docs/a.md"] = text("# A2\n", etag='"a2"')
        again(bench)
        third = bench.run({"url": server.origin})
        assert texts(third) == {"docs/a.md": "# A2\n", "docs/b.md": None}


def test_a_capture_that_was_edited_is_asked_for_whole(bench: Bench) -> None:
    """Without the bytes that the server spoke of its word that they are the same is worth nothing."""
    with faulty.serve(SITE) as server:
        bench.believe(bench.run({"url": server.origin}))
        bench.pages["docs/a.md"] = b"edited"
        del bench.pages["docs/b.md"]
        again(bench)
        assert texts(bench.run({"url": server.origin})) == {"docs/a.md": A, "docs/b.md": B}
        assert "if-none-match" not in server.headers("/docs/a.md")


def test_a_twin_that_appears(bench: Bench) -> None:
    """The Markdown takes the place of the HTML, under the same address."""
    with faulty.serve({"/llms.txt": text("- [A](/docs/a)"), "/docs/a": html("A", etag='"h"')}) as server:
        first = bench.run({"url": server.origin})
        bench.believe(first)
        again(bench)
        assert texts(bench.run({"url": server.origin})) == {"docs/a.html": None}
        server.script["/docs/a.md"] = text(A)
        again(bench)
        second = bench.run({"url": server.origin})
    assert [(one.path, one.url) for one in (*first.captures, *second.captures)] == [
        ("docs/a.html", f"{server.origin}/docs/a"),
        ("docs/a.md", f"{server.origin}/docs/a"),
    ]
    assert second.gone == second.failed == ()


def test_a_twin_that_fails_is_not_replaced_by_the_page(bench: Bench) -> None:
    """A breakdown must not change the form of a capture; that the twin is gone may."""
    with faulty.serve({**SITE, "/docs/a": html("A")}) as server:
        bench.believe(bench.run({"url": server.origin}))
        server.script["/docs/a.md"] = status(500)
        again(bench)
        second = bench.run({"url": server.origin})
        assert second.failed == ("docs/a.md",)
        assert [(one.code, one.page) for one in second.found] == [("E131", "docs/a.md")]
        server.script["/docs/a.md"] = status(404)
        again(bench)
        assert "docs/a.html" in texts(bench.run({"url": server.origin}))


def test_gone_and_unlisted(bench: Bench) -> None:
    """What no index names any more is asked for: it may still be there."""
    with faulty.serve({**SITE, "/docs/c.md": text("# C\n")}) as server:
        server.script["/llms.txt"] = text("- [A](/docs/a)\n- [B](/docs/b)\n- [C](/docs/c)")
        bench.believe(bench.run({"url": server.origin}))
        server.script |= {"/llms.txt": text("- [A](/docs/a)\n- [D](/docs/d)"), "/docs/c.md": status(410)}
        again(bench)
        second = bench.run({"url": server.origin})
    assert texts(second) == {"docs/a.md": None, "docs/b.md": None}
    assert second.unlisted == {"docs/b.md"}
    assert second.gone == ("docs/c.md",)
    assert codes(second) == ["W130"]


def test_a_page_that_has_moved_is_gone_from_its_old_address(bench: Bench) -> None:
    """It comes from the address that the index names, and stands in one place; a redirect to what no index names is followed."""
    redirects = {"/docs/a.md": moved("/docs/new.md"), "/docs/b.md": moved("/docs/hidden.md")}
    with faulty.serve({**SITE, "/docs/new.md": text("# A\n"), "/docs/hidden.md": text("# B\n")}) as server:
        bench.believe(bench.run({"url": server.origin}))
        server.script |= {"/llms.txt": text("- [A](/docs/new)"), **redirects}
        again(bench)
        second = bench.run({"url": server.origin})
    assert texts(second) == {"docs/new.md": "# A\n", "docs/b.md": "# B\n"}
    assert (second.gone, list(second.unlisted), codes(second)) == (("docs/a.md",), ["docs/b.md"], ["I134"])


def test_a_listed_page_that_is_gone(bench: Bench) -> None:
    """It is gone, and no finding of its own: whoever believes the captures tells of it."""
    with faulty.serve(SITE) as server:
        bench.believe(bench.run({"url": server.origin}))
        server.script["/docs/a.md"] = status(404)
        again(bench)
        second = bench.run({"url": server.origin})
    assert (second.gone, second.failed, codes(second)) == (("docs/a.md",), (), [])


def test_nothing_is_gone_where_no_index_can_be_read(bench: Bench) -> None:
    """A site that is down has not lost its pages; nor has one whose index is empty, or whose robots.txt is broken."""
    with faulty.serve(SITE) as server:
        bench.believe(bench.run({"url": server.origin}))
        for script in ({"*": status(500)}, {"/llms.txt": text("# Empty")}, {**SITE, "/robots.txt": status(503)}, {}):
            server.script = dict(script)
            again(bench)
            second = bench.run({"url": server.origin}, retries=0)
            assert second.failed == ("docs/a.md", "docs/b.md")
            assert (second.gone, second.captures) == ((), ())
            assert any(one.severity == "error" for one in second.found)


def test_what_belongs_to_no_source_is_left_alone(bench: Bench) -> None:
    """Captures of other sites, and those that nobody knows the address of, are neither asked for nor gone."""
    with faulty.serve(SITE) as server:
        first = bench.run({"url": server.origin})
        bench.believe(first)
        one, *_ = bench.lock.pages.values()
        others = {
            "x.md": one.model_copy(update={"url": None}),
            "y.md": one.model_copy(update={"url": "https://other.example/y"}),
        }
        bench.lock = bench.lock.model_copy(update={"pages": {**bench.lock.pages, **others}})
        again(bench)
        second = bench.run({"url": server.origin})
        assert (second.gone, second.failed, codes(second)) == ((), (), [])
        assert sorted(texts(second)) == ["docs/a.md", "docs/b.md"]
        bench.pages["y.md"] = b"# Y"
        assert codes(bench.run({"url": server.origin})) == ["I135"]
        again(bench)
        third = bench.run({"url": server.origin, "into": "elsewhere"})
        assert sorted(texts(third)) == ["elsewhere/docs/a.md", "elsewhere/docs/b.md"]


def test_a_lock_of_whatever_content(bench: Bench) -> None:
    """Paths that lead out of the pages, odd addresses and odd validators are no reason to do anything unusual."""
    with faulty.serve({**SITE, "/docs/x": text("# X")}) as server:
        origin = server.origin
        odd = {
            "../../x.md": Entry(url=f"{origin}/docs/x"),
            "/etc/x.md": Entry(url=f"{origin}/docs/x?y"),
            "y.md": Entry(url="http://[::1"),
            "docs/a.md": Entry(
                url=f"{origin}/docs/a", sha256=hashlib.sha256(b"x").hexdigest(), etag="a\r\nb: c", last_modified="ä"
            ),
        }
        bench.lock, bench.pages = Lock(pages=odd), {"docs/a.md": b"x"}
        fetched = bench.run({"url": origin})
        assert "if-none-match" not in server.headers("/docs/a.md")
    assert texts(fetched) == {"docs/a.md": A, "docs/b.md": B}
    assert (fetched.failed, fetched.gone, codes(fetched)) == ((), (), [])


def test_a_changed_layout(bench: Bench) -> None:
    """A page whose markup has changed is just a page that has changed; others judge it."""
    with faulty.serve({"/llms.txt": text("- [A](/docs/a)"), "/docs/a": html("<h1>A</h1>", etag='"1"')}) as server:
        bench.believe(bench.run({"url": server.origin}))
        server.script["/docs/a"] = html("<div class='x'>A</div>", etag='"2"')
        again(bench)
        second = bench.run({"url": server.origin})
    assert "class='x'" in (texts(second)["docs/a.html"] or "")


def test_answers_come_at_once(bench: Bench) -> None:
    """As many requests as `concurrency` says are under way at a time, and no more."""
    gate = threading.Event()
    names = [f"/docs/{n}" for n in range(9)]
    script: dict[str, Script] = {name: text(f"# {name}\n", gate=gate) for name in names}
    with faulty.serve({"/llms.txt": text("\n".join(f"- [x]({name})" for name in names)), **script}) as server:
        worker = threading.Thread(
            target=lambda: runs.append(bench.run({"url": server.origin}, twins=False, concurrency=3))
        )
        runs: list[Fetched] = []
        worker.start()
        server.await_requests(5)
        # Three pages behind robots.txt and the index: a fourth would have come by now if anything were to send it.
        worker.join(0.1)
        assert len(server.requests) == 5
        gate.set()
        worker.join()
    assert len(runs[0].captures) == 9


def test_runs_give_the_same(bench: Bench) -> None:
    """Whatever comes first, the result is in one order."""
    names = [f"/docs/{n}" for n in range(12)]
    script: dict[str, Script] = {name: html(name) for name in names}
    with faulty.serve({"/llms.txt": text("\n".join(f"- [x]({name})" for name in names)), **script}) as server:
        first = bench.run({"url": server.origin})
        again(bench)
        second = bench.run({"url": server.origin})
    assert replace(first, requests=0) == replace(second, requests=0)


def test_a_page_whose_place_was_taken_is_told(bench: Bench) -> None:
    """A page that no index names any more, and in whose place a folder has a file now, stays as it is, with a finding at its path."""
    script: dict[str, Script] = {"/llms.txt": text("- [A](/a)\n- [B](/b)"), "/a": html("<p>A"), "/b": html("<p>B")}
    with faulty.serve(script) as server:
        bench.believe(bench.run({"url": server.origin}, twins=False))
        again(bench)
        server.script["/llms.txt"] = text("- [B](/b)")
        bench.folder.mkdir(exist_ok=True)
        (bench.folder / "saved").mkdir()
        (bench.folder / "saved" / "a.md").write_text("# A\n", encoding="utf-8")
        fetched = bench.run({"url": server.origin}, {"folder": "saved"}, twins=False)
    assert [(one.code, one.page) for one in fetched.found] == [("W132", "a.html")]
    assert fetched.failed == ("a.html",) and texts(fetched)["a.md"] == "# A\n"
