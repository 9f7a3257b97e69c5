"""Markdown that can be run: the fenced blocks of a page in, files, answers of a server and commands out.

What stands behind the language of a fence says what the block is:

- a path (```` ```toml specs/parking/api.toml ````): the file has this content from here on. Three dots in its first line stand for what
  the file has already.
- a path from the root of a server (```` ```http /llms.txt ````): what it answers from here on, head and body.
- nothing, in the language `console`: commands after `$ `, and what they print. A line of three dots stands for any lines, `[…]` for
  anything within a line, and three dots at its end for the rest of it. A command that ends with `&` goes on until the page is done.
- nothing, in the language `python`: a program that prints no error, if it imports what it needs.
"""

import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from subprocess import PIPE, STDOUT

import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from generator.cli import app
from tests.docs_site.faulty import Reply, Site
from tests.workbench import GIT, REPOSITORY

#: The server that pages speak of; it has another port whenever it runs.
ADDRESS = "127.0.0.1:8000"
#: How long a command that goes on may take until it has printed what it says, in seconds.
PATIENCE = 60.0
_SHELL = frozenset("|&;<>$`*\\")
_DOTS, _GAP = "...", "[…]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its language, what stands behind that, its text, and its 1-based line."""

    language: str
    title: str
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command, and the lines that it prints."""

    command: str
    lines: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for token in MarkdownIt().parse(text):
        if token.type == "fence" and token.map is not None:
            language, _, title = token.info.strip().partition(" ")
            yield Block(language=language, title=title.strip(), text=token.content, line=token.map[0] + 1)


def prose(text: str) -> str:
    """A page without its fenced blocks."""
    lines = text.splitlines(keepends=True)
    for token in MarkdownIt().parse(text):
        if token.type == "fence" and token.map is not None:
            lines[slice(*token.map)] = [""] * (token.map[1] - token.map[0])
    return "".join(lines)


def sections(text: str) -> dict[str, str]:
    """The sections of a page: what stands below each heading of the second level, by its title; what a fence shows is no heading."""
    tokens, lines = MarkdownIt().parse(text), text.splitlines(keepends=True)
    heads = [
        (following.content, token.map)
        for token, following in pairwise(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.map is not None
    ]
    ends = [*(place[0] for _, place in heads[1:]), len(lines)]
    return {title: "".join(lines[place[1] : end]) for (title, place), end in zip(heads, ends, strict=True)}


def steps(text: str) -> Iterator[Step]:
    """The steps of all transcripts and programs of a page, in their order."""
    for block in blocks(text):
        yield from steps_of(block)


def steps_of(block: Block) -> Iterator[Step]:
    """The commands of a transcript; a program is one that prints nothing."""
    if block.language == "python" and not block.title and "import " in block.text:
        yield Step(command=f"python -W error -c {shlex.quote(block.text)} > {os.devnull}", lines=())
    for part in re.split(r"^\$ ", block.text, flags=re.M)[1:] if block.language == "console" else ():
        command, output = re.fullmatch(r"((?:[^\n]*\\\n)*[^\n]*)\n(.*)", part, re.S).groups()  # type: ignore[union-attr]
        yield Step(command=command, lines=tuple(output.splitlines()))


def pattern_of(lines: tuple[str, ...]) -> str:
    """What fits the output of a command."""
    return "".join(r"(?:.*\n)*?" if line == _DOTS else f"{_line(line)}\n" for line in lines)


def _line(line: str) -> str:
    parts = (re.escape(part) for part in line.removesuffix(_DOTS).split(_GAP))
    return ".*".join(parts) + ".*" * line.endswith(_DOTS)


def fits(step: Step, out: str) -> bool:
    """Whether a command printed what its page says; not everything that is printed ends its last line."""
    return re.fullmatch(pattern_of(step.lines), out and out.removesuffix("\n") + "\n") is not None


def prepare(monkeypatch: pytest.MonkeyPatch, folder: Path, bin: Path, *paths: Path) -> None:
    """Go to the folder of a page, where its commands find `docs2client`, `python` and what stands in `paths`."""
    bin.mkdir()
    for name, arguments in (("docs2client", "-m generator "), ("python", "")):
        (bin / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', encoding="utf-8")
        (bin / name).chmod(0o755)
    monkeypatch.chdir(folder)
    own = {
        "COLUMNS": "100",
        "PATH": f"{bin}{os.pathsep}{os.environ['PATH']}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join(map(str, (REPOSITORY, *paths))),
    }
    for name, value in {**GIT, **own}.items():
        monkeypatch.setenv(name, value)


@contextmanager
def going_on(command: str, log: Path, done: Callable[[str], bool]) -> Iterator[str]:
    """A command in the background, and what it has printed once that will do or the command has ended; stopped at the end."""
    with log.open("wb") as file:
        process = subprocess.Popen(["sh", "-c", f"exec {command}"], stdout=file, stderr=file)
    try:
        end = time.monotonic() + PATIENCE
        while not done(log.read_text("utf-8")) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        yield log.read_text("utf-8")
    finally:
        process.terminate()
        process.wait()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a page is played: the folder of its files, which is the current one, the server that answers what its blocks show, what
    stands for what in its text (an address, a port), and the commands that go on.
    """

    folder: Path
    site: Site | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    running: ExitStack = field(default_factory=ExitStack)

    def play(self, text: str) -> Iterator[tuple[Step, str]]:
        """Carry out the blocks of a text in their order; each command and what it printed."""
        for block in blocks(text):
            if self.site and block.title.startswith("/"):
                self.site.script[block.title] = self.reply(block)
            elif block.title:
                self.write(block)
            for step in steps_of(block):
                yield step, self.shown(self.printed(step))

    def follow(self, text: str) -> Iterator[tuple[Step, str]]:
        """Likewise; each command prints what its page says."""
        for step, out in self.play(text):
            assert fits(step, out), f"$ {step.command}\n{out}"
            yield step, out

    def write(self, block: Block) -> None:
        """Write the file that a block shows."""
        path = self.folder / block.title
        path.parent.mkdir(parents=True, exist_ok=True)
        first, _, rest = block.text.partition("\n")
        text = path.read_text(encoding="utf-8") + rest if first == _DOTS else block.text
        path.write_text(self.real(text), encoding="utf-8")

    def reply(self, block: Block) -> Reply:
        """The answer that a block shows: status line, headers, an empty line, the body."""
        head, _, body = self.real(block.text).partition("\n\n")
        status, *lines = head.rstrip("\n").split("\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        return Reply(
            status=int(status.split()[1]),
            media=headers.pop("content-type", None),
            etag=headers.pop("etag", None),
            body=body.encode(),
            headers=tuple(headers.items()),
        )

    def printed(self, step: Step) -> str:
        """What a command prints; the program itself runs in this process."""
        command = self.real(step.command)
        if command.endswith(" &"):
            going = going_on(
                command.removesuffix(" &"), self.folder.parent / "log", lambda out: fits(step, self.shown(out))
            )
            return self.running.enter_context(going)
        if command.startswith("docs2client ") and not _SHELL & set(command):
            return CliRunner().invoke(app, shlex.split(command)[1:], catch_exceptions=False).output
        shell = ["sh", "-c", command]
        return subprocess.run(shell, cwd=self.folder, stdout=PIPE, stderr=STDOUT, text=True, check=False).stdout

    def real(self, text: str) -> str:
        """A text of the page with what its names stand for."""
        for name, meant in self.names.items():
            text = re.sub(rf"\b{re.escape(name)}\b", meant, text)
        return text

    def shown(self, text: str) -> str:
        """A text of this machine as the page would have it."""
        for name, meant in self.names.items():
            text = text.replace(meant, name)
        return text
