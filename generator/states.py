"""States of an API: what is documented and the names that were published in, the surface of its package beside it out."""

from collections.abc import Sequence

from pydantic import ValidationError

from generator.addresses import join, place_of
from generator.aliases import Alias
from generator.config import Api, ApiConfig, Package
from generator.drift import State
from generator.ledger import Ledger
from generator.names_lock import NamesLock
from generator.naming import snake
from generator.planner import plan
from generator.shapes import envelope_of
from generator.spec import Resource
from generator.surface import Surface, surface_of


def state_of(
    config: ApiConfig, resources: Sequence[Resource], names: NamesLock | None = None, aliases: Sequence[Alias] = ()
) -> tuple[State, NamesLock]:
    """The state of an API that has these resources, and the names that it publishes; without published names all of them are new.

    `aliases` are old names that still work.
    """
    ledger = Ledger(version=config.package.version, lock=names or NamesLock(), aliases=aliases)
    package, _ = plan(config, resources, ledger)
    made, _ = ledger.close()
    return State(resources=tuple(resources), surface=surface_of(package, made, enveloped(config, resources))), made


def no_state(config: ApiConfig) -> State:
    """The state of an API that is not there, which has no package."""
    return State(resources=(), surface=Surface(package=config.package.import_name))


def enveloped(config: ApiConfig, resources: Sequence[Resource]) -> frozenset[str]:
    """The addresses of the answers that come in the API's envelope."""
    return frozenset(
        join((resource.resource, endpoint.operation, "response", place_of(answer)))
        for resource in resources
        for endpoint in resource.endpoints
        for answer in endpoint.responses
        if envelope_of(config, answer)
    )


def bare_config(name: str) -> ApiConfig:
    """What is known of an API whose `api.toml` is not at hand: nothing but the name of its folder, which may be any."""
    word = snake(name)
    importable = f"{word}_client" if is_taken(word) else word
    return ApiConfig(
        api=Api(name=word.replace("_", "-"), title=word, base_url="https://api.invalid"),
        package=Package(distribution=importable, import_name=importable, client="ApiClient", version="0.0.0"),
    )


def is_taken(name: str) -> bool:
    """Whether no package can have a name, because Python or another package has it."""
    try:
        Package(distribution=name, import_name=name, client="ApiClient", version="0.0.0")
    except ValidationError:
        return True
    return False
