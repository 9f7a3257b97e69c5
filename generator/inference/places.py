"""Where the reference is: addresses of pages with and without an endpoint in, beginnings of paths to take and to skip out."""

import re
from collections.abc import Iterable, Sequence

from generator.fetch.urls import origin_of, path_of

#: More parts of a site than this are taken for the whole of it.
MANY = 8
#: Beginnings of paths that `api.toml` can hold.
_PLAIN = re.compile(r"/[\w.~%!$&()*+,;=:@/-]{0,299}", re.ASCII)


def prefixes(urls: Sequence[str]) -> tuple[str, ...]:
    """The folders that hold all pages, one below each folder of the site."""
    paths = sorted({path_of(url) for url in urls})
    tops: dict[str, list[str]] = {}
    for path in paths:
        tops.setdefault(path.split("/")[1] if path.count("/") > 1 else "", []).append(path)
    if "" in tops or len(tops) > MANY:
        return ("/",)
    folders = tuple(folder_of(group) for group in tops.values())
    return folders if all(map(_PLAIN.fullmatch, folders)) else ("/",)


def folder_of(paths: Sequence[str]) -> str:
    """The innermost folder that holds all of some paths."""
    pieces = [path.split("/")[:-1] for path in paths]
    shared: list[str] = []
    for parts in zip(*pieces, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return "/".join(shared) + "/"


def skipped(left: Iterable[str], kept: Sequence[str], within: tuple[str, ...]) -> tuple[str, ...]:
    """The beginnings of paths below those of the reference whose pages document no endpoint; one that would hide a page is not named."""
    found: list[str] = []
    good = [path_of(url) for url in kept]
    for path in sorted({path_of(url) for url in left}):
        if not path.startswith(within) or path.startswith(tuple(found)):
            continue
        pieces = path.split("/")
        starts = ["/".join(pieces[:count]) + "/" for count in range(2, len(pieces))]
        free = (
            one
            for one in (*starts, path)
            if _PLAIN.fullmatch(one) and len(one) > 1 and not any(other.startswith(one) for other in good)
        )
        found += list(free)[:1]
    return tuple(found)


def home_of(url: str, within: tuple[str, ...]) -> str:
    """The address of the reference on its site."""
    return (origin_of(url) + (within[0] if len(within) == 1 else "")).rstrip("/")
