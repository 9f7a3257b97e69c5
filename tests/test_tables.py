"""Tables of parameters become rows of their section where their header is sure; all other tables and lists stay words."""

import pytest

from generator.diagnostics import Diagnostic
from generator.reading import read_page
from generator.spec import Endpoint, Field

HEAD = "---\ntitle: Hoist a sail\napi: POST /api/rig/sails\n---\n\n"


def read(body: str) -> tuple[Endpoint, list[Diagnostic]]:
    """The endpoint of a page in Markdown, and what was found."""
    reading = read_page("page.mdx", (HEAD + body).encode())
    assert reading.endpoint is not None
    return reading.endpoint, list(reading.found)


def table(header: str, *rows: str) -> str:
    """A table in Markdown."""
    return "\n".join(f"| {row} |" for row in (header, " | ".join("---" for _ in header.split("|")), *rows)) + "\n"


def body(text: str) -> list[Field]:
    """The fields of the request of a page with a section for its body."""
    endpoint, _ = read(f"## Body\n\n{text}")
    return list(endpoint.request.fields) if endpoint.request else []


CELLS = [
    ("Name | Type | Required", "a | string | Yes", ("a", "string", True, None, None)),
    ("Name | Type | Required", "a | string | ✅", ("a", "string", True, None, None)),
    ("Name | Type | Required", "`a` | `string` | No", ("a", "string", False, None, None)),
    ("Name | Type | Required", "a | string | -", ("a", "string", False, None, None)),
    ("Name | Type | Required", "a | string | optional", ("a", "string", False, None, None)),
    ("Name | Type | Required", "a | string | at night", ("a", "string", False, None, "Required: at night")),
    ("Name | Type | Optional", "a | string | no", ("a", "string", True, None, None)),
    ("Name | Type | Optional", "a | string | yes", ("a", "string", False, None, None)),
    ("PARAMETER | TYPE", "a* | string", ("a", "string", True, None, None)),
    ("Field Name | Type", "`a` (required) | string", ("a", "string", True, None, None)),
    ("Property | Data Type", "a | string, required", ("a", "string", True, None, None)),
    ("Key | Type", "a | string (optional)", ("a", "string", False, None, None)),
    ("Attribute | Type | Default", 'a | string | `"x"`', ("a", "string", False, "x", None)),
    ("Argument | Type | Default Value", "a | string | -", ("a", "string", False, None, None)),
    ("Header | Description | Since", "a | Words. | v2", ("a", None, False, None, "Words.\n\nSince: v2")),
]


@pytest.mark.parametrize(("header", "cells", "wanted"), CELLS, ids=[f"{one[0]}: {one[1]}" for one in CELLS])
def test_the_cells_of_a_row(
    header: str, cells: str, wanted: tuple[str, str | None, bool, str | None, str | None]
) -> None:
    """Each column says what its header promises, and the line is the row's own."""
    (one,) = body(table(header, cells))
    assert (one.name, one.type_text, one.required, one.default, one.description) == wanted
    assert one.origin.rule == "table"
    assert one.origin.line == 10


def test_dotted_names_nest() -> None:
    """A table tells of nested fields by their paths."""
    (mast,) = body(table("Name | Type", "masts[].height | number", "masts[].sails[].name | string"))
    assert (mast.name, mast.type, [one.name for one in mast.fields]) == ("masts", "array", ["height", "sails"])


WORDS = [
    ("values", table("Value | Name", "0 | None", "1 | Full")),
    ("a name in the second column", table("Sail | Name | Type", "x | a | string")),
    ("two columns of names", table("Name | Field | Type", "x | a | string")),
    ("neither type nor description", table("Name | Weight", "a | 1")),
    ("names that are sentences", table("Name | Type", "The first sail | string")),
    ("no rows", table("Name | Type")),
    ("below another heading", "### Notes\n\n" + table("Name | Type", "a | string")),
]


@pytest.mark.parametrize(("name", "text"), WORDS, ids=[one[0] for one in WORDS])
def test_other_tables_are_no_fields(name: str, text: str) -> None:
    """A table whose header is not sure, or that does not stand below a section of fields, gives no field."""
    assert body(text) == []


def test_a_table_inside_a_field_stays_words() -> None:
    """What stands in a field describes that field."""
    inner = table("Name | Type", "b | string").replace("| ", "  | ", 1)
    (one,) = body(f'<ParamField body="a" type="object">\n  The a.\n\n{inner}</ParamField>\n')
    assert (one.fields, "b | string" in (one.description or "")) == ((), True)


ROW = '<ParamField body="a" type="string">\n  Stated.\n</ParamField>\n\n'
TABLE = table("Name | Type | Description", "a | number | Told.", "b | number | New.")


@pytest.mark.parametrize("text", [ROW + TABLE, f"{TABLE}\n{ROW}"], ids=["row first", "table first"])
def test_a_row_of_its_own_stands(text: str) -> None:
    """A field that has a row is not documented again by a table, whichever comes first, and that is no doubt."""
    endpoint, found = read(f"## Body\n\n{text}")
    assert endpoint.request is not None
    fields = {one.name: (one.type, one.origin.rule) for one in endpoint.request.fields}
    assert fields == {"a": ("string", "field-row"), "b": ("number", "table")}
    assert "W014" not in {one.code for one in found}


def test_a_table_of_answers_stays_one() -> None:
    """Statuses are answers, and a table below a status has its fields."""
    endpoint, _ = read(f"## Response\n\n{table('Name | Description', '200 | Fine.', '404 | None.')}")
    assert [(one.status, one.fields) for one in endpoint.responses] == [(200, ()), (404, ())]
    endpoint, _ = read(f"## Response\n\n### 200\n\n{table('Name | Type', 'a | string')}")
    assert [(one.status, [field.name for field in one.fields]) for one in endpoint.responses] == [(200, ["a"])]


LISTS = [
    ("- `a` (string): words", True),
    ("- **a** (required) - words", True),
    ("- the a (of the sail): words", False),
    ("- a: b", False),
]


@pytest.mark.parametrize(("item", "told"), LISTS)
def test_a_list_that_looks_like_fields_is_told_of_once(item: str, told: bool) -> None:
    """Its words are kept, and one finding says where it stands."""
    endpoint, found = read(f"## Body\n\n{item}\n{item}\n")
    assert [(one.code, one.line) for one in found if one.code == "I100"] == ([("I100", 8)] if told else [])
    assert endpoint.request is None


@pytest.mark.parametrize(
    "text",
    [f"## Enums\n\n{table('Value | Name')}", f"## Body\n\n{table('Value | Name')}"],
    ids=["among enums", "among fields"],
)
def test_a_table_of_values_without_rows_is_reported(text: str) -> None:
    """A table of values that is only a header is no enum, and is told at its line."""
    _, found = read(text)
    assert [one.line for one in found if one.code == "W013"] == [8]


def test_another_table_without_rows_is_no_enum() -> None:
    """A header of other words promises no values, in any form."""
    page = b"<html><body><div id='content'><table><tr><th>Level</th><th>Bays</th></tr></table></div></body></html>"
    assert "W013" not in {one.code for one in read_page("page.html", page).found}
