"""All that is joined on keys: small named statements in ANSI SQL over tables of scalars, the same on every engine.

Each is one SELECT. It names the tables it reads, and the numbers it depends on stand in braces: the room whose
judgement they are fills them in. Only scalars, joins, GROUP BY and windows are used, since lists, lambdas and
hashes differ between engines without a word, and every result that is a whole number is CAST to BIGINT, since engines
differ in what a sum is. Fractions are rounded to whole numbers before they are added up: the order of adding is the
engine's affair, and what lies at a threshold must fall on the same side everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Statement:
    """One SELECT by the name of the table that it gives; ``reads`` are the tables it is over."""

    name: str
    reads: tuple[str, ...]
    sql: str

    def given(self, **numbers: float) -> Statement:
        """Return the statement with the numbers it depends on filled in; others given are passed over."""
        return replace(self, sql=self.sql.format_map(numbers))


def composed(statements: Iterable[Statement], *, order: str) -> str:
    """Return one statement that gives the rows of the last of ``statements``, in order, the others being its steps."""
    *steps, last = statements
    named = ",\n".join(f"{step.name} AS ({step.sql})" for step in steps)
    return f"WITH {named}\nSELECT * FROM ({last.sql}) AS {last.name} ORDER BY {order}"


# In which stretch of days each article appeared, those without a day in one of their own far from all others.
STRETCHES = Statement(
    "stretches",
    ("days",),
    """
SELECT article, day, coalesce(CAST(floor(day / ({apart} + 1.0)) AS BIGINT), {nowhen}) AS stretch FROM days
""",
)

# What surrounds an article is of its own stretch and the two beside it: all counts are of these.
_BESIDE = "CROSS JOIN (SELECT -1 AS step UNION ALL SELECT 0 UNION ALL SELECT 1) AS beside"

# How many articles there are around each stretch.
ARTICLE_COUNTS = Statement(
    "article_counts",
    ("stretches",),
    f"""
SELECT stretch + step AS stretch, CAST(count(*) AS BIGINT) AS articles
FROM stretches {_BESIDE}
GROUP BY stretch + step
""",
)

# In how many articles around each stretch each key stands.
KEY_COUNTS = Statement(
    "key_counts",
    ("keys", "stretches"),
    f"""
SELECT keys.key, stretches.stretch + step AS stretch, CAST(count(*) AS BIGINT) AS articles
FROM keys
JOIN stretches ON stretches.article = keys.article
{_BESIDE}
WHERE keys.weight > 0
GROUP BY keys.key, stretches.stretch + step
""",
)

# What each key tells about an article, for all keys of an article together 10,000 by the root of their squares.
MARKS = Statement(
    "marks",
    ("keys", "stretches", "article_counts", "key_counts", "general"),
    """
SELECT article, day, key,
       CAST(floor(0.5 + 10000 * weight / sqrt(sum(weight * weight) OVER (PARTITION BY article))) AS BIGINT) AS weight
FROM (
    SELECT keys.article, stretches.day, keys.key,
           CAST(floor(0.5 + 100 * keys.weight
                * ln((article_counts.articles + {general}) / (key_counts.articles + {general} * general.share))
                / ln(1 / general.share)) AS BIGINT) AS weight
    FROM keys
    JOIN stretches ON stretches.article = keys.article
    JOIN article_counts ON article_counts.stretch = stretches.stretch
    JOIN key_counts ON key_counts.key = keys.key AND key_counts.stretch = stretches.stretch
    JOIN general ON general.key = keys.key
    WHERE keys.weight > 0
) AS weighed
WHERE weight > 0
""",
)

# How crowded each key is in each stretch of days. All of a small crowd lead, of a large one the first few: those that
# lead are brought together with the whole crowd, the others are not brought together with each other.
CROWDS = Statement(
    "crowds",
    ("marks",),
    """
SELECT article, day, key, weight, stretch, CASE WHEN crowd <= {crowd} OR place <= {first} THEN 1 ELSE 0 END AS leads
FROM (
    SELECT article, day, key, weight, stretch,
           count(*) OVER (PARTITION BY key, stretch) AS crowd,
           row_number() OVER (PARTITION BY key, stretch ORDER BY day, article) AS place
    FROM (
        SELECT article, day, key, weight, CAST(floor(day / ({apart} + 1.0)) AS BIGINT) AS stretch FROM marks
    ) AS stretched
) AS placed
""",
)

# Pairs of articles that enough of their keys bring together, within the time that two articles may lie apart.
MEETINGS = Statement(
    "meetings",
    ("crowds",),
    """
SELECT a, b, CAST(max(gap) AS BIGINT) AS gap
FROM (
    SELECT CASE WHEN one.article < other.article THEN one.article ELSE other.article END AS a,
           CASE WHEN one.article < other.article THEN other.article ELSE one.article END AS b,
           abs(one.day - other.day) AS gap, one.weight * other.weight AS product
    FROM crowds AS one JOIN crowds AS other ON other.key = one.key AND other.stretch = one.stretch
    WHERE one.leads = 1 AND (one.article < other.article OR other.leads = 0)
      AND abs(one.day - other.day) <= {apart}
    UNION ALL
    SELECT one.article, other.article, abs(one.day - other.day), one.weight * other.weight
    FROM crowds AS one JOIN crowds AS other ON other.key = one.key AND other.stretch = one.stretch - 1
    WHERE other.leads = 1 AND abs(one.day - other.day) <= {apart}
    UNION ALL
    SELECT one.article, other.article, abs(one.day - other.day), one.weight * other.weight
    FROM crowds AS one JOIN crowds AS other ON other.key = one.key AND other.stretch = one.stretch - 1
    WHERE one.leads = 1 AND other.leads = 0 AND abs(one.day - other.day) <= {apart}
    UNION ALL
    SELECT one.article, other.article, CAST(NULL AS BIGINT), one.weight * other.weight
    FROM crowds AS one JOIN crowds AS other ON other.key = one.key
    WHERE one.leads = 1 AND other.leads = 1 AND one.day IS NULL AND other.day IS NOT NULL
    UNION ALL
    SELECT CASE WHEN one.article < other.article THEN one.article ELSE other.article END,
           CASE WHEN one.article < other.article THEN other.article ELSE one.article END,
           CAST(NULL AS BIGINT), one.weight * other.weight
    FROM crowds AS one JOIN crowds AS other ON other.key = one.key
    WHERE one.leads = 1 AND one.day IS NULL AND other.day IS NULL
      AND (one.article < other.article OR other.leads = 0)
) AS met
GROUP BY a, b
HAVING sum(product) >= 100000000 * {brought}
""",
)

# How alike two articles are by all their keys, in millionths; less the further apart they were published.
LIKENESSES = Statement(
    "likenesses",
    ("meetings", "marks"),
    """
SELECT a, b, likeness
FROM (
    SELECT meetings.a, meetings.b,
           CAST(floor(0.5 + 0.01 * sum(one.weight * other.weight)
                * CASE WHEN meetings.gap IS NULL THEN {undated} ELSE power({fading}, meetings.gap) END)
                AS BIGINT) AS likeness
    FROM meetings
    JOIN marks AS one ON one.article = meetings.a
    JOIN marks AS other ON other.article = meetings.b AND other.key = one.key
    GROUP BY meetings.a, meetings.b, meetings.gap
) AS measured
WHERE likeness >= 1000000 * {alike}
""",
)
