"""Tests of the manifest: written one way, read strictly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.manifest import NAME, Entry, Manifest, digest, dump, load, owned

ONE, TWO = digest(b"1"), digest(b"2")
MANIFEST = Manifest(
    black="26.10.1",
    templates=TWO,
    files={"b/é.py": Entry(rendered=ONE, formatted=TWO), "a.py": Entry(rendered=TWO, formatted=TWO)},
)


def changed(**keys: object) -> bytes:
    """The manifest as bytes, some of its keys replaced."""
    return json.dumps({**json.loads(dump(MANIFEST)), **keys}).encode()


def test_it_is_written_canonically() -> None:
    """Keys are sorted, two spaces indent, and a newline ends it."""
    text = dump(MANIFEST).decode()
    assert text.startswith(f'{{\n  "black": "26.10.1",\n  "files": {{\n    "a.py": {{\n      "formatted": "{TWO}",\n')
    assert text.endswith(f'    }}\n  }},\n  "templates": "{TWO}",\n  "version": 1\n}}\n')
    assert "b/é.py" in text


def test_it_comes_back_as_it_was() -> None:
    """What is written is read back equal, whatever the order of its files was."""
    again = load(dump(MANIFEST))
    assert again is not None
    assert again == MANIFEST
    assert dump(again) == dump(MANIFEST)


def test_it_owns_itself() -> None:
    """The manifest is among the owned files although it does not list itself."""
    assert owned(MANIFEST) == {"a.py", "b/é.py", NAME}


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"null", b"[]", b"{}", b"\xff", b"<<<<<<< HEAD\n" + dump(MANIFEST), dump(MANIFEST) * 2, b"[" * 100_000),
        *(changed(version=2), changed(version=None), changed(black=1), changed(templates=None), changed(more=1)),
        *(changed(files=[]), changed(files={"a": None}), changed(files={"a": {"rendered": ONE}})),
        changed(files={"../a": {"rendered": ONE, "formatted": ONE}}),
        changed(files={NAME: {"rendered": ONE, "formatted": ONE}}),
        changed(files={"a": {"rendered": ONE, "formatted": ONE.upper()}}),
        changed(files={"a": {"rendered": ONE, "formatted": ONE + "\n"}}),
        changed(files={"a": {"rendered": ONE, "formatted": ONE, "more": 1}}),
        dump(MANIFEST).replace(b'"a.py"', '"b/é.py"'.encode()),
    ],
)
def test_a_malformed_manifest_counts_as_none(content: bytes) -> None:
    """Whatever is not a whole manifest of this version, with safe paths and digests, is no manifest."""
    assert load(content) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["files", "black", "version"]), inner),
)


@given(st.binary() | json_values.map(lambda value: json.dumps(value).encode()))
def test_reading_never_raises(content: bytes) -> None:
    """Any bytes at all give a manifest or none."""
    assert load(content) is None
