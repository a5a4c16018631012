"""Work on one article at a time: reading inputs, annotating, and what is joined on as rows of their own.

All of these are functions over Arrow batches that the engines spread over processes or machines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from attribune.annotate import annotate
from attribune.bulk.schemas import ANNOTATIONS, CAPPED, FINGERPRINT_ROWS, GENERAL, KEY_ROWS, READ, SENTENCE_ROWS
from attribune.dossier.packed import pack
from attribune.dossier.records import ARTICLE_COLUMNS, article_of, article_row
from attribune.group import story_keys
from attribune.group.keys import day, share
from attribune.group.likeness import ordinal
from attribune.ids import number
from attribune.model import Annotation, Article, Rejected
from attribune.pipeline import our_fault
from attribune.read import read
from attribune.trace import fingerprints

Batches = Iterable[pa.RecordBatch]
Row = dict[str, Any]
ROWS = 64  # held as Python objects at a time
NUMBERED = 8  # hexadecimal digits of an id that make its number


def rows(batches: Batches) -> Iterator[Row]:
    """Yield the rows of batches, a few at a time as Python objects."""
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            yield from batch.slice(start, ROWS).to_pylist()


def batched(found: Iterable[Mapping[str, Any]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield rows in batches; what a row lacks is null."""
    given = iter(found)
    while chunk := list(islice(given, ROWS)):
        yield pa.RecordBatch.from_pylist(chunk, schema=schema)


def read_inputs(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Read the inputs that the rows name; gives ``READ``: articles, and what could not be read with its reason."""
    return batched((found for given in rows(batches) for found in _read(given)), READ)


def _read(given: Row) -> Iterator[Row]:
    turned_away = given.pop("turned_away")
    items = read([given["unit"]]) if turned_away is None else [Rejected(given["unit"], turned_away)]
    for place, item in enumerate(items):
        yield {**given, "place": place, **(asdict(item) if isinstance(item, Rejected) else _told(item))}


def _told(article: Article) -> Row:
    """Return an article as a row of scalars, with its number."""
    row = dict(zip(ARTICLE_COLUMNS, article_row(article), strict=True))
    return {**row, "number": int(article.id[:NUMBERED], 16)}


def annotate_articles(batches: Batches, *, fast: bool) -> Iterator[pa.RecordBatch]:
    """Annotate articles; gives ``ANNOTATIONS``, with a fault in place of the findings where one could not be."""
    return batched((_annotated(given, fast=fast) for given in rows(batches)), ANNOTATIONS)


def _annotated(given: Row, *, fast: bool) -> Row:
    numbered = given.pop("number")
    article = article_of(tuple(given[name] for name in ARTICLE_COLUMNS))
    try:
        annotation = annotate(article, fast=fast)
        keys = [key._asdict() for key in story_keys(annotation)]
        own = [{"fingerprint": fingerprint} for fingerprint in fingerprints(annotation).tolist()]
    except Exception as error:  # a fault of ours on one article must not stop a million others
        name = article.given_id or article.url or article.title
        fault = our_fault(article.source, f"{f'its article {name}' if name else 'it'} could not be annotated", error)
        return {**given, "number": numbered, "fault": fault.reason}
    found = {"day": ordinal(day(annotation.article.published)), "story_keys": keys, "hashes": list(_hashes(annotation))}
    found["fingerprints"] = own
    return {**pack(annotation), "number": numbered, **found}


def _hashes(annotation: Annotation) -> Iterator[Row]:
    """Yield each sentence of an article once, by the number under which its outlet's are compared."""
    outlet, text = annotation.article.outlet, annotation.article.text
    seen = set()
    for start, end in annotation.sentences if outlet else ():
        sentence = number(outlet, text[start:end])
        if sentence not in seen:
            seen.add(sentence)
            yield {"sentence": sentence, "starts": start, "ends": end}


def keys_of(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Give a row for each story key of an article, ``KEY_ROWS``."""
    return _listed(batches, "story_keys", KEY_ROWS)


def fingerprints_of(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Give a row for each fingerprint of an article, ``FINGERPRINT_ROWS``."""
    return _listed(batches, "fingerprints", FINGERPRINT_ROWS)


def sentences_of(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Give a row for each different sentence of an article, ``SENTENCE_ROWS``."""
    return _listed(batches, "hashes", SENTENCE_ROWS)


def _listed(batches: Batches, column: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Give a row for each entry of a column of lists, beside its article and outlet."""
    for batch in batches:
        values, of = batch.column(column), pc.list_parent_indices(batch.column(column))
        entries = pa.RecordBatch.from_struct_array(pc.list_flatten(values))
        beside = {"article": batch.column("id").take(of), "outlet": batch.column("outlet").take(of)}
        columns = [beside[name] if name in beside else entries.column(name) for name in schema.names]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def general_of(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Give the share of general English documents that has each key, ``GENERAL``."""
    return batched(({"key": row["key"], "share": share(row["key"])} for row in rows(batches)), GENERAL)


def capped_of(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Give what was too common to count as the table ``dropped`` shows it, ``CAPPED``."""
    return batched(map(_capped, rows(batches)), CAPPED)


def _capped(row: Row) -> Row:
    start, end = row["starts"], row["ends"]
    shown = {} if start is None else {"span": [start, end], "text": row["text"][start:end]}
    since = None if row["since"] is None else date.fromordinal(row["since"]).isoformat()
    return {
        **{name: row[name] for name in CAPPED.names if name in row},
        "since": since,
        "text": None,
        "span": None,
    } | shown
