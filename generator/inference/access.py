"""`auth`: what samples, headers and sections of authentication show in, schemes, the place of a key and the endpoint of tokens out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from generator.inference.evidence import Evidence, Guess, default, place_of
from generator.inference.settings import Settings
from generator.mock.vocabulary import normal
from generator.phrases import schemes_in
from generator.reading import Reading
from generator.spec import Endpoint

KEY = "auth.schemes"
#: What the client can do, in the order in which it is written.
KNOWN = ("bearer", "basic", "key")
#: A scheme must be on so many of the pages that show any; a key in the query, which may be anything, on so many of all.
SHARE = 0.3

_SCHEME = re.compile(r"(?i)(?P<scheme>[A-Za-z][\w-]{0,30}) +(?P<rest>\S.*)", re.DOTALL)
#: A key behind a name of its own within the value: `Token token=...`.
_NAMED = re.compile(r"(?i)(?:token|key|api_?key)=(?=[^\s=,\"']+$)")
#: A value that is a word to put a key in the place of, and nothing else.
_WORD = re.compile(r"[\w-]{1,60}|[<{$\[(]{1,3}[\w -]{1,60}[>})\]]{1,3}")
#: What the schemes of sections of authentication mean for a client.
SECTIONS = {"bearer": "bearer", "oauth2": "bearer", "basic": "basic"}
#: Members of a form in which a name and a password are traded for a token.
GRANT = frozenset({"grant_type", "username", "password"})
#: How a one-time password is called.
ONE_TIME = frozenset({"otp", "totp", "otpcode", "totpcode", "mfacode", "twofactorcode", "onetimepassword"})
CLIENT = "client_id"
#: How the names of headers and query parameters with a key end.
KEYS = ("apikey", "apitoken", "authkey", "authtoken", "accesskey", "accesstoken", "privatetoken", "secretkey")
#: How the words end that stand before a key in `Authorization`.
BEFORE = ("token", "key")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page authenticates by: a scheme, with the place and the name of a key; `what` says it in words."""

    scheme: str
    what: str
    header: str = ""
    query: str = ""
    prefix: str = ""

    @property
    def same(self) -> tuple[str, ...]:
        """What is equal for two pages that mean the same: the case of headers says nothing."""
        return (self.scheme, self.header.lower(), self.query, self.prefix.lower(), self.what.lower())


def find_access(evidence: Evidence) -> list[Guess]:
    """The schemes that pages show, and the place of the key; what the client cannot do, or not beside that, is told."""
    places, totals = votes_of(evidence)
    usual = {one: votes for one, votes in places.items() if len(votes) >= SHARE * totals[one]}
    key = max((one for one in usual if one.scheme == "key"), key=lambda one: len(usual[one]), default=None)
    can = {one.scheme: one for one in usual if one.scheme in KNOWN and (one.scheme != "key" or one is key)}
    found = [one for one in KNOWN if one in can]
    strange = [one for one in usual if one not in can.values()]
    # With nothing that the client can do it must not send bearer tokens.
    none: list[list[JsonValue] | None] = [[] if not found else None, *[None] * len(strange)]
    guesses = [
        Guess(
            key=KEY,
            value=value,
            note=one.what,
            votes=len(usual[one]),
            total=totals[one],
            example=usual[one][0],
            code="W191",
        )
        for one, value in zip(strange, none, strict=False)
    ]
    if found:
        best = max((can[one] for one in found), key=lambda one: len(usual[one]))
        each = ", ".join(f"{one} {len(usual[can[one]])}" for one in found) if len(found) > 1 else ""
        guesses.append(
            Guess(
                key=KEY,
                value=[*found],
                votes=len(usual[best]),
                total=totals[best],
                example=usual[best][0],
                note=each,
            )
        )
        guesses += place_of_key(key, usual[key], totals[key]) if key else []
    elif not strange and evidence.settings.scheme:
        guesses += as_settings_say(evidence.settings)
    elif not strange:
        guesses.append(default(KEY, "no page shows how calls authenticate; the client takes bearer tokens"))
    return guesses


def votes_of(evidence: Evidence) -> tuple[dict[Shown, list[str]], dict[Shown, int]]:
    """What pages authenticate by, each with the places where it stands, and how many pages could have shown it; in the usual spelling."""
    places: dict[tuple[str, ...], list[str]] = {}
    spelt: dict[tuple[str, ...], Counter[Shown]] = {}
    pages = showing = 0
    for reading, endpoint in evidence.endpoints:
        lines: dict[tuple[str, ...], int | None] = {}
        for one, line in shown_on(reading, endpoint):
            spelt.setdefault(one.same, Counter())[one] += 1
            lines.setdefault(one.same, line)
        for same, line in lines.items():
            places.setdefault(same, []).append(place_of(endpoint, line))
        pages += 1
        showing += any(not next(iter(spelt[same])).query for same in lines)
    found = {max(spelt[same], key=spelt[same].__getitem__): votes for same, votes in places.items()}
    return found, {one: pages if one.query else showing for one in found}


def place_of_key(key: Shown, votes: Sequence[str], total: int) -> list[Guess]:
    """Where the key travels, as guesses."""
    rows = (("header", key.header), ("query", key.query), ("prefix", key.prefix))
    return [
        Guess(key=f"auth.key.{name}", value=value, votes=len(votes), total=total, example=votes[0])
        for name, value in rows
        if value
    ]


def as_settings_say(settings: Settings) -> list[Guess]:
    """The scheme that the settings of a site name, and the header of a key."""
    note = f"as {settings.page} says"
    rows: list[tuple[str, JsonValue]] = [(KEY, [settings.scheme])]
    rows += [("auth.key.header", settings.key)] if settings.key else []
    return [Guess(key=key, value=value, note=note) for key, value in rows]


def shown_on(reading: Reading, endpoint: Endpoint) -> Iterator[tuple[Shown, int | None]]:
    """The schemes that a page shows, each with a line: in samples, as rows of parameters, in its section of authentication."""
    for call, line, _ in reading.calls:
        if call.user is not None:
            yield Shown("basic", "basic"), line
        for name, value in call.headers:
            scheme = scheme_of(name, value)
            if scheme:
                yield scheme, line
        for name in asked_by(call.url or ""):
            yield in_query(name), line
    for row in endpoint.parameters:
        if row.location == "header":
            words = schemes_in(row.description or "") if row.name.lower() == "authorization" else ()
            named = [SECTIONS[one] for one in words if one in SECTIONS]
            scheme = Shown(named[0], named[0]) if named else key_of(row.name)
            if scheme:
                yield scheme, row.origin.line
        if row.location == "query" and is_key(row.name) and row.type in ("string", "any"):
            yield in_query(row.name), row.origin.line
    for word in endpoint.auth.schemes:
        if word in SECTIONS:
            origin = endpoint.auth.origin
            yield Shown(SECTIONS[word], SECTIONS[word]), origin.line if origin else None


def scheme_of(name: str, value: str) -> Shown | None:
    """The scheme that a header of a sample shows; null where it has nothing to do with that."""
    if name.lower() != "authorization":
        return key_of(name)
    if _WORD.fullmatch(value) and is_key(value):
        return Shown("key", f"the header `{name}`", header="Authorization")
    found = _SCHEME.match(value)
    if not found:
        return None
    scheme, rest = found["scheme"], found["rest"]
    if scheme.lower() in KNOWN[:2]:
        return Shown(scheme.lower(), scheme.lower())
    what, inside = f"the header `Authorization: {scheme}`", _NAMED.match(rest)
    if normal(scheme).endswith(BEFORE) and (inside or not any(mark in rest for mark in "=,\"'")):
        return Shown("key", what, header="Authorization", prefix=f"{scheme} {inside[0] if inside else ''}")
    return Shown("", what)


def key_of(name: str) -> Shown | None:
    """A key in a header of its own; null where the name is that of no key."""
    keyed = re.fullmatch(r"[A-Za-z0-9_-]{1,60}", name) and is_key(name)
    return Shown("key", f"the header `{name}`", header=name) if keyed else None


def in_query(name: str) -> Shown:
    """A key in the query."""
    return Shown("key", f"the query parameter `{name}`", query=name)


def asked_by(url: str) -> Iterator[str]:
    """The query parameters of an address that are keys."""
    pairs = url.partition("#")[0].partition("?")[2].split("&")
    yield from (name for name in (pair.partition("=")[0] for pair in pairs) if is_key(name))


def is_key(name: str) -> bool:
    """Whether a name is that of a key."""
    return normal(name).endswith(KEYS)


def find_token(evidence: Evidence) -> list[Guess]:
    """The endpoint that gives tokens for a name and a password, and what else it takes."""
    pages = [one for _, one in evidence.endpoints if one.method == "POST" and members_of(one) >= GRANT]
    if not pages:
        return []
    page = pages[0]
    path = (page.path or "").partition("?")[0]
    where = {"votes": len(pages), "total": len(pages), "example": place_of(page)}
    guesses = [Guess(key="auth.token.path", value=path, **where)]  # type: ignore[arg-type]
    otp = next((name for name in sorted(members_of(page)) if normal(name) in ONE_TIME), None)
    if otp:
        guesses.append(Guess(key="auth.token.otp", value=otp, **where))  # type: ignore[arg-type]
    same = [one for _, one in evidence.endpoints if one.path == page.path and one.method == "POST"]
    headers = [one for one in same if any(p.location == "header" and p.name == CLIENT for p in one.parameters)]
    forms = [one for one in same if CLIENT in members_of(one)]
    for kind, named in (("header", headers), ("form", forms)):
        if named:
            guesses.append(
                Guess(
                    key="auth.token.client_id",
                    value=kind,
                    votes=len(named),
                    total=len(named),
                    example=place_of(named[0]),
                )
            )
            break
    return guesses


def members_of(endpoint: Endpoint) -> set[str]:
    """The names of the members of a body."""
    return {one.name for one in endpoint.request.fields} if endpoint.request else set()
