"""Tests of the words of docstrings: what a page says, as far as it makes sense in an editor."""

from dataclasses import replace

import pytest

from generator.docstrings import document, lead, notes
from generator.escaping import Words
from generator.meanings import FEW, brief, default_of, meaning, sentences
from generator.plan import Argument, EnumClass, EnumMember, Method, MethodError, Operation
from generator.pointers import in_python, unpointed
from generator.spec import Auth, Endpoint, Field, Items, Origin, Source

ORIGIN = Origin(page="page.txt", line=1, rule="field-row")
KIND = EnumClass(
    name="Kind",
    base="IntEnum",
    doc=Words(""),
    members=(
        EnumMember(name="BUOY", value="1", doc=Words("")),
        EnumMember(name="QUAY_SIDE", value="2", doc=Words("Quay/Side.")),
        EnumMember(name="FLOAT", value="1", doc=Words("Deprecated: use `BUOY`.")),
    ),
)


def field(name: str = "Kind", kind: str = "integer", **more: object) -> Field:
    """A documented member."""
    return Field.model_validate({"name": name, "type": kind, "origin": ORIGIN, **more})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("The kind. See eKind enum above.", "The kind."), ("See eKind enum above..", ""), ("See `eKind?` enum above.", "")),
        *(("The kind. See the table below for its values. It may change.", "The kind. It may change."),),
        *(("The kind (see the list above), as a number.", "The kind, as a number."), ("See eKind enum.", "")),
        *(("See `eKind` enum values: 1 = Buoy, 2 = Pontoon.", "Values: 1 = Buoy, 2 = Pontoon."),),
        *(("Please refer to the section Codes.v2 above. Digits only.", "Digits only."),),
        # What points at no place of the page.
        *((text, text) for text in ("See that it stays below 10.", "The name that others see.")),
        *((text, text) for text in ("See Get one Lantern.", "Temperatures above zero count.")),
    ],
)  # fmt: skip
def test_what_points_at_a_place_of_the_page_goes(text: str, expected: str) -> None:
    """Sentences and brackets that point at a place go, whatever they name; comparisons and other pages stay."""
    assert unpointed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Not before ValidFrom.", "Not before `valid_from`."),
        ("The date of ValidFrom/valid_To counts.", "The date of `valid_from`/`valid_to` counts."),
        ("Used with `ValidFrom`", "Used with `valid_from`"),
        *((text, text) for text in ("https://x.example/ValidFrom", "a?ValidFrom=1", "ValidFromThen", "Size counts.", "x.ValidFrom")),
    ],
)  # fmt: skip
def test_members_are_called_as_in_python(text: str, expected: str) -> None:
    """A name of several words that stands for a member is told in Python; addresses, other names and plain words stay."""
    assert in_python(text, {"ValidFrom": "valid_from", "valid_To": "valid_to", "Size": "size"}) == expected


def test_an_enum_is_named_with_its_members() -> None:
    """The class, each value once, what a name does not say, and no reference to a table."""
    told = meaning(field(description="What it is. See eKind enum above."), KIND, {})
    assert told == "What it is. One of `Kind`: BUOY (1), QUAY_SIDE (2: Quay/Side)."
    several = field(
        kind="array", items=Items(type="integer", enum="eKind"), description="See `eKind` enum values: 1 = Buoy."
    )
    assert meaning(several, KIND, {}) == "Each is one of `Kind`: BUOY (1), QUAY_SIDE (2: Quay/Side)."


def test_words_without_a_stop_get_one() -> None:
    """A description that ends without a stop does not run into what is said of its enum."""
    assert meaning(field(description="What it is"), KIND, {}).startswith("What it is. One of `Kind`: ")
    assert sentences("Which one?", "", "Or two") == "Which one? Or two"


def test_a_long_enum_is_only_named() -> None:
    """Many members stand in the class alone."""
    members = tuple(EnumMember(name=f"N{n}", value=str(n), doc=Words("")) for n in range(FEW + 1))
    assert meaning(field(), replace(KIND, members=members), {}) == "One of `Kind`."


@pytest.mark.parametrize(
    ("one", "enum", "expected"),
    [
        (field(kind="boolean", default=True), None, "True"),
        (field(default=2), KIND, "Kind.QUAY_SIDE"),
        (field(kind="string", default="a"), None, '"a"'),
        (field(default=2, description="How many. Default is 2."), None, ""),
        (field(kind="array", default=[1]), None, ""),
        (field(kind="string", default="x" * 50), None, ""),
        (field(), None, ""),
    ],
)
def test_documented_defaults(one: Field, enum: EnumClass | None, expected: str) -> None:
    """As source; the description that tells it says enough, and what is long or a list stands on the page."""
    assert default_of(one, enum) == expected


def test_deprecated_members_say_so() -> None:
    """First of all."""
    assert meaning(field(description="Old.", deprecated=True), None, {}) == "Deprecated. Old."


@pytest.mark.parametrize("text", ["short", "One. " * 300, "word " * 300, "x" * 2000])
def test_long_words_are_cut(text: str) -> None:
    """Behind a sentence if there is one, and never longer than a tooltip shows."""
    assert len(brief(text, 100)) <= 104
    assert text.startswith(brief(text, 100).removesuffix(" ..."))


def argument(name: str, annotation: str, doc: str = "What it is.", **more: object) -> Argument:
    """An argument of a body that may be left out."""
    return replace(
        Argument(name=name, annotation=annotation, default="MISSING", wire=Words(name), doc=Words(doc), place="body"),
        **more,  # type: ignore[arg-type]
    )


def test_what_types_take_is_said_once() -> None:
    """A sentence for each kind of type, whatever the number of arguments; a time of day says nothing of dates."""
    both = [
        argument("a", "dt.datetime | str | MISSING"),
        argument("b", "dt.datetime | str"),
        argument("c", "dt.date | str"),
    ]
    assert len(list(notes(both))) == 2
    (only,) = notes([argument("a", "dt.time | dt.datetime | str")])
    assert "time of day" in only
    assert list(notes([argument("a", "int | str")])) == []


def test_a_docstring_has_its_sections() -> None:
    """What it does, arguments with defaults, what it gives and raises, and the page, in this order; no section is empty."""
    method = Method(
        name="prolong",
        operation=Operation(constant="_X", address=Words("Book.prolong"), options=()),
        result="Book",
        async_result="Book",
        returns="Book",
        title=Words("Prolong"),
        lead=Words("Prolongs a loan."),
        gives=Words("`Book`."),
        errors=(MethodError(name="NotFoundError", doc=Words("Status 404.")),),
        positional=(),
        keyword=(
            argument("days", "int | MISSING", otherwise=Words("7")),
            argument("until", "dt.date | str | MISSING", ""),
        ),
        body=True,
        http_method=Words("POST"),
        path=Words("/x"),
        source=Words("https://docs.example/x"),
        example=(),
    )
    assert document(method).text.split("\n") == [
        *("Prolongs a loan.", "", "Args:", "    days: What it is. Default: `7`.", "    until: `until`, without a description.", ""),
        *("A date is a `datetime.date`; a text is sent as it is.", "", "Returns:", "    `Book`.", ""),
        *("Raises:", "    NotFoundError: Status 404.", "", "Documented: https://docs.example/x"),
    ]  # fmt: skip
    bare = replace(method, gives=Words(""), errors=(), keyword=())
    assert document(bare).text == "Prolongs a loan.\n\nDocumented: https://docs.example/x"


def test_a_deprecated_endpoint_says_so() -> None:
    """Before all that it does, and behind its first sentence."""
    endpoint = Endpoint(
        operation="get",
        method="GET",
        path="/x",
        summary="Gets it. See the list above.",
        description="Gets it. All of it.",
        deprecated=True,
        auth=Auth(roles=("X-Read",)),
        source=Source(page="p.txt", form="text", sha256="0" * 64),
        responses=(),
        origin=ORIGIN,
    )
    head, gone, *rest = lead(endpoint).split("\n\n")
    assert (head, gone.split(":")[0], rest) == ("Gets it.", "Deprecated", ["All of it.", "Needs the role `X-Read`."])


@pytest.mark.parametrize(("title", "expected"), [("Retrieve a berth", "Retrieve a berth"), (None, "GET /x")])
def test_an_endpoint_without_words_is_called_by_its_title(title: str | None, expected: str) -> None:
    """A title says more than method and path, which stand for it where there is none."""
    source = Source(page="p.txt", form="text", sha256="0" * 64)
    endpoint = Endpoint(operation="get", method="GET", path="/x", title=title, source=source, responses=())
    assert lead(endpoint) == expected
