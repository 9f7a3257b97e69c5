"""`auth`: what samples, headers and sections of authentication show in, schemes and the endpoint of tokens out."""

import re
from collections.abc import Iterator

from pydantic import JsonValue

from generator.inference.evidence import Evidence, Guess, Tally, default, place_of
from generator.mock.vocabulary import normal
from generator.phrases import schemes_in
from generator.reading import Reading
from generator.spec import Endpoint

KEY = "auth.schemes"
#: What the client can do.
KNOWN = ("bearer", "basic")
#: A scheme must be on so many of the pages that show any.
SHARE = 0.3

_SCHEME = re.compile(r"(?i)(?P<scheme>[A-Za-z][\w-]{0,30}) +\S")
#: What the schemes of sections of authentication mean for a client.
SECTIONS = {"bearer": "bearer", "oauth2": "bearer", "basic": "basic"}
#: Members of a form in which a name and a password are traded for a token.
GRANT = frozenset({"grant_type", "username", "password"})
#: How a one-time password is called.
ONE_TIME = frozenset({"otp", "totp", "otpcode", "totpcode", "mfacode", "twofactorcode", "onetimepassword"})
CLIENT = "client_id"
#: How the names of headers with a key end.
KEYS = ("apikey", "apitoken", "authkey", "authtoken", "accesskey", "accesstoken", "privatetoken", "secretkey")


def find_access(evidence: Evidence) -> list[Guess]:
    """The schemes that pages show; what the client cannot do is told."""
    tally = Tally()
    for reading, endpoint in evidence.endpoints:
        shown = dict(shown_on(reading, endpoint))
        tally.total += bool(shown)
        for scheme, line in shown.items():
            tally.vote(scheme, place_of(endpoint, line))
    usual = {one: votes for one, votes in tally.places.items() if len(votes) >= SHARE * tally.total}
    found = [one for one in KNOWN if one in usual]
    strange = [one for one in usual if one not in KNOWN]
    # With nothing that the client can do it must not send bearer tokens.
    none: list[list[JsonValue] | None] = [[] if not found else None, *[None] * len(strange)]
    guesses = [
        Guess(
            key=KEY, value=value, note=one, votes=len(usual[one]), total=tally.total, example=usual[one][0], code="W191"
        )
        for one, value in zip(strange, none, strict=False)
    ]
    if found:
        votes = max((usual[one] for one in found), key=len)
        each = ", ".join(f"{one} {len(usual[one])}" for one in found) if len(found) > 1 else ""
        guesses.append(Guess(key=KEY, value=[*found], votes=len(votes), total=tally.total, example=votes[0], note=each))
    elif not strange and evidence.settings.scheme:
        guesses.append(Guess(key=KEY, value=[evidence.settings.scheme], note=f"as {evidence.settings.page} says"))
    elif not strange:
        guesses.append(default(KEY, "no page shows how calls authenticate; the client takes bearer tokens"))
    return guesses


def shown_on(reading: Reading, endpoint: Endpoint) -> Iterator[tuple[str, int | None]]:
    """The schemes that a page shows, each with a line: in samples, as rows of headers, in its section of authentication."""
    for call, line, _ in reading.calls:
        if call.user is not None:
            yield "basic", line
        for name, value in call.headers:
            scheme = scheme_of(name, value)
            if scheme:
                yield scheme, line
    for row in endpoint.parameters:
        if row.location == "header":
            words = schemes_in(row.description or "") if row.name.lower() == "authorization" else ()
            named = [SECTIONS[one] for one in words if one in SECTIONS]
            scheme = next(iter(named), None) or (key_of(row.name) if not named else None)
            if scheme:
                yield scheme, row.origin.line
    for word in endpoint.auth.schemes:
        if word in SECTIONS:
            yield SECTIONS[word], endpoint.auth.origin.line if endpoint.auth.origin else None


def scheme_of(name: str, value: str) -> str | None:
    """The scheme that a header of a sample shows; null where it has nothing to do with that."""
    if name.lower() != "authorization":
        return key_of(name)
    found = _SCHEME.match(value)
    scheme = found["scheme"].lower() if found else ""
    return scheme if scheme in KNOWN else f"the header `Authorization: {found['scheme']}`" if found else None


def key_of(name: str) -> str | None:
    """A key in a header of its own; null where the name is that of no key."""
    keyed = re.fullmatch(r"[A-Za-z0-9-]{1,60}", name) and (
        "apiKey" in schemes_in(name.replace("-", " ")) or normal(name).endswith(KEYS)
    )
    return f"the header `{name}`" if keyed else None


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
