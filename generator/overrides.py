"""The hand-written `overrides.toml`: guarded corrections of pages that are wrong or say too little.

An entry names an address, what the page says there now (`expect`), what is right (`set`) and why (`reason`). One whose address or
expectation no longer fits is an error, one that the page has made needless is a warning. An empty string stands for "nothing said".
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError
from pydantic import Field as Key

from generator import addresses, diagnostics
from generator.addresses import Part
from generator.config import syntax_line
from generator.diagnostics import Diagnostic, or_like
from generator.entries import entry_lines, read_entries
from generator.settable import BODY_FACTS, ENDPOINT_FACTS, ENUM_FACTS, FIELD_FACTS, RESOURCE_FACTS, unfit
from generator.spec import Endpoint, Enum, Field, Origin, Parameter, Request, Resource, Response

PAGE = "overrides.toml"
#: Findings that say of an entry that it fits the pages no more; and that it can be deleted, an alias that has run out like the rest.
STALE, OUTLIVED = frozenset({"E113", "E114"}), frozenset({"W115", "W120"})
#: What the file holds; of aliases `aliases` knows more.
TABLES = ("override", "alias")

R = TypeVar("R", Field, Endpoint, Enum, Resource, Request, Response)


class Override(BaseModel):
    """One correction; `line` is where its entry begins."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: str = Key(min_length=1)
    expect: dict[str, JsonValue]
    set: dict[str, JsonValue] = Key(min_length=1)
    reason: str = Key(min_length=3)
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The corrected resources, the findings, the names of the resources whose corrections failed, and the entries that took effect."""

    resources: tuple[Resource, ...]
    found: tuple[Diagnostic, ...]
    failed: frozenset[str]
    done: tuple[Override, ...] = ()


def load(text: str) -> tuple[list[Override] | None, list[Diagnostic]]:
    """The entries of a file, or null where it is no TOML; a malformed entry is an error and left out."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [diagnostics.make("E111", PAGE, syntax_line(text, error), reason=error)]
    found = [diagnostics.make("E112", PAGE, 1, key=key, reason="unknown key") for key in document if key not in TABLES]
    entries = document.get("override", [])
    if not isinstance(entries, list):
        return None, [diagnostics.make("E112", PAGE, 1, key="override", reason="write [[override]]")]
    done, more = read_entries(text, "override", entries, guarded, page=PAGE, code="E112")
    return done, [*found, *more]


def given_names(text: str, read: Sequence[Override]) -> frozenset[str]:
    """The names that entries which cannot be read would give to things, as far as that can be told; `read` are the others."""
    rows = tomllib.loads(text).get("override", [])
    lines = {one.line for one in read}
    sets = [row.get("set") for line, row in zip(entry_lines(text, "override"), rows, strict=False) if line not in lines]
    return frozenset(value for one in sets if isinstance(one, dict) for value in one.values() if isinstance(value, str))


def guarded(keys: Mapping[str, Any]) -> Override:
    """The override of an entry; raises ValueError."""
    return check_guard(Override.model_validate(keys))


def check_guard(override: Override) -> Override:
    """An override must expect something of every fact that it sets; raises ValueError."""
    unguarded = sorted(set(override.set) - set(override.expect))
    if unguarded:
        raise ValueError(f"`expect` says nothing of {', '.join(unguarded)}")
    return override


def apply(resources: Sequence[Resource], overrides: Sequence[Override], kept: Sequence[Resource] = ()) -> Applied:
    """Apply the overrides in their order. `kept` are last good resources, which have their corrections already."""
    found: list[Diagnostic] = []
    failed: set[str] = set()
    entries: list[Override] = []
    done = list(resources)
    for override in overrides:
        hit, problems = False, unknown_enums(override, [*done, *kept])
        for index, resource in enumerate(() if problems else done):
            changed, matched, more = apply_one(resource, override)
            done[index] = with_enums(changed, override, [*done, *kept]) if matched else changed
            hit, problems = hit or matched, problems + more
        if not hit and not problems and not any(names(resource, override.address) for resource in kept):
            problems.append(diagnostics.make("E113", PAGE, override.line, address=override.address))
        if diagnostics.has_errors(problems):
            failed |= concerned(done, override.address)
        elif hit:
            entries.append(override)
        found += problems
    return Applied(resources=tuple(done), found=tuple(found), failed=frozenset(failed), done=tuple(entries))


def unknown_enums(override: Override, resources: Sequence[Resource]) -> list[Diagnostic]:
    """The enum that an override links a field or its items with, where no page has it."""
    known = sorted({enum.name for resource in resources for enum in resource.enums})
    return [
        _refused(override, fact, f"no enum is called {name}{or_like(get_close_matches(name, known))}")
        for fact, name in links_of(override)
        if name not in known
    ]


def links_of(override: Override) -> list[tuple[str, str]]:
    """The facts by which an override links a field or its items with an enum, each with the name of it."""
    items = override.set.get("items")
    links = (("enum", override.set.get("enum")), ("items", items.get("enum") if isinstance(items, dict) else None))
    return [(fact, name) for fact, name in links if isinstance(name, str) and name]


def with_enums(resource: Resource, override: Override, resources: Sequence[Resource]) -> Resource:
    """A resource with the enums of other resources that an override links its fields with."""
    missing = {name for _, name in links_of(override)} - {enum.name for enum in resource.enums}
    lent = {enum.name: enum for one in resources for enum in one.enums if enum.name in missing}
    return resource.model_copy(update={"enums": (*resource.enums, *lent.values())}) if lent else resource


def concerned(resources: Sequence[Resource], address: str) -> set[str]:
    """The names of the resources that an address is about; an enum may be in several."""
    parts = addresses.split(address) or ("",)
    if parts[0] == addresses.ENUM:
        return {resource.resource for resource in resources if addresses.enum_in(resource, address)}
    return {parts[0]}


def names(resource: Resource, address: str) -> bool:
    """Whether an address names something in a resource."""
    if address == resource.resource or addresses.enum_in(resource, address):
        return True
    if any(known == address for known, _ in addresses.facts(resource)):
        return True
    parts = addresses.split(address) or ()
    at = [
        (resource.resource, one.operation, *path) for one in resource.endpoints for path, _ in addresses.bodies_of(one)
    ]
    return parts in at


def apply_one(resource: Resource, override: Override) -> tuple[Resource, bool, list[Diagnostic]]:
    """One override on one resource: the resource, whether the address names something in it, and the findings."""
    parts = addresses.split(override.address)
    if parts is None:
        return resource, False, []
    if addresses.ENUM in parts[:2]:
        name = addresses.enum_in(resource, override.address)
        return _apply_to_enum(resource, name, override) if name is not None else (resource, False, [])
    if parts[0] != resource.resource:
        return resource, False, []
    if len(parts) == 1:
        changed, problems = corrected(resource, override, RESOURCE_FACTS)
        return changed, True, problems
    matched, found, endpoints = False, list[Diagnostic](), list[Endpoint]()
    for endpoint in resource.endpoints:
        if endpoint.operation == parts[1]:
            endpoint, hit, problems = _apply_to_endpoint(endpoint, parts[2:], override)
            matched, found = matched or hit, found + problems
        endpoints.append(endpoint)
    return resource.model_copy(update={"endpoints": tuple(endpoints)}), matched, found


def _apply_to_endpoint(endpoint: Endpoint, path: Part, override: Override) -> tuple[Endpoint, bool, list[Diagnostic]]:
    if not path:
        changed, problems = corrected(endpoint, override, ENDPOINT_FACTS)
        return with_slots(changed, override) if "path" in override.set else changed, True, problems
    for at, body in addresses.bodies_of(endpoint):
        if at == path:
            return _apply_to_body(endpoint, body, override)
    found: list[Diagnostic] = []
    hits: list[Part] = []

    def change(at: Part, one: Field) -> Field:
        if at != path:
            return one
        hits.append(at)
        changed, problems = corrected(one, override, FIELD_FACTS)
        found.extend(problems)
        return changed

    return addresses.rewrite(endpoint, change), bool(hits), found


def with_slots(endpoint: Endpoint, override: Override) -> Endpoint:
    """An endpoint under a corrected path: parameters that only the wrong one showed go, those that only the right one shows come."""
    place, _, query = (endpoint.path or "").partition("?")
    slots = dict.fromkeys(re.findall(r"\{([^{}]+)\}", place))
    shown = {("path", name) for name in slots} | {("query", pair.partition("=")[0]) for pair in query.split("&")}
    kept = [one for one in endpoint.parameters if one.origin.rule != "path" or (one.location, one.name) in shown]
    known = {one.name for one in kept if one.location == "path"}
    origin = Origin(page=PAGE, line=override.line, rule="path")
    new = [
        Parameter(name=name, type="string", required=True, origin=origin, location="path")
        for name in slots
        if name not in known
    ]
    return endpoint.model_copy(update={"parameters": (*kept, *new)})


def _apply_to_body(
    endpoint: Endpoint, body: Request | Response, override: Override
) -> tuple[Endpoint, bool, list[Diagnostic]]:
    if isinstance(body, Request):
        request, found = corrected(body, override, BODY_FACTS)
        return endpoint.model_copy(update={"request": request}), True, found
    answer, found = corrected(body, override, BODY_FACTS)
    answers = tuple(answer if one is body else one for one in endpoint.responses)
    return endpoint.model_copy(update={"responses": answers}), True, found


def _apply_to_enum(resource: Resource, name: str, override: Override) -> tuple[Resource, bool, list[Diagnostic]]:
    one = next(enum for enum in resource.enums if enum.name == name)
    others = [enum for enum in resource.enums if enum is not one]
    enum, found = corrected(one, override, ENUM_FACTS)
    new = enum.name
    twin = next((other for other in others if other.name == new), None)
    if twin is not None and addresses.rows_of(twin) != addresses.rows_of(enum):
        return resource, True, [_refused(override, "name", f"{resource.resource} has another enum of that name")]
    enums = others if twin else [enum if each is one else each for each in resource.enums]

    def change(_: Part, one: Field) -> Field:
        if one.enum == name:
            return one.model_copy(update={"enum": new})
        if one.items is not None and one.items.enum == name:
            return one.model_copy(update={"items": one.items.model_copy(update={"enum": new})})
        return one

    endpoints = tuple(addresses.rewrite(endpoint, change) for endpoint in resource.endpoints)
    return resource.model_copy(update={"enums": tuple(enums), "endpoints": endpoints}), True, found


def corrected(record: R, override: Override, allowed: Sequence[str]) -> tuple[R, list[Diagnostic]]:
    """A record with the facts that an override sets, if all that it expects still holds."""
    problems = guard(record, override, allowed)
    said = [] if problems else needless(record, override)
    problems = problems or (
        [_refused(override, *one) for one in unfit(record, override.set)] if len(said) < len(override.set) else []
    )
    if problems or len(said) == len(override.set):
        return record, problems or said
    try:
        changed = record.__class__.model_validate({**plain(record), **{k: _null(v) for k, v in override.set.items()}})
    except ValidationError as error:
        row = error.errors()[0]
        return record, [_refused(override, ".".join(map(str, row["loc"])), row["msg"])]
    told = {one.facts["fact"] for one in said}
    update: dict[str, Any] = {key: getattr(changed, key) for key in override.set if key not in told}
    if isinstance(record, Field):
        mark = Origin(page=PAGE, line=override.line, rule="override")
        update["facts"] = {**record.facts, **dict.fromkeys(list(update), mark)}
    return record.model_copy(update=update), said


def guard(record: BaseModel, override: Override, allowed: Sequence[str]) -> list[Diagnostic]:
    """What keeps an override from being applied: a fact that cannot be set, an expectation that fails of one that is not set already."""
    for fact in (*override.set, *override.expect):
        if fact not in allowed:
            return [_refused(override, fact, f"it can be one of {', '.join(allowed)}")]
    now = plain(record)
    same = {fact for fact, value in override.set.items() if now[fact] == _null(value)}
    if same == set(override.set):
        return []
    return [
        diagnostics.make(
            "E114",
            PAGE,
            override.line,
            address=override.address,
            fact=fact,
            expected=_said(_null(value)),
            actual=_said(now[fact]),
        )
        for fact, value in override.expect.items()
        if now[fact] != _null(value) and fact not in same
    ]


def needless(record: BaseModel, override: Override) -> list[Diagnostic]:
    """The facts that an override sets although the page says so itself."""
    now = plain(record)
    return [
        diagnostics.make("W115", PAGE, override.line, address=override.address, fact=fact, actual=_said(now[fact]))
        for fact, value in override.set.items()
        if now[fact] == _null(value)
    ]


def _refused(override: Override, fact: str, reason: str) -> Diagnostic:
    return diagnostics.make("E116", PAGE, override.line, address=override.address, fact=fact, reason=reason)


def plain(record: BaseModel) -> Mapping[str, Any]:
    """The facts of a record as entries write them."""
    facts = record.model_dump(by_alias=True)
    if facts.get("items") is not None:
        facts["items"] = {key: value for key, value in facts["items"].items() if value is not None}
    return facts


def _null(value: JsonValue) -> JsonValue:
    return None if value == "" else value


def _said(value: object) -> object:
    return "nothing" if value is None else value
