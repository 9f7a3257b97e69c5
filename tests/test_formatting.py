"""Tests of formatting: black and the compiler on Python, tidy text otherwise, and no work done twice."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import formatting
from generator.formatting import FormattingError, black_version, format_text, format_tree
from generator.manifest import NAME, Manifest, digest


def nothing(_: str) -> bytes | None:
    """An empty disk."""
    return None


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are formatted, as they are."""
    done: list[str] = []

    def noted(path: str, text: str, original: Callable[[str, str], bytes] = format_text) -> bytes:
        done.append(path)
        return original(path, text)

    monkeypatch.setattr(formatting, "format_text", noted)
    return done


def test_python_is_blackened() -> None:
    """Python comes out as black writes it, with 120 columns and LF."""
    long = f"f({', '.join(['argument'] * 11)})"
    assert format_text("a.py", f"x = {{  'a':1 }}\r\n{long}   \r\n") == f'x = {{"a": 1}}\n{long}\n'.encode()
    assert format_text("a.py", "") == b""


def test_a_stub_is_formatted_as_a_stub() -> None:
    """black's rules for stubs hold for .pyi files."""
    assert format_text("a.pyi", "def f() -> int:\n    ...\n") == b"def f() -> int: ...\n"


@pytest.mark.parametrize(
    ("text", "tidy"),
    [("", ""), ("\n\n", ""), ("a", "a\n"), ("a  \r\nb\t\rc\n\n\n", "a\nb\nc\n"), ("\n a\x0c\n", "\n a\x0c\n")],
)
def test_other_text_is_tidied(text: str, tidy: str) -> None:
    """Lines end in LF without blanks before it, and the text in exactly one."""
    assert format_text("README.md", text) == tidy.encode()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = 2\nc = = 3\nd = 4\n", 3),
        ("def f():\n    return 1\n\n\nreturn 2\n", 5),
        ("x = 1\ny = '\\d'\n", 2),
        ("def f(a, a):\n    pass\n", 1),
        ("def f():\npass\n", 2),
        ("x = 1\ny = '\udc80'\n", None),
        ("x = (\n", None),
    ],
)
def test_text_that_is_no_python_names_its_place(text: str, line: int | None) -> None:
    """What black or the compiler refuses, or warns of, is an error with path, line and the lines around it."""
    with pytest.raises(FormattingError) as caught:
        format_text("src/a.py", text)
    error = caught.value
    assert error.path == "src/a.py"
    if line is not None:
        assert error.line == line
        assert f">{line:5} | {text.splitlines()[line - 1].replace(chr(39), chr(34))}" in error.around.replace("'", '"')
        assert str(error).startswith(f"src/a.py:{line}: ")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_lone_surrogate_in_other_text_is_an_error() -> None:
    """Text that no encoding can hold is refused with its line."""
    with pytest.raises(FormattingError, match=r"a\.md:2: a lone surrogate"):
        format_text("a.md", "a\n\ud800\n")


def test_a_tree_is_formatted_and_listed() -> None:
    """Text is formatted, bytes are copied, both are sorted and listed with their digests."""
    tree, manifest = format_tree({"b.py": "x=1", "a.bin": b"\r\n ", "c.md": "c "}, None, nothing, "t" * 64)
    assert list(tree.items()) == [("a.bin", b"\r\n "), ("b.py", b"x = 1\n"), ("c.md", b"c\n")]
    assert manifest.black == black_version()
    assert manifest.templates == "t" * 64
    assert {path: (e.rendered, e.formatted) for path, e in manifest.files.items()} == {
        "a.bin": (digest(b"\r\n "), digest(b"\r\n ")),
        "b.py": (digest(b"x=1"), digest(b"x = 1\n")),
        "c.md": (digest(b"c "), digest(b"c\n")),
    }


def test_the_manifest_itself_is_never_rendered() -> None:
    """A template that writes the manifest is a bug."""
    with pytest.raises(ValueError, match="manifest"):
        format_tree({NAME: ""}, None, nothing, "")


def test_unchanged_text_is_not_formatted_again(work: list[str]) -> None:
    """What the manifest proves current is taken from the disk, even if the templates changed."""
    tree, manifest = format_tree({"a.py": "a=1", "b.py": "b=1"}, None, nothing, "old")
    work.clear()
    again, renewed = format_tree({"a.py": "a=1", "b.py": "b=2"}, manifest, tree.get, "new")
    assert work == ["b.py"]
    assert again == {"a.py": b"a = 1\n", "b.py": b"b = 2\n"}
    assert renewed.templates == "new"


@pytest.mark.parametrize("fault", ["edited", "deleted", "version", "unlisted"])
def test_doubtful_text_is_formatted_again(work: list[str], fault: str) -> None:
    """An edited or absent file, another black, a missing entry: the text is formatted anew and comes out the same."""
    tree, manifest = format_tree({"a.py": "a=1"}, None, nothing, "t")
    work.clear()
    disk = {"edited": {"a.py": b"a = 2\n"}, "deleted": {}}.get(fault, dict(tree))
    files = {} if fault == "unlisted" else manifest.files
    old = Manifest(black="1.0" if fault == "version" else manifest.black, templates="t", files=files)
    assert format_tree({"a.py": "a=1"}, old, disk.get, "t") == (tree, manifest)
    assert work == ["a.py"]


def test_a_pool_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files give the same tree and the same first error, in one process or in several."""
    files = {f"m{n:02}.py": f"x={n}\ny = [ {n} ]" for n in range(50)} | {"a.md": "a "}
    broken = files | {"m30.py": "x = = 1", "m07.py": "1 +"}
    monkeypatch.setattr(formatting, "_processors", lambda: 2)
    pooled = format_tree(files, None, nothing, "t")
    with pytest.raises(FormattingError) as from_pool:
        format_tree(broken, None, nothing, "t")
    monkeypatch.setattr(formatting, "_processors", lambda: 1)
    assert format_tree(files, None, nothing, "t") == pooled
    with pytest.raises(FormattingError) as alone:
        format_tree(broken, None, nothing, "t")
    assert str(from_pool.value) == str(alone.value)
    assert from_pool.value.path == "m07.py"


def test_a_broken_pool_loses_nothing(monkeypatch: pytest.MonkeyPatch, work: list[str]) -> None:
    """Where processes cannot be started, the work is done in this one."""

    def refuse(_: object) -> list[bytes]:
        raise OSError("no processes here")

    monkeypatch.setattr(formatting, "_processors", lambda: 2)
    monkeypatch.setattr(formatting, "_in_pool", refuse)
    tree, _ = format_tree({f"m{n}.py": "x=1" for n in range(50)}, None, nothing, "t")
    assert len(tree) == len(work) == 50


def test_black_is_imported_only_when_needed() -> None:
    """A run in which nothing changed does not pay for black."""
    program = (
        "import sys\nfrom generator.formatting import format_tree\nfrom generator.manifest import *\n"
        "files = {'a.py': Entry(rendered=digest(b'a=1'), formatted=digest(b'a = 1'))}\n"
        "m = Manifest(black='%s', templates='t', files=files)\n"
        "format_tree({'a.py': 'a=1', 'b.md': 'b'}, m, lambda path: b'a = 1', 't')\nprint('black' in sys.modules)\n"
    )
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", program % black_version()]
    assert subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout == "False\n"


def test_formatted_text_is_stable() -> None:
    """Formatting what is formatted changes nothing."""
    once = format_text("a.py", "def f(a,):\n  return {'x':a, # y\n }\n")
    assert format_text("a.py", once.decode()) == once
