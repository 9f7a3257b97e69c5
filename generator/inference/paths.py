"""`conventions.resource_path`: documented paths in, the pattern that parts them into group and collection out."""

import re
from collections import Counter
from collections.abc import Sequence

from generator.inference.evidence import Evidence, Guess, Tally, default, place_of

KEY = "conventions.resource_path"
#: Segments that stand before what is of interest.
BEFORE = re.compile(
    r"(?i)(?:open)?api|rest|public|gateway|services?|v\d+(?:[.-]\d+)*(?:alpha|beta)?\d*|\d{4}-\d\d(?:-\d\d)?"
)
#: So many of the paths must begin with a segment for it to belong to the pattern, and lead on to so many others.
SHARED, BRANCHES = 0.9, 3

Head = tuple[str, ...]


def find_pattern(evidence: Evidence) -> list[Guess]:
    """The pattern that most of the paths follow."""
    pages = [(one, heads) for _, one in evidence.endpoints if (heads := segments_of(one.path or ""))]
    prefix = prefix_of([segments for _, segments in pages])
    below = [(one, fixed(segments[len(prefix) :])) for one, segments in pages if segments[: len(prefix)] == prefix]
    grouped = grouped_heads(
        [(head, one.method or "", is_followed(one.path or "", prefix, head)) for one, head in below]
    )
    tally = Tally(total=len(pages))
    for one, head in below:
        if head:
            tally.vote("{group}/{collection}" if head[:2] in grouped else "{collection}", place_of(one))
    best = tally.best()
    pattern = "/" + "/".join([*prefix, best or "{collection}"])
    return [tally.guess(KEY, pattern) or default(KEY, "the paths follow no one pattern")]


def segments_of(path: str) -> Head:
    """The segments of a path, without its query."""
    return tuple(one for one in path.partition("?")[0].split("/") if one)


def fixed(segments: Head) -> Head:
    """The segments before the first one that a caller fills in."""
    end = next((number for number, one in enumerate(segments) if "{" in one or ":" in one), len(segments))
    return segments[:end]


def prefix_of(paths: Sequence[Head]) -> Head:
    """The segments that nearly all paths begin with and that are no collection."""
    prefix: Head = ()
    while True:
        at = len(prefix)
        nexts = Counter(one[at] for one in paths if one[:at] == prefix and len(one) > at + 1)
        if not nexts:
            return prefix
        segment, count = nexts.most_common(1)[0]
        branches = {one[at + 1] for one in paths if one[: at + 1] == (*prefix, segment)[: at + 1] and len(one) > at + 1}
        among = sum(one[:at] == prefix for one in paths)
        word = BEFORE.fullmatch(segment) is not None and count * 2 > among
        shared = count >= SHARED * len(paths) and len(branches) >= BRANCHES and len(paths) > BRANCHES
        if "{" in segment or not (word or (shared and not is_plural(segment))):
            return prefix
        prefix = (*prefix, segment)


def grouped_heads(heads: Sequence[tuple[Head, str, bool]]) -> set[Head]:
    """The first two segments of paths that are a group and a collection in it, and no collection with an action."""
    methods: dict[Head, set[str]] = {}
    for head, method, followed in heads:
        if len(head) >= 2:
            methods.setdefault(head[:2], set()).add(method)
            if followed:
                methods[head[:2]].add("one")
    alone = {head[0] for head, _, followed in heads if len(head) == 1 and (followed or is_plural(head[0]))}
    return {
        head
        for head, used in methods.items()
        if head[0] not in alone and (len(used) > 1 or is_plural(head[1]) or used == {"PUT"})
    }


def is_followed(path: str, prefix: Head, head: Head) -> bool:
    """Whether a caller fills in what stands behind the fixed part of a path."""
    return len(segments_of(path)) > len(prefix) + len(head)


def is_plural(word: str) -> bool:
    """Whether a segment looks like many of a kind."""
    return re.search(r"[^s]s$", word) is not None
