"""One resource to what can be looked at of it: its endpoints and enums in, a chunk out, each fact with its line, corrections and drift."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import addresses
from generator.addresses import Part, join
from generator.overrides import plain
from generator.report.atlas import Atlas, SheetKey
from generator.report.records import Chunk, Facts, Head, Listed, Place, Row, Section
from generator.settable import BODY_FACTS, ENDPOINT_FACTS, ENUM_FACTS, FIELD_FACTS
from generator.spec import Endpoint, Enum, Field, Origin, Parameter, Request, Resource, Response
from generator.telling import shown
from generator.wishes import MEMBERS, text_of

#: What the places of parameters are called, in the order in which they are shown.
PLACES = {"path": "Path", "query": "Query", "header": "Headers", "cookie": "Cookies"}

#: The facts of a field that are shown as a word and a value, and those that are a word alone.
VALUED = {"format": "format", "date_part": "date part", "default": "default"}
PLAIN = {"deprecated": "deprecated", "read_only": "read-only"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A resource while it is laid out: the numbers of its sheets and enums, and the lines that name a field."""

    atlas: Atlas
    resource: Resource
    sheets: Mapping[SheetKey, int]
    enums: Mapping[str, int]
    naming: frozenset[tuple[str, int | None]]

    def place(self, origin: Origin) -> Place:
        """Where a fact comes from: a sheet of the chunk, or another file."""
        key = self.atlas.find(origin.page, origin.line)
        number = self.sheets.get(key) if key else None
        page = origin.page if number is None else None
        return Place(sheet=number, page=page, line=origin.line, rule=origin.rule)


def chunk_of(atlas: Atlas, resource: Resource) -> Chunk:
    """Everything of one resource."""
    keys = list(dict.fromkeys(key for one in resource.endpoints for key in atlas.of_endpoint(one)))
    desk = Desk(
        atlas=atlas,
        resource=resource,
        sheets={key: number for number, key in enumerate(keys)},
        enums={one.name: number for number, one in enumerate(resource.enums)},
        naming=frozenset(
            (field.origin.page, field.origin.line)
            for one in resource.endpoints
            for _, field in addresses.fields_of(one)
        ),
    )
    return Chunk(
        sheets=tuple(atlas.sheet_of[key] for key in keys),
        endpoints=tuple(facts_of(desk, one) for one in resource.endpoints),
        enums=tuple(listed(desk, one) for one in resource.enums),
    )


def facts_of(desk: Desk, endpoint: Endpoint) -> Facts:
    """Everything of one endpoint."""
    at = (desk.resource.resource, endpoint.operation)
    own = tuple(desk.sheets[key] for key in desk.atlas.of_endpoint(endpoint))
    known = {join((*at, *path)) for path, _ in addresses.fields_of(endpoint)}
    return Facts(
        heads=tuple(heads(desk, endpoint)),
        sections=tuple(sections(desk, at, endpoint)),
        sheets=own,
        enums=tuple(sorted({*used_enums(desk, endpoint), *printed_enums(desk, own)})),
        texts=said_of(endpoint, ENDPOINT_FACTS),
        corrections=tuple(desk.atlas.corrections.get(join(at), ())),
        # What is said of a field stands at the field; a field that is gone has no place of its own any more.
        drift=tuple(one for one in desk.atlas.below.get(at, ()) if one.address not in known),
    )


def used_enums(desk: Desk, endpoint: Endpoint) -> set[int]:
    """The enums that the fields of an endpoint take their values from."""
    names = {one.enum_name for _, one in addresses.fields_of(endpoint)}
    return {desk.enums[name] for name in names if name is not None and name in desk.enums}


def printed_enums(desk: Desk, own: Sequence[int]) -> set[int]:
    """The enums that stand on some sheets."""
    places = {number: desk.place(one.origin) for number, one in enumerate(desk.resource.enums)}
    return {number for number, place in places.items() if place.sheet in own}


def heads(desk: Desk, endpoint: Endpoint) -> Iterator[Head]:
    """The facts of an endpoint as a whole that are known."""
    auth, source = endpoint.auth, endpoint.source
    at = desk.place(endpoint.origin) if endpoint.origin else None
    told_by = desk.place(auth.origin) if auth.origin else None
    facts: tuple[tuple[str, str | None, Place | None], ...] = (
        ("method", endpoint.method, at),
        ("path", endpoint.path, at),
        ("title", endpoint.title, None),
        ("summary", endpoint.summary, None),
        ("description", endpoint.description, None),
        ("deprecated", "yes" if endpoint.deprecated else None, None),
        ("role", ", ".join(auth.roles), told_by),
        ("authentication", ", ".join(auth.schemes), told_by),
        ("captured", f"{source.form}, {source.captured or 'at an unknown time'}", None),
        ("from", source.url, None),
    )
    yield from (Head(label=label, value=value, at=place) for label, value, place in facts if value)


def sections(desk: Desk, at: Part, endpoint: Endpoint) -> Iterator[Section]:
    """Parameters by their places, the body, the answers."""
    for place, title in PLACES.items():
        some = [one for one in endpoint.parameters if one.location == place]
        if some:
            yield Section(title=title, path=place, rows=tuple(parameter_rows(desk, at, some)))
    if endpoint.request:
        yield body(desk, at, ("request",), "Request body", endpoint.request)
    for answer in endpoint.responses:
        name = addresses.place_of(answer)
        yield body(desk, at, ("response", name), f"Response {name}", answer)


def parameter_rows(desk: Desk, at: Part, some: Sequence[Parameter]) -> Iterator[Row]:
    """The rows of parameters."""
    for one in some:
        yield from rows(desk, at, (one.location,), (one,))


def body(desk: Desk, at: Part, path: Part, title: str, whole: Request | Response) -> Section:
    """What an endpoint takes or answers as a whole."""
    described = whole.description if isinstance(whole, Response) else None
    example = None if whole.example is None else json.dumps(whole.example, indent=2, ensure_ascii=False)
    return Section(
        title=title,
        path=join(path),
        words=described,
        media=whole.content_type,
        rows=tuple(rows(desk, at, path, whole.fields)),
        example=example,
        at=desk.place(whole.origin) if whole.origin else None,
        texts=said_of(whole, BODY_FACTS),
        corrections=tuple(desk.atlas.corrections.get(join((*at, *path)), ())),
    )


def rows(desk: Desk, at: Part, path: Part, fields: tuple[Field, ...]) -> Iterator[Row]:
    """The rows of a tree of fields, parents first."""
    for inner, one in addresses.walk(fields, path):
        yield row(desk, at, inner, len(inner) - len(path) - 1, one)


def row(desk: Desk, at: Part, path: Part, depth: int, one: Field) -> Row:
    """One field."""
    address = join((*at, *path))
    items = one.items
    return Row(
        name=one.name,
        path=join(path),
        depth=depth,
        type=f"{one.type} of {items.type}" if items else one.type,
        facts=dict(shown_facts(one)),
        required=one.required,
        enum=one.enum_name,
        description=one.description,
        at=with_words(desk, one),
        sources={fact: desk.place(origin) for fact, origin in one.facts.items()},
        texts=dict(texts(one)),
        corrections=tuple(desk.atlas.corrections.get(address, ())),
        drift=tuple(desk.atlas.drift.get(address, ())),
    )


#: Facts whose values a row tells as they are, unless they have to be written in another way; and those that are false unless said.
TOLD, FALSE = frozenset({"type", "required", "description"}), frozenset({"deprecated", "read_only"})


def texts(one: Field) -> Iterator[tuple[str, str]]:
    """What is said of a field, as the command `override` takes it; of a list also what is said of its items.

    What the row tells in the same words, and what is not said, is left out.
    """
    now = plain(one)
    values = {fact: now[fact] for fact in FIELD_FACTS if fact != "items" and now[fact] is not None}
    for fact, value in values.items():
        text = text_of(fact, value, one.type)
        if not ((fact in TOLD and (text == value or isinstance(value, bool))) or (fact in FALSE and not value)):
            yield fact, text
    for member, value in (now["items"] or {}).items():
        if member in MEMBERS["items"]:
            yield f"items.{member}", str(value)


def said_of(one: Endpoint | Request | Response | Enum, facts: Sequence[str]) -> dict[str, str]:
    """What is said of a thing as a whole, as the command `override` takes it; what is not said is left out."""
    now = plain(one)
    return {fact: text_of(fact, now[fact]) for fact in facts if now[fact] not in (None, False)}


#: How many lines below the one that names a field may hold its words.
WORDS = 40


def with_words(desk: Desk, one: Field) -> Place:
    """Where a field is stated, with the lines below that hold nothing but words which were read into it."""
    place = desk.place(one.origin)
    if place.sheet is None or place.line is None:
        return place
    lines = desk.atlas.sheets[one.origin.page]
    sheet = lines[bisect_right(desk.atlas.starts[one.origin.page], place.line) - 1]
    at = place.line - sheet.first + 1
    known = [bare(text) for text in (one.type_text or one.type, "required", "optional")]
    told = bare(one.description or "")
    count = 0
    for line in sheet.lines[at : at + WORDS]:
        words = bare(line)
        of_another = (one.origin.page, place.line + count + 1) in desk.naming
        if not words or of_another or (words not in known and words not in told):
            break
        count += 1
    return replace(place, last=place.line + count) if count else place


def bare(text: str) -> str:
    """The letters and digits of a text, by which two spellings of it are compared."""
    return re.sub(r"[\W_]+", "", text).casefold()


def shown_facts(one: Field) -> Iterator[tuple[str, str]]:
    """The further facts of a field in words; the page's own words for its type where they say more."""
    if one.type_text and one.type_text != one.type:
        yield "written", one.type_text
    if one.items and one.items.format:
        yield "format", one.items.format
    for key, label in VALUED.items():
        value = getattr(one, key)
        if value is not None:
            yield label, shown(value)
    if one.nullable is not None:
        yield "null", "allowed" if one.nullable else "not allowed"
    yield from ((label, "") for key, label in PLAIN.items() if getattr(one, key))


def listed(desk: Desk, one: Enum) -> Listed:
    """One enum."""
    owner, atlas = desk.resource.resource, desk.atlas
    own = [join(path) for path in ((addresses.ENUM, one.name), (owner, addresses.ENUM, one.name))]
    about = [
        change for known, some in atlas.drift.items() if any(names_enum(known, each) for each in own) for change in some
    ]
    return Listed(
        name=one.name,
        address=join(addresses.enum_part(owner, one.name, atlas.many)),
        type=one.type,
        values=tuple((str(value.value), value.name, value.description or "") for value in one.values),
        at=desk.place(one.origin),
        texts=said_of(one, ENUM_FACTS),
        corrections=tuple(correction for each in own for correction in atlas.corrections.get(each, ())),
        drift=tuple(about),
    )


def names_enum(address: str, enum: str) -> bool:
    """Whether an address is that of an enum, or of one of its values."""
    return address == enum or address.rpartition(".")[0] == enum
