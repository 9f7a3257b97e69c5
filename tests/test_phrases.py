"""Documented words become the types, references and roles that they state, and nothing else becomes one."""

import pytest

from generator.phrases import (
    DocumentedType,
    date_part_of,
    inline_values,
    lifetime_of,
    null_by_words,
    read_type,
    roles_in,
    schemes_in,
)
from generator.spec import Items

READ = {
    "string": DocumentedType(type="string"),
    " Integer ": DocumentedType(type="integer"),
    "int64": DocumentedType(type="integer", format="int64"),
    "decimal": DocumentedType(type="number"),
    "bool": DocumentedType(type="boolean"),
    "any": DocumentedType(type="any"),
    "file": DocumentedType(type="file", format="binary"),
    "date": DocumentedType(type="string", format="date"),
    "guid": DocumentedType(type="string", format="uuid"),
    "integer[]": DocumentedType(type="array", items=Items(type="integer")),
    "object[]": DocumentedType(type="array", items=Items(type="object")),
    "string[][]": DocumentedType(type="array", items=Items(type="array")),
    "array<string>": DocumentedType(type="array", items=Items(type="string")),
    "list[int32]": DocumentedType(type="array", items=Items(type="integer", format="int32")),
    "Slot[]": DocumentedType(type="array"),
    "Array<Slot>": DocumentedType(type="array"),
    "Slot": None,
    "List of Slots": None,
    "array of strings": DocumentedType(type="array", items=Items(type="string")),
    "enum<string>": DocumentedType(type="string"),
    "string (date-time)": DocumentedType(type="string", format="date-time"),
    "string<uuid>": DocumentedType(type="string", format="uuid"),
    "string (of some kind)": None,
    "string (colour)": DocumentedType(type="string"),
    "integer?": DocumentedType(type="integer", nullable=True),
    "string | null": DocumentedType(type="string", nullable=True),
    "string or null": DocumentedType(type="string", nullable=True),
    "string | header": DocumentedType(type="string", location="header"),
    "string | integer": DocumentedType(type="any"),
    "integer/int32": DocumentedType(type="integer"),
    "strings": None,
    "Name.": None,
    "A string of pearls": None,
    "": None,
    "pair": None,
    "pair[]": None,
    "string | nowhere": None,
    "x" * 200: None,
    "a" + "-or" * 25 + "!": None,
    "?" * 79: None,
    "x|null" * 13: None,
}


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=[text[:30] for text in READ])
def test_read_type(text: str, expected: DocumentedType | None) -> None:
    """A type's words give its type, format, items, nullability and place; other words give nothing."""
    assert read_type(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("null on success.", True),
        ("Owner, or null when for rent.", True),
        ("Null means no limit.", True),
        ("A nullable thing.", False),
        ("The null island.", False),
        (None, False),
    ],
)
def test_null_by_words(words: str | None, expected: bool) -> None:
    """A field may be null where its description says so."""
    assert bool(null_by_words(words)) is expected


def test_roles_and_schemes() -> None:
    """Roles are the tokens before the word, schemes the known words, denied ones excepted."""
    words = "Needs OAuth2 with a bearer token. Have the Desk-List or the Desk-Read role. No role-play role. Basic auth works."
    assert roles_in(words) == ("Desk-Read", "role-play")
    assert schemes_in(words) == ("oauth2", "bearer", "basic")
    assert schemes_in("No bearer token is needed.") == ()
    assert schemes_in("No authentication required.") == ("none",)


def test_date_part_of() -> None:
    """A constant date is that of the names which the sentence lists."""
    words = "The year, month and day component of From/To is always 1976-01-01."
    assert date_part_of("From", words) == date_part_of("To", words) == "1976-01-01"
    assert date_part_of("Until", words) is None
    assert date_part_of("From", None) is None


def test_inline_values() -> None:
    """Values that a description lists are read in order, each once."""
    assert inline_values("See `eX` enum values: 0 = None, 1 = Dry berth; -2 = Low. More = less.") == (
        ("0", "None"),
        ("1", "Dry berth"),
        ("-2", "Low"),
    )
    assert inline_values("See eX enum above: 2 = two.") == ()


@pytest.mark.parametrize(
    ("description", "when"),
    [
        ("Create-only: the kind of animal.", "create"),
        ("Can only be set when the animal is created.", "create"),
        ("Used only on creation.", "create"),
        ("Can only be told when the lease is made; later changes are ignored.", "create"),
        ("The species. It cannot be changed afterwards.", "create"),
        ("The keeper; ignored on update.", "create"),
        ("Update only. Why it was moved.", "update"),
        ("Only used when the record is updated.", "update"),
        ("When true, only keepers who were added today are told.", None),
        ("The day on which it was made.", None),
        ("Changes are written to the log.", None),
        (None, None),
    ],
)
def test_lifetimes(description: str | None, when: str | None) -> None:
    """A description tells when a member counts only in one kind of body; other sentences with such words do not."""
    assert lifetime_of(description) == when
