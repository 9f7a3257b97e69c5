"""What `init` says: a new API in; what was found out, what was not, and what to review out, as text for a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.diagnostics import Diagnostic, printable
from generator.escaping import toml_value
from generator.inference.evidence import Guess
from generator.inputs import CONFIG, SPECS
from generator.starting import Started

#: How much is shown of one value, and how many errors and pages.
CHARACTERS, SHOWN = 100, 10


#: What can be done about a source of which there is no `api.toml` yet.
HINTS: dict[str, str] = {
    "E130": "Look at the address in a browser. A site on this machine or in a private network needs --allow-private.",
    "E132": "Say --allow-private if the site is on this machine or in a private network.",
    "E140": "Give the address of the reference itself or of an index of it, or a folder with captured pages.",
    "I130": "If the reference is there, give that address.",
}


def why_not(started: Started) -> list[Diagnostic]:
    """Why nothing was made: errors and warnings, without what follows from others, and without places in files that are not there."""
    found = [*started.found, *(started.output.found if started.output else ())]
    codes = {one.code for one in found}
    unread = [one.message for one in found if one.code == "E130"]
    shown = [
        one
        for one in found
        if (one.severity != "info" or (one.code in HINTS and "E140" in codes))
        and not (one.code == "E191" and codes & {"E130", "E140"})
        and not (one.code == "W134" and any(text.endswith(one.message.partition(": ")[2]) for text in unread))
    ]
    return [replace(one, **place_in(one, started.name), hint=HINTS.get(one.code, one.hint)) for one in shown]


def place_in(one: Diagnostic, name: str) -> dict[str, Any]:
    """Where in the source a finding is; nowhere if it is of a file that init would have written."""
    head, whole = f"{SPECS}/{name}/pages/", one.page or ""
    return (
        {"page": whole.removeprefix(head), "line": one.line} if whole.startswith(head) else {"page": None, "line": None}
    )


def outline(started: Started) -> str:
    """What was found out, with the pages that speak for it, and what was not."""
    known = [one for one in started.guesses if one.value is not None and one.code != "W192"]
    rows = [(one.key, printable(toml_value(one.value), CHARACTERS), pages_of(one)) for one in known]
    width, wide = (max((len(row[column]) for row in rows), default=0) for column in (0, 1))
    lines = ["found out", *(f"  {key:<{width}}  {value:<{wide}}  {seen}".rstrip() for key, value, seen in rows)]
    unknown = [line(one) for one in started.found if one.code == "I190"]
    lines += ["not found out"] * bool(unknown) + unknown
    if started.left:
        shown = ", ".join(printable(one) for one in started.left[:3])
        more = f" and {len(started.left) - 3} more" if len(started.left) > 3 else ""
        lines.append(f"left out, because they document no endpoint: {shown}{more}")
    return "\n".join(lines) + "\n"


def pages_of(guess: Guess) -> str:
    """How many pages speak for a guess, and one of them."""
    doubt = "  (in doubt)" if guess.doubtful else ""
    return printable(guess.evidence, 2 * CHARACTERS) + doubt if guess.evidence else ""


def review(started: Started) -> str:
    """What a person should look at: errors, what is in doubt, warnings by their kinds, and the commands that come next."""
    found = started.output.found if started.output else ()
    place = f"{SPECS}/{started.name}"
    own = {None, f"{place}/{CONFIG}"}
    doubts = [one for one in started.found if one.severity == "warning" and one.page in own]
    lines = [
        "",
        "to review",
        *errors([*started.found, *found]),
        *(text for one in doubts[:SHOWN] for text in (line(one), f"      hint: {one.hint}")),
        *([f"  and {len(doubts) - SHOWN} more doubts"] if len(doubts) > SHOWN else []),
        *kinds([*(one for one in started.found if one.page not in own), *found]),
        f"  {place}/api.toml: what was found out, with its evidence behind each key",
        f"next: docs2client report {started.name} shows all of it beside the pages; docs2client explain CODE|ADDRESS,",
        f"      docs2client override ADDRESS ..., docs2client build {started.name} when {place} was changed",
    ]
    return "\n".join(lines)


def line(one: Diagnostic) -> str:
    """A finding as other commands tell it; its hint is what `explain` says."""
    place = ":".join(str(part) for part in (printable(one.page or ""), one.line) if part)
    return "  " + f"{place}: {one.severity}[{one.code}]: {one.message}".removeprefix(": ")


def errors(found: Sequence[Diagnostic]) -> Iterator[str]:
    """The first errors in full."""
    wrong = [one for one in found if one.severity == "error"]
    yield from map(line, wrong[:SHOWN])
    if len(wrong) > SHOWN:
        yield f"  and {len(wrong) - SHOWN} more errors"


def kinds(found: Iterable[Diagnostic]) -> Iterator[str]:
    """The warnings by code, the most frequent first, each with the first of its kind."""
    warnings = [one for one in found if one.severity == "warning"]
    first = {one.code: one for one in reversed(warnings)}
    counts = Counter(one.code for one in warnings)
    for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        one = first[code]
        yield f"  {code} {count:>5}  as {printable(one.page or '', CHARACTERS)}:{one.line or 1}: {one.message}"
