"""Tables of values find the fields they belong to by evidence, and stay alone, reported, where there is none."""

import pytest

from generator.drafts import EnumTable
from generator.enums import link_api, link_page
from generator.spec import Endpoint, Enum, Field, Items, Origin, Request, Source, TypeName


def origin(line: int, page: str = "a.txt") -> Origin:
    """The origin of a row."""
    return Origin(page=page, line=line, rule="field-row")


def row(name: str, description: str, kind: TypeName = "integer", line: int = 50, page: str = "a.txt") -> Field:
    """A field with a description; an array has items that are integers."""
    items = Items(type="integer") if kind == "array" else None
    return Field(name=name, type=kind, items=items, description=description, origin=origin(line, page))


def update(*fields: Field, page: str = "a.txt") -> Endpoint:
    """An endpoint that takes some fields."""
    source = Source(page=page, form="text", sha256="")
    request = Request(content_type="application/json", fields=fields)
    return Endpoint(operation="update", method="PUT", path="/x", source=source, request=request)


def table(*labels: str, title: str | None = None, line: int = 10, first: int = 0) -> EnumTable:
    """A table of numbered names."""
    return EnumTable(title=title, values=tuple((str(n), x) for n, x in enumerate(labels, first)), line=line)


def outcome(endpoint: Endpoint, tables: list[EnumTable]) -> tuple[dict[str, str | None], list[str], list[str]]:
    """The enum of each field, name and rule of each enum, the codes of the findings."""
    changed, enums, found = link_page(endpoint, tables)
    fields = changed.request.fields if changed.request else ()
    linked = {f.name: f.items.enum if f.items else f.enum for f in fields}
    return linked, [f"{e.name} {e.origin.rule}" for e in enums], [d.code for d in found]


A, B = row("A", "One. See eA enum above."), row("B", "Two. See `eB?` enum values.", "array")
LINKED = [
    ("one reference, one table", [A], [table("x")], {"A": "eA"}, ["eA enum:by-reference"], []),
    ("generated words", [row("DayKind", "The day kind value for this slot..")], [table("x")], {"DayKind": "DayKind"},
     ["DayKind enum:by-words"], []),
    ("words of another name", [row("DayKind", "The night kind value for this slot.")], [table("x")], {"DayKind": None},
     ["update_unnamed1 enum:unnamed"], ["W041"]),
    ("order", [A, B], [table("x", line=1), table("y", line=2)], {"A": "eA", "B": "eB"}, ["eA enum:by-order", "eB enum:by-order"], []),
    ("titles before order", [A, B], [table("x", title="eB", line=1), table("y", line=2)], {"A": "eA", "B": "eB"},
     ["eB enum:by-title", "eA enum:by-reference"], []),
    ("values", [row("A", "Red or Green. See eA enum above."), B], [table("x", line=1), table("Red", "Green", line=2)],
     {"A": "eA", "B": "eB"}, ["eB enum:by-reference", "eA enum:by-values"], []),
    ("more names than tables", [A, B], [table("x")], {"A": None, "B": None}, ["update_unnamed1 enum:unnamed"], ["W041", "W040", "W040"]),
    ("more tables than names", [A], [table("x", line=1), table("y", line=2)], {"A": None},
     ["update_unnamed1 enum:unnamed", "update_unnamed2 enum:unnamed"], ["W041", "W041", "W040"]),
    ("numbers and words", [row("A", "See eA enum above.", "string")], [table("x")], {"A": None},
     ["update_unnamed1 enum:unnamed"], ["W041", "W040"]),
    ("not printed", [A], [], {"A": None}, [], ["W040"]),
    ("inline", [row("A", "See eA enum values: 1 = One, 2 = Two.")], [], {"A": "eA"}, ["eA enum:inline"], []),
    ("title that nobody uses", [row("A", "One.")], [table("x", title="eZ")], {"A": None}, ["eZ enum:by-title"], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "tables", "linked", "enums", "codes"), [x[1:] for x in LINKED], ids=[x[0] for x in LINKED]
)
def test_link_page(
    fields: list[Field], tables: list[EnumTable], linked: dict[str, str | None], enums: list[str], codes: list[str]
) -> None:
    """Titles, values, words and order link, in this order of strength; nothing is linked by chance."""
    assert outcome(update(*fields), tables) == (linked, enums, codes)


def enum(name: str, *labels: str, page: str = "b.txt") -> Enum:
    """An enum that a page prints."""
    _, (found,), _ = link_page(update(page=page), [table(*labels, title=name)])
    return found


def test_link_api() -> None:
    """A field takes the enum of another page that it refers to, or whose name it has; the page of the enum is told."""
    fields = (
        row("A", "See eA enum above."),
        row("Day", "Which."),
        row("Day", "Words.", "string"),
        row("C", "See eC enum above."),
    )
    pages = [(update(*fields), ()), (update(page="b.txt"), (enum("eA", "x"), enum("Day", "y")))]
    done, found = link_api(pages)
    request = done[0][0].request
    assert request is not None
    assert [f.enum for f in request.fields] == ["eA", "Day", None, None]
    assert [request.fields[n].facts["enum"].rule for n in (0, 1)] == ["enum:elsewhere", "enum:by-name"]
    assert sorted(e.name for e in done[0][1]) == ["Day", "eA"]
    assert [d.code for d in found] == ["I043", "I043"]


def test_enum_with_other_values_elsewhere() -> None:
    """One name with different values on two pages is reported, and lent to no third."""
    pages = [
        (update(page="b.txt"), (enum("eA", "x"),)),
        (update(page="c.txt"), (enum("eA", "y", page="c.txt"),)),
        (update(row("A", "See eA enum above.", page="d.txt"), page="d.txt"), ()),
    ]
    done, found = link_api(pages)
    assert [(d.code, d.page) for d in found] == [("W042", "c.txt")]
    assert done[2][1] == ()


def test_a_table_nobody_claims_keeps_others_away() -> None:
    """A field beside an unclaimed table takes no enum of another page, nor is an enum lent whose name rests on order alone."""
    endpoint = update(row("State", "See eState enum above."))
    own = enum("unnamed1", "Low", "High", page="a.txt")
    own = own.model_copy(update={"origin": own.origin.model_copy(update={"rule": "enum:unnamed"})})
    other = enum("eState", "Free", "Used")
    by_order = other.model_copy(update={"origin": other.origin.model_copy(update={"rule": "enum:by-order"})})
    lender = update(row("Other", "Words."), page="b.txt")
    for enums, lent in (((own,), other), ((), by_order)):
        done, _ = link_api([(endpoint, enums), (lender, (lent,))])
        request = done[0][0].request
        assert request is not None and request.fields[0].enum is None
