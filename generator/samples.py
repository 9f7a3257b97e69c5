"""Samples on pages: JSON and curl commands as text in, trees that know the line of each key out.

The standard parsers tell no lines, so the JSON reader here is our own; strings and numbers are read by the standard library's rules.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from json import JSONDecoder
from typing import Final
from urllib.parse import parse_qsl

from pydantic import JsonValue

from generator.limits import MAX_SAMPLE_DEPTH

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,300})(?:\.\d{1,300})?(?:[eE][-+]?\d{1,3})?")
_STRINGS: Final = JSONDecoder(strict=False)
_BLANK = re.compile(r"[ \t\n\r]*")
_WORDS: Final[tuple[tuple[str, JsonValue], ...]] = (("true", True), ("false", False), ("null", None))
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|[\[\]{}]", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value in a sample and its line. `members` is set for an object, `items` for an array, else `value` counts.

    `null_line` is where another item of the same list shows null in its place.
    """

    line: int
    value: JsonValue = None
    members: "tuple[tuple[str, int, Node], ...] | None" = None
    items: "tuple[Node, ...] | None" = None
    null_line: int | None = None

    def plain(self) -> JsonValue:
        """The value as Python data."""
        if self.members is not None:
            return {key: node.plain() for key, _, node in self.members}
        if self.items is not None:
            return [node.plain() for node in self.items]
        return self.value


class NotJson(ValueError):
    """A sample is no JSON: what was wrong, at which line of the page."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(slots=True)
class _Scanner:
    text: str
    here: int
    at: int = 0
    counted: int = 0

    def line(self) -> int:
        # Counted on from the last call: a sample of any size costs one pass.
        self.here += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.here

    def skip(self) -> str:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def expect(self, character: str) -> None:
        if self.skip() != character:
            raise NotJson(f"`{character}` is missing", self.line())
        self.at += 1

    def value(self, depth: int) -> Node:
        if depth > MAX_SAMPLE_DEPTH:
            raise NotJson(f"nested deeper than {MAX_SAMPLE_DEPTH}", self.line())
        found = self.skip()
        if found == "{":
            return self.object(depth)
        if found == "[":
            return self.array(depth)
        line = self.line()
        if found == '"':
            return Node(line=line, value=self.string())
        return Node(line=line, value=self.word())

    def object(self, depth: int) -> Node:
        line = self.line()
        members: list[tuple[str, int, Node]] = []
        self.at += 1
        while self.skip() != "}":
            if members:
                self.expect(",")
            self.skip()
            key_line, key = self.line(), self.string()
            self.expect(":")
            members.append((key, key_line, self.value(depth + 1)))
        self.at += 1
        return Node(line=line, members=tuple(members))

    def array(self, depth: int) -> Node:
        line = self.line()
        items: list[Node] = []
        self.at += 1
        while self.skip() != "]":
            if items:
                self.expect(",")
            items.append(self.value(depth + 1))
        self.at += 1
        return Node(line=line, items=tuple(items))

    def string(self) -> str:
        if self.skip() != '"':
            raise NotJson("a name in quotes is missing", self.line())
        try:
            value, self.at = _STRINGS.raw_decode(self.text, self.at)
        except ValueError as error:
            raise NotJson("a string is not closed or has an unknown escape", self.line()) from error
        # A lone surrogate can be written in JSON but not in UTF-8.
        return str(value).encode("utf-8", "replace").decode("utf-8")

    def word(self) -> JsonValue:
        for word, value in _WORDS:
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        match = _NUMBER.match(self.text, self.at)
        if not match:
            raise NotJson("a value is missing or unknown", self.line())
        self.at = match.end()
        number = float(match[0])
        if number in (float("inf"), float("-inf")):
            raise NotJson("a number is too large", self.line())
        return int(match[0]) if re.fullmatch(r"-?\d+", match[0]) else number


def parse_json(text: str, first_line: int) -> Node:
    """The tree of a JSON text that starts at a line; raises `NotJson`."""
    scanner = _Scanner(text, first_line)
    node = scanner.value(0)
    if scanner.skip():
        raise NotJson("something stands behind the value", scanner.line())
    return node


def json_prefix(text: str) -> int | None:
    """The length of the JSON text with which a text begins, or null where it begins with none."""
    scanner = _Scanner(text, 1)
    try:
        scanner.value(0)
    except NotJson:
        return None
    return scanner.at


def json_ends(lines: Sequence[str]) -> list[int]:
    """For each line the index behind a JSON sample that would start there, or 0 where it would never be closed.

    Brackets outside strings are counted line by line. All lines are answered in one pass from the last to the first: a sample ends
    with the next line behind which no more brackets are open than before it.
    """
    open_behind = list(accumulate((sum(1 if c in "[{" else -1 for c in brackets(line)) for line in lines), initial=0))
    ends = [0] * len(lines)
    waiting: list[int] = []
    for end in range(len(lines), -1, -1):
        while waiting and open_behind[waiting[-1]] > open_behind[end]:
            waiting.pop()
        if end < len(lines):
            ends[end] = waiting[-1] if waiting else 0
        waiting.append(end)
    return ends


def brackets(line: str) -> Iterator[str]:
    """The brackets of a line that stand outside strings."""
    return (token for token in _QUOTED.findall(line) if not token.startswith('"'))


class CommandEnds:
    """Where shell commands end, by the line and the quote that is open there; each such state is followed only once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.filled = max((number for number, line in enumerate(lines, 1) if line.strip()), default=0)
        self.known: dict[tuple[int, str], int] = {}

    def end(self, start: int) -> int:
        """The index behind a command that starts at a line, or 0 where its quotes or continuations stay open."""
        at, quote, end = start, "", 0
        passed: list[tuple[int, str]] = []
        while at < len(self.lines):
            if (at, quote) in self.known:
                end = self.known[at, quote]
                break
            passed.append((at, quote))
            quote, goes_on = after_line(self.lines[at], quote)
            at += 1
            if quote or (goes_on and at < self.filled and self.lines[at].strip()):
                continue
            # A continuation that nothing follows was cut off; one above a blank line is only a slip.
            end = 0 if goes_on and at >= self.filled else at
            break
        self.known.update(dict.fromkeys(passed, end))
        return end


def end_of_json(lines: Sequence[str], start: int) -> tuple[int, bool]:
    """The index behind a JSON sample that starts at a line, and whether it is closed; an open one ends at the first blank line."""
    end = json_ends(lines[start:])[0]
    return (start + end, True) if end else (blank_or_end(lines, start), False)


def end_of_command(lines: Sequence[str], start: int) -> tuple[int, bool]:
    """The index behind a shell command that starts at a line, and whether it is closed; an open one ends at the first blank line."""
    end = CommandEnds(lines).end(start)
    return (end, True) if end else (blank_or_end(lines, start), False)


def blank_or_end(lines: Sequence[str], start: int) -> int:
    """The index of the first blank line from a start on, or the number of lines."""
    return next((i for i in range(start, len(lines)) if not lines[i].strip()), len(lines))


def after_line(line: str, quote: str) -> tuple[str, bool]:
    """The quote that is open behind a line of a shell command, and whether the line ends in a continuation."""
    escaped = False
    for character in line:
        if escaped:
            escaped = False
        elif character == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
    return quote, escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Curl:
    """A curl command's request: `body` is the text behind `-d`, which starts at `body_line` of the page.

    `output` is the file that the answer is written to, empty where the address names it; `user` is the name and password of basic auth.
    """

    method: str
    url: str | None
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    body_line: int = 0
    form: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    output: str | None = None
    user: str | None = None


#: Options of curl that take a value, and what the value is.
OPTIONS: Final[dict[str, str]] = {
    "-X": "method",
    "--request": "method",
    "--url": "url",
    "-H": "header",
    "--header": "header",
    "-d": "data",
    "--data": "data",
    "--data-raw": "data",
    "--data-binary": "data",
    "--json": "data",
    "--data-urlencode": "form",
    "-F": "part",
    "--form": "part",
    "--form-string": "part",
    "-u": "user",
    "--user": "user",
    "-o": "output",
    "--output": "output",
    "-T": "upload",
    "--upload-file": "upload",
    "-A": "agent",
    "-b": "cookie",
    "--cookie": "cookie",
}


#: The pieces of a shell command: in single quotes, in double quotes, escaped, plain; and the blanks between words.
_PIECE = re.compile(r"""'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^ \t\r\n'"\\]+)|([ \t\r\n]+)""", re.DOTALL)
_ESCAPED = re.compile(r"""\\(["\\])""")


def split_words(text: str) -> list[str] | None:
    """The words of a shell command by the rules of `shlex`, which takes the square of a long word's length; null at an open quote."""
    words: list[list[str]] = [[]]
    at, inside = 0, False
    while match := _PIECE.match(text, at):
        at = match.end()
        single, double, escaped, plain, blank = match.groups()
        if blank is not None:
            words += [[]] if inside else []
            inside = False
            continue
        inside = True
        pieces = (single, None if double is None else _ESCAPED.sub(r"\1", double), escaped, plain)
        words[-1].append(next(piece for piece in pieces if piece is not None))
    if at < len(text):
        return None
    return ["".join(word) for word in (words if inside else words[:-1])]


def unfolded(command: str) -> str:
    """A command whose continued lines are joined; where a capture has joined them, the backslashes before blanks are what is left."""
    text = command.replace("\\\n", " ")
    if "\\ " not in text and "\\\t" not in text:
        return text
    pieces, at = [], 0
    while match := _PIECE.match(text, at):
        at = match.end()
        pieces.append(" " if match[3] in (" ", "\t") else match[0])
    return "".join((*pieces, text[at:]))


def glued_json(command: str) -> int | None:
    """Where a JSON text begins that is glued behind the last quote of a command, or null where there is none."""
    at, quoted = 0, False
    while match := _PIECE.match(command, at):
        if quoted and match[4] and match[4][0] in "[{":
            return at
        quoted = match[1] is not None or match[2] is not None
        at = match.end()
    return None


def parse_curl(text: str, first_line: int) -> Curl | None:
    """The request of a curl command that starts at a line of the page, or null where it cannot be split into words."""
    words = split_words(unfolded(text))
    if words is None:
        return None
    found: dict[str, list[str]] = {}
    rest = iter(words[1:])
    for word in rest:
        name, joined, value = word.partition("=")
        if name in OPTIONS and joined and name.startswith("--"):
            found.setdefault(OPTIONS[name], []).append(value)
        elif word in OPTIONS:
            found.setdefault(OPTIONS[word], []).append(next(rest, ""))
        elif not word.startswith("-"):
            found.setdefault("url", []).append(word)
        else:
            found.setdefault("flag", []).append(word)
    return _curl(found, text, first_line)


def _curl(found: dict[str, list[str]], text: str, first_line: int) -> Curl:
    body = found["data"][0] if "data" in found else None
    sends = body is not None or "form" in found or "part" in found
    headers = tuple(
        (name.strip(), value.strip()) for name, _, value in (h.partition(":") for h in found.get("header", ()))
    )
    get = "-G" in found.get("flag", ()) or "--get" in found.get("flag", ())
    usual = "GET" if get or not sends else "POST"
    method = found.get("method", [usual])[0].upper()
    return Curl(
        method=method if method.isalpha() and method.isascii() else usual,
        url=found["url"][0] if "url" in found else None,
        headers=headers,
        body=body,
        body_line=line_of(body, text, first_line),
        form=tuple(found.get("form", ())),
        parts=tuple(found.get("part", ())),
        output=output_of(found),
        user=next(iter(found.get("user", ())), None),
    )


#: Flags by which curl writes the answer to a file that is called as the address or the server says.
_SAVED = re.compile(r"-[A-Za-z]*O[A-Za-z]*|--remote-name(?:-all)?")


def output_of(found: dict[str, list[str]]) -> str | None:
    """The file that the options of a command write the answer to, empty for one of the server's own name; null where there is none."""
    saved = any(_SAVED.fullmatch(flag) for flag in found.get("flag", ()))
    return next(iter(found.get("output", ())), "" if saved else None)


def queries_of(curl: Curl) -> list[tuple[str, str]]:
    """The names and values in the query of a command's address."""
    query = (curl.url or "").partition("?")[2].partition("#")[0]
    return parse_qsl(query, keep_blank_values=True)


def line_of(part: str | None, text: str, first_line: int) -> int:
    """The line of the page at which a part of a text stands; the first one where the shell's quoting has changed it."""
    place = text.find(part) if part else -1
    return first_line + text.count("\n", 0, max(place, 0))
