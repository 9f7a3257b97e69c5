"""Security of OpenAPI: how an API authenticates in, its security schemes out, and what an operation asks for."""

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.config import ApiConfig, KeyPlace
from generator.schema_tree import Schema, compact
from generator.spec import Endpoint, Resource
from generator.wording import mend

SCHEMES: dict[str, Schema] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token, sent in the header `Authorization: Bearer ...`.",
    },
    "basic": {
        "type": "http",
        "scheme": "basic",
        "description": "A user name and a password, sent in the header `Authorization: Basic ...`.",
    },
}
#: The schemes of `api.toml` under the names that pages' words and the document have for them.
WORDS = {"bearer": "bearer", "basic": "basic", "key": "apiKey"}
OAUTH = "oauth2"


def security_schemes(config: ApiConfig, resources: Iterable[Resource] = ()) -> Schema:
    """How calls authenticate, by name, in the words of `resources`; the endpoint that gives bearer tokens is a flow of OAuth 2.0."""
    key = {WORDS["key"]: key_scheme(config.auth.key, words_on(config, resources))} if config.auth.key else {}
    schemes = {WORDS[name]: (SCHEMES | key)[WORDS[name]] for name in config.auth.schemes}
    token = config.auth.token
    if token is None:
        return schemes
    flow = {"tokenUrl": config.api.base_url.rstrip("/") + token.path, "scopes": {}} | compact(
        x_otp=token.otp, x_client_id=token.client_id
    )
    words = "A token for a user name and a password, asked for in a form and renewed with the refresh token."
    return schemes | {OAUTH: {"type": "oauth2", "description": words, "flows": {"password": flow}}}


def key_scheme(key: KeyPlace, more: str) -> Schema:
    """The key of an API, with what pages say of it. What stands before it in its header has no word in OpenAPI but `x-prefix`."""
    location, _ = key.place
    words = f"A key, sent in the {'header' if key.header else 'query:'} `{shown(key)}`."
    about = mend(f"{words} {more}".strip())
    name = {"type": "apiKey", "in": location, "name": key.header or key.query, "description": about}
    return name | compact(x_prefix=key.prefix or None)


def words_on(config: ApiConfig, resources: Iterable[Resource]) -> str:
    """What most of the pages say that document the key as a parameter, which is none of a method; empty where they say nothing."""
    endpoints = (endpoint for resource in resources for endpoint in resource.endpoints)
    rows = (one for endpoint in endpoints for one in endpoint.parameters if config.auth.is_key(one.location, one.name))
    told = Counter(" ".join(one.description.split()) for one in rows if one.description)
    return max(told, key=lambda one: (told[one], one), default="")


def shown(key: KeyPlace) -> str:
    """A key as it is sent."""
    return f"{key.header}: {key.prefix}..." if key.header else f"?{key.query}=..."


def security(config: ApiConfig, endpoint: Endpoint) -> list[dict[str, list[str]]]:
    """What an operation asks for: one of the schemes that its page states, else one of all.

    Where the page documents both the key and the header `Authorization` as required, it is the key together with another scheme.
    """
    schemes = config.auth.schemes
    keys = [one for one in endpoint.parameters if config.auth.is_key(one.location, one.name)]
    told = {*endpoint.auth.schemes, *((WORDS["key"],) if keys else ())}
    stated = [name for name in schemes if WORDS[name] in told] or list(schemes)
    plain = [name for name in schemes if name != "key"]
    if plain and any(one.required for one in keys) and asks_for_others(config, endpoint):
        plain = [name for name in plain if name in stated] or plain
        return [needs(endpoint, *one) for one in ways(config, plain, beside=("key",))]
    return [needs(endpoint, *one) for one in ways(config, stated)]


def asks_for_others(config: ApiConfig, endpoint: Endpoint) -> bool:
    """Whether a page documents the header of other schemes as one that must be there."""
    rows = [one for one in endpoint.parameters if (one.location, one.name.lower()) == ("header", "authorization")]
    return any(one.required and not config.auth.is_key(one.location, one.name) for one in rows)


def ways(config: ApiConfig, names: Sequence[str], beside: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The ways to authenticate by one of some schemes; a token may also come from the endpoint that gives them."""
    given = [(name, *beside) for name in names]
    return given + ([(OAUTH, *beside)] if config.auth.token and "bearer" in names else [])


def needs(endpoint: Endpoint, *names: str) -> dict[str, list[str]]:
    """One requirement: these schemes together. The roles belong to the user, and are no scopes of a token."""
    return {WORDS.get(name, name): [] if name == OAUTH else list(endpoint.auth.roles) for name in names}
