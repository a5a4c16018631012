"""Which articles of a whole collection share runs of words: four statements over the keys of their shingles.

``shingles`` has one row a shingle (``article``, ``place``, ``key``), ``appeared`` one row an article (``article``,
``day``, ``outlet``). Articles go by whole numbers that follow publication: the greater is the later, and those without
a day come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from attribune.engine.statements import COMMON, HELD, RUNS, STOCK, Statement, composed
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

NUMBERS = {
    "house_articles": HOUSE,
    "house_share": HOUSE_SHARE,
    "stock": CROWD,
    "holders": HOLDERS,
    "shingle": SHINGLE,
    "shared": SHARED,
}


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


def candidates(shingles: pa.Table, appeared: pa.Table, *, engine: Engine, days: int = DAYS) -> Candidates:
    """Return the runs of words that any two articles share which are at most ``days`` days apart.

    A pair shares at least ``SHARED`` shingles. An article without a day is compared with all. Left out are shingles
    that an outlet prints in very many of its articles and stock phrases. Rows grow with the number of copies and not
    with its square, since a shingle is looked for in its first holders only.
    """
    parts = range(1 + shingles.num_rows // PART)

    def ask(statement: Statement, order: str, *, part: int = 0, **tables: pa.Table) -> pa.Table:
        filled = statement.given(**NUMBERS, days=days, parts=len(parts), part=part)
        return engine.query(composed([filled], order=order), **tables)

    common = [ask(COMMON, "article, place", part=part, shingles=shingles) for part in parts]
    held = ask(HELD, "article, place", common=_joined(common), appeared=appeared)
    left_out = {row["house"]: row for row in ask(STOCK, "house", held=held).to_pylist()}
    counts = [left_out.get(house, {}).get(name, 0) for house in (0, 1) for name in ("keys", "occurrences")]
    return Candidates(ask(RUNS, "a, b, i, j", held=held), Dropped(*counts))


def _joined(tables: Sequence[pa.Table]) -> pa.Table:
    import pyarrow as pa

    return pa.concat_tables(tables)
