"""The statements on words that articles share: which are compared with which."""

from __future__ import annotations

from attribune.engine.statements.form import Statement

# Shingles that stand in two articles or more, one part of all keys at a time: nearly all stand in one only.
COMMON = Statement(
    "common",
    ("shingles",),
    """
SELECT shingles.article, shingles.place, shingles.key
FROM shingles
JOIN (
    SELECT key FROM shingles WHERE MOD(key, {parts}) = {part} GROUP BY key HAVING min(article) < max(article)
) AS several ON several.key = shingles.key
WHERE MOD(shingles.key, {parts}) = {part}
""",
)

# The same with the stretch of days that each is in, and whether the outlet prints it in very many of its articles.
HELD = Statement(
    "held",
    ("common", "appeared"),
    """
SELECT common.key, common.article, common.place, appeared.day,
       CASE WHEN appeared.day IS NULL THEN -1 ELSE CAST(floor(appeared.day / ({days} + 1.0)) AS BIGINT) END AS stretch,
       CASE WHEN house.key IS NULL THEN 0 ELSE 1 END AS house
FROM common
JOIN appeared ON appeared.article = common.article
LEFT JOIN (
    SELECT common.key, appeared.outlet
    FROM common
    JOIN appeared ON appeared.article = common.article
    JOIN (
        SELECT outlet, count(*) AS articles FROM appeared WHERE outlet IS NOT NULL GROUP BY outlet
    ) AS outlets ON outlets.outlet = appeared.outlet
    GROUP BY common.key, appeared.outlet
    HAVING count(DISTINCT common.article) >= {house_articles}
       AND count(DISTINCT common.article) >= {house_share} * max(outlets.articles)
) AS house ON house.key = common.key AND house.outlet = appeared.outlet
""",
)

# Runs of shingles that stand in two articles, the later one first. A shingle is looked for in its first holders only,
# for the others have it from them; what all write in a stretch of days is a stock phrase and brings nobody together.
RUNS = Statement(
    "runs",
    ("held",),
    """
WITH placed AS (
    SELECT key, article, place, day, stretch, turn, turn_of_all
    FROM (
        SELECT key, article, place, day, stretch, count(*) OVER (PARTITION BY key, stretch) AS crowd,
               row_number() OVER (PARTITION BY key, stretch ORDER BY article, place) AS turn,
               row_number() OVER (PARTITION BY key ORDER BY article, place) AS turn_of_all
        FROM held WHERE house = 0
    ) AS crowded
    WHERE crowd <= {stock}
),
met AS (
    SELECT one.article AS a, other.article AS b, one.place AS i, other.place AS j
    FROM placed AS one JOIN placed AS other ON other.key = one.key AND other.stretch = one.stretch
    WHERE other.article < one.article AND other.turn <= {holders}
    UNION ALL
    SELECT one.article, other.article, one.place, other.place
    FROM placed AS one JOIN placed AS other ON other.key = one.key AND other.stretch = one.stretch - 1
    WHERE other.stretch >= 0 AND one.day - other.day <= {days} AND other.turn <= {holders}
    UNION ALL
    SELECT one.article, other.article, one.place, other.place
    FROM placed AS one JOIN placed AS other ON other.key = one.key
    WHERE one.stretch = -1 AND other.stretch >= 0 AND other.turn_of_all <= {holders}
),
numbered AS (
    SELECT a, b, i, j, i - row_number() OVER (PARTITION BY a, b, j - i ORDER BY i) AS start FROM met
),
stretched AS (
    SELECT a, b, min(i) AS i, min(j) AS j, count(*) AS shingles FROM numbered GROUP BY a, b, j - i, start
)
SELECT a, b, i, j, CAST(shingles + {shingle} - 1 AS BIGINT) AS size
FROM (
    SELECT a, b, i, j, shingles, sum(shingles) OVER (PARTITION BY a, b) AS shared FROM stretched
) AS summed
WHERE shared >= {shared}
""",
)

# What brought nobody together: stock phrases, and what outlets print in very many of their articles.
STOCK = Statement(
    "stock",
    ("held",),
    """
SELECT house, CAST(count(*) AS BIGINT) AS keys, CAST(sum(crowd) AS BIGINT) AS occurrences
FROM (SELECT house, key, stretch, count(*) AS crowd FROM held GROUP BY house, key, stretch) AS crowds
WHERE house = 1 OR crowd > {stock}
GROUP BY house
""",
)

# Where and when the articles appeared that are in stories.
APPEARANCES = Statement(
    "appearances",
    ("members", "days", "articles"),
    """
SELECT members.article, members.story, articles.outlet, days.day
FROM members
JOIN days ON days.article = members.article
JOIN articles ON articles.id = members.article
""",
)

# Pairs of articles of different stories and outlets that share fingerprints: those that stand in several stories, but
# not in too many, in the first articles of each story that have them.
ENCOUNTERS = Statement(
    "encounters",
    ("fingerprints", "appearances"),
    """
WITH leaders AS (
    SELECT fingerprint, article, story, outlet, day
    FROM (
        SELECT fingerprints.fingerprint, appearances.article, appearances.story, appearances.outlet, appearances.day,
               row_number() OVER (
                   PARTITION BY fingerprints.fingerprint, appearances.story
                   ORDER BY appearances.day NULLS LAST, appearances.article
               ) AS turn
        FROM fingerprints
        JOIN appearances ON appearances.article = fingerprints.article
        JOIN (
            SELECT fingerprints.fingerprint
            FROM fingerprints JOIN appearances ON appearances.article = fingerprints.article
            GROUP BY fingerprints.fingerprint
            HAVING min(appearances.story) < max(appearances.story) AND count(DISTINCT appearances.story) <= {most}
        ) AS several ON several.fingerprint = fingerprints.fingerprint
    ) AS placed
    WHERE turn <= {leads}
)
SELECT one.article AS a, other.article AS b
FROM leaders AS one JOIN leaders AS other ON other.fingerprint = one.fingerprint
WHERE one.article < other.article AND one.story <> other.story
  AND (one.outlet IS NULL OR other.outlet IS NULL OR one.outlet <> other.outlet)
  AND (one.day IS NULL OR other.day IS NULL OR abs(one.day - other.day) <= {days})
GROUP BY one.article, other.article
HAVING count(*) >= {shared}
""",
)

# Both articles of each pair, with all that was found in them on their own.
SIDES = Statement(
    "sides",
    ("encounters", "annotations"),
    """
SELECT encounters.a || ' ' || encounters.b AS pair, 0 AS side, annotations.*
FROM encounters JOIN annotations ON annotations.id = encounters.a
UNION ALL
SELECT encounters.a || ' ' || encounters.b, 1, annotations.*
FROM encounters JOIN annotations ON annotations.id = encounters.b
""",
)
