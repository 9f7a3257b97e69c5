"""Addresses of pages: texts of strangers in, addresses in one spelling out, or null where a text is none that is asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

#: Longer ones are the work of a broken index or of a hostile one.
MAX_LENGTH = 2000
PORTS = {"http": 80, "https": 443}

#: What may stand in a path as it is; everything else is written in percents.
_PLAIN = "!$&'()*+,;=:@-._~"
_PAGE_ENDING = re.compile(r"(?i)(?:/index)?\.(?:mdx?|html?)\Z|/index\Z")
_MARKDOWN_ENDING = re.compile(r"(?i)\.mdx?\Z")
_INDEX_ENDING = re.compile(r"(?i)/index\.mdx?\Z")
_NO_PAGE = re.compile(
    r"(?i)\.(?:avif|bmp|css|csv|docx?|eot|gif|gz|ico|jpe?g|js|json|jsonl|map|mjs|mp[34]|mov|ogg|pdf|png|pptx?|rss|svg|tar|tgz|tiff?|toml|ttf"
    r"|wasm|wav|webm|webp|woff2?|xlsx?|xml|ya?ml|zip)\Z"
)


def normal(text: str, base: str | None = None) -> str | None:
    """An address in its one spelling, without its fragment; null for what is no address of the web, has credentials or is too long."""
    text = text.strip()
    if len(text) > MAX_LENGTH or any(not (c.isprintable()) for c in text):
        return None
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        host, port = _host(parts), parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in PORTS or not host or "@" in parts.netloc:
        return None
    where = host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
    whole = urlunsplit((parts.scheme, where, _path(parts.path), quote(parts.query, safe=_PLAIN + "/?%"), ""))
    return whole if len(whole) <= MAX_LENGTH else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{host}]" if re.fullmatch(r"[0-9a-f:.]+", host) else ""
    ascii_host = host.encode("idna").decode().lower() if not host.isascii() else host
    return ascii_host if re.fullmatch(r"[a-z0-9_.-]+", ascii_host) else ""


def _path(path: str) -> str:
    """A path with its dots resolved and its percents in one spelling; a slash in percents stays one."""
    kept: list[str] = []
    segments = [quote(unquote_to_bytes(one), safe=_PLAIN) for one in path.split("/")]
    for number, segment in enumerate(segments[1:], 1):
        last = number == len(segments) - 1
        if segment in (".", ".."):
            kept = kept[:-1] if segment == ".." else kept
            kept += [""] if last else []
        else:
            kept.append(segment)
    return "/" + "/".join(kept)


def host_of(url: str) -> str:
    """The host of an address as `api.toml` writes it: with its port where that is not the usual one."""
    return urlsplit(url).netloc


def origin_of(url: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def path_of(url: str) -> str:
    """The path of an address, without its query."""
    return urlsplit(url).path


def name_of(url: str) -> str:
    """The last segment of the path of an address, in small letters."""
    return path_of(url).rpartition("/")[2].lower()


def with_path(url: str, path: str) -> str:
    """An address with another path."""
    return urlunsplit(urlsplit(url)._replace(path=path))


def bare_path(url: str) -> str:
    """The path of a page without its ending, `index` and slash at the end; empty for the page of a site itself."""
    return _PAGE_ENDING.sub("", path_of(url).rstrip("/")).rstrip("/")


def identity(url: str) -> str:
    """What is the same for all spellings of one page's address."""
    parts = urlsplit(url)
    return f"{parts.netloc}{bare_path(url)}" + (f"?{parts.query}" if parts.query else "")


def query_of(url: str) -> str:
    """The query of an address, empty where it has none."""
    return urlsplit(url).query


def page_address(url: str) -> str:
    """The address of the page that an address leads to, which may be that of its twin in Markdown."""
    path = path_of(url)
    if _INDEX_ENDING.search(path):
        return with_path(url, _INDEX_ENDING.sub("/", path))
    return with_path(url, _MARKDOWN_ENDING.sub("", path))


def is_markdown(url: str) -> bool:
    """Whether an address is that of a page in Markdown by its ending."""
    return _MARKDOWN_ENDING.search(path_of(url)) is not None


def is_page(url: str) -> bool:
    """Whether an address may be that of a page: it has no ending of pictures, programs, data and the like, and is no index."""
    return _NO_PAGE.search(path_of(url)) is None and name_of(url) not in ("llms.txt", "llms-full.txt", "robots.txt")


def twins(url: str) -> tuple[str, ...]:
    """Where the Markdown of a page may be, likeliest first."""
    path = path_of(url)
    bare = re.sub(r"(?i)\.html?\Z", "", path)
    if path.endswith("/"):
        paths = [f"{path.rstrip('/')}.md"] * (path != "/") + [f"{path}index.md"]
    else:
        paths = [f"{bare}.md"] + [f"{path}.md"] * (bare != path)
    return tuple(with_path(url, one) for one in paths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What may be asked for the sake of a source: on which hosts, and pages below which paths."""

    hosts: frozenset[str]
    pages: tuple[str, ...] = ("/",)
    skip: tuple[str, ...] = ()

    def has_host(self, url: str) -> bool:
        """Whether an address is on one of the hosts."""
        return host_of(url) in self.hosts

    def has_page(self, url: str) -> bool:
        """Whether an address is one of the pages."""
        path = path_of(url)
        return self.has_host(url) and path.startswith(self.pages) and not path.startswith(self.skip)


def scope_of(hosts: Iterable[str], pages: Iterable[str], skip: Iterable[str]) -> Scope:
    """A scope from what `api.toml` says, with paths in the spelling of addresses."""
    return Scope(
        hosts=frozenset(hosts),
        pages=tuple(quote(one, safe=_PLAIN + "/%") for one in pages),
        skip=tuple(quote(one, safe=_PLAIN + "/%") for one in skip),
    )
