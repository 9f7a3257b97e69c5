"""Tests of the table of changes: what each does, there and back, word for word, and where both states of it are documented.

`--update` writes `changes.txt` anew; read the difference as if somebody else had written it.
"""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from generator import addresses
from generator.differences import Direction, Kind, Subject
from generator.drift import Change, drift
from generator.spec import Origin
from tests.drift import rows

EXPECTED = Path(__file__).parent / "changes.txt"
NAMES = list(rows.table())
#: How the kind of a change is called on the way back.
MIRRORED = {"added": "removed", "removed": "added"}


def expected() -> dict[str, str]:
    """What the table gives, by row."""
    parts = re.split(r"(?m)^# (.*)$\n", EXPECTED.read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def found(name: str, *, back: bool) -> list[Change]:
    """The changes of a row."""
    old, new = rows.sides(name, back=back)
    return drift(old.state, new.state)


def text_of(name: str) -> str:
    """The changes of a row as they stand in the file."""
    lines: list[str] = []
    for back, arrow in ((False, "->"), (True, "<-")):
        for one in found(name, back=back):
            was = f" was {one.was}" if one.was else ""
            lines.append(f"{arrow} {one.severity} {one.kind} {one.subject} {one.direction} {one.address}{was}")
            lines += [f"       {symbol}" for symbol in one.symbols]
            lines += [f"       at {place(one.old)} | {place(one.new)}"] if one.old or one.new else []
    return "\n".join(lines) + "\n\n"


def place(origin: Origin | None) -> str:
    """Where a state is documented, in short."""
    return f"{origin.page.removesuffix('.md')}:{origin.line}" if origin else "nowhere"


@pytest.mark.parametrize("name", NAMES)
def test_a_change_is_told(name: str) -> None:
    """Kind, subject, direction, severity, address, symbols and both origins are those of the file."""
    assert text_of(name) == expected()[name]


def test_the_file_has_the_rows_of_the_table(request: pytest.FixtureRequest) -> None:
    """No row is without its changes, none is left of a row that is no more."""
    if request.config.getoption("--update", default=False):
        EXPECTED.write_text("".join(f"# {name}\n{text_of(name)}" for name in NAMES), encoding="utf-8")
    assert list(expected()) == NAMES


def test_every_kind_is_in_the_table() -> None:
    """Each kind occurs, each subject and each direction; of fields each kind that they can have, in requests and in answers."""
    told = [line.split() for text in expected().values() for line in text.splitlines() if line[:2] in ("->", "<-")]
    assert {one[2] for one in told} == set(get_args(Kind))
    assert {one[3] for one in told} == set(get_args(Subject))
    assert {one[4] for one in told} == set(get_args(Direction))
    fields = {
        "added",
        "removed",
        "renamed",
        "type",
        "required",
        "nullable",
        "default",
        "enum",
        "read-only",
        "deprecation",
    }
    for direction in ("request", "response"):
        assert {one[2] for one in told if one[3:5] == ["field", direction]} == fields | {"words"}
        nested = {one[2] for one in told if one[3:5] == ["field", direction] and "Cleats." in one[5]}
        assert nested >= fields - {"read-only"}
    assert {one[5].split(".")[2] for one in told if one[3:5] == ["field", "request"]} == {
        *("path", "query", "header", "cookie", "request")
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_way_back_is_the_mirror(name: str) -> None:
    """What is added there is removed on the way back, with the addresses and the values exchanged."""
    there = [one for one in found(name, back=False) if one.subject != "symbol"]
    back = [one for one in found(name, back=True) if one.subject != "symbol"]

    def key(one: Change, *, turn: bool) -> tuple[object, ...]:
        kind = MIRRORED.get(one.kind, one.kind) if turn else one.kind
        ends = [(one.was or one.address, one.before, place(one.old)), (one.address, one.after, place(one.new))]
        if one.kind in MIRRORED:
            ends = [(one.address, one.before, place(one.old)), (one.address, one.after, place(one.new))]
        return (kind, one.subject, one.direction, repr(ends[::-1] if turn else ends))

    assert Counter(key(one, turn=True) for one in there) == Counter(key(one, turn=False) for one in back)


@pytest.mark.parametrize("name", NAMES)
def test_origins_are_where_it_says_so(name: str) -> None:
    """The line of an origin has the name of a field, the name or a value of an enum, the status of an answer."""
    old, new = rows.sides(name)
    for change in found(name, back=False):
        for origin, side, address in (
            (change.old, old, change.was or change.address),
            (change.new, new, change.address),
        ):
            if origin is None:
                continue
            assert origin.line is not None, change
            line = side.pages[origin.page.removesuffix(".md")].splitlines()[origin.line - 1]
            assert any(word in line for word in words_of(change, address)), (change, line)


def words_of(change: Change, address: str) -> tuple[str, ...]:
    """What may stand on the line where a change is documented."""
    parts = addresses.split(address) or ()
    last = parts[-1]
    if change.subject == "field" and change.kind == "enum":
        return (last, "Weekday", "Kind", "| Value |")
    if change.subject == "field":
        return (last, f"{{{last}}}", "curl", "https://", "```")
    if change.subject == "response":
        return (last, "```")
    if change.subject in ("enum", "value"):
        return ("| Value |",)
    return ("Authentication", "<Note>", "OAuth2", "Calls", "role", "HTTP", "https://", "curl", "-d '{", "```")


def test_nothing_changes_in_what_is_the_same() -> None:
    """A state has no changes towards itself."""
    assert drift(rows.base().state, rows.base().state) == []
