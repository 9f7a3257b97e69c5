"""The journal of a run: answers in, and the same answers out in a later run, so that one that was killed is taken up where it stopped.

One file per answer, a line of JSON and the body behind it, put in place by one rename. What cannot be read is as if it were not there.
"""

import hashlib
import os
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.fetch.answers import Answer, Validators

_NAME = re.compile(r"[0-9a-f]{64}(\.new)?")
#: Bytes of the line of JSON.
_LONGEST_HEAD = 16 * 1024


class Head(BaseModel):
    """What is kept of an answer beside its body: `sha256` is that of the body."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    asked: str
    url: str
    status: int
    media: str
    captured: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(slots=True, kw_only=True)
class Journal:
    """A folder with answers; an answer from before `oldest` or after `newest` is not believed. `problem` says why none could be kept."""

    folder: Path
    oldest: datetime
    newest: datetime
    problem: str | None = None
    _made: bool = field(default=False)

    def recall(self, asked: str, known: Validators | None) -> Answer | None:
        """The answer to a question of an earlier run, or null."""
        try:
            with (self.folder / key(asked, known)).open("rb") as file:
                line = file.readline(_LONGEST_HEAD)
                head = Head.model_validate_json(line)
                data = file.read()
            when = datetime.fromisoformat(head.captured)
            fresh = head.asked == asked and self.oldest <= when <= self.newest + timedelta(minutes=5)
        except (OSError, ValidationError, ValueError, TypeError):
            return None
        if not fresh or hashlib.sha256(data).hexdigest() != head.sha256:
            return None
        return Answer(
            url=head.url,
            status=head.status,
            media=head.media,
            data=data,
            captured=head.captured,
            etag=head.etag,
            last_modified=head.last_modified,
            recalled=True,
        )

    def keep(self, asked: str, known: Validators | None, answer: Answer) -> None:
        """Keep an answer; where that cannot be done the run goes on, and `problem` says why."""
        head = Head(
            asked=asked,
            url=answer.url,
            status=answer.status,
            media=answer.media,
            captured=answer.captured,
            sha256=hashlib.sha256(answer.data).hexdigest(),
            etag=answer.etag,
            last_modified=answer.last_modified,
        )
        path = self.folder / key(asked, known)
        try:
            if not self._made:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._made = True
            new = path.with_name(f"{path.name}.new")
            new.write_bytes(head.model_dump_json().encode() + b"\n" + answer.data)
            new.replace(path)
        except OSError as error:
            self.problem = error.strerror or str(error)


def key(asked: str, known: Validators | None) -> str:
    """The name of the file of an answer: another one where it was asked for with other validators."""
    parts = (asked, *((known.etag or "", known.last_modified or "") if known else ()))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def clear(folder: Path) -> None:
    """Remove a journal; what does not look like one of its files is left where it is. Raises OSError."""
    if folder.is_symlink() or not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                Path(entry.path).unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
