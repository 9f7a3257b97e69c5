"""Formats are found by the strongest evidence, and each says by which rule."""

import pytest

from generator.examples import Shown
from generator.formats import Evidence, findings, infer, moment_of
from generator.spec import Field, Origin
from generator.times import constant_date

CASES = [
    ("Anything", None, "2025-01-15T10:30:00Z", "date-time", "sample:date-time"),
    ("Anything", None, "2025-01-15 10:30", "date-time", "sample:date-time"),
    ("Anything", None, "2025-01-15", "date", "sample:date"),
    ("Anything", None, "10:30", "time", "sample:time"),
    ("Anything", None, "A1b2c3d4-1111-2222-3333-444455556666", "uuid", "sample:uuid"),
    ("Anything", None, "2025-01-15T10:30:00Z and more", None, None),
    ("Anything", "Format: YYYY-MM-DDTHH:mm.", None, "date-time", "prose:date-time"),
    ("Anything", "Start date from which it counts.", None, "date-time", "prose:date"),
    ("Anything", "The date of birth.", None, "date-time", "prose:date"),
    ("Anything", "Name of the date palm.", None, None, None),
    ("Anything", "Start time.", None, "time", "prose:time"),
    ("Anything", "Start time of the show, and where.", None, None, None),
    ("Anything", "GUID of it.", None, "uuid", "prose:uuid"),
    ("BookingGuid", "The booking.", None, "uuid", "name:uuid"),
    ("UniqueId", None, None, "uuid", "name:uuid"),
    ("CreatedOn", None, None, "date-time", "name:date-time"),
    ("updated_at", None, None, "date-time", "name:date-time"),
    ("InvoiceDate", None, None, "date-time", "name:date"),
    ("FromTime", None, None, "time", "name:time"),
    ("Update", None, None, None, None),
    ("Mandate", None, None, None, None),
    ("Overtime", None, None, None, None),
    ("FromTime", "Start time.", "2025-01-15T10:30:00Z", "date-time", "sample:date-time"),
]


@pytest.mark.parametrize(("name", "description", "sample", "form", "rule"), CASES)
def test_infer(name: str, description: str | None, sample: str | None, form: str | None, rule: str | None) -> None:
    """Sample before wording before name; what says nothing gets no format."""
    evidence = Evidence(name=name, description=description, samples=((sample, 7),) if sample else ())
    found = infer(evidence)
    assert (found.format, found.rule) == (form, rule) if found else form is None
    assert found is None or (found.line == 7) is found.rule.startswith("sample:")


def test_findings_show_doubt() -> None:
    """Evidence that contradicts itself is all shown, strongest first."""
    evidence = Evidence(name="FromTime", description="Start time.", samples=(("2025-01-15T10:30:00Z", 3),))
    assert [found.format for found in findings(evidence)] == ["date-time", "time", "time"]


def test_a_date_without_more_contradicts_no_date() -> None:
    """Words that tell of a date leave open whether it has a time; words of a time of day do not."""
    words = "Opened as YYYY-MM-DD."
    first, *others = findings(Evidence(name="OpenedDate", description=words))
    assert (first.format, others[-1].rule) == ("date", "name:date")
    assert not any(one.contradicts(first) for one in others)
    assert next(findings(Evidence(name="opens", description="Opening time."))).contradicts(first)


def test_moment_of() -> None:
    """A mere date is a plain date only where all moments of the page are."""
    assert moment_of(["2025-01-15", "x"]) == "date"
    assert moment_of(["2025-01-15", "2025-01-15T10:30:00Z"]) == "date-time"
    assert moment_of([]) == "date-time"
    assert infer(Evidence(name="DueDate", description=None), "date") is not None


def test_a_written_pattern_of_a_day_is_a_day() -> None:
    """`YYYY-MM-DD` alone is a date whatever the page's other moments are; with a time behind it, it is a date-time."""
    day = infer(Evidence(name="ValidUntil", description="Format: YYYY-MM-DD."))
    moment = infer(Evidence(name="ValidUntil", description="Format: YYYY-MM-DDTHH:mm."))
    assert day is not None and moment is not None
    assert (day.format, moment.format) == ("date", "date-time")


def text_field(name: str, description: str = "", kind: str = "string") -> Field:
    """A field of a page."""
    origin = Origin(page="a.txt", line=1, rule="field-row")
    return Field.model_validate({"name": name, "type": kind, "description": description, "origin": origin})


FROM, TO = text_field("FromTime"), text_field("ToTime")
OPENS, SHUTS = text_field("Opens", "Opening time."), text_field("Shuts", "Closing time.")
AT_8, AT_9, MIDNIGHT = "1976-01-01T08:00:00Z", "1976-01-01T09:30:00Z", "1976-01-01T00:00:00Z"
TIMES = [
    ("names", [FROM, TO], [AT_8, AT_9], "1976-01-01"),
    ("words", [OPENS, SHUTS], [AT_8, AT_9], "1976-01-01"),
    ("one time twice", [FROM, TO], [AT_8, AT_8], "1976-01-01"),
    ("a midnight among them", [FROM, TO], [MIDNIGHT, AT_8], "1976-01-01"),
    ("only midnight", [FROM, TO], [MIDNIGHT, MIDNIGHT], None),
    ("one field", [FROM], [AT_8], None),
    ("no word of time", [text_field("A"), text_field("B")], [AT_8, AT_9], None),
    ("two dates", [FROM, TO], [AT_8, "1977-01-01T09:30:00Z"], None),
    ("a date of our days", [FROM, TO], ["2025-01-15T08:00:00Z", "2025-01-15T09:30:00Z"], None),
    ("something else of that date", [FROM, TO, text_field("Born")], [AT_8, AT_9, "1976-01-01"], None),
    ("words of a date", [text_field("FromTime", "Date from which it counts."), TO], [AT_8, AT_9], None),
    ("no value", [FROM, TO], [None, None], None),
    ("no string", [text_field("FromTime", kind="integer"), TO], [AT_8, AT_9], None),
]


@pytest.mark.parametrize(("fields", "values", "date"), [one[1:] for one in TIMES], ids=[one[0] for one in TIMES])
def test_constant_date(fields: list[Field], values: list[str | None], date: str | None) -> None:
    """Only several fields that are called or described as times, and all have one date of long ago, are times of day with it."""
    shown: Shown = {(one.name,): [(value, 3)] for one, value in zip(fields, values, strict=True)}
    found, paths = constant_date(fields, shown)
    assert (found, len(paths)) == (date, 2 if date else 0)
