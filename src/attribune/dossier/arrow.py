"""Rows of the database as Arrow tables, a batch at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import pyarrow as pa

from attribune.columns import fractions, texts
from attribune.dossier.records import Row

BATCH = 8192  # rows held as Python objects at a time


def fetch_table(rows: Iterable[Row], schema: pa.Schema) -> pa.Table:
    """Return the rows as a table; their columns are those of the schema, in order.

    A column whose Arrow type is a list or a struct comes from the database as JSON.
    """
    return pa.Table.from_batches(fetch_batches(rows, schema), schema)


def fetch_batches(rows: Iterable[Row], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the rows as record batches."""
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        columns = zip(*batch, strict=True)
        arrays = [_array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(column: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_nested(kind):
        # One long text is parsed many times faster than as many short ones.
        return pa.array(json.loads(f"[{','.join(cell or 'null' for cell in column)}]"), type=kind)
    if pa.types.is_boolean(kind):
        return pa.array(map(bool, column), type=kind)  # SQLite has no truth values of its own
    if pa.types.is_string(kind):
        return texts(column)
    return fractions(column) if pa.types.is_floating(kind) and None not in column else pa.array(column, type=kind)
