"""Markdown that can be run: the fenced blocks of a page in, files, answers of a server and commands out.

What stands behind the language of a fence says what the block is:

- a path (```` ```toml specs/parking/api.toml ````): the file has this content from here on. Three dots in its first line stand for what
  the file has already.
- a path from the root of a server (```` ```http /llms.txt ````): what it answers from here on, head and body.
- nothing, in the language `console`: commands after `$ `, and what they print. A line of three dots stands for any lines, `[…]` for
  anything within a line.
"""

import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from subprocess import PIPE, STDOUT

from markdown_it import MarkdownIt
from typer.testing import CliRunner

from generator.cli import app
from tests.docs_site.faulty import Reply, Site

#: The server that pages speak of; it has another port whenever it runs.
_ADDRESS = "127.0.0.1:8000"
_SHELL = frozenset("|&;<>$`*")
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


def sections(text: str) -> dict[str, str]:
    """The sections of a page below its headings of the second level."""
    lines = text.splitlines(keepends=True)
    tokens = MarkdownIt().parse(text)
    heads = [
        (after.content, token.map)
        for token, after in pairwise(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    begins = [(title, place[1], place[0]) for title, place in heads if place is not None]
    ends = [first for _, _, first in begins[1:]] + [len(lines)]
    return {title: "".join(lines[start:end]) for (title, start, _), end in zip(begins, ends, strict=True)}


def steps(text: str) -> Iterator[Step]:
    """The commands of one transcript."""
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, _, output = part.partition("\n")
        yield Step(command=command, lines=tuple(output.splitlines()))


def pattern_of(lines: tuple[str, ...]) -> str:
    """What fits the output of a command."""
    return "".join(r"(?:.*\n)*?" if line == _DOTS else f"{_line(line)}\n" for line in lines)


def _line(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.split(_GAP))


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a page is played: the folder of its files, which is the current one, and the server that it speaks of."""

    folder: Path
    site: Site

    def play(self, text: str) -> Iterator[tuple[Step, str]]:
        """Carry out the blocks of a text in their order; each command and what it printed."""
        for block in blocks(text):
            if block.language == "console":
                for step in steps(block.text):
                    yield step, self.printed(step.command)
            elif block.title.startswith("/"):
                self.site.script[block.title] = self.reply(block)
            elif block.title:
                self.write(block)

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

    def printed(self, command: str) -> str:
        """What a command prints; the program itself runs in this process."""
        command = self.real(command)
        if command.startswith("docs2client ") and not _SHELL & set(command):
            out = CliRunner().invoke(app, shlex.split(command)[1:], catch_exceptions=False).output
        else:
            shell = ["sh", "-c", command]
            done = subprocess.run(shell, cwd=self.folder, stdout=PIPE, stderr=STDOUT, text=True, check=False)
            out = done.stdout
        return out.replace(self.site.origin.partition("://")[2], _ADDRESS)

    def real(self, text: str) -> str:
        """A text with the address that the server has now."""
        return text.replace(f"http://{_ADDRESS}", self.site.origin) if self.site.origin else text
