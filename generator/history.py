"""The history of a package: the text of its `CHANGELOG.md` in, the version that it tells last out, or the text with one more section."""

import re

PAGE = "CHANGELOG.md"
HEAD = "# Changelog\n\nWhat changes for the users of this package, by version.\n"
#: How the section of a version begins, in the ways in which people write it.
_SECTION = re.compile(r"(?im)^#{1,3} +[\[*_]*(?:version +|release +)?v?(\d+[.-]\d[^\s\]*_]*)")


def latest_version(text: str) -> tuple[str | None, int]:
    """The version of the first section with its line; null where there is none."""
    found = _SECTION.search(text)
    return (found[1], text.count("\n", 0, found.start()) + 1) if found else (None, 1)


def with_section(text: str | None, section: str) -> str:
    """The history with a section above those of all other versions, and with the line ends that it has."""
    known = text if text and text.strip() else HEAD
    if "\r\n" in known:
        return with_section(known.replace("\r\n", "\n"), section).replace("\n", "\r\n")
    first = _SECTION.search(known)
    above, below = (known[: first.start()], known[first.start() :]) if first else (known, "")
    return f"{above.rstrip()}\n\n{section}" + (f"\n{below}" if below else "")
