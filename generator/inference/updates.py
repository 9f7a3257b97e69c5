"""`conventions.whole_updates`: the bodies of updates and what is said of them in, whether they carry the whole record out."""

import re

from generator.inference.evidence import Evidence, Guess, Tally, default, place_of
from generator.members import body_of, endpoint_of
from generator.spec import Endpoint, Resource

KEY = "conventions.whole_updates"
#: One update alone may ask for everything by chance, where no words say so.
FEW = 2
#: How a page says that all of a record must be sent.
WHOLE = re.compile(
    r"(?i)\b(?:along )?with all (?:the )?required fields\b|\b(?:whole|entire|full|complete) (?:record|object|resource)\b|\breplaces\b"
)


def find_updates(evidence: Evidence) -> list[Guess]:
    """Whether updates ask for all that a new record needs, or say so."""
    tally, stated = Tally(), False
    for resource in evidence.resources:
        update = endpoint_of(resource, "update")
        if update is None or not body_of(resource, "update"):
            continue
        stated = stated or says_so(update)
        kind = kind_of(resource, update)
        if kind is not None:
            tally.total += 1
            tally.vote(kind, place_of(update))
    if tally.best() != "whole":
        return [default(KEY, "updates say nothing of it" if not tally.total else "updates may leave out what stays")]
    found = tally.guess(KEY, True)
    sure = found is not None and not found.doubtful and (stated or found.votes >= FEW)
    return [found] if found and sure else [default(KEY, "not all updates say that nothing may be left out")]


def says_so(update: Endpoint) -> bool:
    """Whether the words of a page say that the whole record must be sent."""
    return any(WHOLE.search(words or "") for words in (update.description, update.summary))


def kind_of(resource: Resource, update: Endpoint) -> str | None:
    """`whole` or `part`; null where nothing tells."""
    if update.method != "PUT":
        return "part"
    if says_so(update):
        return "whole"
    needed = {one.name for one in body_of(resource, "create") if one.required}
    sent = {one.name for one in body_of(resource, "update") if one.required}
    return ("whole" if needed <= sent else "part") if needed else None
