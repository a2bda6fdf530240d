"""The body of a response, counted while it comes and decoded within bounds.

A few kilobytes of gzip can hold gigabytes; so nothing is decoded beyond what may be kept.
"""

import zlib
from collections.abc import AsyncIterable

import httpx

ACCEPTED = "gzip"
"""The codings asked for: the one that every server has, and that can be decoded piece by piece."""

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


class BodyError(ValueError):
    """A body that can't be kept, with a code for filters; the message is a sentence."""

    def __init__(self, reason_code: str, reason: str) -> None:
        super().__init__(reason)
        self.reason_code = reason_code


class IncompleteBodyError(BodyError):
    """A body that ended before it was whole: another try may bring it."""


async def read_body(
    chunks: AsyncIterable[bytes], coding: str, raw_limit: int, decoded_limit: int
) -> tuple[bytes, int]:
    """Read a body whole.

    Args:
        chunks: the bytes as they come over the wire.
        coding: the response's Content-Encoding.
        raw_limit: the most bytes that may come.
        decoded_limit: the most bytes that may come out.

    Returns:
        the decoded body, and how many bytes came.

    Raises:
        BodyError: the body is too large, or coded in a way that was not asked for.
        IncompleteBodyError: the coded stream has no end.
    """
    coding = coding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise BodyError(
            "unsupported_coding", f"The body is coded as {coding!r}, which was not asked for."
        )
    received = 0
    pieces: list[bytes] = []
    decoder = BoundedDecoder(decoded_limit) if coding not in ("", "identity") else None
    async for chunk in chunks:
        received += len(chunk)
        if received > raw_limit:
            raise BodyError("too_large", f"The body has over {raw_limit:,} bytes.")
        pieces.append(chunk if decoder is None else decoder.decode(chunk))
    if decoder is not None:
        decoder.close()
    content = b"".join(pieces)
    if len(content) > decoded_limit:
        raise BodyError("too_large", f"The body has over {decoded_limit:,} bytes.")
    return content, received


def decompress(content: bytes, limit: int) -> bytes:
    """The content of a gzip file.

    Raises:
        BodyError: it holds more than ``limit`` bytes, is damaged or ends too early.
    """
    decoder = BoundedDecoder(limit)
    decoded = decoder.decode(content)
    decoder.close()
    return decoded


class BoundedDecoder:
    """Decodes gzip (of any number of members) and zlib, up to ``limit`` bytes in all."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._left = limit
        self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._has_input = False

    def decode(self, chunk: bytes) -> bytes:
        """What ``chunk`` adds.

        Raises:
            BodyError: more than the limit comes out, or the bytes are damaged.
        """
        pieces: list[bytes] = []
        while chunk:
            self._has_input = True
            if self._stream.eof:
                self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
            try:
                piece = self._stream.decompress(chunk, self._left + 1)
            except zlib.error as error:
                raise BodyError(
                    "damaged_coding", f"The coded body is damaged ({error})."
                ) from error
            self._left -= len(piece)
            if self._left < 0:
                raise BodyError(
                    "too_large", f"The body has over {self._limit:,} bytes when it is decoded."
                )
            pieces.append(piece)
            # After the end of a member comes the next one, or the zeros that fill a block.
            chunk = self._stream.unused_data.lstrip(b"\0")
        return b"".join(pieces)

    def close(self) -> None:
        """Tell that all has come.

        Raises:
            IncompleteBodyError: the stream has no end.
        """
        if self._has_input and not self._stream.eof:
            raise IncompleteBodyError("truncated", "The coded body ends before its end mark.")


def declared_size(headers: httpx.Headers) -> int | None:
    """The Content-Length, where it is a number."""
    value = headers.get("content-length", "")
    return int(value) if value.isdecimal() else None
