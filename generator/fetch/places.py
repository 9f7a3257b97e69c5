"""Where a page is kept: its address in, a path below `pages/` out, which is safe on every system and no other page's.

Small letters, digits and a few marks stand as they are; any other byte is written in percents. A segment with capitals has the hash of
its spelling at its end, because some systems take `A` for `a`; so has one that is too long.
"""

import hashlib
import re
from urllib.parse import unquote_to_bytes

from generator.fetch import urls
from generator.tree import safe_path

#: Bytes of a segment; endings and a hash have room beside them.
_LONGEST = 150
_UNPLAIN = re.compile(rb"[^A-Za-z0-9._-]")
#: Folders with these endings could meet a page of that name.
_ENDING = re.compile(r"\.(?=(?:mdx?|html?|txt)\Z)", re.IGNORECASE)


def stem(url: str, into: str = "") -> str:
    """The path of a page without its ending; `into` is the folder of the source."""
    path, query = urls.bare_path(url).removeprefix("/"), urls.query_of(url)
    *folders, name = (segment(unquote_to_bytes(one)) for one in path.split("/")) if path else ("index",)
    name = "%69ndex" if path and name == "index" else name
    folders = [_ENDING.sub("%2E", one) for one in folders]
    # A plus of the address itself is in percents, so that this one parts name and query.
    name = shortened(f"{name}+{_UNPLAIN.sub(_percents, query.encode()).decode()}") if query else name
    return "/".join([*([into] if into else []), *folders, name])


def segment(raw: bytes) -> str:
    """One segment of an address as the name of a file or a folder."""
    text = _UNPLAIN.sub(_percents, raw).decode()
    text = re.sub(r"\A\.|\.\Z", "%2E", text) or "%"
    if not safe_path(f"{text[:_LONGEST]}.md"):
        text = f"%{ord(text[0]):02X}{text[1:]}"
    return shortened(text)


def shortened(text: str) -> str:
    """A name with the hash of itself where capitals or its length ask for one."""
    spelt = re.sub(r"%[0-9A-F]{2}", "", text)
    if spelt == spelt.lower() and len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}~{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _percents(found: re.Match[bytes]) -> bytes:
    return b"".join(b"%%%02X" % one for one in found[0])
