"""Write an exported table as JSON lines, CSV or Parquet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Literal, get_args

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

Format = Literal["jsonl", "csv", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

_BATCH = 4096  # rows held as Python objects at a time
# JSON allows these three as they are, but readers that split at every line end of Unicode break on them.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}

_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode


def export(table: pa.Table, *, format: Format, out: BinaryIO) -> None:  # noqa: A002 - as the command line has it
    """Write ``table`` to ``out``, which stays open and need not be seekable.

    ``jsonl`` is one JSON object a line, in UTF-8. ``csv`` has a header, and lists as JSON; texts are quoted, so
    that an empty text differs from null, which is nothing at all. ``parquet`` is compressed with Zstandard and
    keeps each field's description. Raises ``ValueError`` for another format.
    """
    if format not in _WRITERS:
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    _WRITERS[format](table, out)


def _write_jsonl(table: pa.Table, out: BinaryIO) -> None:
    for batch in table.to_batches(max_chunksize=_BATCH):
        out.write("".join(_lines(batch)).encode("utf-8"))


def _lines(batch: pa.RecordBatch) -> Iterator[str]:
    for row in batch.to_pylist():
        line = _encode(row)
        yield f"{line if line.isascii() else line.translate(_LINE_ENDS)}\n"


def _write_csv(table: pa.Table, out: BinaryIO) -> None:
    columns = [_flat(column) if pa.types.is_nested(column.type) else column for column in table.columns]
    pa.csv.write_csv(pa.table(columns, names=table.column_names), out)


def _flat(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column of lists as one of JSON texts."""
    chunks = [
        pa.array([None if value is None else _encode(value) for value in chunk.to_pylist()], pa.string())
        for chunk in column.chunks
    ]
    return pa.chunked_array(chunks, type=pa.string())


def _write_parquet(table: pa.Table, out: BinaryIO) -> None:
    pa.parquet.write_table(table, out, compression="zstd")


_WRITERS: Mapping[str, Callable[[pa.Table, BinaryIO], None]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
}
