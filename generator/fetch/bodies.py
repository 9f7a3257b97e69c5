"""The body of an answer: compressed pieces in, bytes out that are never more than a limit, however small they were packed."""

import zlib
from typing import Protocol

#: The formats as zlib numbers them.
_GZIP, _ZLIB, _RAW = 31, 15, -15


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
    """A body in the format of gzip or of zlib, or in neither, which some servers mean by `deflate`."""

    def __init__(self, limit: int, *, gzip: bool) -> None:
        self._plain, self._limit, self._gzip = Plain(limit), limit, gzip
        self._came = self._made = 0
        self._head = b""
        self._inner = zlib.decompressobj(_GZIP) if gzip else None

    def feed(self, piece: bytes) -> None:
        """Take a piece and unfold it as far as the limit allows."""
        self._came += len(piece)
        if self._came > self._limit:
            raise TooLargeError(f"it has more than {self._limit} bytes")
        if self._inner is None:
            self._head += piece
            if len(self._head) < 2:
                return
            piece, self._inner = self._head, zlib.decompressobj(_ZLIB if _is_zlib(self._head) else _RAW)
        while piece:
            if self._inner.eof:
                # Gzip files may stand one after the other; behind any other end there is only padding.
                if not self._gzip or piece.strip(b"\0") == b"":
                    return
                self._inner = zlib.decompressobj(_GZIP)
            piece = self._unfold(self._inner, piece)

    def _unfold(self, inner: "zlib._Decompress", piece: bytes) -> bytes:
        """Unfold a piece; what stands behind its end."""
        try:
            made = inner.decompress(piece, self._limit + 1 - self._made)
        except zlib.error as error:
            raise BodyError("it is compressed wrongly") from error
        self._made += len(made)
        self._plain.feed(made)
        return inner.unused_data

    def close(self) -> bytes:
        """The whole, where the end came."""
        if self._came and (self._inner is None or not self._inner.eof):
            raise CutError("it ends too early")
        return self._plain.close()


def _is_zlib(head: bytes) -> bool:
    return head[0] & 15 == 8 and (head[0] << 8 | head[1]) % 31 == 0


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
