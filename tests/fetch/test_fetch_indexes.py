"""Tests of what indexes say, without any server: texts in, addresses out, whatever the text."""

import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.fetch import indexes
from generator.fetch.bodies import BodyError, CutError, TooLargeError, gunzipped, unfolding
from generator.fetch.findings import Finding, told
from generator.fetch.sources import kind_of

NOTES = [
    ("Note: 1,204 pages omitted for length.", True),
    ("> This index is truncated.", True),
    ("... and 512 more", True),
    ("There are 34 more pages.", True),
    ("Further pages are not listed here.", True),
    ("Not all pages are shown.", True),
    ("Only the first 100 pages are here.", True),
    ("Only 100 of 700 pages follow", True),
    ("This is a partial list.", True),
    ("For the full list, see /sitemap.xml.", True),
    ("See the sitemap for all pages.", True),
    ("We omit some links.", True),
    ("Showing 5 of 21 pages", True),
    ("(list continues)", True),
    ("... and more", True),
    ("The remaining pages can be found in sitemap.xml", True),
    ("Some pages have been left out of this index.", True),
    ("(maximum size reached)", True),
    ("> Terminals, wagons, and more for every railway.", False),
    ("> How rate limits work, and when they are raised.", False),
    ("- [Omitted fields](/a): 5 more pages, truncated", False),
    ("[Truncated bodies](/a)", False),
    ("## Docs", False),
    ("> The API of a railway: more speed, all pages of one make.", False),
    ("", False),
]


@pytest.mark.parametrize(("line", "cut"), NOTES)
def test_notes_of_omissions(line: str, cut: bool) -> None:
    """A note that something is left out is recognised, but not in the titles and summaries of pages."""
    index = indexes.llms(f"# Site\n\n{line}\n\n- [A](/a)\n")
    assert index is not None
    assert (index.note is not None) is cut
    assert "/a" in index.links


def test_links() -> None:
    """Links of Markdown, angles and brackets included; bare addresses where a line has no link."""
    text = "[a](/a 'title') [b](<https://x.example/b>)\n[c](/c_(d))\n<https://x.example/e>\nat https://x.example/f.\n[]() [g]"
    assert indexes.links_in(text) == (
        *("/a", "https://x.example/b", "/c_(d)"),
        *("https://x.example/e", "https://x.example/f"),
    )


def test_links_of_html() -> None:
    """Anchors in whatever quotes, but none out of remarks and scripts."""
    text = """<!doctype html><a href="/a?x=1&amp;y=2">A</a><A class=x HREF='/b'>B</A><a
    id="c" href=/c>C</a><a name="d"><link href="/e"><a data-href="/f"><!-- <a href="/g"> --><script>"<a href='/h'>"</SCRIPT><a href="/i">"""
    assert indexes.listed(text) == ("/a?x=1&y=2", "/b", "/c", "/i")
    assert indexes.listed('<!doctype html><a href="/a">A</a><!-- <a href="/b">') == ("/a",)


def test_long_lines_take_no_longer_than_they_are_long() -> None:
    """A hostile index of a few megabytes is read in a moment: no rule looks at anything twice."""
    size = 1_000_000
    for piece in ("](", "](x", " ", "<a ", "<a href", "<!--", "<script", "[", "(", "https://", "1,", "omit "):
        text = piece * (size // len(piece))
        indexes.llms(f"# A\n{text}")
        indexes.listed(f"<!doctype html>{text}")
    crowd = " ".join(f"a{n}='x'" for n in range(100_000))
    indexes.sitemap(f"<urlset {crowd}/>".encode())


def test_sitemaps() -> None:
    """Addresses of pages, but not of pictures; an index of sitemaps; anything else is none."""
    images = "<url><loc> /a </loc><image:image xmlns:image='i'><image:loc>/p</image:loc></image:image></url>"
    assert indexes.sitemap(f"<urlset xmlns='s'><!-- x -->{images}<url/></urlset>".encode()) == indexes.Index(
        links=("/a",)
    )
    assert indexes.sitemap(b"<sitemapindex><sitemap><loc>/b</loc></sitemap></sitemapindex>") == indexes.Index(
        nested=("/b",)
    )
    for data in (b"", b"<html/>", b"<urlset>", b"no", b"<?xml version='1.0' encoding='x'?><urlset/>", b"\0"):
        assert indexes.sitemap(data) is None


def test_entities_of_sitemaps_are_not_unfolded() -> None:
    """Neither files nor laughs come out of a sitemap."""
    laughs = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(12))
    for entity in ("<!ENTITY l12 SYSTEM 'file:///etc/hostname'>", f"<!ENTITY l0 'ha'>{laughs}"):
        index = indexes.sitemap(f"<!DOCTYPE urlset [{entity}]><urlset><url><loc>&l12;</loc></url></urlset>".encode())
        assert index is None or index.links == ()


@given(st.text())
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    """Any text is an index, or none."""
    data = text.encode("utf-8", "surrogatepass")
    indexes.llms(text)
    indexes.listed(text)
    indexes.listed(f"<!doctype html><html>{text}")
    indexes.lines_of(text)
    indexes.full(data, "x")
    indexes.full(f"# A\nSource: /a\n{text}".encode("utf-8", "surrogatepass"), "x")
    indexes.sitemap(data)
    indexes.sitemap(f"<urlset><url><loc>{text}</loc></url></urlset>".encode("utf-8", "surrogatepass"))


@given(st.binary())
@settings(deadline=None)
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes are a text or none, and unfold or do not."""
    indexes.text_of(data)
    indexes.sitemap(data)
    for body in (data, b"\x1f\x8b" + data, gzip.compress(data)[: len(data)]):
        try:
            gunzipped(body, 1000)
        except BodyError:
            continue


PACKING: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, 9),
    "deflate": lambda data: zlib.compress(data, 9),
    "raw": lambda data: zlib.compress(data)[2:-4],
    "plain": lambda data: data,
}


@given(st.binary(max_size=3000), st.integers(1, 400), st.sampled_from(sorted(PACKING)))
@settings(deadline=None)
def test_bodies_come_out_as_they_went_in(data: bytes, size: int, kind: str) -> None:
    """However a body is packed and parted, it is the same, and never more than the limit."""
    packed = PACKING[kind](data)
    body = unfolding({"plain": "", "raw": "deflate"}.get(kind, kind), 3100)
    for start in range(0, len(packed), size):
        body.feed(packed[start : start + size])
    assert body.close() == data


@pytest.mark.parametrize("kind", ["gzip", "deflate"])
def test_bombs_and_cut_bodies(kind: str) -> None:
    """A bomb stops at the limit, what is cut is told, and an encoding that nobody asked for is refused."""
    packed = PACKING[kind](b"x" * 10_000_000)
    with pytest.raises(TooLargeError):
        unfolding(kind, 1000).feed(packed)
    body = unfolding(kind, 10_000_000)
    body.feed(packed[:-10])
    with pytest.raises(CutError):
        body.close()
    with pytest.raises(BodyError, match="br"):
        unfolding("br", 1)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://x.example", "site"),
        ("https://x.example/docs", "site"),
        ("https://x.example/docs/", "site"),
        ("https://x.example/docs/v1.2", "site"),
        ("https://x.example/docs/llms.txt", "llms"),
        ("https://x.example/LLMS-full.txt", "full"),
        ("https://x.example/sitemap.xml", "sitemap"),
        ("https://x.example/sitemap_docs-1.xml.gz", "sitemap"),
        ("https://x.example/contents.html", "links"),
        ("https://x.example/readme.md", "links"),
    ],
)
def test_kinds_of_sources(url: str, kind: str) -> None:
    """The last segment of an address says what is there."""
    assert kind_of(url) == kind


def test_findings_are_summed_up_by_their_cause() -> None:
    """Few are told one by one, many in one; nothing of a page reaches the terminal as it is."""
    few = [Finding(code="E131", what=f"x{n}", reason="late") for n in range(5)]
    many = [Finding(code="E131", what=f"y{n:02}\x1b[0m", reason="cut", page=f"{n}.md") for n in range(30)]
    rows = told([*few, *many, *many])
    assert len(rows) == 6
    assert [one.page for one in rows] == ["api.toml"] * 6
    assert any("30 of them, one is y00" in one.message for one in rows)
    assert all(one.message.isprintable() for one in rows)
