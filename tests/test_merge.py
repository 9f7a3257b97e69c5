"""Two captures of one endpoint become one, fact by fact."""

from generator.merge import merge_endpoints
from generator.spec import Auth, Field, Response
from tests.test_enums import row, update


def test_first_counts_and_second_fills_gaps() -> None:
    """What only one capture says is kept, with its origin; what both say differently is the first's, and reported at the second's line."""
    one = update(row("A", "One."), page="a.txt").model_copy(update={"title": "T", "auth": Auth(roles=("X-Edit",))})
    more = row("A", "Two.", line=9, page="b.txt").model_copy(update={"format": "int64"})
    two = update(more, row("B", "New."), page="b.txt").model_copy(
        update={"title": "U", "summary": "S", "auth": Auth(roles=("Y-Edit",), schemes=("bearer",))}
    )
    merged, found = merge_endpoints(one, two)
    assert (merged.title, merged.summary) == ("T", "S")
    assert (merged.auth.roles, merged.auth.schemes) == (("X-Edit", "Y-Edit"), ("bearer",))
    assert merged.request is not None
    assert [(f.name, f.description, f.format) for f in merged.request.fields] == [
        ("A", "One.", "int64"),
        ("B", "New.", None),
    ]
    assert [(d.code, d.page, d.line) for d in found] == [("W051", "b.txt", 1), ("W051", "b.txt", 9)]


def test_children_and_answers_are_merged_too() -> None:
    """Members of an object and answers of one status are merged, others are added."""
    inner, other = row("C", "One."), row("D", "Two.")
    one = update(Field.model_validate({**row("O", "x", "object").model_dump(), "fields": (inner,)}))
    two = update(Field.model_validate({**row("O", "x", "object").model_dump(), "fields": (other,)}), page="b.txt")
    one = one.model_copy(update={"responses": (Response(status=200, fields=(inner,)),)})
    two = two.model_copy(
        update={"responses": (Response(status=200, fields=(other,), example={}), Response(status=400))}
    )
    merged, found = merge_endpoints(one, two)
    assert merged.request is not None
    assert [f.name for f in merged.request.fields[0].fields] == ["C", "D"]
    assert [(r.status, len(r.fields), r.example) for r in merged.responses] == [(200, 2, {}), (400, 0, None)]
    assert found == []
