"""Parquet tables: a row an article, its columns named as those of any other list of articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from attribune.read.articles import COLUMNS, CONTENT, Row
from attribune.read.streams import UnreadableError

MARK = b"PAR1"
BATCH = 256  # rows held at a time


def rows(stream: BinaryIO, head: bytes) -> Iterator[Row]:
    """Yield a row for every row of a Parquet file; the first is row 1. ``head`` is of no use here.

    The stream must be able to seek, since what tells how to read such a file stands at its end. Raises
    ``UnreadableError`` for one that cannot, for a broken file and for one without a column of articles.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not stream.seekable() or not _begins(stream):
        raise UnreadableError("a Parquet table cannot be read from a pipe or under gzip; give the file itself")
    try:
        table = pq.ParquetFile(stream)
        names = _known(table.schema_arrow.names)
        number = 0
        for batch in table.iter_batches(batch_size=BATCH, columns=names):
            for fields in batch.to_pylist():
                number += 1
                yield Row("row", number, fields={name: _plain(value) for name, value in fields.items()})
    except (pa.ArrowException, OSError) as error:
        raise UnreadableError(
            f"the Parquet data are broken ({' '.join(str(error).split())}); write it again"
        ) from error


def _begins(stream: BinaryIO) -> bool:
    """Whether the stream is the file and not what holds it; leaves it at its beginning."""
    stream.seek(0)
    mark = stream.read(len(MARK))
    stream.seek(0)
    return mark == MARK


def _known(names: list[str]) -> list[str]:
    """Return the columns that say something of an article; the others are not even read."""
    known = [name for name in names if name.strip().lower() in COLUMNS]
    if not any(name.strip().lower() in CONTENT for name in known):
        shown = ", ".join(name[:20] for name in names[:6])
        raise UnreadableError(f"it has no column text, html or file (but {shown}); name one so")
    return known


def _plain(value: object) -> object:
    """Return a value as it would be written in a list: Parquet knows dates and times of its own."""
    return value.isoformat() if isinstance(value, date) else value
