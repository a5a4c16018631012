"""Passages that articles of different stories share: looked for when asked for, by fingerprints that are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from attribune.engine.local import Local
from attribune.group.keys import day
from attribune.group.likeness import ordinal
from attribune.model import Annotation, Reuse
from attribune.trace import elsewhere

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from attribune.dossier.store import Store

_KEY = np.dtype("<i8")
_PAIRS = 64  # whose articles are read at once


class Fingerprints(NamedTuple):
    """The fingerprints of articles that are in stories; these go by their places in ``articles``, sorted by id."""

    articles: Sequence[str]
    prints: pa.Table
    appearances: pa.Table


def put_fingerprints(connection: sqlite3.Connection, fingerprints: Mapping[str, NDArray[np.int64]]) -> None:
    """Insert the fingerprints of articles that are there; those of an article that has some stay."""
    rows = ((article, keys.astype(_KEY, copy=False).tobytes()) for article, keys in fingerprints.items())
    connection.executemany("INSERT OR IGNORE INTO fingerprints (article, keys) VALUES (?, ?)", rows)


def fetch_without_fingerprints(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of the articles whose fingerprints are not there, sorted."""
    sql = "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM fingerprints) ORDER BY id"
    return [row[0] for row in connection.execute(sql)]


def fetch_fingerprints(connection: sqlite3.Connection) -> Fingerprints:
    """Return the fingerprints of the articles that are in stories."""
    rows = connection.execute(
        "SELECT fingerprints.article, story, outlet, published, keys FROM fingerprints "
        "JOIN story_articles ON story_articles.article = fingerprints.article "
        "JOIN articles ON articles.id = fingerprints.article ORDER BY fingerprints.article"
    ).fetchall()
    keys = [np.frombuffer(row[4], _KEY) for row in rows]
    places = np.repeat(np.arange(len(rows), dtype=np.int32), [len(own) for own in keys])
    fingerprints = np.concatenate([*keys, np.zeros(0, _KEY)])
    appearances = {
        "article": pa.array(range(len(rows)), pa.int32()),
        "story": pa.array((row[1] for row in rows), pa.string()),
        "outlet": pa.array((row[2] for row in rows), pa.string()),
        "day": pa.array((ordinal(day(row[3])) for row in rows), pa.int64()),
    }
    return Fingerprints(
        [row[0] for row in rows], pa.table({"article": places, "fingerprint": fingerprints}), pa.table(appearances)
    )


def reuse_elsewhere(store: Store, *, article: str | None = None) -> Iterator[Reuse]:
    """Yield the passages that articles share with those of other stories, or those that one of them does, by pair."""
    found = store.fingerprints()
    if len(found.appearances["story"].unique()) < 2:
        return
    prints = found.prints if article is None else _of(article, found)
    met = elsewhere.encounters(prints, found.appearances, engine=Local(processes=1))
    pairs = ((found.articles[one], found.articles[other]) for one, other in met)
    chosen = (pair for pair in pairs if article is None or article in pair)
    while portion := list(islice(chosen, _PAIRS)):
        by_id = _annotations(store, portion)
        for reuses in elsewhere.shared_elsewhere((by_id[one], by_id[other]) for one, other in portion):
            yield from reuses


def _of(article: str, found: Fingerprints) -> pa.Table:
    """Return the fingerprints that an article has, wherever they stand."""
    place = found.articles.index(article) if article in found.articles else -1
    own = found.prints.filter(pc.equal(found.prints["article"], place))["fingerprint"]
    return found.prints.filter(pc.is_in(found.prints["fingerprint"], own.combine_chunks()))


def _annotations(store: Store, pairs: Iterable[tuple[str, str]]) -> dict[str, Annotation]:
    names = sorted({name for pair in pairs for name in pair})
    return {annotation.article.id: annotation for annotation in store.annotations(names)}


def reuse_told(reuse: Reuse, texts: Mapping[str, str]) -> dict[str, object]:
    """Return a row of the exported table ``reuse``, given the texts of articles by id."""
    return {
        **{name: getattr(reuse, name) for name in ("story", "a", "b", "similarity", "id", "quoted")},
        "a_span": list(reuse.a_span),
        "b_span": list(reuse.b_span),
        "a_text": texts[reuse.a][slice(*reuse.a_span)],
        "b_text": texts[reuse.b][slice(*reuse.b_span)],
    }
