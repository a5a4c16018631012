"""Which articles are alike: a few statements over the keys of all articles, and the judgement in their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

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
ALIKE = 0.2  # likeness from which on two articles are on one event
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
}
STEPS = (STRETCHES, ARTICLE_COUNTS, KEY_COUNTS, MARKS, CROWDS, MEETINGS, LIKENESSES)


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
    found = engine.query(
        composed([step.given(**NUMBERS) for step in STEPS], order="a, b"), keys=keys, days=days, general=_general(keys)
    )
    a, b, likeness = (found.column(name).to_pylist() for name in ("a", "b", "likeness"))
    return [(one, other, alike / MILLION) for one, other, alike in zip(a, b, likeness, strict=True)]


def ordinal(day: str | None) -> int | None:
    """Return the number of an ISO day in the calendar, None for None."""
    return date.fromisoformat(day).toordinal() if day else None


def _general(keys: pa.Table) -> pa.Table:
    """Return the share of general English documents for every key there is."""
    import pyarrow as pa

    names = sorted(set(keys.column("key").to_pylist()))
    return pa.table({"key": pa.array(names, pa.string()), "share": pa.array(map(share, names), pa.float64())})
