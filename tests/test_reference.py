"""Tests of the reference: every name stands in it, its links lead somewhere, and a page of it can be shown."""

import re
from collections import Counter
from functools import cache
from posixpath import dirname, join, normpath

from generator.render import render
from tests.test_whole_site import package

#: What code hosts render: bytes of one file.
SHOWN = 500_000


@cache
def pages() -> dict[str, str]:
    """The Markdown files of the reference of the whole made site."""
    files = render(package())
    return {path: str(text) for path, text in files.items() if path == "REFERENCE.md" or path.startswith("reference/")}


def slugs(text: str) -> set[str]:
    """The anchors that a host gives to the headings of a page: small letters, without punctuation, repeated ones numbered."""
    seen: Counter[str] = Counter()
    found = set()
    for heading in re.findall(r"(?m)^#+ (.*)$", text):
        plain = re.sub(r"\\(.)", r"\1", heading).replace("`", "").lower()
        slug = re.sub(r"[^\w -]", "", plain).replace(" ", "-")
        found.add(slug if not seen[slug] else f"{slug}-{seen[slug]}")
        seen[slug] += 1
    return found


def test_every_link_leads_somewhere() -> None:
    """Each link of the index and of the pages names a page that there is, and a heading that it has."""
    anchors = {path: slugs(text) for path, text in pages().items()}
    for path, text in pages().items():
        for target in re.findall(r"(?<!\\)\]\(([^)\s]*)\)", text):
            page, _, anchor = target.partition("#")
            there = normpath(join(dirname(path), page)) if page else path
            assert there in anchors, f"{path}: {target}"
            assert not anchor or anchor in anchors[there], f"{path}: {target}"


def test_every_name_stands_in_it() -> None:
    """Methods with their arguments, models with their attributes, enums with their members."""
    for one in package().resources:
        text = pages()[f"reference/{one.group}/{one.module}.md"]
        rows = set(re.findall(r"(?m)^\| `(\w+)`", text))
        headings = set(re.findall(r"(?m)^### (?:class )?`([\w.]+)`", text))
        assert headings >= {f"client.{one.group}.{one.attribute}.{method.name}" for method in one.methods}
        assert headings >= {model.name for model in one.public_models} | {enum.name for enum in one.enums}
        assert rows >= {argument.name for method in one.methods for argument in method.arguments}
        assert rows >= {attribute.name for model in one.public_models for attribute in model.attributes}
        assert rows >= {member.name for enum in one.enums for member in enum.members}
        assert rows >= {error.name for method in one.methods for error in method.errors}
        assert f"reference/{one.group}/{one.module}.md" in pages()["REFERENCE.md"]


def test_every_page_can_be_shown() -> None:
    """Also for 210 resources no page is bigger than what hosts render."""
    assert max(len(text.encode()) for text in pages().values()) < SHOWN
