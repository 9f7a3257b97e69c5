"""A capture and what stands for its page now in, what it lost out; the captures of a run are judged one by one."""

from collections.abc import Mapping
from dataclasses import replace

from generator import checks
from generator.config import ApiConfig
from generator.loss_rules import Loss, Stored
from generator.losses import losses
from generator.reading import Reading, read_pages


def judge(
    config: ApiConfig, old: Mapping[str, bytes], path: str, data: bytes, stored: Stored | None = None
) -> tuple[Loss, ...]:
    """What a capture lost of the pages that stand for its address, by their paths; each of them is compared alone."""
    new = read(config, path, data)
    found: dict[tuple[str, str, str], Loss] = {}
    for at, before in old.items():
        for one in losses(read(config, at, before), new, (stored or {}).get(at, ())):
            found[one.kind, one.address, one.words] = one
    return tuple(found.values())


def read(config: ApiConfig, path: str, data: bytes) -> list[Reading]:
    """The pages of a capture, those that lack a section which all pages of the API have with an error."""
    return [with_missing(config, one) for one in read_pages(path, data)]


def with_missing(config: ApiConfig, reading: Reading) -> Reading:
    """A reading with the errors of the sections that it lacks."""
    if reading.endpoint is None:
        return reading
    missing = checks.required_sections(config, reading.endpoint, reading.last_line)
    return replace(reading, found=(*reading.found, *missing))
