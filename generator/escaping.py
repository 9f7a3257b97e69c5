"""Text of pages into generated files: one escaping function per language, and a text type that cannot be printed without one.

Pages are untrusted. Whatever a page says becomes a string literal, a docstring, a Markdown text or a TOML string, and nothing else.
"""

import json
import re
import textwrap
import unicodedata
from dataclasses import dataclass

from pydantic import JsonValue

#: The longest line of a docstring, so that it fits into 120 characters wherever it stands.
WIDTH = 104

#: Characters that are shown as they are: no controls, no direction marks, no surrogates, no private ones. (Which ones are unassigned
#: depends on the version of Python.)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Words:
    """Text that came from a page. Printing it without an escaping filter is a bug and raises."""

    text: str

    def __str__(self) -> str:
        raise TypeError("text of a page was printed without an escaping filter")

    def __bool__(self) -> bool:
        return bool(self.text)


def _plain(text: object) -> str:
    return text.text if isinstance(text, Words) else str(text)


def python_escape(text: str, quote: str) -> str:
    """The inside of a Python string literal: backslashes, quotes and hidden characters escaped; line feeds are kept for docstrings."""
    return "".join(_escaped(character, quote) for character in text)


def _escaped(character: str, quote: str) -> str:
    if character in ("\\", quote):
        return "\\" + character
    if character == "\n" or unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def python(text: object) -> str:
    """A text as a Python string literal on one line."""
    return '"' + python_escape(_plain(text), '"').replace("\n", "\\n") + '"'


def docstring(text: object, indent: int = 0) -> str:
    """A text as a docstring literal, its long lines wrapped and indented; every quote that could close it is escaped."""
    lines = [piece for line in tidy(_plain(text)).strip().split("\n") for piece in wrapped(line)]
    blanks = " " * indent
    body = "\n".join(blanks * bool(line and number) + python_escape(line, '"') for number, line in enumerate(lines))
    # Quotes inside a triple-quoted text need no backslash unless three meet or one stands last.
    body = re.sub(r'(?<!\\)((?:\\\\)*)\\"(?!\\"|\Z)', r'\1"', body)
    return f'"""{body}\n{blanks}"""' if len(lines) > 1 else f'"""{body}"""'


def wrapped(line: str) -> list[str]:
    """A line cut to at most `WIDTH` characters at blanks; what follows is indented like it, and deeper if it was indented itself."""
    indent = line[: len(line) - len(line.lstrip())]
    further = indent + "    " if indent else ""
    return textwrap.wrap(line, WIDTH, subsequent_indent=further, break_long_words=False, break_on_hyphens=False) or [""]


def tidy(text: str) -> str:
    """Line ends made line feeds, tabs made blanks, and no blank line repeated."""
    return re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4))


#: A name in backticks, and what is special to Markdown outside of one.
_CODE = re.compile(r"(?<![`\\])(`[A-Za-z_][\w./-]*`)(?!`)", re.ASCII)
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~$&^=#]|(?<=:)/(?=/)")


def markdown(text: object) -> str:
    """A text as one line of Markdown in which nothing is markup, wherever it stands in a line or in a table.

    Only names in backticks stay what they are, code: a span holds no character that could be anything else.
    """
    flat = " ".join(_plain(text).split())
    shown = "".join(c if unicodedata.category(c) not in _HIDDEN else f"U+{ord(c):04X}" for c in flat)
    pieces = _CODE.split(shown)
    marked = "".join(one if number % 2 else _SPECIAL.sub(_markdown_character, one) for number, one in enumerate(pieces))
    # What makes a list or a rule at the start of a line.
    return re.sub(r"\A([-+]|\d+(?=[.)]))", lambda m: m[0] + "\\" if m[0].isdigit() else "\\" + m[0], marked)


def _markdown_character(match: re.Match[str]) -> str:
    character = match[0]
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;", "/": "&#47;"}.get(character, "\\" + character)


#: What a code host makes links of in comments and messages, whatever stands around it: people, issues, addresses. (`&#` is an entity.)
_LINKED = re.compile(r"@(?=\w)|(?<!&)#(?=\d)|\b(?:GH-(?=\d)|www(?=\.))", re.I)


def unlinked(marked: str) -> str:
    """Markdown of `markdown` in which a code host notifies nobody and links nothing: a field may be called `@type`, and an account, too.

    A blank without width parts the sign from the word; a backslash would not, because links are made of the text that is shown.
    """
    pieces = _CODE.split(marked)
    return "".join(one if number % 2 else _LINKED.sub(r"\g<0>&#8203;", one) for number, one in enumerate(pieces))


def code(text: object) -> str:
    """Python source on one line as a code span of Markdown, also in a table."""
    return f"`{_plain(text).replace('|', chr(92) + '|')}`"


def anchor(heading: str) -> str:
    """The anchor that code hosts give to a heading of Python names: small letters, no punctuation, blanks as hyphens."""
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


def json_text(value: object) -> str:
    """JSON data on one line of its own; a list of lists has a line for each, so that differences can be read."""
    if isinstance(value, list) and value and all(isinstance(item, list) for item in value):
        rows = ",\n".join(f"        {json.dumps(item, ensure_ascii=True)}" for item in value)
        return f"[\n{rows}\n      ]"
    return json.dumps(_plain(value) if isinstance(value, Words | str) else value, ensure_ascii=True)


def toml(text: object) -> str:
    """A text as a TOML basic string on one line."""
    return '"' + "".join(_toml_character(character) for character in _plain(text)) + '"'


def toml_value(value: JsonValue) -> str:
    """Plain data as a TOML value on one line; null, which TOML has not, is an empty text, as in `overrides.toml`."""
    if isinstance(value, dict):
        inner = ", ".join(f"{toml_key(key)} = {toml_value(one)}" for key, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, int | float) else toml(value or "")


def toml_key(name: str) -> str:
    """A name as a key of TOML."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else toml(name)


def toml_comment(text: object) -> str:
    """A text as a comment of TOML on one line."""
    flat = " ".join(_plain(text).split())
    return "# " + "".join(c if unicodedata.category(c) not in _HIDDEN else f"U+{ord(c):04X}" for c in flat)


def _toml_character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character in "\n\t":
        return {"\n": "\\n", "\t": "\\t"}[character]
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    return f"\\U{ord(character):08x}" if category in _HIDDEN else character
