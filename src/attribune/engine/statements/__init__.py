"""All that is joined on keys: small named statements in ANSI SQL over tables of scalars, the same on every engine.

Each is one SELECT. It names the tables it reads, and the numbers it depends on stand in braces: the room whose
judgement they are fills them in. Only scalars, joins, GROUP BY and windows are used, since lists, lambdas and
hashes differ between engines without a word, and every result that is a whole number is CAST to BIGINT, since engines
differ in what a sum is. Fractions are rounded to whole numbers before they are added up: the order of adding is the
engine's affair, and what lies at a threshold must fall on the same side everywhere.
"""

from attribune.engine.statements.form import Statement, composed
from attribune.engine.statements.passages import APPEARANCES, COMMON, ENCOUNTERS, HELD, RUNS, SIDES, STOCK
from attribune.engine.statements.run import (
    ARTICLE_COUNTS,
    ARTICLES,
    BUNDLES,
    CROWDS,
    CURRENT,
    DAYS,
    DROPPED,
    EXPORTED_ARTICLES,
    HOUSE,
    KEY_COUNTS,
    LIKENESSES,
    MARKS,
    MEETINGS,
    NEAR,
    REJECTED,
    STORIES,
    STRETCHES,
    TOLD,
    UNREAD,
    UNTOLD,
    WAVE,
)

__all__ = [
    "APPEARANCES",
    "ARTICLES",
    "ARTICLE_COUNTS",
    "BUNDLES",
    "COMMON",
    "CROWDS",
    "CURRENT",
    "DAYS",
    "DROPPED",
    "ENCOUNTERS",
    "EXPORTED_ARTICLES",
    "HELD",
    "HOUSE",
    "KEY_COUNTS",
    "LIKENESSES",
    "MARKS",
    "MEETINGS",
    "NEAR",
    "REJECTED",
    "RUNS",
    "SIDES",
    "STOCK",
    "STORIES",
    "STRETCHES",
    "TOLD",
    "UNREAD",
    "UNTOLD",
    "WAVE",
    "Statement",
    "composed",
]
