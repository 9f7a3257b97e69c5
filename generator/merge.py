"""Captures of one endpoint to one: of each fact the strongest statement stands, at equal strength that of the richer capture.

What contradicts it, what only one capture has and what is only worded otherwise is reported, each with its address.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from generator import diagnostics
from generator.addresses import Part, join, place_of
from generator.diagnostics import Diagnostic
from generator.paths import align, relocate
from generator.spec import Auth, Endpoint, Field, Items, Origin, Parameter, Request, Response, Source
from generator.strength import (
    FIELD_FACTS,
    ROW,
    UNKNOWN,
    agree,
    fits,
    plain,
    row_rank,
    same,
    strength,
    value_of,
)

F = TypeVar("F", bound=Field)
T = TypeVar("T")

#: What captures say of one thing, the richest capture first.
Told = Sequence[tuple[Source, T]]

#: The facts that make no sense without the type that they were stated with.
OF_A_TYPE = frozenset({"format", "date_part", "items", "default", "enum"})
ENDPOINT_WORDS = ("summary", "description")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Fields of one place that one capture has and another has not: the address of the place, the two pages."""

    at: Part
    page: str
    other: str


@dataclass(slots=True)
class Merging:
    """The merging of one endpoint: resource and operation, the findings, what is worded otherwise, what some captures lack."""

    head: Part
    found: list[Diagnostic] = field(default_factory=list)
    worded: list[tuple[Part, Origin, str]] = field(default_factory=list)
    lacking: dict[Lack, list[tuple[str, int | None]]] = field(default_factory=dict)


def merge_endpoints(captures: Sequence[Endpoint], resource: str) -> tuple[Endpoint, list[Diagnostic]]:
    """One endpoint from its captures, the richest first, and what they disagree on; `resource` begins the addresses."""
    first = captures[0]
    work = Merging(head=(resource, first.operation))
    stated = next((one for one in captures if one.origin is not None), first)
    for one in captures:
        for fact in ("method", "path"):
            here, there = getattr(one, fact), getattr(stated, fact)
            if here != there:
                _contradict(work, (), fact, (one.source, here, _place(one)), (stated.source, there))
    captures, moved = relocate([align(one, stated.path) for one in captures], stated.path)
    for at in moved:
        loser = (at.source, at.here, at.field.origin)
        _contradict(work, (at.there, at.field.name), "in", loser, (at.other, at.there))
    update: dict[str, object] = {
        "method": stated.method,
        "path": stated.path,
        "origin": stated.origin,
        "deprecated": _deprecated(work, captures),
        "auth": _auth(work, captures),
        "parameters": _parameters(work, [(one.source, one.parameters) for one in captures]),
        "request": _request(work, [(one.source, one.request) for one in captures if one.request is not None]),
        "responses": _responses(work, [(one.source, one.responses) for one in captures]),
        "sources": tuple(one.source for one in captures),
    }
    update["title"] = title = _text(work, ("title",), [(one.source, one.title, _place(one)) for one in captures])
    # A page with another title shows the endpoint in passing, and its words are about something else.
    own = [one for one in captures if not one.title or same(one.title, title)]
    for fact in ENDPOINT_WORDS:
        update[fact] = _text(work, (fact,), [(one.source, getattr(one, fact), _place(one)) for one in own])
        passing = [one for one in captures if one not in own and getattr(one, fact)]
        work.worded += [((fact,), _place(one), first.source.page) for one in passing]
    _report(work)
    return first.model_copy(update=update), work.found


def _place(endpoint: Endpoint) -> Origin:
    return endpoint.origin or Origin(page=endpoint.source.page, line=1, rule="page")


def _deprecated(work: Merging, captures: Sequence[Endpoint]) -> bool:
    marked = next((one for one in captures if one.deprecated), None)
    for one in captures:
        if marked is not None and not one.deprecated:
            _contradict(work, (), "deprecated", (one.source, False, _place(one)), (marked.source, True))
    return marked is not None


def _text(work: Merging, at: Part, told: Sequence[tuple[Source, str | None, Origin]]) -> str | None:
    """The text of the richest capture that has one; another wording is noted."""
    known = [(source, text, origin) for source, text, origin in told if text]
    for _, text, origin in known[1:]:
        if not same(text, known[0][1]):
            work.worded.append((at, origin, known[0][0].page))
    return known[0][1] if known else None


def _auth(work: Merging, captures: Sequence[Endpoint]) -> Auth:
    """Schemes and roles together where the captures share some, else those of the richest; the words of the richest."""
    told = [(one.source, one.auth, one.auth.origin or _place(one)) for one in captures]
    words = _text(work, ("auth",), [(source, auth.description, origin) for source, auth, origin in told])
    origins = [auth.origin for _, auth, _ in told if auth.origin is not None and auth.description == words]
    return Auth(
        schemes=_names(work, "schemes", [(source, auth.schemes, origin) for source, auth, origin in told]),
        roles=_names(work, "roles", [(source, auth.roles, origin) for source, auth, origin in told]),
        description=words,
        origin=next(iter(origins), None) or next((auth.origin for _, auth, _ in told if auth.origin), None),
    )


def _names(work: Merging, fact: str, told: Sequence[tuple[Source, tuple[str, ...], Origin]]) -> tuple[str, ...]:
    known = [one for one in told if one[1]]
    names: dict[str, None] = dict.fromkeys(known[0][1]) if known else {}
    for source, more, origin in known[1:]:
        if names.keys().isdisjoint(more):
            here, there = ", ".join(more), ", ".join(names)
            _contradict(work, (), fact, (source, here, origin), (known[0][0], there))
            continue
        names |= dict.fromkeys(more)
    for source, some, origin in known:
        for other, others, _ in known:
            if not set(some).isdisjoint(others):
                for name in (one for one in some if one not in others):
                    _lack(work, Lack(at=(fact,), page=source.page, other=other.page), name, origin.line)
    return tuple(names)


def _parameters(work: Merging, told: Told[tuple[Parameter, ...]]) -> tuple[Parameter, ...]:
    def key(one: Parameter) -> Hashable:
        # Names of headers are the same in capitals.
        return one.location, one.name.casefold() if one.location == "header" else one.name

    return _merge_all(work, told, key, lambda one: (one.location,))


def _request(work: Merging, told: Told[Request]) -> Request | None:
    """The body: its fields merged, the content type of the richest capture whose sample shows one."""
    if not told:
        return None
    shown = [(source, one) for source, one in told if one.origin is not None]
    source, best = (shown or told)[0]
    for other, one in shown:
        if one.content_type != best.content_type and one.origin:
            here = (other, one.content_type, one.origin)
            _contradict(work, ("request",), "content_type", here, (source, best.content_type))
    example, origin = _example(work, ("request",), [(s, one.example, one.origin) for s, one in told])
    fields = _merge_all(work, [(s, one.fields) for s, one in told], lambda one: one.name, lambda _: ("request",))
    return best.model_copy(update={"fields": fields, "example": example, "origin": origin or best.origin})


def _example(work: Merging, at: Part, told: Sequence[tuple[Source, Any, Origin | None]]) -> tuple[Any, Origin | None]:
    """The sample of the richest capture that has one; another sample is noted like another wording."""
    known = [one for one in told if one[1] is not None]
    for _, value, origin in known[1:]:
        if plain(value) != plain(known[0][1]) and origin is not None:
            work.worded.append(((*at, "example"), origin, known[0][0].page))
    return known[0][1:] if known else (None, None)


def _responses(work: Merging, told: Told[tuple[Response, ...]]) -> tuple[Response, ...]:
    """The answers by their status; a status that only some captures have is noted."""
    told = [(source, with_status(answers, told)) for source, answers in told]
    for source, answers in told:
        for other, others in told:
            known = {one.status for one in others}
            for one in answers:
                if known and one.status not in known:
                    lack = Lack(at=("response",), page=source.page, other=other.page)
                    _lack(work, lack, place_of(one), one.origin.line if one.origin else None)
    return tuple(_response(work, group) for group in grouped(told, lambda one: one.status))


def with_status(answers: tuple[Response, ...], told: Told[tuple[Response, ...]]) -> tuple[Response, ...]:
    """The answers of a capture, those without a status under that of the others' answer with the same sample, or of success."""
    others = [one for _, more in told for one in more if one.status is not None]
    taken = {one.status for one in answers}
    done: list[Response] = []
    for one in answers:
        shown = {other.status for other in others if one.example is not None and same(other.example, one.example)}
        if sum(each.status is None for each in answers) == 1 and not shown:
            shown = {other.status for other in others if other.status and 200 <= other.status < 300}
        if one.status is None and len(shown) == 1 and not shown & taken:
            one = one.model_copy(update={"status": shown.pop()})
            taken.add(one.status)
        done.append(one)
    return tuple(done)


def _response(work: Merging, told: Told[Response]) -> Response:
    """One answer: its fields merged, its shape by the strongest evidence (an example, then fields, then nothing)."""
    first = told[0][1]
    at = ("response", place_of(first))
    nowhere = Origin(page=told[0][0].page, line=None, rule="page")
    source, shape = max(told, key=lambda one: (one[1].example is not None, one[1].container != "none"))
    for other, one in told:
        if one.container != shape.container and one.example is not None:
            here = (other, one.container, one.origin or nowhere)
            _contradict(work, at, "container", here, (source, shape.container))
    files = [(s, one) for s, one in told if one.content_type] if shape.content_type or shape.container == "none" else []
    media = files[0][1].content_type if files else None
    for other, one in told:
        if one.content_type not in (None, media):
            told_so = (other, one.content_type, one.origin or nowhere)
            _contradict(work, at, "content_type", told_so, (source, media or "application/json"))
    words = [(s, one.description, one.origin or nowhere) for s, one in told]
    return first.model_copy(
        update={
            "description": _text(work, at, words),
            "content_type": media,
            "container": shape.container,
            "fields": _merge_all(work, [(s, one.fields) for s, one in told], lambda one: one.name, lambda _: at),
            "example": _example(work, at, [(s, one.example, one.origin or nowhere) for s, one in told])[0],
            "origin": first.origin or next((one.origin for _, one in told if one.origin), None),
        }
    )


def grouped(told: Told[tuple[T, ...]], key: Callable[[T], Hashable]) -> list[list[tuple[Source, T]]]:
    """What captures list, by key, in the order of the richest; of two things of one key in one list the second stays another thing."""
    groups: dict[Hashable, list[tuple[Source, T]]] = {}
    for source, things in told:
        seen: dict[Hashable, int] = {}
        for one in things:
            number = seen[key(one)] = seen.get(key(one), 0) + 1
            groups.setdefault((key(one), number), []).append((source, one))
    return list(groups.values())


def _merge_all(
    work: Merging, told: Told[tuple[F, ...]], key: Callable[[F], Hashable], place: Callable[[F], Part]
) -> tuple[F, ...]:
    """The fields of one place; what a row of one capture states and another, which states rows there too, lacks is noted."""
    for source, fields in told:
        for other, others in told:
            known, stating = {key(one) for one in others}, {place(one) for one in others if one.origin.rule == ROW}
            for one in fields:
                if row_rank(one) < 2 and key(one) not in known and place(one) in stating:
                    at = place(one)
                    top = 2 if at[0] == "response" else 1
                    lack = Lack(at=at[:top], page=source.page, other=other.page)
                    _lack(work, lack, join((*at[top:], one.name)), one.origin.line)
    return tuple(merge_fields(work, group, place(group[0][1])) for group in grouped(told, key))


def merge_fields(work: Merging, told: Told[F], at: Part) -> F:
    """One field from its captures, children included; its origin is that of the richest capture with a row for it."""
    if len(told) == 1:
        return told[0][1]
    _, base = min(told, key=lambda one: row_rank(one[1]))
    path = (*at, base.name)
    _, kind = max(told, key=lambda one: strength(one[1], "type"))
    fitting = [(s, one) for s, one in told if fits(kind, one)]
    taken: dict[str, Any] = {}
    facts: dict[str, Origin] = {}
    for fact in FIELD_FACTS:
        among = fitting if fact in OF_A_TYPE else told
        holder, best = max(among, key=lambda one: strength(one[1], fact))
        taken[fact] = value_of(best, fact)
        if strength(best, fact) == UNKNOWN:
            continue
        if best is not base or fact in best.facts:
            facts[fact] = best.facts.get(fact, best.origin)
        for other, one in among:
            if strength(one, fact) != UNKNOWN and not _agree(best, one, fact):
                _disagree(work, path, fact, (other, one), (holder, best))
    members = [(s, one.fields) for s, one in fitting if one.fields]
    taken["fields"] = _merge_all(work, members, lambda one: one.name, lambda _: path)
    facts |= _origin_of_members(base, [one for _, one in fitting if one.fields])
    taken["type_text"] = kind.type_text
    return base.model_copy(update={**_with_enum(taken), "facts": facts})


def _agree(best: Field, one: Field, fact: str) -> bool:
    """Whether two statements agree; types that do, but leave something of the weaker one without a place, do not."""
    rest = any(strength(one, known) != UNKNOWN for known in OF_A_TYPE) or one.fields
    return agree(best, one, fact) and not (fact == "type" and rest and not fits(best, one))


def _with_enum(taken: dict[str, Any]) -> dict[str, Any]:
    """The facts with the enum where it belongs: at the items of an array, else at the field."""
    items: Items | None = taken["items"]
    if taken["type"] != "array" or items is None:
        return taken
    return {**taken, "items": items.model_copy(update={"enum": taken["enum"]}), "enum": None}


def _origin_of_members(base: Field, parents: Sequence[Field]) -> dict[str, Origin]:
    """Where the members come from, unless they come with the field's own row."""
    best = next((one for one in parents if "fields" not in one.facts), next(iter(parents), None))
    if best is None or (best is base and "fields" not in base.facts):
        return {}
    return {"fields": best.facts.get("fields", best.origin)}


def _disagree(work: Merging, path: Part, fact: str, loser: tuple[Source, Field], winner: tuple[Source, Field]) -> None:
    """Note a contradiction; of descriptions, which many rows word anew, only that there is another wording."""
    source, one = loser
    origin = one.facts.get(fact, one.origin)
    if fact == "description":
        work.worded.append((path, origin, winner[0].page))
        return
    shown = [
        plain(value) if isinstance(value, Items) else value
        for value in (value_of(one, fact), value_of(winner[1], fact))
    ]
    _contradict(work, path, fact, (source, shown[0], origin), (winner[0], shown[1]))


def _contradict(
    work: Merging, at: Part, fact: str, loser: tuple[Source, object, Origin], winner: tuple[Source, object]
) -> None:
    source, here, origin = loser
    work.found.append(
        diagnostics.make(
            "W051",
            origin.page,
            origin.line,
            address=join((*work.head, *at)),
            fact=fact,
            here=here,
            at=dated("here", source),
            there=winner[1],
            page=winner[0].page,
            captured=captured(winner[0]),
        )
    )


def dated(where: str, source: Source) -> str:
    """A place with the time of its capture, where that is known."""
    return f"{where} (captured {source.captured})" if source.captured else where


def captured(source: Source) -> str:
    """The time of a capture behind the name of its page, where it is known."""
    return f", captured {source.captured}" if source.captured else ""


def _lack(work: Merging, lack: Lack, name: str, line: int | None) -> None:
    work.lacking.setdefault(lack, []).append((name, line))


#: The most names that one finding lists.
_FEW = 5


def _report(work: Merging) -> None:
    """The findings that speak of many facts at once: what some captures lack, and all other wordings together."""
    for lack, names in work.lacking.items():
        work.found.append(lacking(join((*work.head, *lack.at)), lack, names))
    if work.worded:
        _, origin, page = work.worded[0]
        places = list(dict.fromkeys(join(at) for at, _, _ in work.worded))
        few = ", ".join(places[:_FEW]) + (" ..." if len(places) > _FEW else "")
        address = join(work.head)
        work.found.append(
            diagnostics.make("W059", origin.page, origin.line, address=address, count=len(places), names=few, page=page)
        )


def lacking(address: str, lack: Lack, names: Sequence[tuple[str, int | None]]) -> Diagnostic:
    """The finding that one page has names at a place of which another says other things."""
    line = min((line for _, line in names if line is not None), default=None)
    told = ", ".join(name for name, _ in names)
    return diagnostics.make("W058", lack.page, line, address=address, count=len(names), names=told, page=lack.other)


def complete(one: F, other: Field) -> F:
    """A field completed by another of its name: what is null in the first is that of the second."""
    update = {
        fact: getattr(other, fact)
        for fact in FIELD_FACTS
        if getattr(one, fact) is None and getattr(other, fact) is not None
    }
    return one.model_copy(update={**update, "facts": {**other.facts, **one.facts}})
