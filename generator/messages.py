"""Raw HTTP messages and form-encoded bodies in samples: text in, a request, an answer or a tree with the lines of the page out.

POST /token HTTP/1.1            HTTP/1.1 400 Bad Request
Content-Type: application/json  Content-Type: application/json

{"name": "x"}                   {"error": "x"}
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from generator.samples import Curl, Node

REQUEST_LINE = re.compile(r"(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) +(?P<url>[/h]\S*)(?: +HTTP/[\d.]+)?")
STATUS_LINE = re.compile(r"HTTP/[\d.]+ +(?P<status>[1-5]\d\d)\b.*")
HEADER_LINE = re.compile(r"(?P<name>[A-Za-z][\w-]*): *(?P<value>.*)")
FORM_LINE = re.compile(r"[\w.\[\]-]+=[^\s&]*(?:&[\w.\[\]-]+=[^\s&]*)*&?")
PART_OPTIONS = re.compile(r";\s*(?:type|filename|headers|encoder)=[^;]*")
JSON_LINE = re.compile(r"\s*[\[{]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as it goes over the wire: its status, and the text of its body that starts at `body_line` of the page."""

    status: int
    body: str | None
    body_line: int
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def media(self) -> str | None:
        """The media type that the headers state."""
        stated = (value for name, value in self.headers if name.lower() == "content-type")
        return next((value.partition(";")[0].strip().lower() for value in stated), None)


def starts_message(line: str) -> bool:
    """Whether a line is the first of a raw message; a request must say its protocol, for words may begin with a method."""
    words = line.strip()
    return bool(STATUS_LINE.fullmatch(words) or (REQUEST_LINE.fullmatch(words) and "HTTP/" in words))


def is_message(sample: str, language: str) -> bool:
    """Whether a sample is a raw message. Where it is nothing but a request line, or says that it is HTTP, it needs no protocol."""
    text = sample.strip()
    first = text.partition("\n")[0].strip()
    return starts_message(first) or ((language == "http" or first == text) and bool(REQUEST_LINE.fullmatch(first)))


def message_end(lines: Sequence[str], start: int, ends: Sequence[int]) -> int:
    """The index behind a raw message that starts at a line: its headers, and behind a blank line a body that looks like one.

    `ends` are those of `samples.json_ends`.
    """
    at = start + 1
    while at < len(lines) and HEADER_LINE.fullmatch(lines[at].strip()):
        at += 1
    body = next((i for i in range(at, len(lines)) if lines[i].strip()), len(lines))
    if body == at or body == len(lines):
        return at
    if JSON_LINE.match(lines[body]):
        return ends[body] or at
    while body < len(lines) and FORM_LINE.fullmatch(lines[body].strip()):
        body = at = body + 1
    return at


def parse_message(text: str, first_line: int) -> Curl | Answer | None:
    """The request or the answer of a raw message that starts at a line of the page; null where it is none."""
    lines = text.split("\n")
    first = lines[0].strip()
    request, status = REQUEST_LINE.fullmatch(first), STATUS_LINE.fullmatch(first)
    if request is None and status is None:
        return None
    at, headers = 1, []
    while at < len(lines) and (header := HEADER_LINE.fullmatch(lines[at].strip())):
        headers.append((header["name"], header["value"].strip()))
        at += 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    body = "\n".join(lines[at:]).strip() or None
    if request is None:
        assert status is not None
        return Answer(status=int(status["status"]), body=body, body_line=first_line + at, headers=tuple(headers))
    return Curl(
        method=request["method"], url=request["url"], headers=tuple(headers), body=body, body_line=first_line + at
    )


def parse_form(text: str, first_line: int) -> Node | None:
    """A form-encoded body as an object whose values are texts; null where it is none."""
    joined = "".join(line.strip() for line in text.split("\n"))
    if not FORM_LINE.fullmatch(joined):
        return None
    members = tuple(
        (name, first_line, Node(line=first_line, value=value))
        for name, value in parse_qsl(joined, keep_blank_values=True)
    )
    return Node(line=first_line, members=members)


def parse_parts(curl: Curl, first_line: int) -> list[Node]:
    """The object that a command sends part by part (`-F name=value`, `--data-urlencode name=value`), in a list; empty where it does not."""
    # What curl is told of a part beside its value is none of it.
    parts = (PART_OPTIONS.sub("", part) for part in curl.parts)
    pairs = [part.partition("=") for part in (*curl.form, *parts)]
    members = tuple(
        (name, first_line, Node(line=first_line, value=value)) for name, mark, value in pairs if name and mark
    )
    return [Node(line=first_line, members=members)] if members else []
