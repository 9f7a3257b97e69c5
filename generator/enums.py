"""Enum tables and the fields they belong to: the tables and fields of one page in, named, linked enums out.

A text capture loses the titles of its tables, so a table finds its field by evidence, each kind with a rule of its own: a title, the
words of a description that names its values, the order in which fields refer to enums. A table or a reference that stays alone is
reported; nothing is linked by chance.
"""

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from generator import addresses, diagnostics
from generator.diagnostics import Diagnostic
from generator.drafts import EnumTable
from generator.listed import link_listed, with_enum
from generator.phrases import ENUM_REFERENCE, ENUM_VALUE_PHRASE, inline_values
from generator.signs import signs
from generator.spec import Endpoint, Enum, EnumValue, Field, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A field that says it has an enum: the enum's name, the rule that found the claim, the description it was found in."""

    name: str
    rule: str
    field: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A table that was given to a name, and the rule by which."""

    table: EnumTable
    name: str
    rule: str


def claim_of(one: Field) -> Claim | None:
    """What a field's description claims about an enum."""
    words = one.description or ""
    reference = ENUM_REFERENCE.search(words)
    if reference:
        return Claim(name=reference["name"], rule="enum:by-reference", field=one)
    phrase = ENUM_VALUE_PHRASE.match(words)
    if phrase and one.type in ("integer", "string") and _letters(phrase["words"]) == _letters(one.name):
        return Claim(name=one.name, rule="enum:by-words", field=one)
    return None


def claims_of(endpoint: Endpoint) -> list[Claim]:
    """What the fields of an endpoint claim, in their order."""
    return [claim for _, one in addresses.fields_of(endpoint) if (claim := claim_of(one))]


def waiting(claims: Sequence[Claim]) -> list[str]:
    """The names that wait for a table, in the order of their fields; one that lists its values itself does not."""
    return list(dict.fromkeys(claim.name for claim in claims if not inline_values(claim.field.description or "")))


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def link_page(endpoint: Endpoint, tables: Sequence[EnumTable]) -> tuple[Endpoint, tuple[Enum, ...], list[Diagnostic]]:
    """One page's fields linked to its tables."""
    claims = claims_of(endpoint)
    links, found = match(tables, claims, endpoint)
    links += inline_links(claims, {link.name for link in links})
    enums = tuple(_enum(link, endpoint.source.page) for link in links)
    by_name = {link.name: link for link in links}
    about = {_letters(link.table.about): link for link in links if link.table.about}

    def change(at: addresses.Part, one: Field) -> Field:
        claim = claim_of(one)
        link = by_name.get(claim.name) if claim else titled(at, one, about)
        if link is None:
            return one
        return with_enum(one, link.name, Origin(page=endpoint.source.page, line=link.table.line, rule=link.rule))

    found += [
        diagnostics.make("W040", endpoint.source.page, claim.field.origin.line, field=claim.field.name, enum=claim.name)
        for claim in claims
        if claim.name not in by_name and claim.rule == "enum:by-reference"
    ]
    linked = addresses.rewrite(endpoint, change)
    found += signs(linked, {link.name: link.table for link in links if link.rule == "enum:by-order"})
    changed, listed = link_listed(linked, enums)
    return changed, (*enums, *listed), found


def titled(at: addresses.Part, one: Field, about: Mapping[str, Link]) -> Link | None:
    """The table whose title names a field that a caller sends; a filter ends with the field's name. Answers may have it by chance."""
    if at[0] not in ("request", "query") or one.enum is not None:
        return None
    name = one.name.rpartition("_")[2] if at[0] == "query" else one.name
    link = about.get(_letters(name))
    return link if link and one.type in ("any", "number", "integer" if _has_numbers(link.table) else "string") else None


def inline_links(claims: Sequence[Claim], named: Container[str]) -> list[Link]:
    """The enums whose values a description lists itself, where no table of the page is that enum."""
    found: dict[str, Link] = {}
    for claim in claims:
        values = inline_values(claim.field.description or "")
        if values and claim.name not in named and claim.name not in found:
            table = EnumTable(title=claim.name, values=values, line=claim.field.origin.line or 1)
            found[claim.name] = Link(table=table, name=claim.name, rule="enum:inline")
    return list(found.values())


def match(
    tables: Sequence[EnumTable], claims: Sequence[Claim], endpoint: Endpoint
) -> tuple[list[Link], list[Diagnostic]]:
    """Tables given to names: by title, then by the values that a description names, then by order where the numbers agree."""
    order = waiting(claims)
    names = dict.fromkeys(order)
    mentions = mentions_of(claims)
    links: list[Link] = []
    open_tables: list[EnumTable] = []
    for table in tables:
        name = table.title or by_values(table, mentions, names)
        if name is None:
            open_tables.append(table)
            continue
        links.append(Link(table=table, name=name, rule="enum:by-title" if table.title else "enum:by-values"))
        names.pop(name, None)
    kinds = {_has_numbers(table) for table in open_tables}
    rules = {claim.name: claim.rule for claim in claims if any(fits(claim, numbers) for numbers in kinds)}
    fitting = [name for name in names if name in rules]
    if len(open_tables) == len(fitting) and in_order_fit(open_tables, fitting, claims):
        rule = rules[fitting[0]] if len(fitting) == 1 else "enum:by-order"
        guessed = [Link(table=t, name=n, rule=rule) for t, n in zip(open_tables, fitting, strict=True)]
        placed = in_page_order([*links, *guessed])
        if len(fitting) < 2 or agree([link.name for link in placed], order):
            return placed, []
    found = []
    for number, table in enumerate(open_tables, 1):
        values = ", ".join(label for _, label in table.values[:20])
        found.append(diagnostics.make("W041", endpoint.source.page, table.line, values=values, count=len(fitting)))
        links.append(Link(table=table, name=f"{endpoint.operation}_unnamed{number}", rule="enum:unnamed"))
    return in_page_order(links), found


def in_order_fit(tables: Sequence[EnumTable], names: Sequence[str], claims: Sequence[Claim]) -> bool:
    """Whether each table, in order, fits the claims of its name; numbers never go to a field of words."""
    first = {claim.name: claim for claim in reversed(claims)}
    return all(fits(first[name], _has_numbers(table)) for table, name in zip(tables, names, strict=True))


def agree(names: Sequence[str], order: Sequence[str]) -> bool:
    """Whether the tables of a page, by their names, follow the order in which its fields refer to them, all that are known included."""
    places = {name: number for number, name in enumerate(order)}
    seen = [places[name] for name in names if name in places]
    return seen == sorted(seen)


def in_page_order(links: Sequence[Link]) -> list[Link]:
    """Links by the line of their table."""
    return sorted(links, key=lambda link: link.table.line)


Mentions = dict[str, list[Claim]]

#: A word that more claims than these mention tells nothing.
_COMMON = 50


def mentions_of(claims: Sequence[Claim]) -> Mentions:
    """The claims by the words of the descriptions that they were found in."""
    found: Mentions = {}
    for claim in claims:
        for word in set(re.split(r"[\s()\[\],:;.=/`]+", claim.field.description or "")):
            found.setdefault(word, []).append(claim)
    return found


def by_values(table: EnumTable, mentions: Mentions, names: Container[str]) -> str | None:
    """The only one of some names whose field's description mentions two or more of a table's values."""
    counts: Counter[str] = Counter()
    for label in {label for _, label in table.values}:
        claims = mentions.get(label, [])
        if len(claims) <= _COMMON:
            counts.update({c.name for c in claims if c.name in names and fits(c, _has_numbers(table))})
    fitting = [name for name, count in counts.items() if count >= 2]
    return fitting[0] if len(fitting) == 1 else None


def fits(claim: Claim, numbers: bool) -> bool:
    """Whether the field of a claim has the type of a table: of numbers, or of words."""
    kind = claim.field.items.type if claim.field.type == "array" and claim.field.items else claim.field.type
    return kind == "any" or (kind in ("integer", "number") if numbers else kind == "string")


def _has_numbers(table: EnumTable) -> bool:
    return all(_is_integer(value) for value, _ in table.values)


def _is_integer(value: str) -> bool:
    return value.lstrip("-").isdecimal() and value.isascii() and len(value) < 20


def _enum(link: Link, page: str) -> Enum:
    numbers = _has_numbers(link.table)
    return Enum(
        name=link.name,
        type="integer" if numbers else "string",
        values=tuple(
            EnumValue(value=int(value) if numbers else value, name=label) for value, label in link.table.values
        ),
        origin=Origin(page=page, line=link.table.line, rule=link.rule),
    )
