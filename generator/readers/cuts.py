"""Where an HTML page breaks off: the source and lxml's tree of it in, the line out.

A parser mends what is missing and says nothing of it, so that a cut page looks like a short one. Three things give it away: a document
without its end, a part of one whose first element stays open, and a comment or a script that holds the rest of the page.
"""

import re
from typing import Any

WHOLE = re.compile(r"(?i)\s*(?:<(?:!--|\?xml)[^>]*>\s*)*<(?:!doctype html|html[\s>])")
#: The end of a page. Behind it may stand only notes of the program that saved it, and scripts of a server between.
END = re.compile(r"(?is)</html\s*>(?:\s++|(?><!--.*?-->)|(?><script\b.*?</script\s*>))*+\Z")
#: The first element of a page that is only a part of one.
FIRST = re.compile(r"\s*<([a-zA-Z][\w-]*)")
#: What looks like markup and is none.
RAW = re.compile(r"(?is)(?><!--.*?-->|<(script|style|textarea|title)\b.*?</\1\s*>)")
#: Elements in which nothing but their own end tag is markup.
VERBATIM = ("iframe", "noembed", "script", "style", "textarea", "title", "xmp")
#: Elements without an end tag.
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def cut_line(text: str, root: Any) -> int | None:
    """The line in which a page breaks off, or what follows is swallowed; null where it is whole. `root` is null where there is no tree."""
    hidden = swallowed(text, root)
    if hidden is not None:
        return hidden
    whole = (
        END.search(text, max(text.rfind("</html"), text.rfind("</HTML"), 0)) if WHOLE.match(text) else is_closed(text)
    )
    return None if whole else text.rstrip().count("\n") + 1


def is_closed(text: str) -> bool:
    """Whether the first element of a part of a page is closed."""
    first = FIRST.match(text)
    if not first or first[1].lower() in VOID:
        return True
    marks = re.findall(rf"(?i)<(/?){first[1]}(?=[\s>/])[^>]*>", RAW.sub("", text))
    return marks.count("/") >= marks.count("")


def swallowed(text: str, root: Any) -> int | None:
    """The line of the comment, script or the like that was never closed and holds the rest of the page."""
    opened = text.rfind("<!--")
    in_script = text.rfind("<script", 0, opened) > text.rfind("</script", 0, opened)
    if opened >= 0 and not in_script and text.find("-->", opened) < 0:
        return text.count("\n", 0, opened) + 1
    last = max(root.iter(*VERBATIM), key=lambda node: node.sourceline or 0, default=None) if root is not None else None
    if last is not None and (last.text or "").rstrip()[-7:].lower() == "</html>":
        return last.sourceline or 1
    return None
