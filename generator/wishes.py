"""What a person asks of a correction: `KEY=VALUE` texts and an address in, facts and what the address names out, or what is wrong.

A `*` stands for one name of an address: `*.update.request.MacAddress`, `Booking.*.response.200.Id`. A value is written as in TOML or
bare; what a bare one means is told by the fact and, of a default, by the type of the field.
"""

import json
import re
import shlex
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, JsonValue

from generator import addresses, escaping
from generator.addresses import Part
from generator.overrides import plain
from generator.settable import BODY_FACTS, ENDPOINT_FACTS, ENUM_FACTS, FIELD_FACTS, RESOURCE_FACTS
from generator.spec import Endpoint, Enum, Field, Request, Resource, Response

#: Facts whose values are texts, whatever they look like.
TEXTS = frozenset(
    {"content_type", "date_part", "description", "enum", "format", "method", "name", "operation", "path", "resource", "summary", "title",
     "type"}
)  # fmt: skip
#: Facts with members, which may be given one by one: `items.type=integer`.
MEMBERS = {"items": ("type", "format", "enum")}
#: What can be set of each kind of thing.
SETTABLE: tuple[tuple[type[BaseModel], tuple[str, ...]], ...] = (
    (Resource, RESOURCE_FACTS),
    (Endpoint, ENDPOINT_FACTS),
    (Field, FIELD_FACTS),
    (Enum, ENUM_FACTS),
    (Request, BODY_FACTS),
    (Response, BODY_FACTS),
)
Thing = Resource | Endpoint | Field | Enum | Request | Response
#: What is to be set, as it was written.
Facts = Mapping[str, str]


class WishError(Exception):
    """What was asked for makes no sense; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something that has an address; `told` is whether that is worth telling to somebody who looks for another one."""

    address: str
    thing: Thing
    told: bool = True

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts of it that can be set."""
        return next(facts for kind, facts in SETTABLE if isinstance(self.thing, kind))


def facts_of(texts: Sequence[str]) -> dict[str, str]:
    """The facts that `KEY=VALUE` texts give, members of facts by `items.type`; raises WishError."""
    found: dict[str, str] = {}
    for text in texts:
        key, mark, value = text.partition("=")
        key = key.strip()
        if not mark or not re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", key):
            raise WishError(f"write --set KEY=VALUE, not {text}")
        if key in found:
            raise WishError(f"{key} is given twice")
        found[key] = value
    return found


def value_of(key: str, text: str, type_: str | None = None) -> JsonValue:
    """The value that a text means: of TOML where it is one, else the text itself; nothing is an empty text.

    Some facts are texts whatever they look like, and so is the default of a field that is a string by its `type_`.
    """
    try:
        document = tomllib.loads(f"v = {text}")
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    value = document.get("v")
    if len(document) != 1 or not is_plain(value):
        return text
    is_text = key.rpartition(".")[2] in TEXTS or (key == "default" and type_ == "string")
    return text if is_text and not isinstance(value, str) else value


def text_of(key: str, value: JsonValue, type_: str | None = None) -> str:
    """The text that means a value: bare where that is enough, else as TOML writes it."""
    if isinstance(value, str) and value.isprintable() and value_of(key, value, type_) == value:
        return value
    return escaping.toml_value(value)


def is_plain(value: object) -> bool:
    """Whether a value of TOML is one of JSON, too."""
    if isinstance(value, dict):
        return all(map(is_plain, value.values()))
    if isinstance(value, list):
        return all(map(is_plain, value))
    return isinstance(value, str | bool | int) or (isinstance(value, float) and abs(value) < float("inf"))


def can(one: Named, key: str) -> bool:
    """Whether a fact, or a member of one, can be set of a thing."""
    fact, _, member = key.partition(".")
    return fact in one.facts and (not member or member in MEMBERS.get(fact, ()))


def whole(facts: Facts, one: Named) -> dict[str, JsonValue]:
    """The facts that are to be set of a thing; members of a fact are put into what the page says of it. Raises WishError."""
    now, done = plain(one.thing), dict[str, JsonValue]()
    type_ = value_of("type", facts["type"]) if "type" in facts else now.get("type")
    for key, text in facts.items():
        fact, _, member = key.partition(".")
        if not can(one, key):
            raise WishError(f"{one.address} has no {key} to set; it has {', '.join(one.facts)}")
        value = value_of(key, text, str(type_))
        if member:
            before = done.get(fact, now[fact])
            members = {**(before if isinstance(before, dict) else {}), member: value}
            done[fact] = {name: said for name, said in members.items() if said != ""}
        else:
            done[fact] = value
    return done


def said_now(one: Named, facts: Sequence[str]) -> dict[str, JsonValue]:
    """What is said of some facts of a thing, as `expect` writes it."""
    now = plain(one.thing)
    return {fact: "" if now[fact] is None else now[fact] for fact in facts}


def everything(resources: Sequence[Resource]) -> Iterator[Named]:
    """All that a correction can be of, each address once. An enum can be meant in all resources that have it, or in one of them."""
    seen: set[str] = set()
    many = addresses.many_enums(resources)
    for resource in resources:
        bodies = (
            (addresses.join((resource.resource, endpoint.operation, *path)), body)
            for endpoint in resource.endpoints
            for path, body in addresses.bodies_of(endpoint)
        )
        for address, thing in ((resource.resource, resource), *addresses.facts(resource), *bodies):
            if address not in seen:
                seen.add(address)
                yield Named(address=address, thing=thing)
        for enum in resource.enums:
            at = addresses.join((resource.resource, addresses.ENUM, enum.name))
            yield Named(address=at, thing=enum, told=enum.name in many)


def matching(known: Sequence[Named], address: str) -> list[Named]:
    """What an address names, or all that it names where `*` stands for names of it."""
    exact = [one for one in known if one.address == address]
    parts = addresses.split(address)
    if exact or parts is None or "*" not in parts:
        return exact
    return [one for one in known if fits(parts, addresses.split(one.address) or ())]


def fits(pattern: Part, parts: Part) -> bool:
    """Whether an address is one that a pattern means; of an enum that must say so."""
    same = [
        other if one == "*" and other != addresses.ENUM else one for one, other in zip(pattern, parts, strict=False)
    ]
    return len(pattern) == len(parts) and same == list(parts)


def near(known: Sequence[Named], address: str) -> list[str]:
    """Addresses that look like one that nothing has."""
    return addresses.near(sorted(one.address for one in known if one.told), address)


def command(address: str, fact: str = "type", value: JsonValue = "...") -> str:
    """The command that corrects a fact, for a person to copy and complete."""
    text = value if isinstance(value, str) else json.dumps(value)
    return " ".join(map(shell_word, ("docs2client", "override", address, "--set", f"{fact}={text}", "--reason", "...")))


def shell_word(text: str) -> str:
    """A text as one word for a POSIX shell; characters that a terminal would obey or nobody sees stand by their numbers.

    So do those that `printf` would take for something of its own: a minus may begin an option.
    """
    if text.isprintable():
        return shlex.quote(text)
    told = (
        chr(one) if 0x20 <= one < 0x7F and chr(one) not in "\\%'-" else f"\\{one:03o}"
        for one in text.encode(errors="replace")
    )
    return f"\"$(printf '{''.join(told)}')\""
