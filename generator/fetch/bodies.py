"""The body of an answer: compressed pieces in, bytes out that are never more than a limit, however small they were packed."""

import zlib
from typing import Protocol


class BodyError(Exception):
    """A body that is not taken; its words say why."""


class TooLargeError(BodyError):
    """More bytes than the limit."""


class CutError(BodyError):
    """Bytes that end too early."""


class Unfolding(Protocol):
    """Takes the pieces of a body one after the other; `close` gives the whole."""

    def feed(self, piece: bytes) -> None:
        """Take a piece; raises BodyError."""

    def close(self) -> bytes:
        """The whole; raises BodyError where it is none."""


class Plain:
    """A body that is not compressed."""

    def __init__(self, limit: int) -> None:
        self._limit, self._out = limit, bytearray()

    def feed(self, piece: bytes) -> None:
        """Take a piece."""
        self._out += piece
        if len(self._out) > self._limit:
            raise TooLargeError(f"it has more than {self._limit} bytes")

    def close(self) -> bytes:
        """The whole."""
        return bytes(self._out)


class Deflated:
    """A body in the format of zlib, of gzip or of neither (which some servers mean by `deflate`)."""

    def __init__(self, limit: int, *, gzip: bool) -> None:
        self._plain, self._limit, self._gzip = Plain(limit), limit, gzip
        self._came, self._made = 0, 0
        self._inner = zlib.decompressobj(31 if gzip else 15)
        self._begun = False

    def feed(self, piece: bytes) -> None:
        """Take a piece and unfold it as far as the limit allows."""
        self._came += len(piece)
        if self._came > self._limit:
            raise TooLargeError(f"it has more than {self._limit} bytes")
        while piece:
            if self._inner.eof:
                # Gzip files may stand one after the other; behind any other end there is only padding.
                if not self._gzip or piece.strip(b"\0") == b"":
                    return
                self._inner = zlib.decompressobj(31)
            made = self._unfold(piece)
            self._made += len(made)
            self._plain.feed(made)
            piece = self._inner.unused_data

    def _unfold(self, piece: bytes) -> bytes:
        room = self._limit + 1 - self._made
        try:
            made = self._inner.decompress(piece, room)
        except zlib.error as error:
            if self._gzip or self._begun:
                raise BodyError("it is compressed wrongly") from error
            self._inner = zlib.decompressobj(-15)
            made = self._raw(piece, room)
        self._begun = True
        return made

    def _raw(self, piece: bytes, room: int) -> bytes:
        try:
            return self._inner.decompress(piece, room)
        except zlib.error as error:
            raise BodyError("it is compressed wrongly") from error

    def close(self) -> bytes:
        """The whole, where the end came."""
        if self._came and not self._inner.eof:
            raise CutError("it ends too early")
        return self._plain.close()


def unfolding(encoding: str, limit: int) -> Unfolding:
    """What unfolds a body by its `Content-Encoding`; raises BodyError for one that was not asked for."""
    kind = encoding.strip().lower()
    if kind in ("", "identity"):
        return Plain(limit)
    if kind in ("gzip", "x-gzip", "deflate"):
        return Deflated(limit, gzip=kind != "deflate")
    raise BodyError(f"it is encoded as {kind}")


def gunzipped(data: bytes, limit: int) -> bytes:
    """What a file holds that may be a gzip file; raises BodyError."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    inner = Deflated(limit, gzip=True)
    inner.feed(data)
    return inner.close()
