"""Two captures of one page in, what the newer one lost out: plain records, what is gone whole told once.

A capture may hold several pages. What was added, reworded or probably renamed is no loss; nor are lines that nobody understood, for what
they stood for is missed by itself.
"""

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.addresses import ENUM, Part, fields_of, join, split
from generator.comparing import compare_pages, pairs
from generator.diagnostics import printable
from generator.loss_rules import STATED, Known, Loss, by_rules
from generator.quarantine import ERROR
from generator.reading import Reading
from generator.spec import Endpoint, Enum

#: How many losses of a page are written out; the rest is counted.
TOLD = 40
#: From how many fields on nobody wants to read each name, whatever came instead of them.
MANY = 5


#: Losses with which a capture is hardly the page that it stands for: a login wall, a notice, half of a page, a layout that nobody can read.
UNSOUND = frozenset({"error", "endpoint"})

#: The kinds of losses in the order in which they are told.
KINDS = (
    "error", "endpoint", "path", "section", "answer", "descriptions", "role", "auth", "field", "row", "type", "required",
    "enum", "value", "link",
)  # fmt: skip


def losses(old: Sequence[Reading], new: Sequence[Reading], known: Sequence[Known] = ()) -> tuple[Loss, ...]:
    """What the readings of a newer capture lack of those of an older one, each thing once, in a stable order.

    `known` are the endpoints that the stored spec has of the older one.
    """
    found = [*errors(old, new)]
    for before, after in matched(old, new):
        if before is not None and before.endpoint is not None:
            at = stored(before.endpoint, known)
            found += (named(one, at) for one in of_page(before.endpoint, before.enums, after))
    told = {(one.kind, one.address, one.words): one for one in found}
    return tuple(sorted(told.values(), key=lambda one: (KINDS.index(one.kind), one.address, one.words)))


def stored(page: Endpoint, known: Sequence[Known]) -> Part:
    """The address by which the stored spec has the endpoint of a page: that of its address, of its route, or the only one."""
    source = page.source
    own = [one for one in known if source.page in {each.page for each in (one[1].source, *one[1].sources)}]
    by_url = [
        one for one in own if source.url and source.url in {each.url for each in (one[1].source, *one[1].sources)}
    ]
    by_route = [one for one in own if (one[1].method, one[1].path) == (page.method, page.path)]
    for some in (by_url, by_route, own):
        if len(some) == 1:
            return some[0][0], some[0][1].operation
    return ()


def named(loss: Loss, at: Part) -> Loss:
    """A loss of a page with the address of its endpoint, where that is known; the page alone knows no resource."""
    if not at or loss.kind == "error" or loss.address.startswith(ENUM):
        return loss
    now = join((*at, *(split(loss.address) or ())[1:]))
    return replace(loss, told=loss.words.replace(f"`{loss.address}`", f"`{now}`"))


def unsound(found: Iterable[Loss]) -> bool:
    """Whether a capture with these losses is hardly the page that it stands for, so that only a person can believe it."""
    return any(one.kind in UNSOUND for one in found)


def signature(found: Iterable[Loss]) -> str:
    """A digest that tells whether two captures lost the same, whatever else differs in their bytes."""
    # What an error says may count bytes and lines, which differ at each fetch.
    rows = sorted([one.kind, one.address, "" if one.kind == "error" else one.words] for one in found)
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def texts(found: Sequence[Loss]) -> tuple[str, ...]:
    """The losses as they are told, the many of a bad capture cut down to those that matter most."""
    told = tuple(printable(one.told or one.words) for one in found[:TOLD])
    return told if len(found) <= TOLD else (*told, f"{len(found) - TOLD} more")


def errors(old: Sequence[Reading], new: Sequence[Reading]) -> Iterator[Loss]:
    """The errors of a newer capture that are of a kind which the older one does not have."""
    known = {one.code for reading in old for one in reading.found if one.severity == "error"}
    for one in (one for reading in new for one in reading.found):
        if one.severity == "error" and one.code not in known:
            known.add(one.code)
            yield Loss(kind="error", address=one.code, words=f"{ERROR}{one.code} ({one.message.rstrip('.')})")


def matched(old: Sequence[Reading], new: Sequence[Reading]) -> Iterator[tuple[Reading | None, Reading | None]]:
    """The pages of two captures that belong together: by address and route, by route, by address, and the only ones of both."""
    before, after = ([one for one in readings if one.endpoint is not None] for readings in (old, new))
    if len(before) == 1 and len(after) == 1:
        yield before[0], after[0]
        return
    names = {id(one): name for readings in (before, after) for one, name in numbered(readings)}
    yield from pairs(
        before,
        after,
        lambda one: (address_of(one), names[id(one)][0]) if address_of(one) else None,
        lambda one: names[id(one)],
        address_of,
    )


def numbered(readings: Sequence[Reading]) -> Iterator[tuple[Reading, tuple[object, int]]]:
    """Each page with its route and how many of this route stand before it."""
    seen: dict[object, int] = {}
    for one in readings:
        route = (one.endpoint.method, one.endpoint.path) if one.endpoint else None
        seen[route] = seen.get(route, -1) + 1
        yield one, (route, seen[route])


def address_of(one: Reading) -> str | None:
    """The address of a page, where it is known."""
    return one.endpoint.source.url if one.endpoint else None


def of_page(old: Endpoint, enums: Sequence[Enum], after: Reading | None) -> Iterator[Loss]:
    """What one page lost against its older self."""
    new = after.endpoint if after else None
    found = compare_pages(old, enums, new, after.enums if after else ())
    if new is None:
        # The endpoint tells all of it.
        found = [one for one in found if one.subject == "endpoint"]
    lost = [loss for one in found for loss in by_rules(one)]
    lost = without_links(without_enums(lost, enums, after.enums if after else ()))
    if new is None:
        yield from lost
        return
    yield from gathered(lost, old, new)


def without_enums(found: Sequence[Loss], old: Sequence[Enum], new: Sequence[Enum]) -> list[Loss]:
    """The losses without those enums that have another name now: an enum with all of their values is there."""
    there = [{one.value for one in enum.values} for enum in new]
    moved = {
        f"enum:{enum.name}" for enum in old if any({one.value for one in enum.values} <= values for values in there)
    }
    return [one for one in found if one.kind != "enum" or one.address not in moved]


def without_links(found: Sequence[Loss]) -> list[Loss]:
    """The losses without links to enums that are gone whole, which tell it themselves."""
    gone = {one.address.removeprefix("enum:") for one in found if one.kind == "enum"}
    return [one for one in found if one.kind != "link" or one.words.rpartition(" the enum ")[2] not in gone]


def gathered(found: Sequence[Loss], old: Endpoint, new: Endpoint) -> Iterator[Loss]:
    """The losses with a section, or a parent's members, told as one where all rows of it are gone; of a few, where none came instead."""
    above = {join((old.operation, *path)): join((old.operation, *path[:-1])) for path, _ in fields_of(old)}
    after = stated_in(new, old.operation)
    gone = {one.address for one in found if one.kind in ("field", "row")}
    whole = {
        group: rows
        for group, rows in groups(old, old.operation).items()
        if rows <= gone and (len(rows) >= MANY or not after.get(group))
    }
    if old.request and not old.request.fields and new.request is None:
        whole[join((old.operation, "request"))] = set()
    outer = [group for group in whole if not inside(group, whole, above)]
    for group in outer:
        count = len(whole[group])
        yield Loss(kind="section", address=group, words=f"all of `{group}` ({count} field{'s' * (count != 1)})")
    rows = {one.address for one in found if one.kind == "row"}
    for one in found:
        # That a row is gone says what else is missing of it.
        told = one.address in rows and one.kind in ("required", "type", "link")
        if not told and not inside(one.address, whole, above):
            yield one
    yield from undescribed(old, new, outer)


def inside(address: str, whole: Container[str], above: Mapping[str, str]) -> bool:
    """Whether a thing stands in one of some groups; `above` is what each field stands in."""
    while address in above:
        address = above[address]
        if address in whole:
            return True
    return False


def groups(endpoint: Endpoint, operation: str) -> dict[str, set[str]]:
    """The fields directly below each section and each parent, by address: those that rows state, or all where no row does."""
    found: dict[str, set[str]] = {}
    for path, _ in fields_of(endpoint):
        found.setdefault(join((operation, *path[:-1])), set()).add(join((operation, *path)))
    return found | stated_in(endpoint, operation)


def stated_in(endpoint: Endpoint, operation: str) -> dict[str, set[str]]:
    """The fields that rows state directly below each section and each parent, by address."""
    found: dict[str, set[str]] = {}
    for path, one in fields_of(endpoint):
        if one.origin.rule == STATED:
            found.setdefault(join((operation, *path[:-1])), set()).add(join((operation, *path)))
    return found


def undescribed(old: Endpoint, new: Endpoint, told: Container[str]) -> Iterator[Loss]:
    """The sections with fields that are still there while no field has a description any more; `told` are those that are gone whole."""
    before, after, there = described(old), described(new), {path for path, _ in fields_of(new)}
    lost = {
        section: names & there
        for section, names in before.items()
        if names & there and not after.get(section) and join((old.operation, *section)) not in told
    }
    if len(lost) > 1 and len(lost) == sum(1 for names in before.values() if names):
        lost = {(): {name for names in lost.values() for name in names}}
    for section, names in lost.items():
        address = join((old.operation, *section))
        yield Loss(
            kind="descriptions", address=address, words=f"descriptions of all {len(names)} fields of `{address}`"
        )


def described(endpoint: Endpoint) -> dict[Part, set[Part]]:
    """The fields with a description, by their sections: the places of parameters, the body, each answer."""
    found: dict[Part, set[Part]] = {}
    for path, one in fields_of(endpoint):
        if one.description:
            found.setdefault(path[: 2 if path[0] == "response" else 1], set()).add(path)
    return found
