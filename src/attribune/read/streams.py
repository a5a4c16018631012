"""Bytes in, within bounds: opening, looking ahead, unzipping, lines of text; what fails says why in one line."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

LIMIT = 20_000_000  # bytes of a file that is one article, characters of one row: above it, not an article
HEAD = 65_536  # bytes looked at to tell what an input is
GZIP = b"\x1f\x8b"


class UnreadableError(Exception):
    """An input, or a part of one, that cannot be read; the message says what is wrong and what to do."""


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the system and gzip raise into ``UnreadableError`` with a reason in plain words."""
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableError(f"the gzip data are broken ({_line(error)}); compress or download it again") from error
    except FileNotFoundError as error:
        raise UnreadableError("there is no such file or folder; check the path") from error
    except PermissionError as error:
        raise UnreadableError("permission denied; make it readable for this user") from error
    except OSError as error:
        raise UnreadableError(f"it cannot be read: {error.strerror or _line(error)}") from error


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Open a file for reading bytes; raises ``UnreadableError`` for all that goes wrong, here and while reading."""
    with explained(), _open(path) as stream:
        yield stream


def unzipped(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first ``HEAD`` bytes and a stream that still holds them, after taking off gzip if there is any.

    The stream need not be able to seek (standard input, a pipe).
    """
    head, stream = _peeked(stream)
    if not head.startswith(GZIP):
        return head, stream
    # a binary stream in all but its declared base
    return _peeked(cast(BinaryIO, gzip.GzipFile(fileobj=stream)))


def whole(stream: BinaryIO) -> bytes:
    """Return all bytes of a stream that is one article; raises ``UnreadableError`` above ``LIMIT``."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise UnreadableError(
            f"it is larger than {megabytes()}, too large for one article; "
            "split it, or give its articles as JSON lines, one a line"
        )
    return data


def characters(stream: BinaryIO, encoding: str) -> TextIO:
    """Return the characters of a stream, newlines as they are; bytes that are not UTF-8 become lone surrogates."""
    # in other encodings the odd damaged character is U+FFFD, for not every codec has a place for single bytes
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="\n")


def lines(text: TextIO) -> Iterator[str | None]:
    """Yield the lines of a text with their ends; None for each line above ``LIMIT``, which is never held whole."""
    while line := text.readline(LIMIT + 1):
        if len(line) <= LIMIT or line.endswith("\n"):
            yield line
            continue
        while line and not line.endswith("\n"):
            line = text.readline(HEAD)
        yield None


def megabytes() -> str:
    """Return the limit as a reader would say it."""
    return f"{LIMIT // 1_000_000} MB"


def _open(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except ValueError as error:  # a NUL or half a character in it
        raise UnreadableError("this is not a path; check it for odd characters") from error


class _Rejoined(io.RawIOBase):
    """A stream whose head was read ahead, with the head put back in front. Closing it leaves the stream open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        chunk = self._head[:size] if self._head else self._rest.read(size)
        self._head = self._head[size:]
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _peeked(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    head = b""
    # a pipe gives what has arrived so far; what an input is taken for must not depend on that
    while len(head) < HEAD and (chunk := stream.read(HEAD - len(head))):
        head += chunk
    return head, io.BufferedReader(_Rejoined(head, stream), buffer_size=HEAD)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
