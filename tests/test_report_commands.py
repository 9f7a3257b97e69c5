"""The commands that a review page offers to copy: each is what a POSIX shell and `docs2client override` take, whatever it is about."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator import correcting
from generator.report import run
from generator.settable import ENDPOINT_FACTS
from generator.wishes import WishError, facts_of
from tests import home_scene, lamps
from tests.browsing import Look, browser, looking

#: Names of fields as they stand in an attribute of a page.
NAMES = (
    "two words",
    "it's",
    "$HOME",
    "`id`",
    "$(id)",
    "x\\y",
    "!!",
    "*",
    "~",
    "a;b&c|d",
    "#h",
    "%41",
    "-x",
    "\u65e5\u672c",
    "turned\u202eround",
    "bell\u0007rung\u0003",
)
VALUE = 'It\'s "so", $HOME `id` $(id) \\ 100% \u00e9'
LABEL = "Lamp.update.request.Label"
FIELDS = """
<ParamField body="Level" type="string" default="5">
  The level.

  It has more words: "low" and 'high'.
</ParamField>

<ParamField body="Quoted" type="string" default="&quot;5&quot;">
  "Quoted"
</ParamField>

<ParamField body="Power" type="integer" default="7">
  The power.
</ParamField>

"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two APIs with the same addresses; the pages of one have fields with odd names and values."""
    root = tmp_path_factory.mktemp("project")
    home_scene.write(
        root / "specs/other/api.toml", home_scene.CONFIG.replace('"home', '"other').replace("Home", "Other")
    )
    home_scene.write(root / "specs/other/pages/update.md", home_scene.before())
    rows = "".join(f'<ParamField body="{name}" type="string">\n  Words.\n</ParamField>\n\n' for name in NAMES)
    home_scene.write(root / "specs/home/api.toml", home_scene.CONFIG)
    home_scene.write(root / "specs/home/overrides.toml", home_scene.OVERRIDE)
    home_scene.write(
        root / "specs/home/pages" / home_scene.UPDATE, lamps.page(("## Response\n", f"{FIELDS}{rows}## Response\n"))
    )
    return root


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with browser() as started:
        yield started


@pytest.fixture
def look(chromium: Browser, root: Path) -> Iterator[Look]:
    """The review page, opened at the endpoint."""
    with looking(chromium) as look:
        look.open(run.write(root, "home").path, "#Lamp.update")
        yield look


#: What is said by the form of a field, for each fact that can be set of it.
OFFERED = """() => [...document.querySelectorAll(".row")].flatMap((row) => {
    row.querySelector(".name").click();
    const key = row.querySelector("select");
    return [...key.options].map((option) => {
        key.value = option.value;
        key.dispatchEvent(new Event("change"));
        return [option.value, row.querySelector(".command").textContent];
    });
})"""


def words_of(commands: list[str]) -> list[list[str]]:
    """The words that a POSIX shell makes of each command."""
    script = "docs2client() { printf '%s\\0' \"$@\"; printf '\\0'; }\n" + "\n".join(commands)
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=True)
    return [one.split("\0") for one in done.stdout.decode().removesuffix("\0\0").split("\0\0")]


def option(words: list[str], name: str) -> str:
    """The value of an option of a command."""
    return words[words.index(name) + 1]


def test_what_is_offered_is_what_is_said_now(look: Look, root: Path) -> None:
    """For every fact of every field a shell makes one address of the command, and the value that it has is the one that is there."""
    offered = look.values(OFFERED)
    pages, _ = correcting.read(root, "home")
    assert pages is not None and len(offered) > 10 * len(NAMES)
    addresses = set()
    for (key, command), words in zip(offered, words_of([one for _, one in offered]), strict=True):
        assert command.isprintable(), command
        facts = facts_of([option(words, "--set")])
        assert list(facts) == [key] and option(words, "--api") == "home"
        if words[1] == LABEL and key == "format":
            assert "--replace" in words
            continue
        assert "--replace" not in words
        with pytest.raises(WishError, match="say so themselves"):
            correcting.plan(pages, words[1], facts, "because", replaced=False)
        addresses.add(words[1])
    assert len(addresses) > len(NAMES)


#: The same of the endpoint, of each body and answer, which are opened, and of the enum, which is chosen.
OFFERED_WHOLE = """async () => {
    const found = [];
    const take = (part) => {
        const key = part.querySelector("select");
        for (const option of key.options) {
            key.value = option.value;
            key.dispatchEvent(new Event("change"));
            found.push([option.value, part.querySelector(".command").textContent]);
        }
    };
    for (const part of document.querySelectorAll(".fix")) {
        part.open = true;
        await new Promise((done) => setTimeout(done, 50));
        take(part);
    }
    location.hash = document.querySelector(".fact.enum .name").getAttribute("href");
    for (let wait = 0; wait < 100 && !document.querySelector(".enum.is-selected .command"); wait += 1)
        await new Promise((done) => setTimeout(done, 50));
    take(document.querySelector(".enum.is-selected"));
    return found;
}"""


def test_endpoints_bodies_answers_and_enums_have_commands(look: Look, root: Path) -> None:
    """All that can be corrected beside fields has a command, too, with the value that is there."""
    offered = look.values(OFFERED_WHOLE)
    pages, _ = correcting.read(root, "home")
    assert pages is not None
    told = set()
    for (key, _), words in zip(offered, words_of([one for _, one in offered]), strict=True):
        facts = facts_of([option(words, "--set")])
        with pytest.raises(WishError, match="say so themselves"):
            correcting.plan(pages, words[1], facts, "because", replaced=False)
        told.add((words[1], key))
    whole = {("Lamp.update", key) for key in ENDPOINT_FACTS} | {("enum:eLight", "name")}
    bodies = ("request", "response.200", "response.400")
    assert told == whole | {(f"Lamp.update.{name}", "content_type") for name in bodies}


def complete(look: Look, name: str, fact: str, value: str) -> str:
    """The command of a field, completed in the form of the page."""
    row = look.page.locator(".row", has=look.page.locator(".name", has_text=name)).first
    if not row.locator(".command").count():
        row.locator(".name").click()
    row.get_by_label("Fact to set").select_option(fact)
    row.get_by_label("Value").fill(value)
    row.get_by_label("Reason").fill(VALUE)
    return row.locator(".command").inner_text()


#: A field, a fact, what is typed for it, and what it then is.
COMPLETED: tuple[tuple[str, str, str, Any], ...] = (
    ("Label", "format", "uri", "uri"),
    ("Level", "default", "6", "6"),
    ("Power", "default", "8", 8),
    ("Colours", "items.type", "string", {"type": "string"}),
    ("it's", "required", "true", True),
    ("$HOME", "description", VALUE, VALUE),
    ("x\\y", "type", "integer", "integer"),
    ("*", "nullable", "true", True),
    ("turned", "type", "number", "number"),
)


def test_a_command_that_is_pasted_into_a_shell_writes_the_entry(look: Look, root: Path, tmp_path: Path) -> None:
    """The command as it stands on the page, run by `sh` in the project, is in `overrides.toml` with the value and the reason."""
    program = tmp_path / "docs2client"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    here = str(Path(__file__).parents[1])
    surroundings = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": here}
    path = root / "specs/home/overrides.toml"
    for name, fact, typed, value in COMPLETED:
        command = complete(look, name, fact, typed)
        done = subprocess.run(
            ["sh"], check=False, input=command, cwd=root, env=surroundings, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, command + done.stdout + done.stderr
        entries = tomllib.loads(path.read_text("utf-8"))["override"]
        entry = entries[0] if name == "Label" else entries[-1]
        assert entry["set"] == {fact.partition(".")[0]: value} and entry["reason"] == VALUE
        assert name.split("\u202e")[0] in entry["address"]
    assert len(tomllib.loads(path.read_text("utf-8"))["override"]) == len(COMPLETED)
