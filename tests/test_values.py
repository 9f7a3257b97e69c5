"""Values and names that run together are parted where the values of their table speak for it, and never in silence where they do not."""

import pytest

from generator.readers.values import read_rows
from generator.reading import read_page

HAND = [("0", "New"), ("1", "2ndHand"), ("2", "Worn")]
SPLITS = [
    ("0New 12ndHand 2Worn", HAND, "I075"),
    ("0New 12ndHand", HAND[:2], "I075"),
    ("1New 22ndHand 33rdHand", [("1", "New"), ("2", "2ndHand"), ("3", "3rdHand")], "I075"),
    ("0None 13Months", [("0", "None"), ("13", "Months")], "W074"),
    ("8Late 99Never", [("8", "Late"), ("99", "Never")], "W074"),
    ("1New 52ndHand", [("1", "New"), ("52", "ndHand")], "W074"),
    ("1new 12ndhand", [("1", "new"), ("12", "ndhand")], None),
    ("11st 22nd 33rd", [("11", "st"), ("22", "nd"), ("33", "rd")], "W074"),
    ("1A 12B 13C", [("1", "A"), ("12", "B"), ("13", "C")], None),
    ("5Late 94Spring 99Never", [("5", "Late"), ("94", "Spring"), ("99", "Never")], None),
    ("30Days 60Days", [("30", "Days"), ("60", "Days")], None),
    ("1A 25B 7C", [("1", "A"), ("25", "B"), ("7", "C")], "W074"),
    ("1New 32ndHand 7Worn", [("1", "New"), ("3", "2ndHand"), ("7", "Worn")], "I075"),
    ("10A 20B 30C", [("10", "A"), ("20", "B"), ("30", "C")], None),
    ("2B 12C 1D", [("2", "B"), ("12", "C"), ("1", "D")], None),
    ("0A 1B 1C 7", [("0", "A"), ("1", "B"), ("1", "C"), ("7", "")], None),
    ("-1A 0B 12C", [("-1", "A"), ("0", "B"), ("12", "C")], "W074"),
    ("", [], None),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "cells", "code"), SPLITS, ids=[one[0] for one in SPLITS])
def test_rows_are_parted(lines: str, cells: list[tuple[str, str]], code: str | None) -> None:
    """Only one way to let values rise counts, with a note; two are a doubt, and the value ends with its digits."""
    found = read_rows(lines.split())
    assert (list(found.cells), found.code) == (cells, code)
    assert not code or (found.cells[found.number] != found.other and "".join(found.other) in lines)


def test_long_tables_are_parted_fast() -> None:
    """Tables of hostile length cost no more than their length, and numbers of any length raise nothing."""
    assert read_rows(["55X", "7X", *(f"{number}X" for number in range(60, 50_000))]).code == "W074"
    assert read_rows(["1" * 5000 + "X", "12A"]).code is None


def test_rows_of_a_lossy_capture_are_parted() -> None:
    """A capture that lost names and types reads its tables of values by the same rule."""
    page = (
        "curl --request POST \\\n--url https://quay.example.com/api/harbour/ropes \\\n--data '\n{\n\"Age\": 123\n}\n'\n"
        "Adds a rope to those of a quay.\nAuthentication\nSend a bearer token. The caller must hold the Rope-Create role.\n"
        "Enums\neRopeAge — RopeAge values\nValue Name\n0New\n12ndHand\n2Worn\nRequest Body\nRequired Fields\n"
        "How old the rope is. See eRopeAge enum above.\n"
    )
    reading = read_page("page.txt", page.encode())
    assert [(str(one.value), one.name) for enum in reading.enums for one in enum.values] == HAND
    assert [one.line for one in reading.found if one.code == "I075"] == [15]
