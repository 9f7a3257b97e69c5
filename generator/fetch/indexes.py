"""What indexes say: texts of `llms.txt`, `sitemap.xml`, `llms-full.txt` and lists of links in, addresses as they are written out."""

import html
import re
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from generator import pages

#: A link of Markdown, with at most one pair of brackets in its address; or an address by itself.
_LINK = re.compile(r"\]\(\s*<?(?P<link>(?:[^()\s<>]|\([^()\s<>]*\))+)")
_BARE = re.compile(r"https?://[^\s<>()\[\]\"'`|\\]+")
#: Read without a parser: the time of a parser can be made to grow with the square of a page, and links are all that is wanted.
_ANCHOR = re.compile(
    r"""<a\s(?:[^<>]*?\s)?href\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s<>"']+))""",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])?\s*\[")
_END = ".,;:!?*_"

#: How a note says that an index is not whole, likeliest first.
CUT: tuple[re.Pattern[str], ...] = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\b(?:omitted|truncated|abridged|abbreviated|shortened)\b",
        r"\bomit(?:s|ting)?\b.{0,80}\b(?:pages?|links?|entries|sections?)\b",
        r"\b\d[\d,.]*\s+(?:more|other|additional|further|remaining)\s+(?:pages?|links?|entries|documents|sections?)\b",
        r"\A\W*(?:and|plus)\s+(?:many\s+)?(?:more|others)\W*\Z",
        r"\b(?:and|plus)\s+\d[\d,.]*\s+(?:more|others)\b",
        r"\b(?:showing|shown|listing|listed|first|top)\b.{0,40}\b\d[\d,.]*\s+(?:of|out\s+of)\s+\d",
        r"\b(?:left|leaves|leaving)\s+out\b",
        r"\b(?:list|index)\s+(?:continues|goes\s+on)\b|\bto\s+be\s+continued\b",
        r"\b(?:max(?:imum)?|size|length)\b.{0,20}\b(?:reached|exceeded)\b",
        r"\bnot\s+(?:all|every)\b.{0,40}\b(?:listed|shown|included)\b",
        r"\bnot\s+(?:listed|shown|included)\b",
        r"\b(?:only|just)\s+(?:the\s+)?(?:first\s+)?\d[\d,.]*\s+(?:of\s+\d[\d,.]*\s+)?(?:pages?|links?|entries)\b",
        r"\b(?:partial|incomplete)\s+(?:list|index|listing)\b",
        r"\b(?:rest|remaining|more|other|further|additional)\b.{0,40}\b(?:found|listed|available)\b.{0,80}\b(?:sitemap|llms-full)\b",
        r"\b(?:see|use|refer\s+to|consult)\b.{0,80}\b(?:sitemap|llms-full)\b.{0,80}\b(?:all|full|complete|rest|remaining|more|every)\b",
        r"\b(?:all|full|complete|rest|remaining|more|every)\b.{0,80}\b(?:see|use|refer\s+to|consult)\b.{0,80}\b(?:sitemap|llms-full)\b",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The links of an index, and those of further indexes that it names; `note` is the line that says that it is not whole."""

    links: tuple[str, ...] = ()
    nested: tuple[str, ...] = ()
    note: str | None = None


def text_of(data: bytes) -> str | None:
    """The text of a body, or null where it is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if text.strip() and "\0" not in text else None


def llms(text: str) -> Index | None:
    """What an `llms.txt` says; null for a page of HTML, which many sites send where they have nothing."""
    if pages.form_of(text) == "html":
        return None
    links = links_in(text)
    nested = tuple(one for one in links if re.search(r"(?i)(?:\A|/)llms\.txt(?:[?#]|\Z)", one))
    return Index(links=tuple(one for one in links if one not in nested), nested=nested, note=note_in(text))


def links_in(text: str) -> tuple[str, ...]:
    """The links of a text in Markdown, or its bare addresses, in their order."""
    found: list[str] = []
    for line in text.split("\n"):
        row = [match["link"] for match in _LINK.finditer(line)]
        found += row or [match[0].rstrip(_END) for match in _BARE.finditer(line)]
    return tuple(dict.fromkeys(found))


def note_in(text: str) -> str | None:
    """The line that says that an index is not whole; lines of links are titles and summaries of pages, which may say anything."""
    lines = (line.strip()[:500] for line in text.split("\n"))
    return next((line for line in lines if not _ITEM.match(line) and any(words.search(line) for words in CUT)), None)


def sitemap(data: bytes) -> Index | None:
    """What a sitemap says, or an index of sitemaps; null for what is neither. Entities are left as they are, nothing else is read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    kind = etree.QName(root).localname if isinstance(root.tag, str) else ""
    if kind not in ("urlset", "sitemapindex"):
        return None
    # Only its own children: entries also hold `loc` of pictures and films. One with an entity in it is not read.
    rows = (part for entry in root for part in entry if _named(part, "loc") and not len(part))
    found = tuple(text for part in rows if (text := (part.text or "").strip()))
    return Index(links=found) if kind == "urlset" else Index(nested=found)


def _named(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and bool(etree.QName(element).localname == name)


def full(data: bytes, url: str) -> dict[str, str]:
    """The pages of an `llms-full.txt` by their addresses as it writes them, each with its title and address at its head."""
    page, _ = pages.load(url, data)
    if page is None or page.form != "markdown":
        return {}
    found: dict[str, str] = {}
    for part in pages.split(page):
        if part.url is not None:
            found.setdefault(part.url, "\n".join(part.lines).rstrip() + "\n")
    return found


def listed(text: str) -> tuple[str, ...]:
    """The links of a page, whether it is HTML or text."""
    if pages.form_of(text) != "html":
        return links_in(text)
    shown = without(without(text, "<!--", "-->"), "<script", "</script")
    found = (html.unescape(next(filter(None, match.groups()), "")) for match in _ANCHOR.finditer(shown))
    return tuple(dict.fromkeys(link for link in found if link))


def without(text: str, start: str, end: str) -> str:
    """A text without what stands between two marks, in one pass however many there are."""
    first, *others = re.split(re.escape(start), text, flags=re.IGNORECASE)
    ends = (re.search(re.escape(end), piece, re.IGNORECASE) for piece in others)
    return first + "".join(piece[found.end() :] for piece, found in zip(others, ends, strict=True) if found)


def lines_of(text: str) -> tuple[str, ...]:
    """The addresses of a list with one in a line; what stands behind `#` at the beginning of a line or after a blank is a remark."""
    lines = (re.sub(r"(?:\A|\s)#.*", "", line).strip() for line in text.split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line))
