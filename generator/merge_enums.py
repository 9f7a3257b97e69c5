"""Enums of the captures of one endpoint, or of the endpoints of a resource, to one list: each name once, by the best evidence."""

from collections.abc import Iterator, Sequence

from generator.addresses import fields_of, join, unique
from generator.diagnostics import Diagnostic
from generator.listed import LISTED
from generator.merge import Lack, lacking
from generator.spec import Endpoint, Enum, Source
from generator.strength import evidence, value_of, wording

Own = Sequence[tuple[Source, tuple[Enum, ...]]]
Values = tuple[tuple[object, str], ...]


def merge_enums(told: Own, endpoint: Endpoint, resource: str) -> tuple[tuple[Enum, ...], list[Diagnostic]]:
    """The enums of an endpoint from those of its captures, the richest first; `endpoint` is the merged one, whose fields name them.

    A table that nobody claimed, or that was named by weaker evidence, does not stay beside one with its values. Of two tables with one
    name the better evidence counts; that they differ is reported where the pages are compared.
    """
    everything = [enum for _, enums in told for enum in enums]
    used = {value_of(one, "enum") for _, one in fields_of(endpoint)}
    pages = {source.page for source, _ in told}
    kept: dict[str, Enum] = {}
    # Stable: of equal evidence the richer capture's.
    for enum in sorted(everything, key=lambda enum: -evidence(enum.origin)):
        needless = enum.name not in used and (
            enum.origin.page not in pages
            or enum.origin.rule in LISTED
            or any(is_weaker_twin(enum, other) for other in kept.values())
        )
        if needless or (enum.name in kept and not is_unnamed(enum)):
            continue
        if any(is_unnamed(other) and values_of(other) == values_of(enum) for other in kept.values()):
            continue
        name = unique(enum.name, kept)
        kept[name] = enum.model_copy(update={"name": name})
    return tuple(kept.values()), list(alone(told, join((resource, endpoint.operation))))


def is_unnamed(enum: Enum) -> bool:
    """Whether no evidence gave the enum a name."""
    return enum.origin.rule == "enum:unnamed"


def values_of(enum: Enum) -> Values:
    """What makes two tables one: the values and the words of their names."""
    return tuple((value.value, wording(value.name)) for value in enum.values)


def is_weaker_twin(enum: Enum, other: Enum) -> bool:
    """Whether an enum has the values of another, whose name rests on better evidence."""
    return evidence(enum.origin) < evidence(other.origin) and values_of(enum) == values_of(other)


def each_once(enums: Sequence[Enum]) -> list[Enum]:
    """The enums of the endpoints of a resource without repetition: of each name the one with the best evidence, or the first of these.

    A table without a name that has the values of another says nothing more.
    """
    kept: dict[str, Enum] = {}
    for enum in sorted(enums, key=lambda enum: -evidence(enum.origin)):
        if not is_unnamed(enum) or all(values_of(other) != values_of(enum) for other in kept.values()):
            kept.setdefault(enum.name, enum)
    return list(kept.values())


def alone(told: Own, address: str) -> Iterator[Diagnostic]:
    """A finding for the enums that one capture prints and another, which prints enums too, does not."""
    for source, enums in told:
        for other, others in told:
            own = [enum for enum in others if enum.origin.page == other.page]
            known, tables = {enum.name for enum in own}, {values_of(enum) for enum in own}
            names = [
                (f"enum:{enum.name}", enum.origin.line)
                for enum in enums
                if own and enum.origin.page == source.page and not is_unnamed(enum) and enum.origin.rule not in LISTED
                if enum.name not in known and values_of(enum) not in tables
            ]
            if names:
                yield lacking(address, Lack(at=(), page=source.page, other=other.page), names)
