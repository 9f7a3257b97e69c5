"""Tables of values that a capture squeezed onto one line: the words behind `Value Name` in, pairs of value and name out.

Names may have several words and numbers of their own, values may leave some out. Of all ways to cut the line the least odd one counts,
by the table `ODDITIES`; where two are equally odd nothing is read.
"""

import re
from collections.abc import Sequence

NUMBER = re.compile(r"-?\d{1,18}")

Pairs = tuple[tuple[str, str], ...]

#: What is odd about an entry, and how much: its name begins with a small letter where the others do not, begins with a digit, ends
#: with a number, has a number inside (each), and its value is not the next one.
ODDITIES = {"small": 4, "digit": 3, "ends": 2, "inside": 2, "leap": 1}

#: The most words of a name; more are a sentence.
LONGEST_NAME = 12


def split_values(words: str) -> Pairs | None:
    """The values and names on a line, or null where there are none or more than one way to read them."""
    tokens = words.split()
    if len(tokens) < 2 or not NUMBER.fullmatch(tokens[0]):
        return None
    return one_word_each(tokens) or least_odd(tokens)


def one_word_each(tokens: Sequence[str]) -> Pairs | None:
    """The reading in which numbers and single words alternate; no name begins with a small letter unless all do."""
    pairs = tuple(zip(tokens[::2], tokens[1::2], strict=False))
    names = [name for _, name in pairs]
    if len(tokens) % 2 or not all(map(NUMBER.fullmatch, tokens[::2])) or any(map(NUMBER.fullmatch, names)):
        return None
    small = {name[0].islower() for name in names}
    unique = len({value for value, _ in pairs}) == len(pairs)
    return pairs if unique and len(small) == 1 else None


def least_odd(tokens: Sequence[str]) -> Pairs | None:
    """The least odd reading with rising values, where it is the only one."""
    starts = [at for at, token in enumerate(tokens) if NUMBER.fullmatch(token)]
    ends = {*starts, len(tokens)}
    begins = next((token for token in tokens if not NUMBER.fullmatch(token)), "")
    small = begins[:1].islower()
    # For each number: the oddity of the best reading of the rest of the line from there on, how many are as good, the next number.
    best: dict[int, tuple[int, int, int]] = {}
    for at in reversed(starts):
        ways: dict[int, tuple[int, int]] = {}
        for end in (one for one in range(at + 2, min(at + LONGEST_NAME + 1, len(tokens)) + 1) if one in ends):
            rest = best.get(end, (0, 1, 0) if end == len(tokens) else None)
            leap = 0 if end == len(tokens) else int(tokens[end]) - int(tokens[at])
            if rest is not None and leap >= 0 and (leap or end == len(tokens)):
                ways[end] = (rest[0] + oddity(tokens[at + 1 : end], leap, small=small), rest[1])
        if ways:
            end = min(ways, key=lambda one: ways[one][0])
            equal = sum(count for cost, count in ways.values() if cost == ways[end][0])
            best[at] = (ways[end][0], min(equal, 2), end)
    if 0 not in best or best[0][1] > 1:
        return None
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(tokens):
        end = best[at][2]
        found.append((tokens[at], " ".join(tokens[at + 1 : end])))
        at = end
    return tuple(found)


def oddity(name: Sequence[str], leap: int, *, small: bool) -> int:
    """How odd it would be for these words to be a name whose value is followed by one that is `leap` higher."""
    marks = {
        "small": name[0][0].islower() and not small,
        "digit": name[0][0].isdigit(),
        "ends": len(name) > 1 and NUMBER.fullmatch(name[-1]) is not None,
        "inside": sum(1 for word in name[1:-1] if NUMBER.fullmatch(word)),
        "leap": leap > 1,
    }
    return sum(ODDITIES[mark] * int(times) for mark, times in marks.items())
