"""Which of two articles drew on the other: time, credits and what was left out, weighed together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp
from typing import Literal, NamedTuple

from attribune.model import Article, Span
from attribune.trace.namings import Namings
from attribune.trace.outlets import is_agency, names_article, same_outlet
from attribune.trace.shared import Pair, Piece
from attribune.trace.wires import Credit
from attribune.trace.words import Body

ClueKind = Literal[
    "days", "hours", "link", "credit", "venue", "naming", "agency", "quoting", "shorter", "subset", "part"
]

# Log odds that the article drew on the other, as ``benchmarks/direction.py --weights`` measures them.
ODDS: dict[ClueKind, float] = {
    "days": 2.5,  # published on a later day
    "hours": 2.2,  # published later on the same day
    "link": 3.2,  # links to the other
    "credit": 3.2,  # names the other's outlet as its source
    "venue": 2.2,  # says that a quotation it shares was said to the other's outlet
    "naming": 3.0,  # names the other's outlet beside what they share
    "agency": 3.7,  # the other is a news agency's and it is not
    "quoting": 1.0,  # has in quotation marks what the other says itself
    "shorter": 0.4,  # tells what is shared in fewer words
    "subset": 0.5,  # has next to no quotations that the other lacks, and the other has more
    "part": 0.5,  # is nearly all shared, the other has much more
}

DECIDED = 0.5  # confidence
NEAR = 0.66  # similarity of a passage: one sentence in quite other words may tell the same fact
COMMON = 0.45  # the most that is left of it when both credit one source for what they share
FEWER = 0.9  # of the other's words
NEARLY_ALL = 0.8  # of an article's words, or of its quotations
MUCH_LESS = 0.55
QUOTATIONS = 15  # words in quotation marks for an article to have quotations
QUOTES = 15  # words that one has in quotation marks and the other not, more than the other way round


_BY_THEMSELVES: tuple[Literal["link", "naming", "venue"], ...] = ("link", "naming", "venue")


class Clue(NamedTuple):
    """What speaks for article ``a`` of a pair having drawn on ``b``, or the reverse where the odds are below 0."""

    kind: ClueKind
    odds: float


@dataclass(frozen=True, slots=True)
class Direction:
    """The article at place ``article`` of the story drew on the one at ``drew_on``, with that confidence."""

    article: int
    drew_on: int
    confidence: float
    credits: tuple[Credit, ...]  # of the article, naming the other's outlet


def direction(
    pair: Pair, bodies: Sequence[Body], given: Sequence[Sequence[Credit]], namings: Namings, *, common: bool
) -> Direction:
    """Return which article of a pair drew on the other.

    ``given`` are those of every article of the story. ``common``: both credit one source for what they share, so
    neither need have drawn on the other. Where the confidence stays below one half, the article with the greater id
    is taken to have drawn on the other, so that the undecided pairs of a story point to one founder.
    """
    told, forth, back = clues(pair, bodies, given, namings)
    odds = sum(clue.odds for clue in told)
    confidence = 2 / (1 + exp(-abs(odds))) - 1
    if common:
        confidence = min(confidence, COMMON)
    a, b = bodies[pair.a].article, bodies[pair.b].article
    later = odds > 0 if confidence >= DECIDED else a.id > b.id
    places = (pair.a, pair.b) if later else (pair.b, pair.a)
    return Direction(*places, round(confidence, 4), forth if later else back)


def clues(
    pair: Pair, bodies: Sequence[Body], given: Sequence[Sequence[Credit]], namings: Namings
) -> tuple[tuple[Clue, ...], tuple[Credit, ...], tuple[Credit, ...]]:
    """Return all that tells which of two articles drew on the other, and where each of them names the other."""
    a, b = bodies[pair.a], bodies[pair.b]
    forth = _naming(pair, pair.a, pair.b, bodies, given, namings)
    back = _naming(pair, pair.b, pair.a, bodies, given, namings)
    told: list[tuple[ClueKind, int]] = [
        *_by_time(a.article, b.article),
        *((_strongest(forth), 1) for _ in forth[:1]),
        *((_strongest(back), -1) for _ in back[:1]),
        ("agency", is_agency(b.article.outlet) - is_agency(a.article.outlet)),
        *_by_wording(pair, a, b),
    ]
    return tuple(Clue(kind, ODDS[kind] * side) for kind, side in told if side), forth, back


def _naming(
    pair: Pair,
    place: int,
    other: int,
    bodies: Sequence[Body],
    given: Sequence[Sequence[Credit]],
    namings: Namings,
) -> tuple[Credit, ...]:
    """Return the credits of an article that name the other's outlet and not its own, or else where it names that."""
    own, its = bodies[place].article, bodies[other].article
    quoting = any(piece.quoted for piece in pair.pieces)
    crediting = (*namings.linking(place, its), *_crediting(given[place], own, its, quoting=quoting))
    return crediting or namings.near(place, its, _own_words(pair, place, bodies[place]))


def _own_words(pair: Pair, place: int, body: Body) -> Iterator[Span]:
    """Yield where the passages stand in an article that are no quotations in both."""
    for piece in pair.pieces:
        if not piece.quoted and piece.similarity >= NEAR:
            yield body.span(*((piece.a_start, piece.a_end) if place == pair.a else (piece.b_start, piece.b_end)))


def _crediting(given: Iterable[Credit], own: Article, other: Article, *, quoting: bool) -> tuple[Credit, ...]:
    if own.outlet and other.outlet and same_outlet(own.outlet, other.outlet):
        return ()
    return tuple(
        credit for credit in given if names_article(credit.name, other) and (quoting or credit.kind != "venue")
    )


def _strongest(given: Sequence[Credit]) -> ClueKind:
    kinds = {credit.kind for credit in given}
    return next((kind for kind in _BY_THEMSELVES if kind in kinds and len(kinds) == 1), "credit")


def _by_time(a: Article, b: Article) -> Iterator[tuple[ClueKind, int]]:
    if not a.published or not b.published:
        return
    day_a, day_b = a.published[:10], b.published[:10]
    shorter = min(len(day_a), len(day_b))
    if day_a[:shorter] != day_b[:shorter]:
        yield "days", 1 if day_a > day_b else -1
        return
    moment_a, moment_b = _moment(a.published), _moment(b.published)
    if moment_a is not None and moment_b is not None and (moment_a.tzinfo is None) == (moment_b.tzinfo is None):
        yield "hours", (moment_a > moment_b) - (moment_a < moment_b)


def _moment(published: str) -> datetime | None:
    """Return the date and time of an ISO string, None for one without a time."""
    try:
        return datetime.fromisoformat(published) if len(published) > len("2024-05-26") else None
    except ValueError:
        return None


def _by_wording(pair: Pair, a: Body, b: Body) -> Iterator[tuple[ClueKind, int]]:
    """Yield what the passages themselves say: who rewrites mostly shortens, and takes no quotation from elsewhere."""
    words_a = sum(piece.a_end - piece.a_start for piece in pair.pieces)
    words_b = sum(piece.b_end - piece.b_start for piece in pair.pieces)
    yield "shorter", _compared(words_a, words_b, FEWER)
    yield "part", _whole_of(words_a / max(1, a.size), words_b / max(1, b.size))
    quoted_a, quoted_b = a.quoted.count(1), b.quoted.count(1)
    if min(quoted_a, quoted_b) >= QUOTATIONS:
        shared_a = sum(a.quoted.count(1, piece.a_start, piece.a_end) for piece in pair.pieces)
        shared_b = sum(b.quoted.count(1, piece.b_start, piece.b_end) for piece in pair.pieces)
        yield "subset", _whole_of(shared_a / quoted_a, shared_b / quoted_b)
    marked = sum(_marked(piece) for piece in pair.pieces)
    yield "quoting", (marked >= QUOTES) - (marked <= -QUOTES)


def _marked(piece: Piece) -> int:
    """Return how many words are a quotation in the first article alone, below 0 in the second alone."""
    return (piece.a_end - piece.a_start) * (piece.quoted_a - piece.quoted_b)


def _compared(a: int, b: int, limit: float) -> int:
    return 1 if a < limit * b else -1 if b < limit * a else 0


def _whole_of(a: float, b: float) -> int:
    """Return 1 when nearly all of the first and much less of the second is shared, -1 the other way round."""
    if a >= NEARLY_ALL and b <= MUCH_LESS:
        return 1
    return -1 if b >= NEARLY_ALL and a <= MUCH_LESS else 0
