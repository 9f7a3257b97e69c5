"""The words that APIs use for the same things: a name in, what it stands for out. They serve where a document does not say it itself."""

import re
from collections.abc import Iterable, Sequence

ODD = re.compile(r"[\W_]+")

#: Query parameters of lists by what they say, best first.
PARAMETERS: dict[str, tuple[str, ...]] = {
    "page": ("page", "pagenumber", "pageindex", "pageno"),
    "size": ("size", "pagesize", "perpage", "limit", "itemsperpage", "maxresults", "top"),
    "offset": ("offset", "skip", "start", "startindex"),
    "order": ("orderby", "sortby", "sort", "sortfield", "order"),
    "direction": ("dir", "direction", "sortdirection", "sortdir", "sortorder", "orderdirection", "order"),
}
#: Members of the answer around a list by what they say.
COUNTS: dict[str, tuple[str, ...]] = {
    "page": ("page", "currentpage", "pagenumber", "pageindex"),
    "size": ("size", "pagesize", "perpage", "limit", "currentpagesize", "itemsperpage"),
    "offset": ("offset", "skip"),
    "total": ("total", "totalitems", "totalcount", "totalresults", "totalrecords", "count"),
    "pages": ("pages", "totalpages", "pagecount", "lastpage"),
    "next": ("hasnext", "hasnextpage", "hasmore"),
    "previous": ("hasprevious", "haspreviouspage", "hasprev"),
    "first": ("firstitem", "from"),
    "last": ("lastitem", "to"),
    "order": ("orderby", "sortby", "currentorderfield", "orderfield"),
    "direction": ("dir", "direction", "sortdirection", "currentsortdirection"),
}
#: Members of the answer to a failure by what they say.
FAILURES: dict[str, tuple[str, ...]] = {
    "message": ("message", "detail", "error", "errormessage", "errordescription", "title", "description"),
    "errors": ("errors", "details", "violations", "invalidparams", "problems"),
    "success": ("success", "ok", "successful", "wassuccessful", "issuccess"),
}
ROWS: dict[str, tuple[str, ...]] = {
    "row_property": ("property", "propertyname", "field", "name", "param", "path", "pointer"),
    "row_message": ("message", "msg", "detail", "description", "reason"),
    "row_value": ("attemptedvalue", "value", "rejectedvalue", "input"),
}
#: How filters of a range are called, where the document gives no patterns.
LOWER = (
    "from_{member}",
    "{member}_from",
    "min_{member}",
    "{member}_min",
    "{member}_gte",
    "{member}[gte]",
    "{member}_after",
)
UPPER = (
    "to_{member}",
    "{member}_to",
    "max_{member}",
    "{member}_max",
    "{member}_lte",
    "{member}[lte]",
    "{member}_before",
)
#: What says that a list goes down.
DESCENDING = frozenset({"-1", "desc", "descending", "down"})


def normal(name: str) -> str:
    """A name without capitals and marks."""
    return ODD.sub("", name).lower()


def meaning(name: str, words: dict[str, tuple[str, ...]]) -> str | None:
    """What a name stands for in a table; null where it is not in it."""
    plain = normal(name)
    return next((kind for kind, known in words.items() if plain in known), None)


def named(names: Iterable[str], wanted: Sequence[str]) -> str | None:
    """The name that stands for the first wanted word; null where none does."""
    plain = {normal(name): name for name in names}
    return next((plain[word] for word in wanted if word in plain), None)
