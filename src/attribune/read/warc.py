"""Web archives (WARC, ISO 28500): the pages that a crawler kept, by warcio, and plain text where that was kept instead.

A page's address is that of its record. When it was crawled is no date of publication, and is not taken for one.
What is no page (images, robots.txt, requests, the crawler's own records) is passed over without a word.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from attribune.read import html, plain, streams
from attribune.read.articles import Row
from attribune.read.streams import UnreadableError

PAGES = ("response", "resource")  # kinds of record that hold what a server gave
TEXTS = ("conversion",)  # ... and what somebody made of it
_HTML = re.compile(r"text/html|application/xhtml\+xml", re.IGNORECASE)
_PLAIN = re.compile(r"text/plain", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MACHINES = re.compile(r"/robots\.txt(?:\?|$)|^(?:dns|metadata|urn):", re.IGNORECASE)


def rows(stream: BinaryIO, head: bytes) -> Iterator[Row]:
    """Yield a row for every page in an archive, numbered by the records of all kinds before it; record 1 is the first.

    ``head`` are the first bytes of ``stream``, which still holds them. Raises ``UnreadableError`` where the archive
    breaks off or is none.
    """
    from warcio.archiveiterator import ArchiveIterator  # here, for most input is none
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for number, record in enumerate(ArchiveIterator(_Whole(stream)), start=1):
            row = _row(number, record)
            if row is not None:
                yield row
    except ArchiveLoadFailed as error:
        reason = " ".join(str(error).split())
        raise UnreadableError(f"the archive is broken ({reason}); what follows was not read") from error


class _Whole:
    """A stream that says when it breaks off: warcio takes that for the end of the archive."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, as a file does."""
        try:
            return self._stream.read(size)
        except EOFError as error:
            raise gzip.BadGzipFile(str(error)) from error


def _row(number: int, record: Any) -> Row | None:
    """Return what a record holds, None for one that is no page."""
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    kind = _header(record, "Content-Type")
    column = _column(record.rec_type, kind)
    status = record.http_headers.get_statuscode() if record.http_headers is not None else "200"
    if column is None or _MACHINES.search(address) or status.startswith("3"):
        return None
    if status != "200":
        return Row("record", number, fault=f"the server's answer was {status}, not a page")
    try:
        return Row("record", number, fields={column: _characters(record, kind), "url": address})
    except UnreadableError as error:
        return Row("record", number, fault=str(error))


def _header(record: Any, name: str) -> str:
    """Return a header of what the server gave, or of the record where it holds no answer of a server."""
    headers = record.rec_headers if record.http_headers is None else record.http_headers
    return headers.get_header(name) or ""


def _column(record: str, kind: str) -> str | None:
    """Return under which name a record's content is that of a row: a page or a text."""
    if record in PAGES and _HTML.search(kind):
        return "html"
    return "text" if record in TEXTS and _PLAIN.search(kind) else None


def _characters(record: Any, kind: str) -> str:
    data = record.content_stream().read(streams.LIMIT + 1)
    if len(data) > streams.LIMIT:
        raise UnreadableError(f"it is larger than {streams.megabytes()}, too large for one article")
    record.raw_stream.read()  # what a server added behind the page
    if record.raw_stream.limit > 0:
        raise UnreadableError("the archive breaks off in the middle of it; download it again")
    declared = _CHARSET.search(kind)
    return plain.decoded(data, declared=declared[1] if declared else html.declared(data))
