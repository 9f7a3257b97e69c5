"""Members that probably have another name now: those that are gone and those that are new in, pairs of them out."""

import difflib
from collections.abc import Sequence

from generator.addresses import folded
from generator.spec import Field

#: How alike two names are that are taken for one, from 0 to 1; and how many characters of equal words prove more than a placeholder.
ALIKE, TELLING = 0.7, 25
#: How many pairs are looked at. A page with more members that are gone or new is another page, and nothing of it is a rename.
MAX_PAIRS = 40_000


def renames(old: Sequence[Field], new: Sequence[Field]) -> list[tuple[Field, Field]]:
    """The members that probably have another name now: of one shape, and alike in their names, words or children; the surest first."""
    gone_names, come_names = {one.name for one in old}, {one.name for one in new}
    gone = [one for one in old if one.name not in come_names]
    come = [one for one in new if one.name not in gone_names]
    if len(gone) * len(come) > MAX_PAIRS:
        return []
    scored = [
        (-score, number, other, before, after)
        for number, before in enumerate(gone)
        for other, after in enumerate(come)
        if (score := likeness(before, after)) > 0
    ]
    found: list[tuple[Field, Field]] = []
    taken: set[int] = set()
    for _, _, _, before, after in sorted(scored, key=lambda row: row[:3]):
        if id(before) not in taken and id(after) not in taken:
            taken |= {id(before), id(after)}
            found.append((before, after))
    return found


def likeness(old: Field, new: Field) -> float:
    """How sure it is that two members are one by another name, from 0 (not at all)."""
    if (old.type, old.items, old.enum, old.format) != (new.type, new.items, new.enum, new.format):
        return 0
    if folded(old.name) == folded(new.name):
        return 2
    words = old.description or ""
    if (words == new.description and len(words) >= TELLING) or (old.fields and _shape(old) == _shape(new)):
        return 1.5
    matcher = difflib.SequenceMatcher(None, folded(old.name), folded(new.name))
    # Two quick upper bounds, which most pairs do not pass.
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0


def _shape(one: Field) -> object:
    return tuple((child.name, child.type, _shape(child)) for child in one.fields)
