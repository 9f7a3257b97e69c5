"""Tests of releases: which version comes next, what the history tells of it, and that `build --bump` alone edits both."""

import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator import history
from generator.drift import Change, Severity
from generator.releases import next_version, section, with_version
from tests.workbench import API, GIT, PAGE, contents, copy_of_repository, pages, replace, run, snapshot

FIRST = "0.1.0"
#: What is done to the page, and the version that it asks for.
EDITS: dict[str, tuple[str, str, str]] = {
    "an argument is gone": (
        "UserLimit\ninteger\nMaximum number of users that can use this token simultaneously.\n",
        "",
        "0.2.0",
    ),
    "an argument is newly required": ("UserLimit\ninteger\n", "UserLimit\ninteger\nrequired\n", "0.2.0"),
    "an optional argument is new": (
        "MacAddress\nstring\n",
        "Colour\nstring\nIts colour.\nMacAddress\nstring\n",
        "0.2.0",
    ),
    "other words": ("Business Id.", "The business of the token.", "0.1.1"),
}


def specs(project: Path) -> Path:
    """The hand-written files of the API."""
    return project / "specs" / API


def version_of(project: Path) -> str:
    """The version in `api.toml`."""
    return str(tomllib.loads((specs(project) / "api.toml").read_text("utf-8"))["package"]["version"])


def history_of(project: Path) -> str:
    """The history of the package, as it is written by hand and by releases."""
    return (specs(project) / history.PAGE).read_text("utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The committed specs and packages in a folder that git does not know."""
    return copy_of_repository(tmp_path / "project")


@pytest.fixture
def repository(project: Path) -> Path:
    """The same, committed."""
    git(project, "init", "--quiet")
    commit(project, "The first version.")
    return project


def git(project: Path, *arguments: str) -> str:
    """What git answers in a project."""
    env = {**os.environ, **GIT}
    done = subprocess.run(["git", *arguments], cwd=project, env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(project: Path, message: str) -> str:
    """Commit everything; the commit."""
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", message)
    return git(project, "rev-parse", "HEAD")


def edit(project: Path, name: str) -> str:
    """Change the page in one of the ways of the table; the version that it asks for."""
    old, new, version = EDITS[name]
    replace(pages(project) / PAGE, old, new)
    return version


def changed(kind: Any, severity: Severity, address: str = "Thing.update.request.Name", **facts: Any) -> Change:
    """A change as `drift` tells it."""
    return Change(kind=kind, subject="field", direction="request", severity=severity, address=address, **facts)


# Versions and texts


@pytest.mark.parametrize(
    ("version", "severity", "expected"),
    [
        ("1.2.3", "breaking", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "patch", "1.2.4"),
        ("0.1.0", "breaking", "0.2.0"),
        ("0.1.9", "minor", "0.2.0"),
        ("0.1.9", "patch", "0.1.10"),
        ("2.0.0rc1", "breaking", "2.0.0rc2"),
        ("2.0.0a", "patch", "2.0.0a1"),
        ("1.0.0.dev3", "minor", "1.0.0.dev4"),
    ],
)
def test_the_next_version_follows_from_the_severity(version: str, severity: Severity, expected: str) -> None:
    """Semantic versioning, with the second number for all that matters below 1.0.0, and the ending's number where there is one."""
    assert next_version(version, severity) == expected


def test_no_version_has_no_next() -> None:
    """What is no version is a bug of the caller."""
    with pytest.raises(ValueError, match="is no version"):
        next_version("soon", "patch")


def test_only_the_version_of_the_file_changes(project: Path) -> None:
    """Comments, order and every other line of `api.toml` stay as they are."""
    before = (specs(project) / "api.toml").read_text("utf-8")
    after = with_version(before, "7.8.9")
    assert after.replace('version = "7.8.9"', f'version = "{FIRST}"') == before


@given(st.text(), st.integers(0, 9))
def test_a_section_stands_above_all_others(above: str, number: int) -> None:
    """Whatever the history holds, its newest section is the one that was written last, and nothing of it is lost."""
    text = f"{above}\n\n## 1.{number}.0\n\nOld news.\n".replace("\r\n", "\n")
    done = history.with_section(text, "## 9.0.0\n\nNews.\n")
    assert history.latest_version(done)[0] == "9.0.0"
    assert "## 9.0.0\n\nNews.\n" in done and done.endswith(f"## 1.{number}.0\n\nOld news.\n")


def test_a_history_begins_with_a_head() -> None:
    """Where there is no file yet, the section stands below the title."""
    done = history.with_section(None, "## 1.0.0\n")
    assert done.startswith("# Changelog\n") and done.endswith("\n\n## 1.0.0\n")
    assert history.latest_version(done) == ("1.0.0", 5)


def test_words_that_somebody_wrote_stay_on_top() -> None:
    """What stands above the first version is kept there."""
    done = history.with_section("# History\n\n## Unreleased\n\nMine.\n\n## 1.0.0\n", "## 1.1.0\n")
    assert done == "# History\n\n## Unreleased\n\nMine.\n\n## 1.1.0\n\n## 1.0.0\n"


@pytest.mark.parametrize(
    "heading",
    ["## 1.0.0", "## [1.0.0] - 2026-01-01", "## v1.0.0", "### 1.0.0", "# 1.0.0", "## Version 1.0.0", "## **1.0.0**"],
)
def test_headings_that_people_write_are_sections(heading: str) -> None:
    """A new section stands above the last one, however that is headed, and a heading with a number is none."""
    text = f"# History\n\n## Unreleased\n\n### 3 things\n\n{heading}\n\n- Old.\n"
    assert history.latest_version(text) == ("1.0.0", 7)
    assert history.with_section(text, "## 1.1.0\n") == text.replace(heading, f"## 1.1.0\n\n{heading}")


def test_a_history_keeps_its_line_ends() -> None:
    """A file with the line ends of Windows gets no others."""
    done = history.with_section("# History\r\n\r\n## 1.0.0\r\n\r\n- Old.\r\n", "## 1.1.0\n\n- New.\n")
    assert done == "# History\r\n\r\n## 1.1.0\r\n\r\n- New.\r\n\r\n## 1.0.0\r\n\r\n- Old.\r\n"


@given(st.text(min_size=1))
def test_no_word_of_a_page_becomes_markup(words: str) -> None:
    """Names and values of a page are text in the history, whatever they hold."""
    hostile = f"<script>{words}</script> [x](javascript:y) ![z](w) `a` {words}"
    text = section("1.0.0", [changed("default", "minor", hostile, before=hostile, after=words)], None)
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text)
    kinds = {one.type for token in tokens for one in (token, *(token.children or ()))}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_block", "blockquote_open"}


def test_words_are_counted_and_not_listed() -> None:
    """A section tells what a program can notice, and of words how many there are."""
    text = section("1.0.1", [changed("words", "patch", f"A.update.request.F{n}") for n in range(3)], "2026-01-02")
    assert "Words only: 3 changes in 1 place." in text and "F1" not in text and "Pages as of 2026-01-02." in text


# The command


@pytest.mark.parametrize("name", EDITS)
def test_a_build_raises_the_version_as_the_change_asks(project: Path, name: str) -> None:
    """One changed page: `api.toml`, the history and the package have the next version, and a check is clean."""
    version = edit(project, name)
    done = run(project, "build", "--bump")
    assert done.code == 0, done.out
    assert f"{API}: {FIRST} \u2192 {version}: " in done.out
    assert version_of(project) == version
    assert history.latest_version(history_of(project))[0] == version
    assert f"## {FIRST}" in history_of(project)
    package = contents(project / "generated" / API)
    assert package[history.PAGE] == (specs(project) / history.PAGE).read_bytes()
    assert f'version = "{version}"'.encode() in package["pyproject.toml"]
    assert f'__version__ = "{version}"'.encode() in package[f"src/{API}/__init__.py"]
    assert run(project, "check").code == 0


def test_the_history_names_the_symbols(project: Path) -> None:
    """A reader sees which argument of which method is gone."""
    edit(project, "an argument is gone")
    run(project, "build", "--bump")
    assert "### Breaking" in history_of(project)
    assert f"`- {API}.spaces.access_tokens.AccessTokens.update(user_limit=)`" in history_of(project)


def test_without_bump_a_build_edits_neither(project: Path) -> None:
    """The version and the history are inputs: an ordinary build never writes to them."""
    before = [(specs(project) / name).read_bytes() for name in ("api.toml", history.PAGE)]
    edit(project, "an argument is gone")
    assert run(project, "build").code == 0
    assert [(specs(project) / name).read_bytes() for name in ("api.toml", history.PAGE)] == before


def test_nothing_has_changed(project: Path) -> None:
    """Without a change nothing is raised and nothing touched."""
    before = snapshot(project)
    done = run(project, "build", "--bump")
    assert done.code == 0 and "nothing has changed, the version stays" in done.out
    assert snapshot(project) == before


def test_a_version_is_raised_once(repository: Path) -> None:
    """Asked again, before or after the release is committed, there is nothing to raise."""
    version = edit(repository, "an argument is gone")
    run(repository, "build", "--bump")
    assert "the version stays" in run(repository, "build", "--bump").out
    commit(repository, "The second version.")
    assert "the version stays" in run(repository, "build", "--bump").out
    assert version_of(repository) == version


def test_builds_in_between_lose_nothing(repository: Path) -> None:
    """Changes that were built and committed since the last version are in the next one, the worst of them counting."""
    edit(repository, "an argument is gone")
    run(repository, "build")
    commit(repository, "An argument is gone.")
    edit(repository, "other words")
    done = run(repository, "build", "--bump")
    assert "1 breaking" in done.out and version_of(repository) == "0.2.0"


def test_changes_are_counted_from_where_it_is_said(repository: Path) -> None:
    """With --since only what is newer than that revision or folder is told."""
    edit(repository, "an argument is gone")
    run(repository, "build")
    since = commit(repository, "An argument is gone.")
    edit(repository, "other words")
    run(repository, "build", "--bump", "--since", since)
    assert version_of(repository) == "0.1.1" and "Breaking" not in history_of(repository)


def touch_version(repository: Path) -> None:
    """Somebody writes a comment beside the version."""
    replace(specs(repository) / "api.toml", f'version = "{FIRST}"', f'version = "{FIRST}"  # raised by --bump')


def dotted_version(repository: Path) -> None:
    """Somebody writes the version in another way, and something else after it."""
    toml = specs(repository) / "api.toml"
    replace(toml, f'version = "{FIRST}"\n', "")
    toml.write_text(f'package.version = "{FIRST}"\n' + toml.read_text("utf-8").replace("[package]\n", ""), "utf-8")
    for key in ("distribution", "import_name", "client"):
        line = next(one for one in toml.read_text("utf-8").splitlines() if one.startswith(f"{key} = "))
        replace(toml, f"{line}\n", "", 1)
        toml.write_text(f"package.{line}\n{toml.read_text('utf-8')}", "utf-8")


@pytest.mark.parametrize("edited", [touch_version, dotted_version])
def test_another_line_of_the_version_is_no_other_version(repository: Path, edited: Callable[[Path], None]) -> None:
    """Whoever writes the same version in another way after a change hides nothing of that change from the next release."""
    edit(repository, "an argument is gone")
    run(repository, "build")
    commit(repository, "An argument is gone.")
    edited(repository)
    run(repository, "build")
    commit(repository, "The same version.")
    assert "1 breaking" in run(repository, "build", "--bump").out


def test_a_version_may_be_older_than_the_first_build(project: Path) -> None:
    """Where the version was committed before anything was built, changes are counted from the first build."""
    git(project, "init", "--quiet")
    git(project, "add", f"specs/{API}/api.toml")
    git(project, "commit", "--quiet", "--message", "The API.")
    commit(project, "The first build.")
    edit(project, "an argument is gone")
    run(project, "build")
    commit(project, "An argument is gone.")
    assert "1 breaking" in run(project, "build", "--bump").out


def test_a_clone_without_history_says_what_it_may_miss(repository: Path, tmp_path: Path) -> None:
    """In a shallow clone the commit that set the version is not there, and a warning says so once; a revision is asked for in vain."""
    edit(repository, "an argument is gone")
    run(repository, "build")
    commit(repository, "An argument is gone.")
    clone = tmp_path / "clone"
    git(repository, "clone", "--quiet", "--depth", "1", repository.as_uri(), str(clone))
    assert f"specs/{API}/api.toml: warning[W172]" in run(clone, "build", "--bump").out
    assert "W172" not in run(clone, "build").out
    assert "nor a revision: this clone has not all of its history" in run(clone, "diff", "HEAD~1", "HEAD").err


def test_a_version_whose_spec_cannot_be_read_is_doubtful(repository: Path) -> None:
    """Where the first spec of the version is of another make, the release counts from the disk, and a warning says so."""
    stored = next((specs(repository) / "resources").rglob("*.json"))
    good = stored.read_text("utf-8")
    stored.write_text(good.replace('"spec_version": 1', '"spec_version": 0'), "utf-8")
    git(repository, "commit", "--quiet", "--all", "--amend", "--no-edit")
    stored.write_text(good, "utf-8")
    edit(repository, "other words")
    done = run(repository, "build", "--bump")
    assert "warning[W172]" in done.out and version_of(repository) == "0.1.1"


def test_without_git_there_are_no_revisions(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed, that is what is said."""
    monkeypatch.setenv("PATH", str(repository))
    assert "HEAD is neither a folder nor a revision: git is not at hand" in run(repository, "diff", "HEAD", ".").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--since", "HEAD"), "--since goes with --bump"),
        (("--bump", "--since", "nowhere"), "neither a folder nor a revision"),
    ],
)
def test_wrong_usage(repository: Path, arguments: tuple[str, ...], words: str) -> None:
    """An option that means nothing is wrong usage, and nothing is written."""
    edit(repository, "other words")
    before = snapshot(repository / "specs")
    done = run(repository, "build", *arguments)
    assert done.code == 2 and words in done.err
    assert snapshot(repository / "specs") == before


def test_with_errors_nothing_is_raised(project: Path) -> None:
    """A page in error may hide what has changed: the version stays, and a word says why."""
    edit(project, "an argument is gone")
    (pages(project) / "put-timepasstimeslots.txt").write_bytes(b"")
    done = run(project, "build", "--bump")
    assert done.code == 3 and "no new version, because there are errors" in done.out
    assert version_of(project) == FIRST


def test_the_first_build_is_the_first_version(project: Path) -> None:
    """Where nothing was built before, everything is new and nothing is raised."""
    shutil.rmtree(specs(project) / "resources")
    shutil.rmtree(project / "generated")
    assert run(project, "build", "--bump").code == 0
    assert version_of(project) == FIRST


def test_a_release_is_told_to_programs(project: Path) -> None:
    """As JSON, a build tells the versions and the severity."""
    edit(project, "other words")
    done = json.loads(run(project, "build", "--bump", "--format", "json").out)
    (row,) = done["releases"]
    assert (row["api"], row["old"], row["new"], row["severity"]) == (API, FIRST, "0.1.1", "patch")


def test_the_day_of_the_newest_page_is_told(project: Path) -> None:
    """The history says how old its pages are, where the lock knows; no clock is asked."""
    replace(specs(project) / "pages.lock.json", '"captured": null', '"captured": "2026-02-03T04:05:06Z"', 1)
    run(project, "build")
    edit(project, "other words")
    run(project, "build", "--bump")
    assert "Pages as of 2026-02-03." in history_of(project)


def test_a_history_that_cannot_be_read_changes_nothing(project: Path) -> None:
    """Bytes that are no text are an error with the line, and the package stays as it was."""
    (specs(project) / history.PAGE).write_bytes(b"# Changelog\n\n\xff\n")
    edit(project, "an argument is gone")
    before = snapshot(project / "generated")
    done = run(project, "build", "--bump")
    assert done.code == 3 and f"specs/{API}/{history.PAGE}:3: error[E170]" in done.out
    assert snapshot(project / "generated") == before


def test_a_version_without_history_is_reported(project: Path) -> None:
    """A version that was raised by hand alone is a warning at the section that is the newest."""
    replace(specs(project) / "api.toml", f'version = "{FIRST}"', 'version = "0.9.0"')
    assert f"specs/{API}/{history.PAGE}:5: warning[W171]" in run(project, "build").out


def test_without_a_history_the_package_has_none(project: Path) -> None:
    """The file is no duty: without it a package has none, and the first release begins it."""
    (specs(project) / history.PAGE).unlink()
    assert run(project, "build").code == 0
    assert not (project / "generated" / API / history.PAGE).exists()
    version = edit(project, "an argument is gone")
    run(project, "build", "--bump")
    assert history_of(project).startswith(f"{history.HEAD}\n## {version}\n")
