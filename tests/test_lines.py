"""Lines are broken where black breaks them, whatever their length, so that formatting has nothing to do."""

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import lines
from generator.escaping import Words, python
from generator.formatting import format_text
from generator.plan import Attribute

names = st.integers(1, 90).map(lambda size: "n" * size)
annotations = st.lists(
    st.sampled_from(["int", "AwareDatetime", "str", "None", "MISSING"]), min_size=1, max_size=9, unique=True
)


def formatted(text: str) -> str:
    """A module as it stands in the tree."""
    return format_text("x.py", text).decode()


@settings(max_examples=150, deadline=None)
@given(names, annotations, names, st.sampled_from(["", "None", "MISSING"]), st.booleans())
def test_attributes_need_no_formatting(name: str, types: list[str], wire: str, default: str, marked: bool) -> None:
    """An attribute of any length stands as black would have it."""
    marks = ('TimeOfDay("1976-01-01")',) if marked else ()
    one = Attribute(name=name, annotation=" | ".join(types), wire=Words(wire), default=default, metadata=marks)
    text = f"class X:\n{lines.attribute(one, python(wire))}\n"
    assert formatted(text) == text


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(1, 25).map(lambda size: "n" * size), min_size=1, max_size=9, unique=True))
def test_imports_and_mappings_need_no_formatting(found: list[str]) -> None:
    """So does an import of any number of names, and a dictionary in a call."""
    table = lines.mapping([(python(one), f"({python(one)},)") for one in found], indent=4, before=len("    lists=,"))
    text = f"{lines.statement('.module', found)}\n\n_EDIT = Edit(\n    read=_GET,\n    lists={table},\n)\n"
    assert formatted(text) == text
