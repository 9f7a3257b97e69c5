"""`conventions.pagination`: lists in, how they come in pages out."""

from collections.abc import Iterator, Sequence

from generator.inference.evidence import Evidence, Guess, Tally, default, place_of
from generator.members import answer_of
from generator.mock.vocabulary import COUNTS, PARAMETERS, named
from generator.spec import Endpoint, Field

KEY = "conventions.pagination"
#: How the member with the items may be called where an answer has several lists.
ITEMS = ("items", "records", "results", "data", "list", "rows", "entries", "content", "values")
#: What lists that go on from a record, or from so many, are asked with.
CURSORS = ("cursor", "after", "startingafter", "nextcursor", "pagetoken", "nexttoken", "before", *PARAMETERS["offset"])


def find_paging(evidence: Evidence) -> list[Guess]:
    """The parameters of page and size, and the members of an answer with the items, their number and that of pages."""
    lists = [one for resource in evidence.resources for one in resource.endpoints if is_list(one)]
    paged = [one for one in lists if parameter(one, "page")]
    if not paged:
        cursors = sorted({name for one in lists if (name := named(queries(one), CURSORS))})
        reason = f"lists go on by {', '.join(cursors)}, which clients cannot follow" if cursors else "no list has pages"
        return [default(KEY, reason)]
    items = member_guess("items", ((one, items_in(one)) for one in paged))
    if items is None:
        return [default(KEY, "lists have pages, but their items have no place in common")]
    page = named_guess("page", ((one, parameter(one, "page")) for one in paged), len(lists))
    size = named_guess("size", ((one, parameter(one, "size")) for one in paged), len(paged))
    counts = [member_guess(key, ((one, count_in(one, key)) for one in paged)) for key in ("total", "pages")]
    if page is None:
        return [default(KEY, f"only {len(paged)} of {len(lists)} lists have pages")]
    return [one for one in (page, size, items, *counts) if one]


def is_list(endpoint: Endpoint) -> bool:
    """Whether an endpoint lists records."""
    return endpoint.operation == "search" and endpoint.method == "GET"


def queries(endpoint: Endpoint) -> list[str]:
    """The query parameters of an endpoint."""
    return [one.name for one in endpoint.parameters if one.location == "query"]


def parameter(endpoint: Endpoint, kind: str) -> Field | None:
    """The query parameter of a kind."""
    name = named(queries(endpoint), PARAMETERS[kind])
    return next((one for one in endpoint.parameters if one.location == "query" and one.name == name), None)


def members_of(endpoint: Endpoint) -> Sequence[Field]:
    """The members of the answer of success, where it is no list itself."""
    answer = answer_of(endpoint)
    return answer.fields if answer is not None and answer.container == "object" else ()


def items_in(endpoint: Endpoint) -> Field | None:
    """The member with the items of a list: the only array, else by its name."""
    arrays = [one for one in members_of(endpoint) if one.type == "array"]
    name = named([one.name for one in arrays], ITEMS)
    return arrays[0] if len(arrays) == 1 else next((one for one in arrays if one.name == name), None)


def count_in(endpoint: Endpoint, kind: str) -> Field | None:
    """The member that counts something of a list."""
    counts = [one for one in members_of(endpoint) if one.type in ("integer", "number")]
    name = named([one.name for one in counts], COUNTS[kind])
    return next((one for one in counts if one.name == name), None)


def named_guess(key: str, found: Iterator[tuple[Endpoint, Field | None]], total: int) -> Guess | None:
    """The name that most pages have for something."""
    tally = Tally(total=total)
    for endpoint, member in found:
        if member is not None:
            tally.vote(member.name, place_of(endpoint, member.origin.line))
    return tally.guess(f"{KEY}.{key}")


def member_guess(key: str, found: Iterator[tuple[Endpoint, Field | None]]) -> Guess | None:
    """The same of a member of answers; a page whose answer is not documented has no say."""
    rows = [(endpoint, member) for endpoint, member in found if members_of(endpoint)]
    return named_guess(key, iter(rows), len(rows)) if rows else None
