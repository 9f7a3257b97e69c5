"""Tests of manners: robots.txt, the pace, and pauses that a site asks for, on a real server."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.fetch import robots
from generator.fetch.pace import Host, HostClosedError
from generator.fetch.retries import Patience, asked_for, passing, pause
from tests.docs_site import faulty
from tests.docs_site.faulty import Reply, Script, html, moved, status, text
from tests.fetch.fetching import NOW, Bench, codes, errors, texts

SITE: dict[str, Script] = {
    "/llms.txt": text("- [A](/docs/a)\n- [B](/docs/b)"),
    "/docs/a": text("# A\n"),
    "/docs/b": text("# B\n"),
}


def test_the_program_says_who_it_is(bench: Bench) -> None:
    """Every request has the name that api.toml gives."""
    with faulty.serve(SITE) as server:
        bench.run({"url": server.origin}, agent="rails-docs/2.0 (+https://rails.example.com)")
        assert {headers["user-agent"] for _, headers in server.requests} == {
            "rails-docs/2.0 (+https://rails.example.com)"
        }
        assert {headers["accept-encoding"] for _, headers in server.requests} == {"gzip, deflate"}


def test_robots_forbids_pages(bench: Bench) -> None:
    """What is forbidden is not asked for, and one finding says how much that is; robots.txt is read once."""
    links = "\n".join(f"- [x](/private/{n})" for n in range(30))
    rules = text("User-agent: docs2client\nDisallow: /private\nUser-agent: *\nDisallow: /", "text/plain")
    with faulty.serve({**SITE, "/llms.txt": text(f"- [A](/docs/a)\n{links}"), "/robots.txt": rules}) as server:
        fetched = bench.run({"url": server.origin}, twins=False)
        assert sorted(path for path, _ in server.requests) == ["/docs/a", "/llms.txt", "/robots.txt"]
    (finding,) = fetched.found
    assert finding.code == "W131"
    assert "30 of them" in finding.message
    assert fetched.failed == ()
    assert texts(fetched) == {"docs/a.md": "# A\n"}


def test_robots_forbids_twins_only(bench: Bench) -> None:
    """Then the pages come as HTML."""
    script = {
        **SITE,
        "/docs/a": html("A"),
        "/docs/b": html("B"),
        "/robots.txt": text("User-agent: *\nDisallow: /*.md$"),
    }
    with faulty.serve(script) as server:
        fetched = bench.run({"url": server.origin})
    assert sorted(texts(fetched)) == ["docs/a.html", "docs/b.html"]
    assert codes(fetched) == []


def test_robots_forbids_everything(bench: Bench) -> None:
    """Indexes are asked for under the same rules."""
    with faulty.serve({**SITE, "/robots.txt": text("User-agent: *\nDisallow: /")}) as server:
        fetched = bench.run({"url": server.origin})
        assert [path for path, _ in server.requests] == ["/robots.txt"]
    assert "E130" in codes(fetched)


ROBOTS: list[tuple[Script, bool]] = [
    (status(404), True),
    (status(403), True),
    (html("soft"), True),
    (text("", "text/plain"), True),
    (moved("/elsewhere.txt"), True),
    ([status(500), status(404)], True),
    (status(500), False),
    (status(429), False),
    (moved("/robots.txt"), False),
    (moved("http://other.example/robots.txt"), False),
    (text("x" * 10, cut=3), False),
    (Reply(body=b"x" * 9_000_000), False),
]


@pytest.mark.parametrize(("reply", "free"), ROBOTS, ids=range(len(ROBOTS)))
def test_a_robots_txt_that_is_none(bench: Bench, reply: Script, free: bool) -> None:
    """A site without one allows everything, one that cannot give it nothing."""
    with faulty.serve({**SITE, "/robots.txt": reply}) as server:
        fetched = bench.run({"url": server.origin}, twins=False)
        assert (server.count("/llms.txt") > 0) is free
    assert (len(fetched.captures) == 2) is free
    assert ("E130" in codes(fetched)) is not free


def test_delays_and_names_of_robots_txt() -> None:
    """The group of the program counts, by its name without its version; without one that of everybody."""
    text = b"User-agent: rails-docs\nCrawl-delay: 2.5\nSitemap: /s.xml\nUser-agent: *\nCrawl-delay: 9\nDisallow: /"
    rules = robots.read(text, "rails-docs/1.0 (+x)")
    assert (rules.delay, rules.sitemaps, rules.allows("https://x.example/a")) == (2.5, ("/s.xml",), True)
    other = robots.read(text, "others")
    assert (other.delay, other.allows("https://x.example/a")) == (9.0, False)
    assert [robots.read(b"User-agent: *\nCrawl-delay: " + one, "x").delay for one in (b"nan", b"-1", b"inf", b"x")] == [
        None
    ] * 4


def test_what_is_forbidden_stays_as_it_is(bench: Bench) -> None:
    """A page that robots.txt forbids from now on is neither gone nor an error."""
    with faulty.serve(SITE) as server:
        bench.believe(bench.run({"url": server.origin}, twins=False))
        server.script["/robots.txt"] = text("User-agent: *\nDisallow: /docs/b")
        bench.folder = bench.folder / "next"
        fetched = bench.run({"url": server.origin}, twins=False)
    assert (fetched.failed, fetched.gone, sorted(texts(fetched))) == ((), (), ["docs/a.md"])
    assert [(one.code, one.page) for one in fetched.found] == [("W131", "docs/b.md")]


def test_a_delay_beyond_all_patience(bench: Bench) -> None:
    """A site that wants to be asked once an hour is not asked at all, and that is said."""
    with faulty.serve({**SITE, "/robots.txt": text("User-agent: *\nCrawl-delay: 3600")}) as server:
        fetched = bench.run({"url": server.origin})
        assert [path for path, _ in server.requests] == ["/robots.txt"]
    assert any("3600 seconds" in one for one in errors(fetched))


@pytest.mark.parametrize("header", ["2000", "Wed, 05 Mar 2025 05:06:07 GMT"])
def test_a_pause_beyond_all_patience(bench: Bench, header: str) -> None:
    """A host that asks for a long pause is left alone for the rest of the run; what it has stays as it is."""
    names = [f"/docs/{n}" for n in range(12)]
    links = "\n".join(f"- [x]({name})" for name in names)
    with faulty.serve({"/llms.txt": text(links), **{name: text(f"# {name}\n") for name in names}}) as server:
        bench.believe(bench.run({"url": server.origin}, twins=False))
        server.forget()
        server.script["/docs/0"] = status(429, retry_after=header)
        bench.folder = bench.folder / "next"
        fetched = bench.run({"url": server.origin}, twins=False, concurrency=1)
        assert [path for path, _ in server.requests] == ["/robots.txt", "/llms.txt", "/docs/0"]
    assert len(fetched.failed) == 12
    assert fetched.gone == ()
    assert set(codes(fetched)) == {"E138"}


def test_a_pause_that_is_asked_for_holds_everything() -> None:
    """While a host is held, nobody gets a turn; the pause is measured by the loop's own clock."""

    async def run() -> float:
        loop = asyncio.get_running_loop()
        host = Host(1000, 4)
        host.hold(0.05)
        begin = loop.time()
        async with host.turn():
            return loop.time() - begin

    assert asyncio.run(run()) >= 0.049


def test_turns_of_a_host() -> None:
    """No more turns at once than there are seats, and none once it is closed."""

    async def run() -> int:
        host, most, now = Host(10_000, 3), 0, 0
        host.slow_down(0.0001)

        async def one() -> None:
            nonlocal most, now
            async with host.turn():
                now += 1
                most = max(most, now)
                await asyncio.sleep(0.001)
                now -= 1

        await asyncio.gather(*(one() for _ in range(20)))
        host.close()
        with pytest.raises(HostClosedError):
            await one()
        return most

    assert asyncio.run(run()) == 3


def test_gaps_between_turns() -> None:
    """Turns come at the rate, without a burst, and a slower one stays slow."""

    async def run() -> float:
        loop = asyncio.get_running_loop()
        host = Host(1000, 4)
        host.slow_down(0.02)
        host.slow_down(0.001)
        begin = loop.time()
        for _ in range(4):
            async with host.turn():
                pass
        return loop.time() - begin

    assert asyncio.run(run()) >= 0.055


PAUSES = [
    ((0, 3, None), 0.5),
    ((1, 3, None), 1.0),
    ((2, 3, None), 2.0),
    ((3, 3, None), None),
    ((9, 10, None), 30.0),
    ((0, 0, None), None),
    ((0, 3, 7.0), 7.0),
    ((0, 3, 0.0), 0.5),
    ((0, 3, 300.0), 300.0),
    ((0, 3, 301.0), None),
]


@pytest.mark.parametrize(("given", "wanted"), PAUSES)
def test_pauses(given: tuple[int, int, float | None], wanted: float | None) -> None:
    """They double, are never shorter than what was asked for, and end."""
    attempt, most, asked = given
    assert pause(attempt, most, Patience(), 1.0, asked) == wanted


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.floats(0, 1), st.none() | st.floats(0, 1e9))
@settings(deadline=None)
def test_every_pause_is_bounded(attempt: int, most: int, dice: float, asked: float | None) -> None:
    """Whatever happens, a pause is short enough to wait for."""
    wait = pause(attempt, most, Patience(), dice, asked)
    assert wait is None or (0 <= wait <= Patience().asked and wait >= (asked or 0))


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, None),
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Tue, 04 Mar 2025 05:07:07 GMT", 60.0),
        ("Tue, 04 Mar 2025 05:07:07 -0000", 60.0),
        ("Tue, 04 Mar 2024 05:07:07 GMT", 0.0),
        ("-1", None),
        ("1e9", None),
        ("soon", None),
        ("7\x1f", 7.0),
        ("", None),
        ("9" * 40, None),
    ],
)
def test_what_a_host_asks_for(header: str | None, wanted: float | None) -> None:
    """Seconds or a date; anything else asks for nothing."""
    assert asked_for(header, NOW) == wanted


@given(st.text())
@settings(deadline=None)
def test_no_header_raises(header: str) -> None:
    """A header of a stranger is a number of seconds or nothing."""
    assert (asked_for(header, datetime.now(UTC)) or 0) >= 0


def test_passing_statuses() -> None:
    """What may be another status next time."""
    assert [one for one in range(200, 505) if passing(one)] == [408, 425, 429, 500, 502, 503, 504]


@given(st.binary())
@settings(deadline=None)
def test_no_robots_txt_raises(data: bytes) -> None:
    """Whatever stands in a robots.txt, there are rules."""
    rules = robots.read(data, "docs2client/1.0")
    assert rules.allows("https://x.example/a") in (True, False)
    assert rules.delay is None or timedelta(seconds=min(rules.delay, 1e9)) > timedelta()
