"""Tests of promotion: what becomes of a page when a capture comes, run after run."""

from collections.abc import Sequence

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from generator.captures import Capture, Fetched
from generator.config import ApiConfig
from generator.judging import judge
from generator.lock import Entry, Lock
from generator.manifest import digest
from generator.moves import State
from generator.promotion import Promotion, promote
from generator.quarantine import in_words
from tests import lamps

CONFIG = ApiConfig.model_validate(
    {
        "api": {"name": "lamps", "title": "Lamps", "base_url": "https://lamps.example"},
        "package": {"distribution": "lamps", "import_name": "lamps", "client": "Lamps", "version": "1.0.0"},
        "sources": [{"url": "https://lamps.example/docs"}],
        "quarantine": {"repeats": 2},
    }
)
PATH, URL = "put-lamp.md", "https://lamps.example/docs/put-lamp"
GOOD = lamps.PAGE.encode()
BETTER = GOOD.replace(b"Changes a lamp.", b"Changes one lamp.")
WORSE, OTHER, WORST = lamps.fewer("Colours"), lamps.fewer("Label"), lamps.fewer("Colours", "Label")
NOISE = WORSE.replace(b"Changes a lamp.", b"Changes a lamp, build 7.")


def capture(data: bytes | None, day: int = 1, path: str = PATH, url: str | None = URL) -> Capture:
    """A capture of a page on a day."""
    return Capture(path=path, url=url, data=data, captured=f"2026-01-{day:02}T00:00:00Z", etag=f'"{day}"')


def entry(data: bytes, url: str | None = URL) -> Entry:
    """What the lock says of a page that was fetched long ago."""
    return Entry(url=url, captured="2025-12-01T00:00:00Z", sha256=digest(data), etag='"0"')


def state(data: bytes = GOOD, path: str = PATH) -> State:
    """One page that was fetched."""
    return State(pages={path: data}, lock=Lock(pages={path: entry(data)}))


def came(before: State, *captures: Capture, accepted: Sequence[str] = (), **more: object) -> Promotion:
    """One run."""
    return promote(CONFIG, before, Fetched(captures=captures, **more), accepted)  # type: ignore[arg-type]


def runs(before: State, *datas: bytes) -> Promotion:
    """Several runs, one a day."""
    done = Promotion(state=before, outcomes={}, used=frozenset(), found=())
    for day, data in enumerate(datas, 1):
        done = came(done.state, capture(data, day))
    return done


def codes(done: Promotion) -> list[str]:
    """The codes of what a run found."""
    return [one.code for one in done.found]


def test_a_new_page_is_taken() -> None:
    """Where nothing was nothing can be lost."""
    done = came(State(pages={}, lock=Lock()), capture(GOOD))
    assert done.state.pages == {PATH: GOOD}
    assert done.state.lock.pages[PATH] == Entry(
        url=URL, captured="2026-01-01T00:00:00Z", sha256=digest(GOOD), etag='"1"'
    )
    assert (done.outcomes, codes(done)) == ({PATH: "new"}, [])


@pytest.mark.parametrize("data", [GOOD, None], ids=["same bytes", "not modified"])
def test_nothing_new_leaves_no_trace(data: bytes | None) -> None:
    """The lock stays as it was, with the time and the validators of the capture that is there."""
    done = came(state(), capture(data))
    assert done.state == state()
    assert (done.outcomes, codes(done)) == ({PATH: "unchanged"}, [])


def test_a_page_that_lost_nothing_is_taken() -> None:
    """The page and its entry are the new ones."""
    done = came(state(), capture(BETTER))
    assert done.state.pages == {PATH: BETTER}
    assert done.state.lock.pages[PATH].captured == "2026-01-01T00:00:00Z"
    assert (done.outcomes, codes(done)) == ({PATH: "changed"}, [])


def test_a_page_that_lost_something_is_held() -> None:
    """The page and its entry stay; the capture is kept aside with what it lost, and a warning says so."""
    done = came(state(), capture(WORSE))
    assert (done.state.pages, done.state.lock) == (state().pages, state().lock)
    assert done.state.held == {PATH: WORSE}
    held = done.state.quarantine.held[PATH]
    assert (held.url, held.sha256, held.runs, held.losses) == (
        URL, digest(WORSE), 1, ("field `update.request.Colours`",),
    )  # fmt: skip
    assert held.first_seen == held.last_seen == "2026-01-01T00:00:00Z"
    assert (done.outcomes, codes(done)) == ({PATH: "held"}, ["W150"])
    assert "field `update.request.Colours`" in done.found[0].message


def test_the_same_losses_count_up_and_keep_the_newest() -> None:
    """Bytes may differ from run to run; what counts is what is lost."""
    done = runs(state(), WORSE, NOISE)
    held = done.state.quarantine.held[PATH]
    assert (held.runs, held.first_seen, held.last_seen) == (2, "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")
    assert done.state.held == {PATH: NOISE}


def test_other_losses_begin_again() -> None:
    """Captures that are each bad in another way prove nothing."""
    done = runs(state(), WORSE, WORSE, OTHER)
    held = done.state.quarantine.held[PATH]
    assert (held.runs, held.first_seen) == (1, "2026-01-03T00:00:00Z")
    assert runs(state(), *[WORSE, OTHER] * 5).state.pages == {PATH: GOOD}


@pytest.mark.parametrize(
    "data", [b"# Sign in\n\nPlease sign in.\n", GOOD[: len(GOOD) // 2]], ids=["a wall", "half of it"]
)
def test_what_is_hardly_the_page_is_never_taken_by_itself(data: bytes) -> None:
    """However many runs find a login wall or half of a page, the good one stays; where there is nothing more to count, no trace is left."""
    done = runs(state(), data, data, data)
    later = came(done.state, capture(data, 4))
    assert (later.state, later.outcomes, codes(later)) == (done.state, {PATH: "held"}, ["W158"])
    assert later.state.pages == {PATH: GOOD}
    assert came(later.state, capture(data + b"\n", 5)).state == done.state
    gone = State(pages=done.state.pages, lock=done.state.lock, quarantine=done.state.quarantine)
    assert came(gone, capture(data + b"\n", 5)).state.held == {PATH: data + b"\n"}
    assert came(later.state, capture(data, 6), accepted=[PATH]).state.pages == {PATH: data}


def test_what_enough_runs_find_is_taken_with_a_warning() -> None:
    """After the first sighting and as many later runs as api.toml says, what the docs say is the truth."""
    assert runs(state(), WORSE, WORSE).state.pages == {PATH: GOOD}
    done = runs(state(), WORSE, WORSE, NOISE)
    assert done.state.pages == {PATH: NOISE}
    assert (done.state.quarantine.held, done.state.held) == ({}, {})
    assert (done.outcomes, codes(done)) == ({PATH: "repeated"}, ["W152"])
    assert "field `update.request.Colours`" in done.found[0].message


@pytest.mark.parametrize("data", [GOOD, BETTER, None], ids=["as it was", "better", "not modified"])
def test_a_page_that_is_fine_again_is_held_no_more(data: bytes | None) -> None:
    """A bad capture was an accident; the next bad one begins at one."""
    done = came(came(state(), capture(WORSE)).state, capture(data, 2))
    assert (done.state.quarantine.held, done.state.held, codes(done)) == ({}, {}, [])
    assert came(done.state, capture(WORSE, 3)).state.quarantine.held[PATH].runs == 1


def test_what_is_held_is_accepted_at_once() -> None:
    """The newest capture of what was reported is taken, with a warning that names the losses."""
    done = came(came(state(), capture(WORSE)).state, capture(NOISE, 2), accepted=[PATH])
    assert done.state.pages == {PATH: NOISE}
    assert done.state.quarantine.held == {}
    assert (done.outcomes, codes(done), done.used) == ({PATH: "accepted"}, ["W153"], frozenset({PATH}))


def test_what_is_seen_for_the_first_time_can_be_accepted() -> None:
    """Who accepts a page before it was ever held gets what came now."""
    done = came(state(), capture(WORSE), accepted=[PATH])
    assert (done.state.pages, done.used, codes(done)) == ({PATH: WORSE}, frozenset({PATH}), ["W153"])


def test_what_is_worse_than_what_was_accepted_is_held_in_its_turn() -> None:
    """Nobody accepts what nobody has seen: the capture that was reported is taken, the one of now is kept aside."""
    done = came(came(state(), capture(WORSE)).state, capture(WORST, 2), accepted=[PATH])
    assert done.state.pages == {PATH: WORSE}
    assert done.state.lock.pages[PATH].captured == "2026-01-01T00:00:00Z"
    assert done.state.held == {PATH: WORST}
    assert done.state.quarantine.held[PATH].losses == ("field `update.request.Label`",)
    assert (done.outcomes, codes(done)) == ({PATH: "accepted"}, ["W150", "W153"])


def test_what_is_better_than_what_was_accepted_is_taken() -> None:
    """Where less is lost now than was accepted, the capture of now is taken."""
    done = came(came(state(), capture(WORST)).state, capture(WORSE, 2), accepted=[PATH])
    assert (done.state.pages, done.state.held, codes(done)) == ({PATH: WORSE}, {}, ["W153"])


def test_what_is_held_is_accepted_without_fetching_it() -> None:
    """The page cannot be asked for now: the capture that is kept aside is taken."""
    held = came(state(), capture(WORSE)).state
    done = came(held, capture(GOOD, 2, "other.md", None), failed=(PATH,), accepted=[PATH])
    assert done.state.pages == {PATH: WORSE, "other.md": GOOD}
    assert done.state.lock.pages[PATH].etag == '"1"'
    done = came(held, accepted=[PATH])
    assert (done.state.pages, codes(done)) == ({PATH: WORSE}, ["E151", "W153"])


def test_of_two_captures_of_a_page_that_are_held_one_is_accepted() -> None:
    """The one takes the place of the page, and with that the other is held no more."""
    held = came(came(state(), capture(WORSE)).state, capture(WORSE, 2, "other.md")).state
    assert held.quarantine.held.keys() == {PATH, "other.md"}
    done = came(held, capture(GOOD, 3, "more.md", "https://lamps.example/docs/more"), accepted=[PATH])
    assert set(done.state.pages) == {"more.md", "other.md"} and not done.state.quarantine.held


@pytest.mark.parametrize("kept", [{}, {PATH: b"another"}], ids=["gone", "changed"])
def test_a_capture_that_is_not_what_was_reported_is_not_accepted(kept: dict[str, bytes]) -> None:
    """The hash in the lock says what was reported; whatever else lies there is an error, and the page stays."""
    before = came(state(), capture(WORSE)).state
    before = State(pages=before.pages, lock=before.lock, quarantine=before.quarantine, held=kept)
    done = came(before, failed=(PATH,), accepted=[PATH])
    assert done.state.pages == {PATH: GOOD} and "E153" in codes(done)
    done = came(before, capture(OTHER, 2), accepted=[PATH])
    assert done.state.pages == {PATH: GOOD} and "E153" in codes(done)
    assert came(before, capture(WORSE, 2), accepted=[PATH]).state.pages == {PATH: WORSE}


def test_accepting_what_is_fine_again_is_told() -> None:
    """The docs have mended it themselves, and nothing worse is taken."""
    held = came(state(), capture(WORSE)).state
    for data in (GOOD, None, BETTER):
        done = came(held, capture(data, 2), accepted=[PATH])
        assert done.state.pages == {PATH: data or GOOD}
        assert (codes(done), done.used) == (["I152"], frozenset({PATH}))


def test_accepting_what_is_not_held_uses_nothing() -> None:
    """Neither a page that came as it was nor one that nobody knows is something to accept."""
    assert came(state(), capture(GOOD), accepted=[PATH, "x.md"]).used == frozenset()
    assert came(state(), capture(BETTER), accepted=[PATH]).used == frozenset()


def test_a_page_may_change_its_form() -> None:
    """A capture of the same address under another path takes the place of the old file."""
    done = came(state(path="put-lamp.html"), capture(BETTER))
    assert done.state.pages == {PATH: BETTER} and done.state.lock.pages.keys() == {PATH}
    assert codes(done) == ["I153"]


def test_another_form_that_lost_something_is_held() -> None:
    """The old file stays, and is what can be accepted, too; when the old form is fine again, that is forgotten."""
    html = "put-lamp.html"
    held = came(state(path=html), capture(WORSE)).state
    assert held.pages == {html: GOOD} and held.quarantine.held[PATH].replaces == (html,)
    done = came(held, capture(WORSE, 2), accepted=[html])
    assert (done.state.pages, codes(done)) == ({PATH: WORSE}, ["I153", "W153"])
    done = came(held, failed=(html,), accepted=[html])
    assert done.state.pages == {PATH: WORSE}
    done = came(held, capture(GOOD, 2, html))
    assert done.state.quarantine.held == {} and done.state.pages == {html: GOOD}


def test_two_captures_of_one_address_stand_beside_each_other() -> None:
    """Where both come, or both are there, none replaces the other."""
    done = came(state(path="put-lamp.html"), capture(GOOD, 2, "put-lamp.html"), capture(BETTER))
    assert done.state.pages == {"put-lamp.html": GOOD, PATH: BETTER}


def test_a_page_that_is_gone_stays_and_is_told_each_time() -> None:
    """It is noted once, so that later runs leave no trace, and warned of each time."""
    other = capture(GOOD, 1, "other.md", "https://lamps.example/docs/other")
    first = came(state(), other, gone=(PATH,))
    assert first.state.pages[PATH] == GOOD and first.outcomes[PATH] == "gone"
    assert first.state.quarantine.gone[PATH].first_seen == "2026-01-01T00:00:00Z"
    again = came(first.state, capture(None, 2, "other.md"), gone=(PATH,))
    assert again.state == first.state
    assert codes(first) == codes(again) == ["W151"]


def test_a_page_that_is_gone_is_removed_when_that_is_accepted() -> None:
    """The page, its entry in the lock and all that is known of it go, and a warning says so; also where it could not be asked for."""
    other = capture(GOOD, 1, "other.md", "https://lamps.example/docs/other")
    first = came(state(), other, gone=(PATH,)).state
    for more in ({"gone": (PATH,)}, {"failed": (PATH,)}):
        done = came(first, other, accepted=[PATH], **more)
        assert PATH not in {**done.state.pages, **done.state.lock.pages, **done.state.quarantine.gone}
        assert (done.outcomes[PATH], codes(done), done.used) == ("removed", ["W156"], frozenset({PATH}))


def test_a_page_that_is_back_is_gone_no_more() -> None:
    """It is judged by what it was, whatever was accepted meanwhile."""
    other = capture(GOOD, 1, "other.md", "https://lamps.example/docs/other")
    first = came(state(), other, gone=(PATH,)).state
    done = came(first, capture(GOOD, 2), accepted=[PATH])
    assert (done.state.quarantine.gone, done.state.pages[PATH], codes(done)) == ({}, GOOD, ["I152"])
    done = came(first, capture(WORSE, 2))
    assert (done.state.quarantine.gone, done.state.pages[PATH], codes(done)) == ({}, GOOD, ["W150"])


def test_what_failed_or_was_not_listed_stays() -> None:
    """A page that could not be asked for is as it was, held or not; one that no index names is told."""
    held = came(state(), capture(WORSE)).state
    other = capture(GOOD, 1, "other.md", "https://lamps.example/docs/other")
    done = came(held, other, failed=(PATH,))
    assert done.state.pages[PATH] == GOOD and done.state.quarantine == held.quarantine
    assert done.outcomes[PATH] == "failed"
    assert codes(came(state(), capture(GOOD), unlisted=frozenset({PATH}))) == ["I150"]


def test_a_page_that_was_edited_is_not_overwritten_silently() -> None:
    """It is compared with what is on the disk: taken with a warning where nothing is lost, held with one where something is."""
    edited = State(pages={PATH: BETTER}, lock=state().lock)
    done = came(edited, capture(GOOD))
    assert (done.state.pages, codes(done)) == ({PATH: GOOD}, ["W154"])
    done = came(edited, capture(WORSE))
    assert (done.state.pages, codes(done)) == ({PATH: BETTER}, ["W150", "W155"])
    done = came(edited, capture(BETTER))
    assert done.state.lock.pages[PATH].sha256 == digest(BETTER)
    assert (done.state.pages, codes(done)) == ({PATH: BETTER}, [])


def test_a_page_that_somebody_put_there_gets_its_entry() -> None:
    """The bytes are those of the docs, so that their address and time are known now."""
    done = came(State(pages={PATH: GOOD}, lock=Lock()), capture(GOOD))
    assert done.state.lock.pages[PATH].url == URL


def test_a_page_of_the_same_bytes_at_another_address_is_known_by_that() -> None:
    """Where a site moves, the next runs must ask there, and notice there that a page is gone."""
    moved = capture(GOOD, url="https://new.example/docs/put-lamp")
    done = came(state(), moved)
    assert (done.state.pages, done.state.lock.pages[PATH].url, codes(done)) == ({PATH: GOOD}, moved.url, [])
    assert came(done.state, capture(GOOD, 2, url=moved.url)).state == done.state


def test_a_page_that_somebody_removed_is_not_replaced_silently() -> None:
    """There is nothing to compare with; a warning says so, unless it is what it was."""
    removed = State(pages={}, lock=state().lock)
    assert codes(came(removed, capture(WORSE))) == ["W157"]
    assert codes(came(removed, capture(GOOD))) == []


def test_no_page_at_all_is_an_error_and_changes_nothing() -> None:
    """Where no source gave a page, nobody knows what is gone."""
    done = came(state(), gone=(PATH,))
    assert (done.state, codes(done)) == (state(), ["E151"])


@pytest.mark.parametrize(
    "path", ["../x.md", "/x.md", "a//b.md", "nul", "a\\b.md", "PUT-lamp.md", ".x/a.md", "put-lamp.md/a", "a\x1b.md"]
)
def test_a_path_that_leads_astray_is_refused(path: str) -> None:
    """Nothing is written outside, over another page or where nobody reads it; the rest of the run goes on."""
    done = came(state(), capture(GOOD, 1, path, "https://lamps.example/x"), capture(BETTER))
    assert done.state.pages == {PATH: BETTER}
    assert (codes(done), done.outcomes[path]) == (["E152"], "refused")


@pytest.mark.parametrize(("what", "floor"), [("pages", 3), ("endpoints", 2), ("fields", 13)])
def test_below_a_floor_nothing_changes(what: str, floor: int) -> None:
    """Everything that would be there is counted; with too little left the state is that of before, accepted or not."""
    before = State(
        pages={PATH: GOOD, "guide.md": b"# A guide\n"}, lock=Lock(pages={PATH: entry(GOOD), "guide.md": entry(b"")})
    )
    high = CONFIG.model_copy(update={"floors": CONFIG.floors.model_copy(update={what: floor})})
    low = CONFIG.model_copy(update={"floors": CONFIG.floors.model_copy(update={what: floor - 1})})
    fetched = Fetched(captures=(capture(BETTER),))
    assert promote(low, before, fetched).state.pages[PATH] == BETTER
    done = promote(high, before, fetched)
    assert done.state is before and codes(done) == ["E160"]
    assert f"{floor - 1} {what}" in done.found[0].message


def test_what_is_accepted_is_counted_too() -> None:
    """Accepting cannot bring an API below a floor."""
    config = CONFIG.model_copy(update={"floors": CONFIG.floors.model_copy(update={"fields": 11})})
    done = promote(config, state(), Fetched(captures=(capture(WORST),)), [PATH])
    assert (done.state, codes(done)) == (state(), ["E160"])
    done = promote(config, state(), Fetched(captures=(capture(WORSE),)), [PATH])
    assert done.state.pages == {PATH: WORSE}


def test_required_sections_are_a_part_of_a_page() -> None:
    """What api.toml says every page has cannot be lost silently."""
    pages = CONFIG.pages.model_copy(update={"required": ("title",)})
    config = CONFIG.model_copy(update={"pages": pages})
    untitled = GOOD.replace(b"title: Update lamp\n", b"")
    assert [one.kind for one in judge(config, {PATH: GOOD}, PATH, untitled)] == ["error"]
    assert judge(CONFIG, {PATH: GOOD}, PATH, untitled) == ()


DATA = st.sampled_from([GOOD, BETTER, WORSE, NOISE, OTHER, WORST, b"", b"# Down\n", b"\xff\x00", None])
PATHS = st.sampled_from([PATH, "put-lamp.html", "other.md"])
STEP = st.builds(
    lambda data, path, elsewhere, gone, accepted: (data, path, elsewhere, gone, accepted),
    DATA, PATHS, st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(STEP, max_size=6))
def test_no_page_becomes_worse_without_a_word(
    steps: list[tuple[bytes | None, str, bool, bool, bool]],
) -> None:
    """Whatever comes in whatever order: a page is replaced by one that lost nothing, or a finding names it; and none goes without one."""
    now = state()
    for day, (data, path, elsewhere, gone, accepted) in enumerate(steps, 1):
        captures = (capture(data, day, path, f"https://lamps.example/{path}" if elsewhere else URL),)
        done = came(now, *captures, gone=(PATH,) if gone else (), accepted=[path, PATH] if accepted else [])
        named = {one.page for one in done.found}
        for at, before in now.pages.items():
            after = done.state.pages.get(at)
            if after is None:
                assert at in named or any(at in one.message for one in done.found)
            elif after != before and judge(CONFIG, {at: before}, at, after):
                assert at in named
        assert done.state.quarantine.held.keys() <= done.state.held.keys()
        assert came(now, *captures, gone=(PATH,) if gone else (), accepted=[path, PATH] if accepted else []) == done
        unchanged = came(
            done.state,
            *(
                capture(done.state.pages[at], day, at, entry.url)
                for at, entry in done.state.lock.pages.items()
                if at in done.state.pages
            ),
        )
        if done.state.pages:
            assert (unchanged.state.pages, unchanged.state.lock) == (done.state.pages, done.state.lock)
        now = done.state


@pytest.mark.parametrize(
    ("losses", "words"),
    [
        (("field `a`",), "lost field `a`"),
        (("endpoint `a`", "role X of `a`"), "lost endpoint `a`; role X of `a`"),
        (("error E010 (None)",), "has an error that the page did not have, E010 (None)"),
        (
            ("error E010 (None)", "error E015 (Cut)", "endpoint `a`"),
            "has errors that the page did not have, E010 (None), E015 (Cut), and lost endpoint `a`",
        ),
        ((), "lost something"),
    ],
)
def test_what_is_wrong_with_a_capture_is_said_in_plain_words(losses: tuple[str, ...], words: str) -> None:
    """Errors are what it has, all else is what it lost."""
    assert in_words(losses) == words
