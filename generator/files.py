"""Files that endpoints take and answer: a draft in, the clues by which a body is a form with files or an answer is a file out.

What a page states counts before what its samples show, and that before its words; the tables are ordered, the first clue counts. What
only samples or words tell is reported, and so is every clue that contradicts documented JSON.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.drafts import Draft, ResponseDraft
from generator.spec import MULTIPART, Field

UNKNOWN = "application/octet-stream"

#: Media types of files: what a program stores and does not take apart.
FILE_MEDIA = re.compile(
    r"(?:image|audio|video|font)/.+|text/(?:csv|calendar|vcard|tab-separated-values)"
    r"|application/(?:pdf|zip|gzip|x-(?:zip|tar|7z|gzip|bzip2)[\w-]*|octet-stream|msword|rtf|postscript|epub\+zip)"
    r"|application/vnd\.(?:ms-|openxmlformats-|oasis\.opendocument\.).+"
)

#: The media type of a file by the ending of its name.
ENDINGS: dict[str, str] = {
    "pdf": "application/pdf",
    "csv": "text/csv",
    "zip": "application/zip",
    "gz": "application/gzip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "ics": "text/calendar",
    "vcf": "text/vcard",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "bin": UNKNOWN,
}

#: What words call a file, and its media type; null where the words are one themselves.
KINDS: tuple[tuple[str, str | None], ...] = (
    (r"(?:image|audio|video|application|text)/[\w.+-]+(?: (?:file|document|data|body))?", None),
    (r"PDF(?: (?:file|document|version))?", "application/pdf"),
    (r"CSV(?: (?:file|document|export))?", "text/csv"),
    (r"(?:XLSX|Excel)(?: (?:file|document|workbook|sheet|spreadsheet))?", ENDINGS["xlsx"]),
    (r"ZIP (?:file|archive)", "application/zip"),
    (r"PNG(?: (?:file|image))?", "image/png"),
    (r"JPE?G(?: (?:file|image))?", "image/jpeg"),
    (r"SVG(?: (?:file|image))?", "image/svg+xml"),
    (r"(?:iCal(?:endar)?|ICS) (?:file|feed)", "text/calendar"),
    (r"(?:raw )?binary (?:content|contents|data|file|stream|body)|(?:raw )?bytes(?: of)?|file stream", UNKNOWN),
    (r"contents? of the (?:file|document|image|attachment)|(?:file|document)(?:'s)? contents?", UNKNOWN),
)
#: How words say that what they name comes back, and what must not stand behind it: then it is something about the file.
_GIVES = (
    r"(?:returns?|streams?|sends back|(?:responds?|answers?) with"
    r"|(?:response|answer|body)(?: body)? (?:is|contains|holds|consists of))"
)
_NO_FILE = (
    r"(?!(?:'s)?[ -](?:meta|url|link|id\b|ids\b|name|path|address|record|detail|info|setting|template|list|as base))"
)
_FILE_WORDS = tuple(
    (
        re.compile(
            rf"(?i)\b{_GIVES} (?:back )?(?:(?:the|an?|its|your|this|all|raw|generated) ){{0,3}}(?P<kind>(?>{kind}))\b{_NO_FILE}"
        ),
        media,
    )
    for kind, media in KINDS
)
#: Words that may mean a file and do not say so.
_HINTS = re.compile(r"(?i)\b(?:downloads?|exports?) (?:an?|the|its) \w+|\bfile (?:download|is returned)\b")
_HINTING_PATH = re.compile(r"(?i)/(?:downloads?|[^/]*\.(?:pdf|csv|zip|xlsx|png|jpe?g|ics))\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """What speaks for a file: its media type, how the page tells it, the line, and how strong that is: stated, shown or worded."""

    media: str
    how: str
    line: int
    strength: int


WORDED, SHOWN, STATED = range(3)


def is_file(media: str | None) -> bool:
    """Whether a media type is that of a file."""
    return media is not None and FILE_MEDIA.fullmatch(media.lower()) is not None


def sent_as(draft: Draft, fields: Sequence[Field], stated: str | None, usual: str) -> str:
    """The media type of a body: the one that is stated, a form with files where a field is a file and nothing is stated, else `usual`."""
    files = [one for one in fields if one.is_file]
    if files and stated is None:
        draft.report("I062", files[0].origin.line, name=files[0].name)
        return MULTIPART
    media = stated or usual
    for one in files if media != MULTIPART else ():
        draft.report("W063", one.origin.line, name=one.name, media=media)
    return media


def file_of(draft: Draft, answer: ResponseDraft, fields: Sequence[Field], *, first: bool) -> str | None:
    """The media type of the file that an answer of success is, null where it is none; `first` where the page as a whole speaks of it.

    Samples and words that tell it are reported, and so are clues that contradict documented JSON, which then counts.
    """
    if not answer.succeeds:
        return None
    found = [clue for find in CLUES for clue in find(draft, answer, fields)]
    if first:
        found += page_clues(draft)
    if draft.lossy:
        # The capture may have lost the fields that speak against samples and words.
        found = [clue for clue in found if clue.strength == STATED]
    if not found:
        if first and not draft.lossy:
            report_hints(draft, answer, fields)
        return None
    best = max(found, key=lambda clue: (clue.strength, clue.media != UNKNOWN))
    exact = next((clue for clue in found if best.media == UNKNOWN != clue.media), best)
    status = answer.status or "of success"
    if is_json(answer, fields):
        if best.strength > WORDED:
            draft.report("W089", best.line, status=status, how=best.how)
        return None
    if exact.strength < STATED:
        draft.report("I084", answer.line, status=status, media=exact.media, how=exact.how)
    return exact.media


def page_clues(draft: Draft) -> list[Clue]:
    """What the page as a whole tells of its answer of success."""
    return [clue for find in PAGE_CLUES for clue in find(draft)]


def is_json(answer: ResponseDraft, fields: Sequence[Field]) -> bool:
    """Whether an answer is documented as JSON: by an example, by fields, by another media type than that of a file."""
    stated = answer.media is not None and not is_file(answer.media)
    return stated or bool(answer.examples) or (bool(fields) and not is_lone_file(fields))


def is_lone_file(fields: Sequence[Field]) -> bool:
    """Whether the only field of an answer is a file: then the answer itself is it."""
    return len(fields) == 1 and fields[0].type == "file"


def report_hints(draft: Draft, answer: ResponseDraft, fields: Sequence[Field]) -> None:
    """Report an answer of which nothing is documented, while the words or the path of its endpoint sound like a file."""
    if answer.examples or fields:
        return
    path = draft.pill.path.partition("?")[0] if draft.pill else ""
    words = (draft.title, draft.summary, *draft.words, *answer.words)
    hints = [_HINTS.search(text or "") for text in words] + [_HINTING_PATH.search(path)]
    hint = next((match[0] for match in hints if match), None)
    if hint is not None:
        draft.report("W109", answer.line, hint=hint)


def by_label(draft: Draft, answer: ResponseDraft, fields: Sequence[Field]) -> list[Clue]:
    """The media type that the heading or a message of the answer states."""
    media = answer.media or ""
    return [Clue(media=media, how="its media type", line=answer.line, strength=STATED)] if is_file(media) else []


def by_row(draft: Draft, answer: ResponseDraft, fields: Sequence[Field]) -> list[Clue]:
    """A row that says that the answer is a file; one among others is a member of JSON."""
    lines = [one.origin.line or answer.line for one in fields if is_lone_file(fields)]
    return [Clue(media=UNKNOWN, how="its row", line=line, strength=STATED) for line in lines]


def by_words(draft: Draft, answer: ResponseDraft, fields: Sequence[Field]) -> list[Clue]:
    """What the words of the answer say of it."""
    return [clue for text in answer.words for clue in clues_in(text, answer.line)]


def by_section(draft: Draft) -> list[Clue]:
    """The media type that stands at the top of the section of answers."""
    return [
        Clue(media=one.media, how="its media type", line=one.line, strength=STATED)
        for one in draft.stated
        if one.section == "response" and is_file(one.media)
    ]


def by_samples(draft: Draft) -> list[Clue]:
    """What the samples of the page ask for, and the names of the files that they write the answer to."""
    found: list[Clue] = []
    for curl, line, _ in draft.curls:
        asked = [value.partition(";")[0].strip().lower() for name, value in curl.headers if name.lower() == "accept"]
        found += [Clue(media=one, how=f"`Accept: {one}`", line=line, strength=SHOWN) for one in asked if is_file(one)]
        media = ENDINGS.get((curl.output or curl.url or "").partition("?")[0].rpartition(".")[2].lower())
        if curl.output is not None and media:
            how = f"`--output {curl.output}`" if curl.output else "`--remote-name`"
            found.append(Clue(media=media, how=how, line=line, strength=SHOWN))
    return found


def by_description(draft: Draft) -> list[Clue]:
    """What the words of the endpoint say of its answer."""
    line = draft.pill.line if draft.pill else 1
    return [clue for text in (draft.summary, *draft.words) for clue in clues_in(text or "", line)]


def clues_in(text: str, line: int) -> list[Clue]:
    """What a text says of a file that comes back."""
    found: list[Clue] = []
    for words, media in _FILE_WORDS:
        match = words.search(text)
        kind = media or (match["kind"].split()[0].lower() if match else "")
        if match and is_file(kind):
            found.append(Clue(media=kind, how=f"“{match[0]}”", line=line, strength=WORDED))
    return found


#: What tells that an answer is a file, of itself and of the page.
CLUES: tuple[Callable[[Draft, ResponseDraft, Sequence[Field]], list[Clue]], ...] = (by_label, by_row, by_words)
PAGE_CLUES: tuple[Callable[[Draft], list[Clue]], ...] = (by_section, by_samples, by_description)
