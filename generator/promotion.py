"""Captures of a run in, what becomes of each out: a pure decision, nothing is read from the disk or written to it.

A page is replaced by a capture that lost nothing of it. One that lost something is kept aside until enough runs have found the same, or
until somebody accepts it. One that is hardly the page any more, and a page that is gone from the docs, wait until somebody accepts that.
With too little left nothing changes at all.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from generator import diagnostics
from generator.assemble import assemble
from generator.captures import Capture, Fetched
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.floors import check_floors
from generator.judging import judge, read
from generator.lock import Entry, Lock
from generator.loss_rules import Loss, Stored
from generator.losses import signature, texts, unsound
from generator.manifest import digest
from generator.moves import (
    Outcome,
    Run,
    State,
    adopt,
    clear,
    drop,
    edited,
    hold,
    misplaced,
    standing_for,
    take,
    verified,
)
from generator.quarantine import Gone, Held, Quarantine, in_words, standing
from generator.tree import safe_path

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """What is to be there, what became of each page, and the findings.

    `used` are those of the accepted paths at which there was something to accept.
    """

    state: State
    outcomes: Mapping[str, Outcome]
    used: frozenset[str]
    found: tuple[Diagnostic, ...]


def promote(
    config: ApiConfig,
    state: State,
    fetched: Fetched,
    accepted: Collection[str] = (),
    progress: Progress = lambda *_: None,
    stored: Callable[[], Stored] = dict,
) -> Promotion:
    """Decide on every capture of a run; `accepted` are paths of pages, `stored` is asked for the spec where something was lost."""
    run = Run(
        config=config,
        accepted=accepted,
        captured=frozenset(one.path for one in fetched.captures),
        pages=dict(state.pages),
        lock=dict(state.lock.pages),
        held=dict(state.quarantine.held),
        gone={path: one for path, one in state.quarantine.gone.items() if path in state.pages},
        captures=dict(state.held),
        stored=stored,
        outcomes=dict.fromkeys(fetched.failed, "failed"),
        used=set(accepted) & {*state.quarantine.held, *state.quarantine.gone},
        found=list(fetched.found),
    )
    if not fetched.captures:
        run.tell("E151", "api.toml")
    for number, capture in enumerate(sorted(fetched.captures, key=lambda one: one.path), 1):
        settle(run, capture)
        progress("judging", number, len(fetched.captures))
    take_the_rest(run)
    part(run, fetched)
    for path in sorted(fetched.unlisted & run.pages.keys()):
        run.tell("I150", path)
    below = floors(run)
    if below:
        return refused(state, fetched, below, run.used)
    return finished(run)


def settle(run: Run, capture: Capture) -> None:
    """Decide on one capture."""
    path, data = capture.path, capture.data
    if data is None or data == run.pages.get(path):
        if data is not None:
            adopt(run, capture, data)
        run.outcomes[path] = "unchanged"
        clear(run, path)
        return
    old = standing_for(run, capture)
    reason = misplaced(path, run.pages.keys() - old.keys())
    if reason:
        run.outcomes[path] = "refused"
        run.tell("E152", "api.toml", path=path, reason=reason)
        return
    lost = lost_by(run, old, path, data)
    if lost:
        doubt(run, capture, data, old, lost)
        return
    for at in old:
        if edited(run, at):
            run.tell("W154", at)
    known = run.lock.get(path)
    if not old and known is not None and known.sha256 not in (None, digest(data)):
        run.tell("W157", path)
    clear(run, path, *old)
    take(run, capture, data, old, "changed" if old else "new")


def lost_by(run: Run, old: Mapping[str, bytes], path: str, data: bytes) -> tuple[Loss, ...]:
    """What a capture lost of the pages that it stands for, by the addresses of the stored spec."""
    return judge(run.config, old, path, data) and judge(run.config, old, path, data, run.stored())


def doubt(run: Run, capture: Capture, data: bytes, old: Mapping[str, bytes], lost: Sequence[Loss]) -> None:
    """Decide on a capture that lost something of the pages that it stands for."""
    entry = held_of(run, capture, data, old, lost)
    if run.accepts((capture.path, *old)):
        if expected(run, entry, capture.path, data):
            accept(run, capture, data, old, lost)
            return
        # What came now is worse than what was accepted, and nobody has seen it yet.
        if take_held(run, capture.path):
            now = {capture.path: run.pages[capture.path]}
            hold(run, capture.path, held_of(run, capture, data, now, lost_by(run, now, capture.path, data)), data)
            return
    if entry.runs > run.config.quarantine.repeats and not entry.unsound:
        run.tell("W152", capture.path, runs=entry.runs, losses=told(lost))
        take(run, capture, data, old, "repeated")
        return
    for at in old:
        if edited(run, at):
            run.tell("W155", at)
    hold(run, capture.path, *newest(run, entry, capture.path, data))


def newest(run: Run, entry: Held, path: str, data: bytes) -> tuple[Held, bytes]:
    """What to keep aside: what came now, or what is there where nothing comes of counting on, so that no night leaves a trace."""
    before = run.held.get(path)
    if before is None or not before.unsound or before.runs <= run.config.quarantine.repeats:
        return entry, data
    seen = verified(run, path) if before.signature == entry.signature else {}
    return (before, seen[path]) if seen else (entry, data)


def expected(run: Run, entry: Held, path: str, data: bytes) -> bool:
    """Whether a capture is what somebody has seen who accepts it: it lacks nothing that the one that was kept aside does not lack."""
    before = run.held.get(path)
    if before is None or before.signature == entry.signature:
        return True
    seen = verified(run, path)
    return bool(seen) and not judge(run.config, seen, path, data)


def held_of(run: Run, capture: Capture, data: bytes, old: Mapping[str, bytes], lost: Sequence[Loss]) -> Held:
    """The entry of a capture that is kept aside; one that lost the same as the last one counts a run more."""
    before, mark = run.held.get(capture.path), signature(lost)
    again = before if before is not None and before.signature == mark else None
    return Held(
        url=capture.url,
        sha256=digest(data),
        first_seen=again.first_seen if again else capture.captured,
        last_seen=capture.captured,
        runs=again.runs + 1 if again else 1,
        losses=texts(lost),
        signature=mark,
        unsound=unsound(lost),
        replaces=tuple(path for path in old if path != capture.path),
        etag=capture.etag,
        last_modified=capture.last_modified,
    )


def accept(run: Run, capture: Capture, data: bytes, old: Mapping[str, bytes], lost: Sequence[Loss]) -> None:
    """Take a capture over although it lost something."""
    if lost:
        run.tell("W153", capture.path, losses=told(lost))
    take(run, capture, data, old, "accepted")


def take_held(run: Run, path: str) -> bool:
    """Take the capture over that is kept aside, where it is what was reported; false where it is not."""
    entry, data = run.held[path], verified(run, path).get(path)
    if data is None:
        why = "it is not what was reported" if path in run.captures else "it is not there"
        run.tell("E153", path, path=path, reason=why)
        return False
    capture = Capture(
        path=path,
        url=entry.url,
        data=data,
        captured=entry.last_seen,
        etag=entry.etag,
        last_modified=entry.last_modified,
    )
    old = standing_for(run, capture)
    reason = misplaced(path, run.pages.keys() - old.keys())
    if reason:
        run.tell("E153", path, path=path, reason=f"its path {reason}")
        return False
    accept(run, capture, data, old, lost_by(run, old, path, data))
    return True


def take_the_rest(run: Run) -> None:
    """Take over what is kept aside and accepted, where the page could not be fetched now."""
    for path in sorted(run.held.keys() - run.captured):
        # Another capture of the same page may just have been taken over.
        if path in run.held and run.accepts((path, *run.held[path].replaces)):
            take_held(run, path)


def part(run: Run, fetched: Fetched) -> None:
    """Note the pages that the docs do not have any more, and remove those that are accepted to be gone."""
    times = [one.captured for one in fetched.captures if one.captured]
    # Where nothing came at all, nobody knows what is gone.
    missed = set(fetched.gone) if fetched.captures else set()
    for path in sorted((missed | (run.gone.keys() & set(run.accepted))) - run.captured):
        # What no capture can be called somebody put there.
        if path not in run.pages or not safe_path(path):
            continue
        # What was kept aside of it and has just been accepted is another matter.
        if run.outcomes.get(path) != "accepted" and run.accepts((path,)):
            run.tell("W156", path)
            drop(run, path)
            run.outcomes[path] = "removed"
            continue
        entry = run.lock.get(path, Entry())
        run.gone.setdefault(path, Gone(url=entry.url, first_seen=max(times, default=None)))
        run.held.pop(path, None)
        run.outcomes[path] = "gone"


def told(lost: Sequence[Loss]) -> str:
    """The losses in one line."""
    return in_words(texts(lost))


def floors(run: Run) -> list[Diagnostic]:
    """The errors of what would be there in the end, where it is less than api.toml asks for."""
    wanted = run.config.floors
    if not (wanted.endpoints or wanted.fields):
        return check_floors(wanted, len(run.pages), ())
    readings = [reading for path, data in sorted(run.pages.items()) for reading in read(run.config, path, data)]
    return check_floors(wanted, len(run.pages), assemble(run.config, readings)[0])


def refused(state: State, fetched: Fetched, below: Sequence[Diagnostic], used: Collection[str]) -> Promotion:
    """A run of which nothing is taken over."""
    return Promotion(
        state=state,
        outcomes=dict.fromkeys(fetched.failed, "failed"),
        used=frozenset(used),
        found=diagnostics.in_order([*fetched.found, *below]),
    )


def finished(run: Run) -> Promotion:
    """What became of everything."""
    quarantine = Quarantine(held=run.held, gone=run.gone)
    state = State(
        pages=run.pages,
        lock=Lock(pages=run.lock),
        quarantine=quarantine,
        held={path: data for path, data in run.captures.items() if path in run.held},
    )
    found = [*run.found, *standing(quarantine, run.config.api.name, run.config.quarantine.repeats)]
    return Promotion(state=state, outcomes=run.outcomes, used=frozenset(run.used), found=diagnostics.in_order(found))
