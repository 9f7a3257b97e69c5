"""An enum and what was published of it to its class: one member for each value, and its deprecated names."""

import re
from collections.abc import Iterable
from dataclasses import replace

from generator import diagnostics
from generator.diagnostics import Diagnostic
from generator.escaping import Words, python
from generator.ledger import Ledger
from generator.naming import ENUM_NAMES, Scope, constant
from generator.plan import EnumClass, EnumMember
from generator.spec import Enum, EnumValue


def base_of(enum: Enum) -> str:
    """The class that an enum extends."""
    return "IntEnum" if all(isinstance(value.value, int) for value in enum.values) else "StrEnum"


def address_of(enum: Enum, value: EnumValue) -> str:
    """The address of one value of an enum: `enum:eGender.1`."""
    return f"enum:{enum.name}.{value.value}"


def member_scope(ledger: Ledger, enum: Enum, place: str, found: list[Diagnostic], also: Iterable[str]) -> Scope:
    """The names of the members of a class at `place`, by their values; `also` are addresses that they had before."""
    targets = [address_of(enum, value) for value in enum.values]
    return ledger.scope(f"enum:{place}", ENUM_NAMES, found, also=also, targets=targets)


def plan_enum(ledger: Ledger, enum: Enum, name: str, scope: Scope) -> EnumClass:
    """An enum class; of two values that would have one name the later gets a number."""
    base = base_of(enum)
    known = [(address_of(enum, value), plan_member(enum, value, base, scope)) for value in enum.values]
    doc = words_of(enum, name, base)
    return EnumClass(
        name=name,
        base=base,
        doc=Words(doc),
        members=tuple(
            one for address, member in known for one in (member, *old_members(ledger, scope, address, member))
        ),
    )


def words_of(enum: Enum, name: str, base: str) -> str:
    """What is said of a class, with the API's own name for it where that differs."""
    called = f", which the API calls {enum.name}" if enum.name != name else ""
    kind = "number" if base == "IntEnum" else "text"
    return f"The documented values{called}; one that is not listed stays a plain {kind}."


def old_members(ledger: Ledger, scope: Scope, address: str, member: EnumMember) -> Iterable[EnumMember]:
    """The deprecated names of a member, which Python takes for the member itself."""
    doc = Words(f"Deprecated: use `{member.name}`.")
    return [replace(member, name=alias.name, doc=doc) for alias in ledger.grant(scope, address)]


def plan_member(enum: Enum, value: EnumValue, base: str, scope: Scope) -> EnumMember:
    """A member of an enum class; its documented name is told only where it says more than the name in Python."""
    words = value.name if re.search("[A-Za-z0-9]", value.name) else f"value {value.value}"
    wanted, key = constant(words), str(value.value)
    reworded = scope.past.names.get(key, wanted) != wanted and scope.is_free(wanted, value.name, key)
    name = scope.take(wanted, value.name, enum.origin, key=key)
    if reworded and name == scope.past.names[key]:
        facts = {"place": f"enum:{enum.name}", "value": key, "wanted": wanted, "name": name}
        scope.found.append(diagnostics.make("W213", enum.origin.page, enum.origin.line, **facts))
    told = re.sub(r"[\W_]", "", value.name).upper() != name.replace("_", "")
    return EnumMember(
        name=name,
        value=str(int(value.value)) if base == "IntEnum" else python(str(value.value)),
        doc=Words(value.description or (value.name if told else "")),
    )
