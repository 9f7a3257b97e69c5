"""Releases: a version and its changes in, the next version, the edited `api.toml` and a section of the history out, as texts.

The rules are those of semantic versioning. Below 1.0.0 nothing is promised, and the second number tells both what breaks and what is new;
of a version with an ending (`1.2.0rc1`) the number of the ending is raised.
"""

import re
from collections.abc import Sequence

import tomlkit

from generator import escaping
from generator.drift import SEVERITIES, Change, Severity
from generator.reporting import TITLES, is_words, places_of, symbols_in_markdown, words_of
from generator.telling import told

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:([ab]|rc|\.dev)(\d*))?\Z")


def next_version(version: str, severity: Severity) -> str:
    """The version that comes after one, for changes of a severity."""
    match = _VERSION.match(version)
    if match is None:
        raise ValueError(f"{version} is no version")
    major, minor, patch = int(match[1]), int(match[2]), int(match[3])
    if match[4]:
        return f"{major}.{minor}.{patch}{match[4]}{int(match[5] or 0) + 1}"
    if severity == "patch":
        return f"{major}.{minor}.{patch + 1}"
    return f"{major + 1}.0.0" if severity == "breaking" and major else f"{major}.{minor + 1}.0"


def outlook(old: str, new: str, severity: Severity) -> str:
    """What becomes of a version, in words: that it was raised, or which one would fit."""
    return (
        f"Version {old} \u2192 {new}."
        if old != new
        else f"Suggested version: {next_version(old, severity)} (now {old})."
    )


def with_version(toml: str, version: str) -> str:
    """The text of `api.toml` with another version of the package; all else, comments included, stays as it is."""
    document = tomlkit.parse(toml)
    document["package"]["version"] = version
    return tomlkit.dumps(document)


def section(version: str, changes: Sequence[Change], captured: str | None) -> str:
    """What is said of one version, in Markdown."""
    parts = [f"## {version}"]
    if captured:
        parts.append(f"Pages as of {escaping.markdown(captured)}.")
    for severity in reversed(SEVERITIES):
        shown = [one for one in changes if one.severity == severity and not is_words(one)]
        if shown:
            parts += [f"### {TITLES[severity]}", "\n".join(map(item, shown))]
    folded = [one for one in changes if is_words(one)]
    if folded:
        parts.append(f"Words only: {places_of(folded)}.")
    return "\n\n".join(parts) + "\n"


def item(change: Change) -> str:
    """One change as an item of a list, with the symbols that it touches."""
    head = f"- **{words_of(change.address)}**: {words_of(told(change))}"
    symbols = symbols_in_markdown(change)
    return f"{head}  \n  {symbols}" if symbols else head
