"""Times of day that travel as date-times: the fields of one body or answer and what its samples show in, their constant date out.

A sample alone proves nothing: it may show a record of that day. Strong evidence are several fields that are called times, or described as
such, and whose every value has one date of long ago and a time that is not always midnight, while nothing else is of that date.
"""

import re
from collections.abc import Iterable, Sequence

from generator import addresses
from generator.examples import Shown
from generator.formats import NAME_RULES, PROSE_RULES, RuleRow
from generator.spec import Field

#: A value that may be a time of day: its date, and its time.
MOMENT = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|[+-]\d\d:?\d\d)?")

#: What is older is no moment that an API of our days would show as an example; such a date stands for none.
OLDEST_YEAR = 1990

#: How many fields have to agree.
FEWEST = 2


def constant_date(fields: Sequence[Field], shown: Shown) -> tuple[str | None, frozenset[addresses.Part]]:
    """The date with which the times of day among some fields travel, and the paths of these; null and none without strong evidence."""
    times = {
        path: pairs
        for path, one in addresses.walk(tuple(fields), ())
        if is_time(one) and (pairs := moments(shown, path))
    }
    dates = {date for both in times.values() for date, _ in both}
    if len(times) < FEWEST or len(dates) != 1 or is_midnight(time for both in times.values() for _, time in both):
        return None, frozenset()
    (date,) = dates
    others = (value for path, values in shown.items() if path not in times for value, _ in values)
    if int(date[:4]) >= OLDEST_YEAR or any(isinstance(value, str) and value.startswith(date) for value in others):
        return None, frozenset()
    return date, frozenset(times)


def is_time(one: Field) -> bool:
    """Whether a text is a time of day by its name or by its description, and nothing else by either."""
    if one.type != "string" or one.format not in (None, "time"):
        return False
    words, name = told(PROSE_RULES, one.description or "", whole=False), told(NAME_RULES, one.name, whole=True)
    return "time" in (words, name) and words in (None, "time")


def told(rules: Sequence[RuleRow], text: str, *, whole: bool) -> str | None:
    """The format that the first fitting rule gives a text."""
    found = (form for _, form, shape in rules if (shape.fullmatch(text) if whole else shape.search(text)))
    return next(found, None)


def moments(shown: Shown, path: addresses.Part) -> list[tuple[str, str]]:
    """Date and time of each value that samples show of a field; none where one of them, null apart, is no moment."""
    values = [value for value, _ in shown.get(path, ()) if value is not None]
    found = [MOMENT.fullmatch(value) for value in values if isinstance(value, str)]
    matches = [match for match in found if match]
    return [(match["date"], match["time"]) for match in matches] if len(matches) == len(values) else []


def is_midnight(times: Iterable[str]) -> bool:
    """Whether all times are midnight, which samples show where there is no time."""
    return all(not time.strip("0:.") for time in times)
