"""What is said of an argument or an attribute: a field and the class of its enum in, words for a reader of Python out."""

import re
from collections.abc import Iterator, Mapping

from generator.plan import Code, EnumClass, EnumMember
from generator.pointers import in_python, unpointed
from generator.spec import Field
from generator.specimens import source
from generator.wording import mend

#: How many members of an enum are named where an argument has it; more of them stand in its class.
FEW = 12
#: What is longer is cut where a tooltip shows it; the reference has all of it.
LONGEST_WORDS = 600
#: What no default in a tooltip exceeds, as source.
_LONGEST_DEFAULT = 40

#: Values that a description lists beside the enum that has them.
_LISTED = re.compile(r"\s*\bValues: (?:-?\d+ *= *[^,;=.\n]+(?:[,;]\s*|(?=[.\n]|\Z)))+\.?")
#: A description that tells the default itself.
_TELLS_DEFAULT = re.compile(r"(?i)\bdefault")


def meaning(one: Field, enum: EnumClass | None, names: Mapping[str, str]) -> str:
    """All that is known of a field, on one line; `names` are those of the fields beside it, by their names on the wire."""
    return sentences("Deprecated." if one.deprecated else "", prose(one, enum, names), listed(one, enum))


def sentences(*parts: str) -> str:
    """What follows one another, each but the last ended by a stop where it has none."""
    told = [one for one in parts if one]
    ended = [one if re.search(r"[.!?:;,…。]\W*\Z", one) else f"{one}." for one in told[:-1]]
    return " ".join((*ended, *told[-1:]))


def prose(one: Field, enum: EnumClass | None, names: Mapping[str, str]) -> str:
    """A field's description, as far as it makes sense off the page."""
    text = unpointed(mend(one.description or ""))
    if enum is not None:
        text = _LISTED.sub("", text)
    others = {wire: name for wire, name in names.items() if wire != one.name}
    return " ".join(in_python(text, others).split())


def listed(one: Field, enum: EnumClass | None) -> str:
    """The class of a field's enum with its members, where they are few."""
    if enum is None:
        return ""
    head = "Each is one of" if one.type == "array" else "One of"
    shown = list(members(enum))
    return f"{head} `{enum.name}`" + (f": {', '.join(shown)}." if shown else ".")


def members(enum: EnumClass) -> Iterator[str]:
    """Each member of an enum with its value and what it means, or none where there are many; deprecated names are left out."""
    own: dict[Code, EnumMember] = {}
    for member in enum.members:
        own.setdefault(member.value, member)
    for member in own.values() if len(own) <= FEW else ():
        yield f"{member.name} ({member.value}{f': {told}' if (told := member.doc.text.rstrip('.')) else ''})"


def default_of(one: Field, enum: EnumClass | None) -> Code:
    """The documented default as source; nothing where there is none, where it is long, and where the description tells it."""
    if one.default is None or isinstance(one.default, dict | list) or _TELLS_DEFAULT.search(one.description or ""):
        return ""
    written = source(one.default)
    member = next((member for member in enum.members if member.value == written), None) if enum else None
    written = f"{enum.name}.{member.name}" if enum and member else written
    return written if len(written) <= _LONGEST_DEFAULT else ""


def brief(text: str, longest: int = LONGEST_WORDS) -> str:
    """A text that is not too long for a tooltip: cut behind a sentence, or else behind a word."""
    if len(text) <= longest:
        return text
    head = text[:longest]
    sentence = max(head.rfind(mark) for mark in (". ", "! ", "? ", ".\n"))
    return head[: sentence + 1] if sentence > longest // 3 else f"{head.rsplit(maxsplit=1)[0]} ..."
