"""What tests of fetching share: `api.toml` as a table in, what a run gives out, with the pauses of a run made short."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.captures import Fetched
from generator.config import ApiConfig
from generator.fetch.retries import Patience
from generator.fetch.run import fetch
from generator.fetch.sending import Means
from generator.lock import Entry, Lock

NOW = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
#: Pauses of no length that anybody notices; what a host asks for is waited for up to a second.
SHORT = Patience(first=0.001, longest=0.01, asked=1.0)
MEANS = Means(now=lambda: NOW, dice=lambda: 0.5, patience=SHORT)
FAST = {"rate": 1000, "concurrency": 8, "timeout": 5, "retries": 2, "private": True}


def config(sources: Iterable[Mapping[str, Any]], **terms: Any) -> ApiConfig:
    """The particulars of an API with sources; more keys are those of `[fetch]`."""
    return ApiConfig.model_validate(
        {
            "api": {"name": "rails", "title": "Rails", "base_url": "https://api.rails.example.com"},
            "package": {"distribution": "rails", "import_name": "rails", "client": "Rails", "version": "0.1.0"},
            "sources": list(sources),
            "fetch": {**FAST, **terms},
        }
    )


@dataclass(slots=True)
class Bench:
    """A folder with the state between two runs: the lock, and the captures that it speaks of."""

    folder: Path
    lock: Lock = field(default_factory=Lock)
    pages: dict[str, bytes] = field(default_factory=dict)
    progress: list[tuple[str, int, int]] = field(default_factory=list)
    means: Means = MEANS

    def run(self, *sources: Mapping[str, Any], **terms: Any) -> Fetched:
        """Fetch, and leave everything as it was but the journal."""
        self.progress.clear()
        return fetch(
            config(sources, **terms),
            self.folder,
            self.lock,
            {path: hashlib.sha256(data).hexdigest() for path, data in self.pages.items()},
            self.folder / "journal",
            lambda stage, done, total: self.progress.append((stage, done, total)),
            means=self.means,
        )

    def believe(self, fetched: Fetched) -> None:
        """Take the captures for the truth, as promotion does."""
        entries = dict(self.lock.pages)
        for one in fetched.captures:
            if one.data is not None:
                self.pages[one.path] = one.data
                digest = hashlib.sha256(one.data).hexdigest()
                entries[one.path] = Entry(
                    url=one.url, captured=one.captured, sha256=digest, etag=one.etag, last_modified=one.last_modified
                )
        self.lock = Lock(pages=entries)


def texts(fetched: Fetched) -> dict[str, str | None]:
    """The captures by their paths."""
    return {one.path: None if one.data is None else one.data.decode() for one in fetched.captures}


def codes(fetched: Fetched) -> list[str]:
    """The codes of what was found, in order."""
    return sorted(one.code for one in fetched.found)


def errors(fetched: Fetched) -> list[str]:
    """The messages of what was found, with their codes and places."""
    return [f"{one.page}: {one.code} {one.message}" for one in fetched.found if one.severity != "info"]
