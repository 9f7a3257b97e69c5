"""A state of an API for tests with hostile texts wherever one can stand: names, words, lines, findings, overrides, drift, captures."""

from generator.diagnostics import SEVERITIES, Diagnostic
from generator.drift import Change
from generator.overrides import Override
from generator.quarantine import Gone, Held, Quarantine
from generator.report.state import State
from tests import hostility

#: Texts that become markup, code or an address wherever somebody forgets what they are.
MARKUP = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "javascript:alert(1)",
    "]]><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
)
NASTY = (*MARKUP, *hostility.NASTY)


def hostile_state(texts: tuple[str, ...] = NASTY) -> State:
    """The state of an API whose pages, names and words are these texts."""
    # Halves of characters are no text of a file; names and samples can hold them all the same.
    whole = [text for text in texts if text.isascii() or text.encode("utf-8", "replace").decode() == text]
    body = "\n".join(whole).replace("\0", "").encode()
    resources = hostility.resources(texts)
    request = resources[0].endpoints[1].request
    known = [f"{resources[0].resource}.update.request.{one.name}" for one in (request.fields if request else ())]
    addresses = [text for text in (*whole, *known) if text and text.encode("utf-8", "replace").decode() == text]
    paths = [text for text in texts if text]
    return State(
        api=texts[0],
        config=hostility.config(),
        pages={**dict.fromkeys(paths, body), "page": body, "p": body},
        resources=resources,
        found=[finding(text, code, 1 + number % 40) for number, text in enumerate(paths) for code in CODES],
        corrections=[
            Override(address=text, expect={text: text}, set={text: text}, reason=f"{text}...", line=number)
            for number, text in enumerate(addresses)
        ],
        changes=[drift_at(text) for text in (*texts, *known)],
        kept=Quarantine(
            held={text: Held(sha256="0" * 64, signature="0" * 64, losses=(text,), first_seen=text) for text in whole},
            gone={text: Gone(first_seen=text) for text in whole},
        ),
        held=dict.fromkeys(whole, body.replace(b"class", b"<u>class</u>")),
        left={text: frozenset(range(1, 300, 7)) for text in paths},
    )


#: A code of each severity.
CODES = ("E010", "W010", "I043")


def finding(text: str, code: str, line: int) -> Diagnostic:
    """A finding that says a text of a page called like it."""
    return Diagnostic(
        page=f"specs/{NASTY[0]}/pages/{text}",
        line=line,
        code=code,
        message=text,
        severity=SEVERITIES[code[0]],
        hint=text,
    )


def drift_at(text: str) -> Change:
    """A change at a text of an address."""
    return Change(
        kind="words", subject="field", direction="both", severity="minor", address=text, was=text, after={text: text}
    )
