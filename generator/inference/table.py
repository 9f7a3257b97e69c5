"""The order of the inferences: evidence in, all guesses out. Those of resources come when paths and roles are understood."""

from generator.inference.access import find_access, find_token
from generator.inference.bodies import find_bodies
from generator.inference.envelopes import find_envelope
from generator.inference.evidence import Evidence, Guess, Inference
from generator.inference.filters import find_filters
from generator.inference.hosts import find_base
from generator.inference.packages import find_package
from generator.inference.paging import find_paging
from generator.inference.paths import find_pattern
from generator.inference.roles import find_role
from generator.inference.sections import find_sections
from generator.inference.updates import find_updates

#: What pages tell one by one.
OF_PAGES: tuple[Inference, ...] = (
    find_base,
    find_package,
    find_access,
    find_token,
    find_pattern,
    find_role,
    find_sections,
)
#: What the pages of a resource tell together.
OF_RESOURCES: tuple[Inference, ...] = (find_updates, find_envelope, find_paging, find_filters, find_bodies)


def guesses_of(table: tuple[Inference, ...], evidence: Evidence) -> list[Guess]:
    """What the inferences of a table find."""
    return [guess for find in table for guess in find(evidence)]
