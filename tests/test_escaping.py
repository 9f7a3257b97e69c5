"""Tests of escaping: text of a page goes into each language as a text, and comes out of it as the same text."""

import ast
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.escaping import Words, code, docstring, markdown, python, toml
from tests.hostility import NASTY

texts = st.text(st.characters(), max_size=40) | st.sampled_from(NASTY) | st.lists(st.sampled_from(NASTY)).map("".join)


def shown(literal: str) -> bool:
    """Whether a text holds nothing that a reader could not see, or that would change the order of what he sees."""
    return not any((ord(c) < 32 and c != "\n") or c in "\x7f\u2028\u2029\u200b\u202e\u2066\ufeff" for c in literal)


@given(texts)
def test_python_literals(text: str) -> None:
    """A literal is one line, shows what it holds, and is the text."""
    literal = python(Words(text))
    assert "\n" not in literal
    assert shown(literal)
    assert ast.literal_eval(literal) == text


@given(texts, st.sampled_from([0, 4]))
def test_docstrings(text: str, indent: int) -> None:
    """A docstring is one literal, and has the words of the text in their order."""
    literal = docstring(Words(text), indent)
    assert shown(literal)
    (statement,) = ast.parse(f"class X:\n    {literal}").body
    value = ast.get_docstring(statement, clean=False)  # type: ignore[arg-type]
    assert value is not None
    assert value.split() == text.expandtabs(4).split()


def test_long_docstrings_are_wrapped() -> None:
    """No line is longer than 120, further lines are indented, and the closing quotes stand alone."""
    lines = docstring("word " * 60, 4).split("\n")
    assert len(lines) > 2
    assert all(len(line) <= 116 for line in lines)
    assert all(line.startswith("    ") for line in lines[1:])
    assert lines[-1] == '    """'


@given(texts)
def test_toml_strings(text: str) -> None:
    """A basic string on one line that a parser reads back; half a character is replaced."""
    literal = toml(Words(text))
    assert "\n" not in literal
    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert tomllib.loads(f"x = {literal}") == {"x": expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("a | b", r"a \| b"), ("<b>", "&lt;b&gt;"), ("a & b", "a &amp; b"), ("*x*", r"\*x\*"), ("# x", r"\# x"), ("- x", r"\- x")),
        *(("1. x", r"1\. x"), ("12) x", r"12\) x"), ("+1", r"\+1"), ("a\nb", "a b"), ("`x`", "`x`"), ("[x](y)", r"\[x\](y)")),
        *(("``x``", r"\`\`x\`\`"), ("`a b`", r"\`a b\`"), ("`<b>`", r"\`&lt;b&gt;\`"), ("a`b", r"a\`b"), ("``a`", r"\`\`a\`")),
        *(("\\|", r"\\\|"), ("a\x07", "aU+0007"), ("_x_", r"\_x\_"), ("1.5", r"1\.5"), ("x - y", "x - y")),
    ],
)  # fmt: skip
def test_markdown(text: str, expected: str) -> None:
    """Nothing in a text is markup, not at the start of a line and not in a table."""
    assert markdown(Words(text)) == expected


@given(st.text("`a.b/-_ \\<>|*", max_size=20))
def test_markdown_is_text_and_names(text: str) -> None:
    """What a reader of Markdown sees is the text, as words and names in code, and nothing else, however the backticks fall."""
    (inline,) = MarkdownIt().parseInline("x " + markdown(Words(text)))
    children = inline.children or []
    assert {one.type for one in children} <= {"text", "code_inline", "text_special"}
    seen = "".join(f"`{one.content}`" if one.type == "code_inline" else one.content for one in children)
    assert seen.split() == ["x", *text.split()]


def test_code_spans_stand_in_tables() -> None:
    """A bar in a code span would end a cell."""
    assert code("int | None") == r"`int \| None`"


def test_text_of_a_page_cannot_be_printed_without_a_filter() -> None:
    """A template that forgets the filter is a bug, and raises."""
    with pytest.raises(TypeError, match="without an escaping filter"):
        str(Words("x"))
    with pytest.raises(TypeError, match="without an escaping filter"):
        f"{Words('x')}"
    assert not Words("")
