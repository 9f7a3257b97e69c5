"""Tables of values find the fields they belong to by evidence, and stay alone, reported, where there is none."""

from typing import Any

import pytest

from generator.drafts import EnumTable
from generator.enums import link_page
from generator.lending import link_api
from generator.listed import tell_apart
from generator.phrases import read_type
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


def test_a_reference_that_another_page_answers_is_not_told() -> None:
    """That a page does not print an enum is told only where its field gets it from no other page."""
    alone, _, lost = link_page(update(row("Kind", "See eA enum above."), row("Sort", "See eB enum above.")), [])
    pages = [(alone, ()), (update(page="b.txt"), (enum("eA", "x"),))]
    assert [one.facts["field"] for one in lost if one.code == "W040"] == ["Kind", "Sort"]
    _, found = link_api(pages, lost)
    assert [(one.code, one.facts["field"]) for one in found] == [("W040", "Sort"), ("I043", "Kind")]


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


SIGNS = [
    ("nothing", {}, "One. See eA enum above.", None),
    ("default", {"default": 3}, "One. See eA enum above.", "its default 3 is"),
    ("default by its name", {"default": "Red"}, "One. See eA enum above.", None),
    ("default of its own", {"default": 0}, "One. See eA enum above.", None),
    ("sample", {"example": {"A": 2}}, "One. See eA enum above.", "a sample shows 2"),
    ("sample in a list", {"example": [{"A": 0}, {"A": 2}]}, "One. See eA enum above.", "a sample shows 2"),
    ("placeholder", {"example": {"A": 123}}, "One. See eA enum above.", None),
    ("words", {}, "Whether Green or not. See eA enum above.", "its description names `Green`"),
    ("words of its own", {}, "Not Red, not Green. See eA enum above.", None),
    ("begin of a sentence", {}, "Green is best. Green it is. See eA enum above.", None),
]


@pytest.mark.parametrize(("facts", "words", "sign"), [one[1:] for one in SIGNS], ids=[one[0] for one in SIGNS])
def test_signs_against_the_order_of_tables(facts: dict[str, Any], words: str, sign: str | None) -> None:
    """A link by order stays, but what the page itself says against it is told, once a field; what is linked better is left alone."""
    first = row("A", words).model_copy(update={"default": facts.get("default")})
    endpoint = update(first, B)
    request = endpoint.request
    assert request is not None
    endpoint = endpoint.model_copy(update={"request": request.model_copy(update={"example": facts.get("example")})})
    for title, told in ((None, sign), ("eA", None)):
        changed, _, found = link_page(endpoint, [table("Red", title=title, line=1), table("Blue", "Green", line=2)])
        assert changed.request is not None and changed.request.fields[0].enum == "eA"
        assert [one.code for one in found] == ["W078"] * bool(told)
        assert not told or told in found[0].message


LISTS = [
    ("One of: red, green, blue.", ("red", "green", "blue")),
    ("The colour. One of `red`, `green` or `blue`. Kept.", ("red", "green", "blue")),
    ("One of red, green, or blue.", ("red", "green", "blue")),
    ("Must be one of 'a b', \"c\" and ‘d’", ("a b", "c", "d")),
    ("Possible values: 1.5x, 2x", ("1.5x", "2x")),
    ("Allowed values are `red` and `green`.", ("red", "green")),
    ("Available options: red (default), green\n\nExample: red", ("red", "green")),
    ("A language (one of: de, en)", ("de", "en")),
    ("Operator. Allowed values: AND, OR", ("AND", "OR")),
    ("One of:\n\n• `red` — as a rose\n• green: as grass\n\nMore.", ("red", "green")),
    ("One of red or green.", ()),
    ("One of sku or name is needed.", ()),
    ("At least one of: red, green.", ()),
    ("Cannot be one of: red, green.", ()),
    ("The unit is one of red, green, blue.", ()),
    ("One of: red, green, etc.", ()),
    ("One of: red, green, ...", ()),
    ("One of: red, green, or null", ()),
    ("One of: red, green. Or any other value.", ()),
    ("Allowed values: red, green. Separated by commas.", ()),
    ("Allowed values: red, greenDefault: red", ()),
    ("One of: red, green.Default is red", ()),
    ("One of: red, dark green", ()),
    ("One of: red, green (as grass), blue", ()),
    ("One of:\n• red — as a rose\n• green — as grass - blue — as the sky", ()),
    ("One of: red, green. One of: up, down.", ()),
    ("One of: red", ()),
    ("Allowed values: 1-100.", ()),
    ("Sends one of the letters.", ()),
]  # fmt: skip


@pytest.mark.parametrize(("words", "values"), LISTS, ids=[one[0][:50] for one in LISTS])
def test_values_in_words(words: str, values: tuple[str, ...]) -> None:
    """Only a list that is closed and says nothing else of its values is an enum."""
    _, enums, _ = link_page(update(row("Colour", words, "string")), [])
    assert [one.origin.rule for one in enums] == ["enum:prose"] * bool(values)
    assert tuple(value.value for one in enums for value in one.values) == values


def typed(text: str, **facts: object) -> Field:
    """A field with the words of its type."""
    stated = read_type(text)
    assert stated is not None
    plain = row("Colour", "", stated.type)
    return plain.model_copy(update={"type_text": text, "items": stated.items, "nullable": stated.nullable, **facts})


UNIONS = [
    ("'red' | 'green'", "string", ["red", "green"]),
    ('"red" | "green" | null', "string", ["red", "green"]),
    ("(‘a b’ | ‘’)", "string", ["a b", ""]),
    ("1 | 2 | -3", "integer", [1, 2, -3]),
    ("'1' | '2'", "string", ["1", "2"]),
    ("enum: red, green", "string", ["red", "green"]),
    ("enum(red | green)", "string", ["red", "green"]),
    ("('red' | 'green')[]", "array", ["red", "green"]),
    ("string | integer", "any", []),
    ("enum<string>", "string", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "values"), UNIONS)
def test_values_in_types(text: str, kind: str, values: list[object]) -> None:
    """A type that is a list of values has the type of the values, which are an enum."""
    one = typed(text)
    changed, enums, _ = link_page(update(one), [])
    assert one.type == kind
    assert [value.value for enum in enums for value in enum.values] == values
    (field,) = changed.request.fields if changed.request else ()
    assert (field.enum or (field.items.enum if field.items else None)) == ("Colour" if values else None)


def test_values_in_types_are_read_fast() -> None:
    """A long type that is nearly a list of values costs no more than its length."""
    assert read_type("enum: " + "1," * 450 + "!") is None
    assert read_type("'" * 900) is None
    assert link_page(update(row("A", ("\n" * 3000) + "One of:" + " " * 900, "string")), [])[1] == ()


@pytest.mark.parametrize(
    "one",
    [
        typed("'red' | 'green'", default="blue"),
        typed("'red' | 'green'", format="date"),
        row("A", "One of: true, false.", "boolean"),
        row("A", "One of: red, green.", "integer"),
    ],
    ids=["default", "format", "boolean", "integer"],
)
def test_values_that_do_not_fit_their_field_are_no_enum(one: Field) -> None:
    """Where a fact of the field speaks against the values, nothing is found."""
    assert link_page(update(one), [])[1] == ()


def test_fields_of_one_name_share_values_or_have_names_of_their_own() -> None:
    """The first has the name, others of its values share it, and one of other values is called after its parent."""
    first, again, other = (row("kind", f"One of: {words}.", "string") for words in ("a, b", "a, b", "c, d"))
    box = row("box", "", "object").model_copy(update={"fields": (again,)})
    cup = row("cup", "", "object").model_copy(update={"fields": (other,)})
    changed, enums, _ = link_page(update(first, box, cup), [])
    assert [one.name for one in enums] == ["kind", "cup_kind"]
    fields = changed.request.fields if changed.request else ()
    assert [fields[0].enum, fields[1].fields[0].enum, fields[2].fields[0].enum] == ["kind", "kind", "cup_kind"]


def test_listed_values_stay_on_their_page() -> None:
    """Another page's field of the name does not borrow them, and other values there are no contradiction."""
    pages = []
    for number, words in enumerate(("One of: a, b.", "One of: c, d.", "Words.")):
        endpoint, enums, _ = link_page(update(row("kind", words, "string"), page=f"{number}.txt"), [])
        pages.append((endpoint, enums))
    linked, found = link_api(pages)
    assert found == []
    assert [[one.name for one in enums] for _, enums in linked] == [["kind"], ["kind"], []]


def test_listed_values_of_one_resource_are_told_apart() -> None:
    """A name is one enum in a resource: other values are called after their operation, and their fields follow."""
    told = []
    for operation, words in (("create", "a, b"), ("update", "c, d"), ("patch", "a, b")):
        endpoint, enums, _ = link_page(update(row("kind", f"One of: {words}.", "string")), [])
        told.append((endpoint.model_copy(update={"operation": operation}), enums))
    apart = tell_apart(told)
    assert [[one.name for one in enums] for _, enums in apart] == [["kind"], ["update_kind"], ["kind"]]
    assert [one.request.fields[0].enum for one, _ in apart if one.request] == ["kind", "update_kind", "kind"]
