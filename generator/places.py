"""Where rows travel whose heading does not say it: samples, the path and the method decide, and each decision is reported."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from generator.bodies import body_samples
from generator.drafts import Draft, Row
from generator.examples import object_in
from generator.nesting import pieces
from generator.samples import Node


def settle_places(draft: Draft, method: str | None, path: str | None) -> None:
    """Rows whose heading does not say how they travel get one: the answer, the path, a sample's body, or the method's usual one."""
    loose = [row for row in draft.rows if row.place == "request"]
    if not loose:
        return
    draft.rows = [row for row in draft.rows if row.place != "request"]
    shown = {key for node in header_bodies(draft) for key, _, _ in node.members or ()}
    answered = answered_groups(draft, loose, shown, path or "")
    if len(answered) > 1 and method in ("POST", "PUT", "PATCH"):
        answered.discard(loose[0].group)  # what is sent may look like what is answered, and is told first
    usual = "query" if method in ("GET", "HEAD", "DELETE") else "body"
    known: dict[tuple[str, str], int] = {}
    for row in loose:
        name, line = row.row.name, row.row.line
        place = "path" if f"{{{name}}}" in (path or "") else "body" if name in shown else usual
        place = "response" if row.group in answered else place
        if (place, name) in known:
            draft.report("W014", line, name=name, first=known[place, name])
            continue
        known[place, name] = line
        rows = draft.answer(None, line).rows if place == "response" else draft.rows
        rows.append(replace(row, place=place))
        draft.report("W038", line, name=name, place=place)


def answered_groups(draft: Draft, loose: Sequence[Row], sent: Container[str], path: str) -> set[int]:
    """The headings below which rows without a place are named like members of a sample answer, and not like what is sent."""
    nodes = [node for node, _ in draft.skeletons] + [node for one in draft.responses for node, _ in one.examples]
    shown = {key for node in nodes for key, _, _ in (object_in(node) or node).members or ()}
    votes: Counter[int] = Counter()
    for row in loose:
        name = pieces(row.row.name)[0][0]
        votes[row.group] += (name in shown) - (name in sent or f"{{{name}}}" in path)
    return {group for group, vote in votes.items() if vote > 0}


def header_bodies(draft: Draft) -> list[Node]:
    """The objects that the curl commands above all sections send."""
    found = [body.node for body in body_samples(draft, quiet=True) if body.header]
    return [node for node in map(object_in, found) if node is not None]
