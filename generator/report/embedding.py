"""The data document to one HTML file without anything from elsewhere: skeleton, style, script and data of `templates/report/`.

The file holds exactly the elements of the skeleton and one block of data for each part; text of pages stands in blocks alone, which no
browser reads as markup. A policy in the file lets nothing run but our script, told by its hash, and nothing be loaded at all.
"""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from generator.render import templates_folder
from generator.report.records import Document, plain
from generator.surrogates import without_surrogates

#: The parts of the script in the order in which they are joined.
SCRIPTS = (
    "elements.js",
    "blocks.js",
    "addresses.js",
    "overview.js",
    "lists.js",
    "search.js",
    "facts.js",
    "captures.js",
    "endpoint.js",
    "keys.js",
    "start.js",
)
STYLES = ("colours.css", "frame.css", "overview.css", "endpoint.css", "print.css")

#: What the browser may do with the file: run our script, use our style. Text can never become markup or a script (trusted types).
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

_LEVEL = 9


def page(document: Document) -> bytes:
    """The HTML file of a data document; the same document gives the same bytes."""
    folder = templates_folder() / "report"
    style, script = joined(folder, STYLES), f'"use strict";\n(() => {{\n{joined(folder, SCRIPTS)}}})();\n'
    parts = {
        "policy": POLICY.format(script=hash_of(script), style=hash_of(style)),
        "style": style,
        "script": script,
        "blocks": "\n".join(blocks(document)),
    }
    skeleton = (folder / "page.html").read_text(encoding="utf-8")
    # In one pass, so that nothing that is put in is looked at again.
    return re.sub(r"\[\[ (\w+) \]\]", lambda gap: parts[gap[1]], skeleton).encode()


def joined(folder: Path, names: tuple[str, ...]) -> str:
    """Some files as one."""
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


def hash_of(text: str) -> str:
    """The name by which the policy knows a script or a style."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def blocks(document: Document) -> list[str]:
    """The blocks of data: the index as it is, everything else packed until it is asked for."""
    index = f'<script type="application/json" id="index">{safe(json_of(document.index))}</script>'
    parts = {"lists": document.lists, "names": document.names}
    parts |= {f"chunk-{number}": chunk for number, chunk in enumerate(document.chunks)}
    return [index, *(f'<script type="text/plain" id="{name}">{packed(part)}</script>' for name, part in parts.items())]


def json_of(part: Any) -> str:
    """A part of the document as JSON in ASCII, without halves of characters, which no address could name."""
    return json.dumps(without_surrogates(plain(part)), ensure_ascii=True, separators=(",", ":"))


def safe(text: str) -> str:
    """JSON in ASCII without a character that a browser could read as markup; all of them stand in strings."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def packed(part: Any) -> str:
    """A part of the document, packed: letters, digits, `+`, `/` and `=`."""
    return base64.b64encode(gzip.compress(json_of(part).encode(), _LEVEL, mtime=0)).decode()
