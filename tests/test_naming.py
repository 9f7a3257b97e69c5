"""Tests of names: how words are cut, what is kept free, and who gets a name that several want."""

import builtins
import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from generator import naming
from generator.diagnostics import Diagnostic
from generator.naming import Scope, constant, enum_class, member_names, pascal, plural_words, singular, snake
from generator.spec import Field, Origin


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("MacAddress", "mac_address"), ("mac_address", "mac_address"), ("MAC", "mac"), ("RedirectURL", "redirect_url")),
        *(("URLValue", "url_value"), ("JavaScript", "java_script"), ("Booking_Resource", "booking_resource"), ("a.b[c]", "a_b_c")),
        *(("Address2", "address2"), ("2ndLine", "x_2_nd_line"), ("iPhone6S", "i_phone6_s"), ("élan", "elan"), ("日本", "unnamed")),
        *(("", "unnamed"), ("__class__", "class"), ("x" * 200, "x" * 80), ("eGender", "e_gender")),
    ],
)  # fmt: skip
def test_words_make_snake_case(name: str, expected: str) -> None:
    """A name of the API is cut at capitals, digits and whatever is no letter."""
    assert snake(name) == expected


def test_other_styles() -> None:
    """Classes, constants and enums have the styles of their places, and none begins with a digit."""
    assert (pascal("mac_address"), pascal("1st"), pascal("")) == ("MacAddress", "X1St", "Unnamed")
    assert (constant("Under way"), constant("24 hours"), constant("…")) == ("UNDER_WAY", "VALUE_24_HOURS", "UNNAMED")
    assert (enum_class("eGender"), enum_class("DayOfWeek"), enum_class("email")) == ("Gender", "DayOfWeek", "Email")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("TimeSlots", "TimeSlot"), ("Categories", "Category"), ("Addresses", "Address"), ("Boxes", "Box"), ("Status", "Status")),
        *(("Branches", "Branch"), ("Address", "Address"), ("Data", "Data"), ("Analysis", "Analysis"), ("S", "S")),
    ],
)  # fmt: skip
def test_singular(name: str, expected: str) -> None:
    """The class of an item is called after its list, without the plural."""
    assert singular(name) == expected


@pytest.mark.parametrize(
    ("entity", "collection", "expected"),
    [
        *(("AccessToken", "accesstokens", "access_tokens"), ("TimePassTimeSlot", "timepasstimeslots", "time_pass_time_slots")),
        *(("Category", "categories", "categories"), ("Staff", "staff", "staff"), ("Person", "people", "people")),
        *(("FloorPlanDesk", "floorplandesks", "floor_plan_desks"), ("X", "", "resources")),
    ],
)  # fmt: skip
def test_collections_are_spelt_by_their_entities(entity: str, collection: str, expected: str) -> None:
    """The words come from the entity, the plural from the path."""
    assert "_".join(plural_words(entity, collection)) == expected


def test_the_first_comer_has_the_name() -> None:
    """A later one gets a number, and that is reported with page and line."""
    found: list[Diagnostic] = []
    scope = Scope(reserved=frozenset({"copy"}), found=found)
    origin = Origin(page="p.txt", line=7, rule="field-row")
    assert [
        scope.take(snake(name), name, origin) for name in ("MacAddress", "mac-address", "Copy", "class", "Class")
    ] == [*("mac_address", "mac_address_2", "copy_", "class_", "class_2")]
    assert [(one.code, one.page, one.line) for one in found] == [("W080", "p.txt", 7)] * 2


def test_what_stands_instead_is_tried_first() -> None:
    """A name that tells two things apart is better than a number."""
    scope = Scope(reserved=frozenset(), found=[])
    assert [scope.take("id", name, instead="body_id") for name in ("id", "Id", "ID")] == ["id", "body_id", "body_id_2"]


def field(name: str) -> Field:
    """A field with a name."""
    return Field(name=name, type="string", origin=Origin(page="p", line=1, rule="field-row"))


@given(
    st.lists(
        st.sampled_from(["a", "A", "a_2", "A2", "a2", "copy", "Copy", "copy_", "class", "_", "日", "self"]), unique=True
    )
)
def test_no_attribute_has_the_name_of_another_on_the_wire(names: list[str]) -> None:
    """Members may be given by either name, so a Python name never means two members."""
    attributes = member_names([field(name) for name in names], [])
    assert len(set(attributes)) == len(names)
    assert all(attribute not in set(names) - {name} for attribute, name in zip(attributes, names, strict=True))


@given(st.text(max_size=40))
def test_every_text_makes_an_identifier(text: str) -> None:
    """Whatever a page says: an ASCII identifier that is no keyword."""
    for style in (snake, pascal, constant):
        name = Scope(reserved=naming.MODEL_NAMES, found=[]).take(style(text), text)
        assert name.isascii()
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")
        assert name not in naming.MODEL_NAMES


def test_the_lists_hold_what_is_installed() -> None:
    """The names that are written out are those of pydantic and of Python, whatever their version."""
    assert {name for name in dir(BaseModel) if not name.startswith("_")} <= naming.MODEL_NAMES
    assert set(naming.BUILTIN_CLASSES) <= set(dir(builtins)) | {"False", "None", "True"}
