"""What must be compared anew when articles are added: the days around them, not the dossier.

What a key tells about an article hangs on the articles of its own stretch of days and of the two beside it, and two
articles of one story are less than a stretch apart. So an article bears on the likeness of pairs that begin up to two
stretches before its own or one behind it, and on no others; one without a day bears on those without a day and
their likeness to all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from attribune.group.keys import day
from attribune.group.likeness import DAYS_APART, Engine, likenesses, ordinal

if TYPE_CHECKING:
    import pyarrow as pa

STRETCH = DAYS_APART + 1  # days
TOGETHER = 1000  # articles that are compared at once, if there are several stretches: more memory, less work twice


class Likeness(NamedTuple):
    """Two articles that are alike, by id, and the stretch where that belongs: the earlier one's, or the only one's."""

    a: str
    b: str
    stretch: int | None  # None where neither article has a day
    likeness: float


class Scope(NamedTuple):
    """Stretches from the first to the last, none if that is before it, whose likenesses are worked out anew.

    With ``undated``, those between articles without a day are too.
    """

    first: int
    last: int
    undated: bool

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day whose articles bear on the result."""
        return (self.first - 1) * STRETCH, (self.last + 3) * STRETCH - 1

    def holds(self, stretch: int | None) -> bool:
        """Tell whether a likeness of this stretch is to be worked out."""
        return self.undated if stretch is None else self.first <= stretch <= self.last


def scopes(new: Sequence[int | None], articles: Mapping[int, int]) -> Iterator[Scope]:
    """Yield what must be compared anew for articles of these days, whose numbers may be None.

    ``articles`` says how many there are in each stretch, the new ones included. Scopes do not overlap.
    """
    undated = None in new
    touched = {number // STRETCH + step for number in new if number is not None for step in (-2, -1, 0, 1)}
    wanted = articles.keys() if undated else touched
    run: list[int] = []
    held = 0
    for stretch in sorted(articles):
        if run and (stretch not in wanted or held + articles[stretch] > TOGETHER):
            yield Scope(run[0], run[-1], undated)
            run, held, undated = [], 0, False
        if stretch in wanted:
            run.append(stretch)
            held += articles[stretch]
    if run or undated:
        yield Scope(run[0], run[-1], undated) if run else Scope(0, -1, undated)


def compared(scope: Scope, keys: pa.Table, *, engine: Engine) -> list[Likeness]:
    """Return the pairs of a scope that are alike; ``keys`` are those of its days and of all articles without one."""
    pairs = zip(keys.column("article").to_pylist(), keys.column("published").to_pylist(), strict=True)
    days = {article: ordinal(day(published)) for article, published in pairs}
    found = (
        Likeness(a, b, _stretch(days[a], days[b]), likeness)
        for a, b, likeness in likenesses(keys, days, engine=engine, undated=scope.undated)
    )
    return [pair for pair in found if scope.holds(pair.stretch)]


def _stretch(a: int | None, b: int | None) -> int | None:
    known = [number for number in (a, b) if number is not None]
    return min(known) // STRETCH if known else None
