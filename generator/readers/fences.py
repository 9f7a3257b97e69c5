"""Fenced blocks: the language and the text of one in, the kind of sample and the samples in it out."""

import re
from collections.abc import Iterator
from textwrap import dedent

from generator.messages import is_message

SHELLS = frozenset({"bash", "sh", "shell", "curl", "zsh", "console", "terminal", ""})
#: Languages of programs that call the endpoint: they say once more what the curl command says.
PROGRAMS = frozenset(
    {
        *(
            "c",
            "cpp",
            "c++",
            "cs",
            "csharp",
            "c#",
            "vb",
            "dart",
            "elixir",
            "go",
            "golang",
            "java",
            "kotlin",
            "perl",
            "powershell",
        ),
        *(
            "javascript",
            "js",
            "jsx",
            "node",
            "nodejs",
            "typescript",
            "ts",
            "tsx",
            "objc",
            "objective-c",
            "ocaml",
            "clojure",
            "r",
        ),
        *("php", "python", "py", "rb", "ruby", "rust", "scala", "swift"),
    }
)
JSON = frozenset({"json", "jsonc", "json5"})
CURL_LINE = re.compile(r"^[ \t]*(?:\$ )?(?=curl\b)", re.MULTILINE)


def samples_in(kind: str, text: str) -> Iterator[tuple[int, str]]:
    """The samples of a block, each with the offset of its first line: several commands may stand in one."""
    found = commands(text) if kind == "curl" else [(len(text) - len(text.lstrip("\n")), text.strip("\n"))]
    yield from ((at, dedent(body)) for at, body in found)


def commands(text: str) -> Iterator[tuple[int, str]]:
    """Each curl command of a sample, without the remarks around it, and where it starts."""
    starts = [(match.start(), match.end()) for match in CURL_LINE.finditer(text)]
    for (_, start), end in zip(starts, [*(at for at, _ in starts[1:]), len(text)], strict=True):
        lines = text[start:end].split("\n")
        while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
            lines.pop()
        yield start, "\n".join(lines).rstrip("\\ \t\n")


def kind_of_code(language: str, text: str) -> str | None:
    """`curl`, `http` or `json`, by the language of a fence and by what stands in it."""
    start = text.lstrip()
    if language in SHELLS and CURL_LINE.search(text):
        return "curl"
    if is_message(start, language):
        return "http"
    looks = start[:1] in ("{", "[") and language in ("", "javascript", "js")
    return "json" if looks or (start and language in JSON) else None
