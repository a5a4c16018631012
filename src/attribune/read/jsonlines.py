"""JSON lines (jsonlines.org), and the two forms of JSON that people mean by it: an array, objects over many lines.

Every line stands alone, so a broken one costs only itself. An array is read item by item; after a broken item
nothing tells where the next begins, so reading ends there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from attribune.read import plain, streams
from attribune.read.articles import Row
from attribune.read.streams import UnreadableError

_BYTES = re.compile("[\udc80-\udcff]")
_BETWEEN = re.compile(r"[\s,]*")


def rows(stream: BinaryIO, head: bytes) -> Iterator[Row]:
    """Yield a row for every line of JSON lines, every item of an array or every object in turn.

    ``head`` are the first bytes of ``stream``, which still holds them; they tell the encoding and the form.
    Raises ``UnreadableError`` for bytes that are no text.
    """
    encoding = plain.encoding_of(head)
    text = streams.characters(stream, encoding)
    beginning = head.decode(encoding, errors="replace").lstrip()
    if beginning.startswith("["):
        yield from _items(text, after="[")
    elif beginning.partition("\n")[0].rstrip() == "{":  # an object over many lines, as programs print it
        yield from _items(text, after="")
    else:
        yield from _lines(text)


def _lines(text: TextIO) -> Iterator[Row]:
    for number, line in enumerate(streams.lines(text), start=1):
        if line is None:
            yield Row("line", number, fault=f"longer than {streams.megabytes()}; one line holds one article")
        elif line.strip():
            yield _row("line", number, line)


def _row(unit: str, number: int, line: str) -> Row:
    if _BYTES.search(line):
        return Row(unit, number, fault="not valid UTF-8; save the file as UTF-8")
    try:
        value = json.loads(line.rstrip("\r\n"))  # or the fault at its end would stand in column 1
    except (ValueError, RecursionError) as error:
        return Row(unit, number, fault=f"not valid JSON ({_short(error)}); one line holds one object")
    return _checked(unit, number, value)


def _checked(unit: str, number: int, value: object) -> Row:
    if not isinstance(value, dict):
        return Row(unit, number, fault='not a JSON object; write one as {"text": "..."}')
    return Row(unit, number, fields=value)


def _items(text: TextIO, *, after: str) -> Iterator[Row]:
    window = _Window(text, after=after)
    number = 0
    while window.holds_more():
        number += 1
        try:
            value = window.value()
        except UnreadableError as error:
            yield Row("item", number, fault=f"{error}; nothing after it was read")
            return
        yield _checked("item", number, value)


class _Window:
    """The part of a long JSON text that is being looked at: one value, and what was read beyond it."""

    def __init__(self, text: TextIO, *, after: str) -> None:
        self._text = text
        self._held = text.read(streams.HEAD).lstrip().removeprefix(after)
        self._at = 0
        self._decoder = json.JSONDecoder()

    def holds_more(self) -> bool:
        """Move to the next value; False at the end of the array or of the text."""
        while True:
            self._at = _BETWEEN.match(self._held, self._at).end()  # type: ignore[union-attr]  # it matches nothing too
            if self._at < len(self._held):
                return self._held[self._at] != "]"
            if not self._grow():
                return False

    def value(self) -> object:
        """Return the value here and move behind it; raises ``UnreadableError`` for a broken or oversized one."""
        while True:
            start = self._at
            try:
                value, self._at = self._decoder.raw_decode(self._held, start)
            except (ValueError, RecursionError) as error:
                if len(self._held) - self._at > streams.LIMIT:
                    raise UnreadableError(f"not valid JSON, or longer than {streams.megabytes()}") from error
                if not self._grow():
                    raise UnreadableError(f"not valid JSON ({_short(error)})") from error
                continue
            if _BYTES.search(self._held, start, self._at):
                raise UnreadableError("not valid UTF-8; save the file as UTF-8")
            return value

    def _grow(self) -> bool:
        """Read on, as much again as is held, so that a long value is looked at few times; False at the end."""
        self._held, self._at = self._held[self._at :], 0
        more = self._text.read(max(streams.HEAD, len(self._held)))
        self._held += more
        return bool(more)


def _short(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else "a number is too long"
