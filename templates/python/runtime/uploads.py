"""Files that a caller sends: what is given as a file in, a part of a form out that can be sent again."""

import io
import mimetypes
import os
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


#: What a caller may give as a file: its bytes, an open binary file, or the path of one.
FileInput = bytes | IO[bytes] | os.PathLike[str] | File


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
    def opened(self) -> Generator[bytes | IO[bytes], None, None]:
        """What is to be sent, from its beginning; a file that is opened here is closed in the end."""
        if isinstance(self._content, os.PathLike):
            with Path(self._content).open("rb") as file:
                yield file
            return
        if not isinstance(self._content, bytes) and self._start is not None:
            self._content.seek(self._start)
        yield self._content

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
    return Upload(value if isinstance(value, File) else content)  # type: ignore[arg-type]


def _is_binary(content: object) -> bool:
    return hasattr(content, "read") and not isinstance(content, io.TextIOBase)


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
