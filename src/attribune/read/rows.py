"""Rows, of JSON lines or of a table, to articles: each holds a text, a page, or the name of a file that does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import PurePath
from typing import NamedTuple

from attribune.model import Article, Rejected
from attribune.read import articles, html, plain, sniff, streams
from attribune.read.articles import CONTENT, Details, Row
from attribune.read.streams import UnreadableError
from attribune.text import clip

SHOWN = 6  # columns named in a reason
NAME = 24  # characters of each
_KINDS = {list: "a list", dict: "an object", bool: "true or false"}


class Origin(NamedTuple):
    """Where rows come from.

    ``source`` is the path as the user gave it, ``folder`` the one from which the files they name are looked up.
    ``claim`` is told the path of each of these files, so that it is not taken for an article of its own as well.
    """

    source: str
    folder: str
    claim: Callable[[str], None]


class _Fault(NamedTuple):
    row: Row
    reason: str


def outcomes(rows: Iterable[Row], origin: Origin) -> Iterator[Article | Rejected]:
    """Yield an article for every row that holds one, and what is wrong with the others.

    Rows in succession with the same fault are one ``Rejected`` that names the first and the last of them. When the
    rows break off (broken gzip), what came before is kept.
    """
    attempts = (_attempt(row, origin) for row in _until_broken(rows))
    for reason, run in groupby(attempts, key=lambda attempt: attempt.reason if isinstance(attempt, _Fault) else None):
        if reason is None:
            yield from (article for article in run if isinstance(article, Article))
        else:
            yield Rejected(origin.source, _in_one_line(reason, [fault.row for fault in _ends(run)]))


def _until_broken(rows: Iterable[Row]) -> Iterator[Row]:
    try:
        with streams.explained():
            yield from rows
    except UnreadableError as error:
        yield Row("", 0, fault=str(error))


def _attempt(row: Row, origin: Origin) -> Article | _Fault:
    if row.fields is None:
        return _Fault(row, row.fault)
    try:
        return _article({key.strip().lower(): value for key, value in row.fields.items()}, origin)
    except UnreadableError as error:
        return _Fault(row, str(error))


def _ends(run: Iterable[Article | _Fault]) -> list[_Fault]:
    """Return the first and the last fault of a run without holding those between."""
    faults = (fault for fault in run if isinstance(fault, _Fault))
    ends = [next(faults)]
    for fault in faults:
        ends[1:] = [fault]
    return ends


def _in_one_line(reason: str, rows: list[Row]) -> str:
    first, last = rows[0], rows[-1]
    if not first.unit:
        return reason
    if first is last:
        return f"{first.unit} {first.number}: {reason}"
    return f"{first.unit}s {first.number} to {last.number}: {reason}"


def _article(given: Mapping[str, object], origin: Origin) -> Article:
    details = articles.details(given)
    path = _path(given.get("file"), origin)
    column = next((name for name in CONTENT if not _is_empty(given.get(name))), None)
    if column is None:
        raise UnreadableError(_without_content(given))
    content = given[column]
    if not isinstance(content, str):
        kind = _KINDS.get(type(content), "a number")
        raise UnreadableError(f"its {column} is {kind}, not a text; write it in quotation marks")
    if column == "file":
        return _file_article(content, path, details)
    name = sniff.bare_name(origin.source)
    read = html.article_of if column == "html" else articles.article
    return read(articles.characters(content), source=origin.source, name=name, details=details)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _without_content(given: Mapping[str, object]) -> str:
    there = [name for name in CONTENT if name in given]
    if there:
        return f"its {' and '.join(there)} {'are' if len(there) > 1 else 'is'} empty; give the article's text"
    names = [clip(name, limit=NAME) for name in islice(given, SHOWN)]
    more = " and more" if len(given) > SHOWN else ""
    return f"it has no text, html or file (but {', '.join(names) or 'nothing'}{more}); give the text under one of these"


def _path(file: object, origin: Origin) -> str | None:
    """Return the path of the file that a row names, after claiming it; None when it names none that may be read.

    It must lie in the folder of the rows or below: a list of articles from elsewhere must not be able to bring in
    files of this machine that have nothing to do with it. Only the path counts, not where a link in it leads.
    """
    if not isinstance(file, str) or not file:
        return None
    relative = PurePath(os.path.normpath(file))
    if relative.is_absolute() or relative.parts[:1] == ("..",):
        return None
    path = str(PurePath(origin.folder) / relative)
    origin.claim(path)
    return path


def _file_article(file: str, path: str | None, details: Details) -> Article:
    if path is None:
        raise UnreadableError(
            f"its file {file} lies outside the folder of the list; move it there and name it from there"
        )
    try:
        with streams.opened(path) as raw:
            head, stream = streams.unzipped(raw)
            form = sniff.form(path, head)
            if form not in ("plain", "page"):
                raise UnreadableError("it is a list of articles itself; add it by itself")
            read = html.article if form == "page" else plain.article
            return read(streams.whole(stream), source=path, name=sniff.bare_name(path), details=details)
    except UnreadableError as error:
        raise UnreadableError(f"its file {file}: {error}") from error
