"""Tests of faults: what a real server may do wrong, to what becomes of the page; the other pages always come."""

import gzip
import threading
import zlib
from dataclasses import replace

import pytest

from tests.docs_site import faulty
from tests.docs_site.faulty import Reply, Script, html, moved, packed, status, text
from tests.fetch.fetching import Bench, codes, errors, texts

A, GOOD = "# A\n\nThe a.\n", "# Good\n"
INDEX: dict[str, Script] = {"/llms.txt": text("- [A](/docs/a)\n- [Good](/docs/good)"), "/docs/good": text(GOOD)}
BIG = "x" * 4000


def only(bench: Bench, script: dict[str, Script], **terms: object) -> list[str]:
    """Fetch a page that is no twin and another one that is always good; what was found."""
    with faulty.serve({**INDEX, **script}) as server:
        fetched = bench.run({"url": server.origin}, twins=False, **terms)
    assert texts(fetched).get("docs/good.md") == GOOD
    assert set(texts(fetched)) <= {"docs/good.md"}
    assert fetched.gone == ()
    # A new page that could not be had counts as failed, one that is not there does not.
    assert fetched.failed == (() if codes(fetched) == ["W130"] else ("docs/a",))
    return errors(fetched)


FAULTS: list[tuple[str, Script, str]] = [
    ("not found", status(404), "W130"),
    ("gone", status(410), "W130"),
    ("forbidden", status(403), "E131"),
    ("broken", status(500), "E131"),
    ("busy", status(503, retry_after="0"), "E131"),
    ("cut", text(A, cut=5), "E131"),
    ("cut in chunks", text(A, cut=5, chunked=True), "E131"),
    ("cut and packed", replace(packed(text(BIG)), body=gzip.compress(BIG.encode())[:-9]), "E131"),
    ("too large", text("x" * 5001), "E134"),
    ("too large without a length", text("x" * 5001, chunked=True), "E134"),
    ("a lie about its length", text("x", headers=(("content-length", "9" * 30),)), "E1"),
    ("a bomb", packed(text("x" * 50_000_000)), "E134"),
    ("a bomb of zlib", Reply(body=zlib.compress(b"x" * 5001), headers=(("content-encoding", "deflate"),)), "E134"),
    ("packed twice", packed(packed(text(A)), "gzip, gzip"), "E136"),
    ("packed otherwise", text(A, headers=(("content-encoding", "br"),)), "E136"),
    ("packed wrongly", text(A, headers=(("content-encoding", "gzip"),)), "E136"),
    ("a picture", text(A, "image/png"), "E135"),
    ("data", text("{}", "application/json"), "E135"),
    ("empty", text(""), "E136"),
    ("no text", Reply(body=b"\xff\xfe\x00A"), "E136"),
    ("a circle", moved("/docs/a"), "E133"),
    ("a redirect to nowhere", moved("gopher://x/"), "E133"),
    ("a redirect with a name", moved("http://user:word@127.0.0.1/"), "E133"),
    ("a redirect to another host", moved("http://other.example/docs/a"), "E133"),
    ("not modified, unasked", Reply(status=304, media=None), "E131"),
    ("a part", Reply(status=206, body=b"x"), "E131"),
]


@pytest.mark.parametrize(("reply", "code"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS])
def test_a_page_with_a_fault(bench: Bench, reply: Script, code: str) -> None:
    """The page is left out, one finding says why, and its neighbour comes."""
    (found,) = only(bench, {"/docs/a": reply}, max_bytes=5000)
    assert found.startswith(f"api.toml: {code}")
    assert "/docs/a" in found


def test_a_longer_circle(bench: Bench) -> None:
    """Redirects round two corners are a circle, and more than five are too many."""
    found = only(bench, {"/docs/a": moved("/docs/b"), "/docs/b": moved("/docs/a")})
    assert "circles" in found[0]
    found = only(bench, {f"/docs/a{'x' * n}": moved(f"/docs/a{'x' * (n + 1)}") for n in range(9)})
    assert "more than 5 times" in found[0]


def test_redirects_that_are_followed(bench: Bench) -> None:
    """The page is captured under the address that was listed; permanent or not makes no difference."""
    script = {**INDEX, "/docs/a": moved("/docs/b", 301), "/docs/b": moved("{origin}/docs/c", 308), "/docs/c": text(A)}
    with faulty.serve(script) as server:
        fetched = bench.run({"url": server.origin}, twins=False)
        assert [one.url for one in fetched.captures] == [f"{server.origin}/docs/a", f"{server.origin}/docs/good"]
    assert texts(fetched)["docs/a.md"] == A


def test_a_redirect_out_of_the_allowed_paths(bench: Bench) -> None:
    """A redirect leads nowhere where a link would not lead."""
    with faulty.serve({**INDEX, "/docs/a": moved("/login"), "/login": html("Who are you?")}) as server:
        fetched = bench.run({"url": f"{server.origin}/llms.txt", "pages": ["/docs/"]}, twins=False)
        assert server.count("/login") == 0
    assert codes(fetched) == ["E133"]


def test_many_redirects_to_many_places_are_told_in_one(bench: Bench) -> None:
    """A site that sends everybody to sign in gives one finding, with one of the addresses."""
    names = [f"/docs/{n}" for n in range(20)]
    script: dict[str, Script] = {name: moved(f"/login?next={name}") for name in names}
    with faulty.serve({"/llms.txt": text("\n".join(f"- [x]({name})" for name in names)), **script}) as server:
        fetched = bench.run({"url": f"{server.origin}/llms.txt", "pages": ["/docs/"]}, twins=False)
    (finding,) = fetched.found
    assert "20 of them" in finding.message
    assert "/login" in finding.message


def test_a_redirect_to_an_allowed_host(bench: Bench) -> None:
    """Hosts of the source may be redirected to, and have a robots.txt of their own."""
    with faulty.serve({"/docs/a": text(A)}) as other, faulty.serve(INDEX) as server:
        server.script["/docs/a"] = moved(f"{other.origin}/docs/a")
        host = other.origin.removeprefix("http://")
        fetched = bench.run({"url": server.origin, "hosts": [host]}, twins=False)
        assert (other.count("/robots.txt"), other.count("/docs/a")) == (1, 1)
        assert texts(fetched)["docs/a.md"] == A
        other.script["/robots.txt"] = text("User-agent: *\nDisallow: /docs")
        other.forget()
        bench.folder = bench.folder / "again"
        assert codes(bench.run({"url": server.origin, "hosts": [host]}, twins=False)) == ["W131"]
        assert other.count("/docs/a") == 0


PASSING: list[Reply] = [
    *map(status, (408, 425, 429, 500, 502, 503)),
    text(A, cut=3),
    text(A, cut=3, chunked=True),
    status(429, retry_after="0"),
    status(503, retry_after="Tue, 04 Mar 2025 05:06:00 GMT"),
    status(503, retry_after="soon"),
]


@pytest.mark.parametrize("reply", PASSING, ids=range(len(PASSING)))
def test_what_passes_is_asked_for_again(bench: Bench, reply: Reply) -> None:
    """One fault, then the page: nobody hears of it."""
    with faulty.serve({**INDEX, "/docs/a": [reply, text(A)]}) as server:
        fetched = bench.run({"url": server.origin}, twins=False)
        assert server.count("/docs/a") == 2
    assert texts(fetched)["docs/a.md"] == A
    assert codes(fetched) == []
    assert fetched.requests == 5


def test_what_lasts_is_given_up(bench: Bench) -> None:
    """A lasting fault is asked for as often as `retries` says, one that does not pass once."""
    with faulty.serve({**INDEX, "/docs/a": status(500), "/docs/good": status(403)}) as server:
        bench.run({"url": server.origin}, twins=False, retries=3)
        assert (server.count("/docs/a"), server.count("/docs/good")) == (4, 1)


def test_a_server_that_trickles(bench: Bench) -> None:
    """Each byte comes in time, and the page never does: the time of a whole request is limited."""
    found = only(bench, {"/docs/a": text(A * 50, pause=0.05)}, timeout=1, retries=0)
    assert "within 1 seconds" in found[0]


def test_a_server_that_does_not_answer(bench: Bench) -> None:
    """Silence ends at the limit of time."""
    gate = threading.Event()
    found = only(bench, {"/docs/a": text(A, gate=gate)}, timeout=1, retries=0)
    gate.set()
    assert "within 1 seconds" in found[0]


def test_a_server_that_is_not_there(bench: Bench) -> None:
    """Nothing is known of what it has."""
    with faulty.serve({}) as server:
        origin = server.origin
    fetched = bench.run({"url": origin}, retries=0)
    assert {"E130"} <= set(codes(fetched))
    assert fetched.captures == ()


def test_many_findings_of_one_cause_are_told_in_one(bench: Bench) -> None:
    """Their number and one of them are said."""
    links = "\n".join(f"- [x](/docs/{n})" for n in range(30))
    with faulty.serve({"/llms.txt": text(links)}) as server:
        fetched = bench.run({"url": server.origin}, twins=False)
    (finding,) = fetched.found
    assert finding.code == "W130"
    assert "30 of them, one is http" in finding.message


DEFLATED = (("content-encoding", "deflate"),)
PACKED = [
    packed(text(A)),
    replace(packed(text(A)), body=gzip.compress(b"# A\n") + gzip.compress(b"\nThe a.\n")),
    Reply(body=zlib.compress(A.encode()), headers=DEFLATED),
    Reply(body=zlib.compress(A.encode())[2:-4], headers=DEFLATED),
    text(A, chunked=True),
    text(A, None),
]


@pytest.mark.parametrize("reply", PACKED, ids=range(len(PACKED)))
def test_honest_bodies(bench: Bench, reply: Reply) -> None:
    """Compressed bodies unfold, whichever way they are compressed, and a type may be missing."""
    with faulty.serve({**INDEX, "/docs/a": reply}) as server:
        fetched = bench.run({"url": server.origin}, twins=False)
    assert texts(fetched)["docs/a.md"] == A


HOSTILE_INDEXES: list[tuple[str, Script]] = [
    ("/llms.txt", text("- [x](/docs/a)" * 10, cut=5)),
    ("/llms.txt", packed(text("- [x](/docs/a)\n" * 5_000_000))),
    ("/llms.txt", text("- [x](/docs/a)", "image/png")),
    ("/llms.txt", moved("/llms.txt")),
    ("/sitemap.xml", text("<urlset>" * 3000, "application/xml")),
    (
        "/sitemap.xml",
        text("<!DOCTYPE x [<!ENTITY a 'http://x/'>]><urlset><url><loc>&a;</loc></url></urlset>", "text/xml"),
    ),
    ("/sitemap.xml", text("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>", "text/xml")),
    ("/sitemap.xml", Reply(body=b"\x1f\x8b\x08garbage", media="application/gzip")),
]


@pytest.mark.parametrize(("path", "reply"), HOSTILE_INDEXES, ids=range(len(HOSTILE_INDEXES)))
def test_hostile_indexes(bench: Bench, path: str, reply: Script) -> None:
    """An index that is no honest one is an error of its source, and no more."""
    with faulty.serve({path: reply}) as server:
        fetched = bench.run({"url": f"{server.origin}{path}"})
    assert {"E130", "E140"} & set(codes(fetched))
    assert fetched.captures == ()


def test_named_markdown_that_is_out_of_order_is_not_gone(bench: Bench) -> None:
    """Where an index names Markdown that cannot be had now, a missing page beside it is no sign that there is none; a page there counts."""
    script = {"/llms.txt": text("- [A](/docs/a.md)"), "/docs/a.md": status(503, retry_after="0")}
    with faulty.serve(script) as server:
        [error] = errors(bench.run({"url": server.origin}))
        assert "E131" in error and "/docs/a.md" in error
        server.script["/docs/a"] = html("<p>The a.</p>")
        bench.folder = bench.folder / "next"
        assert list(texts(bench.run({"url": server.origin}))) == ["docs/a.html"]


NAMED: list[tuple[Script, Script, str]] = [
    (status(404), status(404), "W130"),
    (text("x" * 5001), status(404), "E134"),
    (text(A, "image/png"), status(404), "E135"),
    (status(503, retry_after="3600"), html("<p>The a.</p>"), "E138"),
    (moved("http://other.example/a.md"), status(500), "E133"),
]


@pytest.mark.parametrize(("markdown", "page", "code"), NAMED, ids=[one[2] for one in NAMED])
def test_findings_of_named_markdown_speak_of_its_address(
    bench: Bench, markdown: Script, page: Script, code: str
) -> None:
    """Where an index names Markdown, neither that nor the page comes, what is the matter with the Markdown is told."""
    script = {"/llms.txt": text("- [A](/docs/a.md)"), "/docs/a.md": markdown, "/docs/a": page}
    with faulty.serve(script) as server:
        [error] = errors(bench.run({"url": server.origin}, max_bytes=5000))
    assert f" {code} " in error and "/docs/a.md" in error
