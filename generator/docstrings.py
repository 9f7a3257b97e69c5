"""Docstrings of methods: an endpoint or a planned method in, what an editor shows of it out, in the sections that Google's style has."""

import re
from collections.abc import Iterator, Sequence

from generator.escaping import Words
from generator.meanings import brief
from generator.plan import Argument, Method
from generator.pointers import unpointed
from generator.spec import Endpoint
from generator.wording import mend

#: The longest description of a method; the page has all of it.
LONGEST_LEAD = 1500

#: What is said once of the types that some arguments take: a part of an annotation, and the sentence.
NOTES: tuple[tuple[str, str], ...] = (
    ("dt.time", "A time of day is a `datetime.time`; a `datetime` with a time zone and a text are sent as they are."),
    ("dt.datetime", "A `datetime` must have a time zone; a text is sent as it is."),
    ("dt.date", "A date is a `datetime.date`; a text is sent as it is."),
    (
        "FileInput",
        "A file is given as its bytes, opened in binary mode, as a `pathlib.Path`, or as a `File` with a name and content type of its own.",
    ),
    ("Mapping[", "An object is given as a model, or as a dict with the names of its attributes."),
)


def headline(endpoint: Endpoint) -> str:
    """The first sentence of an endpoint's description, else its title, else its method and path."""
    text = unpointed(mend(endpoint.summary or endpoint.description or ""))
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0].split("\n")[0]
    return first or mend(endpoint.title or "") or f"{endpoint.method} {endpoint.path}"


def lead(endpoint: Endpoint) -> str:
    """What an endpoint does, whether it goes, and who may call it."""
    head = headline(endpoint)
    rest = unpointed(mend(endpoint.description or "")).removeprefix(head).strip()
    gone = "Deprecated: the documentation says that it should not be used any more." if endpoint.deprecated else ""
    roles = f"Needs the role {' or '.join(f'`{one}`' for one in endpoint.auth.roles)}." if endpoint.auth.roles else ""
    return "\n\n".join(filter(None, (head, gone, brief(rest, LONGEST_LEAD), roles)))


def where(endpoint: Endpoint) -> str:
    """The page of an endpoint: its address, else its capture."""
    return endpoint.source.url or endpoint.source.page


def document(method: Method) -> Words:
    """The docstring of a method: what it does, its arguments, what it gives and raises, where it is documented."""
    parts = [
        method.lead.text,
        section("Args", (f"{one.name}: {brief(said(one))}" for one in method.arguments)),
        " ".join(notes(method.arguments)),
        section("Returns", [method.gives.text] if method.gives else []),
        section("Raises", (f"{one.name}: {brief(one.doc.text)}" for one in method.errors)),
        f"Documented: {method.source.text}",
    ]
    return Words("\n\n".join(filter(None, parts)))


def section(title: str, rows: Sequence[str] | Iterator[str]) -> str:
    """A section of a docstring; nothing without rows."""
    lines = [f"    {' '.join(row.split())}" for row in rows]
    return "\n".join([f"{title}:", *lines]) if lines else ""


def said(argument: Argument) -> str:
    """An argument's meaning, with its name on the wire where it has no words."""
    return argument.meaning.text or f"`{argument.wire.text}`, without a description."


def notes(arguments: Sequence[Argument]) -> Iterator[str]:
    """What is to be said once of the types of some arguments; of times of day that are no dates, nothing is said of dates."""
    for part, sentence in NOTES:
        if any(kind(one.annotation) == part for one in arguments):
            yield sentence


def kind(annotation: str) -> str:
    """The first of the types in an annotation of which something is to be said."""
    parts = set(re.findall(r"[\w.]+\[?", annotation))
    return next((part for part, _ in NOTES if part in parts), "")
