"""`overrides.toml` as text: corrections in, the text with their entries out; comments, order and all other entries stay as they are.

New entries go to the end. One that replaces an entry of the same address and facts changes that one where it stands.
"""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from pydantic import JsonValue
from tomlkit.exceptions import ParseError

from generator import escaping
from generator.overrides import Override


class AmendError(Exception):
    """The file cannot be changed without losing something; the text says why."""


def entry(override: Override) -> str:
    """One correction as a table of TOML."""
    keys = (
        ("address", escaping.toml(override.address)),
        ("expect", escaping.toml_value(override.expect)),
        ("set", escaping.toml_value(override.set)),
        ("reason", escaping.toml(override.reason)),
    )
    return "\n".join(["[[override]]", *(f"{key} = {value}" for key, value in keys)]) + "\n"


def overlapping(present: Sequence[Override], address: str, facts: Sequence[str]) -> list[Override]:
    """The entries of an address that set any of some facts."""
    return [one for one in present if one.address == address and not set(facts).isdisjoint(one.set)]


def without(present: Sequence[Override], address: str, facts: Sequence[str]) -> list[Override]:
    """The entries without what they say of some facts of an address."""
    left: list[Override] = []
    for one in present:
        if one.address != address:
            left.append(one)
            continue
        kept = {fact: value for fact, value in one.set.items() if fact not in facts}
        if kept:
            expect = {fact: value for fact, value in one.expect.items() if fact not in facts}
            left.append(one.model_copy(update={"set": kept, "expect": expect}))
    return left


def amend(text: str, present: Sequence[Override], corrections: Sequence[Override]) -> str:
    """The text with corrections written into it; `present` are its entries in their order. Raises AmendError.

    Lines end as those of the text do.
    """
    if "\r\n" in text:
        return amend(text.replace("\r\n", "\n"), present, corrections).replace("\n", "\r\n")
    done = text
    # From the last one on, so that the lines of the others stay true.
    for one in sorted(corrections, key=lambda one: -line_of(present, one)):
        known = overlapping(present, one.address, list(one.set))
        if len(known) > 1:
            raise AmendError(f"{len(known)} entries set these facts of {one.address}; leave one of them")
        if known:
            done = replaced(done, known[0], one)
    added = [entry(one) for one in corrections if not overlapping(present, one.address, list(one.set))]
    done = "\n\n".join(part.strip("\n") for part in (done, *added) if part.strip()) + "\n"
    check(text, done, present, corrections)
    return done


def line_of(present: Sequence[Override], one: Override) -> int:
    """The line of the entry that a correction replaces, 0 where it is new."""
    return max((known.line for known in overlapping(present, one.address, list(one.set))), default=0)


def replaced(text: str, old: Override, new: Override) -> str:
    """The text in which an entry says what another one of its address does; further facts that it sets stay. Raises AmendError.

    Only the lines of the entry are given to the parser: it would bring tables that stand between others into another order.
    """
    lines = text.split("\n")
    start = old.line - 1
    ends = [number for number in range(start + 1, len(lines)) if lines[number].lstrip().startswith("[")]
    for end in (*ends, len(lines)):
        try:
            part = tomlkit.parse("\n".join(lines[start:end]) + "\n")
        except ParseError:
            continue
        table = part["override"][0]
        table["expect"] = inline({**old.expect, **new.expect})
        table["set"] = inline({**old.set, **new.set})
        table["reason"] = inline(new.reason)
        return "\n".join([*lines[:start], tomlkit.dumps(part).removesuffix("\n"), *lines[end:]])
    raise AmendError(f"the entry in line {old.line} cannot be changed; write it by hand")


def inline(value: JsonValue) -> Any:
    """Plain data as what stands behind a key."""
    return tomlkit.value(escaping.toml_value(value))


def check(old: str, new: str, present: Sequence[Override], corrections: Sequence[Override]) -> None:
    """Raise AmendError unless the new text is TOML that says what the old one does, and the corrections."""
    try:
        before, after = tomllib.loads(old), tomllib.loads(new)
    except tomllib.TOMLDecodeError as error:
        said = f"the entry does not fit into the file ({error})"
        raise AmendError(f"{said}; write each of its corrections as a table [[override]]") from error
    changed = {n for n, one in enumerate(present) for c in corrections if overlapping([one], c.address, list(c.set))}
    entries = list(zip(before.get("override", []), after["override"], strict=False))
    kept = all(number in changed or one == other for number, (one, other) in enumerate(entries))
    beside = without_entries(before) == without_entries(after)
    if not (kept and beside and all(any(says(row, one) for row in after["override"]) for one in corrections)):
        raise AmendError("the entry does not fit into the file; write it by hand")


def without_entries(document: Mapping[str, Any]) -> dict[str, Any]:
    """All of a file but its corrections."""
    return {key: value for key, value in document.items() if key != "override"}


def says(row: Mapping[str, Any], one: Override) -> bool:
    """Whether an entry of a file holds a correction."""
    expects, sets = row.get("expect", {}), row.get("set", {})
    held = all(sets.get(k) == v and expects.get(k) == one.expect[k] for k, v in one.set.items())
    return row.get("address") == one.address and held and row.get("reason") == one.reason
