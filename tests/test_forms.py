"""One page gives one spec, in whatever form it was captured, but for what `KNOWN` says that a form cannot tell."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from generator.reading import read_pages
from tests import captures

#: What is not compared: where a fact was found, and from which file.
PLACES = frozenset({"origin", "facts", "source", "sources"})
#: The form that a difference is due to, the page kinds, the facts that differ, and why.
KNOWN: tuple[tuple[str, str, str, str], ...] = (
    ("text", r".*", r"summary", "a text capture does not keep the line below the title"),
    (
        "text",
        r"batch|list-commands|run-command|older-generation|irregular-(get-one|update)",
        r"title",
        "older text captures have neither title nor header curl",
    ),
    (
        "text",
        r"create|update|delete|run-command|(older|newer)-generation",
        r"responses\.\d+\.fields\.Errors\.fields\.\w+\.type_text",
        "what is folded away stands only in the skeleton, which shows values and no names of types",
    ),
    (
        "text",
        r"nested-answers|portal-list",
        r"responses\.\d+\.fields\.\w+\.fields\..*\.(type_text|description)",
        "what is folded away stands only in samples, which say nothing of it in words",
    ),
    (
        "text",
        r"nested-answers|portal-list",
        r"responses\.\d+\.fields\.(Sheets\.fields\.Number|Records\.fields\.Id)\.type",
        "of a field that only samples show it cannot be told whether a whole number is an integer",
    ),
    ("text", r"irregular-update", r"enums(\..*)?", "the title of a table, and so the name of its enum, is lost"),
    (
        "text",
        r"token|portal-profile",
        r"responses\.400\.description",
        "the cells of a table run together, and the name of an error with what it means",
    ),
    (
        "markdown",
        r"irregular-update|nested-answers",
        r"responses\.200\.fields\.Errors\.(fields|items)(\..*)?",
        "the export has no skeleton, and only there the members of this field are shown",
    ),
)
#: The forms of every kind of page that exists in more than one.
FORMS_OF = {
    kind: tuple(form for form in captures.FORMS if (captures.CASES / form / kind).is_dir())
    for kind in sorted({folder.name for folder in captures.folders("markdown", "html")})
}
PAIRS = [(kind, *pair) for kind, forms in FORMS_OF.items() for pair in combinations(forms, 2)]


def plain(value: object) -> object:
    """A text without the marks of inline code and with single blanks, which forms keep or drop."""
    return " ".join(value.replace("`", "").split()) if isinstance(value, str) else value


def facts(value: object, at: str = "") -> Iterator[tuple[str, object]]:
    """All facts of a spec by their place; members of a list are called by their names, and their order is a fact too."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in PLACES:
                yield from facts(inner, f"{at}.{name}".lstrip("."))
    elif isinstance(value, list):
        names = [
            (each.get("name") or each.get("status") or i) if isinstance(each, dict) else i
            for i, each in enumerate(value)
        ]
        yield at, tuple(names)
        for name, each in zip(names, value, strict=True):
            yield from facts(each, f"{at}.{name}")
    else:
        yield at, plain(value)


def facts_of(form: str, kind: str) -> dict[str, object]:
    """What a case documents, by place."""
    one = captures.capture(captures.CASES / form / kind)
    endpoints, enums, _ = captures.linked(*read_pages(one.page, one.data))
    assert len(endpoints) == 1
    spec = endpoints[0].model_dump(mode="json", by_alias=True)
    return {**dict(facts(spec)), **dict(facts([enum.model_dump(mode="json") for enum in enums], "enums"))}


def differing(kind: str, one: str, other: str) -> list[str]:
    """The places at which two forms of a page differ."""
    left, right = facts_of(one, kind), facts_of(other, kind)
    missing = object()
    return sorted(at for at in left.keys() | right.keys() if left.get(at, missing) != right.get(at, missing))


def reasons(kind: str, at: str, forms: tuple[str, str]) -> set[int]:
    """The rows of `KNOWN` that explain a difference."""
    return {
        number
        for number, (form, kinds, places, _) in enumerate(KNOWN)
        if form in forms and re.fullmatch(kinds, kind) and re.fullmatch(places, at)
    }


def test_every_kind_is_compared() -> None:
    """Each kind of page has a case in Markdown and in HTML."""
    kinds = {"search", "get-one", "batch", "create", "update", "delete", "list-commands", "run-command"}
    kinds |= {"migrated-run-command", "token", "token-refresh", "portal-profile", "portal-list", "nested-answers"}
    kinds |= {f"market-{what}" for what in ("available", "calendar", "search", "book", "book-delete")}
    kinds |= {"older-generation", "newer-generation"}
    assert {kind for kind, one, other in PAIRS if {one, other} == {"markdown", "html"}} >= kinds


@pytest.mark.parametrize(("kind", "one", "other"), PAIRS)
def test_forms_of_a_page_agree(kind: str, one: str, other: str) -> None:
    """Two forms of a page state the same facts, but for those that one of them is known to lose."""
    assert [at for at in differing(kind, one, other) if not reasons(kind, at, (one, other))] == []


def test_every_known_difference_occurs() -> None:
    """A row of `KNOWN` that explains nothing any more is to be taken out."""
    used = {
        row
        for kind, one, other in PAIRS
        for at in differing(kind, one, other)
        for row in reasons(kind, at, (one, other))
    }
    assert [KNOWN[row] for row in range(len(KNOWN)) if row not in used] == []
