"""Captures of one endpoint become one, fact by fact: the strongest statement stands, the richer capture decides, the rest is told."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import fields_of, join, rewrite
from generator.diagnostics import Diagnostic
from generator.merge import merge_endpoints
from generator.merge_enums import merge_enums
from generator.spec import Auth, Endpoint, Enum, EnumValue, Field, Items, Origin, Parameter, Request, Response, Source
from generator.strength import ENUM_EVIDENCE, FIELD_FACTS, UNKNOWN, agree, rank, strength, value_of
from tests.test_enums import update


def merged(*captures: Endpoint) -> tuple[Endpoint, list[Diagnostic]]:
    """Captures merged in their order of richness."""
    return merge_endpoints(sorted(captures, key=rank), "Boat")


def body(endpoint: Endpoint) -> dict[str, Field]:
    """The fields of a body by name."""
    assert endpoint.request is not None
    return {one.name: one for one in endpoint.request.fields}


def told(found: list[Diagnostic], code: str) -> list[str]:
    """The messages of one code."""
    return [one.message for one in found if one.code == code]


def field(name: str = "A", page: str = "b.txt", line: int = 9, rule: str = "field-row", **facts: Any) -> Field:
    """A field of a page; `facts` may hold `inferred`, a mapping of facts to the rules that found them."""
    inferred = {key: Origin(page=page, line=line + 1, rule=how) for key, how in facts.pop("inferred", {}).items()}
    facts.setdefault("type", "string")
    if rule == "field-row" and not facts.get("bare"):
        facts.setdefault("type_text", facts["type"])
    facts.pop("bare", None)
    return Field(name=name, origin=Origin(page=page, line=line, rule=rule), facts=inferred, **facts)


def captures(rich: Field, poor: Field) -> tuple[Endpoint, Endpoint]:
    """Two captures of one endpoint, whose bodies have one field each; the first says more."""
    first = update(rich, page=rich.origin.page).model_copy(update={"title": "T", "summary": "S", "description": "D"})
    return first, update(poor, page=poor.origin.page)


#: Name, the field in the richer capture, in the poorer one, facts of the result with the page they come from, facts told.
A, B = "a.txt", "b.txt"
FACTS: list[tuple[str, Field, Field, dict[str, tuple[object, str]], list[str]]] = [
    ("richer counts", field(page=A, required=True), field(), {"required": (True, A)}, ["required"]),
    ("a flag that is not set is a statement of a row", field(page=A),
     field(required=True), {"required": (False, A)}, ["required"]),
    ("and of nothing else", field(page=A, rule="curl"),
     field(required=True), {"required": (True, B), "type": ("string", B)}, []),
    ("stated beats inferred", field(page=A, format="date", inferred={"format": "sample:date"}),
     field(format="date-time"), {"format": ("date-time", B)}, ["format"]),
    ("a gap is filled", field(page=A),
     field(default="x", description="Words."), {"default": ("x", B), "description": ("Words.", B)}, []),
    ("a number of a skeleton is an integer", field(page=A, type="number", rule="skeleton"),
     field(type="integer"), {"type": ("integer", B)}, []),
    ("types contradict", field(page=A, type="integer"),
     field(type="string", format="date"), {"type": ("integer", A), "format": (None, A)}, ["type"]),
    ("no type", field(page=A, type="any", bare=True),
     field(type="boolean"), {"type": ("boolean", B), "type_text": ("boolean", B)}, []),
    ("only a name is known", field(page=A, rule="field-row:name", type="any", bare=True),
     field(required=True, default="1"),
     {"required": (True, B), "default": ("1", B), "type": ("string", B)}, []),
    ("a name instead of a description", field(name="BoatName", page=A, description="Boat Name."),
     field(name="BoatName", description="Painted on."),
     {"description": ("Painted on.", B)}, ["worded"]),
    ("other words", field(page=A, description="One."),
     field(description="Two."), {"description": ("One.", A)}, ["worded"]),
    ("blanks, capitals and marks", field(page=A, description="See `x`  now."),
     field(description="see x\nnow."), {"description": ("See `x`  now.", A)}, []),
    ("title beats order", field(page=A, type="integer", enum="eX", inferred={"enum": "enum:by-order"}),
     field(type="integer", enum="eY", inferred={"enum": "enum:by-title"}), {"enum": ("eY", B)}, ["enum"]),
    ("items are filled", field(page=A, type="array"), field(type="array", items=Items(type="integer")),
     {"items": (Items(type="integer"), B)}, []),
    ("true is not 1", field(page=A, type="any", default=True),
     field(type="any", default=1), {"default": (True, A)}, ["default"]),
    ("null of a sample", field(page=A, nullable=False),
     field(nullable=True, inferred={"nullable": "prose:null"}), {"nullable": (False, A)}, ["nullable"]),
]  # fmt: skip


@pytest.mark.parametrize(("rich", "poor", "facts", "told_facts"), [x[1:] for x in FACTS], ids=[x[0] for x in FACTS])
def test_each_fact(rich: Field, poor: Field, facts: dict[str, tuple[object, str]], told_facts: list[str]) -> None:
    """Each fact is that of the strongest statement, knows the page it came from, and what contradicts it is told."""
    endpoint, found = merged(*captures(rich, poor))
    one = body(endpoint)[rich.name]
    for fact, (value, page) in facts.items():
        assert getattr(one, fact) == value
        key = "type" if fact == "type_text" else fact
        assert one.facts.get(key, one.origin).page == page
    said = [m.split(": ")[1].split(" is ")[0] for m in told(found, "W051")] + ["worded"] * len(told(found, "W059"))
    assert said == told_facts


def test_a_contradiction_names_both_pages_and_dates() -> None:
    """Address, fact, both values, both pages and their dates, at the line of the page that does not count."""
    first, second = captures(field(page=A), field(required=True, line=7))
    first = first.model_copy(update={"source": first.source.model_copy(update={"captured": "2026-05-01"})})
    second = second.model_copy(update={"source": second.source.model_copy(update={"captured": "2025-01-02"})})
    _, found = merged(second, first)
    assert [(one.page, one.line, one.message) for one in found] == [
        (
            B,
            7,
            "`Boat.update.request.A`: required is True here (captured 2025-01-02) and False on a.txt, captured 2026-05-01.",
        )
    ]


def test_of_equal_captures_the_later_counts() -> None:
    """Where neither says more, the later one goes first, whatever time zone it is written in; one without a date is the oldest."""

    def dated(page: str, captured: str | None) -> Endpoint:
        one = update(field(page=page, description=f"On {page}."), page=page)
        return one.model_copy(update={"source": one.source.model_copy(update={"captured": captured})})

    times = {
        "a": None,
        "b": "2025-06-01T00:30:00+02:00",
        "c": "2025-05-31T23:00:00Z",
        "d": "no time",
        "e": "2025-05-31",
    }
    order = sorted((dated(page, time) for page, time in times.items()), key=rank)
    assert [one.source.page for one in order] == ["c", "b", "e", "a", "d"]
    endpoint, _ = merged(*order)
    assert [source.page for source in endpoint.sources] == ["c", "b", "e", "a", "d"]
    assert body(endpoint)["A"].description == "On c."


def test_members_and_items_are_merged_at_any_depth() -> None:
    """Members of members are merged by name, enums of items too, and what only one page has there is told once for the place."""
    deep = [
        field("O", page, type="object", fields=(
            field("L", page, type="array", items=Items(type="object"), fields=(
                field("Same", page, required=page == A), field(f"Only{page[0]}", page),
            )),
        ))
        for page in (A, B)
    ]  # fmt: skip
    endpoint, found = merged(*captures(deep[0], deep[1]))
    (outer,) = body(endpoint)["O"].fields
    assert [(one.name, one.required) for one in outer.fields] == [("Same", True), ("Onlya", False), ("Onlyb", False)]
    assert [one.split(":")[0] for one in told(found, "W051")] == ["`Boat.update.request.O.L.Same`"]
    assert told(found, "W058") == [
        "`Boat.update.request`: b.txt lacks what stands here (1): O.L.Onlya.",
        "`Boat.update.request`: a.txt lacks what stands here (1): O.L.Onlyb.",
    ]


def test_what_a_capture_lost_is_not_held_against_it() -> None:
    """A capture without rows at a place says nothing there, so that what the other has is no disagreement."""
    rows = update(field("A", A), field("B", A), page=A)
    sampled = update(field("A", B, rule="curl"), page=B)
    named = update(field("A", B, rule="field-row:name", type="any", bare=True), page=B)
    nothing = update(page=B).model_copy(update={"request": None})
    for other in (sampled, named, nothing):
        endpoint, found = merged(rows, other)
        assert list(body(endpoint)) == ["A", "B"]
        assert found == []


def test_what_goes_with_a_type_does_not_outlive_it() -> None:
    """Members of an object are dropped where the stated type has none, and that is told."""
    stated = field(page=A, type="any")
    inferred = field(type="object", rule="example", fields=(field("In", rule="example"),))
    endpoint, found = merged(*captures(stated, inferred))
    assert (body(endpoint)["A"].type, body(endpoint)["A"].fields) == ("any", ())
    assert told(found, "W051") == ["`Boat.update.request.A`: type is object here and any on a.txt."]


def test_texts_of_an_endpoint_are_told_together() -> None:
    """Forty other wordings are one finding, with their number and the first few places."""
    first = update(*(field(f"F{n}", A, description=f"One {n}.") for n in range(40)), page=A)
    second = update(*(field(f"F{n}", B, description=f"Two {n}.") for n in range(40)), page=B)
    _, found = merged(first.model_copy(update={"title": "T"}), second.model_copy(update={"title": "U"}))
    assert [(one.code, one.page) for one in found] == [("W059", B)]
    assert "(41): request.F0, request.F1, request.F2, request.F3, request.F4 ..." in found[0].message


def test_roles_and_schemes() -> None:
    """Names that captures share are joined by those that only one has; names that exclude each other contradict."""
    one = update(page=A).model_copy(update={"auth": Auth(roles=("X-Edit",), schemes=("bearer",)), "title": "T"})
    two = update(page=B).model_copy(update={"auth": Auth(roles=("Y-Edit",), schemes=("oauth2", "bearer"))})
    endpoint, found = merged(one, two)
    assert (endpoint.auth.roles, endpoint.auth.schemes) == (("Y-Edit",), ("oauth2", "bearer")) or (
        endpoint.auth.roles,
        endpoint.auth.schemes,
    ) == (("X-Edit",), ("bearer", "oauth2"))
    assert len(told(found, "W051")) == len(told(found, "W058")) == 1
    assert "roles is" in told(found, "W051")[0] and "oauth2" in told(found, "W058")[0]


def answer(status: int | None, page: str, *fields: Field, **facts: Any) -> Response:
    """An answer of a page."""
    return Response(status=status, fields=fields, origin=Origin(page=page, line=30, rule="status"), **facts)


def test_answers() -> None:
    """Answers are merged by status; an array that a sample shows beats an object that nobody showed; a lone status is told."""
    one = update(page=A).model_copy(
        update={"title": "T", "summary": "S", "description": "D", "responses": (answer(200, A, field("X", A)),)}
    )
    listed = answer(200, B, field("X"), example=[{"X": "1"}], container="array", description="All.")
    two = update(page=B).model_copy(update={"responses": (listed, answer(404, B))})
    endpoint, found = merged(one, two)
    assert [(r.status, r.container, r.description, r.example) for r in endpoint.responses] == [
        (200, "array", "All.", [{"X": "1"}]),
        (404, "object", None, None),
    ]
    assert [(d.code, d.page, d.line) for d in found] == [("W058", B, 30)]


def test_an_answer_without_a_status_finds_its_twin() -> None:
    """An answer whose status a capture lost is that with the same sample, or else the only answer of success."""
    whole = [answer(200, A, example={"Ok": 1}), answer(400, A, example={"Ok": 0})]
    one = update(page=A).model_copy(update={"title": "T", "responses": tuple(whole)})
    for lost, statuses in (([{"Ok": 0}], [200, 400]), ([{"Ok": 2}], [200, 400]), ([{"Ok": 0}, {"Ok": 1}], [200, 400])):
        responses = tuple(answer(None, B, example=example) for example in lost)
        endpoint, found = merged(one, update(page=B).model_copy(update={"responses": responses}))
        assert [r.status for r in endpoint.responses] == statuses
        assert told(found, "W051") == []


def test_path_parameters_under_one_name() -> None:
    """Captures that call a path parameter differently have one parameter in the end, and the paths are told."""

    def page(name: str, slot: str, **facts: Any) -> Endpoint:
        one = Parameter.model_validate({**field(slot, name, required=True, **facts).model_dump(), "in": "path"})
        pill = Origin(page=name, line=2, rule="method-path")
        return update(page=name).model_copy(
            update={"path": f"/x/{{{slot}}}", "parameters": (one,), "origin": pill, "request": None}
        )

    endpoint, found = merged(page(A, "id", description="Which."), page(B, "boatId"))
    assert (endpoint.path, [p.name for p in endpoint.parameters]) == ("/x/{id}", ["id"])
    assert told(found, "W051") == ["`Boat.update`: path is /x/{boatId} here and /x/{id} on a.txt."]


def test_a_field_has_one_place() -> None:
    """A field that one capture puts into the query and the other into the body is one field, at the place of the richer capture."""
    parameter = Parameter.model_validate({**field("A", B, default="x").model_dump(), "in": "query"})
    one = update(field("A", A, description="Words."), page=A).model_copy(update={"title": "T"})
    two = update(page=B).model_copy(update={"parameters": (parameter,), "request": None})
    endpoint, found = merged(one, two)
    assert endpoint.parameters == ()
    assert body(endpoint)["A"].default == "x"
    assert told(found, "W051") == ["`Boat.update.request.A`: in is query here and request on a.txt."]


def enum(name: str, rule: str, page: str, *labels: str) -> Enum:
    """An enum of a page with numbered values."""
    values = tuple(EnumValue(value=n, name=label) for n, label in enumerate(labels))
    return Enum(name=name, type="integer", values=values, origin=Origin(page=page, line=5, rule=f"enum:{rule}"))


def kept(endpoint: Endpoint, one: list[Enum], two: list[Enum]) -> tuple[list[tuple[str, str]], list[str]]:
    """Names and pages of the enums that stay of those of two captures, and the messages."""
    sources = [Source(page=page, form="text", sha256="") for page in (A, B)]
    enums, found = merge_enums([(sources[0], tuple(one)), (sources[1], tuple(two))], endpoint, "Boat")
    return [(e.name, e.origin.page) for e in enums], [d.message for d in found]


def test_enums() -> None:
    """The better evidence names a table; a table without a name does not stay beside its twin, but it stays without one."""
    titled, unnamed = enum("eX", "by-title", B, "Low", "High"), enum("u1", "unnamed", A, "Low", "high")
    uses = update(field(type="integer", enum="eX"))
    assert kept(uses, [unnamed], [titled]) == ([("eX", B)], [])
    assert kept(uses, [enum("eX", "by-order", A, "Low", "High")], [titled]) == ([("eX", B)], [])
    assert kept(uses, [enum("eW", "by-order", A, "Low", "High")], [titled]) == ([("eX", B)], [])
    other = enum("u1", "unnamed", A, "Up", "Down")
    assert kept(uses, [other], [titled, enum("u1", "unnamed", B, "In", "Out")])[0] == [
        ("eX", B),
        ("u1", A),
        ("u1_2", B),
    ]
    more = enum("eZ", "by-title", B, "One")
    assert kept(uses, [enum("eX", "by-title", A, "Low", "High")], [titled, more]) == (
        [("eX", A), ("eZ", B)],
        ["`Boat.update`: a.txt lacks what stands here (1): enum:eZ."],
    )


TYPES = ("string", "integer", "number", "object", "array", "any")


@st.composite
def some_fields(draw: st.DrawFn, page: str, depth: int = 0) -> tuple[Field, ...]:
    """Some fields of a page, with a few names and values, so that captures meet."""
    found = []
    for number, name in enumerate(draw(st.lists(st.sampled_from("ABCD"), unique=True, max_size=4))):
        kind = draw(st.sampled_from(TYPES))
        rule = draw(st.sampled_from(("field-row", "field-row", "field-row:name", "example", "curl")))
        stated = rule == "field-row" and draw(st.booleans())
        inferred = {fact: "x" for fact in ("format", "nullable", "required", "type") if draw(st.integers(0, 5)) == 0}
        found.append(
            field(
                name, page, 10 + number, rule, bare=not stated, type=kind,
                type_text=kind if stated else None,
                format=draw(st.sampled_from((None, "date", "uri"))) if kind == "string" else None,
                items=Items(type=draw(st.sampled_from(TYPES))) if kind == "array" and draw(st.booleans()) else None,
                required=draw(st.booleans()), nullable=draw(st.sampled_from((None, True, False))),
                default=draw(st.sampled_from((None, 1, True, "1"))), description=draw(st.sampled_from((None, "One.", "Two."))),
                enum=draw(st.sampled_from((None, "eX", "eY"))) if kind == "integer" else None,
                fields=draw(some_fields(page, depth + 1)) if kind in ("object", "array") and depth < 2 else (),
                inferred=inferred | ({"enum": draw(st.sampled_from(ENUM_EVIDENCE))} if kind == "integer" else {}),
            )
        )  # fmt: skip
    return tuple(found)


@st.composite
def a_capture(draw: st.DrawFn, page: str) -> Endpoint:
    """A capture of one endpoint: parameters, body and answers."""
    parameters = [
        Parameter.model_validate({**one.model_dump(), "in": draw(st.sampled_from(("query", "header")))})
        for one in draw(some_fields(page, 2))
    ]
    statuses = draw(st.lists(st.sampled_from((200, 400, None)), max_size=3))
    source = Source(
        page=page, form="text", sha256="", captured=draw(st.sampled_from((None, "2025-01-01", "2026-01-01")))
    )
    return Endpoint(
        operation="update", method="PUT", path=draw(st.sampled_from(("/x", "/x/"))), source=source,
        title=draw(st.sampled_from((None, "T", "U"))), deprecated=draw(st.booleans()),
        auth=Auth(roles=tuple(draw(st.lists(st.sampled_from("PQ"), unique=True)))),
        parameters=tuple(parameters),
        request=Request(content_type="application/json", fields=draw(some_fields(page))) if draw(st.booleans()) else None,
        responses=tuple(answer(status, page, *draw(some_fields(page, 1))) for status in statuses),
    )  # fmt: skip


TWINS = st.tuples(*(a_capture(page) for page in ("a", "b", "c")))


@given(TWINS, st.randoms(use_true_random=False))
def test_the_order_in_which_captures_are_given_does_not_matter(
    captures: tuple[Endpoint, ...], chance: random.Random
) -> None:
    """Whatever the order, spec and findings are the same."""
    mixed = list(captures)
    chance.shuffle(mixed)
    assert merged(*captures) == merged(*mixed)


@given(a_capture("a"))
def test_a_capture_merged_with_itself_stays_what_it_is(one: Endpoint) -> None:
    """Twice the same says nothing new: the same facts, and nothing to report."""
    twin, found = merged(one, one)
    assert found == []
    assert {**twin.model_dump(), "sources": ()} == {**without_vain_origins(one).model_dump(), "sources": ()}


def without_vain_origins(endpoint: Endpoint) -> Endpoint:
    """An endpoint whose fields name no origin of a fact that they do not have."""

    def change(_: object, one: Field) -> Field:
        facts = {key: origin for key, origin in one.facts.items() if strength(one, key) != UNKNOWN}
        return one.model_copy(update={"facts": facts})

    return rewrite(endpoint, change)


@given(TWINS)
def test_no_fact_is_lost_without_a_word(captures: tuple[Endpoint, ...]) -> None:
    """Each known fact of each capture is in the result, or agrees with it, or the contradiction is told at its address."""
    done, found = merged(*captures)
    known: dict[tuple[str, ...], list[Field]] = {}
    for path, one in fields_of(done):
        known.setdefault(path, []).append(one)
    messages = " ".join(d.message for d in found)
    for capture in captures:
        for path, one in fields_of(capture):
            places = places_after(path)
            stated = [best for place in places for best in known.get(place, ())]
            above = [place[:n] for place in places for n in range(2, len(place) + 1)]
            if any(f"`Boat.update.{join(each)}`: type is" in messages for each in above):
                continue  # what goes with a type that does not count
            assert stated, path
            for fact in FIELD_FACTS:
                if strength(one, fact) == UNKNOWN or fact == "description":
                    continue
                agrees = any(agree(best, one, fact) for best in stated if strength(best, fact) != UNKNOWN)
                told_of = any(f"`Boat.update.{join(place)}`: {fact} is" in messages for place in places)
                assert agrees or told_of, (path, fact, value_of(one, fact))


def places_after(path: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Where a field of a capture can be afterwards: where it was, at another capture's place, below the status that it lacked."""
    if path[0] == "response":
        return [path] + [("response", status, *path[2:]) for status in ("200", "400") if path[1] == "default"]
    return [(place, *path[1:]) for place in ("request", "query", "header")]
