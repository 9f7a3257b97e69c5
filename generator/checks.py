"""Checks on what was read: one small function per check, a reading or spec in, diagnostics out."""

from collections.abc import Callable, Iterator, Sequence

from generator import diagnostics
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.spec import Endpoint, Resource

#: What `pages.required` of api.toml may ask for, and how it is seen.
REQUIRED: dict[str, Callable[[Endpoint, str], bool]] = {
    "role": lambda endpoint, _: bool(endpoint.auth.roles),
    "title": lambda endpoint, _: endpoint.title is not None,
    "description": lambda endpoint, _: endpoint.description is not None,
    "request": lambda endpoint, _: endpoint.request is not None,
    "response": lambda endpoint, status: any(str(response.status) == status for response in endpoint.responses),
}


def required_sections(config: ApiConfig, endpoint: Endpoint, last_line: int) -> Iterator[Diagnostic]:
    """An error for each section that every page of this API has and this one lacks; the line is where the page ends."""
    if (endpoint.path or "").startswith(config.pages.apart):
        return
    for section in config.pages.required:
        kind, _, detail = section.partition(":")
        if not REQUIRED[kind](endpoint, detail):
            name = f"{kind} {detail}".strip()
            yield diagnostics.make("E011", endpoint.source.page, last_line, section=name)


def keys_are_texts(config: ApiConfig, resources: Sequence[Resource]) -> Iterator[Diagnostic]:
    """A warning for each parameter that is no argument because it is called as the key of the API, and is documented as something else."""
    for endpoint in (endpoint for resource in resources for endpoint in resource.endpoints):
        for one in endpoint.parameters:
            plain = one.type in ("string", "any") and one.enum is None and one.default is None
            if config.auth.is_key(one.location, one.name) and not plain:
                shown = (
                    one.type
                    if one.type not in ("string", "any")
                    else "one of several values" if one.enum else "a text with a default"
                )
                yield diagnostics.make("W062", one.origin.page, one.origin.line, name=one.name, shown=shown)


def but_for_keys(config: ApiConfig, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """What was found, but for what is said of samples that send the key of the API: the client does so, too."""
    places = {"I104": "header", "W039": "query"}
    for one in found:
        if not (one.code in places and config.auth.is_key(places[one.code], one.facts["name"])):
            yield one


def envelope_is_seen(config: ApiConfig, resources: Sequence[Resource]) -> Iterator[Diagnostic]:
    """A warning where the envelope that api.toml describes is on no page."""
    envelope = config.conventions.envelope
    answers = [r for resource in resources for endpoint in resource.endpoints for r in endpoint.responses]
    if envelope and answers and not any(f.name == envelope.success for r in answers for f in r.fields):
        yield diagnostics.make("W057", "api.toml", None, name=envelope.success)
