"""Tests of the tree: paths, the one comparison, and the diff that people read."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.tree import Comparison, check_tree, compare, parents, safe_path, unified_diff


def write(root: Path, files: dict[str, bytes]) -> None:
    """Lays files out below a root."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


@pytest.mark.parametrize(
    "path", ["a", "a/b.py", ".docs2client.json", "src/x/_runtime/client.py", "é.py", "a b", "console.py", "com.py"]
)
def test_plain_paths_are_safe(path: str) -> None:
    """A relative path of ordinary names is accepted."""
    assert safe_path(path)


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a/.", "a\\b", "C:", "C:/a", "a:b", "a\0", "a\n"),
        *("a\x1b[0m", "a\u202eb", "a\u200bb", "\ud800", "a.", "a ", "a./b", "...", " ", "con", "CON.txt", "a/nul.py"),
        *("Aux.tar.gz", "com1", "lpt9.py", "COM¹", "con .py", "a?b", 'a"b', "a|b", "a*b", "a<b", ".git/x", "a/.GIT"),
        *("x" * 256, "é" * 128),
    ],
)
def test_unsafe_paths_are_refused(path: str) -> None:
    """A path that leaves the root, or that some system cannot hold or takes for something else, is refused."""
    assert not safe_path(path)
    with pytest.raises(ValueError, match="unsafe path"):
        check_tree({path: b""})


@given(st.text())
def test_a_safe_path_stays_below_its_root(path: str) -> None:
    """Whatever is called safe resolves to a place below the root, and never raises."""
    if safe_path(path):
        assert os.path.normpath(f"/root/{path}") == f"/root/{path}"


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["a/B.py", "a/b.py"], "differ only by case"),
        (["A/x", "a/y"], "differ only by case"),
        (["\u00e9", "e\u0301"], "differ only by case"),
        (["a", "a/b"], "both a file and a folder"),
        (["a/b/c", "a"], "both a file and a folder"),
    ],
)
def test_paths_that_collide_are_a_bug(paths: list[str], message: str) -> None:
    """Two paths that one disk could not hold side by side are refused."""
    with pytest.raises(ValueError, match=message):
        check_tree(dict.fromkeys(paths, b""))


def test_a_sound_tree_passes() -> None:
    """Files in shared folders are no collision."""
    check_tree({"a/b": b"", "a/c/d": b"", "ab": b""})


def test_parents_are_innermost_first() -> None:
    """The folders above a path are named without the root."""
    assert parents("a/b/c") == ("a/b", "a")
    assert parents("a") == ()


def test_each_kind_of_difference_is_told_apart(tmp_path: Path) -> None:
    """Missing, changed, stale, foreign and unchanged files each land in their own member."""
    write(tmp_path, {"same": b"1", "edited": b"2", "old/gone": b"3", "mine.txt": b"4", "src/mine": b"5"})
    found = compare({"same": b"1", "edited": b"x", "new": b"6"}, tmp_path, ["same", "edited", "old/gone", "vanished"])
    assert found == Comparison(
        missing=("new",),
        changed=("edited",),
        stale=("old/gone",),
        foreign=("mine.txt", "src/mine"),
        unchanged=("same",),
    )
    assert not found.settled
    assert not found.clean


def test_a_foreign_file_is_drift_but_nothing_to_write() -> None:
    """A file that somebody added fails a check, though a build leaves it alone."""
    found = Comparison(foreign=("mine",), unchanged=("a",))
    assert found.settled
    assert not found.clean
    assert Comparison(unchanged=("a",)).clean


def test_a_part_of_a_folder_is_compared_alone(tmp_path: Path) -> None:
    """Where the tree is not the whole of a folder, what else is in it is neither foreign nor looked at."""
    write(tmp_path, {"a": b"old", "mine": b"", "folder/b": b"", "folder/deep/c": b""})
    (tmp_path / "folder/deep").chmod(0o000)
    expected = {"a": b"new", "d": b""}
    try:
        assert compare(expected, tmp_path, (), whole=False) == Comparison(missing=("d",), changed=("a",))
    finally:
        (tmp_path / "folder/deep").chmod(0o700)


@pytest.mark.parametrize("root", ["absent", "file"])
def test_without_a_folder_everything_is_missing(tmp_path: Path, root: str) -> None:
    """A root that does not exist, or is a file, holds nothing."""
    write(tmp_path, {"file": b""})
    assert compare({"a": b""}, tmp_path / root, ["a"]) == Comparison(missing=("a",))


def test_what_tools_leave_behind_never_counts(tmp_path: Path) -> None:
    """Caches, build outputs, environments and our own work folder are not seen."""
    folders = "__pycache__ .mypy_cache .pytest_cache .ruff_cache .hypothesis .git .venv venv x.egg-info"
    write(tmp_path, {f"{top}{name}/x": b"" for name in folders.split() for top in ("", "src/deep/")})
    write(tmp_path, dict.fromkeys(["build/lib/x", "dist/x", ".docs2client-work/lock", "a/.DS_Store", "a/b.pyc"], b""))
    write(tmp_path, dict.fromkeys(["env/pyvenv.cfg", "env/lib/x"], b""))
    assert compare({}, tmp_path, []) == Comparison()


def test_an_expected_file_counts_wherever_it_is(tmp_path: Path) -> None:
    """A resource named like a tool's folder is compared all the same."""
    write(tmp_path, {"build/a": b"1", "src/venv/b": b"1", "dist/old": b"", "src/build/foreign": b""})
    found = compare({"build/a": b"1", "src/venv/b": b"2"}, tmp_path, ["dist/old"])
    assert found == Comparison(
        changed=("src/venv/b",), stale=("dist/old",), foreign=("src/build/foreign",), unchanged=("build/a",)
    )


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link in place of a file is a change, one in place of a folder hides the files behind it."""
    write(tmp_path, {"outside/f": b"1", "root/x": b"1"})
    root = tmp_path / "root"
    (root / "file").symlink_to(tmp_path / "outside/f")
    (root / "folder").symlink_to(tmp_path / "outside")
    found = compare({"file": b"1", "folder/f": b"1"}, root, ["folder/f"])
    assert found == Comparison(missing=("folder/f",), changed=("file",), foreign=("folder", "x"))


def test_a_folder_or_pipe_in_place_of_a_file_is_a_change(tmp_path: Path) -> None:
    """What is no regular file is never opened, it is just different."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert compare({"folder": b"", "pipe": b""}, tmp_path, []) == Comparison(changed=("folder", "pipe"))


def test_a_manifest_cannot_make_a_file_outside_stale(tmp_path: Path) -> None:
    """An owned path that leads out of the root is ignored."""
    write(tmp_path, {"victim": b"", "root/a": b""})
    assert compare({}, tmp_path / "root", ["../victim", str(tmp_path / "victim")]) == Comparison(foreign=("a",))


def test_an_unreadable_file_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be read is an error, not a difference."""
    write(tmp_path, {"a": b"1"})

    def refuse(_: Path) -> bytes:
        raise PermissionError("no")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(PermissionError):
        compare({"a": b"2"}, tmp_path, [])


def diff(tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes], limit: int = 1000) -> str:
    """The diff between two trees, the old one on disk and owned."""
    write(tmp_path, old)
    return unified_diff(new, tmp_path, compare(new, tmp_path, old), limit)


def test_a_diff_shows_the_changed_lines(tmp_path: Path) -> None:
    """One changed line is shown with three lines around it, from disk to expected."""
    old = "".join(f"line {n}\n" for n in range(1, 21))
    assert diff(tmp_path, {"f": old.encode()}, {"f": old.replace("line 10\n", "LINE 10\n").encode()}) == (
        "--- a/f\n+++ b/f\n@@ -7,7 +7,7 @@\n line 7\n line 8\n line 9\n-line 10\n+LINE 10\n"
        " line 11\n line 12\n line 13\n"
    )


texts = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=30).map("\n".join)


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs the program patch")
@settings(max_examples=50, deadline=None)
@given(texts, texts, st.booleans())
def test_a_diff_can_be_applied(tmp_path_factory: pytest.TempPathFactory, old: str, new: str, far: bool) -> None:
    """What is shown is a correct patch: `patch` turns the old text into the new one."""
    padding = "".join(f"{n}\n" for n in range(20)) if far else ""
    before, after = f"x\n{old}{padding}{old}y", f"x\n{new}{padding}{new}y"
    folder = tmp_path_factory.mktemp("patch")
    shown = diff(folder, {"f": before.encode()}, {"f": after.encode()})
    subprocess.run(["patch", "-s", "-p1"], cwd=folder, input=shown.encode(), check=True)
    assert (folder / "f").read_bytes() == after.encode()


def test_whole_files_are_abbreviated(tmp_path: Path) -> None:
    """A file that comes or goes shows its first lines and how many there are."""
    many = b"".join(b"%d\n" % n for n in range(25))
    shown = diff(tmp_path, {"gone": many, "void": b""}, {"new": b"only"})
    assert shown.startswith("--- a/gone\n+++ /dev/null\n@@ -1,25 +0,0 @@\n-0\n-1\n")
    assert "-19\n... 5 more lines\n--- /dev/null\n+++ b/new\n" in shown
    assert "@@ -0,0 +1,1 @@\n+only\n\\ No newline at end of file\n" in shown
    assert shown.endswith("--- a/void\n+++ /dev/null\n@@ -0,0 +0,0 @@\n")


def test_a_line_end_that_is_missing_is_shown(tmp_path: Path) -> None:
    """Two texts that differ by their last newline alone do not look the same."""
    assert diff(tmp_path, {"f": b"a"}, {"f": b"a\n"}).endswith("-a\n\\ No newline at end of file\n+a\n")


def test_no_control_character_reaches_the_terminal(tmp_path: Path) -> None:
    """Escape sequences, direction marks and odd line ends of a text are spelled out; tabs are kept."""
    text = "\x1b[2J\ta\u202eb\u2028c\x85\U000e0001\r\n"
    shown = diff(tmp_path, {"f": b"x\n"}, {"f": text.encode()})
    assert "+\\u001b[2J\ta\\u202eb\\u2028c\\u0085\\U000e0001\\u000d\n" in shown
    assert all(c.isprintable() or c in "\n\t" for c in shown)


def test_what_is_no_text_takes_one_line(tmp_path: Path) -> None:
    """Bytes, links and folders are named, not shown."""
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "folder").mkdir()
    shown = diff(tmp_path, {"bytes": b"\xff", "zero": b"a\0"}, {"bytes": b"a", "link": b"a", "folder": b"a"})
    assert shown == (
        "Binary file bytes differs: 1 bytes on disk, 1 bytes expected\na/folder is a folder; a file is expected\n"
        "a/link is a symbolic link; a file is expected\nBinary file zero differs: 2 bytes on disk, none expected\n"
    )


def test_a_diff_is_cut(tmp_path: Path) -> None:
    """The limit holds and the last line says where it cut; an endless line is cut too."""
    shown = diff(tmp_path, {}, {"a": b"1\n2\n", "b": b"3\n"}, limit=4)
    assert shown == "--- /dev/null\n+++ b/a\n@@ -0,0 +1,2 @@\n+1\n... cut after 4 lines, in file 1 of 2\n"
    assert "+" + "x" * 1000 + "… (5000 characters)\n" in diff(tmp_path, {}, {"a": b"x" * 5000})


def test_a_huge_rewrite_is_shown_without_matching(tmp_path: Path) -> None:
    """Texts too long to match line by line are shown as one replaced block, at once."""
    old, new = ("".join(f"{side}{n}\n" for n in range(6000)).encode() for side in "ab")
    assert diff(tmp_path, {"f": old}, {"f": new}, 5).startswith(
        "--- a/f\n+++ b/f\n@@ -1,6000 +1,6000 @@\n-a0\n-a1\n..."
    )
