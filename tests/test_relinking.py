"""Tables without titles are linked in the light of other pages, and each contradiction names both places."""

from collections.abc import Callable

import pytest

from generator import config
from generator.assemble import assemble
from generator.diagnostics import Diagnostic, in_order
from generator.drafts import EnumTable
from generator.enums import link_page
from generator.known_enums import Told
from generator.lending import link_api
from generator.spec import Resource
from tests.docs_site import site
from tests.test_docs_site import read
from tests.test_enums import row, table, update

ONE, TWO, TINT = table("x", "y"), table("Low", "High", "Top"), table("Red", "Green")


def told(page: str, references: str, *tables: EnumTable, form: str = "text") -> Told:
    """A page as it is read alone: its fields refer to enums by their letters, its tables stand one below the other."""
    fields = [row(name, f"See e{name} enum above.", page=page) for name in references]
    endpoint = update(*fields, page=page)
    source = endpoint.source.model_copy(update={"form": form})
    placed = [EnumTable(title=one.title, values=one.values, line=10 * n) for n, one in enumerate(tables, 1)]
    linked, enums, _ = link_page(endpoint.model_copy(update={"source": source}), placed)
    return linked, enums


def titled(name: str, values: EnumTable) -> EnumTable:
    """A table with its title."""
    return EnumTable(title=name, values=values.values, line=values.line)


def outcome(*pages: Told) -> tuple[dict[str, str | None], list[str], list[str]]:
    """Of the first page: the first name of each field's enum, name and rule of each enum, the findings by line and code."""
    done, found = link_api(pages)
    endpoint, enums = done[0]
    tables = {enum.name: enum.values[0].name for enum in enums}
    assert endpoint.request is not None
    linked = {one.name: tables[one.enum] if one.enum else None for one in endpoint.request.fields}
    own = [f"{d.line}: {d.code}" for d in in_order(found) if d.page == endpoint.source.page and d.code != "I043"]
    return linked, [f"{enum.name} {enum.origin.rule.removeprefix('enum:')}" for enum in enums], own


OTHER = told("b.txt", "B", TWO)
PAGES = [
    ("order stays alone", [told("a.txt", "AB", TWO, ONE)], {"A": "Low", "B": "x"}, ["eA by-order", "eB by-order"], []),
    ("order confirmed", [told("a.txt", "AB", ONE, TWO), OTHER], {"A": "x", "B": "Low"}, ["eA by-reference", "eB by-equal-values"], []),
    ("order refuted by values", [told("a.txt", "AB", TWO, ONE), OTHER], {"A": "x", "B": "Low"},
     ["eB by-equal-values", "eA by-reference"], ["10: I076", "20: W077"]),
    ("order of one page against that of another", [told("a.txt", "AB", TWO, ONE), told("b.txt", "AB", ONE, TWO)],
     {"A": "Low", "B": "x"}, ["eA by-order", "eB by-order"], []),
    ("order refuted, and nothing fits", [told("a.txt", "AB", ONE, TINT), OTHER], {"A": None, "B": "Low"},
     ["update_unnamed1 unnamed", "update_unnamed2 unnamed", "eB by-reference"], ["10: W041", "20: W041", "20: W077", "50: W040"]),
    ("order refuted by an older state", [told("a.txt", "AB", ONE, table("Low", "High", "Peak")), OTHER], {"A": "x", "B": "Low"},
     ["eA by-reference", "eB by-reference"], ["20: W079"]),
    ("another state in another place", [told("a.txt", "AB", table("Low", "High", "Peak"), ONE), OTHER], {"A": "x", "B": "Low"},
     ["eA by-reference", "eB by-reference"], ["10: W079", "20: W077"]),
    ("a table that nobody claims", [told("a.txt", "AB", TINT, ONE, TWO), OTHER, told("c.txt", "A", ONE)],
     {"A": "x", "B": "Low"}, ["update_unnamed1 unnamed", "eA by-equal-values", "eB by-equal-values"], ["20: I076", "30: I076"]),
    ("what remains goes by order", [told("a.txt", "AC", ONE, TWO, TINT), OTHER], {"A": "x", "C": "Red"},
     ["eA by-order", "eB by-equal-values", "eC by-order"], ["20: I076"]),
    ("order elsewhere names a table that a field waits for", [told("a.txt", "AB", TINT, ONE, TWO), told("b.txt", "AB", ONE, TWO)],
     {"A": "x", "B": "Low"}, ["update_unnamed1 unnamed", "eA by-equal-values", "eB by-equal-values"], ["20: I076", "30: I076"]),
    ("order elsewhere names no other", [told("a.txt", "C", ONE, TINT), told("b.txt", "AB", ONE, TWO)], {"C": None},
     ["update_unnamed1 unnamed", "update_unnamed2 unnamed"], []),
    ("two names of one table", [told("a.txt", "", TWO), OTHER, told("c.txt", "C", TWO)], {}, ["update_unnamed1 unnamed"], []),
    ("the only table is another",
     [told("a.txt", "A", TWO), OTHER, told("c.md", "", titled("eA", ONE)), told("d.md", "", titled("eB", TWO))],
     {"A": "x"}, ["eB by-equal-values", "eA by-title"], ["10: I076", "10: W077"]),
    ("the only table is equal to another", [told("a.txt", "A", TWO), OTHER], {"A": "Low"}, ["eA by-reference"], []),
    ("titles are left alone", [told("a.md", "AB", titled("eA", TWO), titled("eB", ONE)), OTHER], {"A": "Low", "B": "x"},
     ["eA by-title", "eB by-title"], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "linked", "enums", "found"), [one[1:] for one in PAGES], ids=[one[0] for one in PAGES]
)
def test_relinking(pages: list[Told], linked: dict[str, str | None], enums: list[str], found: list[str]) -> None:
    """Equal values elsewhere go before order, what remains goes by order where the numbers fit, and changes are told."""
    assert outcome(*pages) == (linked, enums, found)


def test_a_title_tells_where_a_value_ends() -> None:
    """Where value and name run together, the table of a page that keeps cells apart counts, and that is told."""
    glued = EnumTable(title=None, values=(("0", "Never"), ("13", "Months")), line=1)
    apart = EnumTable(title="eA", values=(("0", "Never"), ("1", "3Months")), line=1)
    done, found = link_api([told("a.txt", "A", glued), told("b.md", "", apart, form="markdown")])
    assert [[(value.value, value.name) for value in enum.values] for enum in done[0][1]] == [
        [(0, "Never"), (1, "3Months")]
    ]
    assert [(one.code, one.page) for one in found] == [("I076", "a.txt")]


def test_a_contradiction_names_both_places() -> None:
    """The finding stands at the table and names page and line of the better evidence."""
    _, found = link_api([told("a.txt", "AB", TWO, ONE), OTHER])
    (refuted,) = [one for one in found if one.code == "W077"]
    assert (refuted.page, refuted.line) == ("a.txt", 20) and "`eB`" in refuted.message and "b.txt:10" in refuted.message


def test_the_order_of_pages_does_not_matter() -> None:
    """Pages give the same, whichever comes first."""
    pages = [told("a.txt", "AB", TWO, ONE), OTHER, told("c.txt", "BC", TINT, TWO), told("d.txt", "AC", TINT, ONE, TWO)]
    forth, back = link_api(pages)[0], link_api(pages[::-1])[0][::-1]
    assert [one[0].request for one in forth] == [one[0].request for one in back]


# Whole pages


def assembled(*pages: tuple[str, str, str]) -> tuple[Resource, list[Diagnostic]]:
    """The resource that some pages of the made site give, each by its name, in a form, with its text changed."""
    settings, _ = config.load(site.api_toml(), "api.toml")
    assert settings is not None
    known = {page.name: page for page in site.pages()}
    readings = [read(name, form, CHANGES[change](site.render(known[name], form))) for name, form, change in pages]
    (resource,), found = assemble(settings, readings)
    return resource, found


def swapped(text: str) -> str:
    """A text with its two tables of values in the other order."""
    head, first, rest = text.split("ValueName\n")
    second, mark, tail = rest.partition("\n\n")
    return f"{head}ValueName\n{second}\nValueName\n{first.rstrip()}{mark}{tail}"


def with_colours(text: str) -> str:
    """A text with a table of values that no field refers to."""
    return text.replace("ValueName\n", "ValueName\n0Red\n1Green\nValueName\n", 1)


CHANGES: dict[str, Callable[[str], str]] = {"": str, "swapped": swapped, "with colours": with_colours}
BANKS = ("stations/put-lockerbanks", "text", "swapped")


@pytest.mark.parametrize(
    "other",
    [
        ("stations/post-lockerbanks", "markdown", ""),
        ("stations/get-lockerbanks", "html", ""),
        ("stations/put-lockerbanks", "markdown", ""),
    ],
)
def test_tables_in_another_order_than_their_fields(other: tuple[str, str, str]) -> None:
    """A page that keeps titles, of another endpoint or of the same, sets right a text whose tables stand in another order."""
    resource, found = assembled(BANKS, other)
    update_page = next(one for one in resource.endpoints if one.operation == "update")
    assert update_page.request is not None
    fields = {one.name: one.enum for one in update_page.request.fields if one.enum}
    assert fields == {"LockerSize": "eLockerSize", "Condition": "eCondition"}
    assert {enum.name: enum.values[0].name for enum in resource.enums} == {
        "eLockerSize": "Small",
        "eCondition": "AsNew",
    }
    assert [one.code for one in found if one.page and one.page.endswith(".txt") and one.code in ("I076", "W077")] == [
        "I076",
        "I076",
        "W077",
        "W077",
    ]


def test_a_table_that_nobody_claims_unlinks_nothing() -> None:
    """The page of an update with a table too many has the enum that the pages beside it print, and the resource has it once."""
    resource, _ = assembled(
        ("fleet/put-seatplanseats", "text", "with colours"),
        ("fleet/post-seatplanseats", "text", ""),
        ("fleet/get-seatplanseats", "text", ""),
    )
    update_page = next(one for one in resource.endpoints if one.operation == "update")
    assert update_page.request is not None
    assert [one.enum for one in update_page.request.fields if one.enum] == ["eSeatClass"]
    assert [(enum.name, enum.values[0].name) for enum in resource.enums] == [
        ("eSeatClass", "First"),
        ("update_unnamed1", "Red"),
    ]


def test_told_of_a_page_alone_is_only_what_all_pages_leave_true() -> None:
    """A table that another page knows is none that no field claims, nor is its field without one; of what is left the count is true."""
    endpoint = update(*(row(name, f"See e{name} enum above.", page="a.txt") for name in "ABC"), page="a.txt")
    placed = [EnumTable(title=None, values=one.values, line=10 * n) for n, one in enumerate((TWO, TINT), 1)]
    linked, enums, alone = link_page(endpoint, placed)
    assert [(one.code, one.facts.get("count")) for one in alone if one.code == "W041"] == [("W041", "3"), ("W041", "3")]
    _, found = link_api([(linked, enums), OTHER], alone)
    told_of = sorted((one.code, one.line, one.facts.get("field"), one.facts.get("count")) for one in found)
    assert told_of == [
        ("I076", 10, None, None),
        ("W040", 50, "A", None),
        ("W040", 50, "C", None),
        ("W041", 20, None, "2"),
    ]


def test_an_order_that_is_refuted_is_not_doubted_any_more() -> None:
    """A sign against a link by order goes with that link."""
    fields = [row(name, f"See e{name} enum above.", page="a.txt").model_copy(update={"default": "y"}) for name in "AB"]
    placed = [EnumTable(title=None, values=one.values, line=10 * n) for n, one in enumerate((TWO, ONE), 1)]
    linked, enums, alone = link_page(update(*fields, page="a.txt"), placed)
    assert [one.facts["field"] for one in alone if one.code == "W078"] == ["A"]
    assert "W078" in [one.code for one in link_api([(linked, enums)], alone)[1]]
    assert "W078" not in [one.code for one in link_api([(linked, enums), OTHER], alone)[1]]
