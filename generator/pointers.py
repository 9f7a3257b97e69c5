"""Words that only make sense on the page itself: a description in, the same without what points at places of the page, and with the
names of Python for those of the wire, out.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from generator.naming import words

#: A part of a sentence; a dot inside of a name ends none, nor does the mark that makes an enum optional.
_PART = r"(?:[^.!?\n]|\.(?=\w)|\?(?=`? enum\b))"
#: Where the page shows something; a number or a thing behind it makes it a comparison (`see that it stays below 10`).
_PLACE = r"\b(?:above|below)\b(?!\s+(?:\d|an?\b|the\b|th[ai]t\b|this\b|zero\b))"
_WORD = re.compile(r"\S+")
#: Where a sentence begins.
_START = r"(?:\A|(?<=[.!?;:])\s+|(?<=\n))"

#: What points at a place, and what stands instead; all of them, in this order.
POINTERS: tuple[tuple[re.Pattern[str], str], ...] = (
    # "(see the table below)", "(as listed above)"
    (re.compile(rf"(?i)\s*\((?:see|refer to|as)\b[^()\n]{{0,100}}?{_PLACE}[^()\n]{{0,60}}\)"), ""),
    # "See `Kind` enum values: 1 = Buoy, 2 = Pontoon.": the values count, the place does not.
    (re.compile(rf"(?i){_START}see `?\w+\??`? enum values?:\s*"), " Values: "),
    # "See the table above.", "Refer to the list of codes below for details."
    (re.compile(rf"(?i){_START}(?:please )?(?:see|refer to)\b{_PART}{{0,100}}?{_PLACE}{_PART}{{0,100}}[.!]*"), ""),
    # "See `Kind` enum."
    (re.compile(rf"(?i){_START}see `?\w+\??`? enum(?: values?)?(?:[.!]+|\Z)"), ""),
)


def unpointed(text: str) -> str:
    """A text without the sentences and brackets that point at places of its page."""
    for pattern, instead in POINTERS:
        text = pattern.sub(instead, text)
    return text.strip()


def in_python(text: str, names: Mapping[str, str]) -> str:
    """A text that calls arguments and attributes as Python does: `names` by their names on the wire.

    Only a name of several words that is written as no word of a language is (`ValidFrom`, `valid_from`) is surely meant as a name.
    """
    # Most texts name nothing, and this is asked for every member of an API with the names of all beside it.
    known = {wire: name for wire, name in names.items() if wire in text and wire != name and _is_written_as_name(wire)}
    if not known:
        return text
    finder = _finder(tuple(known))
    return _WORD.sub(
        lambda word: word[0] if _is_address(word[0]) else finder.sub(lambda name: f"`{known[name[1]]}`", word[0]), text
    )


def _is_address(word: str) -> bool:
    return "://" in word or word.lstrip("`(").startswith("/")


@lru_cache(maxsize=256)
def _finder(wires: tuple[str, ...]) -> re.Pattern[str]:
    # Not in a path of members or an assignment; a name that is marked as code already keeps one pair of marks.
    one_of = "|".join(map(re.escape, sorted(wires, key=lambda wire: (-len(wire), wire))))
    return re.compile(rf"(?<![\w.?&=#:-])`?(?<!\w)({one_of})`?(?![\w=-])(?!\.\w)")


def _is_written_as_name(wire: str) -> bool:
    return len(words(wire)) > 1 and (("_" in wire.strip("_")) or re.search(r"[a-z0-9][A-Z]", wire) is not None)
