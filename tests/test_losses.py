"""Tests of losses: what a newer capture of a page lacks is told once and by its address, and what is only different is no loss."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.loss_rules import Known, Loss
from generator.losses import TOLD, losses, signature, texts
from generator.reading import read_pages
from tests import lamps
from tests.docs_site import larger_edits, site
from tests.docs_site.edits import each_row, each_table, without_enums
from tests.docs_site.page import EnumTable, Page
from tests.lamps import cut, page, row, without

Short = set[tuple[str, str]]
Edit = Callable[[Page], Page]


def lost(old: str, new: str, name: str = "lamp.md") -> tuple[Loss, ...]:
    """What one text lost of another."""
    return losses(read_pages(name, old.encode()), read_pages(name, new.encode()))


def short(found: tuple[Loss, ...]) -> Short:
    """Losses by kind and address."""
    return {(one.kind, one.address) for one in found}


BODY = ("## Request Body", "## Response")
ROOM = (row("body", "Room"), "## Response")

#: What is left of the page, and what it lost.
LOST: tuple[tuple[str, str, Short], ...] = (
    ("an optional field", without(row("body", "Colours")), {("field", "update.request.Colours")}),
    ("a required field", without(row("body", "Label")), {("field", "update.request.Label")}),
    ("a field and its members", cut(*ROOM), {("field", "update.request.Room")}),
    (
        "one of two members",
        page(
            ('    <ParamField body="Floor" type="integer">\n      The floor of the room.\n    </ParamField>\n', ""),
        ),
        {("field", "update.request.Room.Floor")},
    ),
    ("all members", cut("  <Expandable", "</ParamField>\n\n## Response"), {("section", "update.request.Room")}),
    ("a mark", page(('"Label" type="string" required', '"Label" type="string"')), {("required", "update.request.Label")}),
    (
        "a mark of a member",
        page(('"Name" type="string" required', '"Name" type="string"')),
        {("required", "update.request.Room.Name")},
    ),
    ("a value", page(("  | 2     | Cold  |\n", "")), {("value", "enum:eLight.2")}),
    ("the name of a value", page(("| 2     | Cold  |", "| 2     | 2     |")), {("value", "enum:eLight.2")}),
    ("an enum", cut("## Enums", "## Query"), {("enum", "enum:eLight")}),
    ("a link", page((" See `eLight` enum above.", ""), ('title="eLight"', 'title="eMood"')), {("link", "update.request.Light")}),
    ("a type", page(('"Label" type="string"', '"Label" type="widget"')), {("type", "update.request.Label")}),
    ("the type of items", page(('"integer[]"', '"array"')), {("type", "update.request.Colours")}),
    ("parameters", cut("## Query", "## Request"), {("section", "update.query")}),
    ("the body", cut(*BODY), {("section", "update.request")}),
    ("an answer", cut("### 400"), {("answer", "update.response.400")}),
    ("the fields of an answer", cut('<ResponseField name="Message"'), {("section", "update.response.400")}),
    ("all answers", cut("## Response"), {("answer", "update.response.200"), ("answer", "update.response.400")}),
    ("the role", page((" or has the **`Lamp-Edit`** role", "")), {("role", "update")}),
    ("the path", page(("PUT /api/home/lamps", "PUT /api/home")), {("path", "update")}),
    ("the method", page(("PUT /api", "POST /api")), {("path", "update")}),
    ("everything", "", {("error", "E001"), ("endpoint", "update")}),
    ("the endpoint", "# We are down\n\nCome back soon.\n", {("error", "E010"), ("endpoint", "update")}),
    ("its soundness", lamps.PAGE + "\n```json\n{\n", {("error", "E014")}),
)  # fmt: skip


@pytest.mark.parametrize(("left", "expected"), [row[1:] for row in LOST], ids=[row[0] for row in LOST])
def test_what_is_missing_is_a_loss(left: str, expected: Short) -> None:
    """Each kind of loss is told, by the address that it had, and nothing beside it."""
    assert short(lost(lamps.PAGE, left)) == expected


def test_descriptions_are_lost_together() -> None:
    """No field of a section has a description any more: one loss; nor any field of the page: one, too."""
    silent = each_row(some("update"), lambda one: replace(one, description=None))
    found = lost(site.render(some("update"), "markdown"), site.render(silent, "markdown"))
    assert [one.address for one in found if one.kind == "descriptions"] == ["update"]
    queries = page(("  Whether the room is told.\n", ""), ("  Why it is changed.\n", ""))
    assert short(lost(lamps.PAGE, queries)) == {("descriptions", "update.query")}
    assert not lost(lamps.PAGE, page(("  Why it is changed.\n", "")))


#: What is different and no loss.
KEPT: tuple[tuple[str, str], ...] = (
    ("nothing", lamps.PAGE),
    ("other words", page(("Changes a lamp.", "Lets a lamp change."), ("The name of the room.", "Its name."))),
    ("another name", page(('"Colours"', '"ColoursKnown"'))),
    ("another name of an enum", page(("eLight", "eLighting"))),
    ("another order", page(("| 1     | Warm  |\n  | 2     | Cold  |", "| 2     | Cold  |\n  | 1     | Warm  |"))),
    ("a new field", page(("## Response\n", f'{row("body", "Watts")} type="integer" required>\n  W.\n</ParamField>\n\n## Response\n'))),
    ("a new mark", page(('"Colours" type="integer[]"', '"Colours" type="integer[]" required'))),
    ("a new value", page(("  | 3     | Moody |\n", "  | 3     | Moody |\n  | 4     | Party |\n"))),
    ("another type", page(('"Label" type="string"', '"Label" type="integer"'))),
    ("lines that nobody understands", page(("## Response\n", "## Lore\n\n| a | b |\n| - | - |\n| c | d |\n\n## Response\n"))),
    ("a deprecated mark", page(('"Colours" type="integer[]"', '"Colours" type="integer[]" deprecated'))),
    ("a build number", lamps.PAGE + '\n<script src="/_next/static/4711.js"></script>\n'),
)  # fmt: skip


@pytest.mark.parametrize("new", [row[1] for row in KEPT], ids=[row[0] for row in KEPT])
def test_what_is_different_is_no_loss(new: str) -> None:
    """Words, names, order, and whatever came besides."""
    assert lost(lamps.PAGE, new) == ()


@pytest.mark.parametrize("new", [row[1] for row in KEPT[1:]] + [lamps.PAGE], ids=[row[0] for row in KEPT])
def test_what_came_is_no_loss(new: str) -> None:
    """A page that was empty can lose nothing."""
    assert lost("", new) == () and lost("# Down\n", new) == ()


def some(kind: str) -> Page:
    """A page of the made site that prints enums."""
    return next(
        one for one in site.pages() if one.kind == kind and any(isinstance(block, EnumTable) for block in one.blocks)
    )


#: Edits of pages of the made site, and the kinds of losses that they are.
EDITS: tuple[tuple[str, Edit, set[str]], ...] = (
    ("no enums", without_enums, {"enum"}),
    ("a value less", each_table(lambda table: replace(table, values=table.values[1:])), {"value"}),
    ("no marks", lambda one: each_row(one, lambda field: replace(field, required=False)), {"required"}),
    ("no children", larger_edits.no_children, set()),
)


@pytest.mark.parametrize("form", site.FORMS)
@pytest.mark.parametrize(("edit", "kinds"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS])
def test_losses_in_every_form(form: str, edit: Edit, kinds: set[str]) -> None:
    """Whatever the form of both captures is, the same is lost."""
    old, new = site.render(some("update"), form), site.render(edit(some("update")), form)
    found = lost(old, new, f"page{site.FORMS[form][0]}")
    assert {one.kind for one in found} - {"path"} == kinds


def test_a_better_form_loses_nothing() -> None:
    """The Markdown of a page stands for its text or its HTML; the other way round members are missing, which the text form cannot say."""
    text, markdown, html = (
        read_pages(f"page{site.FORMS[form][0]}", site.render(some("update"), form).encode())
        for form in ("text", "markdown", "html")
    )
    assert losses(text, markdown) == losses(html, markdown) == losses(markdown, html) == ()
    assert {one.kind for one in losses(markdown, text)} == {"section"}


def test_a_field_that_only_a_sample_shows_has_lost_its_row() -> None:
    """What rows stated and a sample still shows is not lost without a word; its mark is a part of that."""
    old = site.render(some("update"), "text")
    at = old.index("\nId\ninteger\nrequired\n")
    new = old[:at] + old[old.index("\n", at + len("\nId\ninteger\nrequired\n")) :]
    assert [one.kind for one in lost(old, new, "page.txt") if one.address == "update.request.Id"] == ["row"]


def test_a_capture_of_many_pages_is_compared_page_by_page() -> None:
    """Pages are matched by method and path, in whatever order; one that is gone is a loss of that endpoint."""
    pages = {kind: site.render(some(kind), "markdown") for kind in ("update", "create")}
    sources = [f"# {kind}\nSource: https://rails.example/{kind}\n\n{text}\n" for kind, text in pages.items()]
    old = "\n".join(sources)
    assert len(read_pages("llms-full.txt", old.encode())) == 2
    assert lost(old, "\n".join(reversed(sources)), "llms-full.txt") == ()
    found = lost(old, sources[0], "llms-full.txt")
    assert [one.kind for one in found] == ["endpoint"]
    assert "POST" in found[0].words
    less = old.replace("| 2     | BranchLine |\n", "", 1)
    assert {one.kind for one in lost(old, less, "llms-full.txt")} == {"value"}


def test_a_signature_tells_whether_the_same_is_lost() -> None:
    """It does not depend on the rest of the page, nor on numbers in the words of errors, and differs where the losses do."""
    one, same = lost(lamps.PAGE, without(row("body", "Label"))), lost(
        lamps.PAGE, without(row("body", "Label")) + "\nBuild 7.\n"
    )
    other = lost(lamps.PAGE, without(row("body", "Label"), row("body", "Colours")))
    assert signature(one) == signature(same) != signature(other)
    counted = [(Loss(kind="error", address="E003", words=f"error E003 ({size} bytes)"),) for size in (1, 2)]
    assert signature(counted[0]) == signature(counted[1])
    moved = [lost(lamps.PAGE, page(("/api/home/lamps", path))) for path in ("/api/a", "/api/b")]
    assert signature(moved[0]) != signature(moved[1])


def test_hostile_names_are_made_printable_and_cut() -> None:
    """Names of fields are text of the page: no control character comes through, and thousands are counted instead of listed."""
    rows = "".join(f'<ParamField body="N{n}" type="string">\n  \u202eX.\n</ParamField>\n\n' for n in range(300))
    odd = '<ParamField body="a.b\u202e\\"c" type="string">\n  Odd.\n</ParamField>\n\n'
    full = page(
        ("## Response\n", f"## Response\n\n### 500\n\n{rows}{odd}"), ("## Request Body\n", f"## Request Body\n\n{odd}")
    )
    found = lost(full, lamps.PAGE)
    assert found
    assert all(text.isprintable() for text in texts(found))
    many = tuple(Loss(kind="field", address=str(n), words=f"\x1b field {n}") for n in range(500))
    assert len(texts(many)) == TOLD + 1 and texts(many)[-1] == f"{500 - TOLD} more"
    assert all(text.isprintable() for text in texts(many))


def stored_as(*named: tuple[str, str, str | None, str | None]) -> list[Known]:
    """Endpoints of a spec by resource and operation, read from the lamps' page or an address of it, under a path."""
    (one,) = read_pages("lamp.md", lamps.PAGE.encode())
    assert one.endpoint is not None
    return [
        (
            resource,
            one.endpoint.model_copy(
                update={
                    "operation": operation,
                    "source": one.endpoint.source.model_copy(update={"url": url}),
                    "path": path or one.endpoint.path,
                }
            ),
        )
        for resource, operation, url, path in named
    ]


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ([], "update"),
        ([("Lamp", "dim", None, None)], "Lamp.dim"),
        ([("Lamp", "dim", None, "/corrected")], "Lamp.dim"),
        ([("Lamp", "dim", None, None), ("Lamp", "other", None, "/else")], "Lamp.dim"),
        ([("Lamp", "dim", None, None), ("Lamp", "other", None, None)], "update"),
    ],
    ids=["unknown", "known", "path corrected", "one of two", "which of two"],
)
def test_losses_are_told_by_the_addresses_of_the_spec(
    known: list[tuple[str, str, str | None, str | None]], told: str
) -> None:
    """What users know a thing by is told where the spec has the endpoint of the page; the signature is of the page alone."""
    old, new = (read_pages("lamp.md", text.encode()) for text in (lamps.PAGE, without('<ParamField body="Colours"')))
    found = losses(old, new, stored_as(*known))
    assert texts(found) == (f"field `{told}.request.Colours`",)
    assert signature(found) == signature(losses(old, new))
