"""Files that a caller sends: what is given as a file in, a part of a form out that can be sent again."""

import io
import mimetypes
import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .narrowing import is_path
from .wire import Sendable


@dataclass(frozen=True, slots=True)
class File:
    """A file with a name or a content type of its own; left out, they are found out."""

    content: "bytes | IO[bytes] | os.PathLike[str]"
    name: str | None = None
    content_type: str | None = None


# A text with a line end could add headers to its part.
_CONTENT_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?: *;[\t\x20-\x7e]*)?", re.ASCII)

#: What a caller may give as a file: its bytes, an open binary file, or the path of one.
FileInput = bytes | IO[bytes] | os.PathLike[str] | File


class Once:
    """A file that can be read only once, of unknown length: the size of what it is read from (a pipe has none) would mislead."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        return self._file.read(size)


class Rest(Once):
    """A file from a place on, as if it began there; its length is what can be read, not the size of what it is read from, which
    may be compressed.
    """

    def __init__(self, file: IO[bytes], start: int) -> None:
        super().__init__(file)
        self._start = start

    def tell(self) -> int:
        """The distance from the beginning."""
        return self._file.tell() - self._start

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go somewhere; gives the distance from the beginning."""
        return self._file.seek(offset + (self._start if whence == os.SEEK_SET else 0), whence) - self._start


class Upload(Sendable):
    """A file that was given, checked; the type of file members of request models."""

    def __init__(self, given: FileInput) -> None:
        file = given if isinstance(given, File) else File(given)
        self._content = file.content
        self._start = _position(file.content)
        self.name = file.name or _name(file.content)
        self.content_type = file.content_type or mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def to_wire(self) -> Any:
        """Itself: a form sends it as a part."""
        return self

    @property
    def is_repeatable(self) -> bool:
        """Whether it can be read a second time."""
        return self._start is not None

    @contextmanager
    def opened(self) -> Generator["bytes | IO[bytes] | Once | Rest", None, None]:
        """What is to be sent, from where it was when it was given; a file that is opened here is closed in the end."""
        if isinstance(self._content, os.PathLike):
            with Path(self._content).open("rb") as file:
                yield file
        elif isinstance(self._content, bytes):
            yield self._content
        elif self._start is None:
            yield Once(self._content)
        else:
            yield Rest(self._content, self._start)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Takes what `FileInput` says, and nothing else."""
        return core_schema.no_info_plain_validator_function(_checked)


def _checked(value: object) -> Upload:
    if isinstance(value, Upload):
        return value
    content = value.content if isinstance(value, File) else value
    if not isinstance(content, bytes) and not is_path(content) and not _is_binary(content):
        raise ValueError("a file is given as bytes, as a path (pathlib.Path) or as a file opened in binary mode")
    if is_path(content) and not Path(content).is_file():
        raise ValueError("there is no file at this path")
    upload = Upload(value if isinstance(value, File) else content)  # type: ignore[arg-type]
    if not _CONTENT_TYPE.fullmatch(upload.content_type):
        raise ValueError("the content type of a file is written as text/plain is")
    if not _is_text(upload.name):
        raise ValueError("the name of the file cannot be sent: give a File with another name")
    return upload


def _is_text(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:  # the bytes of a path that are none
        return False


def _is_binary(content: Any) -> bool:
    if not hasattr(content, "read") or isinstance(content, io.TextIOBase):
        return False
    try:
        return isinstance(content.read(0), bytes)  # a wrapper of a text file is no text file to see
    except (ValueError, OSError):
        raise ValueError("the file is closed, or cannot be read") from None


def _position(content: object) -> int | None:
    """Where the content begins; None where it can be read only once."""
    if isinstance(content, bytes) or is_path(content):
        return 0
    try:
        return int(content.tell()) if content.seekable() else None  # type: ignore[attr-defined]
    except (AttributeError, OSError):
        return None


def _name(content: object) -> str:
    path = content if is_path(content) else getattr(content, "name", None)
    return (Path(path).name if isinstance(path, str) or is_path(path) else "") or "upload"
