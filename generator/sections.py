"""The section labels of reference pages: one ordered table, used by readers to see a heading and by `endpoints` to know what it opens.

A label opens its section only below the sections of `under` (empty: anywhere). English labels; adding a language is adding rows.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

from generator.phrases import BODILESS

#: Sections whose blocks are field rows; `request` is one whose heading does not say where they travel.
FIELD_SECTIONS = frozenset({"path", "query", "header", "cookie", "body", "request", "response"})

#: A section for readers, of which a client needs nothing.
NOTES = "notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of section; `part` names a subdivision of the section it stands under, and then that section goes on."""

    label: re.Pattern[str]
    kind: str
    part: str | None = None
    under: frozenset[str] = frozenset()


def _section(label: str, kind: str, part: str | None = None, *under: str) -> Section:
    return Section(label=re.compile(label, re.IGNORECASE), kind=kind, part=part, under=frozenset(under))


#: A media type behind a label, which says of what type the body or the answer is.
MEDIA = r"(?P<media>[A-Za-z]{1,20}/[\w.+*-]{1,100})"
_TYPED = rf"(?:[\s(:,–—-]{{1,4}}{MEDIA}\)?)?"

#: What HTTP calls its statuses, and what pages write instead.
_REASONS = "|".join([*(re.escape(status.phrase) for status in HTTPStatus), "Success", "Error", "Unprocessable"])

SECTIONS: tuple[Section, ...] = (
    _section(r"Authentication|Authorizations?", "auth"),
    _section(r"Enums?", "enums"),
    _section(r"Path(?: Param(?:eter)?s?)?|URL Param(?:eter)?s?", "path"),
    _section(r"Query(?: Param(?:eter)?s?| String)?", "query"),
    _section(r"Pagination(?: & Sorting)?", "query", "pagination", "query"),
    _section(r"Filters", "query", "filters", "query"),
    _section(r"Range Filters", "query", "ranges", "query"),
    _section(r"(?:Request )?Headers?(?: Param(?:eter)?s?)?", "header"),
    _section(r"Cookies?", "cookie"),
    _section(rf"(?:Request )?Body(?: Param(?:eter)?s?| Fields)?{_TYPED}", "body"),
    _section(r"Required Fields", "body", "required", "body", "auth", "enums", ""),
    _section(r"Optional Fields", "body", "optional", "body", "auth", "enums", ""),
    _section(r"Children", "body", "children", "body"),
    _section(r"(?:Code |Request )?Examples?|Example Requests?", "samples"),
    _section(r"Simple listing|Filtering by .+|Range filters", "samples", "sample", "samples"),
    _section(r"(?:Request )?Param(?:eter)?s|Request", "request"),
    _section(r"Error (?:Responses?|Codes?)(?: Body| Fields)?", "response", "errors"),
    _section(rf"Responses?(?: Body| Fields)?{_TYPED}", "response"),
    _section(rf"[1-5]\d\d(?:\W{{1,3}}(?:{_REASONS}))?{_TYPED}", "response", "status", "response"),
    _section(
        r"\w+ Integration|Usage(?: in .+)?|Related (?:Endpoints|Pages|Resources|Links)|See also|Next steps",
        NOTES,
        None,
        *("auth", "enums", "samples", NOTES),
        *FIELD_SECTIONS,
    ),
)

#: Labels that stand directly above a sample and belong to it.
SAMPLE_TITLE = re.compile(r"(?i)(?:Example Responses?|Response Examples?|Example Requests?|Request Examples?)")


_LABELS = re.compile("|".join(f"(?:{row.label.pattern})" for row in SECTIONS).replace("?P<media>", "?:"), re.IGNORECASE)
_LONGEST_LABEL = 80


def is_label(line: str) -> bool:
    """Whether a line is a label of some section, whichever is open."""
    return len(line) <= _LONGEST_LABEL and _LABELS.fullmatch(line) is not None


_MEDIA_LINE = re.compile(rf"(?:Content-Type:\s*)?{MEDIA}(?:;.*)?", re.IGNORECASE)


def media_of(label: str) -> str | None:
    """The media type that a label names behind its words, or that a line consists of; null where there is none."""
    text = label.strip().strip("`").strip()
    known = [row.label.fullmatch(text) for row in SECTIONS if "media" in row.label.groupindex] if is_label(text) else []
    found = next((match["media"] for match in (*known, _MEDIA_LINE.fullmatch(text)) if match), None)
    return found.lower() if found else None


def is_all_of_an_answer(label: str, current: str) -> bool:
    """Whether a label names the status of an answer that has no body, so that a page need say no more of it."""
    opened = section_of(label, current)
    return opened is not None and opened.part == "status" and int(label.strip()[:3]) in BODILESS


@lru_cache(maxsize=4096)
def section_of(label: str, current: str) -> Section | None:
    """The section that a label opens while `current` is open, or null where it is none."""
    text = label.strip()
    if not is_label(text):
        return None
    return next(
        (row for row in SECTIONS if (not row.under or current in row.under) and row.label.fullmatch(text)),
        None,
    )
