"""A small project in which everything that a review page shows is to be seen: two pages about lamps, built once and changed since.

A field was taken away and another got a new type (drift), a line is left over, an override corrects a default, a capture that lost a
field is kept aside, and a page is gone from the docs.
"""

import json
from hashlib import sha256
from pathlib import Path

from tests import lamps
from tests.workbench import run

API = "home"
CONFIG = """
[api]
name = "home"
title = "Home"
base_url = "https://home.test"
[package]
distribution = "home-client"
import_name = "home"
client = "Home"
version = "0.1.0"
[conventions]
resource_path = "/api/{group}/{collection}"
role = "{resource}-{verb}"
"""
OVERRIDE = """
[[override]]
address = "Lamp.update.request.Label"
expect = { format = "" }
set = { format = "email" }
reason = "Labels are addresses; the page forgets to say so."
"""
#: What nothing reads: a component that shows what is written elsewhere.
ODD = '<CommonFields kind="all" />'
UPDATE, READ = "lamps/update.md", "lamps/read.md"


def reading_page() -> str:
    """A page that reads a lamp."""
    text = lamps.cut("## Request Body", "## Response")
    for old, new in (
        ("Update lamp", "Read a lamp"),
        ("PUT /api/home/lamps", "GET /api/home/lamps/{id}"),
        ("Changes a", "Gives a"),
    ):
        text = text.replace(old, new)
    return text


def before() -> str:
    """The page that was built."""
    return lamps.page()


def now() -> str:
    """The page as it is now: `Light` is a string, `Floor` is gone, and a line says nothing that can be read."""
    return lamps.page(
        ('<ParamField body="Light" type="integer">', '<ParamField body="Light" type="string">'),
        ('    <ParamField body="Floor" type="integer">\n      The floor of the room.\n    </ParamField>\n', ""),
        ("## Response\n", f"## Response\n\n{ODD}\n"),
    )


def held() -> str:
    """A newer capture of it, which lost a field."""
    start = now().index(lamps.row("body", "Label"))
    return now()[:start] + now()[now().index(lamps.row("body", "Light")) :]


def make_project(root: Path) -> Path:
    """The project in a folder."""
    specs = root / "specs" / API
    write(specs / "api.toml", CONFIG)
    write(specs / "overrides.toml", OVERRIDE)
    write(specs / "pages" / UPDATE, before())
    write(specs / "pages" / READ, reading_page())
    assert run(root, "build").code == 0
    write(specs / "pages" / UPDATE, now())
    write(specs / "quarantine" / UPDATE, held())
    entry = {
        "sha256": sha256(held().encode()).hexdigest(),
        "first_seen": "2026-01-02T03:04:05Z",
        "runs": 2,
        "losses": ["required field `update.request.Label`"],
        "signature": "0" * 64,
    }
    lock = {"held": {UPDATE: entry}, "gone": {READ: {"url": None, "first_seen": "2026-01-01T00:00:00Z"}}}
    write(specs / "quarantine.lock.json", json.dumps(lock))
    return root


def write(path: Path, text: str) -> None:
    """Write a text, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
