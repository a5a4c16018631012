"""Which of two articles drew on the other: time, credits and what was left out, weighed together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp

from attribune.model import Article
from attribune.trace.outlets import is_agency, names_outlet, same_outlet
from attribune.trace.shared import Pair
from attribune.trace.wires import Credit
from attribune.trace.words import Body

# Log odds that the article drew on the other.
DAYS = 3.0  # published on a later day
HOURS = 2.2  # published later on the same day
CREDIT = 2.5  # names the other's outlet as its source
AGENCY = 2.0  # the other is a news agency's and it is not
VENUE = 2.0  # says that a quotation it shares was said to the other's outlet
SHORTER = 0.4  # tells what is shared in fewer words
SUBSET = 0.5  # has next to no quotations that the other lacks, and the other has more
PART = 0.5  # is nearly all shared, the other has much more

DECIDED = 0.5  # confidence
COMMON = 0.45  # the most that is left of it when both credit one source for what they share
FEWER = 0.9  # of the other's words
NEARLY_ALL = 0.8  # of an article's words, or of its quotations
MUCH_LESS = 0.55
QUOTATIONS = 15  # words in quotation marks for an article to have quotations


@dataclass(frozen=True, slots=True)
class Direction:
    """The article at place ``article`` of the story drew on the one at ``drew_on``, with that confidence."""

    article: int
    drew_on: int
    confidence: float
    credits: tuple[Credit, ...]  # of the article, naming the other's outlet


def direction(pair: Pair, bodies: Sequence[Body], given: Sequence[Sequence[Credit]], *, common: bool) -> Direction:
    """Return which article of a pair drew on the other.

    ``given`` are those of every article of the story. ``common``: both credit one source for what they share, so
    neither need have drawn on the other. Where the confidence stays below one half, the article with the greater id
    is taken to have drawn on the other, so that the undecided pairs of a story point to one founder.
    """
    a, b = bodies[pair.a], bodies[pair.b]
    quoting = any(piece.quoted for piece in pair.pieces)
    forth = _naming(given[pair.a], a.article, b.article, quoting=quoting)
    back = _naming(given[pair.b], b.article, a.article, quoting=quoting)
    odds = _by_time(a.article, b.article) + _by_credit(forth) - _by_credit(back) + _by_wording(pair, a, b)
    odds += AGENCY * (is_agency(b.article.outlet) - is_agency(a.article.outlet))
    confidence = 2 / (1 + exp(-abs(odds))) - 1
    if common:
        confidence = min(confidence, COMMON)
    later = odds > 0 if confidence >= DECIDED else a.article.id > b.article.id
    places = (pair.a, pair.b) if later else (pair.b, pair.a)
    return Direction(*places, round(confidence, 4), forth if later else back)


def _naming(given: Iterable[Credit], own: Article, other: Article, *, quoting: bool) -> tuple[Credit, ...]:
    """Return the credits of an article that name the other's outlet and not its own."""
    if not other.outlet or (own.outlet and same_outlet(own.outlet, other.outlet)):
        return ()
    return tuple(
        credit for credit in given if names_outlet(credit.name, other.outlet) and (quoting or credit.kind != "venue")
    )


def _by_credit(given: Sequence[Credit]) -> float:
    if not given:
        return 0.0
    return VENUE if all(credit.kind == "venue" for credit in given) else CREDIT


def _by_time(a: Article, b: Article) -> float:
    if not a.published or not b.published:
        return 0.0
    day_a, day_b = a.published[:10], b.published[:10]
    shorter = min(len(day_a), len(day_b))
    if day_a[:shorter] != day_b[:shorter]:
        return DAYS if day_a > day_b else -DAYS
    moment_a, moment_b = _moment(a.published), _moment(b.published)
    if moment_a is None or moment_b is None or (moment_a.tzinfo is None) != (moment_b.tzinfo is None):
        return 0.0
    return 0.0 if moment_a == moment_b else HOURS if moment_a > moment_b else -HOURS


def _moment(published: str) -> datetime | None:
    """Return the date and time of an ISO string, None for one without a time."""
    try:
        return datetime.fromisoformat(published) if len(published) > len("2024-05-26") else None
    except ValueError:
        return None


def _by_wording(pair: Pair, a: Body, b: Body) -> float:
    """Return what the passages themselves say: who rewrites mostly shortens, and takes no quotation from elsewhere."""
    words_a = sum(piece.a_end - piece.a_start for piece in pair.pieces)
    words_b = sum(piece.b_end - piece.b_start for piece in pair.pieces)
    odds = SHORTER * _compared(words_a, words_b, FEWER)
    odds += PART * _whole_of(words_a / max(1, a.size), words_b / max(1, b.size))
    quoted_a, quoted_b = a.quoted.count(1), b.quoted.count(1)
    if min(quoted_a, quoted_b) >= QUOTATIONS:
        shared_a = sum(a.quoted.count(1, piece.a_start, piece.a_end) for piece in pair.pieces)
        shared_b = sum(b.quoted.count(1, piece.b_start, piece.b_end) for piece in pair.pieces)
        odds += SUBSET * _whole_of(shared_a / quoted_a, shared_b / quoted_b)
    return odds


def _compared(a: int, b: int, limit: float) -> int:
    return 1 if a < limit * b else -1 if b < limit * a else 0


def _whole_of(a: float, b: float) -> int:
    """Return 1 when nearly all of the first and much less of the second is shared, -1 the other way round."""
    if a >= NEARLY_ALL and b <= MUCH_LESS:
        return 1
    return -1 if b >= NEARLY_ALL and a <= MUCH_LESS else 0
