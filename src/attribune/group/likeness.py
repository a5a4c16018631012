"""Which articles are alike: one SQL statement over the keys of all articles, in scalars, joins and windows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from attribune.group.keys import share

if TYPE_CHECKING:
    import pyarrow as pa

DAYS_APART = 7  # most between two articles of one story: weeklies come late
FADING = 0.9  # of the likeness that is left with every day between two articles
UNDATED = 0.75  # of the likeness that counts when one of them has no date: nothing else tells two events apart
ALIKE = 0.2  # likeness from which on two articles are on one event
GENERAL = 1000  # documents of general English that stand beside those of the dossier when a word's rarity is told
CROWD = 150  # articles of one stretch of days that share a key, above which it does not bring all of them together
FIRST = 16  # of a crowd, by day and id: those that all of it is brought together with, for one may be their founder
BROUGHT = 0.1  # likeness by the other keys from which on two articles are compared by all

# Weights are rounded to whole numbers before they are added up: sums of fractions depend on the order in which they
# are added, which is left to the engine, and a likeness at the threshold must fall on the same side everywhere.
PAIRS = """
WITH known AS (
    SELECT keys.key, count(*) AS articles, max(general.share) AS share
    FROM keys JOIN general ON general.key = keys.key
    WHERE keys.weight > 0
    GROUP BY keys.key
),
weighed AS (
    SELECT keys.article, keys.key,
           CAST(round(100 * keys.weight * ln((days.articles + {general}) / (known.articles + {general} * known.share))
                / ln(1 / known.share)) AS BIGINT) AS weight
    FROM keys
    JOIN known ON known.key = keys.key
    CROSS JOIN (SELECT count(*) AS articles FROM days) AS days
    WHERE keys.weight > 0
),
marks AS (
    SELECT weighed.article, days.day, weighed.key,
           CAST(round(10000 * weighed.weight
                / sqrt(sum(weighed.weight * weighed.weight) OVER (PARTITION BY weighed.article))) AS BIGINT) AS weight
    FROM weighed JOIN days ON days.article = weighed.article
    WHERE weighed.weight > 0
),
crowded AS (
    SELECT article, day, key, weight, CAST(floor(day / {stretch}) AS BIGINT) AS stretch,
           count(*) OVER (PARTITION BY key, CAST(floor(day / {stretch}) AS BIGINT)) AS crowd,
           row_number() OVER (PARTITION BY key, CAST(floor(day / {stretch}) AS BIGINT) ORDER BY day, article) AS place
    FROM marks
),
bringing AS (
    SELECT article, day, key, weight, stretch, CASE WHEN crowd <= {crowd} OR place <= {first} THEN 1 ELSE 0 END AS leads
    FROM crowded
),
leaders AS (SELECT article, day, key, weight, stretch FROM bringing WHERE leads = 1),
meetings AS (
    SELECT CASE WHEN a.article < b.article THEN a.article ELSE b.article END AS a,
           CASE WHEN a.article < b.article THEN b.article ELSE a.article END AS b,
           abs(a.day - b.day) AS gap, a.weight * b.weight AS product
    FROM leaders AS a JOIN bringing AS b ON b.key = a.key AND b.stretch = a.stretch
    WHERE (a.article < b.article OR b.leads = 0) AND abs(a.day - b.day) <= {apart}
    UNION ALL
    SELECT a.article, b.article, abs(a.day - b.day), a.weight * b.weight
    FROM bringing AS a JOIN leaders AS b ON b.key = a.key AND b.stretch = a.stretch - 1
    WHERE abs(a.day - b.day) <= {apart}
    UNION ALL
    SELECT a.article, b.article, abs(a.day - b.day), a.weight * b.weight
    FROM leaders AS a JOIN bringing AS b ON b.key = a.key AND b.stretch = a.stretch - 1
    WHERE b.leads = 0 AND abs(a.day - b.day) <= {apart}
    UNION ALL
    SELECT a.article, b.article, NULL, a.weight * b.weight
    FROM leaders AS a JOIN leaders AS b ON b.key = a.key
    WHERE a.day IS NULL AND b.day IS NOT NULL
    UNION ALL
    SELECT CASE WHEN a.article < b.article THEN a.article ELSE b.article END,
           CASE WHEN a.article < b.article THEN b.article ELSE a.article END, NULL, a.weight * b.weight
    FROM leaders AS a JOIN bringing AS b ON b.key = a.key
    WHERE a.day IS NULL AND b.day IS NULL AND (a.article < b.article OR b.leads = 0)
),
pairs AS (SELECT a, b, max(gap) AS gap FROM meetings GROUP BY a, b HAVING sum(product) / 1e8 >= {brought})
SELECT pairs.a, pairs.b,
       sum(one.weight * other.weight) / 1e8
           * CASE WHEN max(pairs.gap) IS NULL THEN {undated} ELSE power({fading}, max(pairs.gap)) END AS likeness
FROM pairs
JOIN marks AS one ON one.article = pairs.a
JOIN marks AS other ON other.article = pairs.b AND other.key = one.key
GROUP BY pairs.a, pairs.b
HAVING sum(one.weight * other.weight) / 1e8
           * CASE WHEN max(pairs.gap) IS NULL THEN {undated} ELSE power({fading}, max(pairs.gap)) END >= {alike}
ORDER BY pairs.a, pairs.b
""".format(
    general=GENERAL,
    stretch=f"{DAYS_APART + 1}.0",
    brought=BROUGHT,
    crowd=CROWD,
    first=FIRST,
    apart=DAYS_APART,
    undated=UNDATED,
    fading=FADING,
    alike=ALIKE,
)


class Engine(Protocol):
    """What runs SQL over tables: ``attribune.engine.Local`` or another with its ``query``."""

    def query(self, sql: str, **tables: pa.Table) -> pa.Table:
        """Return the result of one statement over the named tables."""
        ...


def likenesses(keys: pa.Table, days: pa.Table, *, engine: Engine) -> Sequence[tuple[str, str, float]]:
    """Return the pairs of articles that are alike, with the cosine of their weighed keys, from ``ALIKE`` to 1.

    ``keys`` has the fields of ``StoryKey``, ``days`` one row of ``article`` and ``day`` (a whole number, or None)
    for every article. A key counts for more the fewer articles of the dossier have it; since a small dossier says
    little on that, it is counted as if it stood in a body of general English. Two dated articles more than
    ``DAYS_APART`` days apart are never alike.
    """
    found = engine.query(PAIRS, keys=keys, days=days, general=_general(keys))
    return list(zip(*(found.column(name).to_pylist() for name in ("a", "b", "likeness")), strict=True))


def ordinal(day: str | None) -> int | None:
    """Return the number of an ISO day in the calendar, None for None."""
    return date.fromisoformat(day).toordinal() if day else None


def _general(keys: pa.Table) -> pa.Table:
    """Return the share of general English documents for every key there is."""
    import pyarrow as pa

    names = sorted(set(keys.column("key").to_pylist()))
    return pa.table({"key": pa.array(names, pa.string()), "share": pa.array(map(share, names), pa.float64())})
