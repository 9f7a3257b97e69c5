"""What came of a request: an answer, or why there is none. Plain records; nothing of HTTP is known beyond them."""

from dataclasses import dataclass

#: Media types of pages and of indexes; an answer without a type is told by its content.
PAGES = frozenset({"", "text/html", "application/xhtml+xml", "text/markdown", "text/x-markdown", "text/plain"})
INDEXES = PAGES | {
    *("application/xml", "text/xml", "application/gzip", "application/x-gzip", "application/octet-stream"),
    "application/rss+xml",
}
HTML = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server said of a capture, to ask with whether it has changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer: the address that gave it, its status, media type, body, the time, and the server's validators.

    `recalled` is true where an earlier run got it.
    """

    url: str
    status: int
    media: str
    data: bytes
    captured: str
    etag: str | None = None
    last_modified: str | None = None
    recalled: bool = False

    @property
    def missing(self) -> bool:
        """Whether the site says that there is no such thing."""
        return self.status in (404, 410)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no answer: a code of the table of diagnostics and the reason in words.

    `passing` is true where the next run may have an answer; `target` is the address that a redirect leads to.
    """

    code: str
    reason: str
    target: str | None = None
    passing: bool = False


Outcome = Answer | Refusal
