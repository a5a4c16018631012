"""The statements of a run over tables: from what was read to stories, and from what was found to the exports."""

from __future__ import annotations

from attribune.engine.statements.form import Statement

# What an input held when it was last looked at. One article may come in several: the first by name counts.
ARTICLES = Statement(
    "articles",
    ("read", "inputs"),
    """
SELECT id, given_id, source, outlet, url, title, byline, published, language, links, text, number
FROM (
    SELECT read.*, row_number() OVER (PARTITION BY read.id ORDER BY read.unit, read.place) AS turn
    FROM read JOIN inputs ON inputs.unit = read.unit AND inputs.version = read.version
    WHERE read.reason IS NULL
) AS turns
WHERE turn = 1
""",
)

# What was not annotated by an earlier run, or before this one was killed.
UNREAD = Statement(
    "unread",
    ("articles", "annotations"),
    """
SELECT articles.*
FROM articles LEFT JOIN annotations ON annotations.id = articles.id
WHERE annotations.id IS NULL
""",
)

# One wave of it.
WAVE = Statement("wave", ("unread",), "SELECT * FROM unread WHERE MOD(number, {waves}) = {wave}")

# The annotations of the articles there are now, as far as they could be annotated, and on which days they appeared.
DAYS = Statement(
    "days",
    ("annotations", "articles"),
    """
SELECT annotations.id AS article, annotations.day
FROM annotations JOIN articles ON articles.id = annotations.id
WHERE annotations.fault IS NULL
""",
)
CURRENT = Statement(
    "current",
    ("annotations", "days"),
    """
SELECT annotations.id, annotations.outlet, annotations.story_keys, annotations.hashes, annotations.fingerprints
FROM annotations JOIN days ON days.article = annotations.id
""",
)

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

# What each key tells about an article, for all keys of an article together 10,000 by the root of their squares. Counts
# are there of every key; they are LEFT JOINs so that they come last: by stretch alone, all keys of some days would meet
# all articles of these days.
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
    LEFT JOIN article_counts ON article_counts.stretch = stretches.stretch
    LEFT JOIN key_counts ON key_counts.key = keys.key AND key_counts.stretch = stretches.stretch
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
    WHERE one.leads = 1 AND one.day IS NULL AND other.day IS NULL AND {lone} = 1
      AND (one.article < other.article OR other.leads = 0)
) AS met
GROUP BY a, b
HAVING sum(product) >= 100000000 * {brought}
""",
)

# How alike two articles are by all their keys, in millionths; less the further apart they were published. The LEFT JOIN
# comes last: by keys alone, all articles would meet.
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
    LEFT JOIN marks AS other ON other.article = meetings.b AND other.key = one.key
    GROUP BY meetings.a, meetings.b, meetings.gap
) AS measured
WHERE likeness >= 1000000 * {alike}
""",
)

# Whom each article is like, in the order in which articles may found a story: by day, then by id, those without a
# day last.
NEAR = Statement(
    "near",
    ("days", "likenesses"),
    """
SELECT days.article, days.day, likely.other, likely.likeness
FROM days
LEFT JOIN (
    SELECT a AS article, b AS other, likeness FROM likenesses
    UNION ALL
    SELECT b, a, likeness FROM likenesses
) AS likely ON likely.article = days.article
ORDER BY days.day NULLS LAST, days.article, likely.other
""",
)

# A sentence that an outlet prints in many of its stories says nothing of any of them: it is the outlet's furniture. It
# must be found in as many stories whose articles have other words as well, for those made up of such sentences are
# versions of one text.
HOUSE = Statement(
    "house",
    ("sentences", "members"),
    """
WITH often AS (
    SELECT sentences.sentence
    FROM sentences JOIN members ON members.article = sentences.article
    GROUP BY sentences.sentence
    HAVING count(DISTINCT members.story) >= {repeated}
)
SELECT sentences.outlet, sentences.sentence, sentences.article, sentences.starts, sentences.ends,
       repeated.articles, repeated.stories
FROM sentences
JOIN (
    SELECT beside.sentence, min(beside.article) AS article, CAST(count(*) AS BIGINT) AS articles,
           CAST(count(DISTINCT members.story) AS BIGINT) AS stories
    FROM (
        SELECT sentences.article, sentences.sentence, often.sentence AS known,
               sum(sentences.ends - sentences.starts) OVER (PARTITION BY sentences.article) AS size,
               sum(CASE WHEN often.sentence IS NULL THEN 0 ELSE sentences.ends - sentences.starts END)
                   OVER (PARTITION BY sentences.article) AS printed
        FROM sentences LEFT JOIN often ON often.sentence = sentences.sentence
    ) AS beside
    JOIN members ON members.article = beside.article
    WHERE beside.known IS NOT NULL AND beside.printed <= beside.size * {version}
    GROUP BY beside.sentence
    HAVING count(DISTINCT members.story) >= {repeated}
) AS repeated ON repeated.article = sentences.article AND repeated.sentence = sentences.sentence
""",
)

# The stories there are, with what makes a story another: its members, and which of their sentences are left out.
STORIES = Statement(
    "current_stories",
    ("members", "sentences", "house"),
    """
SELECT members.story, members.number, members.members,
       CAST(coalesce(sum(MOD(house.sentence, 1000003)), 0) AS BIGINT) AS house,
       CAST(count(DISTINCT members.article) AS BIGINT) AS articles
FROM members
LEFT JOIN sentences ON sentences.article = members.article
LEFT JOIN house ON house.sentence = sentences.sentence
GROUP BY members.story, members.number, members.members
""",
)

# Those not read side by side by an earlier run, or before this one was killed.
UNTOLD = Statement(
    "untold",
    ("current_stories", "findings"),
    """
SELECT current_stories.*
FROM current_stories
LEFT JOIN (SELECT DISTINCT story, members, house FROM findings) AS told
  ON told.story = current_stories.story AND told.members = current_stories.members
 AND told.house = current_stories.house
WHERE told.story IS NULL
""",
)

# The articles of one wave of stories, each with all that was found in it on its own.
BUNDLES = Statement(
    "bundles",
    ("untold", "members", "annotations"),
    """
SELECT untold.members, untold.house, members.story, members.founder, members.place, annotations.*
FROM untold
JOIN members ON members.story = untold.story
JOIN annotations ON annotations.id = members.article
WHERE MOD(untold.number, {waves}) = {wave}
""",
)

# One exported table, each row still within the column of its name.
TOLD = Statement(
    "told",
    ("findings", "current_stories"),
    """
SELECT findings.story, findings.actor, findings.{table}
FROM findings
JOIN current_stories
  ON current_stories.story = findings.story AND current_stories.members = findings.members
 AND current_stories.house = findings.house
WHERE findings.{table} IS NOT NULL
""",
)

# The exported table of the same name: articles with their stories.
EXPORTED_ARTICLES = Statement(
    "articles",
    ("articles", "days", "members"),
    """
SELECT articles.id, given_id, source, outlet, url, title, byline, published, language, members.story, text
FROM articles
JOIN days ON days.article = articles.id
LEFT JOIN members ON members.article = articles.id
""",
)

# The same for what could not be read, on its own or side by side.
REJECTED = Statement(
    "rejected",
    ("read", "inputs", "annotations", "articles", "story_faults"),
    """
SELECT DISTINCT source, reason
FROM (
    SELECT read.source, read.reason
    FROM read JOIN inputs ON inputs.unit = read.unit AND inputs.version = read.version
    WHERE read.reason IS NOT NULL
    UNION ALL
    SELECT annotations.source, annotations.fault
    FROM annotations JOIN articles ON articles.id = annotations.id
    WHERE annotations.fault IS NOT NULL
    UNION ALL
    SELECT story_faults.source, story_faults.reason FROM story_faults
) AS faults
""",
)

# What the caps left out, and what was left out as the outlets' own furniture.
DROPPED = Statement(
    "dropped",
    ("crowds", "house", "articles"),
    """
SELECT 'sentence' AS what, house.outlet AS name, CAST(NULL AS BIGINT) AS since, house.article, house.starts, house.ends,
       articles.text, house.articles, house.articles AS dropped
FROM house JOIN articles ON articles.id = house.article
UNION ALL
SELECT 'key', key, min(day), NULL, NULL, NULL, NULL, CAST(count(*) AS BIGINT), CAST(sum(1 - leads) AS BIGINT)
FROM crowds
GROUP BY key, stretch
HAVING sum(1 - leads) > 0
""",
)
