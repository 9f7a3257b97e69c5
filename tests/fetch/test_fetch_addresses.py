"""Tests of addresses and of their places below `pages/`: texts of strangers to one spelling, and to paths that are safe and no others'."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.fetch import places, urls
from generator.tree import check_tree, safe_path

NORMAL = [
    ("https://Docs.Example.com/a", "https://docs.example.com/a"),
    ("https://x.example", "https://x.example/"),
    ("https://x.example:443/a#top", "https://x.example/a"),
    ("http://x.example:8080/a?b=c#d", "http://x.example:8080/a?b=c"),
    ("https://x.example/a/./b/../c", "https://x.example/a/c"),
    ("https://x.example/a/%2e%2E/b", "https://x.example/b"),
    ("https://x.example/../..", "https://x.example/"),
    ("https://x.example/a/..", "https://x.example/"),
    ("https://x.example/%61%2Fb", "https://x.example/a%2Fb"),
    ("https://x.example/ä", "https://x.example/%C3%A4"),
    ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ("https://x.example./a", "https://x.example/a"),
    ("  https://x.example/a \n", "https://x.example/a"),
    ("b", "https://base.example/docs/b"),
    ("/b", "https://base.example/b"),
    ("?q=1", "https://base.example/docs/a?q=1"),
    ("//other.example/b", "https://other.example/b"),
    ("http://[2001:DB8::1]/a", "http://[2001:db8::1]/a"),
    ("https://user@x.example/", None),
    ("https://user:word@x.example/", None),
    ("ftp://x.example/", None),
    ("javascript:alert(1)", None),
    ("file:///etc/passwd", None),
    ("https://#", "https://base.example/docs/a"),
    ("https://x.example:99999/", None),
    ("https://x.example:port/", None),
    ("https://[::1", None),
    ("https://x y.example/", None),
    ("https://x.example\\@y.example/", None),
    ("https://x.example/a\nb", None),
    ("https://x.example/\x1b[0m", None),
    ("https://x.example/" + "a" * 2000, None),
]


@pytest.mark.parametrize(("text", "wanted"), NORMAL)
def test_addresses_in_one_spelling(text: str, wanted: str | None) -> None:
    """Case, ports, dots and percents are settled; what is not asked for is null."""
    assert urls.normal(text, "https://base.example/docs/a") == wanted


@pytest.mark.parametrize("text", ["https://", "https:///a", "/a", "a", "", "#"])
def test_an_address_has_a_host(text: str) -> None:
    """Without a place that it stands in, a part of an address is none."""
    assert urls.normal(text) is None


@given(st.text(), st.none() | st.just("https://base.example/docs/a"))
@settings(deadline=None)
def test_no_text_raises(text: str, base: str | None) -> None:
    """Any text is an address that stays as it is when it is read again, or none."""
    url = urls.normal(text, base)
    if url is not None:
        assert urls.normal(url) == url
        assert url.isascii()
        assert safe_path(f"{places.stem(url)}.html")


SAME = [
    ("https://x.example/a", "https://x.example/a.md"),
    ("https://x.example/a", "http://x.example/a.html"),
    ("https://x.example/a", "https://x.example/a/"),
    ("https://x.example/a", "https://x.example/a/index.md"),
    ("https://x.example/a", "https://x.example/a/index.html"),
    ("https://x.example/", "https://x.example/index.mdx"),
    ("https://x.example/a?v=2", "https://x.example/a.md?v=2"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_page(one: str, other: str) -> None:
    """Endings, slashes and `index` make no other page."""
    assert urls.identity(one) == urls.identity(other)
    assert places.stem(one) == places.stem(other)


STEMS = [
    ("https://x.example/rest-api/spaces/put-tokens", "rest-api/spaces/put-tokens"),
    ("https://x.example/", "index"),
    ("https://x.example/a/v1.2", "a/v1.2"),
    ("https://x.example/a?b=c&d", "a+b%3Dc%26d"),
    ("https://x.example/a+b", "a%2Bb"),
    ("https://x.example/a%2Fb", "a%2Fb"),
    ("https://x.example/.git/hooks", "%2Egit/hooks"),
    ("https://x.example/aux/con.txt", "%61ux/%63on.txt"),
    ("https://x.example/a.", "a%2E"),
    ("https://x.example/a.md/b", "a%2Emd/b"),
    ("https://x.example/a//b", "a/%/b"),
    ("https://x.example/index/index", "%69ndex"),
]


@pytest.mark.parametrize(("url", "wanted"), STEMS)
def test_places_of_pages(url: str, wanted: str) -> None:
    """Ordinary addresses are their own places; odd marks are written in percents."""
    assert places.stem(url) == wanted
    assert places.stem(url, "old") == f"old/{wanted}"


def test_places_tell_cases_and_lengths_apart() -> None:
    """Capitals and long names get the hash of their spelling."""
    stems = {places.stem(f"https://x.example/{name}") for name in ("abc", "Abc", "aBc", "x" * 400, "x" * 401)}
    assert len({stem.casefold() for stem in stems}) == 5
    assert all(len(stem) < 200 for stem in stems)


ODD = [
    "",
    "a",
    "A",
    "a.md",
    "a.html",
    "a.txt",
    "index",
    "con",
    "..",
    ".",
    "%2e",
    "%2F",
    "%3Fx",
    "a+b",
    "~",
    "a~",
    "ä",
    ".git",
]
SEGMENTS = st.sampled_from(ODD) | st.text(max_size=6)
ADDRESSES = st.builds(
    lambda path, query: f"https://x.example/{'/'.join(path)}{query}",
    st.lists(SEGMENTS, max_size=4),
    st.sampled_from(["", "", "?a", "?A", "?x", "?a=b.md"]),
)


@given(st.lists(ADDRESSES, max_size=12))
@settings(deadline=None)
def test_no_two_pages_share_a_place(texts: list[str]) -> None:
    """Different pages have different places, also where case does not count, and no file stands where a folder is."""
    found = [url for text in texts if (url := urls.normal(text))]
    stems = {urls.identity(url): places.stem(url) for url in found}
    assert len(set(stems.values())) == len(stems)
    endings = [".md", ".html", ".txt"]
    check_tree({f"{stem}{endings[n % 3]}": b"" for n, stem in enumerate(sorted(stems.values()))})


@given(st.text(max_size=30), st.text(max_size=30))
@settings(deadline=None)
def test_a_scope_takes_any_address(path: str, start: str) -> None:
    """Whether an address is one of the pages never raises, and another host never is."""
    scope = urls.scope_of(["x.example"], [f"/{start}"], [])
    for host in ("x.example", "x.example.evil.example"):
        url = urls.normal(f"https://{host}/{path}")
        assert url is None or not scope.has_page(url) or urls.host_of(url) == "x.example"


def test_scopes() -> None:
    """Paths count by their beginnings, in whatever spelling api.toml has them; ports are a part of hosts."""
    scope = urls.scope_of(["x.example", "y.example:8080"], ["/döcs/"], ["/döcs/old"])
    assert scope.has_page("https://x.example/d%C3%B6cs/a")
    assert scope.has_page("http://y.example:8080/d%C3%B6cs/a")
    assert not scope.has_page("http://y.example/d%C3%B6cs/a")
    assert not scope.has_page("https://x.example/d%C3%B6cs/old/a")
    assert not scope.has_page("https://x.example/blog")
