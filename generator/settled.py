"""Doubts that a correction has settled: what the pages made doubtful and the corrections in, what is still doubtful out.

Where an override states the very fact that a finding is about somebody has looked, and the entry says why; to tell it again at every
build would bury what is new. `RULES` says for each code what it is about: how the thing is found, and which facts of it are in doubt.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator import addresses, overrides
from generator.addresses import Part
from generator.diagnostics import Diagnostic, printable
from generator.overrides import Applied
from generator.spec import Field, Response

Place = tuple[str, int | None]
MEDIA = "content_type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the entries state that took effect, each with its fact.

    `fields` are the names of fields by page and line, and once more by page alone; `answers` the places of answers; `addresses` what the
    entries are of, and the last name of each operation; `pages` the pages of endpoints with the part of the endpoint that is corrected;
    `tables` the places of tables of values that have a new name, `single` those whose name no table with other values has.
    """

    fields: Mapping[tuple[Place, str], Sequence[str]]
    answers: frozenset[tuple[Place, str]]
    addresses: frozenset[tuple[str, str]]
    pages: frozenset[tuple[str, Part, str]]
    tables: frozenset[Place]
    single: frozenset[Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a finding is about: `find` tells whether one of `facts` is stated; `gap` is the part of the message that names the thing."""

    find: Callable[["Rule", Diagnostic, Stated], bool]
    facts: tuple[str, ...] = ()
    gap: str = "name"
    part: Part = ()


def field_at_line(rule: Rule, one: Diagnostic, stated: Stated) -> bool:
    """About the field at its line. A page may have all its fields in one line, so that the name counts, too."""
    return is_stated(stated, (one.page or "", one.line), one.facts.get(rule.gap, ""), rule.facts)


def field_on_page(rule: Rule, one: Diagnostic, stated: Stated) -> bool:
    """At a sample, about the field of that name on the page."""
    return is_stated(stated, (one.page or "", None), one.facts.get(rule.gap, ""), rule.facts)


def attribute(rule: Rule, one: Diagnostic, stated: Stated) -> bool:
    """About an attribute of the field at its line, which the gap names: only the fact of that name settles it."""
    named = one.facts.get(rule.gap, "").partition("=")[0]
    facts = [fact for fact in rule.facts if fact == named]
    return is_stated(stated, (one.page or "", one.line), one.facts.get("name", ""), facts)


def is_stated(stated: Stated, place: Place, wanted: str, facts: Iterable[str]) -> bool:
    """Whether one of some facts is stated of the field at a place that is called so, alone or at the end of its path."""
    names = [name for fact in facts for name in stated.fields.get((place, fact), ())]
    return any(wanted == name or wanted.endswith(f".{name}") for name in names)


def answer(rule: Rule, one: Diagnostic, stated: Stated) -> bool:
    """About the answer at its line."""
    return any(((one.page or "", one.line), fact) in stated.answers for fact in rule.facts)


def address(rule: Rule, one: Diagnostic, stated: Stated) -> bool:
    """About what its message names; where the rule knows no fact the message names that, too."""
    facts = rule.facts or (one.facts.get("fact", ""),)
    return any((one.facts.get(rule.gap, ""), fact) in stated.addresses for fact in facts)


def endpoint(rule: Rule, one: Diagnostic, stated: Stated) -> bool:
    """About a part of the endpoint of its page."""
    return any((one.page or "", rule.part, fact) in stated.pages for fact in rule.facts)


def table(rule: Rule, one: Diagnostic, stated: Stated) -> bool:
    """About the name of the table of values at its line."""
    return (one.page or "", one.line) in stated.tables


def twin(rule: Rule, one: Diagnostic, stated: Stated) -> bool:
    """About two tables of one name: that at its line has it alone now that one of them has a new name."""
    own, line = (one.page or "", one.line), one.facts.get("line", "")
    other = (one.facts.get("page", ""), int(line) if line.isdecimal() else None)
    return own in stated.single and not stated.tables.isdisjoint((own, other))


FLAGS = ("required", "deprecated")
RULES: dict[str, tuple[Rule, ...]] = {
    "W011": (Rule(find=field_at_line, facts=("type",)),),
    "W019": (Rule(find=field_at_line, facts=("required",)),),
    "W021": (Rule(find=endpoint, facts=("method", "path")),),
    "W022": (Rule(find=endpoint, facts=("method", "path")),),
    "W023": (Rule(find=field_at_line, facts=("type",)), Rule(find=endpoint, facts=("path",))),
    "W024": (Rule(find=field_at_line, facts=("default", "type")),),
    "W027": (Rule(find=answer, facts=(MEDIA,)),),
    "W031": (Rule(find=field_on_page, facts=("type",)),),
    "W032": (Rule(find=field_on_page, facts=("format", "date_part", "type")),),
    "W033": (Rule(find=field_on_page, facts=("required",)),),
    "W036": (Rule(find=field_at_line, facts=("type",)),),
    "W037": (Rule(find=field_on_page, facts=("format", "date_part")),),
    "W040": (Rule(find=field_at_line, facts=("enum",), gap="field"),),
    "W041": (Rule(find=table),),
    "W042": (Rule(find=twin),),
    "I043": (Rule(find=field_at_line, facts=("enum",), gap="field"),),
    "W044": (Rule(find=endpoint, facts=("path",)),),
    "W045": (Rule(find=field_at_line, facts=("type",)),),
    "W048": (Rule(find=endpoint, facts=(MEDIA,), part=("request",)),),
    "W051": (Rule(find=address, gap="address"),),
    "W053": (Rule(find=address, facts=("resource",)),),
    "W054": (Rule(find=address, facts=("resource",), gap="there"),),
    "W055": (Rule(find=address, facts=("operation",)),),
    "W056": (Rule(find=address, facts=("resource",), gap="now"),),
    "I062": (Rule(find=field_at_line, facts=(MEDIA,)),),
    "W063": (Rule(find=field_at_line, facts=("type", MEDIA)),),
    "W078": (Rule(find=field_at_line, facts=("enum",), gap="field"),),
    "I084": (Rule(find=answer, facts=(MEDIA,)),),
    "W086": (Rule(find=attribute, facts=FLAGS, gap="flag"),),
    "W099": (Rule(find=attribute, facts=FLAGS, gap="what"),),
    "W109": (Rule(find=answer, facts=(MEDIA,)),),
}


def unsettled(found: Iterable[Diagnostic], applied: Applied) -> list[Diagnostic]:
    """The findings without those whose fact an override states."""
    stated = stated_by(applied)
    return [one for one in found if not any(rule.find(rule, one, stated) for rule in RULES.get(one.code, ()))]


def stated_by(applied: Applied) -> Stated:
    """What the entries state that took effect."""
    named = {(printable(one.address), fact) for one in applied.done for fact in one.set}
    renamed = {(where.rpartition(".")[2], fact) for where, fact in named if fact == "operation"}
    many = addresses.many_enums(applied.resources)
    bodies = Bodies()
    bodies.read(applied)
    return Stated(
        fields=bodies.fields,
        answers=frozenset(bodies.answers),
        addresses=frozenset(named | renamed),
        pages=frozenset(pages_of(applied)),
        tables=frozenset(renamed_tables(applied)),
        single=frozenset(
            (enum.origin.page, enum.origin.line) for r in applied.resources for enum in r.enums if enum.name not in many
        ),
    )


def renamed_tables(applied: Applied) -> Iterator[Place]:
    """The places of the tables of values to which an entry gave the name that they have."""
    for one in applied.done:
        parts = addresses.split(one.address) or ()
        now = addresses.join((*parts[:-1], str(one.set.get("name")))) if addresses.ENUM in parts[:2] else ""
        for resource in applied.resources:
            name = addresses.enum_in(resource, now)
            yield from ((enum.origin.page, enum.origin.line) for enum in resource.enums if enum.name == name)


@dataclass(slots=True)
class Bodies:
    """The fields and answers of which something is stated; what is stated of a body counts for each field of it."""

    fields: dict[tuple[Place, str], list[str]] = field(default_factory=dict)
    answers: set[tuple[Place, str]] = field(default_factory=set)

    def read(self, applied: Applied) -> None:
        """Find them in the corrected resources."""
        named = {one.address for one in applied.done if MEDIA in one.set}
        for resource in applied.resources:
            for one in (one for _, one in addresses.facts(resource) if isinstance(one, Field)):
                for fact in (fact for fact, origin in one.facts.items() if origin.page == overrides.PAGE):
                    self.state(one, fact)
            for each in resource.endpoints:
                for path, body in addresses.bodies_of(each):
                    if addresses.join((resource.resource, each.operation, *path)) not in named:
                        continue
                    if isinstance(body, Response) and body.origin:
                        self.answers.add(((body.origin.page, body.origin.line), MEDIA))
                    for one in body.fields:
                        self.state(one, MEDIA)

    def state(self, one: Field, fact: str) -> None:
        """Note a fact of a field."""
        for line in (one.origin.line, None):
            self.fields.setdefault(((one.origin.page, line), fact), []).append(printable(one.name))


def pages_of(applied: Applied) -> Iterator[tuple[str, Part, str]]:
    """The pages of the endpoints that entries correct, which part of the endpoint, and the fact."""
    pages = {
        (resource.resource, each.operation): {one.page for one in (each.source, *each.sources)}
        for resource in applied.resources
        for each in resource.endpoints
    }
    for one in applied.done:
        parts = addresses.split(one.address) or ()
        for page in pages.get((parts[0], parts[1]), ()) if len(parts) > 1 else ():
            yield from ((page, parts[2:], fact) for fact in one.set)
