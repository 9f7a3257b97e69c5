"""JSON and curl samples are read with the line of every key, and what is neither says why and where."""

import json
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.samples import (
    CommandEnds,
    NotJson,
    end_of_command,
    end_of_json,
    json_ends,
    parse_curl,
    parse_json,
    split_words,
)

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(PLAIN, st.sampled_from([None, 1, "\t"]))
def test_json_is_read_as_the_standard_library_does(value: object, indent: int | str | None) -> None:
    """What json writes is read back alike."""
    assert parse_json(json.dumps(value, indent=indent), 1).plain() == value


def test_json_knows_lines() -> None:
    """Each key and value knows its line of the page."""
    node = parse_json('{\n "a": [\n  1,\n  {"b": null}\n ]\n}', 10)
    assert node.members is not None and node.line == 10
    ((name, line, array),) = node.members
    assert (name, line, array.line) == ("a", 11, 11)
    assert array.items is not None and [item.line for item in array.items] == [12, 13]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{", 5),
        ('{"a" 1}', 5),
        ('{\n"a": }', 6),
        ("[1,\n2,\n]", 7),
        ('{"a": tru}', 5),
        ('"open', 5),
        ("{} {}", 5),
        ("1e999", 5),
        ("[" * 100, 5),
        ("", 5),
    ],
)
def test_what_is_no_json(text: str, line: int) -> None:
    """A text that is no JSON is refused with the line at which it stops being one."""
    with pytest.raises(NotJson) as caught:
        parse_json(text, 5)
    assert caught.value.line == line and caught.value.reason


@pytest.mark.parametrize(
    ("lines", "end", "closed"),
    [
        (["{", "}", "x"], 2, True),
        (["{}", "x"], 1, True),
        (["[", '  "]", {', "  }", "]", "x"], 4, True),
        (['{ "a": "}" ', "}"], 2, True),
        (["{", "x", "", "}"], 4, True),
        (["{", "x", "", "y"], 2, False),
        (["{"], 1, False),
    ],
)
def test_end_of_json(lines: list[str], end: int, closed: bool) -> None:
    """A JSON sample ends where its brackets close, an open one at the first blank line."""
    assert end_of_json(lines, 0) == (end, closed)


@given(st.lists(st.sampled_from(["{", "}", "[", "]", "{}", "x", "", '"{"', "}{"]), max_size=12))
def test_all_ends_are_those_of_a_simple_count(lines: list[str]) -> None:
    """The one pass over all lines gives what counting from each line gives."""
    for start, end in enumerate(json_ends(lines)):
        depth, simple = 0, 0
        for index in range(start, len(lines)):
            line = lines[index].replace('"{"', "")
            depth += line.count("{") + line.count("[") - line.count("}") - line.count("]")
            if depth <= 0:
                simple = index + 1
                break
        assert end == simple


@pytest.mark.parametrize(
    ("lines", "end", "closed"),
    [
        (["curl x", "y"], 1, True),
        (["curl \\", "  x", "y"], 2, True),
        (["curl -d '{", "", '"it"', "}'", "y"], 4, True),
        (['curl -d "it\'s"', "y"], 1, True),
        (["curl x \\", "", "y"], 1, True),
        (["curl x \\"], 1, False),
        (["curl x \\", "", ""], 1, False),
        (["curl 'x", "y", "", "z"], 2, False),
    ],
)
def test_end_of_command(lines: list[str], end: int, closed: bool) -> None:
    """A command ends where its quotes and continuations do; one that the page cuts off is open."""
    assert end_of_command(lines, 0) == (end, closed)


@given(st.lists(st.sampled_from(["'", '"', "\\", "x", "", "it's", '\\"', "x \\"]), max_size=10))
def test_remembered_ends_are_the_same(lines: list[str]) -> None:
    """Asking for many lines of one page gives what asking for each alone gives."""
    shared = CommandEnds(lines)
    assert [shared.end(at) for at in range(len(lines))] == [CommandEnds(lines).end(at) for at in range(len(lines))]


def test_parse_curl() -> None:
    """Method, address, headers and body of a command are read, and the line at which the body starts."""
    text = "curl -X PUT \\\n  \"https://x/y?a=b\" \\\n  -H 'Content-Type: application/json' \\\n  -d '{\n  \"a\": 1\n}'"
    curl = parse_curl(text, 20)
    assert curl is not None
    assert (curl.method, curl.url, curl.body, curl.body_line) == ("PUT", "https://x/y?a=b", '{\n  "a": 1\n}', 23)
    assert curl.headers == (("Content-Type", "application/json"),)


@pytest.mark.parametrize(
    ("text", "method", "url"),
    [
        ("curl https://x", "GET", "https://x"),
        ("curl https://x -d a=b", "POST", "https://x"),
        ("curl -G https://x -d a=b", "GET", "https://x"),
        ("curl --request=delete --url=https://x", "DELETE", "https://x"),
        ("curl", "GET", None),
        ("curl -X", "", None),
    ],
)
def test_method_of_curl(text: str, method: str, url: str | None) -> None:
    """A command without a method is what curl itself would send."""
    curl = parse_curl(text, 1)
    assert curl is not None and (curl.method, curl.url) == (method or "GET", url)


@given(st.text(alphabet="a\u00a0b'\"\\ \n\t$é", max_size=30))
def test_words_are_those_of_shlex(text: str) -> None:
    """Words are split as the standard library does, without its cost."""
    try:
        assert split_words(text) == shlex.split(text)
    except ValueError:
        assert split_words(text) is None


def test_curl_with_an_open_quote() -> None:
    """A command that a shell would refuse gives nothing."""
    assert parse_curl("curl 'x", 1) is None
