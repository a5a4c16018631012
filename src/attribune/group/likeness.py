"""Which articles are alike: a few statements over the keys of all articles, and the judgement in their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from attribune.columns import fractions, integers
from attribune.engine.statements import (
    ARTICLE_COUNTS,
    CROWDS,
    KEY_COUNTS,
    LIKENESSES,
    MARKS,
    MEETINGS,
    STRETCHES,
    composed,
)
from attribune.group.keys import share

if TYPE_CHECKING:
    import pyarrow as pa

DAYS_APART = 7  # most between two articles of one story: weeklies come late
FADING = 0.9  # of the likeness that is left with every day between two articles
UNDATED = 0.75  # of the likeness that counts when one of them has no date: nothing else tells two events apart
ALIKE = 0.17  # likeness from which on two articles are on one event
GENERAL = 1000  # documents of general English that stand beside those of the dossier when a word's rarity is told
CROWD = 150  # articles of one stretch of days that share a key, above which it does not bring all of them together
FIRST = 16  # of a crowd, by day and id: those that all of it is brought together with, for one may be their founder
BROUGHT = 0.1  # likeness by the other keys from which on two articles are compared by all
NOWHEN = -1_000_000  # the stretch of articles without a day
MILLION = 1_000_000  # likenesses are told in millionths, for whole numbers are the same on every engine

NUMBERS = {
    "apart": DAYS_APART,
    "fading": FADING,
    "undated": UNDATED,
    "alike": ALIKE,
    "nowhen": NOWHEN,
    "general": GENERAL,
    "crowd": CROWD,
    "first": FIRST,
    "brought": BROUGHT,
    "lone": 1,  # whether articles without a day are compared with each other
}
STEPS = (STRETCHES, ARTICLE_COUNTS, KEY_COUNTS, MARKS, CROWDS, MEETINGS, LIKENESSES)


class Engine(Protocol):
    """What runs SQL over tables: ``attribune.engine.Local`` or another with its ``query``."""

    def query(self, sql: str, **tables: pa.Table) -> pa.Table:
        """Return the result of one statement over the named tables."""
        ...


def likenesses(
    keys: pa.Table, days: Mapping[str, int | None], *, engine: Engine, undated: bool = True
) -> Sequence[tuple[str, str, float]]:
    """Return the pairs of articles that are alike, with the cosine of their weighed keys, from ``ALIKE`` to 1.

    ``keys`` has the fields of ``StoryKey``, ``days`` the day of every article (a whole number, or None). A key counts
    for more the fewer articles of the dossier have it; since a small dossier says little on that, it is counted as if
    it stood in a body of general English. Two dated articles more than ``DAYS_APART`` days apart are never alike.
    Unless ``undated``, pairs of which neither has a day are left out.
    """
    import pyarrow as pa

    # Articles and keys go by number, in their order: joins on texts take four times the memory.
    articles, names = sorted(days), sorted(set(keys.column("key").to_pylist()))
    by_article, by_name = ({one: number for number, one in enumerate(listed)} for listed in (articles, names))
    tables = {
        "keys": pa.table(
            {
                "article": integers([by_article[article] for article in keys.column("article").to_pylist()]),
                "key": integers([by_name[key] for key in keys.column("key").to_pylist()]),
                "weight": keys.column("weight"),
            }
        ),
        "days": pa.table(
            {"article": integers(range(len(articles))), "day": integers([days[article] for article in articles])}
        ),
        "general": pa.table({"key": integers(range(len(names))), "share": fractions(map(share, names))}),
    }
    numbers = NUMBERS | {"lone": int(undated)}
    found = engine.query(composed([step.given(**numbers) for step in STEPS], order="a, b"), **tables)
    a, b, likeness = (found.column(name).to_pylist() for name in ("a", "b", "likeness"))
    return [(articles[one], articles[other], alike / MILLION) for one, other, alike in zip(a, b, likeness, strict=True)]


def ordinal(day: str | None) -> int | None:
    """Return the number of an ISO day in the calendar, None for None."""
    return date.fromisoformat(day).toordinal() if day else None
