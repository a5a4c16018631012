"""Articles and what was found in each on its own: into the tables, and out again exactly as they went in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

import pyarrow as pa

from attribune.dossier.arrow import fetch_table
from attribune.dossier.connect import DossierError
from attribune.dossier.likenesses import put_days
from attribune.dossier.mentions import mentions_json, mentions_of
from attribune.dossier.records import (
    AMONG,
    ARTICLE,
    LAYOUT,
    STATEMENT,
    STATEMENT_WORDS,
    TIME,
    UNLINKED_STATEMENT,
    Row,
    article_of,
    article_row,
    by_first,
    decode,
    encode,
    into,
    paragraphs_json,
    paragraphs_of,
    quotations_json,
    quotations_of,
    spans_json,
    spans_of,
    statement_link,
    statement_of,
    statement_row,
    statement_words,
    time_of,
    time_row,
    whole,
)
from attribune.model import Annotation, Rejected, Statement

STORY_KEYS = pa.schema(
    [
        pa.field("article", pa.string(), nullable=False),
        pa.field("published", pa.string()),
        pa.field("key", pa.string(), nullable=False),
        pa.field("weight", pa.float64(), nullable=False),
    ]
)


class StoryKeyRow(Protocol):
    """One key of an article, as ``group`` makes them."""

    @property
    def article(self) -> str: ...  # noqa: D102 - the fields of the table of the same name
    @property
    def published(self) -> str | None: ...  # noqa: D102
    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def weight(self) -> float: ...  # noqa: D102


def put_annotations(connection: sqlite3.Connection, annotations: Sequence[Annotation]) -> int:
    """Insert the annotations whose article is not there yet; return how many those are."""
    there = known(connection, [annotation.article.id for annotation in annotations])
    fresh = {a.article.id: _storable(a) for a in annotations if a.article.id not in there}
    new = list(fresh.values())
    (last,) = connection.execute("SELECT ifnull(max(number), 0) FROM articles").fetchone()
    connection.executemany(into("articles", f"{ARTICLE}, {LAYOUT}, mentions"), map(_article, new))
    connection.executemany(into("times", f"article, place, {TIME}"), _times(new))
    connection.executemany(
        into("statements", f"article, {STATEMENT}, {STATEMENT_WORDS}, actor_given"), _statements(new)
    )
    connection.execute(
        "INSERT INTO article_index (rowid, title, text) SELECT number, title, text FROM articles WHERE number > ?",
        (last,),
    )
    return len(new)


def _times(annotations: Iterable[Annotation]) -> Iterator[Row]:
    for annotation in annotations:
        for place, time in enumerate(annotation.times):
            yield (annotation.article.id, place, *time_row(time))


def _statements(annotations: Iterable[Annotation]) -> Iterator[Row]:
    for annotation in annotations:
        article = annotation.article
        for statement in annotation.statements:
            words = statement_words(statement, article.text)
            link = statement_link(statement)
            yield (article.id, *statement_row(statement), *words, encode(link) if link != UNLINKED_STATEMENT else None)


def _article(annotation: Annotation) -> Row:
    return (
        *article_row(annotation.article),
        paragraphs_json(annotation.paragraphs),
        spans_json(annotation.sentences),
        quotations_json(annotation.quotations),
        mentions_json(annotation.mentions),
    )


def _storable(annotation: Annotation) -> Annotation:
    """Return the annotation with what UTF-8 cannot hold replaced one for one, so that all spans stay right."""
    article = annotation.article
    row = article_row(article)
    mended = tuple(value and whole(value) for value in row)
    return annotation if mended == row else replace(annotation, article=article_of(mended))


def known(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Return which of the ids are those of articles in the dossier."""
    rows = connection.execute(f"SELECT id FROM articles WHERE id {AMONG}", (encode(list(ids)),))
    return {row[0] for row in rows}


def find_articles(connection: sqlite3.Connection, given: str) -> list[str]:
    """Return the ids of the articles that go by a name: id, id in the input, source or address, else what one ends in.

    An id may be cut short, a source be named by its file name.
    """
    exact = "SELECT id FROM articles WHERE ? IN (id, given_id, source, url) ORDER BY id"
    found = [name for (name,) in connection.execute(exact, (given,))]
    if found or not given:
        return found
    near = "SELECT id FROM articles WHERE substr(id, 1, ?) = ? OR substr(source, -?) = ? ORDER BY id"
    values = (len(given), given, len(given) + 1, f"/{given}")
    return [name for (name,) in connection.execute(near, values)]


def article_ids(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of all articles, sorted."""
    return tuple(row[0] for row in connection.execute("SELECT id FROM articles ORDER BY id"))


def fetch_annotations(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Annotation]:
    """Return the annotations of these articles as they were put, in the order of ``ids``.

    Raises ``DossierError`` for an id that no article has.
    """
    wanted = encode(sorted(set(ids)))
    times = _grouped(connection, "times", TIME, "place", wanted)
    statements = _grouped(connection, "statements", f"actor_given, {STATEMENT}", "number", wanted)
    layout = connection.execute(f"SELECT {ARTICLE}, {LAYOUT}, mentions FROM articles WHERE id {AMONG}", (wanted,))
    found = {
        row[0]: Annotation(
            article_of(row[:11]),
            paragraphs_of(row[11]),
            spans_of(decode(row[12])),
            quotations_of(row[13]),
            tuple(time_of(time) for time in times.get(row[0], ())),
            mentions_of(row[0], row[14]),
            tuple(_statement(row[0], statement) for statement in statements.get(row[0], ())),
        )
        for row in layout
    }
    missing = [name for name in ids if name not in found]
    if missing:
        raise DossierError(f"There is no article {missing[0]} in the dossier; `attribune show` lists those there are.")
    return [found[name] for name in ids]


def _grouped(connection: sqlite3.Connection, table: str, columns: str, order: str, ids: str) -> dict[str, list[Row]]:
    """Return the rows of a table for each of the articles, in the order they have in it."""
    sql = f"SELECT article, {columns} FROM {table} WHERE article {AMONG} ORDER BY article, {order}"
    return dict(by_first(connection.execute(sql, (ids,))))


def _statement(article: str, row: Row) -> Statement:
    given, *columns = row
    return statement_of(article, tuple(columns), decode(given) if given else UNLINKED_STATEMENT)


def put_rejected(
    connection: sqlite3.Connection, rejected: Iterable[Rejected], *, read_again: Iterable[str] = ()
) -> None:
    """Insert what could not be read, in place of what was there of the sources read again."""
    connection.executemany("DELETE FROM rejected WHERE source = ?", ((whole(source),) for source in read_again))
    rows = ((whole(r.source), whole(r.reason)) for r in rejected)
    connection.executemany("INSERT OR IGNORE INTO rejected (source, reason) VALUES (?, ?)", rows)


def fetch_rejected(connection: sqlite3.Connection) -> tuple[Rejected, ...]:
    """Return all that could not be read, by source and reason."""
    rows = connection.execute("SELECT source, reason FROM rejected ORDER BY source, reason")
    return tuple(Rejected(*row) for row in rows)


def put_story_keys(connection: sqlite3.Connection, keys: pa.Table | Iterable[StoryKeyRow]) -> None:
    """Insert story keys; a key that an article has already changes nothing."""
    rows: list[Row]
    if isinstance(keys, pa.Table):
        rows = list(zip(*(keys.column(name).to_pylist() for name in STORY_KEYS.names), strict=True))
    else:
        rows = [(key.article, key.published, key.key, key.weight) for key in keys]
    sql = "INSERT OR IGNORE INTO story_keys (article, published, key, weight) VALUES (?, ?, ?, ?)"
    connection.executemany(sql, rows)
    put_days(connection, sorted({row[0]: row[1] for row in rows}.items()))


def fetch_story_keys(connection: sqlite3.Connection, days: tuple[int, int] | None = None) -> pa.Table:
    """Return the story keys by article and key: all, or those of a first to a last day and of articles without one."""
    sql = "SELECT article, published, key, weight FROM story_keys ORDER BY article, key"
    if days is not None:
        sql = (
            "SELECT article, published, key, weight FROM story_days JOIN story_keys USING (article) "
            "WHERE day BETWEEN ? AND ? OR day IS NULL ORDER BY article, key"
        )
    return fetch_table(connection.execute(sql, days or ()), STORY_KEYS)
