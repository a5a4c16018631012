"""Whatever a user points at: files, folders and standard input, each handed to the reader of its kind."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from attribune.model import Article, Rejected
from attribune.read import articles, columns, html, jsonlines, plain, rows, sniff, streams, table, warc
from attribune.read.articles import Row
from attribune.read.rows import Origin
from attribune.read.streams import UnreadableError
from attribune.text import clip

STANDARD_INPUT = "-"
REASON = 400  # characters of a reason: one line that can be read
LISTS: dict[str | None, Callable[[BinaryIO, bytes], Iterator[Row]]] = {
    "rows": jsonlines.rows,
    "table": table.rows,
    "columns": columns.rows,
    "archive": warc.rows,
}  # forms of input that hold many articles
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_ABOUT = re.compile(r"(?:readme|licen[cs]e|copying|changelog)(?:\W|$)", re.IGNORECASE)


def read(inputs: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Article | Rejected]:
    """Yield the articles in files, folders and standard input (``-``), and what could not be read, with the reason.

    Files are plain text, HTML, JSON lines, tables or web archives; a folder is read with all below it, in the order
    of names. ``stdin`` stands for standard input, when that is not the program's own. One article is held
    at a time. Lists of articles (JSON lines, tables) are read before other files, and a file that a list names is
    read as the list says and not once more by itself. Nothing is raised for bad input: see ``Rejected``.
    """
    reading = _Reading(stdin)
    for given in _lists_first(inputs):
        for outcome in reading.input(given):
            if isinstance(outcome, Rejected):
                reason = clip(articles.characters(outcome.reason), limit=REASON)
                yield Rejected(articles.characters(outcome.source), reason)
            else:
                yield outcome


def _lists_first(inputs: Iterable[str | Path]) -> list[str]:
    """Return the inputs, lists of articles first and single files last, else as given."""
    given = [inputs] if isinstance(inputs, str) else [str(item) for item in inputs]
    return sorted(given, key=lambda path: 0 if _is_list(path) else 1 if _is_folder(path) else 2)


def apart(inputs: Iterable[str | Path]) -> list[str | Rejected]:
    """Return what of the inputs can be read apart from all else, as absolute paths: the units of work of many machines.

    A folder of nothing but lists of articles falls into its files, and into what in it is turned away unread. Any
    other is read as one, since a list in it may name a file beside it.
    """
    found: dict[str | Rejected, None] = {}
    for given in [inputs] if isinstance(inputs, str) else map(str, inputs):
        path = _absolute(given)
        items = list(_files(path)) if _is_folder(path) else []
        files = [item for item in items if isinstance(item, str)]
        found.update(dict.fromkeys(items if files and all(map(_is_list, files)) else [path]))
    return list(found)


class _Reading:
    """One run over all inputs: which files lists have claimed, and where standard input comes from."""

    def __init__(self, stdin: BinaryIO | None) -> None:
        self._stdin = stdin
        self._claimed: set[str] = set()

    def input(self, given: str) -> Iterator[Article | Rejected]:
        """Yield what one input holds."""
        if given == STANDARD_INPUT:
            yield from self._contents(given, self._stdin or sys.stdin.buffer)
        elif _ADDRESS.match(given):
            yield Rejected(given, "pages are not fetched; save the page as HTML and add the file")
        elif not given.strip():
            yield Rejected(given, "it is no path but an empty word; name a file or a folder")
        elif _is_folder(given):
            yield from self._folder(given)
        elif not self._is_claimed(given):
            yield from self._file(given)

    def _folder(self, folder: str) -> Iterator[Article | Rejected]:
        found = False
        for item in _files(folder):
            if isinstance(item, Rejected):
                yield item
            elif self._is_claimed(item):
                found = True
            else:
                for outcome in self._file(item):
                    found = found or isinstance(outcome, Article)
                    yield outcome
        if not found:
            yield Rejected(folder, "there is no article in this folder or below it; " + sniff.ADVICE)

    def _file(self, path: str) -> Iterator[Article | Rejected]:
        try:
            with streams.opened(path) as stream:
                yield from self._contents(path, stream)
        except UnreadableError as error:
            yield Rejected(path, str(error))

    def _contents(self, path: str, raw: BinaryIO) -> Iterator[Article | Rejected]:
        try:
            with streams.explained():
                head, stream = streams.unzipped(raw)
                form = sniff.form(path, head)
                if form in ("plain", "page"):
                    single = html.article if form == "page" else plain.article
                    yield single(streams.whole(stream), source=path, name=sniff.bare_name(path), details={})
                    return
            # What tells how to read a Parquet file stands at its end, so it is read from the file as it was opened.
            several = LISTS[form](raw if form == "columns" else stream, head)
            outcomes = rows.outcomes(several, Origin(path, str(PurePath(path).parent), self._claim))
            first = next(outcomes, None)
            yield first or Rejected(path, "it lists no article; give each a line, or a row below the columns' names")
            yield from outcomes
        except UnreadableError as error:
            yield Rejected(path, str(error))

    def _claim(self, path: str) -> None:
        self._claimed.add(_absolute(path))

    def _is_claimed(self, path: str) -> bool:
        return bool(self._claimed) and _absolute(path) in self._claimed


def _files(folder: str) -> Iterator[str | Rejected]:
    """Yield the files of a folder, its lists of articles first, then those of the folders in it, by name.

    What is hidden is passed over, and a folder reached twice (by a link) is read once.
    """
    waiting = [folder]
    seen: set[tuple[int, int]] = set()
    while waiting:
        here = waiting.pop()
        try:
            with streams.explained():
                status = Path(here).stat()
                paths = sorted(str(path) for path in Path(here).iterdir() if not path.name.startswith("."))
        except UnreadableError as error:
            yield Rejected(here, str(error))
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        folders = [path for path in paths if _is_folder(path)]
        waiting.extend(reversed(folders))
        files = sorted(set(paths).difference(folders), key=lambda path: (not _is_list(path), path))
        yield from (_turned_away(path) or path for path in files)


def _turned_away(path: str) -> Rejected | None:
    """Return why a file found in a folder is not even opened, None when it is to be read."""
    if _ABOUT.match(PurePath(path).name):
        return Rejected(path, "by its name it tells about the folder; add it by itself if it is an article")
    mode = _mode(path)
    if mode and not stat.S_ISREG(mode):
        return Rejected(path, "it is neither file nor folder but a pipe, a socket or a device")
    return None


def _is_list(path: str) -> bool:
    return sniff.named(path) in LISTS


def _is_folder(path: str) -> bool:
    return stat.S_ISDIR(_mode(path))


def _mode(path: str) -> int:
    """Return what kind of file is at ``path``, 0 when that cannot be told."""
    try:
        return Path(path).stat().st_mode
    except (OSError, ValueError):
        return 0


def _absolute(path: str) -> str:
    return os.path.normpath(Path(path).absolute())
