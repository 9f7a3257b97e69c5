"""The answers' models: tolerant in, unchanged out."""

import copy
import datetime as dt
import json
import pickle
import threading
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from templates.python.runtime.models import Model
from tests.runtime.sample.access_rules import AccessRule, TimeSlot, TimeSlotInput
from tests.runtime.sample.shared import DayOfWeek, ErrorRow


def pickled(model: "Everything") -> "Everything":
    """The model, through a pickle and back."""
    copied = pickle.loads(pickle.dumps(model))
    assert isinstance(copied, Everything)
    return copied


class Colour(StrEnum):
    """An enum of texts."""

    RED = "red"


class Everything(Model):
    """A field of each type that a generated model may have."""

    number: Annotated[int, Field(alias="Number")]
    price: Annotated[float | None, Field(alias="Price")] = None
    flag: Annotated[bool | None, Field(alias="Flag")] = None
    text: Annotated[str | None, Field(alias="Text")] = None
    day: Annotated[DayOfWeek | int | None, Field(alias="Day")] = None
    days: Annotated[list[DayOfWeek | int] | None, Field(alias="Days")] = None
    colour: Annotated[Colour | str | None, Field(alias="Colour")] = None
    moment: Annotated[datetime | str | None, Field(alias="Moment")] = None
    moments: Annotated[list[datetime | str] | None, Field(alias="Moments")] = None
    date: Annotated[dt.date | str | None, Field(alias="Date")] = None
    time: Annotated[dt.time | str | None, Field(alias="Time")] = None
    uuid: Annotated[UUID | str | None, Field(alias="Uuid")] = None
    labels: Annotated[dict[str, int] | None, Field(alias="Labels")] = None
    anything: Annotated[Any, Field(alias="Anything")] = None
    child: Annotated["Everything | None", Field(alias="Child")] = None
    children: Annotated[list["Everything"] | None, Field(alias="Children")] = None


def test_known_values_are_typed() -> None:
    """Values that fit are read as their documented types, at every depth."""
    rule = AccessRule.from_wire(
        {
            "Id": 1,
            "UniqueId": "9f0c3a52-6c0a-4f0e-8d28-0b6a0c9f4d11",
            "ValidFrom": "2025-01-15T10:30:00Z",
            "ValidDay": "2025-01-15",
            "Price": 2,
            "Days": [1, 9],
            "TimeSlots": [{"DayOfWeek": 2}],
            "Parent": {"Id": 2, "Days": [0]},
        }
    )
    assert rule.unique_id == UUID("9f0c3a52-6c0a-4f0e-8d28-0b6a0c9f4d11")
    assert rule.valid_from == datetime(2025, 1, 15, 10, 30, tzinfo=UTC)
    assert rule.valid_day == date(2025, 1, 15)
    assert rule.price == 2.0
    assert rule.days is not None and rule.days[0] is DayOfWeek.MONDAY
    assert rule.time_slots is not None and rule.time_slots[0].day_of_week is DayOfWeek.TUESDAY
    assert rule.parent is not None and rule.parent.days is not None and rule.parent.days[0] is DayOfWeek.SUNDAY


def test_unknown_enum_values_stay_plain() -> None:
    """A value that the enum does not know stays the number or text that it is."""
    model = Everything.from_wire({"Day": 9, "Days": [9], "Colour": "mauve"})
    assert (type(model.day), model.day) == (int, 9)
    assert model.days is not None and type(model.days[0]) is int
    assert type(model.colour) is str
    assert Everything.from_wire({"Colour": "red"}).colour is Colour.RED


@pytest.mark.parametrize(
    "wire",
    [
        {"Number": "12", "Price": "free", "Flag": "yes", "Text": 5},
        {"Number": True, "Flag": 1, "Day": True, "Colour": 7},
        {"Number": 1.5, "Day": "1", "Days": {"a": 1}, "Labels": {"a": "b", "c": 1}},
        {"Moment": "20250115", "Date": "2025-01-15T00:00:00", "Time": "noon", "Uuid": "none"},
        {"Moment": 1736937000, "Date": 1736937000, "Time": 60, "Uuid": 5},
        {"Child": [], "Children": {"Number": 1}, "Anything": {"deep": [None]}},
        {"Price": 10**400, "Moments": ["2025-01-15T10:30:00Z", None, 5]},
    ],
)
def test_values_that_do_not_fit_are_kept(wire: dict[str, Any]) -> None:
    """A value that does not fit its annotation is the raw value, and goes back as it came."""
    model = Everything.from_wire(wire)
    assert json.dumps(model.to_wire()) == json.dumps(wire)
    for key, value in wire.items():
        if not isinstance(value, (dict, list)):
            assert getattr(model, key.lower()) == value
            assert type(getattr(model, key.lower())) is type(value)


def test_a_wrong_item_does_not_spoil_its_neighbours() -> None:
    """Items of a list that fit are read although another does not."""
    wire = {"Children": [{"Number": 1}, "junk", None, {"Number": "x"}], "Days": ["x", 1]}
    model = Everything.from_wire(wire)
    assert model.children is not None and model.days is not None
    assert [type(item) for item in model.children] == [Everything, str, type(None), Everything]
    assert model.days[1] is DayOfWeek.MONDAY
    assert model.to_wire() == wire


def test_absent_and_null_fields() -> None:
    """Absent fields, required ones too, read as their default and do not go back; null goes back as null."""
    assert Everything.model_fields["number"].is_required()
    absent = Everything.from_wire({})
    assert absent.number is None
    assert absent.model_fields_set == set()
    assert absent.to_wire() == {}
    null = Everything.from_wire({"Number": None, "Text": None})
    assert null.number is None
    assert null.to_wire() == {"Number": None, "Text": None}


def test_unknown_fields_survive_in_their_place() -> None:
    """Unknown fields are kept and go back, in the order in which all fields came."""
    wire = {"Zeta": {"a": ["2025-01-15T10:30:00.0000000"]}, "Number": 1, "model_config": 2, "__dict__": 3, "_wire": 4}
    model = Everything.from_wire(wire)
    assert model.model_extra is not None and model.model_extra["Zeta"] == wire["Zeta"]
    assert json.dumps(model.to_wire()) == json.dumps(wire)


def test_unknown_key_named_like_a_python_field() -> None:
    """A wire key that happens to be the Python name of another field is an unknown field."""
    wire = {"number": 1, "Number": 2}
    model = Everything.from_wire(wire)
    assert model.number == 2
    assert model.to_wire() == wire
    assert Everything.from_wire({"number": None}).to_wire() == {"number": None}
    lonely = Everything.from_wire({"number": 1})
    assert lonely.number is None
    lonely.number = 3
    assert lonely.to_wire() == {"number": 1, "Number": 3}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("Moment", "2025-01-15T10:30:00.1234567"),
        ("Moment", "2025-01-15T10:30:00.000Z"),
        ("Moment", "2025-01-15T10:30:00+00:00"),
        ("Moment", "2025-01-15T12:30:00+02:00"),
        ("Moment", "2025-01-15 10:30:00"),
        ("Moment", "0001-01-01T00:00:00+14:00"),
        ("Time", "09:30"),
        ("Time", "09:30:00Z"),
        ("Uuid", "9F0C3A526C0A4F0E8D280B6A0C9F4D11"),
    ],
)
def test_parsed_texts_go_back_as_they_came(key: str, text: str) -> None:
    """A date, time or UUID is parsed, but goes back as exactly the text that came."""
    model = Everything.from_wire({key: text, "Moments": [text], "Children": [{key: text}]})
    assert not isinstance(getattr(model, key.lower()), str)
    assert model.to_wire() == {key: text, "Moments": [text], "Children": [{key: text}]}


def test_changed_attributes_win() -> None:
    """What was changed since goes out in its canonical form, the rest as it came."""
    wire = {"Moment": "2025-01-15T10:30:00.0000000", "Moments": ["2025-01-15T10:30:00.0", "x"], "Day": 1, "New": 1}
    model = Everything.from_wire(wire)
    model.moment = datetime(2025, 2, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    assert model.moments is not None
    model.moments[1] = datetime(2025, 2, 1)
    model.day = DayOfWeek.TUESDAY
    model.uuid = UUID(int=1)
    model.child = Everything(number=5, date=date(2025, 1, 2), time=time(9, 30, tzinfo=UTC))
    assert model.to_wire() == {
        "Moment": "2025-02-01T10:00:00Z",
        "Moments": ["2025-01-15T10:30:00.0", "2025-02-01T00:00:00"],
        "Day": 2,
        "New": 1,
        "Uuid": "00000000-0000-0000-0000-000000000001",
        "Child": {"Number": 5, "Date": "2025-01-02", "Time": "09:30:00Z"},
    }


def test_numbers_keep_their_form() -> None:
    """A whole number in a field of floats goes back as a whole number."""
    assert json.dumps(Everything.from_wire({"Price": 1}).to_wire()) == '{"Price": 1}'
    assert json.dumps(Everything.from_wire({"Price": 1.0}).to_wire()) == '{"Price": 1.0}'


def test_python_names_build_answers_too() -> None:
    """A model can be made by Python names, for tests of callers, and goes out by wire names."""
    slot = TimeSlot(day_of_week=DayOfWeek.MONDAY, from_time=datetime(1976, 1, 1, 9, 30, tzinfo=UTC))
    assert slot.to_wire() == {"DayOfWeek": 1, "FromTime": "1976-01-01T09:30:00Z"}
    assert TimeSlot.model_construct(day_of_week=1).model_copy(update={"day_of_week": 2}).to_wire() == {"DayOfWeek": 2}
    assert TimeSlot.model_validate({"day_of_week": 1}) == TimeSlot.from_wire({"DayOfWeek": 1})


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, pickled])
def test_copies_are_equal_and_go_back_unchanged(duplicate: Callable[[Everything], Everything]) -> None:
    """Copies and pickles of a model remember how its values were written."""
    wire = {"Moment": "2025-01-15T10:30:00.0000000", "Other": 1}
    model = Everything.from_wire(wire)
    assert duplicate(model) == model
    assert duplicate(model).to_wire() == wire
    assert model != Everything.from_wire({}) and model != ErrorRow.from_wire({})


def test_pydantic_dumps_without_warnings() -> None:
    """Pydantic's own dumps work for values that did not fit, and warn of nothing."""
    model = Everything.from_wire({"Number": "x", "Day": 9, "Moment": 5, "Child": "junk", "Children": [1]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert model.model_dump(mode="json", exclude_unset=True)["number"] == "x"
        assert json.loads(model.model_dump_json(by_alias=True))["Child"] == "junk"


def test_only_what_is_no_object_is_refused() -> None:
    """An array or a text is no model."""
    refused: tuple[object, ...] = ([], "x", 1, None)
    for data in refused:
        with pytest.raises(ValidationError):
            Everything.from_wire(data)


def test_first_use_by_many_threads() -> None:
    """Models that are built at first use can be used first by several threads at once."""

    class Leaf(Model):
        day: DayOfWeek | int | None = None

    class Root(Model):
        leaves: list[Leaf] | None = None

    results: list[Any] = []

    def read() -> None:
        leaves = Root.from_wire({"leaves": [{"day": 1}]}).leaves
        results.append(leaves[0].day if leaves else None)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [DayOfWeek.MONDAY] * 8


_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(("2025-01-15T10:30:00.1234567", "2025-01-15", "09:30", "red", str(UUID(int=5)), "5", "12:00Z"))
    | st.datetimes().map(datetime.isoformat)
)
_KEYS = st.text() | st.sampled_from(
    [*Everything.model_fields, *(field.alias or "" for field in Everything.model_fields.values())]
)
_VALUES = st.recursive(_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(_KEYS, inner), max_leaves=8)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(_KEYS, _VALUES))
def test_any_object_goes_back_unchanged(wire: dict[str, Any]) -> None:
    """Whatever object a server sends, reading and writing it changes not a byte."""
    text = json.dumps(wire)
    assert json.dumps(Everything.from_wire(json.loads(text)).to_wire()) == text


def test_what_a_record_shows() -> None:
    """A record shows the members that came and are not null, and unknown ones; a request model what was given."""
    rule = AccessRule.from_wire({"Id": 7, "Name": None, "Price": "odd", "More": 1})
    assert repr(rule) == str(rule) == "AccessRule(id=7, price='odd', More=1)"
    assert repr(TimeSlotInput(day_of_week=1, from_time=None)) == "TimeSlotInput(day_of_week=1, from_time=None)"
