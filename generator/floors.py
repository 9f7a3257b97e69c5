"""The floors of `api.toml`: how many pages, endpoints and fields there are in, an error for each count that is too low out."""

from collections.abc import Sequence

from generator import diagnostics
from generator.addresses import fields_of
from generator.config import Floors
from generator.diagnostics import Diagnostic
from generator.spec import Resource


def count_fields(resource: Resource) -> int:
    """The number of fields of a resource, children included."""
    return sum(1 for endpoint in resource.endpoints for _ in fields_of(endpoint))


def counts_of(pages: int, resources: Sequence[Resource]) -> dict[str, int]:
    """What has a floor, and how much of it there is."""
    return {
        "pages": pages,
        "endpoints": sum(len(resource.endpoints) for resource in resources),
        "fields": sum(map(count_fields, resources)),
    }


def check_floors(floors: Floors, pages: int, resources: Sequence[Resource]) -> list[Diagnostic]:
    """An error for each count that is below its floor."""
    counts = counts_of(pages, resources)
    return [
        diagnostics.make("E160", "api.toml", None, count=count, what=what, floor=getattr(floors, what))
        for what, count in counts.items()
        if count < getattr(floors, what)
    ]
