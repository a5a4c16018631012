"""What two articles share: exact passages and rewritten sentences put together, and which of it is quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from attribune.trace.lexicon import NAME
from attribune.trace.passages import Passage, passages
from attribune.trace.rewrites import SHORTEST, STRONG, STRONG_SHARE, TELLING, Link, links
from attribune.trace.seeds import Match, matches
from attribune.trace.words import Body

RUN = 6  # sentences that two articles must tell in the same order before weak likeness counts ...
RUN_OWN = 3  # ... so many of them outside quotations ...
RUN_SHARE = 0.35  # ... and so much of the shorter article
SNAP = 3  # words: a rewritten passage that begins or ends so near a sentence's edge is drawn out to it
QUOTED = 0.8  # of what a passage tells, for it to be a quotation
REORDERED = 0.9999  # the most of two passages with the same words in another order
ATTRIBUTION = 4  # words beside a quotation that only say whose it is


class Piece(NamedTuple):
    """One shared passage: words ``a_start`` up to ``a_end`` of one article beside those of the other."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    similarity: float
    quoted_a: bool  # within quotation marks in the one article
    quoted_b: bool  # ... and in the other
    own: int  # units that the shared words outside quotations tell
    differ: bool = False  # known to quote different speakers

    @property
    def quoted(self) -> bool:
        """Whether both hold it as a quotation, so that neither owes it to the other."""
        return self.quoted_a and self.quoted_b and not self.differ

    def spoken(self, *, same: bool | None) -> Piece:
        """Return the piece with what is known of its speakers.

        One speaker's words are a quotation even where one of the articles lost the marks.
        """
        if same and self.quoted_a != self.quoted_b:
            return self._replace(quoted_a=True, quoted_b=True, own=0)
        return self._replace(differ=True) if same is False else self


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles of a story, by their places (``a`` the later one in the story's order), and what they share."""

    a: int
    b: int
    pieces: tuple[Piece, ...]
    in_order: int  # pieces that stand in the same order in both


def pairs(bodies: Sequence[Body]) -> tuple[Pair, ...]:
    """Return the pairs of articles that share at least one passage, in order of their places.

    Exact passages always count. Sentences that merely tell the same in other words count where the likeness is
    strong, or where many of them, quotations included, stand in the same order in both articles: reports of one
    event tell the same facts, but only a rewrite tells them along the same line.
    """
    exact = matches(bodies)
    rewritten = links(bodies)
    found = []
    for a, b in sorted({*exact, *rewritten}):
        pair = _pair(a, b, bodies, exact.get((a, b), ()), rewritten.get((a, b), ()))
        if pair.pieces:
            found.append(pair)
    return tuple(found)


def _pair(place_a: int, place_b: int, bodies: Sequence[Body], exact: Sequence[Match], like: Sequence[Link]) -> Pair:
    a, b = bodies[place_a], bodies[place_b]
    pieces = exact_pieces(a, b, exact) if exact else []
    if like:
        pieces += _rewritten(a, b, pieces, like)
        pieces.sort()
    return paired(place_a, place_b, pieces)


def paired(place_a: int, place_b: int, pieces: Sequence[Piece]) -> Pair:
    """Return two articles with what they share, in order of place in the first."""
    return Pair(place_a, place_b, tuple(pieces), len(_in_order(pieces)) if len(pieces) > 1 else len(pieces))


def exact_pieces(a: Body, b: Body, matches: Sequence[Match]) -> list[Piece]:
    """Return the passages that two articles share, given their exact matches in order of place in ``a``."""
    return [_exact(a, b, passage) for passage in passages(a, b, matches)]


def _exact(a: Body, b: Body, passage: Passage) -> Piece:
    a_start, a_end, b_start, b_end, similarity, weight = passage
    told_a, told_b = _told_in_quotation(a, a_start, a_end), _told_in_quotation(b, b_start, b_end)
    quoted_a, quoted_b = _quoted(a, a_start, a_end, told_a), _quoted(b, b_start, b_end, told_b)
    return Piece(a_start, a_end, b_start, b_end, similarity, quoted_a, quoted_b, max(0, weight - max(told_a, told_b)))


def _quoted(body: Body, start: int, end: int, told: int) -> bool:
    """Whether a passage is a quotation but for words that only say whose it is."""
    words = body.quoted.count(1, start, end)
    rest = end - start - words
    return words > rest and (rest <= ATTRIBUTION or told >= QUOTED * body.tells(start, end))


def _told_in_quotation(body: Body, start: int, end: int) -> int:
    """Return how much of what the passage tells stands in quotations."""
    if not body.quoted.count(1, start, end):
        return 0
    return body.tells(start, end) - (body.own_told[end] - body.own_told[start])


def _rewritten(a: Body, b: Body, pieces: Sequence[Piece], like: Sequence[Link]) -> Iterator[Piece]:
    """Yield the like sentences that count, with the words of theirs that tell the same."""
    free = [link for link in like if not _covered(a, b, pieces, link)]
    run = _run(a, b, pieces, free)
    for link in free:
        if link in run or (link.score >= STRONG and link.similarity >= STRONG_SHARE):
            yield _drawn(a, b, link)


def _covered(a: Body, b: Body, pieces: Sequence[Piece], link: Link) -> bool:
    """Whether half of either sentence stands in a shared passage already."""
    start_a, end_a = a.sentences[link.a], a.sentences[link.a + 1]
    start_b, end_b = b.sentences[link.b], b.sentences[link.b + 1]
    in_a = sum(max(0, min(end_a, piece.a_end) - max(start_a, piece.a_start)) for piece in pieces)
    in_b = sum(max(0, min(end_b, piece.b_end) - max(start_b, piece.b_start)) for piece in pieces)
    return in_a * 2 > end_a - start_a or in_b * 2 > end_b - start_b


def _run(a: Body, b: Body, pieces: Sequence[Piece], free: Sequence[Link]) -> frozenset[Link]:
    """Return the links of the longest line of sentences that both articles follow, if it is long enough."""
    if len(free) + sum(_sentences_of(a, piece) for piece in pieces) < RUN:
        return frozenset()
    drafts = {_drawn(a, b, link): link for link in free}
    run = _in_order([*pieces, *drafts])
    told = [_sentences_of(a, piece) for piece in run]
    own = [piece for piece in run if not piece.quoted]
    shorter = min(_size(a), _size(b))
    if sum(told) < RUN or len(own) < RUN_OWN or sum(told) < RUN_SHARE * shorter:
        return frozenset()
    return frozenset(drafts[piece] for piece in run if piece in drafts)


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the longest run of pieces that stand in the same order in both articles."""
    ordered = sorted(pieces, key=lambda piece: (piece.a_start, -piece.b_start, piece))
    return [ordered[place] for place in rising([piece.b_start for piece in ordered])]


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest run of rising numbers (patience sorting)."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        slot = bisect_left(tails, number)
        before.append(tops[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [number]
        tops[slot : slot + 1] = [place]
    run: list[int] = []
    place = tops[-1] if tops else -1
    while place >= 0:
        run.append(place)
        place = before[place]
    return run[::-1]


def _sentences_of(body: Body, piece: Piece) -> int:
    """Return how many sentences a piece runs over, 1 at least."""
    first = bisect_right(body.sentences, piece.a_start)
    return bisect_left(body.sentences, piece.a_end) - first + 1


def _size(body: Body) -> int:
    """Return how many sentences of some length an article has."""
    return sum(end - start >= SHORTEST for start, end in pairwise(body.sentences))


def _drawn(a: Body, b: Body, link: Link) -> Piece:
    """Return the words from the first to the last that two like sentences share."""
    shared = _telling(a, link.a) & _telling(b, link.b)
    a_start, a_end = _extent(a, link.a, shared)
    b_start, b_end = _extent(b, link.b, shared)
    own = round(link.score / link.similarity)
    same = a.codes[a_start:a_end] == b.codes[b_start:b_end]
    similarity = 1.0 if same else min(REORDERED, round(link.similarity, 4))
    return Piece(a_start, a_end, b_start, b_end, similarity, False, False, own)


def _telling(body: Body, sentence: int) -> set[str]:
    start, end = body.sentences[sentence], body.sentences[sentence + 1]
    weights = body.own_weights[start:end]
    return {code for code, weight in zip(body.stems(start, end), weights, strict=True) if weight >= TELLING}


def _extent(body: Body, sentence: int, shared: Set[str]) -> tuple[int, int]:
    """Return the words from the first to the last shared one; a lone name far from the others is none of them."""
    start, end = body.sentences[sentence], body.sentences[sentence + 1]
    end -= body.codes[end - 1] == body.separator
    stems = enumerate(body.stems(start, end), start)
    places = [place for place, code in stems if code in shared and body.own_weights[place]]
    while len(places) > 2 and places[0] - start > SNAP and _lone(body, places[0], places[1]):
        places.pop(0)
    while len(places) > 2 and end - places[-1] > SNAP and _lone(body, places[-1], places[-2]):
        places.pop()
    first, last = places[0], places[-1] + 1
    return (start if first - start <= SNAP else first), (end if end - last <= SNAP else last)


def _lone(body: Body, place: int, nearest: int) -> bool:
    return body.weights[place] <= NAME and abs(place - nearest) > SNAP
