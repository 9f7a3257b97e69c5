"""What a change is in words: a change in, one sentence without markup out. Texts for people, Markdown and annotations are made of it.

Words of pages are in it as they are: whoever prints them escapes them.
"""

import json
from collections.abc import Callable
from typing import Any

from generator.differences import Kind
from generator.drift import Change


def told(change: Change) -> str:
    """One change in words, without its address."""
    return TOLD[change.kind](change)


def _added(change: Change) -> str:
    return f"new {noun(change)}{facts_of(change.after)}"


def _removed(change: Change) -> str:
    return f"{noun(change)} is gone{facts_of(change.before)}"


def _renamed(change: Change) -> str:
    # An enum value keeps its value, an endpoint its path: only of fields a rename is a guess.
    surely = " probably" if change.subject == "field" else ""
    return f"{noun(change)}{surely} renamed from {shown(change.before)} to {shown(change.after)}"


def _required(change: Change) -> str:
    return "now required" if (change.after or {}).get("required") else "no longer required"


def _changed(label: str) -> Callable[[Change], str]:
    return lambda change: f"{label} {shown(change.before)} \u2192 {shown(change.after)}"


def _type(change: Change) -> str:
    # A time of day that travels with a constant date stays what it is otherwise.
    label = "constant date" if isinstance(change.before, dict) and set(change.before) == {"date_part"} else "type"
    return _changed(label)(change)


def _deprecation(change: Change) -> str:
    return "deprecated" if (change.after or {}).get("deprecated") else "no longer deprecated"


def _words(change: Change) -> str:
    return f"other {' and '.join(key.replace('_', ' ') for key in change.after or {}) or 'words'}"


#: What the pages of a resource say together, by the facts of its record.
RELATIONS = {
    "read_only": "members that are never sent",
    "create_only": "members of new records alone",
    "update_only": "members of changes alone",
    "lists": "lists with what changes them",
    "files": "files with what changes them",
    "filters": "filters of lists",
    "enveloped": "answers in the envelope",
}


def _relation(change: Change) -> str:
    fact = next(iter(change.after))
    return f"{RELATIONS.get(fact, fact)}: {shown(change.before)} \u2192 {shown(change.after)}"


#: How each kind of change is told.
TOLD: dict[Kind, Callable[[Change], str]] = {
    "added": _added,
    "removed": _removed,
    "renamed": _renamed,
    "type": _type,
    "required": _required,
    "nullable": _changed("null allowed:"),
    "default": _changed("default"),
    "enum": _changed("enum"),
    "path": _changed("path"),
    "role": _changed("role"),
    "auth": _changed("authentication"),
    "read-only": _changed("read-only:"),
    "deprecation": _deprecation,
    "relation": _relation,
    "symbol": _changed("another type in Python:"),
    "words": _words,
}

#: What a subject is called where it is not its own name; a field by its direction.
NOUNS = {
    "value": "enum value",
    "symbol": "name in Python",
    "field request": "argument",
    "field response": "answered field",
}


def noun(change: Change) -> str:
    """What kind of thing a change is about."""
    return NOUNS.get(f"{change.subject} {change.direction}", NOUNS.get(change.subject, change.subject))


def facts_of(value: Any) -> str:
    """What is said of something that is new or gone."""
    if isinstance(value, dict) and {"type", "required"} & value.keys():
        required = "required " if value.get("required") else ""
        return f": {required}{type_of(value)}"
    return f": {shown(value)}" if value not in (None, [], {}) else ""


def type_of(facts: dict[str, Any]) -> str:
    """A documented type in short: `integer`, `string (date-time)`, `array of integer`, `integer of eKind`."""
    items = facts.get("items")
    name = str(facts.get("type", ""))
    whole = f"{name} of {type_of(items)}" if items else name
    if facts.get("enum"):
        return f"{whole} of {facts['enum']}".strip()
    return f"{whole} ({facts['format']})" if facts.get("format") else whole


def shown(value: Any) -> str:
    """A value in short."""
    if isinstance(value, dict):
        if "type" in value or "items" in value:
            rest = {key: one for key, one in value.items() if key not in ("type", "items", "format", "enum")}
            return " ".join(filter(None, (type_of(value), shown(rest) if rest else "")))
        return ", ".join(shown(one) for one in value.values())
    if isinstance(value, list):
        return ", ".join(map(shown, value)) or "nothing"
    return "nothing" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
