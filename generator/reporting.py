"""Changes as reports: what changed in some APIs in, a text for people, Markdown for a pull request, or JSON for programs out.

Changes of words alone are folded, and a pull request gets no more than it takes. All text of pages is escaped: none of it can steer a
terminal or become markup.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from generator import drift, escaping
from generator.diagnostics import printable
from generator.drift import SEVERITIES, Change
from generator.inputs import place_of
from generator.spec import Origin
from generator.telling import told

#: The changes of each API by its name.
Drifts = Mapping[str, Sequence[Change]]

#: How many symbols of one change are printed, and how many changes of words alone where they are asked for.
SYMBOLS, CHARACTERS = 4, 300
#: How long the body of a pull request may be: a code host refuses one of more than 65,536 characters, and somebody may write above it.
BODY = 60_000
TITLES = {"breaking": "Breaking", "minor": "New or wider", "patch": "No code can tell"}


def is_words(change: Change) -> bool:
    """Whether a change is one of words alone, or of how pages fit together without a trace in the package."""
    return change.kind == "words" or (change.kind == "relation" and change.severity == "patch")


def text(drifts: Drifts, *, words: bool = False) -> str:
    """The changes for a terminal, the most severe first; `words` unfolds those of words."""
    return "\n\n".join("\n".join(api_lines(api, changes, words)) for api, changes in drifts.items() if changes)


def api_lines(api: str, changes: Sequence[Change], words: bool) -> Iterator[str]:
    """The changes of one API, line by line."""
    yield f"{api}: {summary(changes)}"
    for severity in reversed(SEVERITIES):
        shown = [one for one in changes if one.severity == severity and not is_words(one)]
        if shown:
            yield f"  {TITLES[severity].lower()}"
            for one in shown:
                yield from change_lines(api, one)
    folded = [one for one in changes if is_words(one)]
    if folded and words:
        yield "  words only"
        for one in folded:
            yield from change_lines(api, one)
    elif folded:
        yield f"  words only: {places_of(folded)} (--words shows them)"


def change_lines(api: str, change: Change) -> Iterator[str]:
    """One change: what it is, the symbols that it touches, and where both states are documented."""
    yield f"    {printable(change.address, CHARACTERS)}: {printable(told(change), CHARACTERS)}"
    rest = len(change.symbols) - SYMBOLS
    for symbol in change.symbols[:SYMBOLS] if change.subject != "symbol" else ():
        yield f"    {mark_of(change, symbol)} {symbol}"
    if rest > 0 and change.subject != "symbol":
        yield f"      and {rest} more"
    origins = " \u2192 ".join(printable(one, CHARACTERS) for one in origins_of(api, change))
    if origins:
        yield f"      {origins}"


def mark_of(change: Change, symbol: str) -> str:
    """`-` before a symbol that is gone, `+` before one that is new, a blank before one that both packages have."""
    return "-" if symbol in change.gone else "+" if symbol in change.come else " "


def summary(changes: Sequence[Change]) -> str:
    """How many changes there are, in words."""
    counts = drift.counts([one for one in changes if not is_words(one)])
    words = sum(map(is_words, changes))
    parts = [f"{count} {severity}" for severity, count in counts.items() if count]
    parts += [f"{words} of words only"] if words else []
    return ", ".join(parts) or "no changes"


def places_of(changes: Sequence[Change]) -> str:
    """How many places of how many endpoints or enums changes are at."""
    heads = {".".join(one.address.split(".")[:2]) for one in changes}
    return f"{plural(len(changes), 'change')} in {plural(len(heads), 'place')}"


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def origins_of(api: str, change: Change) -> list[str]:
    """Where a change is documented, before and now; once where that is the same."""
    return list(dict.fromkeys(place_of(api, one.page, one.line) for one in (change.old, change.new) if one))


def markdown(drifts: Drifts, versions: Mapping[str, str] | None = None, limit: int = BODY) -> str:
    """The changes for the body of a pull request; `versions` says of each API what becomes of its version.

    What is too long is left out from the end of each list and counted there: the summaries stay, and what breaks comes before what is new.
    """
    told = {api: changes for api, changes in drifts.items() if changes}
    if not told:
        return "Nothing has changed.\n"
    sections = [
        one for api, changes in told.items() for one in markdown_sections(api, changes, (versions or {}).get(api))
    ]
    return "\n\n".join(map(MarkdownSection.text, sections, rationed(sections, limit))) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownSection:
    """A heading with a list below it; `rank` says whose items are printed first where there is no room for all."""

    rank: int
    head: str
    items: Sequence[str] = ()
    foot: str = ""

    def text(self, count: int) -> str:
        """The section with its first items."""
        rest = len(self.items) - count
        more = [f"- and {rest} more, which `docs2client diff` prints"] if rest else []
        return "\n\n".join(filter(None, (self.head, "\n".join([*self.items[:count], *more]), self.foot)))


def rationed(sections: Sequence[MarkdownSection], limit: int) -> list[int]:
    """How many items of each section there is room for; a long list of one API leaves room for the short one of another."""
    counts = [0] * len(sections)
    left = limit - sum(len(section.text(0)) + 2 for section in sections)
    for number, section in sorted(enumerate(sections), key=lambda pair: (pair[1].rank, len(pair[1].items))):
        for item in section.items:
            left -= len(item) + 1
            if left < 0:
                break
            counts[number] += 1
    return counts


def markdown_sections(api: str, changes: Sequence[Change], version: str | None = None) -> Iterator[MarkdownSection]:
    """The changes of one API as a heading and a list for each severity, those of words folded away."""
    yield MarkdownSection(
        rank=0, head=f"## {escaping.markdown(api)}: {summary(changes)}", foot=escaping.markdown(version or "")
    )
    for rank, severity in enumerate(reversed(SEVERITIES)):
        shown = [one for one in changes if one.severity == severity and not is_words(one)]
        if shown:
            items = [markdown_item(api, one) for one in shown]
            yield MarkdownSection(rank=rank, head=f"### {TITLES[severity]}", items=items)
    folded = [one for one in changes if is_words(one)]
    if folded:
        head = f"<details><summary>Words only: {places_of(folded)}</summary>"
        items = [markdown_item(api, one) for one in folded]
        yield MarkdownSection(rank=len(SEVERITIES), head=head, items=items, foot="</details>")


def markdown_item(api: str, change: Change) -> str:
    """One change as an item of a list."""
    origins = " \u2192 ".join(words_of(one) for one in origins_of(api, change))
    head = f"- **{words_of(change.address)}**: {words_of(told(change))}"
    return "  \n  ".join(filter(None, (head, symbols_in_markdown(change), origins)))


def symbols_in_markdown(change: Change) -> str:
    """The symbols of a change as code, those that are gone or new marked; none of what is a symbol itself."""
    if change.subject == "symbol":
        return ""
    marked = (f"{mark_of(change, one)} {one}".strip() for one in change.symbols[:SYMBOLS])
    more = [f"and {len(change.symbols) - SYMBOLS} more"] if len(change.symbols) > SYMBOLS else []
    return ", ".join([*map(escaping.code, marked), *more])


def words_of(value: str) -> str:
    """Text of pages as Markdown, cut where it is long, in which a code host finds nobody to notify and nothing to link."""
    return escaping.unlinked(escaping.markdown(printable(value, CHARACTERS)))


def document(drifts: Drifts) -> str:
    """The changes for programs."""
    return json.dumps({"apis": rows(drifts)}, indent=2, ensure_ascii=True)


def rows(drifts: Drifts) -> list[dict[str, Any]]:
    """For each API its counts, its highest severity and all changes, as plain data."""
    return [
        {
            "api": api,
            "severity": drift.worst(changes),
            "counts": {**drift.counts(changes), "words": sum(map(is_words, changes))},
            "changes": [plain(api, one) for one in changes],
        }
        for api, changes in drifts.items()
    ]


def plain(api: str, change: Change) -> dict[str, Any]:
    """One change as plain data."""
    facts = asdict(change) | {"message": told(change), "old": origin(api, change.old), "new": origin(api, change.new)}
    return {**facts, **{key: list(facts[key]) for key in ("symbols", "gone", "come")}}


def origin(api: str, one: Origin | None) -> dict[str, Any] | None:
    """Where a fact is documented, as plain data, with the page as seen from the project's root."""
    return {"page": place_of(api, one.page, None), "line": one.line, "rule": one.rule} if one else None
