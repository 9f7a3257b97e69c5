"""Tests of sources: every kind of index, on a real server, to the captures that it leads to."""

import gzip
from dataclasses import replace

import pytest

from tests.docs_site import faulty, loopback, serving, site
from tests.docs_site.faulty import Script, html, status, text, xml
from tests.fetch.fetching import Bench, codes, errors, texts

A, B = "# A\n\nThe a.\n", "# B\n\nThe b.\n"
PAGES: dict[str, Script] = {"/docs/a.md": text(A), "/docs/b.md": text(B), "/docs/a": html("A"), "/docs/b": html("B")}
BOTH = {"docs/a.md": A, "docs/b.md": B}
SITEMAP = xml(
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>{origin}/docs/a</loc></url><url><loc> {origin}/docs/b </loc></url></urlset>"
)
LLMS = text("# Site\n\n- [A]({origin}/docs/a.md): words\n- [B](/docs/b.md)\n", "text/plain")
CUT = text("# Site\n\n- [A]({origin}/docs/a.md): words\n\nNote: 1 more page omitted.\n", "text/plain")
FULL = text("# A\nSource: {origin}/docs/a\n\nThe a.\n\n# B\nSource: {origin}/docs/b\n\nThe b.\n", "text/plain")
NESTED: dict[str, Script] = {
    "/llms.txt": text("- [Docs](docs/llms.txt)\n- [A](/docs/a)\n"),
    "/docs/llms.txt": text("- [B](b)\n- [Up](/llms.txt)\n"),
}
INDEX_OF_SITEMAPS: dict[str, Script] = {
    "/sitemap.xml": xml("<sitemapindex><sitemap><loc>{origin}/sitemap-1.xml</loc></sitemap></sitemapindex>"),
    "/sitemap-1.xml": SITEMAP,
}
LINKS = html('<a href="docs/a">A</a> <a href="docs/b#top">B</a> <a href="mailto:x@y">X</a><a href="logo.png">P</a>')

#: The path of the source, what the server has beside the pages, the codes of what is found.
KINDS: list[tuple[str, dict[str, Script], list[str]]] = [
    ("/llms.txt", {"/llms.txt": LLMS}, []),
    ("/", {"/llms.txt": LLMS}, []),
    ("/docs", {"/docs/llms.txt": LLMS, "/llms.txt": status(500)}, []),
    ("/docs/", {"/llms.txt": LLMS}, []),
    ("/", {"/sitemap.xml": SITEMAP}, []),
    ("/", {"/llms.txt": CUT, "/sitemap.xml": SITEMAP}, ["I131"]),
    ("/", {"/llms.txt": CUT, "/llms-full.txt": FULL}, ["I131"]),
    ("/llms.txt", {"/llms.txt": CUT, "/llms-full.txt": FULL}, ["I131"]),
    ("/", {"/llms.txt": text("# Nothing yet"), "/sitemap.xml": SITEMAP}, []),
    ("/llms.txt", {"/llms.txt": text("[Home](/logo.png)"), "/sitemap.xml": SITEMAP}, ["I130"]),
    ("/", {"/llms.txt": html("Soft"), "/sitemap.xml": html("Soft"), "/llms-full.txt": FULL}, ["W134", "W134"]),
    ("/", {"/robots.txt": text("Sitemap: {origin}/maps/all.xml"), "/maps/all.xml": SITEMAP}, []),
    ("/", {"/": LINKS}, ["I130", "I132"]),
    ("/guide/contents.html", {"/guide/contents.html": html('<a href="../docs/a">A</a><a href="/docs/b">')}, []),
    ("/contents.md", {"/contents.md": text("See [A](docs/a), {origin}/nothing and\n{origin}/docs/b.")}, []),
    ("/llms.txt", NESTED, []),
    ("/sitemap.xml", {"/sitemap.xml": SITEMAP}, []),
    ("/sitemap.xml", INDEX_OF_SITEMAPS, []),
]  # fmt: skip


@pytest.mark.parametrize(("path", "script", "found"), KINDS, ids=[f"{n}-{one[0]}" for n, one in enumerate(KINDS)])
def test_every_kind_of_source_gives_its_pages(
    bench: Bench, path: str, script: dict[str, Script], found: list[str]
) -> None:
    """Whatever names the pages, they come in Markdown, and nothing is found but what is said."""
    with faulty.serve({**PAGES, **script}) as server:
        fetched = bench.run({"url": f"{server.origin}{path}"})
    assert texts(fetched) == BOTH, errors(fetched)
    assert codes(fetched) == found
    assert bench.progress[-1] == ("fetching", 2, 2)
    assert {one.url for one in fetched.captures} == {f"{server.origin}/docs/a", f"{server.origin}/docs/b"}
    assert {one.captured for one in fetched.captures} == {"2025-03-04T05:06:07Z"}


def test_a_packed_sitemap(bench: Bench) -> None:
    """A sitemap may be a gzip file."""
    with faulty.serve(PAGES) as server:
        body = gzip.compress(SITEMAP.body.replace(b"{origin}", server.origin.encode()))
        server.script["/sitemap.xml.gz"] = replace(SITEMAP, body=body, media="application/gzip")
        fetched = bench.run({"url": f"{server.origin}/sitemap.xml.gz"})
    assert texts(fetched) == BOTH, errors(fetched)


def test_llms_full_as_a_source(bench: Bench) -> None:
    """A file of all pages becomes a file per page, each with its address at its head, and no page is asked for."""
    with faulty.serve({**PAGES, "/llms-full.txt": FULL}) as server:
        fetched = bench.run({"url": f"{server.origin}/llms-full.txt"})
        assert [path for path, _ in server.requests] == ["/robots.txt", "/llms-full.txt"]
    assert texts(fetched) == {
        "docs/a.md": f"# A\nSource: {server.origin}/docs/a\n\nThe a.\n",
        "docs/b.md": f"# B\nSource: {server.origin}/docs/b\n\nThe b.\n",
    }


def test_a_part_where_the_page_is_not_to_be_had(bench: Bench) -> None:
    """What only the file of all pages has is taken out of it, and that is said."""
    script = {"/llms.txt": CUT, "/llms-full.txt": FULL, "/docs/a.md": text(A)}
    with faulty.serve(script) as server:
        fetched = bench.run({"url": server.origin})
    assert texts(fetched)["docs/a.md"] == A
    assert (texts(fetched)["docs/b.md"] or "").startswith("# B\nSource: ")
    assert codes(fetched) == ["I131", "I133"]


def test_a_cut_index_and_no_other(bench: Bench) -> None:
    """What it names is taken, and that there is more is a warning; what the lock knows of the rest is asked for all the same."""
    with faulty.serve({**PAGES, "/llms.txt": LLMS}) as server:
        bench.believe(bench.run({"url": server.origin}))
        server.script |= {"/llms.txt": CUT}
        bench.folder = bench.folder / "next"
        fetched = bench.run({"url": server.origin})
    assert sorted(texts(fetched)) == ["docs/a.md", "docs/b.md"]
    assert fetched.unlisted == {"docs/b.md"}
    assert codes(fetched) == ["I131", "W133"]


def test_more_links_than_anybody_reads(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops at the limit, of links and of pages, and both are said."""
    monkeypatch.setattr("generator.fetch.walking.MAX_LINKS", 9)
    monkeypatch.setattr("generator.fetch.plan.MAX_PAGES", 5)
    with faulty.serve({"/llms.txt": text("\n".join(f"- [x](/{n})" for n in range(30))), "*": text(A)}) as server:
        fetched = bench.run({"url": f"{server.origin}/llms.txt"}, twins=False)
    assert sorted(texts(fetched)) == [f"{n}.md" for n in range(5)]
    assert codes(fetched) == ["E141", "W135", "W139"]


def test_a_list(bench: Bench) -> None:
    """A file of the user's own with an address a line."""
    with faulty.serve(PAGES) as server:
        (bench.folder / "list.txt").write_text(
            f"# mine\n{server.origin}/docs/a # first\n\n{server.origin}/docs/b.md\nftp://x/y\n"
        )
        fetched = bench.run({"list": "list.txt"})
    assert texts(fetched) == BOTH
    assert codes(fetched) == ["W136"]


@pytest.mark.parametrize("key", ["list", "folder"])
def test_a_local_source_that_is_not_there(bench: Bench, key: str) -> None:
    """It is an error, and no more."""
    fetched = bench.run({key: "../elsewhere"})
    assert codes(fetched) == ["E139"]
    assert fetched.captures == ()


def test_a_folder(bench: Bench) -> None:
    """Captures of somebody else are taken as they are, wherever they lie; hidden files, links and empty ones are not."""
    folder = bench.folder.parent.parent / "saved"
    for name, data in {
        "x/one.md": b"# One\r\n",
        ".hidden": b"x",
        "empty.txt": b" ",
        "aux.md": b"x",
        "skip/y.md": b"y",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "link.md").symlink_to("/etc/hostname")
    fetched = bench.run({"folder": "../../saved", "into": "old", "skip": ["/skip/"]})
    (one,) = fetched.captures
    assert (one.path, one.url, one.data, one.captured) == ("old/x/one.md", None, b"# One\r\n", None)
    assert codes(fetched) == ["W137", "W137"]
    assert fetched.requests == 0


def test_local_files_whose_names_meet(bench: Bench) -> None:
    """Names that some systems take for one, a file that is a folder elsewhere, and the place of a fetched page: the first stays."""
    paths = {
        "one": ["a.md", "Docs/x.md"],
        "two": ["A.md", "docs/y.md", "a.md/b.md", "b.html"],
        "three": ["a.md", "c.md"],
    }
    for name, files in paths.items():
        for file in files:
            path = bench.folder / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
    with faulty.serve({"/llms.txt": text("- [B](/b)\n- [D](/d)"), "/b.md": text(A), "/d.md": text(B)}) as server:
        fetched = bench.run(*({"folder": name} for name in paths), {"url": server.origin})
    assert texts(fetched) == {"a.md": "one", "Docs/x.md": "one", "b.html": "two", "c.md": "three", "d.md": B}
    assert codes(fetched) == ["W132"] * 5


def test_pages_outside_are_counted_and_not_asked_for(bench: Bench) -> None:
    """Other hosts and paths, and what is skipped, are told in one finding with their number."""
    links = "\n".join(
        f"- [x]({where})" for where in ("/docs/a", "/docs/b", "/blog/1", "https://other.example/x", "/docs/c.pdf")
    )
    with faulty.serve({**PAGES, "/llms.txt": text(links)}) as server:
        fetched = bench.run({"url": f"{server.origin}/llms.txt", "pages": ["/docs/"], "skip": ["/docs/b"]})
        assert {path for path, _ in server.requests} == {"/robots.txt", "/llms.txt", "/docs/a.md"}
    assert texts(fetched) == {"docs/a.md": A}
    (finding,) = fetched.found
    assert finding.code == "I130"
    assert "4, one is" in finding.message


def test_two_sources_of_one_path(bench: Bench) -> None:
    """The first wins where two sites have a page of one path; `into` keeps them apart."""
    with faulty.serve({**PAGES, "/llms.txt": LLMS}) as one, faulty.serve({**PAGES, "/llms.txt": LLMS}) as other:
        sources = {"url": f"{one.origin}/"}, {"url": f"{other.origin}/"}
        fetched = bench.run(*sources)
        assert codes(fetched) == ["W132", "W132"]
        assert {capture.url for capture in fetched.captures} == {f"{one.origin}/docs/a", f"{one.origin}/docs/b"}
        fetched = bench.run(sources[0], {**sources[1], "into": "other"})
    assert sorted(texts(fetched)) == ["docs/a.md", "docs/b.md", "other/docs/a.md", "other/docs/b.md"]


@pytest.mark.parametrize("script", [{}, {"*": status(403)}, {"*": html("")}, {"/llms.txt": status(500)}], ids=range(4))
def test_a_source_without_any_index(bench: Bench, script: dict[str, Script]) -> None:
    """It is an error that names the source."""
    with faulty.serve(script) as server:
        fetched = bench.run({"url": f"{server.origin}/docs"})
    assert {"E130", "E140"} & set(codes(fetched))
    assert fetched.captures == ()


def test_indexes_that_never_end(bench: Bench) -> None:
    """Indexes that name ever new indexes are followed a few steps."""
    maps = "".join(f"<sitemap><loc>{{origin}}/sitemap-{n}.xml</loc></sitemap>" for n in range(2))
    script = {f"/sitemap-{n}.xml": xml(f"<sitemapindex>{maps.replace('-', f'-{n}')}</sitemapindex>") for n in range(10)}
    deep = {
        f"/sitemap{n}.xml": xml(
            f"<sitemapindex><sitemap><loc>{{origin}}/sitemap{n + 1}.xml</loc></sitemap></sitemapindex>"
        )
        for n in range(9)
    }
    with faulty.serve({**script, **deep}) as server:
        fetched = bench.run({"url": f"{server.origin}/sitemap0.xml"})
        assert server.count("/sitemap3.xml") == 1
        assert server.count("/sitemap4.xml") == 0
    assert codes(fetched) == ["E140", "W135"]


def test_one_text_at_many_addresses_is_told(bench: Bench) -> None:
    """New pages are taken as they come, a wall before all of them too, but not without a word."""
    wall = html("<html><body><h1>Sign in</h1></body></html>")
    script = {
        "/llms.txt": text("".join(f"- [A](/docs/{name})\n" for name in "abc")),
        **{f"/docs/{n}": wall for n in "abc"},
    }
    with faulty.serve(script) as server:
        fetched = bench.run({"url": server.origin})
    assert (len(fetched.captures), codes(fetched)) == (3, ["W139"])


def test_no_twins(bench: Bench) -> None:
    """After three pages without a twin no more are looked for; the pages come as HTML."""
    names = [f"/docs/{n}" for n in range(20)]
    links = "\n".join(f"- [x]({name})" for name in names)
    with faulty.serve({"/llms.txt": text(links), **{name: html(f"Page {name}") for name in names}}) as server:
        fetched = bench.run({"url": server.origin})
        assert sum(path.endswith(".md") for path, _ in server.requests) == 3
        server.forget()
        fetched_without = bench.run({"url": server.origin}, twins=False)
        assert not any(path.endswith(".md") for path, _ in server.requests)
    assert sorted(texts(fetched)) == sorted(f"docs/{n}.html" for n in range(20))
    assert len(fetched_without.captures) == 20


SOFT: list[Script] = [html("Not here"), text("<html><body>x", "text/plain"), text("x", "application/json"), status(410), text(""),
    text("\0", "text/plain")]  # fmt: skip


@pytest.mark.parametrize("reply", SOFT, ids=range(len(SOFT)))
def test_what_is_no_twin(bench: Bench, reply: Script) -> None:
    """A soft 404, another type and an empty answer are no twin: the page itself is taken."""
    with faulty.serve({"/llms.txt": text("- [A](/docs/a)"), "/docs/a": html("A"), "/docs/a.md": reply}) as server:
        fetched = bench.run({"url": server.origin})
    assert sorted(texts(fetched)) == ["docs/a.html"]
    assert codes(fetched) == []


TWINS = [("/docs/a/", "/docs/a.md"), ("/docs/a/", "/docs/a/index.md"), ("/docs/a.html", "/docs/a.md"), ("/docs/a.html", "/docs/a.html.md"),
    ("/docs/a.mdx", "/docs/a.mdx"), ("/docs/a/index.html", "/docs/a/index.html.md")]  # fmt: skip


@pytest.mark.parametrize(("link", "twin"), TWINS)
def test_where_twins_are(bench: Bench, link: str, twin: str) -> None:
    """The usual places are tried; the path of the capture is that of the page."""
    with faulty.serve({"/llms.txt": text(f"- [A]({link})"), twin: text(A)}) as server:
        fetched = bench.run({"url": server.origin})
    assert texts(fetched) == {"docs/a.md": A}


def test_a_page_that_is_listed_as_markdown_only(bench: Bench) -> None:
    """What an index names is asked for even where twins are switched off, or other pages have none."""
    links = "- [A](/docs/a.md)\n" + "\n".join(f"- [x](/docs/{n})" for n in range(5))
    with faulty.serve(
        {
            "/llms.txt": text(links),
            "/docs/a.md": text(A),
            **{f"/docs/{n}": text("plain", "text/plain") for n in range(5)},
        }
    ) as server:
        for twins in (True, False):
            assert texts(bench.run({"url": server.origin}, twins=twins))["docs/a.md"] == A
            assert texts(bench.run({"url": server.origin}, twins=twins))["docs/0.txt"] == "plain"


@pytest.mark.parametrize("kind", ["", "llms.txt", "llms-full.txt", "sitemap.xml"])
def test_the_made_site(bench: Bench, kind: str) -> None:
    """Pages of the made site, as its own server gives them, whatever names them."""
    pages = site.pages()[:40]
    with loopback.serve(serving.application(pages)) as origin:
        fetched = bench.run({"url": f"{origin}/{kind}"})
    assert not errors(fetched)
    assert sorted(texts(fetched)) == sorted(f"{page.address.strip('/')}.md" for page in pages)
    if kind != "llms-full.txt":
        wanted = {site.render(page, "markdown") for page in pages}
        assert set(texts(fetched).values()) == wanted
