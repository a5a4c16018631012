"""Which articles of a whole collection share runs of words: four SQL statements over the keys of their shingles.

The statements are ANSI, over scalars, and run as they stand on every engine. ``shingles`` has one row a shingle
(``article``, ``place``, ``key``), ``articles`` one row an article (``article``, ``day``, ``outlet``). Articles go by
whole numbers that follow publication: the greater is the later, and those without a day come last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from attribune.trace.shingles import SHINGLE

if TYPE_CHECKING:
    import pyarrow as pa

DAYS = 30  # most between two articles that are brought together
HOLDERS = 48  # articles of one stretch of days that a shingle is looked for in; the first, from whom the rest have it
CROWD = 2000  # occurrences in one stretch of days from which on a shingle is a stock phrase and brings nobody together
HOUSE = 12  # articles of one outlet with the same shingle from which on it is what the outlet prints everywhere ...
HOUSE_SHARE = 0.02  # ... if they are so much of the outlet's articles
SHARED = 5  # shingles that two articles must share
PART = 3_000_000  # shingles counted at once: nearly all are different, and counting keeps every one in memory

COMMON = """
SELECT shingles.article, shingles.place, shingles.key
FROM shingles
JOIN (
    SELECT key FROM shingles WHERE mod(key, {parts}) = {part} GROUP BY key HAVING min(article) < max(article)
) AS keys ON keys.key = shingles.key
ORDER BY shingles.article, shingles.place
"""

HELD = """
WITH sizes AS (SELECT outlet, count(*) AS size FROM articles WHERE outlet IS NOT NULL GROUP BY outlet),
house AS (
    SELECT common.key, articles.outlet
    FROM common
    JOIN articles ON articles.article = common.article
    JOIN sizes ON sizes.outlet = articles.outlet
    GROUP BY common.key, articles.outlet
    HAVING count(DISTINCT common.article) >= {house}
       AND count(DISTINCT common.article) >= {share} * max(sizes.size)
)
SELECT common.key, common.article, common.place, articles.day,
       CASE WHEN articles.day IS NULL THEN -1 ELSE CAST(floor(articles.day / {stretch}) AS BIGINT) END AS stretch,
       CASE WHEN house.key IS NULL THEN 0 ELSE 1 END AS house
FROM common
JOIN articles ON articles.article = common.article
LEFT JOIN house ON house.key = common.key AND house.outlet = articles.outlet
ORDER BY common.article, common.place
"""

RUNS = """
WITH crowded AS (
    SELECT key, article, place, day, stretch, count(*) OVER (PARTITION BY key, stretch) AS crowd,
           row_number() OVER (PARTITION BY key, stretch ORDER BY article, place) AS rank,
           row_number() OVER (PARTITION BY key ORDER BY article, place) AS first
    FROM held WHERE house = 0
),
placed AS (SELECT key, article, place, day, stretch, rank, first FROM crowded WHERE crowd <= {crowd}),
meetings AS (
    SELECT a.article AS a, b.article AS b, a.place AS i, b.place AS j
    FROM placed AS a JOIN placed AS b ON b.key = a.key AND b.stretch = a.stretch
    WHERE b.article < a.article AND b.rank <= {holders}
    UNION ALL
    SELECT a.article, b.article, a.place, b.place
    FROM placed AS a JOIN placed AS b ON b.key = a.key AND b.stretch = a.stretch - 1
    WHERE b.stretch >= 0 AND a.day - b.day <= {days} AND b.rank <= {holders}
    UNION ALL
    SELECT a.article, b.article, a.place, b.place
    FROM placed AS a JOIN placed AS b ON b.key = a.key
    WHERE a.stretch = -1 AND b.stretch >= 0 AND b.first <= {holders}
),
numbered AS (
    SELECT a, b, i, j, i - row_number() OVER (PARTITION BY a, b, j - i ORDER BY i) AS run FROM meetings
),
runs AS (SELECT a, b, min(i) AS i, min(j) AS j, count(*) AS shingles FROM numbered GROUP BY a, b, j - i, run),
summed AS (SELECT a, b, i, j, shingles, sum(shingles) OVER (PARTITION BY a, b) AS shared FROM runs)
SELECT a, b, i, j, shingles + {shingle} - 1 AS size FROM summed WHERE shared >= {shared}
ORDER BY a, b, i, j
"""

DROPPED = """
SELECT house, count(*) AS keys, sum(crowd) AS occurrences
FROM (SELECT house, key, stretch, count(*) AS crowd FROM held GROUP BY house, key, stretch) AS crowds
WHERE house = 1 OR crowd > {crowd}
GROUP BY house
ORDER BY house
"""


class Engine(Protocol):
    """What runs SQL over tables: ``attribune.engine.Local`` or another with its ``query``."""

    def query(self, sql: str, **tables: pa.Table) -> pa.Table:
        """Return the result of one statement over the named tables."""
        ...


class Dropped(NamedTuple):
    """What brought no articles together: distinct shingles, and how often they occur."""

    stock_phrases: int
    stock_phrase_occurrences: int
    house: int
    house_occurrences: int


class Candidates(NamedTuple):
    """Runs of equal words (``a``, ``b``, ``i``, ``j``, ``size``) by pair, the later article first; what was dropped."""

    runs: pa.Table
    dropped: Dropped


def candidates(shingles: pa.Table, articles: pa.Table, *, engine: Engine, days: int = DAYS) -> Candidates:
    """Return the runs of words that any two articles share which are at most ``days`` days apart.

    A pair shares at least ``SHARED`` shingles. An article without a day is compared with all. Left out are shingles
    that an outlet prints in very many of its articles and stock phrases. Rows grow with the number of copies and not
    with its square, since a shingle is looked for in its first holders only.
    """
    common = _common(shingles, engine=engine)
    values = {"house": HOUSE, "share": HOUSE_SHARE, "stretch": f"{days + 1}.0"}
    held = engine.query(HELD.format(**values), common=common, articles=articles)
    runs = engine.query(RUNS.format(crowd=CROWD, holders=HOLDERS, days=days, shingle=SHINGLE, shared=SHARED), held=held)
    left_out = {row["house"]: row for row in engine.query(DROPPED.format(crowd=CROWD), held=held).to_pylist()}
    counts = [int(left_out.get(house, {}).get(name, 0)) for house in (0, 1) for name in ("keys", "occurrences")]
    return Candidates(runs, Dropped(*counts))


def _common(shingles: pa.Table, *, engine: Engine) -> pa.Table:
    """Return the shingles that stand in two articles or more."""
    import pyarrow as pa

    parts = 1 + shingles.num_rows // PART
    return pa.concat_tables(
        [engine.query(COMMON.format(parts=parts, part=part), shingles=shingles) for part in range(parts)]
    )
