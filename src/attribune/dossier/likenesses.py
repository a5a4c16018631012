"""Which articles are alike, as far as that is worked out: what stories are formed from, a part of it at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Protocol

from attribune.dossier.records import AMONG, encode, into

DAY = "CAST(julianday(?) - 1721424.5 AS INTEGER)"  # of an ISO day, counted from 0001-01-01


class LikenessRow(Protocol):
    """Two articles that are alike, as ``group`` finds them."""

    @property
    def a(self) -> str: ...  # noqa: D102 - the fields of the table of the same name
    @property
    def b(self) -> str: ...  # noqa: D102
    @property
    def stretch(self) -> int | None: ...  # noqa: D102
    @property
    def likeness(self) -> float: ...  # noqa: D102


def put_days(connection: sqlite3.Connection, days: Iterable[tuple[str, str | None]]) -> None:
    """Insert articles, each with its ISO day of publication, that are still to be compared; known ones stay."""
    sql = f"INSERT OR IGNORE INTO story_days (article, day, compared) VALUES (?, {DAY}, 0)"
    connection.executemany(sql, days)


def fetch_uncompared(connection: sqlite3.Connection) -> list[tuple[str, int | None]]:
    """Return the articles that are still to be compared, each with its day."""
    return connection.execute("SELECT article, day FROM story_days WHERE compared = 0 ORDER BY article").fetchall()


def put_compared(connection: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Note that these articles have been compared."""
    connection.execute(f"UPDATE story_days SET compared = 1 WHERE article {AMONG}", (encode(list(articles)),))


def count_by_stretch(connection: sqlite3.Connection, days: int) -> dict[int, int]:
    """Return how many articles appeared in each stretch of so many days; those without a day are left out."""
    sql = "SELECT day / ?, count(*) FROM story_days WHERE day IS NOT NULL GROUP BY 1"
    return dict(connection.execute(sql, (days,)))


def put_likenesses(
    connection: sqlite3.Connection, found: Iterable[LikenessRow], *, first: int, last: int, undated: bool
) -> None:
    """Insert pairs in place of those of the stretches from ``first`` to ``last``, and those without one if said so."""
    connection.execute("DELETE FROM likenesses WHERE stretch BETWEEN ? AND ?", (first, last))
    if undated:
        connection.execute("DELETE FROM likenesses WHERE stretch IS NULL")
    rows = ((pair.a, pair.b, pair.stretch, pair.likeness) for pair in found)
    connection.executemany(into("likenesses", "a, b, stretch, likeness"), rows)


def fetch_neighbourhoods(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the articles by day and then by id, those without a day last, each with those it is like and how much."""
    near = connection.cursor()
    sql = "SELECT b, likeness FROM likenesses WHERE a = ? UNION ALL SELECT a, likeness FROM likenesses WHERE b = ?"
    for (article,) in connection.execute("SELECT article FROM story_days ORDER BY day IS NULL, day, article"):
        yield article, dict(near.execute(sql, (article, article)))
