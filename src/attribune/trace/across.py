"""Shared passages over a whole collection, whatever story its articles are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from attribune.group.keys import day
from attribune.group.likeness import ordinal
from attribune.model import Annotation, Span
from attribune.trace.candidates import DAYS, Dropped, Engine, candidates
from attribune.trace.lexicon import GeneralLexicon
from attribune.trace.seeds import Match
from attribune.trace.shared import exact_pieces
from attribune.trace.shingles import shingles
from attribune.trace.words import Body, general_body

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

BODIES = 2048  # articles kept at hand while pairs are aligned: partners are near each other in time
ROWS = 65536  # of a table that are put in or taken out at once


class Common(NamedTuple):
    """A passage that two articles of a collection share; ``b`` is the earlier one."""

    a: str
    a_span: Span
    b: str
    b_span: Span
    similarity: float
    quoted: bool  # both hold it as a quotation


class Collection(NamedTuple):
    """The words of all articles as tables, in which an article goes by its place in the order of publication."""

    shingles: pa.Table
    appeared: pa.Table


class Across(NamedTuple):
    """What the articles of a collection share, and which of their words were not looked at."""

    passages: tuple[Common, ...]
    dropped: Dropped


def across(annotations: Sequence[Annotation], *, engine: Engine, days: int = DAYS) -> Across:
    """Return the passages that any two of the articles share, by the later article, the earlier one and place.

    Annotations may come in any order and need paragraphs, sentences and quotations only. Pairs come from shared
    shingles (``candidates``) and are aligned one by one (``passages``); time and memory grow with the number of words
    and of passages. Articles more than ``days`` days apart are not compared.
    """
    ordered = sorted(annotations, key=by_publication)
    found = candidates(*collection(ordered), engine=engine, days=days)
    lexicon = GeneralLexicon()

    @lru_cache(maxsize=BODIES)
    def body(place: int) -> Body:
        return general_body(ordered[place], lexicon, place)

    passages = []
    for (a, b), runs in groupby(_rows(found.runs), key=itemgetter(0, 1)):
        matches = [Match(*run[2:]) for run in runs]
        later, earlier = body(a), body(b)
        for piece in exact_pieces(later, earlier, matches):
            spans = later.span(piece.a_start, piece.a_end), earlier.span(piece.b_start, piece.b_end)
            names = later.article.id, earlier.article.id
            passages.append(Common(names[0], spans[0], names[1], spans[1], piece.similarity, piece.quoted))
    return Across(tuple(passages), found.dropped)


def by_publication(annotation: Annotation) -> tuple[bool, str, str]:
    """Return what sorts articles by publication, those whose day is not known last."""
    article = annotation.article
    return day(article.published) is None, article.published or "", article.id


def _rows(table: pa.Table) -> Iterator[tuple[int, ...]]:
    for batch in table.to_batches(max_chunksize=ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def collection(annotations: Sequence[Annotation]) -> Collection:
    """Return the words of the articles as the statements take them; annotations come in order of publication."""
    return Collection(_shingle_table(annotations), _article_table(annotations))


def _shingle_table(annotations: Iterable[Annotation]) -> pa.Table:
    import pyarrow as pa

    schema = pa.schema([("article", pa.int32()), ("place", pa.int32()), ("key", pa.int64())])
    batches = (pa.record_batch(list(columns), schema=schema) for columns in _shingle_columns(annotations))
    return pa.Table.from_batches(batches, schema=schema)


def _shingle_columns(annotations: Iterable[Annotation]) -> Iterator[tuple[NDArray[Any], ...]]:
    """Yield article, place and key of shingles, many articles at once: an engine reads a small batch slowly."""
    waiting: list[tuple[NDArray[Any], ...]] = []
    rows = 0
    for number, annotation in enumerate(annotations):
        places, keys = shingles(annotation)
        waiting.append((np.full(len(keys), number, np.int32), places.astype(np.int32), keys))
        rows += len(keys)
        if rows >= ROWS:
            yield tuple(map(np.concatenate, zip(*waiting, strict=True)))
            waiting, rows = [], 0
    if waiting:
        yield tuple(map(np.concatenate, zip(*waiting, strict=True)))


def _article_table(annotations: Sequence[Annotation]) -> pa.Table:
    import pyarrow as pa

    articles = [annotation.article for annotation in annotations]
    return pa.table(
        {
            "article": pa.array(range(len(articles)), pa.int32()),
            "day": pa.array((ordinal(day(article.published)) for article in articles), pa.int64()),
            "outlet": pa.array((article.outlet for article in articles), pa.string()),
        }
    )
