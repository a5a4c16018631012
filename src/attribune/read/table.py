"""Tables as CSV (RFC 4180) or with tabs, semicolons or bars between the columns, named in the first line.

Every row must have as many columns as the first line names: one more or less means that a quotation mark or a
separator went astray, and that the text may be cut off without a trace.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from attribune.read import plain, streams
from attribune.read.articles import COLUMNS, CONTENT, Row
from attribune.read.streams import UnreadableError

_SEPARATORS = (",", "\t", ";", "|")
_BYTES = re.compile("[\udc80-\udcff]")


def is_header(line: str) -> bool:
    """Tell whether a line names the columns of a table of articles: the text or its file, and one more we know."""
    names = _names(line, _separator(line))
    return len(names) > 1 and any(name in CONTENT for name in names) and sum(name in COLUMNS for name in names) > 1


def rows(stream: BinaryIO, head: bytes) -> Iterator[Row]:
    """Yield a row for every row of the table, numbered by the line it begins on; the first line is line 1.

    ``head`` are the first bytes of ``stream``, which still holds them. Raises ``UnreadableError`` when the first
    line does not name the columns.
    """
    lines = _Lines(streams.characters(stream, plain.encoding_of(head)))
    first = next(lines, "")
    separator = _separator(first)
    names = _names(first, separator)
    if not any(name in CONTENT for name in names):
        shown = ", ".join(name[:20] for name in names[:6])
        raise UnreadableError(f"its first line names no column text, html or file (but {shown}); name one so")
    # the csv module has one limit for the whole program; it is only ever raised
    csv.field_size_limit(max(csv.field_size_limit(), streams.LIMIT))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        number = lines.read + 1
        row = _next(reader, names, number)
        yield from lines.skipped()
        if row is None:
            return
        if row.fields != {}:
            yield row


def _next(reader: Iterator[list[str]], names: list[str], number: int) -> Row | None:
    """Return the next row, one without fields for an empty line, None at the end."""
    try:
        values = next(reader, None)
    except csv.Error as error:
        return Row("line", number, fault=f"not a row ({error}); double the quotation marks inside a quoted column")
    if values is None:
        return None
    if values and len(values) != len(names):
        return Row(
            "line",
            number,
            fault=f"{len(values)} columns where the first line names {len(names)}; "
            "put a text with separators or line breaks in quotation marks",
        )
    if any(_BYTES.search(value) for value in values):
        return Row("line", number, fault="its encoding is not that of the lines before; save the file as UTF-8")
    return Row("line", number, fields=dict(zip(names, values, strict=False)))


class _Lines:
    """The lines of a table; those above the limit are left out and kept as faults."""

    def __init__(self, text: TextIO) -> None:
        self._lines = streams.lines(text)
        self._skipped: list[Row] = []
        self.read = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            self.read += 1
            if line is not None:
                return line
            self._skipped.append(Row("line", self.read, fault=f"longer than {streams.megabytes()}"))
        raise StopIteration

    def skipped(self) -> Iterator[Row]:
        """Yield the lines left out since the last call."""
        skipped, self._skipped = self._skipped, []
        yield from skipped


def _separator(line: str) -> str:
    """Return the separator under which most of the names in the line are ones we know."""
    return max(_SEPARATORS, key=lambda separator: sum(name in COLUMNS for name in _names(line, separator)))


def _names(line: str, separator: str) -> list[str]:
    return [name.strip().strip('"').strip().lower() for name in line.strip("\r\n").split(separator)]
