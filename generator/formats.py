"""Formats that hide in `string`: name, description and sample of a field in, format and the name of the rule out.

Three kinds of evidence in the order of their strength: the value that a sample shows, the wording of the description, the name. Each
rule is a row of a table and its name is recorded in the spec, so that a wrong guess can be traced and corrected by an override.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a page tells of one string field: its name, its description, and the sample values with their lines."""

    name: str
    description: str | None
    samples: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An inferred format, the rule that gave it, and its evidence: the line of a sample, or the words of the description.

    `moment` is set where the evidence tells of a date, and not whether it has a time.
    """

    format: str
    rule: str
    line: int | None = None
    words: str | None = None
    moment: bool = False

    def contradicts(self, other: "Finding") -> bool:
        """Whether this cannot be true beside another finding."""
        return self.format != other.format and not (self.moment and other.format in ("date", "date-time"))


#: The name of a rule, the format that it gives, and the shape that fits.
RuleRow = tuple[str, str, re.Pattern[str]]

_DATE_TIME = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"

#: What a sample value looks like.
SAMPLE_RULES: tuple[RuleRow, ...] = (
    ("sample:date-time", "date-time", re.compile(_DATE_TIME)),
    ("sample:date", "date", re.compile(r"\d{4}-\d\d-\d\d")),
    ("sample:time", "time", re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")),
    ("sample:uuid", "uuid", re.compile(r"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")),
)

#: How a description words it. `moment` stands for date or date-time, whichever the samples of the page use.
PROSE_RULES: tuple[RuleRow, ...] = (
    (
        "prose:date-time",
        "date-time",
        re.compile(r"(?i)\bdate[ -](?:and[ -])?time\b|\bYYYY-MM-DDT|\btimestamp\b|\bISO[ -]?8601\b"),
    ),
    ("prose:date", "date", re.compile(r"\bYYYY-MM-DD\b(?![T ]?H)")),
    (
        "prose:date",
        "moment",
        re.compile(r"(?i)^(?:the |an? )?(?:(?!of\b|in\b|for\b)[\w-]+ ){0,2}date\b(?! range| format)|\bYYYY-MM-DD\b"),
    ),
    (
        "prose:time",
        "time",
        re.compile(r"(?i)^(?:the |an? )?(?:start|end|opening|closing|from|to)? ?time(?: of day)?[.]?$|\bHH:mm\b"),
    ),
    ("prose:uuid", "uuid", re.compile(r"(?i)\b(?:guid|uuid)\b|\bglobally unique identifier\b")),
)

#: What the last words of a name say.
NAME_RULES: tuple[RuleRow, ...] = (
    ("name:uuid", "uuid", re.compile(r"(?:.*[a-z0-9_]|^)(?:Guid|GUID|Uuid|UUID)|.*_?(?:guid|uuid)|UniqueId")),
    (
        "name:date-time",
        "date-time",
        re.compile(r"(?:.*[a-z])?(?:DateTime|Timestamp)|.*(?:Created|Updated|Modified|Deleted)(?:On|At)|.*_at"),
    ),
    ("name:date", "moment", re.compile(r"(?:.*[a-z])?Date|.*_date")),
    ("name:time", "time", re.compile(r"(?:From|To|Start|End|Opening|Closing)Time|(?:from|to|start|end)_time")),
)


def infer(evidence: Evidence, moment: str = "date-time") -> Finding | None:
    """The format of a string field, or null. `moment` is what a mere "date" means on this page: `date-time` or `date`."""
    return next(findings(evidence, moment), None)


def findings(evidence: Evidence, moment: str = "date-time") -> Iterator[Finding]:
    """All that the rules find, strongest first; where they differ the evidence is in doubt."""
    for name, form, shape in SAMPLE_RULES:
        for value, line in evidence.samples:
            if shape.fullmatch(value):
                yield Finding(format=form, rule=name, line=line)
    for name, form, shape in PROSE_RULES:
        if found := shape.search(evidence.description or ""):
            yield dated(Finding(format=form, rule=name, words=found[0]), moment)
    for name, form, shape in NAME_RULES:
        if shape.fullmatch(evidence.name):
            yield dated(Finding(format=form, rule=name), moment)


def dated(found: Finding, moment: str) -> Finding:
    """A finding with what a mere date means."""
    return replace(found, format=moment, moment=True) if found.format == "moment" else found


def moment_of(values: Iterable[str]) -> str:
    """What "date" means on a page with these sample values: `date` where its moments are all plain dates, else `date-time`."""
    kinds = {rule for value in values for rule, _, shape in SAMPLE_RULES[:2] if shape.fullmatch(value)}
    return "date" if kinds == {"sample:date"} else "date-time"
